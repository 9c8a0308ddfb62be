"""The cells of a table in a page, gathered while the page is walked through."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from jjjdata.documents.readers.grid import GridCell

_MOST_SPAN = 1000  # columns, as browsers have it


class TableCells:
    """The cells of one table; a cell below one that spans rows stands further to the right."""

    def __init__(self) -> None:
        self.outside: list[str] = []  # a caption, or words that stand in no cell
        self._found: list[tuple[int, int, int, int, list[str]]] = []
        self._row = -1
        self._column = 0
        self._taken: dict[int, int] = {}  # column -> first row that is free again
        self._cell: list[str] | None = None

    def open(self, tag: str, node: LexborNode) -> None:
        """A row or cell begins."""
        if tag == "tr":
            self._row, self._column, self._cell = self._row + 1, 0, None
        elif tag in ("td", "th"):
            self._open_cell(node)
        elif tag == "caption":
            self._cell = None

    def _open_cell(self, node: LexborNode) -> None:
        self._row = max(self._row, 0)
        while self._taken.get(self._column, 0) > self._row:
            self._column += 1
        columns, rows = _span(node, "colspan"), _span(node, "rowspan")
        self._cell = []
        self._found.append((self._row, self._column, rows, columns, self._cell))
        for column in range(self._column, self._column + columns):
            self._taken[column] = self._row + rows
        self._column += columns

    def add(self, words: str) -> None:
        """A paragraph of the cell at hand."""
        if words.strip():
            (self.outside if self._cell is None else self._cell).append(words.strip())

    def cells(self) -> list[GridCell]:
        """All cells; no span reaches below the last row."""
        height = self._row + 1
        return [
            GridCell(row, column, "\n".join(words), min(rows, height - row), columns)
            for row, column, rows, columns, words in self._found
        ]


def _span(node: LexborNode, name: str) -> int:
    said = (node.attributes.get(name) or "1").strip()
    return min(max(int(said), 1), _MOST_SPAN) if said.isdecimal() and len(said) < 10 else 1
