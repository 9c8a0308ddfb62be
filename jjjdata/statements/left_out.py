"""What a phrase leaves out because it was told before: whose it is, what is measured, of which part."""

from __future__ import annotations

import re
from functools import lru_cache

from jjjdata.recognise.quantities import Quantity
from jjjdata.statements.cues import alternatives, words
from jjjdata.statements.lists import SPLIT, modifier, shared_tail
from jjjdata.statements.measure import Measure
from jjjdata.statements.phrase import clean, verbs, without_verbs
from jjjdata.statements.wording_model import Wording

# Words of a state that say nothing without the thing they are the state of.
STATES = frozenset([*words("wording", "states"), *words("wording", "of_institution")])
_STATE_TAIL = re.compile(rf"(?:播种面积|种植面积|面积|数量|{alternatives(STATES)})$")
DIVIDED = re.compile(
    r"[分按][^，,]{1,8}[看分][，,]?"
)  # 分产业看: the subject of the sentence before is divided
_HAD = re.compile(r"(?P<scope>[^，,]{2,10}?)(?:共有|现有|拥有|设有)(?P<thing>.{2,})")
_INSTITUTION = re.compile(r"(?:院|中心|站|所|室)(?:床位数?)?$")
_LIVING = re.compile(r"收入|支出|消费")
_PART_ALONE = re.compile(r"(?:业|类|品|城镇|农村|乡村|城市|经济|地区)$")
_PRODUCT = re.compile(r"生产总值$|GDP$")
_MEASURED_END = re.compile(r"(?:[量额值率价数入出积比度费资款重模栏]|[出进人]口)$")
_LONGEST_COURSE = 6


def is_stateful(subject: str) -> bool:
    """Whether a subject names nothing but states: 总产量, 总量和增速."""
    return bool(subject) and all(part in STATES for part in SPLIT.split(subject))


def stateful(state: str, before: Wording | None) -> str:
    """粮食播种面积…，总产量…: the thing is named once, its states follow."""
    thing = _STATE_TAIL.sub("", without_verbs(before.subject)) if before else ""
    return state if thing in STATES or len(thing) < 2 else thing + state


def owner(subject: str, carried: Wording | None, earlier: Wording | None) -> Wording | None:
    """Whose a state may be: of what was told before, and of an institution only right behind it."""
    if subject not in _of_institution():
        return carried or earlier
    own = carried is not None and not carried.total and not carried.scope
    named = own and carried is not None and _INSTITUTION.search(carried.subject)
    return carried if named else None


@lru_cache(maxsize=1)
def _of_institution() -> frozenset[str]:
    return frozenset(words("wording", "of_institution"))


def of_same_people(subject: str, carried: Wording | None) -> str:
    """城镇居民人均可支配收入…，人均消费支出…: those of whom it is told are named once."""
    if carried is None:
        return subject
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


def divided_measure(subject: str, measure: Measure, lead: str, earlier: Wording | None) -> str:
    """What grew, where a sentence divides the subject of the one before and names only its parts: 分产业看，…."""
    if measure.kind != "change" or earlier is None or not _PART_ALONE.search(subject):
        return ""
    opened = lead.strip(" ，,：:") == "其中" and modifier().fullmatch(subject) is not None
    if not opened and not DIVIDED.match(lead.lstrip()):
        return ""
    if _PRODUCT.search(earlier.subject):
        return "增加值"
    tail = shared_tail().search(earlier.subject)
    return tail[0] if tail else ""


def tail_of_part(subject: str, q: Quantity, measure: Measure, whole: Wording | None, *, opened: bool) -> str:
    """What is measured of a part that names only itself, in the unit of its whole: 周转量…，其中铁路….

    `opened` says that the parts begin here; those behind the first go on with what it took over.
    """
    if measure.kind != "level" or whole is None or q.unit != whole.unit or q.unit == "person":
        return ""
    if _MEASURED_END.search(subject) or is_stateful(subject):
        return ""
    if not opened:
        return whole.tail
    found = _part_tails().search(whole.subject)
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
    cue = _going().search(clause, 2)
    if cue is None or len(clause) - cue.start() > _LONGEST_COURSE or re.search("[，,、]", clause):
        return clause
    return clean(clause[: cue.start()])


@lru_cache(maxsize=1)
def _going() -> re.Pattern[str]:
    return re.compile(alternatives(words("wording", "going")))
