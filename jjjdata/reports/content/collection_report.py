"""The report on the collection: what it holds, which years are covered, and its limits."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path

from jjjdata import __version__
from jjjdata.catalogue.indicators import topics
from jjjdata.charts.heatmap import MOST_ROWS, coverage_alt, coverage_counts, draw_coverage
from jjjdata.charts.stylesheet import style
from jjjdata.charts.subject import Collection
from jjjdata.charts.tables import document_name
from jjjdata.charts.svg import to_svg
from jjjdata.charts.times import year_list, year_span
from jjjdata.charts.wording import Wording, check_language, wording
from jjjdata.errors import ParameterError
from jjjdata.reports.content.fragments import END_FACTS, Cell, Fragment, Picture, heading, section, table, tag
from jjjdata.reports.content.links import mark_link, page_link
from jjjdata.reports.runs.plan import trend_stem
from jjjdata.reports.runs.version import data_version


def overview(
    *, start_year: int = 2013, end_year: int = 2024, language: str = "zh", data: Path | str = "data"
) -> OverviewReport:
    """The report on the whole collection, in Chinese (zh) or English (en).

    Raises UnknownNameError (language), ParameterError (years out of order), TableError (no tables).
    """
    check_language(language)
    if start_year > end_year:
        raise ParameterError("start_year", f"{start_year} is after end_year {end_year}")
    folder = Collection.folder(data)
    return OverviewReport(Collection.read(folder), start_year, end_year, language, data_version(folder))


@dataclass(frozen=True)
class OverviewReport:
    """The pieces of the overview; a notebook shows each in a cell of its own."""

    collection: Collection
    start_year: int
    end_year: int
    language: str
    version: str

    @cached_property
    def words(self) -> Wording:
        """The words of the report's language."""
        return wording("reports", self.language)

    def heading(self) -> Fragment:
        """Title, and what the collection holds in one sentence."""
        tables = self.collection.tables
        observed = tables["observations"]
        found = self.words(
            "overview_finding",
            documents=len(tables["documents"]),
            numerals=sum(d["n_numerals"] for d in tables["documents"]),
            statements=len(tables["statements"]),
            placed=len({row["statement_id"] for row in tables["evidence"] if row["role"] != "dropped"}),
            indicators=len({row["indicator_id"] for row in observed}),
            observations=len(observed),
            implied=sum(row["origin"] == "implied" for row in observed),
        )
        title = self.words("overview_title")
        return heading(title, found, self.language, kicker=year_span(self.start_year, self.end_year))

    def coverage(self) -> Picture:
        """Observations of each indicator by year, as a heat map."""
        with style():
            wide, narrow = (
                to_svg(
                    draw_coverage(
                        self.collection, self.start_year, self.end_year, self.language, narrow=narrow
                    )
                )
                for narrow in (False, True)
            )
        alt = coverage_alt(self.collection, self.start_year, self.end_year, self.language)
        said = [self.words("overview_coverage_intro")]
        total = len(coverage_counts(self.collection, self.start_year, self.end_year))
        if total > MOST_ROWS:
            said.append(self.words("overview_coverage_some", n=MOST_ROWS, total=total))
        return Picture(wide, narrow, alt, self.words.sentences_together(said))

    def indicators(self) -> Fragment:
        """Every indicator with figures: its places, years and number of observations."""
        names = ("indicator", "places", "years", "observations")
        columns = [self.words(f"column_{name}") for name in names]
        groups = [
            (title, [(f"indicator-{i}", self._indicator(i, columns)) for i in found])
            for title, found in self._by_topic()
        ]
        html = section("indicators", self.words("overview_indicators"), table(columns, groups))
        return Fragment(
            html,
            "\n".join(
                f"{i}\t{self.collection.indicator_name(i, self.language)}" for i in sorted(self._places)
            ),
        )

    def documents(self) -> Fragment:
        """The documents: title, date and how it is known, numerals and statements."""
        names = ("documents", "published", "numerals", "statements")
        columns = [self.words(f"column_{name}") for name in names]
        rows = [
            (f"document-{d['document_id']}", self._document(d, columns))
            for d in self.collection.tables["documents"]
        ]
        html = section("documents", self.words("documents_heading"), table(columns, [("", rows)]))
        text = "\n".join(document_name(d, self.language) for d in self.collection.tables["documents"])
        return Fragment(html, text)

    def limits(self) -> Fragment:
        """What the collection cannot tell."""
        tables = self.collection.tables
        unsure = sum(d["published_basis"] in ("inferred", "unknown") for d in tables["documents"])
        failed = sum(d["outcome"] == "failed" for d in tables["documents"])
        unplaced = len(tables["statements"]) - len({row["statement_id"] for row in tables["evidence"]})
        said = [self.words("overview_limit_selection"), self.words("overview_limit_machine")]
        times, places = (
            sum(row[basis] == "assumed" for row in tables["statements"])
            for basis in ("period_basis", "place_basis")
        )
        said += [self.words("overview_limit_assumed", times=times, places=places)] if times or places else []
        said += [self.words("overview_limit_unplaced", n=unplaced)] if unplaced else []
        said += [self.words("overview_limit_dates", n=unsure)] if unsure else []
        said += [self.words("overview_limit_failed", n=failed)] if failed else []
        corrected = len({row["statement_id"] for row in tables["corrections"]})
        said += [self.words("overview_limit_corrected", n=corrected)] if corrected else []
        items = "".join(tag("li", escape(text)) for text in said)
        return Fragment(
            section("limits", self.words("overview_limits"), f"<ul>{items}</ul>"), "\n".join(said)
        )

    def citation(self) -> Fragment:
        """How to cite the collection. The last piece: a page without it is incomplete."""
        line = self.words(
            "cite_line", version=__version__, title=self.words("overview_title"), 
            years=year_span(self.start_year, self.end_year), data=self.version,
        )  # fmt: skip
        html = section("cite", self.words("cite_heading"), tag("p", escape(line)))
        return Fragment(html, line, {END_FACTS: {"complete": True}})

    @cached_property
    def _places(self) -> dict[str, list[str]]:
        places: dict[str, list[str]] = {}
        for indicator, place in self.collection.subjects:
            places.setdefault(indicator, []).append(place)
        return places

    def _by_topic(self) -> list[tuple[str, list[str]]]:
        """Indicators under the names of their topics, both in order."""
        names, at = topics(), 0 if self.language == "zh" else 1
        groups: dict[str, list[str]] = {}
        for indicator in sorted(self._places):
            groups.setdefault(self.collection.indicators[indicator]["topic"], []).append(indicator)
        other = (self.words("topic_other"),) * 2
        return [(names.get(topic, other)[at], groups[topic]) for topic in sorted(groups)]

    def _indicator(self, indicator: str, columns: list[str]) -> list[Cell]:
        rows = [r for p in self._places[indicator] for r in self.collection.subjects[indicator, p]]
        years = sorted({r["year"] for r in rows if r["year"] is not None})
        counts = Counter(self._places[indicator])
        places = [
            page_link(trend_stem(indicator, place), escape(self.collection.place_name(place, self.language)))
            for place in counts
        ]
        name = escape(self.collection.indicator_name(indicator, self.language))
        code = tag("code", escape(indicator))
        contents = [
            name + tag("small", code),
            " · ".join(places),
            escape(year_list(years, self.language)),
            str(len(rows)),
        ]
        return [
            Cell(html, column, n == 3) for n, (html, column) in enumerate(zip(contents, columns, strict=True))
        ]

    def _document(self, document: object, columns: list[str]) -> list[Cell]:
        row = dict(document)  # type: ignore[call-overload]
        name = escape(document_name({**row, "published": None}, self.language))
        title = mark_link(row["document_id"], "", name)
        if row["outcome"] == "failed":
            title += " " + escape(self.words("overview_documents_failed", error=row["error"]))
        published = row["published"]
        shown = (
            self.words("dateless")
            if published is None
            else str(published)[: {"year": 4, "month": 7}.get(row["published_precision"], 10)]
        )
        basis = self.words(f"basis_{row['published_basis']}")
        contents = [
            title,
            f"{escape(shown)} {tag('small', escape(basis))}",
            f"{row['n_numerals']:,}",
            f"{row['n_statements']:,}",
        ]
        return [
            Cell(html, column, n > 1) for n, (html, column) in enumerate(zip(contents, columns, strict=True))
        ]
