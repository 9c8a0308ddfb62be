"""What stands on every page and is no part of the text: page numbers, running heads and feet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from jjjdata.documents.readers.pdf.lines import Segment
from jjjdata.documents.readers.pdf.page import Page

_NUMBER = re.compile(
    r"[-—–·•~\s]*(?:\d{1,4}|[ivxIVX]{1,5})(?:\s*/\s*\d{1,4})?[-—–·•~\s]*|第\s*\d+\s*页(?:[,，/]?\s*共\s*\d+\s*页)?"
)
_ENDS = re.compile(r"^[\d\s·|—–-]+|[\d\s·|—–-]+$")
_SENTENCE = re.compile(r"[，。；！？]")
_EDGE = 0.12  # of the height: heads and feet stand within
_LINES = 2
_SAME_HEIGHT = 6.0


def without_furniture(pages: Sequence[tuple[Page, list[Segment]]]) -> list[list[Segment]]:
    """The segments of each page without its number and without running heads and feet.

    A running head is printed at the same height of half of the pages, two at least; numbers at its ends differ.
    """
    standing: defaultdict[tuple[str, bool], list[tuple[int, Segment]]] = defaultdict(list)
    dropped: set[int] = set()
    for number, (page, segments) in enumerate(pages):
        for segment in _at_edges(page, segments):
            if _NUMBER.fullmatch(segment.text):
                dropped.add(id(segment))
            elif not _SENTENCE.search(segment.text):
                key = _ENDS.sub("", segment.text), segment.middle < page.height / 2
                standing[key].append((number, segment))
    for found in standing.values():
        for _, segment in found:
            alike = {n for n, other in found if abs(segment.middle - other.middle) <= _SAME_HEIGHT}
            if len(alike) >= max(2, len(pages) / 2):
                dropped.add(id(segment))
    return [[s for s in segments if id(s) not in dropped] for _, segments in pages]


def _at_edges(page: Page, segments: Sequence[Segment]) -> list[Segment]:
    heights = sorted({round(s.middle) for s in segments})
    ends = {*heights[:_LINES], *heights[-_LINES:]}
    return [
        s
        for s in segments
        if round(s.middle) in ends
        and (s.middle < _EDGE * page.height or s.middle > (1 - _EDGE) * page.height)
    ]
