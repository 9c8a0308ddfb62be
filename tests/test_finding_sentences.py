"""The sentence that a report begins with, and its cautions: true for every kind of series."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from made_up import Story

from jjjdata.charts.marks import Amount
from jjjdata.charts.subject import Collection
from jjjdata.charts.wording import wording
from jjjdata.reports.content.cautions import cautions
from jjjdata.reports.content.finding import compare, finding


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
STOCK = {"aggregation": "stock", "period_start": date(2021, 12, 31)}
FINDINGS = [
    ("rising", [(2019, 50.0, {}), (2021, 60.0, {})], "Mills, Hunan: up from 50 in 2019 to 60 in 2021, a rise of 20%."),
    ("falling", [(2019, 50.0, {}), (2021, 40.0, {})], "Mills, Hunan: down from 50 in 2019 to 40 in 2021, a fall of 20%."),
    ("doubling", [(2019, 50.0, {}), (2021, 150.0, {})], "Mills, Hunan: up from 50 in 2019 to 150 in 2021, 3 times as much."),
    ("unchanged", [(2019, 50.0, {}), (2021, 50.0, {})], "Mills, Hunan: 50 in 2019 and again in 2021."),
    ("single", [(2019, 50.0, {})], "Mills, Hunan: 50 in 2019."),
    ("single stock", [(2021, 50.0, STOCK)], "Mills, Hunan: 50 at the end of 2021."),
    ("bound above", [(2019, 50.0, {}), (2021, 60.0, OPEN)], "Mills, Hunan: up from 50 in 2019 to more than 60 in 2021."),
    ("bound unclear", [(2019, 50.0, {}), (2021, 40.0, OPEN)], "Mills, Hunan: 50 in 2019, more than 40 in 2021; the wording does not settle whether it rose or fell."),
    ("peak", [(2019, 50.0, {}), (2020, 90.0, {}), (2021, 60.0, {})], "Mills, Hunan: up from 50 in 2019 to 60 in 2021, a rise of 20%, with a higher 90 in 2020."),
    ("trough", [(2019, 50.0, {}), (2020, 10.0, {}), (2021, 60.0, {})], "Mills, Hunan: up from 50 in 2019 to 60 in 2021, a rise of 20%, with a lower 10 in 2020."),
    ("target open", [(2019, 50.0, {}), (2021, 70.0, TARGET)], "Mills, Hunan: 50 in 2019; target of 70 in 2021, with no result in the documents."),
    ("target met", [(2019, 50.0, {}), (2019, 45.0, TARGET)], "Mills, Hunan: 50 in 2019; target of 45 in 2019."),
    ("target only", [(2021, 70.0, TARGET)], "Mills, Hunan: target of 70 in 2021, with no result in the documents."),
    ("half a year beside years", [(2019, 50.0, {}), (2020, 60.0, {}), (2021, 20.0, {"period_end": date(2021, 6, 30)})], "Mills, Hunan: up from 50 in 2019 to 60 in 2020, a rise of 20%."),
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
