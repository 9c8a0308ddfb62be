"""The whole reading of the seeds against statements annotated by people (tests/gold/GUIDE.md).

The bars are those reached; a change of the reader that falls below one prints what it misses.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from gold_scorer import Score, read_gold, score

from jjjdata.catalogue.places import gazetteer
from jjjdata.documents import read_folder
from jjjdata.statements import read_statements

TESTS = Path(__file__).parent
SEEDS = TESTS.parent / "seeds"
GOLD = read_gold(TESTS / "gold" / "seeds.jsonl")

WITH_SOURCES = {
    "recall": 0.98, "precision": 0.98, "value": 0.99, "unit": 0.99, "comparator": 0.98,
    "aggregation": 0.92, "tuple": 0.90,
}  # fmt: skip
WITHOUT_SOURCES = {"recall": 0.98, "precision": 0.98, "value": 0.99, "unit": 0.99, "tuple": 0.89}


def read(folder: Path) -> Score:
    """The score of all documents of a folder."""
    seen, used, uncoded = {}, set(), {}
    for document in read_folder(folder):
        reading = read_statements(document)
        seen[document.source] = reading.statements
        uncoded |= reading.places
        for row in reading.statements:
            used |= {
                code for key in ("place", "counterpart") for code in str(row[key] or "").split("+") if code
            }
    names = {str(row["place"]): str(row["name_zh"]) for row in gazetteer().rows(used, uncoded)}
    return score(GOLD, seen, names)


@pytest.fixture(scope="module", params=["with-sources", "without-sources"])
def reading(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Score, dict[str, float]]:
    if request.param == "with-sources":
        return read(SEEDS), WITH_SOURCES
    folder = tmp_path_factory.mktemp("seeds")
    for path in SEEDS.glob("*.txt"):
        shutil.copy(path, folder)
    return read(folder), WITHOUT_SOURCES


def test_the_bars_are_met(reading: tuple[Score, dict[str, float]]) -> None:
    result, bars = reading
    print(f"\n{result}")  # `pytest -s` shows it
    below = {name: result.share(name) for name, bar in bars.items() if result.share(name) < bar}
    assert not below, f"below the bar: {below}\n{result}"


def test_no_document_of_twenty_lines_falls_behind() -> None:
    """A rule that serves one document at the cost of another would show here."""
    documents = {d.source: d for d in read_folder(SEEDS)}
    for name, lines in GOLD.items():
        core = [line for line in lines if not line["optional"]]
        if len(core) < 20:
            continue
        seen = {name: read_statements(documents[name]).statements}
        result = score({name: lines}, seen, {})
        assert result.share("recall") >= 0.95, str(result)
        assert result.share("value") >= 0.95, str(result)


def test_the_scorer_can_fail() -> None:
    """Nothing read is nothing found; a changed field is a wrong one."""
    name, lines = next(iter(GOLD.items()))
    nothing = score({name: lines}, {name: []}, {})
    assert (nothing.found, nothing.share("recall")) == (0, 0.0)
    document = next(d for d in read_folder(SEEDS) if d.source == name)
    rows = read_statements(document).statements
    whole = score({name: lines}, {name: rows}, {})
    spoilt = [row | {"value": 1e9, "unit": "nothing"} for row in rows]
    result = score({name: lines}, {name: spoilt}, {})
    assert result.found == whole.found > 0
    assert result.share("value") == result.share("unit") == result.share("tuple") == 0
    assert result.share("comparator") == whole.share("comparator")
