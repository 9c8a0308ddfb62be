"""Quantities: what counts, how much, in which unit and how surely; and why the other numerals count nothing."""

import re
from decimal import Decimal

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pace import assert_linear

from jjjdata.catalogue.units import units
from jjjdata.recognise.periods import periods
from jjjdata.recognise.quantities import Quantity, Rejected, quantities, scan
from jjjdata.schema import COMPARATORS, VERDICTS
from jjjdata.text import repair

# id, text, one "comparator value[..upper] unit" for each quantity
QUANTITIES = [
    # classifiers and measures
    ("plain-count", "退出企业309家，市场50个", "= 309 count", "= 50 count"),
    ("classifiers", "奖牌59枚、路灯30盏、床位12张、船3艘、药品26种", "= 59 count", "= 30 count", "= 12 count", "= 3 count", "= 26 count"),
    ("persons", "4.8万人、2.6亿人次", "= 48000 person", "= 260000000 person-time"),
    ("money", "1,229亿元、50亿美元、25亿港元、3亿欧元、1万亿日元", "= 122900000000 CNY", "= 5000000000 USD", "= 2500000000 HKD", "= 300000000 EUR", "= 1000000000000 JPY"),
    ("money-signs", "收费￥500、$20、HK$100万", "= 500 CNY", "= 20 USD", "= 1000000 HKD"),
    ("coins", "每度五元三角", "= 5.3 CNY"),
    ("length", "1.1万公里、141公里、300米、5厘米、12海里", "= 11000 km", "= 141 km", "= 300 m", "= 5 cm", "= 12 [nmi_i]"),
    ("price-of-area", "地均5.4亿元/平方公里", "= 540000000 CNY/km2"),
    ("what-counted-firms-did", "引导310家企业投资128亿元，带动增收", "= 310 count", "= 12800000000 CNY"),
    ("voltages-are-names", "扩建110千伏、35千伏变电站各2座，新建110千伏线路80千米", "= 2 count", "= 80 km"),
    ("capacities-are-names", "年产木门30万套项目签约"),
    ("sizes-of-those-counted", "建成9个万亩生态公园，沿江1公里范围内禁建", "= 9 count"),
    ("steps-are-no-things-counted", "总产值迈上千亿台阶"),
    ("campaigns-are-names", "百企千村帮扶工程、千村万户行动"),
    ("area", "638万亩、30平方公里、9200公顷、12.8万㎡、2.5万平方呎", "= 6380000 mu", "= 30 km2", "= 9200 ha", "= 128000 m2", "= 25000 [sft_i]"),
    ("mass-and-volume", "781.8亿斤、14亿吨、2.3公斤、4.9亿立方米、10万千升", "= 78180000000 jin", "= 1400000000 t", "= 2.3 kg", "= 490000000 m3", "= 100000000 L"),
    ("transport", "385.0亿吨公里、12.0亿人公里、2200万标箱、20TEU", "= 38500000000 t.km", "= 1200000000 person.km", "= 22000000 TEU", "= 20 TEU"),
    ("energy-and-power", "4.3亿千瓦时、1300万千瓦、2.5GW、35蒸吨、0.42吨标准煤", "= 430000000 kWh", "= 13000000000 W", "= 2500000000 W", "= 35 t/h", "= 0.42 tce"),
    ("air-and-weather", "33微克/立方米、-12.5℃、60分贝", "= 33 ug/m3", "= -12.5 Cel", "= 60 dB"),
    ("below-zero-in-words", "气温降至零下5℃", "= -5 Cel"),
    ("prices-and-rates", "2.1万元/平方米、36.5万元/人、1.3万立方米/秒、150万吨/日", "= 21000 CNY/m2", "= 365000 CNY/person", "= 13000 m3/s", "= 1500000 t/d"),
    ("per-hundred-thousand", "死亡率5.3/10万", "= 5.3 10*-5"),
    ("time", "2小时、15分钟、一刻钟、36天、3个月、76.7岁、4学时", "= 2 h", "= 15 min", "= 15 min", "= 36 d", "= 3 mo", "= 76.7 a", "= 4 h"),
    ("hours-and-minutes", "用时2小时15分、1小时6分钟以内，3小时3分之一", "= 2.25 h", "<= 1.1 h", "= 3 h", "= 33.3333 %"),
    ("bare-measures", "发展指数达76，婴儿死亡率为0，孕产妇死亡率为0，指数为2031", "= 76 index", "= 0 per mille", "= 0 10*-5"),
    ("which-of-a-country", "成为全国第6个、全省第2个试点城市；全国第一个港口，第6个项目", "= 6 count", "= 2 count"),
    ("circles-that-are-formed", "2小时交通圈、3小时交通圈基本形成；2小时交通圈建设加快", "= 2 h", "= 3 h"),
    ("orders-of-investment", "百亿级投资强度建设园区，百亿级投资项目", "~ 10000000000 CNY"),
    ("computing", "12EFLOPS、100Mbps", "= 12000000000000000000 FLOPS", "= 100000000 bit/s"),
    # ratios of all kinds
    ("percentages", "增长5.1%、-0.57‰、0.94个百分点、25个基点", "= 5.1 %", "= -0.57 per mille", "= 0.94 pp", "= 0.25 pp"),
    ("tenths", "超四成，七成六，三成半", "> 40 %", "= 76 %", "= 35 %"),
    ("times-and-doublings", "增长1.1倍、提高一倍、翻两番、翻了一番", "= 1.1 times", "= 1 times", "= 4 times", "= 2 times"),
    ("fractions", "占三分之二、百分之五、千分之三、三分一", "= 66.6667 %", "= 5 %", "= 3 per mille", "= 33.3333 %"),
    ("slashed-fractions", "占全国1/6，比重约1/4；达到全省的2/3", "= 16.6667 %", "~ 25 %", "= 66.6667 %"),
    ("portions", "减少一半、近半数、过半、一半以上", "= 50 %", "< 50 %", "> 50 %", ">= 50 %"),
    ("shares-of-a-whole", "比例为8.1:36.4:55.5", "= 8.1 %", "= 36.4 %", "= 55.5 %"),
    ("discounts", "打八折、七五折", "= 80 %", "= 75 %"),
    # numerals
    ("chinese", "十余家国企、两个集群、三座新城", "> 10 count", "= 2 count", "= 3 count"),
    ("more-inside-unit", "2个多月、3个多小时、5个多百分点、十个来月、一个多小时", "> 2 mo", "> 3 h", "> 5 pp", "~ 10 mo", "> 1 h"),
    ("half-inside-unit", "一个半月、两个半百分点、3个半工作日", "= 1.5 mo", "= 2.5 pp", "= 3.5 d"),
    ("tenths", "两成三、三成半、过八成、通过八成、过半", "= 23 %", "= 35 %", "> 80 %", "= 80 %", "> 50 %"),
    ("denominator-before", "每立方米15微克，每升约3毫克，每吨500元", "= 15 ug/m3", "~ 3 mg/L", "= 500 CNY"),
    ("points", "跌134点或0.8%", "= 134 index", "= 0.8 %"),
    ("feet", "480呎单位、面积约为520呎、高36呎", "= 480 [sft_i]", "~ 520 [sft_i]", "= 36 [ft_i]"),
    ("interest", "按揭利率4.2厘、2.3厘米", "= 4.2 %", "= 2.3 cm"),
    ("rooms", "5間學校、三间公司", "= 5 count", "= 3 count"),
    ("half", "半小时通达，两个半小时，一吨半", "= 0.5 h", "= 2.5 h", "= 1.5 t"),
    ("rough", "两三家、七八十人、十几个", "~ 2..3 count", "~ 70..80 person", "> 10 count"),
    ("bare-scales", "千亿元投资、超千家、上亿人、百万亩造林", "= 100000000000 CNY", "> 1000 count", "> 100000000 person", "= 1000000 mu"),
    ("orders-of-magnitude", "千亿级投资强度", "~ 100000000000 CNY"),
    ("more-inside", "120余个、3400多亿元、1万6千多户、2万多亿元", "> 120 count", "> 340000000000 CNY", "> 16000 count", "> 2000000000000 CNY"),
    ("bare-people", "贫困人口减少6800多万，惠及3600多万农村学生", "> 68000000 person", "> 36000000 person"),
    ("bare-chinese", "一亿多贫困人口、两千余万农民、三万里河山", "> 100000000 person", "> 20000000 person"),
    ("bare-visits", "出境旅游人次由8300万增加到1亿2千多万，接待游客5亿", "= 83000000 person-time", "> 120000000 person-time", "= 500000000 person-time"),
    ("bare-people-before", "参保人数达7.8亿，8000多万农业转移人口", "= 780000000 person", "> 80000000 person"),
    ("bare-counts", "藏书1200多万", "> 12000000 count"),
    ("bare-money", "营业收入突破500亿", "> 50000000000 CNY"),
    ("bare-compared", "下载量5000上下", "~ 5000 count"),
    ("plus-sign", "参与50万+，同比+5.6%", "> 500000 count", "= 5.6 %"),
    ("index", "采购经理指数（PMI）为50.1，收入比缩小到1.86", "= 50.1 index", "= 1.86 index"),
    ("index-letters", "采购经理指数（PMI）为48，AQI76，CPI101.4，PPI为99", "= 48 index", "= 76 index", "= 101.4 index", "= 99 index"),
    ("after-letters", "人均GDP61234元，GDP3.1万亿元，GDP4%，R&D2.5亿元", "= 61234 CNY", "= 3100000000000 CNY", "= 4 %", "= 250000000 CNY"),
    ("spaced-thousands", "人均71 305元，共1 234 567.5万吨，2023 146元", "= 71305 CNY", "= 12345675000 t", "= 146 CNY"),
    ("stock-index", "恒指收报18,230点", "= 18230 index"),
    # comparators
    ("before", "超3家、约3家、近3家、不足3家、至少3家、逾3家、接近3家", "> 3 count", "~ 3 count", "< 3 count", "< 3 count", ">= 3 count", "> 3 count", "< 3 count"),
    ("after", "3家以上、3家左右、3家以内、3家以下、3家及以上", ">= 3 count", "~ 3 count", "<= 3 count", "<= 3 count", ">= 3 count"),
    ("none-after-all", "公约3项、附近3公里、节约3万吨、反超3家", "= 3 count", "= 3 km", "= 30000 t", "= 3 count"),
    ("exceeding", "规模过百亿元，突破1万公里，站上2万亿元", "> 10000000000 CNY", "> 10000 km", "> 2000000000000 CNY"),
    ("shared-comparator", "企业超80家、45家", "> 80 count", "> 45 count"),
    ("shared-unit", "分别增长6.9、9.3和6.8个百分点", "= 6.9 pp", "= 9.3 pp", "= 6.8 pp"),
    ("shared-scale", "分别为1.2、3.4和5.6亿元", "= 120000000 CNY", "= 340000000 CNY", "= 560000000 CNY"),
    # ranges
    ("range-scale", "5000—6000亿元", "= 500000000000..600000000000 CNY"),
    ("range-units", "3%—5%、1至1.5小时、2至3名、十到十五个", "= 3..5 %", "= 1..1.5 h", "= 2..3 count", "= 10..15 count"),
    ("range-mixed", "8000元至1.2万元", "= 8000..12000 CNY"),
    ("range-not-less", "约3—5家，3%至5%以上", "~ 3..5 count", ">= 3..5 %"),
    ("from-to", "由5万元至8万元", "= 50000 CNY", "= 80000 CNY"),
    ("change-and-result", "减少约9500人至368万人", "~ 9500 person", "= 3680000 person"),
    # ranks
    ("listed-ranks", "位居全省投资潜力第3、绿色发展第5、科技创新第六", "= 3 count", "= 5 count", "= 6 count"),
    ("two-ranks", "总量全市第一、第三", "= 1 count", "= 3 count"),
    ("ranks", "居全国第3位，居世界前20名，跃居全国首位", "= 3 count", "<= 20 count", "= 1 count"),
    # time as an amount
    ("durations", "再延长三年，五年以上", "= 3 a", ">= 5 a"),
]  # fmt: skip


def shown(q: Quantity) -> str:
    upper = "" if q.value_upper is None else f"..{plain(q.value_upper)}"
    return f"{q.comparator} {plain(q.value)}{upper} {q.unit}"


def plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@pytest.mark.parametrize(
    ("text", "expected"), [(c[1], c[2:]) for c in QUANTITIES], ids=[c[0] for c in QUANTITIES]
)
def test_quantities(text, expected):
    assert tuple(shown(q) for q in quantities(text)) == expected


SPANS = [
    ("comparator-and-unit", "投资额约800亿元。", "约800亿元", "800亿", "元"),
    ("more", "项目120余个，", "120余个", "120余", "个"),
    ("both-sides", "再退出300家以上企业", "300家以上", "300", "家"),
    ("range", "约1至1.5小时", "约1至1.5小时", "1至1.5", "小时"),
    ("spaced-thousands", "人均71 305元", "71 305元", "71 305", "元"),
    ("letters", "人均GDP61234元", "61234元", "61234", "元"),
    ("denominator", "浓度为每立方米约15微克", "每立方米约15微克", "15", "微克"),
    ("more-inside", "用时3个多小时", "3个多小时", "3", "个小时"),
    ("space", "增长 5 %", "5 %", "5", "%"),
    ("sign", "为-0.57‰", "-0.57‰", "0.57", "‰"),
    ("portion", "过半数企业", "过半数", "半数", ""),
]


@pytest.mark.parametrize(
    ("text", "whole", "numeral", "unit"), [c[1:] for c in SPANS], ids=[c[0] for c in SPANS]
)
def test_spans(text, whole, numeral, unit):
    (q,) = quantities(text)
    assert (q.text, text[q.start : q.end]) == (whole, whole)
    assert text[q.number_start : q.number_end] == numeral or q.form == "fraction"
    assert q.unit_text == unit


# id, text, verdict of each rejected numeral (quantities in between are left out)
VERDICTS_OF = [
    ("letters", "PM2.5、S6线、5G基站、4A级、COVID-19、歼-20、M2、G20峰会、C919客机、AQI50级", ["name"] * 10),
    ("spaced-without-unit", "代号85 146，2023年3月 100", ["code", "code", "date", "date", "code"]),
    ("codes", "_Toc438064807 #12 %20", ["name", "code", "code"]),
    ("roads", "104国道、国道109、地铁7号线、319省道", ["name"] * 4),
    ("sums", "“4+5”通道、3+1功能、4+N", ["name"] * 5),
    ("dates", "5·12讲话，2023年，6月3日", ["date"] * 5),
    ("bare-years", "（2017）和2013", ["date", "date"]),
    ("editions", "三年行动、五年规划、二期、三届、三级医院、二线", ["name"] * 6),
    ("editions-listed", "央企二、三级子公司，园区一、二期", ["name"] * 4),
    ("numbered", "华龙一号、神舟十七号、15号文件、6号楼", ["name"] * 4),
    ("built-in-parts", "3期工程、2期扩建项目", ["name"] * 2),
    ("sets", "三大攻坚战、四大功能、6大主导产业", ["name"] * 3),
    ("best-of", "世界500强企业、百强县", ["name", "word"]),
    ("hotlines", "12345热线、120急救", ["name"] * 2),
    ("places", "北三县、长三角、四川、五指山、二连浩特", ["name"] * 5),
    ("congresses", "党的二十大、二十届三中全会", ["name"] * 3),
    ("sessions", "十四届三次会议", ["name", "ordinal"]),
    ("parties", "三地、两市、三省市、两地、双方、两岸、四县", ["reference"] * 7),
    ("captions", "（见图1）、如表2、附件3", ["reference"] * 3),
    ("anniversaries", "十周年、80周年", ["name"] * 2),
    ("footnotes", "产业[3]分类", ["reference"]),
    ("visits-of-a-page", "时间:23:54人气:77", ["code"] * 3),
    ("ordinals", "第二批、第一产业、第三次、首批、首家", ["ordinal"] * 5),
    ("points", "一是发展；二是民生。三是安全", ["ordinal"] * 3),
    ("second-rounds", "二轮延包", ["ordinal"]),
    ("tops", "前三、前十强", ["ordinal"] * 2),
    ("slogans", "“两个示范区”、“三校一院”、“一带一路”、“双城记”、“新三样”", ["slogan"] * 7),
    ("slogans-without-marks", "一国两制、四个自信", ["slogan"] * 3),
    ("vague", "一批项目、一系列政策、几年、数十家、几百人、一些", ["vague"] * 6),
    ("articles", "一个企业、一条路、一年", ["vague"] * 3),
    ("words", "统一、一体化、进一步、首都、十分、万众、零售、半导体、双向、一定", ["word"] * 7 + ["name", "word", "word"]),
    ("denominators", "万元GDP能耗、每千人口、每10万人、百万吨死亡率", ["word"] * 4),
    ("table-units", "产量（万吨）", ["word"]),
    ("clock", "20点开始", ["name"]),
    ("two-part-ratios", "师生比1:17", ["code"] * 2),
    ("addresses", "100000000000000000000000000000", ["code"]),
    ("titles", "《关于3项改革的两个意见》", ["name"] * 2),
]  # fmt: skip


def tokens(text: str) -> list[Quantity | Rejected]:
    return scan(text, [(p.start, p.end) for p in periods(text)])


@pytest.mark.parametrize(("text", "verdicts"), [c[1:] for c in VERDICTS_OF], ids=[c[0] for c in VERDICTS_OF])
def test_verdicts(text, verdicts):
    assert [t.verdict for t in tokens(text) if isinstance(t, Rejected)] == verdicts


def test_word_within_a_longer_unit_is_none():
    assert [shown(q) for q in quantities("十分钟、八方面、超万户")] == [
        "= 10 min",
        "= 8 count",
        "> 10000 count",
    ]


ALPHABET = "0123456789零一二两三四五六七八九十百千万亿半双首几第前约超近上余多点分之%‰家个元年月日吨米小时、，。：:.-—至到“”《》（） +··AG\n"


@given(st.text(ALPHABET, max_size=60))
def test_every_numeral_is_one_token_in_order(text):
    found = tokens(text)
    covered = set()
    position = 0
    for token in found:
        assert token.text == text[token.start : token.end]
        first = token.number_start if isinstance(token, Quantity) else token.start
        assert position <= first < token.end
        position = token.end
        covered |= set(range(first, token.end))
    numerals = {i for i, c in enumerate(text) if c in "0123456789零一二两三四五六七八九十百千万亿半双首几"}
    assert numerals <= covered


@given(st.text(ALPHABET, max_size=60))
def test_what_is_found_is_well_formed(text):
    for token in tokens(text):
        if isinstance(token, Rejected):
            assert token.verdict in VERDICTS
            assert token.rule
            continue
        assert token.start <= token.number_start < token.number_end <= token.end
        assert token.comparator in COMPARATORS
        assert token.unit in units()
        assert token.value.is_finite()
        assert token.value_upper is None or token.value_upper != token.value


LINE = st.text(ALPHABET.replace("\n", ""), max_size=30)


@given(LINE, LINE)
def test_lines_together_give_what_they_give_apart(first, second):
    head, tail = first + "。\n", second
    apart = [(t.start, t.end, type(t)) for t in scan(head)]
    apart += [(t.start + len(head), t.end + len(head), type(t)) for t in scan(tail)]
    assert [(t.start, t.end, type(t)) for t in scan(head + tail)] == apart


PARAGRAPH = (
    "2031年甲市流向乙省技术合同成交额512.3亿元，同比增长41.7%，4200余家定点医疗机构实现异地就医门诊费用直接结算，"
    "累计疏解提升市场和物流中心近700个，丙县13个数据中心、86万台服务器投入运营，两个产业集群产值占全国三分之一以上。"
)
WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
FORMS = [
    ("wide", PARAGRAPH.translate(WIDE)),
    ("traditional", opencc.OpenCC("s2t").convert(PARAGRAPH)),
    ("hong-kong", opencc.OpenCC("s2hk").convert(PARAGRAPH)),
    ("spaced", re.sub(r"(?<=[\u4e00-\u9fff]) *(?=[0-9])", " ", PARAGRAPH)),
]


@pytest.mark.parametrize("printed", [f[1] for f in FORMS], ids=[f[0] for f in FORMS])
def test_values_do_not_depend_on_script_width_or_spaces(printed):
    assert [shown(q) for q in quantities(repair(printed).text)] == [shown(q) for q in quantities(PARAGRAPH)]


@given(
    st.integers(1, 10**8),
    st.sampled_from(["家", "亿元", "%", "万人次", "微克/立方米"]),
    st.sampled_from(["约", "超", "不足", ""]),
)
def test_what_is_written_is_read_back(number, unit, comparator):
    (plain_one,) = quantities(f"共有{comparator}{number}{unit}。")
    (separated,) = quantities(f"共有{comparator}{number:,}{unit}。")
    assert plain_one.value == separated.value
    assert (
        plain_one.comparator
        == separated.comparator
        == {"约": "~", "超": ">", "不足": "<", "": "="}[comparator]
    )


@pytest.mark.parametrize(
    "unit", ["亿", "9", "（", "1,1,", "“一", "第", "首", "《", "1、", "三分之", "约", "5-", "1:", "半", "陆", "粮食产量5万吨、", "5%、", "北京增长5%，", "2021年", "5 6 7\n", "85 146", "每", "GDP5"],
)  # fmt: skip
def test_time_is_linear(unit):
    assert_linear(lambda size: scan(unit * (size // len(unit))), 5_000)
