"""Where: whom a number describes, and the other side of a flow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jjjdata.catalogue.places import gazetteer
from jjjdata.recognise.places import PlaceMention
from jjjdata.statements.bystanders import come_to, is_example, is_known, is_of_paper
from jjjdata.statements.layout import number_length
from jjjdata.statements.passage import Surroundings
from jjjdata.statements.sides import NOTHING_BEFORE, Scope, Side, is_venue, role_of, sides_of

_COUNTED_PLACES = re.compile(r"(?:市辖|县级)?(?:区(?!域)|县(?!域)|市(?!场|民|值|政|级))")

_IN_LINE = re.compile(r"(?:境内)?段(?!时|落|位|子)")
_SETTLED = ("落户", "落户于", "落户到", "迁至", "迁入", "搬迁至", "搬迁到", "转移至")
_TOGETHER = re.compile(
    r"[，,、；;\s]*(?:[两三四五六七八九十]{1,2}[省市地区县州者家]{0,2})?(?:合计|共计|总计|加起来|之和|总和)"
)
_SPENT_ON = re.compile(r"[，,]?(?:主要|重点|专项)?用于(?:支持|支援|帮扶|帮助)")
_CLAUSE_END = re.compile(r"[，,。；;！？\n]")


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
    near = sides_of(text, _between(mentions, around.left, limit), scope, around.left)
    clause = sides_of(text, _between(mentions, around.low, limit), scope)
    roles = {s.start: s.role for s in clause}  # a list told item by item has the role of its first member
    near = [replace(s, role=roles.get(s.start, s.role)) for s in near]
    after = sides_of(text, _between(mentions, around.start, around.high), scope)
    after = [s for s in after if s.role != "origin" or s.start < around.right]
    subject = (
        _section(text, near)
        or _section(text, clause)
        or _best(near)
        or _best(clause)
        or _any(clause, scope.home)
        or _opening(clause)
        or _facility(clause)
    )
    towards = next(
        (
            s
            for s in (*near, *clause)
            if s.role in ("towards", "paired", "located", "origin")
            and (subject is None or s.start != subject.start)
        ),
        None,
    )
    counted = next((s for s in after if s.role == "subject" and s.start == around.end), None)
    if subject is None and counted is not None and come_to(text, counted, around, scope):
        towards, counted = towards or counted, None  # 12家上海企业入驻: they came to whom is spoken of
    if subject is None:
        subject = next((s for s in after if s.role == "located" or s == counted), None)
    if towards is None and (subject is not None or scope.carried or scope.home):
        towards = next(
            (
                s
                for s in after
                if s.role in ("towards", "paired", "helped", "located", "origin")
                and (subject is None or s.start != subject.start)
            ),
            None,
        )
    towards = towards or _spent_on(text, mentions, around, scope)
    other = gazetteer().join(towards.codes) if towards else None
    if subject is not None:
        index, count = nth
        dealt = count > 1 and len(subject.codes) == count
        codes = subject.codes
        if count > 1 and not dealt and "分别" in text[around.low : around.start]:
            codes = _members(codes, count)  # 三地分别为: each of the group in turn
            dealt = len(codes) == count
        codes = (codes[index],) if dealt else codes
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
    if towards is not None and towards.role == "located" and towards.codes == (scope.home,):
        # 新设在津机构: in a document of that place it is told of the place
        return Whereabouts(scope.home, None, "stated", text[towards.start : towards.end])
    told_before = sides_of(text, _between(mentions, earlier_from, around.low), scope)
    if _COUNTED_PLACES.match(text, around.end):  # counties are counted: none of the counties named before
        told_before = [s for s in told_before if any(code.endswith("00") for code in s.codes)]
    if other is None:  # 对口支援…，投入资金5亿元: the predicate before names the other side
        other = _paired(text, _between(mentions, 0, around.low), scope)
    item = max(text.rfind("；", earlier_from, around.low), text.rfind(";", earlier_from, around.low))
    told_before = [
        s for s in told_before if s.start > item or is_known(s)
    ]  # a park is the subject of its own item of a list
    told_before = [s for s in told_before if not is_example(text, s) and not is_of_paper(text, s)]
    if scope.home and scope.home != "CN":
        told_before = [s for s in told_before if not is_venue(text, s) or scope.home in s.codes]
    earlier = _settled(text, told_before) or _from_earlier(told_before)
    if scope.carried is None and earlier is not None:
        whole = gazetteer().join(earlier.codes)
        return Whereabouts(
            whole,
            None if other == whole else other,
            "carried",
            "",
            earlier.leading and earlier.role == "subject",
        )
    for place, basis in ((scope.carried, "carried"), (scope.heading, "carried"), (scope.home, "assumed")):
        if place is not None:
            other = None if other == place else other
            return Whereabouts(place, other, basis, "", place == scope.carried)
    return Whereabouts(None, other, None)


def among_others(where: Whereabouts, home: str | None) -> Whereabouts:
    """The place of a rank: who is ranked, not the larger place among whose parts it is (在全省考核中排名第五)."""
    if home is None or where.place is None or where.place == home or where.basis != "stated":
        return where
    larger = home in gazetteer().places and gazetteer().is_within(home, where.place)
    return Whereabouts(home, None, "assumed") if larger else where


def _members(codes: tuple[str, ...], count: int) -> tuple[str, ...]:
    """The members of a group that has as many of them, in the order of their codes."""
    found = tuple(gazetteer().members(codes[0])) if len(codes) == 1 else ()
    return found if len(found) == count else codes


def leading_place(text: str, start: int, mentions: Sequence[PlaceMention], scope: Scope) -> str | None:
    """The place that opens the sentence at `start`, for the sentence that goes on with it."""
    for side in sides_of(text, mentions, scope):
        if side.role != "subject" or not side.leading:
            continue
        first = NOTHING_BEFORE.fullmatch(text, start, side.start) is not None
        if first or all(
            code.endswith("0000") for code in side.codes
        ):  # a part of a province is named in passing
            return gazetteer().join(side.codes)
    return None


def together(where: Whereabouts, told: Sequence[Whereabouts], words: str) -> Whereabouts:
    """The place of a sum (合计…) behind the values of several places, `told`: all of them."""
    if where.basis == "stated" and not where.dealt and where.mention:
        return where
    dealt = [t.place for t in told if t.dealt and t.place]
    if len(set(dealt)) < 2 or len(dealt) < len(told) or not _TOGETHER.match(words):
        return where
    return replace(
        where, place=gazetteer().join(dealt), basis="carried", mention="", leading=False, dealt=False
    )


def _settled(text: str, sides: Sequence[Side]) -> Side | None:
    """Where a works came to (落户沧州，建成后…): what it will make is made there, whoever owns it."""
    return next((s for s in reversed(sides) if text.endswith(_SETTLED, 0, s.start)), None)


def _from_earlier(sides: Sequence[Side]) -> Side | None:
    """The place of the clauses before: one that is helped or opens a clause, else the only one named."""
    # 支持甲市、乙市建设…，设立14个: several that are helped are examples of whom the document speaks of
    helped = (s for s in reversed(sides) if s.role == "helped" and len(s.codes) == 1)
    found = next(helped, None) or next(
        (s for s in reversed(sides) if s.leading and s.role in ("subject", "facility")), None
    )
    if found is None:
        found = _opening(sides)
    named = {s.codes for s in sides}
    return found or (
        next((s for s in sides if s.role in ("subject", "moved")), None) if len(named) == 1 else None
    )


def _spent_on(text: str, mentions: Sequence[PlaceMention], around: Surroundings, scope: Scope) -> Side | None:
    """Whom a sum is for, where the clause behind it says so: 投入3亿元，用于支持某县发展."""
    spent = _SPENT_ON.match(text, around.right)
    if spent is None:
        return None
    end = _CLAUSE_END.search(text, spent.end())
    named = _between(mentions, spent.end(), end.start() if end else len(text))
    return next((s for s in sides_of(text, named, scope) if s.role in ("towards", "helped")), None)


def _between(mentions: Sequence[PlaceMention], low: int, high: int) -> list[PlaceMention]:
    return [m for m in mentions if low <= m.start < high]


def _best(sides: Sequence[Side]) -> Side | None:
    moved = next((s for s in sides[1:] if s.role == "moved" and sides[0].leading), None)
    return (
        moved
        or next((s for s in sides if s.role == "helped"), None)
        or next((s for s in sides if s.role == "subject" and s.leading), None)
    )


def _section(text: str, sides: Sequence[Side]) -> Side | None:
    """The part of a line that a number is told of: 京冀首条…地铁22号线通州段."""
    return next((s for s in reversed(sides) if _IN_LINE.match(text, s.end)), None)


def _any(sides: Sequence[Side], home: str | None) -> Side | None:
    """A place named anywhere in the clause, save one that the document's own lies in (河南省标杆企业 of a city)."""
    around = gazetteer().is_within
    inside = (
        s for s in sides if not (home and home not in s.codes and all(around(home, c) for c in s.codes))
    )
    return next((s for s in inside if s.role == "subject"), None)


def _opening(sides: Sequence[Side]) -> Side | None:
    """在…: where it opens the clause, the place itself; after a subject, the other side."""
    return next((s for s in sides if s.role == "located" and s.leading), None)


def _paired(text: str, mentions: Sequence[PlaceMention], scope: Scope) -> str | None:
    """The places that someone is paired with, if the mentions hold any."""
    if not any(role_of(text, m) == "paired" for m in mentions):
        return None
    side = next((s for s in sides_of(text, mentions, scope) if s.role == "paired"), None)
    return gazetteer().join(side.codes) if side else None


def _facility(sides: Sequence[Side]) -> Side | None:
    """A port or airport speaks for its city where nothing else is named."""
    return next((s for s in sides if s.role == "facility"), None)


def heading_place(
    headings: Sequence[str],
    found: Sequence[Sequence[PlaceMention]],
    home: str | None,
    *,
    own_report: bool = False,
) -> str | None:
    """The place that opens the innermost heading, if any heading is about one.

    In a place's `own_report` a heading about a region that it belongs to leaves what is told with the place.
    """
    for heading, mentions in zip(reversed(headings), reversed(found), strict=True):
        start = number_length(heading)
        sides = [
            s
            for s in sides_of(heading, mentions, Scope(None, None, home))
            if s.role in ("subject", "moved") and (s.start <= start or heading[s.start - 1] in " 】")
        ]
        if sides:
            place = gazetteer().join(sides[0].codes)
            # 京津冀协同发展 in a city's own report: what the city did for it
            around = own_report and home is not None and gazetteer().members(place)
            return None if around and gazetteer().is_within(str(home), place) else place
    return None
