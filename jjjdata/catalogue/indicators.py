"""The catalogue of indicators: what each one is, and which statements are about it.

Every indicator is an entry of `definitions/indicators.toml`; `docs/indicators.md` says how to add one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from jjjdata.catalogue.conversion import factor
from jjjdata.catalogue.matching import Pattern, Surroundings, any_of, normalise
from jjjdata.catalogue.places import gazetteer
from jjjdata.catalogue.units import units
from jjjdata.errors import DefinitionError
from jjjdata.schema import AGGREGATIONS, MEASURES

SOURCE: Final = "definitions/indicators.toml"
RELATIVE: Final = frozenset({"%", "per mille", "pp", "times"})
TO_DATE: Final = ("stock", "cumulative")  # both say what there is, or has been, by a moment
KEYS: Final = frozenset(
    ("id", "name_zh", "name_en", "definition_zh", "definition_en", "topic", "unit", "aggregation", "better")
    + ("additive", "aliases", "publisher", "growth", "units", "measures", "aggregations", "counterpart")
    + ("involves", "flow_words", "none", "allow", "match")
)


@dataclass(frozen=True)
class Indicator:
    """One indicator: what it is (the first fields) and which statements are about it (the others)."""

    id: str
    name_zh: str
    name_en: str
    definition_zh: str
    definition_en: str
    topic: str
    unit: str
    aggregation: str
    better: str
    additive: bool
    aliases: tuple[str, ...]
    publisher: str | None
    growth: str | None  # price basis of its growth rates where a text does not say
    units: frozenset[str]  # units that count as its own, besides those that convert
    measures: frozenset[str]
    aggregations: tuple[str, ...]
    counterpart: str  # required, none or any
    involves: frozenset[str]  # one of these places must be its place or counterpart
    flow_words: tuple[str, ...]  # words after which a counterpart is required
    patterns: tuple[Pattern, ...]

    def accepts_unit(self, unit: str, measure: str) -> bool:
        """Whether a statement of this measure may be in this unit."""
        own = unit in self.units or factor(unit, self.unit) is not None
        if measure == "level":
            return own
        if measure == "change":
            return own or unit in RELATIVE
        return unit in {"multiple": ("times", "%"), "share": ("%", "per mille"), "rank": ("count",)}[measure]

    def takes_aggregation(self, stated: str | None) -> str | None:
        """The aggregation of an observation whose statement says `stated`; None where they cannot meet.

        What stands at a moment and what has added up to it are told apart only where the entry names
        both; a flow is never taken for either, except of a thing that is a stock by its nature.
        """
        if stated is None:
            return self.aggregation
        if stated in self.aggregations:
            return stated
        if stated in TO_DATE:
            return next(
                (a for a in TO_DATE if a in self.aggregations), "period" if stated == "stock" else None
            )
        return "stock" if self.aggregation == "stock" else None


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
        entry = _entry(fields, topics)
        if entry.id in entries:
            raise _refusal(entry.id, "the id stands twice")
        entries[entry.id] = entry
        for pattern in entry.patterns:
            for start in {anchor[:2] for anchor in pattern.anchors}:
                index.setdefault(start, []).append((entry, pattern))
    return Catalogue(entries, topics, _surroundings(raw["wording"]), {k: tuple(v) for k, v in index.items()})


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
            or not _places_fit(entry, wording, *places)
        ):
            continue
        score = pattern.score(wording, known.surroundings, growing=measure in ("change", "multiple"))
        if score > best:
            best, winner = score, entry.id
        elif score == best and score and winner != entry.id:
            winner = None
    return winner


def _places_fit(entry: Indicator, wording: str, place: str | None, counterpart: str | None) -> bool:
    """Whether the statement's places are those that the entry asks for."""
    if entry.counterpart == "none" and counterpart:
        return False
    flows = entry.counterpart == "required" or any(word in wording for word in entry.flow_words)
    if flows and not counterpart:
        return False
    both = f"{place or ''}+{counterpart or ''}".split("+")
    return not entry.involves or not entry.involves.isdisjoint(both)


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


def _entry(raw: dict[str, Any], topics: dict[str, tuple[str, str]]) -> Indicator:
    """One entry of the file, checked."""
    name = str(raw.get("id", "an entry without id"))
    if unknown := sorted(raw.keys() - KEYS):
        raise _refusal(name, f"unknown key {', '.join(unknown)}")
    aggregations = tuple(raw.get("aggregations", (raw["aggregation"],)))
    measures = frozenset(raw.get("measures", _usual_measures(raw["unit"])))
    problems = {
        f"unknown topic {raw['topic']!r}": raw["topic"] not in topics,
        f"unknown unit {raw['unit']!r}": raw["unit"] not in units(),
        "better must be higher, lower or neither": raw["better"] not in ("higher", "lower", "neither"),
        "unknown aggregation": not {raw["aggregation"], *aggregations} <= set(AGGREGATIONS),
        "unknown measure": not measures <= set(MEASURES),
    }
    for problem, present in problems.items():
        if present:
            raise _refusal(name, problem)
    return Indicator(
        **{
            k: raw[k] for k in ("id", "name_zh", "name_en", "definition_zh", "definition_en", "topic", "unit")
        },
        **{k: raw[k] for k in ("aggregation", "better", "additive")},
        **{k: raw.get(k) for k in ("publisher", "growth")},
        aliases=tuple(raw.get("aliases", ())),
        units=frozenset(raw.get("units", ())),
        measures=measures,
        aggregations=aggregations,
        counterpart=raw.get("counterpart", "any"),
        involves=frozenset(raw.get("involves", ())),
        flow_words=tuple(raw.get("flow_words", ())),
        patterns=_patterns(raw),
    )


def _usual_measures(unit: str) -> tuple[str, ...]:
    """What is usually said of a quantity; of a rate, also as a share (覆盖率, 占比)."""
    return (
        ("level", "change", "share", "rank") if unit in RELATIVE else ("level", "change", "multiple", "rank")
    )


def _patterns(raw: dict[str, Any]) -> tuple[Pattern, ...]:
    """The names of an entry as one pattern, and its further ones."""
    none, allow = tuple(raw.get("none", ())), tuple(raw.get("allow", ()))
    names = (raw["name_zh"], *raw.get("aliases", ()))
    return (
        Pattern.of((names,), none, allow),
        *(
            Pattern.of(
                tuple(map(tuple, m["words"])),
                (*none, *m.get("none", ())),
                (*allow, *m.get("allow", ())),
                m.get("free", False),
            )
            for m in raw.get("match", ())
        ),
    )


def _surroundings(raw: dict[str, Any]) -> Surroundings:
    """The words that may stand beside any indicator."""
    neutral, growth = any_of(tuple(raw["neutral"])), any_of(tuple(raw["growth"]))
    if neutral is None or growth is None:
        raise _refusal("wording", "neutral and growth must list words")
    return Surroundings(neutral, growth, gazetteer().words, frozenset(gazetteer().abbreviations))


def _refusal(name: str, problem: str) -> DefinitionError:
    return DefinitionError(
        Path(SOURCE), f"indicator {name}: {problem}", "Correct the entry; see docs/indicators.md."
    )
