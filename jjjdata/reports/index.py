"""The index of all reports, in both languages, with search and very small charts."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, Template

from jjjdata.catalogue.indicators import topics
from jjjdata.charts.panels import panels_of
from jjjdata.charts.sparkline import sparkline
from jjjdata.charts.subject import Collection
from jjjdata.charts.wording import LANGUAGES, wording
from jjjdata.reports.finding import finding
from jjjdata.reports.frame import Link, policy, style_sheet
from jjjdata.reports.plan import OVERVIEW, Report

TABLES = ("observations", "statements", "evidence", "lineage", "documents", "indicators", "places", "columns")


@dataclass(frozen=True)
class Entry:
    """A report as the index lists it."""

    title: str
    finding: str
    href: str
    spark: str
    words: str
    stale: bool


def index_pages(
    collection: Collection, reports: Sequence[Report], stale: set[str], data: Path, out: Path
) -> dict[str, str]:
    """The index pages by file name: index.html in Chinese, index.en.html in English."""
    tables = table_links(data, out)
    return {
        index_name(language): _page(
            collection, [r for r in reports if r.language == language], stale, tables, language
        )
        for language in LANGUAGES
    }


def index_name(language: str) -> str:
    """The file name of the index in a language."""
    return "index.html" if language == "zh" else f"index.{language}.html"


def table_links(data: Path, folder: Path) -> tuple[Link, ...]:
    """Links from pages in `folder` to the tables."""
    found = [name for name in TABLES if (data / f"{name}.parquet").is_file()]
    return tuple(Link(name, relative(data / f"{name}.parquet", folder)) for name in found)


def relative(target: Path, folder: Path) -> str:
    """A relative address from a folder to a file, safe in an attribute once escaped."""
    return quote(Path(os.path.relpath(target.resolve(), folder.resolve())).as_posix())


def _page(
    collection: Collection, reports: Sequence[Report], stale: set[str], tables: Sequence[Link], language: str
) -> str:
    words = wording("reports", language)
    css = style_sheet()
    script = files("jjjdata").joinpath("reports/templates/search.js").read_text("utf-8")
    listed = [r for r in reports if r.notebook != OVERVIEW]
    overview = next((quote(r.page) for r in reports if r.notebook == OVERVIEW), "")
    count = words(
        "index_count", reports=len(reports), observations=f"{len(collection.tables['observations']):,}",
        documents=len(collection.tables["documents"]),
    )  # fmt: skip
    return _template().render(
        words=words, lang={"zh": "zh-Hans", "en": "en"}[language], other_lang={"zh": "en", "en": "zh-Hans"}[language],
        other_language=index_name("en" if language == "zh" else "zh"), css=css, script=script,
        policy=policy(css, script), overview=overview, count=count, tables=tables,
        topics=_by_topic(collection, listed, stale, language),
    )  # fmt: skip


def _by_topic(
    collection: Collection, reports: Iterable[Report], stale: set[str], language: str
) -> list[tuple[str, list[Entry]]]:
    names = topics()
    groups: dict[str, list[Entry]] = {}
    for report in reports:
        topic = collection.indicators[report.parameters["indicator"]]["topic"]
        groups.setdefault(topic, []).append(_entry(collection, report, report.name in stale))
    other = wording("reports", language)("topic_other")
    titles = {topic: names.get(topic, (other, other))[0 if language == "zh" else 1] for topic in groups}
    return [(titles[topic], groups[topic]) for topic in sorted(groups)]


def _entry(collection: Collection, report: Report, stale: bool) -> Entry:
    subject = collection.subject(report.parameters["indicator"], report.parameters["place"])
    start, end = report.parameters["start_year"], report.parameters["end_year"]
    row = collection.indicators[subject.indicator]
    panels = [p for p in panels_of(subject) if any(start <= year <= end for year in p.years)]
    found = [
        subject.indicator,
        row["name_zh"],
        row["name_en"],
        row["aliases"],
        row["topic"],
        *topics().get(row["topic"], ()),
    ]
    found += [subject.place, subject.place_name("zh"), subject.place_name("en")]
    return Entry(
        subject.title(report.language),
        finding(subject, start, end, report.language),
        quote(report.page),
        sparkline(panels[0], start, end) if panels else "",
        " ".join(part for part in found if part).lower(),
        stale,
    )


def _template() -> Template:
    folder = str(files("jjjdata").joinpath("reports/templates"))
    return Environment(loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True).get_template(
        "index.html.j2"
    )
