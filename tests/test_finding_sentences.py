"""The sentence that a report begins with, and its cautions: true for every kind of series."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from made_up import Story

from jjjdata.charts.amounts import Amount
from jjjdata.charts.marks import amount_of
from jjjdata.charts.subject import Collection
from jjjdata.charts.wording import wording
from jjjdata.reports.content.cautions import cautions
from jjjdata.reports.content.comparing import compare
from jjjdata.reports.content.figures_table import value_words
from jjjdata.reports.content.finding import finding


def told(
    figures: list[tuple[int, float, dict[str, Any]]],
    tmp_path: Path,
    language: str = "en",
    unit: str = "count",
) -> str:
    made = Story()
    made.place("430000", "湖南", "Hunan")
    made.document("d1", "公报")
    made.indicator("mills", "水泥厂", "Mills", unit)
    for year, value, more in figures:
        made.stated("mills", "430000", year, value, f"有[{value}]。", **more)
    return finding(Collection.read(made.write(tmp_path)).subject("mills"), 2013, 2024, language)


OPEN = {"comparator": ">", "value_high": None}
TARGET = {"status": "target"}
TOTAL = {"aggregation": "cumulative", "period_start": None}
STOCK = {"aggregation": "stock", "period_start": date(2021, 12, 31)}
FINDINGS = [
    ("rising", [(2019, 50.0, {}), (2021, 60.0, {})], "Mills, Hunan: up from 50 in 2019 to 60 in 2021, a rise of 20%."),
    ("falling", [(2019, 50.0, {}), (2021, 40.0, {})], "Mills, Hunan: down from 50 in 2019 to 40 in 2021, a fall of 20%."),
    ("doubling", [(2019, 50.0, {}), (2021, 150.0, {})], "Mills, Hunan: up from 50 in 2019 to 150 in 2021, 3 times as much."),
    ("unchanged", [(2019, 50.0, {}), (2021, 50.0, {})], "Mills, Hunan: 50 in 2019 and again in 2021."),
    ("single", [(2019, 50.0, {})], "Mills, Hunan: 50 in 2019."),
    ("single stock", [(2021, 50.0, STOCK)], "Mills, Hunan: 50 at the end of 2021."),
    ("bound above", [(2019, 50.0, {}), (2021, 60.0, OPEN)], "Mills, Hunan: up from 50 in 2019 to more than 60 in 2021."),
    ("bound below", [(2019, 50.0, OPEN), (2021, 150.0, {})], "Mills, Hunan: up from more than 50 in 2019 to 150 in 2021."),
    ("bound unclear", [(2019, 50.0, {}), (2021, 40.0, OPEN)], "Mills, Hunan: 50 in 2019, more than 40 in 2021; the wording does not settle whether it rose or fell."),
    ("peak", [(2019, 50.0, {}), (2020, 90.0, {}), (2021, 60.0, {})], "Mills, Hunan: up from 50 in 2019 to 60 in 2021, a rise of 20%, with a higher 90 in 2020."),
    ("trough", [(2019, 50.0, {}), (2020, 10.0, {}), (2021, 60.0, {})], "Mills, Hunan: up from 50 in 2019 to 60 in 2021, a rise of 20%, with a lower 10 in 2020."),
    ("target open", [(2019, 50.0, {}), (2021, 70.0, TARGET)], "Mills, Hunan: 50 in 2019; target of 70 in 2021, with no result in the documents."),
    ("target met", [(2019, 50.0, {}), (2019, 45.0, TARGET)], "Mills, Hunan: 50 in 2019; target of 45 in 2019."),
    ("target only", [(2021, 70.0, TARGET)], "Mills, Hunan: target of 70 in 2021, with no result in the documents."),
    ("half a year beside years", [(2019, 50.0, {}), (2020, 60.0, {}), (2021, 20.0, {"period_end": date(2021, 6, 30)})], "Mills, Hunan: up from 50 in 2019 to 60 in 2020, a rise of 20%."),
    ("totals with bounds", [(2019, 50.0, {**OPEN, **TOTAL}), (2021, 60.0, {**OPEN, **TOTAL})], "Mills, Hunan (cumulative): more than 50 by the end of 2019, more than 60 by the end of 2021; the wording does not settle by how much it grew."),
    ("nothing", [(2003, 50.0, {})], "Mills, Hunan: no figure that can be drawn from 2013 to 2024."),
]  # fmt: skip


@pytest.mark.parametrize(("figures", "expected"), [f[1:] for f in FINDINGS], ids=[f[0] for f in FINDINGS])
def test_the_finding_is_true(
    figures: list[tuple[int, float, dict[str, Any]]], expected: str, tmp_path: Path
) -> None:
    assert told(figures, tmp_path) == expected


def test_percentages_change_by_points(tmp_path: Path) -> None:
    said = told([(2013, 40.7, {}), (2023, 66.1, {})], tmp_path, "zh", "%")
    assert said == "湖南水泥厂由2013年的40.7%升至2023年的66.1%，上升25.4个百分点。"


def test_conflicting_sources_are_named_in_the_finding(collection: Collection) -> None:
    said = finding(collection.subject("mills", "430000"), 2013, 2024, "zh")
    assert "2018年各来源不一致：640家，另一来源为655家" in said


def test_comparison_needs_intervals_that_do_not_meet() -> None:
    implied = Amount(60, 55, 65, "=", "%", implied=True)
    assert compare(implied, Amount(66, 65.5, 66.5, "=", "%")) == 1
    assert compare(implied, Amount(64, 63.5, 64.5, "=", "%")) is None
    assert compare(Amount(60, None, None, "~", "%"), Amount(62, 62, 62, "=", "%")) is None


def test_cautions_fit_the_figures(collection: Collection) -> None:
    words = wording("reports", "en")
    ozone, mills, trade = (
        " ".join(cautions(collection.subject(i, "430000"), words)) for i in ("ozone", "mills", "trade")
    )
    assert "implied" in ozone
    assert "Targets" not in ozone
    assert "Sources disagree on 1 figure." in mills
    assert "Cumulative" in mills
    assert "single document" in trade
    assert "Cumulative" not in trade


GROWTH = {
    "measure": "change", "unit": "%", "price_basis": "comparable", "base_start": date(2020, 1, 1),
}  # fmt: skip


@pytest.mark.parametrize(
    ("growth", "zh", "en"),
    [
        (3.5, "升至2021年的918亿元，2021年按可比价比上年增长3.5%。", "; at comparable prices it grew by 3.5% in 2021."),
        (-0.4, "升至2021年的918亿元，2021年按可比价比上年下降0.4%。", "; at comparable prices it fell by 0.4% in 2021."),
        (None, "升至2021年的918亿元，按现价上升1.8%。", ", a rise of 1.8% at current prices."),
    ],
    ids=["grew", "fell", "not stated"],
)  # fmt: skip
def test_growth_is_as_published_or_said_to_be_at_current_prices(
    growth: float | None, zh: str, en: str, tmp_path: Path
) -> None:
    made = Story()
    made.place("430000", "湖南", "Hunan")
    made.document("d1", "公报")
    made.indicator("gdp", "地区生产总值", "GDP", "CNY")
    for year, value in ((2020, 9.02e10), (2021, 9.18e10)):
        made.stated("gdp", "430000", year, value, f"为[{value}]。", price_basis="nominal")
    if growth is not None:
        made.stated("gdp", "430000", 2021, growth, f"增长[{growth}%]。", **GROWTH)
    subject = Collection.read(made.write(tmp_path)).subject("gdp")
    assert finding(subject, 2013, 2024, "zh").endswith(zh)
    assert finding(subject, 2013, 2024, "en").endswith(en)


def test_computed_percentages_have_one_decimal(tmp_path: Path) -> None:
    assert "上升1.8%" in told([(2019, 1130.0, {}), (2021, 1150.0, {})], tmp_path / "a", "zh")
    assert "上升不到0.1%" in told([(2019, 11300.0, {}), (2021, 11301.0, {})], tmp_path / "b", "zh")


def test_values_of_a_sentence_are_in_one_scale(tmp_path: Path) -> None:
    figures: list[tuple[int, float, dict[str, Any]]] = [(2019, 9.8e11, {}), (2021, 1.2e12, {})]
    assert "由2019年的9800亿元升至2021年的12000亿元" in told(figures, tmp_path / "a", "zh", "CNY")
    assert "from 980 billion yuan in 2019 to 1,200 billion yuan" in told(figures, tmp_path / "b", "en", "CNY")


def test_a_change_that_a_document_states_is_said_as_it_is_stated(collection: Collection) -> None:
    said = finding(collection.subject("ozone", "430000"), 2013, 2024, "zh")
    assert said.endswith("降至2022年的41微克/立方米，下降52.4%。")


def implied_from_growth(
    tmp_path: Path, last: float, rate: float, first: float, unit: str = "t"
) -> Collection:
    """An output of 2021 and its growth, and what 2020 was by them, in an interval of 15 per cent."""
    made = Story()
    made.place("430000", "湖南", "Hunan")
    made.document("d1", "公报")
    made.indicator("cargo", "货邮吞吐量", "Cargo", unit)
    slack = {"value_low": 0.9 * last, "value_high": 1.1 * last}
    level = made.stated("cargo", "430000", 2021, last, f"为[{last}]。", **slack)
    change = made.stated(
        "cargo", "430000", 2021, rate, f"增长[{rate}%]。", measure="change", unit="%", base_start=date(2020, 1, 1)
    )  # fmt: skip
    inputs = {"level": level, "change": change}
    made.implied("cargo", "430000", 2020, first, 0.85 * first, 1.15 * first, inputs, "level / (1 + change)")
    return Collection.read(made.write(tmp_path))


def test_a_stated_change_settles_what_rounded_amounts_do_not(tmp_path: Path) -> None:
    subject = implied_from_growth(tmp_path, 2000.0, 14.4, 1748.25).subject("cargo")
    assert finding(subject, 2013, 2024, "en", named=False) == (
        "Up from about 1,700 tonnes (implied) in 2020 to 2,000 tonnes in 2021, a rise of 14.4%."
    )


def test_an_implied_value_is_written_like_the_one_it_was_computed_from(tmp_path: Path) -> None:
    subject = implied_from_growth(tmp_path, 33662.0, 6.6, 31577.86, "CNY").subject("cargo")
    implied = next(row for row in subject.observations if row["origin"] == "implied")
    amount = amount_of(subject, implied)
    assert amount is not None
    assert amount.text("zh") == "约32000元"
    assert Amount(33662.0, 33661.5, 33662.5, "=", "CNY").bounds_text("zh") == "33661.5–33662.5元"
    assert "由2020年的约32000元（推算）升至2021年的33662元" in finding(subject, 2013, 2024, "zh")


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (5.62503e11, "2021年为5625亿元", "562.5 billion yuan in 2021"),
        (3.1285e11, "2021年为3128.5亿元", "312.9 billion yuan in 2021"),
        (33662.0, "2021年为33662元", "33,662 yuan in 2021"),
    ],
)
def test_a_headline_has_no_more_digits_than_it_needs(value: float, zh: str, en: str, tmp_path: Path) -> None:
    assert zh in told([(2021, value, {})], tmp_path / "a", "zh", "CNY")
    assert en in told([(2021, value, {})], tmp_path / "b", "en", "CNY")


def test_about_is_a_predicate_in_chinese(tmp_path: Path) -> None:
    assert told([(2021, 900.0, {"comparator": "~"})], tmp_path, "zh") == "湖南水泥厂2021年约900。"


ON_2020 = {"measure": "change", "unit": "%", "base_start": date(2020, 1, 1)}
ASKED = {**ON_2020, **TARGET, "base_start": date(2021, 1, 1), "comparator": ">=", "value_high": None}


def test_growth_needs_no_plus_in_a_sentence_that_says_growth(tmp_path: Path) -> None:
    figures = [(2021, 5.4, ON_2020), (2022, 5.0, ASKED)]
    assert "（比上年增长）2021年为5.4%；2022年的目标是不低于5%" in told(figures, tmp_path / "a", "zh")
    assert "(growth on the year before): 5.4% in 2021" in told(figures, tmp_path / "b")
    fell = [(2021, -7.5, ON_2020)]
    assert "(change on the year before): −7.5% in 2021" in told(fell, tmp_path / "c")


def test_a_rate_held_for_years_is_no_total(tmp_path: Path) -> None:
    five = {
        "aggregation": "cumulative",
        "period_start": date(2013, 1, 1),
        "comparator": "<=",
        "value_low": None,
    }
    figures = [(2017, 3.0, five), (2018, 2.6, TARGET)]
    assert told(figures, tmp_path, "en", "%") == (
        "Mills, Hunan: at most 3% from 2013 to 2017; target of 2.6% in 2018, with no result in the documents."
    )


def test_circles_are_explained_only_where_they_are_drawn(tmp_path: Path) -> None:
    made = Story()
    made.place("430000", "湖南", "Hunan")
    made.document("d1", "公报")
    made.indicator("rails", "铁路里程", "Railways", "km")
    ends = {
        name: made.stated("rails", "430000", year, year, "长[2000公里]。")
        for name, year in (("first", 2013), ("last", 2018))
    }
    made.implied("rails", "430000", 2018, 0.25, 0.2, 0.3, ends, "last / first - 1")
    row = made.tables["observations"][-1]
    row.update(measure="change", unit="%", base_start=date(2013, 1, 1))
    said = " ".join(
        cautions(Collection.read(made.write(tmp_path)).subject("rails"), wording("reports", "en"))
    )
    assert "Figures marked “implied” were computed" in said
    assert "Hollow circles" not in said


RANK = {"measure": "rank", "unit": "count"}
MULTIPLE = {"measure": "multiple", "unit": "times", "base_start": date(2015, 1, 1)}
AVERAGE = {"measure": "change", "unit": "%", "period_start": date(2017, 1, 1)}
UNDRAWN: list[tuple[str, float, dict[str, Any], str, str]] = [
    ("rank", 2.0, RANK, "湖南水泥厂2021年为第2位。", "Mills, Hunan: rank 2 in 2021."),
    ("multiple", 2.4, MULTIPLE, "湖南水泥厂2021年为2015年的2.4倍。", "Mills, Hunan: 2.4 times the figure of 2015 in 2021."),
    ("mean growth", 7.1, AVERAGE, "湖南水泥厂2017—2021年年均+7.1%。", "Mills, Hunan: +7.1% a year on average from 2017 to 2021."),
]  # fmt: skip


@pytest.mark.parametrize(("value", "more", "zh", "en"), [u[1:] for u in UNDRAWN], ids=[u[0] for u in UNDRAWN])
def test_what_is_not_drawn_is_said_all_the_same(
    value: float, more: dict[str, Any], zh: str, en: str, tmp_path: Path
) -> None:
    assert told([(2021, value, more)], tmp_path / "a", "zh") == zh
    assert told([(2021, value, more)], tmp_path / "b", "en") == en


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("d2", "sources disagree in 2019: 50, elsewhere 64."),
        ("d1", "one document gives two figures in 2019: 50, elsewhere 64."),
    ],
)
def test_a_disputed_figure_that_stands_alone_is_said_once(document: str, said: str, tmp_path: Path) -> None:
    made = Story()
    made.place("430000", "湖南", "Hunan")
    made.document("d1", "公报")
    made.document("d2", "年鉴")
    made.indicator("mills", "水泥厂", "Mills", "count")
    made.against(made.stated("mills", "430000", 2019, 50.0, "有[50]。"), 64.0, "有[64]。", document)
    subject = Collection.read(made.write(tmp_path)).subject("mills")
    assert finding(subject, 2013, 2024, "en") == f"Mills, Hunan: {said}"
    (caution,) = (c for c in cautions(subject, wording("reports", "en")) if "none is averaged" in c)
    assert caution.startswith(
        "For 1 figure one document says" if document == "d1" else "Sources disagree on 1 figure."
    )


@pytest.mark.parametrize(
    ("unit", "change", "said"),
    [
        ("count", 1600.0, "增加1600"),
        ("person", -71000.0, "减少7.1万人"),
        ("ug/m3", -4.0, "下降4微克/立方米"),
    ],
)
def test_what_is_counted_is_not_said_to_rise_or_fall(
    unit: str, change: float, said: str, tmp_path: Path
) -> None:
    made = Story()
    made.place("430000", "湖南", "Hunan")
    made.document("d1", "公报")
    made.indicator("mills", "水泥厂", "Mills", unit)
    last, first = 10 * abs(change), 10 * abs(change) - change
    level = made.stated("mills", "430000", 2021, last, f"为[{last}]。")
    step = made.stated(
        "mills", "430000", 2021, change, f"增减[{change}]。", measure="change", unit=unit, base_start=date(2020, 1, 1)
    )  # fmt: skip
    inputs = {"level": level, "change": step}
    made.implied("mills", "430000", 2020, first, first - 1, first + 1, inputs, "level - change")
    subject = Collection.read(made.write(tmp_path)).subject("mills")
    assert finding(subject, 2013, 2024, "zh").endswith(f"，{said}。")


def test_a_change_of_some_months_names_them_in_its_base(tmp_path: Path) -> None:
    made = Story()
    made.place("430000", "湖南", "Hunan")
    made.document("d1", "公报")
    made.indicator("mills", "水泥厂", "Mills", "count")
    months = {
        "period_start": date(2024, 1, 1),
        "period_end": date(2024, 9, 30),
        "base_start": date(2023, 1, 1),
    }
    made.stated("mills", "430000", 2024, 31.5, "增长[31.5%]。", measure="change", unit="%", **months)
    subject = Collection.read(made.write(tmp_path)).subject("mills")
    (row,) = subject.observations
    assert value_words(subject, row, wording("reports", "zh")) == "+31.5%（与2023年1—9月相比）"
    assert value_words(subject, row, wording("reports", "en")) == "+31.5% (on January to September 2023)"
