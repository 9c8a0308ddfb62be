"""Outlines of letters in fewer characters: whole numbers, each relative to the point before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

PER_EM: Final = 800
"""Units that a letter's square is divided into: a fiftieth of a point at the size of labels, which nobody sees."""
DRAWN_PER_EM: Final = 6400  # as Matplotlib writes outlines: a hundred points, 64 units each
STEPS: Final = re.compile(r"([MLQCzZ])([^MLQCzZ]*)")
ATTRIBUTES: Final = re.compile(r'd="([^"]*)" transform="scale\(0\.015625\)"')


def lighter(attributes: str) -> str:
    """The attributes of an outline as Matplotlib writes them, with its path in coarser, relative steps.

    Anything that is no such outline stays as it is.

    >>> lighter('d="M640 0L640 3200Q1280 3200 1280 0z" transform="scale(0.015625)"')
    'd="M80 0l0 400q80 0 80-400z" transform="scale(.125)"'
    """
    match = ATTRIBUTES.fullmatch(attributes)
    if match is None:
        return attributes
    scale = f"{100 / PER_EM:g}".removeprefix("0")
    return f'd="{"".join(_steps(match[1]))}" transform="scale({scale})"'


def _steps(path: str) -> Iterator[str]:
    x = y = start_x = start_y = 0
    for command, numbers in STEPS.findall(path):
        if command in "zZ":
            x, y = start_x, start_y
            yield "z"
            continue
        points = [round(float(n) * PER_EM / DRAWN_PER_EM) for n in numbers.split()]
        ends = points[-2], points[-1]
        if command == "M":
            start_x, start_y = ends
            yield f"M{_joined(points)}"
        else:
            moved = [p - (x if n % 2 == 0 else y) for n, p in enumerate(points)]
            yield f"{command.lower()}{_joined(moved)}"
        x, y = ends


def _joined(numbers: list[int]) -> str:
    """Numbers with a space between them where no sign parts them."""
    return " ".join(map(str, numbers)).replace(" -", "-")
