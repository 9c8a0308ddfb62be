"""Tables written and read: the only place of the package that touches Parquet."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

import pyarrow as pa
import pyarrow.parquet as pq

from jjjdata.errors import TableError, UnknownNameError, WritingError
from jjjdata.schema import SCHEMA_VERSION, TABLES
from jjjdata.store.datapackage import DESCRIPTOR, Content, describe, recorded
from jjjdata.store.locking import locked
from jjjdata.store.swap import install, locate
from jjjdata.store.validate import Row, to_arrow

BUILD_REMEDY: Final = (
    "Build the tables with `jjjdata build SOURCE --out DIR`, or name the folder that holds them."
)


@dataclass(frozen=True)
class EncodedTables:
    """Tables as the files of a data package, ready to be put into a folder."""

    files: Mapping[str, bytes]
    obsolete: tuple[str, ...]


def encode_tables(tables: Mapping[str, Sequence[Row]]) -> EncodedTables:
    """The tables (name -> rows) as Parquet files with their data package; the same rows give the same bytes.

    Raises TableError when a row breaks its declaration, UnknownNameError for a table that is not declared.
    """
    files: dict[str, bytes] = {}
    contents: dict[str, Content] = {}
    for name in _declared_order(tables):
        content = _parquet(to_arrow(TABLES[name], tables[name]))
        files[f"{name}.parquet"] = content
        contents[name] = Content.of(content, len(tables[name]))
    files[DESCRIPTOR] = describe(contents)
    return EncodedTables(files, tuple(f"{name}.parquet" for name in TABLES if name not in tables))


def put_tables(encoded: EncodedTables, out: Path, beside: Mapping[str, bytes | None] | None = None) -> None:
    """Put encoded tables into the folder `out`, whose lock the caller holds, all or nothing.

    Files `beside` them are put there too, or taken away where they have no content. Afterwards `out` holds exactly
    these tables; files of other names stay. Raises WritingError, with the earlier tables untouched, when the disk
    refuses.
    """
    extra = beside or {}
    files = {name: content for name, content in extra.items() if content is not None}
    with disk_errors(out):
        install(out, {**encoded.files, **files}, {*encoded.obsolete, *extra})


def write_tables(tables: Mapping[str, Sequence[Row]], out: Path) -> None:
    """Write the tables (name -> rows) and their data package into `out`, all or nothing.

    Waits while another run writes there. Errors as `encode_tables` and `put_tables`.
    """
    encoded = encode_tables(tables)
    with disk_errors(out):
        out.mkdir(parents=True, exist_ok=True)
        with locked(out, wait=True):
            put_tables(encoded, out)


@contextmanager
def disk_errors(out: Path, things: str = "tables") -> Iterator[None]:
    """What the disk refuses within this context is a WritingError about the folder and the things written into it."""
    try:
        yield
    except BrokenPipeError:
        raise  # of the terminal, which is no disk
    except OSError as error:
        raise WritingError(
            out,
            f"the {things} cannot be written ({error.strerror or error})",
            f"Name a folder that can be written to and has space left. Earlier {things} are untouched.",
        ) from error


def read_table(name: str, data: Path) -> pa.Table:
    """The table as Arrow, checked against its data package and the schema version of this package.

    Raises UnknownNameError for a table that is not declared; TableError when it is missing, was changed
    since it was written, or follows another major version of the schema.
    """
    if name not in TABLES:
        raise UnknownNameError.among("table", name, TABLES)
    content = _read_bytes(name, data)
    try:
        table = pq.ParquetFile(pa.BufferReader(content)).read()  # read_table would import pandas
    except pa.ArrowException as error:
        raise TableError(data / f"{name}.parquet", "this is no Parquet file", BUILD_REMEDY) from error
    _check_version(name, data, table.schema.metadata or {})
    return table


def read_rows(name: str, data: Path) -> list[Row]:
    """The rows of the table as dictionaries, in order. Errors as `read_table`."""
    return cast(list[Row], read_table(name, data).to_pylist())


def written(data: Path) -> dict[str, Content]:
    """What the data package in the folder says of each table; empty where there is none."""
    try:
        descriptor = locate(data, DESCRIPTOR).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    try:
        return recorded(descriptor)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise TableError(data / DESCRIPTOR, "this is no data package of jjjdata", BUILD_REMEDY) from error


def tables_intact(data: Path) -> bool:
    """Whether every table that the data package lists stands there with the bytes it was written with."""
    return all(_is(data / f"{name}.parquet", content) for name, content in written(data).items())


def _is(path: Path, content: Content) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == content.sha256


def _declared_order(tables: Mapping[str, Sequence[Row]]) -> list[str]:
    for name in tables:
        if name not in TABLES:
            raise UnknownNameError.among("table", name, TABLES)
    return [name for name in TABLES if name in tables]


def _parquet(table: pa.Table) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd", version="2.6", store_schema=True)
    return buffer.getvalue()


def _read_bytes(name: str, data: Path) -> bytes:
    """The file's bytes, as the data package records them; read again once if a writer came in between."""
    for attempt in (1, 2):
        expected = written(data).get(name)
        try:
            content = locate(data, f"{name}.parquet").read_bytes()
        except (FileNotFoundError, NotADirectoryError) as error:
            if attempt == 2:
                raise TableError(data, f"there is no table {name} in this folder", BUILD_REMEDY) from error
            continue
        if expected is None or expected.sha256 == hashlib.sha256(content).hexdigest():
            return content
    raise TableError(
        data / f"{name}.parquet",
        "the file is not the one that datapackage.json describes: it was changed or only partly copied",
        "Build the tables again, or copy the whole folder.",
    )


def _check_version(name: str, data: Path, metadata: Mapping[bytes, bytes]) -> None:
    found = metadata.get(b"schema_version", b"none").decode()
    if found.partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
        raise TableError(
            data / f"{name}.parquet",
            f"the table has schema version {found}; this package reads {SCHEMA_VERSION}",
            "Build the tables again with this version of jjjdata.",
        )
