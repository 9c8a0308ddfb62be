"""Tables whose cells are parted by upright strokes, as in markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jjjdata.text.trace import Edit

_PIPED = re.compile(r"(?m)^[^\n|]*\|[^\n]*$")
_STROKE = re.compile(r"(?<!\\)\|")
_SPACES = re.compile(r"[ ]*")
_OF_A_RULE = re.compile(r":?-+:?")
_PROSE = re.compile(r"[。；！？\t]")
_VALUE = re.compile(r"[约近超]?[-−+]?\d[\d,]*(?:\.\d+)?[^\d|]{0,6}")
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_FEWEST_ROWS = 2
_FEWEST_ROWS_OPEN = 3  # without strokes around them and without a rule


def piped_tables(text: str) -> list[Edit]:
    r"""Edits that part by tabs the cells of tables in which strokes part them, and take out the rule below the names.

    >>> from jjjdata.text.trace import Traced
    >>> rows = "| 指标 | 产量（吨） |\n| --- | ---: |\n| 小麦 | 7 |\n"
    >>> Traced.of(rows).edit(piped_tables(rows)).text
    '指标\t产量（吨）\n小麦\t7\n'
    """
    if "|" not in text:
        return []
    return [edit for run in _runs(text) if _is_table(run) for edit in _edits(run)]


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Lines with strokes that follow one another."""
    run: list[re.Match[str]] = []
    for line in _PIPED.finditer(text):
        if run and line.start() != run[-1].end() + 1:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _is_table(run: Sequence[re.Match[str]]) -> bool:
    """Whether lines are rows: with a rule below the first, or as many cells each and numbers in them."""
    lines = [line[0] for line in run]
    rows = [_cells(line) for line in lines if not _is_rule(line)]
    if len(rows) < _FEWEST_ROWS or any(_PROSE.search(line) for line in lines):
        return False
    if _is_rule(lines[1]):
        return True
    closed = all(line.lstrip(" ").startswith("|") for line in lines)
    alike = len({len(row) for row in rows}) == 1
    told = sum(any(_VALUE.fullmatch(cell) and not _YEAR.fullmatch(cell) for cell in row) for row in rows)
    return alike and 2 * told >= len(rows) and (closed or len(rows) >= _FEWEST_ROWS_OPEN)


def _is_rule(line: str) -> bool:
    return not line.strip(" |:-") and all(map(_OF_A_RULE.fullmatch, _cells(line)))


def _strokes(line: str) -> list[tuple[int, int]]:
    """The strokes of a line with the spaces around them."""
    found, done = [], 0
    for stroke in _STROKE.finditer(line):
        start = done + len(line[done : stroke.start()].rstrip(" "))
        spaces = _SPACES.match(line, stroke.end())
        done = spaces.end() if spaces else stroke.end()
        found.append((start, done))
    return found


def _cells(line: str) -> list[str]:
    """The words between the strokes; strokes around the row part nothing."""
    edges = [0, *(edge for stroke in _strokes(line) for edge in stroke), len(line)]
    cells = [line[start:end].strip(" ") for start, end in zip(edges[::2], edges[1::2], strict=True)]
    first = 1 if not cells[0] else 0
    return cells[first : -1 if len(cells) > first + 1 and not cells[-1] else None]


def _edits(run: Sequence[re.Match[str]]) -> Iterator[Edit]:
    """The edits of a table; a row with fewer cells than the first gets empty ones."""
    width = len(_cells(run[0][0]))
    for line in run:
        words, at = line[0], line.start()
        if _is_rule(words):
            yield Edit(at - 1 if line is not run[0] else at, line.end(), "", "markup")
            continue
        missing = "\t" * (width - len(_cells(words)))
        strokes = _strokes(words)
        for start, end in strokes:
            yield Edit(at + start, at + end, "" if start == 0 else missing if end == len(words) else "\t")
        if missing and strokes[-1][1] < len(words):
            yield Edit(line.end(), line.end(), missing)
