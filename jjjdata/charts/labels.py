"""Direct labels: each where it meets no mark and no other label."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox

from jjjdata.charts.colours import PAPER

OFFSET: Final = 7.0
PLACINGS: Final = {
    "above": (0.0, OFFSET, "center", "bottom"),
    "below": (0.0, -OFFSET, "center", "top"),
    "above right": (3.0, OFFSET - 1, "left", "bottom"),
    "above left": (-3.0, OFFSET - 1, "right", "bottom"),
    "right": (OFFSET + 3, 0.0, "left", "center"),
    "left": (-OFFSET - 3, 0.0, "right", "center"),
    "below right": (3.0, -OFFSET + 1, "left", "top"),
    "below left": (-3.0, -OFFSET + 1, "right", "top"),
    "high above": (0.0, OFFSET + 13, "center", "bottom"),
    "far below": (0.0, -OFFSET - 13, "center", "top"),
    "high above right": (3.0, OFFSET + 13, "left", "bottom"),
    "high above left": (-3.0, OFFSET + 13, "right", "bottom"),
    "far below right": (3.0, -OFFSET - 13, "left", "top"),
    "far below left": (-3.0, -OFFSET - 13, "right", "top"),
    "higher above": (0.0, OFFSET + 26, "center", "bottom"),
}
MARK_RADIUS: Final = 5.0
PASSES: Final = 3
"""A label that was placed early makes way in a later pass, where one after it found no room."""
MISTAKEN: Final = 300.0
"""What it costs a label to stand nearer to another mark than to its own, in the area that it may cover instead."""


@dataclass(frozen=True)
class Label:
    """A label wanted at a point of the axes, and where it would rather stand."""

    x: float
    y: float
    text: str
    colour: str
    prefer: tuple[str, ...] = ("above", "below")
    top: float | None = None  # upper end of an interval bar, in data
    bottom: float | None = None
    above: float = 0.0  # points that an arrow takes over the mark
    below: float = 0.0


@dataclass
class _Board:
    """The paper around a panel: where labels may stand, what is taken, and which points they speak of."""

    room: Bbox
    page: Bbox
    taken: list[Bbox]
    points: list[tuple[float, float]]

    def cost(self, box: Bbox, own: tuple[float, float]) -> float:
        """0 for a good place; more for meeting others, leaving the paper, or seeming to name another mark."""
        meeting = 4 * sum(_overlap(box, other) for other in self.taken)
        leaving = 4 * _outside(box, self.room) + 9 * _outside(box, self.page)
        return meeting + leaving + (MISTAKEN if self._mistaken(box, own) else 0.0)

    def _mistaken(self, box: Bbox, own: tuple[float, float]) -> bool:
        centre = ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
        near = math.dist(centre, own)
        return any(math.dist(centre, point) < near - 1 for point in self.points if point != own)


def place_labels(
    ax: Axes, labels: Sequence[Label], obstacles: Sequence[Bbox], size: float, *, spare: float = 24.0
) -> list[Annotation]:
    """Draw the labels, each at the first placing that meets nothing; the least bad where none is free.

    `obstacles` are display boxes of marks and bars; `spare` points to the right of the axes are free. Labels are placed in the order given, so that the
    result is the same on every run.
    """
    renderer = renderer_of(ax)
    frame = ax.get_window_extent(renderer)
    margin = 4 * ax.figure.dpi / 72
    # To the left stand the value labels of the axis; to the right and above there is only paper.
    room = Bbox.from_extents(
        frame.x0 - margin / 2, frame.y0 - margin, frame.x1 + margin / 4 * spare, frame.y1 + 3 * margin
    )
    points = [_point(ax, label) for label in labels]
    notes = [_annotate(ax, label, size) for label in labels]
    board = _Board(room, Bbox(ax.figure.bbox.get_points()), list(obstacles), points)
    costs = _settle(notes, labels, board, renderer)
    crowded = [n for n, cost in enumerate(costs) if cost and folded(labels[n].text) != labels[n].text]
    if crowded:
        for n in crowded:
            notes[n].set_text(folded(labels[n].text))
        if sum(_settle(notes, labels, board, renderer)) >= sum(costs):
            for n in crowded:
                notes[n].set_text(labels[n].text)
            _settle(notes, labels, board, renderer)
    return notes


def folded(text: str) -> str:
    r"""The text with its figure in a line of its own, for where it finds no room in one line.

    >>> folded("more than 10,000"), folded("309")
    ('more than\n10,000', '309')
    """
    return re.sub(r"^(\D*\S) (?=\d)", r"\1\n", text, count=1)


def _settle(
    notes: Sequence[Annotation], labels: Sequence[Label], paper: _Board, renderer: RendererBase
) -> list[float]:
    """Place all notes one after the other, again where one found no room; returns what each costs in the end."""
    boxes: dict[int, Bbox] = {}
    costs = [0.0] * len(notes)
    for _ in range(PASSES):
        for n, (note, label, point) in enumerate(zip(notes, labels, paper.points, strict=True)):
            others = [box for other, box in boxes.items() if other != n]
            board = replace(paper, taken=[*paper.taken, *others])
            costs[n] = _place(note, label, point, board, renderer)
            boxes[n] = note.get_window_extent(renderer).padded(1.0)
        if not any(costs):
            break
    return costs


def _place(
    note: Annotation, label: Label, own: tuple[float, float], board: _Board, renderer: RendererBase
) -> float:
    """Move the note to the first place that costs nothing, or to the cheapest; returns what it costs."""
    costs: dict[str, float] = {}
    for name in [*label.prefer, *(name for name in PLACINGS if name not in label.prefer)]:
        _move(note, label, name)
        costs[name] = board.cost(note.get_window_extent(renderer).padded(1.0), own)
        if costs[name] == 0:
            break
    best = min(costs, key=costs.__getitem__)
    _move(note, label, best)
    return costs[best]


def _point(ax: Axes, label: Label) -> tuple[float, float]:
    x, y = ax.transData.transform((label.x, label.y))
    return float(x), float(y)


def mark_box(ax: Axes, x: float, low: float, high: float) -> Bbox:
    """The display box of a mark at x whose ink runs from low to high."""
    radius = MARK_RADIUS * ax.figure.dpi / 72
    (left, bottom), (right, top) = ax.transData.transform([(x, low), (x, high)])
    return Bbox.from_extents(left - radius, bottom - radius, right + radius, top + radius)


def renderer_of(ax: Axes) -> RendererBase:
    """A renderer to measure text with, whatever canvas the figure has."""
    figure = ax.figure
    return RendererAgg(  # type: ignore[no-untyped-call]
        int(figure.bbox.width), int(figure.bbox.height), figure.dpi
    )


def _annotate(ax: Axes, label: Label, size: float) -> Annotation:
    return ax.annotate(
        label.text, (label.x, label.y), xytext=(0, OFFSET), textcoords="offset points", ha="center",
        va="bottom", fontsize=size, color=label.colour, annotation_clip=False, zorder=2.5,
        bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.6},  # no grid line strikes a figure through
    )  # fmt: skip


def _move(note: Annotation, label: Label, placing: str) -> None:
    dx, dy, horizontal, vertical = PLACINGS[placing]
    end = label.top if dy > 0 else label.bottom if dy < 0 else None
    note.xy = (label.x, label.y if end is None else end)
    note.set_position((dx, dy + (label.above if dy > 0 else -label.below if dy < 0 else 0.0)))
    note.set_horizontalalignment(horizontal)  # type: ignore[arg-type]
    note.set_verticalalignment(vertical)  # type: ignore[arg-type]


def _overlap(first: Bbox, second: Bbox) -> float:
    both = Bbox.intersection(first, second)
    return 0.0 if both is None else float(both.width * both.height)


def _outside(box: Bbox, frame: Bbox) -> float:
    inside = Bbox.intersection(box, frame)
    area = 0.0 if inside is None else float(inside.width * inside.height)
    return float(box.width * box.height) - area
