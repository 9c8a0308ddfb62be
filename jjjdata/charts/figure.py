"""Whole charts: panels under each other, title above, key and notes below."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from jjjdata.charts.axes import draw_nothing
from jjjdata.charts.colours import INK, MUTED
from jjjdata.charts.describe import alt_text, notes
from jjjdata.charts.draw import draw_panel
from jjjdata.charts.frame import Frame, axis_unit, in_frame
from jjjdata.charts.key import draw_key, key_columns, key_entries, printable, wrap
from jjjdata.charts.panels import Panel, panels_of
from jjjdata.charts.stylesheet import style
from jjjdata.charts.subject import Collection, Subject
from jjjdata.charts.wording import check_language, wording
from jjjdata.errors import ParameterError

WIDE: Final = 7.2
NARROW: Final = 3.45
PANEL_HEIGHT: Final = 1.95
FLAT_PANEL_HEIGHT: Final = 1.25
FLAT_PANEL_MARKS: Final = 2
PANEL_TITLE: Final = 0.42
TITLE_SIZE: Final = 9.5
TITLE_ROW: Final = 0.17
YEARS_ROW: Final = 0.34
KEY_ROW: Final = 0.2
NOTE_ROW: Final = 0.165
MAX_PANELS: Final = 4


@dataclass(frozen=True)
class Chart:
    """A subject ready to be drawn: its panels and frame, and the chart in words."""

    subject: Subject
    panels: tuple[Panel, ...]
    frame: Frame

    @property
    def alt(self) -> str:
        """The chart in words."""
        return alt_text(self.subject, self.panels, self.frame)

    @property
    def notes(self) -> tuple[str, ...]:
        """Unit, source and gaps in words."""
        return notes(self.subject, self.panels, self.frame)


def chart_of(
    subject: Subject, start_year: int, end_year: int, language: str, *, narrow: bool = False
) -> Chart:
    """The chart of a subject: at most four panels, those with marks in these years first."""
    if start_year > end_year:
        raise ParameterError("start_year", f"{start_year} is after end_year {end_year}")
    frame = Frame(start_year, end_year, check_language(language), narrow, subject.classifier())
    found = panels_of(subject)
    drawn = tuple(p for p in found if any(in_frame(m, frame) for m in p.marks)) or found[:1]
    return Chart(subject, drawn[:MAX_PANELS], frame)


def plot(
    indicator: str,
    place: str | None = None,
    *,
    start_year: int = 2013,
    end_year: int = 2024,
    data: Path | str = "data",
    language: str = "zh",
    ax: Axes | None = None,
) -> Axes:
    """An honest chart of one indicator at one place; returns the Axes of its main panel.

    Filled dot: stated. Hollow dot with bar: implied, with its range. Triangle with arrow: a bound that the
    words leave open. Hollow diamond: about. Tick: target. Cross: what another source says. A line joins only
    consecutive years of one series. Without `place`, the place with the most observations is taken. With
    `ax`, only the main panel is drawn, into it.

    Raises UnknownNameError (indicator, place, language), ParameterError (years), TableError (tables).
    """
    subject = Collection.read(data).subject(indicator, place)
    with style():
        if ax is not None:
            chart = chart_of(subject, start_year, end_year, language)
            _into(ax, Chart(subject, chart.panels[:1], chart.frame))
            return ax
        # Only here: pages are drawn without pyplot's state.
        from matplotlib import pyplot as plt  # noqa: PLC0415

        return draw_chart(chart_of(subject, start_year, end_year, language), plt.figure())[0]


def draw_chart(chart: Chart, figure: Figure | None = None, *, bare: bool = False) -> list[Axes]:
    """Draw all panels into a figure of fitting size; `bare` leaves title and notes to the page.

    Call it within `style()`. Returns the axes, main panel first.
    """
    frame = chart.frame
    width = NARROW if frame.narrow else WIDE
    figure = Figure() if figure is None else figure
    left, right = (0.44, 0.08) if frame.narrow else (0.52, 0.1)
    entries = key_entries(chart.panels, frame)
    inner = (width - left - right) * 72
    words = wording("charts", frame.language)
    columns = key_columns([words(f"key_{e}") for e in entries], frame.label_size, inner) if entries else 1
    key_height = KEY_ROW * -(-len(entries) // columns) + 0.04 if entries else 0.0
    lines = [] if bare else [part for note in chart.notes for part in wrap(note, (width - 0.4) * 72 / 8.2)]
    edge, head = (0.0, 0.05) if bare else (0.14, 0.42)
    # Ranks and multiples alone are told in words: then one panel stands empty.
    heights = [_panel_height(panel, frame) for panel in chart.panels] or [FLAT_PANEL_HEIGHT]
    heads = [PANEL_TITLE + TITLE_ROW * (len(_title_lines(p, chart)) - 1) for p in chart.panels] or [0.0]
    taken = sum(heights) + sum(heads) + YEARS_ROW * len(heights)
    height = head + taken + key_height + NOTE_ROW * len(lines) + (0.0 if bare else 0.14)
    figure.set_size_inches(width, height)
    if not bare:
        title = printable(chart.subject.title(frame.language), frame.language)
        figure.text(0.14 / width, 1 - 0.16 / height, title, fontsize=13, va="top", color=INK)
    axes = []
    bottom = height - head
    for number, panel in enumerate(chart.panels):
        bottom -= heads[number] + heights[number]
        box = (left / width, bottom / height, (width - left - right) / width, heights[number] / height)
        axes.append(figure.add_axes(box))
        # Titles begin where the page's text does, left of the value labels.
        _one_panel(axes[-1], panel, chart, number).set_x((edge - left) / (width - left - right))
        bottom -= YEARS_ROW
    if not chart.panels:
        bottom -= heights[0]
        axes.append(
            figure.add_axes(
                (left / width, bottom / height, (width - left - right) / width, heights[0] / height)
            )
        )
        draw_nothing(axes[0], frame)
    if entries:
        draw_key(axes[-1], entries, frame, inner, YEARS_ROW * 72 - 2, left - edge)
    for row, line in enumerate(reversed(lines)):
        figure.text(0.14 / width, (0.1 + NOTE_ROW * row) / height, line, fontsize=8, color=MUTED, va="bottom")
    return axes


def _panel_height(panel: Panel, frame: Frame) -> float:
    """Inches; a panel of one or two marks needs less, and a lower one beside it says that it has less."""
    drawn = sum(in_frame(mark, frame) for mark in panel.marks)
    return FLAT_PANEL_HEIGHT if drawn <= FLAT_PANEL_MARKS and panel.sort == "cumulative" else PANEL_HEIGHT


def _title_lines(panel: Panel, chart: Chart) -> list[str]:
    """The panel's title with its unit, in as many lines as the width asks for."""
    frame = chart.frame
    title, unit = panel.title(chart.subject, frame.language), axis_unit(panel, frame)
    shown = f"{title}（{unit}）" if frame.language == "zh" else f"{title} ({unit})"
    width = (NARROW if frame.narrow else WIDE) - 0.7
    return wrap(shown if unit else title, width * 72 / TITLE_SIZE)


def _one_panel(ax: Axes, panel: Panel, chart: Chart, number: int) -> Text:
    """Draw a panel; returns its title."""
    draw_panel(ax, panel, chart.frame, number)
    return ax.set_title("\n".join(_title_lines(panel, chart)), color=MUTED, fontsize=TITLE_SIZE)


def _into(ax: Axes, chart: Chart) -> None:
    """The main panel into axes that the caller made: title above, key and notes below."""
    frame = chart.frame
    if not chart.panels:
        draw_nothing(ax, frame)
        ax.set_title(printable(chart.subject.title(frame.language), frame.language), fontsize=10, color=INK)
        return
    _one_panel(ax, chart.panels[0], chart, 0)
    title = printable(chart.subject.title(frame.language), frame.language)
    ax.set_title(f"{title}\n{ax.get_title(loc='left')}", fontsize=10, color=INK)
    box = ax.get_window_extent()
    width = box.width / ax.figure.dpi * 72
    entries = key_entries(chart.panels[:1], frame)
    rows = draw_key(ax, entries, frame, width, YEARS_ROW * 72) if entries else 0
    lines = [part for note in chart.notes for part in wrap(note, width / 8.2)]
    ax.annotate(
        "\n".join(lines), (0, 0), xycoords="axes fraction",
        xytext=(0, -(YEARS_ROW + KEY_ROW * rows + 0.08) * 72), textcoords="offset points",
        va="top", ha="left", fontsize=8, color=MUTED, annotation_clip=False,
    )  # fmt: skip
