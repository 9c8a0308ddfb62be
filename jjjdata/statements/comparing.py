"""Comparisons that hold beyond their clause: 与2010年相比, and the value of then between the two words."""

from __future__ import annotations

import re

from jjjdata.recognise.periods import Period
from jjjdata.statements.passage import Passage

# 与2010年（第六次普查，下同）|的: what leads from the time to the value of that time.
_OF_THEN = re.compile(r"(?:[（(][^（）()]{0,24}[）)])?[^，,；;。：（）()\d]{0,14}的")
_HOW_MUCH = re.compile(r"相[比较]|[增减提上升下降高低扩缩多少回]")
_COMPARED = re.compile(r"(?:[（(][^（）()]{0,24}[）)])?[^，,；;。：]{0,30}?相[比较]")


def of_then(passage: Passage, n: int) -> Period | None:
    """The time of a value that others are compared with: 比2010年的|3.10人|减少….

    It is that value's alone: what stands before and behind it is of another time.
    """
    q = passage.quantities[n]
    time = next((p for p in reversed(passage.periods) if p.end <= q.start), None)
    if time is None or time.kind != "base" or time.first is None:
        return None
    if n and passage.quantities[n - 1].end > time.start:
        return None
    leads = _OF_THEN.fullmatch(passage.text, time.end, q.start) is not None
    return time if leads and _HOW_MUCH.match(passage.text, q.end) else None


def compared_with(passage: Passage, n: int) -> Period | None:
    """The time with which all that follows in the sentence is compared: 与2010年相比，…."""
    low = passage.clause(passage.quantities[n].start)[0]
    for time in reversed(passage.periods):
        if time.end <= low and time.kind == "base" and time.first is not None:
            return time if _COMPARED.match(passage.text, time.end, low) else None
    return None
