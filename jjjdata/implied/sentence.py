"""A derivation as a sentence that a person can read."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Any, Final

from jjjdata.catalogue.units import units
from jjjdata.intervals import bound_of, exact

Row = Mapping[str, Any]
SIGNS: Final = {"/": "÷", "*": "×", "-": "−", "+": "+"}
PERCENT: Final = ("%", "per mille", "pp")
SCALES: Final = (
    (10**12, "万亿", "trillion "),
    (10**8, "亿", "hundred million "),
    (10**4, "万", "ten thousand "),
)
READABLE: Final = 10**5  # incomes per head are read in yuan, not in ten thousands
WORDS: Final = {
    "en": {
        "both": "{sum}, between {low} and {high}",
        "low": "{sum}, at least {low}",
        "high": "{sum}, at most {high}",
    },
    "zh": {
        "both": "{sum}，介于{low}与{high}之间",
        "low": "{sum}，不低于{low}",
        "high": "{sum}，不高于{high}",
    },
}


def sentence(
    observation: Row, lineage: Iterable[Row], observations: Mapping[str, Row], language: str = "en"
) -> str:
    """How an implied observation was computed: "48 ÷ (1 − 20.0%) = 60.0, between 59.3 and 60.7".

    `lineage` may hold rows of other observations too; `observations` holds the inputs by id. Large
    numbers are given in 万, 亿 or 万亿 (their English names), with the unit at the end; percentages carry
    their sign.
    """
    links = [row for row in lineage if row["observation_id"] == observation["observation_id"]]
    inputs = {link["input_role"]: observations[link["input_id"]] for link in links}
    if observation["measure"] == "change":
        return _change(observation, links[0]["formula"], inputs, language)
    scale, scale_zh, scale_en = _scale(observation)
    printed = {role: _input(row, scale) for role, row in inputs.items()}
    digits = _digits(observation, scale)
    total = f"{_formula(links[0]['formula'], printed)} = {_rounded(observation['value'], scale, digits)}"
    low, high = _bounds(observation, scale, digits)
    return _bounded(total, low, high, language) + _unit(
        observation["unit"], scale_zh if language == "zh" else scale_en, language
    )


def _change(observation: Row, formula: str, inputs: Mapping[str, Row], language: str) -> str:
    """A change in percent or percentage points, between levels in their own scale: "15 ÷ 12 − 1 = 25.0%"."""
    scale, _, _ = _scale(max(inputs.values(), key=lambda row: abs(row["value"])))
    printed = {role: _input(row, scale) for role, row in inputs.items()}
    digits = _digits(observation, 1)
    sign = "%" if observation["unit"] == "%" else ""
    value, low, high = (
        number and f"{number}{sign}".replace("-", "−")
        for number in (
            _rounded(observation["value"], 1, digits),
            *_bounds(observation, 1, digits),
        )
    )
    text = _bounded(f"{_formula(formula, printed)} = {value}", low, high, language)
    return text if sign else text + _unit(observation["unit"], "", language)


def _bounded(total: str, low: str, high: str, language: str) -> str:
    """A sum with its bounds in words; "" is no bound."""
    return WORDS[language]["both" if low and high else "low" if low else "high"].format(
        sum=total, low=low, high=high
    )


def _formula(formula: str, printed: Mapping[str, str]) -> str:
    """The formula with its roles as numbers: 1 + change is 1 − 20.0% where the change is a fall."""
    text = re.sub(r"[a-z]+\d*", lambda role: printed[role[0]], formula)
    text = re.sub(r"[/*]", lambda sign: SIGNS[sign[0]], text)
    text = re.sub(r"\+ -", "− ", re.sub(r"- -", "+ ", text))
    return text.replace("-", "−")


def _input(row: Row, scale: int) -> str:
    """A number as it was stated; amounts in the scale of the result."""
    if row["unit"] in PERCENT:
        sign = {"%": "%", "per mille": "‰", "pp": ""}[row["unit"]]
        return f"{_plain(exact(row['value']))}{sign}"
    if row["unit"] == "times":
        return _plain(exact(row["value"]))
    return _plain(_shown(exact(row["value"]) / scale, row))


def _shown(value: Fraction, row: Row) -> Fraction:
    """An implied input is shown to four digits: its many others say nothing."""
    if row["origin"] == "reported" or value == 0:
        return value
    return Fraction(f"{float(value):.4g}")


def _plain(value: Fraction) -> str:
    """A number with all its decimals, at most six, and without zeros behind."""
    text = f"{float(value):.6f}".rstrip("0").rstrip(".")
    return text if text not in ("", "-0") else "0"


def _scale(row: Row) -> tuple[int, str, str]:
    """The largest scale within the number, for quantities that are counted in 万 and 亿; from 100,000 on."""
    size = abs(row["value"])
    if size < READABLE or units()[row["unit"]].dimension in ("ratio", "concentration", "index", "time"):
        return 1, "", ""
    return next(s for s in SCALES if size >= s[0])


def _digits(row: Row, scale: int) -> int:
    """So many decimals that the interval is told in at least ten steps."""
    if row["value_low"] is None or row["value_high"] is None:
        width = abs(row["value"]) / scale
    else:
        width = (row["value_high"] - row["value_low"]) / scale
    return min(6, max(0, math.ceil(1 - math.log10(width)))) if width > 0 else 2


def _bounds(row: Row, scale: int, digits: int) -> tuple[str, str]:
    """Both bounds in the scale, rounded outward; "" for none. One that is alone is told as everywhere else."""
    low, high = row["value_low"], row["value_high"]
    alone = bound_of(low, high, row["comparator"])
    if alone is not None:
        said = _plain(exact(alone) / scale)
        return (said, "") if high is None else ("", said)
    return _rounded(low, scale, digits, ROUND_FLOOR), _rounded(high, scale, digits, ROUND_CEILING)


def _rounded(value: float | None, scale: int, digits: int, rounding: str = ROUND_HALF_EVEN) -> str:
    """A number of the scale with so many decimals; "" for none."""
    if value is None:
        return ""
    shown = Decimal(repr(value)) / scale
    return str(shown.quantize(Decimal(1).scaleb(-digits), rounding=rounding))


def _unit(code: str, scale: str, language: str) -> str:
    unit = units()[code]
    if language == "zh":
        name = "" if code == "count" else unit.name_zh
        return f"（{scale}{name}）" if scale or name else ""
    name = "" if code == "count" else unit.prose_en
    return f" ({scale}{name})".replace(" )", ")") if scale or name else ""
