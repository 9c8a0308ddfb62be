"""The pages committed under reports/published: all that are asked for, and leading only to what is committed."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from browser import CHROMIUM, Browser
from reporting import Tags

from jjjdata.charts.subject import Collection
from jjjdata.reports.pages.addresses import document_page
from jjjdata.reports.runs.batch import Batch
from jjjdata.reports.runs.plan import plan

ROOT = Path(__file__).parents[1]
PUBLISHED = ROOT / "reports/published"
PAGES = sorted(path.relative_to(PUBLISHED).as_posix() for path in PUBLISHED.rglob("*.html"))
HEAVIEST = 400_000
STICKING_OUT = """(() => { const right = document.querySelector('main').getBoundingClientRect().right;
    return Array.from(document.querySelectorAll('table, svg.chart-svg, .document'))
        .filter(e => e.getBoundingClientRect().right > right + 1).map(e => e.className || e.tagName); })()"""


def committed() -> set[Path]:
    """The files that git keeps; all that there are, where there is no git."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        return {path for path in ROOT.rglob("*") if path.is_file()}
    return {ROOT / name for name in listed.stdout.split("\0") if name}


def test_these_are_the_pages_asked_for() -> None:
    collection = Collection.read(ROOT / "data")
    reports = plan(collection, {}, None, Batch.read(ROOT / "published.toml"))
    expected = {report.page for report in reports} | {"index.html", "index.en.html"}
    expected |= {document_page(name, lang) for name in collection.documents for lang in ("zh", "en")}
    assert set(PAGES) == expected
    assert len({report.stem for report in reports}) == 5


def test_they_lead_only_to_what_is_committed_with_them() -> None:
    kept = committed()
    for name in PAGES:
        page = PUBLISHED / name
        assert page in kept, f"{name} is not committed"
        for tag, attributes in Tags(page.read_text("utf-8")).elements:
            href = attributes.get("href") or ""
            if tag != "a" or not href:
                continue
            parts = urlsplit(href)
            assert not parts.scheme, (name, href)
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            assert target in kept, (name, href)
            if parts.fragment:
                assert f'id="{parts.fragment}"' in target.read_text("utf-8"), (name, href)


def test_they_are_light_and_tell_nothing_of_the_machine_they_were_made_on() -> None:
    for name in PAGES:
        text = (PUBLISHED / name).read_text("utf-8")
        assert len(text.encode()) < HEAVIEST, name
        assert str(ROOT) not in text
        assert str(Path.home()) + "/" not in text


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as opened:
        yield opened


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
@pytest.mark.parametrize("page", PAGES)
def test_they_are_quiet_and_fit(page: str, browser: Browser) -> None:
    for width in (360, 1280):
        browser.open(PUBLISHED / page, width=width)
        assert browser.requests() == [(PUBLISHED / page).as_uri()]
        assert browser.complaints() == []
        assert browser.run("document.documentElement.scrollWidth") <= width
        assert browser.run(STICKING_OUT) == []
