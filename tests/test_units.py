"""Units: their declaration, and how they are found in a text."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jjjdata.catalogue import units as module
from jjjdata.catalogue.units import Unit, match_unit, unit_rows, units, units_by_text
from jjjdata.errors import DefinitionError

CONTRACT = {
    "%", "per mille", "pp", "times", "CNY", "USD", "ug/m3", "km", "m", "km2", "m2", "ha", "mu", "m3", "t", "kWh", "W",
    "h", "min", "d", "a", "TEU", "person", "person-time", "count", "index",
}  # fmt: skip

FACTORS = [
    ("成", "%", "10"), ("千瓦", "W", "1000"), ("兆瓦时", "kWh", "1000"), ("千升", "L", "1000"), ("刻钟", "min", "15"),
    ("基点", "pp", "0.01"), ("元/斤", "CNY/kg", "2"), ("家", "count", "1"), ("标箱", "TEU", "1"),
]  # fmt: skip

MATCHES = [
    ("longest", "3亿千瓦时", 2, "千瓦时"),
    ("longest-classifier", "5个百分点", 1, "个百分点"),
    ("one-space", "5 km", 1, "km"),
    ("two-spaces", "5  km", 1, None),
    ("latin-edge", "5kmx", 1, None),
    ("latin-digit", "74μg/m3，", 2, "μg/m3"),
    ("another-word", "3成立", 1, None),
    ("same-character-else", "超3成。", 2, "成"),
    ("holiday", "1元旦", 1, None),
    ("end-of-text", "5", 1, None),
    ("cut-off", "5个百分", 1, "个"),
    ("no-unit", "5好", 1, None),
]


def test_the_contract_is_kept():
    assert set(units()) >= CONTRACT


@pytest.mark.parametrize(("text", "code", "factor"), FACTORS, ids=[f[0] for f in FACTORS])
def test_factors(text, code, factor):
    assert units_by_text()[text] == (code, Decimal(factor))


@pytest.mark.parametrize(("text", "position", "found"), [c[1:] for c in MATCHES], ids=[c[0] for c in MATCHES])
def test_match(text, position, found):
    unit = match_unit(text, position)
    assert (unit and unit.text) == found
    assert unit is None or text[: unit.end].endswith(unit.text)


@given(st.sampled_from(sorted(units_by_text())), st.sampled_from(["", "，", "。", " ", "左右"]))
def test_every_unit_is_found_where_it_stands(text, following):
    unit = match_unit(f"5{text}{following}", 1)
    assert unit is not None
    assert (unit.text, unit.code, unit.factor) == (text, *units_by_text()[text])


@given(st.text(max_size=12), st.integers(0, 12))
def test_whatever_stands_there_is_no_error(text, position):
    unit = match_unit(text, position)
    assert unit is None or text[unit.end - len(unit.text) : unit.end] == unit.text


def test_units_are_complete():
    for unit in units().values():
        assert unit.name_en
        assert unit.name_zh
        assert re.fullmatch(r"[a-z]+", unit.dimension)
        assert unit.texts
        assert all(factor > 0 for factor in unit.factors.values())
        assert all(text == text.strip() for text in unit.texts)


def test_one_text_belongs_to_one_unit(monkeypatch):
    twice = {c: Unit(c, c, c, "length", {"米": Decimal(1)}) for c in ("m", "yd")}
    monkeypatch.setattr(module, "units", lambda: twice)
    with pytest.raises(DefinitionError, match="both 'm' and 'yd' are printed '米'"):
        units_by_text.__wrapped__()


def test_rows_are_sorted_and_as_declared():
    rows = unit_rows()
    codes = [row["unit"] for row in rows]
    assert codes == sorted(units())
    assert next(row for row in rows if row["unit"] == "times")["texts"] == "倍"
