"""Characters that look like radicals, in the place of the words they look like: ⽣产 for 生产.

Browsers and office programs write them into PDF files, for in their fonts both are one glyph; whoever copies
text from such a file has them too.
"""

from __future__ import annotations

import unicodedata
from typing import Final

# The Kangxi radicals and the compatibility ideographs say themselves which character they are. Of the supplement these
# are the ones that are drawn as whole characters, after EquivalentUnifiedIdeograph.txt of Unicode 16.
_SUPPLEMENT = (
    "⺒巳⺓幺⺗心⺜日⺟母⺠民⺩王⺬示⺮竹⺰丝⺼肉⻁虎⻄西⻅见⻆角⻉贝⻋车⻒长⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟"
    "⻧卤⻨麦⻩黄⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻲亀⻳龟"
)
UNIFIED: Final = {
    code: whole
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAFF))
    if len(whole := unicodedata.normalize("NFKC", chr(code))) == 1
} | {ord(radical): whole for radical, whole in zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)}
"""Code point to character, as `str.translate` takes it."""


def unified(text: str) -> str:
    """The text with the usual character for each radical, of the same length.

    >>> unified("⽣产⻓三⻆")
    '生产长三角'
    """
    return text.translate(UNIFIED)
