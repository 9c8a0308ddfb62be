"""The pipeline over a folder of documents: documents in, tables out."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from traceback import extract_tb
from typing import Final

from jjjdata.catalogue.indicators import indicator_rows
from jjjdata.catalogue.places import gazetteer
from jjjdata.catalogue.units import unit_rows
from jjjdata.checks import examine
from jjjdata.corrections import CORRECTIONS_FILE, Correction, correct, read_corrections, show_in_evidence
from jjjdata.documents import Document, find_sources, read_folder
from jjjdata.errors import SourceFolderError
from jjjdata.implied import imply, passages
from jjjdata.observations import reconcile
from jjjdata.observations.reconcile import in_order
from jjjdata.pipeline import cache
from jjjdata.pipeline.summary import BuildSummary
from jjjdata.schema import DOCUMENTS, codebook_rows
from jjjdata.statements import Reading, read_statements
from jjjdata.store import Row, write_tables

Progress = Callable[[str, int, int], None]
"""Called with a stage in words, how many parts of it are done, and how many there are."""

# Below these a pool of processes takes longer to start than the reading takes.
MANY_DOCUMENTS: Final = 50
MANY_CHARACTERS: Final = 3_000_000
DOCUMENTS_A_TASK: Final = 100


def build(
    source: str | Path, out: str | Path = "data", *, force: bool = False, progress: Progress | None = None
) -> BuildSummary:
    """Read every document in the folder `source` and write all tables into `out`, all or nothing.

    The same documents give the same bytes, in whatever order the file system lists them. A build whose
    documents, code and tables are those of the last one does nothing and says so (`up_to_date`), unless
    `force` is set. A document that cannot be read is kept in table `documents` with outcome "failed" and
    never stops the others.

    Raises:
        SourceFolderError: the folder is missing, holds no documents, or none that can be read; or it is `out`.
        SourcesFileError: `sources.toml` says something impossible.
        CorrectionsFileError: `corrections.toml` does, or what it corrects has changed.
        TableError: the tables cannot be written. Earlier tables are untouched by every error.
    """
    folder, target = Path(source), Path(out)
    if folder.resolve() == target.resolve():
        raise SourceFolderError(
            folder, "the tables would be written among the documents", "Name another folder with --out."
        )
    tell = progress or _silent
    tell("Looking for what has changed", 0, 1)
    inputs = cache.fingerprint(folder, find_sources(folder))
    if not force and (counts := cache.recorded(target, inputs)) is not None:
        return BuildSummary.from_counts(counts)
    corrections = read_corrections(folder / CORRECTIONS_FILE)
    documents = sorted(read_folder(folder), key=lambda document: document.source)
    readings = _read_all(documents, tell)
    documents = [reading.document for reading in readings]
    _require_one_read(folder, documents)
    tell("Reconciling", 0, 1)
    tables = _tables(readings, corrections)
    tell("Writing tables", 0, 1)
    write_tables(tables, target)
    summary = _summarise(documents, tables)
    cache.record(target, inputs, summary.counts())
    return summary


@dataclasses.dataclass(frozen=True)
class _ReadDocument:
    """A document with what was read in it; its outcome is "failed" where the reading failed."""

    document: Document
    reading: Reading


def _read_all(documents: Sequence[Document], tell: Progress) -> list[_ReadDocument]:
    """Every document read, in the order given, with progress."""
    results = []
    tell("Reading documents", 0, len(documents))
    for done, result in enumerate(_reading(documents), 1):
        results.append(result)
        tell("Reading documents", done, len(documents))
    return results


def _reading(documents: Sequence[Document]) -> Iterator[_ReadDocument]:
    """Readings in order: in this process, or in several where there is much to read."""
    characters = sum(len(document.text) for document in documents)
    if len(documents) < MANY_DOCUMENTS or characters < MANY_CHARACTERS:
        yield from map(_read_one, documents)
        return
    # Spawned, not forked: the Arrow and polars threads of this process do not survive a fork.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        yield from pool.map(_read_one, documents, chunksize=DOCUMENTS_A_TASK)


def _read_one(document: Document) -> _ReadDocument:
    """One document read. A defect of the reader fails this document, with its place, and no other."""
    nothing = Reading(statements=[], numerals=[], places={})
    if document.outcome == "failed":
        return _ReadDocument(document, nothing)
    try:
        return _ReadDocument(document, read_statements(document))
    except Exception as error:  # noqa: BLE001 - one bad document must never stop the others
        where = extract_tb(error.__traceback__)[-1]
        problem = (
            f"the reader stopped: {type(error).__name__}: {error} ({Path(where.filename).name}, line "
            f"{where.lineno}). This is a defect of the program: please report it with the document."
        )
        failed = dataclasses.replace(document, text="", outcome="failed", error=problem)
        return _ReadDocument(failed, nothing)


def _require_one_read(folder: Path, documents: Sequence[Document]) -> None:
    """Tables of nothing would replace good ones: when every document failed, stop."""
    if all(document.outcome == "failed" for document in documents):
        reasons = "; ".join(f"{document.source}: {document.error}" for document in documents[:3])
        raise SourceFolderError(
            folder,
            f"none of its {len(documents)} documents can be read ({reasons})",
            "Put text documents in it. Earlier tables are untouched.",
        )


def _tables(readings: Sequence[_ReadDocument], corrections: Sequence[Correction]) -> dict[str, list[Row]]:
    """All tables, in order: documents by source, their statements as they stand, observations by series."""
    documents = [_document_row(each) for each in readings]
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


def _document_row(each: _ReadDocument) -> Row:
    """A row of `documents`: the document's own fields and what was counted in it."""
    document, reading = each.document, each.reading
    counted = {
        "n_chars": len(document.text),
        "n_numerals": len(reading.numerals),
        "n_statements": len(reading.statements),
    }
    return {name: counted[name] if name in counted else getattr(document, name) for name in DOCUMENTS.names}


def _place_rows(readings: Sequence[_ReadDocument], *tables: Iterable[Row]) -> list[Row]:
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


def _summarise(documents: Sequence[Document], tables: dict[str, list[Row]]) -> BuildSummary:
    return BuildSummary(
        documents=len(documents),
        statements=len(tables["statements"]),
        numerals=len(tables["numerals"]),
        observations=len(tables["observations"]),
        implied=sum(row["origin"] == "implied" for row in tables["observations"]),
        failures=tuple((d.source, d.error or "unknown") for d in documents if d.outcome == "failed"),
    )


def _silent(_stage: str, _done: int, _total: int) -> None:
    """No progress wanted."""
