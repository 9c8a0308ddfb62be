"""Profiles of places, plans beside outcomes, audits."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_up import HOSTILE, story

from jjjdata.charts.subject import Collection
from jjjdata.errors import ParameterError, UnknownNameError
from jjjdata.reports import (
    audit,
    place_profile,
    plan_and_outcome,
)
from jjjdata.reports.content.fragments import Picture


def test_a_profile_holds_every_figure_of_the_place(folder: Path, collection: Collection) -> None:
    report = place_profile("湖南", language="en", data=folder)
    assert repr(report.heading()).splitlines() == [
        "Profile of Hunan",
        "2 documents give 12 results (1 implied) and 2 targets for Hunan, on 3 indicators.",
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
    assert repr(report.heading()).splitlines()[1].startswith("2 targets for Hunan in 2019: ")
    html = report.outcomes().html
    assert html.count('<tr id="target-') == 2
    assert "410" in html
    assert "at least 400" in html
    with pytest.raises(ParameterError, match="2019"):
        plan_and_outcome("430000", 2017, data=tmp_path)


def test_an_audit_shows_conflicts_derivations_and_rules(folder: Path) -> None:
    mills = audit("mills", language="en", data=folder)
    assert "1 conflict between sources" in repr(mills.heading())
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
