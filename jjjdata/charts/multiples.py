"""Small multiples: the main panel of several subjects, side by side on the same years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from jjjdata.charts.colours import INK, MUTED
from jjjdata.charts.describe import alt_text
from jjjdata.charts.draw import draw_panel
from jjjdata.charts.figure import NARROW, WIDE
from jjjdata.charts.frame import Frame, axis_unit, in_frame
from jjjdata.charts.key import draw_key, key_columns, key_entries, printable, wrap
from jjjdata.charts.panels import Panel, panels_of
from jjjdata.charts.subject import Subject
from jjjdata.charts.wording import wording

COLUMNS: Final = 2
HEIGHT: Final = 1.25
FLAT_HEIGHT: Final = 0.72
FLAT_MARKS: Final = 1
"""A row of panels with no more marks than this has little to compare, and says so by its height."""
LINE: Final = 0.165
BELOW: Final = 0.42
KEY_ROW: Final = 0.2
GAP: Final = 0.62
TITLE_SIZE: Final = 9.0
NOTE_SIZE: Final = 8.0


def drawable(subjects: Sequence[Subject], start_year: int, end_year: int) -> list[tuple[Subject, Panel]]:
    """The main panel of each subject that has a mark in these years."""
    frame = Frame(start_year, end_year, "zh", narrow=False, classifier="")
    found = []
    for subject in subjects:
        panels = [p for p in panels_of(subject) if any(in_frame(m, frame) for m in p.marks)]
        found += [(subject, panels[0])] if panels else []
    return found


def draw_multiples(
    shown: Sequence[tuple[Subject, Panel]],
    start_year: int,
    end_year: int,
    language: str,
    *,
    narrow: bool = False,
) -> Figure:
    """Panels of `drawable`, two beside each other (one on telephones); call it within `style()`."""
    columns = 1 if narrow else COLUMNS
    width = NARROW if narrow else WIDE
    left, right = 0.46, 0.14
    each = (width - columns * (left + right) - (columns - 1) * (GAP - left)) / columns
    frames = [Frame(start_year, end_year, language, True, s.classifier()) for s, _ in shown]
    titles = [_title(s, f, (each + left) * 72) for (s, _), f in zip(shown, frames, strict=True)]
    rows = [range(at, min(at + columns, len(shown))) for at in range(0, len(shown), columns)]
    heads = [0.2 + LINE * max(len(titles[n]) + 1 for n in row) for row in rows]
    panels = [panel for _, panel in shown]
    heights = [_height([(panels[n], frames[n]) for n in row]) for row in rows]
    inner = (width - left - right) * 72
    entries = key_entries(panels, frames[0]) if frames else []
    words = wording("charts", language)
    across = key_columns([words(f"key_{e}") for e in entries], frames[0].label_size, inner) if entries else 1
    key = KEY_ROW * -(-len(entries) // across) + 0.06 if entries else 0.0
    height = sum(heads) + sum(heights) + len(rows) * BELOW + key + 0.05
    figure = Figure(figsize=(width, height))
    bottom, first = height - 0.05, None
    for row, head, tall in zip(rows, heads, heights, strict=True):
        bottom -= head + tall
        for n in row:
            x = left + (n - row[0]) * (each + GAP + right)
            ax = figure.add_axes((x / width, bottom / height, each / width, tall / height))
            draw_panel(ax, panels[n], frames[n], n)
            _titles(ax, titles[n], _note(*shown[n], frames[n]), -left / each)
            first = ax if n == row[0] else first
        bottom -= BELOW
    if entries and first is not None:
        draw_key(first, entries, frames[0], inner, YEARS_POINTS, left)
    return figure


YEARS_POINTS: Final = 0.34 * 72


def multiples_alt(
    shown: Sequence[tuple[Subject, Panel]], start_year: int, end_year: int, language: str
) -> str:
    """The panels in words, one after the other."""
    frame = Frame(start_year, end_year, language, narrow=False, classifier="")
    return " ".join(alt_text(subject, (panel,), frame) for subject, panel in shown)


def _title(subject: Subject, frame: Frame, points: float) -> list[str]:
    """The indicator, in as many lines as the width asks for."""
    return wrap(printable(subject.name(frame.language), frame.language), points / TITLE_SIZE)


def _note(subject: Subject, panel: Panel, frame: Frame) -> str:
    """The sort of figure and its unit."""
    found = [part for part in (panel.title(subject, frame.language), axis_unit(panel, frame)) if part]
    return wording("charts", frame.language)("join").join(found)


def _titles(ax: Axes, title: Sequence[str], note: str, x: float) -> None:
    """The indicator in ink, and below it in grey what kind of figure is drawn; both begin at the panel's edge."""
    ax.set_title(note, fontsize=NOTE_SIZE, color=MUTED).set_x(x)
    ax.annotate(
        "\n".join(title), (x, 1), xycoords="axes fraction", xytext=(0, 10 + LINE * 72), textcoords="offset points",
        ha="left", va="bottom", fontsize=TITLE_SIZE, color=INK, annotation_clip=False,
    )  # fmt: skip


def _height(row: Sequence[tuple[Panel, Frame]]) -> float:
    most = max(sum(in_frame(mark, frame) for mark in panel.marks) for panel, frame in row)
    return FLAT_HEIGHT if most <= FLAT_MARKS else HEIGHT
