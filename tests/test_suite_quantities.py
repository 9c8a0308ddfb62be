"""Numbers, percentages, money and dimensions of an outside suite (tests/suites/README.md): 97 of 100 right."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import opencc
import pytest

from jjjdata.catalogue.units import units
from jjjdata.recognise.quantities import numerals, quantities
from jjjdata.text import repair

SUITES = Path(__file__).parent / "suites"
CASES = [
    json.loads(line)
    for line in (SUITES / "ms_recognizers_zh_quantities.jsonl").read_text("utf-8").splitlines()
]
EXCEPTIONS = tomllib.loads((SUITES / "ms_exceptions_quantities.toml").read_text("utf-8"))
KINDS = ("number", "percentage", "money", "dimension")
BAR = 0.97

# Names of the suite -> our code and how many of it one is.
UNITS = {
    "Bit": ("bit", 1), "Bitcoin": ("BTC", 1), "Centimeter": ("cm", 1), "Chinese yuan": ("CNY", 1),
    "Dollar": ("USD", 1), "Euro": ("EUR", 1), "Gram": ("g", 1), "Hertz": ("Hz", 1),
    "Hong Kong dollar": ("HKD", 1), "Japanese yen": ("JPY", 1), "Jin": ("jin", 1), "Kilobit": ("bit", 1000),
    "Kilobyte": ("By", 1000), "Kilocalorie": ("cal", 1000), "Kilogram": ("kg", 1), "Kilometer": ("km", 1),
    "Kilowatt": ("W", 1000), "Liang": ("jin", Decimal("0.1")), "Megabyte": ("By", 10**6),
    "Megahertz": ("Hz", 10**6), "Meter": ("m", 1), "Microgram": ("ug", 1), "Mu": ("mu", 1),
    "New Taiwan dollar": ("TWD", 1), "Nigerian naira": ("NGN", 1), "Swiss franc": ("CHF", 1), "Ton": ("t", 1),
    "United States dollar": ("USD", 1),
}  # fmt: skip
NOT_DIMENSIONS = {"count", "density", "index", "money", "price", "ratio", "time"}

_SIMPLIFY = opencc.OpenCC("t2s")


def listed(verdict: str) -> set[tuple[str, int]]:
    return {(kind, n) for entry in EXCEPTIONS[verdict] for kind in KINDS for n in entry.get(kind, ())}


AGAINST_DESIGN, NOT_READ = listed("against_design"), listed("not_read")


def prose(text: str) -> str:
    """The text as a sentence of a document comes to the recogniser: simplified and repaired."""
    return repair(_SIMPLIFY.convert(text).rstrip("。") + "。").text


def read(case: dict) -> list[tuple[Decimal, str]]:
    text = prose(case["input"])
    if case["kind"] == "number":
        return [(n.value, "") for n in numerals(text)]
    found = []
    for q in quantities(text):
        dimension = units()[q.unit].dimension
        if case["kind"] == "percentage" and dimension == "ratio":
            found.append((q.value / (10 if q.unit == "per mille" else 1), "%"))
        elif (case["kind"] == "money" and dimension == "money") or (
            case["kind"] == "dimension" and dimension not in NOT_DIMENSIONS
        ):
            found.append((q.value, q.unit))
    return found


def expected(case: dict) -> list[tuple[Decimal, str]]:
    found = []
    for item in case["expected"]:
        if case["kind"] in ("number", "percentage"):
            found.append((Decimal(item["value"].rstrip("%")), "%" if case["kind"] == "percentage" else ""))
        elif item["value"] is None:
            found.append((Decimal("NaN"), item["unit"]))
        else:
            code, factor = UNITS[item["unit"]]
            found.append((Decimal(item["value"]) * factor, code))
    return found


def right(case: dict) -> bool:
    found, wanted = read(case), expected(case)
    return len(found) == len(wanted) and all(
        unit == code and abs(value - number) <= abs(number) * Decimal("1e-12")
        for (value, unit), (number, code) in zip(found, wanted, strict=True)
    )


def key(case: dict) -> tuple[str, int]:
    return case["kind"], case["idx"]


def label(cases: Sequence[dict]) -> str:
    return "\n".join(f"{key(c)} {c['input'][:80]}: {read(c)} not {expected(c)}" for c in cases)


def test_ninety_seven_of_a_hundred_are_right() -> None:
    judged = [c for c in CASES if key(c) not in AGAINST_DESIGN]
    wrong = [c for c in judged if not right(c)]
    assert len(wrong) <= (1 - BAR) * len(judged), label(wrong)


@pytest.mark.parametrize("kind", ["number", "percentage", "dimension"])
def test_each_kind_meets_the_bar(kind: str) -> None:
    judged = [c for c in CASES if c["kind"] == kind and key(c) not in AGAINST_DESIGN]
    wrong = [c for c in judged if not right(c)]
    assert len(wrong) <= (1 - BAR) * len(judged), label(wrong)


def test_every_wrong_case_is_listed_and_every_listed_case_is_wrong() -> None:
    wrong = {key(c) for c in CASES if not right(c)}
    all_listed = AGAINST_DESIGN | NOT_READ
    assert wrong - all_listed == set(), label([c for c in CASES if key(c) in wrong - all_listed])
    assert all_listed - wrong == set(), "read rightly by now: take them off the list"


def test_the_list_is_short() -> None:
    assert not AGAINST_DESIGN & NOT_READ
    assert len(AGAINST_DESIGN) <= 0.08 * len(CASES)


@pytest.mark.parametrize("verdict", ["against_design", "not_read"])
def test_every_exception_has_a_reason(verdict: str) -> None:
    assert all(len(entry["reason"]) > 20 and len(entry) > 1 for entry in EXCEPTIONS[verdict])
