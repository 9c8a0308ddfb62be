"""Tables without rules: lines whose parts stand in columns, one below the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from jjjdata.documents.readers.grid import GridCell
from jjjdata.documents.readers.pdf.lines import Segment

_VALUE = re.compile(r"[-−+±]?\d[\d,]*(?:\.\d+)?[%％‰]?|[—–…-]{1,3}|/")
_FEWEST_ROWS = 3
_GAP = 0.7  # of the size: the narrowest gap between two columns


def aligned_runs(rows: Sequence[Sequence[Segment]]) -> list[tuple[int, int]]:
    """Runs [first, last) of rows that make a table: several parts a row, numbers behind the first in most."""
    runs = []
    for several, run in groupby(range(len(rows)), key=lambda n: len(rows[n]) > 1):
        numbers = list(run)
        if several and len(numbers) >= _FEWEST_ROWS and _holds_values([rows[n] for n in numbers]):
            runs.append((numbers[0], numbers[-1] + 1))
    return runs


def _holds_values(rows: Sequence[Sequence[Segment]]) -> bool:
    """Whether most rows have a number behind their first part."""
    told = sum(any(_VALUE.fullmatch(segment.text) for segment in row[1:]) for row in rows)
    return told * 2 > len(rows)


def aligned_cells(rows: Sequence[Sequence[Segment]]) -> list[GridCell]:
    """The cells of a run: columns are parted where no row but a spanning one has anything."""
    edges = _edges([segment for row in rows for segment in row])
    cells = []
    for number, row in enumerate(rows):
        words: dict[int, list[str]] = {}
        for segment in row:
            middle = (segment.x0 + segment.x1) / 2
            column = sum(edge <= middle for edge in edges)
            words.setdefault(column, []).append(segment.text)
        cells += [GridCell(number, column, " ".join(parts)) for column, parts in words.items()]
    return cells


def _edges(segments: Sequence[Segment]) -> list[float]:
    edges: list[float] = []
    reached: float | None = None
    for segment in sorted(segments, key=lambda s: s.x0):
        if reached is not None and segment.x0 - reached > _GAP * segment.size:
            edges.append((reached + segment.x0) / 2)
        reached = segment.x1 if reached is None else max(reached, segment.x1)
    return edges
