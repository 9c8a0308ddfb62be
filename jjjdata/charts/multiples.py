"""Small multiples: the main panel of several subjects, side by side on the same years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from matplotlib.figure import Figure

from jjjdata.charts.colours import INK
from jjjdata.charts.describe import alt_text
from jjjdata.charts.draw import draw_panel
from jjjdata.charts.figure import NARROW, WIDE
from jjjdata.charts.frame import Frame, axis_unit, in_frame
from jjjdata.charts.key import draw_key, key_columns, key_entries, wrap
from jjjdata.charts.panels import Panel, panels_of
from jjjdata.charts.subject import Subject
from jjjdata.charts.wording import wording

COLUMNS: Final = 2
HEIGHT: Final = 1.3
LINE: Final = 0.17
BELOW: Final = 0.42
KEY_ROW: Final = 0.2
GAP: Final = 0.62
TITLE_SIZE: Final = 8.5


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
    titles = [_title(s, p, f, each * 72) for (s, p), f in zip(shown, frames, strict=True)]
    rows = [range(at, min(at + columns, len(shown))) for at in range(0, len(shown), columns)]
    heads = [0.16 + LINE * max(len(titles[n]) for n in row) for row in rows]
    panels = [panel for _, panel in shown]
    inner = (width - left - right) * 72
    entries = key_entries(panels, frames[0]) if frames else []
    words = wording("charts", language)
    across = key_columns([words(f"key_{e}") for e in entries], frames[0].label_size, inner) if entries else 1
    key = KEY_ROW * -(-len(entries) // across) + 0.06 if entries else 0.0
    height = sum(heads) + len(rows) * (HEIGHT + BELOW) + key + 0.05
    figure = Figure(figsize=(width, height))
    bottom, first = height - 0.05, None
    for row, head in zip(rows, heads, strict=True):
        bottom -= head + HEIGHT
        for n in row:
            x = left + (n - row[0]) * (each + GAP + right)
            ax = figure.add_axes((x / width, bottom / height, each / width, HEIGHT / height))
            ax.set_title("\n".join(titles[n]), fontsize=TITLE_SIZE, color=INK)
            draw_panel(ax, panels[n], frames[n], n)
            first = ax if n == row[0] else first
        bottom -= BELOW
    if entries and first is not None:
        draw_key(first, entries, frames[0], inner, YEARS_POINTS)
    return figure


YEARS_POINTS: Final = 0.34 * 72


def multiples_alt(
    shown: Sequence[tuple[Subject, Panel]], start_year: int, end_year: int, language: str
) -> str:
    """The panels in words, one after the other."""
    frame = Frame(start_year, end_year, language, narrow=False, classifier="")
    return " ".join(alt_text(subject, (panel,), frame) for subject, panel in shown)


def _title(subject: Subject, panel: Panel, frame: Frame, points: float) -> list[str]:
    """Indicator, sort of figure and unit, in as many lines as the width asks for."""
    name, sort, unit = (
        subject.name(frame.language),
        panel.title(subject, frame.language),
        axis_unit(panel, frame),
    )
    note = [part for part in (sort, unit) if part]
    shown = f"{name}（{'，'.join(note)}）" if frame.language == "zh" else f"{name} ({', '.join(note)})"
    return wrap(shown, points / TITLE_SIZE)
