"""Which reports there are: which notebook runs with which parameters, and where its page goes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from jjjdata.charts.panels import panels_of
from jjjdata.charts.subject import Collection, Subject
from jjjdata.charts.wording import LANGUAGES
from jjjdata.errors import ReportError, UnknownNameError

TREND: Final = "indicator_trend"
OVERVIEW: Final = "overview"
NOTEBOOKS: Final = (OVERVIEW, TREND)


@dataclass(frozen=True)
class Report:
    """One report: its notebook and parameters, and the name of its page below the output folder."""

    notebook: str
    stem: str  # "overview", "trend/pm25_110000"
    parameters: Mapping[str, Any] = field(default_factory=dict)

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


def plan(collection: Collection, given: Mapping[str, Any], only: Sequence[str] | None = None) -> list[Report]:
    """The reports to build, overview first, each in both languages (or in the one given).

    `given` are checked parameters; an indicator or place among them selects trend reports, and both
    together select that report even if it were not worth a page otherwise. `only` names notebooks,
    indicators or reports. Raises UnknownNameError when a name of `only` fits nothing.
    """
    languages = [given["language"]] if "language" in given else list(LANGUAGES)
    years = {name: given[name] for name in ("start_year", "end_year") if name in given}
    pairs = [key for key in collection.subjects if _selected(key, given, collection)]
    reports = [Report(OVERVIEW, OVERVIEW, {**years, "language": language}) for language in languages]
    for indicator, place in pairs:
        stem = trend_stem(indicator, place)
        subject = {"indicator": indicator, "place": place, **years}
        reports += [Report(TREND, stem, {**subject, "language": language}) for language in languages]
    if {"indicator", "place"} & given.keys():
        reports = [r for r in reports if r.notebook == TREND]
    return reports if only is None else _only(reports, only)


def notebook_path(name: str) -> Path:
    """The file of a notebook: in the installed package, or in the project folder beside it."""
    package = Path(__file__).parent
    for folder in (package / "notebooks", package.parents[1] / "notebooks"):
        if (folder / f"{name}.ipynb").is_file():
            return folder / f"{name}.ipynb"
    raise ReportError(
        f"{name}.ipynb", "the notebook is missing; install jjjdata again or run from its project folder"
    )


def trend_stem(indicator: str, place: str) -> str:
    """The path of a trend report below the output folder, without language and ending."""
    return f"trend/{slug(indicator)}_{slug(place)}"


def slug(code: str) -> str:
    """A code as part of a file name: plain ASCII, never a path.

    >>> slug("110000"), slug("120000+130000"), slug("../etc")[:4]
    ('110000', '120000-130000', 'etc-')
    """
    plain = re.sub(r"[^A-Za-z0-9]+", "-", code).strip("-").lower()
    if re.fullmatch(r"[A-Za-z0-9_+]+", code):
        return code.replace("+", "-")
    return f"{plain}-{hashlib.sha256(code.encode()).hexdigest()[:8]}".lstrip("-")


def _selected(key: tuple[str, str], given: Mapping[str, Any], collection: Collection) -> bool:
    indicator, place = key
    if given.get("indicator", indicator) != indicator or given.get("place", place) != place:
        return False
    asked = "indicator" in given and "place" in given
    return asked or worth_a_page(collection.subject(indicator, place))


def _only(reports: Iterable[Report], names: Sequence[str]) -> list[Report]:
    def handles(report: Report) -> set[str]:
        indicator = report.parameters.get("indicator")
        found = {report.notebook, report.stem, report.name, report.stem.removeprefix("trend/")}
        return found | ({str(indicator)} if indicator else set())

    reports = list(reports)
    valid = {handle for report in reports for handle in handles(report)} | set(NOTEBOOKS)
    for name in names:
        if name not in valid:
            raise UnknownNameError.among(
                "report", name, valid, "Give a notebook, an indicator or a page's name."
            )
    return [report for report in reports if handles(report) & set(names)]
