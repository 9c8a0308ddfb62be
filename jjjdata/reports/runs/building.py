"""All reports of a folder of tables: what changed is run, the rest is kept, and all appears at the end."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from jjjdata.charts.subject import Collection
from jjjdata.errors import ParameterError
from jjjdata.reports.runs.batch import NOTEBOOKS, Batch
from jjjdata.reports.runs.executed import facts_of
from jjjdata.store import disk_errors, locked
from jjjdata.reports.runs.manifest import Built, Record, content_digest
from jjjdata.reports.pages.run_pages import Pages
from jjjdata.reports.runs.parameters import Parameter, check, declared
from jjjdata.reports.runs.plan import Report, notebook_path, plan
from jjjdata.reports.runs.staging import Staging, staging
from jjjdata.reports.runs.summary import ReportSummary
from jjjdata.reports.runs.version import code_version, digest, inputs, report_version

if TYPE_CHECKING:
    from jjjdata.reports.runs.making import Outcome

Progress = Callable[[str, int, int], None]
STAGE = "Reports"


def build_reports(
    data: Path | str,
    out: Path | str,
    *,
    only: Sequence[str] | None = None,
    force: bool = False,
    jobs: int = 2,
    parameters: Mapping[str, object] | None = None,
    batch: Batch | None = None,
    progress: Progress | None = None,
) -> ReportSummary:
    """Run the report notebooks over the tables in `data` and write their pages into `out`.

    `batch` says which notebooks run with which parameters; without one, reports.toml in the working folder
    does, or the package's own. A report whose notebook, parameters, rows and code are as they were is kept.
    Everything new appears at the end, the index last; a run that is killed leaves the folder as it was. A
    failing report keeps its last good page, marked stale, and leaves its executed notebook and its error
    under `out/failed/`; the others go on.

    Raises, before anything runs: ParameterError and UnknownNameError for `parameters`, `only` and the batch,
    TableError without tables, LockedError while another run writes to `out`, ReportError where notebooks are
    missing or the batch cannot be read. WritingError, also later, where the disk refuses the pages: it is full, or `out`
    may not be written to.
    """
    folder = Collection.folder(data)
    collection = Collection.read(folder)
    known = {name: declared(notebook_path(name)) for name in NOTEBOOKS}
    everything = {key: parameter for found in known.values() for key, parameter in found.items()}
    given = check(parameters or {}, everything, collection)
    batch = batch or Batch.read()
    reports = [_complete(r, known[r.notebook], collection) for r in plan(collection, given, only, batch)]
    if given and not reports:
        raise ParameterError(next(iter(given)), f"no report fits {_as_given(given)} in this batch")
    with disk_errors(Path(out), "pages"), locked(_writable(Path(out))), staging(Path(out)) as new:
        before = Record.read(Path(out))
        run = _Run(folder, Path(out), collection, before, reports, new, batch.link_notebooks)
        return run.build(whole=only is None and not given, force=force, jobs=jobs, progress=progress)


def _as_given(given: Mapping[str, object]) -> str:
    """The given parameters as they are written on the command line."""
    return " ".join(f"{name}={value}" for name, value in given.items())


def _complete(report: Report, known: Mapping[str, Parameter], collection: Collection) -> Report:
    """The report with every parameter that its notebook declares, but the folder of tables; all are checked."""
    defaults = {name: parameter.default for name, parameter in known.items() if name != "data"}
    if report.parameters.get("document"):
        defaults["indicator"] = ""  # a document is audited instead of an indicator
    given = check(report.parameters, known, collection)
    return replace(report, parameters={**defaults, **given})


def _writable(out: Path) -> Path:
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=out):
        return out


@dataclass(frozen=True)
class _Run:
    data: Path
    out: Path
    collection: Collection
    before: Record
    reports: list[Report]
    new: Staging
    link_notebooks: bool

    def build(self, *, whole: bool, force: bool, jobs: int, progress: Progress | None) -> ReportSummary:
        keys = {report.name: self._key(report) for report in self.reports}
        kept = {r.name for r in self.reports if not force and self._stands(r, keys[r.name])}
        waiting = {report.name: report for report in self.reports if report.name not in kept}
        outcomes = self._run_all(list(waiting.values()), jobs, progress)
        standing = self._standing()
        for name, outcome in outcomes.items():
            self._take(waiting[name], keys[name], outcome, standing)
        removed = self._remove_gone(standing) if whole else 0
        failures = {name: o.error for name, o in outcomes.items() if o.error is not None}
        earlier = {} if whole else self.before.failed
        failed = {name: error for name, error in {**earlier, **failures}.items() if name not in standing}
        pages = Pages(self.collection, self.data, self.out, self.before, self.new, self.link_notebooks)
        ordered = dict(sorted(standing.items()))
        pages.finish(pages.make(Record(ordered, {}, failed, inputs(self.data))))
        return ReportSummary(
            len(waiting) - len(failures), len(kept), tuple(sorted(failures.items())), removed
        )

    def _stands(self, report: Report, key: str) -> bool:
        """Whether the notebook need not run: its page can be made again from what it left."""
        built = self.before.reports.get(report.name)
        if built is None or built.key != key or built.outcome != "good":
            return False
        return built.holds(self.out, report.executed)

    def _key(self, report: Report) -> str:
        """A digest of everything that the report's notebook is run on."""
        rows = report_version(self.collection, self.data, report.parameters)
        notebook = content_digest(notebook_path(report.notebook).read_text("utf-8"))
        return digest([report.name, dict(report.parameters), rows, notebook, code_version()])

    def _run_all(self, waiting: list[Report], jobs: int, progress: Progress | None) -> dict[str, Outcome]:
        if not waiting:
            return {}
        from jjjdata.reports.runs.making import run_all  # noqa: PLC0415 - papermill, only when needed

        finished = 0

        def done() -> None:
            nonlocal finished
            finished += 1
            if progress is not None:
                progress(STAGE, finished, len(waiting))

        if progress is not None:
            progress(STAGE, 0, len(waiting))
        return run_all(waiting, self.data, self.new.drafts, jobs, done)

    def _standing(self) -> dict[str, Built]:
        """The reports of earlier runs that are still there, and that the tables still have rows for."""
        return {
            name: built
            for name, built in self.before.reports.items()
            if built.holds(self.out, f"notebooks/{name}.ipynb") and self._known(built)
        }

    def _take(self, report: Report, key: str, outcome: Outcome, standing: dict[str, Built]) -> None:
        """Take what a run left: a new executed notebook, or what failed and why."""
        failed = f"failed/{report.name}"
        if outcome.error is None and outcome.draft is not None:
            text = outcome.draft.read_text("utf-8")
            self.new.write(report.executed, text)
            self.new.remove(f"{failed}.ipynb")
            self.new.remove(f"{failed}.txt")
            facts = facts_of(text)
            standing[report.name] = Built(
                key, report.notebook, dict(report.parameters), {report.executed: content_digest(text)},
                documents=facts.documents, title=facts.title, said=facts.said, seconds=outcome.seconds,
            )  # fmt: skip
            return
        self.new.write(f"{failed}.txt", f"{outcome.error}\n")
        if outcome.draft is not None:
            self.new.write(f"{failed}.ipynb", outcome.draft.read_text("utf-8"))
        if report.name in standing:
            standing[report.name] = replace(standing[report.name], outcome="stale", error=outcome.error)

    def _known(self, built: Built) -> bool:
        """Whether the tables still hold what a report of an earlier run is about."""
        given = built.parameters
        indicator, place = given.get("indicator"), given.get("place")
        if given.get("document"):
            return given["document"] in self.collection.documents
        return not (indicator or place) or any(
            indicator in (None, "", i) and place in (None, p) for i, p in self.collection.subjects
        )

    def _remove_gone(self, standing: dict[str, Built]) -> int:
        """Leave out pages that this package wrote for subjects that are no longer planned."""
        planned = {report.name for report in self.reports}
        gone = sorted(set(self.before.reports) - planned)
        for name in gone:
            standing.pop(name, None)
        return len(gone)
