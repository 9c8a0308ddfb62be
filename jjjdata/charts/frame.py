"""The frame of a chart: its years, language and width, and the unit of its axes."""

from __future__ import annotations

from dataclasses import dataclass

from jjjdata.charts.marks import Mark
from jjjdata.charts.numbers import scale_of, unit_words
from jjjdata.charts.panels import Panel
from jjjdata.charts.wording import wording


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


def axis_unit(panel: Panel, frame: Frame) -> str:
    """The unit of the panel's value axis in words: 亿元, billion yuan, %."""
    ends = [v for m in panel.marks for v in m.ends]
    _, scale = scale_of(max(map(abs, ends), default=0.0), panel.unit, frame.language)
    plain = wording("charts", frame.language)("unit_count") if panel.unit == "count" else ""
    return unit_words(panel.unit, frame.language, scale, frame.classifier) or plain
