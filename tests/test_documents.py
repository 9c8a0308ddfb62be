"""Documents: bytes to text exactly, what a document says of itself, and what may be wrong with a folder."""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jjjdata.catalogue.places import gazetteer
from jjjdata.documents import Document, find_sources, read_document, read_folder
from jjjdata.documents.dating import dating
from jjjdata.documents.encoding import decode
from jjjdata.documents.naming import places_named
from jjjdata.documents.outline import outline
from jjjdata.documents.reading import document_of
from jjjdata.documents.script import script
from jjjdata.errors import SourceFolderError, SourcesFileError

SEEDS = Path(__file__).parent.parent / "seeds"
PROSE = "全市大力推进各项工作，完成了年度的主要目标，人民生活有了新的改善。"


def read(tmp_path: Path, text: str | bytes, name: str = "a.txt") -> Document:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_document(path, tmp_path)


# ---------------------------------------------------------------------------------------------------- encodings

ENCODED = {
    "utf-8": (PROSE.encode(), "utf-8"),
    "utf-8 with mark": (PROSE.encode("utf-8-sig"), "utf-8"),
    "utf-16 little": (b"\xff\xfe" + PROSE.encode("utf-16-le"), "utf-16-le"),
    "utf-16 big": (b"\xfe\xff" + PROSE.encode("utf-16-be"), "utf-16-be"),
    "utf-32 little": (b"\xff\xfe\0\0" + PROSE.encode("utf-32-le"), "utf-32-le"),
    "utf-32 big": (b"\0\0\xfe\xff" + PROSE.encode("utf-32-be"), "utf-32-be"),
    "gb18030": (PROSE.encode("gb18030"), "gb18030"),
}


@pytest.mark.parametrize(("data", "encoding"), ENCODED.values(), ids=ENCODED)
def test_an_encoding_is_found(data, encoding):
    assert decode(data) == (PROSE, encoding, "")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [PROSE + "\r\n增长8.5%。\r\n", "2023年统一规划\n人口\t120.5\t万人\n"])
def test_utf16_without_a_mark_is_read_where_it_is_sure(text, encoding):
    assert decode(text.encode(encoding)) == (text, encoding, "")


@pytest.mark.parametrize(
    "data", ["plain words\n".encode("utf-16-le"), PROSE.encode() + b"\0", b"\0\x4e" * 40 + b"\0"]
)
def test_other_bytes_with_nul_are_no_text(data):
    assert decode(data).encoding is None
    assert "NUL byte" in decode(data).problem


def test_big5_is_told_from_gb18030():
    text = "全市大力推進各項工作，一年來完成的主要目標，是人民不在一個地方生活的和諧。"
    assert decode(text.encode("big5"))[:2] == (text, "big5")


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",), exclude_characters="\0")))
def test_utf8_comes_back_exactly(text):
    decoded = decode(text.removeprefix("\ufeff").encode("utf-8"))
    if not text.startswith(("\ufeff\ufeff",)):
        assert decoded.text == text.removeprefix("\ufeff")


def test_newlines_are_not_translated(tmp_path):
    text = "一\r\n二\n三\r四\u2028五\n"
    document = read(tmp_path, b"\xef\xbb\xbf" + text.encode())
    assert document.text == text
    assert document.sha256 == sha256(b"\xef\xbb\xbf" + text.encode()).hexdigest()
    assert document.document_id == "d" + document.sha256[:12]


FAILING = {
    "empty": ("a.txt", b"", "empty"),
    "blank": ("a.txt", b" \n\t\n", "empty"),
    "binary": ("a.txt", b"PK\x03\x04\x00\x00", "NUL byte at byte 4"),
    "no encoding": ("a.txt", "工作".encode() + b"\xff\xff\xff" + b"\x80", "byte 6"),
    "broken utf-16": ("a.txt", b"\xff\xfea", "byte"),
    "unknown type": ("a.xlsx", b"x", ".xlsx"),
    "no type": ("a", b"x", "(none)"),
}


@pytest.mark.parametrize(("name", "data", "problem"), FAILING.values(), ids=FAILING)
def test_a_bad_file_is_a_failed_document(tmp_path, name, data, problem):
    document = read(tmp_path, data, name)
    assert (document.outcome, document.text, document.source) == ("failed", "", name)
    assert document.error is not None
    assert document.error.startswith(f"{name}: ")
    assert problem in document.error
    assert document.error.count(". ") >= 1, "the remedy follows the problem"


# ------------------------------------------------------------------------------------------------------- dating

DATED = {
    "front matter": ("---\ntitle: 题\ndate: 2019-02-21- 07:15\n---\n正文。", "2019-02-21", "day", "stated"),
    "line at the top": ("某市2023年公报\n某市统计局\n\n2024年4月30日\n\n正文。", "2024-04-30", "day", "stated"),
    "spaced line": ("某市公报\n2024 年 4 月 29 日\n正文。", "2024-04-29", "day", "stated"),
    "line in brackets": ("公报\n（2013年3月20日）\n正文。", "2013-03-20", "day", "stated"),
    "line at the end": ("通知\n" + "正文有一句话。\n" * 40 + "2020年5月6日\n", "2020-05-06", "day", "stated"),
    "Chinese numerals": ("通知\n正文。\n二〇二四年十月三十一日", "2024-10-31", "day", "stated"),
    "label": ("通知\n发布时间：2022-03-01 08:30 来源：某报\n正文。", "2022-03-01", "day", "stated"),
    "clock and source": ("某区建设名单发布\n\n2021-08-20 09:15:20 来源：某网\n\n8月20日，2022年某区名单印发，共30个。", "2021-08-20", "day", "stated"),
    "agency in brackets at the end": (
        "一张网越织越密\n" + "正文有一句话。\n" * 40 + "（新华社石家庄2019年4月9日电）", "2019-04-09", "day", "stated",
    ),
    "newspaper and day": ("一张网越织越密\n某某日报 2022-08-15\n正文。", "2022-08-15", "day", "stated"),
    "newspaper and day in Chinese": ("某某商報 2024年2月19日\n經濟發展與規劃。", "2024-02-19", "day", "stated"),
    "day, clock and newspaper behind": ("一张网越织越密\n2021-03-02 09:15:20 某某网\n2019年成交额81.6亿元。", "2021-03-02", "day", "stated"),
    "day and forum behind": ("一张网越织越密\n2021-03-02 某某论坛\n2019年成交额81.6亿元。", "2021-03-02", "day", "stated"),
    "speech in the line of the title": (
        "某县2021年计划执行情况与2022年计划草案的报告 ——2022年2月9日在某县第九届人民代表大会上 某县发展改革局\n正文。",
        "2022-02-09", "day", "stated",
    ),
    "speech in brackets behind the title": (
        "政府工作报告（2021年12月20日在某区第二届人民代表大会第六次会议上）\n正文。", "2021-12-20", "day", "stated",
    ),
    "day with a comma": ("情况介绍\n2024-05-21,\n某某日报社评论。", "2024-05-21", "day", "stated"),
    "word, day and telegram": ("date 2024-05-21 某社北京5月21日電／據某報報道，去年12月7日，會議舉行。", "2024-05-21", "day", "stated"),
    "editor between the clock and the source": (
        "某地推进项目\n2020-04-26 11:29:31 某某某 来源：某网\n2019年成交额81.6亿元。", "2020-04-26", "day", "stated",
    ),
    "overseas edition": ("筑梦大湾区\n某某日报海外版 2019-12-17\n2015年成立公司。", "2019-12-17", "day", "stated"),
    "newspaper and page in brackets": ("会议举行\n《 某某日报 》( 2016年03月29日 10 版)\n28日上午，会议举行。", "2016-03-29", "day", "stated"),
    "meeting of a year": (
        "2023年某地洽谈会举办\n为加快建设，9月19日，2023年某地洽谈会在某县举办。签约项目50个。", "2023-09-01", "month", "inferred",
    ),
    "meeting named after its year": ("2018某地产业对接活动启动\n8月22日，对接活动举行启动仪式。", "2018-08-01", "month", "inferred"),
    "plan carried out and plan to come": (
        "某市某区2022年国民经济和社会发展计划执行情况与2023年国民经济和社会发展计划报告\n正文。", "2023-01-01", "year", "inferred",
    ),
    "dateline without a year": (
        "某社某地11月8日电（记者某某）从2017年到2020年，港区货物吞吐量从3亿吨增至4亿吨。到2025年建成。", "2021-11-01", "month", "inferred",
    ),
    "day before month": ("某报\n16/10/2024\n正文。", "2024-10-16", "day", "stated"),
    "a day that is none of publication": ("通知\n自2023年1月1日起施行\n2022年成交额81.6亿元。", "2023-01-01", "year", "inferred"),
    "speech": ("政府工作报告\n——2018年3月5日在某市人民代表大会第一次会议上\n正文。", "2018-03-05", "day", "stated"),
    "name, stroke, day and clock": ("某地要办实事\n某某新闻 / 2021-03-12 13:21:59\n2018年退出企业656家。", "2021-03-12", "day", "stated"),
    "name, bar and day": ("某地要办实事\n某某观察 | 2021-03-12\n2018年退出企业656家。", "2021-03-12", "day", "stated"),
    "wide space": ("某地要办实事\n某某日报\u30002025-10-23\n2018年退出企业656家。", "2025-10-23", "day", "stated"),
    "the word date before a caption": ("date 2025-08-30 展区一角。某社某地8月30日电（记者 某某）园区自2016年挂牌。", "2025-08-30", "day", "stated"),
    "session before the day of the page": (
        "某市政府工作报告\n发布时间：2032-07-05 20:55\n——2031年2月4日在某市第九届人民代表大会第六次会议上\n正文。",
        "2031-02-04", "day", "stated",
    ),
    "end of a year that is over": ("综述\n截至2023年12月底，分支机构已突破1万家。", "2024-01-01", "year", "inferred"),
    "end of a year to come": ("综述\n2022年6月召开会议，2023年12月底前完成分支机构1万家。", "2023-01-01", "year", "inferred"),
    "month only": ("某市规划\n2016年3月\n正文。", "2016-03-01", "month", "stated"),
    "traditional": ("公報\n2024年4月30日發佈\n（2024年4月30日）\n總結發展規劃與經濟數據。", "2024-04-30", "day", "stated"),
    "impossible line": ("公报\n2024年13月45日\n正文。", "2024-01-01", "year", "inferred"),
    "event of the plan's year": (
        "《某市推进协作2019年工作要点》发布\n6月\n3日，某市办公室举办工作要点通气会，对外发布今年工作要点。",
        "2019-06-01", "month", "inferred",
    ),
    "event a year after": (
        "某地召开座谈会\n5月11日—12日，座谈会在某市召开。2023年5月，会议作出部署，指明方向。一年来，各地落实。2025年度座谈会将在某省召开。",
        "2024-05-01", "month", "inferred",
    ),
    "plan year": ("2022年某市工作要点发布\n近日，某市编制了要点。到2035年实现目标。", "2022-01-01", "year", "inferred"),
    "after the reported year": ("综述\n2021年成交额81.6亿元，比上年增长5%。到2025年达到500亿元。", "2022-01-01", "year", "inferred"),
    "a year whose aims were met": (
        "3月2日，记者从市里获悉，2021年，40个重点项目完成投资81.6亿元，超额完成年度目标。", "2022-03-01", "month", "inferred",
    ),
    "communiqué without a date": ("2020年某市国民经济和社会发展统计公报\n正文。", "2021-01-01", "year", "inferred"),
    "month of the past": ("综述\n2018年退出企业656家。2019年2月，市里召开会议。", "2019-01-01", "year", "inferred"),
    "only targets": ("第四章\n到2020年达到5万人，力争2025年建成。", None, None, "unknown"),
    "nothing": ("第四章 协同发展\n全力推动功能承接。", None, None, "unknown"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "day", "precision", "basis"), DATED.values(), ids=DATED)
def test_a_date_is_found_or_not(text, day, precision, basis):
    published = date.fromisoformat(day) if day else None
    assert dating(outline(text)) == (published, precision, basis)


# --------------------------------------------------------------------------------------------------- description

DESCRIBED = {
    "communiqué": (
        "- 1 -\n2023 年周口市国民经济和社会发展统计公报①\n周 口 市 统 计 局\n2024 年 4 月 29 日\n正文。",
        ("2023年周口市国民经济和社会发展统计公报", "周口市统计局", "communiqué", "411600", "2023"),
    ),
    "work report of a province": (
        "2025年河北省政府工作报告\n2025年1月13日在河北省第十四届人民代表大会第三次会议上作政府工作报告。\n来源：某报\n"
        "现在，我代表省人民政府向大会报告工作。",
        ("2025年河北省政府工作报告", "河北省人民政府", "work report", "130000", "2024"),
    ),
    "title with the day of the speech": (
        "西安市新城区计划执行情况报告 ——2022年2月9日在新城区第九届人民代表大会上\n正文。",
        ("西安市新城区计划执行情况报告", None, "work report", "610102", "2021"),
    ),
    "who reports": (
        "2021年工作回顾\n现在，我代表武平县人民政府，向大会报告工作。",
        ("2021年工作回顾", "武平县人民政府", "work report", "350824", "2021"),
    ),
    "county of one character": (
        "2023年宁县政府工作报告\n二、2023年工作安排\n全县增长7%。",
        ("2023年宁县政府工作报告", None, "work report", "621026", "2022"),
    ),
    "title in traditional script": (
        "馬鞍山市政府工作報告\n——2016年1月6日在馬鞍山市第十五屆人民代表大會第五次會議上\n經濟發展與規劃。",
        ("馬鞍山市政府工作報告", None, "work report", "340500", "2015"),
    ),
    "county behind its province": (
        "河北香河：承接北京外迁企业\n2020-08-03 某某网\n该县发展经济。",
        ("河北香河：承接北京外迁企业", None, "other", "131024", None),
    ),
    "zones of a province": (
        "河北开发区与京津合作态势良好\n2017-08-24 某某报\n经济发展。",
        ("河北开发区与京津合作态势良好", None, "other", "130000", None),
    ),
    "work report of December": (
        "政府工作报告（2021年12月20日在毕节市七星关区第二届人民代表大会第六次会议上）\n一、过去五年的工作\n正文。",
        ("政府工作报告", None, "work report", "520502", "2017/2021"),
    ),
    "news of the city whose mayor speaks": (
        "我市将办好民生实事\n11月8日，广水市市长提出，完成长岭取水口建设，长岭取水口扩建。",
        ("我市将办好民生实事", None, "other", "421381", None),
    ),
    "work report of the country": (
        "政府工作报告\n——2018年3月5日在第十三届全国人民代表大会第一次会议上\n国务院总理 某某\n"
        "现在，我代表国务院，向大会报告过去五年政府工作，请予审议。\n一、过去五年工作回顾",
        ("政府工作报告", "国务院", "work report", "CN", "2013/2017"),
    ),
    "plan": (
        "大兴区国民经济和社会发展第十三个五年规划纲要\n第一章 总则\n全力推进。",
        ("大兴区国民经济和社会发展第十三个五年规划纲要", None, "plan", "110115", "2016/2020"),
    ),
    "plan with years": (
        "天津市协同发展行动计划（2018—2020年）\n一、总体要求\n全力推进。",
        ("天津市协同发展行动计划（2018—2020年）", None, "plan", "120000", "2018/2020"),
    ),
    "chapter of a plan": (
        "[bookmark: _Toc4]第四章 推进京津冀协同发展\n落实国家和北京市部署，推进发展。",
        ("第四章 推进京津冀协同发展", None, "plan", None, None),
    ),
    "news of a plan": (
        "2022年北京市推进京津冀协同发展工作要点发布\n本报记者 某某某\n近日,北京市编制了要点。",
        ("2022年北京市推进京津冀协同发展工作要点发布", None, "news", "110000", None),
    ),
    "news with a doubled byline": (
        "□□本本报报记记者者 盛盛某某\n\n《北京市2019年工作要点》 发布 涉及90项\n\n为统筹落实各项任务。",
        ("《北京市2019年工作要点》 发布 涉及90项", None, "news", "110000", None),
    ),
    "news of its own city": (
        "携手奋进新征程\n近日，本市召开会议。石家庄市发展改革委介绍，石家庄市今年安排任务，与北京对接。",
        ("携手奋进新征程", None, "news", "130100", None),
    ),
    "spaced title of December": (
        "政 府 工 作 报 告\n——2022年12月28日在某市人民代表大会上\n一、2022年工作回顾\n我市经济发展。",
        ("政 府 工 作 报 告", None, "work report", None, "2022"),
    ),
    "report on a plan": (
        "关于某市2022年国民经济和社会发展计划执行情况与2023年计划草案的报告\n2023年1月10日\n我市经济发展。",
        ("关于某市2022年国民经济和社会发展计划执行情况与2023年计划草案的报告", None, "work report", None, "2022"),
    ),
    "district of a city": (
        "石家庄市新华区2022年工作要点\n我区经济发展。",
        ("石家庄市新华区2022年工作要点", None, "plan", "130105", "2022"),
    ),
    "news of a region": (
        "一张网越织越密\n本报记者 某某某\n“珠三角说到就到。”\n珠三角铁路通车，珠三角公交互通，东莞、珠三角各市同行。",
        ("一张网越织越密", None, "news", "珠三角", None),
    ),
    "news without a reporter": (
        "重点项目名单发布\n2026-03-20 17:37:55 来源：某网\n正文。",
        ("重点项目名单发布", "某网", "news", None, None),
    ),
    "news of several places": (
        "一张网越织越密\n本报记者 某某某\n珠三角铁路通车。东莞、中山、佛山、东莞同行，珠三角互通。",
        ("一张网越织越密", None, "news", None, None),
    ),
    "goes on from another page": (
        "（上接第一版）\n一张网越织越密\n本报记者 某某某\n正文。",
        ("一张网越织越密", None, "news", None, None),
    ),
    "item of an index": (
        "01 在新城安家\n02 在车站出发\n一张网越织越密\n本报记者 某某某\n正文。",
        ("一张网越织越密", None, "news", None, None),
    ),
    "caption of a picture": (
        "图1：新城的车站\n一张网越织越密\n本报记者 某某某\n正文。",
        ("一张网越织越密", None, "news", None, None),
    ),
    "menu above the title": (
        "(欢迎您)注销\n当前位置: 首页>政务公开 > 统计公报\n• WAP手机版\n统计公报\n\n2022年绍兴市统计公报\n正文。",
        ("2022年绍兴市统计公报", None, "communiqué", "330600", "2022"),
    ),
    "newspaper above its date": (
        "宁波建设加快\n某某新闻\n2031-02-27 14:05\n正文。",
        ("宁波建设加快", "某某新闻", "news", "330200", None),
    ),
    "title with words of menus": (
        "宁波商标注册量增长，无障碍环境改善\n宁波市市长 某某\n正文。",
        ("宁波商标注册量增长，无障碍环境改善", None, "other", "330200", None),
    ),
    "plan that a decree makes public": (
        "根据《某某规划》编制的《闽西南协同发展行动方案》已经会议通过，现予公布。\n协同发展是重大战略。\n厦门市人民政府办公厅\n正文。",
        ("闽西南协同发展行动方案", None, "plan", "350200", None),
    ),
    "quoted speech in news": (
        "某市两会开幕\n某某日报 2031-01-12\n“现在，我代表市人民政府向大会报告工作。”记者看到，会场坐满。",
        ("某市两会开幕", "某某日报", "news", None, None),
    ),
    "title that stands twice": (
        "某省\n某省内容 各地表达\n大美山川\n关注两会|厦门加快建设新城\n关注两会|厦门加快建设新城\n2022-03-30 16:54:06 来源：某某网\n正文。",
        ("厦门加快建设新城", "某某网", "news", "350200", None),
    ),
    "report printed whole by a news page": (
        "山西\n关注两会|2023年大同市政府工作报告(全文)\n2023-01-30 16:54:06 来源：某某网\n正文。",
        ("2023年大同市政府工作报告(全文)", "某某网", "work report", "140200", "2022"),
    ),
    "report on a page with editors": (
        "2021年温州市政府工作报告\n发布时间:2022-07-05 责任编辑:某某\n——2021年2月4日在温州市第十五届人民代表大会第六次会议上\n"
        "温州市市长 某某\n现在，我代表市人民政府，向大会报告工作。",
        ("2021年温州市政府工作报告", "温州市人民政府", "work report", "330300", "2020"),
    ),
    "notice that passes a plan on": (
        "计划总结\n发布机构: 省水利厅\n江西省水利厅关于印发2031年江西省水利工作要点的通知\n发布日期: 2031-04-25 信息来源: 省水利厅 浏览次数:\n正文。",
        ("江西省水利厅关于印发2031年江西省水利工作要点的通知", "省水利厅", "plan", "360000", "2031"),
    ),
    "plan printed whole by a newspaper": (
        "本报讯日前，中共厦门市委、厦门市人民政府印发《推动闽西南协同发展行动方案》并发出通知，要求认真落实。全文如下：\n协同发展是重大战略。\n一、工作目标\n到2027年，取得进展。",
        ("推动闽西南协同发展行动方案", None, "plan", "350200", None),
    ),
    "name before a colon": (
        "陈吉宁：2020年太原要办好实事\n某某日报 / 2020-01-12 13:21:59\n正文。",
        ("陈吉宁：2020年太原要办好实事", "某某日报", "news", "140100", None),
    ),
    "first subject of a text without a title": (
        "某社某地8月30日电（记者某某）宁波成果累积，企业超过6000家，上海、苏州、上海企业来投资。",
        (None, None, "news", "330200", None),
    ),
    "web page": (
        "<html><head><title>2012年大庆市统计公报</title></head>\n<p><span>2012</span>年大庆市统计公报</p>\n<p>大庆市统计局</p>",
        ("2012年大庆市统计公报", "大庆市统计局", "communiqué", "230600", "2012"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全市水利投入合格，本地水位同比增長", "hant"),  # few characters of it are written in another way
        ("全市著名景区、于都县和於潜镇的产业发展", "hans"),  # names and 著 are in both
        ("2023年GDP 5.1%", "hans"),
    ],
)
def test_the_script_is_that_of_most_characters_that_have_one(text, found):
    assert script(text) == found


NAMED = {
    "circle of a city": ("武汉都市圈发展方案", []),
    "circle of a group": ("长株潭城市群发展规划", ["长株潭"]),
    "zone": ("天津经济技术开发区总体规划", []),
    "airport": ("北京大兴国际机场临空经济区规划", ["110000"]),
    "airport, short": ("北京大兴机场", ["110000"]),
    "district": ("北京市大兴区", ["110000", "110115"]),
    "university": ("南京大学章程", []),
    "name of a person": ("市长陈吉宁调研", []),
    "row of weak letters that is listed": ("云贵两地合作", ["520000+530000"]),
    "row of letters": ("津冀合作", ["120000+130000"]),
    "students": ("上海大学生就业办法", ["310000"]),
    "new area of its own code": ("雄安新区规划纲要", ["133100"]),
}


@pytest.mark.parametrize(("text", "codes"), NAMED.values(), ids=NAMED)
def test_longer_names_are_no_places(text, codes):
    assert places_named(text, gazetteer()) == codes


@pytest.mark.parametrize(("text", "expected"), DESCRIBED.values(), ids=DESCRIBED)
def test_a_document_is_described(tmp_path, text, expected):
    seen = read(tmp_path, text)
    assert (seen.title, seen.publisher, seen.kind, seen.place, seen.reported_period) == expected


# ------------------------------------------------------------------------------------------------------- folders


def test_sources_are_found_in_order(tmp_path):
    for name in (
        "b.txt",
        "a/z.md",
        "a/é.txt",
        "README.md",
        "readme",
        "sources.toml",
        ".hidden",
        "~$b.docx",
        ".git/x.txt",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [p.relative_to(tmp_path).as_posix() for p in find_sources(tmp_path)] == [
        "a/z.md",
        "a/é.txt",
        "b.txt",
    ]


def test_the_same_content_twice_is_two_documents(tmp_path):
    for name, text in {"c.txt": "同一内容。", "a.txt": "同一内容。", "b.txt": "别的内容。"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    first, _, second = read_folder(tmp_path)
    assert second.document_id == f"{first.document_id}-2"
    assert (first.source, second.source) == ("a.txt", "c.txt")


def test_a_bad_file_does_not_stop_the_others(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\0")
    (tmp_path / "b.txt").write_text("正文。", encoding="utf-8")
    assert [d.outcome for d in read_folder(tmp_path)] == ["failed", "read"]


@pytest.mark.parametrize("kind", ["missing", "file", "empty"])
def test_a_wrong_folder_is_refused(tmp_path, kind):
    folder = tmp_path / "x"
    if kind == "file":
        folder.write_text("x", encoding="utf-8")
    elif kind == "empty":
        folder.mkdir()
        (folder / "README.md").write_text("x", encoding="utf-8")
    with pytest.raises(SourceFolderError, match=re.escape(str(folder))):
        read_folder(folder)


PUBLISHED = {
    "year": ('"2019"', (date(2019, 1, 1), "year")),
    "number": ("2019", (date(2019, 1, 1), "year")),
    "month": ('"2019-06"', (date(2019, 6, 1), "month")),
    "day": ('"2019-06-03"', (date(2019, 6, 3), "day")),
    "date": ("2019-06-03", (date(2019, 6, 3), "day")),
    "moment": ("2019-06-03T08:00:00", (date(2019, 6, 3), "day")),
}


@pytest.mark.parametrize(("written", "expected"), PUBLISHED.values(), ids=PUBLISHED)
def test_a_given_date_goes_before_the_text(tmp_path, written, expected):
    (tmp_path / "a.txt").write_text("公报\n2024年4月30日\n正文。", encoding="utf-8")
    facts = f'["a.txt"]\npublished = {written}\ntitle = "题"\npublisher = "某局"\nlicence = "CC0-1.0"\n'
    (tmp_path / "sources.toml").write_text(facts, encoding="utf-8")
    (document,) = read_folder(tmp_path)
    assert (document.published, document.published_precision) == expected
    assert document.published_basis == "given"
    assert (document.title, document.publisher, document.licence) == ("题", "某局", "CC0-1.0")


def test_facts_without_a_date_leave_the_text_its_own(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("公报\n2024年4月30日\n正文。", encoding="utf-8")
    (tmp_path / "sources.toml").write_text('["a.txt"]\ntitle = "题"\n', encoding="utf-8")
    (document,) = read_folder(tmp_path)
    assert (document.title, document.published_basis) == ("题", "stated")


WRONG_FACTS = {
    "no TOML": ("a = = b", "not valid TOML"),
    "unknown file": ('["report_2O19.txt"]\ntitle = "x"\n', "Nearest: report_2019.txt"),
    "unknown key": (
        '["report_2019.txt"]\ntitel = "x"\n',
        r"sources.toml: line 2: unknown key 'titel'.*Nearest: title",
    ),
    "impossible day": ('["report_2019.txt"]\npublished = "2019-02-30"\n', "line 2: 2019-02-30.*no date"),
    "no date": ('["report_2019.txt"]\npublished = "spring 2019"\n', "spring 2019"),
    "wrong type": ('["report_2019.txt"]\ntitle = 5\n', "title of report_2019.txt is 5"),
    "no table": ('"report_2019.txt" = "x"\n', "no table"),
}


@pytest.mark.parametrize(("facts", "message"), WRONG_FACTS.values(), ids=WRONG_FACTS)
def test_wrong_facts_are_refused(tmp_path, facts, message):
    (tmp_path / "report_2019.txt").write_text("正文。", encoding="utf-8")
    (tmp_path / "sources.toml").write_text(facts, encoding="utf-8")
    with pytest.raises(SourcesFileError, match=message):
        read_folder(tmp_path)


# -------------------------------------------------------------------------------------------- the five documents

BY_THEMSELVES = {
    "000": ("2019-06-01", "month", "inferred", "news", "110000"),
    "001": ("2022-01-01", "year", "inferred", "news", "110000"),
    "002": ("2019-02-21", "day", "stated", "news", "JJJ"),
    "003": ("2024-05-01", "month", "inferred", "news", "JJJ"),
    "004": (None, None, "unknown", "plan", None),
}


@pytest.mark.parametrize("start", BY_THEMSELVES)
def test_what_the_five_documents_say_of_themselves(start):
    (path,) = SEEDS.glob(f"{start}_*.txt")
    seen = read_document(path, SEEDS)
    day = seen.published.isoformat() if seen.published else None
    assert (day, seen.published_precision, seen.published_basis, seen.kind, seen.place) == BY_THEMSELVES[
        start
    ]


def test_the_five_documents_with_their_facts():
    documents = {d.source[:3]: d for d in read_folder(SEEDS)}
    assert list(documents) == list(BY_THEMSELVES)
    assert {d.outcome for d in documents.values()} == {"read"}
    plan = documents["004"]
    assert (plan.published, plan.published_precision, plan.published_basis) == (
        date(2016, 1, 1),
        "year",
        "given",
    )
    assert (plan.place, plan.reported_period) == ("110115", "2016/2020")
    assert documents["000"].published == date(2019, 6, 1)
    assert documents["003"].script == "hant"


def test_the_readme_lists_each_file_with_its_hash():
    readme = (SEEDS / "README.md").read_text(encoding="utf-8")
    for document in read_folder(SEEDS):
        assert f"`{document.source}`" in readme
        assert document.sha256 in readme


KINDS = [
    ("政府工作报告\n各位代表：过去一年，国民经济持续健康发展，主要目标圆满完成。", "work report"),
    ("江城市国民经济和社会发展第十五个五年规划纲要\n国民经济总体平稳，综合实力上新台阶。", "plan"),
    ("关于江城市2031年国民经济和社会发展计划执行情况的报告\n国民经济运行总体平稳。", "work report"),
    ("前三季度江城市国民经济持续恢复\n前三季度，地区生产总值300亿元。", "communiqué"),
    ("2031年江城市生态环境状况\n全市优良天数280天。", "communiqué"),
    ("2031年建议提案办理情况\n全年办理建议提案120件。", "other"),
    ("2031年法治政府建设情况\n全年办理行政复议案件120件。", "other"),
]


@pytest.mark.parametrize(("text", "expected"), KINDS, ids=[text.split("\n")[0] for text, _ in KINDS])
def test_a_title_tells_the_kind(text, expected):
    assert document_of(text.encode(), "a.txt").kind == expected


@pytest.mark.parametrize("month", range(1, 12))
def test_a_report_on_months_appears_in_the_month_after(month):
    text = f"2031年{month}月份江城市经济运行情况\n工业增加值增长5.2%。"
    assert document_of(text.encode(), "a.txt").published == date(2031, month + 1, 1)


@pytest.mark.parametrize(
    "head", ["江城市2031年统计公报(2032年3月20日)", "江城市情\nJiang Cheng Wan Bao Wang·2032-03-20 15:35"]
)
def test_a_day_behind_a_title_or_a_name_dates_a_page(head):
    assert document_of(f"{head}\n全市人口50万人。".encode(), "a.txt").published == date(2032, 3, 20)


@pytest.mark.parametrize("line", ["2031年4月30日国家统计局江城调查队", "2031年4月30日江城市统计局"])
def test_a_day_and_an_office_date_a_page(line):
    text = f"江城市居民收入\n{line}\n居民人均可支配收入3.2万元。"
    assert document_of(text.encode(), "a.txt").published == date(2031, 4, 30)
