"""Workbooks whose sheets are of different places, so that the whole is of none."""

from __future__ import annotations

from itertools import groupby

from jjjdata.catalogue.places import gazetteer
from jjjdata.documents.model import Document
from jjjdata.documents.naming import places_named
from jjjdata.documents.script import simplify


def is_of_several_places(document: Document, place: str) -> bool:
    """Whether a sheet of the document names, as the sheet or in its first cell, a place outside `place`."""
    known = gazetteer()
    in_sheets = (at for at in document.locators if "!" in at.text)
    for name, cells in groupby(in_sheets, key=lambda at: at.text.rpartition("!")[0]):
        first = next(cells)
        for heading in (name, document.text[first.start : first.end]):
            named = places_named(simplify(heading)[0], known)[:1]
            if named and named[0] != place and not known.is_within(named[0], place):
                return True
    return False
