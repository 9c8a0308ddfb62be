"""Places: codes, names, and how they lie within each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from jjjdata.catalogue.place_names import Definitions, Name, Place, read_definitions

LONGEST_NESTED = 60
"""Characters of a name that places one after the other make up: 河北省石家庄市长安区."""
LEVELS = {"country": 0, "province": 1, "prefecture": 2, "area": 2, "county": 3, "group": 4}


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """All known places by code, and all names by their wording.

    Codes are those of GB/T 2260 (six digits), short codes or printed names of groups and areas; several places
    are joined by "+". Questions about a code that is not in the list (a park's printed name) are answered with
    None or nothing, never with an error: documents name more places than any list.
    """

    places: Mapping[str, Place]
    names: Mapping[str, Name]
    abbreviations: Mapping[str, str]

    @property
    def words(self) -> frozenset[str]:
        """Every wording that names a place without doubt, and every code that is a printed name."""
        certain = {text for text, name in self.names.items() if name.manner != "ordinary"}
        return frozenset(certain | {code for code in self.places if not code.isascii()})

    def resolve(self, name: str, home: str | None = None) -> str | None:
        """The code of a name; None where there is none, or several between which nothing decides.

        Nested names give the innermost place. `home` is the place of the document that uses the name.

        >>> gazetteer().resolve("河北省石家庄市"), gazetteer().resolve("津冀")
        ('130100', '120000+130000')
        >>> gazetteer().resolve("通州区"), gazetteer().resolve("通州区", home="320600")
        ('110112', '320612')
        """
        if name in self.places:
            return name
        if name in self.names:
            return self.choose(self.names[name].codes, home)
        if (row := self.row(name)) is not None:
            return row
        for cut in range(len(name) - 2, 1, -1):
            # The inner name first: asking for the outer one of every cut would take exponential time.
            if (inner := self.names.get(name[cut:])) is None or len(name) > LONGEST_NESTED:
                continue
            outer = self.resolve(name[:cut], home)
            if outer and (code := self.choose(self.inside(inner.codes, outer), home)):
                return code
        return None

    def row(self, text: str) -> str | None:
        """The provinces that a row of one-character abbreviations names (京津冀 -> three codes), or None."""
        codes = [self.abbreviations.get(character) for character in text]
        if len(codes) < 2 or None in codes or len(set(codes)) < len(codes):
            return None
        return self.join(code for code in codes if code)

    def choose(self, codes: Iterable[str], home: str | None = None) -> str | None:
        """The one of several places of the same name that is meant, or None.

        Those nearest to `home` come first: within it, in its prefecture, in its province. Then the higher level
        and, among counties, the districts of the four municipalities, which need no further name.
        """
        ranked = sorted((self._distance(code, home), *self._standing(code), code) for code in codes)
        if not ranked:
            return None
        if any(first[:3] == second[:3] for first, second in pairwise(ranked[:2])):
            return None
        return ranked[0][-1]

    def inside(self, codes: Iterable[str], outer: str) -> tuple[str, ...]:
        """Those of the codes that lie within `outer` and are not it."""
        return tuple(code for code in codes if code != outer and self.is_within(code, outer))

    def name_zh(self, code: str) -> str:
        """The Chinese name; a code that is not listed is its own name.

        >>> gazetteer().name_zh("110000+120000")
        '北京市、天津市'
        """
        return "、".join(self.places[c].name_zh if c in self.places else c for c in code.split("+"))

    def name_en(self, code: str) -> str | None:
        """The English name where there is one: provinces, prefectures and the larger groups have one.

        >>> gazetteer().name_en("JJJ"), gazetteer().name_en("610100")
        ('Beijing-Tianjin-Hebei', "Xi'an")
        """
        return self.places[code].name_en if code in self.places else None

    def parent(self, code: str) -> str | None:
        """The place that `code` lies in."""
        return self.places[code].parent if code in self.places else None

    def members(self, code: str) -> tuple[str, ...]:
        """The members of a group, ascending; none for other places.

        >>> gazetteer().members("JJJ")
        ('110000', '120000', '130000')
        """
        return self.places[code].members if code in self.places else ()

    def is_within(self, code: str, ancestor: str) -> bool:
        """Whether a place is the other or lies in it, directly, through its parents or as a group's member.

        >>> gazetteer().is_within("131082", "JJJ"), gazetteer().is_within("BSX", "130000")
        (True, True)
        """
        seen: str | None = code
        around = {ancestor, *self.members(ancestor)}
        while seen is not None:
            if seen in around:
                return True
            seen = self.parent(seen)
        inner = self.members(code)
        return bool(inner) and all(self.is_within(member, ancestor) for member in inner)

    def province(self, code: str) -> str | None:
        """The province that a place is or lies in; None for groups of several and for the country.

        >>> gazetteer().province("133100"), gazetteer().province("JJJ")
        ('130000', None)
        """
        while (place := self.places.get(code)) is not None and place.kind != "province":
            code = place.parent or ""
        return place.code if place else None

    def join(self, codes: Iterable[str]) -> str:
        """Several codes as one: each once, ascending, joined by "+".

        >>> gazetteer().join(["130000", "120000+110000"])
        '110000+120000+130000'
        """
        return "+".join(sorted({part for code in codes for part in code.split("+") if part}))

    def rows(self, used: Iterable[str], kinds: Mapping[str, str] | None = None) -> list[dict[str, object]]:
        """Rows of the `places` table: all provinces and what is used, with their parents and members.

        Args:
            used: codes that some table names (joined ones are taken apart), or a mapping of them to their kinds.
            kinds: for places without a code, their printed name to the kind of place; others are "place".
        """
        stated = used if isinstance(used, Mapping) else (kinds or {})
        wanted = {"CN"} | {code for code, place in self.places.items() if place.kind == "province"}
        queue = [part for code in used for part in code.split("+") if part]
        while queue:
            code = queue.pop()
            wanted.add(code)
            kin = (self.parent(code), *self.members(code))
            queue.extend(other for other in kin if other is not None and other not in wanted)
        return [self._row_of(code, stated.get(code, "place")) for code in sorted(wanted)]

    def _row_of(self, code: str, kind: str) -> dict[str, object]:
        place = self.places.get(code) or Place(code, code, kind)
        return {
            "place": code,
            "name_zh": place.name_zh,
            "name_en": place.name_en,
            "kind": place.kind,
            "parent": place.parent,
            "members": "+".join(place.members) or None,
        }

    def _distance(self, code: str, home: str | None) -> int:
        """How far a place lies from home: 0 within it, 1 in its prefecture, 2 in its province, 3 elsewhere."""
        homes = [each for each in (home or "").split("+") if each and each != "CN"]
        prefectures = [self.parent(each) for each in homes if self._kind(each) == "county"]
        provinces = [self.province(each) for each in homes]
        circles: list[list[str | None]] = [[*homes], prefectures, provinces]
        for distance, around in enumerate(circles):
            if any(each and self.is_within(code, each) for each in around):
                return distance
        return 3

    def _standing(self, code: str) -> tuple[int, int]:
        return LEVELS.get(self._kind(code), 5), 0 if self._kind(self.parent(code) or "") == "province" else 1

    def _kind(self, code: str) -> str:
        return self.places[code].kind if code in self.places else ""


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The places of the package, loaded once.

    Raises:
        DefinitionError: places.toml names a parent, member or division that does not exist.

    >>> gazetteer().parent("130100")
    '130000'
    """
    known: Definitions = read_definitions()
    return Gazetteer(known.places, known.names, known.abbreviations)
