"""Rules of reading for lists told twice, comparisons with others and odd units, on made-up sentences."""

from __future__ import annotations

from datetime import date

import pytest
from test_statements import NEWS, read, says

from jjjdata.catalogue.indicators import indicators
from jjjdata.observations.claim import claim_of

# id, text, facts of the document, and for each statement the columns that must stand so
CASES = [
    (
        "so-many-per-cent-of-a-year",
        "旅客吞吐量恢复到2019年的95.3%。出口额相当于上年的85%。接待游客人次达到2019年同期的112%。",
        {},
        [
            {
                "measure": "multiple",
                "value": 95.3,
                "base": (date(2019, 1, 1), date(2019, 12, 31)),
                "year": 2022,
            },
            {
                "measure": "multiple",
                "value": 85,
                "base": (date(2021, 1, 1), date(2021, 12, 31)),
                "year": 2022,
            },
            {
                "measure": "multiple",
                "value": 112,
                "base": (date(2019, 1, 1), date(2019, 12, 31)),
                "year": 2022,
            },
        ],
    ),
    (
        "exports-beside-trade-are-measured-by-themselves",
        "全年货物进出口总额1234.5亿元，增长5.2%。其中，出口800.3亿元，增长6.1%；进口434.2亿元，增长3.4%。",
        {},
        [
            {"indicator": "货物进出口总额"},
            {},
            {"indicator": "出口"},
            {"indicator": "出口"},
            {"indicator": "进口"},
            {"indicator": "进口"},
        ],
    ),
    (
        "second-list-answers-to-the-same-cities",
        "石家庄市、唐山市粮食产量分别为71.5万吨、62.3万吨，PM2.5平均浓度分别下降5.1%、4.2%。",
        {"place": "130000"},
        [
            {"indicator_id": "grain_output", "place": "130100"},
            {"indicator_id": "grain_output", "place": "130200"},
            {"indicator_id": "pm25", "place": "130100", "value": -5.1},
            {"indicator_id": "pm25", "place": "130200", "value": -4.2},
        ],
    ),
    (
        "second-list-answers-to-counted-cities",
        "郑州、洛阳两市常住人口分别为1282.8万人和707.9万人；城镇化率分别为79.4%和66.5%。",
        {"place": "410000"},
        [
            {"indicator_id": "population", "place": "410100"},
            {"indicator_id": "population", "place": "410300"},
            {"indicator_id": "urbanisation_rate", "place": "410100"},
            {"indicator_id": "urbanisation_rate", "place": "410300"},
        ],
    ),
    (
        "group-told-member-by-member",
        "京津冀协同推进。三地签约项目分别为30、20、10个，总投资分别达90亿元、60亿元、30亿元。",
        {"place": "JJJ"},
        [{"place": p} for p in ("110000", "120000", "130000") * 2],
    ),
    (
        "second-list-answers-to-the-same-households",
        "城镇、农村居民人均可支配收入分别为4.1万元、2.2万元，人均消费支出分别增长5.1%、6.2%。",
        {},
        [
            {"indicator": "城镇居民人均可支配收入"},
            {"indicator": "农村居民人均可支配收入"},
            {"indicator": "城镇居民人均消费支出", "value": 5.1},
            {"indicator": "农村居民人均消费支出", "value": 6.2},
        ],
    ),
    (
        "growth-compared-with-other-growth",
        "居民人均可支配收入增长7.1%，增速高于GDP0.6个百分点，比上半年提高0.3个百分点。",
        {},
        [
            {"indicator_id": "income_per_capita"},
            {"indicator_id": None, "unit": "pp"},
            {"indicator_id": None, "unit": "pp"},
        ],
    ),
    (
        "gaps-to-others-are-no-changes",
        "城镇化率61.2%，比上年提高0.8个百分点，比全省平均水平高1.5个百分点，居全省第3位。",
        {},
        [
            {"indicator_id": "urbanisation_rate", "measure": "level"},
            {"indicator_id": "urbanisation_rate", "value": 0.8},
            {"indicator_id": None, "indicator": "城镇化率", "base": (None, None)},
            {"indicator_id": "urbanisation_rate", "measure": "rank"},
        ],
    ),
    (
        "amount-above-the-average-is-no-level",
        "人均可支配收入3.2万元，高于全省平均水平1200元。",
        {},
        [{"measure": "level"}, {"measure": "change", "value": 1200, "indicator_id": None}],
    ),
    ("clock-and-counter-of-a-page", "时间：2031-05-15 13:47:39 来源：市政府 点击：4582次", {}, []),
    (
        "years-of-a-figure",
        "图1：2011-2015年全县地区生产总值\n地区生产总值120亿元。",
        {},
        [{"indicator_id": "gdp", "value": 12_000_000_000}],
    ),
    (
        "compared-with-the-year-before",
        "2015年三次产业结构比为10.3:47.2:42.5，与上年比，第一产业增加值比重上升3.82个百分点。",
        {},
        [{}, {}, {}, {"year": 2015, "base": (date(2014, 1, 1), date(2014, 12, 31))}],
    ),
    (
        "points-per-mille",
        "死亡率5.2‰，下降0.75个千分点。",
        {},
        [
            {"indicator_id": "death_rate", "unit": "per mille"},
            {"indicator_id": "death_rate", "unit": "per mille", "measure": "change", "value": -0.75},
        ],
    ),
    (
        "growth-without-a-verb",
        "社会消费品零售总额120.3亿元，同比11.4%；单位地区生产总值综合能耗[3]-3.3%，自然增长率为-0.6‰。",
        {},
        [
            {"indicator_id": "retail_sales", "measure": "level"},
            {"indicator_id": "retail_sales", "measure": "change", "value": 11.4},
            {"indicator": "单位地区生产总值综合能耗", "measure": "change", "value": -3.3},
            {"measure": "level", "value": -0.6},
        ],
    ),
    (
        "end-of-the-year-before",
        "9月末，金融机构各项存款余额3256亿元，较年初增加210亿元。",
        {},
        [{}, {"measure": "change", "base": (date(2021, 12, 31), date(2021, 12, 31))}],
    ),
    (
        "times-that-values-answer-to",
        "地区生产总值一季度、上半年分别增长5.2%、5.5%。",
        {},
        [
            {"period": (date(2022, 1, 1), date(2022, 3, 31))},
            {"period": (date(2022, 1, 1), date(2022, 6, 30))},
        ],
    ),
    (
        "words-of-comparison-do-not-go-on",
        "地区生产总值增长6.2%，比全国平均水平高1.1个百分点，居全省第3位。",
        {},
        [{"indicator_id": "gdp"}, {"indicator_id": None}, {"indicator": "地区生产总值", "measure": "rank"}],
    ),
    (
        "verbs-of-an-act-on-counted-things",
        "今年将疏解提升45个市场、12个物流中心。",
        NEWS,
        [{"measure": "level", "value": 45}, {"measure": "level", "value": 12}],
    ),
    (
        "revised-figure",
        "地区生产总值最终核实为2480亿元。",
        {},
        [{"indicator": "地区生产总值", "indicator_id": "gdp"}],
    ),
    (
        "years-that-begin-with-a-level",
        "2018年，地区生产总值10.8万亿元，5年增长了3.2万亿元。",
        NEWS,
        [
            {"year": 2018},
            {
                "period": (date(2019, 1, 1), date(2023, 12, 31)),
                "base": (date(2018, 1, 1), date(2018, 12, 31)),
            },
        ],
    ),
    (
        "years-that-led-to-a-level",
        "2018年，地区生产总值10.8万亿元，5年增长了3.2万亿元。",
        NEWS | {"published": date(2019, 5, 6)},
        [
            {"year": 2018},
            {
                "period": (date(2014, 1, 1), date(2018, 12, 31)),
                "base": (date(2013, 1, 1), date(2013, 12, 31)),
            },
        ],
    ),
    (
        "years-in-a-row-are-full-ones",
        "港口货物吞吐量连续四年排名全球第二。",
        NEWS | {"published": date(2023, 4, 4)},
        [{"measure": "rank", "year": 2022}],
    ),
]

HALF = {"published": date(2030, 7, 20), "reported_period": "2030", "title": "承德市2030年上半年经济运行情况"}
PARTS = [
    (
        "parts-of-a-length",
        "2022年铁路营业里程超过900公里，其中高速铁路300公里、普速铁路620公里。高速公路通车里程1200公里，其中当年新增通车里程35公里。",
        {},
        [
            {"indicator": "铁路营业里程"},
            {
                "indicator": "高速铁路营业里程",
                "indicator_id": "high_speed_rail_length",
                "aggregation": "stock",
                "part_of": 0,
            },
            {"indicator": "普速铁路营业里程", "part_of": 0},
            {"indicator": "高速公路通车里程"},
            {"indicator": "高速公路新增通车里程"},
        ],
    ),
    (
        "the-same-act-elsewhere",
        "前三季度，中欧班列开行超900列，其中郑州开行500列。",
        {"kind": "news", "place": "410000"},
        [{}, {"indicator": "中欧班列开行", "place": "410100", "part_of": 0}],
    ),
    (
        "growth-of-a-count-is-of-the-count",
        "2022年，上海输出江苏技术合同510项，同比增长6.6%。",
        {"kind": "news", "place": "310000"},
        [{"indicator_id": "tech_contract_number"}] * 2,
    ),
    (
        "an-act-within-is-its-own",
        "农村劳动力转移就业总量90万人，其中省内转移60万人。",
        {},
        [{}, {"indicator": "省内转移"}],
    ),
    (
        "no-part-of-a-daily-average-nor-of-less",
        "两地联合发布事项80项，日均办件量1.5万件。其中，广东办理湖南事项90万件。",
        {"kind": "news", "place": "430000"},
        [{}, {"indicator": "日均办件量"}, {"part_of": None, "place": "440000", "counterpart": "430000"}],
    ),
    (
        "so-many-of-those",
        "圆满完成规划确定的60项重点任务中的57项。",
        {},
        [{"indicator": "确定的重点任务"}, {"indicator": "完成重点任务"}],
    ),
    (
        "what-there-is-behind-the-new",
        "全年新建5G基站2000个，累计达到3.1万个。",
        {},
        [{"indicator": "新建5G基站"}, {"indicator": "5G基站", "indicator_id": "base_stations_5g"}],
    ),
    (
        "named-once-for-both",
        "年末金融机构本外币各项存款余额2.5万亿元，增长7.1%；贷款余额2.1万亿元。空气质量优良天数310天，优良率84.9%。",
        {},
        [
            {"indicator_id": "deposits"},
            {},
            {"indicator": "金融机构本外币各项贷款余额", "indicator_id": "loans"},
            {},
            {"indicator": "空气质量优良率", "indicator_id": "good_air_ratio"},
        ],
    ),
    (
        "how-it-was-reckoned-names-nothing",
        "一般公共预算收入560亿元，剔除一次性因素后同口径增长3.3%。城镇调查失业率平均为5.2%。",
        {},
        [{}, {"indicator_id": "fiscal_revenue"}, {"indicator_id": "unemployment_rate"}],
    ),
    (
        "a-duration-to-the-minute",
        "最短旅行时间压缩至1小时12分。",
        {},
        [{"indicator": "最短旅行时间", "value": 1.2, "unit": "h", "measure": "level"}],
    ),
    (
        "which-city-it-became",
        "郑州成为全国第9个、全省第2个经济总量超万亿城市。",
        {"kind": "news", "place": "410000"},
        [{"measure": "rank", "indicator": "经济总量超万亿城市", "place": "410100"}] * 2,
    ),
]
CASES += PARTS

PARTS_OF_YEARS = [
    (
        "stock-at-the-end-of-the-part",
        "公路通车里程2.5万公里，粮食产量23万吨。",
        HALF,
        [
            {"aggregation": "stock", "period": (date(2030, 6, 30), date(2030, 6, 30))},
            {"aggregation": "period", "period": (date(2030, 1, 1), date(2030, 6, 30))},
        ],
    ),
    (
        "stock-not-after-publication",
        "公路通车里程2.5万公里。",
        HALF | {"title": "承德市经济运行情况"},
        [{"period": (date(2030, 7, 20), date(2030, 7, 20))}],
    ),
]
CASES += PARTS_OF_YEARS


@pytest.mark.parametrize(("text", "known", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_reading(text, known, expected):
    rows = read(text, **known)
    assert len(rows) == len(expected), [r["value_text"] for r in rows]
    assert [says(row, rows, want) for row, want in zip(rows, expected, strict=True)] == expected


def test_points_are_said_of_rates_alone():
    for entry in indicators().values():
        rate = entry.unit in ("%", "per mille")
        assert rate or not entry.accepts_unit("pp", "change"), entry.id


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("出生率下降0.5个千分点。", "per mille", -0.5),
        ("出生率下降3%。", "%", -3),
        ("城镇化率提高5个千分点。", "pp", 0.5),
    ],
)
def test_points_per_mille_are_observed_as_amounts(text, unit, value):
    (row,) = read(text)
    claim = claim_of(row, {"document_id": "d"}, indicators()[row["indicator_id"]])
    assert claim is not None
    assert (claim.key.unit, float(claim.value)) == (unit, value)
