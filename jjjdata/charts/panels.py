"""Panels of a chart: flows, stocks, cumulative totals, shares and changes never share an axis."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from jjjdata.charts.marks import Mark, marks_of
from jjjdata.charts.subject import Subject
from jjjdata.charts.tables import Row
from jjjdata.charts.times import part_of_years
from jjjdata.charts.wording import Wording, wording

ORDER: Final = ("period", "stock", "level", "share", "cumulative", "change")
"""Sorts of panels, the most telling first; multiples and ranks are told in words, not drawn."""
RATES: Final = ("%", "per mille", "pp")
"""A rate held over several years is no total: 3% from 2013 to 2017 is 3% in each of them."""


@dataclass(frozen=True)
class Panel:
    """Marks of one kind that may share an axis."""

    sort: str  # one of ORDER
    unit: str
    counterpart: str | None
    price_basis: str | None
    marks: tuple[Mark, ...]

    @property
    def known(self) -> tuple[Mark, ...]:
        """Marks of results (stated or implied), in order of time."""
        return tuple(m for m in self.marks if m.kind in ("stated", "implied"))

    @property
    def years(self) -> frozenset[int]:
        """Years that have any mark."""
        return frozenset(m.year for m in self.marks)

    def segments(self) -> tuple[tuple[Mark, Mark], ...]:
        """Pairs of marks that a line may join: consecutive whole years of this same series.

        Where a year has more than one value, or the panel holds cumulative totals, nothing is joined.
        """
        if self.sort == "cumulative":
            return ()
        by_year: dict[int, list[Mark]] = {}
        for mark in self.marks:
            if mark.kind in ("stated", "implied", "contradicting"):
                by_year.setdefault(mark.year, []).append(mark)
        single = {year: found[0] for year, found in by_year.items() if len(found) == 1 and found[0].joinable}
        return tuple((single[y], single[y + 1]) for y in sorted(single) if y + 1 in single)

    def part(self, words: Wording) -> str:
        """The part of the year that all marks are of, 1—9月; "" where they are of years or not of one part."""
        if self.sort not in ("period", "change", "share"):
            return ""
        return part_of_years([(mark.period_start, mark.period_end) for mark in self.marks], words)

    def title(self, subject: Subject, language: str) -> str:
        """What the panel shows, in words: the sort of figure, its counterpart and price basis."""
        words = wording("charts", language)
        part = self.part(words)
        parts = [words(f"sort_{self.sort}_part" if part else f"sort_{self.sort}", part=part)]
        if self.counterpart:
            place = subject.collection.place_within(self.counterpart, language)
            parts.append(words("counterpart", place=place))
        if self.price_basis == "comparable":
            parts.append(words("comparable_prices"))
        title = words("join").join(parts)
        return title[:1].upper() + title[1:]


def panels_of(subject: Subject) -> tuple[Panel, ...]:
    """The panels of a subject, the most telling first.

    Changes are drawn only when there is nothing else, or when two or more years say how they changed on
    the year before.
    """
    groups: dict[tuple[str, str, str, str], list[Mark]] = {}
    for row in subject.observations:
        sort = _sort(row)
        if sort is not None:
            key = (sort, row["unit"], row["counterpart"] or "", row["price_basis"] or "")
            groups.setdefault(key, []).extend(marks_of(subject, row))
    found = [_panel(key, marks) for key, marks in groups.items() if marks]
    levels = [p for p in found if p.sort != "change"]
    changes = [p for p in found if p.sort == "change" and (not levels or len(p.years) > 1)]
    return tuple(sorted([*levels, *changes], key=_rank))


def _panel(key: tuple[str, str, str, str], marks: Iterable[Mark]) -> Panel:
    sort, unit, counterpart, prices = key
    ordered = sorted(marks, key=lambda m: (m.period_end, m.kind, m.value, m.observation_id))
    return Panel(sort, unit, counterpart or None, prices or None, tuple(ordered))


def _sort(row: Row) -> str | None:
    measure, aggregation = row["measure"], row["aggregation"]
    if measure == "share":
        return "share"
    if measure == "change":
        return "change" if _on_the_year_before(row) else None
    if measure != "level":
        return None
    if row["unit"] in RATES:
        return "period" if aggregation == "cumulative" else aggregation or "level"
    if aggregation == "cumulative" or (aggregation == "period" and _several_years(row)):
        return "cumulative"
    return aggregation or "level"


def _several_years(row: Row) -> bool:
    start, end = row["period_start"], row["period_end"]
    return start is not None and end is not None and end.year > start.year


def _on_the_year_before(row: Row) -> bool:
    start, end = row["base_start"], row["period_end"]
    return row["unit"] == "%" and end is not None and start is not None and start.year == end.year - 1


def _rank(panel: Panel) -> tuple[object, ...]:
    place = ORDER.index(panel.sort)
    return (
        not panel.known,
        place,
        -len(panel.years),
        panel.counterpart or "",
        panel.unit,
        panel.price_basis or "",
    )
