"""The sentences behind a report's figures, numbered, each with its figure highlighted."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from jjjdata.charts.subject import Subject
from jjjdata.charts.support import Support
from jjjdata.charts.tables import Row, document_name
from jjjdata.charts.wording import Wording
from jjjdata.evidence.sentences import quote
from jjjdata.reports.content.corrections_list import corrected_by
from jjjdata.reports.content.fragments import dated, tag
from jjjdata.reports.content.links import mark_link


@dataclass(frozen=True)
class Sentences:
    """The statements behind the observations of a report, in the order in which their numbers are given."""

    subject: Subject
    words: Wording
    statements: tuple[Support, ...]

    @classmethod
    def of(cls, subject: Subject, words: Wording) -> Sentences:
        """All statements that the subject's observations rest on, by document and place in it."""
        found = {
            support.statement["statement_id"]: support
            for row in subject.observations
            for support in (*subject.supports(row), *subject.roots(row))
        }
        order = {d["document_id"]: n for n, d in enumerate(subject.documents())}
        ordered = sorted(
            found.values(),
            key=lambda s: (order.get(s.document["document_id"], len(order)), s.statement["char_start"]),
        )
        return cls(subject, words, tuple(ordered))

    def number(self, statement_id: str) -> int:
        """The number of a statement in the list, from 1."""
        return 1 + next(
            n for n, s in enumerate(self.statements) if s.statement["statement_id"] == statement_id
        )

    def links(self, observation: Row) -> str:
        """Links from an observation to its sentences (to those of its inputs, for an implied one)."""
        supports = self.subject.supports(observation) or self.subject.roots(observation)
        numbers = sorted({self.number(s.statement["statement_id"]) for s in supports})
        return " ".join(f'<a class="ref" href="#sentence-{n}">[{n}]</a>' for n in numbers)

    def figure(self, observation: Row, said: str) -> str:
        """A value in words, leading to the mark of the statement that it was taken from."""
        chosen = next((s.statement for s in self.subject.supports(observation) if s.role == "chosen"), None)
        if chosen is None:
            return escape(said)
        here = f"sentence-{self.number(chosen['statement_id'])}"
        return mark_link(
            chosen["document_id"], chosen["statement_id"], escape(said), here=here, classes="figure"
        )

    def html(self) -> str:
        """The numbered list."""
        items = [self._item(n, support) for n, support in enumerate(self.statements, 1)]
        return f'<ol class="sentences">{"".join(items)}</ol>'

    def text(self) -> str:
        """The numbered list as plain text."""
        lines = []
        for n, support in enumerate(self.statements, 1):
            quotation = quote(support.statement, support.document)
            name = document_name(support.document, self.words.language)
            lines.append(f"[{n}] {quotation.before}【{quotation.figure}】{quotation.after} {name}")
            if support.correction:
                lines.append(f"    {self.words('corrected_by', correction=support.correction)}")
        return "\n".join(lines)

    def _item(self, number: int, support: Support) -> str:
        quotation = quote(support.statement, support.document)
        document, statement = quotation.document_id, quotation.statement_id
        figure = mark_link(document, statement, tag("mark", escape(quotation.figure)))
        sentence = f"{escape(quotation.before)}{figure}{escape(quotation.after)}"
        role = ""
        if support.role in ("contradicts", "superseded", "dropped"):
            role = tag("span", escape(self.words(f"role_{support.role}")), classes=f"badge {support.role}")
        named = dated(escape(document_name(support.document, self.words.language)))
        name = mark_link(document, statement, named)
        publisher = support.document["publisher"]
        source = f"{escape(publisher)} · {name}" if publisher else name
        place = f"({quotation.char_start}–{quotation.char_end})"
        cited = tag("cite", f"{source} {tag('small', place)} {role}")
        corrected = corrected_by(support.correction, self.words)
        quoted = f'<blockquote lang="zh-Hans">{sentence}</blockquote>'
        return tag("li", quoted + cited + corrected, key=f"sentence-{number}")
