"""Shares and rates of a whole lie between nothing and all of it."""

from __future__ import annotations

from collections.abc import Iterator

from jjjdata.catalogue.indicators import indicators
from jjjdata.checks.model import Finding, Row, View
from jjjdata.checks.saying import LANGUAGES, amount

WHOLE = {"%": 100.0, "per mille": 1000.0}


def shares(view: View) -> Iterator[Finding]:
    """Statements of shares above 100% or below 0, whether or not an indicator takes them.

    Rates (城镇化率) are no shares by their wording; the catalogue says which of them are parts of a whole.
    """
    for row in view.statements.values():
        if row["value"] is None or row["unit"] not in WHOLE or not _is_part(row):
            continue
        if row["value"] > WHOLE[row["unit"]]:
            yield _finding("share above", row)
        elif row["value"] < 0:
            yield _finding("share below", row)


def _is_part(row: Row) -> bool:
    indicator = indicators().get(row["indicator_id"] or "")
    rate = row["measure"] == "level" and indicator is not None and indicator.fraction
    return bool(row["measure"] == "share" or rate)


def _finding(words: str, row: Row) -> Finding:
    values = {lang: {"amount": amount(row, lang), "name": row["indicator"]} for lang in LANGUAGES}
    return Finding("share", words.removeprefix("share "), "warning", row["statement_id"], words, values)
