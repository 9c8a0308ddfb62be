"""Growth of amounts in a headline: as it was published at comparable prices, or said to be at current prices."""

from __future__ import annotations

from jjjdata.catalogue.indicators import indicators
from jjjdata.charts.marks import Mark, kind_of
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
