"""A statement as its sentence, with the figure highlighted in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

from jjjdata.documents.in_words import date_in_words
from jjjdata.text import Repaired, repair


@dataclass(frozen=True)
class Quotation:
    """A sentence around the figure it states, and where it stands.

    `before`, `figure` and `after` are the readable sentence; `char_start` and `char_end` count into the
    text of the document.
    """

    statement_id: str
    document_id: str
    before: str
    figure: str
    after: str
    title: str
    publisher: str | None
    published: str
    char_start: int
    char_end: int
    role: str | None = None
    correction: str | None = None  # who corrected the reading, and why

    @property
    def source(self) -> str:
        """The document in words: publisher, title, date."""
        return ", ".join(part for part in (self.publisher, self.title, self.published) if part)

    def __str__(self) -> str:
        """The sentence, its figure in brackets, and the document."""
        return self.text()

    def text(self, *, with_id: bool = False) -> str:
        """The sentence, its figure in brackets, and the document; with the id that a correction needs, if asked for."""
        name = f" [{self.statement_id}]" if with_id else ""
        role = f"{self.role}: " if self.role else ""
        place = f"{self.source}, characters {self.char_start}–{self.char_end}{name}"
        corrected = f"\n    corrected by {self.correction}" if self.correction else ""
        return f"{role}{self.before}【{self.figure}】{self.after}\n    {place}{corrected}"

    def html(self) -> str:
        """The sentence with its figure marked, and the document; everything escaped."""
        role = f"<small>{escape(self.role)}</small> " if self.role else ""
        corrected = f"<br><small>corrected by {escape(self.correction)}</small>" if self.correction else ""
        return (
            f'<blockquote style="margin:.4em 0">{role}{escape(self.before)}'
            f"<mark>{escape(self.figure)}</mark>{escape(self.after)}"
            f"<br><small>{escape(self.source)} ({self.char_start}–{self.char_end})</small>{corrected}"
            f"</blockquote>"
        )


def quote(
    statement: Mapping[str, Any],
    document: Mapping[str, Any],
    role: str | None = None,
    correction: str | None = None,
) -> Quotation:
    """The quotation of a row of `statements`, with the row of `documents` that it stands in."""
    before, figure, after = split_sentence(statement, document["text"])
    return Quotation(
        statement_id=statement["statement_id"],
        document_id=statement["document_id"],
        before=before,
        figure=figure,
        after=after,
        title=document["title"] or document["source"],
        publisher=document["publisher"],
        published=date_in_words(document["published"], document["published_precision"]),
        char_start=statement["char_start"],
        char_end=statement["char_end"],
        role=role,
        correction=correction,
    )


def split_sentence(statement: Mapping[str, Any], text: str) -> tuple[str, str, str]:
    """The readable sentence before, in and after its figure.

    The offsets are carried through the repair of the text, never searched for: a sentence may state the
    same figure twice. Where the repair took the place away, the sentence is given as it was printed.
    """
    start, end = statement["sentence_start"], statement["sentence_end"]
    value_start, value_end = statement["char_start"], statement["char_end"]
    repaired = _repaired(text)
    first, last = _readable(repaired, start, end)
    left, right = _readable(repaired, value_start, value_end)
    if not first <= left < right <= last:
        return text[start:value_start], text[value_start:value_end], text[value_end:end]
    readable = repaired.text
    return readable[first:left].lstrip(), readable[left:right], readable[right:last].rstrip()


@lru_cache(maxsize=16)
def _repaired(text: str) -> Repaired:
    return repair(text)


def _readable(repaired: Repaired, start: int, end: int) -> tuple[int, int]:
    """The readable slice that came from the original [start, end)."""
    return bisect_right(repaired.ends, start), bisect_left(repaired.starts, end)
