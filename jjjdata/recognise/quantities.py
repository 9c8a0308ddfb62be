"""Quantities: numerals that say how much or how many, and the reason why the others do not.

`scan` walks over a text once and gives every numeral exactly one token: a `Quantity` or a `Rejected` with its
verdict. `quantities` is the public face that gives the quantities alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

from jjjdata.catalogue.units import unit_pattern, units_by_text
from jjjdata.recognise.numerals import NUMERAL, value_of


@dataclass(frozen=True)
class Quantity:
    """A number with its unit, as printed and as read.

    `start`/`end` hold comparator, numeral and unit; `number_start`/`number_end` the numeral alone.
    `value` has its scales multiplied out and is exact; `form` tells how it was written: plain, range,
    ratio, rank, fraction, doubling.
    """

    start: int
    end: int
    text: str
    value: Decimal
    value_upper: Decimal | None
    unit: str
    unit_text: str
    comparator: str
    number_start: int
    number_end: int
    numeral: str
    form: str = "plain"


@dataclass(frozen=True)
class Rejected:
    """A numeral that is no quantity, and why (a verdict of the ledger)."""

    start: int
    end: int
    text: str
    verdict: str


Token = Quantity | Rejected

_ROUND = r"[〇零一二三四五六七八九十百千万亿两半双首几\d]"
_SEPARATOR = r"(?:-|–|—{1,2}|―|~|～|至|到)"


@lru_cache(maxsize=1)
def _cues() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("jjjdata").joinpath("definitions/quantities.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    """Fixed words with a numeral in them, longest first."""
    words = sorted(set(_cues()["words"]["word"]), key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, words)))


@lru_cache(maxsize=1)
def _after() -> re.Pattern[str]:
    """Comparators after the unit; the one-character ones only where a word cannot go on."""
    marks = sorted(_cues()["after"], key=lambda w: (-len(w), w))
    parts = [m if len(m) > 1 else rf"{m}(?=[，。、；：,;:）)的]|\s|$)" for m in marks]
    return re.compile(rf"(?:（含）|\(含\))?({'|'.join(parts)})")


@lru_cache(maxsize=1)
def _unit() -> re.Pattern[str]:
    return re.compile(rf" ?({unit_pattern()})")


@lru_cache(maxsize=1)
def _scan_pattern() -> re.Pattern[str]:
    ratio = r"(?P<ratio>\d+(?:\.\d+)?(?: ?[:：∶] ?\d+(?:\.\d+)?){2,})"
    fraction = rf"(?P<whole>{NUMERAL})分之(?P<part>{NUMERAL})"
    doubling = r"翻(?:了)?(?P<doubling>[一两二三四五])番"
    ordinal = r"第 ?(?P<ordinal>[〇零一二三四五六七八九十百两]+|\d+)"
    first = r"(?P<first>[首])(?=位|名)"
    top = r"前(?P<top>[一二三四五六七八九十百]+|\d+)(?=位|名|强|[，。；、]|$)"
    number = rf"(?P<number>{NUMERAL})"
    other = r"(?P<other>[半双首几]+)"
    return re.compile("|".join((ratio, doubling, ordinal, top, first, fraction, number, other)))


# What follows tells a name or a code from a count.
_NAME_AFTER = re.compile(
    r"国道|省道|县道|乡道|号|路(?!公交)|线(?!路|索)|版|型|系列|届|期(?!间)|中全会|纲|大(?!幅|量|约|力)|级(?!以上)|等奖|代|维|甲|产业|产|甲医院|·"
)
_TAIL_NAME = re.compile(r"[A-Za-zⅠ-Ⅻ]")
_RANK_BEFORE = re.compile(
    r"(?:居|列|排名?|名列|位次|跃升|跃至|升至|升到|上升|进入|保持|全国|全省|全市|世界|全球|亚洲|国内|同类|城市|地区|总量|总数|增速)"
    r"[^，。、；]{0,8}(?:第\d+、)?$"
)
_RATIO_PART = re.compile(r"\d+(?:\.\d+)?")
_OPEN, _CLOSE = "“‘「『《\"", "”’」』》\""


def quantities(text: str) -> list[Quantity]:
    """Every quantity in `text`, in order; offsets count code points of `text`.

    >>> [(q.text, q.value, q.unit, q.comparator) for q in quantities("签约项目120余个，意向投资额约800亿元")]
    [('120余个', Decimal('120'), 'count', '>'), ('约800亿元', Decimal('80000000000'), 'CNY', '~')]
    """
    from jjjdata.recognise.periods import periods  # noqa: PLC0415 - periods imports nothing from here

    return [t for t in scan(text, [(p.start, p.end) for p in periods(text)]) if isinstance(t, Quantity)]


def scan(text: str, dates: Sequence[tuple[int, int]] = ()) -> list[Token]:
    """One token for each numeral of `text`, in order; numerals inside `dates` are rejected as dates."""
    tokens: list[Token] = []
    pending = list(dates)
    position = 0
    pattern = _scan_pattern()
    while match := pattern.search(text, position):
        while pending and pending[0][1] <= match.start():
            pending.pop(0)
        if pending and pending[0][0] < match.end() and match.start() < pending[0][1]:
            last = pending[0][1]
            tokens += [
                Rejected(m.start(), m.end(), m[0], "date") for m in re.finditer(rf"{_ROUND}+", text[: last]) if m.start() >= max(pending[0][0], position)
            ]
            position = max(last, match.start() + 1)
            continue
        found = _read(text, match)
        tokens += found
        position = max(found[-1].end if found else 0, match.end() if not found else 0, match.start() + 1)
    return _share(text, tokens)


def _read(text: str, match: re.Match[str]) -> list[Token]:
    kind = match.lastgroup
    if kind == "ratio":
        return _ratio(text, match)
    if kind == "doubling":
        start, end = match.span("doubling")
        exponent = int(value_of(match["doubling"]))
        return [Quantity(start, end + 1, text[start : end + 1], Decimal(2**exponent), None, "times", "番", "=", start, end, match["doubling"], "doubling")]
    if kind == "ordinal":
        return [_ordinal(text, match)]
    if kind == "top":
        start, end = match.span("top")
        if _RANK_BEFORE.search(text, max(0, match.start() - 12), match.start()):
            unit = re.match(r"位|名|强", text[end : end + 1])
            stop = end + (1 if unit else 0)
            return [Quantity(start, stop, text[start:stop], value_of(match["top"]), None, "count", unit[0] if unit else "", "<=", start, end, match["top"], "rank")]
        return [Rejected(start, end, match["top"], "ordinal")]
    if kind == "first":
        start, end = match.span("first")
        if _RANK_BEFORE.search(text, max(0, start - 12), start):
            return [Quantity(start, end + 1, text[start : end + 1], Decimal(1), None, "count", text[end], "=", start, end, match["first"], "rank")]
        return [Rejected(start, end, match["first"], "ordinal")]
    if kind == "part":
        return [_fraction(text, match)]
    if kind == "other":
        return [_other(text, match)]
    return [_number(text, match)]


def _ratio(text: str, match: re.Match[str]) -> list[Token]:
    """4.7:40.5:54.8, the parts of a whole; a clock time or score is none."""
    parts = [(match.start() + m.start(), match.start() + m.end(), m[0]) for m in _RATIO_PART.finditer(match[0])]
    total = sum(Decimal(p) for _, _, p in parts)
    if abs(total - 100) > 1:
        return [Rejected(s, e, p, "code") for s, e, p in parts]
    return [Quantity(s, e, p, Decimal(p), None, "%", "", "=", s, e, p, "ratio") for s, e, p in parts]


def _ordinal(text: str, match: re.Match[str]) -> Token:
    start, end = match.span("ordinal")
    after = text[end : end + 1]
    ranked = _RANK_BEFORE.search(text, max(0, match.start() - 12), match.start())
    if ranked and (not after or after in "位名，。、；,;）)！ \n" or text.startswith(("的", "大"), end)):
        unit = after if after in ("位", "名") else ""
        stop = end + len(unit)
        return Quantity(start, stop, text[start:stop], value_of(match["ordinal"]), None, "count", unit, "=", start, end, match["ordinal"], "rank")
    return Rejected(start, end, match["ordinal"], "ordinal")


def _fraction(text: str, match: re.Match[str]) -> Token:
    whole, part = value_of(match["whole"]), value_of(match["part"])
    if not whole:
        return Rejected(match.start(), match.end(), match[0], "word")
    unit, factor = ("per mille", Decimal(1000)) if whole == 1000 else ("%", Decimal(100))
    comparator, start = _before(text, match.start(), match[0])
    after = _after().match(text, match.end())
    end = after.end() if after else match.end()
    if after and comparator == "=":
        comparator = _cues()["after"][after[1]]
    value = part * factor / whole
    if value != round(value, 6):
        value = value.quantize(Decimal("0.0001"))
    return Quantity(start, end, text[start:end], value, None, unit, "", comparator, match.start(), match.end(), match[0], "fraction")


def _other(text: str, match: re.Match[str]) -> Token:
    """半, 双, 首, 几 count only as 半 before a unit of time or length."""
    start, end = match.span()
    unit = _unit().match(text, end)
    if match[0] == "半" and unit and units_by_text()[unit[1]][0] in ("h", "mo", "km", "d") and not text[start - 1 : start].isdigit():
        before, begin = _before(text, start, "半")
        return Quantity(begin, unit.end(), text[begin : unit.end()], Decimal("0.5"), None, units_by_text()[unit[1]][0], unit[1], before, start, end, "半")
    if match[0] == "半" and text[start - 1 : start] == "一" and start:
        return Rejected(start, end, match[0], "word")
    return Rejected(start, end, match[0], "vague" if "几" in match[0] else "word")


def _number(text: str, match: re.Match[str]) -> Token:
    start, end = match.span()
    numeral = match[0]
    arabic = numeral[0].isdigit()
    reason = _not_counting(text, start, end, numeral, arabic)
    if reason:
        return Rejected(start, end, numeral, reason)
    more = re.match(r"[多余来](?!层次|元化|样|种经营)", text[end : end + 4])
    number_end = end + (1 if more else 0)
    unit = _unit().match(text, number_end)
    ranged = _range(text, start, end, numeral, unit)
    if ranged:
        return ranged
    if unit is None:
        return _unitless(text, start, end, number_end, numeral, arabic)
    return _counted(text, start, number_end, numeral, bool(more), unit, arabic)


def _not_counting(text: str, start: int, end: int, numeral: str, arabic: bool) -> str | None:
    """The verdict for a numeral that a name, code or fixed word has swallowed, else None."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if arabic:
        if before and (before.isascii() and (before.isalpha() or before in "_#@+/&=%.") or before in "·第Ⅰ"):
            return "code"
        if re.match(r"[A-Za-z]", after) and not _unit().match(text, end):
            return "code"
        if before == "-" and start > 1 and text[start - 2].isascii() and text[start - 2].isalpha():
            return "code"
        if after in ("+", "·") or (before == "·"):
            return "name"
        return None
    window = text[max(0, start - 3) : end + 3]
    shift = start - max(0, start - 3)
    for word in _words().finditer(window):
        if word.start() < shift + len(numeral) and word.end() > shift:
            return "word"
    if numeral in ("一", "零", "〇"):
        return None if _unit().match(text, end) and text.startswith("刻钟", end) else "vague"
    if before in tuple(_OPEN) and any(c in _CLOSE for c in text[end : end + 9]):
        return "slogan"
    return None


def _unitless(text: str, start: int, end: int, number_end: int, numeral: str, arabic: bool) -> Token:
    """A numeral with no unit: a level of money written 千亿级, else a name, a date-like year, a word."""
    if text.startswith("级", number_end) and numeral[-1] in "亿万" and not arabic:
        stop = number_end + 1
        return Quantity(start, stop, text[start:stop], value_of(numeral), None, "CNY", "级", "~", start, number_end, numeral)
    if not arabic:
        return Rejected(start, end, numeral, "word")
    if re.fullmatch(r"(?:19|20)\d\d", numeral):
        return Rejected(start, end, numeral, "date")
    return Rejected(start, end, numeral, "name" if _NAME_AFTER.match(text, end) else "code")


def _counted(text: str, start: int, number_end: int, numeral: str, more: bool, unit: re.Match[str], arabic: bool) -> Token:
    unit_text = unit[1]
    code, factor = units_by_text()[unit_text]
    if _is_name(text, start, unit, code, unit_text, arabic, numeral):
        return Rejected(start, number_end, text[start:number_end], "name")
    comparator, begin = _before(text, start, numeral)
    end = unit.end()
    after = _after().match(text, end)
    if after:
        end = after.end()
        if comparator == "=":
            comparator = _cues()["after"][after[1]]
    if comparator in ("=", "~") and any(c in numeral + (text[number_end - 1] if more else "") for c in "多余"):
        comparator = ">"
    value = value_of(numeral) * factor
    begin, value = _signed(text, begin, start, value)
    return Quantity(begin, end, text[begin:end], value, None, code, unit_text, comparator, start, number_end, text[start:number_end])


def _is_name(text: str, start: int, unit: re.Match[str], code: str, unit_text: str, arabic: bool, numeral: str) -> bool:
    """Numeral and unit that together name something: 三年行动, 二期, 7号线, 三级医院, 两市."""
    after = text[unit.end() : unit.end() + 2]
    if code == "a" and unit_text == "年":
        return bool(re.match(r"行动|规划|计划|方案|滚动|制|级|期", after)) or (not arabic and not after.startswith(("以上", "左右")))
    if unit_text in ("期", "届", "站", "点", "口", "环", "面", "道", "门", "本", "股", "顶", "把", "头", "省", "市", "区", "县", "国", "村", "镇", "校", "院", "企", "旗", "群", "首", "金", "银", "铜", "位数") and not arabic:
        return unit_text not in ("头", "门", "道", "口")
    if unit_text in ("期", "届") and re.match(r"[（(]?[^，。、；]{0,6}(?:工程|项目|建设|开工|开通|建成)", text[unit.end() : unit.end() + 12]):
        return True
    if unit_text in ("点", "号") and code == "count":
        return True
    if unit_text in ("日", "周") and not arabic:
        return True
    if unit_text in ("类", "部", "级", "区") and re.match(r"[地标市]", after):
        return True
    return bool(unit_text == "方" and after[:1] in "面案式法向针便位")


def _before(text: str, start: int, numeral: str) -> tuple[str, int]:
    """The comparator right before `start` and where it begins."""
    marks = _cues()["before"]
    for length in (4, 3, 2, 1):
        word = text[start - length : start] if start >= length else ""
        if word not in marks:
            continue
        left = text[start - length - 1 : start - length] if start > length else ""
        if left and left in _cues()["not_comparator"].get(word, ""):
            return "=", start
        if word == "上" and numeral[0] not in "百千万亿":
            return "=", start
        return marks[word], start - length
    return "=", start


def _signed(text: str, begin: int, start: int, value: Decimal) -> tuple[int, Decimal]:
    """A minus sign or 负 before the numeral."""
    sign = text[begin - 1 : begin] if begin else ""
    if sign in ("-", "−", "负") and begin == start:
        left = text[begin - 2 : begin - 1] if begin > 1 else ""
        if sign == "负" or not (left.isdigit() or left in "年月日号%" or left.isalpha()) or left in "为率":
            return begin - 1, -value
    return begin, value


def _range(text: str, start: int, end: int, numeral: str, unit: re.Match[str] | None) -> Quantity | None:
    """1至1.5小时, 5000—6000亿元, 5%-6%; none after 由 or 从, where two times are told apart."""
    left_end = unit.end() if unit else end
    match = re.compile(rf" ?{_SEPARATOR} ?({NUMERAL})([多余]?)").match(text, left_end)
    if match is None or text[max(0, start - 1) : start] in ("由", "从"):
        return None
    right = _unit().match(text, match.end())
    if right is None or (unit and units_by_text()[unit[1]][0] != units_by_text()[right[1]][0]):
        return None
    code, factor = units_by_text()[right[1]]
    low, high = value_of(numeral), value_of(match[1])
    if unit is None and low < high:
        scale = re.search(r"[十百千万亿]+$", match[1])
        if scale and numeral[-1].isdigit():
            scaled = low * value_of("1" + scale[0])
            low = scaled if scaled < high else low
    if low >= high:
        return None
    comparator, begin = _before(text, start, numeral)
    after = _after().match(text, right.end())
    stop = after.end() if after else right.end()
    if after and comparator == "=":
        comparator = _cues()["after"][after[1]]
    return Quantity(begin, stop, text[begin:stop], low * factor, high * factor, code, right[1], comparator, start, match.end(1), text[start : match.end(1)], "range")


def _share(text: str, tokens: list[Token]) -> list[Token]:
    """Unit and comparator shared over an enumeration: 超900家、300家; 16.4个、1.3个百分点."""
    found = list(tokens)
    for i in range(len(found) - 1, 0, -1):
        left, right = found[i - 1], found[i]
        if not (isinstance(left, Quantity) and isinstance(right, Quantity)):
            continue
        gap = text[left.end : right.start]
        if gap in ("、", "和", "、第") and left.unit_text == "个" and right.unit == "pp" and right.unit_text.startswith("个"):
            found[i - 1] = replace(left, unit="pp")
    for i in range(1, len(found)):
        left, right = found[i - 1], found[i]
        if not (isinstance(left, Quantity) and isinstance(right, Quantity)) or left.form != "plain":
            continue
        led = text[left.start : left.number_start] in _cues()["before"]
        if led and right.comparator == "=" and right.start == right.number_start and text[left.end : right.start] == "、" and left.unit == right.unit:
            found[i] = replace(right, comparator=left.comparator)
    return found


def spans(tokens: Iterable[Token]) -> list[tuple[int, int]]:
    """Where the tokens stand."""
    return [(t.start, t.end) for t in tokens]
