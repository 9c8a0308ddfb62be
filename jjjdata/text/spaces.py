"""Stray spaces: inside words, between numbers and their units, around Chinese punctuation."""

from __future__ import annotations

import re

from jjjdata.text.lines import Line
from jjjdata.text.trace import Edit

_WIDE = r"\u2018-\u201d\u2014\u2026\u2e80-\u9fff\uf900-\ufaff\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65·"
_POINT = r"，。；：、！？"

# In a sentence a space means something only between two words or numbers in Latin letters.
_IN_PROSE = re.compile(rf"(?<=[{_WIDE}]) +(?=\S)|(?<=\S) +(?=[{_WIDE}])")
# In a heading it may part two phrases; it means nothing beside a comma or between a number and its unit.
_IN_HEADING = re.compile(
    rf"(?<=[{_POINT}（《“]) +(?=\S)|(?<=\S) +(?=[{_POINT}）》”])|(?<=[0-9]) +(?=[年月日时分])|(?<=[年月第]) +(?=[0-9])"
)
# Words whose letters are set apart, 统 计 局: three or more single characters, or two that are all there is.
_SPACED_OUT = re.compile(r"(?<![^\s、：）)])[\u4e00-\u9fff](?: +[\u4e00-\u9fff])+(?![\u4e00-\u9fff])")
_MARK = re.compile(r"第[一二三四五六七八九十百\d]+[编章节篇部分]+ +|[●■◆★▲□○◇▪◎•※►▶➢✓*+-] +")
_INNER = re.compile(r" +")


def stray_spaces(paragraph: Line) -> list[Edit]:
    """Edits that drop the stray spaces of a paragraph that is no row of a table."""
    text = paragraph.text
    if " " not in text:
        return []
    mark = _MARK.match(text)
    start = mark.end() if mark else 0
    if paragraph.sentence:
        found = [m.span() for m in _IN_PROSE.finditer(text, start)]
    else:
        found = [m.span() for m in _IN_HEADING.finditer(text, start)]
        for word in _SPACED_OUT.finditer(text, start):
            found += (m.span() for m in _INNER.finditer(text, *word.span()))
    return [Edit(paragraph.start + first, paragraph.start + last) for first, last in sorted(set(found))]
