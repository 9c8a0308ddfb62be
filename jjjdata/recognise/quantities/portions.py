"""Parts of a whole and folds: 三分之二, 百分之五, 一半, 8.1:36.4:55.5, 翻两番."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Final

from jjjdata.recognise.numerals import FORMAL, NUMERAL, value_of
from jjjdata.recognise.quantities.amounts import approximate
from jjjdata.recognise.quantities.cues import (
    alternatives,
    definitions,
    leading_comparator,
    trailing_comparator,
)
from jjjdata.recognise.quantities.model import Quantity, Rejected, Token

_DENOMINATOR: Final = r"[〇零一二两三四五六七八九十百千万亿壹贰叁柒捌玖佰仟]{1,12}|\d{1,6}"
_FRACTION: Final = re.compile(rf"(?P<whole>{_DENOMINATOR}) ?分 ?之 ?(?P<part>{NUMERAL}|[肆伍陆拾])")
_PART_RANGE: Final = re.compile(rf" ?(?:-|–|—{{1,2}}|~|至|到) ?(?:百分之)?({NUMERAL})(?!个|%)")
# 三分二 (Hong Kong): without 之 only for the commonest fractions.
_SHORT_FRACTION: Final = re.compile(
    r"(?P<whole>[三四五])分(?P<part>[一二三四])(?![〇零一二三四五六七八九十百千万亿分])"
)
_RATIO: Final = re.compile(r"\d+(?:\.\d+)?(?: ?[:：∶] ?\d+(?:\.\d+)?){2,}")
# 1/6 is a fraction where it is said of a whole; elsewhere it may be a date, a number of two or a name.
_SLASHED: Final = re.compile(r"(?P<part>[1-9])/(?P<whole>[2-9]|10)(?![\dA-Za-z/])")
_AFTER_SLASHED: Final = ("的", "以上", "左右", "强", "弱")
_BEFORE_SLASHED: Final = (
    "占", "占比", "比重", "约", "近", "超", "超过", "不足", "不到", "达", "达到", "为", "的", "仅", "全国", "全省",
    "全市", "全区", "全县", "全球", "世界", "总数", "总量", "总额",
)  # fmt: skip
_SHARE_BEFORE: Final = re.compile(r"占[^，。；]{0,8}$")
_RATIO_PART: Final = re.compile(r"\d+(?:\.\d+)?")
# 2019-05-15 13:47:39: the time at which a page was put up is no ratio
_CLOCK: Final = re.compile(r"(?:[01]?\d|2[0-3]) ?[:：∶] ?[0-5]\d ?[:：∶] ?[0-5]\d")
_BEFORE_CLOCK: Final = re.compile(
    r"(?:\d{4}[-—/.年] ?\d{1,2}[-—/.月] ?\d{1,2}日?|(?:时间|日期|发布|发表|更新|来源)(?:于|为)?[:：]?)[\s　T]*$"
)
_EXACT_DIGITS: Final = 6
_MOST_PARTS: Final = 9
_NO_PORTION: Final = ("以来", "品", "熟", "年", "个", "天", "月", "小时", "公里", "径")
_LONGEST_BASE: Final = 15
_LONGEST_PART: Final = 20


def read_fraction(text: str, start: int) -> Token | None:
    """The fraction at `start` as a percentage (of 千分之: per mille), else None.

    >>> fraction = read_fraction("近三分之二的村", 1)
    >>> (fraction.text, fraction.value, fraction.unit, fraction.comparator)
    ('近三分之二', Decimal('66.6667'), '%', '<')
    """
    window = text[start + 1 : start + _LONGEST_BASE]
    if "分" not in window and "/" not in window:
        return None
    match = _FRACTION.match(text, start) or _SHORT_FRACTION.match(text, start) or _slashed(text, start)
    if match is None:
        return None
    if len(match["part"]) > _LONGEST_PART:
        return Rejected(match.start(), match.end(), match[0], "word", "fraction")
    whole, part = value_of(match["whole"]), value_of(match["part"])
    if match.re is not _FRACTION and part >= whole:
        return None
    if not whole:
        return Rejected(match.start(), match.end(), match[0], "word", "fraction")
    unit, factor = ("per mille", Decimal(1000)) if match["whole"] in ("千", "仟") else ("%", Decimal(100))
    factor /= whole
    upper = approximate(match["part"])
    if upper:
        value, last, end = upper[0] * factor, upper[1] * factor, match.end()
    else:
        value, last, end = part * factor, None, match.end()
        ranged = _PART_RANGE.match(text, end) if match["whole"] in "百千佰仟" else None
        if ranged and len(ranged[1]) <= _LONGEST_PART and value_of(ranged[1]) > part:
            last, end = value_of(ranged[1]) * factor, ranged.end()
    return _portion(text, start, end, _rounded(value), last if last is None else _rounded(last), unit)


def _slashed(text: str, start: int) -> re.Match[str] | None:
    match = _SLASHED.match(text, start)
    if match is None:
        return None
    before = text[max(start - _LONGEST_BASE, 0) : start]
    said = text.startswith(_AFTER_SLASHED, match.end()) or before.endswith(_BEFORE_SLASHED)
    return match if said or _SHARE_BEFORE.search(before) else None


def _rounded(value: Decimal) -> Decimal:
    """Exact where it has few decimals, else to four; a very small one to as many digits."""
    if value == round(value, _EXACT_DIGITS):
        return value.normalize() + 0
    return value.quantize(Decimal("0.0001")) if abs(value) >= 1 else Decimal(f"{value:.4g}")


def _portion(
    text: str, start: int, end: int, value: Decimal, upper: Decimal | None, unit: str, comparator: str = "="
) -> Quantity:
    numeral = text[start:end]
    leading, begin = leading_comparator(text, start, numeral)
    trailing, stop = trailing_comparator(text, end)
    mark = leading if leading != "=" else trailing or comparator
    if text[begin - 1 : begin] == "负" and begin:
        begin, value = begin - 1, -value
    form = "range" if upper is not None else "fraction"
    return Quantity(begin, stop, text[begin:stop], value, upper, unit, "", mark, start, end, numeral, form)


@lru_cache(maxsize=1)
def _fixed() -> re.Pattern[str]:
    return re.compile(alternatives(definitions()["portions"]))


def read_portion(text: str, start: int) -> Quantity | None:
    """一半, 半数, 半成 at `start`, with 过 or 打 before it; None where another word begins there."""
    for first in (start - 2, start - 1, start):
        match = _fixed().match(text, first) if first >= 0 else None
        if match is None or match.end() <= start or text.startswith(_NO_PORTION, match.end()):
            continue
        value, comparator = definitions()["portions"][match[0]]
        token = _portion(text, start, match.end(), Decimal(value), None, "%", comparator)
        return replace(token, start=min(first, token.start), text=text[min(first, token.start) : token.end])
    return None


_TO_ONE: Final = re.compile(r"(?P<value>\d{1,3}(?:\.\d{1,4})?) ?[:：∶] ?1(?:\.0+)?(?![\d:：∶.])")
_TO_A_HUNDRED: Final = re.compile(r"(?P<value>\d{2,3}(?:\.\d{1,4})?) ?[:：∶] ?100(?:\.0+)?(?![\d:：∶.])")
_SEXES: Final = re.compile(r"性别比(?:例)?[^，,。；;\d]{0,8}$")
_RATIO_NAMED: Final = re.compile(
    r"(?:[^对相]比|之比|比值|比例)(?:[^，,。；;\d]{0,10}|[^。；;\d]{0,10}[，,][由从][^，,。；;\d]{1,8}|[^。；;]{0,16}[:：∶]1[^，,。；;\d]{1,6})$"
)


def _to_one(text: str, start: int) -> list[Token] | None:
    """收入比由2.05:1降为2.02:1: a ratio to one is a number; 性别比为104.2:100: as many men for a hundred women."""
    match = _TO_ONE.match(text, start) or _TO_A_HUNDRED.match(text, start)
    named = _RATIO_NAMED if match is not None and match.re is _TO_ONE else _SEXES
    if match is None or not named.search(text, max(0, start - 32), start):
        return None
    value, end = match.end("value"), match.end()
    return [
        Quantity(
            start,
            end,
            match[0],
            Decimal(match["value"]),
            None,
            "index",
            "",
            "=",
            start,
            value,
            match["value"],
            "bare",
        )
    ]


def read_ratio(text: str, start: int) -> list[Token] | None:
    """8.1:36.4:55.5, the parts of a whole; a chain that does not make one (a time, a code) is rejected."""
    match = _RATIO.match(text, start)
    if match is None or _TO_A_HUNDRED.fullmatch(match[0]):
        told = _to_one(text, start)
        if match is None or told is not None:
            return told
    if _CLOCK.fullmatch(match[0]) and _BEFORE_CLOCK.search(text, max(0, start - _LONGEST_BASE), start):
        return [
            Rejected(start + m.start(), start + m.end(), m[0], "code", "clock")
            for m in _RATIO_PART.finditer(match[0])
        ]
    parts = [(start + m.start(), start + m.end(), m[0]) for m in _RATIO_PART.finditer(match[0])]
    total = sum((Decimal(p) for _, _, p in parts[:_MOST_PARTS]), Decimal(0))
    if len(parts) > _MOST_PARTS or abs(total - 100) > 1:
        return [Rejected(s, e, p, "code", "chain") for s, e, p in parts]
    return [Quantity(s, e, p, Decimal(p), None, "%", "", "=", s, e, p, "ratio") for s, e, p in parts]


def read_doubling(text: str, start: int, end: int) -> Quantity | None:
    """翻两番, with the numeral at `start`: four times as much."""
    if text[end : end + 1] != "番" or not text[max(0, start - 2) : start].endswith(("翻", "翻了")):
        return None
    count = value_of(text[start:end]) if text[start] not in FORMAL else Decimal(0)
    if not 1 <= count <= 9:
        return None
    value = Decimal(2 ** int(count))
    return Quantity(
        start,
        end + 1,
        text[start : end + 1],
        value,
        None,
        "times",
        "番",
        "=",
        start,
        end,
        text[start:end],
        "doubling",
    )
