"""Glyphs that a faulty bold face printed twice: 本本报报记记者者 is 本报记者."""

from __future__ import annotations

import re

from jjjdata.text.trace import Edit

# Ordinary Chinese doubles two or three words in a row (高高兴兴, 上上下下方方面面), never five characters.
_PAIRS = 5
_DIFFERENT = 4
_IDEOGRAPHS = 3
_CAUSE = re.compile(rf"(?:([^\s])\1[ ]?){{{_PAIRS}}}")
_PAIR = re.compile(r"([^\s])\1")
_LINE = re.compile(r"[^\n]+")
_GAP = 2


def doubled_glyphs(text: str) -> list[Edit]:
    """One edit for each pair of a stretch in which (nearly) all characters come in equal pairs.

    The character that is kept stands for both of the pair. Words that are double by nature (个个, 天天)
    and numbers (2200, 4477) outside such stretches are not touched.
    """
    edits: list[Edit] = []
    done = 0
    while found := _CAUSE.search(text, done):
        # The line that shows the cause is looked at from its start: pairs must be counted from there.
        start = max(text.rfind("\n", 0, found.start()) + 1, done)
        line = _LINE.match(text, start)
        done = line.end() if line else found.end()
        edits += _edits(text, start, done)
    return edits


def _edits(text: str, start: int, end: int) -> list[Edit]:
    stretches: list[list[int]] = [[]]
    last = start
    for pair in _PAIR.finditer(text, start, end):
        if len(text[last : pair.start()].replace(" ", "")) > _GAP:
            stretches.append([])
        stretches[-1].append(pair.start())
        last = pair.end()
    return [
        Edit(place, place + 2, text[place])
        for stretch in stretches
        if _is_doubled(text, stretch)
        for place in stretch
    ]


def _is_doubled(text: str, pairs: list[int]) -> bool:
    """Whether a stretch of pairs is a fault: long, of many different characters, with hardly a gap."""
    if len(pairs) < _PAIRS:
        return False
    glyphs = [text[place] for place in pairs]
    size = len(text[pairs[0] : pairs[-1] + 2].replace(" ", ""))
    return (
        len(set(glyphs)) >= _DIFFERENT
        and sum(glyph > "\u3400" for glyph in glyphs) >= _IDEOGRAPHS
        and len(pairs) * 2 >= 0.9 * size
    )
