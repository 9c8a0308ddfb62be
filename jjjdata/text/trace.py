"""A text that remembers, for each of its characters, where in the original it came from."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Edit(NamedTuple):
    """Replace `text[start:end]` by `put`, which may be empty; with a `reason` it is recorded as a cut."""

    start: int
    end: int
    put: str = ""
    reason: str = ""


class Cut(NamedTuple):
    """A stretch [start, end) of the original that was taken out, and why.

    Reasons: markup, repeated, furniture, garbled.
    """

    start: int
    end: int
    reason: str


@dataclass(frozen=True)
class Traced:
    """A text on its way through the repairs, with the original place of each character.

    `starts[i]` and `ends[i]` bound the original characters that `text[i]` stands for.
    """

    text: str
    starts: array[int]
    ends: array[int]
    cuts: tuple[Cut, ...] = ()

    @classmethod
    def of(cls, text: str) -> Traced:
        """The text as it is, each character from its own place."""
        places = array("l", range(len(text) + 1))
        return cls(text, places[:-1], places[1:])

    def edit(self, edits: Iterable[Edit]) -> Traced:
        """The text with the edits made, which must be in order and apart from one another.

        What is put in the place of a stretch comes from the whole of that stretch.

        >>> Traced.of("a&amp;b").edit([Edit(1, 6, "&")]).text
        'a&b'
        """
        text, done, parts = self.text, 0, list[str]()
        starts, ends, cuts = array("l"), array("l"), list(self.cuts)
        for start, end, put, reason in edits:
            if start < done:
                continue  # inside an earlier edit: that one stands
            parts += text[done:start], put
            starts += self.starts[done:start]
            ends += self.ends[done:start]
            first, last = self._origin(start, end)
            starts.extend([first] * len(put))
            ends.extend([last] * len(put))
            if reason and first < last:
                cuts.append(Cut(first, last, reason))
            done = end
        if not parts:
            return self
        parts.append(text[done:])
        starts += self.starts[done:]
        ends += self.ends[done:]
        return Traced("".join(parts), starts, ends, tuple(cuts))

    def become(self, text: str) -> Traced:
        """The same places with other characters of the same number."""
        if len(text) != len(self.text):
            raise ValueError(f"{len(text)} characters cannot stand for {len(self.text)}")
        return Traced(text, self.starts, self.ends, self.cuts)

    def _origin(self, start: int, end: int) -> tuple[int, int]:
        if start < end:
            return self.starts[start], self.ends[end - 1]
        place = self.ends[start - 1] if start else 0
        return place, place


@dataclass(frozen=True)
class Repaired:
    """A readable text: one paragraph a line, simplified script, half-width digits and letters.

    `starts` and `ends` hold one entry for each character of `text`: the original [start, end) it came
    from. `cuts` are the stretches of the original that were taken out, in order and apart.
    """

    text: str
    starts: array[int]
    ends: array[int]
    cuts: tuple[Cut, ...]
    script: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Original [start, end) of the repaired slice `text[start:end]`."""
        if start < end:
            return self.starts[start], self.ends[end - 1]
        if start < len(self.starts):
            return self.starts[start], self.starts[start]
        place = self.ends[-1] if self.ends else 0
        return place, place


def in_order(cuts: Iterable[Cut]) -> tuple[Cut, ...]:
    """The cuts sorted and apart; where two overlap, the earlier-starting, longer one stands.

    >>> in_order([Cut(5, 9, "markup"), Cut(0, 7, "repeated")])
    (Cut(start=0, end=7, reason='repeated'), Cut(start=7, end=9, reason='markup'))
    """
    done, apart = 0, list[Cut]()
    for cut in sorted(cuts, key=lambda c: (c.start, -c.end)):
        if cut.end > done:
            apart.append(Cut(max(cut.start, done), cut.end, cut.reason))
            done = cut.end
    return tuple(apart)
