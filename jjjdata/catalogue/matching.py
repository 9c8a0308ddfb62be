"""Whether a wording names a thing: groups of words that must stand in it, and what else may.

A pattern is strict by default: once its own words, the words that its entry allows, the neutral words of
reports (全市, 累计, 达到, ...) and names of places are taken away, nothing may be left. A word that nobody has
thought of (绿色, 单位, 人均, ...) then makes another thing of it, and the pattern does not match.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MARK = "\0"  # stands where a word was taken out, so that its neighbours do not grow together
_DROPPED = re.compile(r"[\s“”\"'‘’《》〈〉「」『』·・,，()（）]")


def normalise(wording: str) -> str:
    """The wording without spaces, quotes, brackets and commas, in capitals.

    >>> normalise("专精特新“小巨人”企业 pm2.5")
    '专精特新小巨人企业PM2.5'
    """
    return _DROPPED.sub("", wording).upper()


def any_of(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """One expression for the words, longest first; None for no words."""
    ordered = sorted({normalise(w) for w in words}, key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, ordered))) if ordered else None


@dataclass(frozen=True)
class Surroundings:
    """What may stand beside any indicator: neutral words, words of growth, names of places.

    `initials` are the characters that stand for provinces in a row (京津冀).
    """

    neutral: re.Pattern[str]
    growth: re.Pattern[str]
    places: frozenset[str]
    initials: frozenset[str] = frozenset()

    def explains(self, rest: str, growing: bool) -> bool:
        """Whether nothing is left of `rest` once these words are taken away."""
        if growing:
            rest = self.growth.sub(MARK, rest)
        rest = self.neutral.sub(MARK, rest)
        return all(self._is_places(piece) for piece in rest.split(MARK) if piece)

    def _is_places(self, piece: str) -> bool:
        """Whether the piece is one or more names of places in a row."""
        if piece in self.places or (len(piece) > 1 and self.initials.issuperset(piece)):
            return True
        return any(
            piece[:cut] in self.places and self._is_places(piece[cut:]) for cut in range(1, len(piece))
        )


@dataclass(frozen=True)
class Pattern:
    """Groups of words that must all stand in a wording (one word of each group), and what may beside."""

    groups: tuple[re.Pattern[str], ...]
    anchors: tuple[str, ...]
    none: re.Pattern[str] | None
    allow: re.Pattern[str] | None
    free: bool

    @classmethod
    def of(
        cls,
        words: tuple[tuple[str, ...], ...],
        none: tuple[str, ...] = (),
        allow: tuple[str, ...] = (),
        free: bool = False,
    ) -> Pattern:
        """Compile a pattern; `free` lets any other word stand beside, except those in `none`."""
        groups = tuple(g for g in map(any_of, words) if g is not None)
        return cls(groups, tuple(map(normalise, words[0])), any_of(none), any_of(allow), free)

    def score(self, wording: str, surroundings: Surroundings, growing: bool) -> int:
        """How many characters of the normalised `wording` the pattern's own words take; 0 for no match.

        >>> beside = Surroundings(re.compile("全市|达到"), re.compile("增长"), frozenset({"北京"}))
        >>> gdp = Pattern.of((("地区生产总值", "GDP"),))
        >>> [gdp.score(w, beside, False) for w in ("北京全市地区生产总值", "人均GDP")]
        [6, 0]
        """
        if self.none is not None and self.none.search(wording):
            return 0
        rest, taken = wording, 0
        for group in self.groups:
            found = group.search(rest)
            if found is None:
                return 0
            taken += len(found[0])
            rest = rest[: found.start()] + MARK + rest[found.end() :]
        if self.free:
            return taken
        if self.allow is not None:
            rest = self.allow.sub(MARK, rest)
        return taken if surroundings.explains(rest, growing) else 0
