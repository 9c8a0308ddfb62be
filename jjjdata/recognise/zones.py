"""Parks, zones, rivers and the like, recognised by the ending of their names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from jjjdata.catalogue.place_names import place_words
from jjjdata.catalogue.places import Gazetteer, gazetteer
from jjjdata.recognise.place_lexicon import HAN, any_of
from jjjdata.recognise.place_scan import Hit

WATER = ("river", "lake", "reservoir", "basin")
PORT_SIDES = ("", "东", "南", "西", "北", "新")
PROVINCE_LIKE = ("province", "group", "row", "country")
WINDOW = 24  # how far to the left the beginning of a name is looked for
JOINT = 8  # characters between two endings of one name
OWN_NAME = 10  # longest name of a zone that no name of a place begins
_JOINED = re.compile(f"[{HAN}]{{2,6}}[·\\-—]+$")
_ANY = ("开发区", "经开区", "高新区")
_CITIES = ("110000", "120000", "310000", "500000")
DASHES = re.compile("[-—–－]+")


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch whose ending says what it is; `place` is its printed name without the places that hold it."""

    start: int
    end: int
    place: str
    kind: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class _Ending:
    """One ending in the text; `kind` tells endings that need a word of their own (zone_with_name) apart."""

    start: int
    end: int
    kind: str

    @property
    def zone_kind(self) -> str:
        """The kind of place."""
        return self.kind.removesuffix("_with_name")


@dataclass(frozen=True, eq=False)
class _Endings:
    """The endings with their kinds, and the words that bound such a name on its left."""

    kinds: dict[str, str]
    pattern: re.Pattern[str]
    reach: dict[str, int]
    not_before: dict[str, str]
    hard_stop: re.Pattern[str]
    soft_stop: re.Pattern[str]
    generic: re.Pattern[str]
    common: str


@lru_cache(maxsize=1)
def _endings() -> _Endings:
    raw: dict[str, Any] = place_words()
    kinds = {ending: kind for kind, words in raw["endings"].items() for ending in words.split()}
    left = raw["left"]
    hard = f"{left['counted']}|[^{HAN}A-Za-z·\\-—–－]|个|{any_of(left['stops'].split())}"
    return _Endings(
        kinds=kinds,
        pattern=re.compile(any_of(kinds)),
        reach=raw["reach"],
        not_before=raw["endings_not_before"],
        hard_stop=re.compile(hard),
        soft_stop=re.compile(f"{hard}|{any_of(left['soft_stops'].split())}"),
        generic=re.compile(f"(?:{any_of(left['generic'].split())})*"),
        common=left["common"],
    )


def find_zones(text: str, hits: Sequence[Hit]) -> list[Zone]:
    """Zones and waters of the text, in order; `hits` are the names of places in it."""
    endings, known = _endings(), gazetteer()
    starts = [hit.start for hit in hits]
    zones: list[Zone] = []
    for found in endings.pattern.finditer(text):
        at, end = found.span()
        last = bisect_right(starts, at)
        inside = last and hits[last - 1].end > at and hits[last - 1].kind != "deictic"
        if inside or (end < len(text) and text[end] in endings.not_before.get(found[0][-1], "")):
            continue
        ending = _Ending(at, end, endings.kinds[found[0]])
        before = zones[-1] if zones else None
        if before is not None and _continues(text, before, ending):
            zones[-1] = replace(before, end=end, place=before.place + text[before.end : end], kind="zone")
            continue
        low = max(before.end if before else 0, at - WINDOW)
        held = [h for h in hits[max(0, last - 4) : last] if h.place and low <= h.start and h.end <= at]
        zone = _zone(text, low, ending, held, known)
        if zone is not None:
            zones.append(zone)
    return zones


def _continues(text: str, before: Zone, ending: _Ending) -> bool:
    """Whether a further ending goes on with the name before it (大兴国际机场|临空经济区, 天津港|保税区)."""
    if ending.zone_kind != "zone" or before.kind not in ("zone", "airport", "port"):
        return False
    at = ending.start
    return 0 <= at - before.end <= JOINT and not _endings().soft_stop.search(text, before.end, at)


def is_generic(words: str) -> bool:
    """Whether the words only say what sort of a thing it is (国家级, 现代农业), not which one."""
    return _endings().generic.fullmatch(DASHES.sub("", words)) is not None


def _zone(text: str, low: int, ending: _Ending, held: list[Hit], known: Gazetteer) -> Zone | None:
    """The zone of that ending, or None where nothing says which one it is."""
    low, held = _left_boundary(text, low, ending, held)
    if ending.kind in WATER:
        return _water(text, low, ending, held)
    between = text[(held[-1].end if held else low) : ending.start]
    if len(between) > _endings().reach[ending.zone_kind] or not _is_named(
        between, ending.kind, held, text[ending.start : ending.end]
    ):
        return None
    kept = _innermost(held, known)
    begins = kept.inner if kept is not None and (kept is not held[0] or kept.start == low) else low
    name = DASHES.sub("-", text[begins : ending.end]).strip("-·")
    return Zone(low, ending.end, name, ending.zone_kind, kept.place if kept else None)


def _left_boundary(text: str, low: int, ending: _Ending, held: list[Hit]) -> tuple[int, list[Hit]]:
    """Where the name begins at the earliest, and the names of places that belong to it."""
    endings, at = _endings(), ending.start
    if ending.kind == "port":
        held = _last_in_a_row(held)
    while held:
        gaps = zip([h.end for h in held], [*[h.start for h in held[1:]], at], strict=True)
        if not any(endings.hard_stop.search(text, a, b) for a, b in gaps):
            start = held[0].start
            return (start if ending.kind == "port" else _joined_start(text, low, start)), held
        held = held[1:]
    # The stops may stand inside a name of a place that was dropped above; whatever is left of them is out.
    for stop in endings.soft_stop.finditer(text, low, at):
        low = stop.end()
    return low, []


def _last_in_a_row(held: list[Hit]) -> list[Hit]:
    """The last of the places with those that stand directly before it (宁波|舟山|港)."""
    first = len(held) - 1
    while first > 0 and held[first - 1].end == held[first].start:
        first -= 1
    return held[max(first, 0) :]


def _joined_start(text: str, low: int, start: int) -> int:
    """The start of a word that a mark joins to the place's name (亦庄·|永清); else the place's own."""
    mark = text[start - 1 : start]
    if start <= low or mark not in "·-—":
        return start
    found = _JOINED.search(text, low, start)
    if found is None:
        return start
    return max(
        [found.start(), *(stop.end() for stop in _endings().soft_stop.finditer(text, found.start(), start))]
    )


def _is_named(between: str, kind: str, held: list[Hit], ending: str) -> bool:
    """Whether the stretch says which zone it is, not only what sort."""
    if kind == "port":
        return bool(held) and between in PORT_SIDES
    if (
        ending in _ANY
        and not between
        and held
        and held[-1].kind == "province"
        and held[-1].place not in _CITIES
    ):
        return False  # 河北开发区: any of the province's
    own = not is_generic(between)
    if not held:
        return own and 2 <= len(between) <= OWN_NAME
    if own or kind not in ("zone", "zone_with_name"):
        return True
    return bool(between or kind == "zone") and (held[-1].kind not in PROVINCE_LIKE or kind == "zone")


def _water(text: str, low: int, ending: _Ending, held: list[Hit]) -> Zone | None:
    """A river, lake, reservoir or basin: a short name of its own, behind any names of places."""
    at, kind = ending.start, ending.kind
    start = max([low, *(hit.end for hit in held if hit.end < at)])
    if held and held[-1].end == at and kind in ("reservoir", "basin"):
        start = held[-1].inner
    name = text[start:at]
    if not name or len(name) > _endings().reach[kind] or not all("\u3400" <= c <= "\u9fff" for c in name):
        return None
    if len(name) == 1 and name in _endings().common:
        return None
    if len(name) > 1 and is_generic(name):
        return None
    return Zone(start, ending.end, text[start : ending.end], kind, held[-1].place if held else None)


def _innermost(held: list[Hit], known: Gazetteer) -> Hit | None:
    """The place that the zone's name begins with once those that merely hold the next one are left out."""
    for at, hit in enumerate(held, 1):
        following = held[at] if at < len(held) else None
        if following is None or hit.end != following.start or not hit.place or not following.place:
            return hit
        province = known.province(following.place)
        if not (
            known.is_within(following.place, hit.place)
            or (hit.kind == "row" and province in hit.place.split("+"))
        ):
            return hit
    return None
