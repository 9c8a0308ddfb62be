"""What checks look at, and what they find."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jjjdata.checks.saying import Values, say
from jjjdata.observations.reconcile import in_order

Row = Mapping[str, Any]
DROPPED = "dropped"  # the rule of statements that a correction leaves out


@dataclass(frozen=True)
class View:
    """The tables as checks need them: by id, in an order that does not depend on that of the rows given."""

    texts: Mapping[str, str]
    statements: Mapping[str, Row]  # in the order of documents and places in them
    observations: Sequence[Row]  # as they are known now
    evidence: Mapping[str, tuple[Row, ...]]

    @classmethod
    def of(
        cls,
        documents: Iterable[Row],
        statements: Iterable[Row],
        observations: Iterable[Row],
        evidence: Iterable[Row],
    ) -> View:
        """From rows of the tables."""
        ordered = sorted(statements, key=lambda s: (s["document_id"], s["char_start"], s["statement_id"]))
        links: dict[str, tuple[Row, ...]] = {}
        for link in sorted(evidence, key=lambda row: (row["observation_id"], row["statement_id"])):
            links[link["observation_id"]] = (*links.get(link["observation_id"], ()), link)
        return cls(
            {document["document_id"]: document["text"] or "" for document in documents},
            {row["statement_id"]: row for row in ordered if DROPPED not in (row["rule"] or "").split()},
            sorted((row for row in observations if row["is_latest"]), key=in_order),
            links,
        )


@dataclass(frozen=True)
class Finding:
    """What a check found of its subject: an observation or a statement.

    `words` names the sentence of wording.toml that says it, `values` what goes into it in each language, and
    `related` the other observations or statements that it rests on.
    """

    check: str
    verdict: str
    severity: str
    subject_id: str
    words: str
    values: Mapping[str, Values] = field(default_factory=dict)
    related: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """A stable id."""
        parts = [self.check, self.verdict, self.words, self.subject_id, *self.related]
        return "f" + hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]

    def row(self) -> dict[str, Any]:
        """The row of the table `findings`."""
        return {
            "finding_id": self.id,
            "check": self.check,
            "verdict": self.verdict,
            "severity": self.severity,
            "subject_id": self.subject_id,
            "related": "|".join(self.related) or None,
            "detail_en": say(self.words, "en", self.values.get("en", {})),
            "detail_zh": say(self.words, "zh", self.values.get("zh", {})),
        }
