"""Lines to paragraphs: a full line goes on in the next, unless that one is indented or stands apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from jjjdata.documents.readers.pdf.lines import Segment

_FULL = 2.0  # em that a full line may stay short of the edge
_INDENTED = 1.2  # em
_CENTRED = 3.5  # em: a line that begins further to the right is a heading
_STOPS = "。！？"
_WIDER_GAP = 1.45  # times the usual distance of lines
_OTHER_SIZE = 1.2


@dataclass(frozen=True)
class Line:
    """A printed line of a column.

    `first` and `last` say whether it is the column's first or last, `pitch` how far lines lie apart, `indents`
    whether paragraphs of the column begin with an indent.
    """

    segment: Segment
    left: float
    right: float
    first: bool
    last: bool
    pitch: float
    indents: bool


def lines_in(column: Sequence[Segment]) -> list[Line]:
    """The lines of a column with the edges of the column."""
    if not column:
        return []
    left, right = min(s.x0 for s in column), max(s.x1 for s in column)
    steps = [b.middle - a.middle for a, b in pairwise(column) if b.middle > a.middle]
    pitch = median(steps) if steps else column[0].size * 2
    final = len(column) - 1
    indents = any(_INDENTED < (s.x0 - left) / s.size < _CENTRED for s in column)
    return [Line(s, left, right, n == 0, n == final, pitch, indents) for n, s in enumerate(column)]


def goes_on(line: Line, following: Line) -> bool:
    """Whether a line's sentence goes on in the next one, which may stand in the next column or on the next page."""
    a, b = line.segment, following.segment
    if max(a.parts, b.parts) > 1:
        return False  # set side by side: no prose
    if max(a.size, b.size) > _OTHER_SIZE * min(a.size, b.size):
        return False
    if line.right - a.x1 > _FULL * a.size or b.x0 - following.left > _INDENTED * b.size:
        return False
    if a.x0 - line.left > _CENTRED * a.size or (a.text[-1:] in _STOPS and not following.indents):
        return False
    apart = b.middle - a.middle
    return (line.last and following.first) or 0 < apart <= _WIDER_GAP * line.pitch
