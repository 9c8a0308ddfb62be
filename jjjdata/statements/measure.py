"""What kind of number it is: level, change, multiple, share or rank, and with what sign."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from jjjdata.recognise.quantities import Quantity
from jjjdata.statements.cues import alternatives, pattern, words
from jjjdata.statements.passage import Surroundings
from jjjdata.statements.phrase import without_marks

_DURATIONS = frozenset({"a", "mo", "wk", "d"})
_SHARE_UNITS = ("%", "per mille")


@dataclass(frozen=True)
class Measure:
    """The kind of number, its sign (-1 for a decline), and where in the words before it its cue begins."""

    kind: str
    sign: int = 1
    cue: int | None = None  # offset into the words before the quantity
    compound: bool = False  # 年均, 两年平均: a rate over a span of years
    rule: str = "level"
    against: bool = False  # measured against something else than an earlier time: 高于全国, 超时序进度


@lru_cache(maxsize=1)
def _change() -> re.Pattern[str]:
    up, down = (alternatives(words("change", k)) for k in ("up", "down"))
    between = alternatives(words("change", "between"))
    return re.compile(rf"(?:(?P<up>{up})|(?P<down>{down}))(?:{between})*\s*$")


@lru_cache(maxsize=1)
def _not_change() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{alternatives(words('change', 'not_change'))})了?(?:控制在|稳定在|保持在|维持在|为)?\s*$"
    )


@lru_cache(maxsize=1)
def _change_after() -> re.Pattern[str]:
    return re.compile(
        r"(?:的)?(?:(?P<up>增长|增速|增幅|涨幅|升幅)|(?P<down>降幅|跌幅|下降|减幅))(?![到至为])"
    )


@lru_cache(maxsize=1)
def _share() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?P<of>占)(?P<whole>[^，,；;。]*)|(?:占比|比重|份额|构成|比例))(?:分别|约|均|已|将)*(?:保持在|稳定在|控制在|维持在|提高到|提升到|上升到|上升至|下降到|降至|升至|达到|为|达|超|是|由|从|至|到)*$"
    )


@lru_cache(maxsize=1)
def _multiple() -> re.Pattern[str]:
    return re.compile(r"(?P<cue>(?:分别|已)?(?:相当于|达到|约为|是|为|达))(?P<base>[^，,；;。是为]*?)的?$")


# 恢复到2019年的95%: times are left out of the words before a number, so that 的 stands right behind the verb.
_OF_THEN = re.compile(
    r"(?:相当于|恢复[到至]?|回升[到至]?|达到?|为|是)(?:(?:19|20)\d\d年|上年|去年)?(?:同期|同月|全年|末)?的[约近超]?$"
)
_AGAINST = re.compile(
    r"(?P<low>低于|少于|落后|滞后)|高于|快于|多于|领先|高出|超[过出]?(?=[^，,]{0,8}(?:进度|水平|平均|全[国省市区县]))"
)
_GAP = re.compile(
    r"(?:(?P<low>低于|少于|慢于)|高于|快于|多于)[^，,；;的]{0,10}(?:平均(?:水平|值|数)?|水平|全[国省市区州县])$"
)
_AMOUNT_NAMED = re.compile(
    r"^[^，,、；;占]{2,14}(?:支出|收入|产量|产值|增加值|投资|销售额|零售额|利润|税收)$"
)
_MORE_THAN_BEFORE = re.compile(r"[比较](?:上年|去年|上年末|年初)(?:同期)?(?:新增|净增)$")
_COUNTED = re.compile(r"[\u4e00-\u9fff]{2}")
_LIKE_THE_YEAR_BEFORE = re.compile(r"(?:(?:同比|环比)|[比较](?:上年|去年)(?:同期)?)$")
_RATE_BEFORE = re.compile(r"[率比重度幅速数为是至到达在]$")  # 增长率为-0.57‰ is a rate
_ACT_OF_RATE = re.compile(
    r"[、，,和]?(?:再|至少|平均|整体|总体|大幅|进一步)*(?:(?P<down>压减|削减|减少|降低|下调|压缩|精简|缩减|缩短|压降)|(?:提高|提升|增加|扩大|上调|提速))"
    r"(?![到至了为])[\u4e00-\u9fff]{2,24}$"
)
_OF_ALL = re.compile(
    r"(?:超过?|达到?|约为|约|近|接近|逼近|不足|相当于)(?=(?:全[国省市区县球]|世界)[^，,]{0,8}(?:总量|总数|总额|产量)?的$)"
)
_OF_WHICH = re.compile(r"[，,]?其中[，,]?(?:有|约|近|超)*")
_IS_SO = re.compile(r"(?:以上|左右)?(?:来自|属于?|为|是|系|源自)")
_SIZE_OF_WHOLE = re.compile(
    r"(?:(?P<less>不到|不足|接近|逼近|近)|(?P<more>超过?)|约为?)占?(?:全[国省市区县球]|世界)(?:总量|总数|总额|产量)?的?$"
)
_CLOSED = re.compile(r"[^（(]*[）)]")
_CONTINUED = re.compile(
    r"[，,、\s]*(?:进一步)?(?:上升|提高|增加|增长|提升|扩大|下降|降低|减少|回落|缩短|缩小|收窄|延长|压缩|压减|调整|调减|调增|优化|转变|演变|变化|跃升|跨越|攀升"
    r"|扩展|拓展|拓宽|扩容|升|增|降|减|跌|涨|缩|变|改)(?:到|至|为|成)了?(?:[\u4e00-\u9fff]{1,6}后)?的?"
)


def is_continued(before: str) -> bool:
    """Whether the words before a number go on with the change from the number before: 上升至.

    >>> is_continued("增加到"), is_continued("，增长")
    (True, False)
    """
    return _CONTINUED.fullmatch(before) is not None


def leads_on(after: str) -> bool:
    """Whether the words behind a number lead from it to the next: 从8亿吨|增至去年的….

    >>> leads_on("增至去年的"), leads_on("项工程")
    (True, False)
    """
    return _CONTINUED.match(after) is not None


def measure_of(
    q: Quantity, around: Surroundings, sibling: Measure | None, earlier: Measure | None = None
) -> Measure:
    """The measure of a quantity from the words around it.

    `sibling` is the measure of the value before it in an enumeration; `earlier` that of the number before it in
    the sentence, which 由A上升至B goes on with.
    """
    before, after = around.before, around.after
    if earlier is not None and is_continued(before):
        return Measure(earlier.kind if earlier.kind == "share" else "level", rule="from-to")
    if q.form == "rank":
        return Measure("rank", rule="rank")
    if q.form == "ratio":
        return Measure("share", rule="ratio")
    if q.form == "doubling":
        return Measure("multiple", cue=_cue_at(before, r"翻"), rule="doubling")
    if q.unit == "pp":
        return _points(before, sibling)
    if sibling and not before.strip("、和及与，, "):
        return Measure(sibling.kind, sibling.sign, None, sibling.compound, sibling.rule)
    if q.unit == "times":
        changed = _changed(before)
        if changed:
            return changed
        multiple = _multiple().search(before)
        return Measure("multiple", cue=multiple.start() if multiple else None, rule="multiple")
    of_then = _OF_THEN.search(before) if q.unit == "%" else None
    if of_then is not None:  # 恢复到2019年同期的95%
        return Measure("multiple", cue=of_then.start(), rule="multiple")
    gap = _GAP.search(before)
    if gap is not None:
        return Measure("change", -1 if gap["low"] else 1, gap.start(), rule="gap", against=True)
    tenths = q.unit_text == "成" and not before.strip("，,、 ")  # 三成企业来自上海
    if q.unit in _SHARE_UNITS and _is_part(before, after, earlier):
        return Measure("share", rule="part")
    if tenths and q.unit == "%":
        return Measure("share", rule="share-of")
    if q.unit in _SHARE_UNITS:
        return _signed(q, before) or _rate(before, after, earlier)
    return _amount(q, before, after)


def _is_part(before: str, after: str, earlier: Measure | None) -> bool:
    """Whether a percentage says how much of what was just told is so: 其中20%来自北京，15%属于外资."""
    opened = _OF_WHICH.fullmatch(before) is not None
    goes_on = not before.strip("，,、 ") and earlier is not None and earlier.kind == "share"
    return (opened or goes_on) and _IS_SO.match(after) is not None


def sized_against_whole(q: Quantity, around: Surroundings) -> Quantity:
    """A part of a whole that stands between the words of comparison and the number: 不到全国|4%."""
    told = _SIZE_OF_WHOLE.search(around.before) if q.comparator == "=" else None
    if told is None:
        return q
    return replace(q, comparator="<" if told["less"] else ">" if told["more"] else "~")


def _points(before: str, sibling: Measure | None) -> Measure:
    changed, match = _changed(before), _AGAINST.search(before)
    if changed and (match is None or match.start() >= (changed.cue or 0)):
        against = _is_gap(before, changed)
        return Measure("change", changed.sign, changed.cue, changed.compound, "points", against)
    if sibling and not before.strip("、和及与 "):
        return replace(sibling, kind="change", cue=None, compound=False, rule="points")
    if match is None:
        return Measure("change", rule="points")
    return Measure("change", -1 if match["low"] else 1, match.start(), rule="points", against=True)


def _signed(q: Quantity, before: str) -> Measure | None:
    """Growth without a verb: 同比11.4%, 综合能耗-3.3%."""
    compared = _LIKE_THE_YEAR_BEFORE.search(before)
    if compared is not None:
        return Measure("change", cue=compared.start(), rule="signed")
    noun = without_marks(before)
    bare = q.value < 0 and noun[-1:].isalpha() and not _RATE_BEFORE.search(noun)
    return Measure("change", rule="signed") if bare and _changed(before) is None else None


def _rate(before: str, after: str, earlier: Measure | None) -> Measure:
    share = _share().search(before)
    if share is not None and _CLOSED.match(before, share.start()):
        share = None  # 城镇化率（城镇人口占总人口比重）为: the bracket explains
    changed = _changed(before)
    if changed:
        return replace(changed, against=_is_gap(before, changed))
    if share:
        return Measure("share", cue=share.start(), rule="share")
    compared = _OF_ALL.search(before)
    if compared and compared.start():  # 产量超过全国总量的三成
        return Measure("share", cue=compared.start(), rule="share")
    act = _ACT_OF_RATE.match(before)
    if act and not _RATE_BEFORE.search(
        before
    ):  # 压减审批事项30%: by so much, though the thing stands between
        return Measure("change", -1 if act["down"] else 1, len(before), rule="act-of-rate")
    if re.match(
        r"的(?!增|速|涨|降|目标|水平|比例|同比)[\u4e00-\u9fff“]{2}", after
    ):  # 71%的煤电机组: so many of a whole
        return Measure("share", rule="share-of")
    if not before.strip() or len(before) < 12:
        behind = _change_after().match(after)
        if behind:
            return Measure("change", -1 if behind["down"] else 1, None, rule="change-after")
    if earlier is not None and earlier.rule == "change" and earlier.sign > 0 and _AMOUNT_NAMED.search(before):
        return Measure("change", rule="elided")  # 教育支出增长5.1%，农林水支出|2.7%
    return Measure("level", rule="rate")


def _amount(q: Quantity, before: str, after: str) -> Measure:
    """An amount that changed by so much: 压减1.77亿立方米, 比年初增加468.6亿元."""
    more = _MORE_THAN_BEFORE.search(before)
    if more is not None:
        return Measure("change", cue=more.start(), rule="amount-change")
    changed = _changed(before)
    if changed is None or q.form == "range":
        return Measure("level")
    cue = before[changed.cue :] if changed.cue is not None else ""
    if q.unit in _DURATIONS and len(cue) == 1:  # 连跌8个月: how long, not by how much
        return Measure("level")
    if cue.startswith(("增产", "增收", "提速", "增速", "加快", "少", "多", "高", "涨")) and q.unit == "count":
        return Measure("level")
    if _is_act(q, before, changed, after):
        return Measure("level")
    against = _is_gap(before, changed)
    return Measure("change", changed.sign, changed.cue, changed.compound, "amount-change", against)


def _is_gap(before: str, changed: Measure) -> bool:
    """Whether a change says how much something is above or below another thing: 比全国高."""
    return before.startswith(("高", "低", "快", "多", "少"), changed.cue)


def _is_act(q: Quantity, before: str, changed: Measure, after: str) -> bool:
    """Whether the cue is the second verb of an act on things that are counted: 疏解提升50个市场."""
    counts = q.unit == "count" and changed.cue is not None and _COUNTED.match(after) is not None
    return counts and _acts().search(before, 0, changed.cue or 0) is not None


def _changed(before: str) -> Measure | None:
    if _not_change().search(before):
        return None
    match = _change().search(before)
    if match is None:
        return None
    start = match.start()
    compound = pattern(
        "change", "compound", after=r"(?:实际|名义|分别|均|[\[［][\d①-⑳]{1,2}[\]］])*$"
    ).search(before, max(0, start - 8), start)
    begin = compound.start() if compound else start
    rule = "yearly-average" if compound else "change"
    return Measure("change", -1 if match["down"] else 1, begin, bool(compound), rule)


@lru_cache(maxsize=1)
def _acts() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(words('verbs', 'action'))})$")


def _cue_at(before: str, cue: str) -> int | None:
    match = re.search(cue, before)
    return match.start() if match else None
