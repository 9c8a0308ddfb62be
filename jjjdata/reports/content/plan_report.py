"""The report on a plan: what was asked of a place for a year, beside what was reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path

from jjjdata.catalogue.nearest import nearest_places
from jjjdata.charts.subject import Collection, Subject
from jjjdata.charts.tables import Row
from jjjdata.charts.times import say_row_period
from jjjdata.charts.wording import check_language
from jjjdata.checks import Outcome, outcomes
from jjjdata.errors import ParameterError, UnknownNameError
from jjjdata.reports.content.figures_table import value_words
from jjjdata.reports.content.fragments import NOTHING, Cell, Fragment, Picture, heading, section, table, tag
from jjjdata.reports.runs.plan import plan_years
from jjjdata.reports.content.several import Several
from jjjdata.reports.content.several_report import SeveralReport
from jjjdata.reports.runs.years import years_of
from jjjdata.reports.runs.version import digest, subject_version

VERDICTS = ("met", "missed", "not comparable", "open")


def plan_and_outcome(
    place: str, plan_year: int, *, language: str = "zh", data: Path | str = "data"
) -> PlanReport:
    """The report on the targets of a place (code or name) for a year, in Chinese (zh) or English (en).

    Raises UnknownNameError (place, language), ParameterError with the valid years where no target is known,
    TableError (no tables in `data`).
    """
    check_language(language)
    collection = Collection.read(data)
    code = collection.place_code(place)
    places = {known for _, known in collection.subjects}
    if code not in places:
        raise UnknownNameError("place", place, nearest_places(place, places), "These places have figures.")
    planned = plan_years(collection, code)
    if plan_year not in planned:
        problem = f"no target of {code} for {plan_year} is known"
        raise ParameterError("plan_year", problem, tuple(map(str, planned)))
    found = [o for o in outcomes(_rows(collection, code)) if o.target["year"] == plan_year]
    keys = sorted({(o.target["indicator_id"], code) for o in found})
    years = years_of(row for key in keys for row in collection.subjects[key])
    several = Several.of(collection, keys, years, language)
    version = digest([subject_version(collection.subject(*key)) for key in keys])[:12]
    return PlanReport(several, version, code, plan_year, tuple(found))


def _rows(collection: Collection, place: str) -> list[Row]:
    return [row for (_, where), rows in collection.subjects.items() if where == place for row in rows]


@dataclass(frozen=True)
class PlanReport(SeveralReport):
    """The pieces of a report on a plan."""

    place: str
    plan_year: int
    found: tuple[Outcome, ...]

    @property
    def years(self) -> tuple[int, int]:
        """The year of the plan."""
        return self.plan_year, self.plan_year

    @property
    def title(self) -> str:
        """Place and year of the plan."""
        name = self.several.collection.place_name(self.place, self.several.language)
        return self.words("plan_title", place=name, year=self.plan_year)

    @cached_property
    def counts(self) -> Counter[str]:
        """How many targets have each verdict."""
        return Counter(outcome.verdict for outcome in self.found)

    def heading(self) -> Fragment:
        """Title, and how many targets were met, missed, or cannot be judged, in one sentence."""
        there = [verdict for verdict in VERDICTS if self.counts[verdict]]
        alike = "" if len(there) > 1 else "one_" if len(self.found) == 1 else "all_"
        parts = [
            self.words(f"plan_{alike}{verdict.replace(' ', '_')}", n=self.counts[verdict])
            for verdict in there
        ]
        place = self.several.collection.place_within(self.place, self.several.language)
        said = self.words(
            "plan_finding", place=place, year=self.plan_year, n=len(self.found), verdicts=self.words("aside_join").join(parts)
        )  # fmt: skip
        return heading(self.title, said, self.several.language)

    def outcomes(self) -> Fragment:
        """Each target beside its outcome, with the verdict, the reason, and the sentences of both."""
        names = ("indicator", "target", "outcome", "verdict")
        columns = [self.words(f"column_{name}") for name in names]
        rows = [(f"target-{o.target['observation_id']}", self._row(o, columns)) for o in self.found]
        html = section("outcomes", self.words("outcomes_heading"), table(columns, [("", rows)]))
        text = "\n".join(
            f"{o.target['indicator_id']}\t{o.verdict}\t{o.why_in(self.several.language)}" for o in self.found
        )
        return Fragment(html, text)

    def chart(self) -> Picture | Fragment:
        """Small multiples of the indicators that the plan names."""
        return self.several.chart()

    def _row(self, found: Outcome, columns: Sequence[str]) -> list[Cell]:
        subject = next(s for s in self.several.subjects if s.indicator == found.target["indicator_id"])
        verdict = self.words(f"verdict_{found.verdict.replace(' ', '_')}")
        badge = tag("span", escape(verdict), classes=f"badge outcome-{found.verdict.replace(' ', '-')}")
        why = tag("small", escape(found.why_in(self.several.language)))
        contents = [
            self.several.name_link(subject),
            self._figure(subject, found.target),
            self._figure(subject, found.outcome) if found.outcome else NOTHING,
            badge + why,
        ]
        return [Cell(html, name) for html, name in zip(contents, columns, strict=True)]

    def _figure(self, subject: Subject, row: Row) -> str:
        said = self.several.sentences.figure(row, value_words(subject, row, self.words))
        when = escape(say_row_period(row, self.several.language))
        return f"{said} {self.several.sentences.links(row)}{tag('small', when)}"
