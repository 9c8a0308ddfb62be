"""Whether a number is of a stretch of time, a sum since some day, or of a moment: by itself or with the number before."""

from __future__ import annotations

import re

from jjjdata.statements.aggregation import Telling, aggregation_of
from jjjdata.statements.dated import TimeTold
from jjjdata.statements.frame import Frame
from jjjdata.statements.measure import Measure
from jjjdata.statements.passage import Passage
from jjjdata.statements.thread import Thread
from jjjdata.statements.timing import Timing
from jjjdata.statements.wording_model import Wording

_YEARS = frozenset({"year", "relative-year"})
_PARTS_OF_YEAR = frozenset({"half", "quarter", "span"})
_OCCASIONS = frozenset({"次", "场", "场次", "批次", "趟", "期"})
# Wordings that share the act of the number before, so that they have its aggregation too.
_SHARES_ACT = frozenset({"counted", "shared-verb"})
_LIST_JOINT = re.compile(r"[^，,；;。]{1,10}[、和及]")
_OF_THE_COUNTED = re.compile(
    r"(?:总投资|投资额|总投资额|总金额|协议金额|合同金额)$"
)  # of the projects just counted


def told_aggregation(
    passage: Passage,
    n: int,
    measure: Measure,
    wording: Wording,
    time: TimeTold,
    status: str,
    frame: Frame,
    thread: Thread,
    *,
    part: bool,
) -> str:
    """Aggregation of the n-th number: period, cumulative or stock."""
    undated = time.period is None or (frame.yearly and time.period.kind in _YEARS)
    if n and undated and _is_change_of(measure, wording, thread, "stock"):
        return "stock"
    q, around, last = passage.quantities[n], passage.around(n), thread.last_aggregation
    if last and (wording.rule in _SHARES_ACT or _shares_verb(passage, n, wording, thread)):
        return last
    telling = Telling(
        q.unit, measure, time.period, frame.yearly or _of_some_year(passage, n), status == "target",
        running_total=thread.aggregation == "cumulative" and time.basis == "carried" and not passage.ends_item(n),
        done="已" in around.clause, whole=last if part else None, occasions=q.unit_text in _OCCASIONS,
    )  # fmt: skip
    found = aggregation_of(wording.text, around.before, telling)
    of_projects = n and found == "period" and last == "cumulative" and time.period is None
    return "cumulative" if of_projects and _OF_THE_COUNTED.search(wording.text) else found


def changes_sum(measure: Measure, wording: Wording, thread: Thread, time: TimeTold, timing: Timing) -> bool:
    """Whether a number is the change of the sum told right before it: 去年累计办理186万件，较2022年增长2.3倍."""
    carried = time.basis == "carried" and timing.first is not None
    return carried and _is_change_of(measure, wording, thread, "cumulative")


def _is_change_of(measure: Measure, wording: Wording, thread: Thread, told: str) -> bool:
    """Whether a number is the change of what stands, or of a sum, told right before it: the change is of the same."""
    return measure.kind == "change" and wording.rule == "carried" and thread.last_aggregation == told


def _shares_verb(passage: Passage, n: int, wording: Wording, thread: Thread) -> bool:
    """Whether a thing counted stands in a list behind the verb of the one before: 搬迁35个部门、165个单位."""
    if not n or thread.wording is None or not wording.verb or wording.verb != thread.wording.verb:
        return False
    between = passage.text[passage.quantities[n - 1].end : passage.quantities[n].start]
    return _LIST_JOINT.fullmatch(between) is not None


def _of_some_year(passage: Passage, n: int) -> bool:
    """Whether the sentence names a part of a year that nobody knows (今年1至10月): what was done is of that time."""
    before = (p for p in passage.periods if p.end <= passage.quantities[n].start)
    return any(p.kind in _PARTS_OF_YEAR and p.last is None for p in before)
