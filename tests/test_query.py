import re
from datetime import date

import polars as pl
import pytest
from conftest import hand_made_tables, observation, row
from hypothesis import given
from hypothesis import strategies as st

import jjjdata as jj
from jjjdata.charts import plot
from jjjdata.errors import ParameterError, TableError, UnknownNameError
from jjjdata.evidence import explain, explain_all, mark, marked_document
from jjjdata.pipeline import build
from jjjdata.query import cite, columns, find, load, series, targets
from jjjdata.query.loading import add_labels
from jjjdata.query.vintages import _published_by
from jjjdata.schema import TABLES
from jjjdata.store import write_tables

FOUND = [
    ("id", "haze", ["haze"]),
    ("Chinese name", "技术合同成交额", ["contracts"]),
    ("part of a Chinese name", "技术合同", ["contracts"]),
    ("a longer phrase", "北京技术合同成交额", ["contracts"]),
    ("an alias", "雾霾浓度", ["haze"]),
    ("an alias written apart", "雾霾 浓度", ["haze"]),
    ("English words in any order", "contracts Technology", ["contracts"]),
    ("a definition", "hourly", ["haze"]),
    ("a topic", "innovation", ["contracts"]),
    ("one word that is nowhere", "technology whales", ["contracts"]),
    ("words that are nowhere", "blue whales", []),
    ("the better answer first", "mean haze innovation", ["haze"]),
    ("nothing", "  ", []),
    ("a pattern is text", ".*", []),
]


@pytest.mark.parametrize(("words", "ids"), [c[1:] for c in FOUND], ids=[c[0] for c in FOUND])
def test_find(words, ids, data):
    assert find(words, data)["indicator_id"].to_list() == ids


def test_chinese_words_written_apart_are_also_one_phrase(tmp_path):
    rows = [
        row("indicators", indicator_id="output", name_zh="全区产值", aliases="海洋规模|海洋总量"),
        row("indicators", indicator_id="blue", name_zh="蓝色海洋增值", aliases="蓝色海洋总量"),
    ]
    write_tables(hand_made_tables() | {"indicators": rows, "observations": []}, tmp_path)
    assert find("海洋 总量", tmp_path)["indicator_id"].to_list()[0] == "output"


def test_find_tells_what_the_tables_hold(data):
    row = find("haze", data).row(0, named=True)
    assert (row["n_observations"], row["first_year"], row["last_year"]) == (8, 2013, 2025)
    assert row["places"] == "110000 120000"
    assert find("contracts", data)["n_observations"].item() == 0


@given(words=st.text(max_size=12))
def test_find_takes_any_text(words, data):
    assert find(words, data).height <= 2


@pytest.mark.parametrize("table", TABLES)
def test_load_gives_the_declared_columns_in_every_engine(table, data):
    names = TABLES[table].names
    assert load(table, data).columns == names
    assert list(load(table, data, engine="pandas").columns) == names
    assert load(table, data, engine="arrow").column_names == names
    assert load(table, data, engine="duckdb").columns == names


def test_as_of_the_last_day_all_is_known(tables_of_seeds):
    assert load("observations", tables_of_seeds, as_of=date.max).equals(load("observations", tables_of_seeds))


def test_as_of_a_day_only_what_was_published_by_then_is_known(tables_of_seeds):
    dated = load("documents", tables_of_seeds).drop_nulls("published").sort("published")
    day = dated["published"][dated.height // 2]
    known = load("observations", tables_of_seeds, as_of=day)
    assert 0 < known.height < load("observations", tables_of_seeds).height
    assert known["vintage"].drop_nulls().max() <= day
    assert load("observations", tables_of_seeds, as_of="1999-12-31").is_empty()


PRECISIONS = [("day", 2, 14, 15), ("month", 2, 28, 29), ("year", 12, 30, 31), (None, 2, 14, 15)]


@pytest.mark.parametrize(
    ("precision", "month", "before", "after"), PRECISIONS, ids=[str(p[0]) for p in PRECISIONS]
)
def test_a_document_counts_from_the_last_day_that_its_date_can_mean(precision, month, before, after):
    document = {"published": date(2024, 2, 15), "published_precision": precision}
    assert not _published_by(document, date(2024, month, before))
    assert _published_by(document, date(2024, month, after))


def test_labels_stand_beside_the_codes(data):
    loaded = load("observations", data, labels="zh")
    assert loaded.columns[1:5] == ["indicator_id", "indicator_id_label", "place", "place_label"]
    assert loaded["place_label"].unique().sort().to_list() == ["北京市", "天津市"]
    joined = add_labels(pl.DataFrame({"place": ["110000+120000", None, "X"]}), "zh", data)
    assert joined["place_label"].to_list() == ["北京市、天津市", None, "X"]
    assert add_labels(joined.drop("place_label"), "en", data)["place_label"][0] == "Beijing, Tianjin"
    english = load("observations", data, labels="en", engine="pandas")
    assert set(english["indicator_id_label"]) == {"Annual mean haze"}


REFUSED = [
    ("table", lambda d: load("observation", d), UnknownNameError, "observations"),
    ("engine", lambda d: load("units", d, engine="polar"), UnknownNameError, "polars"),
    (
        "an engine like no other",
        lambda d: load("units", d, engine="spark"),
        UnknownNameError,
        "Valid: polars, arrow, duckdb, pandas",
    ),
    ("language", lambda d: load("units", d, labels="fr"), UnknownNameError, "zh"),
    ("as_of of another table", lambda d: load("units", d, as_of="2020-01-01"), ParameterError, "vintages"),
    ("as_of is no date", lambda d: load("observations", d, as_of="2020"), ParameterError, "no date"),
    (
        "as_of is a number",
        lambda d: load("observations", d, as_of=20321231),
        ParameterError,
        "20321231 is no date",
    ),
    ("indicator", lambda d: series("hase", data=d), UnknownNameError, "haze"),
    ("place", lambda d: series("haze", "Bejing", data=d), UnknownNameError, "Beijing"),
    (
        "a place's old name",
        lambda d: series("haze", "北平", data=d),
        UnknownNameError,
        r"北京市 \(Beijing, 110000\)",
    ),
    (
        "a place like no other",
        lambda d: series("haze", "Ulm", data=d),
        UnknownNameError,
        r"天津市 \(Tianjin, 120000\)",
    ),
    ("measure", lambda d: series("haze", measure="levels", data=d), UnknownNameError, "level"),
    ("status", lambda d: series("haze", status="plan", data=d), UnknownNameError, "target"),
    ("years", lambda d: series("haze", start_year=2020, end_year=2013, data=d), ParameterError, "after"),
    ("a year as text", lambda d: series("haze", start_year="2013", data=d), ParameterError, "whole number"),
    ("columns", lambda d: columns("evidences"), UnknownNameError, "evidence"),
    ("cite", lambda d: cite("evidences", data=d), UnknownNameError, "evidence"),
    ("explain", lambda d: explain("o2020", d), UnknownNameError, "o20"),
    ("explain nothing", lambda d: explain(42, d), UnknownNameError, "observation_id"),
    ("explain several", lambda d: explain(load("observations", d), d), UnknownNameError, "Give one row"),
    (
        "explain several of pandas",
        lambda d: explain(load("units", d, engine="pandas"), d),
        UnknownNameError,
        "one row",
    ),
    (
        "explain no row",
        lambda d: explain(load("units", d).head(0), d),
        UnknownNameError,
        "A frame without rows",
    ),
    (
        "explain a row without id",
        lambda d: explain({"year": 2021}, d),
        UnknownNameError,
        "a row without an id",
    ),
    (
        "indicator by its name",
        lambda d: series("雾霾浓度", data=d),
        UnknownNameError,
        "Valid: haze, contracts",
    ),
    ("no name at all", lambda d: series(None, data=d), UnknownNameError, "There is no indicator 'None'"),
    ("no table at all", lambda d: load(None, d), UnknownNameError, "Valid: "),
    (
        "a place of which nothing is said",
        lambda d: series("haze", "石家庄", data=d),
        UnknownNameError,
        "says anything of it",
    ),
    ("document", lambda d: marked_document("d9", d), UnknownNameError, "d1"),
    ("folder", lambda d: load("units", d / "nowhere"), TableError, "jjjdata build"),
]


@pytest.mark.parametrize(("ask", "error", "says"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED])
def test_wrong_use_names_what_would_be_right(ask, error, says, data):
    with pytest.raises(error, match=says):
        ask(data)


def test_series_has_a_row_for_each_year_and_leaves_gaps_open(data):
    annual = series("haze", data=data)
    assert annual["year"].to_list() == list(range(2013, 2025))
    known = annual.filter(pl.col("value").is_not_null())
    assert known.select("year", "value", "origin").rows() == [
        (2013, 89.4, "implied"), (2021, 33.0, "reported"), (2023, 32.0, "reported"),
    ]  # fmt: skip
    assert annual["place"].unique().to_list() == ["110000"]


@pytest.mark.parametrize("place", ["120000", "天津", "天津市", "tianjin"])
def test_a_place_is_known_by_code_and_by_name(place, data):
    assert series("haze", place, data=data).drop_nulls("value").select("year", "value").rows() == [
        (2021, 39.0)
    ]


def test_measures_and_statuses_do_not_mix(data):
    change = series("haze", measure="change", data=data).drop_nulls("value")
    assert change.select("value", "unit").rows() == [(-63.1, "%")]
    assert series("haze", status="target", end_year=2025, data=data)["value"].drop_nulls().to_list() == [
        34.0,
        30.0,
    ]


def test_a_series_of_which_nothing_is_known_is_all_gaps(data):
    annual = series("contracts", "110000", start_year=2020, end_year=2021, data=data)
    assert annual.select("year", "value", "indicator_id", "place").rows() == [
        (2020, None, "contracts", "110000"), (2021, None, "contracts", "110000"),
    ]  # fmt: skip
    assert annual.columns == series("haze", data=data).columns


def test_one_row_a_year_the_latest_vintage_the_last_moment(tmp_path):
    rows = [
        observation("old", 2020, 1.0, is_latest=False),
        observation("new", 2020, 2.0),
        observation("june", 2021, 3.0, aggregation="stock", period_end=date(2021, 6, 30)),
        observation("december", 2021, 4.0, aggregation="stock"),
        observation("march", 2022, 5.0, aggregation="stock", period_end=date(2022, 3, 1)),
    ]
    write_tables(hand_made_tables() | {"observations": rows}, tmp_path)
    assert series("haze", aggregation="period", data=tmp_path)["value"].drop_nulls().to_list() == [2.0]
    assert series("haze", data=tmp_path)["value"].drop_nulls().to_list() == [4.0, 5.0]


def test_targets_stand_beside_outcomes(data):
    found = targets("haze", "北京", end_year=2025, data=data)
    assert found.select("year", "target", "outcome", "verdict").rows() == [
        (2023, 34.0, 32.0, "met"), (2025, 30.0, None, "open"),
    ]  # fmt: skip
    assert targets(data=data).height == 2
    assert targets(end_year=2024, data=data).height == 1


VERDICTS = [
    ("more than the target", ">=", 300.0, 309.0, 309.0, None, "met"),
    ("an open end counts", ">=", 300.0, 300.0, None, None, "met"),
    ("surely less", ">=", 300.0, 250.0, 260.0, None, "missed"),
    ("the bounds allow both", ">=", 300.0, 290.0, 310.0, None, "not comparable"),
    ("a plain figure, higher is better", "=", 300.0, 301.0, 301.0, "higher", "met"),
    ("a plain figure, lower is better", "=", 300.0, 301.0, 301.0, "lower", "missed"),
    ("a plain figure, no direction", "=", 300.0, 301.0, 301.0, "neither", "not comparable"),
    ("an upper limit", "<=", 40.0, 32.5, 33.5, None, "met"),
    ("no bound on the far side", "<=", 40.0, 32.5, None, None, "not comparable"),
]


@pytest.mark.parametrize(
    ("comparator", "target", "low", "high", "better", "verdict"), [c[1:] for c in VERDICTS],
    ids=[c[0] for c in VERDICTS],
)  # fmt: skip
def test_verdicts(comparator, target, low, high, better, verdict, tmp_path):
    tables = hand_made_tables()
    tables["indicators"][0]["better"] = better
    tables["observations"] = [
        observation("asked", 2020, target, status="target", comparator=comparator),
        observation("came", 2020, low, value_high=high, comparator="=" if low == high else "~"),
    ]
    write_tables(tables, tmp_path)
    found = targets("haze", data=tmp_path)
    assert found["verdict"].to_list() == [verdict]
    assert all(found["why_en"].to_list() + found["why_zh"].to_list())


def test_explain_shows_the_sentence_with_its_figure(data):
    explained = explain("o2021", data)
    assert [q.statement_id for q in explained.quotations] == ["s1", "s3"]
    assert "chosen: 2021年全市细颗粒物年均浓度为【33微克/立方米】,比2013年" in str(explained)
    assert "各区均为【33微克/立方米】。" in str(explained), "the second of two equal figures is the one meant"
    assert "某报, 进展<script>, 2022-02-01" in str(explained)
    assert "b.txt, 2024-05," in str(explained)
    assert "33 micrograms per cubic metre (between 32.5 and 33.5)" in str(explained)


def test_explain_derives_an_implied_value_down_to_its_sentences(data):
    explained = explain("o2013", data)
    assert explained.formula == "level / (1 + change)"
    assert (
        explained.derivation == "33 ÷ (1 − 63.1%) = 89.4, between 87.9 and 91.0 (micrograms per cubic metre)"
    )
    assert {each.role: each.subject_id for each in explained.inputs} == {"level": "o2021", "change": "o2021c"}
    assert "【下降63.1%】" in str(explained)


def test_a_name_is_answered_with_the_ids_of_what_is_called_so(tables_of_seeds):
    for name in ("技术合同成交额", "Value of technology contract"):
        with pytest.raises(UnknownNameError) as caught:
            series(name, data=tables_of_seeds)
        assert caught.value.nearest[0] == "tech_contracts"


def test_every_public_function_has_an_example_and_names_its_errors():
    for name in sorted(set(jj.__all__) - {"__version__", "plot", "style"}):
        told = getattr(jj, name).__doc__
        assert ">>> " in told, name  # run with the other examples
        assert "Raises" in told, name
    for function in (find, load, series, targets, explain, cite, columns):
        assert re.search(r"Source:\s", function.__doc__), function.__name__


def test_every_column_that_is_returned_is_told(data):
    returned = {
        find: find("haze", data),
        series: series("haze", data=data),
        targets: targets(data=data),
        columns: columns(),
    }
    for function, table in returned.items():
        assert set(table.columns) <= set(re.findall(r"\w+", function.__doc__)), function.__name__


def test_an_id_like_no_other_is_not_answered_with_ids_at_random(tables_of_seeds):
    with pytest.raises(UnknownNameError) as caught:
        explain("zzz", tables_of_seeds)
    assert caught.value.nearest == ()
    assert str(caught.value).endswith("those of another folder are named with data=.")


def test_explain_takes_rows_as_well_as_ids(data):
    frame = load("observations", data).filter(pl.col("observation_id") == "o2021")
    expected = str(explain("o2021", data))
    assert str(explain(frame, data)) == expected
    assert str(explain(frame.row(0, named=True), data)) == expected
    assert str(explain(frame.to_pandas().iloc[0], data)) == expected
    assert "【33微克/立方米】" in str(explain("s3", data))


def test_every_display_escapes_what_documents_say(data):
    page = explain("o2021", data)._repr_html_() + marked_document("d1", data)
    assert "<script" not in page
    assert "进展&lt;script&gt;" in page
    assert "一、进展&lt;b&gt;" in page
    assert "<mark>33微克/立方米</mark>" in page


@given(st.text(), st.data())
def test_marking_keeps_every_character(text, draw):
    start = draw.draw(st.integers(0, len(text)))
    end = draw.draw(st.integers(start, len(text)))
    page = mark(text, [{"statement_id": "s", "char_start": start, "char_end": end, "indicator": '"><b>'}])
    assert "<b>" not in page.replace(text, "")
    stripped = page.replace('<mark id="s" title="&quot;&gt;&lt;b&gt;">', "", 1)
    assert len(stripped) >= len(text)


def test_explain_all_goes_through_series_in_order_of_time(data):
    ids = [each.subject_id for each in explain_all("haze", "北京", data)]
    assert ids.index("o2013") < ids.index("o2021") < ids.index("o2023")
    assert len(ids) == 7


def test_cite_names_documents_versions_and_bytes(data):
    text = cite("observations", data=data)
    assert (
        "Read from 2 documents published 2022 to 2024: 某报, 进展<script>, 2022-02-01; b.txt, 2024-05. "
        in text
    )
    assert "Schema 1.0" in text
    assert cite("observations", style="bibtex", data=data).startswith("@misc{jjjdata-observations-")
    assert cite("evidence", data=data) != text


def test_a_citation_of_many_documents_stays_short_and_names_a_single_year_once(tmp_path):
    common = {"published": date(2022, 1, 1), "published_precision": "year", "outcome": "read"}
    many = [row("documents", document_id=f"d{n}", source=f"{n:02}_{{x}}.txt", **common) for n in range(15)]
    tables = hand_made_tables() | {"documents": many, "statements": [], "evidence": [], "findings": []}
    write_tables(tables | {"observations": [], "lineage": []}, tmp_path)
    text = cite(data=tmp_path)
    assert "Read from 15 documents published 2022: 00_{x}.txt, 2022; " in text
    assert "; 11_{x}.txt, 2022; and 3 more, which table documents lists." in text
    assert r"00\_(x).txt, 2022" in cite(style="bibtex", data=tmp_path)


def test_the_default_folder_is_found_from_a_folder_below(data, tmp_path, monkeypatch):
    write_tables(hand_made_tables(), tmp_path / "data")
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    assert load("units").height == 1
    monkeypatch.chdir(data)
    with pytest.raises(TableError, match=r"no such folder of tables.*jjjdata build"):
        load("units")


def test_nothing_after_2024_is_hidden_by_a_default(tmp_path):
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    text = "2026年青海省政府工作报告\n\n2026年1月20日\n\n2025年，全省粮食产量107万吨。2026年，全省粮食产量力争达到110万吨以上。\n"
    (source / "report.txt").write_text(text, encoding="utf-8")
    build(source, out)
    assert targets("grain_output", data=out)["year"].to_list() == [2026]
    assert targets("grain_output", end_year=2025, data=out).is_empty()
    assert targets("grain_output", start_year=2027, data=out).is_empty()
    shown = series("grain_output", data=out)
    assert (shown["year"][0], shown["year"][-1], shown["value"][-1]) == (2013, 2025, 1.07e6)
    assert series("grain_output", end_year=2024, data=out)["year"][-1] == 2024
    assert series("gdp", data=out)["year"][-1] == 2024


def test_errors_say_what_is_amiss_and_where_was_looked(tables_of_seeds):
    with pytest.raises(
        UnknownNameError, match=r"^A frame of 6 rows was given, and one figure is explained at a time\."
    ):
        explain(load("units", tables_of_seeds).head(6), tables_of_seeds)
    with pytest.raises(UnknownNameError, match=re.escape(str(tables_of_seeds.resolve()))):
        explain("o0000", tables_of_seeds)
    with pytest.raises(
        UnknownNameError, match=r"^These tables have no figures of pm25 for 山东省 \(370000\)\."
    ):
        plot("pm25", place="370000", data=tables_of_seeds)
    with pytest.raises(UnknownNameError, match=r"^There is no place 'nowhere'"):
        plot("pm25", place="nowhere", data=tables_of_seeds)
