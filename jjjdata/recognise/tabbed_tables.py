"""Cells of tables whose columns are parted by tabs: each is read by its own column and row, and by nothing else.

Readers of formats with real tables (DOCX, HTML, PDF, XLSX, CSV) write them so; see `documents.readers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from jjjdata.recognise.numerals import value_of
from jjjdata.recognise.quantities import Quantity, quantities
from jjjdata.recognise.row_labels import Figures, Whole, is_part, plain_label, unit_in, whole_of
from jjjdata.recognise.tabbed_header import Column, columns_of
from jjjdata.recognise.tabbed_rows import VALUE, Printed, Tabbed, TabbedRow, tabbed_tables
from jjjdata.recognise.table_cell import Cell
from jjjdata.recognise.table_columns import Heading, headings_in, rate_kind, unit_named

_MARKS = {"%": "%", "％": "%", "‰": "per mille"}
_MOMENT = re.compile(r"((?:19|20)\d\d)(?:[-/.年](\d{1,2})月?)?(?:[-/.](\d{1,2})日?)?(?:年度?)?")
_LONGEST_VALUE = 40
_MOST = Decimal(100)  # per cent of a whole


class _Row(NamedTuple):
    """What a row says of all its values."""

    label: str
    unit: str
    time: str
    place: str
    section: str
    whole: str = ""


class _Amount(NamedTuple):
    value: Decimal
    factor: Decimal
    unit: str
    unit_text: str
    quantity: Quantity | None = None


def tabbed_cells(text: str) -> Iterator[Cell]:
    r"""The cells of all tables in a text whose columns are parted by tabs, in order.

    A cell without a unit in its column, its row, its table or itself is not read: nobody can know what it counts.

    >>> [(c.label, c.column.name, float(c.value), c.unit, c.time) for c in tabbed_cells("指标\t单位\t2031\t2032\n小麦产量\t吨\t7\t\n公路\t公里\t\t9.5")]
    [('小麦产量', '2031年', 7.0, 't', '2031年'), ('公路', '2032年', 9.5, 'km', '2032年')]
    """
    for table in tabbed_tables(text):
        yield from _cells(table)


def _cells(table: Tabbed) -> Iterator[Cell]:
    title, columns = columns_of(table)
    headings = headings_in(table.above)
    section = inherited = ""
    whole = Whole()
    for number, printed in enumerate(table.body, len(table.header) + 1):
        if printed.lone:
            section, whole = printed.filled[0].text, Whole()
            inherited = unit_in(section) or ""
            continue
        row = _row(printed, columns, section)
        if not (row.label or row.time or row.place):
            continue  # the axis of a chart, a sum that nothing names
        inherited = unit_in(row.label) or (inherited if is_part(row.label) else unit_in(section) or "")
        row = row._replace(unit=row.unit or inherited)
        part_of, whole = whole_of(plain_label(row.label), row.unit, whole, _figures(printed, columns))
        row = row._replace(whole=part_of)
        if _beyond_whole(printed, columns):
            continue  # its numbers stand below other columns than their own
        for cell, column in zip(printed.cells, columns, strict=True):
            if column.role == "value" and cell.text:
                found = _read(printed, cell, column, row, title, number)
                part = is_part(row.label)
                yield from (replace(read, headings=headings, part=part) for read in found)


def _beyond_whole(printed: TabbedRow, columns: Sequence[Column]) -> bool:
    """Whether a row has a share of more than the whole."""
    shares = (
        VALUE.fullmatch(cell.text)
        for cell, column in zip(printed.cells, columns, strict=True)
        if column.role == "value" and column.heading.kind == "share" and column.heading.unit == "%"
    )
    return any(number is not None and value_of(number["digits"]) > _MOST for number in shares)


def _figures(printed: TabbedRow, columns: Sequence[Column]) -> Figures:
    """The first amount and the first share of a row."""
    found: dict[str, Decimal] = {}
    for cell, column in zip(printed.cells, columns, strict=True):
        number = VALUE.fullmatch(cell.text) if column.role == "value" else None
        if number is not None:
            found.setdefault(column.heading.kind, value_of(number["digits"]))
    return Figures(found.get("level"), found.get("share"))


def _row(printed: TabbedRow, columns: Sequence[Column], section: str) -> _Row:
    said: dict[str, list[str]] = {"indicator": [], "unit": [], "time": [], "place": []}
    for cell, column in zip(printed.cells, columns, strict=True):
        if column.role in said and cell.text and cell.text not in said[column.role]:
            said[column.role].append(cell.text)
    return _Row(
        "".join(said["indicator"]),
        "".join(said["unit"]),
        "".join(map(_moment, said["time"])),
        "".join(said["place"]),
        plain_label(section),
    )


def _moment(words: str) -> str:
    """A time as prose has it: 2031 is 2031年, 2031-06 is 2031年6月."""
    found = _MOMENT.fullmatch(words)
    if found is None:
        return words
    year, month, day = found.groups()
    return f"{year}年" + (f"{int(month)}月" if month else "") + (f"{int(day)}日" if day else "")


def _read(
    printed: TabbedRow, cell: Printed, column: Column, row: _Row, title: str, number: int
) -> Iterator[Cell]:
    heading = column.heading
    amount = _amount(cell, heading, row)
    if amount is None:
        return
    kind = heading.kind
    if amount.unit == "%" and kind == "level":
        kind = rate_kind(row.label)
    name = heading.name or column.time
    heading = replace(heading, name=name, unit=amount.unit, factor=amount.factor, kind=kind)
    yield Cell(
        cell.start, cell.end, printed.start, printed.end, cell.text, amount.value, amount.factor, amount.unit,
        amount.unit_text, plain_label(row.label), heading, title, number, row.time or column.time, row.place,
        row.section, row.whole, amount.quantity,
    )  # fmt: skip


def _amount(cell: Printed, heading: Heading, row: _Row) -> _Amount | None:
    number = VALUE.fullmatch(cell.text)
    if number is None:
        return _written_out(cell, heading, row)
    unit, factor, unit_text = _unit_of(heading, row, number["mark"])
    if unit is None:
        return None
    sign = -1 if number["sign"] in ("-", "−") else 1
    value = value_of(number["digits"]) * factor * sign
    return _Amount(value, factor, unit, unit_text)


def _unit_of(heading: Heading, row: _Row, mark: str) -> tuple[str | None, Decimal, str]:
    """Unit, factor and printed unit: of the number itself, its row, then its column; a column of change has its own."""
    if mark:
        return _MARKS[mark], Decimal(1), mark
    if heading.kind == "change" and heading.unit == "%" and row.unit in _MARKS:
        return "pp", Decimal(1), ""  # a rate changes by points
    in_row = unit_named(row.unit) if row.unit and (heading.kind == "level" or heading.unit is None) else None
    own_column = unit_in(row.label) is not None or not row.unit
    if in_row is not None and (heading.unit is None or not own_column):
        return *in_row, row.unit
    return heading.unit, heading.factor, ""


def _written_out(cell: Printed, heading: Heading, row: _Row) -> _Amount | None:
    """A quantity with words of its own: 约800亿元, or 约800 where the column has the unit."""
    found = quantities(cell.text) if len(cell.text) <= _LONGEST_VALUE else []
    if len(found) != 1 or cell.text[: found[0].start] + cell.text[found[0].end :]:
        return None
    q = found[0]
    if q.form != "bare":
        return _Amount(q.value, Decimal(1), q.unit, q.unit_text or "", q)
    unit, factor, unit_text = _unit_of(heading, row, "")
    return None if unit is None else _Amount(q.value * factor, factor, unit, unit_text, q)
