"""Which script a text is written in, and its simplified form of the same length."""

from __future__ import annotations

import re
from functools import cache
from operator import ne

from opencc import OpenCC

# Numerals tell nothing: the repair of a text writes them all in simplified script before it asks.
_IDEOGRAPH = re.compile(r"(?:(?![万亿两双几萬億兩雙幾])[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])+")
_SAMPLE = 20_000


@cache
def _converter(tables: str) -> OpenCC:
    return OpenCC(tables)


def simplify(text: str) -> tuple[str, str]:
    """The text in simplified script, character for character, and the script it was in.

    Only a text that is traditional as a whole is converted ("hant"); any other is returned as it is
    ("hans"). Words decide where characters alone cannot (OpenCC's `t2s` tables, 乾坤 but 干部), and the
    length never changes, so every offset into the one is an offset into the other.

    >>> simplify("數說京津冀經濟總量")
    ('数说京津冀经济总量', 'hant')
    >>> simplify("数说京津冀经济总量")
    ('数说京津冀经济总量', 'hans')
    """
    if script(text) == "hans":
        return text, "hans"
    converted = _convert(text)
    if len(converted) != len(text):
        # A character that the tables do not treat one for one: keep the lines that hold it as they are.
        converted = "\n".join(_line(line) for line in text.split("\n"))
    return converted, "hant"


def script(text: str) -> str:
    """The script of a text as a whole: "hans" or "hant", whichever has more characters of its own in it.

    Simplified prose holds a few traditional characters (names, 於, 著), and many that only it has.

    >>> script("京津冀協同發展"), script("京津冀协同发展"), script("2023")
    ('hant', 'hans', 'hans')
    >>> script("發放消費券13亿元至15亿元，近3万人次受惠")
    'hant'
    """
    sample = "".join(_IDEOGRAPH.findall(text[: 4 * _SAMPLE]))[:_SAMPLE]
    return "hant" if _changed(sample, "t2s") > _changed(sample, "s2t") else "hans"


def _changed(text: str, tables: str) -> int:
    """How many characters the other script writes in another way; none where the tables change the length."""
    converted = _converter(tables).convert(text)
    return sum(map(ne, text, converted)) if len(converted) == len(text) else 0


def _convert(text: str) -> str:
    converted: str = _converter("t2s").convert(text)
    return converted


def _line(line: str) -> str:
    converted = _convert(line)
    return converted if len(converted) == len(line) else line
