"""Arabic numbers that are names, codes and references: PM2.5, 国道109, 3+1, 图 2, [3], 3期工程."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from jjjdata.catalogue.units import PrintedUnit, units
from jjjdata.recognise.quantities.cues import definitions
from jjjdata.recognise.quantities.model import Mention

_LONGEST_ACRONYM: Final = 6
_CAPITALS: Final = re.compile(r"(?<![A-Za-z0-9\-])([A-Z]{2,6}|R&D)$")
_COUNTER: Final = re.compile(r"(?:点击|浏览|阅读|访问|访客|点赞|转发)(?:数|量|次数|人数)?[:：]\s*$")
_CODE_BEFORE: Final = frozenset("_#@&=%\\~^")


def letters(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """PM2.5, S6线, 5G, 4A级, COVID-19."""
    before = mention.before
    if before and before.isascii() and before.isalpha():
        return None if measures_what_letters_name(mention, unit) else "name"
    if before == "-" and mention.start > 1 and _is_letter(mention.text[mention.start - 2]):
        return "name"
    if before == "-" and unit is None and mention.text[mention.start - 2 : mention.start - 1].isalpha():
        return "name"  # 歼-20
    return "name" if unit is None and _is_letter(mention.after) else None


def measures_what_letters_name(mention: Mention, unit: PrintedUnit | None) -> bool:
    """GDP5.2万亿元, CPI2%, AQI85: capitals that name an indicator, with its value at once behind them."""
    capitals = _CAPITALS.search(mention.text, max(0, mention.start - _LONGEST_ACRONYM - 1), mention.start)
    if capitals is None:
        return False
    if unit is None:
        return capitals[1] in definitions()["index"]["subject"]
    return units()[unit.code].dimension in ("money", "price", "ratio")


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def code(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """#12, %20: the number of an address or a program."""
    return "code" if mention.before and mention.before in _CODE_BEFORE else None


def counter(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """点击：4582次, 阅读量:310: how often a page was opened."""
    if mention.text.startswith("人气", mention.end):
        return "code"  # 23:54人气:77
    if unit is not None and unit.code not in ("count", "person-time"):
        return None
    return "code" if _COUNTER.search(mention.text, max(0, mention.start - 10), mention.start) else None


def sum_name(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """Names built with signs: 3+1, 4+N, 5·12."""
    if mention.before == "+":  # 3+1, but 同比+5.6%
        left = mention.text[mention.start - 2 : mention.start - 1]
        return "name" if unit is None or (left.isascii() and left.isalnum()) else None
    if mention.before in ("·", "／"):
        return "name"
    if mention.after == "·":
        return "name"
    return (
        "name"
        if mention.after == "+" and re.match(r"\+[\dA-Z]", mention.text[mention.end : mention.end + 2])
        else None
    )


@lru_cache(maxsize=1)
def _name_words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    names = definitions()["names"]
    return tuple(names["before"]), tuple(names["captions"])


def named(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """国道109; 表 3, 附图2."""
    before, captions = _name_words()
    left = mention.text[max(0, mention.start - 4) : mention.start]
    if left.endswith(before):
        return "name"
    if unit is None and left.rstrip(" ").endswith(captions):
        return (
            "reference"
            if _opens_caption(mention, mention.start - len(left) + len(left.rstrip(" ")) - 1)
            else None
        )
    return None


def _opens_caption(mention: Mention, position: int) -> bool:
    """Whether 表, 图 or 注 that ends at `position` begins its line or stands after a bracket, 见 or 如."""
    left = mention.text[max(0, position - 2) : position]
    return not left or left[-1] in "\n（(见如和、附 "


def footnote(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """[3] and (3) point to a note or number a point."""
    pair = mention.before + mention.after
    return (
        "reference"
        if pair in ("[]", "［］", "()", "（）", "〔〕", "【】") and len(mention.numeral) <= 2
        else None
    )


def works(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """3期工程: the part of a building project."""
    if unit is None or unit.text not in ("期", "届"):
        return None
    after = mention.text[unit.end : unit.end + 12]
    clause = re.split(r"[，。、；,;]", after, maxsplit=1)[0]
    return "name" if any(word in clause[:8] for word in definitions()["names"]["works"]) else None


def land_class(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """2类地, 3部地标: a class, not a count."""
    if unit is None or unit.text not in ("类", "部", "区"):
        return None
    return "name" if mention.text[unit.end : unit.end + 1] in ("地", "标", "市") and mention.arabic else None


def survey(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """1%人口抽样调查, 日最大8小时平均: what a survey or a way of averaging is called."""
    if unit is None or unit.code not in ("%", "per mille", "h"):
        return None
    given = definitions()["names"]
    words = given["averages"] if unit.code == "h" else given["surveys"]
    return "name" if mention.text.startswith(tuple(words), unit.end) else None
