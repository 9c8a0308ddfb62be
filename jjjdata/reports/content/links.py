"""Links from pieces of reports to other pages, named in the piece and resolved when the page is made.

A notebook cannot know which pages will stand beside its own. It names what a link is about: a statement in
its document, or another report. Whoever makes the page puts in the address, or leaves plain text where there
is no such page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Final

# Attributes stand in the order of the alphabet: the exporter of notebooks sorts them.
_NAMED: Final = re.compile(r'<a( class="[^"]*")? data-(mark|page)="([^"]*)"( href="[^"]*")?>(.*?)</a>', re.S)


def mark_link(document: str, statement: str, html: str, *, here: str = "", classes: str = "") -> str:
    """HTML that leads to the mark of a statement (or with "" to the top) of a document.

    `here` is the anchor in this page to go to where the document has no page.
    """
    name = escape(f"{document}#{statement}" if statement else document)
    return _anchor("mark", name, html, here, classes)


def page_link(stem: str, html: str, *, classes: str = "") -> str:
    """HTML that leads to another report in the same language, named by its stem ("trend/pm25_110000")."""
    return _anchor("page", escape(stem), html, "", classes)


def resolve(html: str, documents: Mapping[str, str], pages: Mapping[str, str]) -> str:
    """The HTML with the addresses of pages that stand; other named links keep their text only.

    >>> resolve(mark_link("d1", "s1", "309"), {"d1": "../documents/d1.zh.html"}, {})
    '<a href="../documents/d1.zh.html#s1">309</a>'
    >>> resolve(page_link("trend/x", "X"), {}, {})
    'X'
    """

    def address(match: re.Match[str]) -> str:
        classes, kind, name, here, content = match.groups()
        document, _, anchor = unescape(name).partition("#")
        found = documents.get(document) if kind == "mark" else pages.get(unescape(name))
        if found is not None:
            target = escape(found + (f"#{anchor}" if kind == "mark" and anchor else ""))
            return f'<a{classes or ""} href="{target}">{content}</a>'
        return f"<a{classes or ''}{here}>{content}</a>" if here else content

    return _NAMED.sub(address, html)


def named_documents(html: str) -> set[str]:
    """The documents that links in the HTML are about.

    >>> sorted(named_documents(mark_link("d1", "s1", "309") + mark_link("d2", "", "《公报》")))
    ['d1', 'd2']
    """
    return {unescape(m[3]).partition("#")[0] for m in _NAMED.finditer(html) if m[2] == "mark"}


def _anchor(kind: str, name: str, html: str, here: str, classes: str) -> str:
    style = f' class="{escape(classes)}"' if classes else ""
    fallback = f' href="#{escape(here)}"' if here else ""
    return f'<a{style} data-{kind}="{name}"{fallback}>{html}</a>'
