"""The frame of a chart: its years, language and width, and the unit of its axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from jjjdata.charts.marks import Mark
from jjjdata.charts.numbers import scale_of, split_value, unit_words
from jjjdata.charts.panels import Panel
from jjjdata.charts.wording import wording

TO_TOP_TICK: Final = 1.17
"""The numbers of the axis go a little beyond the highest value: beside 971,000 stands 1 million."""
PLAIN_AXIS: Final = 1e5
"""From here on the numbers of a Chinese axis are written with 万."""


@dataclass(frozen=True)
class Frame:
    """What all panels of a chart share: years, language, width and the counting word."""

    start_year: int
    end_year: int
    language: str
    narrow: bool = False
    classifier: str = ""

    @property
    def label_size(self) -> float:
        """Points of the direct labels."""
        return 8.0 if self.narrow else 8.5


def in_frame(mark: Mark, frame: Frame) -> bool:
    """Whether the mark lies in the years drawn."""
    return frame.start_year <= mark.year <= frame.end_year


def axis_scale(panel: Panel, marks: Sequence[Mark], frame: Frame) -> tuple[float, str]:
    """The scale of the value axis: that of its highest value; none where a Chinese label has none beside it."""
    highest = max((abs(v) for m in marks for v in m.ends), default=0.0)
    size, word = scale_of(highest * TO_TOP_TICK, panel.unit, frame.language)
    plain = frame.language == "zh" and highest < PLAIN_AXIS and any(_plainly(m, frame) for m in marks)
    return (1.0, "") if plain else (size, word)


def _plainly(mark: Mark, frame: Frame) -> bool:
    """Whether the label of a figure that is no bound of an interval is written without 万."""
    stated = mark.kind != "implied"
    return stated and not split_value(mark.value, mark.amount.unit, frame.language, digits=6)[1]


def axis_unit(panel: Panel, frame: Frame) -> str:
    """The unit of the panel's value axis in words: 亿元, billion yuan, %."""
    _, scale = axis_scale(panel, [m for m in panel.marks if in_frame(m, frame)], frame)
    plain = wording("charts", frame.language)("unit_count") if panel.unit == "count" else ""
    return unit_words(panel.unit, frame.language, scale, frame.classifier) or plain
