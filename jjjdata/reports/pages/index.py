"""The index of all reports, in both languages, with search and very small charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from jjjdata.reports.pages.addresses import index_name, table_links
from jjjdata.reports.runs.batch import NOTEBOOKS
from jjjdata.reports.pages.frame import HTML_LANGUAGES, Link, policy, style_sheet
from jjjdata.reports.runs.manifest import Built, Record
from jjjdata.reports.runs.plan import OVERVIEW, TREND


@dataclass(frozen=True)
class Entry:
    """A report as the index lists it."""

    title: str
    finding: str
    href: str
    spark: str
    words: str
    stale: bool


def index_pages(collection: Collection, record: Record, data: Path, out: Path) -> dict[str, str]:
    """The index pages by file name: index.html in Chinese, index.en.html in English."""
    return {
        index_name(language): _page(collection, record, table_links(data, out), language)
        for language in LANGUAGES
    }


def _page(collection: Collection, record: Record, tables: Sequence[Link], language: str) -> str:
    words = wording("reports", language)
    css = style_sheet()
    script = files("jjjdata").joinpath("reports/pages/templates/search.js").read_text("utf-8")
    other = "en" if language == "zh" else "zh"
    built = {name: b for name, b in record.reports.items() if b.parameters["language"] == language}
    overview = next((quote(f"{name}.html") for name, b in built.items() if b.notebook == OVERVIEW), "")
    count = words(
        "index_count", reports=len(built) - bool(overview), observations=len(collection.tables["observations"]),
        documents=len(collection.tables["documents"]),
    )  # fmt: skip
    groups = _by_topic(collection, built, language) + _others(collection, built, language)
    documents = [b for b in record.documents.values() if b.parameters["language"] == language]
    groups += [(words("nav_documents"), _documents(documents))] if documents else []
    return _template().render(
        words=words, lang=HTML_LANGUAGES[language], other_lang=HTML_LANGUAGES[other],
        other_language=index_name(other), css=css, script=script, policy=policy(css, script), overview=overview,
        count=count, tables=tables, topics=groups,
    )  # fmt: skip


def _by_topic(
    collection: Collection, built: Mapping[str, Built], language: str
) -> list[tuple[str, list[Entry]]]:
    names = topics()
    groups: dict[str, list[Entry]] = {}
    for name, found in built.items():
        if found.notebook == TREND:
            topic = collection.indicators[found.parameters["indicator"]]["topic"]
            groups.setdefault(topic, []).append(_trend(collection, name, found, language))
    other = wording("reports", language)("topic_other")
    titles = {topic: names.get(topic, (other, other))[0 if language == "zh" else 1] for topic in groups}
    return [(titles[topic], groups[topic]) for topic in sorted(groups)]


def _others(
    collection: Collection, built: Mapping[str, Built], language: str
) -> list[tuple[str, list[Entry]]]:
    """Reports that are no trend, by notebook."""
    words = wording("reports", language)
    groups = []
    for notebook in NOTEBOOKS:
        entries = [
            Entry(b.title, b.said, quote(f"{name}.html"), "", _words(collection, b), b.outcome == "stale")
            for name, b in built.items()
            if b.notebook == notebook and notebook not in (OVERVIEW, TREND)
        ]
        if entries:
            groups.append((words(f"notebook_{notebook}"), entries))
    return groups


def _documents(documents: Sequence[Built]) -> list[Entry]:
    return [
        Entry(b.title, b.said, quote(next(iter(b.files))), "", b.title.lower(), stale=False)
        for b in documents
    ]


def _trend(collection: Collection, name: str, built: Built, language: str) -> Entry:
    given = built.parameters
    subject = collection.subject(given["indicator"], given["place"])
    start, end = given["start_year"], given["end_year"]
    panels = [p for p in panels_of(subject) if any(start <= year <= end for year in p.years)]
    spark = sparkline(panels[0], start, end) if panels else ""
    words = _words(collection, built)
    return Entry(built.title, built.said, quote(f"{name}.html"), spark, words, built.outcome == "stale")


def _words(collection: Collection, built: Built) -> str:
    """Everything that a search may find a report by: names, aliases and topics in both languages, codes."""
    found = [built.title]
    row = collection.indicators.get(built.parameters.get("indicator") or "")
    if row is not None:
        found += [row["indicator_id"], row["name_zh"], row["name_en"], row["aliases"], row["topic"]]
        found += topics().get(row["topic"], ())
    place = built.parameters.get("place")
    if place:
        found += [place, collection.place_name(place, "zh"), collection.place_name(place, "en")]
    return " ".join(part for part in found if part).lower()


def _template() -> Template:
    folder = str(files("jjjdata").joinpath("reports/pages/templates"))
    return Environment(loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True).get_template(
        "index.html.j2"
    )
