"""The reader's cue words, compiled once from `definitions/reading.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import Any


@lru_cache(maxsize=1)
def _raw() -> dict[str, Any]:
    return tomllib.loads(files("jjjdata").joinpath("definitions/reading.toml").read_text("utf-8"))


def words(table: str, key: str) -> list[str]:
    """The cue words of one list, longest first. `table` may be nested: "status.target"."""
    entry = _raw()
    for part in table.split("."):
        entry = entry[part]
    return sorted(entry[key], key=lambda w: (-len(w), w))


def alternatives(cues: Iterable[str], *, literal: bool = True) -> str:
    """A regular expression for any of the cues; those not `literal` may hold lookaheads of their own."""
    return "|".join(re.escape(w) if literal else w for w in sorted(cues, key=lambda w: (-len(w), w)))


@lru_cache(maxsize=64)
def pattern(
    table: str, *keys: str, before: str = "", after: str = "", literal: bool = True
) -> re.Pattern[str]:
    """`before` + any cue of the lists + `after`, compiled."""
    cues = [w for key in keys for w in words(table, key)]
    return re.compile(f"{before}(?P<cue>{alternatives(cues, literal=literal)}){after}")
