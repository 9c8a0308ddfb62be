import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from conftest import hand_made_tables, observation

from jjjdata.cli import main
from jjjdata.cli.progress import ProgressLines
from jjjdata.errors import SourceFolderError
from jjjdata.pipeline import BuildSummary
from jjjdata.reports.runs.summary import ReportSummary
from jjjdata.store import write_tables

COMMANDS = ["build", "report", "find", "show", "check", "diff"]


def run(*arguments):
    return CliRunner().invoke(main, [str(each) for each in arguments])


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(command):
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "Example" in result.output
    assert "\\b" not in result.output
    assert "Exit codes: 0" in result.output


def test_the_overview_names_every_command():
    assert all(command in run("--help").output for command in COMMANDS)
    assert run("--version").output.startswith("jjjdata, version ")


WRONG_USE = [
    ("no such command", ["biuld"], "biuld"),
    ("missing source", ["build", "nowhere", "--out", "out"], "nowhere"),
    ("unknown indicator", ["show", "hase", "--data", "DATA"], "haze"),
    ("unknown place", ["show", "haze", "--place", "Bejing", "--data", "DATA"], "Beijing"),
    ("no tables to show", ["show", "haze", "--data", "nowhere"], "jjjdata build"),
    ("no tables to search", ["find", "haze", "--data", "nowhere"], "jjjdata build"),
    ("no words", ["find"], "WORDS"),
    ("a parameter without a value", ["report", "-p", "indicator"], "NAME=VALUE"),
    ("a parameter twice", ["report", "-p", "a=1", "-p", "a=2"], "twice"),
    ("no jobs", ["report", "--jobs", "0"], "jobs"),
]


@pytest.mark.parametrize(("arguments", "says"), [c[1:] for c in WRONG_USE], ids=[c[0] for c in WRONG_USE])
def test_wrong_use_is_one_clear_message_and_exit_code_2(arguments, says, data, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run(*[data if each == "DATA" else each for each in arguments])
    assert result.exit_code == 2
    assert says in result.stderr
    assert "Traceback" not in result.output
    assert list(tmp_path.iterdir()) == []


def test_find_prints_ids_names_and_years(data):
    result = run("find", "雾霾", "--data", data)
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "haze", "    细颗粒物年均浓度 · Annual mean haze [ug/m3] 8 observations, 2013–2025",
    ]  # fmt: skip


def test_finding_nothing_is_exit_code_1(data):
    result = run("find", "whales", "--data", data)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "whales" in result.stderr


def test_show_prints_values_bounds_origin_and_sentences(data):
    output = run("show", "haze", "--place", "北京", "--data", data).output
    assert "33 micrograms per cubic metre (between 32.5 and 33.5)" in output
    assert "implied by level / (1 + change): 33 ÷ (1 − 63.1%) = 89.4, between 87.9 and 91.0" in output
    assert "【33微克/立方米】" in output
    assert re.search(r"characters \d+–\d+ \[s1\]$", output, re.M), "the id that a correction needs"
    assert "target" in output


def test_check_counts_what_it_does_not_show_and_names_statements(tmp_path):
    tables = hand_made_tables()
    tables["findings"][0]["subject_id"] = "o2021"
    write_tables(tables, tmp_path)
    output = run("check", "--data", tmp_path).output
    assert "[s1]" in output
    assert output.splitlines()[-1] == "0 warnings, 0 notices, 1 info"
    output = run("check", "--data", tmp_path, "--severity", "notice").output
    assert output.splitlines() == ["0 warnings, 0 notices, 1 info not shown"]
    output = run("check", "--data", tmp_path, "--severity", "notice", "--only", "jump").output
    assert output.splitlines() == ["0 warnings, 0 notices"]


def test_find_names_a_single_year_once(tmp_path):
    tables = hand_made_tables()
    tables["observations"] = [observation("o2022", 2022, 3.0)]
    tables["evidence"] = tables["lineage"] = []
    write_tables(tables, tmp_path)
    assert "1 observation, 2022\n" in run("find", "雾霾", "--data", tmp_path).output


def test_show_says_when_nothing_is_known(data):
    result = run("show", "contracts", "--data", data)
    assert result.exit_code == 0
    assert "no document states" in result.output


@pytest.fixture
def built(monkeypatch):
    """The arguments that the command gave to `build`, which returns what the test puts there."""
    calls = SimpleNamespace(result=BuildSummary(5, 200, 600, 80, 9), seen=None)

    def build(source, out, **options):
        calls.seen = (str(source), str(out), options["force"])
        options["progress"]("Reading documents", 5, 5)
        if isinstance(calls.result, Exception):
            raise calls.result
        return calls.result

    monkeypatch.setattr("jjjdata.pipeline.build", build)
    return calls


def test_build_tells_progress_on_stderr_and_the_summary_on_stdout(built):
    result = run("build", "seeds", "--out", "tables", "--force")
    assert built.seen == ("seeds", "tables", True)
    assert result.exit_code == 0
    assert result.stderr == "Reading documents …\n"
    assert "200" in result.stdout
    assert "9 of them implied" in result.stdout
    assert run("build", "seeds", "--quiet").stderr == ""


def test_a_failed_document_is_named_and_the_exit_code_is_1(built):
    built.result = BuildSummary(5, 200, 600, 80, 9, failures=(("x.txt", "binary; save it as text."),))
    result = run("build", "seeds")
    assert result.exit_code == 1
    assert "failed: x.txt: binary; save it as text." in result.output


def test_an_error_of_the_package_has_no_traceback(built):
    built.result = SourceFolderError("seeds", "it holds no documents", "Put text files in it.")
    result = run("build", "seeds")
    assert result.exit_code == 2
    assert result.stderr.endswith("Error: seeds: it holds no documents. Put text files in it.\n")


def test_on_a_terminal_long_stages_have_a_bar(monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with ProgressLines() as progress:
        for done in range(3):
            progress("Reading", done, 2)
        progress("Writing", 0, 1)
    shown = capsys.readouterr().err
    assert "Reading" in shown
    assert "Writing …" in shown


def test_report_hands_everything_on_and_names_what_failed(monkeypatch):
    seen = {}

    def build_reports(data, out, **options):
        seen.update(options, data=str(data), out=str(out))
        return ReportSummary(3, 1, (("pm25", "cell 2: a defect"),))

    monkeypatch.setattr("jjjdata.reports.build_reports", build_reports, raising=False)
    result = run(
        "report", "--data", "d", "--out", "r", "--only", "overview", "-p", "language=zh", "--jobs", "1"
    )
    assert result.exit_code == 1
    assert "pm25: cell 2: a defect" in result.output
    assert f"Open {Path('r').resolve() / 'index.html'}" in result.output
    del seen["progress"]
    assert seen == {
        "data": "d", "out": "r", "only": ("overview",), "force": False, "jobs": 1,
        "parameters": {"language": "zh"},
    }  # fmt: skip
