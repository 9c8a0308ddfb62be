"""The columns of a table: their names, units and what they measure, from the lines above its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from jjjdata.catalogue.units import units_by_text
from jjjdata.recognise.numerals import value_of

UNIT_WORDS: Final = ("单位", "计量单位")
"""What heads a column of units, or stands before the unit of a whole table."""

YEAR_WORDS: Final = ("年", "年份", "年度")
"""What heads a column of years."""

PROSE: Final = re.compile(r"[。；！？]")
LONGEST_LINE: Final = 300  # of a header; anything longer is prose without a full stop
_UNIT_LINE = re.compile(
    rf"[（(]?(?:{'|'.join(UNIT_WORDS[::-1])}) ?[:：] ?(?P<unit>[^）)\s][^）)]{{0,40}})[）)]?$"
)
_TITLE = re.compile(r"^(?:附?[表图]) ?[\d一二三四五六七八九十]+(?:[-—]\d+)? ?[:：]?")
_PLAIN_TITLE = re.compile(r"[^\s，,:：]{6,40}")
BRACKET: Final = re.compile(r"[（(]([^（）()]*)[）)]")
_CHANGE = re.compile(r"增长|增速|增减|升降|涨幅|涨跌|增幅|同比|±|比上年|较上年|比年初|比上月")
_RATE = re.compile(r"增速|增幅|涨幅|涨跌幅|增长率|增长速度")
_SHARE = re.compile(r"比重|构成|占比|份额")
_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|第.{1,4}[编章节篇]|[（(][一二三四五六七八九十\d]{1,3}[）)]"
)
_MOST_STACKED = 2  # columns beside those of numbers: of labels and of units


@dataclass(frozen=True)
class Heading:
    """A column: its name, its unit code with the factor to it, and whether it holds a change or a share."""

    name: str
    unit: str | None
    factor: Decimal = Decimal(1)
    kind: str = "level"


@dataclass(frozen=True)
class Header:
    """What stands above the rows: the title, the columns of numbers, and what the columns before them hold."""

    title: str
    columns: tuple[Heading, ...]
    with_units: bool  # a column of units stands before the numbers
    with_years: bool  # the rows are labelled with years


def unit_named(text: str) -> tuple[str, Decimal] | None:
    """Code and factor of a unit with its scale; None where the text is no unit.

    >>> unit_named("万吨"), unit_named("情况")
    (('t', Decimal('10000')), None)
    """
    match = re.fullmatch(r"([十百千万亿]*)(.+)", text.strip())
    if match is None:
        return None
    if text in units_by_text():
        return units_by_text()[text]
    known = units_by_text().get(match[2])
    return (known[0], known[1] * (value_of(match[1]) if match[1] else 1)) if known else None


def read_header(above: Sequence[str], width: int) -> Header:
    """The header of a table of `width` columns of numbers, from the lines above it, the nearest last."""
    lines = [line.strip() for line in above]
    shared, tokens, position = _lines_of_columns(lines, width)
    with_units = any(token in UNIT_WORDS for token in tokens)
    with_years = tokens[:1] != [] and tokens[0] in YEAR_WORDS and len(tokens) > 1 and not _is_year(tokens[1])
    title = _title(lines, position)
    names = [t for t in tokens if t not in UNIT_WORDS][-width:]
    columns = [_heading(name) for name in [""] * (width - len(names)) + names]
    if shared:
        columns = [
            c if c.unit else _with_unit(c, shared[min(i, len(shared) - 1)]) for i, c in enumerate(columns)
        ]
    return Header(title, tuple(_as_the_title_says(columns, title)), with_units, with_years)


def squeeze(label: str) -> str:
    """Words whose letters were set apart, joined."""
    return re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", label)


def _lines_of_columns(lines: Sequence[str], width: int) -> tuple[list[str], list[str], int]:
    """The units that a line gives to all columns, the columns' printed names, and where the title may stand."""
    shared: list[str] = []
    tokens: list[str] = []
    brackets: list[str] = []
    position = len(lines)
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at]
        unit_line = _UNIT_LINE.search(line[-LONGEST_LINE:])
        if unit_line:
            shared = shared or re.split(r"[、,，/ ]+", unit_line["unit"].strip())
            position = at if unit_line.start() == 0 else at + 1
        elif (
            not line
            or len(line) > LONGEST_LINE
            or PROSE.search(line)
            or _TITLE.match(line)
            or _HEADING.match(line)
        ):
            break
        elif not tokens and not brackets and (brackets := _only_brackets(line)):
            position = at
        elif not tokens:
            tokens = _joined(_tokens(line), brackets)
            position = at
        elif len(tokens) < width and len(more := _tokens(line)) + len(tokens) <= width + _MOST_STACKED:
            tokens = [*more, *tokens]
            position = at
        else:
            break
    return shared, tokens, position


def _only_brackets(line: str) -> list[str]:
    """The brackets of a line that holds several and at most one word: units below the names of their columns."""
    found = [f"（{m[1]}）" for m in BRACKET.finditer(line)]
    return found if len(found) > 1 and len(BRACKET.sub(" ", line).split()) <= 1 else []


def _joined(tokens: list[str], brackets: Sequence[str]) -> list[str]:
    if not brackets or len(brackets) > len(tokens):
        return tokens
    first = len(tokens) - len(brackets)
    return [*tokens[:first], *(t + b for t, b in zip(tokens[first:], brackets, strict=True))]


def _title(lines: Sequence[str], position: int) -> str:
    """The numbered title above the columns, else the line directly above them if it could be one."""
    numbered = next((line for line in reversed(lines) if _TITLE.match(line)), None)
    if numbered is not None:
        return squeeze(_UNIT_LINE.sub("", _TITLE.sub("", numbered)).strip())
    line = lines[position - 1] if position else ""
    return line if _PLAIN_TITLE.fullmatch(line) and not PROSE.search(line) else ""


def _as_the_title_says(columns: Sequence[Heading], title: str) -> list[Heading]:
    """Columns of rates whose names tell no measure (全市, 2031年) measure what the title says (涨跌幅度)."""
    if any(c.unit != "%" or c.kind != "level" for c in columns):
        return list(columns)
    kind = "change" if _CHANGE.search(title) else "share" if _SHARE.search(title) else "level"
    return [replace(c, kind=kind) for c in columns]


def _heading(token: str) -> Heading:
    bracket = BRACKET.search(token)
    name = BRACKET.sub("", token)
    name = name + "年" if _is_year(name) else name
    kind = "change" if _CHANGE.search(token) else "share" if _SHARE.search(token) else "level"
    if bracket and re.search(r"= ?100|为 ?100", bracket[1]):
        return Heading(name, "index", kind="level")
    found = unit_named(bracket[1]) if bracket else None
    if found is None and name.endswith("%"):
        found, name = ("%", Decimal(1)), name[:-1]
    if found is None and _RATE.search(name):
        found = ("%", Decimal(1))
    return Heading(name, found[0], found[1], kind) if found else Heading(name, None, kind=kind)


def _is_year(token: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", token) is not None


def _with_unit(column: Heading, text: str) -> Heading:
    found = unit_named(text)
    return replace(column, unit=found[0], factor=found[1]) if found else column


def _tokens(header: str) -> list[str]:
    """Columns of a header line; letter-spaced words (指 标) are one, and a bracket belongs to the word before it."""
    header = re.sub(r" (?=[（(])", "", header)
    header = re.sub(r"(?<=[（(])[^（）()]*(?=[）)])", lambda m: m[0].replace(" ", ""), header)
    return re.sub(r"(?<!\S)(\S) (?=\S(?:\s|$|[（(]))", r"\1", header).split()
