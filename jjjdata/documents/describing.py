"""What a document says of itself: its title, its kind, whose it is, who published it, which years it reports."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import pairwise

from jjjdata.catalogue.places import Gazetteer, gazetteer
from jjjdata.documents.censuses import census
from jjjdata.documents.headlines import (
    HEAD,
    LONGEST_HEADING,
    OFFICE,
    is_heading,
    is_menu,
    printed_whole,
    title,
)
from jjjdata.documents.model import year_about_over
from jjjdata.documents.naming import innermost, name_at_start, places_named
from jjjdata.documents.outline import Outline

__all__ = ["kind", "place", "publisher", "reported_period", "title"]

_CHAPTER = re.compile(r"第[一二三四五六七八九十\d]+[章节篇部编]")

_COMMUNIQUE = re.compile(
    r"统计公(?:报|[（(]\d)|经济运行(?:情况|简况|分析)|(?:普查|环境状况|质量状况|环境质量|环境|数据|资源|统计)公报|普查主要数据"
)
# Titles of figures by what they are of: 前三季度国民经济运行…, 2031年全市生态环境状况.
_FIGURES = re.compile(
    r"国民经济(?:持续|总体|运行|延续|稳中|恢复)|(?:经济|环境|人口|贸易|外贸|投资|消费|工业|农业|财政|金融|就业|物价|市场|运行|生产|收支)(?:简况|情况|状况)$"
)
_WORK_REPORT = re.compile(r"政府工作报告|计划执行情况.*(?:报告|20\d\d年[^，。]*计划)")
_NEWS = re.compile(
    r"^[\u4e00-\u9fff]{2,8}[日晚早商时]报(?:\d{4}|$)|本报记者|本报讯|新华社[^，。]{0,12}电|记者[\u4e00-\u9fff]{2,4}(?:报道|供图|摄)?|原标题[:：]|责任编辑|讯[（(]记者|近日[,，]"
)
# Told of what is no plan, report or communiqué.
_TOLD = re.compile(r"记者|据《|据悉|获悉|来源[:：]|新闻发布会|(?<!\d)\d{1,2}:\d\d(?!\d)")
_PLAN = re.compile(r"规划|纲要|方案|行动计划|工作要点|实施意见|指导意见|第[一二三四五六七八九十\d]+章")
# The title of a notice that passes a plan on, and of a page that prints a report whole.
_PASSED_ON = re.compile(
    r"印发.{4,}(?:规划|纲要|方案|计划|工作要点|实施意见|指导意见)》?(?:[（(][^（）()]{1,20}[）)])?》?的通知$"
)
_WHOLE = re.compile(r"[（(]全文[）)]$")
_SPEAKS = re.compile(
    r"(?<![“‘\"])现在[,，]?我(?:受[\u4e00-\u9fff]{2,16}委托[,，])?代表(?:国务院|[\u4e00-\u9fff]{0,10}人民政府)[,，]?向(?:大会|本次大会)"
)
_SPEECH = re.compile(r"代表(?:国务院|[\u4e00-\u9fff]{0,6}人民政府)[,，]?向大会")

_SELF = re.compile(r"[本我][省市区县]")
_SIGNED, _LONGEST_SIGNATURE, _LEAD = 8, 40, 600
# The office that signs: 某市统计局 2024年4月30日, 国家统计局某市调查队.
_SIGNATURE = re.compile(
    r"(?:中华人民共和国)?国家统计局(?:[\u4e00-\u9fff]{2,8}调查总?队)?|[\u4e00-\u9fff]{2,12}(?:统计局|生态环境[局厅]|环境保护[局厅]|环保[局厅])"
    r"|生态环境部|环境保护部|国家发展改革委|海关总署"
)
_CENSUS = re.compile(r"第[一二三四五六七八九十]{1,3}次全国")
_QUOTED_PERSON = re.compile(r"[\u4e00-\u9fff]{2,4}[:：]")
_ISSUED = re.compile(
    r"(?P<name>(?:中共)?[\u4e00-\u9fff]{2,10}(?:省委|市委|县委|区委|人民政府|委员会)(?:、[\u4e00-\u9fff]{2,12}政府)?)[^。《》]{0,20}《"
)
# What stands before the text itself: where and by whom it was filed (某社某地8月30日电（记者某某）), what it speaks as.
_FILED = re.compile(
    r".{0,150}?\d日(?:电|讯)(?:[（(][^（）()]{1,20}[）)]|[/／])|(?:本报)?讯[（(][^（）()]{1,20}[）)]"
)
_AS = re.compile(r"作为[^，,。]{2,20}[，,]")
_SUBJECT = 24  # characters in which the first subject of a text is named
_OFTEN = 3  # a place named less often is one among others
_OPENING = 500
_ORIGIN = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|信息|文章|稿件|新闻)来源[:：](?P<name>[^\s。；，:：|/]{2,20}?)"
    r"(?=$|[\s。；，|/（(]|(?:作者|记者|责任编辑|责编|编辑|字号|字体|浏览|阅读|点击|评论|发布|时间|日期|分享|打印)|(?:19|20)\d\d[年-])"
)
# 某某日报 2025-10-23, 某某报 / 2020-01-12 13:21:59: who published it, and when
_DATELINE = re.compile(
    r"(?P<name>[A-Za-z\u4e00-\u9fff]{1,12}(?:报|网|社|新闻|客户端|频道|杂志|周刊|海外版))[/|｜·]?(?:19|20)\d\d(?:-\d{1,2}-|年\d{1,2}月)\d{1,2}日?"
    r"(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?$"
)
_GOVERNMENT = re.compile(r"代表(?P<name>国务院|[\u4e00-\u9fff]{0,6}人民政府)[,，]?向大会")

# Offices and media of the whole country; asked only where neither title nor publisher names a place.
_NATIONAL = re.compile(
    r"国家(?:统计局|发展|税务|卫生|能源|医保|林业|数据|外汇|金融|知识|邮政|铁路)|全国|我国|[\u4e00-\u9fff]{2,6}部(?= |$)"
    r"|新华社|新华网|人民日报|人民网|光明日报|经济日报|中央广播|央视|新闻联播|中新社|海关总署|央行"
)

_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)年?[—–~至到-]+((?:19|20)\d\d)年?")
_ONE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年?(?!\d)")
_FIVE_YEARS = re.compile(r"第(十?[一二三四五六七八九十])个五年|[“\"]([十一二三四五六七八九]{1,3})五[”\"]规划")
_REVIEW = re.compile(r"(?<![—–~至到-])((?:19|20)\d\d)年(?:政府|主要|经济社会发展)*工作(?:的?回顾|总结|情况)")
_LAST_FIVE = re.compile(r"过去五年|五年来的?工作|五年工作回顾")
_DIGITS = "一二三四五六七八九"


def kind(document: Outline, name: str | None) -> str:
    """News, plan, work report, communiqué or other.

    A newspaper's report on a plan is news; the plan itself is not signed by a reporter, and a page that prints it
    whole is the plan.
    """
    head = "\n".join((name or "", *document.lines[:HEAD]))
    bare = (name or "").replace(" ", "")
    if _SPEAKS.search("".join(document.lines[:HEAD])) or (_WHOLE.search(bare) and _WORK_REPORT.search(bare)):
        return "work report"  # a web page that prints it names its own editors
    if printed_whole(document) or _PASSED_ON.search(bare):
        return "plan"
    if _NEWS.search(head) or _NEWS.search("\n".join(document.lines[-3:])):
        return "news"
    if _WORK_REPORT.search(bare) or _SPEECH.search("".join(document.lines[:HEAD])):
        return "work report"
    if _COMMUNIQUE.search(head) or (_FIGURES.search(bare) and not _PLAN.search(bare)):
        return "communiqué"
    if _PLAN.search(name or "") or any(_PLAN.match(line) for line in document.lines[:3]):
        return "plan"
    told = _NEWS.search(document.flow[:2000]) or _TOLD.search(document.flow) or _above_its_date(document)
    return "news" if told else "other"


def publisher(document: Outline, sort: str, place: str | None) -> str | None:
    """Who published it, where the document says so."""
    head = document.lines[:HEAD]
    if sort == "work report":
        found = _GOVERNMENT.search("".join(head))
        if found and found["name"] == "国务院":
            return "国务院"
        if found and place and place.isascii() and place.isdecimal():
            return gazetteer().name_zh(place) + "人民政府"
    if sort == "communiqué":
        offices = [line for line in head if OFFICE.fullmatch(line)]
        if offices:
            return offices[0]
    for line in head:
        if found := _ORIGIN.search(line) or _DATELINE.match(line):
            return found["name"]
    return _above_its_date(document)


def _above_its_date(document: Outline) -> str | None:
    """The medium that stands in a line of its own above the day of publication."""
    for line, following in pairwise(document.lines[:HEAD]):
        if (found := _DATELINE.match(line + following)) and found["name"] == line:
            return line
    return None


def place(document: Outline, name: str | None, issuer: str | None) -> str | None:
    """Code of the place whose document it is: of its title, its publisher, or what it speaks of most.

    That is the city it calls its own, or the one place that it names twice as often as any other. The heading of
    a chapter tells what the chapter is about, not whose the document is.
    """
    known = gazetteer()
    headings = [line for line in document.lines[:2] if is_heading(line) and not is_menu(line)]
    signed = [line for line in document.lines[:_SIGNED] if len(line) <= _LONGEST_SIGNATURE]
    offices = [found[0] for line in signed if (found := _SIGNATURE.search(line))]
    flow = document.flow
    if printed_whole(document) and (codes := _issuers(document, known)):
        return innermost(codes, known)
    for text in (name, issuer, *headings, *offices):
        if text and not _CHAPTER.match(text) and (codes := _of_title(text, known)):
            return innermost(codes, known)
    if re.search("国务院|中共中央", "".join((issuer or "", *document.lines[:HEAD]))):
        return "CN"
    if _NATIONAL.search(f"{name or ''} {issuer or ''} {' '.join(offices)}"):
        return "CN"
    if (spoken := _GOVERNMENT.search(flow[:_OPENING])) and (codes := places_named(spoken["name"], known)):
        return innermost(codes, known)
    for office in _SIGNATURE.finditer(flow[:_LEAD]):
        if codes := places_named(office[0], known):
            return innermost(codes, known)
    if name is None and (subject := _first_subject(flow, known)):
        return subject
    counted = Counter(sorted(places_named(flow[:5000], known, bare_counties=False))).most_common(2)
    if not counted:
        return None
    most, times = counted[0]
    next_most = counted[1][1] if len(counted) > 1 else 0
    return most if _SELF.search(flow) or times >= max(_OFTEN, 2 * next_most) else None


def _of_title(text: str, known: Gazetteer) -> list[str]:
    """Places that a title names: not in a survey's name, nor in the name of the person whom it quotes."""
    text = _CENSUS.sub("", text)
    quoted = _QUOTED_PERSON.match(text)
    if quoted and not name_at_start(text, known):
        text = text[quoted.end() :]
    return places_named(text, known)


def _issuers(document: Outline, known: Gazetteer) -> list[str]:
    """Places of those who the opening says issued a plan: 中共某市委、某市人民政府印发《…》, or who sign it."""
    issued = _ISSUED.search(document.flow[:_OPENING])
    signed = next((line for line in document.lines[:_SIGNED] if OFFICE.fullmatch(line)), "")
    return places_named(issued["name"] if issued else signed, known)


def _first_subject(flow: str, known: Gazetteer) -> str | None:
    """The place with whose name a text without a title begins, behind the line that says where it was filed."""
    for before in (_FILED, _AS):
        if found := before.match(flow):
            flow = flow[found.end() :]
    if name_at_start(flow, known) is None:
        return None
    return innermost(places_named(flow[:_SUBJECT], known), known)


def reported_period(document: Outline, sort: str, name: str | None, published: date | None) -> str | None:
    """The year ("2023") or years ("2016/2020") that the document reports on or plans."""
    head = (name or "", *document.lines[:3])
    if sort == "communiqué":
        counted = census(name)
        if counted is not None:
            return str(counted.year)
        found = next((found for line in head if (found := _ONE_YEAR.search(line))), None)
        return found.group(1) if found else None
    if sort == "work report" and published is not None:
        last = _reviewed(document) or published.year - (not year_about_over(published))
        review = any(_LAST_FIVE.search(line) for line in document.lines[:HEAD])
        return f"{last - 4}/{last}" if review else str(last)
    if sort == "plan":
        for line in head:
            if years := _planned_years(line):
                return years
    return None


def _reviewed(document: Outline) -> int | None:
    """The year that a heading says the report looks back on: 一、2023年工作回顾."""
    found = (_REVIEW.search(line) for line in document.lines if len(line) <= LONGEST_HEADING)
    return next((int(year[1]) for year in found if year), None)


def _planned_years(line: str) -> str | None:
    if found := _YEARS.search(line):
        return f"{found.group(1)}/{found.group(2)}"
    if found := _FIVE_YEARS.search(line):
        # The tenth plan was for 2001 to 2005, and one has followed the other since the sixth.
        start = 1951 + 5 * _ordinal(found.group(1) or found.group(2))
        return f"{start}/{start + 4}"
    found = _ONE_YEAR.search(line)
    return found.group(1) if found else None


def _ordinal(numeral: str) -> int:
    tens, ten, ones = numeral.partition("十")
    units = _DIGITS.index(ones) + 1 if ones else 0
    if not ten:
        return _DIGITS.index(numeral) + 1
    return (10 * (_DIGITS.index(tens) + 1) if tens else 10) + units
