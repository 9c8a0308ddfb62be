"""How to cite a report and its documents; always the last piece of a report."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from jjjdata import __version__
from jjjdata.charts.tables import Row, document_name
from jjjdata.charts.times import year_span
from jjjdata.charts.wording import Wording
from jjjdata.reports.content.fragments import END_FACTS, Fragment, dated, section, tag


def citation(
    title: str, years: tuple[int, int], version: str, documents: Iterable[Row], words: Wording
) -> Fragment:
    """The section on citing. A page without it is incomplete: it carries the facts that say so."""
    line = words("cite_line", version=__version__, title=title, years=year_span(*years), data=version)
    # Two files of one publication are two documents and one source.
    sources = list(dict.fromkeys(_source(document, words.language) for document in documents))
    items = "".join(tag("li", dated(escape(source))) for source in sources)
    listed = tag("p", escape(words("cite_sources"))) + f"<ul>{items}</ul>" if sources else ""
    html = section("cite", words("cite_heading"), tag("p", escape(line)) + listed)
    return Fragment(html, "\n".join([line, *sources]), {END_FACTS: {"complete": True}})


def _source(document: Row, language: str) -> str:
    name = document_name(document, language)
    return f"{document['publisher']} {name}" if document["publisher"] else name
