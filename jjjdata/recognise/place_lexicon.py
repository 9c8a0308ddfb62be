"""The words by which place names are recognised, made ready for fast look-up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jjjdata.catalogue.place_names import Name, place_words
from jjjdata.catalogue.places import Gazetteer, gazetteer

HAN = "\u3400-\u9fff"


@dataclass(frozen=True, eq=False)
class RowRules:
    """When characters in a row name provinces (京津, 川渝, 云贵川): see [abbreviations] in places.toml."""

    strong: frozenset[str]
    listed: tuple[str, ...]
    never: frozenset[str]
    loose: frozenset[str]
    followers: frozenset[str]
    alone: frozenset[str]
    not_after_alone: frozenset[str]
    not_places: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Everything the recogniser looks up.

    `index` maps the first two characters of every wording to the lengths that begin so, longest first; 0 stands
    for a row of abbreviations, 1 for one abbreviation behind a word such as 在.
    """

    gazetteer: Gazetteer
    names: Mapping[str, Name]
    renowned: frozenset[str]
    deictic: frozenset[str]
    index: Mapping[str, tuple[int, ...]]
    rows: RowRules
    common_words: frozenset[str]
    not_before: Mapping[str, str]
    not_after: Mapping[str, str]
    not_before_ending: Mapping[str, str]
    street: re.Pattern[str]
    line: re.Pattern[str]
    road: re.Pattern[str]
    deictic_not_before: str
    deictic_not_after: str
    deictic_not_places: tuple[str, ...]
    edges: frozenset[str]
    tail: re.Pattern[str]
    extent: re.Pattern[str]
    route: re.Pattern[str]
    organisation: re.Pattern[str]
    organisation_with_name: re.Pattern[str]
    annex: re.Pattern[str]


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first."""
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon of the package's definitions, built once."""
    raw, known = place_words(), gazetteer()
    deictic, bare, organisations = raw["deictic"], raw["bare"], raw["organisations"]
    rows = _row_rules(raw["abbreviations"])
    acts = any_of(organisations["acts"].split())
    gap = f"(?:(?![{organisations['breaks']}]|{acts})[{HAN}])"
    follow = f"(?![{organisations['not_before']}])"
    return Lexicon(
        gazetteer=known,
        names=known.names,
        renowned=frozenset(bare["renowned"].split()),
        deictic=frozenset(deictic["words"]),
        index=_index([*known.names, *deictic["words"]], known.abbreviations, rows, raw["abbreviations"]),
        rows=rows,
        common_words=_common_words(),
        not_before=bare["not_before"],
        not_after=bare["not_after"],
        not_before_ending=bare["not_before_ending"],
        street=re.compile(bare["street"]),
        line=re.compile(bare["line"]),
        road=re.compile(bare["road"]),
        deictic_not_before=deictic["not_before"],
        deictic_not_after=deictic["not_after"],
        deictic_not_places=tuple(deictic["not_places"]),
        edges=frozenset(bare["edges"]["before"]),
        tail=re.compile(any_of(deictic["tail"])),
        extent=re.compile(deictic["extent"]),
        route=re.compile(any_of(raw["routes"]["endings"])),
        organisation=re.compile(f"{gap}{{0,8}}?(?:{any_of(organisations['endings'].split())}){follow}"),
        organisation_with_name=re.compile(
            f"({gap}{{2,8}}?)(?:{any_of(organisations['endings_with_name'].split())}){follow}"
        ),
        annex=re.compile(f"附属{gap}{{2,6}}?(?:{any_of(organisations['annexes'].split())})"),
    )


def _row_rules(raw: dict[str, Any]) -> RowRules:
    return RowRules(
        strong=frozenset(raw["strong"]),
        listed=tuple(raw["pairs"]),
        never=frozenset(raw["never"]),
        loose=frozenset(raw["loose"]),
        followers=frozenset(raw["followers"]),
        alone=frozenset(raw["alone"]),
        not_after_alone=frozenset(raw["not_after_alone"]),
        not_places=tuple(raw["not_places"]),
    )


def _index(
    wordings: Iterable[str], abbreviations: Mapping[str, str], rows: RowRules, raw: dict[str, Any]
) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for text in wordings:
        lengths.setdefault(text[:2], set()).add(len(text))
    for first in abbreviations:
        for second in abbreviations:
            if first != second:
                lengths.setdefault(first + second, set()).add(0)
    for before in raw["before_alone"]:
        for letter in rows.alone:
            lengths.setdefault(before + letter, set()).add(1)
    return {pair: tuple(sorted(found, reverse=True)) for pair, found in lengths.items()}


def _common_words() -> frozenset[str]:
    text = files("jjjdata").joinpath("definitions/common_words.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
