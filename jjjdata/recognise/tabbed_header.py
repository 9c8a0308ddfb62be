"""The columns of a table whose cells are parted: what each holds, its name, time and unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jjjdata.recognise.tabbed_rows import NO_VALUE, YEAR, Tabbed
from jjjdata.recognise.table_columns import (
    Heading,
    above_columns,
    heading_of,
    shared_units,
    squeeze,
    unit_named,
)
from jjjdata.recognise.table_words import role_of

_BEGINS = re.compile(r"[约近超逾达]{0,2}[-−+]?\d")
_TIME = re.compile(
    r"(?:(?:19|20)\d\d(?:年度?)?)?(?:[末底初]|年[末底初]|上半年|下半年|第?[一二三四1-4]季度|前[一二三]季度"
    r"|(?:\d{1,2}[-—–~至])?\d{1,2}月[末底份]?)?(?:累计)?"
)


@dataclass(frozen=True)
class Column:
    """What stands in a column (`role`), and for one of values its heading and the time in its header."""

    role: str  # indicator, place, time, unit, value, ignored
    heading: Heading
    time: str = ""


def columns_of(table: Tabbed) -> tuple[str, list[Column]]:
    """The title of a table and its columns."""
    title, shared = above_columns(table.above)
    columns = [_column(table, n) for n in range(table.width)]
    columns = _with_first_labels(table, columns)
    values = [n for n, column in enumerate(columns) if column.role == "value"]
    for place, n in enumerate(values):
        columns[n] = replace(columns[n], heading=shared_units(columns[n].heading, shared, place, title))
    return title, columns


def _column(table: Tabbed, n: int) -> Column:
    levels = list(dict.fromkeys(squeeze(row.cells[n].text) for row in table.header if row.cells[n].text))
    time = "".join(_as_time(level) for level in levels if _TIME.fullmatch(level))
    names = [level for level in levels if not _TIME.fullmatch(level)]
    role = next((found for level in names if (found := role_of(level))), None)
    holds = _holds_values(table, n)
    if role is None or (role in ("indicator", "place") and holds):
        role = "value" if holds else "text"
    heading = heading_of(names) if names or not time else heading_of([time])
    return Column(role, heading, time)


def _holds_values(table: Tabbed, n: int) -> bool:
    """Whether most filled cells of a column begin as numbers do."""
    filled = [row.cells[n].text for row in table.body if not row.lone and row.cells[n].text]
    values = sum(
        _BEGINS.match(words) is not None or NO_VALUE.fullmatch(words) is not None for words in filled
    )
    return 2 * values > len(filled)


def _with_first_labels(table: Tabbed, columns: Sequence[Column]) -> list[Column]:
    """Columns of words before the first value label the row; behind it they are remarks.

    A first column of nothing but years, or named so, tells the time.
    """
    found = list(columns)
    first = next((n for n, c in enumerate(found) if c.role == "value"), len(found))
    if first == 0 and len(found) > 1 and found[0].heading.unit is None:
        labels = [row.cells[0].text for row in table.body if not row.lone]
        if all(YEAR.fullmatch(label) for label in labels) and not found[0].time:
            found[0] = replace(found[0], role="time")
            first = next((n for n, c in enumerate(found) if c.role == "value"), len(found))
    for n, column in enumerate(found):
        if column.role == "text":
            units = n > 0 and all(unit_named(row.cells[n].text) for row in table.body if row.cells[n].text)
            role = "unit" if units else "indicator" if n < max(first, 1) else "ignored"
            found[n] = replace(column, role=role)
    return found


def _as_time(level: str) -> str:
    return f"{level}年" if level.isdigit() else level
