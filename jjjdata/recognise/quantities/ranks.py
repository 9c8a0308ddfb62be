"""Ordinals, and the ranks among them: 居全国第3位, 前20名, 首位; 第二批 and 第三产业 are names of things."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from jjjdata.recognise.numerals import LONGEST, value_of
from jjjdata.recognise.quantities.cues import alternatives, definitions
from jjjdata.recognise.quantities.model import Quantity, Rejected, Token

_REACH: Final = 12
_AFTER_RANK: Final = "位名，。、；,;）)！ \n"
_LIMIT: Final = re.compile(r"(?:从|[至到]|并列)(?:倒数)?$")  # 从第1名至第20名: which are meant
_LISTED_REACH: Final = 18
_LISTED = re.compile(r"第(?:\d+|[一二三四五六七八九十]+)位?、[^，。、；;,\d第]{2,12}$")
# 全国第17个、全省第3个经济总量超万亿城市: which one of a country's it became; the first one (第1个) is a 首个.
_AMONG = re.compile(
    r"(?:全[国省市区县球]|世界|亚洲|国内|同类)(?:第(?:\d+|[一二三四五六七八九十]+)个、[^，。；]{0,4}?)?$"
)
_FIRST: Final = ("1", "一")
_NUMBER = re.compile(r"[〇零一二三四五六七八九十百两]+|\d+")


@lru_cache(maxsize=1)
def _ranked() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{alternatives(definitions()['ranks']['before'])})[^，。、；]{{0,8}}(?:第(?:\d+|[一二三四五六七八九十]+)、)?$"
    )


def _is_ranked(text: str, position: int) -> bool:
    """Whether the words that end at `position` tell of a rank."""
    if _ranked().search(text, max(0, position - _REACH), position):
        return True
    listed = _LISTED.search(text, max(0, position - _LISTED_REACH), position)
    return listed is not None and _is_ranked(text, listed.start())  # 居全省投资潜力第3、绿色发展第5


def read_ordinal(text: str, start: int, mark: int) -> Token | None:
    """The number at `start` behind 第, which stands at `mark`: a rank or an ordinal."""
    match = _NUMBER.match(text, start)
    if match is None or match.end() - start > LONGEST:
        return None
    end = match.end()
    after = text[end : end + 1]
    if _LIMIT.search(text, max(0, mark - _REACH), mark):
        return Rejected(start, end, match[0], "ordinal", "limit")
    if _is_ranked(text, mark) and (not after or after in _AFTER_RANK or text.startswith(("的", "大"), end)):
        return _rank(text, start, end, after if after in definitions()["ranks"]["classifier"] else "", "=")
    if after == "个" and match[0] not in _FIRST and _AMONG.search(text, max(0, mark - _REACH), mark):
        return _rank(text, start, end, after, "=")
    return Rejected(start, end, match[0], "ordinal", "ordinal")


def read_top(text: str, start: int) -> Token | None:
    """The number at `start` behind 前: 前20名, 前三; None where it counts (前5个月)."""
    match = _NUMBER.match(text, start)
    if match is None or match.end() - start > LONGEST:
        return None
    end = match.end()
    after = text[end : end + 1]
    classifier = after if after and after in definitions()["ranks"]["top"] else ""
    if not classifier and after and after not in "，。；、\n":
        return None
    if _is_ranked(text, start - 1):
        return _rank(text, start, end, classifier, "<=")
    return Rejected(start, end, match[0], "ordinal", "top")


def read_first(text: str, start: int) -> Token:
    """首 as a rank (居全国首位), as an ordinal (首批), or as a part of a word (首都)."""
    after = text[start + 1 : start + 2]
    if after and after in definitions()["ranks"]["classifier"] and _is_ranked(text, start):
        return _rank(text, start, start + 1, after, "=")
    return Rejected(start, start + 1, "首", "ordinal", "first")


def _rank(text: str, start: int, end: int, classifier: str, comparator: str) -> Quantity:
    stop = end + len(classifier)
    numeral = text[start:end]
    value = Decimal(1) if numeral == "首" else value_of(numeral)
    return Quantity(
        start,
        stop,
        text[start:stop],
        value,
        None,
        "count",
        classifier,
        comparator,
        start,
        end,
        numeral,
        "rank",
    )
