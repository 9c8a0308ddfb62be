"""Where: whom a number describes, and the other side of a flow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jjjdata.catalogue.places import gazetteer
from jjjdata.recognise.places import PlaceMention

_NO_AREA = frozenset({"organisation", "airport", "river", "lake", "road", "company"})
_AREAS_LATER = frozenset({"port"})
_WHOLE = re.compile(r"(?:占|居|列|高于|低于|快于|优于|占到|领先|超过|达到|面向|全部?|在)$")
_TOWARDS = re.compile(r"(?:流向|输出到|输出至|投向|销往|转移到|对|向|与|同|为|到|赴|吸纳|承接|引进|来自)$")
_LOCATED = re.compile(r"(?:在|落户)$")
_JOINT = re.compile(r"(?:、|和|与|及|以及|”“|”、“|“|”)*")


@dataclass(frozen=True)
class Whereabouts:
    """Place and counterpart (codes), how the place is known, and the mention that stated it."""

    place: str | None
    counterpart: str | None
    basis: str | None
    mention: str = ""


@dataclass(frozen=True)
class _Side:
    codes: tuple[str, ...]
    role: str  # subject, towards, located
    text: str
    start: int


def locate(
    text: str,
    mentions: Sequence[PlaceMention],
    clause: tuple[int, int],
    start: int,
    sentence_start: int,
    carried: str | None,
    heading: str | None,
    home: str | None,
) -> Whereabouts:
    """Place and counterpart of a number at `start` in `clause`.

    A subject named in the clause decides; then one named after the number; then the sentence before it, the
    heading, and the document itself.
    """
    low, high = clause
    sides = _sides(text, [m for m in mentions if low <= m.start < start], home)
    subject = next((s for s in sides if s.role == "subject"), None)
    towards = next((s for s in sides if s.role == "towards"), None)
    located = next((s for s in reversed(sides) if s.role == "located"), None)
    after = _sides(text, [m for m in mentions if start <= m.start < high], home)
    counterpart = towards or (located if subject else None)
    if subject is None and located is not None:
        subject = located
    if subject is None:
        later = next((s for s in after if s.role == "located"), None)
        subject = later
    elif counterpart is None:
        counterpart = next((s for s in after if s.role in ("towards", "located")), None)
    other = gazetteer().join(counterpart.codes) if counterpart else None
    if subject is not None:
        return Whereabouts(gazetteer().join(subject.codes), other, "stated", subject.text)
    earlier = _sides(text, [m for m in mentions if sentence_start <= m.start < low], home)
    named = next((s for s in reversed(earlier) if s.role == "subject"), None) or next((s for s in reversed(earlier) if s.role == "located"), None)
    if carried is None and named is not None:
        return Whereabouts(gazetteer().join(named.codes), other, "carried", named.text)
    for place, basis in ((carried, "carried"), (heading, "carried"), (home, "assumed")):
        if place is not None:
            return Whereabouts(place, other, basis)
    return Whereabouts(None, other, None)


def _sides(text: str, mentions: Sequence[PlaceMention], home: str | None) -> list[_Side]:
    """Mentions side by side are one side of the sentence; the word before tells its role."""
    found: list[_Side] = []
    end = -1
    for m in mentions:
        codes = _codes(text, m, home)
        if not codes:
            continue
        if found and end >= 0 and _JOINT.fullmatch(text[end : m.start]) and m.start > end:
            last = found[-1]
            found[-1] = _Side(tuple(dict.fromkeys(last.codes + codes)), last.role, text[last.start : m.end], last.start)
        else:
            found.append(_Side(codes, _role(text, m), m.text, m.start))
        end = m.end
    return found


def _codes(text: str, m: PlaceMention, home: str | None) -> tuple[str, ...]:
    if m.kind in _NO_AREA:
        return ()
    if m.kind == "deictic":
        resolved = _deictic(m.text, home)
        return (resolved,) if resolved else ()
    if m.place is None or (m.place == "CN" and home != "CN"):
        return ()
    return tuple(m.place.split("+"))


def _deictic(word: str, home: str | None) -> str | None:
    """全市, 本省: the document's own place, or the province around it."""
    if home is None:
        return None
    if word.endswith(("省", "自治区")) and not home.startswith(("1", "2", "3", "4", "5", "6")):
        return home
    if word.endswith("省") and gazetteer().province(home):
        return gazetteer().province(home)
    return home


def _role(text: str, m: PlaceMention) -> str:
    before = text[max(0, m.start - 4) : m.start].rstrip("“")
    if _TOWARDS.search(before):
        return "towards"
    if _LOCATED.search(before):
        return "located"
    return "subject"


def heading_place(headings: Sequence[str], found: Sequence[Sequence[PlaceMention]], home: str | None) -> str | None:
    """The place that the innermost heading names, if any does."""
    for heading, mentions in zip(reversed(headings), reversed(found), strict=True):
        sides = _sides(heading, mentions, home)
        if sides:
            return gazetteer().join(sides[0].codes)
    return None
