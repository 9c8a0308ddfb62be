"""The table of a report's observations: time, value, range, how it is known, and its sentences."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from jjjdata.charts.marks import amount_of, kind_of
from jjjdata.charts.panels import Panel, panels_of
from jjjdata.charts.subject import Subject
from jjjdata.charts.support import within_one_document
from jjjdata.charts.tables import Row
from jjjdata.charts.times import base_words, say_row_period
from jjjdata.charts.wording import Wording
from jjjdata.reports.content.evidence_list import Sentences
from jjjdata.reports.content.fragments import NOTHING, Cell, table, tag


def figures_table(subject: Subject, sentences: Sentences, words: Wording) -> str:
    """All observations of the subject as an HTML table, grouped as the chart's panels are."""
    columns = [words(f"column_{name}") for name in ("time", "value", "range", "known", "sentence")]
    groups = [
        (title, [figure_row(subject, row, sentences, words, columns) for row in rows])
        for title, rows in grouped(subject, words)
    ]
    return table(columns, groups)


def figures_text(subject: Subject, words: Wording) -> str:
    """The same as plain text, one line for each observation."""
    lines = []
    for title, rows in grouped(subject, words):
        lines.append(title)
        for row in rows:
            when = say_row_period(row, words.language)
            lines.append(f"  {when}\t{value_words(subject, row, words)}\t{words(f'known_{kind_of(row)}')}")
    return "\n".join(lines)


def grouped(subject: Subject, words: Wording) -> list[tuple[str, list[Row]]]:
    """Observations by panel title; those that are not drawn come last."""
    by_panel = [(p.title(subject, words.language), _members(subject, p)) for p in panels_of(subject)]
    placed = {row["observation_id"] for _, rows in by_panel for row in rows}
    rest = [row for row in subject.observations if row["observation_id"] not in placed]
    return [*by_panel, *([(words("group_other"), rest)] if rest else [])]


def value_words(subject: Subject, row: Row, words: Wording) -> str:
    """The value of an observation as people say it: a rank as one, a change on another year with that year."""
    amount = amount_of(subject, row)
    if amount is None:
        return "—"
    if row["measure"] == "rank" and row["comparator"] == "=":
        return words("rank", n=amount.text(words.language))
    said = amount.text(words.language, classifier=subject.classifier())
    base = row["base_start"]
    if base is None and row["measure"] == "change" and _of_several_years(row):
        return words("on_average", value=said)  # 年均增长: no year is compared with another
    if base is None or row["measure"] not in ("change", "multiple"):
        return said
    compared = base_words(base, row["period_start"], row["period_end"], words.language)
    return words("on_base" if row["measure"] == "change" else "on_base_multiple", value=said, base=compared)


def _of_several_years(row: Row) -> bool:
    start, end = row["period_start"], row["period_end"]
    return start is not None and end is not None and end.year > start.year


def _members(subject: Subject, panel: Panel) -> list[Row]:
    keys = {mark.observation_id for mark in panel.marks}
    return [row for row in subject.observations if row["observation_id"] in keys]


def figure_row(
    subject: Subject, row: Row, sentences: Sentences, words: Wording, columns: Sequence[str]
) -> tuple[str, list[Cell]]:
    """One observation as a row of the table: its anchor and its cells."""
    amount = amount_of(subject, row)
    span = ""
    if amount is not None and row["status"] != "target":  # how a plan's words round is no uncertainty
        span = amount.bounds_text(words.language, classifier=subject.classifier())
    contents = [
        (escape(say_row_period(row, words.language)), False),
        (sentences.figure(row, value_words(subject, row, words)), True),
        (escape(span) or NOTHING, True),
        (_known(subject, row, words), False),
        (sentences.links(row), False),
    ]
    cells = [Cell(html, name, number) for (html, number), name in zip(contents, columns, strict=True)]
    return f"figure-{row['observation_id']}", cells


def _known(subject: Subject, row: Row, words: Wording) -> str:
    """How the figure is known, as badges."""
    kind = kind_of(row)
    badges = [(kind, words(f"known_{kind}"))]
    if kind == "superseded" and row["status"] == "target":
        badges.insert(0, ("target", words("known_target")))
    supports = subject.supports(row)
    if row["agreement"] == "conflict":
        within = "_within" if within_one_document(supports) else ""
        badges.append(("conflict", words(f"known_conflict{within}")))
    elif row["n_sources"] > 1:
        agree = row["agreement"] == "agree"  # 309 does not say the same as "300 or more", but allows it
        known = "known_sources" if agree else "known_compatible"
        badges.append(("sources", words(known, n=row["n_sources"])))
    if any(
        "assumed" in (s.statement["period_basis"], s.statement["place_basis"])
        for s in supports
        if s.role == "chosen"
    ):
        badges.append(("assumed", words("known_assumed")))
    if any(s.correction for s in supports):
        badges.append(("corrected", words("known_corrected")))
    return " ".join(tag("span", escape(text), classes=f"badge {name}") for name, text in badges)
