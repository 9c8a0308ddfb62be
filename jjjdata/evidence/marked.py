"""A text with stretches of it marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any


@dataclass(frozen=True)
class Span:
    """A stretch of a document's text to be marked: its place, anchor, class, tooltip and link."""

    start: int
    end: int
    key: str = ""
    classes: str = ""
    title: str = ""
    href: str = ""
    element: str = "mark"


def mark(text: str, statements: Iterable[Mapping[str, Any]]) -> str:
    """The escaped text with a `<mark>` around each statement; of two that overlap the first is marked.

    >>> mark("退出<27家>", [{"statement_id": "s1", "char_start": 3, "char_end": 6, "indicator": "退出"}])
    '退出&lt;<mark id="s1" title="退出">27家</mark>&gt;'
    """
    spans = [
        Span(row["char_start"], row["char_end"], row["statement_id"], title=row["indicator"])
        for row in statements
    ]
    return mark_spans(text, spans)


def mark_spans(text: str, spans: Iterable[Span]) -> str:
    """The escaped text with an element around each span.

    Of two spans that overlap the one that begins first is marked (the longer, where both begin together);
    the other keeps its anchor, so that every key can be linked to.

    >>> mark_spans("约30<", [Span(1, 3, "a"), Span(2, 3, "b"), Span(3, 4, classes="x", element="span")])
    '约<mark id="a">30</mark><a id="b"></a><span class="x">&lt;</span>'
    """
    parts, position = [], 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start < position:
            parts.append(f'<a id="{escape(span.key)}"></a>' if span.key else "")
            continue
        parts.append(escape(text[position : span.start]))
        parts.append(_element(span, escape(text[span.start : span.end])))
        position = span.end
    return "".join([*parts, escape(text[position:])])


def _element(span: Span, content: str) -> str:
    given = {"id": span.key, "class": span.classes, "title": span.title}
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in given.items() if value)
    inner = f'<a href="{escape(span.href)}">{content}</a>' if span.href else content
    return f"<{span.element}{attributes}>{inner}</{span.element}>"
