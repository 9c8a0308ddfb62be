"""Why a numeral counts nothing: the rules, each by its name, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from jjjdata.catalogue.units import PrintedUnit
from jjjdata.recognise.quantities import names, phrases, sizes
from jjjdata.recognise.quantities.cues import (
    definitions,
    is_bare_scale,
    leading_comparator,
    trailing_comparator,
)
from jjjdata.recognise.quantities.model import Mention, Rejected

Rule = Callable[[Mention, PrintedUnit | None], str | None]
_LONGEST_NUMBER: Final = 25


def refusal(mention: Mention, unit: PrintedUnit | None) -> Rejected | None:
    """The first rule that makes a numeral none, as a rejected numeral; None where it may count something."""
    for name, rule in _ARABIC_RULES if mention.arabic else _CHINESE_RULES:
        verdict = rule(mention, unit)
        if verdict is not None:
            return mention.rejected(verdict, name)
    return None


def _overlong(mention: Mention, unit: PrintedUnit | None) -> str | None:
    return "code" if len(mention.numeral) > _LONGEST_NUMBER else None


def _title(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """《…》: what stands in a title is part of a name."""
    return "name" if mention.titled else None


def _denominator(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """每10万人, 每千人口, 万元GDP能耗: the number is part of the unit of another."""
    given = definitions()["denominators"]
    bare = is_bare_scale(mention.numeral)
    if mention.before and mention.before in given["before"]:
        round_number = mention.numeral[-1] in "百千万亿" or mention.numeral in ("10", "100", "1000", "10000")
        return "word" if round_number else None
    # 10万人死亡率
    round_people = unit is not None and unit.code == "person" and mention.numeral in given["people"]
    named = (
        (bare or round_people)
        and unit is not None
        and mention.text.startswith(tuple(given["after"]), unit.end)
    )
    return "word" if named else None


def _years(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """三年行动 and 九周年 are names, 五年 a time; 延长三年 and 十年以上 say how long."""
    if unit is not None and unit.text in definitions()["durations"]["anniversaries"]:
        return "name"
    if unit is None or unit.text != "年":
        return None
    if mention.text.startswith(tuple(definitions()["names"]["plans"]), unit.end):
        return "name"
    if mention.arabic or trailing_comparator(mention.text, unit.end)[0] is not None:
        return None
    left = mention.text[max(0, mention.start - 4) : mention.start]
    return None if left.endswith(tuple(definitions()["durations"]["before"])) else "date"


def _quoted_whole(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """“21条”, “8+1”: a number that is all a pair of quotation marks holds is a name."""
    end = unit.end if unit is not None else mention.end
    return "name" if mention.before + mention.text[end : end + 1] in ("“”", "「」", "‘’") else None


def _clock(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """20点 is a time, unless an index stands at, rises or falls by so many points."""
    if unit is None or unit.text != "点":
        return None
    left, index = mention.left(16), definitions()["index"]
    _, begin = leading_comparator(mention.text, mention.start, mention.numeral)
    moved = mention.text[max(0, begin - 4) : begin].endswith(tuple(index["moves"]))
    return None if moved or any(word in left for word in index["market"]) else "name"


def _interest(mention: Mention, unit: PrintedUnit | None) -> str | None:
    """4.2厘 is a rate where interest is spoken of."""
    if unit is None or unit.text != "厘":
        return None
    words = definitions()["interest"]["words"]
    near = mention.left(16) + mention.text[unit.end : unit.end + 6]
    return None if any(word in near for word in words) else "unread"


_ARABIC_RULES: Final[tuple[tuple[str, Rule], ...]] = (
    ("overlong", _overlong),
    ("letters", names.letters),
    ("code", names.code),
    ("counter", names.counter),
    ("sum", names.sum_name),
    ("title", _title),
    ("named", names.named),
    ("footnote", names.footnote),
    ("denominator", _denominator),
    ("quoted-whole", _quoted_whole),
    ("years", _years),
    ("size", sizes.in_a_name),
    ("works", names.works),
    ("survey", names.survey),
    ("clock", _clock),
    ("interest", _interest),
    ("land-class", names.land_class),
)
_CHINESE_RULES: Final[tuple[tuple[str, Rule], ...]] = (
    ("overlong", _overlong),
    ("title", _title),
    ("quoted", phrases.slogan),
    ("enumerator", phrases.enumerator),
    ("word", phrases.fixed),
    ("paired-scales", phrases.paired_scales),
    ("few", phrases.few),
    ("article", phrases.article),
    ("denominator", _denominator),
    ("small-name", phrases.small_name),
    ("ordinal-two", phrases.ordinal_two),
    ("session", phrases.session),
    ("years", _years),
    ("size", sizes.in_a_name),
    ("clock", _clock),
    ("interest", _interest),
)
