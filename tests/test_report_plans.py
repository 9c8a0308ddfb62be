"""Which reports there are: reports.toml, parameters, names of pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from made_up import story
from reporting import BATCH, TEXT, build_reports

from jjjdata.charts.subject import Collection
from jjjdata.errors import ParameterError, ReportError, UnknownNameError
from jjjdata.reports import trend
from jjjdata.reports.runs.batch import NOTEBOOKS, Batch
from jjjdata.reports.runs.building import build_reports as build_batch
from jjjdata.reports.runs.parameters import check, declared
from jjjdata.reports.runs.plan import notebook_path, plan, slug, worth_a_page
from jjjdata.reports.runs.years import years_of_all


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
    ("no flag", 'link_notebooks = "no"', ReportError, "true or false"),
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
    ("misspelt place", {"place": "Hunnan"}, UnknownNameError, "Hunan"),
    ("place without the indicator", {"indicator": "mills", "place": "420000"}, UnknownNameError, "430000"),
    ("unknown name", {"indicatr": "mills"}, ParameterError, "Valid: indicator, "),
    ("another unknown name", {"indicatr": "mills"}, ParameterError, ", document."),
    ("unknown place", {"place": "胡南"}, UnknownNameError, "湖南省 (Hunan, 430000)"),
    ("unknown language", {"language": "fr"}, ParameterError, "zh"),
    ("year without a plan", {"plan_year": 1999}, ParameterError, "no target for 1999 is known. Valid: 2019."),
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


def of_other_years(tmp_path: Path) -> Collection:
    made = story()
    made.indicator("grain", "粮食产量", "Grain output", "t")
    made.stated("grain", "420000", 2009, 5e6, "产量[500万吨]。")
    made.stated("grain", "420000", 2011, 6e6, "产量[600万吨]。")
    made.stated("grain", "420000", 2025, 7e6, "产量[700万吨]。")
    return Collection.read(made.write(tmp_path))


def years(collection: Collection, batch: Batch, language: str = "en") -> dict[str, tuple[int, int]]:
    return {
        report.stem: (report.parameters["start_year"], report.parameters["end_year"])
        for report in plan(collection, {"language": language}, None, batch)
        if report.notebook != "plan_and_outcome"
    }


def test_without_years_in_the_batch_pages_reach_as_far_as_the_tables(tmp_path: Path) -> None:
    batch = Batch.parse(f'{TEXT}\n[[report]]\nnotebook = "place_profile"')
    collection = of_other_years(tmp_path)
    found = years(collection, batch)
    assert found["overview"] == found["trend/grain_420000"] == found["place/420000"] == (2009, 2025)
    assert found["trend/ozone_430000"] == found["place/430000"] == (2013, 2024)
    report = next(r for r in plan(collection, {}, ["grain"], batch) if r.language == "en")
    assert "2025" in repr(trend(**report.parameters, data=tmp_path).figures())


def test_a_page_without_a_figure_in_the_years_of_the_batch_is_not_made(tmp_path: Path) -> None:
    batch = Batch.parse(f"{TEXT}\nstart_year = 2013\nend_year = 2024")
    found = years(of_other_years(tmp_path), batch)
    assert found["trend/ozone_430000"] == (2013, 2024)
    assert "trend/grain_420000" not in found


def test_a_heat_map_has_no_more_years_than_can_be_read(tmp_path: Path) -> None:
    made = story()
    made.stated("ozone", "430000", 1952, 5.0, "为[5微克/立方米]。")
    assert years_of_all(Collection.read(made.write(tmp_path))) == (2001, 2024)


def test_parameters_that_no_report_of_the_batch_has_are_refused(folder: Path, tmp_path: Path) -> None:
    batch = Batch.parse('[[report]]\nnotebook = "indicator_trend"')
    with pytest.raises(ParameterError, match="no report fits plan_year=2019"):
        build_reports(folder, tmp_path / "out", parameters={"plan_year": 2019}, batch=batch)
    assert not (tmp_path / "out").exists()
