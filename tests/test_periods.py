"""Periods: what is found, which days it is, what kind, and what must be left alone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import assert_linear

from jjjdata.errors import DefinitionError
from jjjdata.recognise.periods import KINDS, Period, periods
from jjjdata.recognise.periods.words import checked

PUBLISHED = date(2024, 5, 20)


def told(text: str, published: date | None = PUBLISHED, **facts: object) -> list[str]:
    """Each period as `words kind first..last`, with years, months and open ends written short."""
    return [f"{p.text} {p.kind} {days(p)}" for p in periods(text, published, **facts)]  # type: ignore[arg-type]


def days(p: Period) -> str:
    if p.first and p.first == p.last:
        return str(p.first)
    return f"{p.first or ''}..{p.last or ''}"


YEARS = [
    ("2023年生产总值", "2023年 year 2023-01-01..2023-12-31"),
    ("二〇二三年度", "二〇二三年度 year 2023-01-01..2023-12-31"),
    ("二0二三年", "二0二三年 year 2023-01-01..2023-12-31"),
    ("2019财年", "2019财年 year 2019-01-01..2019-12-31"),
    ("'98年", "'98年 year 1998-01-01..1998-12-31"),
    ("民国三年", "民国三年 year 1914-01-01..1914-12-31"),
    ("20世纪90年代", "20世纪90年代 decade 1990-01-01..1999-12-31"),
    ("去年", "去年 relative-year 2023-01-01..2023-12-31"),
    ("大前年", "大前年 relative-year 2021-01-01..2021-12-31"),
    ("明年", "明年 relative-year 2025-01-01..2025-12-31"),
    ("今明两年", "今明两年 span 2024-01-01..2025-12-31"),
    ("２０２３年", "２０２３年 year 2023-01-01..2023-12-31"),
    ("2023 年", "2023 年 year 2023-01-01..2023-12-31"),
]
PARTS = [
    ("2018年10月", "2018年10月 month 2018-10-01..2018-10-31"),
    ("去年12月份", "去年12月份 month 2023-12-01..2023-12-31"),
    ("5月上旬", "5月上旬 month 2024-05-01..2024-05-10"),
    ("2019年2月下旬", "2019年2月下旬 month 2019-02-21..2019-02-28"),
    ("上半年", "上半年 half 2024-01-01..2024-06-30"),
    ("2023年下半年", "2023年下半年 half 2023-07-01..2023-12-31"),
    ("一季度", "一季度 quarter 2024-01-01..2024-03-31"),
    ("2015年前三季度", "2015年前三季度 quarter 2015-01-01..2015-09-30"),
    ("今年前5个月", "今年前5个月 span 2024-01-01..2024-05-31"),
    ("2023年1—10月", "2023年1—10月 span 2023-01-01..2023-10-31"),
    ("1至11月", "1至11月 span 2024-01-01..2024-11-30"),
    ("2020年12月31日", "2020年12月31日 day 2020-12-31"),
    ("2020-12-31", "2020-12-31 day 2020-12-31"),
    ("5月11日（星期六）", "5月11日（星期六） day 2024-05-11"),
    ("5月11—12日", "5月11—12日 span 2024-05-11..2024-05-12"),
    ("5月11日至12日", "5月11日至12日 span 2024-05-11..2024-05-12"),
    ("18日下午召开", "18日 day 2024-05-18"),
    ("昨日", "昨日 day 2024-05-19"),
    ("2023年末", "2023年末 year-end 2023-12-31"),
    ("2021年年底", "2021年年底 year-end 2021-12-31"),
    ("去年底", "去年底 year-end 2023-12-31"),
    ("2019年初", "2019年初 year-start 2019-01-01"),
    ("6月底", "6月底 month-end 2024-06-30"),
    ("三季度末", "三季度末 month-end 2024-09-30"),
    ("上月末", "上月末 month-end 2024-04-30"),
]
JOINED = [
    ("2018—2020年", "2018—2020年 span 2018-01-01..2020-12-31"),
    ("2016至2020年", "2016至2020年 span 2016-01-01..2020-12-31"),
    ("2013年到2023年", "2013年到2023年 span 2013-01-01..2023-12-31"),
    ("2017年7月—2018年6月", "2017年7月—2018年6月 span 2017-07-01..2018-06-30"),
    ("2015年和2018年之间", "2015年和2018年之间 span 2015-01-01..2018-12-31"),
    ("去年11月至今年3月", "去年11月至今年3月 span 2023-11-01..2024-03-31"),
    ("2031／32年度", "2031／32年度 span 2031-04-01..2032-03-31"),
    ("2031/32年度", "2031/32年度 span 2031-04-01..2032-03-31"),
    ("2031-32年度", "2031-32年度 span 2031-04-01..2032-03-31"),
    ("2021/22至2022/23财政年度", "2021/22至2022/23财政年度 span 2021-04-01..2023-03-31"),
    ("2021/22", "2021/22 span 2021-04-01..2022-03-31"),
    ("1999-00年度", "1999-00年度 span 1999-04-01..2000-03-31"),
    ("2031—35年", "2031—35年 span 2031-01-01..2035-12-31"),
    ("2022/23学年", "2022/23学年 span 2022-01-01..2023-12-31"),
    ("自2014年2月以来", "自2014年2月以来 since 2014-02-01..2024-05-20"),
    ("2014年至今", "2014年至今 since 2014-01-01..2024-05-20"),
    ("2018年以后", "2018年以后 since 2019-01-01..2024-05-20"),
    ("党的十八大以来", "党的十八大以来 since 2012-11-08..2024-05-20"),
    ("改革开放40多年来", "改革开放40多年来 since 1978-12-18..2024-05-20"),
    ("京津冀协同发展上升为国家战略以来", "京津冀协同发展上升为国家战略以来 since 2014-02-26..2024-05-20"),
    ("长江经济带发展战略实施以来", "长江经济带发展战略实施以来 since 2016-01-05..2024-05-20"),
    ("挂牌以来", "挂牌以来 since ..2024-05-20"),
    ("2016年以来连续四年", "2016年以来连续四年 span 2016-01-01..2019-12-31"),
    ("截至2018年底", "截至2018年底 as-of 2018-12-31"),
    ("截至 2 月 20 日", "截至 2 月 20 日 as-of 2024-02-20"),
    ("截至上半年", "截至上半年 as-of 2024-06-30"),
    ("到2018年底", "到2018年底 as-of 2018-12-31"),
    ("截至目前", "截至目前 now 2024-05-20"),
    ("近日", "近日 now 2024-05-20"),
    ("眼下", "眼下 now 2024-05-20"),
    ("到2035年", "到2035年 until 2035-01-01..2035-12-31"),
    ("力争到2025年底", "到2025年底 until ..2025-12-31"),
    ("2025年年底前", "2025年年底前 until ..2025-12-31"),
    ("6月底前", "6月底前 until ..2024-06-30"),
    ("12月31日前", "12月31日前 until ..2024-12-31"),
    ("2030年前", "2030年前 until ..2029-12-31"),
    ("年内", "年内 until 2024-01-01..2024-12-31"),
    ("30日内", "30日内 until .."),
    ("“十四五”时期", "“十四五”时期 plan 2021-01-01..2025-12-31"),
    ("“十四五”前三年", "“十四五”前三年 plan 2021-01-01..2023-12-31"),
    ("“十三五”末", "“十三五”末 year-end 2020-12-31"),
    ("“十三五”以来", "“十三五”以来 since 2016-01-01..2024-05-20"),
]
STRETCHES = [
    ("五年来", "五年来 duration-back 2019-05-20..2024-05-20"),
    ("过去十年", "过去十年 duration-back 2014-05-20..2024-05-20"),
    ("近三年", "近三年 duration-back 2022-01-01..2024-12-31"),
    ("连续三年", "连续三年 duration-back 2022-01-01..2024-12-31"),
    ("三年多来", "三年多来 duration-back ..2024-05-20"),
    ("未来3年", "未来3年 duration-ahead 2024-05-21..2027-05-20"),
    ("5年前", "5年前 ago 2019-05-20"),
    ("近年来", "近年来 vague .."),
    ("本世纪中叶", "本世纪中叶 vague .."),
    ("2022-2023学年", "2022-2023学年 vague 2022-01-01..2023-12-31"),
    ("农历2015年十月", "2015年十月 vague .."),
    ("每年", "每年 recurring .."),
]
NAMES = [
    ("禁限目录(2022年版)", "2022年 name 2022-01-01..2022-12-31"),
    ("北京2022年冬奥会", "2022年 name 2022-01-01..2022-12-31"),
    ("2008年北京奥运会", "2008年 name 2008-01-01..2008-12-31"),
    ("2024世界智能产业博览会", "2024 name 2024-01-01..2024-12-31"),
    ("新华社长沙3月2日电（记者李某）湖南", "3月2日 name 2024-03-02"),
    ("2031滨海经济论坛签约", "2031 name 2031-01-01..2031-12-31"),
    ("2031年全球海洋论坛", "2031年 name 2031-01-01..2031-12-31"),
    ("（2018年修订）", "2018年 name 2018-01-01..2018-12-31"),
    ("“5·12”重要讲话", "“5·12” name .."),
    ("“十四五”规划纲要", "“十四五” name 2021-01-01..2025-12-31"),
    ("《关于2023年预算的报告》", "2023年 name 2023-01-01..2023-12-31"),
    ("总体规划（2016年—2035年）", "2016年—2035年 name 2016-01-01..2035-12-31"),
]
BASES = [
    ("较2013年下降", "2013年 base 2013-01-01..2013-12-31"),
    ("与2019年持平", "2019年 base 2019-01-01..2019-12-31"),
    ("是2014年的2.6倍", "2014年 base 2014-01-01..2014-12-31"),
    ("比上年末增加", "上年末 base 2023-12-31"),
    ("比年初增加", "年初 base 2024-01-01"),
    ("增长到2023年的5.5万亿元", "2023年 year 2023-01-01..2023-12-31"),
]


@pytest.mark.parametrize(
    ("text", "expected"), YEARS + PARTS + JOINED + STRETCHES + NAMES + BASES, ids=lambda value: value[:24]
)
def test_one_time(text: str, expected: str) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "压缩至5个工作日以内", "缩短至3天以内", "压缩到2日", "控制在1天内", "不超过2天", "提前3个月", "由20天压缩为3天", "减少5天内", "延长十五天以内", "2023/45号", "2031/08",
        "2019家企业参加论坛", "冬季运动会",
        "工期3年", "三个月", "30天", "3—5年", "360家企业", "土地1683公顷", "拨打12345热线", "距今2000年", "2000年历史",
        "百年一遇", "三年行动计划", "第三年", "三年级", "3年来京人数", "近30年的老店", "共1997家", "2019项", "建党100周年",
        "安全年活动", "相当年轻", "以上年龄", "当今年轻", "夏季达沃斯论坛", "目前瞻性", "1.5年", "PM2.5", "12号线", "3日游", "8月龄", "年均", "改革开放精神",
    ],
)  # fmt: skip
def test_no_time(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("simplified", "other"),
    [
        ("2013年以来", "2013年以來"),
        ("连续三年", "連續三年"),
        ("过去5个月", "過去５個月"),
        ("截至2018年底", "截至２０１８年底"),
        ("当前", "當前"),
    ],
)
def test_script_and_width_change_nothing(simplified: str, other: str) -> None:
    here, there = periods(simplified, PUBLISHED), periods(other, PUBLISHED)
    assert [(p.start, p.end, p.first, p.last, p.kind) for p in here] == [
        (p.start, p.end, p.first, p.last, p.kind) for p in there
    ]
    assert there[0].text == other


class TestContext:
    """What was named before, the document's year, and how exactly its date is known."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("2023年…达到2019年同期的", "2019年同期 base 2019-01-01..2019-12-31"),
            ("2023年上半年…恢复到2019年同期的", "2019年同期 base 2019-01-01..2019-06-30"),
            ("2023年上半年…比上年同期增长", "上年同期 base 2022-01-01..2022-06-30"),
        ],
    )
    def test_the_same_part_of_another_year(self, text: str, expected: str) -> None:
        assert told(text)[-1] == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("今年前4月", ["今年前4月 span 2024-01-01..2024-04-30"]),
            ("前11月份", ["前11月份 span 2024-01-01..2024-11-30"]),
            ("日前4月30日发布", ["日前 now 2024-05-12", "4月30日 day 2024-04-30"]),
        ],
    )
    def test_the_first_months_of_a_year(self, text: str, expected: list[str]) -> None:
        assert told(text, date(2024, 5, 12)) == expected

    def test_the_reported_year_dates_what_has_no_year(self) -> None:
        found = told("全年…年末…12月份…比上年增长…比上年同期", year=2023)
        assert found == [
            "全年 relative-year 2023-01-01..2023-12-31",
            "年末 year-end 2023-12-31",
            "12月份 month 2023-12-01..2023-12-31",
            "上年 base 2022-01-01..2022-12-31",
            "上年同期 base 2022-12-01..2022-12-31",
        ]

    def test_a_year_in_the_sentence_comes_before_it(self) -> None:
        assert told("2020年出生人口5万，年末7万，当年增长，比上年", year=2023)[1:] == [
            "年末 year-end 2020-12-31",
            "当年 relative-year 2020-01-01..2020-12-31",
            "上年 base 2019-01-01..2019-12-31",
        ]

    @pytest.mark.parametrize("edge", ["。", "\n"])
    def test_a_sentence_end_forgets_it(self, edge: str) -> None:
        assert told(f"2020年完成{edge}年末", year=2023)[-1] == "年末 year-end 2023-12-31"

    def test_a_base_or_name_is_no_context(self) -> None:
        assert (
            told("较2013年下降，（2018年修订），12月份", year=2023)[-1]
            == "12月份 month 2023-12-01..2023-12-31"
        )

    def test_deadlines_are_not_gone_by(self) -> None:
        assert told("6月底前完成，年内建成", date(2025, 1, 13), year=2024) == [
            "6月底前 until ..2025-06-30",
            "年内 until 2025-01-01..2025-12-31",
        ]

    def test_years_counted_back_end_with_the_reported_one(self) -> None:
        assert told("五年来", date(2018, 3, 5), year=2017) == ["五年来 duration-back 2013-01-01..2017-12-31"]

    def test_december_in_a_text_of_january_has_gone_by(self) -> None:
        assert told("12月份", date(2023, 1, 17)) == ["12月份 month 2022-12-01..2022-12-31"]

    @pytest.mark.parametrize(
        ("precision", "expected"),
        [("day", "2024-05-20"), ("month", "2024-05-01..2024-05-31"), ("year", "2024-01-01..2024-12-31")],
    )
    def test_now_is_as_exact_as_the_date_of_publication(self, precision: str, expected: str) -> None:
        assert told("目前", precision=precision) == [f"目前 now {expected}"]

    def test_without_a_date_nothing_relative_is_dated(self) -> None:
        found = periods("去年，目前，12月份，五年来，年底，昨日，上周，当年，2014年以来", None)
        assert [p.first for p in found[:-1]] == [None] * 8
        assert (found[-1].first, found[-1].last) == (date(2014, 1, 1), None)

    def test_an_unknown_precision_is_refused(self) -> None:
        with pytest.raises(ValueError, match="precision"):
            periods("目前", PUBLISHED, precision="week")


def test_definitions_that_contradict_the_grammar_are_refused() -> None:
    with pytest.raises(DefinitionError, match="unknown reference 'tomorrow'"):
        checked({"relative_year": [{"words": ["今年"], "of": "tomorrow", "shift": 0}]})


def test_separate_years_of_a_list() -> None:
    assert [p.text for p in periods("2021、2022、2023年", PUBLISHED)] == ["2021", "2022", "2023年"]


def test_two_times_in_a_sentence() -> None:
    assert told("由2013年的40.7%上升至2023年的66.1%") == [
        "2013年 year 2013-01-01..2013-12-31",
        "2023年 year 2023-01-01..2023-12-31",
    ]


PIECES = st.sampled_from(
    [
        "年", "月", "日", "2019年", "12月", "31日", "上半年", "前三季度", "截至", "到", "至", "—", "-", "以来", "前", "内", "底", "末", "近", "过去", "连续", "三", "十", "五", "个", "多", "来", "、", "，", "。", "的", "和", "比", "较", "“十四五”", "规划", "《", "》", "（", "）", "全年", "去年", "当年", "同期", "目前", "民国", "世纪", "90年代", "周", "星期", "一", "春节", "党的", "十八大", "2.5", "%", "7", "2月30日", "元", "半", "第", "0000", "9999", "二〇二三",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=20)
DATES = st.none() | st.dates()


@settings(max_examples=400)
@given(TEXTS, DATES, st.sampled_from(["day", "month", "year"]), st.none() | st.integers(1900, 2100))
def test_periods_are_slices_in_order_with_known_kinds(
    text: str, published: date | None, precision: str, year: int | None
) -> None:
    found = periods(text, published, precision=precision, year=year)
    end = 0
    for p in found:
        assert end <= p.start < p.end <= len(text)
        assert p.text == text[p.start : p.end]
        assert p.kind in KINDS
        assert p.first is None or p.last is None or p.first <= p.last
        end = p.end


@settings(max_examples=200)
@given(TEXTS, TEXTS, DATES, st.none() | st.integers(1900, 2100))
def test_lines_are_read_apart(above: str, below: str, published: date | None, year: int | None) -> None:
    together = periods(f"{above}\n{below}", published, year=year)
    shift = len(above) + 1
    apart = periods(above, published, year=year) + [
        Period(p.start + shift, p.end + shift, p.text, p.first, p.last, p.kind)
        for p in periods(below, published, year=year)
    ]
    assert together == apart


@pytest.mark.parametrize(
    "piece", ["年", "9", "2019年", "一", "近", "2019-", "《", "“", "1月", "到", "今年", " ", "第"]
)
def test_time_is_linear(piece: str) -> None:
    assert_linear(lambda size: periods(piece * (size // len(piece)), PUBLISHED), 20_000)
