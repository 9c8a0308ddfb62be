"""Broken and hostile input: every document has its own outcome, and no other suffers."""

import os
import re
import threading
import time
from pathlib import Path

import pytest
from hostile import FILES, GOOD, NAMES, ROOT, odd_entries, run, unprivileged, write
from stumbling import endless, read_endlessly, read_falling

import jjjdata.pipeline.run as pipeline
from jjjdata.documents import Limits, find_sources, read_folder
from jjjdata.errors import FailedDocumentsError, SourceFolderError, printable
from jjjdata.pipeline import build, reading
from jjjdata.store import read_rows

TELLING = ("value_text", "value", "unit", "period_text", "sentence", "indicator")


def said(rows):
    return [tuple(row[name] for name in TELLING) for row in rows]


def documents_of(out):
    return {row["source"]: row for row in read_rows("documents", out)}


def statements_of(out, source):
    wanted = documents_of(out)[source]["document_id"]
    return [row for row in read_rows("statements", out) if row["document_id"] == wanted]


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """The tables of the good document alone."""
    folder = tmp_path_factory.mktemp("alone")
    build(write(folder / "source", ()), folder / "out")
    return folder / "out"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """All hostile files in one folder, built once."""
    folder = tmp_path_factory.mktemp("hostile")
    source = write(folder / "source")
    return folder / "out", build(source, folder / "out")


# ---------------------------------------------------------------- contents


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.case)
def test_a_hostile_file_has_its_own_outcome(file, hostile):
    out, _ = hostile
    row = documents_of(out)[file.name]
    assert row["outcome"] == file.outcome, row["error"]
    if file.outcome == "failed":
        assert row["error"].startswith(f"{file.name}: ")
        assert file.says in row["error"]
        assert row["error"].count(". ") >= 1  # what was wrong, then what to do
        assert (row["text"], row["n_statements"]) == ("", 0)


def test_hostile_files_leave_the_good_document_as_it_is(hostile, alone):
    out, summary = hostile
    assert said(statements_of(out, "good.txt")) == said(read_rows("statements", alone)) != []
    assert summary.failed == sum(file.outcome == "failed" for file in FILES)


def test_offsets_in_hostile_text_point_at_what_the_tables_quote(hostile):
    out, _ = hostile
    texts = {row["document_id"]: row["text"] for row in read_rows("documents", out)}
    rows = read_rows("statements", out)
    assert len(rows) > 1000
    for row in rows:
        assert texts[row["document_id"]][row["char_start"] : row["char_end"]] == row["value_text"]
    for row in read_rows("numerals", out):
        assert texts[row["document_id"]][row["char_start"] : row["char_end"]] == row["text"]


def test_a_number_that_no_number_can_be_is_in_the_ledger(hostile):
    out, _ = hostile
    name = documents_of(out)["a_million_digits.txt"]["document_id"]
    runs = [row for row in read_rows("numerals", out) if row["document_id"] == name]
    assert max(row["char_end"] - row["char_start"] for row in runs) == 1_000_000
    assert [row["value"] for row in read_rows("statements", out) if row["document_id"] == name] == []


# ---------------------------------------------------------------- names and kinds of files


def test_a_document_may_have_any_name(tmp_path, alone):
    source = write(tmp_path / "source", ())
    for name in NAMES:
        (source / name).write_text(GOOD, encoding="utf-8")
    (source / ".txt").write_text("hidden")
    (source / "folder.txt" / "deeper …").mkdir(parents=True)
    (source / "folder.txt" / "deeper …" / "x.txt").write_text(GOOD, encoding="utf-8")
    before = {path.name for path in tmp_path.iterdir()} | {"out"}
    assert build(source, tmp_path / "out").failures == ()
    assert set(documents_of(tmp_path / "out")) == {*NAMES, "good.txt", "folder.txt/deeper …/x.txt"}
    for name in NAMES:
        assert said(statements_of(tmp_path / "out", name)) == said(read_rows("statements", alone))
    assert {path.name for path in tmp_path.iterdir()} == before  # no name was a command


def test_a_name_that_is_no_utf8_is_written_out(tmp_path):
    source = write(tmp_path / "source", ())
    Path(os.fsdecode(os.fsencode(source) + b"/\xb9\xab\xb1\xa8.txt")).write_text(GOOD, encoding="utf-8")
    assert build(source, tmp_path / "out").failures == ()
    assert set(documents_of(tmp_path / "out")) == {"good.txt", r"\xb9\xab\xb1\xa8.txt"}


def test_links_and_pipes_fail_alone_and_nothing_outside_gets_in(tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    entries = odd_entries(source)
    summary = build(source, tmp_path / "out")
    errors = dict(summary.failures)
    assert set(errors) == {entry.name for entry in entries}
    for entry in entries:
        assert re.search(entry.says, errors[entry.name]), errors[entry.name]
    assert "密钥" not in str(read_rows("documents", tmp_path / "out"))
    assert build(source, tmp_path / "out").up_to_date  # what cannot change is not tried again


def test_a_link_within_the_folder_is_a_second_name(tmp_path):
    source = write(tmp_path / "source", ())
    (source / "again.txt").symlink_to("good.txt")
    assert build(source, tmp_path / "out").failures == ()
    assert len({row["sha256"] for row in read_rows("documents", tmp_path / "out")}) == 1


@pytest.mark.skipif(unprivileged("x") is None, reason="permissions do not apply to this user")
def test_what_may_not_be_read_fails_alone(tmp_path):
    source = write(tmp_path / "source", ())
    (source / "closed.txt").write_text(GOOD, encoding="utf-8")
    (source / "shut").mkdir()
    (source / "shut" / "in.txt").write_text(GOOD, encoding="utf-8")
    (source / "closed.txt").chmod(0)
    (source / "shut").chmod(0)
    done = run("build", source, "--out", tmp_path / "out", privileged=False)
    (source / "shut").chmod(0o700)
    assert done.returncode == 1, done.stderr
    errors = {name: row["error"] for name, row in documents_of(tmp_path / "out").items() if row["error"]}
    assert set(errors) == {"closed.txt", "shut"}
    assert "Permission denied" in errors["closed.txt"]
    assert "the folder cannot be opened" in errors["shut"]


def test_what_is_printed_of_a_name_steers_no_terminal(tmp_path):
    source = write(tmp_path / "source", ())
    (source / "a\x1b[2J\n\u202eb.txt").write_bytes(b"")
    done = run("build", source, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert r"a\x1b[2J" in done.stdout
    assert "\x1b" not in done.stdout + done.stderr
    assert "\u202e" not in done.stdout + done.stderr
    assert printable("好，\u3000a\r\0\u2066\ud800") == "好，\u3000a\\r\\x00\\u2066\\ud800"


# ---------------------------------------------------------------- limits


def test_a_file_larger_than_the_limit_is_not_even_read(tmp_path):
    source = write(tmp_path / "source", ())
    with (source / "sparse.txt").open("wb") as file:
        file.truncate(10**12)
    (source / "large.txt").write_bytes(b"7" * 100_000_000)  # a single line of 100 MB
    begun = time.process_time()
    errors = dict(build(source, tmp_path / "out").failures)
    assert time.process_time() - begun < 10
    assert "1,000,000.0 MB, and the limit is 50. Split it" in errors["sparse.txt"]
    assert "100.0 MB" in errors["large.txt"]


def test_limits_can_be_set(tmp_path):
    source = write(tmp_path / "source", ())
    (source / "long.txt").write_text(GOOD * 100, encoding="utf-8")
    assert build(source, tmp_path / "out").failed == 0
    short = build(source, tmp_path / "out", limits=Limits(characters=500))
    assert "characters, and the limit is 500" in dict(short.failures)["long.txt"]
    small = run("build", source, "--out", tmp_path / "out", "--max-size", "0.001")
    assert small.returncode == 1
    assert "the limit is 0.001" in small.stdout
    assert run("build", source, "--out", tmp_path / "out", "--max-seconds", "0").returncode == 2


read_statements = reading.read_statements


def test_a_document_that_takes_too_long_is_stopped_here(tmp_path, monkeypatch):
    source = write(tmp_path / "source", ())
    (source / "slow.txt").write_text(GOOD, encoding="utf-8")
    monkeypatch.setattr(reading, "read_statements", endless)
    summary = build(source, tmp_path / "out", limits=Limits(seconds=0.3))
    assert summary.failures == (
        ("slow.txt", "slow.txt: reading it took longer than 0.3 seconds. Split it, or raise the limit with --max-seconds."),
    )  # fmt: skip
    assert statements_of(tmp_path / "out", "good.txt")
    monkeypatch.undo()
    assert build(source, tmp_path / "out", limits=Limits(seconds=0.3)).failures == ()  # it is tried again


@pytest.mark.parametrize(
    ("reader", "says"), [(read_endlessly, "took longer than 5 seconds"), (read_falling, "ended (-6)")]
)
def test_a_document_that_stops_or_fells_its_process_fails_alone(reader, says, tmp_path, monkeypatch):
    source = write(tmp_path / "source", ())
    for number in range(2):
        (source / f"{number}.txt").write_text(GOOD, encoding="utf-8")
    (source / "good.htm").write_text(GOOD, encoding="utf-8")
    monkeypatch.syspath_prepend(str(ROOT / "tests"))
    monkeypatch.setattr(reading, "PLAIN", ())  # everything is read in processes of its own
    monkeypatch.setattr(reading, "read_one", reader)
    summary = build(source, tmp_path / "out", limits=Limits(seconds=5))
    assert [name for name, _ in summary.failures] == ["0.txt", "1.txt"]
    assert all(says in problem for _, problem in summary.failures)
    assert statements_of(tmp_path / "out", "good.txt")


# ---------------------------------------------------------------- strictness and later stages


def test_strict_writes_nothing_when_a_document_fails(tmp_path):
    source = write(tmp_path / "source", ())
    assert build(source, tmp_path / "out", strict=True).failed == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    (source / "empty.txt").write_bytes(b"")
    with pytest.raises(FailedDocumentsError, match=r"1 of 2 .*empty.txt.*Nothing was written"):
        build(source, tmp_path / "out", strict=True)
    done = run("build", source, "--out", tmp_path / "out", "--strict")
    assert (done.returncode, done.stdout) == (65, "")
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
    assert build(source, tmp_path / "out").failed == 1
    with pytest.raises(FailedDocumentsError):  # also where there is nothing new to build
        build(source, tmp_path / "out", strict=True)


def test_rows_that_break_their_declaration_fail_their_document(tmp_path, monkeypatch):
    def spoiling(document):
        result = read_statements(document)
        if document.source == "bad.txt":
            result.statements[0]["value"] = float("inf")
        return result

    source = write(tmp_path / "source", ())
    (source / "bad.txt").write_text(GOOD, encoding="utf-8")
    monkeypatch.setattr(reading, "read_statements", spoiling)
    summary = build(source, tmp_path / "out")
    assert [name for name, _ in summary.failures] == ["bad.txt"]
    assert "takes finite numbers" in summary.failures[0][1]


def test_a_document_that_a_later_stage_cannot_stand_fails_alone(tmp_path, monkeypatch):
    reconcile = pipeline.reconcile

    def stumbling(statements, documents):
        if any(row["value"] == 13 for row in statements):
            raise ZeroDivisionError("an unlucky number")
        return reconcile(statements, documents)

    source = write(tmp_path / "source", ())
    (source / "bad.txt").write_text("2021年关停工厂13家。", encoding="utf-8")
    monkeypatch.setattr(pipeline, "reconcile", stumbling)
    summary = build(source, tmp_path / "out")
    assert [name for name, _ in summary.failures] == ["bad.txt"]
    assert "an unlucky number" in summary.failures[0][1]
    assert statements_of(tmp_path / "out", "good.txt")


def test_a_defect_that_is_no_documents_is_not_hidden(tmp_path, monkeypatch):
    def broken():
        raise ZeroDivisionError

    monkeypatch.setattr(pipeline, "unit_rows", broken)
    with pytest.raises(ZeroDivisionError):
        build(write(tmp_path / "source", ()), tmp_path / "out")


# ---------------------------------------------------------------- a folder that changes, and many files


def test_a_folder_that_changes_while_it_is_read(tmp_path):
    source = write(tmp_path / "source", ())
    for number in range(4):
        (source / f"{number}.txt").write_text(GOOD * (number + 1), encoding="utf-8")

    def change(stage, done, _total):
        if (stage, done) == ("Reading documents", 0):
            (source / "0.txt").unlink()
            (source / "1.txt").write_text(GOOD * 3, encoding="utf-8")  # now the same as 2.txt
            (source / "new.txt").write_text(GOOD * 9, encoding="utf-8")

    summary = build(source, tmp_path / "out", progress=change)
    errors = dict(summary.failures)
    assert "No such file" in errors["0.txt"]
    assert "changed while it was read" in errors["2.txt"]
    again = build(source, tmp_path / "out")
    assert (again.up_to_date, again.failures, again.documents) == (False, (), 5)


def test_a_folder_that_never_stands_still(tmp_path):
    source = write(tmp_path / "source", ())
    stop = threading.Event()

    def churn():
        number = 0
        while not stop.is_set():
            number += 1
            path = source / f"{number % 7}.txt"
            if path.exists():
                path.unlink()
            else:
                path.write_text(GOOD * (number % 5), encoding="utf-8")

    churning = threading.Thread(target=churn)
    churning.start()
    try:
        for _ in range(10):
            build(source, tmp_path / "out", force=True)
            texts = {row["document_id"]: row["text"] for row in read_rows("documents", tmp_path / "out")}
            for row in read_rows("statements", tmp_path / "out"):
                assert texts[row["document_id"]][row["char_start"] : row["char_end"]] == row["value_text"]
    finally:
        stop.set()
        churning.join()
    build(source, tmp_path / "out")
    assert build(source, tmp_path / "out").up_to_date


def many(folder, count):
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:05}.txt").write_text(f"2021年关停工厂{number + 1}家。", encoding="utf-8")
    return folder


def seconds_of(source, out):
    begun = time.process_time()
    assert build(source, out).documents == len(list(source.iterdir()))
    return time.process_time() - begun


def test_time_grows_with_the_number_of_files_and_no_faster(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MANY_DOCUMENTS", 10**9)  # all in this process, where its time can be told
    seconds_of(many(tmp_path / "warm", 20), tmp_path / "warm_out")
    few = seconds_of(many(tmp_path / "few", 200), tmp_path / "few_out")
    lots = seconds_of(many(tmp_path / "lots", 800), tmp_path / "lots_out")
    assert lots < 4 * few * 1.8


@pytest.mark.long
def test_ten_thousand_files(tmp_path):
    assert build(many(tmp_path / "source", 10_000), tmp_path / "out").failed == 0


@pytest.mark.long
def test_a_single_line_of_100_mb_where_the_limits_allow_it(tmp_path):
    source = write(tmp_path / "source", ())
    (source / "line.txt").write_bytes("坚持稳中求进工作总基调，".encode() * (100_000_000 // 36))
    assert build(source, tmp_path / "out", limits=Limits(200, 10**9, 3600)).failed == 0


# ---------------------------------------------------------------- wrong use


def test_tables_are_never_written_below_the_documents(tmp_path):
    source = write(tmp_path / "source", ())
    with pytest.raises(SourceFolderError, match="among the documents"):
        build(source, source / "tables")
    assert [path.name for path in source.iterdir()] == ["good.txt"]


def test_sources_toml_as_deep_as_a_well(tmp_path):
    source = write(tmp_path / "source", ())
    (source / "sources.toml").write_text("a = " + "[" * 100_000, encoding="utf-8")
    done = run("build", source, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "sources.toml" in done.stderr
    assert "Traceback" not in done.stderr


def test_only_documents_are_listed_whoever_asks(tmp_path):
    source = write(tmp_path / "source", ())
    (source / "pipe.txt").symlink_to("good.txt")
    assert [path.name for path in find_sources(source)] == ["good.txt", "pipe.txt"]
    assert [document.document_id[-2:] == "-2" for document in read_folder(source)] == [False, True]
