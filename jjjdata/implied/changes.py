"""Changes that follow from two levels which one sentence sets against each other (由12.2%提高到15%)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Final, NamedTuple

from jjjdata.catalogue.indicators import indicators
from jjjdata.implied.facts import Fact, Row, series_of
from jjjdata.implied.result import Result
from jjjdata.implied.rules import HUNDRED, ONE, usable
from jjjdata.intervals import Interval
from jjjdata.observations.claim import Moment, SeriesKey

FROM_TO: Final = "from-to"
"""The rule of the statement that ends such a passage; the one before it in its sentence begins it."""

_POINTS: Final = {"%": "pp"}  # the unit of a difference of two rates
_WITHOUT: Final = ("index", "per mille")  # whose changes nobody states in percent

Reckoning = tuple[str, Callable[[Interval, Interval], Interval]]
_DIFFERENCE: Final[Reckoning] = ("later - earlier", lambda after, before: after - before)
_GROWTH: Final[Reckoning] = (
    "later / earlier - 1",
    lambda after, before: _told((after / before - ONE) * HUNDRED),
)


class Passage(NamedTuple):
    """The ids of the observations of an earlier and of a later level."""

    earlier: str
    later: str


def passages(statements: Iterable[Row], evidence: Iterable[Row]) -> list[Passage]:
    """The pairs of levels that sentences set against each other, from rows of `statements` and `evidence`."""
    observed: dict[str, list[str]] = {}
    for link in evidence:
        observed.setdefault(link["statement_id"], []).append(link["observation_id"])
    last: dict[tuple[object, ...], str] = {}
    found: set[Passage] = set()
    for row in sorted(statements, key=lambda s: (s["document_id"], s["char_start"])):
        said = (row["document_id"], row["sentence_start"], row["indicator_id"], row["measure"])
        if FROM_TO in (row["rule"] or "").split() and said in last:
            begins, ends = observed.get(last[said], ()), observed.get(row["statement_id"], ())
            found |= {Passage(earlier, later) for earlier in begins for later in ends}
        last[said] = row["statement_id"]
    return sorted(found)


def changes(told: Iterable[Passage], rows: Iterable[Row]) -> Iterator[Result]:
    """The change between the two levels of each passage, unless a document states it.

    Of rates the difference in percentage points, of everything else the growth in percent.
    """
    known = {row["observation_id"]: row for row in rows if usable(row)}
    stated = {_compared(row) for row in known.values() if row["measure"] == "change"}
    for passage in told:
        earlier, later = known.get(passage.earlier), known.get(passage.later)
        if earlier is None or later is None or _comparable(earlier) != _comparable(later):
            continue
        result = _change(earlier, later)
        if result is not None and (*result.key, result.moment.end) not in stated:
            yield result


def _change(earlier: Row, later: Row) -> Result | None:
    unit = indicators()[later["indicator_id"]].unit
    if later["period_end"] <= earlier["period_end"] or unit in _WITHOUT:
        return None
    before, after = Fact.of(earlier), Fact.of(later)
    formula, reckon = _DIFFERENCE if unit in _POINTS else _GROWTH
    interval = reckon(after.interval, before.interval)
    value = reckon(Interval(after.value, after.value), Interval(before.value, before.value)).low
    if interval.silent or not isinstance(value, Fraction):
        return None
    key = SeriesKey(
        *series_of(later)[:3],
        "change",
        later["aggregation"],
        "actual",
        _POINTS.get(unit, "%"),
        earlier["period_start"],
        later["price_basis"],
    )
    moment = Moment(later["period_start"], later["period_end"])
    return Result(key, moment, value, interval, formula, (("later", after), ("earlier", before)))


def _told(growth: Interval) -> Interval:
    """Growth without a lower end that says nothing: no quantity falls by more than all of it."""
    return Interval(-math.inf, growth.high) if growth.low <= -HUNDRED.low else growth


def _comparable(row: Row) -> tuple[object, ...]:
    """What two levels must have in common to be compared."""
    return *series_of(row), row["measure"], row["unit"], row["price_basis"]


def _compared(row: Row) -> tuple[object, ...]:
    """What a change is of; growth at other prices is another change."""
    return *(row[name] for name in SeriesKey._fields), row["period_end"]
