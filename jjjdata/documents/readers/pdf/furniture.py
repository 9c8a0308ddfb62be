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
_DIGITS = re.compile(r"\d+")
_EDGE = 0.12  # of the height: heads and feet stand within
_LINES = 2
_OFTEN = 3
_SAME_HEIGHT = 6.0


def without_furniture(pages: Sequence[tuple[Page, list[Segment]]]) -> list[list[Segment]]:
    """The segments of each page without its number and what is printed at the same height of several pages.

    A running head is taken as one on half of the pages, and three at least; its digits may differ.
    """
    standing: defaultdict[tuple[str, bool], list[tuple[int, Segment]]] = defaultdict(list)
    for number, (page, segments) in enumerate(pages):
        for segment in _at_edges(page, segments):
            key = _DIGITS.sub("#", segment.text), segment.middle < page.height / 2
            standing[key].append((number, segment))
    dropped: set[int] = set()
    for (words, _), found in standing.items():
        often = len({number for number, _ in found}) >= max(_OFTEN, len(pages) // 2)
        for _, segment in found:
            alike = sum(abs(segment.middle - other.middle) <= _SAME_HEIGHT for _, other in found)
            if _NUMBER.fullmatch(segment.text) or (often and alike >= _OFTEN and words):
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
