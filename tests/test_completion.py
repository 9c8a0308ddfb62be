"""Tab completes indicators and places where a name of one is typed, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell
from made_up import story

import jjjdata
from jjjdata.query.completion import completions

INDICATORS = ["mills", "ozone", "trade"]
LINES = [
    ("first argument", 'jj.series("', "", INDICATORS),
    ("begun", "jj.plot('oz", "oz", ["ozone"]),
    ("named", 'jj.plot("mills", place="4', "4", ["420000", "430000"]),
    ("in Chinese", 'place = "湖', "湖", ["湖北", "湖南"]),
    ("in English", "place='Hub", "Hub", ["Hubei"]),
    ("declared", 'indicator: str = "m', "m", ["mills"]),
    ("a column", 'rows["indicator_id"] == "t', "t", ["trade"]),
    ("another column", 'pl.col("place") == "43', "43", ["430000"]),
    ("nothing of that name", 'jj.series("x', "x", []),
    ("words to search for", 'jj.find("', "", []),
    ("a closed name", 'jj.series("ozone"', "", []),
    ("another argument", 'title="', "", []),
]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return story().write(tmp_path_factory.mktemp("completion") / "data")


@pytest.mark.parametrize(("line", "begun", "expected"), [c[1:] for c in LINES], ids=[c[0] for c in LINES])
def test_names_are_offered(line: str, begun: str, expected: list[str], data: Path) -> None:
    assert completions(line, data) == (begun, expected)


def test_without_tables_nothing_is_offered(tmp_path: Path) -> None:
    assert completions('jj.series("', tmp_path) == ("", [])


def test_the_extension_completes_in_a_shell(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(data.parent)
    shell = InteractiveShell()
    jjjdata.load_ipython_extension(shell)
    jjjdata.load_ipython_extension(shell)
    assert len(shell.Completer.custom_matchers) == 1
    with provisionalcompleter():
        typed = [shell.Completer.completions(text, len(text)) for text in ('jj.plot("oz', "jj.plot(oz")]
        inside, outside = ([completion.text for completion in found] for found in typed)
    assert inside == ["ozone"]
    assert "ozone" not in outside
