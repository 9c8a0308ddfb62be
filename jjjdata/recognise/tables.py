"""Tables: their cells with the unit, column and label that each row and header give them."""

from __future__ import annotations

import re
from heapq import merge

from jjjdata.recognise.spaced_tables import spaced_cells
from jjjdata.recognise.tabbed_tables import tabbed_cells
from jjjdata.recognise.table_cell import Cell
from jjjdata.recognise.table_columns import Heading

__all__ = ["Cell", "Heading", "find_cells", "table_lines"]

_WITH_TABS = re.compile(r"(?m)^[^\n\t]*\t[^\n]*")


def table_lines(text: str) -> list[tuple[int, int]]:
    """Start and end of the lines of a repaired text whose cells are parted by tabs, in order."""
    return [line.span() for line in _WITH_TABS.finditer(text)]


def find_cells(text: str) -> list[Cell]:
    """The cells of all tables in a repaired text, in order: parted by tabs, or by spaces in running text."""
    return list(merge(spaced_cells(text), tabbed_cells(text), key=lambda cell: cell.start))
