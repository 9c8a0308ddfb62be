"""One file to one `Document`."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePosixPath

from jjjdata.documents import describing
from jjjdata.documents.dating import dating
from jjjdata.documents.encoding import decode
from jjjdata.documents.facts import SourceFacts
from jjjdata.documents.model import Document
from jjjdata.documents.opening import Limits, read_file, source_name
from jjjdata.documents.outline import outline
from jjjdata.errors import DocumentError

MEDIA_TYPES = {
    ".htm": "text/html",
    ".html": "text/html",
    ".md": "text/markdown",
    ".txt": "text/plain",
}

USUAL = Limits()


def read_document(
    path: Path, root: Path, given: SourceFacts | None = None, limits: Limits = USUAL
) -> Document:
    """The document in a file below the folder `root`; what `given` says goes before what the text says.

    A file that cannot be read gives a document with outcome "failed" and an `error` with the file, the place
    and the remedy; nothing is raised.
    """
    source = source_name(path, root)
    try:
        data = read_file(path, root, limits)
    except DocumentError as error:
        name = "d" + sha256(source.encode()).hexdigest()[:12]
        return Document(name, source, "", "", outcome="failed", error=str(error))
    document = document_of(data, source, given)
    if len(document.text) > limits.characters:
        problem = f"its text has {len(document.text):,} characters, and the limit is {limits.characters:,}"
        return _failed(document, problem, "Split it, or raise the limit with --max-characters.")
    return document


def document_of(data: bytes, source: str, given: SourceFacts | None = None) -> Document:
    """The document in the bytes of a file whose path below the folder is `source`; as `read_document`."""
    digest = sha256(data).hexdigest()
    identity = Document("d" + digest[:12], source, "", digest)
    media_type = MEDIA_TYPES.get(PurePosixPath(source).suffix.lower())
    if media_type is None:
        kinds = ", ".join(sorted(MEDIA_TYPES))
        suffix = PurePosixPath(source).suffix or "(none)"
        return _failed(identity, f"files of type {suffix} are not read", f"Save it as text ({kinds}).")
    decoded = decode(data)
    if decoded.encoding is None:
        return _failed(identity, decoded.problem, "Save the text as UTF-8, or take the file away.")
    if not decoded.text.strip():
        return _failed(identity, "the file is empty", "Put the text into it, or take the file away.")
    read = replace(identity, text=decoded.text, encoding=decoded.encoding, media_type=media_type)
    return _described(read, given or SourceFacts())


def _described(document: Document, given: SourceFacts) -> Document:
    """The document with everything that is known of it."""
    seen = outline(document.text)
    name = given.title or describing.title(seen)
    kind = describing.kind(seen, name)
    place = describing.place(seen, name, given.publisher)
    dated = dating(seen)
    if given.published is not None:
        dated = dated._replace(published=given.published, precision=given.precision, basis="given")
    return replace(
        document,
        title=name,
        publisher=given.publisher or describing.publisher(seen, kind, place),
        published=dated.published,
        published_precision=dated.precision,
        published_basis=dated.basis,
        kind=kind,
        place=place,
        reported_period=describing.reported_period(seen, kind, name, dated.published),
        script=seen.script,
        licence=given.licence,
    )


def _failed(identity: Document, problem: str, remedy: str) -> Document:
    error = DocumentError(identity.source, problem, remedy)
    return Document(
        identity.document_id, identity.source, "", identity.sha256, outcome="failed", error=str(error)
    )
