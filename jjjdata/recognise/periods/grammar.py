"""The grammar of times: regular expressions for the pieces, and one that finds where a time may begin.

A time is a head (a year), a part (month, quarter, end of year…), or both; times join to spans; words before
and after make a span a deadline or a start. Every repetition is bounded, so that reading is linear.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from jjjdata.recognise.periods.words import guarded, not_after, not_before, one_of, words

_CN: Final = "〇○零一二三四五六七八九"
TO: Final = " ?(?:[-—–―－~～〜─‐‑−]{1,2}|至|到) ?"
"""What joins the two ends of a span."""

_NOT_IN_NUMBER: Final = r"(?<![0-9.])(?<![0-9][,:：])"
# behind 图1： a year is one where 年 follows, at once or behind a second year
_YEAR_STANDS: Final = rf"(?:{_NOT_IN_NUMBER}|(?<=[0-9][:：])(?=[0-9]{{4}}(?:{TO}[0-9]{{4}})?年))"
Y4: Final = rf"(?:{_YEAR_STANDS}(?:1[5-9]|2[01])[0-9]{{2}}(?![0-9])|(?<![{_CN}十百千万])[一二][{_CN}0]{{3}})"
MONTH: Final = rf"(?:{_NOT_IN_NUMBER}(?:1[0-2]|0?[1-9])(?![0-9])|(?<![{_CN}十百千万几两第])(?:十[一二]?|[一二三四五六七八九]))"
DAY: Final = rf"(?:(?<![0-9.])(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])|(?:三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])(?![{_CN}十]))"
COUNT: Final = rf"(?:{_NOT_IN_NUMBER}[0-9]{{1,3}}(?![0-9])|(?<![{_CN}十百千万])(?:半(?!半)|[一二两三四五六七八九十百]{{1,3}}))"
_OWN_WORDS: Final = r"(?:(?![的在了和与及等将有举召])[\u4e00-\u9fff])"
"""A character that may stand in the name of a fair."""
_EDGE: Final = "上旬|中旬|下旬|底|末|初"


def _year() -> str:
    """Heads that carry a year."""
    w = words()
    relative = "|".join(
        f"(?:{guarded(e)})" for e in sorted(w["relative_year"], key=lambda e: -max(map(len, e["words"])))
    )
    pairs = "|".join(f"(?:{guarded(e)})" for e in w["relative_years"])
    y2 = rf"(?:['’‘][0-9]{{2}}|{_NOT_IN_NUMBER}0[0-9]|[零〇][{_CN}]|{_NOT_IN_NUMBER}[0-9]{{2}}(?= ?年 ?{MONTH} ?月))"
    terms = "学年|采暖季|供暖季|采暖期|供暖期|榨季|雪季|赛季"  # they run over the turn of the year
    listed = r"(?=(?: ?[、和与及] ?(?:1[5-9]|2[01])[0-9]{2}){1,6} ?年)"
    return (
        rf"(?P<era>{one_of(w['eras'])})(?P<eray>元|{COUNT})年"
        rf"|{not_after(w['before']['durations'])}(?P<y4>{Y4})(?: ?财?年(?:度|(?!代)){not_before(w['year']['not_before'])}|(?=(?:{TO}|/){Y4} ?(?:年|{terms}))|(?= ?(?:{terms}))|{listed})"
        rf"|(?P<y2>{y2}) ?年(?!代)"
        rf"|(?P<pair>{pairs})|(?P<rel>{relative})"
    )


def _part() -> str:
    """Parts of a year, with or without a head before them."""
    w = words()
    month_tail = not_before(w["month"]["not_before"])
    stop = not_before(w["after"]["edge_not_before"])
    day_unit = r"(?:日(?!报)|号(?!线|楼|院|文|机|馆|地块|公路|令|井|船|门|桥|坑|卫星|站|厅|库|展))"
    weekday = "(?:星期|礼拜|周)[一二三四五六日天]"
    return (
        rf"(?P<dm>{MONTH}) ?月 ?(?:(?P<d1>{DAY}) ?日?{TO})?(?P<d>{DAY}) ?{day_unit}(?:[，,(（]{weekday}[)）]?)?"
        rf"|(?P<m1>{MONTH})(?: ?月份?)?{TO}(?P<m2>{MONTH}) ?月份?(?! ?{DAY} ?[日号]){month_tail}"
        rf"|(?P<mo>{MONTH}) ?月份?{month_tail}(?P<me>{stop}(?:{_EDGE}))?"
        rf"|前(?P<nq>[一二两三123])个?季度"
        rf"|(?:第?(?P<q1>[一二三1-3])(?:季度)?(?:{TO}|、))?(?:第?(?P<q>[一二三四1-4])季度|(?P<q0>首季)度?)(?P<qe>末|初)?"
        rf"|(?P<h>[上下前后])个?半年(?:度|(?!来|多|以))(?P<he>末)?"
        rf"|(?:{not_after(w['duration']['not_after'])}前|头)(?:(?P<fm>{COUNT})个月|(?P<fn>1[01]|[2-9]) ?月(?:份|(?! ?\d)))"
    )


def _headed() -> str:
    """Parts that need a head before them."""
    w = words()
    stop = not_before(w["after"]["edge_not_before"])
    return (
        rf"(?P<e>年?{stop}[底末初]|年?内(?!蒙|部|容|外|需)|年?中(?=[，。、；,;前后\n]|\Z)|年终|全年)"
        rf"|(?P<fw>前|头|最后|后|第) ?(?P<fn>(?!半){COUNT}) ?(?P<fu>个?月|周|天|个?星期)(?!度)"
        rf"|(?P<season>{one_of(w['seasons']['words'])}{_no_fair()}(?:{one_of(w['seasons']['tails'])})?)"
    )


def _single() -> str:
    """Times that are whole by themselves."""
    w = words()
    month_words = one_of(w["months"])
    edge = rf"(?:{_EDGE})"
    return (
        r"(?P<iy>(?<![0-9])(?:1[89]|20)[0-9]{2})(?P<isep>[-/.])(?P<im>[01]?[0-9])(?P=isep)(?P<id>[0-3]?[0-9])(?![0-9.])"
        rf"|{_fiscal()}"
        rf"|[“‘\"]?(?P<plan>(?<![{_CN}十百])十[一二三四五六]五|(?<=[“‘\"])[一二三四五六七八九十]五(?=[”’\"]))[”’\"]?"
        rf"|(?P<vague>{guarded(w['vague'])})"
        rf"|第(?P<plann>{COUNT})个五年(?=规划|计划)"
        rf"|(?P<mword>{month_words})(?P<mwe>{edge})?(?:(?P<mwd>{DAY}) ?日)?(?!均)|(?P<hm>[上下])半月(?!刊)|(?P<em>月)[末底]"
        rf"|{not_after(['前', '后', '以', '半'])}(?P<dword>{one_of(w['days'])})(?!头条|股市)"
        rf"|(?P<same>当日|同日|当天|当月|同月)(?!龄|经)"
        rf"|(?<![一每两几])(?P<ww>上上|下下|上|下|本|这)?个?(?:周|星期|礼拜)(?P<wd>[一二三四五六日天末](?![年月个百千成次夜会一二三四五六七八九十]))"
        rf"|(?P<wk>上上|下下|上|下|本)个?(?:周|星期|礼拜)(?!年|期|岁|末)"
        rf"|(?P<cent>[0-9]{{2}}世纪|(?:二十一?|十[一-九])世纪|[上本]世纪)(?:(?P<cdec>[1-9]0|[二三四五六七八九]十)年代)?(?:初期?|中期|末期?|以来)?"
        rf"|(?P<dec>{_NOT_IN_NUMBER}(?:1[89]|20)?[0-9]0|(?<![{_CN}十])[二三四五六七八九]十)年代(?:初期?|中期|末期?)?"
        rf"|(?P<now>{guarded(w['now'])}|最近(?! ?[0-9{_CN}十几半两的]))"
        rf"|(?P<base>{guarded(w['base'])})"
        rf"|(?P<every>{one_of(w['recurring']['words'])}(?:[一二三四五六日天](?=[，。、都]))?)(?!读|经)"
        rf"|(?P<feast>{guarded(w['seasons'])}{_no_fair()}(?:{one_of(w['seasons']['tails'])})?)"
        rf"|(?P<nend>(?<![0-9{_CN}十百千万几数多])(?<![0-9] )年{not_before(w['after']['edge_not_before'])}(?:底|末|初|内(?!蒙|部|容|外)|中(?=[，。、；,;前后\n]|\Z)))"
        rf"|(?P<dd>(?<![0-9.第每、·])(?:3[01]|[12][0-9]|[1-9])) ?日{not_before(w['day']['not_before'])}"
        rf"|(?P<wn>第{COUNT}(?:周|个星期))"
    )


def _fair() -> str:
    """全球海洋论坛, 夏季经济年会: what opens like a name of a fair and ends like one."""
    w = words()["names"]
    return rf"{one_of([*w['scopes'], *w['hosts']])}{_OWN_WORDS}{{0,8}}?{one_of(w['fairs'])}"


def _no_fair() -> str:
    """夏季 is no time in 夏季经济论坛."""
    return rf"(?!{_OWN_WORDS}{{0,4}}{one_of(words()['names']['fairs'])})"


def _fiscal() -> str:
    """Years of two figures behind one of four: 2031/32年度, 2031-32年, 2031/32."""
    w = words()["fiscal"]
    over = rf"(?P<fover>{one_of(w['over'])})"  # they run over the turn of the year
    plain = rf"(?P<fplain>{one_of(w['plain'])})"
    return rf"(?P<f1>{Y4}) ?(?:[-—–－~～─‑/]{{1,2}}|至) ?(?P<f2>[0-9]{{2}})(?![0-9])(?: ?{over}| ?{plain}|(?<=/[0-9]{{2}})(?![/.]))"


def _amount() -> tuple[str, str]:
    """A number of days or months that is how long something takes (压缩至5天以内): what leads to it, and it."""
    w = words()["amount"]
    lead = rf"(?:{one_of(w['verbs'])}[了至到为在]?|{one_of(w['shifts'])}了?)(?:{one_of(w['limits'])})?"
    here = rf"(?:[至到为在] ?)?(?:{one_of(w['limits'])})? ?{COUNT}[多余]? ?(?:个?工作日|天|日|个半?月|半月|周|个?星期|年(?![底末初度]))"
    return rf"(?:{lead}|{one_of(w['limits'])})$", here


def _stretch() -> str:
    """A number of years, months or days that is a time by the word before or behind it."""
    w = words()["duration"]
    behind = one_of({*w["since"], *w["during"], *w["within"], *w["ago"], *w["later"]})
    before = rf"(?P<db>{not_after(w['not_after'])}{one_of([*w['back'], *w['ahead']])})"
    count = rf"(?P<dn>{COUNT}|{one_of(w['vague'])})(?P<dmore>多|余)? ?(?P<du>个?半年|年|个半?月|个?季度|周|天|日|个工作日)(?P<dmore2>多)?"
    return rf"(?:{before} ?)?{count}(?:时间)?(?P<da>{not_before(w['not_before'])}{behind}|(?={one_of(w['told_of'])}))?"


def _event() -> str:
    """Since an event: 党的十八大以来, 改革开放40多年来, 挂牌以来."""
    w = words()
    return (
        rf"(?:自|自从)?(?:党的|中国?共产党)?(?P<event>{one_of(w['events'])})(?:召开|{one_of(w['event_tails']['words'])})?"
        rf"(?:以来|之后|以后|后(?!勤|续|期)|的?近?{COUNT}多?年(?:以来|来|间))"
        rf"|(?P<deed>{one_of(w['beginnings']['words'])})以来"
    )


def _behind() -> str:
    """What may follow a time and change what it says."""
    w = words()["after"]
    stop = not_before(w["not_before"])
    return (
        rf" ?(?:{stop}(?:(?P<since>{one_of(w['since'])})|(?P<until>{one_of(w['until'])})"
        rf"|(?P<later>{one_of(w['later'])})|(?P<earlier>{one_of(w['earlier'])})"
        rf"|(?P<during>{one_of(w['during'])})|(?P<within>{one_of(w['within'])})|(?P<sofar>{one_of(w['so_far'])})))"
    )


def _before() -> str:
    """What may stand before a time and change what it says."""
    w = words()["before"]
    return rf"(?P<asof>{one_of(w['as_of'])})|{not_after(w['verbs_with_dao'])}(?P<till>{one_of(w['until'])})|(?P<from>{one_of(w['since'])})"


@lru_cache(maxsize=1)
def grammar() -> dict[str, re.Pattern[str]]:
    """The compiled pieces by name; all are used with `match` at a position."""
    w = words()
    lead, here = _amount()
    pieces = {
        "amount": here,
        "amount_lead": lead,
        "before": _before(),
        "year": _year(),
        "part": _part(),
        "headed": _headed(),
        "single": _single(),
        "stretch": _stretch(),
        "event": _event(),
        "behind": _behind(),
        "to": TO,
        "slash": f"/(?={Y4} ?(?:年|学年|采暖季|供暖季))",
        "and": " ?[和与] ?",
        "between": "之间|间(?!接|隔)",
        "of": " ?的? ?",
        "running": r"[，,]?(?:已|我市|全市)?连续(?P<n>" + COUNT + ")年",
        "plan_tail": rf"[，]?(?:规划|计划)?(?P<during>时期|期间|期)?(?:的?(?P<side>前|后)(?P<sn>{COUNT})年)?(?P<end>末)?",
        "name_after": rf" ?(?:{one_of(w['names']['after'])}|{one_of(w['names']['hosts'])}{one_of(w['names']['games'])}|{_fair()})",
        # 是2012年的2.6倍: what a multiple is a multiple of
        "multiple": rf"的(?:近|约|超|超过)?(?:[0-9]{{1,4}}(?:\.[0-9]{{1,4}})?|[{_CN}两几十百]{{1,3}})[多余]?倍",
        "date_name": r"[“‘\"]?(?<![0-9.])(?:1[0-2]|[1-9])[·・•‧](?:3[01]|[12][0-9]|[1-9])(?![0-9.])[”’\"]?",
        "bare_name": rf"(?<![0-9.])(?:19|20)[0-9]{{2}}(?={one_of(w['names']['bare_before'])}|{_OWN_WORDS}{{2,14}}?{one_of(w['names']['fairs'])})",
        "bracket_years": rf"(?<=[（(])(?P<by1>{Y4}) ?年?{TO}(?P<by2>{Y4}) ?年?(?=[）)])",
    }
    return {name: re.compile(pattern) for name, pattern in pieces.items()}


@lru_cache(maxsize=1)
def candidate() -> re.Pattern[str]:
    """Where a time may begin: one pattern that rejects most of a text quickly."""
    w = words()
    numbers = (
        r"(?<![0-9.])[0-9]{1,4}(?: ?(?:年|个?半?月|日|号|个工作日|个?季度|周|天|多|余|世纪|[-—–―－~～〜─‐‑−·・•‧至到、和与及])|(?<=(?:19|20)[0-9]{2})[/.])"
        rf"|[一二][{_CN}0]{{3}} ?年|[{_CN}十百半两几数多]{{1,4}}(?:多|余)? ?(?:年|个?半?月|个?季度|周|天|日|[至到、](?=[{_CN}十])|世纪)"
        rf"|第(?:[0-9一二三四五六七八九十]{{1,3}}(?:季度|周|个(?:五年|星期)))|[上下前后]个?半[年月]|[上本]世纪|['’‘][0-9]{{2}} ?年"
        rf"|(?<![{_CN}])[零〇][{_CN}] ?年|[“‘\"]?十[一二三四五六]五|[“‘\"](?:[一二三四五六七八九十]五[”’\"]|[0-9]{{1,2}}[·・•‧])"
        r"|(?<![0-9.])(?:19|20)[0-9]{2}(?![0-9.年])"
        r"|(?:上上|下下|[上下本这])个?(?:周|星期|礼拜)|(?:周|星期|礼拜)[一二三四五六日天末]"
    )
    counts = rf" ?[0-9{_CN}十百半两几数首]"
    after_cue = rf" ?(?:[0-9{_CN}十“上下本去今明前后年当同目现如]|党|改革|新中国|建国|入世)"
    lead_words = [*w["duration"]["back"], *w["duration"]["ahead"], "头", "前"]
    cues = [*w["before"]["as_of"], *w["before"]["until"], *w["before"]["since"]]
    events = [*w["events"], *("党的" + t for t in w["events"])]
    literal = [
        *(t for e in w["relative_year"] for t in e["words"]),
        *(t for e in w["relative_years"] for t in e["words"]),
        *(t for name in ("now", "base", "vague", "seasons", "recurring") for t in w[name]["words"]),
        *(t for name in ("days", "months", "eras") for t in w[name]),
        *(t + "以来" for t in w["beginnings"]["words"]),
        *(
            "最近",
            "年底",
            "年末",
            "年初",
            "年内",
            "年中",
            "月末",
            "月底",
            "当日",
            "同日",
            "当天",
            "当月",
            "同月",
            "首季",
        ),
    ]
    pattern = (
        rf"{one_of(literal)}|{numbers}|{one_of(lead_words)}{counts}|{one_of(cues)}{after_cue}"
        rf"|{one_of(events)}(?=召开|{one_of(w['event_tails']['words'])}|以来|之后|以后|后|的?近?[0-9{_CN}十])"
    )
    firsts = {t[0] for t in (*literal, *lead_words, *cues, *events)} | set(
        f"{_CN}十百半两几数多第上下前后本这周星礼零"
    )
    return re.compile(rf"(?=[{''.join(sorted(firsts))}0-9'’‘“\"])(?:{pattern})")
