"""What a chart or a report is about: one indicator at one place, with everything behind its figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

from jjjdata.catalogue.nearest import nearest_places
from jjjdata.catalogue.places import gazetteer
from jjjdata.charts.naming import title_of, within_sentence
from jjjdata.charts.support import Input, Support
from jjjdata.charts.tables import Row, Stamps, finding_names, read_tables, stamps
from jjjdata.charts.wording import wording
from jjjdata.errors import UnknownNameError
from jjjdata.schema import ROLES
from jjjdata.store import DESCRIPTOR


@dataclass(frozen=True)
class Collection:
    """The tables that charts and reports draw on, held in memory."""

    tables: Mapping[str, tuple[Row, ...]]

    @classmethod
    def read(cls, data: Path | str) -> Collection:
        """The tables of a data folder (TableError when one is missing or of another schema).

        They are read again only when a file of the folder has changed.
        """
        folder = cls.folder(data).resolve()
        stamped = stamps(folder)
        if _held.get(folder, (None,))[0] != stamped:
            cls(read_tables(folder)).hold(folder, stamped)
        return _held[folder][1]

    def hold(self, folder: Path, stamped: Stamps) -> None:
        """Keep these tables as those of a folder, read when its files had these stamps; of one folder at a time."""
        _held.clear()
        _held[folder] = (stamped, self)

    @staticmethod
    def folder(data: Path | str) -> Path:
        """The folder itself; the default name is looked for in the folders above as well."""
        if Path(data, DESCRIPTOR).is_file():
            return Path(data)
        from jjjdata.query.folder import data_folder  # noqa: PLC0415 - loads polars, seldom needed

        return data_folder(data)

    @cached_property
    def indicators(self) -> dict[str, Row]:
        """Indicators of the catalogue by id."""
        return {row["indicator_id"]: row for row in self.tables["indicators"]}

    @cached_property
    def places(self) -> dict[str, Row]:
        """Places by code."""
        return {row["place"]: row for row in self.tables["places"]}

    @cached_property
    def documents(self) -> dict[str, Row]:
        """Documents by id."""
        return {row["document_id"]: row for row in self.tables["documents"]}

    @cached_property
    def observations(self) -> dict[str, Row]:
        """Observations by id."""
        return {row["observation_id"]: row for row in self.tables["observations"]}

    @cached_property
    def subjects(self) -> dict[tuple[str, str], tuple[Row, ...]]:
        """Observations by indicator and place, in order of time."""
        groups: dict[tuple[str, str], list[Row]] = {}
        for row in self.tables["observations"]:
            groups.setdefault((row["indicator_id"], row["place"]), []).append(row)
        return {key: tuple(sorted(rows, key=_in_time)) for key, rows in sorted(groups.items())}

    @cached_property
    def supports(self) -> dict[str, tuple[Support, ...]]:
        """Statements behind each observation, the chosen one first."""
        statements = {row["statement_id"]: row for row in self.tables["statements"]}
        order = {role: n for n, role in enumerate(ROLES)}
        groups: dict[str, list[Support]] = {}
        for row in self.tables["evidence"]:
            statement = statements[row["statement_id"]]
            document = self.documents[statement["document_id"]]
            support = Support(row["role"], statement, document, row.get("correction"))
            groups.setdefault(row["observation_id"], []).append(support)
        return {
            key: tuple(sorted(found, key=lambda s: (order[s.role], s.statement["statement_id"])))
            for key, found in groups.items()
        }

    @cached_property
    def observed(self) -> dict[str, tuple[str, ...]]:
        """The observations that each statement stands behind."""
        groups: dict[str, list[str]] = {}
        for row in self.tables["evidence"]:
            groups.setdefault(row["statement_id"], []).append(row["observation_id"])
        return {key: tuple(found) for key, found in groups.items()}

    @cached_property
    def inputs(self) -> dict[str, tuple[Input, ...]]:
        """What each implied observation was computed from."""
        groups: dict[str, list[Input]] = {}
        for row in self.tables["lineage"]:
            source = Input(row["input_role"], row["formula"], self.observations[row["input_id"]])
            groups.setdefault(row["observation_id"], []).append(source)
        return {key: tuple(found) for key, found in groups.items()}

    @cached_property
    def findings(self) -> dict[str, tuple[Row, ...]]:
        """What the checks found, by every observation and statement that it speaks of."""
        groups: dict[str, list[Row]] = {}
        for row in self.tables["findings"]:
            for name in finding_names(row):
                groups.setdefault(name, []).append(row)
        return {name: tuple(found) for name, found in groups.items()}

    def place_within(self, code: str | None, language: str) -> str:
        """The name of a place code, or of several joined by +, as it stands inside a sentence."""
        words = wording("charts", language)
        parts = [self.place_name(part, language) for part in (code or "").split("+")]
        return words.listing(parts if language == "zh" else [within_sentence(part) for part in parts])

    def place_name(self, code: str | None, language: str) -> str:
        """The name of a place code, or of several joined by +."""
        words = wording("charts", language)
        names = []
        for part in (code or "").split("+"):
            row = self.places.get(part)
            names.append(part if row is None else words.pick(row["name_zh"], row["name_en"]))
        return words.listing(names)

    def indicator_name(self, indicator: str, language: str) -> str:
        """The name of an indicator."""
        row = self.indicators[indicator]
        return wording("charts", language).pick(row["name_zh"], row["name_en"])

    def place_code(self, place: str) -> str:
        """The code of a place given as a code or by its Chinese or English name; else as it was given."""
        if place in self.places:
            return place
        names = {
            row[key]: code for code, row in self.places.items() for key in ("name_en", "name_zh") if row[key]
        }
        return names.get(place) or gazetteer().resolve(place) or place

    def subject(self, indicator: str, place: str | None = None) -> Subject:
        """One indicator at one place; without a place, the one with the most observations.

        Raises UnknownNameError with the nearest valid names when nothing is known of it.
        """
        observed = sorted({name for name, _ in self.subjects})
        if indicator not in observed:
            kind = "observation of indicator" if indicator in self.indicators else "indicator"
            raise UnknownNameError.among(
                kind, indicator, observed, "`jjjdata find WORDS` searches the names."
            )
        places = {code: len(rows) for (name, code), rows in self.subjects.items() if name == indicator}
        chosen = max(sorted(places), key=places.__getitem__) if place is None else self.place_code(place)
        if chosen not in places:
            remedy = f"Places with figures for {indicator}: {', '.join(sorted(places))}."
            raise UnknownNameError(
                "place",
                chosen,
                nearest_places(chosen, places),
                remedy,
                problem=self._silent_on(indicator, chosen),
            )
        return Subject(self, indicator, chosen, self.subjects[indicator, chosen])

    def _silent_on(self, indicator: str, place: str) -> str:
        """That these tables have no figures of the indicator for a place that exists; "" for what is no place."""
        known = gazetteer().places
        if not all(part in self.places or part in known for part in place.split("+")):
            return ""
        names = [known[part].name_zh if part in known else part for part in place.split("+")]
        return f"These tables have no figures of {indicator} for {'、'.join(names)} ({place})."


_held: Final[dict[Path, tuple[Stamps, Collection]]] = {}


@dataclass(frozen=True)
class Subject:
    """One indicator at one place, with its observations in order of time."""

    collection: Collection
    indicator: str
    place: str
    observations: tuple[Row, ...]

    def name(self, language: str) -> str:
        """The indicator's name."""
        return self.collection.indicator_name(self.indicator, language)

    def place_name(self, language: str) -> str:
        """The place's name."""
        return self.collection.place_name(self.place, language)

    def title(self, language: str) -> str:
        """Place and indicator together, as a heading."""
        return title_of(self.name(language), self.place_name(language), wording("charts", language))

    def within(self, start_year: int, end_year: int) -> Subject:
        """The same subject, with only the observations of these years and those without a year."""
        kept = tuple(r for r in self.observations if r["year"] is None or start_year <= r["year"] <= end_year)
        return Subject(self.collection, self.indicator, self.place, kept)

    def among(self, names: Container[str]) -> Subject:
        """The same subject, with only the observations of these ids."""
        kept = tuple(row for row in self.observations if row["observation_id"] in names)
        return Subject(self.collection, self.indicator, self.place, kept)

    def supports(self, observation: Row) -> tuple[Support, ...]:
        """Statements behind an observation; none for an implied one."""
        return self.collection.supports.get(observation["observation_id"], ())

    def inputs(self, observation: Row) -> tuple[Input, ...]:
        """What an implied observation was computed from."""
        return self.collection.inputs.get(observation["observation_id"], ())

    def roots(self, observation: Row) -> tuple[Support, ...]:
        """All statements that an observation rests on, through every step of its derivation."""
        found = {s.statement["statement_id"]: s for s in self._roots(observation, frozenset())}
        return tuple(found[key] for key in sorted(found))

    def documents(self) -> tuple[Row, ...]:
        """The documents behind the subject, by date of publication."""
        found = {s.document["document_id"]: s.document for o in self.observations for s in self.roots(o)}
        return tuple(sorted(found.values(), key=lambda d: (d["published"] or date.max, d["source"])))

    def classifier(self) -> str:
        """The Chinese counting word that the sources use most for these counts; "" where none."""
        words = Counter(
            support.statement["unit_text"]
            for row in self.observations
            if row["unit"] == "count"
            for support in self.roots(row)
            if support.statement["unit"] == "count" and support.statement["unit_text"]
        )
        return min(words, key=lambda word: (-words[word], word)) if words else ""

    def _roots(self, observation: Row, seen: frozenset[str]) -> Iterable[Support]:
        key = observation["observation_id"]
        if key in seen:
            return
        yield from self.supports(observation)
        for source in self.inputs(observation):
            yield from self._roots(source.observation, seen | {key})


def _in_time(row: Row) -> tuple[object, ...]:
    return (row["period_end"] or date.max, row["period_start"] or date.min, row["observation_id"])
