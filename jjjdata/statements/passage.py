"""A sentence with everything recognised in it, and the surroundings of one quantity."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from jjjdata.recognise.periods import Period
from jjjdata.recognise.places import PlaceMention
from jjjdata.recognise.quantities import Quantity
from jjjdata.statements.layout import Sentence

_BOUNDARY = re.compile(r"(?<!\d)[,，]|[,，](?!\d)|[；;：:。！？!?\n…]")
_REMARK = re.compile(r"[（(][^（）()\d\n]{1,16}[）)]")  # （预计，下同） does not end a clause
_EXPLAINED = re.compile(
    r"[（(](?:(?:即|指|是指|以)[^（）()\n]{1,40}|[^（）()\n]{1,40}[，,](?:下同|以下简称[^（）()\n]{1,12}))[）)]"
)  # …系数（即…占…的比重）|31%
_KEPT = frozenset(
    {"base", "name", "recurring"}
)  # words of comparison are cut off with the change they belong to
_COLONS = frozenset(":：∶比")
_EACH_ITS_WAY = re.compile(
    r"(?:、|和|及|以及|与)(?:同比)?(?:增长|增加|上升|提高|上涨|提升|回升|下降|降低|减少|回落|下跌|下滑)(?:了)?"
)
_ITEM_END = re.compile(r"[；;。]")
_JOINT = re.compile(r"\s*(?:、|和|及|以及|与|，|,)?\s*(?:第)?\s*")


@dataclass(frozen=True)
class Passage:
    """One sentence of the repaired text with its quantities, periods and places (offsets into the text)."""

    text: str
    sentence: Sentence
    quantities: Sequence[Quantity]
    periods: Sequence[Period]
    places: Sequence[PlaceMention]
    dateline: tuple[int, int] | None = None  # where and when it was filed: no part of what it tells

    @cached_property
    def boundaries(self) -> list[int]:
        """Where clauses end: positions of the punctuation between them, then the end of the sentence."""
        s = self.sentence
        remarks = [
            m.span() for remark in (_REMARK, _EXPLAINED) for m in remark.finditer(self.text, s.start, s.end)
        ]
        found = [m.start() for m in _BOUNDARY.finditer(self.text, s.start, s.end)]
        return [*(b for b in found if not any(a < b < e for a, e in remarks)), s.end]

    def clause(self, position: int) -> tuple[int, int]:
        """Start and end of the clause around a position."""
        n = bisect_left(self.boundaries, position)
        start = self.boundaries[n - 1] + 1 if n else self.sentence.start
        return start, self.boundaries[n] if n < len(self.boundaries) else self.sentence.end

    def around(self, n: int) -> Surroundings:
        """The words before and after the n-th quantity, as far as its clause and its neighbours allow."""
        if n not in self._surroundings:
            self._surroundings[n] = self._around(n)
        return self._surroundings[n]

    @cached_property
    def _surroundings(self) -> dict[int, Surroundings]:
        return {}

    def _around(self, n: int) -> Surroundings:
        q = self.quantities[n]
        low, high = self.clause(q.start)
        high = max(high, q.end)
        low = min(low, q.start)
        previous = self.quantities[n - 1] if n else None
        following = self.quantities[n + 1] if n + 1 < len(self.quantities) else None
        left = max(low, previous.end) if previous and previous.end > low else low
        right = min(high, following.start) if following and q.end <= following.start < high else high
        end = q.end
        if (
            following and following.start == q.end and following.unit == q.unit
        ):  # 12大类70项重点任务: both count the same
            end = following.end
            right = (
                high if n + 2 >= len(self.quantities) else max(end, min(high, self.quantities[n + 2].start))
            )
        if self.dateline is not None and low < self.dateline[1] <= q.start:
            low = self.dateline[1]
            left = max(left, low)
        times = tuple(
            (p.start, p.end) for p in self.periods if low <= p.start < q.start and p.kind not in _KEPT
        )
        return Surroundings(self.text, low, left, q.start, end, right, high, times)

    def ends_item(self, n: int) -> bool:
        """Whether the n-th quantity stands in another item of a list than the one before it."""
        if n == 0:
            return False
        return _ITEM_END.search(self.text, self.quantities[n - 1].end, self.quantities[n].start) is not None

    def siblings(self, n: int) -> tuple[int, int]:
        """First and last index of the enumeration the n-th quantity stands in: values side by side.

        Values with nothing but 、 or 和 between them (13.6%、9.8%) answer to as many subjects before them.
        """
        return self._enumerations[n]

    @cached_property
    def _enumerations(self) -> list[tuple[int, int]]:
        """For each quantity the first and last index of its enumeration."""
        found: list[tuple[int, int]] = []
        first = 0
        for n in range(len(self.quantities)):
            if n + 1 == len(self.quantities) or not self._joined(n):
                found.extend([(first, n)] * (n + 1 - first))
                first = n + 1
        return found

    def _joined(self, n: int) -> bool:
        a, b = self.quantities[n], self.quantities[n + 1]
        gap = self.text[a.end : b.start]
        if a.form == b.form == "ratio" and gap.strip() in _COLONS:
            return True
        together = (
            a.unit == b.unit or self.text.rfind("分别", max(self.sentence.start, a.start - 14), a.start) >= 0
        )
        if _EACH_ITS_WAY.fullmatch(gap) is not None:  # 分别增长5.6%、下降3%
            return self.text.rfind("分别", self.clause(a.start)[0], a.start) >= 0
        return (
            together
            and len(gap) <= 3
            and bool(gap)
            and _JOINT.fullmatch(gap) is not None
            and "，" not in gap
            and "," not in gap
        )


@dataclass(frozen=True)
class Surroundings:
    """The clause of a quantity: [low, high); the words before it from `left`, after it up to `right`."""

    text: str
    low: int
    left: int
    start: int
    end: int
    right: int
    high: int
    times: tuple[tuple[int, int], ...] = ()

    @cached_property
    def before(self) -> str:
        """The words between the clause's start (or the neighbour before) and the quantity, without its time."""
        parts, position = [], self.left
        for start, end in self.times:
            if start >= position:
                parts.append(self.text[position:start])
                position = end
        parts.append(self.text[min(position, self.start) : self.start])
        return _EXPLAINED.sub("", "".join(parts))

    @property
    def after(self) -> str:
        """The words between the quantity and the clause's end (or the neighbour after)."""
        return self.text[self.end : self.right]

    @property
    def clause(self) -> str:
        """The whole clause."""
        return self.text[self.low : self.high]


def outside_remarks(text: str, sentence: Sentence, times: Sequence[Period]) -> list[Period]:
    """The times of a sentence without those in remarks on a word (2013年是…年份，下同): they date no number."""
    remarks = [m.span() for m in _EXPLAINED.finditer(text, sentence.start, sentence.end)]
    return [p for p in times if not any(low < p.start < high for low, high in remarks)]
