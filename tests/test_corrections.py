"""What a person corrects holds, is seen, and fails loudly when what it corrects has changed."""

from __future__ import annotations

from datetime import date

import pytest
from click.testing import CliRunner

import jjjdata as jj
from jjjdata.catalogue.places import gazetteer
from jjjdata.cli import main
from jjjdata.corrections import read_corrections
from jjjdata.errors import CorrectionsFileError
from jjjdata.store import read_rows

TEXT = "2021年青海省政府工作报告\n\n2021年3月5日\n\n2020年全省粮食产量107万吨。2020年全省一般公共预算收入298亿元。\n"
WHO = 'who = "王核对"\nwhy = "与统计年鉴核对"\n'


@pytest.fixture
def folder(tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.txt").write_text(TEXT, encoding="utf-8")
    jj.build(source, tmp_path / "out")
    return tmp_path


def statement(folder, text):
    (found,) = [row for row in read_rows("statements", folder / "out") if row["value_text"] == text]
    return found


def correction(folder, body, text="107万吨"):
    (folder / "in/corrections.toml").write_text(
        f'[[correction]]\nstatement = "{statement(folder, text)["statement_id"]}"\n{body}\n{WHO}',
        encoding="utf-8",
    )
    return jj.build(folder / "in", folder / "out")


def observations(folder, indicator):
    return [row for row in read_rows("observations", folder / "out") if row["indicator_id"] == indicator]


def test_a_reading_is_overruled_and_shown(folder):
    summary = correction(
        folder, 'expect = { value_text = "107万吨", value = 1070000 }\nset = { value = 1074000 }'
    )
    assert not summary.up_to_date, "a new correction is news"
    (row,) = observations(folder, "grain_output")
    assert (row["value"], row["value_low"], row["value_high"]) == (1074000.0, 1074000.0, 1074000.0)
    (link,) = [
        e for e in read_rows("evidence", folder / "out") if e["observation_id"] == row["observation_id"]
    ]
    assert (link["role"], link["correction"]) == ("chosen", "王核对: 与统计年鉴核对")
    assert statement(folder, "107万吨")["rule"].endswith(" corrected")
    (told, *_) = [r for r in read_rows("corrections", folder / "out") if r["column"] == "value"]
    assert (told["before"], told["after"], told["who"], told["action"]) == (
        "1070000",
        "1074000",
        "王核对",
        "set",
    )
    explained = jj.explain(row["observation_id"], folder / "out")
    assert "corrected by 王核对: 与统计年鉴核对" in str(explained)
    assert "corrected by 王核对" in explained.html()


def test_an_identification_is_overruled_or_taken_away(folder):
    correction(
        folder,
        'expect = { value_text = "298亿元", indicator_id = "fiscal_revenue" }\nset = { indicator_id = "tax_revenue" }',
        "298亿元",
    )
    assert observations(folder, "fiscal_revenue") == []
    assert [r["value"] for r in observations(folder, "tax_revenue")] == [298e8]
    correction(
        folder,
        'expect = { value_text = "298亿元", indicator_id = "fiscal_revenue" }\nset = { indicator_id = "" }',
        "298亿元",
    )
    assert observations(folder, "tax_revenue") == observations(folder, "fiscal_revenue") == []


def test_a_statement_explained_by_itself_shows_its_correction(folder):
    name = statement(folder, "107万吨")["statement_id"]
    correction(folder, 'expect = { value_text = "107万吨", value = 1070000 }\nset = { value = 1074000 }')
    changed = jj.explain(name, folder / "out")
    assert "corrected by 王核对: 与统计年鉴核对" in str(changed)
    assert changed.quotations[0].role is None
    correction(folder, 'expect = { value_text = "107万吨" }\ndrop = true')
    dropped = str(jj.explain(name, folder / "out"))
    assert "dropped: 2020年全省粮食产量【107万吨】" in dropped
    assert "corrected by 王核对: 与统计年鉴核对" in dropped


def test_a_statement_is_dropped_and_still_seen_where_others_stand(folder):
    text = TEXT.replace("。2020年全省一般", "。2020年全省粮食产量110万吨。2020年全省一般")
    (folder / "in/a.txt").write_text(text, encoding="utf-8")
    jj.build(folder / "in", folder / "out")
    correction(folder, 'expect = { value_text = "107万吨" }\ndrop = true')
    (row,) = observations(folder, "grain_output")
    assert (row["value"], row["agreement"]) == (1100000.0, "single")
    roles = {
        e["role"]: e["correction"]
        for e in read_rows("evidence", folder / "out")
        if e["observation_id"] == row["observation_id"]
    }
    assert roles == {"chosen": None, "dropped": "王核对: 与统计年鉴核对"}
    dropped = statement(folder, "107万吨")
    assert (dropped["indicator_id"], dropped["value"]) == (None, 1070000.0)
    (told,) = read_rows("corrections", folder / "out")
    assert (told["action"], told["before"]) == ("drop", "grain_output")


def test_corrections_survive_a_rebuild_and_give_the_same_bytes(folder):
    correction(folder, 'expect = { value_text = "107万吨" }\ndrop = true')
    before = {path.name: path.read_bytes() for path in (folder / "out").glob("*.parquet")}
    jj.build(folder / "in", folder / "out", force=True)
    assert {path.name: path.read_bytes() for path in (folder / "out").glob("*.parquet")} == before
    assert jj.build(folder / "in", folder / "out").up_to_date


def test_what_was_known_on_a_day_is_corrected_too(folder):
    correction(folder, 'expect = { value_text = "107万吨", value = 1070000.0 }\nset = { value = 1074000 }')
    then = jj.load("observations", folder / "out", as_of="2021-12-31")
    assert 1074000.0 in then["value"].to_list()


LOUD = [
    ("another reading", 'expect = { value_text = "107万吨", value = 106 }\nset = { value = 1 }',
     "value was expected to be '106', but is '1070000'"),
    ("already so", 'expect = { value_text = "107万吨", value = 1 }\nset = { value = 1070000, value_low = 1065000, value_high = 1075000 }',
     "already the new one"),
    ("no observation", 'expect = { value_text = "107万吨", indicator_id = "grain_output" }\nset = { indicator_id = "population" }',
     "gives no observation of population"),
    ("bounds in the wrong order", 'expect = { value_text = "107万吨", value = 1070000 }\nset = { value = 1074000, value_low = 1075000, value_high = 1073000 }',
     "value_low (1075000) would be after value_high (1073000)"),
    ("a value outside its bounds", 'expect = { value_text = "107万吨", value = 1070000 }\nset = { value = 9, value_low = 10, value_high = 11 }',
     "value_low (10) would be after value (9)"),
    ("one bound beyond the other", 'expect = { value_text = "107万吨" }\nset = { value_low = 2000000 }',
     "value_low (2000000) would be after value_high (1075000)"),
    ("days in the wrong order", 'expect = { value_text = "107万吨", period_end = 2020-12-31 }\nset = { period_end = 2019-12-31 }',
     "period_start (2020-01-01) would be after period_end (2019-12-31)"),
    ("a code of no place", 'expect = { value_text = "107万吨", place = "630000" }\nset = { place = "999999" }',
     "there is no place '999999'"),
    ("a misspelt place", 'expect = { value_text = "107万吨", place = "630000" }\nset = { place = "青诲省" }',
     "Nearest: 青海省 (Qinghai, 630000)"),
    ("a whole that is not there", 'expect = { value_text = "107万吨", part_of = "" }\nset = { part_of = "d0-1" }',
     "part_of names no statement"),
]  # fmt: skip


def test_a_place_may_be_given_by_its_name_or_as_a_document_prints_it(folder):
    body = 'expect = { value_text = "107万吨", place = "青海省" }\nset = { place = "西宁" }'
    correction(folder, body)
    assert statement(folder, "107万吨")["place"] == "630100"
    text = TEXT + "2020年，柳湾工业园区完成投资3亿元。\n"
    (folder / "in/corrections.toml").unlink()
    (folder / "in/a.txt").write_text(text, encoding="utf-8")
    jj.build(folder / "in", folder / "out")
    printed = statement(folder, "3亿元")["place"]
    assert printed not in gazetteer().places
    correction(
        folder, f'expect = {{ value_text = "107万吨", place = "青海" }}\nset = {{ place = "{printed}" }}'
    )
    assert statement(folder, "107万吨")["place"] == printed


def test_bounds_in_the_wrong_order_are_wrong_use(folder):
    name = statement(folder, "107万吨")["statement_id"]
    body = 'expect = { value_text = "107万吨", value = 1070000 }\nset = { value = 10, value_low = 9, value_high = 8 }'
    (folder / "in/corrections.toml").write_text(
        f'[[correction]]\nstatement = "{name}"\n{body}\n{WHO}', "utf-8"
    )
    result = CliRunner().invoke(main, ["build", str(folder / "in"), "--out", str(folder / "out")])
    assert (result.exit_code, "correction 1" in result.output) == (2, True)
    assert "Traceback" not in result.output


@pytest.mark.parametrize(("body", "problem"), [case[1:] for case in LOUD], ids=[case[0] for case in LOUD])
def test_a_correction_that_does_not_fit_stops_the_build(folder, body, problem):
    before = {path.name: path.read_bytes() for path in (folder / "out").glob("*.parquet")}
    with pytest.raises(CorrectionsFileError, match=r"correction 1: ") as caught:
        correction(folder, body)
    assert problem in str(caught.value)
    assert {path.name: path.read_bytes() for path in (folder / "out").glob("*.parquet")} == before


def test_a_changed_document_stops_the_build_and_the_statement_is_found_again(folder):
    correction(folder, 'expect = { value_text = "107万吨" }\ndrop = true')
    (folder / "in/a.txt").write_text("更新版\n" + TEXT, encoding="utf-8")
    result = CliRunner().invoke(main, ["build", str(folder / "in"), "--out", str(folder / "out")])
    assert result.exit_code == 2
    assert "there is no statement of this id" in result.output
    assert "Statements with '107万吨': d" in result.output


def test_a_statement_is_corrected_once(folder):
    name = statement(folder, "107万吨")["statement_id"]
    one = f'[[correction]]\nstatement = "{name}"\nexpect = {{ value_text = "107万吨" }}\ndrop = true\n{WHO}'
    (folder / "in/corrections.toml").write_text(one + one, encoding="utf-8")
    with pytest.raises(CorrectionsFileError, match="corrected twice"):
        jj.build(folder / "in", folder / "out")


FULL = f'[[correction]]\nstatement = "d-1"\nexpect = {{ value_text = "9", value = 9 }}\nset = {{ value = 8 }}\n{WHO}'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[[correction]\n", "not valid TOML"),
        ("correction = 3\n", "no list"),
        ("[other]\n", "unknown key 'other'"),
        (FULL.replace("who", "whom"), "unknown key 'whom'"),
        (FULL.replace('why = "与统计年鉴核对"\n', ""), "why is missing"),
        (FULL.replace("set = { value = 8 }\n", ""), "either set columns or drop"),
        (FULL + "drop = true\n", "either set columns or drop"),
        (FULL.replace(', value = 9 }', " }"), "expect lacks value"),
        (FULL.replace("value = 8", 'value = "8"'), "value is '8'"),
        (FULL.replace("value = 8", "value = nan"), "value is no finite number"),
        (FULL.replace("value = 8", "value = 1" + "0" * 400), "value is no finite number"),
        (FULL.replace("value = 8", "valeu = 8"), "unknown key 'valeu' in set"),
        (FULL.replace("value = 8", 'period_end = "2020"'), "period_end is '2020'"),
        (FULL.replace("value = 8", 'indicator_id = "grain_outputs"'), "Nearest: grain_output"),
        (FULL.replace("value = 8", 'measure = "levle"'), "Nearest: level"),
        (FULL.replace("value = 8", 'unit = ""'), "unit must not be empty"),
    ],
)  # fmt: skip
def test_a_file_that_says_something_impossible_is_refused(tmp_path, text, problem):
    path = tmp_path / "corrections.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CorrectionsFileError) as caught:
        read_corrections(path)
    assert problem in str(caught.value)


def test_a_good_file_is_read(tmp_path):
    path = tmp_path / "corrections.toml"
    path.write_text(FULL.replace("value = 8 }", 'period_end = 2020-12-31, place = "" }').replace("value = 9 }", 'place = "x", period_end = 2020-12-30 }'), encoding="utf-8")  # fmt: skip
    (found,) = read_corrections(path)
    assert found.change == {"period_end": date(2020, 12, 31), "place": None}
    assert not found.drops
    assert read_corrections(tmp_path / "none.toml") == []
