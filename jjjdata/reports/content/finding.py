"""The finding of a report: one sentence made from the data, true for rising, falling, single and disputed series."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jjjdata.catalogue.indicators import indicators
from jjjdata.catalogue.units import units
from jjjdata.charts.describe import when
from jjjdata.charts.amounts import Amount
from jjjdata.charts.marks import Mark, kind_of
from jjjdata.charts.naming import beside_place
from jjjdata.charts.numbers import bounded, format_value, supported_digits
from jjjdata.reports.content.comparing import compare, scale_of_marks
from jjjdata.reports.content.figures_table import value_words
from jjjdata.reports.content.growth import at_current_prices, published_growth, stated_change
from jjjdata.charts.panels import Panel, panels_of
from jjjdata.charts.subject import Subject
from jjjdata.charts.times import adds_up_to, in_period
from jjjdata.charts.wording import Wording, wording

VERB_BEFORE_BOUND = "为(?=约|年均|超过|不少于|不低于|不到|不超过)"
"""超过900家 and 约900家 are predicates of their own in Chinese; 为 before them would be one word too many."""
NAMED_KINDS = {"share": ("比重", "占比", "share"), "change": ("增速", "增长率", "growth")}
"""Words in an indicator's name that say already what kind of figure it is."""
SMALLEST = 0.1
"""Per cent; a smaller change is only said to be smaller."""
LEVELLED = ("ratio", "concentration", "index", "temperature", "time")
"""Dimensions that rise and fall (上升); what is counted grows by so many (增加1600家)."""
PERCENT_UNITS = ("%", "pp", "per mille")


def finding(
    subject: Subject, start_year: int, end_year: int, language: str, *, named: bool = True
) -> str:
    """What the figures of these years say, in one sentence; without the subject's name, to stand below it."""
    words = wording("reports", language)
    speaker = _Speaker(subject, words, named)
    for panel in panels_of(subject):
        marks = [m for m in panel.marks if start_year <= m.year <= end_year and m.kind != "superseded"]
        if marks:
            growing = panel.sort == "change" and all(m.value > 0 for m in marks)
            return replace(speaker, like=scale_of_marks(marks, language), growing=growing).sentence(panel, marks)
    other = speaker.undrawn(start_year, end_year)
    if other:
        return other
    title = speaker.introduced(subject.title(language), [])
    said = words("finding_none", name=title, start=start_year, end=end_year)
    return said[:1].upper() + said[1:]


@dataclass(frozen=True)
class _Speaker:
    subject: Subject
    words: Wording
    named: bool
    like: float | None = None
    """The value whose scale all values of the sentence take."""
    growing: bool = False
    """Whether all values are growth: then the sentence says so, and no value needs its plus."""

    def sentence(self, panel: Panel, marks: Sequence[Mark]) -> str:
        known = _comparable([m for m in marks if m.kind in ("stated", "implied")], panel)
        targets = [m for m in marks if m.kind == "target"]
        disputed = next((m for m in marks if m.kind == "contradicting"), None)
        alone = disputed is not None and {m.observation_id for m in known} == {disputed.observation_id}
        clauses = [self._results(panel, known)] if known and not alone else []
        clauses += [self._dispute(disputed, panel, marks, self._name(panel) if alone else "")] if disputed else []
        clauses += [self._targets(panel, targets, known)] if targets else []
        return self._whole(self.words("clauses").join(clauses))

    def undrawn(self, start_year: int, end_year: int) -> str:
        """The latest result where none is drawn: a rank, a multiple, a change on another year; "" without one."""
        rows = [
            row for row in self.subject.observations
            if row["value"] is not None and kind_of(row) in ("stated", "implied") and row["year"] is not None
            and start_year <= row["year"] <= end_year
        ]  # fmt: skip
        if not rows:
            return ""
        row = max(rows, key=lambda r: (r["period_end"], r["origin"] == "reported"))
        name = self.introduced(self._full_name(), [])
        last_when = in_period(row["period_start"], row["period_end"], self.words.language)
        last = value_words(self.subject, row, self.words)
        return self._whole(self.words("finding_single", name=name, last=last, last_when=last_when))

    def _whole(self, said: str) -> str:
        """Clauses as a sentence."""
        sentence = re.sub(VERB_BEFORE_BOUND, "", said)
        return self.words("full_stop", sentence=sentence[:1].upper() + sentence[1:])

    def _results(self, panel: Panel, known: Sequence[Mark]) -> str:
        first, last = known[0], known[-1]
        said = {"name": self._name(panel), "last": self._value(last), "last_when": self._when(last, panel)}
        if len(known) == 1 or first.period_end == last.period_end:
            return self.words("finding_single", **said)
        said |= {"first": self._value(first), "first_when": self._when(first, panel)}
        stated = stated_change(self.subject, panel, first, last)
        direction = compare(first.amount, last.amount) if stated is None else math.copysign(1, stated.value)
        if direction is None:
            unclear = "finding_unclear_total" if panel.sort == "cumulative" else "finding_unclear"
            return self.words(unclear, **said)
        if direction == 0:
            return self.words("finding_level", **said)
        change = published_growth(self.subject, panel, last, self.words)
        change = change or (self._stated(stated) if stated else self._change(first, last, panel))
        key = "finding_rise" if direction > 0 else "finding_fall"
        return self.words(key, **said, change=change) + self._extreme(panel, known)

    def _stated(self, change: Amount) -> str:
        """By how much, as a document says it."""
        language = self.words.language
        size = format_value(abs(change.value), change.unit, language, classifier=self.subject.classifier())
        counted = change.unit in units() and units()[change.unit].dimension not in LEVELLED
        up, down = ("more", "fewer") if counted else ("up", "down")
        rising = up if change.value > 0 else down
        said = bounded(size, change.comparator, language)
        return self.words(f"change_{rising}_exact", n=said, prices="")

    def _change(self, first: Mark, last: Mark, panel: Panel) -> str:
        """By how much: in points for percentages, else in per cent or as a multiple; "" where bounds are open."""
        a, b = first.amount, last.amount
        if a.open_side or b.open_side or a.upper is not None or b.upper is not None:
            return ""
        rough = (
            "about"
            if {"implied"} & {first.kind, last.kind} or "~" in (a.comparator, b.comparator)
            else "exact"
        )
        rising = "up" if b.value > a.value else "down"
        prices = at_current_prices(self.subject, panel, self.words)
        if a.unit in PERCENT_UNITS:
            unit = "pp" if a.unit == "%" else a.unit
            amount = format_value(abs(b.value - a.value), unit, self.words.language, digits=4)
        elif a.value <= 0 or b.value <= 0:
            return ""
        elif b.value >= 2 * a.value:
            multiple = format_value(
                b.value / a.value, "index", self.words.language, digits=2 if b.value < 10 * a.value else 3
            )
            return self.words(f"change_multiple_{rough}", n=multiple, prices=prices)
        else:
            amount = self._percent(abs(b.value / a.value - 1) * 100, _digits(a, b))
        return self.words(f"change_{rising}_{rough}", n=amount, prices=prices)

    def _percent(self, percent: float, digits: int) -> str:
        """A computed percentage, with one decimal at most."""
        if percent < SMALLEST:
            return self.words("change_small")
        return format_value(round(percent, 1), "%", self.words.language, digits=digits)

    def _extreme(self, panel: Panel, known: Sequence[Mark]) -> str:
        """A year between that lies clearly above or below both ends would be hidden by "from ... to ..."."""
        ends, between = (known[0], known[-1]), [m for m in known[1:-1] if m.open_side is None]
        top = max(between, key=lambda m: m.value, default=None)
        low = min(between, key=lambda m: m.value, default=None)
        for mark, key, sign in ((top, "finding_peak", 1), (low, "finding_trough", -1)):
            if mark is not None and all(compare(end.amount, mark.amount) == sign for end in ends):
                return self.words(key, value=self._value(mark), when=self._when(mark, panel))
        return ""

    def _dispute(self, mark: Mark, panel: Panel, marks: Sequence[Mark], name: str) -> str:
        own = next((m for m in marks if m.observation_id == mark.observation_id and m is not mark), mark)
        row = self.subject.collection.observations[mark.observation_id]
        told = {s.statement["statement_id"]: s.document["document_id"] for s in self.subject.supports(row)}
        one = told.get(own.statement_id or "") == told.get(mark.statement_id or "")
        return self.words(
            "finding_dispute_within" if one else "finding_dispute", name=name,
            when=self._when(mark, panel), value=self._value(own), other=self._value(mark),
        )  # fmt: skip

    def _targets(self, panel: Panel, targets: Sequence[Mark], known: Sequence[Mark]) -> str:
        latest = targets[-1].year
        same = list(dict.fromkeys(self._value(m) for m in targets if m.year == latest))
        said = {"when": self._when(targets[-1], panel), "values": self.words.listing(same)}
        if not known:
            return self.words("finding_target_only", name=self._name(panel), **said)
        outcome = any(m.year == latest for m in known)
        return self.words("finding_target" if outcome else "finding_target_open", **said)

    def _name(self, panel: Panel) -> str:
        language, collection = self.words.language, self.subject.collection
        indicator = self.subject.name(language)
        sort = "growth" if self.growing else panel.sort
        kind = self.words(f"kind_{sort}") if sort in ("cumulative", "share", "change", "growth") else ""
        said = any(word in indicator.lower() for word in (kind, *NAMED_KINDS.get(panel.sort, ())))
        notes = [kind] if kind and not said else []
        other = collection.place_within(panel.counterpart, language) if panel.counterpart else ""
        if other and not self._names(indicator, other):
            notes.append(self.words("kind_counterpart", place=other))
        return self.introduced(self._full_name(), notes)

    def _full_name(self) -> str:
        return self._with_place(
            self.subject.name(self.words.language), self.subject.place_name(self.words.language)
        )

    def _names(self, indicator: str, other: str) -> bool:
        """Whether the indicator's name says already who the counterpart is."""
        entry = indicators().get(self.subject.indicator)
        named = entry.named if entry is not None else ()
        if self.words.language == "zh":
            return any(word in indicator for word in (other, *named))
        return other.partition(" of ")[0].lower() in indicator.lower()

    def introduced(self, name: str, notes: list[str]) -> str:
        """The name with its notes, as a sentence begins with it; without a name the notes alone."""
        note = self.words("aside_join").join(notes)
        if not self.named:
            return self.words("finding_note", note=note) if note else ""
        return self.words("finding_name", name=name + (self.words("aside", note=note) if note else ""))

    def _with_place(self, indicator: str, place: str) -> str:
        """Place and indicator; a place that the indicator's name begins with or holds is said once."""
        if place in indicator:
            return indicator
        rest = beside_place(indicator, place, self.words.language)
        return self.words("subject", place=place, indicator=rest)

    def _value(self, mark: Mark) -> str:
        said = mark.amount.text(
            self.words.language, classifier=self.subject.classifier(), like=self.like,
            short=True, signed=not self.growing,
        )  # fmt: skip
        return self.words("implied_value", value=said) if mark.kind == "implied" else said

    def _when(self, mark: Mark, panel: Panel) -> str:
        if panel.sort == "cumulative" and adds_up_to(mark.period_start, mark.period_end):
            return when(mark, self.words.language)
        return in_period(mark.period_start, mark.period_end, self.words.language)


def _comparable(marks: Sequence[Mark], panel: Panel) -> list[Mark]:
    """Whole years where there are any: half a year beside a year would look like a fall."""
    whole = [m for m in marks if m.whole_year] if panel.sort != "cumulative" else list(marks)
    return sorted(whole or marks, key=lambda m: m.period_end)


def _digits(first: Amount, last: Amount) -> int:
    """Digits of a per-cent change that the bounds of both ends support."""
    ends = (first.low, first.high, last.low, last.high)
    if any(end is None or end <= 0 for end in ends):
        return 3
    low_a, high_a, low_b, high_b = (float(end or 0.0) for end in ends)
    low, high = (low_b / high_a - 1) * 100, (high_b / low_a - 1) * 100
    return min(4, supported_digits((last.value / first.value - 1) * 100, low, high)) if high > low else 3
