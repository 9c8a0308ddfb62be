"""Everything that can go wrong, as a tree.

    JjjdataError
    ├── InputError            a file or folder given to us is at fault
    │   ├── SourceFolderError   the folder of documents is missing, empty or no folder
    │   ├── DocumentError       one document cannot be read
    │   ├── FailedDocumentsError  some could not, and the build was to be strict
    │   ├── SourcesFileError    sources.toml says something impossible
    │   └── CorrectionsFileError  corrections.toml does, or what it corrects has changed
    ├── DefinitionError       a file under jjjdata/definitions contradicts itself
    ├── TableError            tables are missing, incomplete or of another schema
    │   └── WritingError        the disk refuses them
    ├── LockedError           another run is writing to the same folder
    ├── UnknownNameError      an indicator, place, table or column that does not exist
    ├── ParameterError        a report parameter of the wrong name, type or range
    └── ReportError           a notebook did not run to its end

Each error carries fields, so that a program can act on it; `str(error)` renders them for a person and
always says what was wrong, where, and what to do.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FEW: Final = 15
"""So many valid names can all be told."""


class JjjdataError(Exception):
    """Base of all errors that this package raises on purpose."""


@dataclass(eq=False)
class InputError(JjjdataError):
    """Input at fault: `problem` in `path` (at code point `offset`, near `text`), with its `remedy`."""

    path: Path | str
    problem: str
    remedy: str
    offset: int | None = None
    text: str | None = None

    def __str__(self) -> str:
        """One line: where, what, near which text, and the remedy."""
        place = f"{self.path}" + (f", character {self.offset}" if self.offset is not None else "")
        near = f" (near {self.text!r})" if self.text else ""
        return printable(f"{place}: {self.problem}{near}. {self.remedy}")


class SourceFolderError(InputError):
    """The folder of documents is missing, empty or not a folder."""


class DocumentError(InputError):
    """One document cannot be read; the others go on."""


class FailedDocumentsError(InputError):
    """Some documents cannot be read, and the build was to be strict: nothing was written."""


class SourcesFileError(InputError):
    """`sources.toml` names no file, an unknown key or an impossible value."""


class CorrectionsFileError(InputError):
    """`corrections.toml` says something impossible, or what it corrects has changed."""


class DefinitionError(InputError):
    """A definitions file of the package contradicts itself."""


class TableError(InputError):
    """Tables are missing, incomplete, or were written with another schema."""


class WritingError(TableError):
    """The disk refuses the tables or pages: it is full, or the folder may not be written to."""


@dataclass(eq=False)
class LockedError(JjjdataError):
    """Another run is writing to `folder`."""

    folder: Path | str

    def __str__(self) -> str:
        """The folder and what to do."""
        return printable(
            f"{self.folder}: another run is writing here; wait until it has ended, or name another folder with --out"
        )


@dataclass(eq=False)
class UnknownNameError(JjjdataError, LookupError):
    """There is no `kind` called `name`; `nearest` are the closest valid ones, or where `all_named` all there are.

    `problem` is the sentence to say instead, where the name is known and something else is amiss.
    """

    kind: str
    name: str
    nearest: tuple[str, ...] = ()
    remedy: str = ""
    all_named: bool = False
    problem: str = ""

    @classmethod
    def among(cls, kind: str, name: str, valid: Iterable[str], remedy: str = "") -> UnknownNameError:
        """Build the error with the valid names nearest to `name`; where they are few, with all of them, nearest first."""
        name = str(name)  # whatever was given for a name
        choices = sorted(set(valid))
        near = nearest_names(name, choices)
        if len(choices) > FEW:
            return cls(kind, name, near, remedy)
        return cls(kind, name, tuple(dict.fromkeys([*near, *choices])), remedy, all_named=True)

    def __str__(self) -> str:
        """Name, the nearest valid names and the remedy."""
        label = "Valid" if self.all_named else "Nearest"
        hint = f" {label}: {', '.join(self.nearest)}." if self.nearest else ""
        problem = self.problem or f"There is no {self.kind} {self.name!r}."
        return f"{problem}{hint}" + (f" {self.remedy}" if self.remedy else "")


@dataclass(eq=False)
class ParameterError(JjjdataError, ValueError):
    """Report parameter `name` is wrong: `problem`; `nearest` are valid names or values."""

    name: str
    problem: str
    nearest: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The parameter, the problem, and what would be valid."""
        hint = f" Valid: {', '.join(self.nearest)}." if self.nearest else ""
        return f"Parameter {self.name!r}: {self.problem}.{hint}"


@dataclass(eq=False)
class ReportError(JjjdataError):
    """Notebook `notebook` stopped in cell `cell` (counted from 1): `problem`."""

    notebook: str
    problem: str
    cell: int | None = None

    def __str__(self) -> str:
        """Notebook, cell and problem."""
        where = f", cell {self.cell}" if self.cell is not None else ""
        return f"{self.notebook}{where}: {self.problem}"


def nearest_names(name: str, valid: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """Valid names that look most like `name`, best first.

    >>> nearest_names("pm2", ["gdp", "pm25", "pm10"])
    ('pm25', 'pm10')
    """
    lowered = {v.lower(): v for v in valid}
    return tuple(lowered[m] for m in difflib.get_close_matches(name.lower(), lowered, n=count, cutoff=0.5))


def told(error: Exception) -> str:
    """What another library's error says, the same each time: without addresses in memory, and not at length.

    >>> told(ValueError("<_io.BytesIO object at 0x7fe8c46cc400> is no workbook"))
    'ValueError: <_io.BytesIO object> is no workbook'
    """
    return f"{type(error).__name__}: {_ADDRESS.sub('', str(error)):.200}"


_ADDRESS = re.compile(" at 0x[0-9a-fA-F]+")


def printable(text: str) -> str:
    r"""The text with everything written out that would steer a terminal or hide in it.

    Control characters, turns of direction, what is no character at all. Line ends stay.

    >>> printable("a\x1b[2J\u202eb\n")
    'a\\x1b[2J\\u202eb\n'
    """
    if text.isprintable():
        return text
    return "".join(
        c.encode("unicode_escape").decode() if c != "\n" and unicodedata.category(c) in _STEERING else c
        for c in text
    )


_STEERING = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
