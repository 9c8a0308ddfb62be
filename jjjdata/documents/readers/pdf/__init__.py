"""PDF with a text layer: pages to paragraphs and tables, each with its page."""

from jjjdata.documents.readers.pdf.reading import read_pdf

__all__ = ["read_pdf"]
