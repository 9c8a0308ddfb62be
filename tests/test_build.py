"""The pipeline, with the real rooms on the real documents, and with faults put in on purpose."""

import json
import random
import shutil

import pytest
from conftest import SEEDS

import jjjdata.documents.folder as listing
import jjjdata.pipeline.run as pipeline
from jjjdata.errors import SourceFolderError, TableError
from jjjdata.pipeline import BuildSummary, build, reading
from jjjdata.pipeline.cache import RECORD
from jjjdata.schema import TABLES
from jjjdata.store import read_rows


def contents(folder):
    """The files of the data package; the record of the build is a cache and no part of it."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != RECORD}


@pytest.fixture
def source(tmp_path):
    """Three small documents in a folder that a test may change."""
    folder = tmp_path / "source"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(
            f"2021年,全市退出一般制造业企业{number + 5}家。\n", encoding="utf-8"
        )
    return folder


def test_all_tables_are_written_and_agree_with_the_summary(source, tmp_path):
    summary = build(source, tmp_path / "out")
    rows = {name: read_rows(name, tmp_path / "out") for name in TABLES}
    assert (summary.documents, summary.failed, summary.up_to_date) == (3, 0, False)
    assert summary.statements == len(rows["statements"]) == sum(d["n_statements"] for d in rows["documents"])
    assert summary.numerals == len(rows["numerals"]) == sum(d["n_numerals"] for d in rows["documents"])
    assert summary.observations == len(rows["observations"])


def test_the_order_of_the_files_changes_no_byte(tables_of_seeds, tmp_path, monkeypatch):
    entries_of = listing._entries

    def shuffled(folder):
        entries = entries_of(folder)
        random.Random(7).shuffle(entries)
        return entries

    monkeypatch.setattr(listing, "_entries", shuffled)
    build(SEEDS, tmp_path)
    assert contents(tmp_path) == contents(tables_of_seeds)


def test_several_processes_give_the_same_bytes(tables_of_seeds, tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MANY_DOCUMENTS", 0)
    monkeypatch.setattr(reading, "MANY_BYTES", 0)
    build(SEEDS, tmp_path)
    assert contents(tmp_path) == contents(tables_of_seeds)


LINKS = [
    ("statements", "document_id", "documents"),
    ("numerals", "document_id", "documents"),
    ("numerals", "statement_id", "statements"),
    ("statements", "part_of", "statements"),
    ("statements", "unit", "units"),
    ("statements", "indicator_id", "indicators"),
    ("statements", "place", "places"),
    ("statements", "counterpart", "places"),
    ("observations", "indicator_id", "indicators"),
    ("observations", "unit", "units"),
    ("observations", "place", "places"),
    ("observations", "counterpart", "places"),
    ("evidence", "observation_id", "observations"),
    ("evidence", "statement_id", "statements"),
    ("lineage", "observation_id", "observations"),
    ("lineage", "input_id", "observations"),
    ("documents", "place", "places"),
]


@pytest.mark.parametrize(("table", "column", "target"), LINKS, ids=[f"{t}.{c}" for t, c, _ in LINKS])
def test_every_link_between_the_tables_holds(table, column, target, tables_of_seeds):
    keys = {row[TABLES[target].key[0]] for row in read_rows(target, tables_of_seeds)}
    named = {row[column] for row in read_rows(table, tables_of_seeds)} - {None}
    if target == "places":
        named = {part for codes in named for part in codes.split("+")}
    assert named <= keys


def test_offsets_point_at_the_text_that_the_tables_quote(tables_of_seeds):
    texts = {row["document_id"]: row["text"] for row in read_rows("documents", tables_of_seeds)}
    for row in read_rows("statements", tables_of_seeds):
        text = texts[row["document_id"]]
        assert text[row["char_start"] : row["char_end"]] == row["value_text"]
        assert (
            row["sentence_start"] <= row["char_start"] < row["char_end"] <= row["sentence_end"] <= len(text)
        )
    for row in read_rows("numerals", tables_of_seeds):
        assert texts[row["document_id"]][row["char_start"] : row["char_end"]] == row["text"]


def test_each_implied_observation_has_a_lineage_and_each_reported_one_evidence(tables_of_seeds):
    observations = read_rows("observations", tables_of_seeds)
    for origin, table in (("implied", "lineage"), ("reported", "evidence")):
        wanted = {row["observation_id"] for row in observations if row["origin"] == origin}
        assert wanted
        assert wanted <= {row["observation_id"] for row in read_rows(table, tables_of_seeds)}


def test_a_second_build_does_nothing_and_says_so(source, tmp_path):
    first = build(source, tmp_path / "out")
    before = {p.name: p.stat().st_mtime_ns for p in (tmp_path / "out").iterdir()}
    second = build(source, tmp_path / "out")
    assert second.up_to_date
    assert second.counts() == first.counts()
    assert {p.name: p.stat().st_mtime_ns for p in (tmp_path / "out").iterdir()} == before
    assert "Nothing has changed" in str(second)


def touch_document(source, _out):
    (source / "1.txt").write_text("2021年,全市退出一般制造业企业77家。\n", encoding="utf-8")


def add_document(source, _out):
    (source / "9.txt").write_text("2021年,全市退出一般制造业企业77家。\n", encoding="utf-8")


def date_document(source, _out):
    (source / "sources.toml").write_text('["1.txt"]\npublished = "2022-01-05"\n', encoding="utf-8")


def remove_table(_source, out):
    (out / "units.parquet").unlink()


def spoil_table(_source, out):
    (out / "statements.parquet").write_bytes(b"")


def forget_record(_source, out):
    (out / RECORD).unlink()


def spoil_record(_source, out):
    (out / RECORD).write_text("{")


CHANGES = [
    touch_document, add_document, date_document, remove_table, spoil_table, forget_record, spoil_record,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda c: c.__name__)
def test_whatever_changed_is_built_anew(change, source, tmp_path):
    build(source, tmp_path / "out")
    change(source, tmp_path / "out")
    assert not build(source, tmp_path / "out").up_to_date
    build(source, tmp_path / "fresh")
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


def test_a_change_of_the_package_is_a_reason_to_build(source, tmp_path, monkeypatch):
    build(source, tmp_path / "out")
    monkeypatch.setattr("jjjdata.__version__", "99.0")
    assert not build(source, tmp_path / "out").up_to_date


def test_force_builds_what_is_up_to_date(source, tmp_path):
    build(source, tmp_path / "out")
    assert not build(source, tmp_path / "out", force=True).up_to_date


def test_the_record_holds_no_path_and_no_time(source, tmp_path):
    build(source, tmp_path / "out")
    record = json.loads((tmp_path / "out" / RECORD).read_text())
    assert set(record) == {"inputs", "tables", "summary"}
    assert str(tmp_path) not in json.dumps(record)


def test_a_document_that_is_no_text_fails_alone(source, tmp_path):
    (source / "bad.txt").write_bytes(bytes(range(256)) * 20)
    summary = build(source, tmp_path / "out")
    assert (summary.documents, summary.failed) == (4, 1)
    assert summary.failures[0][0] == "bad.txt"
    failed = [row for row in read_rows("documents", tmp_path / "out") if row["outcome"] == "failed"]
    assert [(row["source"], bool(row["error"])) for row in failed] == [("bad.txt", True)]
    again = build(source, tmp_path / "out")
    assert (again.up_to_date, again.failures) == (True, summary.failures)


def test_a_defect_of_the_reader_fails_one_document_and_names_the_place(source, tmp_path, monkeypatch):
    read = reading.read_statements

    def stumbling(document):
        if document.source == "1.txt":
            raise ZeroDivisionError("a defect")
        return read(document)

    monkeypatch.setattr(reading, "read_statements", stumbling)
    summary = build(source, tmp_path / "out")
    assert [source for source, _ in summary.failures] == ["1.txt"]
    assert "ZeroDivisionError: a defect (test_build.py, line" in summary.failures[0][1]


def test_when_no_document_can_be_read_the_old_tables_stand(source, tmp_path):
    build(source, tmp_path / "out")
    before = contents(tmp_path / "out")
    for path in source.iterdir():
        path.write_bytes(bytes(range(256)) * 20)
    with pytest.raises(SourceFolderError, match="none of its 3 documents can be read"):
        build(source, tmp_path / "out")
    assert contents(tmp_path / "out") == before


@pytest.mark.parametrize("given", ["missing", "empty", "file"])
def test_a_source_that_is_no_folder_of_documents(given, tmp_path):
    if given == "empty":
        (tmp_path / given).mkdir()
    if given == "file":
        (tmp_path / given).write_text("I am a file")
    with pytest.raises(SourceFolderError, match=given):
        build(tmp_path / given, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_defect_in_the_rows_leaves_the_old_tables(source, tmp_path, monkeypatch):
    build(source, tmp_path / "out")
    before = contents(tmp_path / "out")
    touch_document(source, None)
    monkeypatch.setattr(pipeline, "unit_rows", lambda: [{"unit": "km"}])
    with pytest.raises(TableError, match="table units, row 0"):
        build(source, tmp_path / "out")
    assert contents(tmp_path / "out") == before


def test_two_files_of_the_same_content_are_two_documents(source, tmp_path):
    shutil.copy(source / "0.txt", source / "copy.txt")
    build(source, tmp_path / "out")
    documents = read_rows("documents", tmp_path / "out")
    assert len({row["document_id"] for row in documents}) == 4


def test_progress_goes_through_the_documents(source, tmp_path):
    told = []
    build(source, tmp_path / "out", progress=lambda *each: told.append(each))
    assert [(done, total) for stage, done, total in told if stage == "Reading documents"] == [
        (0, 3), (1, 3), (2, 3), (3, 3),
    ]  # fmt: skip


def test_statements_without_a_place_are_told(tmp_path):
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "nowhere.txt").write_text("工作综述\n退出企业5家，新增学校7所。\n", encoding="utf-8")
    (folder / "somewhere.txt").write_text("廊坊市工作综述\n退出企业5家。\n", encoding="utf-8")
    summary = build(folder, tmp_path / "out")
    assert summary.placeless == (("nowhere.txt", 2),)
    assert "no place: nowhere.txt: 2 of its statements" in str(summary)
    assert "somewhere.txt" not in str(summary)
    assert str(build(folder, tmp_path / "out")).splitlines()[1:] == str(summary).splitlines()[1:]


def test_the_summary_survives_its_record():
    summary = BuildSummary(3, 2, 4, 1, 0, (("a", "b"),), (("c", 2),))
    again = BuildSummary.from_counts(json.loads(json.dumps(summary.counts())))
    assert again.counts() == summary.counts()


def test_tables_are_not_written_among_the_documents(tmp_path):
    (tmp_path / "one.txt").write_text("全市新增就业3万人。", encoding="utf-8")
    with pytest.raises(SourceFolderError, match="another folder"):
        build(tmp_path, out=tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["one.txt"]
