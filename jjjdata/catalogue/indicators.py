"""The catalogue of indicators: what each one is, and which statements are about it.

Every indicator is an entry of `definitions/indicators.toml`; `docs/indicators.md` says how to add one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jjjdata.catalogue.entries import SOURCE, Indicator, read_entry, refusal
from jjjdata.catalogue.matching import Pattern, Surroundings, any_of, normalise
from jjjdata.catalogue.places import gazetteer


@dataclass(frozen=True)
class Catalogue:
    """The entries by id, and the index by which a wording finds them."""

    entries: dict[str, Indicator]
    topics: dict[str, tuple[str, str]]
    surroundings: Surroundings
    index: dict[str, tuple[tuple[Indicator, Pattern], ...]]

    def candidates(self, wording: str) -> Iterable[tuple[Indicator, Pattern]]:
        """Patterns one of whose first words may begin at some place of the wording."""
        pairs = {wording[i : i + 2] for i in range(len(wording) - 1)}
        return {id(c[1]): c for pair in pairs & self.index.keys() for c in self.index[pair]}.values()


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """Load the catalogue; raises DefinitionError where an entry contradicts itself."""
    raw = tomllib.loads(files("jjjdata").joinpath(SOURCE).read_text("utf-8"))
    topics = {t: (names["zh"], names["en"]) for t, names in raw["topics"].items()}
    entries: dict[str, Indicator] = {}
    index: dict[str, list[tuple[Indicator, Pattern]]] = {}
    for fields in raw["indicator"]:
        entry = read_entry(fields, topics)
        if entry.id in entries:
            raise refusal(entry.id, "the id stands twice")
        entries[entry.id] = entry
        for pattern in entry.patterns:
            for start in {anchor[:2] for anchor in pattern.anchors}:
                index.setdefault(start, []).append((entry, pattern))
    for entry in entries.values():
        _check_relations(entry, entries)
    return Catalogue(entries, topics, _surroundings(raw["wording"]), {k: tuple(v) for k, v in index.items()})


def _check_relations(entry: Indicator, entries: dict[str, Indicator]) -> None:
    """The indicators that an entry names must exist, and its parts be measured as it is."""
    parts = [part for group in entry.parts for part in group]
    if unknown := [i for i in (entry.part, entry.whole, *parts) if i is not None and i not in entries]:
        raise refusal(entry.id, f"unknown indicator {unknown[0]}")
    other = [i for i in parts if (entries[i].unit, entries[i].aggregation) != (entry.unit, entry.aggregation)]
    if entry.as_part and not any(entry.id in group for each in entries.values() for group in each.parts):
        raise refusal(entry.id, "as_part names it beside a whole, but no indicator has it among its parts")
    if other or any(len(group) < 2 for group in entry.parts):
        raise refusal(entry.id, "parts must be two or more indicators of its own unit and aggregation")


def indicators() -> dict[str, Indicator]:
    """All indicators by id, in the order of the file (topic, then id).

    >>> indicators()["pm25"].unit
    'ug/m3'
    """
    return catalogue().entries


def topics() -> dict[str, tuple[str, str]]:
    """Topics -> (Chinese name, English name)."""
    return catalogue().topics


def identify(
    wording: str,
    *,
    unit: str,
    measure: str = "level",
    aggregation: str | None = None,
    place: str | None = None,
    counterpart: str | None = None,
) -> str | None:
    """The id of the indicator that a statement is about, or None: the wrong one is worse than none.

    `wording` is the statement's `indicator`; the other arguments are its columns of the same names. Where
    several entries match, the one whose own words take most of the wording wins; a tie is none.

    >>> identify("细颗粒物平均浓度", unit="%", measure="change", place="JJJ")
    'pm25'
    >>> identify("单位地区生产总值能耗", unit="CNY") is None
    True
    """
    return _identify(normalise(wording), (unit, measure, aggregation), (place, counterpart))


@lru_cache(maxsize=8192)
def _identify(
    wording: str, kind: tuple[str, str, str | None], places: tuple[str | None, str | None]
) -> str | None:
    unit, measure, aggregation = kind
    known = catalogue()
    best, winner = 0, None
    for entry, pattern in known.candidates(wording):
        if (
            measure not in entry.measures
            or not entry.accepts_unit(unit, measure)
            or entry.takes_aggregation(aggregation) is None
            or not entry.fits_places(wording, *places)
        ):
            continue
        score = pattern.score(wording, known.surroundings, growing=measure in ("change", "multiple"))
        if score > best:
            best, winner = score, entry.id
        elif score == best and score and winner != entry.id:
            winner = None
    return winner


def indicator_rows() -> list[dict[str, object]]:
    """Rows of the `indicators` table, by id."""
    return [
        {
            "indicator_id": i.id,
            "name_en": i.name_en,
            "name_zh": i.name_zh,
            "definition_en": i.definition_en,
            "definition_zh": i.definition_zh,
            "topic": i.topic,
            "unit": i.unit,
            "aggregation": i.aggregation,
            "better": i.better,
            "additive": i.additive,
            "aliases": "|".join(i.aliases),
            "publisher": i.publisher,
        }
        for _, i in sorted(indicators().items())
    ]


def _surroundings(raw: dict[str, Any]) -> Surroundings:
    """The words that may stand beside any indicator."""
    neutral, growth = any_of(tuple(raw["neutral"])), any_of(tuple(raw["growth"]))
    if neutral is None or growth is None:
        raise refusal("wording", "neutral and growth must list words")
    return Surroundings(neutral, growth, gazetteer().words, frozenset(gazetteer().abbreviations))
