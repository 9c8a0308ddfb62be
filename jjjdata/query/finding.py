"""Find indicators by words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import polars as pl

from jjjdata.query.folder import DEFAULT_DATA, frame

# How much a word that is found in a field tells: an id or a name a little more than an alias, a definition least.
WEIGHTS: Final = {
    "indicator_id": 8.0,
    "name_zh": 8.0,
    "name_en": 8.0,
    "aliases": 7.0,
    "topic": 2.0,
    "definition_zh": 1.5,
    "definition_en": 1.5,
}
NEAR: Final = 0.4
"""What scores less than this part of the best is left out: it shares a word by chance."""

COVERAGE: Final = {
    "n_observations": pl.Int64,
    "first_year": pl.Int64,
    "last_year": pl.Int64,
    "places": pl.String,
}

_HAN = re.compile(r"[\u3400-\u9fff]")


def find(words: str, data: str | Path = DEFAULT_DATA, *, limit: int = 20) -> pl.DataFrame:
    """Indicators that the words describe, best first; an empty frame when there is none.

    `words` are Chinese or English, in any order; not every word must be found, but what has more of them
    comes first. A Chinese phrase also finds names that hold most of it.

    A polars frame of at most `limit` rows. Columns: indicator_id, name_zh, name_en, topic, unit (a code of table
    units), n_observations, first_year, last_year, places (codes with observations, joined by a space), score (at most
    8: how well names, aliases and definition answer). Source: tables `indicators` and `observations`.

    Raises TableError when `data` holds no tables.

    >>> find("technology contracts").select("indicator_id", "unit").row(0)
    ('tech_contracts', 'CNY')
    >>> "tech_contracts" in find("技术合同")["indicator_id"]
    True
    """
    indicators = frame("indicators", data)
    terms = [term for term in re.split(r"[\s,，、;；]+", words.lower()) if term]
    scores = [_score(terms, row) for row in indicators.iter_rows(named=True)]
    return (
        indicators.with_columns(pl.Series("score", scores, dtype=pl.Float64))
        .filter(pl.col("score") > 0, pl.col("score") >= NEAR * pl.col("score").max())
        .join(_coverage(data), on="indicator_id", how="left")
        .with_columns(pl.col("n_observations").fill_null(0))
        .sort(["score", "n_observations", "indicator_id"], descending=[True, True, False])
        .select("indicator_id", "name_zh", "name_en", "topic", "unit", *COVERAGE, "score")
        .head(limit)
    )


def _coverage(data: str | Path) -> pl.DataFrame:
    """What the tables hold of each indicator."""
    return (
        frame("observations", data)
        .group_by("indicator_id")
        .agg(
            pl.len().cast(pl.Int64).alias("n_observations"),
            pl.col("year").min().alias("first_year"),
            pl.col("year").max().alias("last_year"),
            pl.col("place").unique().sort().str.join(" ").alias("places"),
        )
    )


def _score(terms: list[str], row: dict[str, object]) -> float:
    """How well an indicator answers: the mean over the words of how well each is found in its best field.

    Chinese words also count as the one phrase that they make when written without spaces (经济 总量).
    """
    if not terms:
        return 0.0
    apart = sum(_best(term, row) for term in terms) / len(terms)
    joined = _best("".join(terms), row) if all(map(_HAN.search, terms)) else 0.0
    return round(max(apart, joined), 3)


def _best(term: str, row: dict[str, object]) -> float:
    return max(weight * _match(term, str(row[field] or "").lower()) for field, weight in WEIGHTS.items())


def _match(term: str, text: str) -> float:
    """From 0 to 1: the field is the word, begins a word with it, holds it, or holds most of its pairs."""
    if not text:
        return 0.0
    if term in text.split("|"):
        return 1.0
    if term in text:
        at_word = re.search(rf"(?<![a-z0-9]){re.escape(term)}", text) is not None
        return 0.8 if at_word or _HAN.search(term) else 0.3
    return _pairs_in(term, text)


def _pairs_in(term: str, text: str) -> float:
    """Chinese is written without spaces: count the neighbouring pairs of characters that the text holds."""
    pairs = [term[n : n + 2] for n in range(len(term) - 1) if _HAN.search(term[n : n + 2])]
    held = sum(pair in text for pair in pairs)
    return 0.5 * held / len(pairs) if pairs and held * 2 >= len(pairs) else 0.0
