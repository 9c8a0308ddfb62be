"""Scores the reading of documents against statements that people annotated.

What counts as right follows `tests/gold/GUIDE.md`, where the fields of a gold line are explained. A statement finds
a gold line when its span covers the first character of the gold numeral; over the lines found, each field is right
or wrong, and `tuple` is the share of all core lines with value, unit, measure, status, period, place and head right.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]

TUPLE = ("value", "unit", "measure", "status", "period", "place", "head")
FIELDS = (*TUPLE, "comparator", "aggregation", "base", "counterpart")

# The guide's short codes for the places that it names most.
GUIDE_PLACES = {
    "100000": "CN", "110000": "BJ", "110112": "TZ", "120000": "TJ", "130000": "HE", "133100": "XA",
    "BSX": "BSX", "CN": "CN", "FZX": "FZX", "JJJ": "JJJ",
}  # fmt: skip
_WORDS_AROUND = 20
"""A span holds the numeral with its comparator and unit, and no sentence."""

_SUFFIX = re.compile(r"(?:特别行政区|自治[州县区]|[省市区县州盟旗])$")


@dataclass(frozen=True)
class Miss:
    """A core line not found or read wrongly, or a statement that no line asks for."""

    document: str
    fault: str
    gold: Row | None = None
    seen: Row | None = None

    def __str__(self) -> str:
        asked = (
            "" if self.gold is None else f" {self.gold['numeral']}@{self.gold['start']} {_brief(self.gold)}"
        )
        found = "" if self.seen is None else f"\n    read {self.seen['value_text']!r} {_brief(self.seen)}"
        return f"{self.document}: {self.fault}{asked}{found}"


@dataclass
class Score:
    """Counts over one or more documents, and the misses."""

    core: int = 0
    found: int = 0
    invented: int = 0
    right: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    misses: list[Miss] = field(default_factory=list)

    def share(self, name: str) -> float:
        """A figure between 0 and 1: recall, precision, tuple, or a field among the lines found."""
        if name == "recall":
            return self.found / self.core
        if name == "precision":
            return self.found / (self.found + self.invented)
        return self.right[name] / (self.core if name == "tuple" else self.found)

    def __str__(self) -> str:
        figures = ("recall", "precision", "tuple", *FIELDS)
        return "\n".join(
            [", ".join(f"{name} {self.share(name):.3f}" for name in figures), *map(str, self.misses)]
        )


def read_gold(path: Path) -> dict[str, list[Row]]:
    """Gold lines by document, in order."""
    lines: dict[str, list[Row]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        entry = json.loads(line)
        lines[entry["doc"]].append(entry)
    return dict(lines)


def score(
    gold: Mapping[str, Sequence[Row]], seen: Mapping[str, Sequence[Row]], names: Mapping[str, str]
) -> Score:
    """The reading `seen` (statements by document) against the gold; `names` are the printed names of place codes."""
    total = Score()
    for document, lines in gold.items():
        taken: set[str] = set()
        for line in lines:
            hit = _hit(line, [s for s in seen.get(document, ()) if s["statement_id"] not in taken])
            if hit is not None:
                taken.add(hit["statement_id"])
            if not line.get("optional"):
                _count(total, document, line, hit, names)
        for statement in seen.get(document, ()):
            if statement["statement_id"] not in taken:
                total.invented += 1
                total.misses.append(Miss(document, "invented", seen=statement))
    return total


def _hit(line: Row, statements: Iterable[Row]) -> Row | None:
    longest = len(line["numeral"]) + _WORDS_AROUND
    return next(
        (
            s
            for s in statements
            if s["char_start"] <= line["start"] < s["char_end"] <= s["char_start"] + longest
        ),
        None,
    )


def _count(total: Score, document: str, line: Row, hit: Row | None, names: Mapping[str, str]) -> None:
    total.core += 1
    if hit is None:
        total.misses.append(Miss(document, "missed", gold=line))
        return
    total.found += 1
    verdicts = compare(line, hit, names)
    for name, right in verdicts.items():
        total.right[name] += right
    total.right["tuple"] += all(verdicts[name] for name in TUPLE)
    wrong = [name for name in FIELDS if not verdicts[name]]
    if wrong:
        total.misses.append(Miss(document, f"wrong {', '.join(wrong)}", line, hit))


def compare(gold: Row, seen: Row, names: Mapping[str, str]) -> dict[str, bool]:
    """Field by field: does the statement say what the gold line says?"""
    base = str(gold.get("base_period") or "")[:4]
    wording = _squeezed(seen["indicator"])
    return {
        "value": _close(seen["value"], gold["value"]) and _close(seen["value_upper"], gold["upper"]),
        "unit": gold["unit"] == "other" or seen["unit"] in _readings(gold["unit"]),
        "comparator": seen["comparator"] in _readings(gold["comparator"]),
        "measure": seen["measure"] in _readings(gold["measure"]),
        "status": seen["status"] in _readings(gold["status"]),
        "aggregation": gold["aggregation"] is None or seen["aggregation"] in _readings(gold["aggregation"]),
        "period": any(_same_period(gold, label, seen) for label in _readings(gold["period"])),
        "base": (not base and gold["measure"] != "level") or _year(seen["base_start"]) == base,
        "place": any(
            _same_places(_guide(r), _named(seen["place"], names)) for r in _readings(gold["region"])
        ),
        "counterpart": not gold["counterpart"]
        or _same_places(_guide(gold["counterpart"]), _named(seen["counterpart"], names)),
        "head": len(wording) <= 40 and any(_squeezed(h) in wording for h in _readings(gold["head"])),
    }


def _readings(value: Any) -> list[Any]:
    """A field that is a list accepts any of its values."""
    return value if isinstance(value, list) else [value]


def _close(seen: float | None, asked: float | None) -> bool:
    if seen is None or asked is None:
        return seen is asked
    return abs(seen - asked) <= 1e-6 * max(1.0, abs(asked))


def _squeezed(text: str) -> str:
    return "".join(text.split()).lower()


def _year(day: Any) -> str:
    return str(day or "")[:4]


def _same_period(gold: Row, label: str | None, seen: Row) -> bool:
    """The gold's period to its own precision; what stands at a moment may have begun at any time before."""
    if not label:
        return True
    first, _, last = label.partition("/")
    last = last or first
    start, end = str(seen["period_start"] or ""), str(seen["period_end"] or "")
    moment = first == last
    standing = gold["aggregation"] is None or bool(
        {"stock", "cumulative"} & set(_readings(gold["aggregation"]))
    )
    if not end.startswith(last):
        return standing and moment and len(last) == 7 and end[:4] == last[:4]
    if start[:4] != first[:4]:
        return standing and moment and (not start or start[:4] < first[:4])
    whole_year = (start[4:], end[4:]) == ("-01-01", "-12-31")
    return standing or len(first) > 4 or not moment or whole_year


def _guide(region: str | None) -> frozenset[str]:
    return frozenset(_bare(part) for part in _parts(region))


def _named(place: str | None, names: Mapping[str, str]) -> frozenset[str]:
    return frozenset(_bare(GUIDE_PLACES.get(part, names.get(part, part))) for part in _parts(place))


def _parts(place: str | None) -> Iterator[str]:
    yield from filter(None, (place or "").replace("、", "+").split("+"))


def _bare(name: str) -> str:
    short = _SUFFIX.sub("", name)
    return short if len(short) >= 2 else name


def _same_places(asked: frozenset[str], seen: frozenset[str]) -> bool:
    """Alike; or one name within the other, where neither is one of the guide's codes."""
    if asked == seen:
        return True
    if len(asked) != 1 or len(seen) != 1 or (asked | seen) & set(GUIDE_PLACES.values()):
        return False
    (one,), (other,) = asked, seen
    return min(len(one), len(other)) >= 2 and (one in other or other in one)


def _brief(line: Row) -> str:
    kept = (
        "value", "upper", "value_upper", "unit", "comparator", "measure", "status", "aggregation", "period",
        "period_start", "period_end", "base_period", "base_start", "region", "place", "counterpart", "head", "indicator",
    )  # fmt: skip
    return ", ".join(f"{k}={line[k]}" for k in kept if line.get(k) is not None)
