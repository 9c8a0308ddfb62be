"""Bytes to `Document`s: the text exactly as decoded, what is known of it, and how its date is known."""

from jjjdata.documents.facts import SourceFacts, read_facts
from jjjdata.documents.folder import as_copy, facts_of, find_sources, read_folder
from jjjdata.documents.model import Document
from jjjdata.documents.opening import Limits, read_file, source_name
from jjjdata.documents.reading import nameless, read_document

__all__ = [
    "Document",
    "Limits",
    "SourceFacts",
    "as_copy",
    "facts_of",
    "find_sources",
    "nameless",
    "read_document",
    "read_facts",
    "read_file",
    "read_folder",
    "source_name",
]
