"""Mark-up in plain text: front matter, comments, tags, entities, bookmarks, links, addresses."""

from __future__ import annotations

import html
import re

from jjjdata.text.trace import Edit

_FRONT_MATTER = re.compile(
    r"(?m)^---[ \t]*\n(?:[A-Za-z_][\w-]*[ \t]*:[^\n]*\n|[ \t]+[^\s][^\n]*\n|-[ \t][^\n]*\n|[ \t]*\n)+---[ \t]*$"
)
_BOOKMARK = re.compile(r"\[bookmark:[^\[\]\n]*\]", re.IGNORECASE)
_IMAGE = re.compile(r"!\[[^\[\]\n]*\]\([^()\n]*\)")
_LINK = re.compile(r"\[([^\[\]\n]*)(\]\([!-'*-~]*(?:[ ]+\"[^\"\n]*\")?\))")
_ADDRESS = re.compile(r"(?:https?|ftp)://[!#-&*-;=?-Z\\^-z~]+|(?<![\w.])www\.[\w-]+\.[!#-&*-;=?-Z\\^-z~]+")
_HEADING = re.compile(r"(?m)^[ \t]*((?:#{1,6}[ \t]+)+)(?=\S)")
_EMPHASIS = re.compile(r"(\*\*)(?=\S)[^*\n]*(?<=\S)(\*\*)")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_AFTER_AND = re.compile(r"[A-Za-z0-9]{0,30}[ \u3001-\u9fff\uff01-\uff5e]")
_AFTER_LESS = re.compile(r"[ 0-9\u3001-\u9fff]")

TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:._-]*)(?:[\s/][^<>]*)?>|<[!?][^<>\n]*>")
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)


def markup(text: str) -> list[Edit]:
    """Edits that take the mark-up out of a plain text or markdown file.

    Tags that end a block become a line end, all others vanish; an entity becomes its character.
    """
    edits: list[Edit] = []
    if "---" in text:
        edits += (Edit(m.start(), m.end(), "", "markup") for m in _FRONT_MATTER.finditer(text))
    if "<" in text:
        edits += comments(text)
        edits += (tag_edit(m) for m in TAG.finditer(text))
    if "[" in text:
        for pattern in (_BOOKMARK, _IMAGE):
            edits += (Edit(m.start(), m.end(), "", "markup") for m in pattern.finditer(text))
        for link in _LINK.finditer(text):
            edits += Edit(link.start(), link.start(1), "", "markup"), Edit(*link.span(2), "", "markup")
    if "://" in text or "www." in text:
        edits += (Edit(m.start(), m.end(), "", "markup") for m in _ADDRESS.finditer(text))
    if "# " in text or "#\t" in text:
        edits += (Edit(*m.span(1), "", "markup") for m in _HEADING.finditer(text))
    if "**" in text:
        edits += (Edit(*m.span(n), "", "markup") for m in _EMPHASIS.finditer(text) for n in (1, 2))
    edits += entities(text)
    return sorted(edits, key=lambda e: (e.start, -e.end))


def comments(text: str) -> list[Edit]:
    """Cuts for `<!-- … -->`, which may hold tags and lines."""
    edits: list[Edit] = []
    done = 0
    while (start := text.find("<!--", done)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        done = end + 3
        edits.append(Edit(start, done, "", "markup"))
    return edits


def tag_edit(tag: re.Match[str]) -> Edit:
    """The edit for one tag in a text that is otherwise plain."""
    block = (tag.group(2) or "").lower() in BLOCKS
    return Edit(tag.start(), tag.end(), "\n" if block else "", "markup")


def entities(text: str) -> list[Edit]:
    """Edits that put the character for each entity that stands for one."""
    if "&" not in text:
        return []
    edits = []
    for found in _ENTITY.finditer(text):
        character = html.unescape(found.group())
        if (len(character) == 1 and character.isprintable()) or character.isspace():
            edits.append(Edit(found.start(), found.end(), _harmless(character, text, found.end())))
    return edits


def _harmless(character: str, text: str, following: int) -> str:
    """The character, in full width unless it is sure to start no new mark-up with what follows."""
    if character == "&" and not _AFTER_AND.match(text, following):
        return "＆"
    if character == "<" and not _AFTER_LESS.match(text, following):
        return "＜"
    return " " if character.isspace() else character
