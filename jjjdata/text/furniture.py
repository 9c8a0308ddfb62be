"""Page furniture: page numbers, running headers, lines of credit."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import NamedTuple

from jjjdata.errors import DefinitionError
from jjjdata.text.lines import Line
from jjjdata.text.trace import Edit

_OFTEN = 3
_TOP = 5
_SHORTEST, _LONGEST = 6, 60
_BETWEEN = 3
_LONGEST_NUMBER = 24
_BARE_NUMBER = re.compile(r"\d{1,4}$")
_SENTENCE = re.compile(r"[，。；！？]")


class _Words(NamedTuple):
    credit: re.Pattern[str]
    mark: re.Pattern[str]
    number: re.Pattern[str]


@cache
def _words() -> _Words:
    path = resources.files("jjjdata") / "definitions" / "furniture.toml"
    data = tomllib.loads(path.read_text("utf-8"))
    for key in ("credits", "marks", "numbers"):
        if not isinstance(data.get(key), list):
            raise DefinitionError(str(path), f"the list {key!r} is missing", "Restore the list.")
    credit = "|".join(map(re.escape, sorted(data["credits"], key=len, reverse=True)))
    return _Words(
        re.compile(
            rf"[\[【（(]?\s*(?:{credit})\s*[:：/]\s*[^\s，。；]{{2,5}}(?:[ 、]+[^\s，。；]{{2,5}})*\s*[\]】）)]?"
        ),
        re.compile(rf"(?:{'|'.join(map(re.escape, data['marks']))})\s*[:：]"),
        re.compile("|".join(data["numbers"])),
    )


def furniture(lines: Sequence[Line]) -> list[Edit]:
    """Cuts for the lines that belong to the page and not to the text."""
    cut = {n for n, line in enumerate(lines) if _is_number_or_credit(line)}
    cut |= _bare_numbers(lines)
    cut |= _running_headers(lines)
    return [Edit(lines[n].start, lines[n].end, "", "furniture") for n in sorted(cut)]


def _is_number_or_credit(line: Line) -> bool:
    text = line.text
    if len(text) > _LONGEST or text.isdecimal():
        return False
    words = _words()
    if len(text) <= _LONGEST_NUMBER and words.number.fullmatch(text.replace(" ", "")):
        return True
    return (":" in text or "：" in text or "/" in text) and words.credit.fullmatch(text) is not None


def _bare_numbers(lines: Sequence[Line]) -> set[int]:
    """Lines with nothing but a number, when all such lines count the pages: 1, 2, 3, well apart."""
    places = [n for n, line in enumerate(lines) if _BARE_NUMBER.match(line.text)]
    numbers = [int(lines[n].text) for n in places]
    counting = all(b - a == 1 for a, b in pairwise(numbers))
    apart = all(b - a > _BETWEEN for a, b in pairwise(places))
    return set(places) if len(places) >= _OFTEN and counting and apart else set()


def _running_headers(lines: Sequence[Line]) -> set[int]:
    """Later standings of a line that is printed again and again, well apart: the head of each page.

    The first stays when it stands at the top of the text, where it is the title.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        if _SHORTEST <= len(line.text) <= _LONGEST and not line.ended:
            places[line.text].append(n)
    cut: set[int] = set()
    for text, standing in places.items():
        if len(standing) < _OFTEN or not _could_be_header(lines[standing[0]]):
            continue
        if (standing[-1] - standing[0]) < _BETWEEN * (len(standing) - 1) or _words().mark.match(text):
            continue
        cut |= _after_title(standing)
    return cut


def _after_title(standing: Sequence[int]) -> set[int]:
    return set(standing[1:] if standing[0] < _TOP else standing)


def _could_be_header(line: Line) -> bool:
    return not (line.row or line.cells or line.numbered or _SENTENCE.search(line.text))
