"""Narrow gutters: gaps no wider than those inside a line, which lie one below the other between columns of prose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from jjjdata.documents.readers.pdf.page import Glyph

APART: Final = 1.6
"""In em: a gap this wide parts two segments of a line wherever it stands."""

_NARROWEST = 0.8  # em
_FEWEST_LINES = 4
_PROSE_WIDTH = 8.0  # em of line on both sides of the gap
_MOST_TRIED = 20


@dataclass(frozen=True)
class _Gap:
    """A gap of a line: its edges, and the glyph that it stands before."""

    line: int
    before: int
    left: float
    right: float


def cuts_at_gutters(lines: Sequence[Sequence[Glyph]], sizes: Sequence[float]) -> list[set[int]]:
    """For each line the glyphs before which it is parted because there a gutter runs down the page."""
    cuts: list[set[int]] = [set() for _ in lines]
    gaps = [gap for n, line in enumerate(lines) for gap in _gaps(n, line, sizes[n])]
    wide = [gap for gap in gaps if gap.right - gap.left > APART * sizes[gap.line]]
    narrow = [gap for gap in gaps if gap.right - gap.left <= APART * sizes[gap.line]]
    for _ in range(_MOST_TRIED):
        x, found = _most_aligned(narrow)
        if not found:
            break
        # Where the left line is short its gap is wide.
        beside = sorted(gap.line for gap in [*found, *wide] if gap.left <= x < gap.right)
        crossing = _crossings(lines[beside[0] : beside[-1] + 1], x)
        if len(beside) >= _FEWEST_LINES and crossing * 2 <= len(beside):
            for gap in found:
                cuts[gap.line].add(gap.before)
        taken = set(found)
        narrow = [gap for gap in narrow if gap not in taken]
    return cuts


def _gaps(number: int, line: Sequence[Glyph], size: float) -> list[_Gap]:
    """The wide gaps of a line, and the narrow ones with a width of prose on both sides."""
    gaps = [
        _Gap(number, n, a.x1, b.x0)
        for n, (a, b) in enumerate(pairwise(line), 1)
        if b.x0 - a.x1 >= _NARROWEST * size
    ]
    wide = [gap for gap in gaps if gap.right - gap.left > APART * size]
    starts, ends = [line[0].x0, *(g.right for g in wide)], [*(g.left for g in wide), line[-1].x1]
    width = _PROSE_WIDTH * size
    return wide + [
        gap
        for gap in gaps
        if gap.right - gap.left <= APART * size
        and any(
            low + width <= gap.left and gap.right + width <= high
            for low, high in zip(starts, ends, strict=True)
        )
    ]


def _most_aligned(gaps: Sequence[_Gap]) -> tuple[float, list[_Gap]]:
    """The x that lies in the most gaps, and these, from top to bottom."""
    best, most, open_now = 0.0, 0, 0
    edges = [(edge, step) for gap in gaps for edge, step in ((gap.left, 1), (gap.right, -1))]
    for x, step in sorted(edges):
        open_now += step
        if open_now > most:
            best, most = x, open_now
    return best, [gap for gap in gaps if gap.left <= best < gap.right]


def _crossings(lines: Sequence[Sequence[Glyph]], x: float) -> int:
    """How many lines have a glyph on both sides of x without a gap there."""
    return sum(any(glyph.x0 < x < glyph.x1 for glyph in line) for line in lines)
