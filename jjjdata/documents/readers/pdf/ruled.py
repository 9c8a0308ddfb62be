"""Tables with rules: the cells between the lines that are drawn on the page."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jjjdata.documents.readers.grid import GridCell
from jjjdata.documents.readers.pdf.lines import segments_of
from jjjdata.documents.readers.pdf.page import Box, Glyph, Rule
from jjjdata.documents.readers.pdf.ruled_cells import NEAR, Edges, cells_between

_SAME_EDGE = 8.0
_GAP = 0.7  # em between the columns of a table without vertical rules
_MOST_RULES = 6_000  # a page with more is a drawing
_MOST_CELLS = 20_000  # so is a table with more on one page


@dataclass(frozen=True)
class RuledTable:
    """A table on a page: where it stands, and its cells."""

    box: Box
    cells: list[GridCell]


def ruled_tables(glyphs: Sequence[Glyph], rules: Sequence[Rule]) -> list[RuledTable]:
    """The tables that the rules of a page draw, from top to bottom: of two columns at least."""
    if len(rules) > _MOST_RULES:
        return []
    tables = []
    for group in _groups(rules):
        box = Box(
            min(r.x0 for r in group),
            min(r.y0 for r in group),
            max(r.x1 for r in group),
            max(r.y1 for r in group),
        )
        inside = [
            g
            for g in glyphs
            if box.x0 - 1 <= (g.x0 + g.x1) / 2 <= box.x1 + 1 and box.y0 <= g.middle <= box.y1
        ]
        cells = _cells(inside, group, box) if len(inside) > 3 else []
        if len({c.column for c in cells}) > 1:
            tables.append(RuledTable(box, cells))
    return sorted(tables, key=lambda t: (t.box.y0, t.box.x0))


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules that meet, and horizontal rules of the same width one below the other."""
    groups = [[rules[n] for n in members] for members in _connected(rules)]
    lone = sorted((g for g in groups if _only_horizontal(g)), key=lambda g: g[0].y0)
    kept = [g for g in groups if not _only_horizontal(g) and any(r.horizontal for r in g)]
    stacked: list[list[Rule]] = []
    for group in lone:
        upper = stacked[-1][-1] if stacked else None
        if upper is not None and _same_width(upper, group[0]):
            stacked[-1] += group
        else:
            stacked.append(list(group))
    return kept + [g for g in stacked if len(g) >= 3]


def _connected(rules: Sequence[Rule]) -> Iterable[list[int]]:
    """Indexes of rules that touch one another, directly or by way of others."""
    parent = list(range(len(rules)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    order = sorted(range(len(rules)), key=lambda n: rules[n].y0)
    active: list[int] = []
    for n in order:
        active = [m for m in active if rules[m].y1 + NEAR >= rules[n].y0]
        for m in active:
            if rules[m].x0 - NEAR <= rules[n].x1 and rules[n].x0 - NEAR <= rules[m].x1:
                parent[root(n)] = root(m)
        active.append(n)
    members: defaultdict[int, list[int]] = defaultdict(list)
    for n in range(len(rules)):
        members[root(n)].append(n)
    return members.values()


def _only_horizontal(group: Sequence[Rule]) -> bool:
    return all(rule.horizontal for rule in group)


def _same_width(a: Rule, b: Rule) -> bool:
    return abs(a.x0 - b.x0) <= _SAME_EDGE and abs(a.x1 - b.x1) <= _SAME_EDGE


def _cells(glyphs: Sequence[Glyph], rules: Sequence[Rule], box: Box) -> list[GridCell]:
    across = [r for r in rules if r.horizontal]
    upright = [r for r in rules if not r.horizontal]
    xs = _edges([(r.x0 + r.x1) / 2 for r in upright], box.x0, box.x1)
    if len(xs) == 2:
        xs = _gaps(glyphs, box)
        upright = []
    ys = _edges([(r.y0 + r.y1) / 2 for r in across], box.y0, box.y1)
    between = _between_lines(glyphs, xs, ys)
    ys = sorted([*ys, *between])
    if (len(xs) - 1) * (len(ys) - 1) > _MOST_CELLS:
        return []
    return cells_between(glyphs, Edges(xs, upright), Edges(ys, across, frozenset(between)))


def _edges(places: Iterable[float], low: float, high: float) -> list[float]:
    """Places of edges from low to high, those near one another taken as one."""
    edges = [low]
    for place in sorted(places):
        if place - edges[-1] > NEAR and high - place > NEAR:
            edges.append(place)
    return [*edges, high]


def _gaps(glyphs: Sequence[Glyph], box: Box) -> list[float]:
    """Edges between columns where no vertical rule parts them: stretches of x without any glyph."""
    edges, reached = [box.x0], box.x1
    for n, glyph in enumerate(sorted(glyphs, key=lambda g: g.x0)):
        if n and glyph.x0 - reached > _GAP * glyph.size:
            edges.append((reached + glyph.x0) / 2)
        reached = max(reached, glyph.x1) if n else glyph.x1
    return [*edges, box.x1]


def _between_lines(glyphs: Sequence[Glyph], xs: Sequence[float], ys: Sequence[float]) -> list[float]:
    """Edges between the lines of those bands that hold several rows: where no column has a single line."""
    held: defaultdict[int, defaultdict[int, list[Glyph]]] = defaultdict(lambda: defaultdict(list))
    for glyph in glyphs:
        column = bisect_right(xs, (glyph.x0 + glyph.x1) / 2)
        held[bisect_right(ys, glyph.middle)][column].append(glyph)
    edges: list[float] = []
    for columns in held.values():
        if len(columns) > 1 and min(len(_lines_in(found)) for found in columns.values()) > 1:
            lines = _lines_in([glyph for found in columns.values() for glyph in found])
            edges += [(above + below) / 2 for above, below in pairwise(lines)]
    return edges


def _lines_in(glyphs: Sequence[Glyph]) -> list[float]:
    """The middles of the lines of some glyphs, from top to bottom."""
    middles: list[float] = []
    for segment in segments_of(glyphs):
        if not middles or segment.middle - middles[-1] > 0.5 * segment.size:
            middles.append(segment.middle)
    return middles
