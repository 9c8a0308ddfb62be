"""The two ends of a change, the years that a yearly average sums up, and how long a deadline holds; made-up sentences."""

from __future__ import annotations

from datetime import date

import pytest
from test_statements import NEWS, document, read, says

from jjjdata.statements import read_statements

REPORT = {"kind": "work report", "reported_period": "2022", "published": date(2023, 1, 12)}


def years(first: int, last: int) -> tuple[date, date]:
    """Whole years."""
    return date(first, 1, 1), date(last, 12, 31)


# id, text, facts of the document, and for each statement the columns that must stand so
YEARLY_GROWTH = [
    (
        "since-the-year-of-the-multiple",
        "2022年，全市生产总值4120亿元，是2016年的1.8倍，年均增长10.4%；财政收入310亿元，年均增长9%；单位产值能耗累计下降17%。",
        REPORT,
        [
            {"period": years(2022, 2022)},
            {"base": years(2016, 2016)},
            {"period": years(2016, 2022), "base": (None, None)},
            {"period": years(2022, 2022)},
            {"period": years(2016, 2022)},
            {"period": years(2017, 2022), "base": years(2016, 2016)},
        ],
    ),
    (
        "in-the-years-of-the-heading",
        "一、过去五年工作回顾\n2022年，工业投资520亿元，年均增长11%；城乡居民收入年均分别增长8.1%和9.3%；用水量累计下降12%。",
        REPORT,
        [
            {"period": years(2022, 2022)},
            {"period": years(2018, 2022)},
            {"period": years(2018, 2022)},
            {"period": years(2018, 2022)},
            {"period": years(2018, 2022), "value": -12, "base": years(2017, 2017)},
        ],
    ),
    (
        "years-in-the-heading-beside-one-of-them",
        "一、“十三五”时期发展成就和2020年工作\n工业投资年均增长6.3%，工业总产值从1200亿元增加到1500亿元。服务业增加值增长4%。",
        {"kind": "work report", "reported_period": "2020", "published": date(2021, 1, 20)},
        [{"period": years(2016, 2020)}, {"year": 2015}, {"year": 2020}, {"period": years(2020, 2020)}],
    ),
    (
        "years-that-nobody-knows",
        "农村居民收入年均增长8.3%。",
        REPORT,
        [{"period": (None, date(2022, 12, 31)), "base": (None, None)}],
    ),
    (
        "up-to-a-year-to-come",
        "到2026年，服务业占比年均提高0.8个百分点以上。",
        REPORT,
        [{"period": years(2023, 2026), "status": "target", "base": (None, None)}],
    ),
]

ENDS = [
    (
        "goes-on-with-the-last-pair-of-years",
        "地区生产总值从2017年的3050亿元增加到2022年的4120亿元。工业总产值从6200亿元增加到8100亿元，年均增长5.5%。"
        "固定资产投资年均增长7%。\n进出口额从上年的90亿元增加到102亿元。",
        REPORT,
        [
            {"year": 2017},
            {"year": 2022},
            {"period": years(2017, 2017), "period_basis": "carried"},
            {"period": years(2022, 2022)},
            {"period": years(2017, 2022)},
            {"period": years(2017, 2022)},
            {"year": 2021},
            {"year": 2022},
        ],
    ),
    (
        "within-a-part-of-the-year",
        "今年上半年，新能源汽车销量占比由31.2%提高到36.8%。",
        NEWS,
        [
            {"period": (date(2022, 1, 1), date(2022, 6, 30)), "period_basis": "assumed", "status": "actual"},
            {"period": (date(2023, 1, 1), date(2023, 6, 30)), "status": "actual"},
        ],
    ),
    (
        "aims-of-a-year",
        "二、2023年目标任务\n研发投入强度由2.1%提高到2.3%。",
        REPORT,
        [{"year": 2022, "status": "actual"}, {"year": 2023, "status": "target"}],
    ),
    (
        "what-an-aim-begins-with-is-of-now",
        "力争到2025年，科技型企业由1.1万家扩大到1.6万家。",
        NEWS,
        [
            {"status": "actual", "period": (NEWS["published"], NEWS["published"]), "period_basis": "assumed"},
            {"status": "target", "year": 2025},
        ],
    ),
    (
        "before-the-year-is-over",
        "力争年内示范点由3家增加到5家。预计到年底，泊位将由12个增加到15个。",
        NEWS,
        [
            {"status": "actual", "period": (NEWS["published"], NEWS["published"])},
            {"status": "target", "year": 2023},
            {"status": "actual", "period": (NEWS["published"], NEWS["published"])},
            {"status": "target", "year": 2023},
        ],
    ),
    (
        "the-end-of-the-year-is-of-what-it-led-to",
        "年末床位由3万张增加到3.2万张。2019年由30家增加到2022年的50家。",
        REPORT,
        [{"year": 2021}, {"year": 2022}, {"year": 2019}, {"year": 2022}],
    ),
    (
        "a-day-still-to-come",
        "到2023年底，跨市公交线路将由目前的18条增至22条。",
        NEWS,
        [
            {"status": "actual", "period": (NEWS["published"], NEWS["published"])},
            {"status": "target", "period": (date(2023, 12, 31), date(2023, 12, 31))},
        ],
    ),
]

SUMMED_UP = [
    (
        "of-one-and-of-all",
        "臭氧浓度下降，其中长沙市从2016年的150微克/立方米降至2022年的120微克/立方米，降幅20%，全省降幅16%；财政收入增长5%。",
        REPORT | {"place": "430000"},
        [{}, {}, {"base": years(2016, 2016)}, {"base": years(2016, 2016)}, {"base": years(2021, 2021)}],
    ),
]

STATUS = [
    (
        "a-deadline-over-dashed-items",
        "一、工作目标\n到2027年，协作水平明显提升。\n──产业实力增强。工业总产值达到9000亿元左右。\n"
        "──开放水平提升。年实际使用外资20亿美元以上。\n现有口岸6个。",
        NEWS,
        [{"year": 2027, "status": "target"}, {"year": 2027, "status": "target"}, {"year": 2023}],
    ),
    (
        "a-year-to-come-ends-with-its-paragraph",
        "新区亮出成绩单\n2024年将加快承接优质资源，确保园区投用。\n随着每年百亿元投资落地，新区建安投资居全省第二。",
        NEWS,
        [{"status": "actual"}, {"status": "actual"}],
    ),
    (
        "quoted-in-a-headline",
        "新城亮出“成绩单”“任务单”\n随着每年百亿元投资落地，新城建安投资居全省第二。",
        NEWS,
        [{"status": "actual"}, {"status": "actual"}],
    ),
    (
        "a-plan-is-of-its-own-item",
        "城际铁路计划建成通车；三条路完工，园区入驻企业40家。",
        NEWS,
        [{"status": "actual"}, {"status": "actual"}],
    ),
]

MEASURES = [
    (
        "decline-of-so-much",
        "2022年，各县降尘量与2015年相比降幅均在40%以上。",
        REPORT,
        [{"value": -40, "comparator": ">=", "measure": "change", "base": years(2015, 2015)}],
    ),
    (
        "so-many-of-those-told-of",
        "累计注册企业超过3000家，其中约15%来自广东，8%为外资企业。",
        NEWS,
        [{}, {"measure": "share", "comparator": "~"}, {"measure": "share"}],
    ),
    (
        "tenths-are-rounded",
        "三成企业来自广东。社会投资占总投资的六成。",
        NEWS,
        [
            {"measure": "share", "value_low": 25, "value_high": 35},
            {"measure": "share", "value_low": 55, "value_high": 65},
        ],
    ),
    (
        "less-than-so-much-of-the-country",
        "该流域以不到全国6%的土地面积承载了大量人口。",
        NEWS,
        [{"comparator": "<", "value_high": 6, "value_low": None}],
    ),
    (
        "part-of-a-year-that-nobody-knows",
        "今年1至9月，引进项目211个。",
        NEWS | {"published": None},
        [{"aggregation": "period"}],
    ),
    ("a-day", "日均办件量900件。平均每个工作日经营主体落户60家。", NEWS, [{"aggregation": "period"}] * 2),
    (
        "growth-of-a-sum",
        "去年累计办理业务52.3万件，较2020年增长1.4倍。",
        NEWS,
        [{"aggregation": "cumulative"}, {"aggregation": "cumulative", "period": years(2022, 2022)}],
    ),
]

CASES = [*YEARLY_GROWTH, *ENDS, *SUMMED_UP, *STATUS, *MEASURES]


@pytest.mark.parametrize(("text", "known", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_reading(text, known, expected):
    rows = read(text, **known)
    assert len(rows) == len(expected), [r["value_text"] for r in rows]
    assert [says(row, rows, want) for row, want in zip(rows, expected, strict=True)] == expected


@pytest.mark.parametrize("text", ["建区20周年大会举行。", "协作九周年之际，各方相聚。"])
def test_anniversaries_are_names(text):
    reading = read_statements(document(text, **NEWS))
    assert not reading.statements
    assert {n["verdict"] for n in reading.numerals} == {"name"}
