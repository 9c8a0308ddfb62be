"""The date cases of an outside suite (tests/suites/README.md): 90 of 100 right, exceptions listed with reasons."""

from __future__ import annotations

import calendar
import json
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from jjjdata.recognise.periods import Period, periods

SUITES = Path(__file__).parent / "suites"
CASES = [
    json.loads(line) for line in (SUITES / "ms_recognizers_zh_dates.jsonl").read_text("utf-8").splitlines()
]
EXCEPTIONS = tomllib.loads((SUITES / "ms_exceptions_periods.toml").read_text("utf-8"))
AGAINST_DESIGN = {n for entry in EXCEPTIONS["against_design"] for n in entry["cases"]}
NOT_READ = {n for entry in EXCEPTIONS["not_read"] for n in entry["cases"]}
BAR = 0.90


def read(case: dict) -> list[Period]:
    reference = date.fromisoformat(case["reference"][:10]) if case["reference"] else None
    named = {e["text"] for e in case["expected"]}
    return [p for p in periods(case["input"], reference) if p.kind != "name" or p.text in named]


def bare(text: str) -> str:
    """The words without the preposition, which the suite counts in or leaves out from case to case."""
    for word in ("自从", "从", "自"):
        text = text.removeprefix(word)
    return text.replace(" ", "").replace("，", ",")


def unit_ends(day: date) -> set[date]:
    """Last days of the day, month and year that begin on `day`: an end that names its last unit's first day."""
    ends = {day}
    if day.day == 1:
        ends.add(day.replace(day=calendar.monthrange(day.year, day.month)[1]))
    if (day.month, day.day) == (1, 1):
        ends.add(day.replace(month=12, day=31))
    return ends


def value_agrees(found: Period, value: dict) -> bool:
    if value.get("value") == "not resolved":
        return found.first is None
    if "value" in value:
        return str(found.first) == str(found.last) == value["value"]
    mod = value.get("Mod")
    first, last = (date.fromisoformat(value[k]) if k in value else None for k in ("start", "end"))
    if mod in ("since", "after"):
        # after a day: the suite names that day, we the first one counted
        return first is not None and found.first in (
            {first} if mod == "since" else {first, first + timedelta(1)}
        )
    assert last is not None
    if mod in ("before", "until"):
        return found.first is None and found.last in {last, last - timedelta(1)}
    # A span includes its last unit here (DESIGN.md), there it ends before it.
    ends = {last - timedelta(1)} | (unit_ends(last) if found.kind == "span" else set())
    if found.kind in ("duration-back", "duration-ahead"):  # ends on the day it is counted from
        ends.add(last)
    return found.first == first and found.last in ends


def right(case: dict) -> bool:
    found, expected = read(case), case["expected"]
    return len(found) == len(expected) and all(
        bare(f.text) == bare(e["text"]) and any(value_agrees(f, v) for v in e["value"])
        for f, e in zip(found, expected, strict=True)
    )


def label(case: dict) -> str:
    found = [(p.text, str(p.first), str(p.last), p.kind) for p in read(case)]
    return f"{case['idx']} {case['input']} ({case['reference']}): {found} not {case['expected']}"


def test_nine_of_ten_are_right() -> None:
    judged = [c for c in CASES if c["idx"] not in AGAINST_DESIGN]
    wrong = [c for c in judged if not right(c)]
    assert len(wrong) <= (1 - BAR) * len(judged), "\n".join(map(label, wrong))


def test_every_wrong_case_is_listed_and_every_listed_case_is_wrong() -> None:
    wrong = {c["idx"] for c in CASES if not right(c)}
    listed = AGAINST_DESIGN | NOT_READ
    assert wrong - listed == set(), "\n".join(label(c) for c in CASES if c["idx"] in wrong - listed)
    assert listed - wrong == set(), "read rightly by now: take them off the list"


def test_the_list_is_short() -> None:
    assert not AGAINST_DESIGN & NOT_READ
    assert len(AGAINST_DESIGN) <= 0.1 * len(CASES)


@pytest.mark.parametrize("kind", ["against_design", "not_read"])
def test_every_exception_has_a_reason(kind: str) -> None:
    assert all(len(entry["reason"]) > 20 and entry["cases"] for entry in EXCEPTIONS[kind])
