"""Chinese numerals in words, names and turns of phrase: 进一步, 三地, 二期, 一批, “两翼”, 一是."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from jjjdata.catalogue.units import PrintedUnit, units
from jjjdata.recognise.quantities.cues import definitions, fixed_word, is_bare_scale, leading_comparator
from jjjdata.recognise.quantities.model import Mention

_LISTED: Final = re.compile(r"、[二三四五六七八九十]")
_SCALES: Final = re.compile(r"[百千万][\u4e00-\u9fff][百千万][\u4e00-\u9fff]")
_LIST_MARK: Final = re.compile(r"[是、.．]")
_SENTENCE_START: Final = frozenset("。；：！？，\n,;:“（( ")


def slogan(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """“两个示范区”, “三校一院”: a short quotation that opens with a numeral is a slogan."""
    return "slogan" if mention.quoted else None


def enumerator(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """一是…；二是…, 一、: the numbers of points."""
    if mention.before in ("（", "(") and mention.after in ("）", ")") and len(mention.numeral) <= 3:
        return "ordinal"
    if not _LIST_MARK.match(mention.after) or len(mention.numeral) > 3 or is_bare_scale(mention.numeral):
        return None
    opens = mention.before in _SENTENCE_START if mention.after == "是" else mention.before in ("", "\n")
    return "ordinal" if opens or not mention.before else None


def paired_scales(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """百企千村, 千村万户: two bare scales with their nouns are the name of a campaign."""
    if mention.numeral not in ("百", "千", "万"):
        return None
    around = mention.text[max(0, mention.start - 2) : mention.end + 3]
    return "slogan" if _SCALES.search(around) else None


def fixed(mention: Mention, unit: PrintedUnit | None) -> str | None:
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


def few(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """数十, 几百, 上百上千."""
    return "vague" if mention.before in ("数", "几") else None


def article(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """一 is the article before a classifier and a number only before a unit of measure; 零 counts nothing."""
    if mention.numeral not in ("一", "零", "〇"):
        return None
    if mention.numeral == "一" and unit is not None and (_measures(unit) or _is_divided(mention, unit)):
        return None
    follower = _follower(mention)
    return follower or ("vague" if unit is not None and mention.numeral == "一" else "word")


def _is_divided(mention: Mention, unit: PrintedUnit) -> bool:
    """一个多月, 一个半月: a part beyond the one makes a number of it."""
    return unit.end > mention.end + 2 and mention.text[mention.end + 1] in "半多余来"


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


def small_name(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """三级, 二期, 两市, 三地; a large, approximate or compared number counts (三十余市, 近二十省)."""
    if not set(mention.numeral) <= set("一二两三四五六七八九十") or mention.after in ("余", "多"):
        return None
    verdict = _follower(mention)
    if verdict is None:
        return None
    longer_unit = unit is not None and len(unit.text) > 1
    compared = leading_comparator(mention.text, mention.start, mention.numeral)[0] != "="
    return None if longer_unit or compared else verdict


def ordinal_two(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """二 before a classifier is an ordinal (二轮延包): things are counted with 两."""
    return "ordinal" if mention.numeral == "二" and unit is not None and unit.code == "count" else None


def session(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """十四届三次会议: the session of an assembly."""
    if unit is None or unit.text != "次":
        return None
    return (
        "ordinal"
        if mention.text.startswith(("会议", "全会", "全体", "党代会"), unit.end)
        and mention.before in ("届", "会", "大")
        else None
    )
