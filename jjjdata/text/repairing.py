"""The order of the repairs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from jjjdata.documents.script import simplify
from jjjdata.text.characters import lost_characters, narrow
from jjjdata.text.doubled import doubled_glyphs
from jjjdata.text.furniture import furniture
from jjjdata.text.hypertext import is_hypertext, read_hypertext
from jjjdata.text.lines import Line, lines_of, without_stray_tabs
from jjjdata.text.markup import markup
from jjjdata.text.pipes import piped_tables
from jjjdata.text.repeats import repeated_blocks
from jjjdata.text.spaces import stray_spaces
from jjjdata.text.trace import Edit, Repaired, Traced, in_order
from jjjdata.text.wraps import joined, rows_of

# What one repair uncovers another may have to mend (a tag inside a tag). Few texts need a second round that
# changes anything; the bound keeps the time linear.
_ROUNDS = 4


def repair(text: str) -> Repaired:
    r"""The text made readable, each character with its place in the original.

    One paragraph a line, one line a row of cells parted by tabs, simplified script, half-width digits and letters, no mark-up, no page furniture, no
    second copy of the article. Each repair looks for its own cause: a text without the fault comes through as
    it is, but for blank lines and the spaces around lines. What was taken out is listed in `cuts`; spaces and
    line ends dropped inside a paragraph, and the twins of doubled glyphs, are not.

    Time is linear in the length of the text.

    >>> mended = repair("<p>疏解市场 50 个，\n\n完成</p>")
    >>> mended.text, mended.span(4, 7)
    ('疏解市场50个，完成', (8, 12))
    """
    traced, script, mended = Traced.of(text).become(narrow(text)), "hans", True
    for _ in range(_ROUNDS):
        if not mended:
            break
        # In each round: what is left of a text may be traditional where the whole did not seem so.
        simplified, found = simplify(traced.text)
        script = "hant" if found == "hant" else script
        traced, mended = _round(traced.become(without_stray_tabs(simplified)))
    return Repaired(traced.text, traced.starts, traced.ends, in_order(traced.cuts), script)


def _round(traced: Traced) -> tuple[Traced, bool]:
    """The text after each repair, and whether any found a fault."""
    before = traced.text
    if is_hypertext(traced.text):
        traced = read_hypertext(traced)
    # Before the mark-up goes, so that a second copy is cut whole, with its front matter and images.
    for find in (repeated_blocks, markup, piped_tables, lost_characters, doubled_glyphs):
        traced = traced.edit(find(traced.text))
    lines = lines_of(traced.text)
    if page := furniture(lines):
        traced = traced.edit(page)
        lines = lines_of(traced.text)
    marks = joined(lines, [traced.text.count("\n", a.end, b.start) > 1 for a, b in pairwise(lines)])
    mended = traced.text != before or any(marks)
    traced = _paragraphs(traced, lines, marks)
    spaces = _spaces(lines_of(traced.text))
    return traced.edit(spaces), mended or bool(spaces)


def _paragraphs(traced: Traced, lines: Sequence[Line], marks: Sequence[bool]) -> Traced:
    """One paragraph a line: breaks inside sentences go, all others become one line end."""
    text = traced.text
    if not lines:
        return traced.edit([Edit(0, len(text))])
    edits = [Edit(0, lines[0].start)]
    for (before, line), join in zip(pairwise(lines), marks, strict=True):
        edits += _break(text, before, line, join)
    edits.append(Edit(lines[-1].end, len(text)))
    return traced.edit(edit for edit in edits if edit.start < edit.end)


def _break(text: str, before: Line, line: Line, join: bool) -> list[Edit]:
    if join:
        words = before.text[-1].isascii() and before.text[-1].isalpha()
        words = words and line.text[0].isascii() and line.text[0].isalpha()
        return [Edit(before.end, line.start, " " if words else "")]
    end = text.index("\n", before.end, line.start)
    return [Edit(before.end, end), Edit(end + 1, line.start)]


def _spaces(lines: Sequence[Line]) -> list[Edit]:
    if not any(" " in line.text for line in lines):
        return []
    rows = rows_of(lines)
    return [edit for line, row in zip(lines, rows, strict=True) if not row for edit in stray_spaces(line)]
