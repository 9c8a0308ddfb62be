"""The pages of a run: reports from their executed notebooks, documents with their marks, and the index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path

from jjjdata.charts.subject import Collection
from jjjdata.charts.tables import Row
from jjjdata.reports.pages.addresses import document_page, index_name
from jjjdata.reports.pages.document_page import MarkedDocument
from jjjdata.reports.pages.index import index_pages
from jjjdata.reports.runs.manifest import MANIFEST, Built, Record, content_digest
from jjjdata.reports.pages.neighbours import Neighbours
from jjjdata.reports.runs.plan import Report
from jjjdata.reports.runs.staging import Staging
from jjjdata.reports.runs.version import code_version, digest
from jjjdata.store import read_rows


@dataclass(frozen=True)
class Pages:
    """Makes the pages that a record calls for; those whose notebook and neighbours are as before are kept."""

    collection: Collection
    data: Path
    out: Path
    before: Record
    new: Staging
    link_notebooks: bool = True

    def make(self, record: Record) -> Record:
        """Make report pages and the documents they lead to; the record with their digests."""
        standing = {
            report_of(name, built).name: report_of(name, built) for name, built in record.reports.items()
        }
        documents = frozenset(
            (document, standing[name].language)
            for name, built in record.reports.items()
            for document in built.documents
            if document in self.collection.documents
        )
        neighbours = Neighbours(
            self.collection, self.data, self.out, list(standing.values()), documents, self.link_notebooks
        )
        made = {name: self._page(standing[name], built, neighbours) for name, built in record.reports.items()}
        pages = {document_page(*key): self._document(*key, neighbours) for key in sorted(documents)}
        return replace(record, reports=made, documents=pages)

    def finish(self, record: Record) -> None:
        """Put everything in place, what no report needs any more is taken out, manifest and index last."""
        kept = {
            name for found in (record.reports, record.documents) for b in found.values() for name in b.files
        }
        for found in (self.before.reports, self.before.documents):
            for built in found.values():
                for name in built.files.keys() - kept:
                    self.new.remove(name)
        self.new.write(MANIFEST, record.text())
        for name, text in index_pages(self.collection, record, self.data, self.out).items():
            self.new.write(name, text)
        self.new.put((MANIFEST, index_name("en"), index_name("zh")))

    def _page(self, report: Report, built: Built, neighbours: Neighbours) -> Built:
        around = neighbours.around(report, stale=built.outcome == "stale")
        key = digest([built.files[report.executed], asdict(around), code_version()])
        if built.around == key and built.holds(self.out, report.page):
            return built
        from jjjdata.reports.pages.page import render_text  # noqa: PLC0415 - nbconvert, only when needed

        text = render_text(self.new.read(report.executed), around)
        self.new.write(report.page, text)
        files = {report.executed: built.files[report.executed], report.page: content_digest(text)}
        return replace(built, around=key, files=files)

    def _document(self, document: str, language: str, neighbours: Neighbours) -> Built:
        name = document_page(document, language)
        around = neighbours.around_document(document, language)
        row = self.collection.documents[document]
        statements, numerals = self._rows[document]
        stems = {s["statement_id"]: neighbours.stems.get(s["statement_id"], ()) for s in statements}
        marked = MarkedDocument(self.collection, row, statements, numerals, stems, language)
        shown = [row, statements, numerals, stems, marked.findings, marked.corrections]
        key = digest([*shown, asdict(around), code_version()])
        before = self.before.documents.get(name)
        if before is not None and before.key == key and before.stands(self.out):
            return before
        text = marked.page(around)
        self.new.write(name, text)
        given = {"document": document, "language": language}
        return Built(key, "", given, {name: content_digest(text)}, title=marked.title, said=marked.said)

    @cached_property
    def _rows(self) -> Mapping[str, tuple[list[Row], list[Row]]]:
        """Statements and numerals of each document."""
        found: dict[str, tuple[list[Row], list[Row]]] = {d: ([], []) for d in self.collection.documents}
        for statement in self.collection.tables["statements"]:
            found[statement["document_id"]][0].append(statement)
        for numeral in read_rows("numerals", self.data):
            found[str(numeral["document_id"])][1].append(numeral)
        return found


def report_of(name: str, built: Built) -> Report:
    """The report that a record's entry is about."""
    return Report(built.notebook, name.rpartition(".")[0], built.parameters)
