"""One entry of the catalogue: what an indicator is, and what its statements look like."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from jjjdata.catalogue.conversion import factor
from jjjdata.catalogue.matching import Pattern
from jjjdata.catalogue.units import units
from jjjdata.errors import DefinitionError
from jjjdata.schema import AGGREGATIONS, MEASURES

SOURCE: Final = "definitions/indicators.toml"
RELATIVE: Final = frozenset({"%", "per mille", "pp", "times"})
TO_DATE: Final = ("stock", "cumulative")  # both say what there is, or has been, by a moment
REQUIRED: Final = frozenset(
    {"id", "name_zh", "name_en", "definition_zh", "definition_en", "topic", "unit", "aggregation"}
    | {"better", "additive"}
)
OPTIONAL: Final = ("publisher", "growth", "part", "whole", "counterpart", "place", "counterpart_place")
KEYS: Final = REQUIRED | frozenset(
    {"aliases", "publisher", "growth", "units", "measures", "aggregations", "counterpart", "involves"}
    | {
        "implies",
        "fraction",
        "named",
        "place",
        "counterpart_place",
        "flow_words",
        "part",
        "whole",
        "parts",
        "as_part",
        "none",
        "allow",
        "match",
    }
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
    fraction: bool  # whether it is a part of a whole, so that it lies between 0 and 100%
    implies: bool  # whether its growth says what earlier levels were
    growth: str | None  # price basis of its growth rates where a text does not say
    units: frozenset[str]  # units that count as its own, besides those that convert
    measures: frozenset[str]
    aggregations: tuple[str, ...]
    counterpart: str | None  # "required" or "none"; None for either
    involves: tuple[frozenset[str], ...]  # all places of one of these must be among its place and counterpart
    named: tuple[str, ...]  # words that name such places well enough in the wording itself
    place: str | None  # the place of its series, whichever side a text takes; None for the statement's own
    counterpart_place: str | None  # the counterpart of such series
    flow_words: tuple[str, ...]  # words after which a counterpart is required
    part: str | None  # of a ratio: the indicator above the line
    whole: str | None  # of a ratio: the indicator below the line
    parts: tuple[tuple[str, ...], ...]  # lists of indicators that add up to this one
    as_part: tuple[str, ...]  # short names that suffice beside the whole that it is a part of
    patterns: tuple[Pattern, ...]

    def accepts_unit(self, unit: str, measure: str) -> bool:
        """Whether a statement of this measure may be in this unit."""
        own = unit in self.units or factor(unit, self.unit) is not None
        if measure == "level":
            return own
        if measure == "change" and unit == "pp":  # points are of rates; of all else they compare its growth
            return self.unit in ("%", "per mille")
        if measure == "change":
            return own or unit in RELATIVE
        return unit in {"multiple": ("times", "%"), "share": ("%", "per mille"), "rank": ("count",)}[measure]

    def fits_places(self, wording: str, place: str | None, counterpart: str | None) -> bool:
        """Whether the places of a statement are those that the entry asks for."""
        if self.counterpart == "none" and counterpart:
            return False
        flows = self.counterpart == "required" or any(word in wording for word in self.flow_words)
        if flows and not counterpart:
            return False
        if not self.involves or any(word in wording for word in self.named):
            return True
        both = set(f"{place or ''}+{counterpart or ''}".split("+"))
        return any(places <= both for places in self.involves)

    def series_places(self, place: str, counterpart: str | None) -> tuple[str, str | None]:
        """Place and counterpart of the series that a statement with these belongs to."""
        if self.place is not None:
            return self.place, self.counterpart_place
        return place, None if counterpart == place else counterpart

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


def read_entry(raw: dict[str, Any], topics: Iterable[str]) -> Indicator:
    """One entry of the file, checked; raises DefinitionError where it is not in order."""
    name = str(raw.get("id", "an entry without id"))
    if unknown := sorted(raw.keys() - KEYS):
        raise refusal(name, f"unknown key {', '.join(unknown)}")
    if missing := sorted(REQUIRED - raw.keys()):
        raise refusal(name, f"{', '.join(missing)} missing")
    aggregations = tuple(raw.get("aggregations", (raw["aggregation"],)))
    measures = frozenset(raw.get("measures", _usual_measures(raw["unit"])))
    problems = {
        f"unknown topic {raw['topic']!r}": raw["topic"] not in topics,
        f"unknown unit {raw['unit']!r}": raw["unit"] not in units(),
        "better must be higher, lower or neither": raw["better"] not in ("higher", "lower", "neither"),
        "counterpart must be required or none": raw.get("counterpart") not in (None, "required", "none"),
        "unknown aggregation": not {raw["aggregation"], *aggregations} <= set(AGGREGATIONS),
        "only a rate can be a fraction": raw.get("fraction", False) and raw["unit"] not in ("%", "per mille"),
        "unknown measure": not measures <= set(MEASURES),
    }
    for problem, present in problems.items():
        if present:
            raise refusal(name, problem)
    optional: dict[str, Any] = {k: raw.get(k) for k in OPTIONAL}
    return Indicator(
        **{k: raw[k] for k in REQUIRED},
        **optional,
        aliases=tuple(raw.get("aliases", ())),
        fraction=raw.get("fraction", False),
        implies=raw.get("implies", True),
        units=frozenset(raw.get("units", ())),
        measures=measures,
        aggregations=aggregations,
        involves=tuple(frozenset(places.split("+")) for places in raw.get("involves", ())),
        named=tuple(raw.get("named", ())),
        flow_words=tuple(raw.get("flow_words", ())),
        parts=tuple(map(tuple, raw.get("parts", ()))),
        as_part=tuple(raw.get("as_part", ())),
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


def refusal(name: str, problem: str) -> DefinitionError:
    """The error for an entry that is not in order."""
    return DefinitionError(SOURCE, f"indicator {name}: {problem}", "Correct it; see docs/indicators.md.")
