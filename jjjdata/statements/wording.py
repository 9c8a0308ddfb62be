"""What is measured: the noun phrase that a codebook would use, from the words around the number."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from jjjdata.recognise.quantities import Quantity
from jjjdata.statements.cues import alternatives, words
from jjjdata.statements.left_out import (
    DIVIDED,
    STATES,
    divided_measure,
    in_scope,
    is_stateful,
    new_of_whole,
    of_same_accounts,
    of_same_kind,
    of_same_people,
    of_same_rate,
    of_same_scope,
    owner,
    stateful,
    tail_of_part,
    with_shared_tail,
    without_course,
)
from jjjdata.statements.lists import JOINTS, SPLIT
from jjjdata.statements.measure import Measure, leads_on
from jjjdata.statements.passage import Surroundings
from jjjdata.statements.phrase import (
    BRACKETS,
    LONGEST,
    begins_kept,
    clean,
    fit,
    fit_before,
    verbs,
    without_marks,
)
from jjjdata.statements.wording_model import Wording

_RATES = frozenset({"%", "pp", "per mille"})
_COUNTED = frozenset({"count", "person", "person-time", "TEU"})
_RANK = re.compile(
    r"(?:稳|仍|均|继续|持续|分别|连续)*(?:位居|稳居|跃居|高居|居|位列|并列|列|排名|排在|排|名列|保持|跃升至|升至|上升至|跃升|跻身|进入|位次)"
    r"(?:在|到|至)?(?:全国|全省|全市|全区|世界|全球|亚洲|国内|同类|[^居列排位]{0,8}(?:城市|省份|地区|省市|湾区|国家|县市|区县|园区|开发区|自贸区|经济体))?(?:中|的|总量|总数)?[第前]?$"
    r"|(?:全国|全省|全市|全区|世界|全球|亚洲|国内|同类)?(?:中|的|总量|总数)?[第前]?$"
)
NOUN_ENDINGS = frozenset("器商站员点区馆房所院业费网")  # 服务|器: the verb is part of a noun
_WHOLE = re.compile(
    r"(?:占(?:到|了)?|(?:超过?|达到?|约为|约|近|接近|逼近|不足|相当于)(?=全|世界))(?P<whole>.*?)(?:的)?(?:比重|比例|份额|总量|比)?(?:分别|约|均|已|将|[保维]持在?|[稳控][定制]在|持续|始终|提高|提升|上升|下降|降|升|达|为|超|是|由|从|至|到|近|的)*$"
)
_SIZE_ALONE = re.compile(
    r"(?:其中|，)*[\d.]+[\u4e00-\u9fff]{1,3}以[上下]的?"
)  # 项目100个，其中10亿元以上|20个
_STEP = re.compile(r"级?新?的?新?(?:台阶|大关|关口)")
_NAMED_SHARE = re.compile(r"占比|比重|份额|构成|比例")
_OF_NOUN = re.compile(r"的[\u4e00-\u9fff]{2}")
_LOCATED = re.compile(r"(?:[已均都可]|全部)*在")
_RATE_NAMED = re.compile(r"(?:率|比例|比重|平均)$")
_RATIO_TO = re.compile(r"^[，,、\s]*(与[^，,]{2,14}之比)(?:为|达到?|是)?$")
_SHARE_ALONE = frozenset({"比重", "占比", "份额", "所占比重"})
_COMPARED_FIRST = re.compile(
    r"^[，,\s]*与[^，,]{1,14}?相比较?[，,]?(?=[^，,]{2})"
)  # 与2019年相比优良天数|增加
_AIR = re.compile(r"(?:为|达到?|属)?(?P<grade>优良?|良好?|[轻中重]度污染|严重污染)(?=[，,、；;。和（(]|$)")
_OPENS_GRADES = frozenset({"其中"})
_PARTS_OPEN = re.compile(r"其中\s*[，,：:]\s*$")
_SCENE = re.compile(r"在[^，,、]{2,14}?[中上]")  # 在全省比赛中|获得金牌2枚
_COPULA = re.compile(r"[，,、\s]*(?:已|现|总计|合计)?(?:达到|达|为|是|突破|超过|超)?")


@lru_cache(maxsize=1)
def _base() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(words('base', 'opening'), literal=False)}).*$")


@lru_cache(maxsize=1)
def _relation() -> re.Pattern[str]:
    return re.compile(alternatives(words("wording", "relations"), literal=False))


@lru_cache(maxsize=1)
def _predicate() -> re.Pattern[str]:
    return re.compile(alternatives(words("wording", "predicate")))


def subject_before(before: str, measure: Measure) -> str:
    """The noun phrase before a number, without the words of comparison and change."""
    phrase = before if measure.cue is None else before[: measure.cue]
    if measure.kind == "rank":
        phrase = _RANK.sub("", phrase)
    if measure.kind in ("change", "multiple"):
        phrase = _base().sub("", _COMPARED_FIRST.sub("", phrase))
    return clean(phrase)


def wording_of(
    q: Quantity,
    around: Surroundings,
    measure: Measure,
    carried: Wording | None,
    sentence_lead: str,
    earlier: Wording | None = None,
) -> Wording:
    """The wording for one quantity.

    `carried` is the wording of the number before it in the sentence; `sentence_lead` the words of earlier
    clauses without numbers, used where nothing else names the subject; `earlier` the last wording of the
    sentence before, which 分季度看 divides.
    """
    if measure.rule == "ratio" and carried and not around.before.strip("：:∶ "):
        return replace(carried, rule="carried")
    if measure.kind == "share" and measure.rule == "share":
        return _share(q, around, measure, carried, sentence_lead)
    if carried and carried.rule == "noun-after" and around.left == around.start and around.left > around.low:
        return replace(carried, rule="adjacent")
    named = _part_after(around) if measure.rule == "share-of" else _named_after(q, around, measure, carried)
    if named is not None:
        return named
    own = _own(around, carried)
    if carried and _SIZE_ALONE.fullmatch(own):
        own = ""
    subject = "" if measure.rule == "from-to" else subject_before(own, measure)
    if not subject and carried and carried.topic and _COPULA.fullmatch(own):
        return replace(carried, text=fit(carried.topic), subject=carried.topic, rule="topic")
    if carried and carried.verb and q.unit in _COUNTED and measure.kind == "level" and _is_joint(around):
        return Wording(fit(carried.verb + q.unit_text), q.unit_text, carried.verb, "counted")
    if subject and verbs().fullmatch(subject):
        return _verb_only(subject, carried, q)
    if subject.startswith("占") and carried and measure.kind == "change":  # 占全市比重提高2个百分点
        return Wording(fit(carried.subject + subject), carried.subject, "", "noun-before")
    whose = owner(subject, around.text[: around.low], carried, earlier) if is_stateful(subject) else None
    if whose is not None:
        subject = stateful(subject, whose)
        return Wording(fit(subject), subject, "", "noun-before", scope=carried.scope if carried else "")
    to = _RATIO_TO.search(own) if carried and measure.kind == "level" and q.unit in _RATES else None
    if to is not None and carried is not None:
        return Wording(fit(carried.subject + to[1]), carried.subject, "", "noun-before")
    if subject in _SHARE_ALONE and carried and (carried.rule == "share" or carried.whole):
        return replace(carried, rule="carried")  # 占…的86.1%，比重提升5.2个百分点
    if subject and carried and q.unit in _RATES and _relation().fullmatch(subject):
        return Wording(fit(carried.subject + subject), carried.subject, "", "noun-before")
    if subject:
        divided = sentence_lead.strip().startswith("其中")
        subject = of_same_people(subject, carried, earlier)
        subject = of_same_kind(of_same_scope(subject, own, carried, earlier, opened=divided), own, carried)
        subject, scope = in_scope(_threshold(around) + subject, carried)
        subject = of_same_accounts(new_of_whole(subject, own, carried), carried)
        subject = of_same_rate(with_shared_tail(subject, measure, carried), q, measure, own, carried)
        subject += divided_measure(subject, measure, sentence_lead, own, earlier)
        opened = "其中" in own or parts_open(around) or (carried is None and _opens_parts(sentence_lead))
        tail = tail_of_part(subject, q, measure, carried or earlier, opened=opened)
        return replace(_joined(subject + tail, around, carried), scope=scope, tail=tail)
    return _carried(q, carried, sentence_lead, earlier, measure)


def _is_of_states(told: Wording) -> bool:
    """Whether what was told is but a state, or its share: 产量占全国比重; then another state is no share of it."""
    return is_stateful(told.subject.partition("占")[0])


def parts_open(around: Surroundings) -> bool:
    """Whether 其中 with a comma of its own stands right before the clause of a number: …6148件，其中，发明专利|2510件."""
    first = around.left == around.low
    return first and _PARTS_OPEN.search(around.text, max(0, around.low - 6), around.low) is not None


def _opens_parts(lead: str) -> bool:
    """Whether the words before the first clause with a number open the parts of what the sentence before told."""
    return lead.strip().startswith("其中") or DIVIDED.match(lead.lstrip()) is not None


def _named_after(
    q: Quantity, around: Surroundings, measure: Measure, carried: Wording | None
) -> Wording | None:
    """The thing counted stands after its number: 退出300家以上一般制造业企业, 6条产业链."""
    if (
        measure.kind not in ("level", "change")
        or q.unit in ("%", "pp", "times", "per mille")
        or q.form == "rank"
    ):
        return None
    if leads_on(around.after):
        return None
    if q.unit == "d" and (air := _AIR.match(around.after)):
        return _days_of_air(air["grade"], _own(around, carried), carried)
    after = without_marks(around.after).lstrip("的")
    if re.match(r"[、，,；;：:。“”）)]?$|[、，,；;：:）)]|(?:和|与|及|以及)(?![平谐])", after):
        return None
    noun = _cut_after(after, leads_on=around.right < around.high)
    if q.unit in _COUNTED and (counted := _counted().match(after)) and not _is_joint(around):
        noun = counted["head"]  # 12个县|粮食产量: what is measured is of those who are counted
    before = subject_before(_own(around, carried), measure)
    if not noun:
        return None
    named_before = before and not verbs().fullmatch(before)
    if _predicate().match(noun) and named_before and not begins_kept(noun):
        return None
    if _STEP.match(noun) and named_before and q.unit not in _COUNTED:
        verb = verbs().search(before)  # 总产值迈上9000亿元级台阶: the amount is what was reached
        subject = clean(before[: verb.start()]) if verb and verb.start() else before
        return Wording(fit(subject), subject, "", "noun-before")
    if around.right < around.high and _last_joint(after)[1]:
        noun += _shared_predicate(around)
    joint = carried is not None and _is_joint(around)
    lead = carried.verb if joint and carried else before
    verb = verbs().search(lead)
    text = fit_before(lead, noun)
    compared = q.start < q.number_start  # the verb is part of the number: 经济总量|突破两个…
    topic = lead[: verb.start()] if verb else lead if compared else ""
    return Wording(text, noun, verb[0] if verb else lead[:8], "noun-after", topic=clean(topic))


def _days_of_air(grade: str, before: str, carried: Wording | None) -> Wording:
    """空气质量120天为优、98天为良: the grade that the air had on so many days."""
    topic = clean(before) or (carried.topic if carried and carried.rule == "noun-after" else "")
    topic = "" if topic in _OPENS_GRADES else topic
    return Wording(fit(topic + grade), grade, "", "noun-after", topic=topic)


@lru_cache(maxsize=1)
def _counted() -> re.Pattern[str]:
    """Those who are counted, before what is measured of them and the number that says how much."""
    head = alternatives(words("wording", "counted"), literal=False)
    measured = alternatives(words("wording", "measured"))
    return re.compile(
        rf"(?P<head>[^，,、的]{{0,10}}?(?:{head}))[^，,、]{{2,16}}?(?:{measured})[^，,、]{{0,6}}$"
    )


def _part_after(around: Surroundings) -> Wording | None:
    """What a share is of stands behind it: 71%的燃煤机组, 全国1/6的人口."""
    noun = _cut_after(around.after.lstrip("的"), leads_on=around.right < around.high)
    return Wording(fit(noun), noun, "", "noun-after") if noun else None


def _shared_predicate(around: Surroundings) -> str:
    """What the last of several counted things does, they all do: the 对接支持 of 40所学校、5所医院对接支持."""
    rest = around.text[around.right : around.high]
    verb = next(
        (m for m in verbs().finditer(rest, 4) if rest[m.end() : m.end() + 1] not in NOUN_ENDINGS), None
    )
    return clean(rest[verb.start() :]) if verb and not re.search(r"\d", rest[verb.start() :]) else ""


def _is_joint(around: Surroundings) -> bool:
    """Whether nothing but a joint stands between the number before, or the thing it counts, and this one."""
    return (
        around.left > around.low
        and re.fullmatch(r"[^、和及与，,]*(?:、|和|及|与|以及)", around.before) is not None
    )


def _own(around: Surroundings, carried: Wording | None) -> str:
    """The words before a number that are its own: after the joint, where the number before took the rest."""
    if around.left == around.low or carried is None or carried.rule not in ("noun-after", "counted"):
        return around.before
    own = SPLIT.split(around.before)[-1]
    rest = own.strip().removeprefix(carried.subject)
    return "" if rest != own and _LOCATED.match(rest) else own  # 40项服务在|12个城市通办


def _cut_after(after: str, *, leads_on: bool) -> str:
    """The noun after a number; where another number follows in the clause (`leads_on`), up to the joint."""
    noun = re.split(r"同比|比上年|较上年|其中|[（()）]", after)[0]
    if leads_on:
        head, joint, tail = _last_joint(noun)
        noun = head if joint and len(tail) <= 8 else noun
        predicate = re.search(
            r"(?<=..)(?:产值|规模|面积|投资|总)*(?:占|达到?|累计|总?计|实现|完成|[均都]?可[在以])", noun
        )
        noun = noun[: predicate.start()] if predicate and predicate.start() >= 2 else noun
    return clean(noun) if noun else ""


def _last_joint(noun: str) -> tuple[str, str, str]:
    match = re.search(rf"^(.*)({JOINTS})(.*?)$", noun)
    return (match[1], match[2], match[3]) if match else (noun, "", "")


def _share(
    q: Quantity, around: Surroundings, measure: Measure, carried: Wording | None, lead: str
) -> Wording:
    """占…比重 names part and whole; 占比 the part alone, and 占 without a whole has it from the number before."""
    before = around.before
    part = clean(before[: measure.cue]).removesuffix("所")
    tail = BRACKETS.sub("", before[measure.cue or 0 :])
    if part in STATES and carried and not _NAMED_SHARE.match(tail) and not _is_of_states(carried):
        part = ""
    if (not part or verbs().fullmatch(part)) and _OF_NOUN.match(around.after):
        part = _cut_after(
            around.after.lstrip("的"), leads_on=around.right < around.high
        )  # 占全国12%的外商投资
    part = of_same_scope(part, around.before, carried) if part else part
    if not part and carried and not _fits(q, carried):
        carried = replace(carried, total="")
    part = part or (carried.subject if carried else clean(lead))
    return Wording(share_text(part, tail, carried), part, "", "share", whole=_whole_of(part, tail, carried))


def share_text(part: str, tail: str, carried: Wording | None) -> str:
    """How the share of a part is called; `tail` are the words from 占 or 占比 on."""
    named = _NAMED_SHARE.match(tail)
    if named:
        return fit(part + named[0])
    name = _whole_of(part, tail, carried)
    return fit(f"{part}占{name}比重" if name else f"{part}占比")


def _whole_of(part: str, tail: str, carried: Wording | None) -> str:
    """What a part is told to be a share of: named, or that of the share before, or what was told before."""
    whole = _WHOLE.match(tail)
    name = clean(whole["whole"]) if whole else ""
    if name or carried is None:
        return name
    if carried.whole or carried.rule == "share":
        return carried.whole
    if part == carried.subject:
        return carried.total
    return "" if _RATE_NAMED.search(carried.subject) else carried.subject


def _fits(q: Quantity, part: Wording) -> bool:
    """Whether a share may be that of a part in the whole told before it, as the two amounts have it."""
    if part.amount is None or not part.total_amount or q.unit != "%":
        return True
    return abs(part.amount * 100 / part.total_amount - q.value) < 1


def _verb_only(verb: str, carried: Wording | None, q: Quantity) -> Wording:
    """A verb without its noun (还绿1683公顷) shares the noun of the number before it."""
    noun = carried.subject if carried else q.unit_text
    bare = verbs().sub("", noun, count=1) if verbs().match(noun) else noun
    return Wording(fit(verb + (bare or noun)), bare or noun, verb, "verb-only")


def _threshold(around: Surroundings) -> str:
    """A size that qualifies what is counted: 亿元以上 before 项目270个."""
    match = re.search(
        r"[\d.一二三四五六七八九十百千万亿]+[\u4e00-\u9fff]{0,4}以[上下]$",
        around.text[max(0, around.left - 14) : around.left],
    )
    direct = (
        around.left > around.low and re.match(r"[\u4e00-\u9fff]", around.before) and not _is_joint(around)
    )
    return match[0] if match and direct else ""


def _joined(subject: str, around: Surroundings, carried: Wording | None) -> Wording:
    """A noun in an enumeration shares the verb that opened it: 疏解提升市场50个、物流中心16个."""
    verb = verbs().match(subject, where.end() if (where := _SCENE.match(subject)) else 0)
    joint = around.left > around.low and around.before.lstrip().startswith(("、", "和", "及", "与"))
    if joint and carried and carried.verb and verb is None:
        return Wording(fit(carried.verb + subject), subject, carried.verb, "shared-verb")
    return Wording(fit(subject), subject, verb[0] if verb else "", "noun-before")


def _carried(
    q: Quantity, carried: Wording | None, lead: str, earlier: Wording | None, measure: Measure
) -> Wording:
    """A number that nothing names goes on with the number before it, with the sentence, or with the one before."""
    of_part = measure.kind == "rank" or (measure.kind == "change" and q.unit != "pp")
    if carried and carried.rule == "share" and of_part:
        return Wording(fit(carried.subject), carried.subject, "", "carried")  # the part grows, not its share
    if carried:
        return Wording(carried.text, carried.subject, carried.verb, "carried")
    subject = "" if DIVIDED.match(lead) else without_course(clean(lead))[-LONGEST:]
    subject = subject or (earlier.subject if earlier else "") or q.unit_text or q.text
    return Wording(fit(subject), subject, "", "sentence")
