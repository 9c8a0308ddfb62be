"""Pages of documents: the whole text with every numeral marked."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from made_up import HOSTILE, story
from reporting import Tags, build_reports

from jjjdata.charts.subject import Collection


@pytest.fixture
def marked(quick: list[str], tmp_path: Path) -> Path:
    made = story()
    for verdict, figure in (("date", "2018"), ("name", "2017"), ("unread", "2020")):
        start = made.texts["d1"].index(figure)
        place = {"document_id": "d1", "char_start": start, "char_end": start + 4}
        made.tables["numerals"].append({**place, "text": figure, "verdict": verdict, "statement_id": None})
    made.tables["numerals"].sort(key=lambda row: row["char_start"])
    build_reports(made.write(tmp_path / "data"), tmp_path / "out")
    return tmp_path / "out/documents"


def test_a_document_is_shown_whole_with_its_marks(marked: Path, folder: Path) -> None:
    collection = Collection.read(folder)
    page = (marked / "d2.zh.html").read_text("utf-8")
    text = re.search(r'<div class="document"[^>]*>(.*?)</div>', page, re.S)
    assert text is not None
    assert unescape(re.sub(r"<[^>]*>", "", text[1])) == collection.documents["d2"]["text"]
    assert HOSTILE not in page
    ids = [row["statement_id"] for row in collection.tables["statements"] if row["document_id"] == "d2"]
    assert all(f'<mark id="{key}"' in page and f'<tr id="read-{key}"' in page for key in ids)


def test_the_legend_counts_every_verdict(marked: Path) -> None:
    page = (marked / "d1.en.html").read_text("utf-8")
    legend = page.split('class="legend"')[1].split("</ul>")[0]
    said = re.findall(r"<li><span[^>]*>(.*?)</span> (\d+)</li>", legend)
    assert said == [("result", "10"), ("target", "2"), ("date", "1"), ("name", "1"), ("not understood", "1")]
    assert '<span class="n time" title="date">2018</span>' in page
    assert 'class="n statement-target"' in page


def test_marked_pages_hold_everything_and_load_nothing(marked: Path) -> None:
    for page in marked.glob("*.html"):
        tags = Tags(page.read_text("utf-8"))
        assert tags.open == []
        assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in tags.elements}
        assert not any("style" in a or any(k.startswith("on") for k in a) for _, a in tags.elements)
        ids = [a["id"] for _, a in tags.elements if a.get("id")]
        assert len(ids) == len(set(ids))
        policy = next(str(a["content"]) for _, a in tags.elements if a.get("http-equiv"))
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in policy
