"""Which line ends are only breaks inside a sentence: lines cut at a fixed width, pages and columns cut in mid-word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from jjjdata.text.lines import Line

# A column wider than this is a paragraph, not a printed line.
_WIDEST = 150
_NARROWEST = 16
_FULL = 0.7
_AT_EDGE = 0.85
_AT_VERY_EDGE = 0.93
_TAIL = 0.6
_FEWEST = 6
# In a narrow column many a line has no punctuation.
_WIDE_COLUMN = 40

_CONTINUES = re.compile(r"[，。；、！？）》”』」】,;.%％‰]|[万亿余多]")
_NUMBER_OPEN = re.compile(r"(?:\d|[约超近达逾为至到比占和与的及、，,（《“])$")


def column_width(lines: Sequence[Line]) -> int:
    """The width at which the lines of a text were cut, or 0 if they were not.

    The cause: most lines are about as wide as the widest, and most of those end inside a sentence.
    """
    if len(lines) < _FEWEST:
        return 0
    widths = sorted(line.width for line in lines)
    edge = _densest_edge(widths)
    if not _NARROWEST <= edge <= _WIDEST:
        return 0
    full = [line for line in lines if _AT_EDGE * edge <= line.width <= 1.1 * edge]
    beyond = sum(line.width > 1.2 * edge for line in lines)
    if len(full) < max(_FEWEST, len(lines) // 4) or beyond > len(full) // 4:
        return 0
    prose = sum(line.prose for line in full)
    cut = sum(not line.ended for line in full)
    opening = sum(line.opens for line in full)
    if (
        prose < (0.6 if edge >= _WIDE_COLUMN else 0.35) * len(full)
        or cut < 0.6 * len(full)
        or opening > 0.3 * len(full)
    ):
        return 0
    return edge


def _densest_edge(widths: Sequence[int]) -> int:
    """The width w with the most lines in [0.85 w, w]; the widest such."""
    best, edge, low = 0, 0, 0
    for high, width in enumerate(widths):
        while widths[low] < _AT_EDGE * width:
            low += 1
        if high - low + 1 >= best:
            best, edge = high - low + 1, width
    return edge


def joined(lines: Sequence[Line], gaps: Sequence[bool]) -> list[bool]:
    """For each line but the first, whether it goes on in the sentence of the line before.

    `gaps` tells for the same lines whether blank lines or cuts lie between.
    """
    width = column_width(lines)
    headings = _heading_numbers(lines)
    rows = rows_of(lines, width)
    marks: list[bool] = []
    if not lines:
        return []
    paragraph = _Paragraph(lines[0], rows[0])
    for n, (before, line) in enumerate(pairwise(lines), 1):
        join = (
            (_wrapped(before, width, gaps[n - 1]) or paragraph.broken_before(line))
            and not (rows[n] or rows[n - 1] or before.byline)
            and not (line.opens and not (line.opens_weakly and _torn(before, width)))
            and not (headings and _is_heading(before, line, width))
        )
        marks.append(join)
        paragraph = paragraph.with_line(line) if join else paragraph.followed_by(line, rows[n])
    return marks


def rows_of(lines: Sequence[Line], width: int = 0) -> list[bool]:
    """Which lines are rows of a table, the row of names above the first included."""
    rows = [line.row for line in lines]
    for n in [n for n, row in enumerate(rows) if row]:
        # A full line of prose may end in a number by chance; a row has rows beside it.
        alone = not any(rows[max(n - 1, 0) : n]) and not any(rows[n + 1 : n + 2])
        if alone and width and lines[n].width >= _AT_EDGE * width:
            rows[n] = False
    for n in [n for n, row in enumerate(rows) if row and n]:
        if not rows[n - 1] and lines[n - 1].cells and not lines[n - 1].opens:
            rows[n - 1] = True
    return rows


def _heading_numbers(lines: Sequence[Line]) -> bool:
    """Whether numbered lines without punctuation are headings here: most numbered lines are such."""
    numbered = [line for line in lines if line.numbered]
    return sum(not line.prose for line in numbered) * 2 > len(numbered)


def _wrapped(before: Line, width: int, gap: bool) -> bool:
    """Whether a line end is one of a column of this width."""
    if not width or before.width < _FULL * width or before.width > 1.2 * width:
        return False
    near_edge = before.width >= _AT_EDGE * width
    if not near_edge and not before.prose and gap:
        return False  # a heading; the first line of a paragraph is as short, but the next follows at once
    return before.pauses if before.stopped and (gap or not near_edge) else True


def _is_heading(line: Line, following: Line, width: int) -> bool:
    """Whether a numbered line is a heading, which ends with it unless a short rest follows at the edge."""
    if not line.numbered or line.prose:
        return False
    return not (width and line.width >= _AT_VERY_EDGE * width and following.width < _TAIL * width)


def _torn(before: Line, width: int) -> bool:
    """Whether a line ends at the edge of the column in mid-sentence."""
    return width > 0 and before.prose and not before.ended and before.width >= _AT_EDGE * width


class _Paragraph:
    """The paragraph so far, and what is known of the one before."""

    def __init__(
        self, line: Line, row: bool, *, after_sentence: bool = False, after_open: bool = False
    ) -> None:
        self.last = line
        self.row = row
        self.prose = line.prose and not row
        self.opened = line.opens
        self.stops_inside = line.stops_inside
        self.after_sentence = after_sentence
        self.after_open = after_open

    def with_line(self, line: Line) -> _Paragraph:
        paragraph = _Paragraph(line, self.row, after_sentence=self.after_sentence, after_open=self.after_open)
        paragraph.prose |= self.prose
        paragraph.opened = self.opened
        paragraph.stops_inside |= self.stops_inside or self.last.stopped
        return paragraph

    def followed_by(self, line: Line, row: bool) -> _Paragraph:
        sentence = self.prose and self.last.stopped
        is_open = self.prose and not self.last.ended
        heading = not self.prose and not self.row
        return _Paragraph(
            line,
            row,
            after_sentence=sentence or (heading and self.after_sentence),
            after_open=is_open or (heading and self.after_open),
        )

    def broken_before(self, line: Line) -> bool:
        """Whether the paragraph was cut in mid-sentence and `line` is the rest of it.

        Prose that does not end is not enough: items of a list do not end either. Either a number or word
        is visibly torn, or sentences end inside the paragraph and only the last does not, or it stands
        between paragraphs that all end and begins with no mark, as a heading or an item does.
        """
        if self.last.text[-1] in "，、,":
            return True
        if not self.prose or self.last.ended:
            return False
        if _NUMBER_OPEN.search(self.last.text) and (_CONTINUES.match(line.text) or line.text[0].isdigit()):
            return True
        if not line.prose and not line.stopped:
            return False
        if self.stops_inside:
            return True
        return line.stopped and self.after_sentence and not self.after_open and not self.opened
