"""Findings with the sentences that they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl

from jjjdata.errors import UnknownNameError
from jjjdata.evidence.sentences import Quotation, quote
from jjjdata.query.folder import DEFAULT_DATA, frame
from jjjdata.schema import CHECKS, SEVERITIES

HEADINGS: Final = {
    "zh": {"info": "参考", "notice": "留意", "warning": "警告"},
    "en": {level: level for level in SEVERITIES},
}


@dataclass(frozen=True)
class ShownFinding:
    """A row of the table `findings`, with the quotations behind its subject and what it is related to."""

    row: dict[str, Any]
    quotations: tuple[Quotation, ...]

    @property
    def severity(self) -> str:
        """info, notice or warning."""
        return str(self.row["severity"])

    def heading(self, language: str = "en") -> str:
        """Severity, check, verdict and the id of the subject on one line."""
        level = HEADINGS[language][self.severity]
        return f"[{level}] {self.row['check']}: {self.row['verdict']} ({self.row['subject_id']})"

    def detail(self, language: str = "en") -> str:
        """The finding as a sentence."""
        return str(self.row[f"detail_{language}"])


def findings(
    data: str | Path = DEFAULT_DATA, *, severity: str = "info", checks: Sequence[str] = ()
) -> tuple[ShownFinding, ...]:
    """The findings of this severity and graver, of these checks (of all when none is named), gravest first.

    Raises UnknownNameError for an unknown severity or check, TableError when there are no tables.
    """
    if severity not in SEVERITIES:
        raise UnknownNameError.among("severity", severity, SEVERITIES)
    for check in checks:
        if check not in CHECKS:
            raise UnknownNameError.among("check", check, CHECKS)
    wanted = SEVERITIES[SEVERITIES.index(severity) :]
    rows = frame("findings", data).filter(pl.col("severity").is_in(wanted))
    if checks:
        rows = rows.filter(pl.col("check").is_in(checks))
    sources = _Sources(data)
    return tuple(
        ShownFinding(row, tuple(sources.quotations([row["subject_id"], *(row["related"] or "").split("|")])))
        for row in rows.iter_rows(named=True)
    )


def count_findings(data: str | Path = DEFAULT_DATA, checks: Sequence[str] = ()) -> dict[str, int]:
    """How many findings of each severity the tables hold, gravest first, of these checks (of all when none is named)."""
    rows = frame("findings", data)
    if checks:
        rows = rows.filter(pl.col("check").is_in(checks))
    return {level: int((rows["severity"] == level).sum()) for level in reversed(SEVERITIES)}


class _Sources:
    """From the ids of observations and statements to quotations, each statement once."""

    def __init__(self, data: str | Path) -> None:
        self._statements = _by(frame("statements", data), "statement_id")
        self._documents = _by(frame("documents", data), "document_id")
        self._behind: dict[str, list[str]] = {}
        for link in frame("lineage", data).iter_rows(named=True):
            self._behind.setdefault(link["observation_id"], []).append(link["input_id"])
        chosen_first = frame("evidence", data).sort("observation_id", "role", "statement_id")
        for link in chosen_first.iter_rows(named=True):
            self._behind.setdefault(link["observation_id"], []).append(link["statement_id"])

    def quotations(self, ids: Sequence[str]) -> Iterator[Quotation]:
        for name in dict.fromkeys(statement for each in ids for statement in self._stated(each)):
            statement = self._statements[name]
            yield quote(statement, self._documents[statement["document_id"]])

    def _stated(self, name: str) -> Iterator[str]:
        """The statements behind an observation, through everything it was computed from."""
        queue, seen = [name], set()
        while queue:
            each = queue.pop(0)
            if each in self._statements:
                yield each
            elif each not in seen:
                seen.add(each)
                queue += self._behind.get(each, [])


def _by(table: pl.DataFrame, key: str) -> dict[str, dict[str, Any]]:
    return {row[key]: row for row in table.iter_rows(named=True)}
