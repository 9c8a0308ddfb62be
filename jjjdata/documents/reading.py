"""One file to one `Document`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePosixPath

from jjjdata.documents import describing
from jjjdata.documents.dating import dating
from jjjdata.documents.facts import SourceFacts
from jjjdata.documents.model import Document
from jjjdata.documents.opening import Limits, read_file, source_name
from jjjdata.documents.outline import outline
from jjjdata.documents.readers import extract, media_type_of
from jjjdata.documents.script import simplify
from jjjdata.documents.sheets import is_of_several_places
from jjjdata.errors import DocumentError

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
        return replace(nameless(source), outcome="failed", error=str(error))
    document = document_of(data, source, given)
    if len(document.text) > limits.characters:
        problem = f"its text has {len(document.text):,} characters, and the limit is {limits.characters:,}"
        return _failed(document, problem, "Split it, or raise the limit with --max-characters.")
    return document


def document_of(data: bytes, source: str, given: SourceFacts | None = None) -> Document:
    """The document in the bytes of a file whose path below the folder is `source`; as `read_document`."""
    digest = sha256(data).hexdigest()
    identity = replace(nameless(source), document_id="d" + digest[:12], sha256=digest)
    try:
        found, media_type = extract(data, PurePosixPath(source).suffix, source)
    except DocumentError as error:
        return _failed(identity, error.problem, error.remedy)
    if not found.text.strip():
        return _failed(identity, "the file is empty", "Put the text into it, or take the file away.")
    read = replace(
        identity,
        text=found.text,
        encoding=found.encoding,
        media_type=media_type,
        locators=found.locators,
        error=found.unread,
    )
    return _described(read, given or SourceFacts(), found.stated)


def nameless(source: str) -> Document:
    """The document of which nothing is known but where it stands: its id is made from its name."""
    name = "d" + sha256(source.encode()).hexdigest()[:12]
    return Document(name, source, "", "", media_type=media_type_of(PurePosixPath(source).suffix))


def _described(document: Document, given: SourceFacts, stated: Mapping[str, str]) -> Document:
    """The document with everything that is known of it; `stated` stands in the file beside the text."""
    seen = outline(document.text, stated)
    name = given.title or describing.title(seen)
    plain = simplify(name)[0] if name else None  # words are known in simplified script
    kind = describing.kind(seen, plain)
    place = describing.place(seen, plain, given.publisher)
    if place and given.title is None and is_of_several_places(document, place):
        place = None
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
        identity.document_id, identity.source, "", identity.sha256, media_type=identity.media_type,
        outcome="failed", error=str(error),
    )  # fmt: skip
