"""Names of the gazetteer in running text: which stretch names which place, and which only looks like it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import add

from jjjdata.catalogue.place_names import Name
from jjjdata.recognise.place_lexicon import Lexicon

DIVISIONS = ("province", "prefecture", "county")
SMALL_GROUP = 4  # members; naming a larger part of the country says little of its counties
NEAR = 60  # characters over which a place named before still says which of several is meant


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch that names a place: `place` is its code, or None for a word such as 全市.

    `inner` is where the innermost of nested names begins (河北省|石家庄市). `certain` is false where several
    places bear the name and nothing decides; the code is then the wording itself.
    """

    start: int
    end: int
    place: str | None
    kind: str
    inner: int
    certain: bool = True
    weak: bool = False


def scan(text: str, lexicon: Lexicon, home: str | None = None) -> list[Hit]:
    """All names of places, from left to right, longest first, nested ones joined.

    Reading is linear in the text: each position looks up its next two characters once.
    """
    reader = _Reader(text, lexicon, home)
    index = lexicon.index
    end = 0
    for at, pair in enumerate(map(add, text, text[1:])):
        if at >= end and pair in index:
            end = reader.read(at, index[pair]) or end
    return _supported(reader.hits, lexicon, home)


def _supported(hits: list[Hit], lexicon: Lexicon, home: str | None) -> list[Hit]:
    """The hits without bare names of counties whose province neither the text nor the document's place names.

    Such names are made of everyday characters (磐石, 新津), and far from home they are mostly other words.
    """
    known = lexicon.gazetteer
    named = {home, *(hit.place for hit in hits if not hit.weak)} - {None}
    parts = {part for code in named for part in str(code).split("+")}
    parts |= {m for part in parts if len(known.members(part)) <= SMALL_GROUP for m in known.members(part)}
    provinces = {known.province(part) for part in parts} - {None}
    if not provinces:
        return hits
    return [hit for hit in hits if not hit.weak or (hit.place and known.province(hit.place) in provinces)]


def is_han(character: str) -> bool:
    """Whether a character is a Chinese one."""
    return "\u3400" <= character <= "\u9fff"


@dataclass(slots=True)
class _Reader:
    """The text, and what was found in it so far."""

    text: str
    lexicon: Lexicon
    home: str | None
    hits: list[Hit]

    def __init__(self, text: str, lexicon: Lexicon, home: str | None) -> None:
        self.text, self.lexicon, self.home, self.hits = text, lexicon, home, []

    def read(self, at: int, lengths: tuple[int, ...]) -> int | None:
        """Note the name that begins at `at` and return its end; None where there is none."""
        row = self._row(at) if 0 in lengths else None
        for length in lengths:
            if row is not None and row.end - at > length:
                break
            if length > 1 and (hit := self._named(at, length)) is not None:
                return self._note(hit)
        if row is not None:
            return self._note(replace(row, end=self._tail(row.end)))
        if 1 in lengths and (hit := self._alone(at + 1)) is not None:
            return self._note(hit)
        return None

    def _note(self, hit: Hit) -> int:
        """Add a hit, joined with the one before it where that holds it (河北|廊坊|北三县)."""
        before = self.hits[-1] if self.hits else None
        if before is not None and before.end == hit.start and before.place and hit.place:
            same = before.place == hit.place and before.kind != "row"
            if same or (hit.certain and self.lexicon.gazetteer.is_within(hit.place, before.place)):
                self.hits[-1] = replace(hit, start=before.start, weak=False)
                return hit.end
        self.hits.append(hit)
        return hit.end

    def _named(self, at: int, length: int) -> Hit | None:
        wording = self.text[at : at + length]
        if wording in self.lexicon.deictic and len(wording) == length:
            return self._deictic(at, wording)
        name = self.lexicon.names.get(wording) if len(wording) == length else None
        if name is None or not self._stands_free(at, wording, name):
            return None
        end = at + length
        outer = self.hits[-1] if self.hits and self.hits[-1].end == at else None
        codes = self.lexicon.gazetteer.inside(name.codes, outer.place) if outer and outer.place else ()
        if name.manner == "ordinary" and not (codes and outer and self._holds_ordinary(outer)):
            return None
        place = self._choose(codes or name.codes)
        if place is None:
            kind = self.lexicon.gazetteer.places[name.codes[0]].kind
            return Hit(at, end, wording, kind, at, certain=False)
        found = self.lexicon.gazetteer.places[place]
        if name.manner == "bare" and (named_after := self._line_end(end)) is not None:
            return Hit(at, named_after, None, "route", at)
        if found.kind == "group":
            if length == 2 and self.lexicon.route.match(self.text, end):
                return Hit(at, end, None, "route", at)
            end = self._tail(end)
        # The name of a zone goes on needing the city before an ordinary word: 天津滨海-中关村科技园.
        inner = outer.inner if outer and name.manner == "ordinary" else at
        weak = found.kind == "county" and name.manner == "bare" and wording not in self.lexicon.renowned
        return Hit(at, end, place, found.kind, inner, weak=weak)

    def _line_end(self, end: int) -> int | None:
        """Where the name of a line or a road ends that is called after the place before `end` (平谷|线, 香河|安石路)."""
        lexicon, text = self.lexicon, self.text
        found = lexicon.line.match(text, end)
        if found is None and text[end : end + 2] not in lexicon.common_words:
            found = lexicon.road.match(text, end)
        return found.end() if found else None

    def _choose(self, codes: tuple[str, ...]) -> str | None:
        """One of several places of a name: by the document's place, then by what was named just before."""
        known = self.lexicon.gazetteer
        if len(codes) == 1:
            return codes[0]
        home = known.choose(codes, self.home) if self.home else None
        if home is not None and self._related(home, self.home or ""):
            return home
        before = self.hits[-1] if self.hits else None
        if (
            before is not None
            and before.place
            and before.kind in DIVISIONS
            and "\n" not in self.text[before.end : before.end + NEAR]
        ):
            beside = known.choose(codes, before.place)
            if beside is not None and self._related(beside, before.place):
                return beside
        return known.choose(codes)

    def _related(self, code: str, other: str) -> bool:
        known = self.lexicon.gazetteer
        province = known.province(code)
        return any(
            known.is_within(code, o) or known.province(o) == province for o in other.split("+") if o != "CN"
        )

    def _holds_ordinary(self, outer: Hit) -> bool:
        """Whether a word such as 和平 behind this place is its part: behind a city, not behind a whole province."""
        known = self.lexicon.gazetteer
        if outer.kind == "prefecture":
            return True
        children_are_counties = outer.place is not None and outer.place[:2] in ("11", "12", "31", "50")
        return (
            outer.kind == "province"
            and children_are_counties
            and known.province(outer.place or "") == outer.place
        )

    def _stands_free(self, at: int, wording: str, name: Name) -> bool:
        """Whether the wording is a name here and not part of another word."""
        if self._is_part_of_word(at, wording, name):
            return False
        before = self.text[at - 1 : at]
        nested = bool(self.hits) and self.hits[-1].end == at
        if name.manner == "local":
            return self._is_local(at, name)
        if name.manner == "short":
            return nested or before in self.lexicon.edges or not (is_han(before) or before.isdigit())
        return nested or len(wording) > 3 or not self._is_made_of_edges(at, wording)

    def _is_part_of_word(self, at: int, wording: str, name: Name) -> bool:
        """Whether the characters beside the wording make another word of it: 中山|装, 通州市|场, 黄河南|岸."""
        lexicon, end = self.lexicon, at + len(wording)
        before, after = self.text[at - 1 : at], self.text[end : end + 1]
        if not after:
            return bool(before) and before in lexicon.not_after.get(wording, "")
        return (
            after in lexicon.not_before.get(wording, "")
            or (bool(before) and before in lexicon.not_after.get(wording, ""))
            or after in lexicon.not_before_ending.get(wording[-1], "")
            or (name.manner == "bare" and lexicon.street.match(self.text, end) is not None)
        )

    def _is_made_of_edges(self, at: int, wording: str) -> bool:
        """Whether a name is the end of one common word and the beginning of another (确保|定点, 完成|都江堰)."""
        text, lexicon, end = self.text, self.lexicon, at + len(wording)
        longer = lexicon.names.get(text[at : end + 1])
        if longer is not None and longer.manner == "short" and len(wording) == 2:
            return True  # 15项|城市: the longer name, 项城市, was refused before
        if text[at - 1 : at + 1] not in lexicon.common_words:
            return False
        if text[at + 1 : at + 3] in lexicon.common_words:
            return True
        lengths = lexicon.index.get(text[at + 1 : at + 3], ()) if len(wording) == 2 else ()
        return any(text[at + 1 : at + 1 + n] in lexicon.names for n in lengths if n > 1)

    def _is_local(self, at: int, name: Name) -> bool:
        """Whether 副中心 means the one of `name`: in its own region's documents, and not behind another place."""
        known = self.lexicon.gazetteer
        outer = self.hits[-1] if self.hits and self.hits[-1].end == at else None
        if outer is not None and outer.place and not known.is_within(name.codes[0], outer.place):
            return False
        homes = self.home.split("+") if self.home else []
        return not homes or any(
            known.is_within(h, own) or known.is_within(own, h) for h in homes for own in name.homes
        )

    def _deictic(self, at: int, wording: str) -> Hit | None:
        text, lexicon, end = self.text, self.lexicon, at + len(wording)
        after = text[end : end + 1]
        if (
            after
            and after in lexicon.deictic_not_before
            and not (after == "域" and wording[-1] not in "区县")
        ):
            return None
        if text.startswith(lexicon.deictic_not_places, at) or (
            at and text[at - 1] in lexicon.deictic_not_after
        ):
            return None
        before = self.hits[-1] if self.hits else None
        if before is not None and before.end == at and before.place and lexicon.extent.fullmatch(wording):
            return replace(before, start=at, end=end, inner=before.inner)
        return Hit(at, end, None, "deictic", at)

    def _row(self, at: int) -> Hit | None:
        """Two and more abbreviations in a row (京津, 晋冀鲁豫) as one hit, without what follows."""
        text, rows, known = self.text, self.lexicon.rows, self.lexicon.gazetteer
        end = at
        while end < len(text) and text[end] in known.abbreviations and text[end] not in text[at:end]:
            end += 1
        while end - at >= 2 and self._begins_word(end - 1):
            end -= 1
        row = text[at:end]
        if len(row) < 2 or row in rows.never or (row[0] in rows.loose and at and is_han(text[at - 1])):
            return None
        if text.startswith(rows.not_places, at) or not (
            row.startswith(rows.listed) or rows.strong.intersection(row)
        ):
            return None
        if (code := known.row(row)) is None:
            return None
        if self.lexicon.route.match(text, end):
            return Hit(at, end, None, "route", at)
        return Hit(at, end, code, "row", at)

    def _begins_word(self, at: int) -> bool:
        """Whether a weak abbreviation at `at`, the last of a row, rather begins the next word (津冀|港口)."""
        rows, letter, after = self.lexicon.rows, self.text[at], self.text[at + 1 : at + 2]
        if letter in rows.strong or not after or not is_han(after) or after in rows.followers:
            return False
        return letter in rows.loose or letter + after in self.lexicon.common_words

    def _alone(self, at: int) -> Hit | None:
        """One abbreviation behind 在, 来, 驻 ... (在津设立)."""
        text, rows = self.text, self.lexicon.rows
        longer = self.lexicon.index.get(text[at : at + 2], ())
        if any(text[at : at + n] in self.lexicon.names for n in longer if n > 1) or (
            0 in longer and self._row(at)
        ):
            return None
        if text[at + 1 : at + 2] in rows.not_after_alone:
            return None
        return Hit(at, at + 1, self.lexicon.gazetteer.abbreviations[text[at]], "province", at)

    def _tail(self, end: int) -> int:
        """The end with words that only say how many the places are (京津冀|三地)."""
        found = self.lexicon.tail.match(self.text, end)
        if found is None or self.text.startswith("地区生产总值", end):  # 济青|地区生产总值
            return end
        return found.end()
