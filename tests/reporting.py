"""What tests of reports share: pieces run without a kernel, pages taken apart."""

from __future__ import annotations

from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nbformat

from jjjdata.reports.runs.batch import Batch
from jjjdata.reports.runs.building import build_reports as build_batch

TEXT = '[[report]]\nnotebook = "overview"\n[[report]]\nnotebook = "indicator_trend"'
BATCH = Batch.parse(TEXT)
build_reports = partial(build_batch, batch=BATCH)


def run_in_process(report: Any) -> nbformat.NotebookNode:
    """A notebook of the report's pieces as a kernel would leave it, without starting one."""
    names = (
        "heading",
        "coverage",
        "chart",
        "limits",
        "documents",
        "indicators",
        "figures",
        "derivations",
        "statements",
        "citation",
    )
    cells = []
    for name in names:
        if hasattr(report, name):
            data = getattr(report, name)()._repr_mimebundle_()
            output = nbformat.v4.new_output("execute_result", data=data, execution_count=1)
            cells.append(nbformat.v4.new_code_cell(f"report.{name}()", outputs=[output], execution_count=1))
    return nbformat.v4.new_notebook(cells=cells)


class Tags(HTMLParser):
    """All elements of a page, and whether each opened one is closed."""

    VOID = frozenset({"meta", "input", "br", "path", "use", "circle", "rect"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag


def snapshot(out: Path) -> dict[str, bytes]:
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}
