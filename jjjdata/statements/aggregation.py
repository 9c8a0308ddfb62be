"""Flow of a period, total since a start, or stock at a moment."""

from __future__ import annotations

import re
from functools import lru_cache

from jjjdata.recognise.periods import Period
from jjjdata.statements.cues import alternatives, words
from jjjdata.statements.measure import Measure

_TOTALS = frozenset({"since", "duration-back"})
_FLOWING = frozenset(
    {"CNY", "USD", "HKD", "t", "kWh", "t.km", "person.km"}
)  # amounts of these move, unless named as a stock
_A_YEAR = 370
_RATES = frozenset({"%", "per mille", "a", "index"})
_MOMENTS = frozenset({"year-end", "month-end", "as-of", "now", "year-start"})


@lru_cache(maxsize=8)
def _cue(kind: str) -> re.Pattern[str]:
    return re.compile(alternatives(words("aggregation", kind), literal=False))


def aggregation_of(
    wording: str,
    clause: str,
    unit: str,
    measure: Measure,
    period: Period | None,
    carried: str | None,
    *,
    yearly: bool,
    target: bool,
) -> str:
    """Aggregation of a number.

    累计 in its clause decides first. Then what the wording names at its end: a stock (余额, 保有量), a flow
    (成交额, 产量), an act (成立, 退出). An act is a flow of the year that is stated, or that the report is of
    (`yearly`, `target`); else it is what it has added up to. `carried` is the aggregation stated for the number before.
    """
    if _cue("cumulative").search(clause) or "累计" in wording:
        return "cumulative"
    if _is_stretch(period) and measure.kind == "level" and unit not in _RATES:
        return "stock" if _kind(wording) == "stock" else "cumulative"
    if carried == "cumulative":
        return "cumulative"
    kind = "period" if _cue("new").search(wording) else _kind(wording)
    if unit == "person-time" or (kind is None and unit in _FLOWING):
        kind = "period"
    if kind == "things":
        kind = "period" if target else "stock"
    if period is not None and period.kind == "as-of":
        return (
            "stock"
            if kind in ("stock", "standing") or (kind is None and measure.kind == "level")
            else "cumulative"
        )
    if kind == "standing" and unit in _FLOWING:
        kind = "period"
    if kind == "stock" and unit in _FLOWING and not _cue("funds").search(wording):
        kind = "period"
    if kind == "stock":
        return _stock(measure, period)
    if kind == "period":
        return "period"
    if period is not None:
        moment = period.kind in _MOMENTS
        return "stock" if moment else "period"
    if kind == "act":
        return "period" if yearly or target else "cumulative"
    if kind == "standing":
        return "stock"
    return "stock" if not (yearly or target) and unit in ("count", "km", "person", "h", "min") else "period"


def _is_stretch(period: Period | None) -> bool:
    """Whether a time runs on over more than a year up to the document: 五年来, 2014年以来."""
    if period is None or period.kind not in _TOTALS:
        return False
    return period.first is None or period.last is None or (period.last - period.first).days > _A_YEAR


def flows(wording: str) -> bool:
    """Whether the wording names a flow or an act, so that a year told before goes on for it."""
    return _cue("new").search(wording) is not None or _kind(wording) in ("period", "act")


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
