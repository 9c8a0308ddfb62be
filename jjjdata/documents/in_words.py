"""A document in words: who published what, and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any


def source_in_words(document: Mapping[str, Any]) -> str:
    """Publisher, title and date of a row of `documents`, as far as they are known; the file's name without a title.

    >>> source_in_words({"publisher": "某报", "title": None, "source": "a.txt", "published": date(2024, 5, 1),
    ...     "published_precision": "month"})
    '某报, a.txt, 2024-05'
    """
    published = date_in_words(document["published"], document["published_precision"])
    parts = (document["publisher"], document["title"] or document["source"], published)
    return ", ".join(part for part in parts if part)


def date_in_words(published: date | None, precision: str | None) -> str:
    """As much of the date as is known."""
    if published is None:
        return ""
    return published.isoformat()[: {"year": 4, "month": 7}.get(precision or "day", 10)]
