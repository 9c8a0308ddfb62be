"""Reading divisions.csv, english_names.csv and places.toml: places by code, and the wordings that name them."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jjjdata.errors import DefinitionError

SOURCE = "jjjdata/definitions/places.toml"
# A wording that is several things at once is read in the most certain manner.
MANNERS = ("full", "short", "bare", "local", "ordinary")


@dataclass(frozen=True, slots=True)
class Place:
    """A place: its code, Chinese name, kind, the place it lies in, its members and its English name."""

    code: str
    name_zh: str
    kind: str
    parent: str | None = None
    members: tuple[str, ...] = ()
    name_en: str | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """A wording and the places that bear it.

    `manner` says how far it can be trusted: "full" (洛阳市), "bare" (洛阳), "short" (易县, 海城市: only at the edge
    of a word), "local" (副中心: only in documents of `homes`), "ordinary" (朝阳, 和平: only behind its division).
    """

    codes: tuple[str, ...]
    manner: str = "full"
    homes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Definitions:
    """Everything the files say of places."""

    places: Mapping[str, Place]
    names: Mapping[str, Name]
    abbreviations: Mapping[str, str]


@lru_cache(maxsize=1)
def place_words() -> dict[str, Any]:
    """places.toml as it stands, parsed once."""
    return tomllib.loads(files("jjjdata").joinpath("definitions/places.toml").read_text("utf-8"))


def read_definitions() -> Definitions:
    """All files, checked against each other.

    Raises:
        DefinitionError: places.toml names a place that does not exist.
    """
    raw = place_words()
    english = raw["english"] | dict(_rows_of("english_names.csv"))
    divisions = {place.code: place for place in _divisions(english)}
    areas = {place.code: place for place in _areas(raw["areas"])}
    places = divisions | areas
    short = raw["abbreviations"]
    abbreviations = short["strong"] | short["weak"]
    _require_known(places, areas.values(), [*raw["renamed"].values(), *abbreviations.values()])
    gathered: dict[str, list[tuple[str, str]]] = {}
    for text, manner, code in [*_division_names(divisions.values(), raw), *_area_names(raw["areas"])]:
        gathered.setdefault(text, []).append((manner, code))
    homes = {
        text: tuple(raw["areas"][code]["home"]) for text, m, code in _area_names(raw["areas"]) if m == "local"
    }
    names = {text: _name(entries, homes.get(text, ())) for text, entries in gathered.items()}
    for text, code in _former_names(divisions.values(), raw):
        names.setdefault(text, Name((code,)))
    return Definitions(places, names, abbreviations)


def _divisions(english: dict[str, str]) -> Iterator[Place]:
    for code, name, parent, level in _rows_of("divisions.csv"):
        yield Place(code, name, level, parent, (), english.get(code))


def _rows_of(name: str) -> Iterator[list[str]]:
    """The rows of a compiled table, without its remarks and headings."""
    text = files("jjjdata").joinpath(f"definitions/{name}").read_text("utf-8")
    rows = csv.reader(line for line in text.splitlines() if not line.startswith("#"))
    next(rows)
    yield from rows


def _areas(raw: dict[str, dict[str, Any]]) -> Iterator[Place]:
    for code, area in raw.items():
        members = tuple(sorted(area.get("members", ())))
        yield Place(
            code, area.get("name_zh", code), area["kind"], area.get("parent"), members, area.get("name_en")
        )


def _require_known(places: Mapping[str, Place], areas: Iterable[Place], codes: Iterable[str]) -> None:
    wanted = [*codes, *(c for a in areas for c in (*a.members, *([a.parent] if a.parent else [])))]
    for code in wanted:
        if code not in places:
            remedy = "Correct the code, or add the place under [areas]; see docs/places.md."
            raise DefinitionError(Path(SOURCE), f"there is no place {code!r}", remedy)


def _name(entries: list[tuple[str, str]], homes: tuple[str, ...]) -> Name:
    """One wording's entries as a name: all places that bear it in the most certain manner found.

    A bare name is that of the largest place that bears it: 河北 is the province, not the district of Tianjin.
    """
    if len(entries) == 1:  # nearly all; loading is felt at every start
        return Name((entries[0][1],), entries[0][0], homes)
    manner = min((m for m, _ in entries), key=MANNERS.index)
    codes = {c for m, c in entries if m == manner}
    if manner == "bare":
        largest = next(ending for ending in ("0000", "00", "") if any(c.endswith(ending) for c in codes))
        codes = {c for c in codes if c.endswith(largest)}
    return Name(tuple(sorted(codes)), manner, homes)


def _division_names(divisions: Iterable[Place], raw: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Full and bare names of all divisions with the manner in which they name their place."""
    ordinary = frozenset(raw["bare"]["ordinary"].split())
    ordinary_full = frozenset(raw["bare"]["ordinary_full"].split())
    bare_name = _bare_name(raw["stems"])
    for place in divisions:
        stem = bare_name(place.name_zh)
        is_short = len(stem) < 2 or (len(stem) == 2 and place.name_zh[1:] == "城市")
        manner = "ordinary" if place.name_zh in ordinary_full else "short" if is_short else "full"
        yield place.name_zh, manner, place.code
        if len(stem) >= 2 and stem != place.name_zh:
            yield stem, "ordinary" if stem in ordinary else "bare", place.code
            if place.name_zh.endswith("自治州"):
                yield stem + "州", "full", place.code
    for text, code in raw["renamed"].items():
        yield text, "short" if len(text) < 3 else "full", code


def _area_names(raw: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    for code, area in raw.items():
        for text in {area.get("name_zh", code), *area.get("aliases", ())}:
            if area.get("quoted"):
                manner = "local" if "home" in area else "full"
                yield from ((wording, manner, code) for wording in (f"“{text}”", f'"{text}"'))
            else:
                yield text, "full", code
        for text in area.get("local", ()):
            yield text, "local", code


def _bare_name(raw: dict[str, Any]) -> Callable[[str], str]:
    """The function that takes a division's ending off its name."""
    endings = re.compile(f"(?:{'|'.join(raw['endings'])})$")
    peoples = "|".join(raw["peoples"].split())
    autonomous = re.compile(rf"(.{{2,}}?)(?:(?:{peoples})族?)+(?:{'|'.join(raw['autonomous'])})$")

    def bare(name: str) -> str:
        if "自治" in name and (found := autonomous.match(name)):
            return found[1]
        return endings.sub("", name)

    return bare


def _former_names(divisions: Iterable[Place], raw: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Names from before a county became a district or a city (密云县, 鹿泉市), with the place that bore them."""
    ordinary = frozenset(raw["bare"]["ordinary"].split())
    for place in divisions:
        stem, ending = place.name_zh[:-1], place.name_zh[-1]
        if place.kind != "county" or len(stem) < 2 or stem in ordinary or ending not in "区市":
            continue
        yield stem + "县", place.code
        if ending == "区" and stem[-1] != "城":
            yield stem + "市", place.code
