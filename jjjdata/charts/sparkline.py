"""Very small charts for lists: dots for figures, ticks for targets, no words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jjjdata.charts.marks import Mark
from jjjdata.charts.panels import Panel

WIDTH: Final = 132
HEIGHT: Final = 34
PAD: Final = 5


def sparkline(panel: Panel, start_year: int, end_year: int) -> str:
    """A panel as a small SVG element of classed shapes (the page's style sheet gives the colours)."""
    marks = [m for m in panel.marks if start_year <= m.year <= end_year and m.kind != "superseded"]
    ends = [0.0, *(m.value for m in marks)]
    low, high = min(ends), max(ends)

    def at(mark: Mark) -> tuple[str, str]:
        share = (mark.year - start_year + 0.5) / (end_year - start_year + 1)
        height = (mark.value - low) / ((high - low) or 1.0)
        return f"{PAD + share * (WIDTH - 2 * PAD):.1f}", f"{HEIGHT - PAD - height * (HEIGHT - 2 * PAD):.1f}"

    parts = [f'<path class="spark-base" d="M0 {HEIGHT - 1}H{WIDTH}"/>']
    drawn = [(a, b) for a, b in panel.segments() if a in marks and b in marks]
    parts += ['<path class="spark-line" d="M{} {}L{} {}"/>'.format(*at(a), *at(b)) for a, b in drawn]
    parts += [_shape(mark, *at(mark)) for mark in marks]
    return f'<svg class="spark" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true">{"".join(parts)}</svg>'


def _shape(mark: Mark, x: str, y: str) -> str:
    if mark.kind == "target":
        return f'<path class="spark-target" d="M{float(x) - 4:.1f} {y}h8"/>'
    if mark.open_side is not None:
        tip = -5 if mark.open_side == "up" else 5
        return f'<path class="spark-dot" d="M{float(x) - 3:.1f} {y}h6l-3 {tip}z"/>'
    if mark.shape == "diamond":
        return f'<path class="spark-hollow" d="M{float(x) - 3:.1f} {y}l3 -3l3 3l-3 3z"/>'
    hollow = mark.kind == "implied"
    return f'<circle class="{"spark-hollow" if hollow else "spark-dot"}" cx="{x}" cy="{y}" r="3"/>'


def heading_panel(panels: Sequence[Panel]) -> Panel | None:
    """The panel that stands for the subject in a list."""
    return panels[0] if panels else None
