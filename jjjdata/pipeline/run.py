"""The pipeline over a folder of documents: documents in, tables out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from jjjdata.catalogue.indicators import indicator_rows
from jjjdata.catalogue.places import gazetteer
from jjjdata.catalogue.units import unit_rows
from jjjdata.checks import examine
from jjjdata.corrections import CORRECTIONS_FILE, Correction, correct, read_corrections, show_in_evidence
from jjjdata.documents import Document, Limits, facts_of, find_sources
from jjjdata.errors import CorrectionsFileError, FailedDocumentsError, SourceFolderError
from jjjdata.implied import imply, passages
from jjjdata.observations import reconcile
from jjjdata.observations.reconcile import in_order
from jjjdata.pipeline import cache
from jjjdata.pipeline.reading import ReadDocument, Task, defect, failed, read_all, tasks
from jjjdata.pipeline.summary import BuildSummary
from jjjdata.schema import codebook_rows
from jjjdata.store import EncodedTables, Row, disk_errors, encode_tables, locked, put_tables, recover

Progress = Callable[[str, int, int], None]
"""Called with a stage in words, how many parts of it are done, and how many there are."""

Tables = dict[str, list[Row]]

USUAL = Limits()


def build(
    source: str | Path,
    out: str | Path = "data",
    *,
    force: bool = False,
    strict: bool = False,
    limits: Limits = USUAL,
    progress: Progress | None = None,
) -> BuildSummary:
    """Read every document in the folder `source` and write all tables into `out`, all or nothing.

    The same documents give the same bytes, in whatever order the file system lists them. A build whose
    documents, code and tables are those of the last one does nothing and says so (`up_to_date`), unless
    `force` is set. A document that cannot be read within the `limits` is kept in table `documents` with outcome
    "failed" and never stops the others, unless the build is to be `strict`.

    Raises:
        SourceFolderError: the folder is missing, holds no documents, or none that can be read; or `out` is in it.
        SourcesFileError: `sources.toml` says something impossible.
        CorrectionsFileError: `corrections.toml` does, or what it corrects has changed.
        FailedDocumentsError: some documents cannot be read, and `strict` is set.
        LockedError: another build is writing into `out`.
        WritingError: the disk refuses the tables. Earlier tables are untouched by every error.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     source = Path(folder) / "documents"
    ...     source.mkdir()
    ...     _ = (source / "plan.txt").write_text("2021年全市新增就业26.9万人。", encoding="utf-8")
    ...     summary = build(source, Path(folder) / "tables")
    >>> summary.documents, summary.statements, summary.failed
    (1, 1, 0)
    """
    folder, target = Path(source), Path(out)
    if target.resolve().is_relative_to(folder.resolve()):
        raise SourceFolderError(
            folder, "the tables would be written among the documents", "Name another folder with --out."
        )
    tell = progress or _silent
    tell("Looking for what has changed", 0, 1)
    sources = find_sources(folder)
    with _held(target):
        digests = {path: cache.content_of(path, folder, limits) for path in sources}
        inputs = cache.fingerprint(folder, digests, limits)
        if not force and (counts := cache.recorded(target, inputs)) is not None:
            summary = BuildSummary.from_counts(counts)
            return _all_read(folder, summary) if strict else summary
        corrections = read_corrections(folder / CORRECTIONS_FILE)
        work = tasks(folder, digests, facts_of(folder, digests), limits)
        return _build(target, work, corrections, inputs, tell, strict=strict)


def _build(
    target: Path,
    work: Sequence[Task],
    corrections: Sequence[Correction],
    inputs: str,
    tell: Progress,
    *,
    strict: bool,
) -> BuildSummary:
    folder = work[0].root
    tell("Reading documents", 0, len(work))
    readings: Sequence[ReadDocument] = read_all(work, lambda done: tell("Reading documents", done, len(work)))
    _require_one_read(folder, readings)
    tell("Reconciling", 0, 1)
    readings, tables, encoded = _made(readings, corrections)
    summary = _summarise(readings, tables)
    if strict:
        _all_read(folder, summary)
    tell("Writing tables", 0, 1)
    as_found = [each.content for each in readings] == [task.digest for task in work]
    lasting = as_found and all(each.lasting for each in readings)
    put_tables(
        encoded, target, cache.note(inputs, encoded, summary.counts()) if lasting else {cache.RECORD: None}
    )
    return summary


@contextmanager
def _held(target: Path) -> Iterator[None]:
    """Hold the lock of the folder of tables; one that was made for it and stayed empty goes again."""
    made = not target.exists()
    try:
        with ExitStack() as stack:
            with disk_errors(target):
                target.mkdir(parents=True, exist_ok=True)
                stack.enter_context(locked(target))
                recover(target)
            yield
    finally:
        if made:
            with suppress(OSError):
                target.rmdir()


def _require_one_read(folder: Path, readings: Sequence[ReadDocument]) -> None:
    """Tables of nothing would replace good ones: when every document failed, stop."""
    documents = [each.document for each in readings]
    if all(document.outcome == "failed" for document in documents):
        reasons = " ".join(str(document.error) for document in documents[:3])
        raise SourceFolderError(
            folder,
            f"none of its {len(documents)} documents can be read ({reasons})",
            "Put text documents in it. Earlier tables are untouched.",
        )


def _all_read(folder: Path, summary: BuildSummary) -> BuildSummary:
    """The summary, of a build in which no document may fail."""
    if summary.failures:
        reasons = " ".join(problem for _, problem in summary.failures)
        raise FailedDocumentsError(
            folder,
            f"{summary.failed} of {summary.documents} documents cannot be read, and the build is to be strict ({reasons})",
            "Mend or remove them, or build without --strict. Nothing was written.",
        )
    return summary


def _made(
    readings: Sequence[ReadDocument], corrections: Sequence[Correction]
) -> tuple[Sequence[ReadDocument], Tables, EncodedTables]:
    """All tables; a document whose rows the later stages cannot stand fails, and the others are built."""
    try:
        tables = _tables(readings, corrections)
        return readings, tables, encode_tables(tables)
    except CorrectionsFileError:
        raise
    except Exception:
        sound = [_if_sound(each) for each in readings]
        if [each.document for each in sound] == [each.document for each in readings]:
            raise
        tables = _tables(sound, corrections)
        return sound, tables, encode_tables(tables)


def _if_sound(each: ReadDocument) -> ReadDocument:
    """The document, or if no tables can be made even of it alone, the document as failed."""
    try:
        encode_tables(_tables([each], []))
    except Exception as error:  # noqa: BLE001 - one bad document must never stop the others
        return failed(each.document, defect(error))
    return each


def _tables(readings: Sequence[ReadDocument], corrections: Sequence[Correction]) -> Tables:
    """All tables, in order: documents by source, their statements as they stand, observations by series."""
    documents = [each.row for each in readings]
    read = [row for each in readings for row in each.reading.statements]
    corrected = correct(read, documents, corrections)
    statements = corrected.statements
    numerals = [row for each in readings for row in each.reading.numerals]
    observations, links = reconcile(statements, documents)
    evidence = show_in_evidence(links, corrected, documents, observations)
    implied, lineage = imply(observations, passages(statements, links))
    observations = sorted([*observations, *implied], key=in_order)
    return {
        "documents": documents,
        "statements": statements,
        "numerals": numerals,
        "observations": observations,
        "evidence": evidence,
        "corrections": corrected.corrections,
        "lineage": lineage,
        "findings": examine(documents, statements, observations, evidence),
        "indicators": indicator_rows(),
        "places": _place_rows(readings, documents, statements, observations),
        "units": unit_rows(),
        "columns": codebook_rows(),
    }


def _place_rows(readings: Sequence[ReadDocument], *tables: Iterable[Row]) -> list[Row]:
    """Rows for every place that some row names, with those that have no code."""
    named = {
        code
        for rows in tables
        for row in rows
        for column in ("place", "counterpart")
        for code in str(row.get(column) or "").split("+")
        if code
    }
    kinds = {code: kind for each in readings for code, kind in sorted(each.reading.places.items())}
    return gazetteer().rows(named | kinds.keys(), kinds)


def _summarise(readings: Sequence[ReadDocument], tables: Tables) -> BuildSummary:
    documents = [each.document for each in readings]
    return BuildSummary(
        documents=len(documents),
        statements=len(tables["statements"]),
        numerals=len(tables["numerals"]),
        observations=len(tables["observations"]),
        implied=sum(row["origin"] == "implied" for row in tables["observations"]),
        failures=tuple((d.source, d.error or "unknown") for d in documents if d.outcome == "failed"),
        placeless=_placeless(documents, tables["statements"]),
    )


def _placeless(documents: Sequence[Document], statements: Iterable[Row]) -> tuple[tuple[str, int], ...]:
    """How many statements have no place, for each document that has some."""
    counted = Counter(row["document_id"] for row in statements if row["place"] is None)
    return tuple((d.source, counted[d.document_id]) for d in documents if counted[d.document_id])


def _silent(_stage: str, _done: int, _total: int) -> None:
    """No progress wanted."""
