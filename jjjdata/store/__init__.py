"""The only writer and reader of tables: Parquet and a data package, all or nothing."""

from jjjdata.store.datapackage import DESCRIPTOR, Content
from jjjdata.store.tables import read_rows, read_table, tables_intact, write_tables, written
from jjjdata.store.validate import Row

__all__ = [
    "DESCRIPTOR",
    "Content",
    "Row",
    "read_rows",
    "read_table",
    "tables_intact",
    "write_tables",
    "written",
]
