"""Sizes that say which things are meant, not how much of them: 亿元以上项目, 65岁及以上人口, 15分钟生活圈."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from jjjdata.catalogue.units import PrintedUnit
from jjjdata.recognise.quantities.cues import (
    alternatives,
    definitions,
    is_bare_scale,
    leading_comparator,
)
from jjjdata.recognise.quantities.model import Mention

_REACH_BACK: Final = 16
_AGES: Final = ("岁", "周岁")
_REACHES: Final = frozenset({"m", "km", "min", "h"})
_TAIL: Final = re.compile(r"(?P<level>级)?(?P<bound>(?:及|（含）|含)?以[上下])?(?P<of>的)?")
_AGE_RANGE: Final = re.compile(r"[-—–~至到]\d{1,3}周?岁")
# 3个产值超千亿元、2个产值500亿元的产业集群: how large those are that are counted
_SIZED: Final = re.compile(
    r"[\d一二两三四五六七八九十百][多余]?(?:个|家|户|条)年?[\u4e00-\u9fff]{0,4}"
    r"(?:产值|营收|收入|投资|投资额|规模|总量|人口|生产总值|税收|交易额|销售额|吞吐量|GDP)(?:[均都]|达到?)?$"
)
_LEADS_ON: Final = re.compile(r"(?:左右|以[上下])?(?:的|[、和及与][\d一二两三四五六七八九十])")
_THOSE: Final = re.compile(r"的(?:共?有|达|为|占)?\d")  # 超过10%的有44种
_ELIDED: Final = re.compile(r"\d+(?:个|家|项|座|条)")  # 其中10亿元以上20个
_CAPACITIES: Final = frozenset({"t", "W", "kWh", "V", "m3"})
_A_YEAR: Final = re.compile(r"年产(?!值|量|出)[\u4e00-\u9fff]{0,8}$")
_VOLTAGES: Final = re.compile(r"[、和及]\d+(?:\.\d+)?千伏")
_PHRASE: Final = r"(?:(?![的在到至从向给由用供支])[\u4e00-\u9fffA-Za-z]){0,14}?"


def in_a_name(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """The verdict on a number that is the size in a name or that those who are counted have."""
    end = unit.end if unit is not None else mention.end
    tail = _TAIL.match(mention.text, end)
    assert tail is not None, "it may be empty"
    compared = leading_comparator(mention.text, mention.start, mention.numeral)[0] != "="
    if _of_those_counted(mention, end, tail, compared=compared) or _sizes_those_before(mention, unit):
        return "name"
    if unit is None:
        named = _AGE_RANGE.match(mention.text, end) or _of_a_thing(mention, tail, compared=compared)
        return "name" if named else None
    if unit.text in _AGES:
        ranged = mention.before != "" and mention.before in "-—–~至到"
        bounded = tail["bound"] or ranged or (compared and tail["of"])
        return "name" if bounded and _follows("ages", mention, tail) else None
    if unit.code in _REACHES and _follows("reaches", mention, tail):
        return None if _formed().match(mention.text, tail.end()) else "name"
    if tail["level"] and unit.code not in ("CNY", "USD"):  # 万吨级海船
        return "name"
    if unit.code == "V" and _VOLTAGES.match(mention.text, end):  # 110千伏、35千伏变电站
        return "name"
    if _is_capacity(mention, end):
        return "name"
    if unit.code in ("count", "%"):
        return None
    if unit.code in _CAPACITIES and not compared and _of_a_work(mention, end):
        return "name"
    return "name" if _of_a_thing(mention, tail, compared=compared) else None


def _of_those_counted(mention: Mention, end: int, tail: re.Match[str], *, compared: bool) -> bool:
    """超过10%的有44种, 10亿元以上20个: the number behind counts those that the size picks."""
    if compared and _THOSE.match(mention.text, end):
        return True
    return bool(tail["bound"]) and _ELIDED.match(mention.text, tail.end()) is not None


def _sizes_those_before(mention: Mention, unit: PrintedUnit | None) -> bool:
    """Whether an amount of money or people says how large those are that were counted just before it."""
    if unit is None or unit.code not in ("CNY", "USD", "person"):
        return False
    if _LEADS_ON.match(mention.text, unit.end) is None:
        return False  # 引导120家企业投资30亿元，: what they did, not how large they are
    begin = leading_comparator(mention.text, mention.start, mention.numeral)[1]
    return _SIZED.search(mention.text, max(0, begin - _REACH_BACK), begin) is not None


def _is_capacity(mention: Mention, end: int) -> bool:
    """年产5万套机床项目, 年产机床5万套项目: so much a year is what the works are called after."""
    before = mention.text[max(0, mention.start - _REACH_BACK) : mention.start]
    return _A_YEAR.search(before) is not None and _work().match(mention.text, end) is not None


def _of_a_work(mention: Mention, end: int) -> bool:
    """年产5万吨铝箔生产线: the capacity is part of what a work is called; but 新增5万吨铝箔生产线 says how much."""
    left = mention.text[max(0, mention.start - _REACH_BACK) : mention.start]
    return _work().match(mention.text, end) is not None and _summed().search(left) is None


@lru_cache(maxsize=1)
def _work() -> re.Pattern[str]:
    return re.compile(rf"{_PHRASE}(?:{alternatives(definitions()['thresholds']['works'])})")


@lru_cache(maxsize=1)
def _summed() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(definitions()['thresholds']['summed'])})了?$")


@lru_cache(maxsize=1)
def _formed() -> re.Pattern[str]:
    """1小时交通圈、1.5小时交通圈|基本形成: how far one gets is what is told, not a name of what is counted."""
    circle = r"[\u4e00-\u9fff]{0,8}?圈”?"
    more = rf"(?:(?:、|和|及|以及)[^，,。；;、]{{0,16}}?{circle}){{0,4}}"
    formed = alternatives(definitions()["thresholds"]["formed"])
    return re.compile(rf"{circle}{more}(?:已经?|基本|初步|全面|加快|正在|逐步|加速)*(?:{formed})(?!\d)")


@lru_cache(maxsize=1)
def _magnitude() -> re.Pattern[str]:
    return re.compile(alternatives(definitions()["thresholds"]["magnitudes"]))


def _of_a_thing(mention: Mention, tail: re.Match[str], *, compared: bool) -> bool:
    """亿元以上项目, 超千亿元的县, 千亿级产业, 万亩良田; 两个万亿元大关, but not 突破万亿元大关."""
    scale = is_bare_scale(mention.numeral)
    bounded = tail["bound"] or (compared and (scale or tail["of"]))
    ordered = tail["level"] or scale
    if tail["level"] and _magnitude().match(mention.text, tail.end()):
        return False  # 千亿级投资强度|建设城市副中心
    if (bounded or ordered) and _follows("things", mention, tail):
        return True
    return bool(ordered) and not compared and _follows("steps", mention, tail)


def _follows(which: str, mention: Mention, tail: re.Match[str]) -> bool:
    """Whether one of the words of `definitions/quantities.toml` ends a few words behind the size."""
    return _phrase(which).match(mention.text, tail.end()) is not None


# 0—14岁|、15—59岁、60岁及以上人口: ages side by side have one noun.
_MORE_AGES: Final = r"(?:(?:、|和|及|与)\d{1,3}(?:[-—–~至到]\d{1,3})?周?岁(?:(?:及|含)?以[上下])?){0,12}"


@lru_cache(maxsize=4)
def _phrase(which: str) -> re.Pattern[str]:
    more = _MORE_AGES if which == "ages" else ""
    return re.compile(
        rf"{more}[\u4e00-\u9fff“”]{{0,8}}?(?:{alternatives(definitions()['thresholds'][which])})"
    )
