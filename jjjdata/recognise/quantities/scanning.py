"""The walk over a text: each numeral is met once and becomes one token."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from jjjdata.catalogue.units import match_unit, units
from jjjdata.recognise.numerals import FORMAL, LONGEST, NUMERAL, SPACED
from jjjdata.recognise.periods import periods
from jjjdata.recognise.quantities.amounts import tenths_behind, unit_behind
from jjjdata.recognise.quantities.bare import read_bare
from jjjdata.recognise.quantities.compounds import told_apart, with_denominator, with_minutes
from jjjdata.recognise.quantities.counted import number_end, read_counted, read_range
from jjjdata.recognise.quantities.cues import fixed_word, leading_comparator
from jjjdata.recognise.quantities.model import Mention, Quantity, Rejected, Token
from jjjdata.recognise.quantities.portions import read_doubling, read_fraction, read_portion, read_ratio
from jjjdata.recognise.quantities.ranks import read_first, read_ordinal, read_top
from jjjdata.recognise.quantities.refusals import refusal
from jjjdata.recognise.quantities.sharing import share

Span = tuple[int, int]
_OTHERS: Final = "半双首几"
_CHARACTERS: Final = "〇零一二两三四五六七八九十百千万亿"
_CANDIDATE: Final = re.compile(rf"[0-9{_CHARACTERS}{_OTHERS}{FORMAL}]")
_RUN: Final = re.compile(rf"[{_CHARACTERS}{_OTHERS}]+|\d+")
_NUMERAL: Final = re.compile(NUMERAL)
_SPACED: Final = re.compile(SPACED)
_FEW: Final = re.compile(r"几[十百千万亿]*")
_TITLE: Final = re.compile(r"《[^《》\n]{1,60}》")
_CAMPAIGN: Final = re.compile(rf"“[{_CHARACTERS}][^“”\n]{{2,22}}(?:工程|行动|计划|战略|活动)”")
_SLOGAN: Final = re.compile(
    rf"(?:“新?[{_CHARACTERS}双][^“”\n]{{0,11}}”|「新?[{_CHARACTERS}双][^「」\n]{{0,11}}」|‘新?[{_CHARACTERS}双][^‘’\n]{{0,11}}’)"
)
_UNITS_OF_HALF: Final = frozenset({"h", "mo", "km", "d", "min"})


def quantities(text: str) -> list[Quantity]:
    """Every quantity in `text`, in order; offsets count code points of `text`.

    >>> [(q.text, q.value, q.unit, q.comparator) for q in quantities("开工项目70余个，计划投资额约650亿元")]
    [('70余个', Decimal('70'), 'count', '>'), ('约650亿元', Decimal('65000000000'), 'CNY', '~')]
    """
    return [t for t in scan(text, [(p.start, p.end) for p in periods(text)]) if isinstance(t, Quantity)]


def scan(text: str, dates: Sequence[Span] = ()) -> list[Token]:
    """One token for each numeral of `text`, in order; numerals inside `dates` (spans in order) are rejected as dates.

    >>> [(t.text, t.verdict) for t in scan("进一步建设二期") if isinstance(t, Rejected)]
    [('一', 'word'), ('二', 'name')]
    """
    return share(text, list(_tokens(text, dates)))


def _tokens(text: str, dates: Sequence[Span]) -> Iterator[Token]:
    titles = _Spans([m.span() for m in _TITLE.finditer(text)])
    slogans = _Spans(sorted(m.span() for quoted in (_SLOGAN, _CAMPAIGN) for m in quoted.finditer(text)))
    timed = _Spans(dates)
    position = 0
    while match := _CANDIDATE.search(text, position):
        start = match.start()
        date = timed.around(start)
        if date is not None:
            yield from (
                Rejected(m.start(), m.end(), m[0], "date", "period")
                for m in _RUN.finditer(text, start, date[1])
            )
            position = max(date[1], start + 1)
            continue
        limit = timed.next_start(len(text))
        found = _read(text, start, limit, slogans.around(start) is not None, titles.around(start) is not None)
        yield from found
        position = max(found[-1].end if found else 0, start + 1)


class _Spans:
    """Spans in order, asked for with positions that never go back."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._next = 0

    def around(self, position: int) -> Span | None:
        while self._next < len(self._spans) and self._spans[self._next][1] <= position:
            self._next += 1
        if self._next < len(self._spans) and self._spans[self._next][0] <= position:
            return self._spans[self._next]
        return None

    def next_start(self, otherwise: int) -> int:
        """Where the next span begins; to be asked after `around`."""
        return self._spans[self._next][0] if self._next < len(self._spans) else otherwise


def _read(text: str, start: int, limit: int, quoted: bool, titled: bool) -> list[Token]:
    """The tokens that begin at `start`; none where a character only looks like a numeral (大陆)."""
    char = text[start]
    if char.isdigit() and (chain := read_ratio(text, start)):
        return chain
    if quoted and char in _OTHERS:
        return [Rejected(start, start + 1, char, "slogan", "quoted")]
    special = _special(text, start, char)
    if special is not None:
        return [special]
    match = _spaced(text, start, limit) or _NUMERAL.match(text, start, limit)
    if (
        match is None
    ):  # the 千 of a unit's own name (千升), or a character that counts only beside others (陆)
        return [Rejected(start, start + 1, char, "word", "unit-of-table")] if char in _CHARACTERS else []
    numeral = match[0]
    if len(numeral) > LONGEST:
        return [Rejected(start, match.end(), numeral, "code" if char.isdigit() else "word", "overlong")]
    mention = Mention.at(text, start, match.end(), quoted=quoted, titled=titled)
    return [_number(mention)]


def _spaced(text: str, start: int, limit: int) -> re.Match[str] | None:
    """85 146元: the thousands are set apart where a unit of measure or a classifier follows at once."""
    match = _SPACED.match(text, start, limit)
    unit = match_unit(text, match.end()) if match is not None else None
    return match if unit is not None and units()[unit.code].dimension != "time" else None


def _special(text: str, start: int, char: str) -> Token | None:
    """Ordinals, ranks, fractions, halves: what is told by the characters around the numeral."""
    before = text[start - 1] if start else ""
    if char not in _OTHERS and (before == "第" or text[max(0, start - 2) : start] == "第 "):
        return read_ordinal(text, start, text.rfind("第", 0, start))
    if before == "前" and char not in _OTHERS:
        top = read_top(text, start)
        if top is not None:
            return top
    if char in "一半":
        portion = read_portion(text, start)
        if portion is not None:
            return portion
    if char in _OTHERS:
        return _other(text, start, char)
    return read_fraction(text, start) or read_doubling(text, start, start + 1)


def _other(text: str, start: int, char: str) -> Token:
    """半, 双, 首 and 几 count only as 半 before a unit of time or length, and 首 as a rank."""
    found = fixed_word(text, start, start + 1)
    if char == "首":
        first = read_first(text, start)
        ordinal = isinstance(first, Quantity) or _is_classified(text, start)
        return first if ordinal else Rejected(start, start + 1, char, found[0] if found else "word", "first")
    if char == "几":
        run = _FEW.match(text, start)
        assert run is not None, "it begins with 几"
        return Rejected(start, run.end(), run[0], "vague", "few")
    if char == "半":
        return _half(text, start, found)
    return Rejected(start, start + 1, char, found[0] if found else "word", "pair")


def _half(text: str, start: int, word: tuple[str, int] | None) -> Token:
    """半小时, 半公里; but 半天 is a word, and 两个半小时 belongs to the two."""
    unit = match_unit(text, start + 1)
    before = text[start - 1 : start]
    swallowed = word is not None and (unit is None or word[1] >= unit.end)
    if (
        unit is None
        or swallowed
        or unit.code not in _UNITS_OF_HALF
        or before.isdigit()
        or before in ("个", "一")
    ):
        return Rejected(start, start + 1, "半", word[0] if word else "word", "half")
    comparator, begin = leading_comparator(text, start, "半")
    return Quantity(
        begin, unit.end, text[begin : unit.end], unit.factor * Decimal("0.5"), None, unit.code, unit.text,
        comparator, start, start + 1, "半",
    )  # fmt: skip


def _is_classified(text: str, start: int) -> bool:
    """首批, 首届: 首 before a classifier says which one; before other words (首都) nothing."""
    unit = match_unit(text, start + 1)
    found = fixed_word(text, start, start + 1)
    return (unit is not None and unit.code == "count" and found is None) or (
        found is not None and found[0] == "ordinal"
    )


def _number(mention: Mention) -> Token:
    """A numeral with or without a unit: the rules that refuse it, then what it counts."""
    text = mention.text
    end = number_end(mention)
    behind = unit_behind(text, end) or tenths_behind(text, mention.start, end, mention.numeral)
    unit = told_apart(text, mention.start, behind)
    refused = refusal(mention, unit)
    if refused is not None:
        return refused
    ranged = read_range(mention, unit)
    if ranged is not None:
        return ranged
    if unit is not None:
        counted = read_counted(mention, end, unit)
        if counted is not None:
            return with_minutes(text, with_denominator(text, counted))
        return mention.rejected("word", "unit-of-table")
    return read_bare(mention, end)
