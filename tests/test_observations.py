"""From statements to observations: one row for the same thing, place and time; nothing averaged, nothing lost."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jjjdata.observations import reconcile
from jjjdata.schema import EVIDENCE, OBSERVATIONS
from jjjdata.store.validate import to_arrow

YEAR = (date(2020, 1, 1), date(2020, 12, 31))


def document(name="a", published=date(2021, 3, 1), kind="news", sha256=None):
    return {
        "document_id": name,
        "sha256": sha256 or f"content of {name}",
        "published": published,
        "kind": kind,
    }


def statement(number=1, document_id="a", **changes):
    """A year's count of exited manufacturers in Beijing, unless changed."""
    row = {
        "statement_id": f"s{number}", "document_id": document_id, "char_start": number, "indicator_id": "manufacturers_exited",
        "value": 100.0, "value_upper": None, "value_low": 100.0, "value_high": 100.0, "unit": "count",
        "comparator": "=", "measure": "level", "aggregation": "period", "status": "actual",
        "period_start": YEAR[0], "period_end": YEAR[1], "base_start": None, "base_end": None,
        "price_basis": None, "place": "110000", "counterpart": None,
    }  # fmt: skip
    return row | changes


def more_than(value, **changes):
    return {"value": value, "value_low": value, "value_high": None, "comparator": ">"} | changes


def only(statements, documents=None):
    """The one observation of some statements, with the roles of the statements."""
    rows, evidence = reconcile(statements, documents or [document()])
    assert len(rows) == 1
    return rows[0], {e["statement_id"]: e["role"] for e in evidence}


def test_rows_are_as_the_schema_declares():
    rows, evidence = reconcile(
        [statement(1), statement(2, "b", **more_than(80.0))], [document(), document("b")]
    )
    assert to_arrow(OBSERVATIONS, rows).num_rows == 1
    assert to_arrow(EVIDENCE, evidence).num_rows == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"indicator_id": None},
        {"indicator_id": "nothing_that_we_know"},
        {"place": None},
        {"period_end": None},
        {"value": None},
        {"unit": "t"},
    ],
    ids="-".join,
)
def test_statements_without_what_a_series_needs_give_no_observation(changes):
    assert reconcile([statement(**changes)], [document()]) == ([], [])


@pytest.mark.parametrize(
    "changes",
    [
        {"place": "120000"},
        {"aggregation": "cumulative"},
        {"status": "target"},
        {"measure": "change", "base_start": date(2019, 1, 1)},
        {"counterpart": "120000"},
        {"period_start": date(2019, 1, 1), "period_end": date(2019, 12, 31)},
        {"indicator_id": "new_firms"},
    ],
    ids="-".join,
)
def test_what_differs_in_kind_never_meets(changes):
    rows, _ = reconcile(
        [statement(1), statement(2, value=7.0, value_low=7.0, value_high=7.0, **changes)], [document()]
    )
    assert [row["agreement"] for row in rows] == ["single", "single"]
    assert sorted(row["value"] for row in rows) == [7.0, 100.0]


# two claims: changes of the second (published a year later in b), agreement, role of the loser, value chosen
CLAIMS = [
    ("the same", {}, "agree", "supports", 100.0),
    ("more than less", more_than(80.0), "compatible", "supports", 100.0),
    ("more than more", more_than(120.0), "conflict", "contradicts", 100.0),
    ("rounded", {"value": 101.0, "value_low": 96.0, "value_high": 106.0}, "agree", "supports", 100.0),
    ("about", {"value": 90.0, "value_low": None, "value_high": None, "comparator": "~"}, "compatible", "supports", 100.0),
    ("another count", {"value": 90.0, "value_low": 90.0, "value_high": 90.0}, "conflict", "superseded", 90.0),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "agreement", "role", "value"), [c[1:] for c in CLAIMS], ids=[c[0] for c in CLAIMS]
)
def test_two_sources_are_compared_as_intervals(changes, agreement, role, value):
    documents = [document("a"), document("b", date(2022, 3, 1))]
    rows, evidence = reconcile([statement(1), statement(2, "b", **changes)], documents)
    latest = next(row for row in rows if row["is_latest"])
    roles = sorted(e["role"] for e in evidence if e["observation_id"] == latest["observation_id"])
    assert (latest["agreement"], latest["value"], latest["n_sources"]) == (agreement, value, 2)
    assert roles == sorted(["chosen", role])


def test_of_equal_claims_the_latest_is_chosen_and_of_one_day_the_most_official():
    documents = [
        document("a"),
        document("b", kind="communiqué"),
        document("c", date(2020, 6, 1), "communiqué"),
    ]
    _, roles = only([statement(1), statement(2, "b"), statement(3, "c")], documents)
    assert roles == {"s1": "supports", "s2": "chosen", "s3": "supports"}


def test_the_most_precise_is_chosen_before_the_latest():
    documents = [document("a"), document("b", date(2023, 1, 1))]
    rounded = {"value": 100.0, "value_low": 95.0, "value_high": 105.0}
    row, roles = only([statement(1), statement(2, "b", **rounded)], documents)
    assert (roles["s1"], row["vintage"]) == ("chosen", date(2021, 3, 1))


def test_two_files_with_the_same_content_are_one_source():
    documents = [document("a", sha256="x"), document("b", sha256="x")]
    row, roles = only([statement(1), statement(2, "b")], documents)
    assert (row["n_sources"], row["agreement"], len(roles)) == (1, "single", 2)


def test_a_document_that_contradicts_itself_is_a_conflict():
    about = {"value": 100.0, "value_low": 95.0, "value_high": 105.0}
    row, roles = only([statement(1, **about), statement(2, value=90.0, value_low=90.0, value_high=90.0)])
    assert (row["n_sources"], row["agreement"]) == (1, "conflict")
    assert (row["value"], roles["s2"]) == (100.0, "contradicts"), "what stands first is the total"


def test_what_was_known_before_a_revision_stays_as_a_vintage():
    documents = [document("a"), document("b", date(2022, 3, 1))]
    revised = statement(2, "b", value=90.0, value_low=90.0, value_high=90.0)
    rows, evidence = reconcile([statement(1), revised], documents)
    assert {(r["vintage"], r["value"], r["is_latest"]) for r in rows} == {
        (date(2021, 3, 1), 100.0, False),
        (date(2022, 3, 1), 90.0, True),
    }
    alone, _ = reconcile([revised], documents)
    assert next(r for r in rows if r["is_latest"])["observation_id"] == alone[0]["observation_id"]
    assert len(evidence) == 3


@pytest.mark.parametrize(
    ("indicator", "unit", "value", "expected"),
    [
        ("cleared_land", "mu", 7.5, ("ha", 0.5)),
        ("cleared_land", "km2", 30.0, ("ha", 3000.0)),
        ("construction_land_reduced", "ha", -50.0, ("km2", -0.5)),
        ("grain_output", "jin", 78.18e9, ("t", 39.09e6)),
        ("airport_passengers", "person", 12.0, ("person-time", 12.0)),
        ("birth_rate", "%", 0.72, ("per mille", 7.2)),
    ],
)
def test_units_are_converted_exactly(indicator, unit, value, expected):
    bounds = {"value": value, "value_low": value, "value_high": value}
    row, _ = only([statement(indicator_id=indicator, unit=unit, aggregation=None, **bounds)])
    assert (row["unit"], row["value"]) == expected
    assert row["value_low"] == row["value"] == row["value_high"]


def test_a_range_is_the_interval_between_its_ends_and_its_middle_is_never_given():
    row, _ = only([statement(value=10.0, value_upper=20.0, value_low=None, value_high=None)])
    assert (row["value"], row["value_low"], row["value_high"]) == (10.0, 10.0, 20.0)


@pytest.mark.parametrize(
    ("indicator", "stated", "period", "expected"),
    [
        ("gdp", "stock", YEAR, "period"),
        ("gdp", "stock", (YEAR[1], YEAR[1]), None),
        ("population", "period", YEAR, "stock"),
        ("population", None, (YEAR[1], YEAR[1]), "stock"),
        ("zgc_branches", "stock", (YEAR[1], YEAR[1]), "cumulative"),
        ("zgc_branches", "period", YEAR, None),
        ("manufacturers_exited", "period", (date(2018, 1, 1), YEAR[1]), "cumulative"),
    ],
)
def test_the_nature_of_a_quantity_decides_a_doubtful_aggregation(indicator, stated, period, expected):
    unit = {"gdp": "CNY", "population": "person"}.get(indicator, "count")
    changes = {"indicator_id": indicator, "aggregation": stated, "unit": unit}
    rows, _ = reconcile([statement(period_start=period[0], period_end=period[1], **changes)], [document()])
    assert [row["aggregation"] for row in rows] == ([] if expected is None else [expected])


@pytest.mark.parametrize(
    ("measure", "stated", "expected"),
    [
        ("level", None, "nominal"),
        ("multiple", None, "nominal"),
        ("change", None, "comparable"),
        ("change", "nominal", "nominal"),
    ],
)
def test_growth_of_gdp_is_at_comparable_prices_unless_said_otherwise(measure, stated, expected):
    unit = {"level": "CNY", "multiple": "times", "change": "%"}[measure]
    row, _ = only([statement(indicator_id="gdp", measure=measure, unit=unit, price_basis=stated)])
    assert row["price_basis"] == expected


def test_a_series_has_one_place_whichever_side_a_text_takes():
    seen = [("110000", "120000+130000"), ("120000+130000", None), ("120000+130000", "110000")]
    changes = {"indicator_id": "zgc_branches", "aggregation": "cumulative"}
    rows, _ = reconcile(
        [statement(n, place=p, counterpart=c, **changes) for n, (p, c) in enumerate(seen)], [document()]
    )
    assert [(row["place"], row["counterpart"]) for row in rows] == [("110000", "120000+130000")]


claims = st.builds(
    lambda number, document_id, value, open_end, indicator: statement(
        number, document_id, indicator_id=indicator, **(
            more_than(value) if open_end else {"value": value, "value_low": value, "value_high": value}
        )
    ),
    st.integers(0, 10_000), st.sampled_from("abc"), st.integers(90, 110).map(float), st.booleans(),
    st.sampled_from(["manufacturers_exited", "markets_upgraded"]),
)  # fmt: skip
DOCUMENTS = [document("a"), document("b", date(2022, 3, 1), "plan"), document("c", None)]


@given(st.lists(claims, max_size=8, unique_by=lambda s: s["statement_id"]), st.randoms())
def test_the_order_of_the_rows_does_not_matter_and_no_statement_is_lost(statements, random):
    before = reconcile(statements, DOCUMENTS)
    shuffled = random.sample(statements, len(statements))
    assert reconcile(shuffled, DOCUMENTS[::-1]) == before
    rows, evidence = before
    latest = {row["observation_id"] for row in rows if row["is_latest"]}
    assert sorted(e["statement_id"] for e in evidence if e["observation_id"] in latest) == sorted(
        s["statement_id"] for s in statements
    )
    stated = {s["value"] for s in statements}
    assert all(row["value"] in stated for row in rows), "a value was averaged"
    assert len({row["observation_id"] for row in rows}) == len(rows)
