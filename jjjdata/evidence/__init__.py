"""A figure back to its highlighted sentence; a document with all its statements marked."""

from jjjdata.evidence.explanation import Explanation, explain, explain_all
from jjjdata.evidence.marked import mark, marked_document
from jjjdata.evidence.sentences import Quotation, quote

__all__ = ["Explanation", "Quotation", "explain", "explain_all", "mark", "marked_document", "quote"]
