"""The title of a document, told from what a web page or a newspaper prints around it."""

from __future__ import annotations

import re
from collections import Counter

from jjjdata.documents.outline import Outline

HEAD = 12
"""How many lines of a document are its head."""
LONGEST_HEADING = 60

_STROKES_OF_A_ROW = 2
_BYLINE = re.compile(
    r"^[□■]?(?:本报|本刊|新华社)?(?:实习)?(?:记者|通讯员)|^(?:来源|原标题|作者|编辑)[:：]|^专题$|^要闻$"
)
# What a newspaper prints above and below articles: of another page, of a picture, of an item of its index.
_NO_TITLE = re.compile(
    r"[（(](?:[上下紧]接|[上下]转|转|接)[^（）()]*版[）)]?$|[上下][接转]第?[^，。]{1,4}版|[图表]\d+[:：]|0\d(?=[^\d.年月/-])"
)
_ENDED = re.compile(r"[。！？；，,：:][”’」』）)]*$")
# What a web page prints above an article: where one is (首页 > 新闻 >), who one is, what one may do.
_MENU = re.compile(
    r".*(?:当前位置|您的位置|所在位置|[>＞»]$|设为书签|设为首页|加入收藏|收藏本站)|[（(]?(?:欢迎您|您好)"
    r"|(?:用户|会员|个人|请)?(?:登录|登陆|注册|注销|退出)[|/·]?(?:登录|注册)?$|[^，。]{0,5}手机版$|无障碍(?:浏览|阅读|模式|$)"
    r"|扫码(?:可看|看|阅读|关注|下载)|扫一扫|首页(?:$|[>＞»|/])|[A-Za-z\u4e00-\u9fff]{1,6}APP$"
    r"|[^>＞»]{1,12}(?:[>＞»][^>＞»]{1,12})+$|(?:索引号|发布机构|发文字号|文号|公开日期|发布日期|信息来源)[:：]"
)
# The head of a section, who signs and who speaks are no titles: 一、工作目标; 某市统计局; 某市市长 某某.
_SECTION = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
OFFICE = re.compile(r"[\u4e00-\u9fff]{2,14}(?:统计局|人民政府|办公厅|办公室|委员会|发展改革委)$")
_SPEAKER = re.compile(
    r"[^，。]{2,20}(?:省长|市长|县长|区长|州长|主席|主任|总理)[ \u3000]+[\u4e00-\u9fff ]{2,5}$"
)

# 某县政府工作报告——2023年1月6日在某县人民代表大会上: where and when it was read is no part of the title.
_SPOKEN = re.compile(r"(?:(?<=..)|^) ?[—–（(-]+ ?(?:19|20)\d\d ?年 ?\d{1,2} ?月 ?\d{1,2} ?日 ?在.*$")
# 关注两会|2023年某市政府工作报告; • 某地建设加快
_PREFIX = re.compile(r"[•●·▪◆] ?|[\u4e00-\u9fff]{2,6} ?[|｜丨] ?")
_BETWEEN_NUMBERS = re.compile(r"(?<=[\d年月]) (?=[\u4e00-\u9fff\d])")
_FOOTNOTE_MARKS = " *①②③④⑤⑥⑦⑧⑨"

_KINDS = (
    "政府工作报告|计划草案的报告|计划报告|统计公报|普查公报|环境状况公报|工作要点|规划|规划纲要|纲要|行动计划|工作计划"
    "|方案|实施意见|指导意见"
)
# The line says of what it is: of a year, of 十四五, or what it passes on.
_OF_A_KIND = re.compile(
    rf"(?=.*(?:(?:19|20)\d\d年|“?十[一二三四五]五|关于))[^。；！？]{{4,}}(?:{_KINDS})》?(?:的通知)?"
    r"[①*]?(?:[（(][^（）()]{1,14}[）)])?$"
)
_ANY_KIND = re.compile(f"(?:{_KINDS})")
_BARE_KIND = 6  # 统计公报 of a menu names a kind too

# A plan that news prints whole: …印发《某某方案》并发出通知。全文如下
_PRINTED_WHOLE = re.compile(
    r"《(?P<name>[^《》]{4,60}(?:方案|规划|要点|纲要|计划|意见)(?:[（(][^（）()]{1,20}[）)])?)》"
    r"[^《》]{0,150}?(?:全文如下|现予公布|现予发布|现予印发|现将全文|全文公布|全文发布)"
)
_OPENING = 500


def title(document: Outline) -> str | None:
    """The title as printed: of the front matter, or of the head the line that most looks like one.

    That is a line that names what kind of a document it is and of which year, or one that stands twice, as web
    pages print their titles; else the first line that looks like a heading. News that prints a plan whole has
    the name of the plan where it has no line of its own.
    """
    stated = document.front.get("title")
    if stated:
        return stated.rpartition("_")[0] or stated  # 标题_网站栏目
    found = _candidates(document)
    if not found:
        return printed_whole(document)
    first = found[0][0]
    if not (_ANY_KIND.search(first) and len(first) > _BARE_KIND):
        for line, shown in found:
            if _OF_A_KIND.match(line):
                return shown
        times = Counter(line for line, _ in found)
        for line, shown in found:
            if times[line] > 1 and len(line) > _BARE_KIND:
                return shown
    return found[0][1]


def printed_whole(document: Outline) -> str | None:
    """The name of the plan that a document prints whole behind a few words of news; None where it prints none."""
    found = _PRINTED_WHOLE.search(document.flow[:_OPENING])
    return found["name"] if found else None


def is_menu(line: str) -> bool:
    """Whether a line belongs to the page around a text, not to the text.

    >>> is_menu("当前位置：首页>政务公开"), is_menu("某市统计公报")
    (True, False)
    """
    return _MENU.match(line) is not None


def is_heading(line: str) -> bool:
    """Whether a line can be a heading: not long, and no sentence."""
    return len(line) <= LONGEST_HEADING and not _ENDED.search(line)


def _candidates(document: Outline) -> list[tuple[str, str]]:
    """Lines of the head that look like headings, without spaces and as printed."""
    found = []
    for whole, printed in zip(document.lines[:HEAD], document.printed[:HEAD], strict=False):
        line, shown = _bare(whole), _bare(printed)
        if (
            len(line) >= 4
            and is_heading(line)
            and "\t" not in shown  # a row of a table
            and shown.count("|") < _STROKES_OF_A_ROW
            and not any(no.match(line) for no in (_BYLINE, _NO_TITLE, _MENU, _SECTION, OFFICE))
            and not _SPEAKER.match(shown)
            and _is_words(line)
        ):
            found.append((line, _BETWEEN_NUMBERS.sub("", shown).rstrip(_FOOTNOTE_MARKS)))
    return found


def _bare(line: str) -> str:
    line = _SPOKEN.sub("", line)
    prefix = _PREFIX.match(line)
    return line[prefix.end() :] if prefix else line


def _is_words(line: str) -> bool:
    return re.search(r"[\u4e00-\u9fff]{3}|[A-Za-z]{4}", line) is not None
