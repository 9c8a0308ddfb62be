"""Growth in a headline: as a document states it, at comparable prices, or said to be at current prices."""

from __future__ import annotations

from jjjdata.catalogue.indicators import indicators
from jjjdata.charts.amounts import Amount
from jjjdata.charts.marks import Mark, amount_of, kind_of
from jjjdata.charts.numbers import bounded, format_value
from jjjdata.charts.panels import Panel
from jjjdata.charts.subject import Subject
from jjjdata.charts.tables import Row
from jjjdata.charts.times import in_period
from jjjdata.charts.wording import Wording


def published_growth(subject: Subject, panel: Panel, last: Mark, words: Wording) -> str:
    """The growth on the year before that a document states for the time of `last`; "" where none does.

    Only where growth is meant at comparable prices: what the amounts of two years themselves say differs.
    """
    if not _differs(subject, panel):
        return ""
    times = (last.period_start, last.period_end)
    stated = (
        row
        for row in subject.observations
        if _is_growth(row) and (row["period_start"], row["period_end"]) == times
    )
    row = next(stated, None)
    if row is None:
        return ""
    rate = format_value(abs(row["value"]), "%", words.language)
    said = bounded(rate, row["comparator"], words.language)
    when = in_period(*times, words.language)
    return words("growth_up" if row["value"] >= 0 else "growth_down", when=when, n=said)


def stated_change(subject: Subject, panel: Panel, first: Mark, last: Mark) -> Amount | None:
    """The change from `first` to `last` as a document states it, where one of the two was computed from it.

    In per cent, in the unit of the amounts, or in points for percentages. None where none is stated, or where growth is meant at
    comparable prices and the amounts are not.
    """
    if "implied" not in (first.kind, last.kind) or _differs(subject, panel):
        return None
    rows = (row for row in subject.observations if _leads(row, panel, first, last))
    return next((amount for row in rows if (amount := amount_of(subject, row)) and amount.value), None)


def _leads(row: Row, panel: Panel, first: Mark, last: Mark) -> bool:
    """Whether a row is the stated change of the panel's series from the time of `first` to that of `last`."""
    base, units = row["base_start"], ("pp",) if panel.unit == "%" else ("%", panel.unit)
    times = base is not None and (base.year, row["period_end"]) == (first.year, last.period_end)
    same = (row["measure"], row["counterpart"] or None) == ("change", panel.counterpart)
    of_a_kind = row["unit"] in units and row["aggregation"] == last.aggregation
    return times and same and of_a_kind and kind_of(row) == "stated"


def at_current_prices(subject: Subject, panel: Panel, words: Wording) -> str:
    """What is said of a change computed from the amounts, where it is not the growth that people speak of."""
    return words("at_current_prices") if _differs(subject, panel) else ""


def _differs(subject: Subject, panel: Panel) -> bool:
    """Whether growth of the indicator is reckoned at comparable prices, and these amounts are not."""
    entry = indicators().get(subject.indicator)
    amounts = panel.sort in ("period", "stock", "level", "cumulative")
    return entry is not None and entry.growth == "comparable" and amounts and panel.price_basis != "comparable"


def _is_growth(row: Row) -> bool:
    """Whether a document states this result as a change on the year before, at comparable prices."""
    base, end = row["base_start"], row["period_end"]
    yearly = base is not None and end is not None and base.year == end.year - 1
    comparable = row["measure"] == "change" and row["unit"] == "%" and row["price_basis"] == "comparable"
    return yearly and comparable and kind_of(row) == "stated" and row["value"] is not None
