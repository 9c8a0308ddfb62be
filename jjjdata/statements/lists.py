"""Subjects side by side: which of a list before the values each value answers to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from jjjdata.statements.cues import alternatives, words
from jjjdata.statements.phrase import clean

_MEASURED = re.compile(
    r"[量额值率价数入出积比度费资款重模]$"
)  # endings of words that say themselves what is measured
_SHORTEST_NOUN = 2
_LEVEL = re.compile(r"[省市县区]级")
_LEVEL_ALONE = re.compile(r"(?:国家|[省市县区])级?$")
_LISTED = re.compile(
    r"(?P<names>[^，,]{2,40}?)(?<!、)等?(?<!第)(?:[两三四五六七八九十]|\d+)(?:个|大)?"
    r"(?:(?P<places>行政区|区县|县区|县市|地区|[省市区县地州旗])|类|种|项|行业|产业)(?P<noun>[\u4e00-\u9fff]{2,})$"
)
_ORDINALS = re.compile(r"第一(?:(?:、|和)第?[二三四])+")
_OF_A_RATE = frozenset({"降幅", "增幅", "增速", "涨幅", "跌幅"})
_AGED = re.compile(r"\d{1,3}(?:[-—–~至到]\d{1,3})?周?岁(?:(?:及|含)?以[上下])?")
JOINTS = r"、|以及|(?<![涉普惠])及(?!以[上下])|和(?![平谐]|地区)|(?<!参)与"
SPLIT = re.compile(JOINTS)


def distribute(phrase: str, n: int) -> list[str] | None:
    """Subjects for n values side by side, None where the list before them is of another length.

    >>> distribute("生产安全事故起数、死亡人数", 2)
    ['生产安全事故起数', '死亡人数']
    >>> distribute("粮食、油料产量", 2)
    ['粮食产量', '油料产量']
    >>> distribute("城镇、农村居民人均消费支出", 2)
    ['城镇居民人均消费支出', '农村居民人均消费支出']
    >>> distribute("第一、二产业贡献率", 2)
    ['第一产业贡献率', '第二产业贡献率']
    """
    phrase = _ORDINALS.sub(_each_ordinal, phrase)
    quoted = re.search(rf"(?:“[^”]+”){{{n}}}", phrase)
    if quoted:
        return [
            phrase[: quoted.start()] + item + phrase[quoted.end() :]
            for item in re.findall(r"“[^”]+”", quoted[0])
        ]
    listed_first, _, shared = phrase.partition("分别")
    if shared:
        parts = [p for p in SPLIT.split(re.sub(r"^[对向与从]", "", listed_first)) if p]
        return [p + clean(shared) for p in parts] if len(parts) == n else None
    parts = [p for p in SPLIT.split(phrase) if p]
    if len(parts) != n:
        parts = [p for p in phrase.split("、") if p]
        if len(parts) != n:
            return None
    return _with_shared_noun(parts)


def _each_ordinal(told: re.Match[str]) -> str:
    """第一、二、三产业 are 第一、第二、第三产业."""
    return re.sub("第?([一二三四])", r"第\1", told[0])


def _with_shared_noun(parts: list[str]) -> list[str]:
    """What the last subject of a list names, its other members mean too, where they do not say it themselves."""
    last = modifier().match(parts[-1])
    if last and all(modifier().fullmatch(p) for p in parts[:-1]):
        return [*(p + parts[-1][last.end() :] for p in parts[:-1]), parts[-1]]
    aged = _AGED.match(parts[-1])
    if aged and all(_AGED.fullmatch(p) for p in parts[:-1]):
        return [*(p + parts[-1][aged.end() :] for p in parts[:-1]), parts[-1]]
    alike = next(
        (
            len(p)
            for p in parts[:-1]
            if p[0] == parts[-1][0] and not p[0].isascii() and len(p) < len(parts[-1])
        ),
        None,
    )
    if alike is not None:  # 涉毒、涉诈案件: members of one build
        noun = parts[-1][alike:]
        return [p if _MEASURED.search(p) else p + noun for p in parts[:-1]] + parts[-1:]
    level = _LEVEL.match(parts[-1])
    if level and all(_LEVEL_ALONE.search(p) for p in parts[:-1]):  # 创建国家、省级|示范区
        return [*(p.removesuffix("级") + "级" + parts[-1][level.end() :] for p in parts[:-1]), parts[-1]]
    alike_end = next((n for p in parts[:-1] if (n := _noun_behind(p, parts[-1]))), "")
    if alike_end:  # 城镇常住居民、农村常住居民|人均可支配收入
        return [p if _MEASURED.search(p) else p + alike_end for p in parts[:-1]] + parts[-1:]
    tail = shared_tail().search(parts[-1])
    return [p if tail is None or _MEASURED.search(p) else p + tail[0] for p in parts[:-1]] + parts[-1:]


def _noun_behind(name: str, last: str) -> str:
    """What the last of a list names behind the words that another member ends with."""
    for length in range(len(name) - 1, 1, -1):
        at = last.find(name[-length:])
        if at > 0 and len(last) - at - length >= _SHORTEST_NOUN:
            return last[at + length :]
    return ""


@lru_cache(maxsize=1)
def modifier() -> re.Pattern[str]:
    """A word that says of which part something is, and nothing alone: 城镇, 农村, 第三."""
    return re.compile(alternatives(words("wording", "modifiers")))


@lru_cache(maxsize=1)
def shared_tail() -> re.Pattern[str]:
    """The end of a subject whose name a list before it shares: 产量, 增加值."""
    return re.compile(rf"(?:{alternatives(words('verbs', 'shared_tail'))})$")


def members(told: list[str], noun: str) -> list[str] | None:
    """What a list told of one noun says of another; None where the members told share no noun.

    >>> members(["城镇居民人均收入", "农村居民人均收入"], "人均消费支出")
    ['城镇居民人均消费支出', '农村居民人均消费支出']
    """
    tail = shared_tail().search(told[0])
    if noun in _OF_A_RATE and all(told_of.endswith(told[0][-2:]) for told_of in told):
        return [name + noun for name in told]  # 牛肉产量…，降幅分别…
    shared = tail[0] if tail and "人均" not in told[0] and all(map(shared_tail().search, told)) else told[0]
    while not all(name.endswith(shared) for name in told):
        shared = shared[1:]
    named = [name.removesuffix(shared) for name in told]
    if not shared or not all(named) or len(set(named)) < len(named):
        return None
    whose = shared.partition("人均")[0] if "人均" in shared and noun.startswith("人均") else ""
    return [name + whose + noun for name in named]


@dataclass(frozen=True)
class Listing:
    """A list that is counted itself before its values: its names, whether they are places, what is told of each."""

    names: list[str]
    places: bool
    noun: str


def listing(phrase: str, n: int) -> Listing | None:
    """The list of n names that are counted before the values of each.

    >>> listing("兰州、白银、天水三市粮食产量", 3)
    Listing(names=['兰州', '白银', '天水'], places=True, noun='粮食产量')
    >>> listing("食品、烟酒等两类价格分别", 2)
    Listing(names=['食品', '烟酒'], places=False, noun='价格')
    """
    match = _LISTED.match(phrase)
    names = SPLIT.split(match["names"]) if match else []
    if match is None or len(names) != n:
        return None
    return Listing(names, match["places"] is not None, clean(match["noun"]))
