"""The catalogue of indicators: in order, and taking the statements that are its own and no others."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jjjdata.catalogue.entries import read_entry
from jjjdata.catalogue.indicators import identify, indicator_rows, indicators, topics
from jjjdata.catalogue.places import gazetteer
from jjjdata.errors import DefinitionError
from jjjdata.schema import INDICATORS
from jjjdata.store.validate import to_arrow

ENTRIES = list(indicators().values())
NAMES = [(entry.id, name) for entry in ENTRIES for name in (entry.name_zh, *entry.aliases)]
BEIJING, TIANJIN, HEBEI, XIONGAN, TIANJIN_HEBEI = "110000", "120000", "130000", "133100", "120000+130000"


def own(entry, wording, **changes):
    """`identify` with the unit, measure and places that the entry itself asks for."""
    measure = "level" if "level" in entry.measures else sorted(entry.measures)[0]
    flows = entry.counterpart == "required" or any(word in wording for word in entry.flow_words)
    stated = {
        "unit": entry.unit if measure == "level" else "%",
        "measure": measure,
        "aggregation": entry.aggregation,
        "place": "+".join(sorted(entry.involves[0])) if entry.involves else BEIJING,
        "counterpart": TIANJIN_HEBEI if flows else None,
    }
    return identify(wording, **(stated | changes))


def test_there_are_enough_and_they_are_in_order():
    assert len(ENTRIES) >= 150
    order = [(entry.topic, entry.id) for entry in ENTRIES]
    assert order == sorted(order)
    assert {entry.topic for entry in ENTRIES} == set(topics())


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.id)
def test_an_entry_is_complete(entry):
    assert re.fullmatch(r"[a-z][a-z0-9_]*", entry.id)
    for text in (entry.name_zh, entry.name_en, entry.definition_zh, entry.definition_en):
        assert text.strip() == text != ""
    assert not re.search(r"[\u4e00-\u9fff]", entry.name_en + entry.definition_en)
    assert len({entry.name_zh, *entry.aliases}) == 1 + len(entry.aliases), "an alias stands twice"
    known = set(gazetteer().places)
    named = set().union(*entry.involves, (entry.place or "CN").split("+"))
    assert named | set((entry.counterpart_place or "CN").split("+")) <= known


@pytest.mark.parametrize(("expected", "name"), NAMES, ids=[f"{i}-{n}" for i, n in NAMES])
def test_every_name_and_alias_finds_its_own_entry(expected, name):
    assert own(indicators()[expected], name) == expected


def test_neutral_words_and_places_change_nothing():
    changed = [
        (expected, name) for expected, name in NAMES
        if own(indicators()[expected], f"北京市全年{name}达到") != expected
    ]  # fmt: skip
    assert changed == []


@given(
    st.sampled_from([e for e in ENTRIES if not any(p.free for p in e.patterns)]),
    st.sampled_from(["绿色", "单位", "潜在"]),
)
def test_a_word_that_nobody_thought_of_makes_another_thing(entry, word):
    found = own(entry, word + entry.name_zh)
    assert found is None or found != entry.id


@given(
    st.text("市场物流中心地区生产总值GDP、和的PM2.5技术合同", max_size=30),
    st.sampled_from(["count", "%", "CNY", "nonsense"]),
)
def test_any_wording_is_either_known_or_none(wording, unit):
    assert identify(wording, unit=unit) in {*indicators(), None}


# id, wording, what the statement says besides (level and no aggregation unless said), expected
WORDINGS = [
    ("full name of PM2.5", "细颗粒物（PM2.5）年均浓度", {"unit": "ug/m3"}, "pm25"),
    ("fall of PM2.5", "PM2.5平均浓度下降", {"unit": "%", "measure": "change"}, "pm25"),
    ("PM10 is not PM2.5", "PM10浓度", {"unit": "ug/m3"}, "pm10"),
    ("economy in all", "三地经济总量", {"unit": "CNY"}, "gdp"),
    ("economy in multiples", "经济总量", {"unit": "times", "measure": "multiple"}, "gdp"),
    ("GDP of a region", "现代化首都都市圈实现地区生产总值", {"unit": "CNY"}, "gdp"),
    ("GDP per head", "人均生产总值", {"unit": "CNY"}, "gdp_per_capita"),
    ("rank of GDP", "地区生产总值", {"unit": "count", "measure": "rank"}, "gdp"),
    ("GDP in tonnes", "地区生产总值", {"unit": "t"}, None),
    ("GDP as a share", "地区生产总值", {"unit": "%", "measure": "share"}, None),
    ("energy per GDP", "单位地区生产总值能耗", {"unit": "%", "measure": "change"}, "energy_intensity"),
    ("green GDP", "绿色生产总值", {"unit": "CNY"}, None),
    ("rail and high-speed rail", "高速铁路营业里程", {"unit": "km"}, "high_speed_rail_length"),
    ("rail", "京津冀铁路营业里程", {"unit": "km", "aggregation": "stock"}, "rail_length"),
    ("market, not market entities", "新增市场主体", {"unit": "count", "aggregation": "period"}, "new_market_entities"),
    ("manufacturers", "调整退出一般制造业企业", {"unit": "count", "aggregation": "period"}, "manufacturers_exited"),
    ("manufacturers in all", "北京累计退出一般制造业企业", {"unit": "count", "aggregation": "cumulative"}, "manufacturers_exited"),
    ("manufacturers that came", "引进一般制造业企业", {"unit": "count", "aggregation": "period"}, None),
    ("markets", "疏解提升市场", {"unit": "count", "aggregation": "period"}, "markets_upgraded"),
    ("logistics", "疏解提升物流中心", {"unit": "count", "aggregation": "period"}, "logistics_centres_upgraded"),
    ("both", "疏解升级区域性专业市场和物流中心", {"unit": "count", "aggregation": "cumulative"}, "markets_logistics_upgraded"),
    ("both, listed", "疏解提升市场、物流中心", {"unit": "count", "aggregation": "period"}, "markets_logistics_upgraded"),
    ("cleared land", "拆违腾退土地", {"unit": "ha", "aggregation": "period"}, "cleared_land"),
    ("cleared land in mu", "拆违腾退土地", {"unit": "mu", "aggregation": "period"}, "cleared_land"),
    ("greened land", "利用拆违腾退空间实施绿化", {"unit": "ha", "aggregation": "cumulative"}, "greened_land"),
    ("greening of a park is no forest", "绿化任务", {"unit": "mu", "aggregation": "period"}, None),
    ("relief for one purpose is not all of it", "支持制造业发展减税降费及退税", {"unit": "CNY", "aggregation": "period"}, None),
    ("inpatients", "京津冀定点医疗机构实现跨省异地就医住院费用直接结算", {"unit": "count"}, "inpatient_settlement_institutions"),
    ("outpatients", "定点医疗机构异地就医门诊费用直接结算", {"unit": "count"}, "outpatient_settlement_institutions"),
    ("stays, not institutions", "在京津就医住院直接结算", {"unit": "person-time", "aggregation": "cumulative"}, "inpatient_settlement_visits"),
    ("high-end sectors", "科技、商务、文化、信息等高精尖产业新设市场主体占比", {"unit": "%", "measure": "share"}, "high_end_new_entities_share"),
    ("registered", "累计注册企业", {"unit": "count", "aggregation": "cumulative"}, "registered_firms"),
    ("newly registered", "新增注册企业", {"unit": "count", "aggregation": "period"}, "new_firms"),
    ("Caofeidian: completed", "曹妃甸协同发展示范区已完工投产北京项目", {"unit": "count", "aggregation": "stock"}, "beijing_projects_completed"),
    ("Caofeidian: large", "实施亿元以上京津项目", {"unit": "count", "aggregation": "stock"}, "large_capital_projects"),
    ("all revenue is not that of the province", "一般公共预算总收入", {"unit": "CNY"}, None),
    ("doctors without assistants", "执业医师", {"unit": "person"}, None),
    ("some of the computing power", "智能算力规模", {"unit": "FLOPS", "aggregation": "stock"}, None),
    ("incubators of the highest rank", "国家级科技企业孵化器", {"unit": "count"}, None),
    ("insured of firms alone", "企业职工基本养老保险参保人数", {"unit": "person"}, None),
    ("new energy is not all that is renewable", "新能源装机", {"unit": "W"}, "new_energy_capacity"),
    ("tending is not planting", "完成营造林", {"unit": "mu", "aggregation": "period"}, "forest_work"),
    ("planted by hand is a part", "人工造林", {"unit": "mu", "aggregation": "period"}, None),
    ("energy per GDP in tonnes", "单位GDP能耗", {"unit": "t", "measure": "change"}, "energy_intensity"),
    ("recognised tests, worded otherwise", "互认检验项目", {"unit": "count"}, "test_items_recognised"),
    ("carbon", "碳排放配额累计成交量", {"unit": "t", "aggregation": "cumulative"}, "carbon_trading_volume"),
    ("any investment is not that of the plan", "投资", {"unit": "CNY", "place": "FZX"}, None),
    ("freight", "货物运输总量", {"unit": "t"}, "freight"),
    ("a flow of a stock", "常住人口", {"unit": "person", "aggregation": "period"}, "population"),
    ("a total of a flow", "地区生产总值", {"unit": "CNY", "aggregation": "cumulative"}, None),
    ("contracts of a province", "全省技术合同成交额", {"unit": "CNY"}, "tech_contracts"),
    ("contracts that came in", "吸纳京津技术合同成交额", {"unit": "CNY"}, "tech_contracts_absorbed"),
    ("contracts without their destination", "流向津冀技术合同成交额", {"unit": "CNY"}, None),
    ("prices", "居民消费价格", {"unit": "%", "measure": "change"}, "cpi"),
    ("other prices", "消费品价格", {"unit": "%", "measure": "change"}, None),
    ("urbanisation in points", "常住人口城镇化率", {"unit": "pp", "measure": "change"}, "urbanisation_rate"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("wording", "stated", "expected"), [w[1:] for w in WORDINGS], ids=[w[0] for w in WORDINGS]
)
def test_wordings(wording, stated, expected):
    assert identify(wording, **({"place": BEIJING} | stated)) == expected


@pytest.mark.parametrize(
    ("wording", "place", "counterpart", "expected"),
    [
        ("流向津冀技术合同成交额", BEIJING, TIANJIN_HEBEI, "tech_contracts"),
        ("输出到津冀的技术合同成交额", BEIJING, TIANJIN_HEBEI, "tech_contracts"),
        ("技术合同成交额", HEBEI, None, "tech_contracts"),
    ],
)
def test_technology_contracts_flow_from_a_place_to_another(wording, place, counterpart, expected):
    stated = {"unit": "CNY", "aggregation": "period"}
    assert identify(wording, place=place, counterpart=counterpart, **stated) == expected


@pytest.mark.parametrize(
    ("place", "counterpart", "expected"),
    [
        (BEIJING, TIANJIN_HEBEI, "zgc_branches"),
        (TIANJIN_HEBEI, None, "zgc_branches"),
        (TIANJIN, BEIJING, None),
        (XIONGAN, None, "xiongan_zgc_branches"),
        (BEIJING, None, None),
    ],
)
def test_branches_are_told_apart_by_their_place(place, counterpart, expected):
    assert identify("中关村企业设立分支机构", unit="count", place=place, counterpart=counterpart) == expected
    assert identify("设立分支机构", unit="count", place=place, counterpart=counterpart) is None  # whose?


@pytest.mark.parametrize(
    "fault",
    [
        {"topic": "weather"},
        {"unit": "furlong"},
        {"better": "bigger"},
        {"aggregation": "sum"},
        {"measures": ["size"]},
        {"counterpart": "perhaps"},
        {"alias": ["x"]},
        {"unit": None},
    ],
    ids=lambda f: next(iter(f)),
)
def test_an_entry_at_fault_is_refused_by_name(fault):
    entry = {
        "id": "example", "name_zh": "例", "name_en": "Example", "definition_zh": "例", "definition_en": "Example",
        "topic": "economy", "unit": "CNY", "aggregation": "period", "better": "higher", "additive": True,
    }  # fmt: skip
    assert read_entry(entry, topics()).id == "example"
    wrong = {k: v for k, v in (entry | fault).items() if v is not None}
    with pytest.raises(DefinitionError, match="indicator example"):
        read_entry(wrong, topics())


def test_rows_are_as_the_schema_declares():
    rows = indicator_rows()
    assert to_arrow(INDICATORS, rows).num_rows == len(ENTRIES)
    assert [row["indicator_id"] for row in rows] == sorted(indicators())
