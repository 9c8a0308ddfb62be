"""The reader: a document in, its statements and its numeral ledger out.

It walks the document once, from heading to paragraph to sentence to clause, and carries on what the genre
leaves out: the subject, the time and the place of the number before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from jjjdata.catalogue.indicators import identify, indicators
from jjjdata.documents.model import Document
from jjjdata.recognise.periods import Period, periods
from jjjdata.recognise.places import PlaceMention, find_places
from jjjdata.recognise.quantities import Quantity, Rejected, scan
from jjjdata.statements.aggregation import aggregation_of, counts_items, flows, speaks_of_now
from jjjdata.statements.bounds import bounds
from jjjdata.statements.cues import alternatives, words
from jjjdata.statements.layout import Sentence, heading_level, number_length, sentences
from jjjdata.statements.ledger import Claim, ledger
from jjjdata.statements.measure import Measure, measure_of
from jjjdata.statements.mood import Tense, heading_status, sentence_status, status_of
from jjjdata.statements.passage import Passage, Surroundings
from jjjdata.statements.timing import Calendar, Timing, base_of, carries_on, resolve, stated_period
from jjjdata.statements.whereabouts import Scope, Whereabouts, heading_place, leading_place, locate
from jjjdata.statements.wording import Wording, clean, distribute, subject_before, wording_of
from jjjdata.text import Repaired, repair

_Span = TypeVar("_Span", Quantity, Period, PlaceMention)
_NOT_A_TIME = frozenset({"name", "recurring"})
_GOES_ON = frozenset({"carried", "share", "from-to", "topic", "verb-only"})
_ELLIPTICAL = re.compile(
    rf"(?:同时|此外|其中|另外|与此同时|再|还将?|并|已|共|累计|预计|继续|加快|进一步|全面|着力|持续|深入|用好|抓好|办好)|(?:{alternatives(words('verbs', 'action'))})"
)
_PART = re.compile(r"(?:其中|包括|包含)")
_COMPARABLE = re.compile(r"可比价|不变价|可比口径")
_REAL_GROWTH = re.compile(r"生产总值|增加值|GDP")


@dataclass(frozen=True)
class Reading:
    """What was read from one document: rows of `statements` and `numerals`, and places without a code."""

    statements: list[dict[str, object]]
    numerals: list[dict[str, object]]
    places: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Frame:
    """What the document and the headings above a sentence say of all its numbers."""

    calendar: Calendar
    home: str | None
    status: str | None
    place: str | None
    year: int | None


@dataclass(frozen=True)
class Thread:
    """What a number hands on to the next one: wording, measure, place, total, and the running status and time."""

    wording: Wording | None = None
    measure: Measure | None = None
    base: tuple[date | None, date | None] = (None, None)
    place: str | None = None
    opening: str | None = None  # the place that opened the sentence: it may be the next one's subject too
    last_place: str | None = None
    counterpart: str | None = None
    groups: tuple[str, ...] = ()
    in_sentence: bool = False
    whole: str | None = None
    previous: str | None = None
    status: str | None = None
    period: Period | None = None
    aggregation: str | None = None

    def next_sentence(self, *, same_paragraph: bool, same_heading: bool) -> Thread:
        """What lasts beyond the sentence: the status below a heading; within a paragraph also place and year."""
        status = self.status if same_heading else None
        if not same_paragraph:
            return Thread(status=status, groups=self.groups)
        period = self.period if carries_on(self.period) else None
        return Thread(status=status, period=period, place=self.opening, groups=self.groups)


def read_statements(document: Document) -> Reading:
    """Read one document.

    Returns rows exactly as `schema.STATEMENTS` and `schema.NUMERALS` declare them, in document order; a
    document that could not be read gives none.
    """
    if document.outcome != "read":
        return Reading([], [])
    repaired = repair(document.text)
    text = repaired.text
    found_periods = periods(
        text, document.published, precision=document.published_precision or "day", year=_reported_year(document)
    )
    found_places = find_places(text, home=document.place)
    dates = [(p.start, p.end) for p in found_periods]
    tokens = scan(text, dates)
    counted = [t for t in tokens if isinstance(t, Quantity)]
    rows = list(_rows(document, repaired, counted, found_periods, found_places))
    claims = _claims(repaired, tokens, rows)
    met = {m.place: m.kind for m in found_places if m.place and not _coded(m.place)}
    used = {code for r in rows for key in ("place", "counterpart") for code in str(r[key] or "").split("+")}
    return Reading(rows, ledger(document.document_id, document.text, claims), {k: v for k, v in sorted(met.items()) if k in used})


def _coded(place: str) -> bool:
    return place.replace("+", "").isascii()


def _reported_year(document: Document) -> int | None:
    reported = (document.reported_period or "").split("/")
    return int(reported[0][:4]) if len(reported) == 1 and reported[0][:4].isdigit() else None


def _calendar(document: Document) -> Calendar:
    reported = (document.reported_period or "").split("/")
    first, last = reported[0][:4], reported[-1][:4]
    return Calendar(
        document.published,
        document.published_last,
        date(int(first), 1, 1) if first.isdigit() else None,
        date(int(last), 12, 31) if last.isdigit() else None,
        plan=document.kind == "plan" or len(reported) > 1,
        plan_year=_plan_year(document.title),
    )


def _plan_year(title: str | None) -> int | None:
    """The year of the yearly plan that a title names: 2019年工作要点."""
    match = re.search(r"(20\d\d)年[^，。]*(?:要点|计划|方案|安排)", title or "")
    return int(match[1]) if match else None


def _rows(
    document: Document, repaired: Repaired, counted: list[Quantity], times: list[Period], where: list[PlaceMention]
) -> Iterator[dict[str, object]]:
    text = repaired.text
    cal = _calendar(document)
    frames: dict[tuple[str, ...], Frame] = {}
    thread, line, above = Thread(), -1, None
    for sentence in sentences(text, [(q.start, q.end) for q in counted]):
        if sentence.headings not in frames:
            frames[sentence.headings] = _frame(document, cal, sentence.headings)
        frame = frames[sentence.headings]
        passage = Passage(
            text, sentence,
            _within(counted, sentence), _within(times, sentence), _within(where, sentence),
        )  # fmt: skip
        thread = thread.next_sentence(same_paragraph=sentence.line == line, same_heading=sentence.headings == above)
        line, above = sentence.line, sentence.headings
        if thread.place and not _ELLIPTICAL.match(text, sentence.start, sentence.end):
            thread = replace(thread, place=None)
        thread = replace(thread, groups=_groups(thread.groups, passage.places))
        for n in range(len(passage.quantities)):
            row, thread = _row(document, repaired, passage, n, frame, thread)
            thread = replace(thread, in_sentence=True)
            yield row
        thread = _after_sentence(passage, frame, thread)


def _groups(known: tuple[str, ...], mentions: Sequence[PlaceMention]) -> tuple[str, ...]:
    """Groups of places named so far, the latest last, each once."""
    named = [m.place for m in mentions if m.kind == "group" and m.place]
    return tuple(dict.fromkeys((*(g for g in known if g not in named), *named)))


def _within(spans: list[_Span], sentence: Sentence) -> list[_Span]:
    low = bisect_left(spans, sentence.start, key=lambda s: s.start)
    high = bisect_left(spans, sentence.end, key=lambda s: s.start)
    return spans[low:high]


def _frame(document: Document, cal: Calendar, headings: tuple[str, ...]) -> Frame:
    named = [find_places(h, home=document.place) for h in headings]
    year = None
    for heading in headings:
        dated = [p for p in periods(heading, document.published, year=_reported_year(document)) if p.kind in ("year", "relative-year") and p.last]
        if dated and dated[0].last:
            year = dated[0].last.year
    return Frame(cal, document.place, heading_status(headings), heading_place(headings, named, document.place), year)


def _reports_a_year(document: Document) -> bool:
    return document.reported_period is not None and "/" not in document.reported_period


def _running(period: Period | None, published: date | None) -> bool:
    """Whether a period is the whole year in which the document appeared."""
    if period is None or published is None or period.first is None or period.last is None:
        return False
    return period.kind in ("year", "relative-year") and period.last >= published and period.last.year == published.year


def _after_sentence(passage: Passage, frame: Frame, thread: Thread) -> Thread:
    """What a sentence without numbers hands on: its year, its tense and its subject's place."""
    place = leading_place(passage.text, passage.places, Scope(None, frame.place, frame.home, thread.groups))
    thread = replace(thread, opening=place or thread.place)
    if passage.quantities:
        return thread
    stated = [p for p in passage.periods if carries_on(p)]
    status = sentence_status(passage.text[passage.sentence.start : passage.sentence.end])
    return replace(thread, period=stated[-1] if stated else thread.period, status=status or thread.status)


def _row(
    document: Document, repaired: Repaired, passage: Passage, n: int, frame: Frame, thread: Thread
) -> tuple[dict[str, object], Thread]:
    q = passage.quantities[n]
    around = passage.around(n)
    first, last = passage.siblings(n)
    measure = measure_of(q, around, thread.measure if n > first else None, thread.measure if n else None)
    where = _where(passage, q, around, measure, (n - first, last - first + 1), frame, thread)
    wording = _worded(passage, n, first, last, measure, around, thread, where)
    if wording.rule in _GOES_ON and n and where.basis != "stated":
        where = replace(where, place=thread.last_place or where.place, counterpart=where.counterpart or thread.counterpart)
    period, basis = _period(passage, q, around, measure, wording, thread, sibling=n > first)
    calendar = frame.calendar
    sentence_before = passage.text[passage.sentence.start : around.low]
    items = q.unit == "count" and counts_items(wording.text)
    mood = status_of(
        passage.text[around.low : q.start], sentence_before,
        Tense(period.last if period else None, _running(period, calendar.published_last), calendar.published_last),
        frame.status, thread.status, items=items, afterwards=passage.text[q.end : passage.sentence.end], plan=document.kind == "plan",
    )  # fmt: skip
    aggregation = aggregation_of(
        wording.text, around.before, q.unit, measure, period, thread.aggregation,
        yearly=_reports_a_year(document), target=mood.status == "target",
    )  # fmt: skip
    if items and mood.basis == "items" and period is None:
        aggregation = "period" if calendar.plan_year else "stock"
    year = calendar.plan_year if items and mood.basis == "items" else frame.year
    timing = resolve(period, basis, aggregation, mood.status, calendar, year or frame.year)
    value = q.value * measure.sign
    base = base_of(measure, q.unit, around.before, _bases(passage, around, q, measure), timing, aggregation)
    if n > first and measure.kind in ("change", "multiple") and base == (None, None):
        base = thread.base
    statement_id = _statement_id(document, repaired, q)
    part = _PART.search(around.before) is not None
    whole = thread.previous if part else thread.whole
    indicator_id = identify(
        wording.text, unit=q.unit, measure=measure.kind, aggregation=aggregation, place=where.place, counterpart=where.counterpart
    )
    row = _statement(document, repaired, passage, q, value)
    row |= {
        "statement_id": statement_id,
        "indicator": wording.text,
        "indicator_id": indicator_id,
        "topic": indicators()[indicator_id].topic if indicator_id else None,
        "comparator": q.comparator,
        "measure": measure.kind,
        "aggregation": aggregation,
        "status": mood.status,
        "period_start": timing.first,
        "period_end": timing.last,
        "period_text": timing.text,
        "period_basis": timing.basis,
        "base_start": base[0],
        "base_end": base[1],
        "price_basis": _prices(q, measure, wording.text, passage),
        "place": where.place,
        "place_basis": where.basis,
        "counterpart": where.counterpart,
        "part_of": whole if measure.kind == "level" else None,
        "rule": " ".join((measure.rule, wording.rule, f"status-{mood.basis}")),
    }
    stated_total = aggregation == "cumulative" and "累计" in around.before
    return row, replace(
        thread, wording=wording, measure=measure, base=base, period=period, whole=whole,
        place=where.place if where.leading else thread.place,
        last_place=where.place, counterpart=where.counterpart,
        aggregation="cumulative" if stated_total or (thread.aggregation and basis == "carried") else None,
        status=mood.status if mood.basis in ("stated", "carried", "running-year") else thread.status,
        previous=statement_id if measure.kind == "level" and not part and whole is None else thread.previous,
    )  # fmt: skip


def _where(
    passage: Passage, q: Quantity, around: Surroundings, measure: Measure, nth: tuple[int, int], frame: Frame, thread: Thread
) -> Whereabouts:
    whole = passage.text.rfind("占", around.left, q.start) if measure.kind == "share" else -1
    scope = Scope(thread.place, frame.place, frame.home, thread.groups, whole if whole >= 0 else None)
    earlier = passage.quantities[passage.quantities.index(q) - 1].end if thread.in_sentence else passage.sentence.start
    return locate(passage.text, passage.places, around, earlier, scope, nth)


def _period(
    passage: Passage, q: Quantity, around: Surroundings, measure: Measure, wording: Wording, thread: Thread, *, sibling: bool
) -> tuple[Period | None, str]:
    """The time that governs a number, and whether it is stated in its clause or carried on from before."""
    if sibling:
        return thread.period, "carried"
    period, in_clause = stated_period(passage.periods, around.low, q.start)
    if period is not None and measure.kind == "multiple" and measure.cue is not None:
        base = passage.text.rfind("是", around.left, q.start)
        earlier = [p for p in passage.periods if base < 0 or p.start < base]
        period, in_clause = stated_period(earlier, around.low, q.start)
    if period is not None:
        return period, "stated" if in_clause else "carried"
    if thread.period is None or thread.in_sentence:
        return thread.period, "carried"
    words_before = passage.text[passage.sentence.start : q.start]
    goes_on = (flows(wording.text) or measure.kind != "level") and not speaks_of_now(words_before)
    return (thread.period if goes_on else None), "carried"


def _worded(
    passage: Passage, n: int, first: int, last: int, measure: Measure, around: Surroundings, thread: Thread, where: Whereabouts
) -> Wording:
    q = passage.quantities[n]
    if last > first:
        opening = passage.around(first)
        lead = measure_of(passage.quantities[first], opening, None)
        shared = subject_before(opening.before, lead)
        parts = distribute(shared, last - first + 1) if shared else None
        if parts:
            part = parts[n - first]
            if where.dealt:
                part = clean(shared.replace(where.mention, "")) or part
            return Wording(part[-40:], part, "", "distributed")
    lead_text = passage.text[passage.sentence.start : around.low]
    head = number_length(lead_text) if heading_level(lead_text) is not None else 0
    wording = wording_of(q, around, measure, thread.wording, lead_text[head:])
    return _without_place(wording, where)


def _without_place(wording: Wording, where: Whereabouts) -> Wording:
    """The place has a column of its own: it leaves the wording where it only opens it."""
    name = where.mention
    text = wording.text
    if where.basis != "stated" or not name or not text.startswith(name):
        return wording
    rest = text[len(name) :].lstrip("的")
    if len(rest) < 2 or re.match(r"流向|输出|对|向|与|到|为|市场|属|级|和|及|、", rest):
        return wording
    subject = wording.subject[len(name) :] if wording.subject.startswith(name) and len(wording.subject) > len(name) + 1 else wording.subject
    return replace(wording, text=rest, subject=subject)


def _bases(passage: Passage, around: Surroundings, q: Quantity, measure: Measure) -> list[Period]:
    """Times in the clause that a change or multiple is measured from."""
    if measure.kind == "multiple" and measure.cue is not None:
        return [p for p in passage.periods if around.left + measure.cue <= p.start < q.start and p.kind not in _NOT_A_TIME]
    return [p for p in passage.periods if around.low <= p.start < q.start and p.kind == "base"]


def _prices(q: Quantity, measure: Measure, wording: str, passage: Passage) -> str | None:
    if measure.kind == "change" and q.unit in ("%", "times"):
        sentence = passage.text[passage.sentence.start : passage.sentence.end]
        if _COMPARABLE.search(sentence) or (_REAL_GROWTH.search(wording) and "名义" not in sentence):
            return "comparable"
        return None
    return "nominal" if q.unit == "CNY" else None


def _statement(document: Document, repaired: Repaired, passage: Passage, q: Quantity, value: Decimal) -> dict[str, object]:
    start, end = repaired.span(q.start, q.end)
    text = passage.text[passage.sentence.start : passage.sentence.end]
    s, e = passage.sentence.start + len(text) - len(text.lstrip()), passage.sentence.start + len(text.rstrip())
    sentence_start, sentence_end = repaired.span(s, e)
    low, high = bounds(q, value)
    return {
        "document_id": document.document_id,
        "char_start": start,
        "char_end": end,
        "value_text": document.text[start:end],
        "sentence": text.strip(),
        "sentence_start": sentence_start,
        "sentence_end": sentence_end,
        "value": float(value),
        "value_upper": None if q.value_upper is None else float(q.value_upper),
        "value_low": None if low is None else float(low),
        "value_high": None if high is None else float(high),
        "unit": q.unit,
        "unit_text": q.unit_text,
        "locator": None,
    }


def _statement_id(document: Document, repaired: Repaired, q: Quantity) -> str:
    return f"{document.document_id}-{repaired.span(q.number_start, q.number_end)[0]}"


def _claims(repaired: Repaired, tokens: Sequence[Quantity | Rejected], rows: Iterable[dict[str, object]]) -> list[Claim]:
    claims = [Claim(c.start, c.end, c.reason) for c in repaired.cuts]
    by_start = {str(r["statement_id"]).rsplit("-", 1)[1]: r for r in rows}
    for token in tokens:
        if isinstance(token, Quantity):
            start, end = repaired.span(token.number_start, token.number_end)
            row = by_start[str(start)]
            claims.append(Claim(start, end, "statement", str(row["statement_id"])))
            whole = repaired.span(token.start, token.end)
            if whole[1] > end:
                claims.append(Claim(end, whole[1], "statement", str(row["statement_id"])))
        else:
            claims.append(Claim(*repaired.span(token.start, token.end), _heading_or(repaired.text, token)))
    return claims


def _heading_or(text: str, token: Rejected) -> str:
    line = text.rfind("\n", 0, token.start) + 1
    opening = text[line : token.end + 3]
    return "heading-number" if token.start - line <= 4 and number_length(opening) >= token.end - line else token.verdict
