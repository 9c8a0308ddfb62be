"""What documents say is data: for the browser, the notebook, the chart, the file system, the shell and SQL."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from attacks import ATTACKS, INDICATOR, MARKS, PLACE, documents, story, write
from browser import CHROMIUM, Browser
from hostile import ROOT, run

import jjjdata as jj
from jjjdata.errors import JjjdataError
from jjjdata.evidence import marked_document
from jjjdata.pipeline import build
from jjjdata.reports import Batch, build_reports
from jjjdata.store import read_rows

TASKS = """
[[report]]
notebook = "overview"
[[report]]
notebook = "indicator_trend"
language = "en"
[[report]]
notebook = "place_profile"
language = "zh"
[[report]]
notebook = "plan_and_outcome"
language = "en"
[[report]]
notebook = "audit"
document = "*"
language = "zh"
[[report]]
notebook = "audit"
indicator = "*"
language = "en"
"""
FEW = '[[report]]\nnotebook = "overview"\nlanguage = "en"\n[[report]]\nnotebook = "audit"\ndocument = "*"\nlanguage = "en"\n'
ONE = '[[report]]\nnotebook = "overview"\nlanguage = "en"\n'

# What an attack that came through would have left in the page.
LEFT = """(() => {
    const all = Array.from(document.querySelectorAll('*'));
    const bad = all.filter(e => ['IFRAME', 'OBJECT', 'EMBED', 'BASE', 'FORM', 'IMG', 'LINK', 'FRAME'].includes(e.tagName)
        || Array.from(e.attributes).some(a => a.name.startsWith('on') || a.name == 'srcdoc' || a.name == 'formaction'
            || /^\\s*(javascript|data|https?|vbscript):/i.test(a.value) && ['href', 'src', 'xlink:href', 'action'].includes(a.name)));
    const scripts = Array.from(document.scripts).map(s => s.textContent).join('');
    const refresh = document.querySelectorAll('meta[http-equiv=refresh]').length;
    return [bad.map(e => e.outerHTML.slice(0, 200)), scripts, refresh, document.querySelectorAll('style').length];
})()"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Pages of tables made of attacks, and pages of real files made of attacks."""
    folder = tmp_path_factory.mktemp("attacks")
    work = folder / "work"
    work.mkdir()
    before = Path.cwd()
    os.chdir(work)  # what an attack touches would be found here
    try:
        write(story(), folder / "data")
        summary = build_reports(folder / "data", folder / "pages", batch=Batch.parse(TASKS))
        assert summary.failures == ()
        source = documents(folder / "source")
        assert build(source, folder / "built").failures == ()
        first = read_rows("statements", folder / "built")[0]
        (source / "corrections.toml").write_text(
            f'[[correction]]\nstatement = "{first["statement_id"]}"\nwho = {json.dumps(ATTACKS[0])}\n'
            f"why = {json.dumps(ATTACKS[1])}\nexpect = {{ value = {first['value']}, value_text = {json.dumps(first['value_text'])} }}\nset = {{ value = 77.0 }}\n",
            encoding="utf-8",
        )
        assert build(source, folder / "built").failures == ()
        summary = build_reports(folder / "built", folder / "pages2", batch=Batch.parse(FEW))
        assert summary.failures == ()
    finally:
        os.chdir(before)
    return folder


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with Browser() as opened:
        yield opened


def pages(folder):
    return sorted([*(folder / "pages").rglob("*.html"), *(folder / "pages2").rglob("*.html")])


def test_there_is_a_page_of_every_kind(made):
    kinds = {path.relative_to(made / "pages").parts[0] for path in (made / "pages").rglob("*.html")}
    assert kinds >= {"index.html", "overview.zh.html", "trend", "place", "plan", "audit", "documents"}
    text = "".join(path.read_text("utf-8") for path in pages(made))
    for mark in MARKS:
        assert mark in text  # the attacks did get into the pages


def test_no_page_runs_or_asks_for_anything_and_each_obeys_its_policy(made, browser):
    for page in pages(made):
        name = page.relative_to(made).as_posix()
        browser.open(page)
        assert browser.requests() == [page.as_uri()], name
        assert browser.complaints() == [], name
        bad, scripts, refresh, styles = browser.run(LEFT)
        assert (bad, refresh) == ([], 0), name
        assert styles >= 1, name
        own = (ROOT / "jjjdata/reports/pages/templates/search.js").read_text("utf-8")
        assert scripts in ("", own), name
        assert browser.run("document.title") != "hacked"
        for link in browser.run("Array.from(document.querySelectorAll('a[href]'), a => a.href)"):
            assert link.startswith("file://"), (name, link)
        browser.run(
            "document.querySelectorAll('*').forEach(e => { e.dispatchEvent(new Event('mouseover')); })"
        )
        assert browser.run("document.title") not in ("hacked", "1"), name
        assert browser.complaints() == [], name


def test_each_page_declares_a_strict_policy_before_anything_else(made):
    for page in pages(made):
        seen = Tags.of(page.read_text("utf-8"))
        policies = [
            n for n, (_, given) in enumerate(seen) if given.get("http-equiv") == "Content-Security-Policy"
        ]
        assert [name for name, _ in seen[: policies[0] + 1]] == ["html", "head", "meta", "meta"]
        assert len(policies) == 1
        said = seen[policies[0]][1]["content"]
        rules = dict(rule.strip().partition(" ")[::2] for rule in said.split(";"))
        assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
        assert all(re.fullmatch(r"'none'|'sha256-[\w+/]+='", rule) for rule in rules.values()), said


def test_the_browser_would_notice(tmp_path, browser):
    page = tmp_path / "bad.html"
    page.write_text(f"<title>t</title>{ATTACKS[0]}{ATTACKS[1]}{ATTACKS[4]}", encoding="utf-8")
    browser.open(page)
    assert browser.run("document.title") == "hacked"
    assert any("evil.invalid" in address for address in browser.requests())
    assert len(browser.run(LEFT)[0]) == 2


def test_nothing_was_touched_and_nothing_left_its_folder(made):
    assert list((made / "work").iterdir()) == []
    assert {path.name for path in made.iterdir()} == {"work", "data", "pages", "source", "built", "pages2"}
    plain = re.compile(r"[\w.+/-]+", re.ASCII)
    for out in ("pages", "pages2"):
        for path in (made / out).rglob("*"):
            name = path.relative_to(made / out).as_posix()
            assert plain.fullmatch(name), name
            assert ".." not in name


# ---------------------------------------------------------------- notebooks


class Tags(HTMLParser):
    """The tags of a page with their attributes, as a browser would see them."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))

    @classmethod
    def of(cls, html):
        parser = cls()
        parser.feed(html)
        return parser.seen


OURS = frozenset(
    [
        "a",
        "article",
        "b",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "header",
        "i",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "section",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "time",
        "tr",
        "ul",
        "use",
        "svg",
        "defs",
        "path",
        "g",
    ]
)


def assert_tame(html):
    """No tag in it but those of this package, and no attribute that does anything."""
    for tag, given in Tags.of(html):
        assert tag in OURS, tag
        assert not [
            name for name in given if name.startswith("on") or name in ("srcdoc", "formaction", "src")
        ], given
        assert not re.match(r"\s*(?!#)\w+:", given.get("href", "")), given


def test_notebook_displays_are_escaped(made):
    rows = jj.load("observations", data=made / "data")
    for row in rows.iter_rows(named=True):
        shown = jj.explain(row, data=made / "data")
        assert_tame(shown._repr_html_())
    for document in ("d1", "d2"):
        html = marked_document(document, made / "data")
        assert_tame(html)
        assert "evil.invalid" in html
    for frame in (jj.load("documents", data=made / "built"), jj.load("statements", data=made / "built")):
        html = frame._repr_html_()
        assert "<script" not in html.replace("<style", "")
        assert "<img" not in html


def test_executed_notebooks_hold_only_tame_html(made):
    found = 0
    for path in (made / "pages" / "notebooks").rglob("*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            for output in cell.get("outputs", ()):
                html = output.get("data", {}).get("text/html")
                if html:
                    found += 1
                    assert_tame(html)
    assert found > 20


@pytest.mark.filterwarnings("ignore:Glyph")  # no font has a control character
def test_charts_draw_any_name(made):
    axes = jj.plot(INDICATOR, place=PLACE, data=made / "data", language="en")
    axes.figure.canvas.draw()


# ---------------------------------------------------------------- parameters

VALUES = (*ATTACKS, "'", '"', "'''", '"""', "\\", "\n", "\\'; import os #", "{place}", "%s", "{0.__class__}", "京津冀\u2028",
          "__import__('pathlib').Path('owned').touch()")  # fmt: skip


@pytest.mark.parametrize(
    "name", ["indicator", "place", "document", "language", "start_year", "plan_year", "data", "{x}"]
)
def test_a_parameter_that_names_nothing_is_refused_before_anything_runs(name, made, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for value in VALUES:
        with pytest.raises(JjjdataError):
            build_reports(made / "data", tmp_path / "out", parameters={name: value}, batch=Batch.parse(FEW))
    assert list(tmp_path.iterdir()) == []


def test_papermill_writes_any_text_as_the_text_it_is():
    """Parameters reach the notebook as source: whatever they say must come out as a plain literal."""
    from papermill.translators import PythonTranslator

    for value in VALUES:
        names: dict[str, object] = {}
        exec(PythonTranslator.codify({"place": value}), {"__builtins__": {}}, names)
        assert names == {"place": value}


def test_an_attack_that_is_a_place_reaches_the_notebook_as_text(made):
    executed = [
        nbformat.read(p, as_version=4) for p in (made / "pages" / "notebooks" / "trend").glob("*.ipynb")
    ]
    injected = [
        c.source for run in executed for c in run.cells if "injected-parameters" in c.metadata.get("tags", ())
    ]
    assert injected
    for source in injected:
        names: dict[str, object] = {}
        exec(source, {"__builtins__": {}}, names)
        assert names["indicator"] in (INDICATOR, "other")
        assert names["place"] == PLACE


def test_the_folders_of_a_report_may_have_any_name(made, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = Path("-p {place} {0.__class__} $(touch owned) it's \" %s é 空格")
    shutil.copytree(made / "data", folder / "data")
    assert build_reports(folder / "data", folder / "out", batch=Batch.parse(ONE)).failures == ()
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]


# ---------------------------------------------------------------- SQL, files, network


def test_no_sql_is_built_from_what_a_user_says(made):
    duckdb = pytest.importorskip("duckdb")
    for name in ("observations; DROP TABLE x", "observations'--", "../built/observations", *ATTACKS):
        with pytest.raises(JjjdataError):
            jj.load(name, data=made / "data", engine="duckdb")
    relation = jj.load("documents", data=made / "data", engine="duckdb")
    assert isinstance(relation, duckdb.DuckDBPyRelation)
    assert len(relation.fetchall()) == 2
    sources = [path.read_text("utf-8") for path in (ROOT / "jjjdata").rglob("*.py")]
    assert not any(re.search(r"\.(?:sql|execute|query)\(\s*f?[\"']", source) for source in sources)


def test_there_is_no_export_in_which_a_text_could_be_a_formula(made):
    """Tables leave as Parquet and JSON alone, which hold text as text; no CSV or XLSX is written anywhere."""
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "jjjdata").rglob("*.py"))
    assert not re.search(r"write_csv|to_csv|to_excel|write_excel|csv\.writer|Workbook\(|xlsxwriter", sources)
    for out in ("built", "pages", "pages2"):
        kinds = {path.suffix for path in (made / out).rglob("*") if path.is_file()}
        assert kinds <= {".parquet", ".json", ".html", ".ipynb"}, kinds


def test_neither_build_nor_report_opens_a_connection(made, tmp_path, monkeypatch):
    def refuse(self, address, *rest):
        if self.family != socket.AF_UNIX:  # kernels are talked to through files
            raise AssertionError(f"a connection to {address}")
        return connect(self, address, *rest)

    def lookup(*arguments, **_):
        raise AssertionError(f"a look-up of {arguments}")

    connect = socket.socket.connect
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    assert build(made / "source", tmp_path / "built").failures == ()
    assert build_reports(tmp_path / "built", tmp_path / "out", batch=Batch.parse(ONE)).failures == ()


NETLESS = ["unshare", "--net", "--map-root-user"]


def has_netless():
    if shutil.which("unshare") is None:
        return False
    return subprocess.run([*NETLESS, "true"], check=False, capture_output=True).returncode == 0


@pytest.mark.skipif(not has_netless(), reason="the network cannot be cut off here")
def test_build_and_report_work_with_the_network_cut_off(made, tmp_path):
    jjjdata = [*NETLESS, sys.executable, "-m", "jjjdata"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    (tmp_path / "few.toml").write_text(ONE)
    for arguments in (
        ["build", made / "source", "--out", tmp_path / "built"],
        ["report", "--data", tmp_path / "built", "--out", tmp_path / "out", "--batch", tmp_path / "few.toml"],
    ):
        done = subprocess.run(
            [*jjjdata, *map(str, arguments)],
            env=env,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "index.html").is_file()


# ---------------------------------------------------------------- terminals


@pytest.mark.parametrize(
    "arguments", [["find", "关停"], ["show", INDICATOR], ["check"], ["check", "--language", "zh"]], ids=str
)
def test_commands_steer_no_terminal(arguments, made):
    done = run(*arguments, "--data", made / "data")
    assert done.returncode in (0, 1), done.stderr
    assert "hacked" in done.stdout or "evil.invalid" in done.stdout
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", done.stdout + done.stderr)
