"""The shape of a document: headings, sentences, and what a heading says of what stands below it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Set
from dataclasses import dataclass

_NUMBERED = (
    (0, re.compile(r"第[一二三四五六七八九十百]+[编篇章节][、 　]?")),
    (1, re.compile(r"[一二三四五六七八九十]+、")),
    (2, re.compile(r"[（(][一二三四五六七八九十]+[）)]")),
    (3, re.compile(r"【")),
    (4, re.compile(r"\d{1,2}[.、．](?!\d)|[（(]\d{1,2}[）)]|[①-⑳](?=[^\d])")),
)
_UNNUMBERED = 5
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]*[”’」』）)]*")
_LISTED = 3  # numbers of this level and deeper also open the items of a list
_DEEPEST = 3
_LONGEST_HEADING = 36
_LONGEST_SENTENCE = 1500
_CLAUSES = re.compile(r"[，,]")
_PROSE = re.compile(r"[。；;！？!?…]")


@dataclass(frozen=True)
class Sentence:
    """A sentence by its place in the repaired text, with the headings above it (outermost first).

    `line` counts lines; `headline` is True where the sentence is itself a heading; `row` where it looks like
    a row of a table.
    """

    start: int
    end: int
    line: int
    headings: tuple[str, ...] = ()
    headline: bool = False


def heading_level(line: str) -> int | None:
    """0 to 4 for a numbered heading, None where the line does not begin with a number of one.

    >>> heading_level("（一）经济运行"), heading_level("2024年"), heading_level("4.生态")
    (2, None, 4)
    """
    return next((level for level, number in _NUMBERED if number.match(line)), None)


def number_length(line: str) -> int:
    """How many characters the heading's number takes at the beginning of the line."""
    return next((m.end() for _, number in _NUMBERED if (m := number.match(line))), 0)


def sentences(
    text: str, has_quantity: list[tuple[int, int]], rows: Set[int] = frozenset()
) -> Iterator[Sentence]:
    """The sentences of a repaired text, in order; `has_quantity` are the spans of its quantities.

    A line is a heading when it is short, of one clause, ends without a full stop and holds no quantity; a
    numbered first sentence of a paragraph is one too. One right below another is its subheading. Lines that
    begin at one of `rows` are rows of a table: one sentence each, no heading.
    """
    headings: dict[int, str] = {}
    starts = [s for s, _ in has_quantity]
    start, run = 0, 0  # `run` counts the headings that stand one right below another
    for number, line in enumerate(text.split("\n")):
        end = start + len(line)
        if start in rows:
            yield Sentence(start, end, number, _in_order(headings))
            start, run = end + 1, 0
            continue
        level = heading_level(line)
        for low, high in _stretches(text, start, end, has_quantity, starts):
            first = low == start
            counted = _any_between(starts, low + (number_length(line) if first else 0), high)
            headline = first and not counted and _is_heading(text[low:high], level, whole=high == end)
            depth = _depth(level, run, headings)
            if headline:
                headings = {k: v for k, v in headings.items() if k < depth}
            yield Sentence(low, high, number, _in_order(headings), headline)
            if headline:
                headings[depth] = text[low:high].strip()
            run = run + 1 if headline else 0
        start = end + 1


def _in_order(headings: dict[int, str]) -> tuple[str, ...]:
    return tuple(headings[depth] for depth in sorted(headings))


def _is_heading(words: str, level: int | None, *, whole: bool) -> bool:
    """Whether the words that open a line are a heading; `whole` says that they are the whole line."""
    if len(words) > _LONGEST_HEADING:
        return False
    one_clause = whole and not _PROSE.search(words) and not _CLAUSES.search(words)
    return one_clause or (level is not None and level < _LISTED)


def _depth(level: int | None, run: int, headings: dict[int, str]) -> int:
    """How deep a heading stands; without a number, right below another of its kind, one deeper."""
    if level is not None:
        return level
    nested = run if run and max(headings) >= _UNNUMBERED else 0
    return _UNNUMBERED + min(nested, _DEEPEST)


def _stretches(
    text: str, start: int, end: int, spans: list[tuple[int, int]], starts: list[int]
) -> Iterator[tuple[int, int]]:
    """The sentences of a line; one too long to be one is cut between clauses, never inside a quantity.

    What a number takes from its sentence is looked for within it, so that its length bounds the work.
    """
    for match in _SENTENCE.finditer(text, start, end):
        low, high = match.span()
        while high - low > _LONGEST_SENTENCE:
            mark = max(
                text.rfind(c, low + _LONGEST_SENTENCE // 2, low + _LONGEST_SENTENCE) for c in "；;，,、"
            )
            cut = mark + 1 if mark >= 0 else low + _LONGEST_SENTENCE
            i = bisect_left(starts, cut) - 1
            if i >= 0 and spans[i][1] > cut:
                cut = spans[i][0] if spans[i][0] > low else spans[i][1]
            yield low, cut
            low = cut
        yield low, high


def _any_between(starts: list[int], low: int, high: int) -> bool:
    i = bisect_left(starts, low)
    return i < len(starts) and starts[i] < high
