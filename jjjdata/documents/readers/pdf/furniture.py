"""What stands on every page and is no part of the text: page numbers, running heads and feet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from jjjdata.documents.readers.pdf.lines import Segment, rows_in
from jjjdata.documents.readers.pdf.page import Page

_NUMBER = re.compile(
    r"[-—–·•~\s]*(?:\d{1,4}|[ivxIVX]{1,5})(?:\s*/\s*\d{1,4})?[-—–·•~\s]*|第\s*\d+\s*页(?:[,，/]?\s*共\s*\d+\s*页)?"
)
_ENDS = re.compile(r"第\s*\d+\s*页|共\s*\d+\s*页|^[\d\s/·|—–-]+|[\d\s/·|—–-]+$")
_SENTENCE = re.compile(r"[，。；！？]")
_EDGE = 0.12  # of the height: heads and feet stand within
_LINES = 2
_SAME_HEIGHT = 6.0


def without_furniture(pages: Sequence[tuple[Page, list[Segment]]]) -> list[list[Segment]]:
    """The segments of each page without its number and without running heads and feet.

    A running head is a line printed at the same height of half of the pages, two at least; numbers at its ends
    differ.
    """
    standing: defaultdict[tuple[str, bool], list[tuple[int, list[Segment]]]] = defaultdict(list)
    dropped: set[int] = set()
    for number, (page, segments) in enumerate(pages):
        for row in _at_edges(page, segments):
            words = " ".join(segment.text for segment in row)
            if _NUMBER.fullmatch(words):
                dropped |= set(map(id, row))
            elif not _SENTENCE.search(words):
                standing[_ENDS.sub("", words), row[0].middle < page.height / 2].append((number, row))
    for found in standing.values():
        for _, row in found:
            alike = {n for n, other in found if abs(row[0].middle - other[0].middle) <= _SAME_HEIGHT}
            if len(alike) >= max(2, len(pages) / 2):
                dropped |= set(map(id, row))
    return [[s for s in segments if id(s) not in dropped] for _, segments in pages]


def _at_edges(page: Page, segments: Sequence[Segment]) -> list[list[Segment]]:
    """The first and last lines of a page that stand in its margins."""
    rows = rows_in(segments)
    ends = rows[:_LINES] + rows[max(len(rows) - _LINES, _LINES) :]
    return [
        row
        for row in ends
        if row[0].middle < _EDGE * page.height or row[0].middle > (1 - _EDGE) * page.height
    ]
