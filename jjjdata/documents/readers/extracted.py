"""What a reader takes out of a file: its text, and where in the file each stretch of it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

_LINE_END = re.compile(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_SPACES = re.compile(r"[^\S\n]+")
_INSIDE_CELL = re.compile(r"\s*\n\s*")
_SIDES = re.compile(r"[A-Za-z]")


class Locator(NamedTuple):
    """A stretch [start, end) of the text and where in the file it stands: page, table row, cell."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Extracted:
    """The text of a file with its locators, in order and apart.

    `stated` is what the file says of itself beside its text (title, date). `unread` says in words what of the
    file is not in the text, and what to do.
    """

    text: str
    encoding: str | None = None
    locators: tuple[Locator, ...] = ()
    stated: Mapping[str, str] = field(default_factory=dict)
    unread: str | None = None


class TextWriter:
    """Puts a text together line by line, and notes where each line comes from.

    A paragraph is one line. A row of a table is one line too, its cells parted by tabs, empty ones included.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._locators: list[Locator] = []

    def paragraph(self, words: str, place: str | None = None) -> None:
        """A paragraph; line ends inside begin another, and blank lines are left out."""
        for line in _LINE_END.split(words):
            shown = _SPACES.sub(" ", line).strip()
            if shown:
                self._put([shown], [place])

    def row(self, cells: Sequence[str], places: Sequence[str | None]) -> None:
        """A row of a table with the place of each cell."""
        self._put([one_line(cell) for cell in cells], places)

    def printed(self, line: str, place: str, *, joined: bool) -> None:
        """A printed line; `joined` says that it goes on with the paragraph before it."""
        if joined and self._parts and self._parts[-1] == "\n":
            self._parts.pop()
            self._length -= 1
            before = next(part for part in reversed(self._parts) if part)
            if before[-1].isascii() and before[-1].isalpha() and line[:1].isascii() and line[:1].isalpha():
                self._add(" ")
        self.paragraph(line, place)

    def finish(self) -> tuple[str, tuple[Locator, ...]]:
        """The text and its locators."""
        return "".join(self._parts), tuple(self._locators)

    def _put(self, cells: Sequence[str], places: Sequence[str | None]) -> None:
        for n, (cell, place) in enumerate(zip(cells, places, strict=True)):
            if n:
                self._add("\t")
            start = self._length
            self._add(cell)
            if place is not None and cell:
                if self._locators and self._locators[-1].text == place:
                    start = self._locators.pop().start
                self._locators.append(Locator(start, self._length, place))
        self._add("\n")

    def _add(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)


def one_line(cell: str) -> str:
    r"""The words of a cell in one line: lines of letters are parted by a space, others meet.

    >>> one_line("绝对数\n（亿元） "), one_line("total\nvalue")
    ('绝对数（亿元）', 'total value')
    """
    words = _SPACES.sub(" ", _LINE_END.sub("\n", cell)).strip()
    return _INSIDE_CELL.sub(lambda end: _between(words, end), words)


def _between(words: str, end: re.Match[str]) -> str:
    letters = _SIDES.match(words[end.start() - 1]) and _SIDES.match(words[end.end()])
    return " " if letters else ""
