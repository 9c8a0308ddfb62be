"""A figure back to its highlighted sentence; a document with all its statements marked.

The names below are loaded at first use: marking a text needs neither polars nor the repair of texts.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jjjdata.evidence.document import marked_document
    from jjjdata.evidence.explanation import Explanation, explain, explain_all
    from jjjdata.evidence.findings import ShownFinding, findings
    from jjjdata.evidence.marked import Span, mark, mark_spans
    from jjjdata.evidence.sentences import Quotation, quote

__all__ = [
    "Explanation",
    "Quotation",
    "ShownFinding",
    "Span",
    "explain",
    "explain_all",
    "findings",
    "mark",
    "mark_spans",
    "marked_document",
    "quote",
]

_ROOMS = {
    "Explanation": "jjjdata.evidence.explanation",
    "Quotation": "jjjdata.evidence.sentences",
    "ShownFinding": "jjjdata.evidence.findings",
    "Span": "jjjdata.evidence.marked",
    "explain": "jjjdata.evidence.explanation",
    "explain_all": "jjjdata.evidence.explanation",
    "findings": "jjjdata.evidence.findings",
    "mark": "jjjdata.evidence.marked",
    "mark_spans": "jjjdata.evidence.marked",
    "marked_document": "jjjdata.evidence.document",
    "quote": "jjjdata.evidence.sentences",
}


def __getattr__(name: str) -> object:
    if name not in _ROOMS:
        raise AttributeError(f"module 'jjjdata.evidence' has no attribute {name!r}")
    value = getattr(import_module(_ROOMS[name]), name)
    globals()[name] = value  # the submodule `findings` must not shadow the function later
    return value
