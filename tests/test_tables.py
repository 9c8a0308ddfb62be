"""Tables in running text: text in, cells out. All figures are made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pace import assert_linear

from jjjdata.recognise.tables import Cell, find_cells
from jjjdata.statements.table_headings import place_of_headings


def shown(cell: Cell) -> str:
    value = format(cell.value.normalize(), "f")
    return f"{cell.label} | {cell.column.name} | {cell.column.kind} | {value} {cell.unit}"


TABLES = {
    "units in the header": (
        "产品名称 产量（万吨） 比上年增长（%）\n小麦 71.3 -2.6\n玉米 40.2 3.1",
        ["小麦 | 产量 | level | 713000 t", "小麦 | 比上年增长 | change | -2.6 %",
         "玉米 | 产量 | level | 402000 t", "玉米 | 比上年增长 | change | 3.1 %"],
    ),
    "one unit for all": (
        "单位：亿元\n指标 2031年 2032年\n工业 7.5 8.5\n农业 3 4",
        ["工业 | 2031年 | level | 750000000 CNY", "工业 | 2032年 | level | 850000000 CNY",
         "农业 | 2031年 | level | 300000000 CNY", "农业 | 2032年 | level | 400000000 CNY"],
    ),
    "计量单位 for all": (
        "计量单位：万人\n指标 全市\n城镇 7.5\n乡村 3",
        ["城镇 | 全市 | level | 75000 person", "乡村 | 全市 | level | 30000 person"],
    ),
    "a column of units": (
        "指标 单位 绝对数 比上年增长（%）\n小麦产量 万吨 71.3 -2.6\n公路 公里 120 0.5",
        ["小麦产量 | 绝对数 | level | 713000 t", "小麦产量 | 比上年增长 | change | -2.6 %",
         "公路 | 绝对数 | level | 120 km", "公路 | 比上年增长 | change | 0.5 %"],
    ),
    "a column headed 计量单位": (
        "指标 计量单位 绝对数\n小麦产量 万吨 71.3\n公路 公里 120",
        ["小麦产量 | 绝对数 | level | 713000 t", "公路 | 绝对数 | level | 120 km"],
    ),
    "units in the labels": (
        "表2 主要指标\n指标 2031年\n地区生产总值（亿元） 71.5\n常住人口（万人） 12",
        ["地区生产总值（亿元） | 2031年 | level | 7150000000 CNY", "常住人口（万人） | 2031年 | level | 120000 person"],
    ),
    "parts have the unit of their whole": (
        "指标 2031年\n进出口总额（亿元） 71.5\n#出口 12\n其中：机电 3\n人口 5",
        ["进出口总额（亿元） | 2031年 | level | 7150000000 CNY", "出口 | 2031年 | level | 1200000000 CNY",
         "机电 | 2031年 | level | 300000000 CNY"],
    ),
    "the header's unit goes before the label's": (
        "指标 产值（亿元） 增速（%）\n小麦（万吨） 7 1\n玉米（万吨） 8 2",
        ["小麦（万吨） | 产值 | level | 700000000 CNY", "小麦（万吨） | 增速 | change | 1 %",
         "玉米（万吨） | 产值 | level | 800000000 CNY", "玉米（万吨） | 增速 | change | 2 %"],
    ),
    "columns are bare years": (
        "年份 2029 2030 2031\n地区生产总值（亿元） 7 8 9\n常住人口（万人） 11 12 13",
        [f"{label} | {year}年 | level | {value}"
         for label, values in (("地区生产总值（亿元）", ("700000000 CNY", "800000000 CNY", "900000000 CNY")),
                               ("常住人口（万人）", ("110000 person", "120000 person", "130000 person")))
         for year, value in zip((2029, 2030, 2031), values, strict=True)],
    ),
    "rows are years": (
        "年份 地区生产总值（亿元） 增速（%）\n2029年 7 1.5\n2030年 8 -2",
        ["地区生产总值 | 2029年 | level | 700000000 CNY", "地区生产总值 | 2029年 | change | 1.5 %",
         "地区生产总值 | 2030年 | level | 800000000 CNY", "地区生产总值 | 2030年 | change | -2 %"],
    ),
    "rows are bare years": (
        "年份 出生人口（万人）\n2029 7\n2030 8",
        ["出生人口 | 2029年 | level | 70000 person", "出生人口 | 2030年 | level | 80000 person"],
    ),
    "the title says that it is a change": (
        "表3 2031年居民消费价格比上年涨跌幅度\n单位：%\n指标 全市 城市 农村\n食品 1.5 -0.4 0.6\n衣着 0.1 0.2 0.3",
        ["食品 | 全市 | change | 1.5 %", "食品 | 城市 | change | -0.4 %", "食品 | 农村 | change | 0.6 %",
         "衣着 | 全市 | change | 0.1 %", "衣着 | 城市 | change | 0.2 %", "衣着 | 农村 | change | 0.3 %"],
    ),
    "rows divided by lines of their own": (
        "指 标 年末数(万人) 比重(%)\n常住人口 200.5 100.0\n按城乡分\n\n城 镇 150.5 75.06\n乡 村 50.0 24.94",
        ["常住人口 | 年末数 | level | 2005000 person", "常住人口 | 比重 | share | 100 %",
         "城镇 | 年末数 | level | 1505000 person", "城镇 | 比重 | share | 75.06 %",
         "乡村 | 年末数 | level | 500000 person", "乡村 | 比重 | share | 24.94 %"],
    ),
    "a row with more than the whole is none": (
        "指标 比重（%）\n城镇 1500.5\n乡村 24.9",
        ["乡村 | 比重 | share | 24.9 %"],
    ),
    "growth of what its own column names, in rows of years": (
        "年份 地区生产总值（亿元） 增速（%） 固定资产投资增速（%）\n2029年 7 1.5 3\n2030年 8 -2 4",
        ["地区生产总值 | 2029年 | level | 700000000 CNY", "地区生产总值 | 2029年 | change | 1.5 %",
         "固定资产投资 | 2029年 | change | 3 %", "地区生产总值 | 2030年 | level | 800000000 CNY",
         "地区生产总值 | 2030年 | change | -2 %", "固定资产投资 | 2030年 | change | 4 %"],
    ),
    "the title says that it is a share": (
        "表3 人口构成 单位：%\n指标 全市\n城镇 60\n乡村 40",
        ["城镇 | 全市 | share | 60 %", "乡村 | 全市 | share | 40 %"],
    ),
    "a header of several lines": (
        "指标\n2031年\n比上年增长（%）\n小麦（万吨） 7 1\n玉米（万吨） 8 2",
        ["小麦（万吨） | 2031年 | level | 70000 t", "小麦（万吨） | 比上年增长 | change | 1 %",
         "玉米（万吨） | 2031年 | level | 80000 t", "玉米（万吨） | 比上年增长 | change | 2 %"],
    ),
    "units below the names of the columns": (
        "产量 比上年增长\n产品名称 （万吨） （%）\n小麦 7 1\n玉米 8 2",
        ["小麦 | 产量 | level | 70000 t", "小麦 | 比上年增长 | change | 1 %",
         "玉米 | 产量 | level | 80000 t", "玉米 | 比上年增长 | change | 2 %"],
    ),
    "empty cells and marks": (
        "指标 产量（吨） 增长（%）\n其中：小麦 1,234.5 —\n#玉米 — 3",
        ["小麦 | 产量 | level | 1234.5 t", "玉米 | 增长 | change | 3 %"],
    ),
    "an index of the year before": (
        "指标 2031年（上年=100）\n食品 101.5\n衣着 99.8",
        ["食品 | 2031年 | level | 101.5 index", "衣着 | 2031年 | level | 99.8 index"],
    ),
    "no unit anywhere": ("指标 2031年\n小麦 7\n玉米 8", []),
    "a single row": ("指标 产量（吨）\n小麦 7", []),
    "prose": ("产量（吨）。\n小麦产量达到 7\n玉米产量。达到 8", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "cells"), TABLES.values(), ids=TABLES)
def test_cells(text: str, cells: list[str]) -> None:
    assert [shown(c) for c in find_cells(text)] == cells


def test_the_title_loses_its_number_and_unit() -> None:
    text = "表3 2031年人口构成 单位：%\n指标 全市\n城镇 60\n乡村 40"
    assert {c.title for c in find_cells(text)} == {"2031年人口构成"}


def test_a_title_without_a_number() -> None:
    text = "2031年居民消费价格涨跌幅度\n单位：%\n指标 全市\n食品 6\n衣着 4"
    assert {(c.title, c.column.kind) for c in find_cells(text)} == {("2031年居民消费价格涨跌幅度", "change")}


@given(st.text("表1 年份指标单位（）亿元%：\n\t\t2031年城镇7.5-—,、。#", max_size=80))
def test_cells_stand_where_they_say(text: str) -> None:
    last = 0
    for cell in find_cells(text):
        assert text[cell.start : cell.end] == cell.numeral
        assert "\n" not in text[cell.line_start : cell.line_end]
        assert last <= cell.line_start < cell.start < cell.end <= cell.line_end
        last = cell.line_start


@pytest.mark.parametrize(
    "unit",
    [
        "1 ",
        "1 \n",
        "城镇 1 2\n",
        "（",
        "单位：",
        "— ",
        "年份 2031 2032\n",
        "表1 ",
        "1\t",
        "\t",
        "小麦（吨）\t1\n",
        "指标\t2031年\n小麦\t1吨\n",
        "指标\t单位\n",
    ],
)
def test_time_is_linear(unit: str) -> None:
    assert_linear(lambda size: find_cells(unit * (size // len(unit)) + "。"), 5_000)


@pytest.mark.parametrize(
    ("heading", "place"),
    [
        ("（一）2031年1-6月保定市主要指标", "130600"),
        ("河北省保定市主要指标", "130600"),
        ("东湖市", "东湖市"),
        ("2031年东湖县国民经济情况", "东湖县"),
        *(
            (words, None)
            for words in ("全市主要指标", "地级市主要指标", "贫困县情况", "东湖市场", "上市公司情况")
        ),
        ("南京大学主要指标", None),
        ("与保定市的贸易", None),
    ],
)
def test_the_place_that_a_heading_begins_with(heading: str, place: str | None) -> None:
    assert place_of_headings([heading], "131000") == place
