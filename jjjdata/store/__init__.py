"""The only writer and reader of tables: Parquet and a data package, all or nothing."""

from jjjdata.store.datapackage import DESCRIPTOR, Content
from jjjdata.store.locking import locked
from jjjdata.store.swap import recover
from jjjdata.store.tables import (
    EncodedTables,
    disk_errors,
    encode_tables,
    put_tables,
    read_rows,
    read_table,
    tables_intact,
    write_tables,
    written,
)
from jjjdata.store.validate import Row, to_arrow

__all__ = [
    "DESCRIPTOR",
    "Content",
    "EncodedTables",
    "Row",
    "disk_errors",
    "encode_tables",
    "locked",
    "put_tables",
    "read_rows",
    "read_table",
    "recover",
    "tables_intact",
    "to_arrow",
    "write_tables",
    "written",
]
