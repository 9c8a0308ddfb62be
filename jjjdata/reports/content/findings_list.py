"""What the checks found about the figures of a page, each finding with the words that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from jjjdata.charts.subject import Collection, Subject
from jjjdata.charts.tables import Row, finding_names
from jjjdata.charts.wording import Wording
from jjjdata.reports.content.fragments import NOTHING, Cell, Fragment, section, table, tag
from jjjdata.reports.content.links import mark_link

GRAVEST_FIRST: Final = ("warning", "notice", "info")


def findings_about(collection: Collection, names: Iterable[str]) -> tuple[Row, ...]:
    """The findings that speak of any of these observations and statements, the gravest first."""
    found = {row["finding_id"]: row for name in names for row in collection.findings.get(name, ())}
    return tuple(
        sorted(found.values(), key=lambda r: (GRAVEST_FIRST.index(r["severity"]), r["check"], r["finding_id"]))
    )


def findings_section(collection: Collection, rows: Iterable[Row], words: Wording) -> Fragment:
    """A section with a line for each finding; an empty piece where there is none."""
    rows = tuple(rows)
    if not rows:
        return Fragment("", "")
    columns = [words(f"column_{name}") for name in ("severity", "finding", "as_stated")]
    statements = {row["statement_id"]: row for row in collection.tables["statements"]}
    lines = [
        (f"finding-{row['finding_id']}", _cells(collection, row, statements, words, columns)) for row in rows
    ]
    html = section("findings", words("findings_heading"), table(columns, [("", lines)]))
    return Fragment(html, "\n".join(row[f"detail_{words.language}"] for row in rows))


def _cells(
    collection: Collection, row: Row, statements: dict[str, Row], words: Wording, columns: list[str]
) -> list[Cell]:
    severity = tag("span", escape(words(f"severity_{row['severity']}")), classes=f"badge {row['severity']}")
    behind = dict.fromkeys(key for name in finding_names(row) for key in _stated(collection, name, statements))
    marks = [
        mark_link(statements[key]["document_id"], key, _printed(statements[key]["value_text"]))
        for key in behind
    ]
    contents = [severity, escape(row[f"detail_{words.language}"]), " · ".join(marks) or NOTHING]
    return [Cell(html, name) for html, name in zip(contents, columns, strict=True)]


def _printed(text: str) -> str:
    return f'<span lang="zh-Hans">{escape(" ".join(text.split()))}</span>'


def _stated(collection: Collection, name: str, statements: dict[str, Row]) -> Iterator[str]:
    """The statements behind an observation, or the statement itself."""
    if name in statements:
        yield name
    elif name in collection.observations:
        everything = Subject(collection, "", "", ())
        yield from (s.statement["statement_id"] for s in everything.roots(collection.observations[name]))
