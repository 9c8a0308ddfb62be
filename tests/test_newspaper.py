"""Rules of reading that newspapers ask for, on made-up sentences: whose figure, of what year, done or to come."""

from __future__ import annotations

from datetime import date

import pytest
from test_statements import NEWS, NEXT, YEAR, read, says

REPORT = {"kind": "work report", "published": date(2023, 1, 10)}

# id, text, facts of the document, and for each statement the columns that must stand so
CASES = [
    (
        "subject-of-a-clause-without-a-number",
        "地区生产总值1200亿元，增长6%；县域财政收入再创新高，达118亿元，增长9.5%。",
        {},
        [
            {"indicator_id": "gdp"},
            {"indicator_id": "gdp"},
            {"indicator": "县域财政收入", "indicator_id": None, "value": 11_800_000_000},
            {"indicator": "县域财政收入", "indicator_id": None, "measure": "change"},
        ],
    ),
    (
        "subject-of-a-clause-behind-a-comma",
        "旅游总收入310亿元，保费收入迈过百亿大关，达到104亿元。",
        {},
        [{"indicator": "旅游总收入"}, {"indicator": "保费收入"}],
    ),
    (
        "subject-that-a-relation-needs",
        "外贸进出口额居全省第四；服务业加快恢复，对经济增长的贡献率提高2.1个百分点。",
        {},
        [{"measure": "rank"}, {"indicator": "服务业对经济增长的贡献率", "unit": "pp"}],
    ),
    (
        "comment-between-a-level-and-its-change",
        "PM2.5平均浓度41微克/立方米，空气质量明显改善，下降8.9%。",
        {},
        [{"indicator_id": "pm25"}, {"indicator_id": "pm25", "value": -8.9}],
    ),
    (
        "capacity-in-the-name-of-a-work",
        "江夏年产6万吨铝箔生产线投产，300兆瓦光伏电站并网，新增20万吨冷链项目产能。",
        {},
        [{"value": 200_000, "unit": "t"}],
    ),
    (
        "whole-year-in-news-of-january",
        "1月12日，记者从市发展改革委获悉，2022年，86个重点项目完成投资412亿元。\n在水利方面，全年完成投资73亿元。",
        NEWS | {"published": date(2023, 1, 12)},
        [{"period": YEAR}, {"period": YEAR}, {"period": YEAR, "status": "actual"}],
    ),
    (
        "whole-year-that-is-planned-in-january",
        "今年将新开工项目64个，全年完成投资290亿元。",
        NEWS | {"published": date(2023, 1, 12)},
        [{"period": NEXT, "status": "target"}, {"period": NEXT, "status": "target"}],
    ),
    (
        "day-of-an-announcement",
        "4月6日，联合办公室印发《2023年重点工程名单》，共包含工程120个，年度预计投资860亿元。",
        NEWS | {"published": date(2023, 4, 7)},
        [
            {"period": NEXT, "status": "actual"},
            {"period": NEXT, "status": "target", "value": 86_000_000_000},
        ],
    ),
    (
        "day-of-the-act-itself",
        "4月6日，全市招商大会举行，签约项目35个。",
        NEWS,
        [{"period": (date(2023, 4, 6), date(2023, 4, 6))}],
    ),
    (
        "rates-and-averages-do-not-add-up",
        "累计建成充电桩3.1万个，占全省总数的25%，开工率76.4%，日均办理业务1.2万件。",
        NEWS,
        [
            {"aggregation": "cumulative"},
            {"aggregation": "stock"},
            {"aggregation": "stock"},
            {"aggregation": "period"},
        ],
    ),
    (
        "counties-named-before-counties-counted",
        "县域经济活跃，阳新县、大冶市跻身百强县，6个区入选百强区。",
        {"place": "420000"},
        [{"place": "420000", "value": 6}],
    ),
    (
        "counted-before-what-is-measured",
        "12个县粮食产量达410万吨，27个国考断面水质优良比例为92%。",
        {},
        [{"indicator": "县"}, {"indicator": "县粮食产量"}, {"indicator": "国考断面"}, {"measure": "share"}],
    ),
    (
        "counted-on-both-sides-of-in",
        "64个审批事项可在9个城市通办。",
        {},
        [{"indicator": "审批事项"}, {"indicator": "城市通办"}],
    ),
    (
        "part-in-a-bracket",
        "全市卫生机构3120个（含村卫生室2210个），医院58个。",
        {},
        [
            {"indicator_id": "health_institutions", "part_of": None},
            {"indicator": "村卫生室", "indicator_id": None, "part_of": 0, "aggregation": "stock"},
            {"indicator": "医院", "part_of": None},
        ],
    ),
    (
        "part-that-has-what-follows",
        "农村乡（镇）共有卫生院64个，床位3120张，卫生技术人员2890人。",
        {},
        [
            {"indicator": "农村乡镇卫生院"},
            {"indicator": "农村乡镇卫生院床位"},
            {"indicator": "农村乡镇卫生技术人员", "indicator_id": None},
        ],
    ),
    (
        "points-from-one-value-to-another",
        "城镇化率由2015年的41.2%上升到53.9%，提高12.7个百分点。",
        {},
        [{"year": 2015}, {"year": 2022}, {"value": 12.7, "base": (date(2015, 12, 31), date(2015, 12, 31))}],
    ),
    (
        "years-up-to-a-report-of-january",
        "五年来，地区生产总值由2.1万亿元增加到3.2万亿元。",
        REPORT | {"reported_period": None},
        [{"year": 2017}, {"year": 2022, "status": "actual"}],
    ),
    (
        "points-above-something-else",
        "年度投资完成率82.1%，超时序进度5.3个百分点，工业增速高于全国1.5个百分点。",
        NEWS,
        [
            {},
            {"indicator": "投资完成率", "base": (None, None)},
            {"base": (None, None), "unit": "pp", "indicator_id": None},
        ],
    ),
    (
        "words-that-begin-like-a-predicate",
        "汉阳90多个建设项目完成投资34亿元，46个比赛场馆完工。",
        NEWS,
        [{"indicator": "建设项目"}, {"value": 3_400_000_000}, {"indicator": "比赛场馆完工"}],
    ),
    (
        "time-of-the-whole-of-a-share",
        "2021年，转入单位4120个，占2014年以来累计转入单位总数的14.2%，其中法人单位2870个。",
        NEWS,
        [{"year": 2021}, {"year": 2021, "measure": "share"}, {"year": 2021}],
    ),
    (
        "part-behind-its-share-of-a-whole",
        "吸引了占全国17.3%的外商投资。",
        NEWS,
        [{"indicator": "外商投资占全国比重"}],
    ),
    (
        "left-out-in-a-bracket",
        "11个园区（不包括黄石高新区）累计新设企业6万家。",
        NEWS,
        [{}, {"place": "420100", "part_of": None}],
    ),
    (
        "yearly-average-between-two-years",
        "武汉输出湖南技术合同由2013年的376项增长至2022年的758项，年均增长率7.8%，成交额由2013年的71.2亿元增长至2022年的248.7亿元。",
        NEWS,
        [
            {"counterpart": "430000", "year": 2013},
            {"year": 2022},
            {"period": (date(2013, 1, 1), date(2022, 12, 31)), "indicator_id": "tech_contract_number"},
            {"indicator": "武汉输出湖南技术合同成交额", "year": 2013},
            {"year": 2022},
        ],
    ),
    (
        "from-the-beginning",
        "月均进出口值从开通初期的41亿元升至今年的254亿元。",
        NEWS,
        [{"indicator": "月均进出口值"}, {"year": 2023}],
    ),
    (
        "place-behind-a-time-that-opens-the-sentence",
        "前三季度，湖南与90个国家保持贸易往来，进出口351亿元。其中，出口107亿元。",
        NEWS,
        [{}, {"place": "430000"}, {"place": "430000", "part_of": 1}],
    ),
    ("name-of-a-newspaper", "长江日报讯 北京青年报记者了解到，新开工项目12个。", NEWS, [{"place": "420100"}]),
    (
        "that-year-of-a-plan",
        "会上公布了2023年计划，力争当年完工71项工程。总投资525亿元。",
        NEWS,
        [{"year": 2023, "status": "target"}, {"year": 2023}],
    ),
    (
        "firms-whose-exports-they-are",
        "民营企业活力增强，进出口70亿元，增长8%。",
        NEWS,
        [
            {"indicator": "民营企业进出口", "indicator_id": None},
            {"indicator": "民营企业进出口", "indicator_id": None},
        ],
    ),
    (
        "firms-and-the-product-of-a-region",
        "民营企业活力增强，地区生产总值增长5%。",
        {},
        [{"indicator": "地区生产总值"}],
    ),
    (
        "before-and-after",
        "零关税税目比例由封关前的21%，提高到封关后的74%。",
        NEWS,
        [{"indicator": "零关税税目比例"}, {"indicator": "零关税税目比例", "value": 74}],
    ),
    (
        "leap-without-a-unit",
        "经济总量从4万亿跨越至6万亿。",
        NEWS,
        [{"indicator_id": "gdp", "unit": "CNY"}, {"indicator": "经济总量", "value": 6_000_000_000_000}],
    ),
    (
        "points-above-that-answer-to-rates",
        "光电产业、医药产业增加值分别增长12.4%、6.3%，高于工业增加值增速7.4个、1.3个百分点。",
        {},
        [{}, {}, {"indicator": "光电产业增加值", "base": (None, None)}, {"indicator": "医药产业增加值"}],
    ),
]


@pytest.mark.parametrize(("text", "known", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_reading(text, known, expected):
    rows = read(text, **known)
    assert len(rows) == len(expected), [r["value_text"] for r in rows]
    assert [says(row, rows, want) for row, want in zip(rows, expected, strict=True)] == expected
