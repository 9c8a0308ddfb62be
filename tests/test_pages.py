"""The pages in a real browser, opened from the file system. Skipped only where there is no Chromium."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from browser import CHROMIUM, Browser
from made_up import story

from jjjdata.reports import Batch, build_reports

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

TASKS = """
[[report]]
notebook = "overview"
[[report]]
notebook = "indicator_trend"
[[report]]
notebook = "place_profile"
[[report]]
notebook = "plan_and_outcome"
[[report]]
notebook = "audit"
indicator = "mills"
[[report]]
notebook = "audit"
document = "d2"
"""
PAGES = (
    "index", "overview", "trend/mills_430000", "trend/ozone_430000", "trend/trade_430000", "place/430000",
    "plan/430000_2019", "audit/mills", "audit/document_d2", "documents/d1", "documents/d2",
)  # fmt: skip
FILES = [
    f"{page}{'' if page == 'index' and language == 'zh' else '.' + language}.html"
    for page in PAGES
    for language in ("zh", "en")
]
LINKS = "Array.from(document.querySelectorAll('a[href]'), a => a.href)"
UNNAMED = """Array.from(document.querySelectorAll('svg, img')).filter(p =>
    p.getAttribute('aria-hidden') !== 'true' && !(p.getAttribute('aria-label') || p.getAttribute('alt'))).length"""
SHOWN = "Array.from(document.querySelectorAll('ul.reports li')).filter(li => li.offsetParent !== null).length"
TYPE = """(words => { const box = document.getElementById('search'); box.value = words;
    box.dispatchEvent(new Event('input', {bubbles: true})); })"""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    data = story().write(folder / "data")
    summary = build_reports(data, folder / "reports", batch=Batch.parse(TASKS))
    assert summary.failures == ()
    return folder / "reports"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as opened:
        yield opened


def test_these_are_all_pages(out: Path) -> None:
    assert {p.relative_to(out).as_posix() for p in out.rglob("*.html")} == set(FILES)


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("page", FILES)
def test_a_page_is_quiet_and_fits(page: str, width: int, out: Path, browser: Browser) -> None:
    browser.open(out / page, width=width)
    assert browser.requests() == [(out / page).as_uri()]
    assert browser.complaints() == []
    assert browser.run("document.documentElement.scrollWidth") <= width
    assert browser.run(UNNAMED) == 0
    assert browser.run("document.title")
    assert browser.run("document.querySelectorAll('h1').length") == 1


@pytest.mark.parametrize("page", FILES)
def test_links_of_a_page_lead_to_files_and_anchors(page: str, out: Path, browser: Browser) -> None:
    browser.open(out / page)
    for link in browser.run(LINKS):
        parts = urlsplit(link)
        assert parts.scheme == "file"
        target = Path(unquote(parts.path))
        assert target.is_file(), link
        if parts.fragment:
            assert f'id="{parts.fragment}"' in target.read_text("utf-8"), link


@pytest.mark.parametrize("index", ["index.html", "index.en.html"])
def test_the_search_finds_in_both_languages(index: str, out: Path, browser: Browser) -> None:
    browser.open(out / index)
    everything = browser.run(SHOWN)
    for words, expected in (
        ("臭氧", 1),
        ("ozone", 1),
        ("OZONE hunan", 1),
        ("no such thing", 0),
        ("", everything),
    ):
        browser.run(f"{TYPE}({words!r})")
        assert browser.run(SHOWN) == expected, words
    assert browser.run("document.getElementById('no-match').hidden")


@pytest.mark.parametrize(
    "page", [name for name in FILES if name.partition("/")[0] in ("trend", "place", "plan")]
)
def test_every_figure_leads_to_its_mark_or_to_what_it_was_computed_from(page: str, out: Path) -> None:
    text = (out / page).read_text("utf-8")
    rows = re.findall(r'<tr id="(?:figure|target)-[^"]*">.*?</tr>', text, re.S)
    assert rows
    for row in rows:
        marked = re.search(r'class="figure" href="\.\./documents/[^"#]+#s\d+"', row)
        computed = 'badge implied"' in row and 'class="ref" href="#sentence-' in row
        assert marked or computed, row


def test_a_figure_leads_to_its_mark(out: Path, browser: Browser) -> None:
    browser.open(out / "trend/mills_430000.zh.html")
    link = browser.run("document.querySelector('#figures a.figure').href")
    said = browser.run("document.querySelector('#figures a.figure').textContent")
    path, _, anchor = link.partition("#")
    browser.open(Path(unquote(urlsplit(path).path)))
    marked = browser.run(f"document.getElementById({anchor!r}).textContent")
    assert marked.strip("超近约以上") in said


def test_the_browser_notices_what_these_tests_forbid(tmp_path: Path, browser: Browser) -> None:
    page = tmp_path / "bad.html"
    page.write_text(
        "<!DOCTYPE html><title>x</title><h1>x</h1><div style='width:2000px'>wide</div><svg></svg>"
        "<img src='http://localhost:9/x.png'><script>console.error('said')</script>",
        encoding="utf-8",
    )
    browser.open(page, width=360)
    assert "http://localhost:9/x.png" in browser.requests()
    assert any("said" in complaint for complaint in browser.complaints())
    assert browser.run("document.documentElement.scrollWidth") > 360
    assert browser.run(UNNAMED) == 2
