"""Values side by side: which of several subjects or places each of them answers to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from jjjdata.catalogue.places import gazetteer
from jjjdata.statements.left_out import divided_measure
from jjjdata.statements.lists import JOINTS, Listing, distribute, listing, members, shared_tail
from jjjdata.statements.measure import Measure, measure_of
from jjjdata.statements.passage import Passage
from jjjdata.statements.phrase import LONGEST, clean
from jjjdata.statements.thread import Thread
from jjjdata.statements.whereabouts import Whereabouts
from jjjdata.statements.wording import share_text, subject_before
from jjjdata.statements.wording_model import Wording

_LONGEST_NAME = 8


@dataclass(frozen=True)
class Answer:
    """What one of several values side by side is of, and where, if the list says it."""

    wording: Wording
    where: Whereabouts | None = None


def answer(
    passage: Passage, n: int, measure: Measure, where: Whereabouts, thread: Thread, home: str | None
) -> Answer | None:
    """The n-th quantity's own member of the list that its values answer to; None where there is no such list.

    The list stands before the values (数控机床、机器人产量分别增长), is counted there (三市分别为), or was told with
    amounts of its own (分别增长 behind two amounts).
    """
    first, last = passage.siblings(n)
    if first == last:
        return None
    opening = passage.around(first)
    lead = measure_of(passage.quantities[first], opening, None)
    counted = listing(
        clean(passage.text[opening.low : opening.left] + opening.before[: lead.cue]), last - first + 1
    )
    if counted is not None:
        return _of_listing(counted, n - first, home)
    shared = subject_before(opening.before, lead)
    if not shared:
        told = _told_before(thread, measure, n - first, last - first + 1)
        if told is not None:
            return told
        shared = _clause_before(passage, first) if "分别" in opening.before else ""
    parts = distribute(shared, last - first + 1) if shared else None
    if parts is None and "分别" in opening.before and shared:
        if dealt := _to_places(passage, first, last - first + 1):
            where = Whereabouts(dealt[n - first], None, "carried", dealt=True)
            return Answer(Wording(shared[-LONGEST:], shared, "", "distributed"), where)
        parts = _in_clauses(passage, first, shared, last - first + 1)
    if parts is None:
        respectively = "分别" in opening.before and shared and not where.dealt
        return _dealt_anew(thread, shared, n - first, last - first + 1) if respectively else None
    dealt_out = _places_listed(parts, home)
    if dealt_out is not None:
        codes, noun = dealt_out
        where = Whereabouts(codes[n - first], None, "stated", dealt=True)
        return Answer(Wording(noun[-LONGEST:], noun, "", "distributed"), where)
    part = parts[n - first]
    part += divided_measure(
        part, lead, passage.text[passage.sentence.start : opening.low], opening.before, thread.earlier
    )
    if where.dealt:
        part = clean(shared.replace(where.mention, "")) or part
    tail = opening.before[lead.cue :] if lead.cue is not None and lead.rule == "share" else ""
    return Answer(Wording(share_text(part, tail, None) if tail else part[-LONGEST:], part, "", "distributed"))


def _places_listed(parts: Sequence[str], home: str | None) -> tuple[list[str], str] | None:
    """Codes of a list of places and what is told of each: 甲县、乙县和丙县|降水量."""
    known = gazetteer()
    last = parts[-1]
    for length in range(min(_LONGEST_NAME, len(last) - 2), 1, -1):
        named = [*parts[:-1], last[:length]]
        codes = [known.resolve(name, home=home) for name in named]
        if all(codes) and any(
            known.names[name].manner in ("full", "bare") for name in named if name in known.names
        ):
            return [str(code) for code in codes], clean(last[length:])
    return None


def _told_before(thread: Thread, measure: Measure, i: int, n: int) -> Answer | None:
    """What the i-th of n numbers before was of: rates answer to amounts, amounts and points to what was listed."""
    told = thread.subjects[-i - n :][:n]
    apart = len({t.wording.text for t in told}) == n
    if measure.kind != "level" and not (measure.rule == "points" and apart):
        told = tuple(t for t in thread.subjects if t.kind == "level")[-n:]
        apart = len(told) == n
    if not apart:
        return None
    one = told[i]
    return Answer(replace(one.wording, rule="carried"), replace(one.where, basis="carried", leading=False))


def _dealt_anew(thread: Thread, noun: str, i: int, n: int) -> Answer | None:
    """What a list of n places or subjects earlier in the sentence says of the i-th of n values of a new noun."""
    listed = [
        t for t in thread.subjects if t.among == n and (t.where.dealt or t.wording.rule == "distributed")
    ]
    told = listed[-i - n :][:n]
    if len(told) < n:
        return None
    if all(t.where.dealt for t in told) and len({t.where.place for t in told}) == n:
        where = replace(told[i].where, basis="carried", leading=False)
        return Answer(Wording(noun[-LONGEST:], noun, "", "distributed"), where)
    names = members([t.wording.subject for t in told], noun)
    if names is None:
        return None
    return Answer(Wording(names[i][-LONGEST:], names[i], "", "distributed"))


def _in_clauses(passage: Passage, first: int, shared: str, n: int) -> list[str] | None:
    """Subjects parted by commas, because one of them is a list itself: 信息传输、软件业，金融业增加值分别…."""
    tail = shared_tail().search(shared)
    since = passage.quantities[first - 1].end if first else passage.sentence.start
    low = passage.clause(passage.quantities[first].start)[0]
    clauses = [c for c in re.split("[，,；;]", passage.text[since:low]) if clean(c)][1 - n :]
    if tail is None or len(clauses) != n - 1:
        return None
    end = shared[: tail.start()][-1:]
    parts = [clean(c) for c in clauses]
    return [*(p + tail[0] for p in parts), shared] if end and all(p.endswith(end) for p in parts) else None


def _to_places(passage: Passage, first: int, n: int) -> list[str]:
    """Codes of the n places side by side that a sentence names before n values: 甲市和乙市…，分别为…."""
    start = passage.quantities[first - 1].end if first else passage.sentence.start
    named = [
        m
        for m in passage.places
        if start <= m.start < passage.quantities[first].start and m.place and m.kind != "deictic"
    ]
    gaps = [passage.text[a.end : b.start] for a, b in pairwise(named)]
    alone = len(named) == n and all(re.fullmatch(JOINTS, gap) for gap in gaps)
    return [str(m.place) for m in named] if alone else []


def _clause_before(passage: Passage, first: int) -> str:
    """The subjects in the clause before, if it holds no number: …再上新台阶，分别为."""
    low = passage.clause(passage.quantities[first].start)[0]
    if low <= passage.sentence.start or (first and passage.quantities[first - 1].end >= low - 1):
        return ""
    start, end = passage.clause(low - 1)
    if first and passage.quantities[first - 1].end > start:
        return ""
    return clean(passage.text[start:end])


def _of_listing(counted: Listing, i: int, home: str | None) -> Answer:
    name = counted.names[i]
    if not counted.places:
        return Answer(Wording(name + counted.noun, name + counted.noun, "", "listed"))
    code = gazetteer().resolve(name, home=home) or name
    return Answer(
        Wording(counted.noun, counted.noun, "", "listed"), Whereabouts(code, None, "stated", dealt=True)
    )
