import json
import re

import pyarrow as pa
import pytest

from jjjdata.schema import SCHEMA_VERSION, TABLES, codebook_rows
from jjjdata.store.datapackage import FRICTIONLESS_TYPES
from jjjdata.store.validate import PYTHON_TYPES

# What readers outside rely on; columns may be added, none may go.
PROMISED = {
    "documents": "document_id source title publisher published published_precision published_basis kind place "
    "reported_period script media_type encoding sha256 text n_chars n_numerals n_statements outcome error",
    "statements": "statement_id document_id char_start char_end value_text sentence sentence_start sentence_end "
    "indicator indicator_id value value_upper value_low value_high unit unit_text comparator measure aggregation "
    "status period_start period_end period_text period_basis place_basis base_start base_end price_basis place "
    "counterpart part_of topic locator rule",
    "numerals": "document_id char_start char_end text verdict statement_id",
    "observations": "observation_id indicator_id place counterpart measure aggregation status unit base_start "
    "price_basis period_start period_end year value value_low value_high origin vintage n_sources agreement "
    "is_latest",
    "evidence": "observation_id statement_id role",
    "lineage": "observation_id formula input_id input_role",
    "indicators": "indicator_id name_en name_zh unit aggregation",
    "places": "place name_zh name_en kind parent members",
    "units": "unit name_en name_zh",
    "columns": "table column type unit meaning_en meaning_zh",
}


@pytest.mark.parametrize("name", PROMISED)
def test_promised_tables_and_columns_are_there(name):
    assert set(PROMISED[name].split()) <= set(TABLES[name].names)


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_each_table_is_declared_wholly(table):
    assert table.en
    assert re.search(r"[\u4e00-\u9fff]", table.zh)
    assert len(set(table.names)) == len(table.names)
    assert set(table.key) <= set(table.names)
    for column in table.columns:
        assert re.fullmatch(r"[a-z][a-z0-9_]*", column.name)
        assert column.en
        assert re.search(r"[\u4e00-\u9fff]", column.zh)
        assert column.type in PYTHON_TYPES
        assert column.type in FRICTIONLESS_TYPES
        assert column.name not in table.key or not column.nullable


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_the_arrow_schema_carries_the_codebook(table):
    schema = table.arrow()
    assert schema.names == table.names
    assert schema.metadata[b"schema_version"].decode() == SCHEMA_VERSION
    assert [c["name"] for c in json.loads(schema.metadata[b"columns"])] == table.names
    assert all(isinstance(field.type, pa.DataType) for field in schema)


def test_the_codebook_has_each_column_once_in_order():
    rows = codebook_rows()
    assert [(r["table"], r["column"]) for r in rows] == [
        (t.name, c) for t in TABLES.values() for c in t.names
    ]
    assert {r["table"] for r in rows} == set(TABLES)
