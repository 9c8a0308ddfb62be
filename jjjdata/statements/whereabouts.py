"""Where: whom a number describes, and the other side of a flow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jjjdata.catalogue.places import gazetteer
from jjjdata.recognise.places import REFERENCE_KINDS, PlaceMention
from jjjdata.statements.layout import number_length
from jjjdata.statements.passage import Surroundings

_TOWARDS = re.compile(
    r"(?:流向|输出到|输出至|投向|销往|转移到|[对向与同为到赴]|吸纳了?|承接了?|引进了?|来自|涉及)$"
)
_PAIRED = re.compile(r"(?:对口|结对)(?:支援|帮扶|协作|合作|支持)了?的?$")
# 泗安至广德公路, 广州到佛山城际: the ends of a route are no subjects
_ROUTE = r"(?:高速|公路|铁路|高铁|城际|快速|段|大桥|大道|隧道|线(?!上)|航线|班列|管道)"
_TO_ROUTE = re.compile(rf"(?:至|到|—|-|–)[\u4e00-\u9fff]{{2,6}}?{_ROUTE}")
_A_ROUTE = re.compile(_ROUTE)
_ROUTE_TO = re.compile(r"(?:至|到|—|-|–)$")
_HELPED = re.compile(r"(?:支持|助力|帮助|支援)$")
_MOVED = re.compile(
    r"推动$"
)  # 北京将推动副中心…: the part that is moved is meant, where the whole is the subject
# 密云一支路 lies elsewhere; 上海等省市 are examples of whom the number describes
_ELSEWHERE = re.compile(
    r"[一二三四五六七八九十东西南北中]*支?(?:大?街|路(?!网|段)|大?道(?!路)|巷|弄|桥|里(?!程))|等(?:省|市|地|国|区|\d|多)"
)
_YARDSTICK = re.compile(r"[居占列于过]$")  # 居全国第二位: the country is what others are measured by
_FACILITIES = frozenset({"port", "airport"})
_LOCATED = re.compile(r"(?:在|落户)$")
_JOINT = re.compile(r"(?:、|和|与|及|以及|“|”)*")
_CLAUSE_ENDS = re.compile(r"[，。；：,;:\n！？]")
# Each character of a date is taken one way only: with repetitions inside a repetition this took exponential time.
_NOTHING_BEFORE = re.compile(
    r"[^\u4e00-\u9fff]*(?:其中|同时|此外|目前|仅|并|已|也|还|共|全年|截至|今年|去年|当年|涉及|，|,|和|及|以及|与|[\d—、-]|(?<=[\d—、-])(?:年年?)?[底末初]|(?<=[\d—、-])年|(?<=\d)(?:月份?|日))*[“（(]*"
)


@dataclass(frozen=True)
class Whereabouts:
    """Place and counterpart (codes), how the place is known, and the mention that stated it.

    `leading` is True where the place opens its clause, so that it goes on to be the subject of what follows.
    """

    place: str | None
    counterpart: str | None
    basis: str | None
    mention: str = ""
    leading: bool = False
    dealt: bool = False  # one of several places dealt out to as many values
    passing: bool = False  # told by a port or airport, which is not the subject of what follows


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
class _Side:
    codes: tuple[str, ...]
    role: str  # subject, facility, helped, moved, paired, towards, located
    start: int
    end: int
    leading: bool = False


def locate(
    text: str,
    mentions: Sequence[PlaceMention],
    around: Surroundings,
    earlier_from: int,
    scope: Scope,
    nth: tuple[int, int],
) -> Whereabouts:
    """Place and counterpart of a number.

    A subject named between the number and the one before it decides; then one named in the clause, or after
    the number; then the sentence before it, the heading, and the document itself. `nth` is the number's
    position among values side by side, which take as many places side by side in turn.
    """
    limit = around.start if scope.measured_until is None else scope.measured_until
    near = _sides(text, _between(mentions, around.left, limit), scope, around.left)
    clause = _sides(text, _between(mentions, around.low, limit), scope)
    after = _sides(text, _between(mentions, around.start, around.high), scope)
    subject = (
        _best(near) or _best(clause) or _any(clause, scope.home) or _opening(clause) or _facility(clause)
    )
    towards = next(
        (
            s
            for s in (*near, *clause)
            if s.role in ("towards", "paired", "located") and (subject is None or s.start != subject.start)
        ),
        None,
    )
    if subject is None:
        subject = next(
            (s for s in after if s.role == "located" or (s.role == "subject" and s.start == around.end)), None
        )
    if towards is None and (subject is not None or scope.carried):
        towards = next(
            (
                s
                for s in after
                if s.role in ("towards", "located") and (subject is None or s.start != subject.start)
            ),
            None,
        )
    other = gazetteer().join(towards.codes) if towards else None
    if subject is not None:
        index, count = nth
        dealt = count > 1 and len(subject.codes) == count
        codes = (subject.codes[index],) if dealt else subject.codes
        if (
            subject.start >= around.end and scope.home in codes
        ):  # 实施24项京津便利化措施, told by one of the two
            codes = (scope.home,)
        return Whereabouts(
            gazetteer().join(codes),
            other,
            "stated",
            text[subject.start : subject.end],
            subject.role == "subject",
            dealt,
            subject.role == "facility",
        )
    told_before = _sides(text, _between(mentions, earlier_from, around.low), scope)
    paired = next(
        (s for s in _sides(text, _between(mentions, 0, around.low), scope) if s.role == "paired"), None
    )
    if (
        other is None and paired is not None
    ):  # 对口支援…，投入资金5亿元: the predicate before names the other side
        other = gazetteer().join(paired.codes)
    earlier = _from_earlier(told_before)
    if scope.carried is None and earlier is not None:
        return Whereabouts(
            gazetteer().join(earlier.codes),
            other,
            "carried",
            "",
            earlier.leading and earlier.role == "subject",
        )
    for place, basis in ((scope.carried, "carried"), (scope.heading, "carried"), (scope.home, "assumed")):
        if place is not None:
            other = None if other == place else other
            return Whereabouts(place, other, basis, "", place == scope.carried)
    return Whereabouts(None, other, None)


def leading_place(text: str, start: int, mentions: Sequence[PlaceMention], scope: Scope) -> str | None:
    """The place that opens the sentence at `start`, for the sentence that goes on with it."""
    for side in _sides(text, mentions, scope):
        if side.role != "subject" or not side.leading:
            continue
        first = _NOTHING_BEFORE.fullmatch(text, start, side.start) is not None
        if first or all(
            code.endswith("0000") for code in side.codes
        ):  # a part of a province is named in passing
            return gazetteer().join(side.codes)
    return None


def _from_earlier(sides: Sequence[_Side]) -> _Side | None:
    """The place of the clauses before: one that is helped or opens a clause, else the only one named."""
    found = next((s for s in reversed(sides) if s.role == "helped"), None) or next(
        (s for s in reversed(sides) if s.leading and s.role in ("subject", "facility")), None
    )
    if found is None:
        found = _opening(sides)
    named = {s.codes for s in sides}
    return found or (
        next((s for s in sides if s.role in ("subject", "moved")), None) if len(named) == 1 else None
    )


def _between(mentions: Sequence[PlaceMention], low: int, high: int) -> list[PlaceMention]:
    return [m for m in mentions if low <= m.start < high]


def _best(sides: Sequence[_Side]) -> _Side | None:
    moved = next((s for s in sides[1:] if s.role == "moved" and sides[0].leading), None)
    return (
        moved
        or next((s for s in sides if s.role == "helped"), None)
        or next((s for s in sides if s.role == "subject" and s.leading), None)
    )


def _any(sides: Sequence[_Side], home: str | None) -> _Side | None:
    """A place named anywhere in the clause, save one that the document's own lies in (河南省标杆企业 of a city)."""
    around = gazetteer().is_within
    inside = (
        s for s in sides if not (home and home not in s.codes and all(around(home, c) for c in s.codes))
    )
    return next((s for s in inside if s.role == "subject"), None)


def _opening(sides: Sequence[_Side]) -> _Side | None:
    """在…: where it opens the clause, the place itself; after a subject, the other side."""
    return next((s for s in sides if s.role == "located" and s.leading), None)


def _facility(sides: Sequence[_Side]) -> _Side | None:
    """A port or airport speaks for its city where nothing else is named."""
    return next((s for s in sides if s.role == "facility"), None)


def _sides(
    text: str, mentions: Sequence[PlaceMention], scope: Scope, opening: int | None = None
) -> list[_Side]:
    """Mentions side by side are one side of the sentence; the word before tells its role."""
    found: list[_Side] = []
    for m in mentions:
        codes = _codes(m, scope)
        if (
            not codes
            or _ELSEWHERE.match(text, m.end)
            or _ends_route(text, m)
            or (m.place == "CN" and _YARDSTICK.search(text, max(0, m.start - 1), m.start))
        ):
            continue
        if found and m.start > found[-1].end and _JOINT.fullmatch(text, found[-1].end, m.start):
            last = found[-1]
            found[-1] = replace(last, codes=tuple(dict.fromkeys(last.codes + codes)), end=m.end)
        else:
            found.append(_Side(codes, _role(text, m), m.start, m.end, _leads(text, m, opening)))
    return found


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
    return _NOTHING_BEFORE.fullmatch(text[start : m.start].removesuffix("在")) is not None


def _codes(m: PlaceMention, scope: Scope) -> tuple[str, ...]:
    """Codes of a mention that a number may describe; a whole country is a yardstick, save in its own documents."""
    if m.kind == "deictic":
        code = _deictic(m.text, scope)
        return (code,) if code else ()
    if m.kind in _FACILITIES:
        return _of_facility(m.parent, scope.home)
    abroad = m.place == "CN" and scope.home != "CN"
    basin = (
        m.kind == "basin" and scope.home is not None
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
    size = {"三": 3, "两": 2, "四": 4}.get(word[0])
    if size:
        sized = [g for g in scope.groups if len(gazetteer().members(g) or g.split("+")) == size]
        return sized[-1] if sized else None
    if scope.home is None:
        return None
    return (gazetteer().province(scope.home) or scope.home) if word.endswith("省") else scope.home


def _role(text: str, m: PlaceMention) -> str:
    before = text[max(0, m.start - 6) : m.start].rstrip("“")
    for role, cue in (
        ("paired", _PAIRED),
        ("towards", _TOWARDS),
        ("helped", _HELPED),
        ("moved", _MOVED),
        ("located", _LOCATED),
    ):
        if cue.search(before):
            return role
    return "facility" if m.kind in _FACILITIES else "subject"


def heading_place(
    headings: Sequence[str], found: Sequence[Sequence[PlaceMention]], home: str | None
) -> str | None:
    """The place that opens the innermost heading, if any heading is about one."""
    for heading, mentions in zip(reversed(headings), reversed(found), strict=True):
        start = number_length(heading)
        sides = [
            s
            for s in _sides(heading, mentions, Scope(None, None, home))
            if s.role in ("subject", "moved") and (s.start <= start or heading[s.start - 1] in " 】")
        ]
        if sides:
            return gazetteer().join(sides[0].codes)
    return None
