"""Datelines of news: where and when it was filed and by whom (新华社北京10月18日电（记者…）), not what it tells of."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from jjjdata.catalogue.place_names import place_words
from jjjdata.recognise.place_lexicon import any_of

_DAY: Final = r"(?:[0-9]{2,4} ?年 ?)?(?:[01]?[0-9] ?月 ?)?[0-3]?[0-9] ?日"
_FILED: Final = r"(?:专?[电讯訊電]|综合(?:报道|消息)|消息)"


@lru_cache(maxsize=1)
def _dateline() -> re.Pattern[str]:
    words = place_words()["datelines"]
    agency, reporter = any_of(words["agencies"]), any_of(words["reporters"])
    # A bracket with the reporters may follow, or stand alone at the beginning.
    signed = rf"[（(](?:{reporter})[^（）()。\n]{{0,40}}[）)]"
    filed = rf"(?:据)?(?:{agency})[ ,，]?[^（）()。，,；\n]{{0,16}}?(?:{_DAY})? ?{_FILED}"
    return re.compile(rf"(?:(?<=[。！？\n])|\A)[ □■【\[]*(?:{filed}[】\]]?[ ,，]?(?:{signed})?|{signed})")


def datelines(text: str) -> list[tuple[int, int]]:
    """The spans of datelines in a text, in order; each opens a sentence.

    >>> text = "新华社长沙3月2日电（记者李某）湖南省新增企业。"
    >>> [text[s:e] for s, e in datelines(text)]
    ['新华社长沙3月2日电（记者李某）']
    """
    return [m.span() for m in _dateline().finditer(text)]
