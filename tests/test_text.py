"""Text repair: each fault mended, each innocent text untouched, every character traced to its origin."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pace import assert_linear

from jjjdata.documents.script import simplify
from jjjdata.text import Repaired, repair
from jjjdata.text.characters import narrow

SEEDS = Path(__file__).parent.parent / "seeds"


def seed(start: str) -> str:
    (path,) = SEEDS.glob(f"{start}_*.txt")
    return path.read_bytes().decode("utf-8")


PROSE = "全市聚焦重点任务，推进产业协作，新增注册企业231家，增长5.1%。生态环境持续改善，完成绿化7000亩。"

MENDED = {
    "doubled byline": (" □□本本报报记记者者 张张三三\n\n正文。", "□本报记者 张三\n正文。"),
    "doubled headline with numbers": ("今今年年疏疏解解提提升升5500个个市市场场、、1166个个中中心心", "今年疏解提升50个市场、16个中心"),
    "doubled with single spaces": ("疏疏解解 提提升升 市市场场 中中心心", "疏解 提升 市场 中心"),
    "space after a number": ("2023 年全市新增 1.5 万人，增长 4.8%。", "2023年全市新增1.5万人，增长4.8%。"),
    "spaces around punctuation": ("2019年工作要点 ， 在任务上， 落实 “交圈” 要求。", "2019年工作要点，在任务上，落实“交圈”要求。"),
    "date in a line of its own": ("2024 年 4 月 29 日", "2024年4月29日"),
    "letters set apart": ("某 某 市 统 计 局", "某某市统计局"),
    "paragraph cut in mid-word": (
        "市里推进各项工作。加快医院建设,协助开\n\n展教师培训工作。完成任务。",
        "市里推进各项工作。加快医院建设,协助开展教师培训工作。完成任务。",
    ),
    "paragraph cut before a number": (
        "洽谈会签约项目39个,意向投资额约\n\n247亿元,涉及产业等领域。",
        "洽谈会签约项目39个,意向投资额约247亿元,涉及产业等领域。",
    ),
    "paragraph cut inside a number": (
        "企业总部落户,设立分支机构累计9000\n\n余家,成交额350.4亿元。",
        "企业总部落户,设立分支机构累计9000余家,成交额350.4亿元。",
    ),
    "radicals": ("⽣产⻓绒棉⼆万吨，⺠营企业", "生产长绒棉二万吨，民营企业"),
    "rows of cells": ("指标\t产量\t\n小麦\t7\t8\n玉 米\t\t9\n", "指标\t产量\t\n小麦\t7\t8\n玉 米\t\t9"),
    "cells in strokes": (
        "# 主要指标\n\n| 指标 | 产量（吨） |\n| --- | :---: |\n| **小麦** | 7 |\n| 玉米 | |\n\n完。",
        "主要指标\n指标\t产量（吨）\n小麦\t7\n玉米\t\n完。",
    ),
    "cells in strokes without a rule": (
        "| 指标 | 产量（吨） |\r\n| 小麦 | 7 |\r\n", "指标\t产量（吨）\n小麦\t7",
    ),
    "cells between strokes": (
        "指标 | 2030年 | 2031年\n---|---|---\n小麦 | 7 | 8\n玉米 | 9\n", "指标\t2030年\t2031年\n小麦\t7\t8\n玉米\t9\t",
    ),
    "cells between strokes without a rule": (
        "指标 | 产量（吨）\n小麦 | 7\n玉米 | 约9.5\n", "指标\t产量（吨）\n小麦\t7\n玉米\t约9.5",
    ),
    "tabs that part no cells": ("\t一、\t综合\n全年\t增长5%。\n", "一、综合\n全年增长5%。"),
    "full width": ("增长５．１％，ＰＭ２．５浓度－８％，载体＋科技", "增长5.1%，PM2.5浓度-8%，载体+科技"),
    "ideographic indent": ("　　全市推进工作。", "全市推进工作。"),
    "traditional script": ("數說京津冀經濟總量達10萬億元,協同發展", "数说京津冀经济总量达10万亿元,协同发展"),
    "words decide": ("乾隆年間的後來與太后,發展乾淨", "乾隆年间的后来与太后,发展干净"),
    "bookmark": ("[bookmark: _Toc438064807]第四章 协同发展\n正文。", "第四章 协同发展\n正文。"),
    "front matter": ("---\ntitle: 标题\ndate: 2019-02-21\ntags: \n---\n正文。", "正文。"),
    "comment and image": ('正文。\n<!-- more 1 -->\n<img src="http://a.cn/s_w500.jpg" />\n完。', "正文。\n完。"),
    "inline tags": ("增长<b>5</b>.1%，<span\nstyle='x'>完成</span>。", "增长5.1%，完成。"),
    "block tags": ("一<br>二<p>三</p>四", "一\n二\n三\n四"),
    "entities": ("约&nbsp;30&nbsp;家，A&amp;B，&lt;35&hellip;", "约30家，A&B，<35…"),
    "address in prose": ("详见https://a.gov.cn/b1/2?c=3，共5项。", "详见，共5项。"),
    "markdown": ("# 标题\n**要点**见[通知](http://a.cn/1)。", "标题\n要点见通知。"),
    "page numbers": ("第一段完成。\n- 1 -\n第2页\n3/12\n第二段。", "第一段完成。\n第二段。"),
    "number cut by a page": (
        "全市牛奶产量增长，肉产量下降。禽蛋产量4.32\n\n- 4 -\n万吨，增长10.9%。",
        "全市牛奶产量增长，肉产量下降。禽蛋产量4.32万吨，增长10.9%。",
    ),
    "credit": ("正文。\n[责任编辑：司某]\n（校对：李某某）", "正文。"),
    "lost characters": ("完成\ufffd5\u200b项\x00任务", "完成5项任务"),
    "table in HTML": (
        "<p>概况</p><table><tr><td>\n<p>指标</p></td><td><p>数值</p>\n</td></tr>\n"
        "<tr><td>粮食</td>\n<td>650.0</td><td>-1.6</td></tr></table><p>正\n文。</p>",
        "概况\n指标 数值\n粮食 650.0 -1.6\n正文。",
    ),
    "footnote and power in HTML": (
        "<p>总值<sup>2</sup>达5亿元</p><p>共3km<sup>2</sup></p><p>完</p>",
        "总值达5亿元\n共3km2\n完",
    ),
    "hidden parts of a page": (
        "<html><head><title>甲</title></head><body><script>var a=1;</script><p>正文</p></body></html>",
        "正文",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("raw", "expected"), MENDED.values(), ids=MENDED)
def test_a_fault_is_mended(raw, expected):
    assert repair(raw).text == expected


UNTOUCHED = {
    "double by nature": "2200个、个个天天向上，高高兴兴，大大小小1166家、上上下下方方面面。",
    "headings and bullets": "数说\n经济总量达10.4万亿元\n4.生态\n雄安新区建设实现新突破\n● 坚守初心\n全市推进工作。",
    "list items without full stops": (
        "数说\n新建管廊141公里,基础设施加快建设\n科技园揭牌运营,入驻企业80余家\n40余所学校对接支持\n"
        "开通班列,吞吐量突破2200万标箱,超18亿吨\n举办大会,签约152个,投资额达1229亿元"
    ),
    "numbered headings with commas": "（一）坚持一体化，推动发展走深走实\n更好发挥优势，实现发展。\n二、农业\n全年播种75万亩。",
    "table rows": "表 1 人口数\n指 标 年末数（万人） 比重（%）\n其中：城镇 392.66 45.31\n0-15 岁（含 16 周岁） 212.60 24.53\n锅炉 蒸发量吨 15262 -30.5\n纱 吨 189128 19.3",
    "headline of two phrases": "围绕四大功能 努力创造新质量\n本报记者 张三\n近日,工作要点发布。",
    "units above tables": "单位：亿元\n甲 1.0\n单位：亿元\n乙 2.0\n单位：亿元\n丙 3.0",
    "repeated paragraph": f"{PROSE}\n标题一\n{PROSE}\n完全不同的一段文字，说的是另外一件事情，共有3项。\n又是另外一段文字，说的是第三件事情，共有5项内容。\n还有一段。",
    "less than and more than": "PM2.5<35且a<b，c>d，1<2>1。",
    "strokes that part no cells": "首页 | 新闻 | 3月\n政务 | 服务 | 12条\n甲 | 乙\n全市推进|落实2项工作。",
    "English": "The plan of 2019 has 90 tasks.\nIt ends here.",
    "simplified with old characters": "著名学者於某乾坤在后海，发展乾净的能源，推进协同发展各项工作。",
}  # fmt: skip


@pytest.mark.parametrize("text", UNTOUCHED.values(), ids=UNTOUCHED)
def test_an_innocent_text_is_untouched(text):
    mended = repair(text)
    assert mended.text == text
    assert list(mended.starts) == list(range(len(text)))
    assert list(mended.ends) == list(range(1, len(text) + 1))
    assert mended.cuts == ()


def columns(character: str) -> int:
    return 2 if character > "\u2000" else 1


def printed(paragraph: str, width: int) -> list[str]:
    """A paragraph in lines of a fixed width, its first line indented by two characters."""
    lines, line, used = [], "", 4
    for character in paragraph:
        if used + columns(character) > width and character not in "，。；、：！？）”》%":
            lines.append(line)
            line, used = "", 0
        line += character
        used += columns(character)
    return [*lines, line]


@pytest.mark.parametrize("width", [40, 56, 70])
@pytest.mark.parametrize("start", ["001", "002", "004"])
def test_sentences_survive_printing_in_a_column(start, width):
    paragraphs = [p for p in repair(seed(start)).text.split("\n") if p.endswith("。")]
    lines = [line for p in paragraphs for line in printed(p, width)]
    mended = repair("\n".join(lines)).text
    sentences = [s for p in paragraphs for s in re.split("(?<=[。；])", p)]
    assert [s for s in sentences if s not in mended] == []


def test_a_second_copy_is_cut_whole():
    article = "\n".join(f"第{n}段说的是第{n}件事，{PROSE}" for n in range(12))
    head = "---\ntitle: 标题\ndate: 2019-02-21\n---\n"
    text = f"{head}{article}\n            \n{head}{article}\n"
    mended = repair(text)
    assert mended.text == article
    repeated = [cut for cut in mended.cuts if cut.reason == "repeated"]
    assert [text[c.start : c.end] for c in repeated] == [head + article]
    assert mended.cuts[0] == (0, len(head) - 1, "markup")


def test_running_headers_go_and_the_title_stays():
    title = "某市2023年国民经济和社会发展统计公报"
    pages = "\n\n".join(
        f"全年第{n}项指标增长{n}%。\n\n第二句话说{n}。\n\n第三句{n}。\n\n{title}" for n in range(5)
    )
    mended = repair(f"{title}\n\n{pages}")
    assert mended.text.count(title) == 1
    assert mended.text.startswith(title)
    assert [cut.reason for cut in mended.cuts] == ["furniture"] * 5


def test_a_span_covers_wraps_spaces_and_twins():
    text = "会落实今今年年疏疏解解提提升升5500个个市市场场"
    mended = repair(text)
    start = mended.text.index("50个")
    assert text[slice(*mended.span(start, start + 3))] == "5500个个"
    text = "投资完成，意向投资额约\n\n247亿元,增长。"
    mended = repair(text)
    start = mended.text.index("约247亿元")
    assert text[slice(*mended.span(start, start + 6))] == "约\n\n247亿元"
    assert mended.span(0, 0) == (0, 0)
    assert mended.span(len(mended.text), len(mended.text)) == (len(text), len(text))


def test_the_script_is_told():
    assert repair("京津冀協同發展").script == "hant"
    assert repair("京津冀协同发展").script == "hans"
    assert repair("").script == "hans"


# ---------------------------------------------------------------------------------------- the five documents


def test_newspaper_columns_are_one_text_again():
    text = repair(seed("000")).text
    lines = text.split("\n")
    for heading in ("专题", "三地工作要点交叉衔接", "4.生态", "3.北京城市副中心规划建设"):
        assert heading in lines
    assert "本报记者 盛丽" in text
    assert "今年将疏解提升50个市场、16个物流中心" in lines
    assert "统筹推进" not in text
    assert not re.search(r"[\u4e00-\u9fff，。] [\u4e00-\u9fff]", text.split("专题")[1])
    assert "会落实京冀两省市《关于共同推进河北雄安新区规划建设战略合作协议》，坚持首善标准" in text


def test_paragraphs_torn_between_pages_are_whole_again():
    text = repair(seed("001")).text
    for whole in (
        "协助开展教师",
        "意向投资额约247亿元",
        "累计9000余家",
        "综合交通枢纽进入主体",
        "作用显现",
        "5所医疗卫生机构",
    ):
        assert whole in text
    assert "\n关键词 雄安新区\n全力支持雄安新区提升承接能力\n" in text


def test_the_article_that_stands_twice_is_read_once():
    text = seed("002")
    mended = repair(text)
    (cut,) = (cut for cut in mended.cuts if cut.reason == "repeated")
    assert text[cut.start :].startswith("---\ntitle")
    assert abs((cut.end - cut.start) - len(text) / 2) < 50
    assert mended.text.count("16.53万人次") == 1
    assert "http" not in mended.text
    assert "责任编辑" not in mended.text


def test_traditional_script_keeps_its_places():
    text = seed("003")
    mended = repair(text)
    assert mended.script == "hant"
    start = mended.text.index("京津冀经济总量达10.4万亿元\n")
    assert text[slice(*mended.span(start, start + 15))] == "京津冀經濟總量達10.4萬億元"
    assert "\n数说\n" in mended.text
    assert (
        "\n雄安新区建设实现新突破\n300多个重点项目累计完成投资6700多亿元\n4000多栋楼宇拔地而起\n"
        in mended.text
    )


def test_bookmarks_go_and_headings_stay():
    lines = repair(seed("004")).text.split("\n")
    assert lines[0] == "第四章 推进京津冀协同发展，建设区域协同前沿区"
    assert {"一、全力推动功能承接和疏解", "（一）积极承接中心城功能"} <= set(lines)
    assert len(lines) == 37


# ------------------------------------------------------------------------------------------------- properties

PIECES = [
    "<p>", "</p>", "<b>", "</td>", "&nbsp;", "&amp;", "&lt;", "amp;", "<", "!--", "-->", "[bookmark: _Toc1]", "[",
    "](http://a.cn/1)", "https://a.cn/x1", "**", "# ", "\n- 1 -\n", "---\n", "title: 一\n", "\n", "\n\n", " ", "　",
    "\r\n", "，", "。", "；", "、", ",", "（", "）", "“", "”", "●", "\n1.", "\n一、", "（一）", "表 1", "\n单位：亿元\n", "2023",
    "5", "%", "％", "１２", "万", "亿元", "增长", "本本报报记记者者", "疏疏解解提提升升", "企业", "约", "余家", "。\n", "，\n",
    "责任编辑：张三", "周 口 市", "\x00", "\u200b", "\ufffd", "京津冀协同发展不断走深走实", "京津冀協同發展", "\n城镇 392.66 45.31\n",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=60).map("".join)
PLAIN = st.lists(
    st.sampled_from(
        ["产业", "协作", "增长", "5.1%", "231家", "，", "。", "、", "“", "”", " ", "\n", "\n\n", "\t", "全市"]
    ),
    max_size=80,
).map("".join)
SLOW = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])


def without_cuts(text: str, span: tuple[int, int], mended: Repaired) -> str:
    start, end = span
    parts = []
    for cut in mended.cuts:
        if cut.end > start and cut.start < end:
            parts.append(text[start : max(cut.start, start)])
            start = max(start, cut.end)
    return "".join([*parts, text[start:end]])


@SLOW
@given(TEXTS)
def test_places_are_in_order_and_cuts_apart(text):
    mended = repair(text)
    assert len(mended.starts) == len(mended.ends) == len(mended.text)
    for places in (mended.starts, mended.ends):
        assert all(a <= b for a, b in pairwise(places))
    spans = zip(mended.starts, mended.ends, strict=True)
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert all(a.end <= b.start for a, b in pairwise(mended.cuts))
    assert all(0 <= c.start < c.end <= len(text) for c in mended.cuts)
    assert {c.reason for c in mended.cuts} <= {"markup", "repeated", "furniture", "garbled"}


@SLOW
@given(TEXTS)
def test_each_line_is_a_paragraph(text):
    mended = repair(text).text
    # A row of cells parted by tabs may end with empty ones.
    assert mended == "" or all(line.strip() and line == line.strip(" ") for line in mended.split("\n"))


@SLOW
@given(TEXTS)
def test_a_repaired_text_needs_no_repair(text):
    once = repair(text).text
    assert repair(once).text == once


@SLOW
@given(PLAIN, st.data())
def test_any_slice_maps_to_the_characters_it_came_from(text, data):
    mended = repair(text)
    start = data.draw(st.integers(0, len(mended.text)))
    end = data.draw(st.integers(start, len(mended.text)))
    origin = without_cuts(text, mended.span(start, end), mended)
    assert "".join(origin.split()) == "".join(mended.text[start:end].split())


@pytest.mark.parametrize("start", ["000", "001", "002", "003", "004"])
def test_each_character_of_a_document_comes_from_its_own(start):
    text = seed(start)
    mended = repair(text)
    plain = simplify(narrow(text))[0]
    for character, first, last in zip(mended.text, mended.starts, mended.ends, strict=True):
        origin = plain[first:last]
        assert origin in (character, character * 2), (character, origin)
    kept = "".join(c for c in mended.text if not c.isspace())
    covered = set[int]()
    for first, last in zip(mended.starts, mended.ends, strict=True):
        covered.update(range(first, last))
    for cut in mended.cuts:
        covered.update(range(cut.start, cut.end))
    lost = [plain[n] for n in range(len(plain)) if n not in covered and not plain[n].isspace()]
    assert kept
    assert lost == []


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "<",
        "\n",
        "亿",
        "<a ",
        "&",
        "（",
        "个个",
        "1\n",
        "---\n",
        "[",
        "<td>",
        "\t",
        "1\t",
        "⽣",
        "|",
        "| ",
        "|-|\n",
        "| 1 |\n",
    ],
)
def test_time_is_linear_even_for_nonsense(unit):
    assert_linear(lambda size: repair((unit * size)[:size]), 10_000)
