"""The axes of a panel: all years of the chart, values in round steps, and what stands where nothing is known."""

from __future__ import annotations

import math
from typing import Final

from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator
from matplotlib.transforms import Bbox

from jjjdata.charts.colours import FAINT, YEAR
from jjjdata.charts.frame import Frame, axis_scale
from jjjdata.charts.marks import Mark
from jjjdata.charts.numbers import format_value
from jjjdata.charts.panels import Panel
from jjjdata.charts.stylesheet import FONT_FAMILY
from jjjdata.charts.wording import wording

YEAR_ROOM: Final = 0.4
"""Inches that a year of four digits asks for."""
AXIS_NUMBER: Final = 30.0
HALF_LINE: Final = 3.5
APART: Final = 16.0
"""Points that the numbers of the value axis take to the left of it, above and below their tick, and after it."""


def years_axis(ax: Axes, frame: Frame, known: set[int]) -> None:
    """Every year of the chart, those without a figure in grey."""
    years = list(range(frame.start_year, frame.end_year + 1))
    step = max(1, math.ceil(len(years) / 14))
    across = ax.get_window_extent().width / ax.figure.dpi / len(years)
    short = frame.narrow or len(years) > 14 or across < YEAR_ROOM
    texts = [
        (
            ""
            if n % step and n != len(years) - 1
            else f"{y % 100:02d}"
            if short and 0 < n < len(years) - 1
            else str(y)
        )
        for n, y in enumerate(years)
    ]
    ax.set_xlim(frame.start_year - 0.6, frame.end_year + 0.6)
    ax.set_xticks(years, texts)
    for tick, year in zip(ax.xaxis.get_major_ticks(), years, strict=True):
        tick.label1.set_color(YEAR if year in known else FAINT)
    ax.tick_params(axis="both", labelfontfamily=FONT_FAMILY)
    if frame.narrow:
        ax.tick_params(axis="x", labelsize=7.5)


def values_axis(ax: Axes, panel: Panel, marks: list[Mark], frame: Frame) -> None:
    """Values from zero in round steps, in the scale that the labels have."""
    ends = [v for m in marks for v in m.ends]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    room = (high - low or 1.0) * 0.24
    ax.set_ylim(low - room if low < 0 else -0.04 * (high - low or 1.0), high + room if high > 0 else room / 2)
    whole = panel.unit in ("count", "person", "person-time") and high < 10
    height = ax.get_window_extent().height / ax.figure.dpi
    ticks = MaxNLocator(4 if height > 1 else 2, steps=[1, 2, 2.5, 5, 10], integer=whole).tick_values(
        low, high or 1.0
    )
    kept = [float(t) for t in ticks if low <= t <= high + room * 0.7]
    ax.yaxis.set_major_locator(FixedLocator(kept))
    size, _ = axis_scale(panel, marks, frame)
    ax.yaxis.set_major_formatter(FuncFormatter(lambda v, _: format_value(v / size, "index", frame.language)))
    if low < 0:
        ax.axhline(0, color=FAINT, linewidth=0.8, zorder=1)


def axis_numbers(ax: Axes) -> list[Bbox]:
    """Where the numbers of the value axis stand: a label in line with one would be read on from it."""
    left, points = ax.get_window_extent().x0, ax.figure.dpi / 72
    heights = [float(ax.transData.transform((0.0, tick))[1]) for tick in ax.get_yticks()]
    return [
        Bbox.from_extents(
            left - AXIS_NUMBER * points, y - HALF_LINE * points, left + APART * points, y + HALF_LINE * points
        )
        for y in heights
    ]


def draw_nothing(ax: Axes, frame: Frame) -> None:
    """The years alone, and the words that none of them has a figure that can be drawn."""
    years_axis(ax, frame, set())
    ax.grid(visible=False)
    say_nothing_known(ax, frame)


def say_nothing_known(ax: Axes, frame: Frame) -> None:
    """The words that these years have no figure that can be drawn."""
    text = wording("charts", frame.language)("no_figure", start=frame.start_year, end=frame.end_year)
    ax.text(0.5, 0.5, text, transform=ax.transAxes, ha="center", va="center", color=FAINT)
    ax.set_yticks([])
