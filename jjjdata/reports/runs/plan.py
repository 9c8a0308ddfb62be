"""Which reports there are: which notebook runs with which parameters, and where its page goes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any, Final

from jjjdata.charts.panels import panels_of
from jjjdata.charts.subject import Collection, Subject
from jjjdata.errors import ReportError, UnknownNameError
from jjjdata.reports.runs.batch import EVERY, NOTEBOOKS, SUBJECTS, TIMEOUT, Batch, Task
from jjjdata.reports.runs.years import rows_about, within, years_of, years_of_all

TREND: Final = "indicator_trend"
OVERVIEW: Final = "overview"
WITH_YEARS: Final = (OVERVIEW, TREND, "place_profile")
FEW_INDICATORS: Final = 2
"""A place with fewer indicators has no profile: its trend page says everything."""


@dataclass(frozen=True)
class Report:
    """One report: its notebook and parameters, and the name of its page below the output folder."""

    notebook: str
    stem: str  # "overview", "trend/pm25_110000"
    parameters: Mapping[str, Any] = field(default_factory=dict)
    timeout: float = TIMEOUT

    @property
    def language(self) -> str:
        """Zh or en."""
        return str(self.parameters["language"])

    @property
    def name(self) -> str:
        """The report's name, unique within a build: trend/pm25_110000.zh."""
        return f"{self.stem}.{self.language}"

    @property
    def page(self) -> str:
        """The page's path below the output folder."""
        return f"{self.name}.html"

    @property
    def executed(self) -> str:
        """The executed notebook's path below the output folder."""
        return f"notebooks/{self.name}.ipynb"


def worth_a_page(subject: Subject) -> bool:
    """Whether a subject has enough to tell: a stated result, and a second result or a target beside it.

    Two figures of the same kind and year (a conflict) are one result; a level and a total are two.
    """
    marks = [(panel.sort, mark) for panel in panels_of(subject) for mark in panel.marks]
    stated = any(mark.kind == "stated" for _, mark in marks)
    results = {(sort, mark.period_end) for sort, mark in marks if mark.kind in ("stated", "implied")}
    return stated and (len(results) > 1 or any(mark.kind == "target" for _, mark in marks))


def plan(
    collection: Collection,
    given: Mapping[str, Any],
    only: Sequence[str] | None = None,
    batch: Batch | None = None,
) -> list[Report]:
    """The reports to build, in the order of the batch, in both languages unless it or `given` names one.

    `given` are checked parameters. One that says what a report is about (indicator, place, document,
    plan_year) selects the reports that have it; a subject named in full is built even if it were not worth
    a page otherwise. `only` names notebooks, indicators or reports.

    Raises UnknownNameError when a name of `only` fits nothing, ReportError where two tasks of the batch make
    the same page.
    """
    found: dict[str, Report] = {}
    for task in (batch or Batch.read()).tasks:
        for report in _reports(task, given, collection):
            before = found.setdefault(report.name, report)
            if before.parameters != report.parameters:
                raise ReportError(
                    report.name, "two reports of the batch make this page with other parameters"
                )
    return list(found.values()) if only is None else _only(found.values(), only)


def notebook_path(name: str) -> Path:
    """The file of a notebook: in the installed package, or in the project folder beside it."""
    package = Path(__file__).parents[1]
    for folder in (package / "notebooks", package.parents[1] / "notebooks"):
        if (folder / f"{name}.ipynb").is_file():
            return folder / f"{name}.ipynb"
    raise ReportError(
        f"{name}.ipynb", "the notebook is missing; install jjjdata again or run from its project folder"
    )


def trend_stem(indicator: str, place: str) -> str:
    """The path of a trend report below the output folder, without language and ending."""
    return f"trend/{slug(indicator)}_{slug(place)}"


def stem_of(notebook: str, about: Mapping[str, Any]) -> str:
    """The path of a report below the output folder, without language and ending.

    >>> stem_of("plan_and_outcome", {"place": "110000", "plan_year": 2019}), stem_of("overview", {})
    ('plan/110000_2019', 'overview')
    """
    if notebook == OVERVIEW:
        return OVERVIEW
    if notebook == TREND:
        return trend_stem(about["indicator"], about["place"])
    if notebook == "place_profile":
        return f"place/{slug(about['place'])}"
    if notebook == "plan_and_outcome":
        return f"plan/{slug(about['place'])}_{about['plan_year']}"
    if about.get("document"):
        return f"audit/document_{slug(about['document'])}"
    return f"audit/{slug(about['indicator'])}"


def slug(code: str) -> str:
    """A code as part of a file name: plain ASCII, never a path.

    >>> slug("110000"), slug("120000+130000"), slug("../etc")[:4]
    ('110000', '120000-130000', 'etc-')
    """
    plain = re.sub(r"[^A-Za-z0-9]+", "-", code).strip("-").lower()
    if re.fullmatch(r"[A-Za-z0-9_+]+", code):
        return code.replace("+", "-")
    return f"{plain}-{hashlib.sha256(code.encode()).hexdigest()[:8]}".lstrip("-")


def plan_years(collection: Collection, place: str) -> list[int]:
    """The years for which targets of a place are known."""
    rows = collection.tables["observations"]
    return sorted({r["year"] for r in rows if r["place"] == place and r["status"] == "target" and r["year"]})


def _reports(task: Task, given: Mapping[str, Any], collection: Collection) -> Iterable[Report]:
    about = {name for name in SUBJECTS if name in given}
    if not about <= set(task.values) & set(NOTEBOOKS[task.notebook]):
        return
    known = set(NOTEBOOKS[task.notebook]) | {"start_year", "end_year", "language"}
    values = {**task.values, **{name: (value,) for name, value in given.items() if name in known}}
    others = {name: found for name, found in values.items() if name not in SUBJECTS}
    chosen = EVERY in {value for name in NOTEBOOKS[task.notebook] for value in values.get(name, ())}
    others = {name: others[name] for name in sorted(others, key=lambda name: name == "language")}
    wanted = {name: found for name, found in values.items() if name in SUBJECTS}
    for subject in _subjects(task.notebook, wanted, collection):
        for combination in product(*others.values()):
            parameters = {**subject, **dict(zip(others, combination, strict=True))}
            parameters = _with_years(task.notebook, parameters, collection)
            if chosen and not _has_figures(parameters, collection):
                continue
            yield Report(task.notebook, stem_of(task.notebook, subject), parameters, task.timeout)


def _with_years(notebook: str, parameters: dict[str, Any], collection: Collection) -> dict[str, Any]:
    """The parameters with the years of the tables, where the batch names none."""
    if notebook not in WITH_YEARS:
        return parameters
    if notebook == OVERVIEW:
        first, last = years_of_all(collection)
    else:
        first, last = years_of(rows_about(collection, parameters))
    return {"start_year": first, "end_year": last, **parameters}


def _has_figures(parameters: Mapping[str, Any], collection: Collection) -> bool:
    """Whether there is a figure in the years that a report speaks of."""
    if "start_year" not in parameters or "place" not in parameters:
        return True
    years = parameters["start_year"], parameters["end_year"]
    return not all(isinstance(year, int) for year in years) or within(rows_about(collection, parameters), *years)


def _subjects(
    notebook: str, wanted: Mapping[str, tuple[Any, ...]], collection: Collection
) -> list[dict[str, Any]]:
    """What a task's reports are about: the combinations named, and for "*" those with enough to tell."""
    if EVERY not in {value for values in wanted.values() for value in values}:
        return [dict(zip(wanted, one, strict=True)) for one in product(*wanted.values())]
    found = [dict(zip(wanted, one, strict=True)) for one in _worth(notebook, wanted, collection)]
    return [
        one for one in found if all(EVERY in values or one[name] in values for name, values in wanted.items())
    ]


def _worth(notebook: str, wanted: Mapping[str, Any], collection: Collection) -> Iterable[tuple[Any, ...]]:
    """Every subject of a notebook with enough to tell, as values of the parameters in `wanted`."""
    if notebook == TREND:
        pairs = (key for key in collection.subjects if worth_a_page(collection.subject(*key)))
        return [(i, p) if list(wanted) == ["indicator", "place"] else (p, i) for i, p in pairs]
    places = sorted({place for _, place in collection.subjects})
    if notebook == "place_profile":
        counts = {place: sum(p == place for _, p in collection.subjects) for place in places}
        return [(place,) for place in places if counts[place] >= FEW_INDICATORS]
    if notebook == "plan_and_outcome":
        pairs_of_year = [(place, year) for place in places for year in plan_years(collection, place)]
        return [(p, y) if list(wanted) == ["place", "plan_year"] else (y, p) for p, y in pairs_of_year]
    if "document" in wanted:
        return [(d["document_id"],) for d in collection.tables["documents"] if d["n_statements"]]
    return [
        (indicator,)
        for indicator in sorted({i for i, _ in collection.subjects if _worth_an_audit(i, collection)})
    ]


def _worth_an_audit(indicator: str, collection: Collection) -> bool:
    """Whether there is more to check than a figure and its sentence: derivations, conflicts, several sources."""
    rows = [row for (i, _), rows in collection.subjects.items() if i == indicator for row in rows]
    return any(r["origin"] == "implied" or r["agreement"] != "single" or not r["is_latest"] for r in rows)


def _only(reports: Iterable[Report], names: Sequence[str]) -> list[Report]:
    def handles(report: Report) -> set[str]:
        indicator = report.parameters.get("indicator")
        found = {report.notebook, report.stem, report.name, report.stem.rpartition("/")[2]}
        return found | ({str(indicator)} if indicator else set())

    reports = list(reports)
    valid = {handle for report in reports for handle in handles(report)} | set(NOTEBOOKS)
    for name in names:
        if name not in valid:
            raise UnknownNameError.among(
                "report", name, valid, f"Give a notebook ({', '.join(NOTEBOOKS)}), an indicator or a page's name."
            )
    return [report for report in reports if handles(report) & set(names)]
