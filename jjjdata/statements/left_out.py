"""What a phrase leaves out because it was told before: whose it is, what is measured, of which part."""

from __future__ import annotations

import re
from functools import lru_cache

from jjjdata.recognise.quantities import Quantity
from jjjdata.statements.cues import alternatives, words
from jjjdata.statements.lists import SPLIT, modifier, shared_tail
from jjjdata.statements.measure import Measure
from jjjdata.statements.phrase import clean, going, verbs, without_verbs
from jjjdata.statements.wording_model import Wording

# Words of a state that say nothing without the thing they are the state of.
STATES = frozenset(
    [*words("wording", "states"), *words("wording", "of_institution"), *words("wording", "of_accidents")]
)
_STATE_TAIL = re.compile(rf"(?:播种面积|种植面积|面积|总?起数|数量|{alternatives(STATES)})$")
DIVIDED = re.compile(
    r"[分按][^，,]{1,8}[看分][，,]?"
)  # 分产业看: the subject of the sentence before is divided
_HAD = re.compile(r"(?P<scope>[^，,]{2,10}?)(?:共有|现有|拥有|设有)(?P<thing>.{2,})")
_INSTITUTION = re.compile(r"(?:院|中心|站|所|室|养老机构|福利机构)(?:床位数?)?$")
_GRADE = re.compile(r"(?:国家|部|省|市|县)级")
_GRADES = re.compile(r"^(?:(?:国家|部|省|市|县)级(?:及?以上)?[、和及]?)+")
_OF_RATES = frozenset({"增幅", "增速", "涨幅", "降幅"})
_OF_RATE = re.compile(r"(?:增幅|增速|涨幅|降幅)$")
_LIVING = re.compile(r"收入|支出|消费")
_PART_ALONE = re.compile(r"(?:业|类|品|城镇|农村|乡村|城市|经济|地区)$")
_PRODUCT = re.compile(r"生产总值$|GDP$")
_MEASURED_END = re.compile(r"(?:[量额值率价数入出积比度费资款重模栏例]|[出进人]口)$")
_VIEWED = re.compile(r"从[^，,；;。]{0,12}?(?P<measured>产量|零售额|销售额|增加值|投资|出口)来?看")
# 城镇为29.3%, 劣Ⅴ类为3.4%: of a rate whose part they are.
_PART_OF_RATE = re.compile(r"城镇|农村|乡村|城市|男性|女性")
_CLASS = re.compile(r"劣?[ⅠⅡⅢⅣⅤⅥ]+(?:[~～—–至-]劣?[ⅠⅡⅢⅣⅤⅥ]+)?类")
_RATE = re.compile(r"(?:系数|率|比例)$")
_LENGTH = re.compile(r"(?:里程|长度|全长)$")
_NEW_OF = re.compile(r"(?:当年|年内|本年|全年)?(?P<new>新增|新建|新开通|新建成|新投产)")
_ACCOUNTS = re.compile(r"(?P<of>[^，,]*?)(?P<what>存款|贷款)余额")
_GOOD_DAYS = re.compile(r"(?P<air>(?:环境)?空气(?:质量)?)(?:优良|达标)天数")
_GOOD_SHARE = re.compile(r"(?:优良|达标)(?:天数)?(?:率|比例|比率)")
_REGISTERED = frozenset({"城镇人口", "乡村人口", "农业人口", "非农业人口", "男性人口", "女性人口"})
_INVESTED = re.compile(r"投资(?:总?额)?$")
_COUNTED_INSTITUTION = re.compile(r"(?:院|中心|站|所|室)[^，,；;。\d]{0,4}\d")
_LONGEST_COURSE = 6
# What is told of an urban area behind another figure of it, and what ends that: 全市地区生产总值….
_OF_AREA = re.compile(r"(?:率|比例|面积|天数|浓度|均值)$")
_WHOLE_PLACE = re.compile(r"[全本][省市州盟区县旗]")
_SECTOR = re.compile(r"第[一二三]产业")  # it grows by what is measured of it, never by itself
_ACCIDENTS = re.compile(r"事故(?:总?起数)?$")
_HOUSEHOLD = re.compile(r"^(?:城镇|农村|乡村)[^，,]{0,2}居民(?=人均)")
_SPENT = re.compile(r"人均(?:生活)?消费")


def is_stateful(subject: str) -> bool:
    """Whether a subject names nothing but states: 总产量, 总量和增速."""
    return bool(subject) and all(part in STATES for part in SPLIT.split(subject))


def stateful(state: str, before: Wording | None) -> str:
    """粮食播种面积…，总产量…: the thing is named once, its states follow."""
    if before and state in _OF_RATES and not _OF_RATE.search(before.subject):
        return without_verbs(before.subject) + state  # 禽肉产量…，降幅…
    thing = _STATE_TAIL.sub("", without_verbs(before.subject)) if before else ""
    return state if thing in STATES or len(thing) < 2 else thing + state


def owner(subject: str, before: str, carried: Wording | None, earlier: Wording | None) -> Wording | None:
    """Whose a state may be: of what was told before, and of an institution only right behind it.

    `before` are the words before the clause: where they count institutions of several kinds, the staff is all theirs.
    """
    if subject in words("wording", "of_accidents"):
        told = carried or earlier
        return told if told is not None and _ACCIDENTS.search(told.subject) else None
    if subject not in _of_institution():
        return carried or earlier
    own = carried is not None and not carried.total and not carried.scope
    named = own and carried is not None and _INSTITUTION.search(carried.subject)
    alone = len(_COUNTED_INSTITUTION.findall(before.rpartition("。")[2])) <= 1
    return carried if named and alone else None


@lru_cache(maxsize=1)
def _of_institution() -> frozenset[str]:
    return frozenset(words("wording", "of_institution"))


def of_same_kind(subject: str, own: str, carried: Wording | None) -> str:
    """省级以上技术中心…，其中国家级…: what is of a grade is named once."""
    if carried is None or not _GRADE.fullmatch(subject) or not ("其中" in own or carried.total):
        return subject
    noun = _GRADES.sub("", carried.subject)
    return subject + noun if noun and noun != carried.subject else subject


def of_same_scope(
    subject: str, own: str, carried: Wording | None, earlier: Wording | None = None, *, opened: bool = False
) -> str:
    """What is told of registered people, or of a city's urban area, is of them too behind it: 户籍人口…，其中城镇人口….

    `opened` says that 其中 opens the sentence, so that the whole is that of the sentence before.
    """
    if carried is None:
        registered = opened and earlier is not None and earlier.subject.startswith("户籍人口")
        return "户籍" + subject if registered and subject in _REGISTERED else subject
    whole = carried.subject if "其中" in own or (opened and not carried.total) else carried.total
    if whole.startswith("户籍") and subject.endswith("人口") and "户籍" not in subject:
        return "户籍" + subject
    area = _urban().match(carried.subject)
    if area is None or _urban().match(subject) or modifier().match(subject) or _WHOLE_PLACE.search(own):
        return subject
    return area[0] + subject if _OF_AREA.search(subject) else subject


@lru_cache(maxsize=1)
def _urban() -> re.Pattern[str]:
    return re.compile(alternatives(words("wording", "urban")))


def of_same_people(subject: str, carried: Wording | None, earlier: Wording | None = None) -> str:
    """城镇居民人均可支配收入…，人均消费支出…: those of whom it is told are named once.

    What they spend may have a sentence of its own behind that of what they earn.
    """
    if carried is None:
        earner = _HOUSEHOLD.match(earlier.subject) if earlier and _SPENT.match(subject) else None
        return earner[0] + subject if earner else subject
    begins, told = _a_head().match(subject), _a_head().search(carried.subject, 2)
    if told is None or not (begins or subject in words("wording", "of_people")):
        return subject
    if begins and begins[0] == "人均" and not _LIVING.search(subject):
        return subject
    return carried.subject[: told.start()] + subject


@lru_cache(maxsize=1)
def _a_head() -> re.Pattern[str]:
    return re.compile(alternatives(words("wording", "a_head")))


def with_shared_tail(subject: str, measure: Measure, carried: Wording | None) -> str:
    """采矿业增加值下降6.7%，制造业增长2.2%: what is measured is named once for all branches."""
    branch = subject.endswith(("业", "类", "品")) or modifier().fullmatch(subject) is not None
    if measure.kind != "change" or carried is None or not branch:
        return subject
    tail = shared_tail().search(carried.text)
    return subject + tail[0] if tail else subject


def divided_measure(subject: str, measure: Measure, lead: str, own: str, earlier: Wording | None) -> str:
    """What grew, where a sentence divides the subject of the one before and names only its parts: 分产业看，….

    从主要产品产量看，… says itself what is measured of all that it names.
    """
    viewed = _VIEWED.match(lead.lstrip()) if measure.kind == "change" else None
    if viewed is not None and not _MEASURED_END.search(subject) and not is_stateful(subject):
        return viewed["measured"]
    if measure.kind != "change" or earlier is None or not _PART_ALONE.search(subject):
        return ""
    opened = (lead.strip(" ，,：:") == "其中" or own.startswith("其中")) and (
        modifier().fullmatch(subject) is not None or subject.endswith("业")
    )
    if not opened and not DIVIDED.match(lead.lstrip()) and not _SECTOR.fullmatch(subject):
        return ""
    if _PRODUCT.search(earlier.subject):
        return "增加值"
    measured = _OF_RATE.sub("", earlier.subject)
    if _INVESTED.search(measured):
        return "投资"
    tail = shared_tail().search(measured)
    return tail[0] if tail else ""


def tail_of_part(subject: str, q: Quantity, measure: Measure, whole: Wording | None, *, opened: bool) -> str:
    """What is measured of a part that names only itself, in the unit of its whole: 周转量…，其中铁路….

    `opened` says that the parts begin here; those behind the first go on with what it took over.
    """
    if measure.kind != "level" or whole is None or q.unit != whole.unit or q.unit == "person":
        return ""
    if (
        _MEASURED_END.search(subject)
        or _LENGTH.search(subject)
        or is_stateful(subject)
        or subject.endswith(("出口", "进口"))
    ):
        return ""
    found = _part_tails().search(whole.subject) if opened else None
    tail = (found[0] if found else "") if opened else whole.tail or _measured_of_part(whole)
    return "" if subject.endswith(tail) else tail


def new_of_whole(subject: str, own: str, carried: Wording | None) -> str:
    """高速公路通车总里程…，其中当年新增通车里程: what is new is of the whole, where it names but what is measured."""
    new = _NEW_OF.match(subject)
    if carried is None or new is None or "其中" not in own:
        return subject
    tail, told = _part_tails().fullmatch(subject, new.end()), _part_tails().search(carried.subject)
    thing = without_verbs(carried.subject[: told.start()]) if told else ""
    return thing + subject[new.start("new") :] if tail and len(thing) >= 2 else subject


def of_same_accounts(subject: str, carried: Wording | None) -> str:
    """本外币各项存款余额…，贷款余额…; 空气质量优良天数…，优良率…: whose or what of is named once."""
    if carried is None:
        return subject
    told, own = _ACCOUNTS.fullmatch(carried.subject), _ACCOUNTS.fullmatch(subject)
    if told and own and not own["of"] and told["what"] != own["what"]:
        return told["of"] + subject
    air = _GOOD_DAYS.match(carried.subject)
    return air["air"] + subject if air and _GOOD_SHARE.fullmatch(subject) else subject


def of_same_rate(subject: str, q: Quantity, measure: Measure, own: str, carried: Wording | None) -> str:
    """The rate of a part or class that names only itself: 恩格尔系数…，其中城镇…; Ⅲ类断面比例…，劣Ⅴ类…."""
    if carried is None or q.unit != "%" or measure.kind != "level" or not _RATE.search(carried.text):
        return subject
    told = _CLASS.match(carried.text)
    if told is not None and _CLASS.fullmatch(subject):
        return subject + carried.text[told.end() :]
    part = "其中" in own or carried.total != ""
    return (
        subject + _PART_OF_RATE.sub("", carried.text, count=1)
        if part and _PART_OF_RATE.fullmatch(subject)
        else subject
    )


def _measured_of_part(part: Wording) -> str:
    """What the part before said itself that it is told of: 其中，牛肉产量…；猪肉…."""
    found = _part_tails().search(part.subject) if part.total else None
    return found[0] if found else ""


@lru_cache(maxsize=1)
def _part_tails() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(words('wording', 'of_parts'))})$")


def in_scope(subject: str, carried: Wording | None) -> tuple[str, str]:
    """A subject with the part that has it, told here or before, and that part: 城镇共有学校…，教师…."""
    had = _HAD.match(subject)
    if had and modifier().match(had["scope"]):
        return had["scope"] + had["thing"], had["scope"]
    scope = carried.scope if carried else ""
    if not scope or subject.startswith(scope) or modifier().match(subject) or verbs().match(subject):
        return subject, ""
    return scope + subject, scope


def without_course(clause: str) -> str:
    """The subject of a clause without the words that say how it went: 城乡收入比|持续缩小."""
    cue = going().search(clause, 2)
    if cue is None or len(clause) - cue.start() > _LONGEST_COURSE or re.search("[，,、]", clause):
        return clause
    return clean(clause[: cue.start()])
