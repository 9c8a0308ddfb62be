"""The parts of a Word document beside its body: footnotes, endnotes, numbering."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document as WordDocument
from lxml import etree


def related_parts(document: WordDocument, kind: str) -> Iterator[etree._Element]:
    """The roots of the parts of a kind (footnotes, numbering), read with entities off.

    Raises:
        etree.XMLSyntaxError: a part is broken.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    for relation in document.part.rels.values():
        if str(relation.reltype).endswith(f"/{kind}") and not relation.is_external:
            yield etree.fromstring(relation.target_part.blob, parser)
