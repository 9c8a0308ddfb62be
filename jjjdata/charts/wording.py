"""The words of charts and reports, both languages side by side in data files."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

from jjjdata.errors import UnknownNameError

LANGUAGES: Final = ("zh", "en")


class Count(int):
    """A whole number that brings its noun, singular or plural, where a format names both.

    >>> f"{Count(1):page|pages}, {Count(1200):page|pages}, {Count(0):no page|page|pages}, {Count(2013)}"
    '1 page, 1,200 pages, no page, 2013'
    """

    def __format__(self, nouns: str) -> str:
        """The number as it is, or with the noun that fits; the first of three stands for nought altogether."""
        if "|" not in nouns:
            return super().__format__(nouns)
        *none, one, many = nouns.split("|")
        if none and self == 0:
            return none[0]
        return f"{int(self):,} {one if self == 1 else many}"


@dataclass(frozen=True)
class Wording:
    """The words of one language: `words("key", name=value)` fills the sentence of that key."""

    language: str
    sentences: dict[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The sentence of the key with its places filled in; `{n:page|pages}` takes the noun that fits a number."""
        counted = {name: Count(value) if type(value) is int else value for name, value in values.items()}
        return self.sentences[key].format(**counted)

    def listing(self, parts: list[str] | tuple[str, ...]) -> str:
        """Join parts as a list in words: 天津、河北; Tianjin and Hebei."""
        if self.language == "zh":
            return "、".join(parts)
        if len(parts) <= 1:
            return "".join(parts)
        return f"{', '.join(parts[:-1])} and {parts[-1]}"

    def sentences_together(self, sentences: Iterable[str]) -> str:
        """Whole sentences one after the other; Chinese ones need no space between them."""
        return ("" if self.language == "zh" else " ").join(sentences)

    def pick(self, zh: str | None, en: str | None) -> str:
        """The text of this language, or the other one where it is missing."""
        first, second = (zh, en) if self.language == "zh" else (en, zh)
        return first or second or ""


def check_language(language: str) -> str:
    """The language, or UnknownNameError when it is neither zh nor en."""
    if language not in LANGUAGES:
        raise UnknownNameError.among("language", str(language), LANGUAGES)
    return language


@lru_cache(maxsize=4)
def wording(room: str, language: str) -> Wording:
    """The words of a room of the package ("charts" or "reports") in one language.

    >>> wording("charts", "en").listing(["Beijing", "Tianjin", "Hebei"])
    'Beijing, Tianjin and Hebei'
    """
    raw = tomllib.loads(files("jjjdata").joinpath(room, "wording.toml").read_text("utf-8"))
    return Wording(check_language(language), {key: entry[language] for key, entry in raw.items()})
