"""Where a number's figure is of: from its sentence, or from the number before with which it goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from jjjdata.recognise.places import PlaceMention
from jjjdata.statements.frame import Frame
from jjjdata.statements.measure import Measure
from jjjdata.statements.passage import Passage, Surroundings
from jjjdata.statements.phrase import verbs
from jjjdata.statements.sides import Scope
from jjjdata.statements.thread import Thread, Told
from jjjdata.statements.whereabouts import Whereabouts, among_others, locate, together

_LEFT_OUT = re.compile(r"[（(]不[包含][^（）()]*[）)]")


def placed(
    passage: Passage,
    n: int,
    around: Surroundings,
    measure: Measure,
    frame: Frame,
    thread: Thread,
) -> Whereabouts:
    """The place of the n-th number and its other side, as its sentence tells them."""
    first, last = passage.siblings(n)
    whole = (
        passage.text.rfind("占", around.left, passage.quantities[n].start) if measure.kind == "share" else -1
    )
    scope = Scope(thread.place, frame.place, frame.home, thread.groups, whole if whole >= 0 else None)
    earlier = passage.quantities[n - 1].end if n else passage.sentence.start
    where = locate(
        passage.text,
        _without_examples(passage, around),
        around,
        earlier,
        scope,
        (n - first, last - first + 1),
    )
    return among_others(where, frame.home) if measure.kind == "rank" else where


def place_carried(
    where: Whereabouts, passage: Passage, n: int, thread: Thread, *, goes_on: bool, part: bool
) -> Whereabouts:
    """The place of a number behind another: that one's where it goes on with it, all places told where it sums up.

    `goes_on` says that its wording goes on with the number before, `part` that it is named as a part.
    """
    if n == 0:
        return where
    if goes_on and where.basis != "stated":
        where = replace(
            where, place=thread.last_place or where.place, counterpart=where.counterpart or thread.counterpart
        )
    where = together(where, [t.where for t in _told_together(thread)], passage.around(n).before)
    if where.counterpart is not None or not (part or _same_item(passage, n, where, thread)):
        return where
    return replace(where, counterpart=None if thread.counterpart == where.place else thread.counterpart)


def _told_together(thread: Thread) -> Sequence[Told]:
    """The values side by side that ended with the number before."""
    return thread.subjects[-thread.subjects[-1].among :] if thread.subjects else ()


def _same_item(passage: Passage, n: int, where: Whereabouts, thread: Thread) -> bool:
    """Whether a number goes on with the place of the one before: 流向津冀技术合同3103项，成交额…."""
    return where.basis != "stated" and where.place == thread.last_place and not passage.ends_item(n)


def _without_examples(passage: Passage, around: Surroundings) -> list[PlaceMention]:
    """The places of a sentence without examples (宜昌港扩建等12个项目) and those left out (不含宜昌)."""
    left_out = [
        m.span() for m in _LEFT_OUT.finditer(passage.text, passage.sentence.start, passage.sentence.end)
    ]
    places = [m for m in passage.places if not any(low < m.start < high for low, high in left_out)]
    if not passage.text.endswith("等", around.low, around.start):
        return places
    acts = [m for m in places if verbs().match(passage.text, m.end)]
    return [m for m in places if not around.low <= m.start < around.start or m in acts]
