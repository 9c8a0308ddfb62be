"""An HTML file as text: blocks end paragraphs, cells are parted by a space, table rows by a line end."""

from __future__ import annotations

import re

from jjjdata.text.markup import BLOCKS, TAG, comments, entities
from jjjdata.text.trace import Edit, Traced

_CLOSED_BLOCK = re.compile(r"</(?:p|div|td|tr|li|table|h[1-6]|body|html)\s*>", re.IGNORECASE)
_HIDDEN = re.compile(r"<(script|style|head|noscript|template)(?=[\s>])", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_MANY_SPACES = re.compile(r" {2,}")
# A raised number is a footnote's mark, except after a letter or 米, where it is a power.
_FOOTNOTE = re.compile(r"(?<![A-Za-z米])<sup(?:\s[^<>]*)?>[^<>\n]{0,8}</sup\s*>", re.IGNORECASE)
_PAGE_BLOCKS = 3


def is_hypertext(text: str) -> bool:
    r"""Whether a text is HTML as a whole, so that its own line ends mean nothing.

    >>> is_hypertext("<p>一</p>\n<p>二</p>\n<p>三</p>"), is_hypertext("一<br>二\n三")
    (True, False)
    """
    if "</" not in text:
        return False
    closed = len(_CLOSED_BLOCK.findall(text))
    return closed >= _PAGE_BLOCKS and (text.lstrip()[:1] == "<" or closed * 3 >= text.count("\n"))


def read_hypertext(page: Traced) -> Traced:
    """The text of an HTML page."""
    page = page.edit(_edits(page.text))
    return page.edit(Edit(m.start(), m.end(), " ") for m in _MANY_SPACES.finditer(page.text))


def _edits(text: str) -> list[Edit]:
    cuts = comments(text) + _hidden(text)
    cuts += (Edit(m.start(), m.end(), "", "markup") for m in _FOOTNOTE.finditer(text))
    tags = _tag_edits(text)
    # Line ends of the file are spaces of the text; where they only indent a tag they vanish with it.
    spaces = (Edit(m.start(), m.end(), " ") for m in _SPACES.finditer(text) if m.group() != " ")
    return sorted([*cuts, *tags, *spaces, *entities(text)], key=lambda e: (e.start, -e.end))


def _hidden(text: str) -> list[Edit]:
    """Cuts for what a browser does not show as text."""
    edits: list[Edit] = []
    done = 0
    lowered = text.lower()
    while found := _HIDDEN.search(text, done):
        close = lowered.find(f"</{found.group(1).lower()}", found.end())
        done = text.find(">", close) + 1 if close >= 0 else 0
        if done <= 0:
            break
        edits.append(Edit(found.start(), done, "", "markup"))
    return edits


def _tag_edits(text: str) -> list[Edit]:
    edits: list[Edit] = []
    cells: list[int] = [0]  # open cells of each table that is open, the innermost last
    for tag in TAG.finditer(text):
        closing, name = tag.group(1) == "/", (tag.group(2) or "").lower()
        put = "\n" if name in BLOCKS else ""
        if name == "table":
            cells = (cells[:-1] or [0]) if closing else [*cells, 0]
            put = "\n"
        elif name == "tr":
            cells[-1] = 0
        elif name in ("td", "th"):
            cells[-1] = 0 if closing else 1
            put = " "
        elif put and cells[-1]:
            put = " "
        edits.append(Edit(tag.start(), tag.end(), put, "markup"))
    return edits
