"""Why a numeral counts nothing: the rules, each by its name, in the order in which they are asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from jjjdata.catalogue.units import PrintedUnit, units
from jjjdata.recognise.quantities.cues import (
    definitions,
    fixed_word,
    is_bare_scale,
    leading_comparator,
    trailing_comparator,
)
from jjjdata.recognise.quantities.model import Mention, Rejected

Rule = Callable[[Mention, PrintedUnit | None], str | None]
_CODE_BEFORE: Final = frozenset("_#@&=%\\~^")
_LONGEST_NUMBER: Final = 25
_LISTED = re.compile(r"、[二三四五六七八九十]")
_LIST_MARK = re.compile(r"[是、.．]")
_SENTENCE_START: Final = frozenset("。；：！？，\n,;:“（( ")


def refusal(mention: Mention, unit: PrintedUnit | None) -> Rejected | None:
    """The first rule that makes a numeral none, as a rejected numeral; None where it may count something."""
    for name, rule in _ARABIC_RULES if mention.arabic else _CHINESE_RULES:
        verdict = rule(mention, unit)
        if verdict is not None:
            return mention.rejected(verdict, name)
    return None


def _overlong(mention: Mention, unit: PrintedUnit | None) -> str | None:
    return "code" if len(mention.numeral) > _LONGEST_NUMBER else None


def _letters(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """PM2.5, S6线, 5G, 4A级, COVID-19."""
    before = mention.before
    if before and before.isascii() and before.isalpha():
        return "name"
    if before == "-" and mention.start > 1 and _is_letter(mention.text[mention.start - 2]):
        return "name"
    if before == "-" and unit is None and mention.text[mention.start - 2 : mention.start - 1].isalpha():
        return "name"  # 歼-20
    return "name" if unit is None and _is_letter(mention.after) else None


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _code(mention: Mention, unit: PrintedUnit | None) -> str | None:
    return "code" if mention.before and mention.before in _CODE_BEFORE else None


def _sum_or_date_name(mention: Mention, unit: PrintedUnit | None) -> str | None:
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


def _title(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """《…》: what stands in a title is part of a name."""
    return "name" if mention.titled else None


@lru_cache(maxsize=1)
def _name_words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    names = definitions()["names"]
    return tuple(names["before"]), tuple(names["captions"])


def _named(mention: Mention, unit: PrintedUnit | None) -> str | None:
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


def _footnote(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """[3] and (3) point to a note or number a point."""
    pair = mention.before + mention.after
    return (
        "reference"
        if pair in ("[]", "［］", "()", "（）", "〔〕", "【】") and len(mention.numeral) <= 2
        else None
    )


def _denominator(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """每10万人, 每千人口, 万元GDP能耗: the number is part of the unit of another."""
    given = definitions()["denominators"]
    bare = is_bare_scale(mention.numeral)
    if mention.before and mention.before in given["before"]:
        round_number = mention.numeral[-1] in "百千万亿" or mention.numeral in ("10", "100", "1000", "10000")
        return "word" if round_number else None
    named = bare and unit is not None and mention.text.startswith(tuple(given["after"]), unit.end)
    return "word" if named else None


def _quoted(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """“两个示范区”, “三校一院”: a short quotation that opens with a numeral is a slogan."""
    return "slogan" if mention.quoted else None


def _enumerator(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """一是…；二是…, 一、: the numbers of points."""
    if mention.before in ("（", "(") and mention.after in ("）", ")") and len(mention.numeral) <= 3:
        return "ordinal"
    if not _LIST_MARK.match(mention.after) or len(mention.numeral) > 3 or is_bare_scale(mention.numeral):
        return None
    opens = mention.before in _SENTENCE_START if mention.after == "是" else mention.before in ("", "\n")
    return "ordinal" if opens or not mention.before else None


def _word(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """进一步, 首都, 十分; but no word ends within a longer unit (十分钟), nor after a comparator (超万户)."""
    found = fixed_word(mention.text, mention.start, mention.end)
    if found is None:
        return None
    verdict, end = found
    if unit is not None and unit.end > end > mention.start + 1:
        return None
    if (
        is_bare_scale(mention.numeral)
        and leading_comparator(mention.text, mention.start, mention.numeral)[0] != "="
    ):
        return None
    return verdict


def _few(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """数十, 几百, 上百上千."""
    return "vague" if mention.before in ("数", "几") else None


def _article(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """一 is the article before a classifier and a number only before a unit of measure; 零 counts nothing."""
    if mention.numeral not in ("一", "零", "〇"):
        return None
    if mention.numeral == "一" and unit is not None and _measures(unit):
        return None
    follower = _follower(mention)
    return follower or ("vague" if unit is not None and mention.numeral == "一" else "word")


def _measures(unit: PrintedUnit) -> bool:
    """Units of measure whose names are no classifiers; the short ones are listed."""
    long = len(unit.text) > 1 and units()[unit.code].dimension not in ("count", "time", "index")
    return long or unit.text in definitions()["one"]["units"]


@lru_cache(maxsize=1)
def _followers() -> dict[str, str]:
    return {word: verdict for verdict, words in definitions()["chinese"].items() for word in words}


def _follower(mention: Mention) -> str | None:
    """The verdict of what follows; 二 of 二、三级 has what follows the 三."""
    listed = _LISTED.match(mention.text, mention.end)
    return _named_by(mention.text, mention.end) or (_named_by(mention.text, listed.end()) if listed else None)


def _named_by(text: str, position: int) -> str | None:
    followers = _followers()
    for length in (3, 2, 1):
        verdict = followers.get(text[position : position + length])
        if verdict is not None:
            return verdict
    return None


def _small_name(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """三级, 二期, 两市, 三地; a large, approximate or compared number counts (三十余市, 近二十省)."""
    if not set(mention.numeral) <= set("一二两三四五六七八九十") or mention.after in ("余", "多"):
        return None
    verdict = _follower(mention)
    if verdict is None:
        return None
    longer_unit = unit is not None and len(unit.text) > 1
    compared = leading_comparator(mention.text, mention.start, mention.numeral)[0] != "="
    return None if longer_unit or compared else verdict


def _years(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """三年行动 is a name, 五年 a time; 延长三年 and 十年以上 say how long."""
    if unit is None or unit.text != "年":
        return None
    if mention.text.startswith(tuple(definitions()["names"]["plans"]), unit.end):
        return "name"
    if mention.arabic or trailing_comparator(mention.text, unit.end)[0] is not None:
        return None
    left = mention.text[max(0, mention.start - 4) : mention.start]
    return None if left.endswith(tuple(definitions()["durations"]["before"])) else "date"


def _works(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """3期工程: the part of a building project."""
    if unit is None or unit.text not in ("期", "届"):
        return None
    after = mention.text[unit.end : unit.end + 12]
    clause = re.split(r"[，。、；,;]", after, maxsplit=1)[0]
    return "name" if any(word in clause[:8] for word in definitions()["names"]["works"]) else None


def _session(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """十四届三次会议: the session of an assembly."""
    if unit is None or unit.text != "次":
        return None
    return (
        "ordinal"
        if mention.text.startswith(("会议", "全会", "全体", "党代会"), unit.end)
        and mention.before in ("届", "会")
        else None
    )


def _clock(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """20点 is a time, unless an index stands at so many points."""
    if unit is None or unit.text != "点":
        return None
    left = mention.left(16)
    return None if any(word in left for word in definitions()["index"]["market"]) else "name"


def _land_class(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """2类地, 3部地标: a class, not a count."""
    if unit is None or unit.text not in ("类", "部", "区"):
        return None
    return "name" if mention.text[unit.end : unit.end + 1] in ("地", "标", "市") and mention.arabic else None


def _ordinal_two(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """二 before a classifier is an ordinal (二轮延包): things are counted with 两."""
    return "ordinal" if mention.numeral == "二" and unit is not None and unit.code == "count" else None


_ARABIC_RULES: Final[tuple[tuple[str, Rule], ...]] = (
    ("overlong", _overlong),
    ("letters", _letters),
    ("code", _code),
    ("sum", _sum_or_date_name),
    ("title", _title),
    ("named", _named),
    ("footnote", _footnote),
    ("denominator", _denominator),
    ("years", _years),
    ("works", _works),
    ("clock", _clock),
    ("land-class", _land_class),
)
_CHINESE_RULES: Final[tuple[tuple[str, Rule], ...]] = (
    ("overlong", _overlong),
    ("title", _title),
    ("quoted", _quoted),
    ("enumerator", _enumerator),
    ("word", _word),
    ("few", _few),
    ("article", _article),
    ("denominator", _denominator),
    ("small-name", _small_name),
    ("ordinal-two", _ordinal_two),
    ("session", _session),
    ("years", _years),
    ("clock", _clock),
)
