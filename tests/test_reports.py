"""Reports: what is built, kept and refused; what the pages say and what they can never do."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from contextlib import nullcontext
from datetime import date
from functools import partial
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nbformat
import pytest
from click.testing import CliRunner
from made_up import HOSTILE, Story, story

from jjjdata.charts.marks import Amount
from jjjdata.charts.subject import Collection
from jjjdata.charts.wording import wording
from jjjdata.cli import main
from jjjdata.errors import LockedError, ParameterError, ReportError, TableError, UnknownNameError
from jjjdata.reports import (
    OverviewReport,
    TrendReport,
    audit,
    making,
    overview,
    place_profile,
    plan_and_outcome,
    trend,
)
from jjjdata.reports.batch import NOTEBOOKS, Batch
from jjjdata.reports.building import build_reports as build_batch
from jjjdata.reports.cautions import cautions
from jjjdata.reports.derivations import formula_words
from jjjdata.reports.execute import prove, settle
from jjjdata.reports.finding import compare, finding
from jjjdata.reports.fragments import CHART_FACTS, END_FACTS, Picture
from jjjdata.reports.frame import Surroundings
from jjjdata.reports.page import render
from jjjdata.reports.parameters import check, declared
from jjjdata.reports.plan import notebook_path, plan, slug, worth_a_page
from jjjdata.reports.version import code_version
from jjjdata.store.locking import locked

AROUND = Surroundings("../index.html", "x.en.html", notebook="../notebooks/x.ipynb")
TEXT = '[[report]]\nnotebook = "overview"\n[[report]]\nnotebook = "indicator_trend"'
BATCH = Batch.parse(TEXT)
build_reports = partial(build_batch, batch=BATCH)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return story().write(tmp_path_factory.mktemp("reports") / "data")


@pytest.fixture(scope="module")
def collection(folder: Path) -> Collection:
    return Collection.read(folder)


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


@pytest.fixture(scope="module")
def pages(folder: Path) -> dict[str, str]:
    made = {}
    for language in ("zh", "en"):
        for indicator in ("ozone", "mills", "trade"):
            report = trend(indicator, "430000", language=language, data=folder)
            made[f"{indicator}.{language}"] = render(run_in_process(report), AROUND)
        made[f"overview.{language}"] = render(
            run_in_process(overview(language=language, data=folder)), AROUND
        )
    return made


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


def test_pages_hold_everything_and_load_nothing(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        elements = Tags(page).elements
        assert not {"script", "link", "img", "iframe", "object", "embed", "form", "base"} & {
            tag for tag, _ in elements
        }, name
        for tag, attributes in elements:
            assert "style" not in attributes, (name, tag)
            assert not any(key.startswith("on") for key in attributes), (name, tag)
            for key in ("href", "src", "xlink:href"):
                assert not re.match(r"(?i)\s*(\w+:|//)", attributes.get(key) or ""), (name, tag)
        assert not re.search(r"url\((?!#)|@import|@font-face", page), name
        policy = next(a["content"] for _, a in elements if a.get("http-equiv") == "Content-Security-Policy")
        assert policy is not None
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in policy


def test_pages_are_well_formed_and_ids_unique(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        tags = Tags(page)
        assert tags.open == [], name
        ids = [a["id"] for _, a in tags.elements if a.get("id")]
        assert len(ids) == len(set(ids)), name
        targets = {a["href"] for t, a in tags.elements if t == "a" and (a.get("href") or "").startswith("#")}
        assert {str(t)[1:] for t in targets} <= set(map(str, ids)), name


def test_document_text_is_escaped_everywhere(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        assert HOSTILE not in page, name
        assert "<script" not in page, name
    assert "&lt;script&gt;" in pages["ozone.zh"]


def test_pages_say_their_language_title_and_alternative_text(pages: dict[str, str]) -> None:
    assert '<html lang="zh-Hans">' in pages["mills.zh"]
    assert '<html lang="en">' in pages["mills.en"]
    assert "<title>湖南：关停小水泥厂</title>" in pages["mills.zh"]
    labels = [a["aria-label"] for t, a in Tags(pages["mills.zh"]).elements if a.get("role") == "img"]
    assert len(labels) == 2
    assert all("2019年目标不少于400家" in str(label) for label in labels)


def test_every_figure_leads_to_its_highlighted_sentence(pages: dict[str, str]) -> None:
    page = pages["mills.zh"]
    row = re.search(r'<tr id="figure-[^"]*"><td [^>]*><div>2018年.*?</tr>', page)
    assert row is not None
    links = re.findall(r'class="ref" href="#(sentence-\d+)"', row[0])
    assert len(links) == 2  # the chosen one and the one that contradicts it
    quoted = [re.search(rf'id="{link}"><blockquote[^>]*>(.*?)</blockquote>', page) for link in links]
    assert [q[1] for q in quoted if q] == [
        "2018年关停小水泥厂<mark>640家</mark>。",
        "全年关停小水泥厂<mark>655家</mark>。",
    ]


def test_implied_values_show_their_formula_and_its_sentences(
    pages: dict[str, str], collection: Collection
) -> None:
    subject = collection.subject("ozone", "430000")
    implied = next(row for row in subject.observations if row["origin"] == "implied")
    said = formula_words(subject, implied, wording("reports", "en"))
    assert said.startswith("41 ÷ (1 − 52.4%) = 86.1")
    part = pages["ozone.en"].split('id="derivations"')[1].split("</section>")[0]
    assert "possible range 84.9–87.3 µg/m³" in part
    assert part.count('class="ref"') == 2


def test_the_same_pieces_give_the_same_page(folder: Path) -> None:
    first, second = (render(run_in_process(trend("ozone", "430000", data=folder)), AROUND) for _ in range(2))
    assert first == second


def test_a_notebook_display_needs_no_script(folder: Path) -> None:
    report = trend("mills", "430000", data=folder)
    bundle = report.chart()._repr_mimebundle_()
    assert bundle["image/svg+xml"].startswith("<?xml")
    assert set(bundle[CHART_FACTS]) == {"narrow", "alt", "caption"}
    assert repr(report.heading()).startswith("湖南：关停小水泥厂")
    assert END_FACTS in report.citation()._repr_mimebundle_()


# Findings -----------------------------------------------------------------------------------------------


def told(
    figures: list[tuple[int, float, dict[str, Any]]],
    tmp_path: Path,
    language: str = "en",
    unit: str = "count",
) -> str:
    made = Story()
    made.place("430000", "湖南", "Hunan")
    made.document("d1", "公报")
    made.indicator("mills", "水泥厂", "Mills", unit)
    for year, value, more in figures:
        made.stated("mills", "430000", year, value, f"有[{value}]。", **more)
    return finding(Collection.read(made.write(tmp_path)).subject("mills"), 2013, 2024, language)


OPEN = {"comparator": ">", "value_high": None}
TARGET = {"status": "target"}
STOCK = {"aggregation": "stock", "period_start": date(2021, 12, 31)}
FINDINGS = [
    ("rising", [(2019, 50.0, {}), (2021, 60.0, {})], "Mills, Hunan: up from 50 in 2019 to 60 in 2021, a rise of 20%."),
    ("falling", [(2019, 50.0, {}), (2021, 40.0, {})], "Mills, Hunan: down from 50 in 2019 to 40 in 2021, a fall of 20%."),
    ("doubling", [(2019, 50.0, {}), (2021, 150.0, {})], "Mills, Hunan: up from 50 in 2019 to 150 in 2021, 3 times as much."),
    ("unchanged", [(2019, 50.0, {}), (2021, 50.0, {})], "Mills, Hunan: 50 in 2019 and again in 2021."),
    ("single", [(2019, 50.0, {})], "Mills, Hunan: 50 in 2019."),
    ("single stock", [(2021, 50.0, STOCK)], "Mills, Hunan: 50 at the end of 2021."),
    ("bound above", [(2019, 50.0, {}), (2021, 60.0, OPEN)], "Mills, Hunan: up from 50 in 2019 to more than 60 in 2021."),
    ("bound unclear", [(2019, 50.0, {}), (2021, 40.0, OPEN)], "Mills, Hunan: 50 in 2019, more than 40 in 2021; the wording does not settle whether it rose or fell."),
    ("peak", [(2019, 50.0, {}), (2020, 90.0, {}), (2021, 60.0, {})], "Mills, Hunan: up from 50 in 2019 to 60 in 2021, a rise of 20%, with a higher 90 in 2020."),
    ("trough", [(2019, 50.0, {}), (2020, 10.0, {}), (2021, 60.0, {})], "Mills, Hunan: up from 50 in 2019 to 60 in 2021, a rise of 20%, with a lower 10 in 2020."),
    ("target open", [(2019, 50.0, {}), (2021, 70.0, TARGET)], "Mills, Hunan: 50 in 2019; target of 70 in 2021, with no result in the documents."),
    ("target met", [(2019, 50.0, {}), (2019, 45.0, TARGET)], "Mills, Hunan: 50 in 2019; target of 45 in 2019."),
    ("target only", [(2021, 70.0, TARGET)], "Mills, Hunan: target of 70 in 2021, with no result in the documents."),
    ("half a year beside years", [(2019, 50.0, {}), (2020, 60.0, {}), (2021, 20.0, {"period_end": date(2021, 6, 30)})], "Mills, Hunan: up from 50 in 2019 to 60 in 2020, a rise of 20%."),
    ("nothing", [(2003, 50.0, {})], "Mills, Hunan: no figure that can be drawn from 2013 to 2024."),
]  # fmt: skip


@pytest.mark.parametrize(("figures", "expected"), [f[1:] for f in FINDINGS], ids=[f[0] for f in FINDINGS])
def test_the_finding_is_true(
    figures: list[tuple[int, float, dict[str, Any]]], expected: str, tmp_path: Path
) -> None:
    assert told(figures, tmp_path) == expected


def test_percentages_change_by_points(tmp_path: Path) -> None:
    said = told([(2013, 40.7, {}), (2023, 66.1, {})], tmp_path, "zh", "%")
    assert said == "湖南水泥厂由2013年的40.7%升至2023年的66.1%，上升25.4个百分点。"


def test_conflicting_sources_are_named_in_the_finding(collection: Collection) -> None:
    said = finding(collection.subject("mills", "430000"), 2013, 2024, "zh")
    assert "2018年各来源不一致：640家，另一来源为655家" in said


def test_comparison_needs_intervals_that_do_not_meet() -> None:
    implied = Amount(60, 55, 65, "=", "%", implied=True)
    assert compare(implied, Amount(66, 65.5, 66.5, "=", "%")) == 1
    assert compare(implied, Amount(64, 63.5, 64.5, "=", "%")) is None
    assert compare(Amount(60, None, None, "~", "%"), Amount(62, 62, 62, "=", "%")) is None


def test_cautions_fit_the_figures(collection: Collection) -> None:
    words = wording("reports", "en")
    ozone, mills, trade = (
        " ".join(cautions(collection.subject(i, "430000"), words)) for i in ("ozone", "mills", "trade")
    )
    assert "implied" in ozone
    assert "Targets" not in ozone
    assert "sources disagree: 1" in mills
    assert "Cumulative" in mills
    assert "single document" in trade
    assert "Cumulative" not in trade


# Profiles, plans, audits --------------------------------------------------------------------------------


def test_a_profile_holds_every_figure_of_the_place(folder: Path, collection: Collection) -> None:
    report = place_profile("湖南", language="en", data=folder)
    assert repr(report.heading()).splitlines() == [
        "Profile of Hunan",
        "What the documents say of Hunan: indicators 3, results 12 (of which 1 implied), targets 2, from documents: 2.",
    ]
    html = report.figures().html
    rows = [row for (_, place), found in collection.subjects.items() if place == "430000" for row in found]
    assert all(f'id="figure-{row["observation_id"]}"' in html for row in rows)
    assert 'data-page="trend/mills_430000"' in html
    assert "86.1" in report.derivations().html
    picture = report.chart()
    assert isinstance(picture, Picture)
    assert all(name in picture.alt for name in ("Ozone", "mills", "Trade"))


def test_a_plan_stands_beside_its_outcomes(tmp_path: Path) -> None:
    made = story()
    made.stated("mills", "430000", 2019, 410, "2019年实际关停[410家]。", unit_text="家", document="d2")
    report = plan_and_outcome("430000", 2019, language="en", data=made.write(tmp_path))
    assert repr(report.heading()).splitlines()[1].startswith("Targets for Hunan in 2019: 2 (met: ")
    html = report.outcomes().html
    assert html.count('<tr id="target-') == 2
    assert "410" in html
    assert "at least 400" in html
    with pytest.raises(ParameterError, match="2019"):
        plan_and_outcome("430000", 2017, data=tmp_path)


def test_an_audit_shows_conflicts_derivations_and_rules(folder: Path) -> None:
    mills = audit("mills", language="en", data=folder)
    assert "Conflicts between sources: 1" in repr(mills.heading())
    assert "640家" in mills.conflicts().html
    assert "655家" in mills.conflicts().html
    assert mills.readings().html.count("made-up") == len(mills.chosen) == 8
    assert "86.1" in audit("ozone", language="en", data=folder).derivations().html
    document = audit(document="d2", data=folder)
    assert {row["document_id"] for row in document.chosen} == {"d2"}
    assert HOSTILE not in document.readings().html


@pytest.mark.parametrize(
    ("given", "error"),
    [({}, ParameterError), ({"indicator": "mills", "document": "d1"}, ParameterError),
     ({"indicator": "mils"}, UnknownNameError), ({"document": "d9"}, UnknownNameError)],
    ids=["neither", "both", "unknown indicator", "unknown document"],
)  # fmt: skip
def test_an_audit_is_of_one_known_thing(given: dict[str, str], error: type[Exception], folder: Path) -> None:
    with pytest.raises(error):
        audit(**given, data=folder)


# Plan and parameters ------------------------------------------------------------------------------------


def test_a_page_needs_a_result_and_something_beside_it(collection: Collection) -> None:
    assert worth_a_page(collection.subject("trade", "430000"))
    assert not worth_a_page(collection.subject("trade", "420000"))
    names = [report.name for report in plan(collection, {}, None, BATCH)]
    assert names[:2] == ["overview.zh", "overview.en"]
    assert "trend/trade_420000.zh" not in names
    asked = plan(collection, {"indicator": "trade", "place": "420000", "language": "en"}, None, BATCH)
    assert [report.name for report in asked] == ["trend/trade_420000.en"]


def test_only_selects_by_notebook_indicator_or_name(collection: Collection) -> None:
    assert {r.notebook for r in plan(collection, {}, ["overview"], BATCH)} == {"overview"}
    assert [r.name for r in plan(collection, {}, ["mills"], BATCH)] == [
        "trend/mills_430000.zh",
        "trend/mills_430000.en",
    ]
    with pytest.raises(UnknownNameError, match="mills"):
        plan(collection, {}, ["mils"], BATCH)


@pytest.mark.parametrize("code", ["../../etc/passwd", "曹妃甸", "a/b", "", "..", "a" * 9 + "\0"])
def test_file_names_cannot_leave_their_folder(code: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]+", slug(code))


def test_place_codes_that_differ_get_different_names() -> None:
    assert len({slug(code) for code in ("曹妃甸", "张家口", "a b", "a-b", "A/B")}) == 5


BATCHES = [
    ("no toml", "report = [", ReportError, "no TOML"),
    ("unknown key", "jobs = 2", ReportError, "jobs"),
    ("unknown notebook", '[[report]]\nnotebook = "overwiev"', UnknownNameError, "overview"),
    ("no time", "timeout = 0", ReportError, "above 0"),
    ("no values", '[[report]]\nnotebook = "indicator_trend"\nindicator = []', ParameterError, "empty"),
    ("audit of nothing", '[[report]]\nnotebook = "audit"', ParameterError, "either"),
    ("unknown parameter", '[[report]]\nnotebook = "overview"\nstart_yaer = 2015', ParameterError, "start_year"),
    ("unknown indicator", '[[report]]\nnotebook = "audit"\nindicator = "ozon"', UnknownNameError, "ozone"),
    ("year without targets", '[[report]]\nnotebook = "plan_and_outcome"\nplace = "430000"\nplan_year = 2017', ParameterError, "2019"),
    ("one page twice", '[[report]]\nnotebook = "overview"\n[[report]]\nnotebook = "overview"\nstart_year = 2015', ReportError, "other parameters"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "error", "hint"), [b[1:] for b in BATCHES], ids=[b[0] for b in BATCHES])
def test_a_wrong_batch_stops_before_anything_runs(
    text: str, error: type[Exception], hint: str, folder: Path, tmp_path: Path
) -> None:
    with pytest.raises(error, match=re.escape(hint)):
        build_batch(folder, tmp_path / "out", batch=Batch.parse(text))
    assert not (tmp_path / "out").exists()


def test_a_batch_is_a_matrix(collection: Collection) -> None:
    text = """
    timeout = 60
    [[report]]
    notebook = "indicator_trend"
    indicator = ["ozone", "mills"]
    place = "430000"
    end_year = 2022
    language = "en"
    [[report]]
    notebook = "plan_and_outcome"
    timeout = 5
    """
    reports = plan(collection, {}, None, Batch.parse(text))
    assert [(r.name, r.timeout) for r in reports] == [
        ("trend/ozone_430000.en", 60),
        ("trend/mills_430000.en", 60),
        ("plan/430000_2019.zh", 5),
        ("plan/430000_2019.en", 5),
    ]
    assert reports[0].parameters["end_year"] == 2022


@pytest.mark.parametrize(
    "path", [None, Path(__file__).parents[1] / "reports.toml"], ids=["package", "project"]
)
def test_the_batches_of_package_and_project_name_every_notebook(
    path: Path | None, collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = plan(collection, {}, None, Batch.read(path))
    assert {report.notebook for report in found} == set(NOTEBOOKS)


REFUSED: list[tuple[str, Mapping[str, object], type[Exception], str]] = [
    ("unknown name", {"indicater": "ozone"}, ParameterError, "indicator"),
    ("no whole number", {"start_year": "20x3"}, ParameterError, "no whole number"),
    ("wrong type", {"start_year": 2013.5}, ParameterError, "float"),
    ("flag for a year", {"start_year": True}, ParameterError, "bool"),
    ("number for a name", {"indicator": 7}, ParameterError, "int"),
    ("no year", {"end_year": 20}, ParameterError, "1900"),
    ("years out of order", {"start_year": 2020, "end_year": "2013"}, ParameterError, "after end_year"),
    ("start after the default end", {"start_year": 2030}, ParameterError, "after end_year"),
    ("unknown indicator", {"indicator": "ozon"}, UnknownNameError, "ozone"),
    ("unknown place", {"place": "430001"}, UnknownNameError, "430000"),
    ("place without the indicator", {"indicator": "mills", "place": "420000"}, UnknownNameError, "430000"),
    ("unknown language", {"language": "fr"}, ParameterError, "zh"),
    ("the folder", {"data": "elsewhere"}, ParameterError, "--data"),
    ("code", {"indicator": "__import__('os').system('true')"}, UnknownNameError, "no indicator"),
]


@pytest.mark.parametrize(("given", "error", "hint"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_wrong_parameters_stop_before_anything_runs(
    given: Mapping[str, object], error: type[Exception], hint: str, folder: Path, tmp_path: Path
) -> None:
    with pytest.raises(error, match=re.escape(hint)):
        build_reports(folder, tmp_path / "out", parameters=given)
    assert not (tmp_path / "out").exists()


def test_parameters_are_read_as_declared(collection: Collection) -> None:
    known = declared(notebook_path("indicator_trend"))
    assert list(known) == ["indicator", "place", "start_year", "end_year", "language", "data"]
    assert (known["start_year"].default, known["end_year"].default) == (2013, 2024)
    values = check({"start_year": "2015", "place": "湖南", "indicator": "mills"}, known, collection)
    assert values == {"start_year": 2015, "place": "430000", "indicator": "mills"}


def test_missing_tables_and_unwritable_folders_are_clear(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(TableError, match="Build"):
        build_reports(tmp_path / "nowhere", tmp_path / "out")
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(ReportError, match="cannot be written"):
        build_reports(folder, tmp_path / "file")


# Building, with the kernel replaced ---------------------------------------------------------------------


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Reports run in this process and without drawing; the list collects what ran. Names put in front of it fail."""
    ran: list[str] = []

    def execute(
        notebook: Path, parameters: Mapping[str, Any], output: Path, folder: Path, timeout: float
    ) -> nbformat.NotebookNode:
        given = {**parameters, "data": folder / parameters["data"]}
        name = str(given.get("indicator", notebook.stem)) + "." + str(given["language"])
        ran.append(name)
        output.write_text("{}", encoding="utf-8")
        if f"fail {name}" in ran:
            raise ReportError(notebook.name, "made to fail", 3)
        report = trend(**given) if notebook.stem == "indicator_trend" else overview(**given)
        run = run_in_process(report)
        output.write_text(nbformat.writes(run), encoding="utf-8")
        return run

    picture = Picture('<svg viewBox="0 0 1 1"></svg>', '<svg viewBox="0 0 1 1"></svg>', "words", "caption")
    monkeypatch.setattr(TrendReport, "chart", lambda self: picture)
    monkeypatch.setattr(OverviewReport, "coverage", lambda self: picture)
    monkeypatch.setattr(making, "execute", execute)
    monkeypatch.setattr(making, "preloading", lambda reports: nullcontext())
    monkeypatch.chdir(tmp_path_factory.mktemp("no batch here"))
    return ran


def snapshot(out: Path) -> dict[str, bytes]:
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


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
        assert HOSTILE not in page
        policy = next(str(a["content"]) for _, a in elements if a.get("http-equiv"))
        assert "script-src 'sha256-" in policy
        words = [str(a["data-words"]) for t, a in elements if t == "li"]
        assert sum("湖南" in found and "hunan" in found for found in words) == 3


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


# Marked documents ---------------------------------------------------------------------------------------


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


# Proof of a run -----------------------------------------------------------------------------------------


def broken(kind: str, folder: Path) -> nbformat.NotebookNode:
    run = run_in_process(trend("ozone", "430000", data=folder))
    if kind == "never ran":
        run.cells[2].execution_count = None
    elif kind == "error":
        run.cells[2].outputs = [
            nbformat.v4.new_output("error", ename="ValueError", evalue="bad", traceback=[])
        ]
    elif kind == "no end":
        run.cells[-1].outputs = []
    return run


@pytest.mark.parametrize(
    ("kind", "hint"), [("never ran", "did not run"), ("error", "ValueError: bad"), ("no end", "complete")]
)
def test_a_run_is_accepted_only_when_proved(kind: str, hint: str, folder: Path) -> None:
    prove(broken("sound", folder), "x")
    with pytest.raises(ReportError, match=hint):
        prove(broken(kind, folder), "x")


def test_settled_notebooks_hold_nothing_of_the_run(folder: Path) -> None:
    run = run_in_process(trend("ozone", "430000", data=folder))
    run.metadata["papermill"] = {"start_time": "now"}
    run.cells[0].metadata["papermill"] = {"duration": 1.0}
    run.cells[0].outputs.append(nbformat.v4.new_output("stream", name="stderr", text="a warning"))
    settle(run)
    text = json.dumps(run)
    assert "papermill" not in text
    assert "stderr" not in text
    assert [cell.id for cell in run.cells[:2]] == ["cell-00", "cell-01"]


def test_every_notebook_is_there() -> None:
    assert all(notebook_path(name).is_file() for name in NOTEBOOKS)
    with pytest.raises(ReportError, match="missing"):
        notebook_path("no such notebook")
