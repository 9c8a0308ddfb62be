"""The audit of an indicator or a document: derivations, conflicts, findings, and how each figure was read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from html import escape
from pathlib import Path

from jjjdata.charts.subject import Collection
from jjjdata.charts.tables import Row, document_name
from jjjdata.charts.wording import check_language
from jjjdata.errors import ParameterError, UnknownNameError
from jjjdata.reports.content.citing import citation
from jjjdata.reports.content.corrections_list import corrections_of, corrections_section
from jjjdata.reports.content.findings_list import findings_about, findings_section
from jjjdata.reports.content.fragments import Fragment, heading, section, tag
from jjjdata.reports.content.links import mark_link
from jjjdata.reports.content.readings import readings_table
from jjjdata.reports.content.several import Several
from jjjdata.reports.content.several_report import SeveralReport
from jjjdata.reports.runs.version import data_version

YEARS = (1900, 2100)


def audit(
    indicator: str = "", document: str = "", *, language: str = "zh", data: Path | str = "data"
) -> AuditReport:
    """The audit of an indicator (at all its places) or of a document, by id; exactly one of the two.

    Raises ParameterError (both or neither), UnknownNameError with the nearest ids, TableError (no tables).
    """
    check_language(language)
    if bool(indicator) == bool(document):
        raise ParameterError("indicator", "an audit is of an indicator or of a document, and of one of them")
    folder = Collection.folder(data)
    collection = Collection.read(folder)
    statements = {row["statement_id"]: row for row in collection.tables["statements"]}
    if document:
        if document not in collection.documents:
            raise UnknownNameError.among("document", document, collection.documents, "See table documents.")
        chosen = [row for row in statements.values() if row["document_id"] == document]
        quoted = {row["statement_id"] for row in chosen}
        rows = [r for r in collection.tables["evidence"] if r["statement_id"] in quoted]
        observed = _resting_on(collection, {r["observation_id"] for r in rows if r["role"] != "dropped"})
        found = {k for k, r in collection.subjects.items() if any(o["observation_id"] in observed for o in r)}
    else:
        collection.subject(indicator)
        found = {key for key in collection.subjects if key[0] == indicator}
        observed = {o["observation_id"] for key in found for o in collection.subjects[key]}
        rows = [r for r in collection.tables["evidence"] if r["observation_id"] in observed]
        chosen = [statements[key] for key in sorted({row["statement_id"] for row in rows})]
    several = Several.of(collection, sorted(found), YEARS, language, observed)
    told = findings_about(collection, observed | {row["statement_id"] for row in chosen})
    chosen.sort(key=lambda row: (row["document_id"], row["char_start"]))
    return AuditReport(several, data_version(folder), indicator, document, tuple(chosen), told)


def _resting_on(collection: Collection, stated: set[str]) -> set[str]:
    """Observations that are stated, and those computed from them alone."""
    known, waiting = set(stated), dict(collection.inputs)
    while ready := [n for n, found in waiting.items() if all(i.observation["observation_id"] in known for i in found)]:
        known.update(ready)
        for name in ready:
            del waiting[name]
    return known


@dataclass(frozen=True)
class AuditReport(SeveralReport):
    """The pieces of an audit."""

    indicator: str
    document: str
    chosen: tuple[Row, ...]
    found: tuple[Row, ...]

    @property
    def title(self) -> str:
        """What is audited."""
        collection, language = self.several.collection, self.several.language
        if self.document:
            return self.words(
                "audit_title", name=document_name(collection.documents[self.document], language)
            )
        return self.words("audit_title", name=collection.indicator_name(self.indicator, language))

    def heading(self) -> Fragment:
        """Title, and how much there is to check in one sentence."""
        rows = self.several.together.observations
        severities = Counter(row["severity"] for row in self.found)
        said = self.words(
            "audit_finding",
            statements=len(self.chosen),
            observations=len(rows),
            implied=self.several.implied_among,
            conflicts=sum(row["agreement"] == "conflict" for row in rows),
            warnings=severities["warning"],
            notices=severities["notice"],
        )
        return heading(self.title, said, self.several.language)

    def findings(self) -> Fragment:
        """What the checks found, the gravest first."""
        if self.found:
            return findings_section(self.several.collection, self.found, self.words)
        text = self.words("findings_none")
        return Fragment(section("findings", self.words("findings_heading"), tag("p", escape(text))), text)

    def corrections(self) -> Fragment:
        """What people corrected in the reading; an empty piece where nobody did."""
        collection = self.several.collection
        rows = corrections_of(collection, [row["statement_id"] for row in self.chosen])
        return corrections_section(collection, rows, self.words)

    def conflicts(self) -> Fragment:
        """Observations on which sources disagree or were revised, with every claim; an empty piece for none."""
        rows = [
            r
            for r in self.several.together.observations
            if r["agreement"] == "conflict" or not r["is_latest"]
        ]
        items = []
        for row in rows:
            claims = [
                tag("li", f"{mark_link(s.statement['document_id'], s.statement['statement_id'], tag('mark', escape(s.statement['value_text'])))} "
                    f"{escape(document_name(s.document, self.several.language))} "
                    + tag("span", escape(self.words(f"role_{s.role}")), classes=f"badge {s.role}"))
                for s in self.several.together.supports(row)
            ]  # fmt: skip
            name = self.several.collection.indicator_name(row["indicator_id"], self.several.language)
            items.append(
                tag(
                    "li",
                    tag("p", escape(f"{name} · {row['year']}"), classes="result")
                    + tag("ul", "".join(claims)),
                )
            )
        if not items:
            return Fragment("", "")
        body = f'<ul class="derivations">{"".join(items)}</ul>'
        return Fragment(section("conflicts", self.words("conflicts_heading"), body), f"{len(items)}")

    def readings(self) -> Fragment:
        """How each statement was read, with the rules that read it."""
        body = readings_table(self.several.collection, self.chosen, self.words)
        html = section("readings", self.words("readings_heading"), body)
        return Fragment(
            html, "\n".join(f"{r['value_text']}\t{r['indicator']}\t{r['rule']}" for r in self.chosen)
        )

    def citation(self) -> Fragment:
        """How to cite; the last piece."""
        documents = self.several.collection.documents
        quoted = sorted({row["document_id"] for row in self.chosen})
        rows = self.several.together.observations
        years = [row["year"] for row in rows if row["year"]] or [2013, 2024]
        span = (min(years), max(years))
        return citation(self.title, span, self.version, [documents[key] for key in quoted], self.words)
