"""A document: its text exactly as decoded, and everything known of it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from jjjdata.documents.readers import Locator


def year_about_over(published: date | None) -> bool:
    """Whether the year of publication is about over (December), so that what is told of it is done."""
    return published is not None and published.month == 12


@dataclass(frozen=True)
class Document:
    """One source document, read or failed.

    `text` is what all offsets count into: for plain text and markdown the decoded file exactly as it is
    (newlines untranslated, byte order mark removed), for all other formats what their reader took out.
    `locators` tell, in order and apart, where in the file stretches of it stand. A document that could not be read has `outcome`
    "failed", an empty text and an `error` that says what to do.
    """

    document_id: str
    source: str
    text: str
    sha256: str
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    published_precision: str | None = None  # day, month, year
    published_basis: str = "unknown"  # stated, inferred, given, unknown
    kind: str = "other"  # news, plan, work report, communiqué, other
    place: str | None = None  # place code
    reported_period: str | None = None  # "2024" or "2016/2020"
    script: str = "hans"
    media_type: str = "text/plain"
    encoding: str | None = None
    licence: str | None = None  # under which it may be reused, where sources.toml says so
    outcome: str = "read"
    error: str | None = None  # why it could not be read, or what of it was not read
    locators: tuple[Locator, ...] = ()

    @property
    def published_last(self) -> date | None:
        """The last day that `published` can mean at its precision (2022, year -> 2022-12-31)."""
        if self.published is None or self.published_precision in (None, "day"):
            return self.published
        if self.published_precision == "year":
            return date(self.published.year, 12, 31)
        following = date(self.published.year + self.published.month // 12, self.published.month % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1)

    def locator(self, position: int) -> str | None:
        """Where in the file the character at a position of the text stands; None where only the offset says it."""
        n = bisect_right(self.locators, position, key=lambda locator: locator.start) - 1
        return self.locators[n].text if n >= 0 and position < self.locators[n].end else None
