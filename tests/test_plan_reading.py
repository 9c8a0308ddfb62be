"""Rules of reading for plans: by when something shall be, over which years it grows, and what was before; made-up sentences."""

from __future__ import annotations

from datetime import date

import pytest
from test_statements import read, says

PLAN = {
    "kind": "plan",
    "title": "江城市国民经济和社会发展第十四个五年规划",
    "published": date(2021, 3, 1),
    "reported_period": "2021/2025",
}
YEARS = {"period_start": date(2021, 1, 1), "period_end": date(2025, 12, 31), "status": "target"}
AT_END = {"period_start": date(2025, 12, 31), "period_end": date(2025, 12, 31), "status": "target"}
LAST_YEAR = {"period_start": date(2025, 1, 1), "period_end": date(2025, 12, 31), "status": "target"}
BY_2035 = {"period_start": date(2035, 12, 31), "period_end": date(2035, 12, 31), "status": "target"}
BEFORE = {"period_start": date(2020, 12, 31), "period_end": date(2020, 12, 31), "status": "actual"}

# id, text, facts of the document, and for each statement the columns that must stand so
CASES = [
    (
        "a-deadline-holds-for-its-paragraph",
        "到2025年，公路总里程达到8500公里。高速公路里程达到600公里。快递业务量达到3亿件。\n港口泊位达到90个。",
        PLAN,
        [AT_END, AT_END, LAST_YEAR, {"status": "target", "period_end": date(2025, 12, 31)}],
    ),
    (
        "a-later-deadline-takes-over",
        "到2025年，铁路里程达到700公里。到2035年，铁路里程达到900公里。民用机场达到3个。",
        PLAN,
        [AT_END, BY_2035, {"status": "target", "period_end": date(2035, 12, 31)}],
    ),
    (
        "what-is-there-now-has-no-deadline",
        "到2025年，铁路里程达到700公里。目前，全市拥有港口泊位88个。",
        PLAN,
        [AT_END, {"status": "actual", "period_end": date(2021, 3, 1)}],
    ),
    (
        "a-deadline-that-opens-a-list",
        "到2035年，基本实现以下目标：\n城镇化率达到75%。\n森林覆盖率达到40%。",
        PLAN,
        [{"status": "target", "period_end": date(2035, 12, 31)}] * 2,
    ),
    (
        "what-is-reached-without-a-time-is-reached-at-the-end",
        "每万人口高价值发明专利拥有量达到12件，技术合同成交额突破60亿元。新建学校40所。",
        PLAN,
        [AT_END, LAST_YEAR, YEARS],
    ),
    (
        "growth-a-year-is-over-the-years-of-the-plan",
        "到2025年，地区生产总值突破5000亿元，年均增长6.5%。研发经费投入年均增长10%以上。",
        PLAN,
        [LAST_YEAR, YEARS | {"base_start": None}, YEARS | {"base_start": None}],
    ),
    (
        "a-plan-looks-back-on-the-year-before-it",
        "第一章 发展基础\n高速公路通车里程达到600公里。",
        PLAN,
        [BEFORE],
    ),
    (
        "in-december-the-year-is-about-over",
        "全年完成投资30亿元。",
        {"kind": "news", "published": date(2031, 12, 20), "reported_period": None},
        [{"status": "actual", "period_start": date(2031, 1, 1), "period_end": date(2031, 12, 31)}],
    ),
    (
        "in-november-it-is-not",
        "全年完成投资30亿元。",
        {"kind": "news", "published": date(2031, 11, 20), "reported_period": None},
        [{"status": "target", "period_start": date(2031, 1, 1), "period_end": date(2031, 12, 31)}],
    ),
    (
        "points-a-year-since-a-year",
        "2023年，森林覆盖率达到30.5%，比2013年年均提高0.14个百分点。",
        {"kind": "work report", "published": date(2024, 1, 20), "reported_period": "2023"},
        [{}, {"measure": "change", "unit": "pp", "period_start": date(2013, 1, 1), "period_end": date(2023, 12, 31), "base_start": None}],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "known", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_plans_are_read(text, known, expected):
    rows = read(text, **known)
    assert [says(row, rows, wanted) for row, wanted in zip(rows, expected, strict=True)] == expected
