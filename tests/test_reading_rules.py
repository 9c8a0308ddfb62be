"""Rules of reading that reach beyond one clause, on made-up sentences of the genre.

Each case: id, text, facts of the document, and for each statement the columns that must stand so.
"""

from __future__ import annotations

from datetime import date

import pytest
from test_statements import NEWS, YEAR, read, says

FIVE = (date(2018, 1, 1), date(2022, 12, 31))
REPORT = {"kind": "work report", "published": date(2023, 1, 10)}

PARTS_OF_A_REPORT = [
    (
        "five-years-told-above",
        "一、过去五年和2022年工作回顾\n这五年，我们坚持稳中求进，综合实力不断增强。\n"
        "人均地区生产总值突破9万元，新建口袋公园310个。\n"
        "各位代表！刚刚过去的2022年，是很不平凡的一年。\n完成技改项目84个。",
        REPORT,
        [
            {"value": 90_000, "period": YEAR},
            {"value": 310, "period": FIVE, "aggregation": "cumulative"},
            {"value": 84, "period": YEAR, "aggregation": "period"},
        ],
    ),
    (
        "heading-of-five-years-to-come",
        "二、今后五年的奋斗目标\n新增城镇就业38万人，森林覆盖率达到46%。",
        REPORT,
        [
            {"value": 380_000, "status": "target", "period": (date(2023, 1, 1), date(2027, 12, 31))},
            {"value": 46, "status": "target", "year": 2027},
        ],
    ),
    (
        "reached-at-the-end-of-the-years",
        "五年来，高铁运营里程跃居全省第2位，城乡居民收入比缩小至2.15，累计发放创业贷款61亿元。",
        REPORT,
        [
            {"measure": "rank", "year": 2022},
            {"value": 2.15, "period": YEAR},
            {"value": 6_100_000_000, "aggregation": "cumulative", "period": FIVE},
        ],
    ),
    (
        "years-counted-at-the-figure",
        "新签合同额五年累计2100亿元。",
        REPORT | {"reported_period": "2022"},
        [{"period": FIVE}],
    ),
    (
        "total-within-the-year",
        "2022年，累计发放消费券3.2亿元。消费品价格全年累计上涨1.8%。",
        REPORT,
        [{"period": YEAR, "aggregation": "cumulative"}, {"aggregation": "period", "period": YEAR}],
    ),
    (
        "whole-year-below-a-heading-of-that-year",
        "一、2022年工作回顾\n全年预计完成港口货物吞吐量7300万吨，增长4.4%。",
        REPORT | {"published": date(2022, 12, 20), "reported_period": "2021"},
        [
            {"value": 73_000_000, "period": YEAR},
            {"value": 4.4, "base": (date(2021, 1, 1), date(2021, 12, 31))},
        ],
    ),
]

STATUS = [
    (
        "compared-with-last-year-yet-planned",
        "二、2023年工作安排\n安排专项资金42亿元，比去年增加5亿元，优先支持在建项目。",
        REPORT,
        [{"status": "target"}, {"status": "target", "measure": "change"}],
    ),
    ("year-hardly-begun", "2023年，城镇登记失业率控制在4%以内。", NEWS | {"published": date(2023, 1, 20)}, [{"status": "target"}]),
    ("to-come-behind-the-count", "4座大型泵站将于年内完工。", NEWS, [{"status": "target"}]),
    ("total-in-a-plan", "1.新开通公交线路6条以上，累计达到40条。", {"kind": "plan", "reported_period": "2023"}, [{"status": "target"}, {"status": "target"}]),
    (
        "ranked-for-years-in-passing",
        "去年港口吞吐量9.1亿吨，连续八年居全省第一；集装箱吞吐量310万标箱。",
        NEWS,
        [{"period": YEAR}, {"measure": "rank"}, {"period": YEAR}],
    ),
]  # fmt: skip

LISTS = [
    (
        "growth-rates-answer-to-amounts",
        "城镇、农村居民人均消费支出31206元、18450元，分别增长5.2%和7.9%。",
        {},
        [
            {"indicator": "城镇居民人均消费支出", "value": 31_206},
            {"indicator": "农村居民人均消费支出", "value": 18_450},
            {"indicator": "城镇居民人均消费支出", "value": 5.2, "measure": "change"},
            {"indicator": "农村居民人均消费支出", "value": 7.9},
        ],
    ),
    (
        "growth-rates-answer-to-clauses",
        "全市发生火灾41起，受伤6人，同比分别下降12.8%、25%。",
        {},
        [{}, {}, {"indicator": "发生火灾", "value": -12.8}, {"value": -25}],
    ),
    ("words-that-need-their-noun", "第一、第三产业增加值分别增长2.7%、6.3%。", {}, [{"indicator": "第一产业增加值"}, {"indicator": "第三产业增加值"}]),
    (
        "structure-before-and-after",
        "三次产业结构由上年的8.2:41.6:50.2调整为7.9:41.0:51.1。",
        {},
        [{"value": v, "year": 2021, "measure": "share"} for v in (8.2, 41.6, 50.2)]
        + [
            {"value": v, "year": 2022, "indicator": f"三次产业结构第{n}产业增加值占比"}
            for n, v in zip("一二三", (7.9, 41.0, 51.1), strict=True)
        ],
    ),
    (
        "contribution-of-what-was-told-before",
        "第三产业增加值845亿元，增长6.6%，拉动经济增长3.1个百分点。",
        {},
        [{}, {}, {"indicator": "第三产业增加值拉动经济", "unit": "pp", "measure": "change"}],
    ),
    (
        "the-part-grows-not-its-share",
        "电子商务交易额920亿元，占全省比重为18.3%，增长11.4%。",
        {},
        [{}, {"measure": "share"}, {"indicator": "电子商务交易额", "value": 11.4}],
    ),
    (
        "states-of-one-thing",
        "软件业务收入780亿元，总量和增速均居全省第3位。",
        {},
        [{}, {"indicator": "软件业务收入总量和增速", "measure": "rank"}],
    ),
    (
        "remark-on-the-exchange-rate",
        "人均生产总值84120元，按年平均汇率折算为12506美元。",
        {},
        [{}, {"indicator": "人均生产总值", "unit": "USD"}],
    ),
    (
        "two-units-of-one-thing",
        "帮扶困难家庭1.4万户3.6万人。",
        {},
        [{"indicator": "帮扶困难家庭", "unit": "count"}, {"indicator": "帮扶困难家庭", "unit": "person"}],
    ),
    (
        "list-that-is-counted",
        "江岸、江汉和硚口三个行政区分别实现零售额410亿元、380亿元和295亿元，分别增长4.4%、5.1%和3.9%。",
        {},
        [{"value": 3}]
        + [{"place": p, "indicator": "零售额", "unit": "CNY"} for p in ("420102", "420103", "420104")]
        + [{"place": p, "indicator": "零售额", "unit": "%"} for p in ("420102", "420103", "420104")],
    ),
    (
        "remark-within-a-list",
        "五年来，生产总值（预计，下同）、财政收入、工业投资年均分别增长7.1%、6.2%和9.4%，达1870亿元、160亿元和720亿元。",
        REPORT,
        [{"indicator": i, "measure": "change", "period": FIVE} for i in ("生产总值", "财政收入", "工业投资")]
        + [{"indicator": i, "measure": "level", "period": YEAR} for i in ("生产总值", "财政收入", "工业投资")],
    ),
    (
        "list-in-the-clause-before",
        "软件业务收入和服务外包执行额再创新高，分别为310亿元、42亿元。",
        {},
        [{"indicator": "软件业务收入"}, {"value": 4_200_000_000}],
    ),
    (
        "amounts-of-two-units",
        "建成区面积210平方公里、森林覆盖率44.1%，分别比2017年增加36平方公里和2.3个百分点。",
        {},
        [{}, {}, {"indicator": "建成区面积", "unit": "km2"}, {"indicator": "森林覆盖率", "unit": "pp"}],
    ),
    ("natural-growth-is-a-level", "人口自然增长率控制在5.1‰以内。", {}, [{"indicator": "人口自然增长率", "measure": "level"}]),
    (
        "list-of-kinds",
        "粮食、鲜菜、鲜果等三类价格分别上涨1.2%、6.0%和4.8%。",
        {},
        [{"value": 3}, {"indicator": "粮食价格"}, {"indicator": "鲜菜价格"}, {"indicator": "鲜果价格"}],
    ),
    (
        "members-of-one-build",
        "涉水、涉气投诉分别下降9.1%、12.6%。",
        {},
        [{"indicator": "涉水投诉"}, {"indicator": "涉气投诉"}],
    ),
    (
        "shares-of-one-whole",
        "装备制造业、高新技术产业增加值占规模以上工业比重分别达31.5%、44.2%。",
        {},
        [
            {"indicator": "装备制造业增加值占规模以上工业比重", "measure": "share"},
            {"indicator": "高新技术产业增加值占规模以上工业比重"},
        ],
    ),
    ("part-behind-its-share", "全市七成的社区食堂由企业运营。", {}, [{"indicator": "社区食堂由企业运营", "measure": "share"}]),
    (
        "scales-of-a-list",
        "装备、轻纺产业规模分别达1.1万亿、3400亿元。",
        {},
        [{"indicator": "装备产业规模", "unit": "CNY"}, {"indicator": "轻纺产业规模", "value": 340_000_000_000}],
    ),
    ("units-of-a-list", "两条线路日客运量分别达61万、48万人次。", {}, [{}, {"unit": "person-time"}, {"unit": "person-time"}]),
    ("fraction-of-a-whole", "快递业务量占全省1/5，居全省首位。", {}, [{"value": 20, "measure": "share"}, {"measure": "rank"}]),
    ("tenths-that-are-homes", "预计提供逾九成为公营房屋。", {}, [{"value": 90, "unit": "%", "comparator": ">"}]),
    ("verb-before-small-firms", "推进6个中小企业孵化基地建设。", {}, [{"indicator": "推进中小企业孵化基地建设"}]),
]  # fmt: skip

SIZES = [
    ("size-in-a-name", "签约5亿元以上项目33个。", {}, [{"indicator": "签约5亿元以上项目", "value": 33}]),
    ("age-in-a-name", "65岁及以上人口占比17.4%。", {}, [{"value": 17.4, "measure": "share"}]),
    ("order-of-a-group", "打造3个千亿级产业集群。", {}, [{"indicator": "打造千亿级产业集群", "value": 3}]),
    ("order-of-an-amount", "保持百亿级投资强度。", {}, [{"value": 10_000_000_000, "unit": "CNY"}]),
    (
        "steps-of-an-order",
        "工业总产值跨过两个千亿元台阶、超过6300亿元。",
        {},
        [{"value": 2}, {"indicator": "工业总产值", "value": 630_000_000_000, "comparator": ">"}],
    ),
    ("size-of-those-counted", "营业收入超百亿元的企业达14家。", {}, [{"value": 14, "unit": "count"}]),
    ("comparator-after-first-time", "水库蓄水量首次突破8亿立方米。", {}, [{"indicator": "水库蓄水量", "comparator": ">"}]),
    ("those-above-a-size", "招引亿元以上项目90个，其中20亿元以上7个。", {}, [{"value": 90}, {"value": 7, "indicator": "招引亿元以上项目"}]),
    ("how-far-it-reaches", "公园绿地500米服务覆盖率达88%，建设15分钟健身圈。", {}, [{"value": 88}]),
    ("in-brackets", "卫生机构840个（医院61个、卫生院122个）。", {}, [{"indicator": "卫生机构"}, {"indicator": "医院"}, {"indicator": "卫生院"}]),
    ("ages-from-to", "0—14岁人口占总人口的13.2%，15—64岁人口占71.0%。", {}, [{"value": 13.2}, {"value": 71, "measure": "share"}]),
    ("size-of-those-counted-before", "形成2个产值超千亿元、4个产值300亿元的产业集群。", {}, [{"value": 2}, {"value": 4}]),
    ("steps-behind-an-amount", "工业总产值迈上9000亿元级台阶。", {}, [{"indicator": "工业总产值", "value": 900_000_000_000}]),
    ("session-of-an-assembly", "市十五届人大三次会议开幕。", {}, []),
    ("those-above-a-share", "占比超过20%的有13种。", {}, [{"value": 13}]),
    ("campaign", "实施“千企万岗百校行动”。", {}, []),
    ("class-of-a-ship", "首艘万吨级货轮下水。", {}, []),
    ("quoted-numbers", "落实惠企“30条”政策。", {}, []),
]  # fmt: skip

PLACES = [
    (
        "port-that-opens-the-sentence",
        "宜昌港以散货为主，货物吞吐量达1.2亿吨。",
        {"place": "420000", "kind": "work report"},
        [{"place": "420500"}],
    ),
    (
        "airport-in-passing",
        "宜昌三峡国际机场旅客吞吐量达到310万人次，民用机场数量居全国第6位。",
        {"place": "420000", "kind": "work report"},
        [{"place": "420500"}, {"place": "420000"}],
    ),
    (
        "examples-are-not-whom-it-is-about",
        "宜昌港集装箱码头等12个交通项目完工，累计完成投资38亿元。",
        {"place": "420000", "kind": "work report"},
        [{"place": "420000"}, {"place": "420000"}],
    ),
    (
        "paired-in-the-predicate-before",
        "黄石对口支援西藏曲松，投入资金2.4亿元，实施项目31个。",
        NEWS,
        [
            {"place": "420200", "counterpart": "540525"},
            {"place": "420200", "counterpart": "540525"},
        ],
    ),
    (
        "ends-of-a-route",
        "建成通车宜昌至襄阳公路，新增跨江通道3条。",
        {"place": "420000"},
        [{"place": "420000"}],
    ),
    (
        "cities-told-of-together",
        "目前，广佛两市已开通跨城公交62条。",
        NEWS,
        [{"place": "广佛", "indicator": "已开通跨城公交"}],
    ),
    ("work-in-a-basin", "府河流域综合治理完成投资6.2亿元。", {}, [{"place": "420100"}]),
    (
        "brought-in-from-elsewhere",
        "引进了上海新材料企业12家，合同投资28亿元。",
        {},
        [{"place": "420100", "counterpart": "310000"}, {"place": "420100"}],
    ),
]

CASES = [*PARTS_OF_A_REPORT, *STATUS, *LISTS, *SIZES, *PLACES]


@pytest.mark.parametrize(("text", "known", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_reading(text, known, expected):
    rows = read(text, **known)
    assert len(rows) == len(expected), [r["value_text"] for r in rows]
    assert [says(row, rows, want) for row, want in zip(rows, expected, strict=True)] == expected
