"""Tables parted by spaces, as they survived in running text: rows of a label and its numbers below a header.

A row of the printed page comes as one line: `粮食 902.61 -3.2` below `产品名称 产量（万吨） 比上年增长（%）`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from jjjdata.recognise.numerals import value_of
from jjjdata.recognise.row_labels import Figures, Whole, is_part, plain_label, unit_in, whole_of
from jjjdata.recognise.table_cell import Cell
from jjjdata.recognise.table_columns import (
    LONGEST_LINE,
    PROSE,
    Header,
    Heading,
    read_header,
    unit_named,
    what_grows,
)

_CELL = re.compile(r"[-−+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-−+]?\d{1,20}(?:\.\d{1,20})?|—+|–+|-+|\.{3}|…+|/|\*")
_WORD = re.compile(r"\S+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_LABEL = re.compile(r"(?:19|20)\d\d年?")
_DIVIDES = re.compile(r"(?:其中[:：]?)?[按分].{1,10}[分看][:：]?")
_HEADER_REACH = 8
_MOST = Decimal(100)  # per cent of a whole
_FEWEST_ROWS = 2


@dataclass(frozen=True)
class _Line:
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True)
class _Row:
    line: _Line
    label: str
    last: str  # the label's last word, a unit where the header has a column of units
    cells: tuple[tuple[int, int], ...]
    units: tuple[str, ...] = ()  # of each cell, where it stands behind its number: 44450 万吨

    @property
    def printed(self) -> list[str]:
        return [self.line.text[s - self.line.start : e - self.line.start] for s, e in self.cells]


def spaced_cells(text: str) -> list[Cell]:
    r"""The cells of all tables in a text whose columns are parted by spaces, in order.

    A table is two rows or more with as many numbers each, with a header, a title or a label that names their
    unit; rows without one are not read, for nobody can know what they count.

    >>> [(c.label, float(c.value), c.unit, c.column.kind) for c in spaced_cells("产品 产量（万吨） 比上年增长（%）\n粮食 1.5 -3.2\n油料 2.0 6.8")]
    [('粮食', 15000.0, 't', 'level'), ('粮食', -3.2, '%', 'change'), ('油料', 20000.0, 't', 'level'), ('油料', 6.8, '%', 'change')]
    """
    return [cell for block, above in _blocks(_lines(text)) for cell in _read(block, above)]


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        yield _Line(start, line)
        start += len(line) + 1


def _blocks(lines: Iterator[_Line]) -> Iterator[tuple[list[_Row], list[str]]]:
    """Runs of rows, each with the lines above that may be its header; a row of years is a header.

    A line that divides the rows (按城乡分) stands within the table, with the empty lines around it.
    """
    block: list[_Row] = []
    above: list[str] = []
    within: list[str] = []  # lines behind the last row that may stand within the table
    for line in lines:
        row = _row(line)
        if row is not None and not _are_years(row.printed):
            goes_on = not within or (
                any(map(_DIVIDES.fullmatch, within)) and block and len(block[-1].cells) == len(row.cells)
            )
            if not goes_on:
                if len(block) >= _FEWEST_ROWS:
                    yield block, above
                    above = []
                block, above = [], _nearest(above, within)
            block.append(row)
            within = []
            continue
        if block and (not line.text.strip() or _DIVIDES.fullmatch(line.text.strip())):
            within.append(line.text.strip())
            continue
        if len(block) >= _FEWEST_ROWS:
            yield block, above
            above = []
        block = []
        above = [] if "\t" in line.text else _nearest(above, [*within, line.text])
        within = []
    if len(block) >= _FEWEST_ROWS:
        yield block, above


def _nearest(above: Sequence[str], more: Sequence[str]) -> list[str]:
    """The last lines above a row, as far as its header may reach."""
    return [*above, *more][-_HEADER_REACH:]


def _are_years(cells: Sequence[str]) -> bool:
    """Whether the numbers of a row are years one after the other: the names of columns."""
    if len(cells) < 2 or not all(map(_YEAR.fullmatch, cells)):
        return False
    steps = {int(b) - int(a) for a, b in pairwise(cells)}
    return all(s > 0 for s in steps) or all(s < 0 for s in steps)


def _row(line: _Line) -> _Row | None:
    if (
        not line.text
        or "\t" in line.text
        or not (line.text.rstrip()[-1:].isdigit() or _CELL.fullmatch(line.text.rstrip()[-1:]))
    ):
        return None
    if len(line.text) > LONGEST_LINE:
        return None
    words = list(_WORD.finditer(line.text))
    first = len(words)
    while first and (_CELL.fullmatch(words[first - 1][0]) or _is_unit_of_cell(words, first - 1)):
        first -= 1
    if first == 0 and len(words) > 1 and _YEAR_LABEL.fullmatch(words[0][0]):
        first = 1  # 2031 15.2 3.4: a row of that year
    if first in (0, len(words)):
        return None
    label = line.text[: words[first - 1].end()].strip()
    if len(label) > 40 or PROSE.search(label):
        return None
    if not re.search(r"[\u4e00-\u9fff]", label) and not _YEAR_LABEL.fullmatch(label):
        return None
    cells = [(m, words[n + 1 : n + 2]) for n, m in enumerate(words) if n >= first and _CELL.fullmatch(m[0])]
    places = tuple((line.start + m.start(), line.start + m.end()) for m, _ in cells)
    units = tuple(behind[0][0] if behind and unit_named(behind[0][0]) else "" for _, behind in cells)
    return _Row(line, label, label.rpartition(" ")[2], places, units)


def _is_unit_of_cell(words: Sequence[re.Match[str]], n: int) -> bool:
    """Whether the n-th word of a row is the unit of the number before it."""
    return n > 1 and unit_named(words[n][0]) is not None and any(map(str.isdigit, words[n - 1][0]))


def _read(block: Sequence[_Row], above: Sequence[str]) -> Iterator[Cell]:
    header = read_header(above, max(len(r.cells) for r in block))
    whole = Whole()
    inherited: str | None = None  # the unit in the label of the whole whose parts follow
    for number, printed in enumerate(block, 1):
        if not header.with_years and printed.label.isdigit():
            continue
        label, unit_text = printed.label, ""
        if header.with_units and unit_named(printed.last) is not None:
            label, unit_text = label.removesuffix(printed.last).strip(), printed.last
        own = unit_in(label)
        inherited = own if own or not is_part(label) else inherited
        row = replace(printed, label=plain_label(label), last=unit_text)
        part_of, whole = whole_of(row.label, unit_text or inherited or "", whole, _figures(row, header))
        if _beyond_whole(row, header):
            continue  # its numbers stand below other columns than their own
        for at, (place, column) in enumerate(zip(row.cells, header.columns, strict=False)):
            behind = row.units[at] if at < len(row.units) else ""
            cell = _cell(row, place, column, header.title, number, inherited or "", behind)
            if cell is not None:
                cell = replace(cell, whole=part_of, part=is_part(printed.label))
                yield _of_its_year(cell, header, at) if header.with_years else cell


def _beyond_whole(row: _Row, header: Header) -> bool:
    """Whether a row has a share of more than the whole."""
    shares = (
        p for p, c in zip(row.printed, header.columns, strict=False) if c.kind == "share" and c.unit == "%"
    )
    return any(p[0].isdigit() and value_of(p) > _MOST for p in shares)


def _figures(row: _Row, header: Header) -> Figures:
    """The first amount and the first share of a row."""
    found: dict[str, Decimal] = {}
    for printed, column in zip(row.printed, header.columns, strict=False):
        if printed[0].isdigit():
            found.setdefault(column.kind, value_of(printed))
    return Figures(found.get("level"), found.get("share"))


def _of_its_year(cell: Cell, header: Header, at: int) -> Cell:
    """A cell of a row that is a year: labelled with its column, or for a rate with the level before it."""
    if not _YEAR_LABEL.fullmatch(cell.label):
        return cell
    levels = [c.name for c in header.columns[: at + 1] if c.kind == "level"]
    own = what_grows(cell.column.name) if cell.column.kind == "change" else ""
    year = cell.label.removesuffix("年") + "年"
    return replace(
        cell,
        label=own or (levels[-1] if levels else cell.column.name),
        column=replace(cell.column, name=year),
    )


def _cell(
    row: _Row,
    place: tuple[int, int],
    column: Heading,
    title: str,
    number: int,
    in_label: str,
    behind: str,
) -> Cell | None:
    start, end = place
    printed = row.line.text[start - row.line.start : end - row.line.start]
    if not any(c.isdigit() for c in printed):
        return None
    unit, factor, unit_text = column.unit, column.factor, ""
    for text in (behind, row.last, in_label if unit is None else ""):
        found = unit_named(text) if text and column.kind == "level" else None
        if found is not None:
            (unit, factor), unit_text = found, text
            break
    if unit is None:
        return None
    sign = -1 if printed[0] in "-−" else 1
    value = value_of(printed.lstrip("-−+")) * factor * sign
    return Cell(
        start, end, row.line.start, row.line.end, printed, value, factor, unit, unit_text, row.label, column,
        title, number,
    )  # fmt: skip
