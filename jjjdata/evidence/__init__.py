"""A figure back to its highlighted sentence; a document with all its statements marked."""

from jjjdata.evidence.explanation import Explanation, explain, explain_all
from jjjdata.evidence.findings import ShownFinding, findings
from jjjdata.evidence.marked import Span, mark, mark_spans, marked_document
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
