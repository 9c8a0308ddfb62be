"""The data package: what stands in a folder of tables, described for people and programs.

The descriptor follows the Frictionless Data Package; it carries the whole codebook and the hash of each
table, and no clock time, so that the same tables have the same descriptor.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from jjjdata.schema import DATE, FLAG, FLOAT, INT, SCHEMA_VERSION, TABLES, TEXT, Column, Table

DESCRIPTOR: Final = "datapackage.json"

FRICTIONLESS_TYPES: Final = {
    TEXT: "string",
    INT: "integer",
    FLOAT: "number",
    DATE: "date",
    FLAG: "boolean",
}


@dataclass(frozen=True)
class Content:
    """What a written table weighs: its rows, bytes and SHA-256."""

    rows: int
    size: int
    sha256: str

    @classmethod
    def of(cls, content: bytes, rows: int) -> Content:
        """Measure the bytes of a table file."""
        return cls(rows, len(content), hashlib.sha256(content).hexdigest())


def describe(contents: Mapping[str, Content]) -> bytes:
    """The descriptor of the tables in `contents`, in the order of their declaration."""
    package = {
        "profile": "data-package",
        "name": "jjjdata",
        "title": "jjjdata: indicator tables read from Chinese regional-policy documents",
        "description": (
            "Every quantitative statement of the documents, the tidy observations made from them, what these "
            "imply, and the evidence. documents.text and the sentences quoted belong to their publishers."
        ),
        "schema_version": SCHEMA_VERSION,
        "resources": [_resource(table, contents[name]) for name, table in TABLES.items() if name in contents],
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def recorded(descriptor: bytes) -> dict[str, Content]:
    """What a descriptor says of its tables; ValueError or KeyError when it is not one of ours."""
    package = json.loads(descriptor)
    return {
        resource["name"]: Content(
            resource["rows"], resource["bytes"], resource["hash"].removeprefix("sha256:")
        )
        for resource in package["resources"]
    }


def _resource(table: Table, content: Content) -> dict[str, Any]:
    return {
        "name": table.name,
        "path": f"{table.name}.parquet",
        "title": table.en,
        "title_zh": table.zh,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "rows": content.rows,
        "bytes": content.size,
        "hash": f"sha256:{content.sha256}",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
        },
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": FRICTIONLESS_TYPES[column.type],
        "description": column.en,
        "description_zh": column.zh,
    }
    if column.unit:
        field["unit"] = column.unit
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    if column.values:
        constraints["enum"] = list(column.values)
    return field | ({"constraints": constraints} if constraints else {})
