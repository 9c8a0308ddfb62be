"""The cells between the edges of a table; where no rule is drawn between two, they are one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from jjjdata.documents.readers.grid import GridCell
from jjjdata.documents.readers.pdf.lines import segments_of
from jjjdata.documents.readers.pdf.page import Glyph, Rule

NEAR: Final = 4.0
"""Points by which rules that meet may miss each other: rounded corners, double lines."""


class Edges:
    """The edges of a table in one direction, with the stretches of each on which a rule is drawn.

    An edge `between` lines of text needs no rule, and where there are no rules at all every edge parts.
    """

    def __init__(
        self, places: Sequence[float], rules: Sequence[Rule], between: frozenset[float] = frozenset()
    ) -> None:
        self.places = places
        self._whole = {n for n, place in enumerate(places) if place in between or not rules}
        self._drawn: defaultdict[int, list[tuple[float, float]]] = defaultdict(list)
        for rule in rules:
            at, stretch = (
                ((rule.y0 + rule.y1) / 2, (rule.x0 - 1, rule.x1 + 1))
                if rule.horizontal
                else ((rule.x0 + rule.x1) / 2, (rule.y0 - 1, rule.y1 + 1))
            )
            for n in range(bisect_left(places, at - NEAR), bisect_right(places, at + NEAR)):
                self._drawn[n].append(stretch)

    @property
    def count(self) -> int:
        """How many rows or columns lie between the edges."""
        return len(self.places) - 1

    def middle(self, n: int) -> float:
        """The middle of the n-th row or column."""
        return (self.places[n] + self.places[n + 1]) / 2

    def holding(self, place: float) -> int:
        """The row or column that a place lies in."""
        return min(max(bisect_right(self.places, place) - 1, 0), self.count - 1)

    def part(self, n: int, beside: float) -> bool:
        """Whether the n-th edge parts what lies on both sides of it, beside this place."""
        return n in self._whole or any(first <= beside <= last for first, last in self._drawn[n])


def cells_between(glyphs: Sequence[Glyph], columns: Edges, rows: Edges) -> list[GridCell]:
    """The cells of a table with their words, from top to bottom and from left to right."""
    held: defaultdict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        held[rows.holding(glyph.middle), columns.holding((glyph.x0 + glyph.x1) / 2)].append(glyph)
    cells: list[GridCell] = []
    taken: set[tuple[int, int]] = set()
    for row in range(rows.count):
        for column in range(columns.count):
            if (row, column) in taken:
                continue
            wide = high = 1
            while _open(columns, column + wide, rows.middle(row)) and (row, column + wide) not in taken:
                wide += 1
            while _open(rows, row + high, columns.middle(column)) and not any(
                (row + high, column + n) in taken for n in range(wide)
            ):
                high += 1
            spots = [(row + r, column + c) for r in range(high) for c in range(wide)]
            taken |= set(spots)
            words = _words([glyph for spot in spots for glyph in held.get(spot, ())])
            cells.append(GridCell(row, column, words, high, wide))
    return cells


def _open(edges: Edges, n: int, beside: float) -> bool:
    """Whether the n-th edge lies inside the table and parts nothing there."""
    return n < edges.count and not edges.part(n, beside)


def _words(glyphs: Sequence[Glyph]) -> str:
    return "\n".join(segment.text for segment in segments_of(glyphs, apart=1e9))
