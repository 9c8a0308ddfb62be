"""Rows whose cells are parted by tabs, and which of them make a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from jjjdata.recognise.row_labels import unit_in
from jjjdata.recognise.table_words import role_of

VALUE: Final = re.compile(
    r"(?P<sign>[-−+]?)(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,20}(?:\.\d{1,20})?)(?P<mark>[%％‰]?)"
)
"""A number that is all of a cell."""

NO_VALUE: Final = re.compile(r"[-—–/*…]{1,4}|\.{2,6}|持平|n/?a|无", re.IGNORECASE)
"""What stands in a cell for no number."""

YEAR: Final = re.compile(r"((?:19|20)\d\d)(?:年度?)?")
_HEADER_REACH = 5


class Printed(NamedTuple):
    """A cell as printed: its place in the text and its words."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class TabbedRow:
    """A line of cells."""

    start: int
    end: int
    cells: tuple[Printed, ...]

    @property
    def filled(self) -> list[Printed]:
        """Its cells that are not empty."""
        return [cell for cell in self.cells if cell.text]

    @property
    def lone(self) -> bool:
        """Whether only its first cell is filled: a title, a unit, the heading of a section."""
        return len(self.filled) == 1 and bool(self.cells[0].text)

    @property
    def values(self) -> int:
        """How many of its cells hold a number, or say that there is none."""
        return sum(bool(VALUE.fullmatch(c.text) or NO_VALUE.fullmatch(c.text)) for c in self.filled)

    @property
    def heads(self) -> bool:
        """Whether it names columns: no numbers but years in their order, and a word that a header has."""
        years = [int(m[1]) for c in self.filled if (m := YEAR.fullmatch(c.text))]
        numbers = [c for c in self.filled if VALUE.fullmatch(c.text)]
        if any(YEAR.fullmatch(c.text) is None for c in numbers) or len(self.filled) < 2:
            return False
        if any(NO_VALUE.fullmatch(c.text) for c in self.filled):
            return False
        if numbers and not _in_order(years):
            return False
        if len(years) > 1 or any(role_of(c.text) for c in self.filled):
            return True
        return any(unit_in(c.text) for c in self.filled if c is not self.cells[0])


@dataclass(frozen=True)
class Tabbed:
    """A table: the lines above it, its header rows, and its body."""

    above: tuple[str, ...]
    header: tuple[TabbedRow, ...]
    body: tuple[TabbedRow, ...]

    @property
    def width(self) -> int:
        """Number of its columns."""
        return len((self.header or self.body)[0].cells)


def _in_order(years: Sequence[int]) -> bool:
    steps = [b - a for a, b in pairwise(years)]
    return all(s >= 0 for s in steps) or all(s <= 0 for s in steps)


def tabbed_tables(text: str) -> Iterator[Tabbed]:
    """The tables of a text whose cells are parted by tabs, in order."""
    above: list[str] = []
    rows: list[TabbedRow] = []
    start = 0
    for line in text.split("\n"):
        row = _row(line, start) if "\t" in line else None
        start += len(line) + 1
        if row is not None and (not rows or len(rows[-1].cells) == len(row.cells)):
            rows.append(row)
            continue
        if rows:
            yield from _tables(rows, above)
            above = []
        rows = [row] if row is not None else []
        if row is None:
            above = [*above[-_HEADER_REACH + 1 :], line.strip()]
    if rows:
        yield from _tables(rows, above)


def _row(line: str, start: int) -> TabbedRow:
    cells, position = [], start
    for words in line.split("\t"):
        inner = words.strip()
        first = position + len(words) - len(words.lstrip())
        cells.append(Printed(first, first + len(inner), inner))
        position += len(words) + 1
    return TabbedRow(start, start + len(line), tuple(cells))


def _tables(rows: Sequence[TabbedRow], above: Sequence[str]) -> Iterator[Tabbed]:
    """The tables in a run of rows: another begins where another header does, with the lone rows before it."""
    starts = [0]
    for n, row in enumerate(rows):
        if not row.heads or n == 0:
            continue
        first = n
        while first > starts[-1] and rows[first - 1].lone:
            first -= 1
        if any(not r.heads and not r.lone for r in rows[starts[-1] : first]):
            starts.append(first)
    for first, last in pairwise([*starts, len(rows)]):
        yield _table(rows[first:last], above if first == 0 else ())


def _table(rows: Sequence[TabbedRow], above: Sequence[str]) -> Tabbed:
    heading = next((n for n, row in enumerate(rows) if not row.lone and not row.heads), len(rows))
    # Names of columns without any word that a header has are told by standing first and having no numbers.
    while heading < len(rows) and not any(r.heads for r in rows[:heading]) and rows[heading].values == 0:
        heading += 1
        if not rows[heading - 1].lone:
            break
    while heading and rows[heading - 1].lone and any(r.heads for r in rows[:heading]):
        heading -= 1  # a section's heading below the header
    lone = [row.filled[0].text for row in rows[:heading] if row.lone]
    header = [row for row in rows[:heading] if not row.lone]
    return Tabbed((*above, *lone), tuple(header), tuple(rows[heading:]))
