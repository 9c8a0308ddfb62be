"""What recurs and no indicator takes."""

from click.testing import CliRunner
from conftest import hand_made_tables, row

from jjjdata.cli import main
from jjjdata.query import uncatalogued
from jjjdata.store import write_tables


def said(name, wording, document, **given):
    usual = {
        "statement_id": name, "document_id": document, "indicator": wording, "unit": "count", "measure": "level",
        "place": "110000", "sentence": f"全市{wording}3座。", "comparator": "=", "value": 3.0,
    }  # fmt: skip
    return row("statements", **(usual | given))


def tables(tmp_path):
    made = hand_made_tables()
    for document, digest in zip(made["documents"], "ab", strict=True):
        document["sha256"] = digest
    made["statements"] += [
        said("n1", "建成社区花园", "d1"),
        said("n2", "全市建成社区花园", "d2", place="120000"),
        said("n3", "累计建成社区花园", "d2", unit="m2"),
        said("n4", "书屋", "d1"),
        said("n5", "书屋", "d1"),
        said("n6", "剧场", "d1", indicator_id="haze"),
        said("n7", "剧场", "d2", indicator_id="haze"),
    ]
    write_tables(made, tmp_path)
    return tmp_path


def test_what_recurs_stands_by_wording_unit_and_measure(tmp_path):
    found = uncatalogued(data=tables(tmp_path))
    keys = found.select("wording", "unit", "n_statements", "n_documents", "places").rows()
    assert keys == [("建成社区花园", "count", 2, 2, "110000 120000"), ("书屋", "count", 2, 1, "110000")]
    assert found["statement_id"].to_list() == ["n1", "n4"]


def test_words_and_thresholds_narrow_it(tmp_path):
    data = tables(tmp_path)
    assert uncatalogued("书屋 影院", data)["wording"].to_list() == ["书屋"]
    assert uncatalogued(data=data, at_least=3).is_empty()
    assert uncatalogued(data=data, at_least=1).height > 3
    assert uncatalogued(data=data, limit=1).height == 1


def test_the_command_lists_them(tmp_path):
    data = str(tables(tmp_path))
    listed = CliRunner().invoke(main, ["find", "--uncatalogued", "--data", data])
    assert listed.exit_code == 0
    assert "建成社区花园 [count, level] 2 statements in 2 documents" in listed.output
    assert CliRunner().invoke(main, ["find", "--uncatalogued", "影院", "--data", data]).exit_code == 1
    assert CliRunner().invoke(main, ["find", "--data", data]).exit_code == 2
