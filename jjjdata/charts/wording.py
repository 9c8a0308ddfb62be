"""The words of charts and reports, both languages side by side in data files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

from jjjdata.errors import UnknownNameError

LANGUAGES: Final = ("zh", "en")


@dataclass(frozen=True)
class Wording:
    """The words of one language: `words("key", name=value)` fills the sentence of that key."""

    language: str
    sentences: dict[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The sentence of the key with its places filled in."""
        return self.sentences[key].format(**values)

    def listing(self, parts: list[str] | tuple[str, ...]) -> str:
        """Join parts as a list in words: 天津、河北; Tianjin and Hebei."""
        if self.language == "zh":
            return "、".join(parts)
        if len(parts) <= 1:
            return "".join(parts)
        return f"{', '.join(parts[:-1])} and {parts[-1]}"

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
