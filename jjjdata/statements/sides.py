"""The places of a clause as sides of what it tells: who is meant, where something goes, where it lies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from jjjdata.catalogue.places import gazetteer
from jjjdata.recognise.places import REFERENCE_KINDS, PlaceMention

_TOWARDS = re.compile(
    r"(?:流向|输出[到至]?|投向|用于(?:支持|支援)?|援助|销往|转移到|[对向与同为到赴]|抵达|到达|直达|运抵|可达|通达|吸纳了?|承接了?|引[进入]了?|招引了?|落实|来自|涉及)$"
)
# 从湖北购入汽车, 办理四川事项: whence things come, and whose they are
_FROM = re.compile(r"[从自]$")
_TAKEN = re.compile(r"(?:累计|共|直接|新)*(?:购入|购买|购进|购|采购|引进|引入|招引|进口|调入|输入|调运)")
_HANDLED = re.compile(r"(?:办理|代办|受理|办结)$")
_AFFAIRS = re.compile(r"(?:的)?(?:政务|服务|企业|群众|跨省|居民)*(?:事项|业务|办件)")
_PAIRED = re.compile(r"(?:对口|结对)(?:支援|帮扶|协作|合作|支持)了?的?$")
# 泗安至广德公路, 广州到佛山城际: the ends of a route are no subjects
_ROUTE = r"(?:高速|公路|铁路|高铁|城际|快速|段|大桥|大道|隧道|线(?!上)|航线|班列|管道)"
_TO_ROUTE = re.compile(rf"(?:至|到|—|-|–)[\u4e00-\u9fff]{{2,6}}?{_ROUTE}")
_A_ROUTE = re.compile(_ROUTE)
_ROUTE_TO = re.compile(r"(?:至|到|—|-|–)$")
# 北京来源企业, 天津籍学生: whence something came to whoever has it now
_ORIGIN = re.compile(r"来源(?!地|于)|籍(?!贯)|来(?:的)?(?:企业|项目|投资)")
# 涉及天津的20项、河北的30项: a list goes on with the role of its first member
_ITEM = re.compile(r"的\d+[\u4e00-\u9fff]{1,2}[、和及]$")
# 在深圳举办推介会: where a meeting was held is not whom the figures behind it describe
_VENUE = re.compile(r"(?:成功|隆重|共同|联合)*(?:举办|召开|举行|开幕|签约|签署|路演)")
_HELPED = re.compile(r"(?:支持|助力|帮助|支援)$")
# 北京将推动副中心…: the part that is moved is meant, where the whole is the subject
_MOVED = re.compile(r"推动$")
# 密云一支路 lies elsewhere; 上海等省市 are examples of whom the number describes
_ELSEWHERE = re.compile(
    r"[一二三四五六七八九十东西南北中]*支?(?:大?街|路(?!网|段)|大?道(?!路)|巷|弄|桥|里(?!程))|等(?:省|市|地|国|区|\d|多)"
    r"|(?:青年|日|晚|晨|早|商|都市|广播电视)报|卫视|电视台|广播电台"
)
_WHICH_OF = re.compile(r"第\d+个")  # 全省第2个: of whom it is one
_YARDSTICK = re.compile(r"[居占列于过]$")  # 居全国第二位: the country is what others are measured by
_FACILITIES = frozenset({"port", "airport"})
_LOCATED = re.compile(r"(?:在|落户)$")
_RANKED = frozenset({"province", "prefecture", "county"})
_ALL_OF = frozenset({"全市", "全区", "全县", "全州"})
_MANY = 5  # places that a word such as 四市 may point at
_ROLES = {"paired": _PAIRED, "towards": _TOWARDS, "helped": _HELPED, "moved": _MOVED, "located": _LOCATED}
_JOINT = re.compile(r"(?:、|和|与|及|以及|“|”|[—–])*")
_CLAUSE_ENDS = re.compile(r"[，。；：,;:\n！？]")
# Each character of a date is taken one way only: with repetitions inside a repetition this took exponential time.
NOTHING_BEFORE = re.compile(
    r"[^\u4e00-\u9fff]*(?:其中|同时|此外|目前|仅|并|已|也|还|共|全年|截至|今年|去年|当年|以来|前[一二三]季度|[一二三四]季度|[上下]半年|据(?:海关)?统计|据介绍|据悉|据了解|据报道|数据显示|近年来|涉及|，|,|和|及|以及|与|[\d—、-]|(?<=[\d—、-])(?:年年?)?[底末初]|(?<=[\d—、-])年|(?<=\d)(?:月份?|日))*[“（(]*"
)


@dataclass(frozen=True)
class Scope:
    """What a number may take its place from beyond its own clause: sentence before it, heading, document."""

    carried: str | None
    heading: str | None
    home: str | None
    groups: tuple[
        str, ...
    ] = ()  # groups of places named so far, the latest last: what 三地 and 两市 point at
    measured_until: int | None = (
        None  # where the words of a whole begin (占…): places in them are not the subject's
    )


@dataclass(frozen=True)
class Side:
    """Places named side by side, the role that their sentence gives them, and where they stand."""

    codes: tuple[str, ...]
    role: str  # subject, facility, helped, moved, paired, towards, located, origin
    start: int
    end: int
    leading: bool = False


def sides_of(
    text: str, mentions: Sequence[PlaceMention], scope: Scope, opening: int | None = None
) -> list[Side]:
    """Mentions side by side are one side of the sentence; the word before tells its role."""
    found: list[Side] = []
    for m in mentions:
        codes = _codes(m, scope)
        if (
            not codes
            or _ELSEWHERE.match(text, m.end)
            or _ends_route(text, m)
            or (m.kind == "deictic" and _WHICH_OF.match(text, m.end))
            or (m.place == "CN" and _YARDSTICK.search(text, max(0, m.start - 1), m.start))
        ):
            continue
        if found and m.start > found[-1].end and _JOINT.fullmatch(text, found[-1].end, m.start):
            last = found[-1]
            found[-1] = replace(last, codes=tuple(dict.fromkeys(last.codes + codes)), end=m.end)
        else:
            role = role_of(text, m)
            if role == "subject" and _goes_on(text, found, m):
                role = found[-1].role
            found.append(Side(codes, role, m.start, m.end, _leads(text, m, opening)))
    return found


def side_by_side(text: str, mentions: Sequence[PlaceMention]) -> list[str]:
    """Lists of places of one rank (成都、重庆) as joined codes, in order: what 两地 behind them points at."""
    runs: list[list[PlaceMention]] = []
    for m in mentions:
        if m.kind not in _RANKED or m.place is None or "+" in m.place:
            continue
        if runs and m.kind in _RANKED and _JOINT.fullmatch(text, runs[-1][-1].end, m.start):
            runs[-1].append(m)
        else:
            runs.append([m])
    codes = (list(dict.fromkeys(str(m.place) for m in run)) for run in runs)
    return [gazetteer().join(run) for run in codes if 2 <= len(run) <= _MANY]


def _goes_on(text: str, found: Sequence[Side], m: PlaceMention) -> bool:
    """Whether a mention is the next member of a list told item by item: 涉及天津的20项、河北的30项."""
    if not found or found[-1].role != "towards" or text[m.end : m.end + 1] != "的":
        return False
    return _ITEM.fullmatch(text, found[-1].end, m.start) is not None


def is_venue(text: str, side: Side) -> bool:
    """Whether a place is but where a meeting or fair was held (在深圳举办推介会)."""
    return side.role == "located" and _VENUE.match(text, side.end) is not None


def _ends_route(text: str, m: PlaceMention) -> bool:
    """Whether a mention is but an end of a road, railway or pipeline that is called after its ends."""
    if _TO_ROUTE.match(text, m.end):
        return True
    return (
        _A_ROUTE.match(text, m.end) is not None
        and _ROUTE_TO.search(text, max(0, m.start - 1), m.start) is not None
    )


def _leads(text: str, m: PlaceMention, opening: int | None) -> bool:
    """Whether nothing but connectives stands between the clause's start and the mention.

    After a number (which ends at `opening`) only a joint makes the mention a subject of its own.
    """
    if opening is not None and text[opening - 1 : opening] not in tuple("，。；：,;:\n！？"):
        return text[opening : m.start].endswith(("、", "和", "及", "与"))
    since = _CLAUSE_ENDS.split(text[max(0, m.start - 24) : m.start])[-1]
    start = max(m.start - len(since), opening or 0)
    return NOTHING_BEFORE.fullmatch(text[start : m.start].removesuffix("在")) is not None


def _codes(m: PlaceMention, scope: Scope) -> tuple[str, ...]:
    """Codes of a mention that a number may describe; a whole country is a yardstick, save in its own documents."""
    if m.kind == "deictic":
        code = _deictic(m.text, scope)
        return (code,) if code else ()
    if m.kind in _FACILITIES:
        return _of_facility(m.parent, scope.home)
    abroad = m.place == "CN" and scope.home != "CN"
    basin = (
        m.kind == "basin" and scope.home is not None and scope.home.isdigit()
    )  # what is done in a basin is told of the document's place
    if m.kind not in REFERENCE_KINDS or m.place is None or abroad or basin:
        return ()
    return tuple(m.place.split("+"))


def _of_facility(parent: str | None, home: str | None) -> tuple[str, ...]:
    """A port or airport speaks for its city, not for the county it lies in where that is the document's own."""
    if parent is None:
        return ()
    county = not parent.endswith("00")
    return (home,) if home and county and gazetteer().is_within(parent, home) else (parent,)


def _deictic(word: str, scope: Scope) -> str | None:
    """全市, 本省: the document's own place, or the province around it; 三地, 两市: the last group of that size."""
    size = {"三": 3, "两": 2, "四": 4, "五": 5}.get(word[0])
    if size:
        sized = [g for g in scope.groups if len(gazetteer().members(g) or g.split("+")) == size]
        return sized[-1] if sized else None
    if scope.home is None:
        return None
    if (
        scope.carried is not None
        and word in _ALL_OF
        and _fits(word, scope.carried)
        and not _fits(word, scope.home)
    ):
        return scope.carried  # 通州区…，全区: of the district spoken of, not of the document's place
    return (gazetteer().province(scope.home) or scope.home) if word.endswith("省") else scope.home


def _fits(word: str, code: str) -> bool:
    return gazetteer().name_zh(code).endswith(word[-1])


def role_of(text: str, m: PlaceMention) -> str:
    """The role that a mention's sentence gives it."""
    if m.kind in REFERENCE_KINDS and _ORIGIN.match(text, m.end):
        return "origin"
    before, after = text[max(0, m.start - 2) : m.start], m.end
    if _FROM.search(before) and _TAKEN.match(text, after):
        return "towards"
    if _HANDLED.search(before) and _AFFAIRS.match(text, after):
        return "towards"
    role = _role_behind(text[max(0, m.start - 6) : m.start].rstrip("“"))
    return role or ("facility" if m.kind in _FACILITIES else "subject")


@lru_cache(maxsize=8192)
def _role_behind(words: str) -> str:
    """The role that the words before a mention give it, empty if none."""
    return next((role for role, cue in _ROLES.items() if cue.search(words)), "")
