"""What a page may link to: only what stands beside it when the run ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from jjjdata.charts.subject import Collection
from jjjdata.charts.wording import wording
from jjjdata.reports.pages.addresses import document_page, index_name, relative, table_links
from jjjdata.reports.pages.document_page import Around
from jjjdata.reports.pages.frame import Link, Surroundings
from jjjdata.reports.runs.plan import OVERVIEW, TREND, Report, stem_of

ALIKE = {
    TREND: ("indicator", "nav_same_indicator"),
    "place_profile": (None, "nav_profiles"),
    "plan_and_outcome": ("place", "nav_same_place_plans"),
    "audit": (None, "nav_audits"),
}
"""Which other reports of a notebook a page lists: those that share this parameter, under this heading."""


@dataclass(frozen=True)
class Neighbours:
    """All reports and document pages that stand, and what each of them links to."""

    collection: Collection
    data: Path
    out: Path
    reports: Sequence[Report]
    documents: frozenset[tuple[str, str]]  # document id and language
    link_notebooks: bool = True

    def around(self, report: Report, *, stale: bool) -> Surroundings:
        """The surroundings of a report's page."""
        folder = (self.out / report.page).parent
        language = report.language
        other = f"{report.stem}.{'en' if language == 'zh' else 'zh'}"
        return Surroundings(
            relative(self.out / index_name(language), folder),
            relative(self.out / f"{other}.html", folder) if other in self._names else "",
            self._relatives(report, folder),
            table_links(self.data, folder),
            relative(self.out / report.executed, folder) if self.link_notebooks else "",
            self._documents(language, folder),
            self._pages(language, folder),
            stale,
        )

    def around_document(self, document: str, language: str) -> Around:
        """What the page of a document links to."""
        folder = (self.out / document_page(document, language)).parent
        other = "en" if language == "zh" else "zh"
        return Around(
            relative(self.out / index_name(language), folder),
            relative(self.out / document_page(document, other), folder) if (document, other) in self.documents else "",
            table_links(self.data, folder),
            self._documents(language, folder),
            self._pages(language, folder),
        )  # fmt: skip

    @cached_property
    def stems(self) -> dict[str, tuple[str, ...]]:
        """The trend reports in which the figure of each statement would stand, by statement."""
        found: dict[str, set[str]] = {}
        for row in self.collection.tables["evidence"]:
            observation = self.collection.observations[row["observation_id"]]
            stem = stem_of(TREND, {"indicator": observation["indicator_id"], "place": observation["place"]})
            found.setdefault(row["statement_id"], set()).add(stem)
        return {statement: tuple(sorted(stems)) for statement, stems in found.items()}

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(report.name for report in self.reports)

    def _documents(self, language: str, folder: Path) -> dict[str, str]:
        return {
            document: relative(self.out / document_page(document, found), folder)
            for document, found in sorted(self.documents)
            if found == language
        }

    def _pages(self, language: str, folder: Path) -> dict[str, str]:
        return {r.stem: relative(self.out / r.page, folder) for r in self.reports if r.language == language}

    def _relatives(self, report: Report, folder: Path) -> tuple[tuple[str, tuple[Link, ...]], ...]:
        words = wording("reports", report.language)
        groups = []
        for notebook, (shared, heading) in ALIKE.items():
            found = [
                other
                for other in self.reports
                if other.notebook == notebook and other.language == report.language and other.stem != report.stem
                and self._related(report, other, shared)
            ]  # fmt: skip
            if found:
                links = tuple(
                    Link(self._name(other), relative(self.out / other.page, folder)) for other in found
                )
                groups.append((words(heading), links))
        return tuple(groups)

    @staticmethod
    def _related(report: Report, other: Report, shared: str | None) -> bool:
        """Of the same notebook: what shares the parameter. Of another one: what is about the same thing."""
        if report.notebook == OVERVIEW:
            return other.notebook in ("place_profile", "plan_and_outcome")
        if report.notebook == other.notebook:
            return shared is None or report.parameters.get(shared) == other.parameters.get(shared)
        pairs = [
            (report.parameters.get(name), other.parameters.get(name))
            for name in ("indicator", "place", "document")
        ]
        said = [first == second for first, second in pairs if first and second]
        return bool(said) and all(said) and other.notebook != TREND

    def _name(self, other: Report) -> str:
        """A report as a link under its heading says it."""
        given, language = other.parameters, other.language
        if given.get("document"):
            title = self.collection.documents[given["document"]]["title"] or given["document"]
            return " ".join(str(title).split())
        if other.notebook == "audit":
            return self.collection.indicator_name(given["indicator"], language)
        place = self.collection.place_name(given["place"], language)
        if other.notebook == "plan_and_outcome":
            return wording("reports", language)("plan_short", place=place, year=given["plan_year"])
        return place
