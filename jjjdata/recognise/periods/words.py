"""The words of definitions/periods.toml, loaded once, and regular expressions for them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jjjdata.errors import DefinitionError

_FILE = "definitions/periods.toml"


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """The definitions, as the file has them."""
    return checked(tomllib.loads(files("jjjdata").joinpath(_FILE).read_text("utf-8")))


def checked(raw: dict[str, Any]) -> dict[str, Any]:
    """The definitions, if they say what the grammar can read.

    Raises:
        DefinitionError: a year is named relative to something that is not known.
    """
    for entry in raw["relative_year"]:
        if entry["of"] not in ("published", "reported", "context"):
            problem = f"unknown reference {entry['of']!r}"
            remedy = "Use published, reported or context."
            raise DefinitionError(_FILE, problem, remedy, text="、".join(entry["words"]))
    return raw


def one_of(texts: Iterable[str]) -> str:
    """A pattern for any of the texts, longest first, factored by first character so that it fails early.

    >>> one_of(["今年", "今日", "年末"])
    '(?:今(?:年|日)|年末)'
    """
    groups: dict[str, list[str]] = {}
    for text in sorted(set(texts), key=lambda t: (-len(t), t)):
        groups.setdefault(text[0], []).append(text[1:])
    parts = [
        re.escape(first) + (re.escape(rest[0]) if len(rest) == 1 else f"(?:{'|'.join(map(re.escape, rest))})")
        for first, rest in groups.items()
    ]
    return f"(?:{'|'.join(parts)})"


def not_after(texts: Iterable[str]) -> str:
    """A lookbehind that fails directly after any of the texts."""
    by_length: dict[int, list[str]] = {}
    for text in texts:
        by_length.setdefault(len(text), []).append(re.escape(text))
    return "".join(f"(?<!{'|'.join(group)})" for _, group in sorted(by_length.items()))


def not_before(texts: Iterable[str]) -> str:
    """A lookahead that fails directly before any of the texts."""
    escaped = [re.escape(t) for t in texts]
    return f"(?!{'|'.join(escaped)})" if escaped else ""


def guarded(entry: dict[str, Any], texts: Iterable[str] | None = None) -> str:
    """A pattern for the entry's words with the neighbours that it forbids."""
    inner = one_of(entry["words"] if texts is None else texts)
    return not_after(entry.get("not_after", [])) + inner + not_before(entry.get("not_before", []))
