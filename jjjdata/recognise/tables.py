"""Tables that survived in running text: rows of a label and its numbers, below a header with units.

A row of the printed page comes as one line: `粮食 902.61 -3.2` below `产品名称 产量（万吨） 比上年增长（%）`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from jjjdata.catalogue.units import units_by_text
from jjjdata.recognise.numerals import value_of

_NUMBER = r"[-−+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-−+]?\d+(?:\.\d+)?"
_VOID = r"—+|–+|-+|\.{3}|…+|/|\*"
_CELL = re.compile(rf"(?<!\S)(?:{_NUMBER}|{_VOID})(?!\S)")
_CELLS = re.compile(rf"(?:\s+(?:{_NUMBER}|{_VOID}))+\s*$")
_PROSE = re.compile(r"[。；！？]")
_UNIT_LINE = re.compile(r"[（(]?(?:计量)?单位 ?[:：] ?(?P<unit>[^）)]+)[）)]?$")
_TITLE = re.compile(r"^(?:附?[表图]) ?[\d一二三四五六七八九十]+(?:[-—]\d+)? ?[:：]?")
_BRACKET = re.compile(r"[（(]([^（）()]*)[）)]")
_LABEL_MARKS = re.compile(
    r"^(?:[#＃*△▲·•\-—]|其中[:：]?|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.、])\s*"
)
_HEADER_REACH = 4
_CHANGE = re.compile(r"增长|增速|增减|升降|涨幅|涨跌|同比|±|比上年|较上年|比年初|比上月")
_SHARE = re.compile(r"比重|构成|占比|份额")
_FEWEST_ROWS = 2


@dataclass(frozen=True)
class Heading:
    """A column: its name, its unit code with the factor to it, and whether it holds a change or a share."""

    name: str
    unit: str | None
    factor: Decimal = Decimal(1)
    kind: str = "level"


@dataclass(frozen=True)
class Cell:
    """One number of a table: where it stands, its value as scaled by its unit, its row's label and its column."""

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


def find_cells(text: str) -> list[Cell]:
    r"""The cells of all tables in a text, in order.

    A table is two rows or more with as many numbers each, with a header or a title that names their unit; rows
    without one are not read, for nobody can know what they count.

    >>> [(c.label, float(c.value), c.unit, c.column.kind) for c in find_cells("产品 产量（万吨） 比上年增长（%）\n粮食 1.5 -3.2\n油料 2.0 6.8")]
    [('粮食', 15000.0, 't', 'level'), ('粮食', -3.2, '%', 'change'), ('油料', 20000.0, 't', 'level'), ('油料', 6.8, '%', 'change')]
    """
    return [cell for block, above in _blocks(_lines(text)) for cell in _read(block, above)]


def _lines(text: str) -> list[_Line]:
    found, start = [], 0
    for line in text.split("\n"):
        found.append(_Line(start, line))
        start += len(line) + 1
    return found


def _blocks(lines: Sequence[_Line]) -> Iterator[tuple[list[_Row], list[_Line]]]:
    """Runs of rows, each with the lines above that may be its header."""
    block: list[_Row] = []
    above: list[_Line] = []
    for line in lines:
        row = _row(line)
        if row is not None:
            block.append(row)
            continue
        if len(block) >= _FEWEST_ROWS:
            yield block, above
            above = []
        block = []
        above = [*above[-_HEADER_REACH + 1 :], line]
    if len(block) >= _FEWEST_ROWS:
        yield block, above


def _row(line: _Line) -> _Row | None:
    cells = _CELLS.search(line.text)
    if cells is None or not cells.start() or _PROSE.search(line.text[: cells.start()]):
        return None
    label = line.text[: cells.start()].strip()
    if not re.search(r"[\u4e00-\u9fff]", label) or len(label) > 40:
        return None
    places = tuple(
        (line.start + m.start(), line.start + m.end()) for m in _CELL.finditer(line.text, cells.start())
    )
    return _Row(line, label, label.rpartition(" ")[2], places)


def _label(printed: str) -> str:
    """A row's label without the marks of its level (其中：, #, 一、)."""
    label = _squeeze(printed)
    while (mark := _LABEL_MARKS.match(label)) and mark.end() < len(label):
        label = label[mark.end() :]
    return re.sub(r"^在?(?:总计|合计)中[:：]?", "", label).strip(" ：:")


def _read(block: Sequence[_Row], above: Sequence[_Line]) -> Iterator[Cell]:
    width = max(len(r.cells) for r in block)
    title = next((_title(line.text) for line in reversed(above) if _TITLE.match(line.text)), "")
    with_units = any("单位" in _tokens(line.text) for line in above)
    columns = _columns(above, width, with_units)
    if columns is None:
        return
    for number, printed in enumerate(block, 1):
        row = printed
        if with_units and _unit(row.last) is not None:
            row = replace(row, label=row.label.removesuffix(row.last).strip())
        row = replace(row, label=_label(row.label), last=row.last if with_units else "")
        for (start, end), column in zip(row.cells, columns[: len(row.cells)], strict=False):
            cell = _cell(row, start, end, column, title, number)
            if cell is not None:
                yield cell


def _cell(row: _Row, start: int, end: int, column: Heading, title: str, number: int) -> Cell | None:
    printed = row.line.text[start - row.line.start : end - row.line.start]
    if not any(c.isdigit() for c in printed):
        return None
    unit, factor, unit_text = column.unit, column.factor, ""
    if row.last and column.kind == "level":
        found = _unit(row.last)
        if found is not None:
            (unit, factor), unit_text = found, row.last
    if unit is None:
        return None
    sign = -1 if printed[0] in "-−" else 1
    value = value_of(printed.lstrip("-−+")) * factor * sign
    return Cell(
        start,
        end,
        row.line.start,
        row.line.end,
        printed,
        value,
        factor,
        unit,
        unit_text,
        row.label,
        column,
        title,
        number,
    )


def _columns(above: Sequence[_Line], width: int, with_units: bool) -> list[Heading] | None:
    """The last `width` columns of the header line, their units from brackets or from a line that names the unit."""
    shared: list[str] = []
    header: list[str] = []
    for line in reversed(above):
        unit_line = _UNIT_LINE.search(line.text.strip())
        if unit_line:
            shared = shared or re.split(r"[、,，/ ]+", unit_line["unit"].strip())
        elif _PROSE.search(line.text) or _TITLE.match(line.text):
            break
        elif not header:
            header = _tokens(line.text)
    names = (
        [t for t in header if t not in ("单位", "计量单位")][-width:]
        if len(header) > width or with_units
        else header[-width:]
    )
    if len(names) < width:
        names = [""] * (width - len(names)) + names
    columns = [_heading(name) for name in names]
    if shared:
        columns = [
            c if c.unit else _with_unit(c, shared[min(i, len(shared) - 1)]) for i, c in enumerate(columns)
        ]
    return columns if with_units or any(c.unit for c in columns) else None


def _heading(token: str) -> Heading:
    bracket = _BRACKET.search(token)
    name = _BRACKET.sub("", token)
    kind = "change" if _CHANGE.search(token) else "share" if _SHARE.search(token) else "level"
    if bracket and re.search(r"= ?100|为 ?100", bracket[1]):
        return Heading(name, "index", kind="level")
    found = _unit(bracket[1]) if bracket else None
    if found is None and name.endswith("%"):
        found, name = ("%", Decimal(1)), name[:-1]
    return Heading(name, found[0], found[1], kind) if found else Heading(name, None, kind=kind)


def _with_unit(column: Heading, text: str) -> Heading:
    found = _unit(text)
    return replace(column, unit=found[0], factor=found[1]) if found else column


def _unit(text: str) -> tuple[str, Decimal] | None:
    """万吨 -> (t, 10000); None where the text is no unit."""
    match = re.fullmatch(r"([十百千万亿]*)(.+)", text.strip())
    if match is None:
        return None
    if text in units_by_text():
        return units_by_text()[text]
    known = units_by_text().get(match[2])
    return (known[0], known[1] * (value_of(match[1]) if match[1] else 1)) if known else None


def _tokens(header: str) -> list[str]:
    """Columns of a header line; letter-spaced words (指 标) are one, and a bracket belongs to the word before it."""
    header = re.sub(r" (?=[（(])", "", header)
    header = re.sub(r"(?<=[（(])[^（）()]*(?=[）)])", lambda m: m[0].replace(" ", ""), header)
    return re.sub(r"(?<!\S)(\S) (?=\S(?:\s|$|[（(]))", r"\1", header).split()


def _squeeze(label: str) -> str:
    return re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", label)


def _title(line: str) -> str:
    return _squeeze(_TITLE.sub("", line).strip())
