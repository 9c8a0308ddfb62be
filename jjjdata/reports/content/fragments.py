"""Pieces of a report: HTML that needs no script, its plain text, and facts for the page around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, Final

PAGE_FACTS: Final = "application/vnd.jjjdata.page+json"
CHART_FACTS: Final = "application/vnd.jjjdata.chart+json"
END_FACTS: Final = "application/vnd.jjjdata.end+json"
_DATE: Final = re.compile(r"(?<=[（(])\d{4}-\d\d(?:-\d\d)?(?=[)）])")
NOTHING: Final = "—"
"""What a table cell without content shows; narrow screens leave such cells out."""


@dataclass(frozen=True)
class Fragment:
    """A piece of a report. A notebook displays its HTML; `facts` (by media type) are for the page builder."""

    html: str
    text: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        """The plain text."""
        return self.text

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return {"text/plain": self.text, "text/html": self.html, **self.facts}


@dataclass(frozen=True)
class Picture:
    """A chart of a report: wide and narrow drawings, words for those who do not see it, and a caption."""

    wide: str
    narrow: str
    alt: str
    caption: str

    def __repr__(self) -> str:
        """The chart in words."""
        return self.alt

    def _repr_svg_(self) -> str:
        return self.wide

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        facts = {"narrow": self.narrow, "alt": self.alt, "caption": self.caption}
        return {"text/plain": self.alt, "image/svg+xml": self.wide, CHART_FACTS: facts}


@dataclass(frozen=True)
class Cell:
    """A table cell: HTML that is escaped already, and the column's name for narrow screens."""

    html: str
    name: str = ""
    number: bool = False


def tag(name: str, content: str, *, classes: str = "", key: str = "") -> str:
    """An element around content that is HTML already; the attributes are escaped here."""
    attributes = (f' id="{escape(key)}"' if key else "") + (f' class="{escape(classes)}"' if classes else "")
    return f"<{name}{attributes}>{content}</{name}>"


def heading(title: str, said: str, language: str, *, kicker: str = "") -> Fragment:
    """What a report begins with: its title, and what it says in one sentence (all plain text)."""
    html = tag("p", escape(kicker), classes="kicker") if kicker else ""
    html += tag("h1", escape(title)) + tag("p", escape(said), classes="finding")
    facts = {"title": title, "description": said, "said": said, "language": language}
    return Fragment(tag("header", html), f"{title}\n{said}", {PAGE_FACTS: facts})


def dated(html: str) -> str:
    """HTML in whose text no line ends within a date: (2024-05) stays whole on a telephone.

    >>> dated("《公报》（2024-05）")
    '《公报》（<span class="date">2024-05</span>）'
    """
    return _DATE.sub(r'<span class="date">\g<0></span>', html)


def section(key: str, title: str, *parts: str) -> str:
    """A section with its heading (a plain text) and parts (HTML)."""
    return tag("section", tag("h2", escape(title)) + "".join(parts), key=key)


def table(
    columns: Sequence[str], groups: Iterable[tuple[str | Cell, Sequence[tuple[str, Sequence[Cell]]]]]
) -> str:
    """A table: groups of (title, rows), a row being (id, cells). Titles are plain text or cells; cells are HTML."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    bodies = []
    for title, rows in groups:
        lines = (
            [
                f'<tr class="group"><th colspan="{len(columns)}" scope="rowgroup">{title.html if isinstance(title, Cell) else escape(title)}</th></tr>'
            ]
            if title
            else []
        )
        lines += [_row(key, cells) for key, cells in rows]
        bodies.append(tag("tbody", "".join(lines)))
    return f'<div class="table"><table><thead><tr>{head}</tr></thead>{"".join(bodies)}</table></div>'


def _row(key: str, cells: Sequence[Cell]) -> str:
    inner = "".join(map(_cell, cells))
    return f'<tr id="{escape(key)}">{inner}</tr>' if key else f"<tr>{inner}</tr>"


def _cell(cell: Cell) -> str:
    classes = " ".join(name for name, does in (("num", cell.number), ("none", cell.html == NOTHING)) if does)
    attribute = f' class="{classes}"' if classes else ""
    return f'<td{attribute} data-name="{escape(cell.name)}"><div>{cell.html}</div></td>'
