"""Flow of a period, total since a start, or stock at a moment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from jjjdata.recognise.periods import Period
from jjjdata.statements.cues import alternatives, words
from jjjdata.statements.measure import Measure

_TOTALS = frozenset({"since", "duration-back"})
_FLOWING = frozenset(
    {"CNY", "USD", "HKD", "t", "kWh", "t.km", "person.km"}
)  # amounts of these move, unless named as a stock
_AVERAGE = re.compile(r"日均|月均|年均|平均|单日|人均|户均")
_A_DAY = re.compile(r"日均|月均|单日|平均每个?(?:工作日|[日天周月])")
_REACHED = re.compile(r"(?:(?<!新)达到|增至|(?:增加|增长|扩大|发展|拓展|扩展|壮大)[到至])了?[约近超]?$")
_AREA = re.compile(r"(?<!播种)(?<!种植)面积(?:约|达到?|为|近|超过?)*$")
_SUMMED = re.compile(r"共(?![有同享建治用管产])|合计|总共|总[量数](?:为|达到?|约|近|超过?)*$")
_YEARLY = re.compile(r"(?:产值|增加值|生产总值|经济总量|吞吐量|(?:营业|综合|旅游|销售|主营业务)收入)$")
_A_YEAR = 370
_RATES = frozenset({"%", "per mille", "a", "index"})
_PORTIONS = frozenset({"%", "per mille", "pp"})
_OF_WHOLE = re.compile(r"占比$|占.*比重$|比重$|比例$|份额$")
_YEARS = frozenset({"year", "relative-year"})
_MOMENTS = frozenset({"year-end", "month-end", "as-of", "now", "year-start"})


@lru_cache(maxsize=8)
def _cue(kind: str) -> re.Pattern[str]:
    return re.compile(alternatives(words("aggregation", kind), literal=False))


@dataclass(frozen=True)
class Telling:
    """How a number is told: its unit, measure and time, whether of a yearly report, or as something to come.

    `running_total` says that 累计 was said of the number before and goes on; `whole` is the aggregation of what
    the number is a part of.
    """

    unit: str
    measure: Measure
    period: Period | None
    yearly: bool
    target: bool
    running_total: bool = False
    done: bool = False  # 已 in its clause: so far, where nothing else dates it
    whole: str | None = None
    occasions: bool = False  # counted in 次 or 场: what happens, whatever it is


def aggregation_of(wording: str, clause: str, telling: Telling) -> str:
    """Aggregation of a number: what its words name, then how it is told; rates and averages never add up."""
    found = _told_aggregation(wording, clause, telling)
    if found == "stock" and _A_DAY.search(wording):
        return "period"  # 日均办件量: what went on, not what stands
    if found != "cumulative":
        return found
    if _AVERAGE.search(wording):
        return "period"
    if telling.unit in _PORTIONS and (telling.measure.kind in ("level", "share") or telling.unit == "pp"):
        during = telling.period is not None and telling.period.kind not in _MOMENTS
        return "period" if during or _kind(_OF_WHOLE.sub("", wording)) == "period" else "stock"
    return found


def _told_aggregation(wording: str, clause: str, telling: Telling) -> str:
    """Aggregation of a number: what its words name, then how it is told.

    累计 in the clause decides first. A stock (余额, 保有量) stands at a moment, a flow (成交额, 产量) belongs to a
    time. An act (成立, 退出) is a flow of the time that is stated, or of the year that the report is of; else it is
    what it has added up to.
    """
    # 累计上涨: the change over a time is no sum; 累计拥有量 is a stock
    adds = telling.measure.kind != "change" and not ("累计" in wording and _kind(wording) == "stock")
    if adds and (_cue("cumulative").search(clause) or "累计" in wording):
        return "cumulative"
    nature = _nature(wording, telling)
    level = telling.measure.kind == "level"
    counted = telling.unit in ("count", "km", "TEU") and telling.measure.kind == "level"
    if counted and nature in ("things", None) and telling.whole is None and _REACHED.search(clause):
        return "stock"  # 便民生活圈达到190个
    if level and telling.unit == "km2" and _AREA.search(clause) and not _cue("act").search(clause):
        return "stock"  # 香港园区面积约0.87平方公里
    during = telling.period is None or telling.period.kind in _YEARS
    if telling.whole == "period" and nature in ("things", "stock", None) and during:
        return "period"  # a part of a flow is a flow, whatever the thing is
    if telling.whole == "stock" and nature is None and level and telling.unit in ("count", "person"):
        return "stock"
    if (
        adds
        and level
        and telling.running_total
        and nature in ("act", "period", None)
        and not _AVERAGE.search(wording)
    ):
        return "cumulative"
    period = telling.period
    if _is_stretch(period) and telling.measure.kind == "level" and telling.unit not in _RATES:
        return "stock" if nature == "stock" else "cumulative"
    years = period is not None and period.kind == "span" and period.first and period.last
    if years and level and period is not None and _SUMMED.search(clause) and _long(period):
        return "cumulative"  # 2014年至2018年，共引进资金
    counts = level and telling.unit in ("count", "person")
    if counts and telling.whole == "cumulative" and _kind(wording) in ("things", "standing", "stock", None):
        return "cumulative"  # 累计新设61万家，其中外资企业3.4万家
    if period is not None and period.kind in ("as-of", "now") and nature == "act" and level:
        return "cumulative"  # 截至目前，取缔码头1100个: so many until then
    if period is not None and period.kind == "as-of" and nature == "period" and _YEARLY.search(wording):
        return "period"  # 截至2025年末，总产值达: that of the year
    if period is not None and period.kind == "as-of":
        return "stock" if nature in ("stock", "standing", None) else "cumulative"
    if nature == "stock":
        return _stock(telling.measure, period)
    if nature == "period":
        return "period"
    if period is not None:
        return "stock" if period.kind in _MOMENTS else "period"
    return _undated(nature, telling)


def _nature(wording: str, telling: Telling) -> str | None:
    """What the wording names: stock, period, act, standing; None where no cue tells."""
    kind = "period" if _cue("new").search(wording) else _kind(wording)
    flowing = telling.unit in _FLOWING
    if telling.unit == "person-time" or (flowing and kind in (None, "standing")):
        return "period"
    if telling.occasions and kind in (None, "standing", "things"):
        return "act"
    if kind == "things":
        return "period" if telling.target else "stock"
    if kind == "act" and not (telling.yearly or telling.target) and _cue("papers").search(wording):
        return "standing"
    if kind == "stock" and flowing and not _cue("funds").search(wording):
        return "period"
    return kind


def _undated(nature: str | None, telling: Telling) -> str:
    of_a_year = telling.yearly or telling.target
    if nature == "act":
        return "period" if of_a_year else "cumulative"
    if nature == "standing":
        return "stock"
    if telling.whole is not None:
        return telling.whole
    if telling.done and not of_a_year:
        return "stock"
    return "stock" if not of_a_year and telling.unit in ("count", "km", "person", "h", "min") else "period"


def _long(period: Period) -> bool:
    return (
        period.first is not None and period.last is not None and (period.last - period.first).days > _A_YEAR
    )


def _is_stretch(period: Period | None) -> bool:
    """Whether a time runs on over more than a year up to the document: 五年来, 2014年以来."""
    if period is None or period.kind not in _TOTALS:
        return False
    if period.kind == "since" and period.first and period.last and period.first.year < period.last.year:
        return True  # 自去年7月以来
    return period.first is None or period.last is None or (period.last - period.first).days > _A_YEAR


def flows(wording: str) -> bool:
    """Whether the wording names a flow or an act, so that a year told before goes on for it."""
    return _cue("new").search(wording) is not None or _kind(wording) in ("period", "act")


def adds_up(words_before: str) -> bool:
    """Whether the words before a number say that it is a total: 累计, 总计."""
    return _cue("cumulative").search(words_before) is not None


def of_each_year(wording: str) -> bool:
    """Whether the wording names what each year has its own of, and no sum of years makes sense: 人均…, …率."""
    return _cue("each_year").search(wording) is not None


def speaks_of_now(words_before: str) -> bool:
    """Whether the sentence ties itself to the moment of publication: 现有, 此次, 近期."""
    return _cue("present").search(words_before) is not None


def counts_items(wording: str) -> bool:
    """Whether what is counted are the plan's own items, which exist as soon as it is written."""
    return _cue("items").search(wording) is not None


def _stock(measure: Measure, period: Period | None) -> str:
    """Shares and changes of standing things belong to the year they are told of, unless a moment is."""
    if period is not None and period.kind not in _MOMENTS and measure.kind in ("share", "change"):
        return "period"
    return "stock"


def _kind(wording: str) -> str | None:
    """The kind whose cue ends last in the wording: a Chinese noun phrase has its head at the end."""
    ends = {kind: _last(_cue(kind), wording) for kind in ("stock", "things", "period", "standing", "act")}
    best = max(ends, key=lambda k: ends[k])
    if ends[best] < 0:
        return None
    if (
        best in ("stock", "things") and ends["act"] >= 0
    ):  # 引进企业, 成立机构: the act decides what is counted of the thing
        return "act"
    return best


def _last(cue: re.Pattern[str], text: str) -> int:
    found = -1
    for match in cue.finditer(text):
        found = match.end()
    return found
