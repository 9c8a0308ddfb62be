"""Places that a title or a line of a document names without doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from jjjdata.catalogue.place_names import place_words
from jjjdata.catalogue.places import Gazetteer

_SCHOOLS = ("大学", "学院")  # 大学生 is none
_DIVISIONS = ("区", "县", "市", "旗")
_OWN = re.compile(r"(?:人民)?政府|国民经济|统计公报|委|“?十[一二三四五]五")
_ANY_ZONE = ("开发区", "经开区", "高新区")  # 河北开发区: any of the province's
_LONGEST_NAME = 12


def places_named(text: str, known: Gazetteer, *, bare_counties: bool = True) -> list[str]:
    """Codes of the places that a text names without doubt, in order; the longest name at each place.

    Without `bare_counties`, counties count by their full names alone: the bare ones are everyday words too.
    The name of a city before 都市圈, 开发区, 国际机场 or 大学 is part of another name. 京津冀城市群 is 京津冀.
    """
    codes: list[str] = []
    here, last = 0, -1
    while here < len(text):
        for length in range(min(_LONGEST_NAME, len(text) - here), 1, -1):
            wording = text[here : here + length]
            entry = known.names.get(wording)
            if entry is not None and entry.manner in ("full", "bare"):
                within = (code for code in entry.codes if codes and known.parent(code) == codes[-1])
                code = next(within, None) or known.choose(entry.codes)
            elif entry is not None and entry.manner == "short" and _OWN.match(text, here + length):
                code = known.choose(entry.codes)  # 宁县政府工作报告
            elif entry is not None and here == last and wording.endswith(_DIVISIONS):
                # 新城区, 城区: an ordinary word, save right behind the city that holds it
                code = next((c for c in entry.codes if known.parent(c) == codes[-1]), None)
            else:
                known_area = wording in known.places and not wording.isascii()
                code = wording if known_area else _row(wording, known)
            if code is not None and not bare_counties and _is_bare_county(wording, code, known):
                code = None
            if code is not None:
                longer = _longer_name().match(text, here + length)
                province = code.endswith("0000") and longer is not None and longer[0] in _ANY_ZONE
                if longer is None or province or (longer["circle"] and _is_group(code, known)):
                    codes.append(code)
                here = longer.end() if longer else here + length
                last = here if longer is None else -1
                break
        else:
            here += 1
    return codes


def _row(wording: str, known: Gazetteer) -> str | None:
    """The provinces of a row of abbreviations; two everyday characters (吉宁) are a row only where it is listed."""
    short = place_words()["abbreviations"]
    if wording in short["never"] or not (
        wording.startswith(tuple(short["pairs"])) or any(letter in short["strong"] for letter in wording)
    ):
        return None
    return known.row(wording)


def _is_bare_county(wording: str, code: str, known: Gazetteer) -> bool:
    return code in known.places and known.places[code].kind == "county" and not wording.endswith(_DIVISIONS)


def _is_group(code: str, known: Gazetteer) -> bool:
    return "+" in code or (code in known.places and known.places[code].kind == "group")


@lru_cache(maxsize=1)
def _longer_name() -> re.Pattern[str]:
    """What makes another place's or school's name of the place's name before it."""
    endings: dict[str, str] = place_words()["endings"]
    others = [w for kind in ("zone", "basin", "airport") for w in endings[kind].split()]
    circle, other = (
        "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
        for words in (endings["circle"].split(), [*others, *_SCHOOLS])
    )
    return re.compile(rf"(?P<circle>{circle})|(?:{other})(?![生区])")  # 新城|区 is a district


def name_at_start(text: str, known: Gazetteer) -> str | None:
    """The place with whose name a text begins; None where it begins with another word."""
    for length in range(_LONGEST_NAME, 1, -1):
        entry = known.names.get(text[:length])
        if entry is not None and entry.manner in ("full", "bare"):
            return known.choose(entry.codes)
    return None


def innermost(codes: Sequence[str], known: Gazetteer) -> str:
    """The first place, or the one within it that is named right after: of 石家庄市新华区 the district."""
    found = codes[0]
    for code in codes[1:]:
        if code == found or known.members(found) or not known.is_within(code, found):
            break
        found = code
    return found
