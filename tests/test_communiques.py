"""Rules of reading for statistical communiqués, on made-up sentences: scopes, lists, comparisons, numbers without a unit.

Each case: id, text, facts of the document, and for each statement the columns that must stand so.
"""

from __future__ import annotations

from datetime import date

import pytest
from test_statements import END, YEAR, read, says

from jjjdata.documents.censuses import census
from jjjdata.documents.dating import dating
from jjjdata.documents.describing import kind, place, reported_period, title
from jjjdata.documents.outline import outline
from jjjdata.recognise.tables import find_cells

COMMUNIQUE = {"kind": "communiqué"}
CENSUS = {
    "kind": "communiqué", "reported_period": "2020", "published": date(2021, 6, 1),
    "title": "某市第七次全国人口普查公报（第二号）",
}  # fmt: skip
COUNTED = (date(2020, 11, 1), date(2020, 11, 1))
BEFORE = (date(2010, 1, 1), date(2010, 12, 31))
MONTHS = {"kind": "communiqué", "reported_period": "2022", "published": date(2022, 7, 16)}


def month(number: int, last: int) -> tuple[date, date]:
    return date(2022, number, 1), date(2022, number, last)


SCOPES = [
    (
        "schools-and-what-they-have",
        "全市共有职业学校31所，招生4210人，毕业学生3105人，在校学生12870人，教职工960人。",
        {},
        [
            {"indicator": "职业学校"},
            {"indicator": "职业学校招生", "aggregation": "period"},
            {"indicator": "职业学校毕业学生", "aggregation": "period"},
            {"indicator": "职业学校在校学生", "aggregation": "stock"},
            {"indicator": "职业学校教职工", "aggregation": "stock"},
        ],
    ),
    (
        "pupils-in-short",
        "普通高中招生3120人，在校9260人，毕业2980人；初中招生5210人，在校15330人。",
        {},
        [
            {"indicator": "普通高中招生"},
            {"indicator": "普通高中在校", "aggregation": "stock"},
            {"indicator": "普通高中毕业", "aggregation": "period"},
            {"indicator": "初中招生"},
            {"indicator": "初中在校"},
        ],
    ),
    (
        "staff-behind-institutions-of-several-kinds",
        "医院30家，社区卫生服务中心20个，卫生技术人员2万人。",
        {},
        [{}, {}, {"indicator": "卫生技术人员", "indicator_id": "health_technicians"}],
    ),
    (
        "an-urban-area-ends-with-the-whole-city",
        "主城区新建公园3个，全市地区生产总值500亿元，财政收入50亿元。",
        {},
        [{}, {"indicator": "地区生产总值", "indicator_id": "gdp"}, {"indicator": "财政收入"}],
    ),
    (
        "roads-of-the-urban-area-and-freight-of-all",
        "城区道路长度300公里，公路货运量2000万吨。",
        {},
        [{}, {"indicator": "公路货运量", "indicator_id": "road_freight"}],
    ),
    (
        "ports-are-no-part-of-freight",
        "全年货运量3亿吨，其中港口吞吐量5亿吨。",
        {},
        [{}, {"indicator_id": "port_cargo", "part_of": None}],
    ),
    (
        "retail-sales-by-where-they-are",
        "社会消费品零售总额500亿元，增长5%。分经营地看，城镇增长4%，乡村增长6%。",
        {},
        [{}, {}, {"indicator": "城镇消费品零售总额"}, {"indicator": "乡村消费品零售总额"}],
    ),
    (
        "a-state-is-no-share-of-another",
        "产量约全国总量的三成，产值近全省的10%。",
        {},
        [{"indicator": "产量占全国比重"}, {"indicator": "产值占全省比重"}],
    ),
    (
        "parts-with-and-without-a-comma",
        "固定资产投资增长5%。其中制造业增长4%。固定资产投资增长5%。其中，制造业增长4%。",
        {},
        [{}, {"indicator": "制造业投资"}, {}, {"indicator": "制造业投资"}],
    ),
    (
        "staff-of-an-institution",
        "村卫生室212个，卫生技术人员318人。卫生技术人员5120人，其中执业医师2010人，注册护士2240人。",
        {},
        [
            {"indicator": "村卫生室"},
            {"indicator": "村卫生室卫生技术人员", "indicator_id": None},
            {"indicator": "卫生技术人员", "indicator_id": "health_technicians"},
            {"indicator": "执业医师"},
            {"indicator": "注册护士", "indicator_id": "nurses"},
        ],
    ),
    (
        "a-head-of-the-same-people",
        "城镇居民人均可支配收入31520元，增长5.1%；人均消费支出20110元，增长4.2%，恩格尔系数29.8%。",
        {},
        [
            {"indicator": "城镇居民人均可支配收入"},
            {"indicator": "城镇居民人均可支配收入", "measure": "change"},
            {"indicator": "城镇居民人均消费支出"},
            {"indicator": "城镇居民人均消费支出", "measure": "change"},
            {"indicator": "城镇居民恩格尔系数", "value": 29.8},
        ],
    ),
    (
        "a-pupil-of-the-same-schools",
        "初中生均校舍面积21.4平方米，生均图书52册，校均规模910人。",
        {},
        [{"indicator": "初中生均校舍面积"}, {"indicator": "初中生均图书"}, {"indicator": "初中校均规模"}],
    ),
    (
        "branches-of-what-was-told-before",
        "固定资产投资增长6.3%。分产业看，第一产业增长21.5%，第二产业下降2.4%。",
        {},
        [
            {"indicator": "固定资产投资"},
            {"indicator": "第一产业投资", "value": 21.5},
            {"indicator": "第二产业投资", "value": -2.4},
        ],
    ),
    (
        "industries-by-their-ordinals",
        "固定资产投资增长6.3%。分产业看，第一、二、三产业分别同比增长21.5%、7.4%、3.2%。",
        {},
        [
            {"indicator": "固定资产投资"},
            {"indicator": "第一产业投资", "value": 21.5},
            {"indicator": "第二产业投资", "value": 7.4},
            {"indicator": "第三产业投资", "value": 3.2},
        ],
    ),
    (
        "industries-and-their-contributions",
        "第一、二、三产业对经济增长的贡献率分别为4.1%、38.2%和57.7%。",
        {},
        [
            {"indicator": "第一产业对经济增长的贡献率"},
            {"indicator": "第二产业对经济增长的贡献率"},
            {"indicator": "第三产业对经济增长的贡献率"},
        ],
    ),
    (
        "town-and-country-of-a-price",
        "居民消费价格上涨0.9%。其中，城市上涨1.1%，农村上涨0.4%。",
        {},
        [
            {"indicator": "居民消费价格"},
            {"indicator": "城市价格", "value": 1.1},
            {"indicator": "农村价格", "value": 0.4},
        ],
    ),
    (
        "a-part-of-a-turned-rate",
        "4月份，软件业增加值同比下降1.2%；5月份增速由负转正，增长0.6%；6月份增长2.5%，比上月加快1.9个百分点。",
        MONTHS,
        [
            {"indicator": "软件业增加值", "period": month(4, 30)},
            {"indicator": "软件业增加值", "period": month(5, 31)},
            {"indicator": "软件业增加值", "period": month(6, 30)},
            {"measure": "change", "unit": "pp", "base": month(5, 31)},
        ],
    ),
    (
        "a-remark-before-the-number",
        "城镇居民家庭恩格尔系数（即食品支出占消费支出的比重）30.6%。",
        {},
        [{"indicator": "城镇居民家庭恩格尔系数", "measure": "level", "value": 30.6}],
    ),
]

LISTS = [
    (
        "each-its-own-way",
        "0—14岁、15—59岁、60岁及以上人口的比重分别上升1.2个百分点、下降6.5个百分点、上升5.3个百分点。",
        {},
        [
            {"indicator": "0—14岁人口的比重", "value": 1.2},
            {"indicator": "15—59岁人口的比重", "value": -6.5},
            {"indicator": "60岁及以上人口的比重", "value": 5.3},
        ],
    ),
    (
        "subjects-parted-by-commas",
        "其中，信息传输、软件和信息技术服务业，批发零售业增加值分别增长8.3%、4.6%。",
        {},
        [
            {"indicator": "信息传输、软件和信息技术服务业增加值", "value": 8.3},
            {"indicator": "批发零售业增加值", "value": 4.6},
        ],
    ),
    (
        "places-named-before",
        "昆山市和太仓市出现酸雨，酸雨频率分别为7.1%和3.4%。",
        {"place": "320500"},
        [{"place": "320583", "value": 7.1}, {"place": "320585", "value": 3.4}],
    ),
    (
        "letters-have-no-common-noun",
        "SO2、NO2、PM10年均浓度分别为9ug/m³、28ug/m³、61ug/m³。",
        {},
        [
            {"indicator": "SO2年均浓度", "unit": "ug/m3"},
            {"indicator": "NO2年均浓度"},
            {"indicator": "PM10年均浓度"},
        ],
    ),
    (
        "the-verb-told-once",
        "教育支出增长6.1%，卫生健康支出增长4.4%，农林水支出2.3%。",
        {},
        [{"measure": "change"}, {"measure": "change"}, {"measure": "change", "indicator": "农林水支出"}],
    ),
    (
        "totals-end-with-their-item",
        "新认定科技企业41家，累计达230家；新认定示范园区6家，累计达15家。",
        {},
        [
            {"aggregation": "period", "period": YEAR},
            {"aggregation": "cumulative"},
            {"aggregation": "period", "period": YEAR},
            {"aggregation": "cumulative"},
        ],
    ),
    (
        "a-share-fits-its-whole",
        "常住人口310万人，60岁及以上人口62万人，占20%，其中65岁及以上人口43.4万人，占14%。",
        {},
        [
            {"indicator": "常住人口"},
            {"indicator": "60岁及以上人口"},
            {"measure": "share", "value": 20},
            {"indicator": "65岁及以上人口"},
            {"indicator": "65岁及以上人口占比", "value": 14},
        ],
    ),
    (
        "shares-side-by-side-are-no-wholes",
        "监测井180眼，达标井占81%。其中Ⅱ类井占20.5%；Ⅲ类占60.5%。",
        {},
        [
            {"value": 180},
            {"indicator": "达标井占监测井比重"},
            {"indicator": "Ⅱ类井占比"},
            {"indicator": "Ⅲ类占比"},
        ],
    ),
]

COMPARISONS = [
    (
        "all-that-follows-is-compared",
        "与2010年相比，城镇人口增加31万人，乡村人口减少12万人，城镇人口比重上升9.4个百分点。",
        CENSUS,
        [
            {"value": 310_000, "base": BEFORE, "period": COUNTED},
            {"value": -120_000, "base": BEFORE},
            {"value": 9.4, "base": BEFORE},
        ],
    ),
    (
        "the-value-of-then",
        "全市人口共412万人，与2010年（第六次全国人口普查数据，下同）的388万人相比，增加24万人，增长6.19%，年平均增长率为0.6%。",
        CENSUS,
        [
            {"value": 4_120_000, "period": COUNTED},
            {"indicator": "人口", "value": 3_880_000, "year": 2010},
            {"indicator": "人口", "measure": "change", "base": BEFORE, "period": COUNTED},
            {"indicator": "人口", "value": 6.19, "base": BEFORE},
            {"measure": "change", "period": (date(2010, 1, 1), date(2020, 11, 1)), "base": (None, None)},
        ],
    ),
    (
        "the-value-of-then-in-one-clause",
        "平均每个家庭户的人口为2.51人，比2010年的3.02人减少0.51人。",
        CENSUS,
        [
            {"indicator": "平均每个家庭户的人口", "value": 2.51, "period": COUNTED},
            {"indicator": "平均每个家庭户的人口", "value": 3.02, "year": 2010},
            {"indicator": "平均每个家庭户的人口", "value": -0.51, "base": BEFORE},
        ],
    ),
    (
        "where-it-came-from-is-of-then",
        "与2010年相比，文盲率由3.9%下降为2.2%。",
        CENSUS,
        [{"value": 3.9, "year": 2010}, {"value": 2.2, "year": 2020}],
    ),
    (
        "a-census-between-the-words",
        "同2010年第六次全国人口普查相比，家庭户增加8.2万户。",
        CENSUS,
        [{"value": 82_000, "base": BEFORE, "year": 2020}],
    ),
    (
        "level-with-the-year-before",
        "粮食种植面积4.1万公顷，与上年基本持平；油料种植面积1.3万公顷，增长2.2%。",
        {},
        [
            {"period": YEAR},
            {"value": 13_000, "period": YEAR},
            {"value": 2.2, "base": (date(2021, 1, 1), date(2021, 12, 31))},
        ],
    ),
    (
        "average-of-two-years",
        "一季度，生产总值同比增长11.2%，两年平均[①]增长4.8%。",
        {"kind": "communiqué", "reported_period": "2021", "published": date(2021, 4, 20)},
        [
            {"value": 11.2, "base": (date(2020, 1, 1), date(2020, 3, 31))},
            {"value": 4.8, "period": (date(2020, 1, 1), date(2021, 3, 31)), "base": (None, None)},
        ],
    ),
    (
        "improved-concentrations-fell",
        "细颗粒物平均浓度较2019年改善17.5%。",
        {},
        [{"measure": "change", "value": -17.5, "base": (date(2019, 1, 1), date(2019, 12, 31))}],
    ),
    (
        "indices-of-what-is-expected-are-known",
        "6月份，企业经营预期指数为54.1%，比上月上升0.9个百分点。从市场预期看，服务业预期指数为60.2%。",
        MONTHS,
        [
            {"status": "actual", "period": month(6, 30)},
            {"status": "actual", "base": month(5, 31)},
            {"status": "actual", "period": month(6, 30)},
        ],
    ),
]

WITHOUT_UNIT = [
    (
        "sex-ratios",
        "总人口性别比（以女性为100，男性对女性的比例）为103.62。出生人口性别比为110.4，较2010年下降5.2。",
        CENSUS,
        [
            {"indicator": "总人口性别比", "value": 103.62, "unit": "index"},
            {"indicator": "出生人口性别比", "value": 110.4},
            {"indicator": "出生人口性别比", "value": -5.2, "measure": "change", "base": BEFORE},
        ],
    ),
    (
        "a-ratio-that-fell",
        "总人口性别比由第六次全国人口普查的104.31下降为102.75。",
        CENSUS,
        [{"indicator": "总人口性别比", "value": 104.31}, {"indicator": "总人口性别比", "value": 102.75}],
    ),
    (
        "a-ratio-to-one",
        "城乡收入比持续缩小，由上年的2.31:1下降为2.26:1。",
        {},
        [
            {"indicator": "城乡收入比", "value": 2.31, "unit": "index", "year": 2021},
            {"indicator": "城乡收入比", "value": 2.26, "year": 2022},
        ],
    ),
    (
        "death-rates-of-accidents",
        "亿元生产总值生产安全事故死亡率为0.021，10万人死亡率为1.14。",
        {},
        [{"value": 0.021, "unit": "index"}, {"value": 1.14, "unit": "index"}],
    ),
    (
        "indices-of-air",
        "空气质量综合指数平均为3.87，AQI年均值为68。",
        {},
        [{"value": 3.87, "unit": "index"}, {"value": 68, "unit": "index"}],
    ),
    (
        "names-of-surveys-and-averages",
        "进行了全国1%人口抽样调查，臭氧日最大8小时平均浓度为142微克/立方米。",
        {},
        [{"value": 142}],
    ),
    (
        "names-of-places",
        "七台河市建成学校3所，七台河技师学院招生120人。",
        {"place": "230900"},
        [{"value": 3}, {"value": 120}],
    ),
]

PARTS = [
    (
        "modes-of-transport",
        "全年货物周转量310亿吨公里，增长4.1%。其中，铁路120亿吨公里，增长2.2%；公路150亿吨公里，增长5.3%。",
        {},
        [
            {"indicator": "货物周转量"}, {"measure": "change"},
            {"indicator": "铁路货物周转量"}, {"indicator": "铁路货物周转量"},
            {"indicator": "公路货物周转量"}, {"indicator": "公路货物周转量"},
        ],
    ),
    (
        "a-part-of-what-is-kept",
        "年末民用汽车保有量62万辆（包括三轮汽车和低速货车），增长3.1%，其中私人汽车55万辆，增长4.2%。",
        {},
        [
            {"indicator": "民用汽车保有量"},
            {"indicator": "民用汽车保有量", "value": 3.1},
            {"indicator": "私人汽车保有量"},
            {"indicator": "私人汽车保有量", "aggregation": "stock"},
        ],
    ),
    (
        "a-share-goes-on",
        "一般贸易进出口52亿元，占进出口总值的61.4%，比重较上年提升2.3个百分点。",
        {},
        [
            {"indicator": "一般贸易进出口"},
            {"indicator": "一般贸易进出口占进出口总值比重"},
            {"indicator": "一般贸易进出口占进出口总值比重", "value": 2.3},
        ],
    ),
    (
        "the-ratio-to-the-product",
        "研究与试验发展经费支出31亿元，与生产总值之比为1.52%。",
        {},
        [{"value": 3_100_000_000}, {"indicator": "研究与试验发展经费支出与生产总值之比"}],
    ),
    (
        "kinds-of-research",
        "基础研究、应用研究和试验发展经费分别为2.1亿元、3.4亿元和28亿元。",
        {},
        [{"indicator": "基础研究经费"}, {"indicator": "应用研究经费"}, {"indicator": "试验发展经费"}],
    ),
    (
        "more-than-the-year-before",
        "年末互联网用户数88万户，比上年新增6.5万户。",
        {},
        [{"value": 880_000}, {"indicator": "互联网用户数", "measure": "change", "value": 65_000}],
    ),
    (
        "quarters-side-by-side",
        "进出口一季度下降3.2%，三季度、四季度增速分别为6.1%和2.4%。",
        {},
        [
            {"value": -3.2},
            {"value": 6.1, "period": (date(2022, 7, 1), date(2022, 9, 30))},
            {"value": 2.4, "period": (date(2022, 10, 1), date(2022, 12, 31))},
        ],
    ),
    (
        "units-of-an-economic-census",
        "2018年末，全市共有法人单位3.1万个，比2013年末（2013年是第三次全国经济普查年份，下同）增加1.2万个，增长63.2%；"
        "产业活动单位3.6万个，增加1.3万个，增长56.5%。",
        {
            "title": "某市第四次全国经济普查公报（第一号）", "reported_period": "2018", "published": date(2020, 1, 9)
        },
        [
            {"value": 31_000, "period": (date(2018, 12, 31),) * 2},
            {"value": 12_000, "base": (date(2013, 12, 31),) * 2},
            {"value": 63.2, "base": (date(2013, 12, 31),) * 2},
            {"value": 36_000, "period": (date(2018, 12, 31),) * 2},
            {"value": 13_000, "base": (date(2013, 12, 31),) * 2},
            {"value": 56.5, "base": (date(2013, 12, 31),) * 2},
        ],
    ),
]  # fmt: skip

SECOND_ROUND = [
    (
        "quarters-do-not-last",
        "前三季度，生产总值810亿元，增长5.1%。分季度看，一季度增长4.2%，三季度增长5.6%。第一产业增加值61亿元，增长3.3%。",
        {"reported_period": "2022", "published": date(2022, 10, 20)},
        [
            {"period": (date(2022, 1, 1), date(2022, 9, 30))},
            {"value": 5.1},
            {"period": (date(2022, 1, 1), date(2022, 3, 31))},
            {"period": (date(2022, 7, 1), date(2022, 9, 30))},
            {"value": 6_100_000_000, "period": (date(2022, 1, 1), date(2022, 9, 30))},
            {"value": 3.3, "period": (date(2022, 1, 1), date(2022, 9, 30))},
        ],
    ),
    (
        "a-fall-that-narrowed",
        "禽肉产量增长6.1%，牛肉、羊肉产量分别下降1.4%、2.6%，降幅分别比上半年收窄0.8、0.3个百分点。",
        {},
        [
            {"indicator": "禽肉产量"}, {"indicator": "牛肉产量"}, {"indicator": "羊肉产量"},
            {"indicator": "牛肉产量降幅"}, {"indicator": "羊肉产量降幅"},
        ],
    ),
    (
        "nominal-and-real-side-by-side",
        "全体、城镇、农村居民人均可支配收入分别为31000元、40000元和20000元，分别名义增长4.8%、4.1%和6.0%，分别实际增长4.5%、3.8%、5.7%。",
        {},
        [
            {"indicator": "全体居民人均可支配收入"}, {"indicator": "城镇居民人均可支配收入"}, {"indicator": "农村居民人均可支配收入"},
            {"price_basis": "nominal"}, {"price_basis": "nominal"}, {"price_basis": "nominal"},
            {"price_basis": "comparable"}, {"price_basis": "comparable"}, {"price_basis": "comparable"},
        ],
    ),
    (
        "patents-asked-for-and-granted",
        "全年专利申请4100件，其中发明专利申请1300件；授权专利2200件，增长6.1%。",
        {},
        [
            {"aggregation": "period"}, {"aggregation": "period"},
            {"aggregation": "period", "indicator_id": "patents_granted"}, {"aggregation": "period"},
        ],
    ),
    (
        "grades-of-one-thing",
        "省级以上企业技术中心104个，其中国家级12个。",
        {},
        [{"value": 104}, {"indicator": "国家级企业技术中心"}],
    ),
    (
        "more-than-a-year-ago-unsaid",
        "普通中学41所，在校学生5.2万人，增加0.3万人。",
        {},
        [{"value": 41}, {"value": 52_000}, {"value": 3000, "base": (date(2021, 12, 31), date(2021, 12, 31))}],
    ),
    (
        "compared-before-its-subject",
        "与2019年相比优良天数增加21天。",
        {},
        [{"indicator": "优良天数", "base": (date(2019, 1, 1), date(2019, 12, 31))}],
    ),
    (
        "years-gone-by-name-nothing",
        "全区常住人口为51.2万人，与2010年第六次全国人口普查的43.1万人相比，十年共增加8.1万人。",
        CENSUS,
        [{"indicator": "常住人口"}, {"indicator": "常住人口", "year": 2010}, {"indicator": "常住人口", "base": BEFORE}],
    ),
    (
        "limits-are-no-ranks",
        "空气质量相对较好的20个城市（从第1名至第20名）名单另行公布。",
        {},
        [{"value": 20}],
    ),
    (
        "the-urban-area-goes-on",
        "市区AQI年均值为71，优良天数比例为84.2%。",
        {},
        [{"indicator": "市区AQI年均值"}, {"indicator": "市区优良天数比例"}],
    ),
    (
        "registered-people",
        "年末户籍总人口61.2万人，其中城镇人口20.1万人，乡村人口41.1万人。",
        {},
        [
            {"indicator_id": "registered_population"},
            {"indicator": "户籍城镇人口", "indicator_id": None, "part_of": 0},
            {"indicator": "户籍乡村人口", "indicator_id": None, "part_of": 0},
        ],
    ),
    (
        "pupils-are-no-part-of-teachers",
        "全市共有各级学校120所，在校学生9.1万人，教职工7100人。其中小学61所，在校学生4.2万人，教职工3000人。",
        {},
        [
            {"value": 120}, {"value": 91_000}, {"value": 7100},
            {"value": 61, "part_of": 0}, {"value": 42_000, "part_of": 1}, {"value": 3000, "part_of": 2},
        ],
    ),
]  # fmt: skip

STOCKS = [
    ("family-households", "全市共有家庭户81万户。", CENSUS, [{"aggregation": "stock", "period": COUNTED}]),
    (
        "people-who-came",
        "全年净增人口410人，森林抚育面积2100公顷。",
        {},
        [{"aggregation": "period"}, {"aggregation": "period"}],
    ),
    ("areas-that-stand", "有效灌溉面积41万亩，绿化覆盖面积980公顷。", {}, [{"period": END}, {"period": END}]),
]

THIRD_ROUND = [
    (
        "sectors-of-investment",
        "全年固定资产投资62.10亿元，同比增长4.2%。分产业看，第一产业完成20510万元，同比增长8.1%；第二产业310020万元，同比下降1.6%。",
        {},
        [
            {"indicator_id": "fixed_asset_investment"}, {"measure": "change"},
            {"indicator": "第一产业投资", "value": 205_100_000},
            {"indicator": "第一产业投资", "measure": "change"},
            {"indicator": "第二产业投资", "value": 3_100_200_000},
            {"indicator": "第二产业投资", "value": -1.6},
        ],
    ),
    (
        "sectors-that-grow",
        "1-7月，固定资产投资总额20.1亿元，增长14.8%，增速比今年1-6月提高0.7个百分点。第二产业下降11.6%，第三产业增长22.3%。",
        MONTHS | {"published": date(2022, 8, 15)},
        [
            {"value": 2_010_000_000}, {"measure": "change"},
            {"indicator": "固定资产投资总额增速", "base": (date(2022, 1, 1), date(2022, 6, 30))},
            {"indicator": "第二产业投资"}, {"indicator": "第三产业投资"},
        ],
    ),
    (
        "branches-of-a-sector",
        "第三产业增加值增长8.1%。其中，金融业增长6.2%，住宿和餐饮业增长5.1%。",
        {},
        [{"indicator_id": "gdp_tertiary"}, {"indicator": "金融业增加值"}, {"indicator": "住宿和餐饮业增加值"}],
    ),
    (
        "rates-compared-alike",
        "上半年，轻工业投资增长3.4%，增速比1—5月份提高0.3个百分点；重工业投资增长8.4%，增速提高0.2个百分点；采矿业投资下降2.6%，降幅收窄3个百分点。",
        MONTHS,
        [
            {"measure": "change"}, {"base": (date(2022, 1, 1), date(2022, 5, 31))},
            {"measure": "change"}, {"base": (date(2022, 1, 1), date(2022, 5, 31)), "value": 0.2},
            {"measure": "change"}, {"base": (date(2022, 1, 1), date(2022, 5, 31)), "value": -3},
        ],
    ),
    (
        "compared-with-several-times",
        "1-6月，零售额40.5亿元，增幅比1-3月、1-4月、1-5月分别回落2.1个百分点、0.5个百分点和0.8个百分点。",
        MONTHS,
        [
            {"value": 4_050_000_000},
            {"indicator": "零售额增幅", "value": -2.1, "base": (date(2022, 1, 1), date(2022, 3, 31))},
            {"indicator": "零售额增幅", "value": -0.5, "base": (date(2022, 1, 1), date(2022, 4, 30))},
            {"indicator": "零售额增幅", "value": -0.8, "base": (date(2022, 1, 1), date(2022, 5, 31))},
        ],
    ),
    (
        "dealt-out-to-places",
        "博乐、精河、温泉和阿拉山口年平均降水分别为210.2毫米、150.7毫米、301.5毫米和120.8毫米，分别比上年偏少8.3%、7.8%、9.8%和3.6%。",
        {"place": "652700"},
        [
            *({"indicator": "年平均降水", "place": p, "measure": "level"} for p in ("652701", "652722", "652723", "652702")),
            *({"indicator": "年平均降水", "place": p, "measure": "change"} for p in ("652701", "652722", "652723", "652702")),
        ],
    ),
    (
        "what-homes-and-accidents-have",
        "年末共有养老机构31个，收养1264人。全年各类事故总起数178起，死亡20人。",
        {},
        [
            {"indicator": "养老机构"}, {"indicator": "养老机构收养", "aggregation": "stock"},
            {"value": 178}, {"indicator": "各类事故死亡", "aggregation": "period"},
        ],
    ),
    (
        "medals-won",
        "在省级比赛中获得金牌12枚、银牌9枚。",
        {},
        [{"indicator": "在省级比赛中获得金牌"}, {"indicator": "获得银牌"}],
    ),
    (
        "reservoirs-and-what-they-hold",
        "5座大型水库年末蓄水量2.75亿立方米，比上年末减少0.31亿立方米。",
        {},
        [{"indicator": "大型水库"}, {"indicator": "大型水库蓄水量", "period": END}, {"period": END}],
    ),
    (
        "grades-of-air",
        "城市环境空气质量87天为优，205天为良，62天为轻度污染，9天中度污染。",
        {},
        [
            {"indicator": "城市环境空气质量优", "unit": "d"}, {"indicator": "城市环境空气质量良"},
            {"indicator": "城市环境空气质量轻度污染"}, {"indicator": "城市环境空气质量中度污染"},
        ],
    ),
    (
        "men-for-a-hundred-women",
        "男女性别比为106.4:100，出生男女性别比为104.8:100。",
        {},
        [
            {"value": 106.4, "unit": "index", "indicator_id": "sex_ratio"},
            {"value": 104.8, "unit": "index", "indicator_id": None},
        ],
    ),
    (
        "what-a-household-spends",
        "全年城镇居民人均可支配收入31520元，增长5.1%。人均消费性支出20110元，增长4.2%。",
        {},
        [
            {"measure": "level"}, {"measure": "change"},
            {"indicator": "城镇居民人均消费性支出"}, {"indicator": "城镇居民人均消费性支出"},
        ],
    ),
    (
        "a-bracket-explains",
        "常住人口城镇化率（城镇常住人口占总常住人口比重）为51.67%，比上年提高1.2个百分点。",
        {},
        [{"indicator_id": "urbanisation_rate", "measure": "level"}, {"indicator_id": "urbanisation_rate"}],
    ),
    (
        "a-stock-and-its-change",
        "全年职工基本医疗保险参保人数12.11万人、比上年增加0.38万人。",
        {},
        [{"period": END}, {"period": END, "aggregation": "stock"}],
    ),
    (
        "sectors-are-parts-of-the-product",
        "全年地区生产总值869.7亿元。其中，第一产业增加值75.8亿元，增长3.3%；第二产业增加值440.8亿元。粮食总产量103万吨。其中，稻谷39万吨；玉米60万吨。",
        {},
        [
            {"indicator_id": "gdp"}, {"part_of": 0}, {"measure": "change"}, {"part_of": 0},
            {"indicator_id": "grain_output"}, {"indicator": "稻谷产量", "part_of": 4}, {"part_of": 4},
        ],
    ),
    (
        "registered-people-of-the-sentence-before",
        "年末户籍人口55.66万人。其中，城镇人口23.47万人，乡村人口32.19万人。",
        {},
        [
            {"indicator_id": "registered_population"}, {"indicator": "户籍城镇人口", "indicator_id": None},
            {"indicator": "户籍乡村人口", "indicator_id": None},
        ],
    ),
    (
        "rates-are-no-parts",
        "恩格尔系数为31.1%，其中农村为33.2%。",
        {},
        [{"unit": "%"}, {"indicator": "农村恩格尔系数", "part_of": None}],
    ),
    (
        "parts-open-with-a-comma",
        "全年申请专利量6148件，增长9.9%，其中，发明专利2510件，下降4.4%。猪牛羊肉产量3.07万吨，其中，牛肉产量2.10万吨，增长1.8%；猪肉0.57万吨，增长5.7%。",
        {},
        [
            {"value": 6148}, {"measure": "change"},
            {"indicator": "发明专利", "aggregation": "period", "part_of": 0}, {"aggregation": "period"},
            {"indicator_id": "meat_output"}, {"indicator_id": "beef_output", "part_of": 4}, {"measure": "change"},
            {"indicator": "猪肉产量"}, {"indicator": "猪肉产量"},
        ],
    ),
    (
        "accidents-that-name-themselves",
        "全年共发生各类生产安全事故32起，其中，工矿商贸企业生产安全事故2起；道路交通事故21起，下降5.6%；火灾事故9起。",
        {},
        [
            {"value": 32}, {"value": 2}, {"indicator": "道路交通事故"}, {"indicator": "道路交通事故"},
            {"indicator": "火灾事故"},
        ],
    ),
    (
        "viewed-by-what-is-measured",
        "从主要工业产品产量看，精制茶增长23.9%，纱增长16.2%，粗钢产量下降1.4%。",
        {},
        [{"indicator": "精制茶产量"}, {"indicator": "纱产量"}, {"indicator": "粗钢产量"}],
    ),
    (
        "rates-of-parts-and-classes",
        "恩格尔系数为30.1%，其中城镇为29.3%，农村为32.2%。Ⅰ~Ⅲ类水质断面比例为74.9%，劣Ⅴ类为3.4%。",
        {},
        [
            {"indicator": "恩格尔系数"}, {"indicator": "城镇恩格尔系数"}, {"indicator": "农村恩格尔系数"},
            {"measure": "share"}, {"indicator": "劣Ⅴ类水质断面比例"},
        ],
    ),
    (
        "prefectures-and-above",
        "336个地级及以上城市PM2.5浓度为36微克/立方米，生态环境状况指数（EI）值为51.3。",
        {},
        [{"indicator": "地级及以上城市"}, {"indicator": "地级及以上城市PM2.5浓度"}, {"value": 51.3, "unit": "index"}],
    ),
    (
        "ages-of-the-insured",
        "农村社会养老保险参保人数92829人，其中59岁以下参保人数80166人，60岁以上领取待遇12663人。",
        {},
        [{"value": 92_829}, {"value": 80_166}, {"value": 12_663}],
    ),
    (
        "printed-side-by-side",
        "全年出版各类图书198万册、期刊71万册。",
        {},
        [{"indicator": "出版各类图书"}, {"indicator": "出版期刊"}],
    ),
    (
        "insured-side-by-side",
        "年末参加城镇基本养老、医疗保险人数分别为29万人和61.9万人。",
        {},
        [{"indicator": "参加城镇基本养老保险人数"}, {"indicator": "医疗保险人数"}],
    ),
]  # fmt: skip

CASES = [*SCOPES, *LISTS, *COMPARISONS, *WITHOUT_UNIT, *PARTS, *SECOND_ROUND, *THIRD_ROUND, *STOCKS]


@pytest.mark.parametrize(("text", "known", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_reading(text, known, expected):
    rows = read(text, **(COMMUNIQUE | known))
    assert len(rows) == len(expected), [r["value_text"] for r in rows]
    assert [says(row, rows, want) for row, want in zip(rows, expected, strict=True)] == expected


DESCRIBED = {
    "signed by an office": (
        "上半年经济稳中向好\n镇江市统计局 2031年7月22日\n上半年，全市生产总值2105亿元。",
        {"place": "321100"},
    ),
    "a census names no country": (
        "第七次全国人口普查公报（第一号）\n丹阳市统计局\n2021年6月2日\n全市常住人口为88.1万人。",
        {"place": "321181", "reported": "2020", "kind": "communiqué"},
    ),
    "signed by the country's office": (
        "5月份国民经济运行总体平稳\n（2031年6月15日）\n国家统计局\n5月份，工业增加值增长6.1%。",
        {"place": "CN", "kind": "communiqué", "reported": "2031"},
    ),
    "told by its office": (
        "前三季度生产总值同比增长4.1%\n日前，湖州市统计局发布了前三季度经济运行情况。",
        {"place": "330500"},
    ),
    "after the part of its year": (
        "苏州市2031年上半年经济运行情况\n全市生产总值增长5.1%。",
        {"published": date(2031, 7, 1), "precision": "month"},
    ),
    "after the first months": (
        "苏州市2031年1-8月经济运行情况\n全市生产总值增长5.1%。",
        {"published": date(2031, 9, 1), "precision": "month"},
    ),
    "after the year": (
        "苏州市2031年四季度及全年经济运行情况\n全市生产总值增长5.1%。",
        {"published": date(2032, 1, 1), "precision": "year"},
    ),
    "after the part of a year in any title": (
        "2031年上半年全省外贸数据\n上半年进出口增长5.1%。",
        {"published": date(2031, 7, 1), "precision": "month"},
    ),
    "no result of a whole year": (
        "经济运行稳中向好\n2031年上半年，全区生产总值增长5.1%。",
        {"published": date(2031, 1, 1), "precision": "year"},
    ),
    "a date and an office": (
        "某市统计公报\n2032-04-12 某市统计局\n全市生产总值增长5.1%。",
        {"published": date(2032, 4, 12), "precision": "day"},
    ),
    "after the census": (
        "吴江区第七次全国人口普查公报\n与2010年第六次全国人口普查相比，城镇人口增加1.2万人。",
        {"published": date(2021, 1, 1), "reported": "2020"},
    ),
}


@pytest.mark.parametrize(("text", "expected"), DESCRIBED.values(), ids=DESCRIBED)
def test_what_a_communique_says_of_itself(text, expected):
    lines = outline(text)
    name = title(lines)
    dated, sort = dating(lines), kind(lines, name)
    whose = place(lines, name, None)
    said = {
        "place": whose,
        "kind": sort,
        "reported": reported_period(lines, sort, name, dated.published),
        "published": dated.published,
        "precision": dated.precision,
    }
    assert {key: said[key] for key in expected} == expected


@pytest.mark.parametrize(
    ("title_line", "moment"),
    [
        ("某区第七次全国人口普查公报", date(2020, 11, 1)),
        ("某市第五次全国经济普查公报（第二号）", date(2023, 12, 31)),
        ("第三次全国农业普查主要数据公报", date(2016, 12, 31)),
        ("第九次全国经济普查公报", None),
        ("2031年统计公报", None),
        (None, None),
    ],
)
def test_a_census_is_of_its_moment(title_line, moment):
    assert census(title_line) == moment


def test_a_part_of_a_table_is_of_the_whole_that_fits_its_share():
    text = (
        "指标 年末数（万人） 比重（%）\n总人口 80 100\n农业人口 30 37.5\n其中：男性 41 51.25\n女性 39 48.75"
    )
    assert [c.whole for c in find_cells(text) if c.column.kind == "level"] == ["", "", "总人口", "总人口"]


def test_a_row_is_no_part_of_a_smaller_one():
    rows = read("指标 产量（万吨）\n粮食 974.1\n秋粮 394.2\n其中：谷物 874.3\n棉花 9.5\n其中：长绒棉 2.5")
    assert [bool(row["part_of"]) for row in rows] == [False, False, False, False, True]


def test_units_stand_behind_the_numbers_of_a_table():
    text = "主要农产品产量如下：\n2031年 比上年增长%\n小麦 301 万吨 -2.5\n玉米 198 万吨 4.0"
    cells = [(c.label, float(c.value), c.unit) for c in find_cells(text)]
    assert cells == [
        ("小麦", 3_010_000, "t"),
        ("小麦", -2.5, "%"),
        ("玉米", 1_980_000, "t"),
        ("玉米", 4.0, "%"),
    ]


def test_ranks_indices_and_units_in_second_brackets_head_columns():
    text = "城市\t细颗粒物（PM2.5）浓度（微克/立方米）\t空气质量综合指数\t排名\n镇江市\t31\t3.42\t7\n全市\t29\t3.30\t-"
    rows = read(text, kind="communiqué", place="320000")
    assert [(r["value"], r["unit"], r["measure"], r["place"]) for r in rows] == [
        (31, "ug/m3", "level", "321100"), (3.42, "index", "level", "321100"), (7, "count", "rank", "321100"),
        (29, "ug/m3", "level", "320000"), (3.3, "index", "level", "320000"),
    ]  # fmt: skip


def test_the_months_of_a_header_are_of_the_year_of_the_title():
    text = "2022年3月零售额主要数据\n指标\t3月\t1-3月\n零售额（亿元）\t15\t41"
    rows = read(text, kind="communiqué", reported_period=None, published=date(2022, 4, 13))
    assert [(r["period_start"], r["period_end"]) for r in rows] == [
        (date(2022, 3, 1), date(2022, 3, 31)), (date(2022, 1, 1), date(2022, 3, 31)),
    ]  # fmt: skip


def test_the_rows_of_a_table_take_what_is_measured_without_its_moment():
    text = "表1 2031年年末户籍人口数及其构成\n指标\t年末数（万人）\t比重（%）\n户籍总人口\t55.2\t100.0\n按城乡分：\t\t\n城镇\t23.1\t41.8"
    rows = read(text, kind="communiqué", reported_period="2031")
    assert [r["indicator"] for r in rows[2:]] == ["城镇户籍人口数", "城镇户籍人口数"]
