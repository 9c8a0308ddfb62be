"""One panel drawn: each mark in the shape that says how it is known."""

from __future__ import annotations

import calendar
from typing import Final

from matplotlib.axes import Axes
from matplotlib.markers import CARETDOWNBASE, CARETUPBASE
from matplotlib.transforms import Bbox, ScaledTranslation, Transform

from jjjdata.charts.axes import axis_numbers, say_nothing_known, values_axis, years_axis
from jjjdata.charts.colours import AGAINST, FAINT, INK, MUTED, PAPER, RESULT, TARGET
from jjjdata.charts.frame import Frame
from jjjdata.charts.labels import Label, mark_box, place_labels
from jjjdata.charts.marks import Mark
from jjjdata.charts.numbers import unit_suffix
from jjjdata.charts.panels import Panel
from jjjdata.charts.wording import wording

MARKERS: Final = {
    "dot": "o", "circle": "o", "diamond": "D", "up": "^", "down": "v", "tick": "_", "cross": "x",
}  # fmt: skip
MARGINS: Final = {False: 24.0, True: 12.0}
"""Points to the right of a panel that its labels may take; beside a small one stands another."""
SHOWN_SHARE: Final = 0.07
ARROW: Final = 17.0  # points from the bound to the arrow's tip
COLOURS: Final = {
    "stated": RESULT, "implied": RESULT, "target": TARGET, "contradicting": AGAINST, "superseded": FAINT,
}  # fmt: skip


def draw_panel(ax: Axes, panel: Panel, frame: Frame, number: int = 0) -> None:
    """Draw the panel's marks that lie within the frame's years, with their labels, into the axes."""
    marks = [m for m in panel.marks if frame.start_year <= m.year <= frame.end_year]
    places = _positions(marks)
    years_axis(ax, frame, {m.year for m in marks})
    values_axis(ax, panel, marks, frame)
    obstacles = [*axis_numbers(ax), *_lines(ax, panel, frame)]
    _join_targets(ax, marks)
    for order, mark in enumerate(marks):
        name = f"panel{number}-mark{order}-{mark.kind}-{mark.shape}-{mark.year}"
        obstacles.append(_draw_mark(ax, mark, places[order], name, frame))
    if not marks:
        say_nothing_known(ax, frame)
    labels = [_label(m, places[n], frame) for n, m in enumerate(marks)]
    place_labels(ax, labels, obstacles, frame.label_size, spare=MARGINS[frame.narrow])


def bar_shows(mark: Mark, span: float) -> bool:
    """Whether a mark's interval is long enough to be seen on an axis that spans so much."""
    return mark.open_side is None and max(mark.ends) - min(mark.ends) > SHOWN_SHARE * span


def marker_style(shape: str, kind: str) -> dict[str, object]:
    """How a mark of this shape and kind looks, for the mark itself and for the key."""
    colour = COLOURS[kind]
    hollow = kind == "implied" or shape == "diamond"
    size = {"tick": 14.0, "diamond": 6.0, "cross": 6.5, "up": 7.5, "down": 7.5}.get(shape, 7.0)
    return {
        "marker": MARKERS[shape],
        "markersize": size * (0.7 if kind == "superseded" else 1.0),
        "markerfacecolor": PAPER if hollow else colour,
        "markeredgecolor": colour,
        "markeredgewidth": 2.6 if shape == "tick" else 1.5,
        "linestyle": "none",
    }


def _positions(marks: list[Mark]) -> dict[int, float]:
    """Where each mark stands on the time axis: results of one year side by side, targets in its middle."""
    by_year: dict[int, list[int]] = {}
    for order, mark in enumerate(marks):
        if not mark.target:
            by_year.setdefault(mark.year, []).append(order)
    places = {order: float(mark.year) for order, mark in enumerate(marks)}
    for year, found in by_year.items():
        for rank, order in enumerate(found):
            places[order] = year + 0.24 * (rank - (len(found) - 1) / 2)
    return places


def _lines(ax: Axes, panel: Panel, frame: Frame) -> list[Bbox]:
    """Lines between consecutive years; dashed where one end is implied. Returns what labels must avoid."""
    boxes = []
    for first, second in panel.segments():
        if not (frame.start_year <= first.year and second.year <= frame.end_year):
            continue
        dashes = "dashed" if "implied" in (first.kind, second.kind) else "solid"
        ax.plot(
            [first.year, second.year], [first.value, second.value], color=RESULT, linestyle=dashes,
            linewidth=1.2, alpha=1.0, zorder=2, gid=f"line-{first.year}-{second.year}",
        )  # fmt: skip
        for step in range(1, 10):
            x = first.year + step / 10
            y = first.value + (second.value - first.value) * step / 10
            boxes.append(mark_box(ax, x, y, y).padded(-0.6 * (mark_box(ax, x, y, y).width / 2)))
    return boxes


def _join_targets(ax: Axes, marks: list[Mark]) -> None:
    """A dotted line from each target to the result of the same time."""
    results = {m.period_end: m for m in marks if m.kind in ("stated", "implied")}
    for mark in marks:
        result = results.get(mark.period_end) if mark.kind == "target" else None
        if result is not None and result.value != mark.value:
            low, high = sorted((mark.value, result.value))
            ax.vlines(
                mark.year, low, high, color=TARGET, linewidth=1.1,
                linestyle=(0, (1, 1.6)), zorder=2, gid=f"target-to-result-{mark.year}",
            )  # fmt: skip


def _draw_mark(ax: Axes, mark: Mark, x: float, name: str, frame: Frame) -> Bbox:
    colour = COLOURS[mark.kind]
    bottom = top = mark.value
    if _visible(ax, mark):
        bottom, top = min(mark.ends), max(mark.ends)
        ax.vlines(x, bottom, top, color=colour, linewidth=1.3, zorder=3)
        ax.plot([x, x], [bottom, top], marker="_", markersize=6, color=colour, linestyle="none", zorder=3)
    if mark.span_years > 1:
        first = max(frame.start_year - 0.5, float(mark.period_start.year) - 0.4 if mark.period_start else x)
        ax.hlines(mark.value, first, x, color=colour, linewidth=1.1, zorder=2)
        ax.plot([first], [mark.value], marker="|", markersize=7, color=colour, linestyle="none", zorder=2)
    ax.plot([x], [mark.value], color=colour, zorder=5, gid=name, **marker_style(mark.shape, mark.kind))  # type: ignore[arg-type]
    box = mark_box(ax, x, bottom, top)
    if mark.shape == "tick":
        box = Bbox.from_extents(box.x0 - 4, box.y0 + 3, box.x1 + 4, box.y1 - 3)
    if mark.open_side is None:
        return box
    reach = _arrow(ax, x, mark, colour) * ax.figure.dpi / 72
    if mark.open_side == "up":
        return Bbox.from_extents(box.x0, box.y0, box.x1, box.y1 + reach - 4)
    return Bbox.from_extents(box.x0, box.y0 - reach + 4, box.x1, box.y1)


def _arrow(ax: Axes, x: float, mark: Mark, colour: str) -> float:
    """A short arrow from the bound to the open side; returns its length in points.

    It has the same length on every chart, but never reaches below zero where values cannot.
    """
    side = 1 if mark.open_side == "up" else -1
    length = ARROW
    if side < 0 and mark.value >= 0:
        (_, bound), (_, zero) = ax.transData.transform([(x, mark.value), (x, 0.0)])
        length = max(8.0, min(ARROW, float(bound - zero) * 72 / ax.figure.dpi - 2))
    shaft = _shifted(ax, side * length / 2)
    head = _shifted(ax, side * (length - 2))
    common = {"color": colour, "linestyle": "none", "zorder": 4, "clip_on": False}
    ax.plot([x], [mark.value], marker="|", markersize=length, markeredgewidth=1.3, transform=shaft, **common)  # type: ignore[arg-type]
    marker = CARETUPBASE if side > 0 else CARETDOWNBASE
    ax.plot([x], [mark.value], marker=marker, markersize=5, transform=head, **common)  # type: ignore[arg-type]
    return length


def _shifted(ax: Axes, points: float) -> Transform:
    return ax.transData + ScaledTranslation(0, points / 72, ax.figure.dpi_scale_trans)


def _visible(ax: Axes, mark: Mark) -> bool:
    """Whether the interval is longer than the mark itself; a shorter bar would hide behind it."""
    bottom, top = ax.get_ylim()
    return bar_shows(mark, top - bottom)


def _label(mark: Mark, x: float, frame: Frame) -> Label:
    suffix = unit_suffix(mark.amount.unit, frame.language, frame.classifier)
    text = mark.text(frame.language, classifier=frame.classifier)
    if len(suffix.strip()) > 2 and suffix and text.endswith(suffix):
        text = text.removesuffix(suffix)
    if mark.target:
        text = wording("charts", frame.language)("target_label", value=text)
    if not mark.whole_year and mark.span_years == 1 and mark.period_start is not None:
        first, last = (_month(day.month, frame) for day in (mark.period_start, mark.period_end))
        key = "part_month" if first == last else "part_year"
        months = wording("charts", frame.language)(key, first=first, last=last)
        text = f"{text}\n{months}"
    colour = {"target": TARGET, "contradicting": AGAINST, "superseded": MUTED}.get(mark.kind, INK)
    prefer: tuple[str, ...] = ("below", "above") if mark.target else ("above", "below")
    if mark.open_side == "down":
        prefer = ("above", "right", "left")
    elif mark.open_side == "up" and not mark.target:
        prefer = ("below", "right", "left", "above")
    barred = mark.kind == "implied" or mark.amount.upper is not None
    return Label(
        x, mark.value, text, colour, prefer,
        top=max(mark.ends) if barred else None, bottom=min(mark.ends) if barred else None,
        above=ARROW - 2 if mark.open_side == "up" else 0.0, below=ARROW - 2 if mark.open_side == "down" else 0.0,
    )  # fmt: skip


def _month(month: int, frame: Frame) -> str:
    return str(month) if frame.language == "zh" else calendar.month_abbr[month]
