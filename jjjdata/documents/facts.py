"""`sources.toml`: what its owner knows of a document and the document does not say."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from jjjdata.errors import SourcesFileError, nearest_names

SOURCES_FILE = "sources.toml"
_WORDS = ("title", "publisher", "licence")
_KEYS = ("title", "publisher", "published", "licence")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True)
class SourceFacts:
    """What `sources.toml` says of one document; what it does not say is None.

    `published` is the first day that it can mean at its `precision` (day, month, year).
    """

    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    precision: str | None = None
    licence: str | None = None


def read_facts(path: Path, sources: Iterable[str]) -> dict[str, SourceFacts]:
    """The facts of each document that the file names, by its path below the folder.

    A table is named after a file of the folder, by its path below it or, where only one file bears it, by its
    bare name. No file, no facts.

    Raises:
        SourcesFileError: the file is no TOML, or names an unknown document or key, or an impossible value.
    """
    if not path.is_file():
        return {}
    text = _text(path)
    try:
        tables = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SourcesFileError(path, f"it is not valid TOML: {error}", "Correct it at that place.") from error
    known = list(sources)
    return {
        _source(path, text, name, known): _facts(path, text, name, table) for name, table in tables.items()
    }


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourcesFileError(
            path, f"byte {error.start} is not valid UTF-8", "Save the file as UTF-8."
        ) from error


def _source(path: Path, text: str, name: str, known: list[str]) -> str:
    if name in known:
        return name
    bearing = [source for source in known if source.rpartition("/")[2] == name]
    if len(bearing) == 1:
        return bearing[0]
    if bearing:
        raise _error(
            path, text, name, f"{len(bearing)} files are called {name}", f"Write one of {', '.join(bearing)}."
        )
    nearest = nearest_names(name, known)
    hint = f"Nearest: {', '.join(nearest)}." if nearest else "The folder has no file of a similar name."
    raise _error(path, text, name, f"there is no file {name} in the folder", hint)


def _facts(path: Path, text: str, name: str, table: object) -> SourceFacts:
    if not isinstance(table, Mapping):
        raise _error(path, text, name, f"{name} is no table", f'Write ["{name}"] and the facts below it.')
    for key in table:
        if key not in _KEYS:
            nearest = nearest_names(key, _KEYS) or _KEYS
            raise _error(
                path, text, key, f"unknown key {key!r} for {name}", f"Nearest: {', '.join(nearest)}."
            )
    title, publisher, licence = (_words(path, text, name, key, table.get(key)) for key in _WORDS)
    published, precision = _published(path, text, name, table.get("published"))
    return SourceFacts(title, publisher, published, precision, licence)


def _words(path: Path, text: str, name: str, key: str, value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, str) and value.strip():
        return value.strip()
    raise _error(
        path, text, key, f"{key} of {name} is {value!r}", "Write it as a text in quotes, or leave it out."
    )


def _published(path: Path, text: str, name: str, value: object) -> tuple[date | None, str | None]:
    if value is None:
        return None, None
    if isinstance(value, datetime):
        return value.date(), "day"
    if isinstance(value, date):
        return value, "day"
    found = (
        _DATE.fullmatch(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else None
    )
    if found is None:
        raise _error(
            path,
            text,
            "published",
            f"published of {name} is {value!r}",
            'Write "2019", "2019-06" or 2019-06-03.',
        )
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        published = date(year or 0, month or 1, day or 1)
    except ValueError as error:
        raise _error(
            path, text, "published", f"{value} (published of {name}) is no date: {error}", "Correct the date."
        ) from error
    return published, "day" if day else "month" if month else "year"


def _error(path: Path, text: str, near: str, problem: str, remedy: str) -> SourcesFileError:
    place = text.find(near)
    line = f"line {text.count(chr(10), 0, place) + 1}: " if place >= 0 else ""
    return SourcesFileError(path, line + problem, remedy, text=near)
