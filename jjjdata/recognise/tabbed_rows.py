"""Rows whose cells are parted by tabs, and which of them make a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
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

    @cached_property
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

    @cached_property
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
        return len(self.body[0].cells)


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
    starts, first_lone, told = [0], 0, False
    for n, row in enumerate(rows):
        if row.heads and told:
            starts.append(first_lone)
            told = False
        told |= not (row.heads or row.lone)
        first_lone = first_lone if row.lone else n + 1
    for first, last in pairwise([*starts, len(rows)]):
        table = _table(rows[first:last], above if first == 0 else ())
        if table.body:
            yield table


def _table(rows: Sequence[TabbedRow], above: Sequence[str]) -> Tabbed:
    heads = [n for n, row in enumerate(rows) if row.heads]
    body = next((n for n, row in enumerate(rows) if not row.lone and not row.heads), len(rows))
    if heads and heads[0] < body:
        # Lone rows below the names of columns are headings of sections.
        body = max(n for n in heads if n < body) + 1
    elif body < len(rows) and rows[body].values == 0:
        body += 1  # names of columns without any word that a header has: the first row, and no numbers
    lone = [row.filled[0].text for row in rows[:body] if row.lone]
    return Tabbed((*above, *lone), tuple(row for row in rows[:body] if not row.lone), tuple(rows[body:]))
