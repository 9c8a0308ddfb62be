"""Censuses: each is called by its number and tells of one moment, which its communiqués need not name."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import lru_cache
from importlib.resources import files

_FILE = "definitions/censuses.toml"
_CENSUS = re.compile(r"第(?P<number>[一二三四五六七八九十]{1,3})次全国(?P<of>[\u4e00-\u9fff]{2,4}?)普查")


def census(title: str | None) -> date | None:
    """The moment of the census that a title names; None where it names none or one that is not known.

    >>> census("某市第七次全国人口普查公报（第三号）")
    datetime.date(2020, 11, 1)
    """
    named = _CENSUS.search(title or "")
    if named is None:
        return None
    moment = _moments().get(named["of"], {}).get(named["number"])
    return date.fromisoformat(moment) if moment else None


@lru_cache(maxsize=1)
def _moments() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = tomllib.loads(files("jjjdata").joinpath(_FILE).read_text("utf-8"))
    return found
