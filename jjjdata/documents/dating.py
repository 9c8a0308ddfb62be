"""When a document was published, and how that is known."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from jjjdata.documents.censuses import census
from jjjdata.documents.outline import Outline


class Dating(NamedTuple):
    """A publication date, its precision (day, month, year) and basis (stated, inferred, unknown)."""

    published: date | None
    precision: str | None
    basis: str


UNDATED = Dating(None, None, "unknown")

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = rf"{_YEAR}(?:年|[-/.])(?P<month>\d{{1,2}})(?:月|[-/.])(?P<day>\d{{1,2}})日?"
_MONTH = rf"{_YEAR}年(?P<month>\d{{1,2}})月"
_CLOCK = r"(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
_LABEL = r"(?:发布|发文|成文|印发|公布|更新|日期|时间)[^\d]{0,8}"

_MEDIA = "报|网|社|端|刊|台|局|委|办|厅|府|院|室|论坛|在线|频道|杂志|发布|海外版|客户端"

_FRONT_DATE = re.compile(rf"{_YEAR}-(?P<month>\d{{1,2}})(?:-(?P<day>\d{{1,2}}))?")
_STATED = (
    re.compile(
        rf"(?:date)?[（(]?(?:{_LABEL})?{_DAY}{_CLOCK}[）)]?(?:[，,]?$|(?=.{{2,12}}电[／/（(])|[\u4e00-\u9fff]{{0,6}}(?:来源|稿源|作者|记者|编辑|责任编辑|字号|浏览|点击|阅读)"
        r"|[\u4e00-\u9fff]{0,14}(?:局|调查总?队|厅|网)$)"
    ),
    re.compile(rf"[^\d。]{{0,30}}{_LABEL}{_DAY}"),
    re.compile(rf"(?:.{{2,80}}[—–（(-])?[—–-]*[（(]?{_DAY}在.{{2,60}}?(?:会议|大会|全会|会)上"),
    re.compile(rf".{{4,60}}(?:公报|报告|情况|方案|规划|要点)[（(]{_DAY}[）)]$"),  # the day behind a title
    re.compile(rf"[（(]{_DAY}.{{2,60}}(?:通过|批准|发布|印发|公布)[）)]?$"),
    re.compile(
        rf"[（(【]?(?:新华社|中新社|本报|人民网|中新网|[^，。]{{2,6}}网)[^，。\d]{{0,10}}{_DAY}[电讯]"
    ),
    re.compile(rf"《[^《》\d]{{2,12}}》[（(]{_DAY}[^）)]{{0,12}}[）)]"),  # 《某某日报》（2016年3月29日10版）
    re.compile(rf"(?:来源|作者)[:：][^。]{{0,30}}?{_DAY}"),
    # 某某日报 2022-08-15, 某市统计局 2024年4月30日: who published it, and when
    re.compile(rf"[^\d，。；！？]{{1,14}}(?:{_MEDIA})[/|｜·（(]?{_DAY}{_CLOCK}[）)]?$"),
    # 某某新闻 / 2020-01-12 13:21:59, 某某新闻 | 2020-01-12: a mark or a clock says that the day is that of the page
    re.compile(rf"[^\d，。；！？]{{1,24}}[/|｜·]{_DAY}{_CLOCK}$"),
    re.compile(rf"[^\d，。；！？]{{1,14}}{_DAY}\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?$"),
    re.compile(rf"(?:date|time)[:：]?{_DAY}(?!\d)"),
    # 2021-03-02 09:15 某某网, 2022年8月15日 某某论坛: when, and who published it
    re.compile(
        rf"[（(]?{_DAY}(?:\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?[^\d，。；！？]{{2,14}}"
        rf"|{_CLOCK}[^\d，。；！？]{{1,12}}(?:{_MEDIA}|星期[一二三四五六日天]))[）)]?$"
    ),
    re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>(?:19|20)\d\d)$"),
    re.compile(rf"[（(]?{_MONTH}[）)]?$"),
)
_TOP, _BOTTOM = 20, 10
# The line of the meeting at which a report was read: what says when goes before the day of the web page.
_SESSION = re.compile(
    rf"(?:[^。]{{2,80}}[—–（(-])?[—–-]*[（(]?{_DAY}在[^。]{{2,50}}(?:人民代表大会|代表大会|委员会|全体会议)[^。]{{0,20}}会议上"
)

_CHINESE_DATE = re.compile(
    r"[一二三四五六七八九〇○零十]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
)
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")

_ANNOUNCED = re.compile(
    r"(?<![\d年月])(?P<month>\d{1,2})月\d{1,2}日(?:[—–~至到-]+(?:\d{1,2}月)?\d{1,2}日)?[^。！？]{0,100}?"
    r"(?:举办|召开|举行|发布|印发|公布|通报|获悉|了解到|介绍|开幕|出席|签署)"
    r"|(?<![\d年月])(?P<filed>\d{1,2})月\d{1,2}日[电讯]"
)
_NEWS_HEAD = 3_000

_PLAN = r"(?:工作要点|工作计划|工作安排|重点任务|重点工作|实施计划|行动计划|政府工作报告|工作报告|计划报告)"
_PLAN_YEAR = re.compile(
    rf"(?<![—–-]){_YEAR}年?(?![—–-])[^。；]{{0,30}}?{_PLAN}|{_PLAN}[（(]{_YEAR.replace('year', 'other')}年[）)]"
)
_REPORTED_YEAR = re.compile(rf"{_YEAR}年?[^。；]{{0,30}}?(?:公报|经济运行(?:情况|简况|分析)|计划执行情况)")
# A title of figures of part of a year, of whatever kind: 2031年上半年外贸数据.
_REPORTED_PART = re.compile(
    rf"{_YEAR}年(?:(?:前|第)?[一二三1-3]季度|上半年|1[—–~至-]\d{{1,2}}月)(?![^。]{{0,30}}(?:工作|任务|计划|方案|要点))"
)
# The part of a year that a report is of: it appears in the month after.
_PART = re.compile(
    r"(?P<quarter>[一二三1-3])季度|(?P<half>上半年)|(?:(?:1|一)[—–~至-])?(?<!\d)(?P<month>1[01]|[1-9])月份?(?!\d|日)"
)
_NOT_A_PART = re.compile(r"四季度|12月|全年")
_A_YEAR_AGO = re.compile(rf"{_YEAR}年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?[^。！？]{{0,150}}[。！？，,]一年来")
_MENTION = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)年(?P<month>(?:1[—–~至-])?\d{1,2}月|上半年|(?:前|第)?[一二三]季度)?"
)
_AHEAD = re.compile(r"将|力争|预计|计划|目标|规划|确保|预期|拟|有望|届时")
_BEFORE_TARGET = re.compile(r"(?:(?<!截)[到至]|[—–~-]|力争|计划|预计)$")
_UP_TO_THEN = re.compile(r"从(?:19|20)\d\d年[初末底]?[到至]$")  # 从2020年到2023年，…增至…: what was
_YEARS_END = re.compile(r"[底末](?!前)|31日(?!前)")  # 截至2030年12月底: written when the year was over
_HEAD_LINES = 10
_LONGEST_TITLE = 80
# 2023年某地洽谈会举办, 2018某某对接活动: the year is in the name of a meeting or fair
_MEETING = re.compile(
    r"[^，。；0-9]{2,30}(?:会|论坛|活动|博览会|节|周)(?:$|在|[，。》”])?(?:成功)?(?:举办|召开|举行|启动|开幕|在|$|[，。》”])"
)
_NAMED_AFTER_YEAR = re.compile(
    r"(?<![\d.-])(?P<year>20\d\d)(?=[\u4e00-\u9fff]{2,24}(?:活动|大会|论坛|洽谈会|博览会|峰会|交易会))(?!年)"
)
_ENDED = re.compile(r"[。！？；，]")
_FIRST_FIGURE = re.compile(r"(?<=\d)[^，\d]*，")  # what follows it is told of something else


def dating(document: Outline) -> Dating:
    """The publication date that the document states, or that follows from what it says.

    Stated: front matter, a line with a date near the top or the end, the date of the speech. Inferred: the
    month of the event that a news item reports and a year from its surroundings; the year of the plan or of
    the meeting; the year after the last one whose results are given. Otherwise unknown.

    >>> dating(Outline(("2023年洛阳市统计公报", "2024年4月30日"), (), "hans"))
    Dating(published=datetime.date(2024, 4, 30), precision='day', basis='stated')
    """
    return _in_front(document) or _in_a_line(document) or _inferred(document) or UNDATED


def _in_front(document: Outline) -> Dating | None:
    for key in ("date", "published", "pubdate", "publishdate", "time"):
        if found := _FRONT_DATE.match(document.front.get(key, "")):
            return _dated(found, "stated")
    return None


def _in_a_line(document: Outline) -> Dating | None:
    lines = document.lines
    for line in lines[:_TOP]:
        if (found := _SESSION.match(line)) and (dated := _dated(found, "stated")):
            return dated
    near = (*lines[:_TOP], *lines[max(len(lines) - _BOTTOM, _TOP) :])
    for line in near:
        shown = _CHINESE_DATE.sub(lambda found: _arabic(found.group()), line)
        for pattern in _STATED:
            if (found := pattern.match(shown)) and (dated := _dated(found, "stated")):
                return dated
    return None


def _arabic(text: str) -> str:
    """A date in Chinese numerals in digits: 二〇二四年四月三十日 -> 2024年4月30日."""
    year, month, day = re.split("[年月]", text.rstrip("日"))
    return f"{year.translate(_CHINESE_DIGITS)}年{_number(month)}月{_number(day)}日"


def _number(numeral: str) -> int:
    tens, ten, ones = numeral.partition("十")
    digits = [int(part.translate(_CHINESE_DIGITS)) if part else 0 for part in (tens, ones)]
    return (digits[0] or 1) * 10 + digits[1] if ten else digits[0]


def _inferred(document: Outline) -> Dating | None:
    year = _year(document)
    if year is None:
        return None
    reported = _month_after_part(document)
    if reported is not None:
        return Dating(reported, "month", "inferred")
    found = _ANNOUNCED.search(document.flow[:_NEWS_HEAD])
    month = int(found["month"] or found["filed"]) if found else 0
    if 1 <= month <= 12:
        return Dating(date(year, month, 1), "month", "inferred")
    return Dating(date(year, 1, 1), "year", "inferred")


def _month_after_part(document: Outline) -> date | None:
    """The month after the part of a year that a title says its report is of: 2031年上半年经济运行情况."""
    for line in [document.front.get("title", ""), *document.lines[:_HEAD_LINES]]:
        if len(line) >= _LONGEST_TITLE:
            continue
        titled = _REPORTED_YEAR.search(line) or (None if _ENDED.search(line) else _REPORTED_PART.search(line))
        if titled is None:
            continue
        part = None if _NOT_A_PART.search(titled[0]) else _PART.search(titled[0], len(titled["year"]))
        if part is None:
            return None
        last = 3 * "一二三".find(part["quarter"]) + 3 if part["quarter"] in tuple("一二三") else None
        month = last or (6 if part["half"] else 3 * int(part["quarter"] or 0) or int(part["month"] or 0))
        return date(int(titled["year"]), month + 1, 1)
    return None


def _year(document: Outline) -> int | None:
    head = [*document.lines[:_HEAD_LINES], document.front.get("title", "")]
    for line in head:
        if len(line) < _LONGEST_TITLE and (counted := census(line)):
            return counted.year + 1
        if (found := _REPORTED_YEAR.search(line)) and len(line) < _LONGEST_TITLE:
            return int(found["year"]) + 1
        if found := _PLAN_YEAR.search(line):
            return int(found["year"] or found["other"])
    flow = document.flow
    latest = _latest_year(flow)
    if (found := _A_YEAR_AGO.search(flow)) and (latest is None or int(found["year"]) + 1 >= latest):
        return int(found["year"]) + 1
    return latest


def _latest_year(flow: str) -> int | None:
    """The earliest year in which the text can have been written: after all that it reports as past."""
    years = [year for found in _MENTION.finditer(flow) if (year := _written_in(flow, found))]
    years += [int(found["year"]) for found in _NAMED_AFTER_YEAR.finditer(flow)]
    return max(years, default=None)


def _written_in(flow: str, mention: re.Match[str]) -> int | None:
    before = flow[max(mention.start() - 4, 0) : mention.start()]
    clause = re.split("[。；！？]", flow[mention.end() : mention.end() + 60], maxsplit=1)[0]
    clause = _FIRST_FIGURE.split(clause, maxsplit=1)[0]
    past = _UP_TO_THEN.search(flow, max(mention.start() - 9, 0), mention.start())
    if (_BEFORE_TARGET.search(before) and not past) or _AHEAD.search(clause) or "》" in clause.split("《")[0]:
        return None
    year = int(mention["year"])
    meeting = _MEETING.match(flow, mention.end()) is not None
    if mention["month"] == "12月" and _YEARS_END.match(flow, mention.end()):
        return year + 1
    whole = mention["month"] is None and not meeting and re.search(r"\d", clause) is not None
    return year + 1 if whole else year


def _dated(found: re.Match[str], basis: str) -> Dating | None:
    parts = {key: int(value) for key, value in found.groupdict().items() if value}
    try:
        published = date(parts["year"], parts["month"], parts.get("day", 1))
    except ValueError:
        return None  # 2023年13月: a misprint dates nothing
    return Dating(published, "day" if "day" in parts else "month", basis)
