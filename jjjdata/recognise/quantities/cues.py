"""The words around a numeral, as `definitions/quantities.toml` lists them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from jjjdata.errors import DefinitionError

_SOURCE: Final = "definitions/quantities.toml"
_BARE_SCALES: Final = frozenset("百千万亿")
_LONGEST_WORD: Final = 6
# A comparator of one character stands at the end of a phrase only: 10%强 is one, 强国 is none.
_PHRASE_END: Final = r"(?=[，。、；：,;:）)的]|\s|$)"


@lru_cache(maxsize=1)
def definitions() -> dict[str, Any]:
    """The whole file."""
    return tomllib.loads(files("jjjdata").joinpath(_SOURCE).read_text("utf-8"))


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w))))


def is_bare_scale(numeral: str) -> bool:
    """Whether a numeral is a scale without a digit: 千亿, 百万.

    >>> is_bare_scale("千亿"), is_bare_scale("十亿")
    (True, False)
    """
    return _BARE_SCALES.issuperset(numeral)


@lru_cache(maxsize=1)
def _leading() -> tuple[dict[str, str], dict[str, str], frozenset[str], int]:
    given = definitions()
    before: dict[str, str] = given["before"]
    before_scale: dict[str, str] = given["before_scale"]
    lasts = frozenset(w[-1] for w in (*before, *before_scale))
    return before, before_scale, lasts, max(map(len, before))


def leading_comparator(text: str, start: int, numeral: str) -> tuple[str, int]:
    """The comparator that ends right before `start`, and where it begins.

    >>> leading_comparator("计划投资额约650亿元", 6, "650亿"), leading_comparator("公约3项", 2, "3")
    (('~', 5), ('=', 2))
    """
    before, before_scale, lasts, longest = _leading()
    if not start or text[start - 1] not in lasts:
        return "=", start
    for length in range(min(longest, start), 0, -1):
        word = text[start - length : start]
        mark = before.get(word) or (before_scale.get(word) if is_bare_scale(numeral) else None)
        if mark is None and text.startswith("成", start + len(numeral)):
            mark = definitions()["before_tenths"].get(word)
        if mark is None:
            continue
        left = text[start - length - 1] if start > length else ""
        if left and left in definitions()["not_comparator"].get(word, ""):
            return "=", start
        return mark, start - length
    return "=", start


@lru_cache(maxsize=1)
def _trailing() -> tuple[re.Pattern[str], frozenset[str]]:
    marks = definitions()["after"]
    parts = "|".join(
        re.escape(m) + ("" if len(m) > 1 else _PHRASE_END) for m in sorted(marks, key=lambda w: (-len(w), w))
    )
    return re.compile(rf"(?:（含）|\(含\)|（含本数）)?({parts})"), frozenset(m[0] for m in marks) | {
        "（",
        "(",
    }


def trailing_comparator(text: str, end: int) -> tuple[str | None, int]:
    """The comparator right after `end` and where it ends; None and `end` where there is none.

    >>> trailing_comparator("30平方公里以上", 6), trailing_comparator("5%左右", 2), trailing_comparator("10强国", 2)
    (('>=', 8), ('~', 4), (None, 2))
    """
    pattern, firsts = _trailing()
    if text[end : end + 1] not in firsts:
        return None, end
    match = pattern.match(text, end)
    return (definitions()["after"][match[1]], match.end()) if match else (None, end)


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    found: dict[str, str] = {}
    for verdict, words in definitions()["words"].items():
        for word in words:
            if found.setdefault(word, verdict) != verdict:
                problem = f"{word!r} is both {found[word]} and {verdict}"
                raise DefinitionError(_SOURCE, problem, "Leave it in one list.")
    return found


@lru_cache(maxsize=1)
def _pairs() -> frozenset[str]:
    """Every two neighbouring characters of a fixed word: without one of them around there is no word."""
    return frozenset(word[i : i + 2] for word in _words() for i in range(len(word) - 1))


def fixed_word(text: str, start: int, end: int) -> tuple[str, int] | None:
    """The verdict on the longest fixed word around the numeral's first or last character, and the word's end.

    >>> fixed_word("进一步完善", 1, 2), fixed_word("一项", 0, 1), fixed_word("三家", 0, 1)
    (('word', 3), ('word', 2), None)
    """
    pairs = _pairs()
    places = [
        place
        for place in ({start, end - 1} if end - start > 1 else (start,))
        if text[place : place + 2] in pairs or (place and text[place - 1 : place + 1] in pairs)
    ]
    if not places:
        return None
    words = _words()
    for length in range(_LONGEST_WORD, 1, -1):
        for place in places:
            for first in range(max(0, place - length + 1), place + 1):
                word = text[first : first + length]
                verdict = words.get(word) if len(word) == length else None
                if verdict is not None:
                    return verdict, first + length
    return None
