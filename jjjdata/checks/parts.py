"""Parts against their wholes: in a sentence, in a proportion, and between indicators of the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from jjjdata.checks.model import Finding, Row, View
from jjjdata.checks.saying import LANGUAGES, Values, exactly, number, sum_of, thing, when
from jjjdata.checks.thresholds import thresholds
from jjjdata.implied import Balance, balances
from jjjdata.intervals import Interval, exact

HUNDRED: Final = exact(100)
_CLAUSE: Final = re.compile("[；;。]")
_STOP: Final = re.compile(r"[，,、；;。：:\s]")
NEAR: Final = 6
"""So many characters before a number may still call it an average: 办件量日均超过1.6万件."""
_COLON: Final = re.compile(r"\s*[:：∶﹕]\s*")


def statement_parts(view: View) -> Iterator[Finding]:
    """Statements whose `part_of` names one whole, against it; they must count the same thing (same unit).

    A part that is itself the sum of the parts after it (310, of these 295 and 15) is counted once. Where the
    words promise all parts (包括, 分别), parts that fall short are told as well; after others (其中) only
    those that are too many.
    """
    groups: dict[str, list[Row]] = {}
    for statement in view.statements.values():
        if statement["part_of"] in view.statements:
            groups.setdefault(statement["part_of"], []).append(statement)
    for whole_id, members in groups.items():
        whole = view.statements[whole_id]
        parts = [part for part in members if _countable(view, part, whole)]
        if parts:
            yield from _of_whole(view, whole, parts)


def _countable(view: View, part: Row, whole: Row) -> bool:
    """Whether the part counts what the whole counts: a daily average is no total, and no part of one."""
    if _averaged(view, part) != _averaged(view, whole):
        return False
    same = all(part[key] == whole[key] for key in ("unit", "measure", "status"))
    classifier = part["unit"] != "count" or part["unit_text"] == whole["unit_text"]
    return same and classifier and whole["measure"] == "level" and None not in (part["value"], whole["value"])


def _averaged(view: View, row: Row) -> bool:
    """Whether the words call the number an average of days, months or heads."""
    average = thresholds().average
    before = _STOP.split(view.texts.get(row["document_id"], "")[: row["char_start"]][-NEAR:])[-1]
    return any(average.search(words) is not None for words in (row["indicator"] or "", before))


def _of_whole(view: View, whole: Row, parts: Sequence[Row]) -> Iterator[Finding]:
    text = view.texts.get(whole["document_id"], "")
    complete = thresholds().complete.search(text[whole["char_end"] : parts[0]["char_start"]]) is not None
    flat = _without_nested(parts if complete else _first_clause(parts, text))
    limit, summed = _interval(whole), _sum(flat)
    if limit.silent:
        return  # 约100: how far "about" reaches is not said
    if len(flat) > 1 and summed.overlaps(limit) and summed.bounded:
        yield _parts("holds", "info", whole, flat)
    elif summed.low > limit.high:
        yield _exceeding(whole, flat, "warning" if complete else "notice")
    elif len(flat) > 1 and complete and summed.high < limit.low:
        yield _parts("short", "notice", whole, flat)


def _first_clause(parts: Sequence[Row], text: str) -> list[Row]:
    """The parts up to the first semicolon: 其中 speaks of no more, what follows is a whole of its own."""
    kept = [parts[0]]
    for before, part in pairwise(parts):
        if _CLAUSE.search(text, before["char_end"], part["char_start"]):
            break
        kept.append(part)
    return kept


def _exceeding(whole: Row, parts: Sequence[Row], severity: str) -> Finding:
    """Parts that are too many; one alone that is, is told as such."""
    for part in parts:
        if _interval(part).low > _interval(whole).high:
            return _part_exceeds(whole, part, severity)
    return _parts("exceed", severity, whole, parts)


def _without_nested(parts: Sequence[Row]) -> list[Row]:
    """The parts without those that make up the part before them."""
    kept: list[Row] = []
    skipped = 0
    for position, part in enumerate(parts):
        if skipped:
            skipped -= 1
            continue
        kept.append(part)
        skipped = _nested_after(part, parts[position + 1 :])
    return kept


def _nested_after(part: Row, following: Sequence[Row]) -> int:
    """How many of the following parts add up to this one exactly; 0 for none."""
    for count in range(2, len(following) + 1):
        if sum(exact(each["value"]) for each in following[:count]) == exact(part["value"]):
            return count
    return 0


def _interval(row: Row) -> Interval:
    return Interval.of(row["value_low"], row["value_high"])


def _sum(rows: Sequence[Row]) -> Interval:
    summed = Interval.of(0, 0)
    for row in rows:
        summed += _interval(row)
    return summed


def _parts(verdict: str, severity: str, whole: Row, parts: Sequence[Row]) -> Finding:
    values: dict[str, Values] = {}
    for language in LANGUAGES:
        summed, stated = sum_of(parts, whole, language)
        values[language] = {"sum": summed, "whole": stated, "name": whole["indicator"]}
    related = tuple(part["statement_id"] for part in parts)
    words = f"parts {verdict}" + ("" if exactly([*parts, whole]) else " bound")
    return Finding("parts", _VERDICTS[verdict], severity, whole["statement_id"], words, values, related)


_VERDICTS: Final = {"holds": "holds", "exceed": "fails", "short": "incomplete"}


def _part_exceeds(whole: Row, part: Row, severity: str) -> Finding:
    values: dict[str, Values] = {}
    for language in LANGUAGES:
        one, stated = sum_of([part], whole, language)
        values[language] = {
            "part": one,
            "part_name": part["indicator"],
            "whole": stated,
            "name": whole["indicator"],
        }
    return Finding(
        "parts", "fails", severity, whole["statement_id"], "part exceeds", values, (part["statement_id"],)
    )


def proportions(view: View) -> Iterator[Finding]:
    """Shares printed as one proportion (4.7:40.5:54.8) must make up a hundred."""
    for run in _runs(view):
        if len(run) < 3 or any(row["value"] is None or not _interval(row).bounded for row in run):
            continue
        plain = sum(exact(row["value"]) for row in run)
        text = ":".join(number(row["value"], "zh") for row in run)
        if plain != HUNDRED and abs(plain - HUNDRED) > 10:
            continue  # a proportion of other things: 1:2:3
        holds = HUNDRED in _sum(run)
        values = {lang: {"text": text, "sum": number(float(plain), lang)} for lang in LANGUAGES}
        verdict = "holds" if holds else "fails"
        first, *others = (row["statement_id"] for row in run)
        severity = "info" if holds else "warning"
        yield Finding("parts", verdict, severity, first, f"proportions {verdict}", values, tuple(others))


def _runs(view: View) -> Iterator[list[Row]]:
    """Shares with nothing but a colon between them."""
    run: list[Row] = []
    shares = [row for row in view.statements.values() if row["measure"] == "share"]
    for before, row in pairwise([None, *shares]):
        assert row is not None
        if before is not None and _joined(view, before, row):
            run.append(row)
            continue
        if run:
            yield run
        run = [row]
    if run:
        yield run


def _joined(view: View, before: Row, row: Row) -> bool:
    if before["document_id"] != row["document_id"] or before["char_end"] > row["char_start"]:
        return False
    text = view.texts.get(row["document_id"], "")[before["char_end"] : row["char_start"]]
    return _COLON.fullmatch(text) is not None


def sums(view: View) -> Iterator[Finding]:
    """Indicators, places and years that add up to another: the parts that the catalogue names."""
    rows = {row["observation_id"]: row for row in view.observations}
    for status in ("actual", "target"):
        reported = [r for r in view.observations if r["origin"] == "reported" and r["status"] == status]
        for balance in balances(reported):
            levels = [rows[name] for name in (balance.whole_id, *balance.part_ids)]
            if not any(_interval(row).silent for row in levels):  # of 约100 nothing can be said
                yield _balance(balance, rows)


def _balance(balance: Balance, rows: dict[str, Row]) -> Finding:
    whole, parts = rows[balance.whole_id], [rows[part] for part in balance.part_ids]
    verdict = "holds" if balance.agrees else "fails"
    values: dict[str, Values] = {}
    for language in LANGUAGES:
        summed, stated = sum_of(parts, whole, language)
        values[language] = {
            "name": thing(whole, language),
            "when": when(whole, language),
            "sum": summed,
            "whole": stated,
        }
    severity = "info" if balance.agrees else "warning"
    words = f"sum {verdict}" + ("" if exactly([whole, *parts]) else " bound")
    return Finding("parts", verdict, severity, balance.whole_id, words, values, tuple(balance.part_ids))
