"""Reports built, kept, refused and failed, with the kernel replaced."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from made_up import HOSTILE, story
from reporting import TEXT, Tags, build_reports, snapshot

from jjjdata.charts.subject import Collection
from jjjdata.cli import main
from jjjdata.errors import LockedError, TableError, WritingError
from jjjdata.reports.runs.batch import Batch
from jjjdata.reports.runs.building import build_reports as build_batch
from jjjdata.reports.runs.version import code_version
from jjjdata.store.locking import locked


def test_missing_tables_and_unwritable_folders_are_clear(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(TableError, match="Build"):
        build_reports(tmp_path / "nowhere", tmp_path / "out")
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(WritingError, match="cannot be written"):
        build_reports(folder, tmp_path / "file")


def test_a_second_run_keeps_everything_and_a_change_runs_what_it_touches(
    quick: list[str], tmp_path: Path
) -> None:
    made = story()
    data, out = made.write(tmp_path / "data"), tmp_path / "out"
    first = build_reports(data, out)
    assert (first.built, first.skipped, first.failed) == (8, 0, 0)
    before = snapshot(out)
    assert {
        "index.html",
        "index.en.html",
        "manifest.json",
        "overview.zh.html",
        "trend/mills_430000.en.html",
    } <= before.keys()
    quick.clear()
    second = build_reports(data, out)
    assert (second.built, second.skipped) == (0, 8)
    assert quick == []
    assert snapshot(out) == before
    made.document("d3", "新的一份", date(2025, 1, 20))
    made.stated("mills", "430000", 2024, 15, "2024年关停[15家]。", unit_text="家", document="d3")
    made.write(data)
    assert build_reports(data, out).built == 4
    assert sorted(quick) == ["mills.en", "mills.zh", "overview.en", "overview.zh"]
    assert build_reports(data, out, force=True, only=["ozone"]).built == 2
    assert [name for name in snapshot(out) if name.startswith(".")] == []


def test_a_damaged_page_is_made_again(quick: list[str], folder: Path, tmp_path: Path) -> None:
    build_reports(folder, tmp_path, only=["mills"])
    page = tmp_path / "trend/mills_430000.zh.html"
    good = page.read_bytes()
    page.write_bytes(good[:100])
    build_reports(folder, tmp_path, only=["mills"])
    assert page.read_bytes() == good
    notebook = tmp_path / "notebooks/trend/mills_430000.zh.ipynb"
    notebook.write_text("damaged", encoding="utf-8")
    assert build_reports(folder, tmp_path, only=["mills"]).built == 1


def test_a_failing_report_keeps_its_page_and_stops_no_other(
    quick: list[str], folder: Path, tmp_path: Path
) -> None:
    build_reports(folder, tmp_path)
    page = tmp_path / "trend/mills_430000.zh.html"
    good = page.read_text("utf-8")
    quick.append("fail mills.zh")
    summary = build_reports(folder, tmp_path, force=True)
    assert (summary.built, summary.failed) == (7, 1)
    assert "made to fail" in str(summary)
    stale = page.read_text("utf-8")
    assert '<p class="stale">' in stale
    assert stale.replace(re.search(r'<p class="stale">.*?</p>\n', stale)[0], "") == good  # type: ignore[index]
    assert (tmp_path / "failed/trend/mills_430000.zh.ipynb").is_file()
    assert "made to fail" in (tmp_path / "failed/trend/mills_430000.zh.txt").read_text("utf-8")
    entry = json.loads((tmp_path / "manifest.json").read_text("utf-8"))["reports"]["trend/mills_430000.zh"]
    assert (entry["outcome"], "made to fail" in entry["error"]) == ("stale", True)
    assert "上次更新未成功" in (tmp_path / "index.html").read_text("utf-8")
    assert build_reports(folder, tmp_path, only=["ozone"]).failed == 0
    assert page.read_text("utf-8") == stale  # a run of other reports does not forget it
    quick.clear()
    assert build_reports(folder, tmp_path).built == 1  # tried again, and nothing else
    assert not list((tmp_path / "failed").rglob("*.*"))
    assert page.read_text("utf-8") == good


def test_a_report_that_never_succeeded_is_listed_as_failed(
    quick: list[str], folder: Path, tmp_path: Path
) -> None:
    quick.append("fail mills.zh")
    assert build_reports(folder, tmp_path).failed == 1
    manifest = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    assert "made to fail" in manifest["failed"]["trend/mills_430000.zh"]
    assert "mills_430000" not in (tmp_path / "index.html").read_text("utf-8")
    english = (tmp_path / "trend/mills_430000.en.html").read_text("utf-8")
    assert "mills_430000.zh.html" not in english  # nothing leads to a page that is not there
    quick.clear()
    build_reports(folder, tmp_path)
    assert "mills_430000.zh.html" in (tmp_path / "trend/mills_430000.en.html").read_text("utf-8")


def test_a_second_run_at_the_same_time_is_refused(quick: list[str], folder: Path, tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(LockedError, match="another run"):
        build_reports(folder, tmp_path)
    assert quick == []
    assert list(tmp_path.iterdir()) == []
    result = CliRunner().invoke(
        main, ["report", "--data", str(folder), "--out", str(tmp_path), "--only", "overview"]
    )
    assert result.exit_code == 0
    with locked(tmp_path):
        result = CliRunner().invoke(main, ["report", "--data", str(folder), "--out", str(tmp_path)])
    assert result.exit_code == 75
    assert "another run" in result.stderr


def test_an_interrupted_run_leaves_everything_as_it_was(
    quick: list[str], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_reports(folder, tmp_path)
    before = snapshot(tmp_path)

    def interrupt(stage: str, done: int, total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_reports(folder, tmp_path, force=True, progress=interrupt)
    assert snapshot(tmp_path) == before
    (tmp_path / ".making-left").mkdir()  # what a run that was killed leaves
    build_reports(folder, tmp_path)
    assert snapshot(tmp_path) == before
    assert not (tmp_path / ".making-left").exists()


def test_pages_of_vanished_subjects_are_removed(quick: list[str], folder: Path, tmp_path: Path) -> None:
    build_reports(folder, tmp_path / "out", parameters={"indicator": "trade", "place": "420000"})
    assert (tmp_path / "out/trend/trade_420000.zh.html").is_file()
    (tmp_path / "out/mine.html").write_text("a user's own file", encoding="utf-8")
    assert build_reports(folder, tmp_path / "out").removed == 2
    assert not (tmp_path / "out/trend/trade_420000.zh.html").exists()
    assert (tmp_path / "out/mine.html").is_file()


def test_the_index_lists_links_and_searches(quick: list[str], folder: Path, tmp_path: Path) -> None:
    calls: list[tuple[str, int, int]] = []
    build_reports(folder, tmp_path, progress=lambda *call: calls.append(call))
    assert calls[0] == ("Reports", 0, 8)
    assert calls[-1] == ("Reports", 8, 8)
    for name in ("index.html", "index.en.html"):
        page = (tmp_path / name).read_text("utf-8")
        elements = Tags(page).elements
        links = [str(a["href"]) for t, a in elements if t == "a"]
        assert all((tmp_path / link).exists() for link in links), name
        assert sum("trend/" in link for link in links) == 3
        assert sum("documents/" in link for link in links) == 2
        assert [t for t, _ in elements].count("script") == 1
        assert all("hidden" in a for t, a in elements if t == "input")  # the script shows what needs it
        assert HOSTILE not in page
        policy = next(str(a["content"]) for _, a in elements if a.get("http-equiv"))
        assert "script-src 'sha256-" in policy
        words = [str(a["data-words"]) for t, a in elements if t == "li"]
        assert sum("湖南" in found and "hunan" in found for found in words) == 3


def test_keeping_pages_loads_nothing_heavy(quick: list[str], folder: Path, tmp_path: Path) -> None:
    code_version.cache_clear()  # the process below reads the package as it is now
    build_reports(folder, tmp_path)
    code = (
        "import sys; from jjjdata.reports import Batch, build_reports; "
        f"print(build_reports({str(folder)!r}, {str(tmp_path)!r}, batch=Batch.parse({TEXT!r}))); "
        "print(sorted({'matplotlib', 'papermill', 'nbconvert', 'seaborn'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "0 built, 8 unchanged" in done.stdout
    assert done.stdout.strip().endswith("[]")


def test_tables_are_read_again_only_when_they_changed(tmp_path: Path) -> None:
    made = story()
    data = made.write(tmp_path)
    first = Collection.read(data)
    assert Collection.read(data) is first
    made.document("d3", "新的一份")
    made.write(data)
    assert "d3" in Collection.read(data).documents


def test_pages_lead_to_their_notebook_only_when_asked(quick: list[str], folder: Path, tmp_path: Path) -> None:
    for linked in (True, False):
        batch = Batch.parse(f"link_notebooks = {str(linked).lower()}\n{TEXT}")
        build_batch(folder, tmp_path / str(linked), only=["mills"], batch=batch)
        page = (tmp_path / str(linked) / "trend/mills_430000.en.html").read_text("utf-8")
        assert ("notebooks/trend/mills_430000.en.ipynb" in page) is linked
