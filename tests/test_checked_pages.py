"""Corrections and findings on pages: seen where the figure stands, and led back to the words."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_up import HOSTILE, Story, story
from reporting import Tags, build_reports

from jjjdata.charts.subject import Collection
from jjjdata.reports import audit, overview, trend
from jjjdata.reports.content.findings_list import findings_about


def statement_of(made: Story, printed: str) -> str:
    return next(str(r["statement_id"]) for r in made.tables["statements"] if r["value_text"] == printed)


def observation_of(made: Story, printed: str) -> str:
    key = statement_of(made, printed)
    return next(str(r["observation_id"]) for r in made.tables["evidence"] if r["statement_id"] == key)


@pytest.fixture
def checked(tmp_path: Path) -> Path:
    made = story()
    made.corrected(statement_of(made, "812家"), "value", "821", "812", f"与年鉴核对{HOSTILE}")
    made.corrected(statement_of(made, "655家"), "indicator_id", "mills", None, "另一项目")
    subject, other = observation_of(made, "640家"), observation_of(made, "5200家")
    made.found("sources", "conflict", "warning", subject, statement_of(made, "655家"), f"640 or 655{HOSTILE}")
    made.found("total", "smaller", "notice", other, subject, "the total is smaller than its years")
    made.found("gap", "gap", "info", observation_of(made, "41微克/立方米"), "", "no value for 2014")
    return made.write(tmp_path / "data")


def test_a_corrected_reading_is_marked_at_the_figure_and_under_its_sentence(checked: Path) -> None:
    report = trend("mills", "430000", language="en", data=checked)
    row = report.figures().html.split("2017")[1].split("</tr>")[0]
    assert "corrected by hand" in row
    sentences = report.statements().html
    assert "Corrected by 王核对: 与年鉴核对&lt;script&gt;" in sentences
    assert '<span class="badge dropped">dropped by hand</span>' in sentences
    assert "corrected" not in report.figures().html.split("2020")[1].split("</tr>")[0]


def test_the_audit_lists_corrections_before_and_after(checked: Path) -> None:
    html = audit("mills", language="en", data=checked).corrections().html
    assert html.count("<tr>") == 3  # the head and two corrections
    assert "<code>value</code>" in html
    assert all(said in html for said in ("821", "812家", "dropped by hand", "王核对: 另一项目"))
    assert HOSTILE not in html
    assert audit("ozone", data=checked).corrections().html == ""
    assert "People corrected 2 readings;" in overview(language="en", data=checked).limits().html


def test_findings_stand_with_their_indicator_the_gravest_first(checked: Path) -> None:
    report = trend("mills", "430000", language="en", data=checked)
    assert [line.split(":")[0] for line in repr(report.findings()).splitlines()] == ["Found", "Found"]
    html = report.findings().html
    assert html.index("badge warning") < html.index("badge notice")
    assert HOSTILE not in html
    assert "2014" in trend("ozone", "430000", data=checked).findings().html
    assert trend("trade", "430000", data=checked).findings().html == ""


def test_a_finding_leads_to_all_the_words_that_it_rests_on(checked: Path) -> None:
    collection = Collection.read(checked)
    (finding,) = findings_about(collection, [finding_subject(collection, "total")])
    html = trend("mills", "430000", data=checked).findings().html
    row = html.split(f'id="finding-{finding["finding_id"]}"')[1].split("</tr>")[0]
    assert row.count("data-mark=") == 3  # the total, and both claims of the year


def finding_subject(collection: Collection, check: str) -> str:
    return next(str(r["subject_id"]) for r in collection.tables["findings"] if r["check"] == check)


def test_document_pages_show_what_was_corrected_and_found(
    checked: Path, quick: list[str], tmp_path: Path
) -> None:
    build_reports(checked, tmp_path / "out")
    page = (tmp_path / "out/documents/d1.en.html").read_text("utf-8")
    other = (tmp_path / "out/documents/d2.en.html").read_text("utf-8")
    assert page.count('id="findings"') == page.count('id="corrections"') == 1
    assert 'class="n statement-result corrected"' in page
    assert "no value for 2014" not in page
    assert 'class="n statement-dropped corrected"' in other
    assert "dropped by hand" in other.split('class="legend"')[1].split("</ul>")[0]
    for text in (page, other):
        assert HOSTILE not in text
        assert Tags(text).open == []


def test_a_dropped_statement_is_seen_where_it_would_have_stood(
    checked: Path, quick: list[str], tmp_path: Path
) -> None:
    html = trend("mills", "430000", language="en", data=checked).corrections().html
    assert "dropped by hand" in html
    assert "655家" in html
    assert trend("ozone", "430000", data=checked).corrections().html == ""
    build_reports(checked, tmp_path / "out")
    page = (tmp_path / "out/documents/d2.en.html").read_text("utf-8")
    key = next(
        r["statement_id"] for r in Collection.read(checked).tables["corrections"] if r["action"] == "drop"
    )
    row = page.split(f'id="read-{key}"')[1].split("</tr>")[0]
    assert '<span class="badge dropped">dropped by hand</span>' in row
    assert "stated" not in row


def test_a_statement_dropped_with_its_observation_is_told_of(tmp_path: Path) -> None:
    made = story()
    key = statement_of(made, "812家")
    made.corrected(key, "indicator_id", "mills", None, "另一项目")
    made.tables["evidence"] = [r for r in made.tables["evidence"] if r["statement_id"] != key]
    made.tables["observations"] = [r for r in made.tables["observations"] if r["value"] != 812]
    report = trend("mills", "430000", language="en", data=made.write(tmp_path))
    assert "812" not in report.figures().html
    assert "812家" in report.corrections().html


def test_a_new_correction_makes_pages_anew(checked: Path, quick: list[str], tmp_path: Path) -> None:
    build_reports(checked, tmp_path / "out")
    quick.clear()
    made = story()
    made.corrected(statement_of(made, "812家"), "value", "821", "812", "与年鉴核对")
    made.write(checked)
    build_reports(checked, tmp_path / "out")
    assert {"mills.zh", "mills.en"} <= set(quick)
    assert 'id="findings"' not in (tmp_path / "out/documents/d1.en.html").read_text("utf-8")
