"""Rows of the `statements` table, from readings of numbers in sentences and of cells in tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from jjjdata.catalogue.indicators import identify, indicators
from jjjdata.documents.model import Document
from jjjdata.recognise.tables import Cell, Heading
from jjjdata.statements.aggregation import Telling, aggregation_of
from jjjdata.statements.bounds import COUNTED, bounds
from jjjdata.statements.cells import (
    base_of_cell,
    bounds_of_cell,
    measure_of_cell,
    place_of_cell,
    timing_of_cell,
    wording_of_cell,
)
from jjjdata.statements.cues import words
from jjjdata.statements.frame import Frame, reported_year
from jjjdata.statements.left_out import STATES
from jjjdata.statements.numbers import NumberReading
from jjjdata.statements.passage import Passage
from jjjdata.statements.table_headings import place_of_headings
from jjjdata.text import Repaired

Row = dict[str, object]

_RATES = frozenset({"%", "per mille", "pp", "index"})
_MEASURED = frozenset(words("wording", "of_parts"))
_COMPARABLE = re.compile(r"可比价|不变价|可比口径")
# Values side by side share the words before the first: 分别名义增长4.8%、4.1%和|6.0%.
_AVERAGE = re.compile(r"[日月年户人]均|平均每[日天月年]")
_NOMINAL = re.compile(r"名义(?:增长|增速|上涨|下降)为?[\d.%、和及]*$")
_REAL = re.compile(
    r"(?:扣除价格因素|扣除物价因素|实际)[^，,；;。\d]{0,12}[，,]?[^，,；;。\d]{0,10}(?:增长|上涨|下降|增速)[\d.%、和及]*$"
)
_REAL_GROWTH = re.compile(r"生产总值|增加值|GDP")


def sentence_row(
    document: Document, repaired: Repaired, passage: Passage, r: NumberReading, whole: str | None
) -> Row:
    """The row of one number in a sentence; `whole` is the statement it is a part of."""
    q = r.quantity
    value = q.value * r.measure.sign
    low, high = (None, None) if r.mood.basis == "expected" and q.comparator == "=" else bounds(q, value)
    sentence = passage.text[passage.sentence.start : passage.sentence.end]
    lead = len(sentence) - len(sentence.lstrip())
    row = _located(
        document, repaired, (q.start, q.end), q.number_start, sentence.strip(), passage.sentence.start + lead
    )
    gap = r.measure.against and r.base == (None, None)  # to others: no change of the indicator
    read = _unidentified if gap else _identified
    return row | read(
        {
            "indicator": r.wording.text,
            "value": float(value),
            "value_upper": None if q.value_upper is None else float(q.value_upper * r.measure.sign),
            "value_low": _float(low),
            "value_high": _float(high),
            "unit": q.unit,
            "unit_text": q.unit_text,
            "comparator": "~" if r.mood.basis == "expected" and q.comparator == "=" else q.comparator,
            "measure": r.measure.kind,
            "aggregation": r.aggregation,
            "status": r.mood.status,
            "period_start": r.timing.first,
            "period_end": r.timing.last,
            "period_text": r.timing.text,
            "period_basis": r.timing.basis,
            "base_start": r.base[0],
            "base_end": r.base[1],
            "price_basis": _prices(
                q.unit,
                r.measure.kind,
                r.wording.text,
                sentence,
                passage.text[max(passage.sentence.start, q.start - 40) : q.start],
            ),
            "place": r.where.place,
            "place_basis": r.where.basis,
            "counterpart": r.where.counterpart,
            "part_of": whole if r.measure.kind == "level" else None,
            "locator": document.locator(repaired.starts[q.start]),
            "rule": " ".join((r.measure.rule, r.wording.rule, f"status-{r.mood.basis}")),
        }
    )


def change_of(row: Row, level: Row) -> Row:
    """The row of a change that goes on from a count: of the indicator that takes the count, or of none."""
    same = row["indicator"] == level["indicator"] and row["place"] == level["place"]
    of_count = row["measure"] == "change" and level["unit"] in COUNTED and same
    if not of_count or row["indicator_id"] is None:
        return row
    return row | {"indicator_id": level["indicator_id"], "topic": level["topic"]}


def fitting_whole(row: Row, before: Sequence[Row]) -> object:
    """The whole of a part: the one named, if it counts the same in the same unit, else the last before that does."""
    named = next((r for r in before if r["statement_id"] == row["part_of"]), None)
    if row["unit"] in _RATES:
        return None  # a rate of a part is no part of a rate
    if row["part_of"] is None or named is None:
        return row["part_of"]
    told = before[: [r["statement_id"] for r in before].index(named["statement_id"])]
    if _counts_the_same(row, named):
        return named["statement_id"]  # be it smaller than its part: the checks tell of that
    others = (w for w in reversed(told) if w["part_of"] is None and _counts_the_same(row, w))
    return next((w["statement_id"] for w in others if _amount(row) <= _amount(w)), None)


def _amount(row: Row) -> float:
    return abs(float(str(row["value"])))


def _counts_the_same(part: Row, whole: Row) -> bool:
    """Whether a part may be one of a whole: pupils of pupils, not pupils of teachers."""
    if _average_of(whole) != _average_of(part):
        return False  # 日均办件量: no part of it is told by 其中，办理事项412万件
    return part["unit"] == whole["unit"] and _state_of(part) == _state_of(whole)


def _average_of(row: Row) -> str:
    found = _AVERAGE.search(str(row["indicator"]))
    return found[0] if found else ""


def _state_of(row: Row) -> str:
    wording = str(row["indicator"])
    if wording.endswith(("生产总值", "GDP")):
        return "增加值"  # of which value added is a part
    state = max((state for state in STATES if wording.endswith(state)), key=len, default="").removeprefix(
        "总"
    )
    return state or min(
        (measured for measured in _MEASURED if wording.endswith(measured)), key=len, default=""
    )


def cell_row(document: Document, repaired: Repaired, cell: Cell, row_cells: list[Cell], frame: Frame) -> Row:
    """The row of one table cell; `row_cells` are the cells of its row."""
    measure = measure_of_cell(cell)
    wording = wording_of_cell(cell, row_cells)
    telling = Telling(cell.unit, measure, None, yearly=True, target=False)
    aggregation = aggregation_of(wording, cell.title, telling)
    timing = timing_of_cell(
        cell, document.published, reported_year(document) or frame.calendar.last_full_year, aggregation
    )
    base = base_of_cell(cell, timing)
    place, place_basis = _whose(cell, frame.home)
    low, high = bounds_of_cell(cell)
    upper = cell.quantity.value_upper if cell.quantity else None
    line = repaired.text[cell.line_start : cell.line_end].replace("\t", " ")
    number = cell.start + (cell.quantity.number_start if cell.quantity else 0)
    row = _located(document, repaired, (cell.start, cell.end), number, line, cell.line_start)
    return row | _identified(
        {
            "indicator": wording,
            "value": float(cell.value),
            "value_upper": None if upper is None else float(upper),
            "value_low": low,
            "value_high": high,
            "unit": cell.unit,
            "unit_text": cell.unit_text,
            "comparator": cell.quantity.comparator if cell.quantity else "=",
            "measure": measure.kind,
            "aggregation": aggregation,
            "status": "actual",
            "period_start": timing.first,
            "period_end": timing.last,
            "period_text": timing.text,
            "period_basis": timing.basis,
            "base_start": base[0],
            "base_end": base[1],
            "price_basis": _prices(cell.unit, measure.kind, wording, cell.title),
            "place": place,
            "place_basis": place_basis,
            "counterpart": None,
            "part_of": None,
            "locator": document.locator(repaired.starts[cell.start])
            or f"{cell.title or 'table'}, row {cell.row}",
            "rule": "table",
        }
    )


def whole_of_cell(cell: Cell, row: Row, wholes: Mapping[Heading, Row]) -> object:
    """The statement whose part a cell is: 其中：小麦 below 粮食, of amounts in the same unit and column."""
    whole = wholes.get(cell.column)
    if not cell.part or whole is None or row["measure"] != "level" or row["unit"] in _RATES:
        return None
    # 秋粮 394, 其中：谷物 875: no part of the row before, but of one that this table does not tell from others
    fits = whole["unit"] == row["unit"] and _number(whole) >= _number(row)
    return whole["statement_id"] if fits else None


def _number(row: Row) -> float:
    return float(str(row["value"]))


def _whose(cell: Cell, home: str | None) -> tuple[str | None, str | None]:
    """The place of a cell and how it is known: of its row or column, the headings of its table, the document."""
    if place := place_of_cell(cell, home):
        return place, "stated"
    if place := place_of_headings(cell.headings or (cell.title,), home):
        return place, "carried"
    return home, "assumed" if home else None


def _located(
    document: Document,
    repaired: Repaired,
    span: tuple[int, int],
    number: int,
    sentence: str,
    sentence_at: int,
) -> Row:
    start, end = repaired.span(*span)
    sentence_start, sentence_end = repaired.span(sentence_at, sentence_at + len(sentence))
    return {
        "statement_id": f"{document.document_id}-{repaired.span(number, number + 1)[0]}",
        "document_id": document.document_id,
        "char_start": start,
        "char_end": end,
        "value_text": document.text[start:end],
        "sentence": sentence,
        "sentence_start": sentence_start,
        "sentence_end": sentence_end,
    }


def _identified(row: Row) -> Row:
    indicator_id = identify(
        str(row["indicator"]),
        unit=str(row["unit"]),
        measure=str(row["measure"]),
        aggregation=str(row["aggregation"]),
        place=_text(row["place"]),
        counterpart=_text(row["counterpart"]),
    )
    topic = indicators()[indicator_id].topic if indicator_id else None
    return row | {"indicator_id": indicator_id, "topic": topic}


def _unidentified(row: Row) -> Row:
    return row | {"indicator_id": None, "topic": None}


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _prices(unit: str, measure: str, wording: str, sentence: str, told: str = "") -> str | None:
    """Growth of GDP and value added is at comparable prices unless the text says otherwise; amounts are nominal.

    `told` are the words that lead to the number: 名义增长, 实际增长.
    """
    if measure == "change" and unit in ("%", "times"):
        if _NOMINAL.search(told):
            return "nominal"
        if _REAL.search(told):
            return "comparable"
        real = _REAL_GROWTH.search(wording) is not None and "名义" not in sentence
        return "comparable" if real or _COMPARABLE.search(sentence) else None
    return "nominal" if unit == "CNY" else None
