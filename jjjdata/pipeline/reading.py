"""Every document of a folder read, each by itself: what one does to its reader is no matter of the others."""

from __future__ import annotations

import os
import queue
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from traceback import extract_tb
from typing import Final

from jjjdata.catalogue.parts import name_parts
from jjjdata.documents import Document, Limits, SourceFacts, as_copy, nameless, read_document, source_name
from jjjdata.errors import printable, told
from jjjdata.pipeline.watched import Stopped, Worker, can_watch, watched
from jjjdata.schema import DOCUMENTS, NUMERALS, STATEMENTS
from jjjdata.statements import Reading, read_statements
from jjjdata.store import Row, to_arrow

# What is read in this very process: plain text, and so little that starting others would take longer.
MANY_DOCUMENTS: Final = 500
MANY_BYTES: Final = 1_000_000
PLAIN: Final = (".md", ".txt")


@dataclass(frozen=True)
class Task:
    """A file to read, with the digest of its content; `copy` counts the files of the same content, from 1."""

    path: Path
    root: Path
    digest: str
    given: SourceFacts | None
    copy: int
    limits: Limits

    @property
    def source(self) -> str:
        """The file's name below its folder."""
        return source_name(self.path, self.root)


@dataclass(frozen=True)
class ReadDocument:
    """A document with what was read in it.

    `lasting` is False where it failed for a reason that may be gone the next time.
    """

    document: Document
    reading: Reading
    lasting: bool = True

    @property
    def content(self) -> str | None:
        """The digest of the file's content, or why it could not be opened."""
        return self.document.sha256 or self.document.error

    @property
    def row(self) -> Row:
        """A row of `documents`: the document's own fields and what was counted in it."""
        counted = {
            "n_chars": len(self.document.text),
            "n_numerals": len(self.reading.numerals),
            "n_statements": len(self.reading.statements),
        }
        return {
            name: counted[name] if name in counted else getattr(self.document, name)
            for name in DOCUMENTS.names
        }


def tasks(
    folder: Path,
    digests: Mapping[Path, str],
    facts: Mapping[str, SourceFacts],
    limits: Limits,
) -> list[Task]:
    """What there is to read, in order of the files; `digests` tell which files have the same content."""
    seen: Counter[str] = Counter()
    found = []
    for path in sorted(digests, key=lambda path: source_name(path, folder)):
        digest = digests[path]
        seen[digest] += 1
        given = facts.get(source_name(path, folder))
        found.append(Task(path, folder, digest, given, seen[digest], limits))
    return found


def read_all(work: Sequence[Task], done: Callable[[int], None]) -> list[ReadDocument]:
    """Every document, in order; `done` is told how many are read."""
    results: list[ReadDocument] = []
    taken: set[str] = set()
    for result in _here(work) if _little(work) else _elsewhere(work):
        results.append(_distinct(result, taken))
        done(len(results))
    return results


def read_one(task: Task) -> ReadDocument:
    """One document read. A defect of the reader fails this document, with its place, and no other."""
    document = read_document(task.path, task.root, task.given, task.limits)
    document = as_copy(document, task.copy)
    if document.outcome == "failed":
        return ReadDocument(document, _NOTHING)
    try:
        found = read_statements(document)
        result = ReadDocument(document, replace(found, statements=name_parts(found.statements)))
        to_arrow(STATEMENTS, result.reading.statements)
        to_arrow(NUMERALS, result.reading.numerals)
        to_arrow(DOCUMENTS, [result.row])
    except Exception as error:  # noqa: BLE001 - one bad document must never stop the others
        return failed(document, defect(error))
    return result


def warm() -> None:
    """Load what reading loads at its first use: definitions, and the expressions made of them."""
    read_statements(Document("d", "", "2021年，全市新增就业3万人。", ""))


def failed(document: Document, problem: str, *, lasting: bool = True) -> ReadDocument:
    """The document as one that could not be read."""
    return ReadDocument(
        Document(
            document.document_id, document.source, "", document.sha256, media_type=document.media_type,
            outcome="failed", error=printable(f"{document.source}: {problem}."),
        ),
        _NOTHING,
        lasting,
    )  # fmt: skip


_NOTHING: Final = Reading(statements=[], numerals=[], places={})


def defect(error: Exception) -> str:
    """What to say of a document at which the program stumbled."""
    where = extract_tb(error.__traceback__)[-1]
    return (
        f"the reader stopped: {told(error)} ({Path(where.filename).name}, line "
        f"{where.lineno}). This is a defect of the program: please report it with the document"
    )


def _little(work: Sequence[Task]) -> bool:
    """Whether reading here is quick and safe: libraries that take a format apart may fall with it."""
    if not can_watch() or any(task.path.suffix.lower() not in PLAIN for task in work):
        return False
    return len(work) < MANY_DOCUMENTS and sum(_size(task.path) for task in work) < MANY_BYTES


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:
        return 0  # it has vanished, and will fail


def _here(work: Sequence[Task]) -> Iterator[ReadDocument]:
    for task in work:
        try:
            with watched(task.limits.seconds):
                result = read_one(task)
        except Stopped as stopped:
            result = _stopped(task, str(stopped))
        yield result


def _elsewhere(work: Sequence[Task]) -> Iterator[ReadDocument]:
    """In other processes, which are ended when one takes too long, and replaced."""
    free: queue.SimpleQueue[Worker] = queue.SimpleQueue()
    workers = [Worker() for _ in range(min(os.cpu_count() or 1, len(work)))]
    for worker in workers:
        free.put(worker)

    def read(task: Task) -> ReadDocument:
        worker = free.get()
        try:
            return worker.run(read_one, task, task.limits.seconds)
        except Stopped as stopped:
            return _stopped(task, str(stopped))
        finally:
            free.put(worker)

    pool = ThreadPoolExecutor(len(workers))
    try:
        yield from pool.map(read, work)
    finally:
        for worker in workers:
            worker.close()
        pool.shutdown(cancel_futures=True)


def _stopped(task: Task, problem: str) -> ReadDocument:
    return failed(nameless(task.source), problem, lasting=False)


def _distinct(result: ReadDocument, taken: set[str]) -> ReadDocument:
    """Two documents of one id: a file has become the copy of another while the folder was read."""
    name = result.document.document_id
    if name in taken:
        number = next(n for n in range(2, len(taken) + 3) if f"{name}-{n}" not in taken)
        changed = replace(result.document, document_id=f"{name}-{number}", sha256="")
        result = failed(changed, "the file was changed while it was read. Build again", lasting=False)
    taken.add(result.document.document_id)
    return result
