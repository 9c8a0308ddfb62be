"""The page of a document: its text with every numeral marked, and how each statement was read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from importlib.resources import files
from typing import Final

from jinja2 import Environment, FileSystemLoader

from jjjdata.charts.subject import Collection
from jjjdata.charts.tables import Row
from jjjdata.charts.times import say_row_period
from jjjdata.charts.wording import Wording, wording
from jjjdata.evidence.marked import Span, mark_spans
from jjjdata.reports.content.corrections_list import corrections_of, corrections_section
from jjjdata.reports.content.findings_list import findings_about, findings_section
from jjjdata.reports.content.fragments import NOTHING, Cell, section, table, tag
from jjjdata.reports.pages.frame import HTML_LANGUAGES, Link, policy, style_sheet
from jjjdata.reports.content.links import page_link, resolve
from jjjdata.reports.content.readings import statement_place, statement_value
from jjjdata.schema import VERDICTS

GROUPS: Final = {
    "statement": ("result", "target", "unplaced", "dropped"),
    "time": ("date",),
    "label": ("name", "code", "ordinal", "reference", "heading-number"),
    "word": ("slogan", "vague", "word"),
    "out": ("markup", "repeated", "furniture", "garbled"),
    "unread": ("unread",),
}
"""How verdicts are coloured: those of a group alike. A statement is a result, a target, in no indicator, or dropped."""

BLANK: Final = re.compile(r"\A\s+")
"""Empty lines before a text begins; they stay in it, and are not shown."""

GROUP_OF: Final = {verdict: group for group, verdicts in GROUPS.items() for verdict in verdicts}


@dataclass(frozen=True)
class Around:
    """What a document's page links to: an empty address is left out.

    `documents` (by id) and `reports` (by stem) are the addresses for the links that its pieces name.
    """

    index: str
    other_language: str
    tables: tuple[Link, ...]
    documents: Mapping[str, str]
    reports: Mapping[str, str]


@dataclass(frozen=True)
class MarkedDocument:
    """A document with its rows of `statements` and `numerals`, ready to be shown in one language.

    `stems` names the reports in which a statement's figure stands, by statement.
    """

    collection: Collection
    document: Row
    statements: Sequence[Row]
    numerals: Sequence[Row]
    stems: Mapping[str, Sequence[str]]
    language: str

    @property
    def words(self) -> Wording:
        """The words of the page's language."""
        return wording("reports", self.language)

    @property
    def title(self) -> str:
        """The document's title, or the name of its file."""
        return " ".join(str(self.document["title"] or self.document["source"]).split())

    def page(self, around: Around) -> str:
        """The whole page, the same bytes for the same rows."""
        css = style_sheet()
        folder = str(files("jjjdata").joinpath("reports/pages/templates"))
        template = Environment(
            loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True
        ).get_template("document.html.j2")
        other = "en" if self.language == "zh" else "zh"
        page = template.render(
            words=self.words, lang=HTML_LANGUAGES[self.language], other_lang=HTML_LANGUAGES[other], css=css,
            policy=policy(css), title=self.title, said=self.said, around=around,
            body=self._legend() + self._text() + self._checked() + self._readings() + self._source(),
            kicker=self._kicker(), script={"hant": "zh-Hant"}.get(self.document["script"], "zh-Hans"),
        )  # fmt: skip
        return resolve(page, around.documents, around.reports)

    @cached_property
    def _kinds(self) -> dict[str, str]:
        """What each statement is shown as: dropped by a person, in no indicator, target, or result."""
        return {
            row["statement_id"]: "dropped" if row["statement_id"] in self._dropped
            else "unplaced" if not self.stems.get(row["statement_id"])
            else "target" if row["status"] == "target" else "result"
            for row in self.statements
        }  # fmt: skip

    @cached_property
    def corrections(self) -> tuple[Row, ...]:
        """What people corrected in its reading."""
        return corrections_of(self.collection, [row["statement_id"] for row in self.statements])

    @cached_property
    def findings(self) -> tuple[Row, ...]:
        """What the checks found about its statements and the observations that they stand behind."""
        stated = [row["statement_id"] for row in self.statements]
        observed = [name for key in stated for name in self.collection.observed.get(key, ())]
        return findings_about(self.collection, [*stated, *observed])

    @cached_property
    def _dropped(self) -> frozenset[str]:
        return frozenset(row["statement_id"] for row in self.corrections if row["action"] == "drop")

    @cached_property
    def _corrected(self) -> dict[str, str]:
        """Who corrected the reading of a statement, and why."""
        return {row["statement_id"]: f"{row['who']}: {row['why']}" for row in self.corrections}

    def _kicker(self) -> str:
        published = self.document["published"]
        precision = {"year": 4, "month": 7}.get(self.document["published_precision"], 10)
        shown = self.words("dateless") if published is None else str(published)[:precision]
        basis = self.words(f"basis_{self.document['published_basis']}")
        date = self.words("document_date", date=shown, basis=basis)
        return " · ".join(part for part in (self.document["publisher"], date) if part)

    @property
    def said(self) -> str:
        """How many numerals, statements and placed statements it holds."""
        placed = sum(kind in ("result", "target") for kind in self._kinds.values())
        return self.words(
            "document_finding", numerals=len(self.numerals), statements=len(self.statements), placed=placed
        )

    def _legend(self) -> str:
        counts = Counter(self._kinds.values()) + Counter(n["verdict"] for n in self.numerals)
        items = [
            tag("li", f"{tag('span', escape(self.words(f'verdict_{verdict}')), classes=f'n {group}-{verdict}' if group == 'statement' else f'n {group}')} {counts[verdict]:,}")
            for group, verdicts in GROUPS.items()
            for verdict in verdicts
            if counts[verdict]
        ]  # fmt: skip
        intro = tag("p", escape(self.words("legend_intro")), classes="meaning")
        return section(
            "legend", self.words("legend_heading"), intro, f'<ul class="legend">{"".join(items)}</ul>'
        )

    def _text(self) -> str:
        spans = [self._statement_span(row) for row in self.statements]
        spans += [self._numeral_span(row) for row in self.numerals if row["verdict"] != "statement"]
        script = {"hant": "zh-Hant"}.get(self.document["script"], "zh-Hans")
        body = mark_spans(self.document["text"] or "", spans)
        body = BLANK.sub(lambda blank: tag("span", blank[0], classes="blank"), body, count=1)
        text = f'<div class="document" lang="{script}">{body}</div>'
        return section("text", self.words("document_text"), text)

    def _statement_span(self, row: Row) -> Span:
        key = row["statement_id"]
        said = [
            row["indicator"],
            statement_value(row, self.words),
            say_row_period(row, self.language),
            statement_place(self.collection, row, self.words),
        ]
        if row["status"] == "target":
            said.append(self.words("known_target"))
        if key in self._corrected:
            said.append(self.words("corrected_by", correction=self._corrected[key]))
        title = " · ".join(part for part in said if part)
        classes = f"n statement-{self._kinds[key]}" + (" corrected" if key in self._corrected else "")
        return Span(row["char_start"], row["char_end"], key, classes, title, f"#read-{key}")

    def _numeral_span(self, row: Row) -> Span:
        verdict = row["verdict"]
        return Span(
            row["char_start"], row["char_end"], classes=f"n {GROUP_OF[verdict]}",
            title=self.words(f"verdict_{verdict}"), element="span",
        )  # fmt: skip

    def _checked(self) -> str:
        """What the checks found about this document's figures, and what people corrected in its reading."""
        found = findings_section(self.collection, self.findings, self.words)
        return found.html + corrections_section(self.collection, self.corrections, self.words).html

    def _readings(self) -> str:
        if not self.statements:
            return section(
                "readings", self.words("readings_heading"), tag("p", escape(self.words("readings_none")))
            )
        names = ("printed", "measured", "value", "time", "place", "known")
        columns = [self.words(f"column_{name}") for name in names]
        rows = [
            (f"read-{row['statement_id']}", self._reading(row, columns)) for row in self.statements
        ]
        return section("readings", self.words("readings_heading"), table(columns, [("", rows)]))

    def _reading(self, row: Row, columns: Sequence[str]) -> list[Cell]:
        printed = escape(" ".join(row["value_text"].split()))
        printed = f'<a href="#{escape(row["statement_id"])}" lang="zh-Hans">{printed}</a>'
        contents = [
            printed, self._measured(row), escape(statement_value(row, self.words)), escape(say_row_period(row, self.language)),
            escape(statement_place(self.collection, row, self.words)) or NOTHING, self._badges(row),
        ]  # fmt: skip
        return [Cell(html, name) for html, name in zip(contents, columns, strict=True)]

    def _measured(self, row: Row) -> str:
        """The indicator as the document words it, and the reports that show the figure."""
        said = f'<span lang="zh-Hans">{escape(row["indicator"])}</span>'
        if not row["indicator_id"]:
            return said
        name = escape(self.collection.indicator_name(row["indicator_id"], self.language))
        links = [page_link(stem, name) for stem in self.stems.get(row["statement_id"], ())]
        return said + "".join(tag("small", link) for link in links or [name])

    def _badges(self, row: Row) -> str:
        kind = self._kinds[row["statement_id"]]
        if kind == "dropped":
            return tag("span", escape(self.words("verdict_dropped")), classes="badge dropped")
        names = ["target" if row["status"] == "target" else "stated"]
        names += ["cumulative"] if row["aggregation"] == "cumulative" else []
        names += ["assumed"] if "assumed" in (row["period_basis"], row["place_basis"]) else []
        names += ["unplaced"] if kind == "unplaced" else []
        names += ["corrected"] if row["statement_id"] in self._corrected else []
        return " ".join(tag("span", escape(self.words(f"known_{n}")), classes=f"badge {n}") for n in names)

    def _source(self) -> str:
        line = self.words("document_source", source=self.document["source"], sha256=self.document["sha256"])
        said = tag("p", escape(self.words("document_owner"))) + tag("p", escape(line), classes="meaning")
        return section("source", self.words("document_source_heading"), said)


assert set(GROUP_OF) | {"statement"} >= set(VERDICTS)
