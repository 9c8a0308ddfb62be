"""Which data and which code a report was made from, as short digests."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import jjjdata
from jjjdata.charts.subject import Collection, Subject
from jjjdata.charts.tables import Row
from jjjdata.reports.content.corrections_list import corrections_about
from jjjdata.reports.content.findings_list import findings_about
from jjjdata.store import written

LIBRARIES: Final = (
    "ipykernel",
    "jinja2",
    "matplotlib",
    "nbconvert",
    "papermill",
    "pyarrow",
    "seaborn",
    "zhplot",
)
"""Libraries whose version may change what a page looks like."""


def digest(facts: object) -> str:
    """SHA-256 of facts that JSON can hold (dates become text), the same for the same facts."""
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def data_version(data: Path) -> str:
    """Twelve hexadecimal digits that change whenever any table changes."""
    contents = written(data)
    return digest([(name, contents[name].sha256) for name in sorted(contents)])[:12]


def inputs(data: Path) -> dict[str, Any]:
    """What all reports are made from: the tables' digests, the code, and the versions of libraries."""
    contents = written(data)
    return {
        "tables": {name: contents[name].sha256 for name in sorted(contents)},
        "code": code_version(),
        "libraries": {name: version(name) for name in LIBRARIES},
    }


def report_version(collection: Collection, data: Path, parameters: Mapping[str, Any]) -> str:
    """A digest that changes whenever a row that a report with these parameters draws on changes."""
    indicator, place = parameters.get("indicator"), parameters.get("place")
    if not (indicator or place):
        return data_version(data)
    about = [
        key
        for key in collection.subjects
        if (not indicator or key[0] == indicator) and (not place or key[1] == place)
    ]
    rows = {"+".join(key): subject_version(collection.subject(*key)) for key in about}
    contents = written(data)
    of_many = () if indicator and place else ("corrections", "findings")
    return digest([rows, [contents[name].sha256 for name in of_many if name in contents]])


def subject_version(subject: Subject) -> str:
    """Twelve hexadecimal digits that change whenever a row behind this subject changes."""
    collection = subject.collection
    rows = _closure(subject, subject.observations)
    supports = [s for row in rows for s in subject.supports(row)]
    codes = {part for row in rows for key in ("place", "counterpart") for part in (row[key] or "").split("+")}
    facts: dict[str, Any] = {
        "observations": rows,
        "evidence": [(s.role, s.statement, _without_text(s.document), s.correction) for s in supports],
        "findings": findings_about(
            collection, [*(r["observation_id"] for r in rows), *(s.statement["statement_id"] for s in supports)]
        ),
        "corrections": corrections_about(collection, subject.indicator, subject.place),
        "lineage": [
            (i.role, i.formula, i.observation["observation_id"]) for r in rows for i in subject.inputs(r)
        ],
        "indicators": [collection.indicators.get(name) for name in sorted({r["indicator_id"] for r in rows})],
        "places": [collection.places.get(code) for code in sorted(codes)],
    }
    return digest(facts)[:12]


@lru_cache(maxsize=1)
def code_version() -> str:
    """A digest of this package's files and of the versions of the libraries that draw pages."""
    package = Path(jjjdata.__file__).parent
    files = sorted(p for p in package.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    contents = [
        (p.relative_to(package).as_posix(), hashlib.sha256(p.read_bytes()).hexdigest()) for p in files
    ]
    return digest([contents, [(name, version(name)) for name in LIBRARIES]])


def _closure(subject: Subject, rows: Iterable[Row]) -> list[Row]:
    """The rows and all that went into them, in order of id."""
    found: dict[str, Row] = {}
    waiting = list(rows)
    while waiting:
        row = waiting.pop()
        if row["observation_id"] not in found:
            found[row["observation_id"]] = row
            waiting += [source.observation for source in subject.inputs(row)]
    return [found[key] for key in sorted(found)]


def _without_text(document: Row) -> dict[str, Any]:
    """The document's facts; its digest stands for its text."""
    return {name: value for name, value in document.items() if name != "text"}
