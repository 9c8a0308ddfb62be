"""From when on a check speaks: `definitions/checks.toml`, read once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True)
class Thresholds:
    """The numbers and words of the file, under its names."""

    complete: re.Pattern[str]
    average: re.Pattern[str]
    factor: float
    points: float
    smallest: float
    years: int
    revision: float
    rough: float
    forced: float


@lru_cache(maxsize=1)
def thresholds() -> Thresholds:
    """The thresholds of the package.

    >>> bool(thresholds().complete.search("，包括疏解类"))
    True
    """
    raw = tomllib.loads(files("jjjdata").joinpath("definitions/checks.toml").read_text("utf-8"))
    complete, average = (
        re.compile("|".join(map(re.escape, raw["parts"][name]))) for name in ("complete", "average")
    )
    return Thresholds(complete, average, **raw["jumps"], **raw["sources"], **raw["targets"], **raw["shares"])
