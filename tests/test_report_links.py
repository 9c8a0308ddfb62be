"""Links of pages: each leads to a page, a mark or a file that is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from reporting import Tags, build_reports

PARTIAL: list[dict[str, Any]] = [
    {},
    {"only": ["mills"]},
    {"parameters": {"language": "en"}},
    {"only": ["overview"]},
]


@pytest.mark.parametrize("asked", PARTIAL, ids=str)
def test_links_of_pages_resolve_whatever_was_built(
    asked: dict[str, Any], quick: list[str], folder: Path, tmp_path: Path
) -> None:
    build_reports(folder, tmp_path, **asked)
    elements = {page.resolve(): Tags(page.read_text("utf-8")).elements for page in tmp_path.rglob("*.html")}
    ids = {page: {a["id"] for _, a in found if a.get("id")} for page, found in elements.items()}
    for page, found in elements.items():
        for tag, attributes in found:
            if tag == "a" and attributes.get("href"):
                path, _, anchor = str(attributes["href"]).partition("#")
                target = (page.parent / path).resolve() if path else page
                assert target.exists(), (page, path)
                assert not anchor or anchor in ids[target], (page, path, anchor)


def test_every_figure_of_a_page_leads_to_its_mark(quick: list[str], folder: Path, tmp_path: Path) -> None:
    build_reports(folder, tmp_path, only=["mills"])
    page = (tmp_path / "trend/mills_430000.en.html").read_text("utf-8")
    figures = page.split('id="figures"')[1].split("</section>")[0]
    rows = figures.count('<tr id="figure-')
    assert figures.count('class="figure"') == rows
    led = re.findall(r'class="figure" href="../(documents/d\d.en.html)#(s\d+)">(.*?)</a>', figures)
    assert len(led) == rows
    for document, statement, said in led:
        marked = re.search(
            rf'<mark id="{statement}"[^>]*><a[^>]*>(.*?)</a>', (tmp_path / document).read_text("utf-8")
        )
        assert marked is not None
        digits = re.search(r"\d+", marked[1])
        assert digits is not None
        assert digits[0] in said.replace(",", "")
