"""Bytes to `Document`s: the text exactly as decoded, what is known of it, and how its date is known."""

from jjjdata.documents.facts import SourceFacts, read_facts
from jjjdata.documents.folder import find_sources, read_folder
from jjjdata.documents.model import Document
from jjjdata.documents.reading import read_document

__all__ = ["Document", "SourceFacts", "find_sources", "read_document", "read_facts", "read_folder"]
