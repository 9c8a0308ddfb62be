"""Statements of table cells: what, when and where from the row's label, the column's name and the title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from jjjdata.catalogue.places import gazetteer
from jjjdata.recognise.numerals import precision_of
from jjjdata.recognise.periods import Period, periods
from jjjdata.recognise.row_labels import is_measured
from jjjdata.recognise.table_columns import what_grows
from jjjdata.recognise.table_words import role_of
from jjjdata.recognise.tables import Cell
from jjjdata.statements.bounds import COUNTED, bounds
from jjjdata.statements.measure import Measure
from jjjdata.statements.timing import Timing, shift_years

# Columns that say nothing of what is measured.
_GENERIC = re.compile(
    r"^(?:年末数|绝对[数量]|指标值?|数量|数值|合计|本年|实绩|总量|类别.*|\d.*|全年|\d+月末|指数|)$"
)
_DIVISION = re.compile(r"[省市区县州盟旗]$")
_LONGEST_PLACE = 12
_DATELINE = re.compile(
    r"[（(]?(?:发布(?:时间|日期)[:：])?(?:19|20)\d\d年\d{1,2}月\d{1,2}日[）)]?"
)  # when it was published
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?!\s*[—–-])")
_DIVIDES = re.compile(r"[按分].{1,10}[分看]")
_PRODUCT = re.compile(r"生产总值$")
_SCOPE = re.compile(
    r"(?:全[国省市区县州])?(?P<scope>(?:城市|农村|城镇|乡村|城区|县域)(?:常住)?(?:居民)?(?:家庭)?)"
)
_OF_ALL = re.compile(r"^(?:全[国省市区县州旗]|全年|年[末底])+(?=..)")  # 全市年末|总人口
_WHOLE = re.compile(r"全[国省市区县州]")
_TITLE_TAIL = re.compile(
    r"(?:及其?(?:构成|增速|增长速度|增幅|占比|比重|分类)|主要|数据|情况|统计表?|一览表|表)+"
)
_RATE_TAIL = re.compile(r"(?:涨跌幅度?|涨幅|增速|增长速度|增长率|增幅|增长)$")
_TITLE_PARTS = re.compile(r"^(?:主要)?[分按](?:产业|行业|地区|类别|品种|经济类型|领域|门类|城乡)")
_TITLE_GOODS = re.compile(r"^[^量]{0,8}产品(?=产量)")  # 主要农产品产量: each row names its product
_TITLE_HEAD = re.compile(r"^.*?(?:年[末底]|年|市|省|县|区)(?=[^年市省县区]*$)")


def measure_of_cell(cell: Cell) -> Measure:
    """Measure of a cell, as its column says."""
    return Measure("change" if cell.column.kind == "change" else cell.column.kind, rule="table")


def wording_of_cell(cell: Cell, columns: Sequence[Cell]) -> str:
    """The label with what its table measures: 粮食 below 产量 is 粮食产量.

    A rate has the wording of the level beside it; a column of a generic name takes the title's noun.
    """
    noun = _BRACKETS.sub("", _column_of_level(cell, columns))
    label = _OF_ALL.sub("", _BRACKETS.sub("", cell.label))
    if _is_division(label) and not _says_nothing(noun):
        return noun[:40]  # rows are places: the column tells what is measured
    scope = _SCOPE.fullmatch(cell.column.name)
    if scope and scope["scope"] not in label:
        label = scope["scope"] + label  # 城市 and 农村 side by side: whose figure it is
    if _says_nothing(noun):
        whole, title = _OF_ALL.sub("", _BRACKETS.sub("", cell.whole)), _title_noun(cell.title)
        noun = _section_noun(cell.section) or (whole if _of_several(title) else "") or title or whole
        if _PRODUCT.search(noun) and not _PRODUCT.search(label):
            noun = "增加值"  # what an industry adds to the product of a region
    if scope:
        noun = noun.removeprefix("城乡居民").removeprefix("城乡")
    if not noun or noun in label or len(label) + len(noun) > 40 or is_measured(label):
        return (label or noun)[:40]
    return label + noun


def _of_several(title: str) -> bool:
    """Whether a title names several things or none that is measured, so that a row above says it better."""
    return not is_measured(title) or re.search("、|和|及|与", title) is not None


def _says_nothing(column: str) -> bool:
    """Whether a column's name does not say what is measured: a year, a place, 绝对数, 全市."""
    if _GENERIC.match(column) or _SCOPE.fullmatch(column) or _WHOLE.fullmatch(column):
        return True
    return role_of(column) == "value" or _named_place(column) is not None


def _is_division(label: str) -> bool:
    return _DIVISION.search(label) is not None and _named_place(label) is not None


def _named_place(words: str, home: str | None = None) -> str | None:
    """The code of a place, where the words are nothing but its name."""
    return gazetteer().resolve(words, home=home) if 2 <= len(words) <= _LONGEST_PLACE else None


def _column_of_level(cell: Cell, columns: Sequence[Cell]) -> str:
    """The name of the column that tells what is measured: of a level its own, of a rate the nearest level before.

    A column of growth that names its own thing (固定资产投资增速) is of that, whatever stands before it.
    """
    if cell.column.kind == "level":
        return cell.column.name
    own = what_grows(cell.column.name) if cell.column.kind == "change" else ""
    if len(own) >= 2 and not _says_nothing(own):
        return own
    levels = [c for c in columns if c.column.kind == "level"]
    before = [c for c in levels if c.start < cell.start]
    return (before[-1:] or levels[:1] or [cell])[0].column.name if levels else ""


_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")


def _section_noun(section: str) -> str:
    """What the heading among the rows says is measured; a year or a place says something else."""
    words = _BRACKETS.sub("", section)
    return "" if re.search(r"\d", words) or _named_place(words) or _DIVIDES.match(words) else words


def _title_noun(title: str) -> str:
    noun = _TITLE_HEAD.sub("", title)
    noun = _TITLE_PARTS.sub("", _TITLE_TAIL.sub("", noun))
    noun = _TITLE_GOODS.sub("", noun)
    return _RATE_TAIL.sub("", noun) if len(noun) >= 2 and not noun.endswith("指标") else ""


def timing_of_cell(cell: Cell, published: date | None, year: int | None, aggregation: str) -> Timing:
    """The time that row or column name, else the heading among the rows, else the title, else the reported year."""
    headings = [words for words in cell.headings if not _DATELINE.fullmatch(words)]
    titled = _YEAR.findall(" ".join((*headings, cell.title)))
    year = int(titled[-1]) if titled else year  # 2031年3月…: the months in its header are of that year
    for words in (cell.time, cell.column.name, cell.section, cell.title, *reversed(headings)):
        stated = _first_time(periods(words, published, year=year)) if words else None
        if stated is not None and stated.last is not None:
            first = stated.last if aggregation == "stock" else stated.first
            if aggregation == "period" and stated.kind in ("year-end", "month-end"):
                first = date(stated.last.year, 1, 1)
            return Timing(first, stated.last, stated.text, "carried")
    if year is None:
        return Timing(None, None, None, None)
    last = date(year, 12, 31)
    return Timing(last if aggregation == "stock" else date(year, 1, 1), last, None, "assumed")


def _first_time(found: Sequence[Period]) -> Period | None:
    return next((p for p in found if p.last is not None and p.kind not in ("base", "name")), None)


def base_of_cell(cell: Cell, timing: Timing) -> tuple[date | None, date | None]:
    """A rate of change in a table compares with the year before."""
    if cell.column.kind != "change" or timing.last is None:
        return None, None
    return shift_years(timing.first or timing.last, -1), shift_years(timing.last, -1)


def place_of_cell(cell: Cell, home: str | None) -> str | None:
    """The place that a row names or is labelled with, or that its column is of."""
    if _WHOLE.fullmatch(cell.place):
        return home  # 全市: whose document it is
    if cell.place:
        return gazetteer().resolve(cell.place, home=home) or cell.place
    label = cell.label.strip()
    if _DIVISION.search(label) and (code := _named_place(label, home)):
        return code
    return _named_place(cell.column.name, home) or _named_place(cell.section, home)


def bounds_of_cell(cell: Cell) -> tuple[float | None, float | None]:
    """Bounds of a cell: what its own words say (约, 超), else half a unit of its last printed place."""
    if cell.quantity is not None:
        low, high = bounds(cell.quantity, cell.value)
        return None if low is None else float(low), None if high is None else float(high)
    half = precision_of(cell.numeral.strip("-−+%％‰"))
    scaled = (
        half if half is not None else 0 if cell.unit in COUNTED and cell.factor == 1 else _HALF
    ) * cell.factor
    return float(cell.value - scaled), float(cell.value + scaled)


_HALF = Decimal("0.5")
