"""All reports of a folder of tables: what changed is run, the rest is kept, the index comes last."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from pathlib import Path

from jjjdata.charts.subject import Collection, Subject
from jjjdata.errors import JjjdataError, ReportError
from jjjdata.reports.frame import Link, Surroundings
from jjjdata.reports.index import index_name, index_pages, relative, table_links
from jjjdata.reports.manifest import MANIFEST, Built, digests, manifest_text, read_manifest
from jjjdata.reports.parameters import Parameter, check, declared
from jjjdata.reports.plan import NOTEBOOKS, OVERVIEW, Report, notebook_path, plan, trend_stem
from jjjdata.reports.summary import ReportSummary
from jjjdata.reports.version import code_version, data_version, digest, subject_version

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
    progress: Progress | None = None,
) -> ReportSummary:
    """Run the report notebooks over the tables in `data` and write their pages into `out`.

    A report whose notebook, parameters, rows and code are as they were is kept. Pages are written beside
    and put in place when their run is proved; a failing report keeps its last good page and leaves its
    executed notebook under `out/failed/`, and the others go on. The index comes last.

    Raises, before anything runs: ParameterError and UnknownNameError for `parameters` and `only`,
    TableError without tables, ReportError where `out` cannot be written or notebooks are missing.
    """
    folder = Collection.folder(data)
    collection = Collection.read(folder)
    known = {name: declared(notebook_path(name)) for name in NOTEBOOKS}
    everything = {key: parameter for found in known.values() for key, parameter in found.items()}
    given = check(parameters or {}, everything, collection)
    reports = [_complete(report, known[report.notebook]) for report in plan(collection, given, only)]
    # Links between pages must not depend on which of them this run was asked for.
    family = {
        (r.parameters["indicator"], r.parameters["place"])
        for r in plan(collection, {})
        if r.notebook != OVERVIEW
    }
    run = _Run(folder, _writable(Path(out)), collection, read_manifest(Path(out)), reports, family)
    return run.build(whole=only is None and not given, force=force, jobs=jobs, progress=progress)


def _complete(report: Report, known: Mapping[str, Parameter]) -> Report:
    """The report with every parameter that its notebook declares, but the folder of tables."""
    defaults = {name: parameter.default for name, parameter in known.items() if name != "data"}
    return replace(
        report, parameters={**defaults, **{k: v for k, v in report.parameters.items() if k in known}}
    )


def _writable(out: Path) -> Path:
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            return out
    except OSError as error:
        problem = f"the folder cannot be written ({error.strerror or error}). Name another one with --out"
        raise ReportError(str(out), problem) from error


@dataclass(frozen=True)
class _Run:
    data: Path
    out: Path
    collection: Collection
    before: dict[str, Built]
    reports: list[Report]
    family: set[tuple[str, str]]

    def build(self, *, whole: bool, force: bool, jobs: int, progress: Progress | None) -> ReportSummary:
        keys = {report.name: self._key(report) for report in self.reports}
        kept = {r.name for r in self.reports if not force and self._stands(r.name, keys[r.name])}
        waiting = [report for report in self.reports if report.name not in kept]
        failures = self._run_all(waiting, jobs, progress)
        built = {r.name: self._built(r, keys[r.name]) for r in waiting if r.name not in failures}
        after = {**self.before, **built}
        removed = self._remove_gone(after) if whole else 0
        self._finish(after, failures)
        return ReportSummary(len(built), len(kept), tuple(sorted(failures.items())), removed)

    def _run_all(self, waiting: list[Report], jobs: int, progress: Progress | None) -> dict[str, str]:
        """Run reports, some at a time; what was wrong by report for those that failed."""
        failures: dict[str, str] = {}
        if not waiting:
            return failures
        from jjjdata.reports.making import make  # noqa: PLC0415 - papermill and nbconvert, only when needed

        if progress is not None:
            progress(STAGE, 0, len(waiting))
        with (
            tempfile.TemporaryDirectory(dir=self.out, prefix=".making-") as beside,
            ThreadPoolExecutor(jobs) as pool,
        ):
            work = {
                pool.submit(
                    make, report, self._surroundings(report), self.data, self.out, Path(beside)
                ): report
                for report in waiting
            }
            for done, future in enumerate(as_completed(work), 1):
                try:
                    future.result()
                except (JjjdataError, OSError) as error:
                    failures[work[future].name] = str(error)
                if progress is not None:
                    progress(STAGE, done, len(waiting))
        return failures

    def _stands(self, name: str, key: str) -> bool:
        built = self.before.get(name)
        return built is not None and built.key == key and built.stands(self.out)

    def _key(self, report: Report) -> str:
        """A digest of everything that the report's page is made from."""
        if report.notebook == OVERVIEW:
            rows = data_version(self.data)
        else:
            rows = subject_version(self._subject(report))
        notebook = notebook_path(report.notebook).read_bytes().hex()
        around = self._surroundings(report)
        return digest([report.name, dict(report.parameters), rows, notebook, code_version(), repr(around)])

    def _subject(self, report: Report) -> Subject:
        return self.collection.subject(report.parameters["indicator"], report.parameters["place"])

    def _surroundings(self, report: Report) -> Surroundings:
        folder = (self.out / report.page).parent
        other = "en" if report.language == "zh" else "zh"
        indicator, place = report.parameters.get("indicator"), report.parameters.get("place")
        relatives = tuple(
            Link(
                self.collection.place_name(code, report.language),
                relative(self.out / f"{trend_stem(name, code)}.{report.language}.html", folder),
            )
            for name, code in sorted(self.family)
            if name == indicator and code != place
        )
        return Surroundings(
            relative(self.out / index_name(report.language), folder),
            relative(self.out / f"{report.stem}.{other}.html", folder),
            relatives,
            table_links(self.data, folder),
            relative(self.out / report.executed, folder),
        )

    def _built(self, report: Report, key: str) -> Built:
        files = digests(self.out, [report.page, report.executed])
        return Built(key, report.notebook, dict(report.parameters), files)

    def _remove_gone(self, after: dict[str, Built]) -> int:
        """Remove pages that this package wrote for subjects that are no longer planned."""
        planned = {report.name for report in self.reports}
        gone = sorted(set(after) - planned)
        for name in gone:
            for file in after.pop(name).files:
                (self.out / file).unlink(missing_ok=True)
        return len(gone)

    def _finish(self, after: dict[str, Built], failures: dict[str, str]) -> None:
        """Write manifest and index, each complete or not at all, the index last."""
        on_disk = [
            Report(b.notebook, name.rpartition(".")[0], b.parameters)
            for name, b in sorted(after.items())
            if b.stands(self.out)
        ]
        known = [r for r in on_disk if r.notebook == OVERVIEW or self._known(r)]
        replace_text(self.out / MANIFEST, manifest_text(after))
        pages = index_pages(self.collection, known, set(failures), self.data, self.out)
        for name, text in sorted(pages.items(), reverse=True):
            replace_text(self.out / name, text)

    def _known(self, report: Report) -> bool:
        return (report.parameters["indicator"], report.parameters["place"]) in self.collection.subjects


def replace_text(path: Path, text: str) -> None:
    """Write a file beside and put it in place at once; an unchanged file is left alone."""
    content = text.encode()
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        file.write(content)
    Path(file.name).chmod(0o644)
    Path(file.name).replace(path)
