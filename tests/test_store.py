import errno
import json
import os
from datetime import datetime
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import hand_made_tables, row
from hypothesis import given
from hypothesis import strategies as st

from jjjdata.errors import TableError, UnknownNameError
from jjjdata.schema import NUMERALS, TABLES, VERDICTS
from jjjdata.store import DESCRIPTOR, read_rows, read_table, tables_intact, write_tables, written
from jjjdata.store.validate import to_arrow


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_tables_come_back_as_they_were_written(tables, tmp_path):
    write_tables(tables, tmp_path)
    assert {name: read_rows(name, tmp_path) for name in TABLES} == tables


def test_same_rows_same_bytes(tables, tmp_path):
    write_tables(tables, tmp_path / "a")
    write_tables(dict(reversed(list(tables.items()))), tmp_path / "b")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


@given(
    st.lists(
        st.builds(
            lambda start, length, text, verdict: row(
                "numerals", document_id="d", char_start=start, char_end=start + length, text=text, verdict=verdict
            ),
            st.integers(0, 2**62), st.integers(0, 99),
            st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(VERDICTS),
        ),
        unique_by=lambda r: r["char_start"], max_size=8,
    )
)  # fmt: skip
def test_any_valid_rows_become_arrow_and_back(rows):
    assert to_arrow(NUMERALS, rows).to_pylist() == rows


REFUSED = [
    (
        "missing column",
        "evidence",
        {"observation_id": "o", "statement_id": "s", "correction": None},
        "lacks role",
    ),
    ("unknown column", "evidence", row("evidence") | {"colour": "red"}, "unknown column colour"),
    ("null", "evidence", row("evidence") | {"role": None}, "role must not be null"),
    ("type", "numerals", row("numerals") | {"char_start": "7"}, "char_start takes int64"),
    ("bool is no integer", "numerals", row("numerals") | {"char_start": True}, "char_start takes int64"),
    (
        "clock time is no date",
        "documents",
        row("documents") | {"published": datetime(2020, 1, 1, 5)},
        "published",
    ),
    ("value not allowed", "evidence", row("evidence") | {"role": "boss"}, "role takes chosen"),
    ("infinity", "statements", row("statements") | {"value": float("inf")}, "finite"),
    ("not a number", "statements", row("statements") | {"value_low": float("nan")}, "finite"),
    ("lone surrogate", "numerals", row("numerals") | {"text": "\ud800"}, "column text"),
    ("integer too large", "numerals", row("numerals") | {"char_end": 2**64}, "column char_end"),
]


@pytest.mark.parametrize(("name", "bad", "says"), [case[1:] for case in REFUSED], ids=[c[0] for c in REFUSED])
def test_a_broken_row_is_refused_with_its_number_and_nothing_changes(name, bad, says, tables, tmp_path):
    write_tables(tables, tmp_path)
    before = contents(tmp_path)
    good = row(name, **{key: "first" for key in TABLES[name].key if key != "char_start"})
    with pytest.raises(TableError) as caught:
        write_tables({**tables, name: [good, bad]}, tmp_path)
    assert f"table {name}, row 1" in str(caught.value)
    assert says in str(caught.value)
    assert contents(tmp_path) == before


def test_a_key_that_stands_twice_is_refused(tmp_path):
    with pytest.raises(TableError, match="row 1: primary key stands twice: unit 'km'"):
        write_tables({"units": [row("units", unit="km"), row("units", unit="km")]}, tmp_path)


def test_an_undeclared_table_is_refused(tmp_path):
    with pytest.raises(UnknownNameError, match="observations"):
        write_tables({"observation": []}, tmp_path)


def test_the_folder_holds_exactly_the_tables_written_and_foreign_files_stay(tables, tmp_path):
    (tmp_path / "README.md").write_text("mine")
    write_tables(tables, tmp_path)
    write_tables({"units": tables["units"]}, tmp_path)
    assert sorted(contents(tmp_path)) == ["README.md", DESCRIPTOR, "units.parquet"]
    assert set(written(tmp_path)) == {"units"}


def test_a_full_disk_leaves_the_old_tables_and_no_litter(tables, tmp_path, monkeypatch):
    write_tables(tables, tmp_path)
    before = contents(tmp_path)

    def full(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(TableError, match="No space left"):
        write_tables({"units": []}, tmp_path)
    assert contents(tmp_path) == before
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(before)


@pytest.mark.parametrize("moves", range(13))
def test_a_writer_killed_between_any_two_moves_leaves_one_consistent_set(
    moves, tables, tmp_path, monkeypatch
):
    write_tables(tables, tmp_path)
    changed = {**tables, "units": [row("units", unit="new")], "evidence": []}
    done = 0
    replace = Path.replace

    def dies(self, target):
        nonlocal done
        if done == moves:
            raise KeyboardInterrupt
        done += 1
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", dies)
        try:
            write_tables(changed, tmp_path)
        except KeyboardInterrupt:
            assert moves < len(TABLES) + 1
    assert {name: read_rows(name, tmp_path) for name in TABLES} == changed
    write_tables(changed, tmp_path)
    assert not [path for path in tmp_path.iterdir() if path.is_dir()]
    assert {name: read_rows(name, tmp_path) for name in TABLES} == changed


def test_what_a_killed_writer_had_only_staged_is_cleared_away(tables, tmp_path):
    (tmp_path / ".staging-dead").mkdir()
    (tmp_path / ".staging-dead" / "units.parquet").write_bytes(b"half")
    write_tables(tables, tmp_path)
    assert not (tmp_path / ".staging-dead").exists()


def test_a_file_in_the_place_of_the_folder_is_a_clear_error(tmp_path):
    (tmp_path / "out").write_text("I am a file")
    with pytest.raises(TableError, match="cannot be written"):
        write_tables({"units": []}, tmp_path / "out")
    assert (tmp_path / "out").read_text() == "I am a file"


def test_a_changed_table_is_noticed(data, tmp_path):
    for name, content in contents(data).items():
        (tmp_path / name).write_bytes(content)
    assert tables_intact(tmp_path)
    pq.write_table(read_table("units", tmp_path).slice(0, 0), tmp_path / "units.parquet")
    assert not tables_intact(tmp_path)
    with pytest.raises(TableError, match=r"units\.parquet.*changed or only partly copied"):
        read_table("units", tmp_path)


def test_a_table_copied_alone_can_be_read(data, tmp_path):
    (tmp_path / "units.parquet").write_bytes((data / "units.parquet").read_bytes())
    assert read_rows("units", tmp_path) == hand_made_tables()["units"]


@pytest.mark.parametrize("version", [None, "0.9", "2.0"])
def test_a_table_of_another_schema_is_refused_with_the_remedy(version, tmp_path):
    metadata = {"schema_version": version} if version else None
    table = pa.table({"unit": ["km"]}).replace_schema_metadata(metadata)
    pq.write_table(table, tmp_path / "units.parquet")
    with pytest.raises(TableError, match=r"schema version .*Build the tables again"):
        read_table("units", tmp_path)


def test_missing_and_broken_tables_say_what_to_do(tmp_path):
    with pytest.raises(TableError, match=r"no table units.*jjjdata build"):
        read_table("units", tmp_path)
    with pytest.raises(UnknownNameError, match="units"):
        read_table("unit", tmp_path)
    (tmp_path / "units.parquet").write_bytes(b"not parquet")
    with pytest.raises(TableError, match="no Parquet file"):
        read_table("units", tmp_path)
    (tmp_path / DESCRIPTOR).write_text("[]")
    with pytest.raises(TableError, match="no data package"):
        read_table("units", tmp_path)


def test_the_codebook_can_be_read_by_other_libraries(data):
    metadata = pl.read_parquet_metadata(data / "observations.parquet")
    assert metadata["primary_key"] == "observation_id"
    assert {c["name"] for c in json.loads(metadata["columns"])} == set(TABLES["observations"].names)


def test_the_data_package_describes_every_table_without_clock_time(data):
    package = json.loads((data / DESCRIPTOR).read_text())
    assert [r["name"] for r in package["resources"]] == list(TABLES)
    for resource in package["resources"]:
        declared = TABLES[resource["name"]]
        assert [f["name"] for f in resource["schema"]["fields"]] == declared.names
        assert resource["schema"]["primaryKey"] == list(declared.key)
        assert (data / resource["path"]).stat().st_size == resource["bytes"]
    assert "created" not in package
