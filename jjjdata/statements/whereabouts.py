"""Where: whom a number describes, and the other side of a flow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jjjdata.catalogue.places import gazetteer
from jjjdata.recognise.places import REFERENCE_KINDS, PlaceMention
from jjjdata.statements.layout import number_length
from jjjdata.statements.passage import Surroundings

_TOWARDS = re.compile(r"(?:流向|输出到|输出至|投向|销往|转移到|[对向与同为到赴]|吸纳|承接|引进|来自|涉及)$")
_HELPED = re.compile(r"(?:支持|助力|帮助|推动|支援)$")
_LOCATED = re.compile(r"(?:在|落户)$")
_JOINT = re.compile(r"(?:、|和|与|及|以及|”“|”、“|“|”)*")
_NOTHING_BEFORE = re.compile(r"[^\u4e00-\u9fff]*(?:其中|同时|此外|目前|仅|并|已|也|还|共|全年|截至目前|今年|去年|、|，|,)*[“（(]*")


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


@dataclass(frozen=True)
class Scope:
    """What a number may take its place from beyond its own clause: sentence before it, heading, document."""

    carried: str | None
    heading: str | None
    home: str | None


@dataclass(frozen=True)
class _Side:
    codes: tuple[str, ...]
    role: str  # subject, helped, towards, located
    start: int
    end: int
    leading: bool = False


def locate(text: str, mentions: Sequence[PlaceMention], around: Surroundings, sentence_start: int, scope: Scope, nth: tuple[int, int]) -> Whereabouts:
    """Place and counterpart of a number.

    A subject named between the number and the one before it decides; then one named in the clause, or after
    the number; then the sentence before it, the heading, and the document itself. `nth` is the number's
    position among values side by side, which take as many places side by side in turn.
    """
    near = _sides(text, _between(mentions, around.left, around.start), scope.home)
    clause = _sides(text, _between(mentions, around.low, around.start), scope.home)
    after = _sides(text, _between(mentions, around.start, around.high), scope.home)
    subject = _subject(near) or _subject(clause) or _opening(near) or _opening(clause)
    towards = next((s for s in (*near, *clause) if s.role in ("towards", "located") and s is not subject), None)
    if subject is None:
        subject = next((s for s in after if s.role == "located" or (s.role == "subject" and s.start == around.end)), None)
    if towards is None and (subject is not None or scope.carried):
        towards = next((s for s in after if s.role in ("towards", "located") and s is not subject), None)
    other = gazetteer().join(towards.codes) if towards else None
    if subject is not None:
        index, count = nth
        codes = (subject.codes[index],) if count > 1 and len(subject.codes) == count else subject.codes
        return Whereabouts(gazetteer().join(codes), other, "stated", text[subject.start : subject.end], subject.leading)
    earlier = _subject([s for s in _sides(text, _between(mentions, sentence_start, around.low), scope.home) if s.leading])
    if scope.carried is None and earlier is not None:
        return Whereabouts(gazetteer().join(earlier.codes), other, "carried", "", True)
    for place, basis in ((scope.carried, "carried"), (scope.heading, "carried"), (scope.home, "assumed")):
        if place is not None:
            return Whereabouts(place, other, basis, "", place == scope.carried)
    return Whereabouts(None, other, None)


def _between(mentions: Sequence[PlaceMention], low: int, high: int) -> list[PlaceMention]:
    return [m for m in mentions if low <= m.start < high]


def _subject(sides: Sequence[_Side]) -> _Side | None:
    return next((s for s in sides if s.role == "helped"), None) or next((s for s in sides if s.role == "subject"), None)


def _opening(sides: Sequence[_Side]) -> _Side | None:
    """在…: where it opens the clause, the place itself; after a subject, the other side."""
    return next((s for s in sides if s.role == "located" and s.leading), None)


def _sides(text: str, mentions: Sequence[PlaceMention], home: str | None) -> list[_Side]:
    """Mentions side by side are one side of the sentence; the word before tells its role."""
    found: list[_Side] = []
    for m in mentions:
        codes = _codes(m, home)
        if not codes:
            continue
        if found and m.start > found[-1].end and _JOINT.fullmatch(text, found[-1].end, m.start):
            last = found[-1]
            found[-1] = replace(last, codes=tuple(dict.fromkeys(last.codes + codes)), end=m.end)
        else:
            found.append(_Side(codes, _role(text, m), m.start, m.end, _leads(text, m)))
    return found


def _leads(text: str, m: PlaceMention) -> bool:
    """Whether nothing but connectives stands between the clause's start and the mention."""
    opening = max(text.rfind(c, max(0, m.start - 24), m.start) for c in "，。；：,;:\n！？")
    before = text[opening + 1 if opening >= 0 else max(0, m.start - 24) : m.start]
    return _NOTHING_BEFORE.fullmatch(before.removesuffix("在")) is not None


def _codes(m: PlaceMention, home: str | None) -> tuple[str, ...]:
    """Codes of a mention that a number may describe; a whole country is a yardstick, save in its own documents."""
    if m.kind == "deictic":
        resolved = _deictic(m.text, home)
        return (resolved,) if resolved else ()
    if m.kind not in REFERENCE_KINDS or m.place is None or (m.place == "CN" and home != "CN"):
        return ()
    return tuple(m.place.split("+"))


def _deictic(word: str, home: str | None) -> str | None:
    """全市, 本省: the document's own place, or the province around it."""
    if home is None:
        return None
    if word.endswith("省"):
        return gazetteer().province(home) or home
    return home


def _role(text: str, m: PlaceMention) -> str:
    before = text[max(0, m.start - 4) : m.start].rstrip("“")
    for role, cue in (("towards", _TOWARDS), ("helped", _HELPED), ("located", _LOCATED)):
        if cue.search(before):
            return role
    return "subject"


def heading_place(headings: Sequence[str], found: Sequence[Sequence[PlaceMention]], home: str | None) -> str | None:
    """The place that opens the innermost heading, if any heading is about one."""
    for heading, mentions in zip(reversed(headings), reversed(found), strict=True):
        start = number_length(heading)
        sides = [s for s in _sides(heading, mentions, home) if s.role == "subject" and (s.start <= start or heading[s.start - 1] in " 】")]
        if sides:
            return gazetteer().join(sides[0].codes)
    return None
