"""Flow of a period, total since a start, or stock at a moment."""

from __future__ import annotations

import re
from functools import lru_cache

from jjjdata.recognise.periods import Period
from jjjdata.statements.cues import alternatives, words


@lru_cache(maxsize=4)
def _cue(kind: str) -> re.Pattern[str]:
    return re.compile(alternatives(words("aggregation", kind)))


def aggregation_of(wording: str, clause_before: str, sentence_before: str, period: Period | None, unit: str) -> str:
    """Aggregation from the wording of the indicator, the words before the number and its time.

    累计 in the clause decides first; then what the wording names (余额, 保有量: stock; 成交额, 产量: flow); then
    the time (年末: stock; a whole year: flow).
    """
    if re.search(r"累计|总计|历年", clause_before) or re.search(r"累计", wording):
        return "cumulative"
    if period is not None and period.kind in ("since", "duration-back"):
        return "cumulative"
    moment = period is not None and period.first == period.last
    flow, stock = _last(_cue("period"), wording), _last(_cue("stock"), wording)
    if flow > stock:
        return "period"
    if stock > flow:
        return "stock"
    if moment:
        return "stock"
    if period is not None:
        return "period"
    return "stock" if unit in ("count", "km", "person", "h", "min") else "period"


def _last(cue: re.Pattern[str], text: str) -> int:
    """End of the last cue in `text`, -1 for none: a Chinese noun phrase has its head at the end."""
    found = -1
    for match in cue.finditer(text):
        found = match.end()
    return found
