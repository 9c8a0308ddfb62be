"""The series of the five documents in `seeds/`, as read by hand from their texts.

Each line is a figure that a document states (or that follows from two of them), with the words that state it
as its evidence. The tables are those committed under `data/`, so that a build that has gone wrong shows here.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

DATA = Path(__file__).parents[1] / "data"
BEIJING, REGION, XIONGAN, SUBCENTRE = "110000", "JJJ", "133100", "FZX"
TO_TIANJIN_HEBEI = "120000+130000"


@pytest.fixture(scope="module")
def tables():
    """The committed tables; skipped only where there are none at all."""
    if not (DATA / "observations.parquet").exists():
        pytest.skip("no tables under data/: run `make data`")
    names = ("observations", "evidence", "lineage", "statements", "documents")
    return {name: pq.read_table(DATA / f"{name}.parquet").to_pylist() for name in names}


def reported(
    indicator, year, value, *, words, place=BEIJING, counterpart=None, kind="period", sign="=", **more
):
    """One expected observation; `kind` is its aggregation, `words` the figure as printed."""
    return {
        "indicator_id": indicator, "year": year, "value": value, "place": place, "counterpart": counterpart,
        "aggregation": kind, "comparator": sign, "measure": "level", "status": "actual", "words": words,
    } | more  # fmt: skip


TARGET, SHARE = {"status": "target"}, {"measure": "share"}
FLOW = {"counterpart": TO_TIANJIN_HEBEI}
CHANGE = {"measure": "change", "unit": "%"}

SERIES = [
    reported("pm25", 2021, 33.0, words="33微克"),
    reported("pm25", 2021, -63.1, words="63.1%", base_start=date(2013, 1, 1), **CHANGE),
    reported("pm25", 2023, -57.3, words="57.3%", place=REGION, base_start=date(2014, 1, 1), **CHANGE),
    reported("gdp", 2023, 10.4e12, words="10.4", place=REGION),
    reported("gdp", 2023, 1.9, words="1.9倍", place=REGION, measure="multiple", base_start=date(2013, 1, 1)),
    reported("gdp", 2021, 3.9e12, words="3.9万亿", place="现代化首都都市圈"),
    reported("tech_contracts", 2018, 22.74e9, words="227.4亿", **FLOW),
    reported("tech_contracts", 2021, 35.04e9, words="350.4亿", **FLOW),
    reported("tech_contracts", 2023, 74.87e9, words="748.7", **FLOW),
    reported("tech_contracts", 2023, 109.8, words="109.8%", base_start=date(2022, 1, 1), **FLOW, **CHANGE),
    reported("tech_contracts", 2021, 176e9, words="1760亿", kind="cumulative", **FLOW),
    reported("manufacturers_exited", 2018, 656.0, words="656家"),
    reported("manufacturers_exited", 2019, 309.0, words="309家", **TARGET),
    reported("manufacturers_exited", 2024, 3000.0, words="3000家", kind="cumulative", sign=">"),
    reported("markets_logistics_upgraded", 2018, 204.0, words="204个"),
    reported("markets_logistics_upgraded", 2019, 66.0, words="66家", **TARGET),
    reported("markets_upgraded", 2019, 50.0, words="50个", **TARGET),
    reported("logistics_centres_upgraded", 2019, 16.0, words="16个", **TARGET),
    reported("markets_logistics_upgraded", 2024, 1000.0, words="1000", kind="cumulative", sign="<"),
    reported("zgc_branches", 2022, 9000.0, words="9000", kind="cumulative", sign=">", **FLOW),
    reported("zgc_branches", 2024, 10000.0, words="1萬家", kind="cumulative", sign=">", **FLOW),
    reported("north_three_fair_projects", 2021, 39.0, words="39个", counterpart="BSX"),
    reported("north_three_fair_investment", 2021, 24.7e9, words="247亿", counterpart="BSX", sign="~"),
    reported("north_three_fair_projects", 2021, 120.0, words="120余个", counterpart="BSX", kind="cumulative", sign=">"),
    reported("north_three_fair_investment", 2021, 80e9, words="800亿", counterpart="BSX", kind="cumulative", sign="~"),
    reported("inpatient_settlement_institutions", 2022, 4800.0, words="4800余家", place=REGION, kind="stock", sign=">"),
    reported("outpatient_settlement_institutions", 2022, 5100.0, words="5100余家", place=REGION, kind="stock", sign=">"),
    reported("outpatient_settlement_institutions", 2024, 9900.0, words="9900", place=REGION, kind="stock", sign=">"),
    reported("registered_firms", 2022, 16000.0, words="1.6万家", place="运河商务区", kind="stock", sign="~"),
    reported("registered_firms", 2024, 20000.0, words="2萬家", place="运河商务区", kind="stock", sign=">"),
    reported("high_end_new_entities_share", 2013, 40.7, words="40.7%", **SHARE),
    reported("high_end_new_entities_share", 2023, 66.1, words="66.1%", **SHARE),
    reported("xiongan_paired_schools", 2022, 29.0, words="29所", place=XIONGAN, kind="stock"),
    reported("xiongan_paired_schools", 2024, 40.0, words="40", place=XIONGAN, kind="stock", sign=">"),
    reported("cleared_land", 2018, 6828.0, words="6828公顷"),
    reported("greened_land", 2018, 1683.0, words="1683公顷"),
    reported("greened_land", 2024, 9200.0, words="9200", kind="cumulative", sign=">"),
]  # fmt: skip


def name(line):
    place = line["place"] + (f"-{line['counterpart']}" if line["counterpart"] else "")
    return (
        "-".join(str(line[k]) for k in ("indicator_id", "year", "measure", "aggregation", "status"))
        + f"-{place}"
    )


def matching(rows, line):
    """Observations that are the same as the line in everything it says but the words."""
    return [
        row
        for row in rows
        if row["value"] == pytest.approx(line["value"], rel=1e-9)
        and all(row[k] == v for k, v in line.items() if k not in ("value", "words"))
    ]


@pytest.mark.parametrize("line", SERIES, ids=name)
def test_a_stated_figure_is_an_observation_with_its_words_as_evidence(tables, line):
    found = matching(tables["observations"], line)
    assert len(found) == 1, f"{len(found)} observations"
    (row,) = found
    assert (row["origin"], row["is_latest"]) == ("reported", True)
    roles = {
        e["statement_id"]: e["role"]
        for e in tables["evidence"]
        if e["observation_id"] == row["observation_id"]
    }
    statements = {s["statement_id"]: s for s in tables["statements"]}
    chosen = [statements[s] for s, role in roles.items() if role == "chosen"]
    assert len(chosen) == 1
    printed = "".join(chosen[0]["value_text"].split())
    assert line["words"] in printed
    texts = {d["document_id"]: d["text"] for d in tables["documents"]}
    span = texts[chosen[0]["document_id"]][chosen[0]["char_start"] : chosen[0]["char_end"]]
    assert span == chosen[0]["value_text"]


def test_the_two_targets_of_2019_stand_together(tables):
    """300 or more, said in February, is borne out by the 309 of June."""
    line = next(s for s in SERIES if s["indicator_id"] == "manufacturers_exited" and s["status"] == "target")
    (row,) = matching(tables["observations"], line)
    assert (row["n_sources"], row["agreement"]) == (2, "compatible")
    roles = sorted(e["role"] for e in tables["evidence"] if e["observation_id"] == row["observation_id"])
    assert roles == ["chosen", "supports"]


@pytest.mark.parametrize(
    ("indicator", "place", "counterpart", "year", "low", "high", "truth", "formula"),
    [
        ("pm25", BEIJING, None, 2013, 87.5, 91.5, 89.5, "level / (1 + change)"),
        ("gdp", REGION, None, 2013, 5.25e12, 5.7e12, 5.5e12, "level / multiple"),
        ("tech_contracts", BEIJING, TO_TIANJIN_HEBEI, 2022, 35.6e9, 35.8e9, 35.69e9, "level / (1 + change)"),
    ],
)  # fmt: skip
def test_an_implied_figure_holds_what_is_known_from_outside(
    tables, indicator, place, counterpart, year, low, high, truth, formula
):
    rows = [
        row
        for row in tables["observations"]
        if (row["indicator_id"], row["place"], row["counterpart"], row["year"])
        == (indicator, place, counterpart, year)
        and row["origin"] == "implied"
    ]
    assert len(rows) == 1
    (row,) = rows
    assert low < row["value_low"] < truth < row["value_high"] < high
    assert (row["measure"], row["status"], row["aggregation"]) == ("level", "actual", "period")
    links = [link for link in tables["lineage"] if link["observation_id"] == row["observation_id"]]
    assert {link["formula"] for link in links} == {formula}
    known = {r["observation_id"] for r in tables["observations"]}
    assert len(links) == 2
    assert {link["input_id"] for link in links} <= known


def test_only_these_follow(tables):
    """The fall of the region's PM2.5 has no level to start from, and targets imply nothing."""
    implied = {
        (r["indicator_id"], r["place"], r["year"]) for r in tables["observations"] if r["origin"] == "implied"
    }
    assert implied == {
        ("pm25", BEIJING, 2013),
        ("gdp", REGION, 2013),
        ("tech_contracts", BEIJING, 2022),
        (
            "high_end_new_entities_share",
            BEIJING,
            2023,
        ),  # the change between two shares set against each other
    }


def test_pairs_that_must_never_meet(tables):
    """Projects from Beijing that were completed, and projects above 100 million yuan: not one series."""
    values = {
        value: {
            r["indicator_id"] for r in tables["observations"] if r["value"] == value and r["unit"] == "count"
        }
        for value in (56.0, 270.0)
    }
    assert values[56.0].isdisjoint(values[270.0])
    series = (
        "indicator_id",
        "place",
        "counterpart",
        "measure",
        "aggregation",
        "status",
        "unit",
        "base_start",
        "price_basis",
    )
    keys = [
        tuple(r[k] for k in (*series, "period_start", "period_end", "vintage"))
        for r in tables["observations"]
    ]
    assert len(set(keys)) == len(keys)


def test_the_five_documents_contradict_each_other_nowhere(tables):
    assert [r for r in tables["observations"] if r["agreement"] == "conflict"] == []
    assert {e["role"] for e in tables["evidence"]} <= {"chosen", "supports"}
