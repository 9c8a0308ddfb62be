"""Every format that is read: the same report in each gives the same statements. All figures are made up."""

from __future__ import annotations

import subprocess
import sys
import warnings
from collections import Counter
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from made_files import (
    Block,
    docx_of,
    em,
    html_of,
    line_from,
    pdf_from,
    pdf_of,
    saved,
    text_of,
    words_at,
    xlsx_of,
)

from jjjdata.documents import Document, read_document
from jjjdata.documents.readers import FORMATS, extract
from jjjdata.statements import read_statements

SAME = (
    "value",
    "unit",
    "measure",
    "aggregation",
    "status",
    "period_start",
    "period_end",
    "place",
    "indicator",
)

REPORT: list[Block] = [
    "2031年周口市国民经济和社会发展统计公报",
    "周口市统计局",
    "2032年4月29日",
    "一、综合",
    "初步核算，全年全市地区生产总值748.7亿元，比上年增长5.8%。其中，第一产业增加值53.6亿元，增长2.1%；第二产业增加值"
    "235.9亿元，增长6.4%；第三产业增加值459.2亿元，增长5.9%。三次产业结构继续优化，全年人均地区生产总值61235元，增长4.7%。",
    "年末全市常住人口392.66万人，比上年末增加1.32万人。常住人口城镇化率63.41%，比上年末提高0.87个百分点。",
    "全年城镇新增就业7.52万人，新登记企业3.57万户，增长25.2%。居民消费价格上涨0.3%，食品价格上涨1.1%。",
    "二、农业",
    "全年农林牧渔业总产值185.6亿元，增长2.3%。粮食播种面积266.7万亩，总产量902.6万吨，下降3.2%。",
    "表1 2031年主要农产品产量",
    [
        ["产品名称", "产量（万吨）", "比上年增长（%）"],
        ["粮食", "902.61", "-3.2"],
        ["其中：小麦", "508.58", "-8.6"],
        ["玉米", "365.54", "5.2"],
        ["油料", "56.43", "6.8"],
        ["蔬菜", "1186.96", "4.2"],
    ],
    "全年生猪出栏745.02万头，增长2.7%；牛奶产量4.32万吨，增长10.9%。新建高标准农田16.7万亩。",
    "三、工业和建筑业",
    "全年规模以上工业增加值增长5.0%，高新技术产业增加值增长21.4%。建筑业总产值91.4亿元，增长9.4%。",
    "表2 2031年规模以上工业主要产品产量",
    [
        ["产品名称", "单位", "产量", "比上年增长（%）"],
        ["钢材", "吨", "1577693", "48.8"],
        ["饮料酒", "千升", "23027", "-58.6"],
        ["服装", "万件", "7938", "0.3"],
        ["发电量", "亿千瓦时", "96.9", "2.5"],
    ],
    "四、交通",
    "全年货物运输总量2.92亿吨，增长6.6%；旅客运输总量4448.38万人，增长110.6%。年末民用汽车保有量130.28万辆。",
]  # fmt: skip
MADE = {
    ".txt": text_of,
    ".html": html_of,
    ".docx": docx_of,
    ".pdf": pdf_of,
}


def read(tmp_path: Path, name: str, data: bytes) -> Document:
    (tmp_path / name).write_bytes(data)
    return read_document(tmp_path / name, tmp_path)


def said(document: Document) -> Counter[tuple[object, ...]]:
    assert document.outcome == "read", document.error
    rows = read_statements(document).statements
    return Counter(tuple(row[name] for name in SAME) for row in rows)


def text_in(name: str, data: bytes) -> str:
    return extract(data, Path(name).suffix, name)[0].text


# ------------------------------------------------------------------------------------------------ the same report


@pytest.mark.parametrize("suffix", [".html", ".docx", ".pdf"])
def test_the_same_report_gives_the_same_statements(tmp_path, suffix):
    plain = read(tmp_path, "a.txt", text_of(REPORT))
    other = read(tmp_path, f"b{suffix}", MADE[suffix](REPORT))
    assert (other.title, other.published, other.kind, other.place) == (
        plain.title, plain.published, plain.kind, plain.place,
    )  # fmt: skip
    assert said(plain).total() > 50
    assert said(other) == said(plain)


def test_a_pdf_without_rules_gives_the_same_statements(tmp_path):
    plain, printed = text_of(REPORT), pdf_of(REPORT, ruled=False)
    assert said(read(tmp_path, "b.pdf", printed)) == said(read(tmp_path, "a.txt", plain))


@pytest.mark.parametrize("suffix", MADE)
def test_offsets_and_locators_hold(tmp_path, suffix):
    document = read(tmp_path, f"a{suffix}", MADE[suffix](REPORT))
    end = 0
    for locator in document.locators:
        assert end <= locator.start < locator.end <= len(document.text)
        end = locator.end
    reading = read_statements(document)
    for row in reading.statements:
        assert document.text[row["char_start"] : row["char_end"]] == row["value_text"]
        assert row["locator"] == (document.locator(row["char_start"]) or row["locator"])
    for row in reading.numerals:
        assert document.text[row["char_start"] : row["char_end"]] == row["text"]


LOCATED = {
    ".txt": (None, "2031年主要农产品产量, row 2"),
    ".html": (None, "table 1, row 3"),
    ".docx": (None, "table 1, row 3"),
    ".pdf": ("page 1", "page 1, table 1, row 3"),
}


@pytest.mark.parametrize(("suffix", "places"), LOCATED.items(), ids=LOCATED)
def test_a_statement_says_where_it_stands(tmp_path, suffix, places):
    rows = read_statements(read(tmp_path, f"a{suffix}", MADE[suffix](REPORT))).statements
    found = {row["value_text"]: row["locator"] for row in rows}
    assert (found["748.7亿元"], found["508.58"]) == places


def test_every_format_has_a_reader_and_a_media_type():
    assert set(FORMATS) == {".csv", ".docx", ".htm", ".html", ".md", ".pdf", ".tsv", ".txt", ".xlsx"}
    assert all("/" in each.media_type and callable(each.reader) for each in FORMATS.values())


def test_the_libraries_of_a_format_are_loaded_when_it_is_read():
    code = "import sys, jjjdata.documents as d; print({'docx', 'lxml', 'openpyxl', 'pypdfium2', 'selectolax'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


# --------------------------------------------------------------------------------------------------------- tables

TABLES = {
    "wide, years across, unit in the label": [
        ["指标", "2030年", "2031年"],
        ["粮食产量（万吨）", "71.5", "72.3"],
        ["地区生产总值（亿元）", "748.7", "792.1"],
    ],
    "wide, a column of units": [
        ["指标", "单位", "2030", "2031"],
        ["粮食产量", "万吨", "71.5", "72.3"],
        ["地区生产总值", "亿元", "748.7", "792.1"],
    ],
    "tidy": [
        ["指标", "年份", "数值", "单位", "备注"],
        ["粮食产量", "2030", "71.5", "万吨", ""],
        ["粮食产量", "2031", "72.3", "万吨", "初步数"],
        ["地区生产总值", "2030", "748.7", "亿元", ""],
        ["地区生产总值", "2031", "792.1", "亿元", "初步数"],
    ],
    "tidy, headed in English": [
        ["indicator", "year", "value", "unit"],
        ["粮食产量", "2030", "71.5", "万吨"],
        ["粮食产量", "2031", "72.3", "万吨"],
        ["地区生产总值", "2030", "748.7", "亿元"],
        ["地区生产总值", "2031", "792.1", "亿元"],
    ],
    "rows are years, unit in the header": [
        ["年份", "粮食产量（万吨）", "地区生产总值（亿元）"],
        ["2030年", "71.5", "748.7"],
        ["2031年", "72.3", "792.1"],
    ],
    "a unit line below the names": [
        ["年份", "粮食产量", "地区生产总值"],
        ["", "（万吨）", "（亿元）"],
        ["2030", "71.5", "748.7"],
        ["2031", "72.3", "792.1"],
    ],
    "units in the cells": [
        ["指标", "2030年", "2031年"],
        ["粮食产量", "71.5万吨", "72.3万吨"],
        ["地区生产总值", "748.7亿元", "792.1亿元"],
    ],
    "sections by year": [
        ["指标", "数值", "单位"],
        ["2030年", "", ""],
        ["粮食产量", "71.5", "万吨"],
        ["地区生产总值", "748.7", "亿元"],
        ["2031年", "", ""],
        ["粮食产量", "72.3", "万吨"],
        ["地区生产总值", "792.1", "亿元"],
    ],
}
TOLD = {
    ("粮食产量", 2030, 715_000.0, "t"),
    ("粮食产量", 2031, 723_000.0, "t"),
    ("地区生产总值", 2030, 74_870_000_000.0, "CNY"),
    ("地区生产总值", 2031, 79_210_000_000.0, "CNY"),
}


def told(document: Document) -> set[tuple[object, ...]]:
    rows = read_statements(document).statements
    assert all(row["measure"] == "level" for row in rows)
    return {(row["indicator"], row["period_end"].year, row["value"], row["unit"]) for row in rows}


def csv_of(rows: list[list[str]], encoding: str = "utf-8") -> bytes:
    return "\r\n".join(",".join(row) for row in rows).encode(encoding)


@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES)
def test_a_csv_table_is_read_by_its_columns(tmp_path, rows):
    assert told(read(tmp_path, "a.csv", csv_of(rows))) == TOLD


@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES)
def test_an_xlsx_table_is_read_by_its_columns(tmp_path, rows):
    numbers = [[float(c) if c.replace(".", "").isdigit() else c for c in row] for row in rows]
    assert told(read(tmp_path, "a.xlsx", xlsx_of(numbers))) == TOLD


@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize("suffix", [".docx", ".html", ".pdf"])
def test_a_table_in_a_document_is_read_by_its_columns(tmp_path, rows, suffix):
    assert told(read(tmp_path, f"a{suffix}", MADE[suffix](["主要指标", rows]))) == TOLD


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16", "big5"])
def test_a_csv_file_may_have_any_encoding(tmp_path, encoding):
    rows = TABLES["tidy"]
    if encoding == "big5":
        rows = [
            ["指標", "年份", "數值", "單位"],
            ["糧食產量", "2030", "71.5", "萬噸"],
            ["全年的出口總額", "2031", "3", "億元"],
        ]
    document = read(tmp_path, "a.csv", csv_of(rows, encoding))
    assert document.encoding in (encoding, "utf-8", "utf-16-le")
    assert ("粮食产量", 2030, 715_000.0, "t") in told(document)


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path, mark):
    data = "\n".join(mark.join(row) for row in TABLES["tidy"]).encode()
    assert told(read(tmp_path, "a.csv", data)) == TOLD


def test_quoted_cells_may_hold_delimiters_and_line_ends(tmp_path):
    data = '指标,"绝对数\n（亿元）",单位\n"进出口,总额","1,234.5",亿元\n"出口","7.5",亿元\n'.encode()
    rows = read_statements(read(tmp_path, "a.csv", data)).statements
    assert [(row["value"], row["locator"]) for row in rows] == [
        (123_450_000_000.0, "row 2, column 2"),
        (750_000_000.0, "row 3, column 2"),
    ]


def test_a_tidy_table_may_name_places_and_rates(tmp_path):
    rows = [
        ["地区", "指标", "时间", "数值", "单位"],
        ["北京市", "地区生产总值增速", "2031", "5.2", "%"],
        ["河北省", "粮食产量", "2031-06", "约700", "万吨"],
        ["天津", "粮食产量", "2031年", "12万吨", ""],
        ["天津", "粮食产量", "2031年", "—", "万吨"],
    ]
    seen = read_statements(read(tmp_path, "a.csv", csv_of(rows))).statements
    shown = [
        (r["place"], r["indicator"], r["measure"], r["value"], r["unit"], str(r["period_start"]))
        for r in seen
    ]
    assert shown == [
        ("110000", "地区生产总值增速", "change", 5.2, "%", "2031-01-01"),
        ("130000", "粮食产量", "level", 7_000_000.0, "t", "2031-06-01"),
        ("120000", "粮食产量", "level", 120_000.0, "t", "2031-01-01"),
    ]


def test_places_may_stand_in_columns_and_in_labels(tmp_path):
    across = [["指标", "北京市", "天津市"], ["粮食产量（万吨）", "7", "8"], ["货物出口（亿元）", "3", "4"]]
    down = [["地区", "粮食产量（万吨）", "货物出口（亿元）"], ["北京市", "7", "3"], ["天津市", "8", "4"]]
    unnamed = [["", "粮食产量（万吨）", "货物出口（亿元）"], ["北京市", "7", "3"], ["天津市", "8", "4"]]
    seen = []
    for rows in (across, down, unnamed):
        found = read_statements(read(tmp_path, "a.csv", csv_of(rows))).statements
        seen.append({(r["place"], r["indicator"], r["value"]) for r in found})
    assert seen[0] == seen[1] == seen[2]
    assert ("120000", "货物出口", 400_000_000.0) in seen[0]


def test_headers_over_several_columns_name_each_of_them(tmp_path):
    rows = [
        ["指标", "2030年", None, "2031年", None],
        [None, "绝对数（万吨）", "比上年增长（%）", "绝对数（万吨）", "比上年增长（%）"],
        ["粮食产量", 71.5, 1.5, 72.3, -2.5],
        ["油料产量", 1.5, 2.5, 2.5, 3.5],
    ]
    data = xlsx_of(rows, "主要产品", ["A1:A2", "B1:C1", "D1:E1"])
    seen = read_statements(read(tmp_path, "a.xlsx", data)).statements
    found = {(r["indicator"], r["period_end"].year, r["measure"], r["value"], r["unit"]) for r in seen}
    assert len(found) == 8
    assert ("粮食产量", 2030, "level", 715_000.0, "t") in found
    assert ("粮食产量", 2031, "change", -2.5, "%") in found
    assert {r["locator"] for r in seen if r["value"] == -2.5} == {"主要产品!E3"}


def test_a_merged_number_is_stated_once(tmp_path):
    rows = [["指标", "2030年（吨）", "2031年（吨）"], ["小麦", 7, None], ["玉米", 3, 4]]
    seen = read_statements(read(tmp_path, "a.xlsx", xlsx_of(rows, merged=["B2:C2"]))).statements
    assert [(r["value"], r["locator"]) for r in seen] == [
        (7.0, "Sheet1!B2"),
        (3.0, "Sheet1!B3"),
        (4.0, "Sheet1!C3"),
    ]


def test_a_title_and_a_unit_above_hold_for_the_table(tmp_path):
    rows = [
        ["2031年主要农产品产量", None],
        ["单位：万吨", None],
        ["产品", "全年"],
        ["粮食", 7.5],
        ["油料", 2],
    ]
    seen = read_statements(read(tmp_path, "a.xlsx", xlsx_of(rows, merged=["A1:B1", "A2:B2"]))).statements
    assert [(r["indicator"], r["value"], r["period_end"].year) for r in seen] == [
        ("粮食产量", 75_000.0, 2031),
        ("油料产量", 20_000.0, 2031),
    ]


def test_tables_one_below_the_other_have_their_own_headers(tmp_path):
    rows = [
        ["指标", "2031年（万吨）"], ["小麦", 7], ["玉米", 8], [None, None],
        ["指标", "2030年（亿元）"], ["工业增加值", 9], ["农业增加值", 4],
    ]  # fmt: skip
    seen = read_statements(read(tmp_path, "a.xlsx", xlsx_of(rows))).statements
    assert [(r["indicator"], r["value"], r["period_end"].year, r["locator"]) for r in seen] == [
        ("小麦", 70_000.0, 2031, "Sheet1!B2"),
        ("玉米", 80_000.0, 2031, "Sheet1!B3"),
        ("工业增加值", 900_000_000.0, 2030, "Sheet1!B6"),
        ("农业增加值", 400_000_000.0, 2030, "Sheet1!B7"),
    ]


def test_rows_may_leave_out_their_last_cells(tmp_path):
    data = "2031年主要指标\n指标,单位,数值,备注\n粮食产量,万吨,7.5\n油料产量,万吨,2,初步数\n".encode()
    seen = read_statements(read(tmp_path, "a.csv", data)).statements
    assert [(r["indicator"], r["value"], r["period_end"].year) for r in seen] == [
        ("粮食产量", 75_000.0, 2031),
        ("油料产量", 20_000.0, 2031),
    ]


def test_a_rate_changes_by_points(tmp_path):
    rows = [
        ["指标", "单位", "2031年", "比上年增长（%）"],
        ["城镇化率", "%", "63.41", "0.87"],
        ["粮食产量", "万吨", "7.5", "-2"],
    ]
    seen = read_statements(read(tmp_path, "a.csv", csv_of(rows))).statements
    assert [(r["indicator"], r["value"], r["unit"], r["measure"]) for r in seen] == [
        ("城镇化率", 63.41, "%", "level"),
        ("城镇化率", 0.87, "pp", "change"),
        ("粮食产量", 75_000.0, "t", "level"),
        ("粮食产量", -2.0, "%", "change"),
    ]


def test_rows_that_nothing_names_are_not_read(tmp_path):
    rows = [["单位：万吨", "", ""], ["", "2030年", "2031年"], ["", "7", "8"], ["", "3", "4"]]
    assert read_statements(read(tmp_path, "a.csv", csv_of(rows))).statements == []


def test_columns_without_a_unit_are_not_read(tmp_path):
    assert (
        read_statements(read(tmp_path, "a.csv", csv_of([["指标", "2031年"], ["小麦", "7"]]))).statements == []
    )


# ------------------------------------------------------------------------------------------------------- Markdown


def test_a_table_in_strokes_is_read_and_its_text_stays(tmp_path):
    text = (
        "# 2031年廊坊市主要指标\n\n| 指标 | 绝对数(亿元) | 比上年增长(%) |\n| --- | ---: | --- |\n"
        "| 工业投资 | 350.5 | 5.2 |\n| 商品销售额 | 约120.1 | -4.4 |\n"
    )
    document = read(tmp_path, "a.md", text.encode())
    assert document.text == text
    seen = read_statements(document).statements
    assert [(r["indicator"], r["value"], r["unit"], r["measure"]) for r in seen] == [
        ("工业投资", 35_050_000_000.0, "CNY", "level"),
        ("工业投资", 5.2, "%", "change"),
        ("商品销售额", 12_010_000_000.0, "CNY", "level"),
        ("商品销售额", -4.4, "%", "change"),
    ]
    assert {(r["place"], str(r["period_end"])) for r in seen} == {("131000", "2031-12-31")}
    assert [text[r["char_start"] : r["char_end"]] for r in seen] == ["350.5", "5.2", "约120.1", "-4.4"]


def test_a_row_in_strokes_is_no_title(tmp_path):
    rows = "| 主要指标 | 绝对数（亿元） |\n| --- | --- |\n| 工业投资 | 350.5 |\n"
    assert read(tmp_path, "a.md", rows.encode()).title is None


# ----------------------------------------------------------------------------------------------------------- XLSX

FORMATTED = {
    "per cent": (0.0512, "0.0%", "5.1%"),
    "decimals as shown": (902.6149, "0.00", "902.61"),
    "thousands": (1234567.0, "#,##0", "1234567"),
    "general": (0.1 + 0.2, "General", "0.3"),
    "optional decimals": (7.5, "0.0##", "7.5"),
    "negative in red": (-3.25, "0.0;[Red]-0.0", "-3.3"),
    "units in the format": (12, '0"万吨"', "12"),
    "text": (" 两行\n文字 ", "General", "两行文字"),
}


@pytest.mark.parametrize(("value", "code", "shown"), FORMATTED.values(), ids=FORMATTED)
def test_a_cell_is_taken_as_excel_shows_it(value, code, shown):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["指标", "值"])
    sheet.append(["小麦", value])
    sheet["B2"].number_format = code
    assert text_in("a.xlsx", saved(book)) == f"指标\t值\n小麦\t{shown}\n"


def test_formulas_without_results_are_told(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["粮食产量（吨）", "=1+1"])
    book.active.append(["油料产量（吨）", 3])
    document = read(tmp_path, "a.xlsx", saved(book))
    assert document.outcome == "read"
    assert (
        document.error
        == "1 formulas have no stored result. Open the file in Excel or LibreOffice and save it again."
    )


def test_what_openpyxl_could_not_write_back_is_no_fault(monkeypatch):
    load = openpyxl.load_workbook

    def warn_and_load(*given, **more):
        warnings.warn("Data Validation extension is not supported and will be removed", stacklevel=2)
        return load(*given, **more)

    monkeypatch.setattr(openpyxl, "load_workbook", warn_and_load)
    with warnings.catch_warnings(record=True) as told:
        assert (
            text_in("a.xlsx", xlsx_of([["指标", "2031年（吨）"], ["小麦", 7]]))
            == "指标\t2031年（吨）\n小麦\t7\n"
        )
    assert told == []


def test_hidden_sheets_are_left_out_and_stray_cells_cost_nothing():
    book = openpyxl.Workbook()
    book.active.append(["指标", "2031年（吨）"])
    book.active.append(["小麦", 7])
    book.active["XFD1048576"] = "备注"
    hidden = book.create_sheet("草稿")
    hidden.append(["指标", "2030年（吨）"])
    hidden.sheet_state = "hidden"
    assert text_in("a.xlsx", saved(book)) == "指标\t2031年（吨）\n小麦\t7\n备注\n"


HEADER = ["指标", "绝对数（亿元）", "比上年增长（%）"]
VALUES = [["工业投资", 350.5, 5.2], ["商品销售额", 120.1, 4.4]]


def placed(tmp_path, sheets):
    """Place, last day and unit of each statement of a workbook, and the workbook's own place."""
    document = read(tmp_path, "a.xlsx", workbook_of(sheets))
    seen = read_statements(document).statements
    return document.place, [(r["place"], r["place_basis"], str(r["period_end"]), r["unit"]) for r in seen]


def workbook_of(sheets):
    """A workbook with the rows of each sheet by its name."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return saved(book)


def test_each_sheet_has_the_place_and_year_of_its_own_title(tmp_path):
    titles = {"廊坊": "2031年廊坊市主要指标", "保定": "2030年保定市主要指标", "东湖": "2029年东湖市主要指标"}
    own, seen = placed(tmp_path, {name: [[title], HEADER, *VALUES] for name, title in titles.items()})
    assert own is None
    told = [("131000", 2031), ("130600", 2030), ("东湖市", 2029)]
    assert seen == [
        (place, "carried", f"{year}-12-31", unit) for place, year in told for unit in ("CNY", "%") * 2
    ]


def test_the_name_of_a_sheet_is_a_heading_too(tmp_path):
    rows = [["指标", "绝对数"], *(row[:2] for row in VALUES)]
    sheets = {
        "保定": [["2031年主要指标（亿元）"], *rows],
        "2030年": [["廊坊市主要指标"], ["单位：亿元"], *rows],
        "Sheet3": [["指标", "2028年（亿元）"], *rows[1:]],
    }
    own, seen = placed(tmp_path, sheets)
    assert own is None
    assert seen == [
        *[("130600", "carried", "2031-12-31", "CNY")] * 2,
        *[("131000", "carried", "2030-12-31", "CNY")] * 2,
        *[(None, None, "2028-12-31", "CNY")] * 2,
    ]


def test_districts_lie_in_the_place_of_the_workbook(tmp_path):
    sheets = {"封面": [["廊坊市统计资料"]], "安次区": [HEADER, *VALUES], "全市": [HEADER, *VALUES]}
    own, seen = placed(tmp_path, sheets)
    assert own == "131000"
    assert [place for place, *_ in seen] == ["131002"] * 4 + ["131000"] * 4


# ----------------------------------------------------------------------------------------------------------- DOCX


def with_footnotes(document: docx.document.Document, *notes: str) -> bytes:
    """The document with footnotes, each referred to at the end of its last paragraph."""
    written = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:t>{note}</w:t></w:r></w:p></w:footnote>'
        for n, note in enumerate(notes, 1)
    )
    xml = f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>{written}</w:footnotes>'
    uri = PackURI("/word/footnotes.xml")
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(uri, kind, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    for n in range(len(notes)):
        reference = parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="{n + 1}"/></w:r>')
        document.paragraphs[-1]._p.append(reference)
    return saved(document)


def test_footnotes_stand_at_the_end(tmp_path):
    document = docx.Document()
    document.add_paragraph("全年地区生产总值748.7亿元。")
    read_one = read(
        tmp_path,
        "a.docx",
        with_footnotes(document, "地区生产总值为初步核算数，2030年为708.1亿元。", "按现价计算。"),
    )
    assert (
        read_one.text
        == "全年地区生产总值748.7亿元。\n[1] 地区生产总值为初步核算数，2030年为708.1亿元。\n[2] 按现价计算。\n"
    )
    rows = read_statements(read_one).statements
    assert [(r["value"], r["locator"]) for r in rows] == [(74.87e9, None), (70.81e9, "footnote 1")]


def paragraph(inner: str) -> docx.document.Document:
    document = docx.Document()
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))
    return document


RUNS = {
    "runs are one word": ("<w:r><w:t>74</w:t></w:r><w:r><w:t>8.7亿元</w:t></w:r>", "748.7亿元\n"),
    "line break": ("<w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r>", "一\n二\n"),
    "deleted": ("<w:r><w:t>一</w:t></w:r><w:del><w:r><w:delText>二</w:delText></w:r></w:del>", "一\n"),
    "inserted": ("<w:ins><w:r><w:t>二</w:t></w:r></w:ins>", "二\n"),
    "moved away": ("<w:r><w:t>一</w:t></w:r><w:moveFrom><w:r><w:t>二</w:t></w:r></w:moveFrom>", "一\n"),
    "footnote mark": (
        '<w:r><w:t>增长5.1%</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>[3]</w:t></w:r>',
        "增长5.1%\n",
    ),
    "power": (
        '<w:r><w:t>8km</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>',
        "8km2\n",
    ),
    "text box": (
        "<w:r><w:t>外</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
        "外\n框内\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("inner", "text"), RUNS.values(), ids=RUNS)
def test_the_text_of_a_paragraph(inner, text):
    assert text_in("a.docx", saved(paragraph(inner))) == text


def test_numbers_that_word_makes_are_shown():
    document = docx.Document()
    levels = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("bullet", "●"))
    written = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for n, (form, pattern) in enumerate(levels)
    )
    numbering = document.part.numbering_part.element
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{written}</w:abstractNum>')
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for depth, words in (
        (0, "综合"),
        (1, "经济"),
        (1, "人口"),
        (2, "就业"),
        (3, "点"),
        (0, "农业"),
        (1, "粮食"),
    ):
        properties = document.add_paragraph(words)._p.get_or_add_pPr()
        number = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr>'
        properties.append(parse_xml(number))
    assert text_in("a.docx", saved(document)).split() == [
        "一、综合", "（一）经济", "（二）人口", "1.就业", "点", "二、农业", "（一）粮食",
    ]  # fmt: skip


def test_a_heading_has_the_number_of_its_style():
    document = docx.Document()
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:numFmt w:val="{form}"/><w:pStyle w:val="Heading{n + 1}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for n, (form, pattern) in enumerate((("chineseCounting", "第%1章"), ("decimal", "%2．")))
    )
    numbering = document.part.numbering_part.element
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>')
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for name in ("Heading 1", "Heading 2"):
        properties = document.styles[name].element.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="77"/></w:numPr>'))
    for level, words in ((1, "综合"), (2, "人口"), (2, "就业"), (1, "农业")):
        document.add_heading(words, level)
    assert text_in("a.docx", saved(document)) == "第一章 综合\n1．人口\n2．就业\n第二章 农业\n"


def test_a_table_of_contents_is_left_out():
    document = docx.Document()
    document.styles.add_style("toc 1", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("一、综合\t3", style="toc 1")
    document.add_heading("一、综合", 1)
    assert text_in("a.docx", saved(document)) == "一、综合\n"


def test_merged_cells_of_a_word_table():
    document = docx.Document()
    table = document.add_table(4, 3)
    for row, cells in zip(
        table.rows,
        [["指标", "产量", ""], ["", "2030年", "2031年"], ["小麦", "7", ""], ["玉米", "3", "4"]],
        strict=True,
    ):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(2, 1).merge(table.cell(2, 2))
    assert text_in("a.docx", saved(document)) == (
        "指标\t产量\t产量\n指标\t2030年\t2031年\n小麦\t7\t\n玉米\t3\t4\n"
    )


def test_a_table_within_a_table_is_read_and_the_outer_one_lays_out():
    document = docx.Document()
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "左栏有一段话。"
    inner = outer.cell(0, 1).add_table(2, 2)
    for cell, words in zip((c for row in inner.rows for c in row.cells), "甲乙丙丁", strict=True):
        cell.text = words
    assert text_in("a.docx", saved(document)) == "左栏有一段话。\n甲\t乙\n丙\t丁\n"


def test_a_row_that_holds_a_sentence_is_written_apart():
    document = docx.Document()
    table = document.add_table(2, 2)
    for cell, words in zip(
        (c for row in table.rows for c in row.cells),
        ["项目", "内容", "机场", "新建跑道2条，投资8亿元。明年完工。"],
        strict=True,
    ):
        cell.text = words
    assert text_in("a.docx", saved(document)) == "项目\t内容\n机场\n新建跑道2条，投资8亿元。明年完工。\n"


# ----------------------------------------------------------------------------------------------------------- HTML

PAGES = {
    "scripts and styles": ("<p>一</p><script>二</script><style>三</style><noscript>四</noscript>", "一\n"),
    "blocks": ("<h1>题</h1><div>一<br>二</div><ul><li>三<li>四</ul>", "题\n一\n二\n三\n四\n"),
    "inline": ("<p>20<span>31</span>年<b>增长</b></p>", "2031年增长\n"),
    "entities": ("<p>A&amp;B&nbsp;&lt;5&#65;</p>", "A&B <5A\n"),
    "comments": ("<p>一<!-- 二 <p>三</p> --></p>", "一\n"),
    "hidden": ("<p hidden>零</p><p style='display: none'>一</p><p>二</p>", "二\n"),
    "footnote mark": ("<p>增长5.1%<sup>[2]</sup></p><p>8km<sup>2</sup></p>", "增长5.1%\n8km2\n"),
    "navigation": ("<ul>" + "<li><a href=x>栏目</a>" * 5 + "</ul><p>正文</p>", "正文\n"),
    "a list with links is no navigation": ("<ul><li><a>甲</a>建成三条线路</ul>", "甲建成三条线路\n"),
    "footer": ("<p>一</p><footer>二</footer><article><footer>三</footer></article>", "一\n三\n"),
    "preformatted": ("<pre>一\n二</pre>", "一\n二\n"),
    "layout table": ("<table><tr><td><p>一。</p><p>二。</p></td></tr></table>", "一。\n二。\n"),
    "nested table": (
        "<table><tr><td>外<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table></table>", "外\n甲\t乙\n丙\t丁\n",
    ),
    "spans": (
        "<table><tr><th rowspan=2>指标<th colspan=2>产量<tr><th>去年<th>今年<tr><td>小麦<td>1<td>2</table>",
        "指标\t产量\t产量\n指标\t去年\t今年\n小麦\t1\t2\n",
    ),
    "spans beyond the table": (
        "<table><tr><td rowspan=99999 colspan=0>一<td>二<tr><td>三</table>", "一\t二\n一\t三\n",
    ),
    "empty columns": ("<table><tr><td colspan=3>甲<td>乙<tr><td colspan=3>1<td>2</table>", "甲\t乙\n1\t2\n"),
    "caption": ("<table><caption>表1</caption><tr><td>甲<td>乙<tr><td>丙<td>丁</table>", "表1\n甲\t乙\n丙\t丁\n"),
    "unclosed": ("<div><p>一<p>二<table><tr><td>甲<td>乙<tr><td>丙<td>丁", "一\n二\n甲\t乙\n丙\t丁\n"),
    "a mark of smaller": ("<p>若 a < b 则减少</p>", "若 a < b 则减少\n"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "text"), PAGES.values(), ids=PAGES)
def test_the_text_of_a_page(body, text):
    assert text_in("a.html", f"<html><body>{body}</body></html>".encode()) == text


def test_a_page_may_describe_itself(tmp_path):
    head = (
        '<meta name="ArticleTitle" content="2031年工作要点"><meta name="PubDate" content="2031-02-03 10:00">'
    )
    document = read(
        tmp_path, "a.html", f"<head>{head}<title>某市政府网</title></head><p>正文有一句话。</p>".encode()
    )
    assert (document.title, str(document.published), document.published_basis) == (
        "2031年工作要点",
        "2031-02-03",
        "stated",
    )


def test_the_title_of_the_window_counts_if_it_heads_the_text(tmp_path):
    page = "<title>{}_某网</title><p>要闻</p><p>某市二〇三一年工作要点</p><p>正文有一句话。</p>"
    assert read(tmp_path, "a.html", page.format("二〇三一年工作要点").encode()).title == "二〇三一年工作要点"
    assert read(tmp_path, "b.html", page.format("首页大全").encode()).title == "某市二〇三一年工作要点"


# ------------------------------------------------------------------------------------------------------------ PDF

LEFT = "左栏第一行共有一十四个字符整左栏第二行共有一十四个字符整左栏第三行共有一十四个字符整左栏末行。"
RIGHT = "右栏第一行共有一十四个字符整右栏第二行共有一十四个字符整右栏第三行共有一十四个字符整右栏末行。"


def column(words: str, x: float, y: float, width: int = 14, size: float = 12) -> str:
    lines = [words[n : n + width] for n in range(0, len(words), width)]
    return "".join(words_at(x, y - n * 20, line, size) for n, line in enumerate(lines))


def test_columns_are_read_one_after_the_other():
    headline = "一个横跨两栏的大标题在这里占满了整整一行的宽度直到右边"
    page = words_at(90, 780, headline, 16) + column(LEFT, 90, 740) + column(RIGHT, 320, 740)
    assert text_in("a.pdf", pdf_from([page])) == f"{headline}\n{LEFT}\n{RIGHT}\n"


@pytest.mark.parametrize("gap", [1.0, 1.5, 2.0])
def test_columns_of_a_short_page_are_read_one_after_the_other(gap):
    left, right = (words_apart(number, 112) for number in ("甲", "乙"))
    page = words_at(60, 800, "平湖晚报 2031年4月9日 第三版", 9) + words_at(280, 40, "- 3 -", 9)
    page += column(left, 60, 760, width=15) + column(right, 60 + (15 + gap) * 12, 760, width=15)
    head = "平湖晚报 2031年4月9日 第三版"
    assert text_in("a.pdf", pdf_from([page])) == f"{head}\n{left}\n{right}\n"


def test_wide_spaces_in_prose_are_no_gutter():
    lines = [
        words_apart(mark, 10 + n) + "\u3000" + words_apart(mark, 20 - n)
        for n, mark in enumerate("甲乙丙丁戊己")
    ]
    page = "".join(words_at(60, 760 - n * 20, line, 12) for n, line in enumerate(lines))
    assert text_in("a.pdf", pdf_from([page])).count("\n") <= 2


def words_apart(mark, length):
    """Prose of this length without a stop, which tells where it stands."""
    return "".join(f"{mark}处的第{chr(0x4E00 + n)}项工作正在推进" for n in range(length))[:length]


def test_hard_wraps_are_joined_over_pages(tmp_path):
    sentence = "全市实现" + "很长的一句话" * 20 + "签约项目共有1234个。"
    document = read(
        tmp_path,
        "a.pdf",
        pdf_of([*(f"第{n}段，讲的是第{n}件事情，没有别的内容。" for n in range(24)), sentence]),
    )
    assert sentence in document.text
    assert "- 1 -" not in document.text
    (row,) = [r for r in read_statements(document).statements if r["value"] == 1234]
    assert row["locator"] == "page 2"


def test_running_heads_are_left_out_and_a_title_stays():
    blocks: list[Block] = [
        "某某市统计局公报汇编",
        *(f"第{n}段，讲的是第{n}件事情，没有别的内容。" for n in range(80)),
    ]
    text = text_in("a.pdf", pdf_of(blocks))
    assert text.count("某某市统计局公报汇编") == 1
    assert text.startswith("某某市统计局公报汇编\n第0段")


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "aligned"])
def test_a_table_goes_on_over_pages(tmp_path, ruled):
    rows = [["产品", "单位", "2031年"], *([f"第{n}类产品产量", "万吨", f"{n}.5"] for n in range(70))]
    blocks: list[Block] = ["2031年主要产品", *(f"第{n}段。" for n in range(3)), rows, "全年建成道路8公里。"]
    seen = read_statements(read(tmp_path, "a.pdf", pdf_of(blocks, ruled=ruled))).statements
    assert [r["value"] for r in seen] == [*(10_000 * n + 5_000 for n in range(70)), 8]
    assert (seen[60]["locator"], seen[70]["locator"]) == ("page 3, table 1, row 16", "page 3")


def test_prose_is_not_joined_to_the_table_above(tmp_path):
    rows = [["产品", "产量（吨）"], ["小麦", "7"], ["玉米", "8"]]
    words = "在表格前面的这一行文字正好写满了整整一行一直到右边的边缘再接着写下去一直到满"
    text = text_in("a.pdf", pdf_of([words + "为止，", rows, words + "。"]))
    assert text.split("\n")[-5:] == ["产品\t产量（吨）", "小麦\t7", "玉米\t8", words + "。", ""]


def test_a_spanning_header_between_rules(tmp_path):
    words = {
        (0, 0): "指标",
        (0, 1): "产量（吨）",
        (1, 1): "2030年",
        (1, 2): "2031年",
        (2, 0): "小麦",
        (2, 1): "7",
        (2, 2): "8",
    }
    page = "".join(
        words_at(100 + 120 * c + (40 if (r, c) == (0, 1) else 0), 700 - 20 * r, w, 10)
        for (r, c), w in words.items()
    )
    page += "".join(line_from(90, y, 450, y) for y in (714, 674, 654)) + line_from(210, 694, 450, 694)
    page += "".join(line_from(x, 654, x, 714) for x in (90, 210, 450)) + line_from(330, 654, 330, 694)
    assert (
        text_in("a.pdf", pdf_from([page]))
        == "指标\t产量（吨）\t产量（吨）\n指标\t2030年\t2031年\n小麦\t7\t8\n"
    )


def test_a_raised_number_is_a_footnote_mark():
    page = words_at(90, 700, "生产总值增长5.1%", 14) + words_at(
        90 + 14 * em("生产总值增长5.1%"), 707, "[2]", 7
    )
    page += words_at(90 + 14 * em("生产总值增长5.1%") + 11, 700, "，总量扩大", 14)
    assert text_in("a.pdf", pdf_from([page + column(LEFT, 90, 600)])).startswith(
        "生产总值增长5.1%，总量扩大\n"
    )


def test_pages_without_text_are_told(tmp_path):
    pages = [column(LEFT, 90, 740), ""]
    document = read(tmp_path, "a.pdf", pdf_from(pages, picture=True))
    assert document.outcome == "read"
    assert document.error is not None
    assert document.error.startswith("page 2: pictures without text were not read.")


def test_a_lone_character_of_a_font_that_the_file_does_not_hold_is_read():
    page = words_at(90, 700, "钢材的产量按重量计") + words_at(290, 700, "吨") + column(LEFT, 90, 600)
    assert text_in("a.pdf", pdf_from([page])).startswith("钢材的产量按重量计 吨\n")


def test_radicals_in_a_pdf_are_the_characters_that_they_look_like():
    assert text_in(
        "a.pdf", pdf_from([words_at(90, 700, "全年⽣产⻓绒棉⼀⼗⼆万吨，⺠⽣得到改善", font="F2")])
    ) == ("全年生产长绒棉一十二万吨，民生得到改善\n")


TURNED = {
    0: "1 0 0 1 {x} {down}",
    90: "0 1 -1 0 {y} {x}",
    180: "-1 0 0 -1 {left} {y}",
    270: "0 -1 1 0 {up} {right}",
}


@pytest.mark.parametrize(("turned", "matrix"), TURNED.items(), ids=map(str, TURNED))
def test_pages_that_are_shown_turned_are_read_as_shown(turned, matrix):
    rows = [["指标", "单位", "2031年"], ["第一类产品产量", "万吨", "7.5"], ["第二类产品产量", "万吨", "1"]]
    page = ""
    for n, row in enumerate(rows):
        for place, words in enumerate(row):
            x, y = 60 + 150 * place, 80 + 30 * n  # from the upper left corner of the page as shown
            places = {"x": x, "y": y, "down": 842 - y, "left": 595 - x, "up": 595 - y, "right": 842 - x}
            page += f"BT /F1 12 Tf {matrix.format(**places)} Tm <{words.encode('utf-16-be').hex()}> Tj ET\n"
    assert text_in("a.pdf", pdf_from([page], turned=turned)) == "".join("\t".join(row) + "\n" for row in rows)
