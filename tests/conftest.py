"""Small tables that every question can be asked of, made by hand so that no test needs the whole reading."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import hypothesis
import nbformat
import pytest
from made_up import story
from reporting import run_in_process

from jjjdata.charts.subject import Collection
from jjjdata.errors import ReportError
from jjjdata.pipeline import build
from jjjdata.reports import OverviewReport, TrendReport, overview, trend
from jjjdata.reports.content.fragments import Picture
from jjjdata.reports.runs import making
from jjjdata.schema import DATE, FLAG, FLOAT, INT, TABLES, TEXT, codebook_rows
from jjjdata.store import write_tables

# No example has a deadline: how long it takes says more of the machine than of the code.
hypothesis.settings.register_profile("patient", hypothesis.settings.default, deadline=None)
hypothesis.settings.load_profile("patient")

SEEDS = Path(__file__).parents[1] / "seeds"

BLANKS = {TEXT: "x", INT: 0, FLOAT: 0.0, DATE: date(2020, 1, 1), FLAG: True}

TEXTS = {
    "d1": "一、进展<b>\n2021年全市细颗粒物年均浓度为33微克/立方米,比2013年下降63.1%。\n",
    "d2": "2021年细颗粒物年均浓度33微克/立方米,各区均为33微克/立方米。\n到2025年降到30微克/立方米以下。\n",
}


def row(table: str, **given: Any) -> dict[str, Any]:
    """A valid row: null where a column may be null, else its first allowed value or a blank."""
    declared = TABLES[table]
    assert given.keys() <= set(declared.names), given.keys() - set(declared.names)
    values: dict[str, Any] = {}
    for column in declared.columns:
        blank = column.values[0] if column.values else BLANKS[column.type]
        values[column.name] = given.get(column.name, None if column.nullable else blank)
    return values


def statement(
    name: str, document: str, figure: str, sentence: str, nth: int = 0, **given: Any
) -> dict[str, Any]:
    """A statement of the nth such figure in a sentence of one of the texts above."""
    text = TEXTS[document]
    sentence_start = text.index(sentence)
    start = sentence_start - 1
    for _ in range(nth + 1):
        start = text.index(figure, start + 1)
    return row(
        "statements", statement_id=name, document_id=document, char_start=start, char_end=start + len(figure),
        value_text=figure, sentence=sentence, sentence_start=sentence_start,
        sentence_end=sentence_start + len(sentence), comparator="=", **given,
    )  # fmt: skip


def observation(name: str, year: int, value: float | None, **given: Any) -> dict[str, Any]:
    """An observation of the clean-air indicator for Beijing, for a whole year."""
    usual: dict[str, Any] = {
        "observation_id": name, "indicator_id": "haze", "place": "110000", "measure": "level",
        "aggregation": "period", "status": "actual", "unit": "ug/m3",
        "period_start": date(year, 1, 1), "period_end": date(year, 12, 31), "year": year,
        "value": value, "value_low": value, "value_high": value, "comparator": "=", "origin": "reported",
        "n_sources": 1, "agreement": "single", "is_latest": True,
    }  # fmt: skip
    return row("observations", **(usual | given))


def hand_made_tables() -> dict[str, list[dict[str, Any]]]:
    """All tables: two documents, one indicator with a series, a target, an implied value and a rival."""
    first, second = TEXTS["d1"].split("\n")[1], TEXTS["d2"].split("\n")
    return {
        "documents": [
            row("documents", document_id="d1", source="a.txt", title="进展<script>", publisher="某报",
                published=date(2022, 2, 1), published_precision="day", text=TEXTS["d1"], outcome="read"),
            row("documents", document_id="d2", source="b.txt", published=date(2024, 5, 1),
                published_precision="month", text=TEXTS["d2"], outcome="read"),
        ],
        "statements": [
            statement("s1", "d1", "33微克/立方米", first, indicator="细颗粒物年均浓度", value=33.0, unit="ug/m3"),
            statement("s2", "d1", "下降63.1%", first, indicator="细颗粒物年均浓度", value=-63.1, unit="%",
                      measure="change"),
            statement("s3", "d2", "33微克/立方米", second[0], 1, indicator="各区浓度", value=33.0, unit="ug/m3"),
            statement("s4", "d2", "30微克/立方米以下", second[1], indicator="细颗粒物", value=30.0, unit="ug/m3"),
        ],
        "numerals": [],
        "observations": [
            observation("o2013", 2013, 89.4, origin="implied", value_low=87.9, value_high=91.0, n_sources=0),
            observation("o2021", 2021, 33.0, value_low=32.5, value_high=33.5, vintage=date(2022, 2, 1)),
            observation("o2021c", 2021, -63.1, measure="change", unit="%", base_start=date(2013, 1, 1)),
            observation("o2023", 2023, 32.0),
            observation("o2023t", 2023, 34.0, status="target", comparator="<="),
            observation("o2025t", 2025, 30.0, status="target", comparator="<"),
            observation("tj2021", 2021, 39.0, place="120000"),
            observation("half", 2022, 28.0, period_end=date(2022, 6, 30)),
        ],
        "evidence": [
            row("evidence", observation_id="o2021", statement_id="s3", role="supports"),
            row("evidence", observation_id="o2021", statement_id="s1", role="chosen"),
            row("evidence", observation_id="o2021c", statement_id="s2", role="chosen"),
        ],
        "lineage": [
            row("lineage", observation_id="o2013", formula="level / (1 + change)", input_id="o2021",
                input_role="level"),
            row("lineage", observation_id="o2013", formula="level / (1 + change)", input_id="o2021c",
                input_role="change"),
        ],
        "corrections": [],
        "findings": [
            row("findings", finding_id="f1", subject_id="o2023t", related="o2023", check="target", verdict="met",
                severity="info", detail_en="Met.", detail_zh="已实现。"),
        ],
        "indicators": [
            row("indicators", indicator_id="haze", name_zh="细颗粒物年均浓度", name_en="Annual mean haze",
                definition_en="Mean of the hourly readings", unit="ug/m3", topic="environment", better="lower",
                aliases="雾霾浓度|可吸入颗粒"),
            row("indicators", indicator_id="contracts", name_zh="技术合同成交额",
                name_en="Value of technology contracts", unit="CNY", topic="innovation"),
        ],
        "places": [
            row("places", place="110000", name_zh="北京市", name_en="Beijing", kind="province"),
            row("places", place="120000", name_zh="天津市", name_en="Tianjin", kind="province"),
        ],
        "units": [row("units", unit="ug/m3", name_en="micrograms per cubic metre", name_zh="微克/立方米")],
        "columns": codebook_rows(),
    }  # fmt: skip


@pytest.fixture
def tables() -> dict[str, list[dict[str, Any]]]:
    return hand_made_tables()


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hand-made tables in a folder; tests only read it."""
    folder = tmp_path_factory.mktemp("tables")
    write_tables(hand_made_tables(), folder)
    return folder


@pytest.fixture(scope="session")
def tables_of_seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of the documents in `seeds/`, built once; tests only read them."""
    out = tmp_path_factory.mktemp("seeds")
    summary = build(SEEDS, out)
    assert summary.failed == 0
    return out


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return story().write(tmp_path_factory.mktemp("reports") / "data")


@pytest.fixture(scope="module")
def collection(folder: Path) -> Collection:
    return Collection.read(folder)


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
    monkeypatch.setattr(making, "preloading", lambda reports, data: nullcontext())
    monkeypatch.chdir(tmp_path_factory.mktemp("no batch here"))
    return ran
