"""One number of a table, with everything that its table says of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from jjjdata.recognise.quantities import Quantity
from jjjdata.recognise.table_columns import Heading


@dataclass(frozen=True)
class Cell:
    """One number of a table: where it stands, its value as scaled by its unit, its row's label and its column.

    In a table whose rows are years the label is the column's name, and `column.name` the year. `time` and
    `place` are the words of the row, or of the column, that say when and whose it is; `section` is the heading
    among the rows above, `whole` the label of the row above that this row may be a part of.
    """

    start: int
    end: int
    line_start: int
    line_end: int
    numeral: str
    value: Decimal
    factor: Decimal
    unit: str
    unit_text: str
    label: str
    column: Heading
    title: str
    row: int
    time: str = ""
    place: str = ""
    section: str = ""
    whole: str = ""
    quantity: Quantity | None = (
        None  # where the cell itself names its unit: 约800亿元; offsets within the cell
    )
    part: bool = False  # its row says that it is a part of the row before (其中, #)
    headings: tuple[str, ...] = ()  # short lines above the table, the nearest last: a sheet's name, titles
