"""The columns of a table: their names, units and what they measure, from the lines above its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from jjjdata.catalogue.units import units_by_text
from jjjdata.recognise.numerals import value_of
from jjjdata.recognise.table_words import role_of, words_of

PROSE: Final = re.compile(r"[。；！？]")
LONGEST_LINE: Final = 300  # of a header; anything longer is prose without a full stop
_UNIT_LINE = re.compile(
    rf"[（(]?(?:{'|'.join(map(re.escape, words_of('unit')))}) ?[:：] ?(?P<unit>[^）)\s][^）)]{{0,40}})[）)]?$"
)
_TITLE = re.compile(r"^(?:附?[表图]) ?[\d一二三四五六七八九十]+(?:[-—]\d+)? ?[:：]?")
_PLAIN_TITLE = re.compile(r"[^\s，,:：]{6,40}")
_RANK = re.compile(r"(?:排名|位次|名次|排序)$")
_INDEX = re.compile(r"(?:指数|系数|得分)$")
_SHORT_HEADING = re.compile(r"[^\s，,:：]{2,40}")
BRACKET: Final = re.compile(r"[（(]([^（）()]*)[）)]")
_CHANGE = re.compile(r"增长|增速|增减|升降|涨幅|涨跌|增幅|同比|±|比上年|较上年|比年初|比上月")
_RATE = re.compile(r"增速|增幅|涨幅|涨跌幅|增长率|增长速度")
# What a column of growth is called besides what grows: 比上年增长, 同比增速, ±.
_GROWTH_WORDS = re.compile(
    r"(?:按?(?:可比价格?|不变价格?|同口径)(?:计算)?|名义|实际|扣除价格因素|(?:本年|本月|本期|当月)?累计|年均|环比|同比"
    r"|(?:[比较]|与)(?:上年|上月|上季度?|去年|前年|(?:19|20)\d\d年?)?(?:同期|同月|年?[初末底])?(?:相比)?"
    r"|增加额|增减额|增加量|增减量|增长|增加|增减|升降|涨跌|涨幅|涨跌幅度?|增幅|增速|增量|增减变化|下降|上升|上涨|变化|速度|幅度|率|±|/|／|%|％|[、,，或的])+$"
)
_COMPARED = ("比", "较", "与", "同", "环", "按")  # 比三季度末: only what growth is reckoned from
_SHARE = re.compile(r"比重|构成|占比|份额")
_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|第.{1,4}[编章节篇]|[（(][一二三四五六七八九十\d]{1,3}[）)]"
)
_SET_APART = re.compile(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])|(?<=\d) (?=周?岁|[年月日天元人级层])")
_SCALES = tuple("十百千万亿")
_AMOUNT = re.compile(r"[额量数]$|绝对")
_AS_FOLLOWS = re.compile(r"(?:情况)?如下[:：]?$")
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

    >>> unit_named("万吨"), unit_named("亿千瓦时"), unit_named("情况")
    (('t', Decimal('10000')), ('kWh', Decimal('100000000')), None)
    """
    known = units_by_text()
    words = text.strip()
    scale = 0
    while words[scale:] not in known and words[scale : scale + 1] in _SCALES:
        scale += 1
    if (found := known.get(words[scale:])) is None:
        return None
    return found[0], found[1] * (value_of(words[:scale]) if scale else 1)


def read_header(above: Sequence[str], width: int) -> Header:
    """The header of a table of `width` columns of numbers, from the lines above it, the nearest last."""
    lines = [line.strip() for line in above]
    shared, tokens, position = _lines_of_columns(lines, width)
    with_units = any(role_of(token) == "unit" for token in tokens)
    with_years = (
        tokens[:1] != [] and role_of(tokens[0]) == "time" and len(tokens) > 1 and not _is_year(tokens[1])
    )
    title = _title(lines, position)
    names = [t for t in tokens if role_of(t) != "unit"][-width:]
    columns = [_heading(name) for name in [""] * (width - len(names)) + names]
    if shared:
        columns = [
            c if c.unit else _with_unit(c, shared[min(i, len(shared) - 1)]) for i, c in enumerate(columns)
        ]
    return Header(title, tuple(_as_the_title_says(columns, title)), with_units, with_years)


def above_columns(lines: Sequence[str]) -> tuple[str, list[str]]:
    """The title of a table and the units that hold for all of it, from the lines above its columns."""
    shared: list[str] = []
    titles: list[str] = []
    for line in lines:
        unit_line = _UNIT_LINE.search(line[-LONGEST_LINE:])
        if unit_line:
            shared = re.split(r"[、,，/ ]+", unit_line["unit"].strip())
            line = line[: len(line[:-LONGEST_LINE]) + unit_line.start()].strip()  # noqa: PLW2901
        if len(line) > LONGEST_LINE or PROSE.search(line):
            titles = []
        elif _TITLE.match(line) or _PLAIN_TITLE.fullmatch(line):
            titles.append(line)
    numbered = [line for line in titles if _TITLE.match(line)]
    title = squeeze(_TITLE.sub("", (numbered or titles or [""])[-1]).strip())
    if not shared and (unit := next((m for m in BRACKET.finditer(title) if unit_named(m[1])), None)):
        shared, title = [unit[1]], title[: unit.start()] + title[unit.end() :]  # 各县产量（万吨）
    return title, shared


def headings_in(lines: Sequence[str]) -> tuple[str, ...]:
    """The short lines above a table that could head it: titles, and the name of its sheet, be it 保定 or 2031年."""
    found: list[str] = []
    for line in lines:
        if len(line) > LONGEST_LINE or PROSE.search(line):
            found = []
        elif _SHORT_HEADING.fullmatch(words := squeeze(_TITLE.sub("", line).strip())):
            found.append(f"{words}年" if _is_year(words) else words)
    return tuple(found)


def heading_of(levels: Sequence[str]) -> Heading:
    """The heading of a column from the levels of its header, the highest first."""
    read = [_heading(level) for level in levels]
    named = [heading.name for heading, level in zip(read, levels, strict=True) if not _is_unit(level)]
    unit = next((h for h in reversed(read) if h.unit is not None), None)
    bare = next((found for level in reversed(levels) if (found := unit_named(_bare(level)))), None)
    kind = next((h.kind for h in read if h.kind != "level"), "level")
    code, factor = (unit.unit, unit.factor) if unit else bare or (None, Decimal(1))
    return Heading("".join(named), code, factor, kind)


def _bare(level: str) -> str:
    return level.strip("（）() ")


def _is_unit(level: str) -> bool:
    """Whether a level of a header is nothing but a unit: （万吨）, %."""
    return unit_named(_bare(level)) is not None


def shared_units(column: Heading, shared: Sequence[str], place: int, title: str) -> Heading:
    """A column with the unit that holds for the whole table, or that a rate of growth has anyway."""
    if column.unit is None:
        growth = column.kind == "change" and not _AMOUNT.search(column.name)
        rates = [text for text in shared if text in ("%", "％")]
        if growth:
            column = _with_unit(column, rates[0] if rates else "%")
        elif shared:
            levels = [text for text in shared if text not in rates] or list(shared)
            column = _with_unit(column, levels[min(place, len(levels) - 1)])
    if column.unit == "%" and column.kind == "level":
        return replace(column, kind=rate_kind(title))
    return column


def rate_kind(words: str) -> str:
    """What a rate is by the words beside it: a change, a share, or a level of its own."""
    return "change" if _CHANGE.search(words) else "share" if _SHARE.search(words) else "level"


def what_grows(column: str) -> str:
    """What a column of growth itself says that grows; empty where it says nothing but that it is growth.

    >>> what_grows("固定资产投资比上年增长"), what_grows("社会消费品零售总额增速"), what_grows("比上年增长")
    ('固定资产投资', '社会消费品零售总额', '')
    """
    own = _GROWTH_WORDS.sub("", BRACKET.sub("", column)).strip(" ：:")
    return "" if own.startswith(_COMPARED) else own


def squeeze(label: str) -> str:
    """Words whose letters were set apart, and numbers and what they count, joined."""
    return _SET_APART.sub("", label)


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
    line = _AS_FOLLOWS.sub("", lines[position - 1]) if position else ""
    return line if _PLAIN_TITLE.fullmatch(line) and not PROSE.search(line) else ""


def _as_the_title_says(columns: Sequence[Heading], title: str) -> list[Heading]:
    """Columns of rates whose names tell no measure (全市, 2031年) measure what the title says (涨跌幅度)."""
    if any(c.unit != "%" or c.kind != "level" for c in columns):
        return list(columns)
    return [replace(c, kind=rate_kind(title)) for c in columns]


def _heading(token: str) -> Heading:
    brackets = list(BRACKET.finditer(token))
    units = [m for m in brackets if unit_named(m[1]) is not None]
    bracket = next(iter([*units[-1:], *brackets]), None)  # 可吸入颗粒物（PM10）浓度（微克/立方米）
    name = BRACKET.sub("", token)
    name = name + "年" if _is_year(name) else name
    kind = rate_kind(token)
    if bracket and re.search(r"= ?100|为 ?100", bracket[1]):
        return Heading(name, "index", kind="level")
    found = unit_named(bracket[1]) if bracket else None
    if found is None and name.endswith("%"):
        found, name = ("%", Decimal(1)), name[:-1]
    if found is None and _RATE.search(name):
        found = ("%", Decimal(1))
    if found is None and _RANK.search(name):
        return Heading(name, "count", kind="rank")
    if found is None and _INDEX.search(name):
        found = ("index", Decimal(1))
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
