"""Characters, one for one: full width to half width, all spaces to one, all line ends to one."""

from __future__ import annotations

import re

from jjjdata.documents.radicals import UNIFIED
from jjjdata.text.trace import Edit

# Full-width forms that are the same character as their ASCII form. CJK punctuation stays as it is; so do
# ＜＞＆, which as ASCII would start mark-up that the text does not have.
_KEPT_WIDE = set("，；：！？（）＜＞＆＂＇｀＾＿｛｝｜＼＠＃＄＊［］＝")
_TO_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT_WIDE}
_SPACES = dict.fromkeys(
    map(ord, "\x1f\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))), " "
)
_LINE_ENDS = dict.fromkeys(map(ord, "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), "\n")
# A number is a number in either script, whatever the text around it is written in.
_NUMERALS = str.maketrans("萬億兩雙幾", "万亿两双几")
# Forms of the colon that vertical and small type leave behind: 11.8︰48.3︰39.9.
_COLONS = dict.fromkeys(map(ord, "\ufe30\ufe55"), "：")
# Look-alikes of letters in names of places, which input methods of either script leave in texts: 陜西.
_LOOK_ALIKES = str.maketrans("陜", "陕")
_TABLE: dict[int, int | str] = {
    **UNIFIED,
    **_LOOK_ALIKES,
    **_TO_NARROW,
    **_NUMERALS,
    **_COLONS,
    **_SPACES,
    **_LINE_ENDS,
}
_TO_CHANGE = re.compile("[" + "".join(re.escape(chr(code)) for code in _TABLE) + "]+")

# Marks without width say nothing and go silently; replacement marks, control characters and private-use
# glyphs are what is left of characters that were lost.
_WIDTHLESS = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]+")
_GARBLED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f\ufffc-\uffff\ue000-\uf8ff\U000f0000-\U0010fffd]+"
)


def narrow(text: str) -> str:
    r"""The text with usual characters for radicals, half-width digits and letters, simplified numerals, plain spaces and `\n`, of the same length.

    Tabs stay: they may part the cells of a table.

    >>> narrow("增长５．１％，\u3000ＰＭ２．５\r\n")
    '增长5.1%， PM2.5 \n'
    """
    text = text.replace("\r\n", " \n")
    return _TO_CHANGE.sub(lambda found: found.group().translate(_TABLE), text)


def lost_characters(text: str) -> list[Edit]:
    """Cuts for garbled characters and silent drops for those without width."""
    edits = [Edit(m.start(), m.end()) for m in _WIDTHLESS.finditer(text)]
    edits += [Edit(m.start(), m.end(), "", "garbled") for m in _GARBLED.finditer(text)]
    return sorted(edits)
