"""The reader: a document in, its statements and its numeral ledger out.

It walks the document once, from heading to paragraph to sentence to clause, and carries on what the genre
leaves out: the subject, the time and the place of the number before.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from jjjdata.catalogue.places import gazetteer
from jjjdata.documents.model import Document
from jjjdata.recognise.datelines import datelines
from jjjdata.recognise.periods import Period, periods
from jjjdata.recognise.places import PlaceMention, find_places
from jjjdata.recognise.quantities import Quantity, Rejected, scan
from jjjdata.recognise.tables import Cell, Heading, find_cells, table_lines
from jjjdata.statements.cues import alternatives, words
from jjjdata.statements.frame import Frame, frame_of, reported_year
from jjjdata.statements.layout import Sentence, number_length, sentences
from jjjdata.statements.ledger import Claim, ledger
from jjjdata.statements.numbers import read_number
from jjjdata.statements.passage import Passage, outside_remarks
from jjjdata.statements.rows import Row, cell_row, change_of, fitting_whole, sentence_row, whole_of_cell
from jjjdata.statements.sides import side_by_side
from jjjdata.statements.thread import Thread, after_sentence, groups_named
from jjjdata.text import Repaired, repair

_Span = TypeVar("_Span", Quantity, Period, PlaceMention)
# A sentence that begins so goes on with the place that opened the one before.
_ELLIPTICAL = re.compile(
    r"(?:目前|截至目前|截至|如今|现|同时|此外|其中|另外|与此同时|再|还将?|并|已|共|累计|预计|继续|加快|进一步|全面|着力|持续|深入|用好|抓好|办好)"
    rf"|(?:{alternatives(words('verbs', 'action'))})"
)
# ... and in news one whose verb follows a year: 2018年实现交易额410亿元
_YEAR_ALONE = re.compile(
    r"(?:20\d\d年|[去今]年)(?:以来|上半年|前三季度)?[，,]?(?:已|共|累计|全年|新增|实现|完成|引进|签约|建成|开工)"
)
_PARTS_OPEN = re.compile(r"\s*其中")
_NEW_ITEM = re.compile(r"[；;]")
_OPENED = re.compile(r"[（(][^（）()]*$")
_CLOSED = re.compile(r"^[^（(]*[）)]")
_OPENING = 5  # statements
_LONGEST_BARE = 4  # characters of a place's name without its suffix


@dataclass(frozen=True)
class Reading:
    """What was read from one document: rows of `statements` and `numerals`, and places without a code."""

    statements: list[Row]
    numerals: list[Row]
    places: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Found:
    """Everything recognised in a repaired text, in order."""

    quantities: list[Quantity]
    periods: list[Period]
    places: list[PlaceMention]
    cells: list[Cell]
    rows: set[int]  # where rows of cells parted by tabs begin
    datelines: dict[int, int]  # start of a sentence -> end of the dateline that opens it


def read_statements(document: Document) -> Reading:
    """Read one document.

    Returns rows exactly as `schema.STATEMENTS` and `schema.NUMERALS` declare them, in document order; a
    document that could not be read gives none. What it says of no place is of the document's; where nobody
    knows whose the document is, of the place that it opens with.
    """
    if document.outcome != "read":
        return Reading([], [])
    reading = _read(document)
    opening = _opening_place(reading) if document.place is None else None
    return _read(replace(document, place=opening)) if opening else reading


def _opening_place(reading: Reading) -> str | None:
    """The first place that the first statements are said to be of; a row of a table speaks for itself alone."""
    opening = (row for row in reading.statements[:_OPENING] if row["rule"] != "table")
    stated = (row["place"] for row in opening if row["place_basis"] == "stated")
    return next((str(place) for place in stated if place), None)


def _read(document: Document) -> Reading:
    repaired = repair(document.text)
    text = repaired.text
    precision = document.published_precision or "day"
    times = periods(text, document.published, precision=precision, year=reported_year(document))
    tokens = scan(text, [(p.start, p.end) for p in times])
    cells = find_cells(text)
    lines = table_lines(text)
    tokens = _outside(tokens, cells, lines)
    places = find_places(text, home=document.place)
    tokens = _outside_names(text, tokens, places, document.place)
    counted = [t for t in tokens if isinstance(t, Quantity)]
    found = _Found(counted, times, places, cells, {start for start, _ in lines}, dict(datelines(text)))
    rows = list(_rows(document, repaired, found))
    claims = _claims(repaired, tokens, cells, document.document_id)
    return Reading(rows, ledger(document.document_id, document.text, claims), _uncoded(rows, places))


def _outside(
    tokens: Sequence[Quantity | Rejected], cells: Sequence[Cell], lines: Sequence[tuple[int, int]]
) -> list[Quantity | Rejected]:
    """Tokens outside the rows of tables, and those in them as no statement of a sentence.

    A number in the label of a row that was read is part of its name. In a row of cells that was not read, for
    want of a unit, a number stays unread: without its column nobody can know what it counts.
    """
    taken = {(c.start, c.end) for c in cells}
    read = {(c.line_start, c.line_end) for c in cells}
    rows = sorted({*read, *lines})
    starts = [s for s, _ in rows]
    kept: list[Quantity | Rejected] = []
    for token in tokens:
        i = bisect_left(starts, token.start + 1) - 1
        if i < 0 or token.start >= rows[i][1]:
            kept.append(token)
        elif rows[i] not in read:
            unread = Rejected(token.start, token.end, token.text, "unread")
            kept.append(unread if isinstance(token, Quantity) else token)
        elif not any(s < token.end and token.start < e for s, e in taken if rows[i][0] <= s < rows[i][1]):
            kept.append(Rejected(token.start, token.end, token.text, "name"))
    return kept


def _begins_name(text: str, token: Quantity) -> bool:
    """Whether a numeral begins the name of a place that goes on behind its unit: 七台河."""
    names = gazetteer().names
    longer = (text[token.start : end] for end in range(token.end + 1, token.start + _LONGEST_BARE + 1))
    return not token.text[0].isdigit() and any(name in names for name in longer)


def _outside_names(
    text: str, tokens: Sequence[Quantity | Rejected], places: Sequence[PlaceMention], home: str | None
) -> list[Quantity | Rejected]:
    """Tokens, of which those in the name of a place count nothing: 七台河市, and 三台 in a document of its own."""
    starts = [m.start for m in places]
    kept: list[Quantity | Rejected] = []
    for token in tokens:
        named = places[i] if (i := bisect_right(starts, token.start) - 1) >= 0 else None
        inside = named is not None and named.kind != "deictic" and token.start < named.end
        longer = (
            inside
            and named is not None
            and (token.end < named.end or (named.place == home and token.end <= named.end))
        )
        if isinstance(token, Quantity) and (longer or _begins_name(text, token)):
            kept.append(Rejected(token.start, token.end, token.text, "name"))
        else:
            kept.append(token)
    return kept


def _uncoded(rows: Iterable[Row], places: Iterable[PlaceMention]) -> dict[str, str]:
    """Places of the rows that carry their printed name as code, with their kinds."""
    used = {code for r in rows for key in ("place", "counterpart") for code in str(r[key] or "").split("+")}
    kinds = {m.place: m.kind for m in places if m.place in used and not m.place.replace("+", "").isascii()}
    return dict(sorted((k, v) for k, v in kinds.items() if k is not None))


def _rows(document: Document, repaired: Repaired, found: _Found) -> Iterator[Row]:
    """Rows in document order: those of the sentences, and of each table line where it stands."""
    cells: dict[int, list[Cell]] = defaultdict(list)
    for cell in found.cells:
        cells[cell.line_start].append(cell)
    frames: dict[tuple[str, ...], Frame] = {}
    thread, line = Thread(), -1
    wholes: dict[Heading, Row] = {}  # the last row of a table that is no part, by column
    above: tuple[str, ...] = ()
    spans = [(q.start, q.end) for q in found.quantities]
    for sentence in sentences(repaired.text, spans, found.rows | cells.keys()):
        if sentence.headings not in frames:
            frames[sentence.headings] = frame_of(document, sentence.headings, found.periods)
        frame = frames[sentence.headings]
        if sentence.start in cells:
            told = [
                cell_row(document, repaired, c, cells[sentence.start], frame) for c in cells[sentence.start]
            ]
            wholes = wholes if cells[sentence.start][0].part else {}
            for cell, row in zip(cells[sentence.start], told, strict=True):
                yield row | {"part_of": whole_of_cell(cell, row, wholes)}
            if not cells[sentence.start][0].part:
                wholes = {c.column: row for c, row in zip(cells[sentence.start], told, strict=True)}
        if sentence.start in cells or sentence.start in found.rows:
            continue
        passage = _passage(repaired.text, sentence, found)
        wholes = {}
        thread = thread.next_sentence(
            same_paragraph=sentence.line == line,
            same_heading=sentence.headings == above
            and (bool(above) or frame.plan or frame.reports or sentence.line == line),
            same_chapter=sentence.headings[:1] == above[:1],
            published=document.published,
            months=_reports_months(document),
        )
        line, above = sentence.line, sentence.headings
        goes_on = _ELLIPTICAL.match(repaired.text, sentence.start, sentence.end) or (
            not frame.reports and _YEAR_ALONE.match(repaired.text, sentence.start, sentence.end)
        )
        if thread.place and not goes_on:
            thread = replace(thread, place=None, opening=None)
        if passage.places:
            listed = side_by_side(passage.text, passage.places)
            thread = replace(thread, groups=groups_named(thread.groups, passage.places, listed))
        thread = yield from _sentence(document, repaired, passage, frame, thread)
        thread = after_sentence(passage, frame, thread)


def _sentence(
    document: Document, repaired: Repaired, passage: Passage, frame: Frame, thread: Thread
) -> Generator[Row, None, Thread]:
    """Rows of one sentence; returns what it hands on. A part (其中) belongs to the whole named before it."""
    text, quantities = passage.text, passage.quantities
    opened = _PARTS_OPEN.match(text, passage.sentence.start, passage.sentence.end) is not None
    whole = thread.total if opened else None
    latest: str | None = None
    levels = [*thread.levels] if opened else []
    level: Row | None = None
    bracketed = False
    for n, q in enumerate(quantities):
        reading, thread = read_number(passage, n, frame, thread)
        between = text[quantities[n - 1].end if n else passage.sentence.start : q.start]
        if not opened and n and _NEW_ITEM.search(between):
            whole = None  # 其中 speaks of its own item of the list
        if bracketed and _CLOSED.search(between):
            whole, bracketed = None, False  # （含…）: what stands in the bracket alone
        if reading.part and not (opened and n == 0):
            whole = latest or whole
            bracketed = bracketed or _OPENED.search(between) is not None
        row = sentence_row(document, repaired, passage, reading, whole)
        if reading.measure.kind == "level":
            row |= {"part_of": fitting_whole(row, levels)}
            levels.append(row)
            level = row
            latest = latest if whole else str(row["statement_id"])
        elif level is not None and reading.wording.rule == "carried":
            row = change_of(row, level)
        yield row
    told = tuple(levels[len(thread.levels) if opened else 0 :])
    return replace(thread, total=latest, levels=told) if quantities else thread


def _reports_months(document: Document) -> bool:
    """Whether a document tells what was measured, so that a month named there is what the figures are of."""
    return document.kind in ("communiqué", "other")


def _passage(text: str, sentence: Sentence, found: _Found) -> Passage:
    return Passage(
        text,
        sentence,
        _within(found.quantities, sentence),
        outside_remarks(text, sentence, _within(found.periods, sentence)),
        _within(found.places, sentence),
        (sentence.start, found.datelines[sentence.start]) if sentence.start in found.datelines else None,
    )


def _within(spans: list[_Span], sentence: Sentence) -> list[_Span]:
    low = bisect_left(spans, sentence.start, key=lambda s: s.start)
    high = bisect_left(spans, sentence.end, key=lambda s: s.start)
    return spans[low:high]


def _claims(
    repaired: Repaired, tokens: Sequence[Quantity | Rejected], cells: Sequence[Cell], document_id: str
) -> list[Claim]:
    """What the ledger is told: stretches taken out, statements with their units, and the other numerals."""
    claims = [Claim(c.start, c.end, c.reason) for c in repaired.cuts]
    counted = [(t.number_start, t.number_end, t.end) for t in tokens if isinstance(t, Quantity)]
    for number, number_end, end in (*counted, *map(_place_of, cells)):
        statement_id = f"{document_id}-{repaired.span(number, number + 1)[0]}"
        start, stop = repaired.span(number, number_end)
        claims.append(Claim(start, stop, "statement", statement_id))
        whole = repaired.span(number, end)[1]
        if whole > stop:
            claims.append(Claim(stop, whole, "statement", statement_id))
    rejected = [t for t in tokens if isinstance(t, Rejected)]
    return claims + [Claim(*repaired.span(t.start, t.end), _heading_or(repaired.text, t)) for t in rejected]


def _place_of(cell: Cell) -> tuple[int, int, int]:
    """Start and end of a cell's numeral, and the end of the cell."""
    q = cell.quantity
    first = cell.start + (q.number_start if q else 0)
    return first, cell.start + q.number_end if q else cell.end, cell.end


def _heading_or(text: str, token: Rejected) -> str:
    line = text.rfind("\n", 0, token.start) + 1
    opening = text[line : token.end + 3]
    return (
        "heading-number"
        if token.start - line <= 4 and number_length(opening) >= token.end - line
        else token.verdict
    )
