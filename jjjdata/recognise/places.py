"""Places named in a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from jjjdata.recognise.datelines import datelines
from jjjdata.recognise.place_lexicon import Lexicon, lexicon
from jjjdata.recognise.place_scan import Hit, scan
from jjjdata.recognise.zones import Zone, find_zones, is_generic

REFERENCE_KINDS: Final = frozenset(
    {"country", "province", "prefecture", "county", "group", "area", "zone", "circle", "basin"}
)
"""Kinds of places that a number may describe; mentions of other kinds are things within a place, or no place."""

_NAMING = REFERENCE_KINDS - {"country"} | {"port", "airport"}  # an organisation's name may begin with these


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A stretch `text[start:end]` that names a place.

    `place` is a code, several codes joined by "+", or the printed name of a place without code. `kind` is one of
    REFERENCE_KINDS, or port, airport, river, lake, reservoir (things in a place), organisation and route (a place's
    name in another's: 北京大学, 京雄城际), deictic (全市, 三地), dateline (新华社北京3月2日电). The last four have no
    `place`. `parent` is the place that it lies in, that an organisation is named after, or that a dateline names,
    where the text or the gazetteer says so.
    """

    start: int
    end: int
    text: str
    place: str | None
    kind: str
    parent: str | None = None


def find_places(text: str, home: str | None = None) -> list[PlaceMention]:
    """The places named in a text (simplified script), in order, none overlapping another.

    Args:
        text: a sentence, a paragraph or a whole document.
        home: the code of the place whose document it is; it decides between places of the same name.

    >>> [(m.text, m.place, m.kind) for m in find_places("天津市武清区和天津港")]
    [('天津市武清区', '120114', 'county'), ('天津港', '天津港', 'port')]
    >>> [(m.text, m.place, m.kind) for m in find_places("三地支持雄安新区中关村科技园")]
    [('三地', None, 'deictic'), ('雄安新区中关村科技园', '雄安新区中关村科技园', 'zone')]
    """
    words = lexicon()
    hits = scan(text, words, home)
    found = _with_organisations(text, _merge(text, hits, find_zones(text, hits), words), words)
    return _with_datelines(text, found)


def _with_datelines(text: str, found: list[PlaceMention]) -> list[PlaceMention]:
    """Mentions within a dateline say where news was filed."""
    result = list(found)
    at = 0
    for start, end in datelines(text) if found else ():
        while at < len(result) and result[at].start < start:
            at += 1
        while at < len(result) and result[at].end <= end:
            result[at] = replace(result[at], place=None, kind="dateline", parent=result[at].place)
            at += 1
    return result


def _merge(text: str, hits: Sequence[Hit], zones: Iterable[Zone], words: Lexicon) -> list[PlaceMention]:
    """Zones and names in order; a name inside a zone's name is part of it."""
    merged: list[PlaceMention] = []
    rest = iter(hits)
    hit = next(rest, None)
    for zone in zones:
        while hit is not None and hit.end <= zone.start:
            merged.append(_mention(text, hit, words))
            hit = next(rest, None)
        while hit is not None and hit.start < zone.end:
            hit = next(rest, None)
        merged.append(
            PlaceMention(
                zone.start, zone.end, text[zone.start : zone.end], zone.place, zone.kind, zone.parent
            )
        )
    while hit is not None:
        merged.append(_mention(text, hit, words))
        hit = next(rest, None)
    return merged


def _mention(text: str, hit: Hit, words: Lexicon) -> PlaceMention:
    kind = "group" if hit.kind == "row" else hit.kind
    parent = words.gazetteer.parent(hit.place) if hit.place else None
    return PlaceMention(hit.start, hit.end, text[hit.start : hit.end], hit.place, kind, parent)


def _with_organisations(text: str, found: Sequence[PlaceMention], words: Lexicon) -> list[PlaceMention]:
    """Mentions that begin an organisation's name become that organisation."""
    result: list[PlaceMention] = []
    for at, mention in enumerate(found, 1):
        limit = found[at].start if at < len(found) else len(text)
        end = _organisation_end(text, mention, limit, words) if mention.kind in _NAMING else None
        if end is None:
            result.append(mention)
        else:
            whole = text[mention.start : end]
            result.append(PlaceMention(mention.start, end, whole, None, "organisation", mention.place))
    return result


def _organisation_end(text: str, mention: PlaceMention, limit: int, words: Lexicon) -> int | None:
    """Where the name of an organisation ends that begins with this place, if one does (天津|大学)."""
    found = words.organisation.match(text, mention.end, limit)
    if found is None:
        found = words.organisation_with_name.match(text, mention.end, limit)
        if found is None or is_generic(found[1]):
            return None
    annex = words.annex.match(text, found.end(), limit)
    return annex.end() if annex else found.end()
