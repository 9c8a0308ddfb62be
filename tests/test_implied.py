"""What follows arithmetically: right, inside its bounds, and never from what says nothing."""

from __future__ import annotations

import math
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jjjdata.implied import Passage, imply, meetings, passages, sentence
from jjjdata.intervals import EVERYTHING, Interval, exact
from jjjdata.observations import reconcile
from jjjdata.schema import LINEAGE, OBSERVATIONS
from jjjdata.store.validate import to_arrow

DOCUMENT = {"document_id": "a", "sha256": "a", "published": date(2022, 2, 1), "kind": "news"}


def year(number):
    return {"period_start": date(number, 1, 1), "period_end": date(number, 12, 31)}


def observed(indicator, value, unit, when, *, half=0.0, base=None, **changes):
    """The observation of a statement that gives `value` with a rounding of `half`."""
    statement = {
        "statement_id": f"{indicator}{value}{when}", "document_id": "a", "char_start": 0, "indicator_id": indicator, "value": value,
        "value_upper": None, "value_low": value - half, "value_high": value + half, "unit": unit, "comparator": "=",
        "measure": "level", "aggregation": None, "status": "actual", "price_basis": None,
        "base_start": base and date(base, 1, 1), "place": "110000", "counterpart": None, **year(when),
    }  # fmt: skip
    rows, _ = reconcile([statement | changes], [DOCUMENT])
    return rows[0]


def change(indicator, percent, when, base, *, half=0.05, unit="%", **changes):
    return observed(indicator, percent, unit, when, half=half, base=base, **({"measure": "change"} | changes))


PM25 = [observed("pm25", 33.0, "ug/m3", 2021, half=0.5), change("pm25", -63.1, 2021, 2013)]
GDP = [
    observed("gdp", 10.4e12, "CNY", 2023, half=0.05e12, place="JJJ"),
    change("gdp", 1.9, 2023, 2013, unit="times", measure="multiple", place="JJJ"),
]
CONTRACTS = [
    observed("tech_contracts", 74.87e9, "CNY", 2023, half=5e6, counterpart="120000+130000"),
    change("tech_contracts", 109.8, 2023, 2022, counterpart="120000+130000"),
]


@pytest.mark.parametrize(
    ("rows", "base_year", "value", "truth", "formula"),
    [
        (PM25, 2013, 89.43, 89.5, "level / (1 + change)"),
        (GDP, 2013, 5.474e12, 5.5e12, "level / multiple"),
        (CONTRACTS, 2022, 35.686e9, 35.69e9, "level / (1 + change)"),
    ],
    ids=["fall of a concentration", "multiple of GDP", "growth of a flow"],
)
def test_the_earlier_level_follows_and_its_bounds_hold_the_truth(rows, base_year, value, truth, formula):
    implied, lineage = imply(rows)
    assert len(implied) == 1
    (row,) = implied
    assert row["value"] == pytest.approx(value, rel=1e-3)
    assert row["value_low"] < truth < row["value_high"]
    assert (row["year"], row["origin"], row["n_sources"]) == (base_year, "implied", 0)
    assert {link["formula"] for link in lineage} == {formula}
    assert {link["input_id"] for link in lineage} == {r["observation_id"] for r in rows}
    assert to_arrow(OBSERVATIONS, implied).num_rows == 1
    assert to_arrow(LINEAGE, lineage).num_rows == 2


def test_the_later_level_follows_from_its_base():
    rows = [observed("pm25", 60.0, "ug/m3", 2020, half=0.5), change("pm25", -10.0, 2021, 2020)]
    (row,), lineage = imply(rows)
    assert (row["year"], row["value"], lineage[0]["formula"]) == (2021, 54.0, "base * (1 + change)")


def test_steps_follow_one_another():
    rows = [
        observed("pm25", 40.0, "ug/m3", 2021, half=0.5),
        change("pm25", -20.0, 2021, 2020),
        change("pm25", -50.0, 2020, 2013),
    ]
    implied, lineage = imply(rows)
    assert {row["year"]: row["value"] for row in implied} == {2020: 50.0, 2013: 100.0}
    first = next(row for row in implied if row["year"] == 2020)
    assert any(link["input_id"] == first["observation_id"] for link in lineage)


def test_amounts_and_percentage_points_are_taken_off():
    end = {"period_start": date(2023, 12, 31), "period_end": date(2023, 12, 31)}
    rows = [
        observed("urbanisation_rate", 67.42, "%", 2023, half=0.005, **end),
        change("urbanisation_rate", 0.94, 2023, 2022, half=0.005, unit="pp", **end),
        observed("deposits", 7833.2e8, "CNY", 2023, half=5e6, **end),
        change("deposits", 468.6e8, 2023, 2022, half=5e6, unit="CNY", **end),
        observed("loans", 6910.0e8, "CNY", 2023, half=5e6, **end),
        change("loans", 640.8e8, 2023, 2023, half=5e6, unit="CNY", **end),
    ]
    implied, _ = imply(rows)
    found = {row["indicator_id"]: (row["period_end"], row["value"]) for row in implied}
    assert found["urbanisation_rate"] == (date(2022, 12, 31), 66.48)
    assert found["deposits"] == (date(2022, 12, 31), 7364.6e8)
    assert found["loans"] == (date(2022, 12, 31), 6269.2e8), "the beginning of a year is the end of the last"


def test_the_whole_follows_from_its_part_and_share():
    rows = [
        observed("urban_population", 4.8e6, "person", 2020, half=5e2),
        observed("urbanisation_rate", 60.0, "%", 2020, half=0.005),
    ]
    implied, lineage = imply(rows)
    found = {row["indicator_id"]: row for row in implied}
    assert {name: row["value"] for name, row in found.items()} == {
        "population": 8e6,
        "rural_population": 3.2e6,
    }
    roles = {
        link["input_role"]
        for link in lineage
        if link["observation_id"] == found["population"]["observation_id"]
    }
    assert roles == {"part", "share"}


NOTHING = {
    "growth at comparable prices": [
        observed("gdp", 5481.6e8, "CNY", 2023, half=5e6), change("gdp", 3.5, 2023, 2022),
    ],
    "a change without a level": [change("pm25", -57.3, 2023, 2014, place="JJJ")],
    "a level of another place": [PM25[0], change("pm25", -63.1, 2021, 2013, place="JJJ")],
    "a level of another year": [PM25[0], change("pm25", -63.1, 2020, 2013)],
    "a target": [
        observed("pm25", 33.0, "ug/m3", 2021, half=0.5), change("pm25", -3.0, 2021, 2020, status="target"),
    ],
    "about": [
        observed("registered_firms", 16000.0, "count", 2021, comparator="~", value_low=None, value_high=None),
        change("registered_firms", 10.0, 2021, 2020),
    ],
    "a fall by everything": [
        observed("tourists", 10.0, "person-time", 2021), change("tourists", -100.0, 2021, 2020),
    ],
    "a price index": [observed("cpi", 102.0, "index", 2021), change("cpi", 2.0, 2021, 2020)],
    "growth over another scope": [
        observed("real_estate_investment", 286.8e8, "CNY", 2023), change("real_estate_investment", -6.9, 2023, 2022),
    ],
    "percent of a rate": [
        observed("unemployment_rate", 5.5, "%", 2021), change("unemployment_rate", -0.2, 2021, 2020),
    ],
    "a multiple of unknown base": [
        GDP[0], observed("gdp", 1.9, "times", 2023, measure="multiple", place="JJJ"),
    ],
    "a level that its own source contradicts": [PM25[0] | {"agreement": "conflict"}, PM25[1]],
    "a flow and a total": [
        observed("tech_contracts", 176e9, "CNY", 2023, aggregation="cumulative", counterpart="120000+130000"),
        CONTRACTS[1],
    ],
}  # fmt: skip


@pytest.mark.parametrize("rows", NOTHING.values(), ids=NOTHING.keys())
def test_nothing_is_implied_where_nothing_follows(rows):
    assert imply(rows) == ([], [])


def test_an_open_bound_stays_open():
    more = observed("tourists", 100.0, "person-time", 2021, comparator=">", value_low=100.0, value_high=None)
    (row,), _ = imply([more, change("tourists", 25.0, 2021, 2020, half=0.0)])
    assert (row["comparator"], row["value_low"], row["value_high"]) == (">=", 80.0, None)


@pytest.mark.parametrize(("stated", "agrees"), [(89.5, True), (95.0, False)])
def test_a_level_that_is_reported_is_compared_and_not_implied(stated, agrees):
    rows = [*PM25, observed("pm25", stated, "ug/m3", 2013, half=0.05)]
    assert imply(rows) == ([], [])
    found = [m for m in meetings(rows) if m.observation_id == rows[2]["observation_id"]]
    assert [(m.agrees, round(m.value, 1)) for m in found] == [(agrees, 89.4)]


@given(st.permutations([*PM25, *GDP, *CONTRACTS]))
def test_the_order_of_the_rows_does_not_matter(rows):
    assert imply(rows) == imply([*PM25, *GDP, *CONTRACTS])


def rounded(number, digits):
    """What a text says of a number, and half a unit of its last digit."""
    return round(number, digits), 0.5 * 10.0**-digits


@given(
    st.floats(1, 1e6), st.floats(1, 1e6), st.integers(0, 3), st.integers(0, 2),
    st.sampled_from(["change", "multiple"]),
)  # fmt: skip
def test_the_true_value_lies_inside_whenever_the_words_are_true(before, after, digits, share_digits, measure):
    level, half = rounded(after, digits)
    ratio = after / before
    stated, rounding = rounded(100 * (ratio - 1) if measure == "change" else ratio, share_digits)
    unit = "%" if measure == "change" else "times"
    assume(level > 0)
    rows = [
        observed("tourists", level, "person-time", 2021, half=half),
        change("tourists", stated, 2021, 2020, half=rounding, unit=unit, measure=measure),
    ]
    for row in imply(rows)[0]:
        # one unit in the last place of the floats that this test itself computes with
        assert row["value_low"] is None or row["value_low"] <= before * (1 + 1e-12)
        assert row["value_high"] is None or before * (1 - 1e-12) <= row["value_high"]
        assert row["value_low"] is None or row["value_low"] <= row["value"]


ends = st.one_of(st.none(), st.integers(-50, 50).map(float))


@given(
    st.tuples(ends, ends), st.tuples(ends, ends), st.floats(0, 1), st.floats(0, 1),
    st.sampled_from(["__add__", "__sub__", "__mul__", "__truediv__"]),
)  # fmt: skip
def test_interval_arithmetic_holds_every_result(a, b, s, t, operation):
    x, y = interval(a), interval(b)
    assume(x is not None and y is not None)
    p, q = inside(x, s), inside(y, t)
    assume(operation != "__truediv__" or q != 0)
    exact_result = getattr(Fraction, operation)(p, q)
    result = getattr(x, operation)(y)
    assert exact_result in result
    low, high = result.outward()
    assert low is None or Fraction(low) <= result.low
    assert high is None or Fraction(high) >= result.high


def interval(bounds):
    low, high = bounds
    return None if None not in bounds and low > high else Interval.of(low, high)


def inside(within, at):
    """A number of the interval; far out where an end is open."""
    low = within.low if math.isfinite(within.low) else min(Fraction(-1000), within.high)
    high = within.high if math.isfinite(within.high) else max(Fraction(1000), low)
    return Fraction(low) + (Fraction(high) - Fraction(low)) * exact(at)


def test_a_divisor_that_may_be_zero_says_nothing():
    assert Interval.of(1.0, 2.0) / Interval.of(-1.0, 1.0) == EVERYTHING
    assert EVERYTHING.silent


@pytest.mark.parametrize(
    ("rows", "en", "zh"),
    [
        (
            PM25,
            "33 ÷ (1 − 63.1%) = 89.4, between 87.9 and 91.0 (micrograms per cubic metre)",
            "33 ÷ (1 − 63.1%) = 89.4，介于87.9与91.0之间（微克/立方米）",
        ),
        (
            GDP,
            "10.4 ÷ 1.9 = 5.47, between 5.30 and 5.65 (trillion yuan)",
            "10.4 ÷ 1.9 = 5.47，介于5.30与5.65之间（万亿元）",
        ),
        (
            CONTRACTS,
            "748.7 ÷ (1 + 109.8%) = 356.86, between 356.75 and 356.98 (hundred million yuan)",
            "748.7 ÷ (1 + 109.8%) = 356.86，介于356.75与356.98之间（亿元）",
        ),
    ],
    ids=["concentration", "multiple", "growth"],
)
def test_a_derivation_reads_as_a_sentence(rows, en, zh):
    implied, lineage = imply(rows)
    by_id = {row["observation_id"]: row for row in rows}
    assert sentence(implied[0], lineage, by_id) == en
    assert sentence(implied[0], lineage, by_id, "zh") == zh


@pytest.mark.parametrize(
    ("indicator", "unit", "value", "expected"),
    [
        ("income_per_capita", "CNY", 33000.0, "33000 ÷ (1 + 10%) = 30000, between 29986 and 30014 (yuan)"),
        ("road_freight_turnover", "t.km", 3.3e9, "33 ÷ (1 + 10%) = 30.000, between 29.986 and 30.014 (hundred million tonne-kilometres)"),
        ("hogs_on_hand", "count", 330000.0, "33 ÷ (1 + 10%) = 30.000, between 29.986 and 30.014 (ten thousand)"),
    ],
)  # fmt: skip
def test_numbers_are_read_in_the_scale_that_fits_them(indicator, unit, value, expected):
    rows = [observed(indicator, value, unit, 2021), change(indicator, 10.0, 2021, 2020)]
    implied, lineage = imply(rows)
    shown = sentence(implied[0], lineage, {row["observation_id"]: row for row in rows})
    assert shown == expected


def test_an_open_side_is_said_in_words():
    more = observed("tourists", 100.0, "person-time", 2021, comparator=">", value_low=100.0, value_high=None)
    rows = [more, change("tourists", 25.0, 2021, 2020, half=0.0)]
    implied, lineage = imply(rows)
    text = sentence(implied[0], lineage, {row["observation_id"]: row for row in rows})
    assert text == "100 ÷ (1 + 25%) = 80, at least 80 (person-times)"


# ---------------------------------------------------------------- sums, differences, average growth


def level(indicator, value, when=2020, *, half=0.5, unit="CNY", **changes):
    return observed(indicator, value, unit, when, half=half, **changes)


@pytest.mark.parametrize(
    ("rows", "wanted", "value", "formula", "zh"),
    [
        ([level("exports", 194.0), level("imports", 46.0)], "trade_total", 240.0, "part1 + part2",
         "194 + 46 = 240.0，介于239.0与241.0之间（元）"),
        ([level("trade_total", 240.0), level("exports", 194.0)], "imports", 46.0, "whole - part1",
         "240 − 194 = 46.0，介于45.0与47.0之间（元）"),
        ([level("gdp", 100.0), level("gdp_primary", 10.0), level("gdp_tertiary", 60.0)], "gdp_secondary", 30.0,
         "whole - part1 - part2", "100 − 10 − 60 = 30.0，介于28.5与31.5之间（元）"),
    ],
    ids=["a sum of parts", "a difference", "a difference of several"],
)  # fmt: skip
def test_parts_and_wholes_imply_what_is_missing(rows, wanted, value, formula, zh):
    implied, lineage = imply(rows)
    (row,) = [r for r in implied if r["indicator_id"] == wanted]
    assert (row["value"], row["origin"]) == (value, "implied")
    assert {link["formula"] for link in lineage if link["observation_id"] == row["observation_id"]} == {
        formula
    }
    assert sentence(row, lineage, {r["observation_id"]: r for r in rows}, "zh") == zh


def test_places_add_up_where_the_indicator_does():
    members = ("110000", "120000", "130000")
    rows = [level("grain_output", 10.0 * n, place=p, unit="t") for n, p in enumerate(members, 1)]
    implied, _ = imply(rows)
    assert [(r["place"], r["value"]) for r in implied] == [("JJJ", 60.0)]
    rates = [
        level("urbanisation_rate", 10.0 * n, place=p, unit="%", aggregation="stock")
        for n, p in enumerate(members, 1)
    ]
    assert imply(rates) == ([], [])


def test_the_years_of_a_total_imply_the_missing_one():
    def total(value, last):
        span = {
            "period_start": date(2016, 1, 1),
            "period_end": date(last, 12, 31),
            "aggregation": "cumulative",
        }
        return level("manufacturers_exited", value, last, half=0.0, unit="count", **span)

    implied, _ = imply([total(1000.0, 2019), total(1300.0, 2020)])
    assert [(r["value"], r["year"], r["aggregation"]) for r in implied] == [(300.0, 2020, "period")]
    undated = [r | {"period_start": None} for r in (total(1000.0, 2019), total(1300.0, 2020))]
    assert imply(undated) == ([], []), "nobody knows when totals so far began"


def test_parts_larger_than_their_whole_imply_nothing():
    assert imply([level("trade_total", 100.0), level("exports", 194.0)]) == ([], [])


def test_prices_of_different_kinds_never_add_up():
    rows = [
        level("gdp", 100.0),
        level("gdp_primary", 10.0),
        level("gdp_tertiary", 60.0, price_basis="comparable"),
    ]
    assert [r["indicator_id"] for r in imply(rows)[0]] == []


def average(indicator, percent, first, last, **changes):
    span = {"period_start": date(first, 1, 1), "period_end": date(last, 12, 31)}
    return change(indicator, percent, last, None, **(span | changes))


def test_average_growth_goes_back_over_all_its_years():
    rows = [level("fiscal_revenue", 161.051, 2017, half=0.0005), average("fiscal_revenue", 10.0, 2013, 2017)]
    implied, lineage = imply(rows)
    (row,) = implied
    assert (row["year"], round(row["value"], 6)) == (2012, 100.0)
    assert row["value_low"] < 100.0 < row["value_high"]
    words = sentence(row, lineage, {r["observation_id"]: r for r in rows})
    assert words.startswith("161.051 ÷ (1 + 10%)^5 = 100")


def test_average_growth_goes_on_from_the_year_before():
    rows = [level("fiscal_revenue", 100.0, 2012, half=0.0), average("fiscal_revenue", 10.0, 2013, 2017)]
    assert [(r["year"], round(r["value"], 3)) for r in imply(rows)[0]] == [(2017, 161.051)]


def test_average_growth_at_comparable_prices_says_nothing_of_levels():
    assert imply([level("gdp", 161.0, 2017), average("gdp", 7.1, 2013, 2017)]) == ([], [])


def test_growth_of_one_year_without_a_base_says_nothing():
    assert imply([level("fiscal_revenue", 161.0, 2017), average("fiscal_revenue", 7.1, 2017, 2017)]) == (
        [],
        [],
    )


@given(
    true=st.fractions(Fraction(1), Fraction(10**6), max_denominator=100),
    rate=st.fractions(Fraction(-20), Fraction(40), max_denominator=100),
    years=st.integers(2, 8),
)
def test_the_true_level_before_average_growth_lies_inside(true, rate, years):
    """Whatever level and rate are rounded to, as long as the words are true."""
    later = true * (1 + rate / 100) ** years
    said, percent = Fraction(round(later)), Fraction(round(rate * 10), 10)
    assume(said > 1)
    rows = [
        level("fiscal_revenue", float(said), 2012 + years, half=0.5),
        average("fiscal_revenue", float(percent), 2013, 2012 + years),
    ]
    (row,) = imply(rows)[0]
    assert Fraction(row["value_low"]) <= true <= Fraction(row["value_high"])


@given(
    parts=st.lists(st.fractions(Fraction(0), Fraction(10**6), max_denominator=1000), min_size=3, max_size=3)
)
def test_the_true_sum_and_the_true_part_lie_inside(parts):
    names = ("gdp_primary", "gdp_secondary", "gdp_tertiary")
    rows = [level(name, float(round(part)), half=0.5) for name, part in zip(names, parts, strict=True)]
    (whole,) = imply(rows)[0]
    assert Fraction(whole["value_low"]) <= sum(parts) <= Fraction(whole["value_high"])
    total = level("gdp", float(round(sum(parts))), half=0.5)
    (last,) = imply([total, *rows[:2]])[0]
    assert Fraction(last["value_low"]) <= parts[2] <= Fraction(last["value_high"])


def test_several_steps_go_through_sums_too():
    rows = [
        level("exports", 194.0, half=0.0),
        level("imports", 46.0, half=0.0),
        change("trade_total", 20.0, 2020, 2019, half=0.0),
    ]
    implied, lineage = imply(rows)
    values = {(r["indicator_id"], r["year"]): r["value"] for r in implied}
    assert values == {("trade_total", 2020): 240.0, ("trade_total", 2019): 200.0}
    known = {r["observation_id"] for r in (*rows, *implied)}
    assert {link["input_id"] for link in lineage} <= known


def test_the_order_of_rows_does_not_matter_to_sums():
    rows = [level("exports", 194.0), level("imports", 46.0), level("gdp", 100.0), level("gdp_primary", 10.0), level("gdp_tertiary", 60.0)]  # fmt: skip
    assert imply(rows) == imply(rows[::-1])


# ---------------------------------------------------------------- changes between two levels (由…提高到…)


def share(percent, when, **changes):
    return observed("tertiary_share", percent, "%", when, half=0.05, measure="share", **changes)


def told(*rows):
    """The passage that sets the first row against the second."""
    return [Passage(*(row["observation_id"] for row in rows))]


FROM_TO = [
    (
        [level("gdp", 3.1e12, 2018, half=0.05e12), level("gdp", 4.4e12, 2023, half=0.05e12)],
        ("%", 41.935, date(2018, 1, 1), "nominal"),
        "4.4 ÷ 3.1 − 1 = 41.9%, between 38.0% and 46.0%",
        "4.4 ÷ 3.1 − 1 = 41.9%，介于38.0%与46.0%之间",
    ),
    (
        [observed("pm25", 60.0, "ug/m3", 2015, half=0.5), observed("pm25", 45.0, "ug/m3", 2020, half=0.5)],
        ("%", -25.0, date(2015, 1, 1), None),
        "45 ÷ 60 − 1 = −25.0%, between −26.5% and −23.5%",
        "45 ÷ 60 − 1 = −25.0%，介于−26.5%与−23.5%之间",
    ),
    (
        [share(37.6, 2012), share(52.4, 2023)],
        ("pp", 14.8, date(2012, 1, 1), None),
        "52.4% − 37.6% = 14.80, between 14.70 and 14.90 (percentage points)",
        "52.4% − 37.6% = 14.80，介于14.70与14.90之间（百分点）",
    ),
]


@pytest.mark.parametrize(("rows", "change", "en", "zh"), FROM_TO, ids=["amounts", "a fall", "a share"])
def test_two_levels_that_are_set_against_each_other_imply_the_change(rows, change, en, zh):
    implied, lineage = imply(rows, told(*rows))
    (row,) = implied
    unit, value, base, prices = change
    assert (row["measure"], row["unit"], row["base_start"], row["price_basis"]) == (
        "change", unit, base, prices,
    )  # fmt: skip
    assert row["value"] == pytest.approx(value, abs=1e-3)
    assert row["value_low"] < value < row["value_high"]
    assert (row["year"], row["origin"]) == (rows[1]["year"], "implied")
    by_id = {r["observation_id"]: r for r in rows}
    assert [sentence(row, lineage, by_id, language) for language in ("en", "zh")] == [en, zh]
    assert imply(rows) == ([], []), "levels that no sentence compares imply no change"


def test_growth_from_an_open_level_is_bounded_on_one_side_only():
    more = observed(
        "expressway_length", 9000.0, "km", 2012, comparator=">", value_low=9000.0, value_high=None
    )
    rows = [more, observed("expressway_length", 25000.0, "km", 2017, half=500.0)]
    ((row,), _) = imply(rows, told(*rows))
    assert (row["comparator"], row["value_low"], round(row["value_high"])) == ("<=", None, 183)


NO_CHANGE = {
    "it is stated": [*FROM_TO[1][0], change("pm25", -25.0, 2020, 2015)],
    "an open base says nothing of both sides": [
        level("grain_output", 0.0, 2018, unit="t"), level("grain_output", 4.0, 2023, unit="t"),
    ],
    "a target": [level("gdp", 3.1, 2018), level("gdp", 4.4, 2023, status="target")],
    "another place": [level("gdp", 3.1, 2018), level("gdp", 4.4, 2023, place="JJJ")],
    "backwards in time": [level("gdp", 4.4, 2023), level("gdp", 3.1, 2018)],
}  # fmt: skip


@pytest.mark.parametrize("rows", NO_CHANGE.values(), ids=NO_CHANGE.keys())
def test_no_change_is_implied(rows):
    implied, _ = imply(rows, told(*rows[:2]))
    assert [row for row in implied if row["measure"] == "change"] == []


@given(
    st.fractions(Fraction(1), Fraction(10**6), max_denominator=100),
    st.fractions(Fraction(1), Fraction(10**6), max_denominator=100),
)
def test_the_true_change_lies_inside(before, after):
    assume(round(before) > 1)
    rows = [
        level("fiscal_revenue", float(round(before)), 2015, half=0.5),
        level("fiscal_revenue", float(round(after)), 2020, half=0.5),
    ]
    (row,) = imply(rows, told(*rows))[0]
    assert Fraction(row["value_low"]) <= 100 * (after / before - 1) <= Fraction(row["value_high"])


def test_the_sentences_that_compare_are_found():
    def statement(name, start, rule, **changes):
        said = {"statement_id": name, "document_id": "a", "char_start": start, "sentence_start": 0}
        return said | {"indicator_id": "gdp", "measure": "level", "rule": rule} | changes

    statements = [
        statement("s1", 5, "level noun-before"),
        statement("s2", 9, "from-to carried"),
        statement("s3", 20, "from-to carried", sentence_start=15),
        statement("s4", 12, "from-to carried", indicator_id="pm25"),
    ]
    evidence = [{"statement_id": s["statement_id"], "observation_id": "o" + s["statement_id"]} for s in statements]  # fmt: skip
    assert passages(reversed(statements), evidence) == [Passage("os1", "os2")]


def test_a_reported_level_is_compared_with_what_follows_in_several_steps():
    rows = [
        observed("pm25", 40.0, "ug/m3", 2021, half=0.5),
        change("pm25", -20.0, 2021, 2020),
        change("pm25", -50.0, 2020, 2013),
        observed("pm25", 100.0, "ug/m3", 2013, half=0.5),
    ]
    met = [m for m in meetings(rows) if m.observation_id == rows[3]["observation_id"]]
    assert [(m.agrees, m.value) for m in met] == [(True, 100.0)]
    other = [*rows[:3], observed("pm25", 80.0, "ug/m3", 2013, half=0.5)]
    met = [m for m in meetings(other) if m.observation_id == other[3]["observation_id"]]
    assert [m.agrees for m in met] == [False]


@given(
    true=st.fractions(Fraction(10), Fraction(10**6), max_denominator=100),
    rates=st.lists(st.fractions(Fraction(-40), Fraction(90), max_denominator=100), min_size=2, max_size=4),
)
def test_the_true_level_lies_inside_after_several_steps(true, rates):
    """From the last year back to the first, each growth rounded as a text would round it."""
    levels = [true]
    for rate in rates:
        levels.append(levels[-1] * (1 + rate / 100))
    last = 2015 + len(rates)
    rows = [level("fiscal_revenue", float(round(levels[-1])), last, half=0.5)] + [
        change("fiscal_revenue", float(Fraction(round(rate * 10), 10)), 2016 + at, 2015 + at)
        for at, rate in enumerate(rates)
    ]
    assume(round(levels[-1]) > 1)
    found = {row["year"]: row for row in imply(rows)[0]}
    assert len(found) == len(rates)
    for at, exactly in enumerate(levels[:-1]):
        row = found[2015 + at]
        assert Fraction(row["value_low"]) <= exactly <= Fraction(row["value_high"])
