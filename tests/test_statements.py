"""The reader on made-up sentences of the genre: who, what, when, how much, actual or target."""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC
from pace import assert_linear

from jjjdata import schema
from jjjdata.documents.model import Document
from jjjdata.statements import read_statements

TO_TRADITIONAL = OpenCC("s2t")


def document(text: str, **known: object) -> Document:
    """A document of a city's yearly report for 2022, unless told otherwise."""
    facts = {
        "published": date(2023, 3, 1),
        "published_precision": "day",
        "published_basis": "given",
        "kind": "communiqué",
        "place": "420100",
        "reported_period": "2022",
    } | known
    digest = sha256(text.encode()).hexdigest()
    return Document(document_id="d" + digest[:12], source="made-up.txt", text=text, sha256=digest, **facts)  # type: ignore[arg-type]


def read(text: str, **known: object) -> list[dict[str, object]]:
    return read_statements(document(text, **known)).statements


NEWS = {"kind": "news", "reported_period": None, "published": date(2023, 9, 14)}
YEAR = (date(2022, 1, 1), date(2022, 12, 31))
END = (date(2022, 12, 31), date(2022, 12, 31))
NEXT = (date(2023, 1, 1), date(2023, 12, 31))

# id, text, facts of the document, and for each statement the columns that must stand so
READINGS = [
    (
        "level-and-its-growth",
        "全年全市软件业务收入871.5亿元，比上年增长12.4%。",
        {},
        [
            {"indicator": "软件业务收入", "value": 87_150_000_000, "unit": "CNY", "measure": "level", "aggregation": "period", "period": YEAR},
            {"indicator": "软件业务收入", "value": 12.4, "unit": "%", "measure": "change", "base": (date(2021, 1, 1), date(2021, 12, 31))},
        ],
    ),
    (
        "decline-is-negative",
        "年末生猪存栏62.5万头，下降3.1%；牛奶产量4.4万吨，减产0.6%。",
        {},
        [
            {"value": 625_000, "aggregation": "stock", "period": END},
            {"value": -3.1, "aggregation": "stock", "base": (date(2021, 12, 31), date(2021, 12, 31))},
            {"indicator": "牛奶产量", "value": 44_000, "period": YEAR},
            {"value": -0.6, "indicator": "牛奶产量"},
        ],
    ),
    (
        "shared-verb-and-comparator",
        "新建改造社区食堂超80个、口袋公园35个。",
        {},
        [
            {"indicator": "新建改造社区食堂", "value": 80, "comparator": ">", "value_low": 80, "value_high": None},
            {"value": 35, "unit": "count"},
        ],
    ),
    (
        "counted-thing-after-its-number",
        "引进12家世界500强企业，退出400台以上老旧柴油货车。",
        {},
        [
            {"value": 12, "unit": "count"},
            {"indicator": "退出老旧柴油货车", "value": 400, "comparator": ">="},
        ],
    ),
    (
        "two-subjects-two-values",
        "数控机床、工业机器人产量分别增长8.2%、19.7%。",
        {},
        [
            {"indicator": "数控机床产量", "value": 8.2, "measure": "change"},
            {"indicator": "工业机器人产量", "value": 19.7, "measure": "change"},
        ],
    ),
    (
        "share-of-a-whole",
        "数字经济核心产业增加值2310亿元，占地区生产总值比重达11.5%。",
        {},
        [
            {"value": 231_000_000_000, "measure": "level"},
            {"indicator": "数字经济核心产业增加值占地区生产总值比重", "value": 11.5, "measure": "share"},
        ],
    ),
    (
        "growth-in-multiples-and-multiple-of",
        "跨境电商交易额增长1.3倍，是2019年的4.2倍。",
        {},
        [
            {"value": 1.3, "unit": "times", "measure": "change"},
            {"value": 4.2, "unit": "times", "measure": "multiple", "base": (date(2019, 1, 1), date(2019, 12, 31))},
        ],
    ),
    (
        "from-to",
        "常住人口城镇化率由2017年的71.3%提高到2022年的74.6%。",
        {},
        [
            {"value": 71.3, "measure": "level", "year": 2017},
            {"value": 74.6, "measure": "level", "year": 2022, "indicator": "常住人口城镇化率"},
        ],
    ),
    (
        "points",
        "研发投入强度比上年提高0.25个百分点。",
        {},
        [{"value": 0.25, "unit": "pp", "measure": "change", "base": (date(2021, 1, 1), date(2021, 12, 31))}],
    ),
    (
        "rank",
        "集装箱铁水联运量居全省第2位。",
        {},
        [{"value": 2, "unit": "count", "measure": "rank", "indicator": "集装箱铁水联运量"}],
    ),
    (
        "structure",
        "三次产业结构为6.1:38.4:55.5。",
        {},
        [{"value": 6.1, "measure": "share", "unit": "%"}, {"value": 38.4, "indicator": "三次产业结构第二产业增加值占比"}, {"value": 55.5, "indicator": "三次产业结构第三产业增加值占比"}],
    ),
    (
        "subject-beyond-what-was-counted",
        "软件业务收入跃上2个台阶，达到871亿元，是2018年的2.4倍。",
        {},
        [{"value": 2}, {"indicator": "软件业务收入", "value": 87_100_000_000}, {"indicator": "软件业务收入", "value": 2.4}],
    ),
    (
        "words-are-kept-whole",
        "登记2.6万份技术合同，查处310起违法行为。",
        {},
        [{"indicator": "登记技术合同"}, {"indicator": "查处违法行为"}],
    ),
    (
        "targets-date-their-own-year",
        "二、2023年目标任务\n全年新开工改造小区46个，年末保有量达到900辆。",
        {"kind": "work report"},
        [{"status": "target", "period": NEXT}, {"status": "target", "year": 2023}],
    ),
    (
        "forecast",
        "预计今年货物吞吐量增长6%。",
        NEWS,
        [{"value": 6, "status": "target", "period": NEXT}],
    ),
    (
        "share-without-its-whole",
        "新登记企业18.4万户，占比31%。",
        {},
        [{"value": 184_000}, {"indicator": "新登记企业占比", "measure": "share"}],
    ),
    (
        "range",
        "日均客流保持在120万至150万人次。",
        {},
        [{"value": 1_200_000, "value_upper": 1_500_000, "unit": "person-time"}],
    ),
    (
        "target-of-a-plan-chapter",
        "二、2023年工作安排\n新增公共停车位9000个，粮食产量稳定在210万吨以上。",
        {"kind": "work report"},
        [
            {"value": 9000, "status": "target", "period": NEXT},
            {"value": 2_100_000, "status": "target", "comparator": ">=", "unit": "t"},
        ],
    ),
    (
        "will",
        "今年，黄石将新开通公交线路18条。",
        NEWS,
        [{"value": 18, "status": "target", "place": "420200", "period": NEXT}],
    ),
    (
        "deadline",
        "到2027年，全省建成绿色工厂600家。",
        NEWS | {"place": "420000"},
        [{"value": 600, "status": "target", "year": 2027, "place": "420000"}],
    ),
    (
        "cumulative-to-date",
        "截至目前，全市累计发放消费券13.6亿元。",
        NEWS,
        [{"value": 1_360_000_000, "aggregation": "cumulative", "status": "actual", "period_end": date(2023, 9, 14)}],
    ),
    (
        "undated-result-of-news-is-last-years",
        "宜昌港货物吞吐量突破1.3亿吨。",
        NEWS,
        [{"value": 130_000_000, "period": YEAR, "period_basis": "assumed", "comparator": ">"}],
    ),
    (
        "no-date-no-guess",
        "完成水运货物周转量640亿吨公里。",
        {"kind": "other", "published": None, "published_precision": None, "published_basis": "unknown", "reported_period": None},
        [{"value": 64_000_000_000, "unit": "t.km", "period": (None, None)}],
    ),
    (
        "flow-between-places",
        "2022年上海流向安徽的技术合同成交额93.7亿元。",
        NEWS | {"place": "310000"},
        [{"place": "310000", "counterpart": "340000", "value": 9_370_000_000, "aggregation": "period"}],
    ),
    (
        "place-of-the-heading",
        "一、宜昌市建设提速\n新增绿道44公里。",
        {"kind": "work report", "place": "420000"},
        [{"place": "420500", "place_basis": "carried", "unit": "km"}],
    ),
    (
        "many-places",
        "武汉、襄阳、宜昌三市新能源汽车产量分别为48.1万辆、12.7万辆和3.9万辆。",
        {"place": "420000"},
        [
            {"place": "420100", "value": 481_000, "indicator": "新能源汽车产量"},
            {"place": "420600", "value": 127_000},
            {"place": "420500", "value": 39_000},
        ],
    ),
    (
        "part-of-a-whole",
        "年末全市共有体育场馆214座，其中甲级场馆9座。",
        {},
        [{"value": 214, "part_of": None}, {"value": 9, "part_of": 0}],
    ),
    (
        "stretch-of-years",
        "五年来，城市轨道交通运营里程从237公里增加到460公里。",
        {"kind": "work report", "reported_period": "2018/2022"},
        [{"value": 237, "year": 2017}, {"value": 460, "year": 2022}],
    ),
    (
        "table-with-units-in-its-header",
        "表1 2022年主要工业产品产量\n产品名称 产量（万吨） 比上年增长（%）\n水泥 913.4 -5.2\n生铁 640.0 1.8",
        {},
        [
            {"indicator": "水泥产量", "value": 9_134_000, "unit": "t", "period": YEAR},
            {"indicator": "水泥产量", "value": -5.2, "measure": "change"},
            {"indicator": "生铁产量", "value": 6_400_000},
            {"value": 1.8, "measure": "change"},
        ],
    ),
    (
        "quarters-of-the-year-that-is-over",
        "全年社会物流总额4.7万亿元，增长5.6%。分季度看，一季度增长4.1%，二季度增长6.0%。",
        NEWS | {"published": date(2023, 1, 19)},
        [
            {"period": YEAR},
            {"indicator": "社会物流总额"},
            {"indicator": "社会物流总额", "value": 4.1, "period": (date(2022, 1, 1), date(2022, 3, 31))},
            {"value": 6.0, "period": (date(2022, 4, 1), date(2022, 6, 30))},
        ],
    ),
]  # fmt: skip

NONE_AT_ALL = [
    "推进316国道改造和地铁11号线建设，治理PM10。",
    "坚持“四个着力”，落实“十四五”规划和第三轮行动方案。",
    "两省四市签署协议，一批项目陆续落地。",
    "拨打12315热线，参加第5届博览会。",
    "5G基站、C919飞机和AI大模型快速发展。",
]


def says(
    row: dict[str, object], rows: list[dict[str, object]], expected: dict[str, object]
) -> dict[str, object]:
    """The part of a row that a case speaks of, in the case's words."""
    said: dict[str, object] = {}
    for key in expected:
        if key == "period":
            said[key] = (row["period_start"], row["period_end"])
        elif key == "base":
            said[key] = (row["base_start"], row["base_end"])
        elif key == "year":
            end = row["period_end"]
            said[key] = end.year if isinstance(end, date) else None
        elif key == "part_of":
            said[key] = next((n for n, r in enumerate(rows) if r["statement_id"] == row["part_of"]), None)
        else:
            said[key] = row[key]
    return said


@pytest.mark.parametrize(
    ("text", "known", "expected"), [c[1:] for c in READINGS], ids=[c[0] for c in READINGS]
)
def test_reading(text, known, expected):
    rows = read(text, **known)
    assert [says(row, rows, want) for row, want in zip(rows, expected, strict=False)] == expected
    assert len(rows) == len(expected), [r["value_text"] for r in rows]


@pytest.mark.parametrize("text", NONE_AT_ALL)
def test_names_codes_and_slogans_are_no_statements(text):
    reading = read_statements(document(text))
    assert [r["value_text"] for r in reading.statements] == []
    assert "unread" not in {n["verdict"] for n in reading.numerals}


def test_where_nobody_knows_whose_a_document_is_its_opening_tells():
    text = "武汉市重点项目完成投资61.5亿元。\n产业类项目进展顺利，投产27个。\n宜昌市投产8个。"
    said = {"kind": "news", "place": None}
    assert [(r["place"], r["place_basis"]) for r in read(text, **said)] == [
        ("420100", "stated"), ("420100", "assumed"), ("420500", "stated"),
    ]  # fmt: skip
    assert [r["place"] for r in read("重点项目完成投资61.5亿元。", **said)] == [None]


def test_rows_are_those_that_the_schema_declares():
    for row in read("全市新增就业7.3万人，增长2.0%。\n产品 产量（吨）\n水泥 12.5\n生铁 3.0"):
        assert set(row) == set(schema.STATEMENTS.names)


def test_spans_cover_the_value_as_printed():
    text = "全市约 1,229余家企业，超 3 万 人次参加。"
    for row in read(text):
        start, end = int(str(row["char_start"])), int(str(row["char_end"]))
        assert text[start:end] == row["value_text"]
    assert [r["value_text"] for r in read(text)] == ["约 1,229余家", "超 3 万 人次"]


SENTENCES = [case[1] for case in READINGS if "\n" not in case[1]]
VALUES = (
    "value",
    "value_upper",
    "value_low",
    "value_high",
    "unit",
    "comparator",
    "measure",
    "aggregation",
    "status",
    "period_start",
    "period_end",
)


def essence(rows: list[dict[str, object]]) -> list[tuple[object, ...]]:
    return [tuple(row[key] for key in VALUES) for row in rows]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5, unique=True))
def test_values_do_not_depend_on_script(sentences):
    plain = "\n".join(sentences)
    assert essence(read(TO_TRADITIONAL.convert(plain))) == essence(read(plain))


@settings(max_examples=60)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5, unique=True))
def test_values_do_not_depend_on_width(sentences):
    plain = "\n".join(sentences)
    wide = plain.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789%."})
    assert essence(read(wide)) == essence(read(plain))


@settings(max_examples=60)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5, unique=True))
def test_values_do_not_depend_on_spaces_around_numbers(sentences):
    plain = "\n".join(sentences)
    spaced = re.sub(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])", " ", plain)
    assert essence(read(spaced)) == essence(read(plain))


@settings(max_examples=40)
@given(st.lists(st.sampled_from(READINGS), min_size=2, max_size=6, unique_by=lambda c: c[0]))
def test_documents_read_together_give_what_they_give_apart(cases):
    documents = [document(text, **known) for _, text, known, _ in cases]
    apart = {d.document_id: read_statements(d) for d in documents}
    assert [read_statements(d) for d in reversed(documents)] == [
        apart[d.document_id] for d in reversed(documents)
    ]


@pytest.mark.parametrize("unit", ["亿", "7", "（", "增长5%，", "2021年", "一、", "北京", "3个、"])
def test_time_is_linear_even_for_nonsense(unit):
    assert_linear(lambda size: read((unit * size)[:size]), 4_000)
