"""What changed between two builds."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from conftest import hand_made_tables

from jjjdata.cli import main
from jjjdata.errors import TableError
from jjjdata.query import differences
from jjjdata.store import write_tables


@pytest.fixture
def later(tmp_path):
    """The hand-made tables with one observation revised, one gone and one new."""
    tables = hand_made_tables()
    rows = [row for row in tables["observations"] if row["is_latest"]]
    revised, gone, other = rows[:3]
    revised |= {"value": revised["value"] + 1, "comparator": "~"}
    new = other | {"observation_id": "o-new", "place": "nowhere"}
    tables["observations"] = [row for row in tables["observations"] if row is not gone] + [new]
    write_tables(tables, tmp_path)
    return tmp_path, revised, gone, new


def test_each_kind_of_difference_is_told(data, later):
    folder, revised, gone, new = later
    found = {row["change"]: row for row in differences(data, folder).iter_rows(named=True)}
    assert found.keys() == {"added", "changed", "removed"}
    assert (found["changed"]["new_id"], found["changed"]["columns"]) == (
        revised["observation_id"],
        "value comparator",
    )
    assert found["changed"]["new_value"] == found["changed"]["old_value"] + 1
    assert (found["removed"]["old_id"], found["removed"]["new_id"]) == (gone["observation_id"], None)
    assert (found["added"]["new_id"], found["added"]["place"]) == ("o-new", new["place"])


def test_the_same_tables_do_not_differ(data):
    assert differences(data, data).is_empty()
    result = CliRunner().invoke(main, ["diff", str(data), str(data)])
    assert (result.exit_code, result.output) == (0, "0 added, 0 changed, 0 removed\n")


def test_the_command_prints_a_line_for_each(data, later):
    folder, revised, *_ = later
    result = CliRunner().invoke(main, ["diff", str(data), str(folder)])
    assert result.exit_code == 1
    *lines, counts = result.output.splitlines()
    assert sorted(line[0] for line in lines) == ["+", "-", "~"]
    (changed,) = (line for line in lines if line.startswith("~"))
    assert revised["indicator_id"] in changed
    assert changed.endswith("(value, comparator)")
    assert counts == "1 added, 1 changed, 1 removed"


def test_a_folder_without_tables_is_named(data, tmp_path):
    with pytest.raises(TableError, match="no tables"):
        differences(tmp_path, data)
