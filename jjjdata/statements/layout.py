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
_LONGEST_HEADING = 36
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
    start, after_heading = 0, 0
    for number, line in enumerate(text.split("\n")):
        end = start + len(line)
        if start in rows:
            yield Sentence(start, end, number, tuple(headings[k] for k in sorted(headings)))
            start, after_heading = end + 1, 0
            continue
        level = heading_level(line)
        for match in _SENTENCE.finditer(text, start, end):
            first = match.start() == start
            counted = _any_between(starts, match.start() + (number_length(line) if first else 0), match.end())
            short = match.end() - match.start() <= _LONGEST_HEADING
            whole = (
                first and match.end() == end and not _PROSE.search(match[0]) and not _CLAUSES.search(match[0])
            )
            headline = first and short and not counted and (whole or (level is not None and level < 3))
            if headline:
                depth = (
                    level
                    if level is not None
                    else _UNNUMBERED
                    + (after_heading if after_heading and max(headings) >= _UNNUMBERED else 0)
                )
                headings = {k: v for k, v in headings.items() if k < depth}
            yield Sentence(
                match.start(), match.end(), number, tuple(headings[k] for k in sorted(headings)), headline
            )
            if headline:
                headings[depth] = match[0].strip()
            after_heading = after_heading + 1 if headline else 0
        start = end + 1


def _any_between(starts: list[int], low: int, high: int) -> bool:
    i = bisect_left(starts, low)
    return i < len(starts) and starts[i] < high
