"""Raised numbers: marks of footnotes, which are no part of the text, and powers, which are."""

from __future__ import annotations

import re

_LONGEST_MARK = 8
_BEFORE_POWER = re.compile(r"[A-Za-z米]$")


def is_footnote_mark(before: str, raised: str) -> bool:
    """Whether raised characters refer to a footnote; after a letter or 米 they are a power (m2, 10立方米3).

    >>> is_footnote_mark("增长5.1%", "[1]"), is_footnote_mark("8.5km", "2")
    (True, False)
    """
    words = raised.strip()
    return 0 < len(words) <= _LONGEST_MARK and _BEFORE_POWER.search(before) is None
