"""An article that stands twice: the first copy is read, the second is cut."""

from __future__ import annotations

import re

from jjjdata.text.trace import Edit

_LINE = re.compile(r"\S[^\n]*")
# A shorter line says little about being a copy (--- , 记者 X, a table's head).
_TELLING = 15
_RUN_LINES = 3
_RUN_CHARACTERS = 200
_SHARE = 0.35


def repeated_blocks(text: str) -> list[Edit]:
    """Cuts for later copies of long blocks of lines, when such copies are a large part of the text.

    A headline or a paragraph that stands twice is left alone. Linear in the length of the text.
    """
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text)]
    keys = [text[start:end].rstrip() for start, end in lines]
    blocks = [
        (lines[first][0], lines[last - 1][1])
        for first, last in _copied_runs(keys)
        if last - first >= _RUN_LINES and lines[last - 1][1] - lines[first][0] >= _RUN_CHARACTERS
    ]
    if sum(end - start for start, end in blocks) < _SHARE * sum(map(len, keys)):
        return []
    return [Edit(start, end, "", "repeated") for start, end in blocks]


def _copied_runs(keys: list[str]) -> list[tuple[int, int]]:
    """Runs [first, last) of lines that all stand, in the same order, somewhere before."""
    seen: dict[str, int] = {}
    runs: list[tuple[int, int]] = []
    here, free = 0, 0
    while here < len(keys):
        key = keys[here]
        if len(key) < _TELLING or key not in seen:
            if len(key) >= _TELLING:
                seen[key] = here
            here += 1
            continue
        back = here - seen[key]
        first, last = here, here + 1
        while first > free and first - back > 0 and keys[first - 1] == keys[first - 1 - back]:
            first -= 1
        while last < len(keys) and last - back < here and keys[last] == keys[last - back]:
            last += 1
        runs.append((first, last))
        here = free = last
    return runs
