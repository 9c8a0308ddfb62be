"""Numbers without a unit: 贫困人口减少6800多万, 指数为102.3, $20, 千亿级; and why the others are none."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Final

from jjjdata.catalogue.units import PrintedUnit
from jjjdata.recognise.numerals import value_of
from jjjdata.recognise.quantities.counted import read_counted
from jjjdata.recognise.quantities.cues import (
    alternatives,
    definitions,
    is_bare_scale,
    leading_comparator,
    trailing_comparator,
)
from jjjdata.recognise.quantities.model import Mention, Quantity, Rejected, Token

_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_REACH: Final = 14
_INDEX_REACH: Final = 64
_NEXT: Final = 8  # characters behind a Chinese numeral in which the noun that it counts stands
_NAMED: Final = re.compile(r"[A-Za-z\d·:：/号级型届强线—–~-]")
_CLAUSE: Final = re.compile(r"[，。；：！？,;:!?\n、]")
_ENDS: Final = re.compile(r"[，。；,;、！\n（(]|$|(?:左右|以上|以下|以内)[，。；,;]")
_LATIN: Final = re.compile(r"[A-Za-zⅠ-Ⅻ]")


def read_bare(mention: Mention, end: int) -> Token:
    """A numeral without unit that ends at `end` (with 多/余)."""
    signed = _money(mention, end) if mention.arabic else None
    if signed is not None:
        return signed
    if mention.text.startswith("级", end) and mention.numeral[-1] in "亿万" and not mention.arabic:
        return _order_of_magnitude(mention, end)
    if _LATIN.match(mention.text, end) is None and _is_scaled(mention, end):
        return _as(mention, end, _counted_noun(mention, end), Decimal(1))
    if mention.arabic and _is_compared(mention, end):
        return _as(mention, end, _counted_noun(mention, end), Decimal(1))
    if mention.arabic and _index_before(mention):
        return _as(mention, end, _unit_of_measure(mention), Decimal(1))
    return _rejected(mention)


def _money(mention: Mention, end: int) -> Quantity | None:
    """$20, HK$100万, ￥500."""
    signs: dict[str, str] = definitions()["money_signs"]
    for length in (3, 1):
        start = mention.start - length
        code = signs.get(mention.text[start : mention.start]) if start >= 0 else None
        if code is not None:
            token = _as(mention, end, code, Decimal(1))
            return replace(token, start=start, text=mention.text[start : token.end])
    return None


def _is_compared(mention: Mention, end: int) -> bool:
    """5000上下, 不少于300: a comparator says that a bare number counts."""
    if _YEAR.fullmatch(mention.numeral) or _NAMED.match(mention.text, end):
        return False
    leading = leading_comparator(mention.text, mention.start, mention.numeral)[0]
    return leading != "=" or trailing_comparator(mention.text, end)[0] is not None


def _as(mention: Mention, end: int, code: str, factor: Decimal) -> Quantity:
    found = read_counted(mention, end, PrintedUnit(end, "", code, factor))
    assert found is not None, "only a bare scale names a unit"
    return replace(found, form="bare")


def _order_of_magnitude(mention: Mention, end: int) -> Quantity:
    """千亿级投资: about so much money."""
    start, stop = mention.start, end + 1
    return Quantity(
        start,
        stop,
        mention.text[start:stop],
        value_of(mention.numeral),
        None,
        "CNY",
        "级",
        "~",
        start,
        end,
        mention.numeral,
    )


def _is_scaled(mention: Mention, end: int) -> bool:
    """A number with 万 or 亿, not a bare scale and no part of a longer name."""
    numeral = mention.numeral
    if numeral[-1] not in "万亿" or is_bare_scale(numeral):
        return False
    if not mention.arabic:  # 一亿多贫困人口: a Chinese numeral only where what it counts follows
        more = end > mention.end or any(c in numeral for c in "多余")
        return more and _nouns()[0].search(mention.text[end : end + _NEXT]) is not None
    return mention.text[end : end + 1] not in ("吨", "里", "能", "向", "一")


@lru_cache(maxsize=1)
def _nouns() -> tuple[re.Pattern[str], dict[str, str]]:
    codes = {noun: code for code, nouns in definitions()["counted_nouns"].items() for noun in nouns}
    return re.compile(alternatives(codes)), codes


def _counted_noun(mention: Mention, end: int) -> str:
    """The unit of what a bare number counts: the first known noun behind it, else the last before it."""
    pattern, codes = _nouns()
    after = _CLAUSE.split(mention.text[end : end + _REACH], maxsplit=1)[0]
    behind = pattern.search(after)
    if behind:
        return codes[behind[0]]
    before = _CLAUSE.split(mention.text[max(0, mention.start - 2 * _REACH) : mention.start])[-1]
    named = pattern.findall(before)
    return codes[named[-1]] if named else "count"


@lru_cache(maxsize=1)
def _index() -> re.Pattern[str]:
    given = definitions()["index"]
    subject, verb = alternatives(given["subject"]), alternatives(given["verb"])
    acronym = alternatives(w for w in given["subject"] if w.isascii())
    told = r"(?:[（(][^（）()]{1,30}[）)])?"
    moved = alternatives(given["moved"])
    return re.compile(
        rf"(?<![A-Za-z])(?:{acronym})[）)]?(?:指数|年?均值|值)?(?:{verb}| )?$"
        rf"|(?:{subject}){told}值?(?:{verb})?$"
        rf"|(?:{subject}){told}[由从][^，,；;。\d]{{0,4}}(?:\d{{4}}年)?[^，,；;。\d]{{0,20}}$"
        rf"|(?:{subject}){told}[由从][^，,；;。]{{0,32}}\d(?:{verb})$"
        rf"|(?:{subject}){told}(?:{verb})?\d+\.\d+[，,](?:[比较与][^，,；;。]{{1,12}}[，,]?)?(?:{moved})了?$"
    )


def _unit_of_measure(mention: Mention) -> str:
    """The unit that a measure has by its name (孕产妇死亡率: of 100,000), else points of an index."""
    given: dict[str, str] = definitions()["index"]["units"]
    clause = _CLAUSE.split(mention.text[max(0, mention.start - _REACH) : mention.start])[-1]
    return next((code for name, code in given.items() if name in clause), "index")


@lru_cache(maxsize=1)
def _measured() -> re.Pattern[str]:
    given = definitions()["index"]
    ends = alternatives(given["measured"])
    return re.compile(rf"[\u4e00-\u9fff](?:{ends})(?:{alternatives(given['states'])})$")


def _measure_before(mention: Mention) -> bool:
    """发展指数达85, 死亡率为0: a measure that is said to be a number, where its clause ends with that number."""
    if _YEAR.fullmatch(mention.numeral) or not _ENDS.match(mention.text, mention.end):
        return False
    return _measured().search(mention.text, max(0, mention.start - _REACH), mention.start) is not None


def _index_before(mention: Mention) -> bool:
    """指数为102.3, AQI85: a whole number only behind the letters of an index."""
    found = _index().search(mention.text, max(0, mention.start - _INDEX_REACH), mention.start)
    if _NAMED.match(mention.text, mention.end):
        return False
    if _measure_before(mention):
        return True
    if found is None:
        return False
    lettered = any(c.isascii() and c.isalpha() for c in found[0][:4])
    return "." in mention.numeral or (lettered and _YEAR.fullmatch(mention.numeral) is None)


@lru_cache(maxsize=1)
def _name_after() -> re.Pattern[str]:
    names = definitions()["names"]
    return re.compile(rf"(?!{alternatives(names['not_after'])})(?:{alternatives(names['after'])})")


def _rejected(mention: Mention) -> Rejected:
    if not mention.arabic:
        return mention.rejected("word", "no-unit")
    if _name_after().match(mention.text, mention.end):
        return mention.rejected("name", "name-after")
    if _YEAR.fullmatch(mention.numeral) and mention.before != " ":
        return mention.rejected("date", "year")
    return mention.rejected("code", "no-unit")
