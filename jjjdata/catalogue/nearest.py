"""What somebody may have meant who wrote the name of no known place."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from jjjdata.catalogue.places import gazetteer
from jjjdata.errors import FEW, nearest_names

SHOWN = 3
ENDINGS = ("省", "市", "区", "县")


def nearest_places(name: str, codes: Iterable[str]) -> tuple[str, ...]:
    """Of the places with these codes those whose code or name looks most like `name`, each with its names.

    Where nothing is near: all of them if they are few, else the provinces among them, else nothing.

    >>> nearest_places("北平", ["110000", "120000", "130000", "130600"])[0]
    '北京市 (Beijing, 110000)'
    """
    known = sorted(set(codes))
    wordings: dict[str, str] = {}
    for code in known:
        for wording in _wordings(code):
            wordings.setdefault(wording, code)
    alike = nearest_names(name, wordings, count=2 * SHOWN)
    near = [wordings[wording] for wording in sorted(alike, key=lambda each: _distance(name, each))]
    if not near:
        near = known if len(known) <= FEW else [code for code in known if code.endswith("0000")][:FEW]
        return tuple(map(in_words, near))
    return tuple(map(in_words, dict.fromkeys(near)))[:SHOWN]


def in_words(code: str) -> str:
    """A place with everything that it can be called by.

    >>> in_words("610100"), in_words("亦庄")
    ("西安市 (Xi'an, 610100)", '亦庄')
    """
    name, english = gazetteer().name_zh(code), gazetteer().name_en(code)
    others = [each for each in (english, code) if each and each != name]
    return f"{name} ({', '.join(others)})" if others else name


def _distance(name: str, wording: str) -> tuple[float, bool]:
    """The less alike the farther; of those equally alike, what begins with another character is farther."""
    likeness = SequenceMatcher(None, wording.lower(), name.lower()).ratio()
    return -likeness, wording[:1].lower() != name[:1].lower()


def _wordings(code: str) -> list[str]:
    name, english = gazetteer().name_zh(code), gazetteer().name_en(code)
    bare = name[:-1] if len(name) > 2 and name.endswith(ENDINGS) else name
    return [each for each in (code, bare, name, english) if each]
