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


def rows_in(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Segments of one height as one row, from top to bottom."""
    rows: list[list[Segment]] = []
    for segment in segments:
        if rows and abs(segment.middle - rows[-1][0].middle) <= 0.4 * segment.size:
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [sorted(row, key=lambda s: s.x0) for row in rows]


def aligned_runs(rows: Sequence[Sequence[Segment]]) -> list[tuple[int, int]]:
    """Runs [first, last) of rows that make a table: several parts a row, most behind the first being numbers."""
    runs = []
    for several, run in groupby(range(len(rows)), key=lambda n: len(rows[n]) > 1):
        numbers = list(run)
        if several and len(numbers) >= _FEWEST_ROWS and _holds_values([rows[n] for n in numbers]):
            runs.append((numbers[0], numbers[-1] + 1))
    return runs


def _holds_values(rows: Sequence[Sequence[Segment]]) -> bool:
    behind = [segment.text for row in rows for segment in row[1:]]
    return sum(_VALUE.fullmatch(words) is not None for words in behind) * 2 > len(behind)


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
