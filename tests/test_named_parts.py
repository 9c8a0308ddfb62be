"""Parts called by a short name: named beside their whole, and nowhere else."""

import pytest

from jjjdata.catalogue.entries import read_entry
from jjjdata.catalogue.indicators import identify, indicators, topics
from jjjdata.catalogue.parts import name_parts
from jjjdata.documents import Document
from jjjdata.statements import read_statements

TRADE = (
    "2031年，全省进出口总额{whole}亿元，增长4.1%，其中，出口{out}亿元，增长6.5%，进口{into}亿元，下降2.3%。"
)


def ids(text):
    """What each figure of a text is about, as named beside its whole."""
    document = Document("d1", "a.txt", text, "", place="420000")
    rows = name_parts(read_statements(document).statements)
    return [(row["value_text"], row["measure"], row["indicator_id"], row["topic"]) for row in rows]


def test_exports_and_imports_beside_the_whole():
    assert ids(TRADE.format(whole=6421.5, out=4209.3, into=2212.2)) == [
        ("6421.5亿元", "level", "trade_total", "trade"),
        ("4.1%", "change", "trade_total", "trade"),
        ("4209.3亿元", "level", "exports", "trade"),
        ("6.5%", "change", "exports", "trade"),
        ("2212.2亿元", "level", "imports", "trade"),
        ("2.3%", "change", "imports", "trade"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2031年，全省进出口总额6421.5亿元，其中出口4209.3亿元，进口2212.2亿元。",
        "2031年，全省进出口总额6421.5亿元，其中出口4209.3亿元、增长6.5%，进口2212.2亿元、下降2.3%。",
        "2031年，全省外贸进出口6421.5亿元，增长4.1%。其中，出口4209.3亿元，进口2212.2亿元。",
        "2031年，全省货物进出口总值6421.5亿元。其中：出口4209.3亿元，增长6.5%；进口2212.2亿元。",
    ],
)
def test_however_the_whole_stands_before_them(text):
    levels = [(value, indicator) for value, measure, indicator, _ in ids(text) if measure == "level"]
    assert levels == [("6421.5亿元", "trade_total"), ("4209.3亿元", "exports"), ("2212.2亿元", "imports")]
    assert None not in [indicator for _, _, indicator, _ in ids(text)]


@pytest.mark.parametrize(
    "text",
    [
        "2031年，全省服务贸易进出口总额210亿元，其中出口80亿元，进口130亿元。",
        "2031年，全省跨境电商进出口额210亿元，其中出口80亿元，增长5%。",
        "2031年，全省机电产品进出口总额210亿元，其中出口80亿元。",
        "2031年，全省农产品出口80亿元，增长5%。",
        "2031年，全省进出口总额9200亿元，商品零售额700亿元，其中出口80亿元。",
        "2031年，全省进出口总额9200亿元。县城出口80亿元。",
        "2031年，全省进出口总额9200亿元，其中民营企业进出口5000亿元，其中出口80亿元。",
        "2031年，全省出口80亿元，增长5%，下降的是进口。",
        "2031年，全省进出口总额9200亿元，其中出口企业80家。",
    ],
)
def test_no_part_of_another_whole_and_none_without(text):
    assert not {"exports", "imports"} & {indicator for _, _, indicator, _ in ids(text)}


def test_a_short_name_alone_is_unknown():
    for entry in indicators().values():
        for name in entry.as_part:
            assert identify(name, unit=entry.unit, aggregation=entry.aggregation, place="420000") is None
    assert {name for entry in indicators().values() for name in entry.as_part} >= {"出口", "进口"}


def test_an_entry_may_list_short_names():
    entry = {
        "id": "example", "name_zh": "例", "name_en": "Example", "definition_zh": "例", "definition_en": "Example",
        "topic": "economy", "unit": "CNY", "aggregation": "period", "better": "higher", "additive": True,
    }  # fmt: skip
    assert read_entry(entry | {"as_part": ["短"]}, topics()).as_part == ("短",)
    assert read_entry(entry, topics()).as_part == ()
