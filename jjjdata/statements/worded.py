"""The wording of a number in its sentence: its own words, with the noun and the owner that stand around it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from jjjdata.recognise.quantities import Quantity
from jjjdata.statements.between import between_numbers, last_told, whose
from jjjdata.statements.comparing import of_then
from jjjdata.statements.cues import alternatives, words
from jjjdata.statements.layout import heading_level, number_length
from jjjdata.statements.measure import Measure
from jjjdata.statements.passage import Passage, Surroundings
from jjjdata.statements.phrase import LONGEST, clean, fit, without_verbs
from jjjdata.statements.thread import Thread
from jjjdata.statements.whereabouts import Whereabouts
from jjjdata.statements.wording import wording_of
from jjjdata.statements.wording_model import Wording

_RATE_OF = re.compile(r"的?([\u4e00-\u9fff]{2,8})(?=$|[，,。；;、])")
_TOTAL_AFTER_NEW = re.compile(
    r"[，,]?(?:总数|总量|总规模|累计)?(?:已|将|总数)?(?:达到?了?|增至|增加到|增长到)"
)  # 新增1000家，达到2.4万家
_NEW = re.compile(r"新增|^(?:新建|新开通|新建成|新改扩建|新认定)")
# 确定的102项重大任务中的98项: the thing is of those who set it, and so many of it are what was done
_OF_THOSE = re.compile(r"的?(?P<noun>[\u4e00-\u9fff]{2,12}?)中的?(?:有|已有)?(?=\d)")
_RANKED = re.compile(r"(?:、[^，,；;。、]{0,6}第\d+个)*(?P<noun>[\u4e00-\u9fff]{2,20})")
_SECTORS = re.compile(r"(?:三次|三大|一二三|一、二、三)产业(?:增加值)?(?:结构|比例|比重|构成)")
_SECTOR = ("第一产业", "第二产业", "第三产业")
_AMONG_THOSE = re.compile(r"(?P<noun>[\u4e00-\u9fff]{2,12}?)中的?$")


def worded(
    passage: Passage,
    n: int,
    measure: Measure,
    around: Surroundings,
    thread: Thread,
    where: Whereabouts,
) -> Wording:
    """The wording of the n-th number: from its clause, or from what the number or the clause before it told of."""
    earlier = thread.wording or thread.earlier
    if earlier is not None and of_then(passage, n) is not None:
        return replace(earlier, rule="carried")
    q = passage.quantities[n]
    lead_text = passage.text[passage.sentence.start : around.low]
    head = number_length(lead_text) if heading_level(lead_text) is not None else 0
    between = passage.text[passage.quantities[n - 1].end : around.low] if n else ""
    amount = measure.kind == "level" and q.unit not in ("%", "per mille")
    begun = between_numbers(between, amount=amount) if between else None
    wording = wording_of(q, around, measure, begun or thread.wording, lead_text[head:], thread.earlier)
    if begun is not None and wording.rule == "carried":
        wording = replace(wording, rule="sentence")
    if wording.rule == "carried" and _TOTAL_AFTER_NEW.fullmatch(around.before):
        wording = replace(wording, text=_no_longer_new(wording.text), subject=_no_longer_new(wording.subject))
    owner = whose(between or lead_text[head:], wording.text) if wording.rule == "noun-before" else ""
    if owner:
        wording = replace(wording, text=fit(owner + wording.text), subject=owner + wording.subject)
    told = last_told(lead_text[head:], of_course_alone=True) if measure.kind == "change" else ""
    if told and wording.rule == "sentence":
        wording = replace(wording, text=fit(told), subject=told)
    wording = _with_noun_behind(wording, q, measure, around)
    wording = _of_those(passage, n, around) or _of_ranked(passage, n) or _of_sector(passage, n, wording)
    alone = thread.wording is None and _is_place(wording.text, passage, around)
    noun = last_told(lead_text[head:]) if alone else ""
    if noun:
        wording = replace(wording, text=fit(noun), subject=noun)
    elif thread.wording is not None and _names_only_places(wording.text, passage, around):
        noun = thread.wording.subject
        wording = replace(wording, text=(wording.text + noun)[:LONGEST], subject=noun)
    elif thread.wording is not None and _same_act(wording.text, thread.wording.text, passage, around):
        before = _without_place(thread.wording, where)  # 中欧班列开行4300列，其中成都开行2150列
        wording = replace(wording, text=before.text, subject=before.subject, verb=before.verb)
    placeless = _without_place(wording, where)
    if placeless.text == "占比" and thread.wording is not None and thread.wording.rule == "share":
        return replace(placeless, text=thread.wording.text, subject=thread.wording.subject)
    return placeless  # 东部地区人口占…，中部地区占…: what each has a share of is told once


def _with_noun_behind(wording: Wording, q: Quantity, measure: Measure, around: Surroundings) -> Wording:
    """The wording with the noun that stands behind its number: 实现100%绿电供应, 影响1.1亿人口."""
    rated = measure.rule == "rate" and around.before.endswith("实现")
    noun = _RATE_OF.match(around.after) if rated else None
    if noun is not None:
        return replace(wording, text=fit(wording.text + noun[1]), subject=noun[1])
    unit = q.unit_text == "人口" and wording.rule != "noun-after"
    if unit and not wording.text.endswith("人口"):
        return replace(wording, text=fit(wording.text + "人口"), subject=wording.subject + "人口")
    return wording


def _is_place(wording: str, passage: Passage, around: Surroundings) -> bool:
    """Whether a wording is but the name of a place in its clause (其中甲市从30降至21)."""
    return any(m.text == wording and around.low <= m.start < around.start for m in passage.places)


def _no_longer_new(words: str) -> str:
    """What there is of a thing in all, behind how much of it is new."""
    return _NEW.sub("", words) or words


def _same_act(wording: str, told: str, passage: Passage, around: Surroundings) -> bool:
    """Whether a wording names nothing but a place and the act told before: 成都|开行."""
    named = (m for m in passage.places if around.low <= m.start < around.start and m.kind != "deictic")
    mention = next((m for m in named if wording.startswith(m.text)), None)
    act = wording[len(mention.text) :] if mention is not None else ""
    return bool(act) and not without_verbs(act) and told.endswith(act)


def _of_sector(passage: Passage, n: int, wording: Wording) -> Wording:
    """三次产业结构为4.7:40.5:54.8: which of the three sectors a share is of."""
    first, last = passage.siblings(n)
    found = _SECTORS.search(wording.subject) if passage.quantities[n].form == "ratio" else None
    if found is None or last - first != len(_SECTOR) - 1:
        return wording
    structure = wording.subject[: found.end()]
    measured = "增加值" if _SECTORS.fullmatch(structure) else ""  # 就业人员三次产业结构 is of people
    return replace(wording, text=fit(f"{structure}{_SECTOR[n - first]}{measured}占比"))


def _of_ranked(passage: Passage, n: int) -> Wording | None:
    """全国第17个、全省第3个经济总量超万亿城市: which of those that stand behind it."""
    q = passage.quantities[n]
    found = _RANKED.match(passage.text, q.end) if q.form == "rank" and q.unit_text == "个" else None
    noun = clean(found["noun"]) if found else ""
    return Wording(fit(noun), noun, "", "noun-after") if noun else None


@lru_cache(maxsize=1)
def _act() -> re.Pattern[str]:
    """One action, where several stand side by side: 完成|规划|确定."""
    return re.compile(alternatives(words("verbs", "action")))


def _of_those(passage: Passage, n: int, around: Surroundings) -> Wording | None:
    """完成规划确定的102项重大任务中的98项: so many set (确定的重大任务), and so many done (完成重大任务)."""
    low, quantities = around.low, passage.quantities
    if (
        n + 1 < len(quantities)
        and quantities[n + 1].unit == quantities[n].unit
        and around.before.endswith("的")
    ):
        whole = _OF_THOSE.match(passage.text, quantities[n].end)
        if whole is not None and whole.end() == quantities[n + 1].start:
            acts = list(_act().finditer(around.before))
            lead = around.before[acts[-1].start() :] if len(acts) > 1 else ""
            return (
                Wording(fit(lead + whole["noun"]), whole["noun"], acts[-1][0], "noun-after") if lead else None
            )
    part = _AMONG_THOSE.fullmatch(around.before) if n else None
    if part is not None and quantities[n - 1].unit == quantities[n].unit:
        acts = list(_act().finditer(passage.text[low : quantities[n - 1].start]))
        if len(acts) > 1 and passage.text[: quantities[n - 1].start].endswith("的"):
            return Wording(fit(acts[0][0] + part["noun"]), part["noun"], acts[0][0], "noun-before")
    return None


def _names_only_places(wording: str, passage: Passage, around: Surroundings) -> bool:
    """涉及天津的31项: nothing is named but a verb and a place, so the noun before goes on."""
    rest = without_verbs(wording)
    for mention in passage.places:
        if around.low <= mention.start < around.start:
            rest = rest.replace(mention.text, "")
    return wording != rest and not rest.strip("、和及与")


def _without_place(wording: Wording, where: Whereabouts) -> Wording:
    """The place has a column of its own: it leaves the wording where it only opens it."""
    name = where.mention
    text = wording.text
    if where.basis != "stated" or not name or not text.startswith(name) or name.endswith("内"):
        return wording
    rest = text[len(name) :].lstrip("的")
    if (
        len(rest) < 2
        or not without_verbs(rest)
        or re.match(r"流向|输出|对|向|与|到|为|市场|企业|属|级|和|及|、|区(?!域)|团|队|籍", rest)
    ):
        return wording
    subject = (
        wording.subject[len(name) :].lstrip("的")
        if wording.subject.startswith(name) and len(wording.subject) > len(name) + 1
        else wording.subject
    )
    return replace(wording, text=rest, subject=subject)
