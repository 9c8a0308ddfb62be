"""reports.toml: which notebooks run, with which parameters, and how long each may take."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from jjjdata.charts.wording import LANGUAGES
from jjjdata.errors import ParameterError, ReportError, UnknownNameError

BATCH_FILE: Final = "reports.toml"
EVERY: Final = "*"
TIMEOUT: Final = 300
"""Seconds that a notebook may take where the batch says nothing."""

NOTEBOOKS: Final[dict[str, tuple[str, ...]]] = {
    "overview": (),
    "indicator_trend": ("indicator", "place"),
    "place_profile": ("place",),
    "plan_and_outcome": ("place", "plan_year"),
    "audit": ("indicator", "document"),
}
"""The report notebooks, each with the parameters that say what it is about."""

SUBJECTS: Final = tuple(dict.fromkeys(name for names in NOTEBOOKS.values() for name in names))


@dataclass(frozen=True)
class Task:
    """A notebook with the values of each parameter; it runs once for each combination of them."""

    notebook: str
    values: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    timeout: float = TIMEOUT


@dataclass(frozen=True)
class Batch:
    """Everything that a run makes, in order, and whether pages lead to their executed notebooks."""

    tasks: tuple[Task, ...]
    link_notebooks: bool = True

    @classmethod
    def read(cls, path: Path | None = None) -> Batch:
        """The batch of a file; without one, reports.toml in the working folder, else the package's own.

        Raises ReportError for a file that is missing, no TOML or of another shape, UnknownNameError for an
        unknown notebook and ParameterError for a parameter without values.
        """
        if path is None:
            path = Path(BATCH_FILE)
            if not path.is_file():
                return cls.parse(files("jjjdata").joinpath("reports/default.toml").read_text("utf-8"))
        try:
            text = path.read_text("utf-8")
        except FileNotFoundError as error:
            raise ReportError(str(path), "there is no such file") from error
        except (OSError, UnicodeDecodeError) as error:
            raise ReportError(str(path), f"it cannot be read ({error})") from error
        return cls.parse(text, str(path))

    @classmethod
    def parse(cls, text: str, name: str = BATCH_FILE) -> Batch:
        """The batch in a TOML text; `name` is named in errors."""
        try:
            raw = tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise ReportError(name, f"it is no TOML ({error})") from error
        unknown = sorted(raw.keys() - {"timeout", "link_notebooks", "report"})
        if unknown:
            known = "only `timeout`, `link_notebooks` and tables [[report]] are known"
            raise ReportError(name, f"it has {unknown[0]!r}; {known}")
        linked = raw.get("link_notebooks", True)
        if not isinstance(linked, bool):
            raise ReportError(name, f"link_notebooks is {linked!r}; it must be true or false")
        entries = raw.get("report", [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise ReportError(name, "reports are written as tables [[report]]")
        usual = _seconds(raw.get("timeout", TIMEOUT), name)
        return cls(tuple(_task(entry, usual, name) for entry in entries), linked)


def _task(entry: Mapping[str, Any], usual: float, name: str) -> Task:
    notebook = entry.get("notebook")
    if notebook not in NOTEBOOKS:
        raise UnknownNameError.among("notebook", str(notebook), NOTEBOOKS, f"It is named in {name}.")
    timeout = _seconds(entry.get("timeout", usual), name)
    values = {key: _values(key, value) for key, value in entry.items() if key not in ("notebook", "timeout")}
    if notebook == "audit" and len({"indicator", "document"} & values.keys()) != 1:
        raise ParameterError("audit", f"a report in {name} needs either `indicator` or `document`")
    for key in NOTEBOOKS[notebook] if notebook != "audit" else ():
        values.setdefault(key, (EVERY,))
    return Task(notebook, {**values, "language": values.get("language", LANGUAGES)}, timeout)


def _values(name: str, value: Any) -> tuple[Any, ...]:
    values = tuple(value) if isinstance(value, list) else (value,)
    if not values:
        raise ParameterError(name, "it has an empty list of values")
    return values


def _seconds(value: Any, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        raise ReportError(name, f"timeout is {value!r}; it must be a number of seconds above 0")
    return float(value)
