"""The documentation tells the truth: it is complete, its links lead somewhere, its code runs."""

import doctest
import importlib.util
import re
import shlex
import subprocess
import sys
import textwrap
from pathlib import Path

import click
import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from click.testing import CliRunner

import jjjdata
from jjjdata.cli import main
from jjjdata.schema import TABLES

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    path
    for pattern in (
        "*.md",
        "docs/*.md",
        "benchmarks/*.md",
        "data/README.md",
        "reports/README.md",
        "seeds/README.md",
    )
    for path in ROOT.glob(pattern)
)
READMES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh.md"}
REMEDY = "run .venv/bin/python tools/make_docs.py"

_BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^ *```$", re.S | re.M)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def blocks(path, language):
    return [textwrap.dedent(m[3]) for m in _BLOCK.finditer(path.read_text("utf-8")) if m[2] == language]


def pages_with(language):
    return [path for path in PAGES if blocks(path, language)]


def prose(path):
    return _BLOCK.sub("", path.read_text("utf-8"))


def anchors(path):
    """Anchors of a page's headings, as they are made where the repository is shown."""
    titles = re.findall(r"^#+ (.+)$", prose(path), re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.fixture(scope="module")
def maker():
    spec = importlib.util.spec_from_file_location("make_docs", ROOT / "tools/make_docs.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def folder(tmp_path, monkeypatch, tables_of_seeds):
    """A folder like the repository's after `make data`: code blocks may write into it."""
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    (tmp_path / "data").symlink_to(tables_of_seeds)
    (tmp_path / "build").mkdir()
    (tmp_path / "build/new").symlink_to(tables_of_seeds)
    monkeypatch.chdir(tmp_path)
    return tmp_path


# ---------------------------------------------------------------- what is made


def test_the_page_of_tables_is_what_the_schema_declares(maker):
    assert (ROOT / "docs/tables.md").read_text("utf-8") == maker.tables_page(), REMEDY


def test_every_table_and_column_stands_on_the_page_of_tables():
    sections = re.split(r"^## ", (ROOT / "docs/tables.md").read_text("utf-8"), flags=re.M)[1:]
    documented = {s.split("\n")[0]: re.findall(r"^\| `(\w+)` \|", s, re.M) for s in sections}
    assert documented == {name: table.names for name, table in TABLES.items()}


@pytest.mark.parametrize("language", READMES)
def test_the_charts_rows_and_scores_of_the_readme_are_those_of_the_data(language, maker, tables_of_seeds):
    page = READMES[language].read_text("utf-8")
    assert maker.filled(page, maker.made(tables_of_seeds, language)) == page, REMEDY


@pytest.mark.parametrize("language", READMES)
def test_the_picture_of_the_readme_is_complete(language):
    shown = re.search(r"\]\((docs/images/[^)]+)\)", READMES[language].read_text("utf-8"))[1]
    picture = (ROOT / shown).read_text("utf-8")
    assert picture.rstrip().endswith("</svg>")
    assert "<text" not in picture  # letters are outlines: right without a Chinese font


def test_the_command_that_the_readme_gives_for_the_scores_prints_them():
    for readme in READMES.values():
        page = readme.read_text("utf-8")
        assert "`.venv/bin/python -m pytest -s tests/test_gold.py`" in page
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-s",
        "tests/test_gold.py",
        "-k",
        "bars and with-sources",
    ]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    score = re.search(r"^recall ([\d.]+), precision [\d.]+, tuple ([\d.]+), value ", shown, re.M)
    assert score, shown
    table = re.search(r"<!-- made: accuracy -->\n(.*?)<!-- end -->", READMES["en"].read_text("utf-8"), re.S)[
        1
    ]
    assert re.findall(r"([\d.]+) \|$", table, re.M)[0] == score[1]
    assert re.findall(r"([\d.]+) \|$", table, re.M)[-1] == score[2]


# ---------------------------------------------------------------- completeness


def test_the_lines_for_cron_are_the_same_everywhere():
    pages = [*READMES.values(), ROOT / "docs/scheduling.md"]
    lines = {
        line for page in pages for line in re.findall(r"^15 5 .*jjjdata.*$", page.read_text("utf-8"), re.M)
    }
    assert len(lines) == 1
    assert all("15 5 * * 1  cd" in page.read_text("utf-8") for page in pages)


def test_the_recipe_for_systemd_makes_reports_though_a_document_failed():
    page = (ROOT / "docs/scheduling.md").read_text("utf-8")
    statuses = re.search(r"^SuccessExitStatus=(.*)$", page, re.M)[1].split()
    assert {"1", "75"} == set(statuses)


def test_the_recipe_for_airflow_makes_the_tables_before_the_reports():
    recipe = (ROOT / "docs/scheduling.md").read_text("utf-8").split("## Airflow")[1].split("## ")[0]
    assert (
        0 < recipe.index("jjjdata build") < recipe.index("jjjdata report") < recipe.index("tables >> reports")
    )


@pytest.mark.parametrize("path", pages_with("sql"), ids=name_of)
def test_queries_of_observations_say_which_measure(path):
    for block in blocks(path, "sql"):
        assert "observations.parquet" not in block or "measure = " in block


def test_the_page_of_data_lists_every_table():
    page = (ROOT / "data/README.md").read_text("utf-8")
    assert [name for name in TABLES if f"`{name}.parquet`" not in page] == []


def test_files_that_pages_name_in_passing_exist():
    named = set()
    for path in [*PAGES, ROOT / "tests/gold/GUIDE.md"]:
        named |= set(re.findall(r"`((?:tests|tools|docs)/[\w/.]+\.\w+)`", path.read_text("utf-8")))
    assert "tests/gold/disputes.md" in named
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []


def test_the_index_lists_every_page_of_docs():
    linked = {Path(link).name for link in _LINK.findall((ROOT / "docs/README.md").read_text("utf-8"))}
    assert {path.name for path in (ROOT / "docs").glob("*.md")} - {"README.md"} <= linked


@pytest.mark.parametrize("readme", READMES.values(), ids=READMES)
def test_the_readme_names_every_command_public_function_and_table_of_exit_codes(readme):
    page = readme.read_text("utf-8")
    commands = main.list_commands(click.Context(main))
    assert [c for c in commands if f"jjjdata {c}" not in page] == []
    functions = [name for name in jjjdata.__all__ if not name.startswith("_") and name != "build"]
    assert [name for name in functions if f"jj.{name}" not in page] == []
    assert re.findall(r"^\| (\d+) \|", page, re.M) == ["0", "1", "2", "65", "70", "74", "75", "130"]


def test_the_page_of_reading_names_every_file_of_definitions():
    page = (ROOT / "docs/reading.md").read_text("utf-8")
    files = [path.name for path in (ROOT / "jjjdata/definitions").iterdir() if path.is_file()]
    assert [name for name in sorted(files) if name not in page] == []


def test_the_page_of_reading_names_every_file_of_rules():
    files = {path.name for path in (ROOT / "jjjdata" / "statements").glob("*.py")} - {"__init__.py"}
    assert files <= set(re.findall(r"`(\w+\.py)`", (ROOT / "docs" / "reading.md").read_text("utf-8")))


def test_the_page_of_reading_names_every_rule_met_in_the_seeds(tables_of_seeds):
    page = (ROOT / "docs/reading.md").read_text("utf-8")
    rules = jjjdata.load("statements", data=tables_of_seeds)["rule"].str.split(" ").explode().unique()
    assert [rule for rule in sorted(rules) if f"`{rule}`" not in page] == []


def test_every_row_of_what_it_survives_names_tests_that_exist():
    page = (ROOT / "docs/reliability.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ") and "| test |" not in line]
    rows = [row for row in rows if row.count("|") == 5 and "option of" not in row and "`--max" not in row]
    assert len(rows) > 50
    named = set()
    for row in rows:
        tests = re.findall(r"`(test_\w+\.py)::(test_\w+)`( \(long\))?", row.split("|")[4])
        assert tests, row
        for file, name, long in tests:
            source = (ROOT / "tests" / file).read_text("utf-8")
            found = re.search(rf"((?:^@.*\n(?:^[ )].*\n)*)*)^def {name}\(", source, re.M)
            assert found, name
            assert bool(long) == ("pytest.mark.long" in found[1]), name
            named.add((file, name))
    for file in ("test_all_or_nothing.py", "test_hostile.py"):
        long = re.findall(r"@pytest.mark.long\ndef (\w+)", (ROOT / "tests" / file).read_text("utf-8"))
        assert {(file, name) for name in long} <= named


# ---------------------------------------------------------------- the Chinese twin


def test_both_readmes_have_the_same_sections_links_and_numbers():
    shapes = {}
    for language, path in READMES.items():
        page = path.read_text("utf-8")
        page = re.sub(r"<!-- made: .*?<!-- end -->", "", page, flags=re.S)
        levels = re.findall(r"^(#+) ", prose(path), re.M)
        links = sorted({link for link in _LINK.findall(page) if not link.startswith("README")})
        scores = re.findall(r"\b[01]\.\d{2,3}\b", page)
        shapes[language] = (levels, links, scores, page.count("\n|"))
    assert shapes["en"] == shapes["zh"]


def test_both_readmes_run_the_same_code():
    def code(path):
        found = [(lang, textwrap.dedent(body)) for _, lang, body in _BLOCK.findall(path.read_text("utf-8"))]
        stripped = [(lang, re.sub(r"\s*(?:#|--) .*", "", body)) for lang, body in found]
        return [(lang, re.sub(r'(?:language|labels)="(?:en|zh)"', "", body)) for lang, body in stripped]

    assert code(READMES["en"]) == code(READMES["zh"])


@pytest.mark.parametrize("language", READMES)
def test_the_readmes_link_to_each_other(language):
    other = {"en": "README.zh.md", "zh": "README.md"}[language]
    assert f"]({other})" in READMES[language].read_text("utf-8")


# ---------------------------------------------------------------- links


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_links_lead_to_files_of_the_repository(path):
    broken = []
    for link in _LINK.findall(path.read_text("utf-8")):
        if re.match(r"https?://", link):
            continue
        target, _, anchor = link.partition("#")
        file = (path.parent / target) if target else path
        if not file.exists() or (anchor and anchor not in anchors(file)):
            broken.append(link)
    assert broken == []


# ---------------------------------------------------------------- code


@pytest.mark.parametrize("path", pages_with("python"), ids=name_of)
@pytest.mark.usefixtures("folder")
def test_python_blocks_run(path):
    mpl.use("Agg")
    names = {}
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    for number, block in enumerate(blocks(path, "python"), 1):
        if ">>>" in block:
            test = doctest.DocTestParser().get_doctest(block, names, f"block {number}", name_of(path), 0)
            runner.run(test, clear_globs=False)
            names.update(test.globs)
        else:
            exec(compile(block, f"{name_of(path)}, block {number}", "exec"), names)
    plt.close("all")
    assert runner.summarize(verbose=False).failed == 0


@pytest.mark.parametrize("path", pages_with("sql"), ids=name_of)
@pytest.mark.usefixtures("folder")
def test_sql_blocks_give_rows(path):
    duckdb = pytest.importorskip("duckdb")
    for block in blocks(path, "sql"):
        assert duckdb.connect().execute(block).fetchall()


def shell_lines():
    for path in pages_with("sh"):
        for block in blocks(path, "sh"):
            for line in filter(None, (line.partition(" #")[0].strip() for line in block.splitlines())):
                yield pytest.param(line, id=f"{name_of(path)}: {line}")


@pytest.mark.parametrize("line", list(shell_lines()))
@pytest.mark.usefixtures("folder")
def test_shell_lines_are_commands_that_exist(line):
    words = shlex.split(line)
    if words[0] == "make":
        assert re.search(rf"^{words[1]}:.*## ", (ROOT / "Makefile").read_text("utf-8"), re.M)
    elif words[0].endswith("jjjdata"):
        command = main.get_command(click.Context(main), words[1])
        command.make_context(words[1], list(words[2:]))  # options and arguments are valid
        if words[1] != "report":  # tests of its own run the reports
            assert CliRunner().invoke(main, words[1:], catch_exceptions=False).exit_code == 0
    else:
        assert words[0].endswith("python")
        modules = words[2:3] if words[1] == "-m" else []  # a second -m is an option of the module
        scripts = [word for word in words if word.endswith(".py")]
        assert modules + scripts
        assert all(importlib.util.find_spec(name) for name in modules)
        assert all((ROOT / name).is_file() for name in scripts)
