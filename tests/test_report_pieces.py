"""Profiles of places, plans beside outcomes, audits."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_up import HOSTILE, Story, story

from jjjdata.charts.subject import Collection
from jjjdata.charts.wording import wording
from jjjdata.errors import ParameterError, UnknownNameError
from jjjdata.reports import (
    audit,
    place_profile,
    plan_and_outcome,
    trend,
)
from jjjdata.reports.content.fragments import Picture


def test_a_profile_holds_every_figure_of_the_place(folder: Path, collection: Collection) -> None:
    report = place_profile("湖南", language="en", data=folder)
    assert repr(report.heading()).splitlines() == [
        "Profile of Hunan",
        "2 documents give 12 results (1 implied) and 2 targets for Hunan, on 3 indicators.",
        "Small cement mills closed: down from 812 in 2017 to less than 90 in 2023; sources disagree in 2018: 640, elsewhere 655; target of 388 and at least 400 in 2019, with no result in the documents.",
        "Ozone annual mean: down from about 86.1 µg/m³ (implied) in 2013 to 41 µg/m³ in 2022, a fall of 52.4%.",
        "Trade across provinces: with Hubei: up from 120 billion yuan in 2020 to 153 billion yuan in 2021, a rise of 27.5%.",
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


def crowded(tmp_path: Path) -> Path:
    made = Story()
    made.place("430000", "湖南", "Hunan")
    made.document("d1", "公报")
    for n in range(15):
        made.indicator(f"i{n:02d}", f"项目{n}数", f"Number {n}", "count")
        for year in range(2020, 2022 if n < 3 else 2023):
            made.stated(f"i{n:02d}", "430000", year, n + 1, f"有[{n + 1}个]。")
    return made.write(tmp_path)


def test_a_profile_that_draws_some_says_how_many(tmp_path: Path, folder: Path) -> None:
    data = crowded(tmp_path)
    picture = place_profile("430000", language="en", data=data).chart()
    assert isinstance(picture, Picture)
    assert picture.caption.startswith("12 of 15 indicators are drawn")
    assert [f"Number {n}," in picture.alt for n in range(15)] == [False] * 3 + [True] * 12
    zh = place_profile("430000", data=data).chart()
    assert isinstance(zh, Picture)
    assert zh.caption.startswith("15个指标中画出数据最多的12个")
    whole = place_profile("430000", language="en", data=folder).chart()
    assert isinstance(whole, Picture)
    assert "drawn" not in whole.caption


def test_captions_tell_circles_from_diamonds(folder: Path) -> None:
    for language, said in (
        ("zh", "空心圆为推算，空心菱形为约数"),
        ("en", "hollow circles are implied, hollow diamonds"),
    ):
        picture = place_profile("430000", language=language, data=folder).chart()
        assert isinstance(picture, Picture)
        assert said in picture.caption


def test_cautions_of_trends_stay_with_trends(folder: Path) -> None:
    assert "yearly trend" in repr(trend("trade", "430000", language="en", data=folder).limits())
    plan = plan_and_outcome("430000", 2019, language="en", data=folder)
    assert "yearly trend" not in repr(plan.limits())
    assert "2019–2019" not in repr(plan.citation())
    assert "outcome, 2019. Data" in repr(plan.citation())


def test_an_audit_of_a_document_holds_its_observations_only(folder: Path, collection: Collection) -> None:
    report = audit(document="d2", language="en", data=folder)
    shown = {row["observation_id"] for row in report.several.together.observations}
    stated = {
        name
        for name, supports in collection.supports.items()
        if any(s.document["document_id"] == "d2" for s in supports)
    }
    computed = {
        name
        for name, inputs in collection.inputs.items()
        if all(i.observation["observation_id"] in stated for i in inputs)
    }
    assert computed
    assert shown == stated | computed
    assert shown < set(collection.observations)
    assert f"{len(shown)} observations" in repr(report.heading())


def test_one_of_a_thing_is_said_in_the_singular() -> None:
    words = wording("reports", "en")
    document = words("document_finding", numerals=1, statements=1, placed=1)
    assert document.startswith(
        "1 numeral stands in the text, each accounted for. 1 statement is read from it"
    )
    assert words("index_count", reports=1, observations=1200, documents=1) == (
        "1 report on 1,200 observations from 1 document."
    )
    overview = words(
        "overview_finding",
        documents=1,
        numerals=1,
        statements=1,
        placed=1,
        indicators=1,
        implied=1,
        observations=1,
    )
    assert overview == (
        "1 document holds 1 numeral, from which 1 quantitative statement was read. "
        "1 statement is placed under 1 indicator; with 1 implied value that makes 1 observation."
    )
