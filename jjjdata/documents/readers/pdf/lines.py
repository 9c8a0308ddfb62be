"""Glyphs to lines, and lines to the order in which they are read: down one column, then down the next."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from jjjdata.documents.readers.pdf.gutters import APART, cuts_at_gutters
from jjjdata.documents.readers.pdf.page import Glyph
from jjjdata.documents.readers.raised import is_footnote_mark

_SAME_LINE = 0.45  # of the height: how far the middles of glyphs of one line may lie apart
_SPACE = 0.3  # em: a gap this wide is a space; between letters a narrower one
_SPACE_OF_LETTERS = 0.15
_SMALL = 0.75  # of the line's height: a raised figure
_FEWEST_LINES = 3
_PROSE_WIDTH = 8.0  # em: columns of prose are wider, columns of a table narrower
_MOST_CANDIDATES = 200


@dataclass(frozen=True)
class Segment:
    """A run of glyphs of one line without a wide gap; `parts` counts those that a line was put together from."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str
    size: float
    parts: int = 1

    @property
    def middle(self) -> float:
        """Half its height."""
        return (self.y0 + self.y1) / 2


def segments_of(glyphs: Iterable[Glyph], apart: float = APART) -> list[Segment]:
    """The segments of all lines, from top to bottom and from left to right."""
    found: list[Segment] = []
    lines = _lines(glyphs)
    sizes = [_size(line) for line in lines]
    at_gutters = cuts_at_gutters(lines, sizes) if apart <= APART else [set[int]()] * len(lines)
    for line, size, cuts in zip(lines, sizes, at_gutters, strict=True):
        start = 0
        for n, (left, right) in enumerate(pairwise(line), 1):
            if right.x0 - left.x1 > apart * size or n in cuts:
                found.append(_segment(line[start:n], size))
                start = n
        found.append(_segment(line[start:], size))
    return found


def _lines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs of one height, each line from left to right; small raised ones belong to the line they stand at."""
    found = list(glyphs)
    usual = median(g.size for g in found) if found else 0.0
    lines = _levels(g for g in found if g.size >= _SMALL * usual)
    lines += _levels(_not_at(lines, [g for g in found if g.size < _SMALL * usual]))
    lines.sort(key=lambda line: median(g.middle for g in line))
    return [sorted(_once(line), key=lambda g: g.x0) for line in lines]


def _levels(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    lines: list[list[Glyph]] = []
    middle = reach = 0.0
    for glyph in sorted(glyphs, key=lambda g: (g.middle, g.x0)):
        if lines and glyph.middle - middle <= reach:
            lines[-1].append(glyph)
            reach = max(reach, _SAME_LINE * glyph.size)
        else:
            lines.append([glyph])
            middle, reach = glyph.middle, _SAME_LINE * glyph.size
    return lines


def _not_at(lines: Sequence[list[Glyph]], small: Sequence[Glyph]) -> list[Glyph]:
    """Puts small glyphs into the line at whose glyphs they stand; gives those that stand alone."""
    middles = [line[0].middle for line in lines]
    ends = [sorted(g.x1 for g in line) for line in lines]
    alone = []
    for glyph in sorted(small, key=lambda g: g.x0):
        low, high = (
            bisect_left(middles, glyph.middle - glyph.size),
            bisect_right(middles, glyph.middle + glyph.size),
        )
        for n in range(low, high):
            here = bisect_left(ends[n], glyph.x0 - glyph.size)
            if here < len(ends[n]) and ends[n][here] <= glyph.x0 + 0.5 * glyph.size:
                lines[n].append(glyph)
                insort(ends[n], glyph.x1)
                break
        else:
            alone.append(glyph)
    return alone


def _once(line: Sequence[Glyph]) -> list[Glyph]:
    """Glyphs without those printed again on the same spot to make them bold."""
    kept: list[Glyph] = []
    for glyph in sorted(line, key=lambda g: (g.text, g.x0)):
        if not kept or kept[-1].text != glyph.text or glyph.x0 - kept[-1].x0 > 0.25 * glyph.size:
            kept.append(glyph)
    return kept


def _size(line: Sequence[Glyph]) -> float:
    """The size of a line's type: of its Chinese characters, for Latin fonts measure their height otherwise."""
    return median([g.size for g in line if g.text >= "\u2e80"] or [g.size for g in line])


def _segment(glyphs: Sequence[Glyph], size: float) -> Segment:
    words: list[str] = []
    low = median(g.y1 for g in glyphs)
    raised = [g.size < _SMALL * size and low - g.y1 > 0.15 * size for g in glyphs]
    for n, glyph in enumerate(glyphs):
        if n and _spaced(glyphs[n - 1], glyph, size):
            words.append(" ")
        if not (raised[n] and _is_mark(words, glyphs, raised, n)):
            words.append(glyph.text)
    return Segment(
        glyphs[0].x0, min(g.y0 for g in glyphs), max(g.x1 for g in glyphs), max(g.y1 for g in glyphs),
        "".join(words).strip(), size,
    )  # fmt: skip


def _is_mark(words: Sequence[str], glyphs: Sequence[Glyph], raised: Sequence[bool], n: int) -> bool:
    first = n
    while first and raised[first - 1]:
        first -= 1
    return first > 0 and is_footnote_mark(glyphs[first - 1].text, glyphs[n].text) and bool(words)


def _spaced(left: Glyph, right: Glyph, size: float) -> bool:
    letters = left.text.isascii() and right.text.isascii() and (left.text.isalpha() or right.text.isalpha())
    return right.x0 - left.x1 > (_SPACE_OF_LETTERS if letters else _SPACE) * size


def rows_in(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Segments of one height as one row, from top to bottom."""
    rows: list[list[Segment]] = []
    for segment in segments:
        if rows and abs(segment.middle - rows[-1][0].middle) <= 0.4 * segment.size:
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [sorted(row, key=lambda s: s.x0) for row in rows]


def columns_of(segments: Sequence[Segment]) -> list[list[Segment]]:
    """The segments in stretches to be read one after the other, each of one column.

    A gutter is looked for that parts columns of prose; what crosses it (a headline, a table) parts the columns
    above from those below.
    """
    gutter = _gutter(segments)
    if gutter is None:
        return [list(segments)] if segments else []
    stretches: list[list[Segment]] = []
    band: list[Segment] = []
    for segment in [*segments, None]:
        if segment is not None and (segment.x1 <= gutter or segment.x0 >= gutter):
            band.append(segment)
            continue
        stretches += _band(band, gutter)
        band = []
        if segment is not None:
            if stretches and stretches[-1] and _crosses(stretches[-1][-1], gutter):
                stretches[-1].append(segment)
            else:
                stretches.append([segment])
    return stretches


def _crosses(segment: Segment, gutter: float) -> bool:
    return segment.x0 < gutter < segment.x1


def _band(band: Sequence[Segment], gutter: float) -> list[list[Segment]]:
    left = [s for s in band if s.x1 <= gutter]
    right = [s for s in band if s.x0 >= gutter]
    if _is_column(left) and _is_column(right):
        return [*columns_of(left), *columns_of(right)]
    return [list(band)] if band else []


def _is_column(segments: Sequence[Segment]) -> bool:
    if len(segments) < _FEWEST_LINES:
        return False
    return median((s.x1 - s.x0) / s.size for s in segments) >= _PROSE_WIDTH


def _gutter(segments: Sequence[Segment]) -> float | None:
    """The x that most segments keep clear of, with columns of prose on both sides; None where there is none."""
    if len(segments) < 2 * _FEWEST_LINES:
        return None
    starts, ends = sorted(s.x0 for s in segments), sorted(s.x1 for s in segments)
    candidates = sorted({round(s.x0) - 1.0 for s in segments})[:_MOST_CANDIDATES]

    def clear(x: float) -> int:
        left, right = bisect_right(ends, x), len(starts) - bisect_left(starts, x)
        return min(left, right) - (len(segments) - left - right)

    for x in sorted(candidates, key=clear, reverse=True)[:5]:
        left = [s for s in segments if s.x1 <= x]
        right = [s for s in segments if s.x0 >= x]
        if clear(x) > 0 and _is_column(left) and _is_column(right) and _beside(left, right):
            return x
    return None


def _beside(left: Sequence[Segment], right: Sequence[Segment]) -> bool:
    """Whether two groups stand side by side, and not one below the other."""
    top = max(min(s.y0 for s in left), min(s.y0 for s in right))
    bottom = min(max(s.y1 for s in left), max(s.y1 for s in right))
    return (
        sum(top <= s.middle <= bottom for s in left) >= _FEWEST_LINES
        and sum(top <= s.middle <= bottom for s in right) >= _FEWEST_LINES
    )
