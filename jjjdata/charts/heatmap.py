"""Coverage as a heat map: how many observations each indicator has in each year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from jjjdata.charts.colours import FAINT, GRID, INK, PAPER
from jjjdata.charts.key import printable, text_width, wrap
from jjjdata.charts.stylesheet import FONT_FAMILY, style
from jjjdata.charts.subject import Collection
from jjjdata.charts.wording import wording

ROW: Final = 0.235
NARROW_ROW: Final = 0.27
"""Inches; on telephones names take two lines."""
NARROW_NAMES: Final = 1.62
WIDE_NAMES: Final = (1.2, 3.7)
"""Inches for the names beside the cells: as many as they need, within these."""
WIDE_SIZE: Final = 8.2
YEAR_CELL: Final = 0.3
"""Inches; narrower cells have years of two digits over them."""
MOST_ROWS: Final = 40
"""A page draws no more indicators: with more of them, a sheet of paper has no room for letters that can be read."""
NAME_LINES: Final = 2
NARROW_SIZE: Final = 6.6
LATIN_CLOSER: Final = 1.15
"""Latin letters of a name are narrower, on the mean, than `wrap` takes them to be."""
ON_CELL: Final = "#fefefe"
"""Not the paper's white, which turns dark with the page: the cells do not."""


def coverage_counts(collection: Collection, start_year: int, end_year: int) -> dict[str, list[int]]:
    """Observations of each indicator by year, the best covered first; indicators without any are left out."""
    counts = Counter((row["indicator_id"], row["year"]) for row in collection.tables["observations"])
    years = range(start_year, end_year + 1)
    rows = {name: [counts[name, year] for year in years] for name in sorted({name for name, _ in counts})}
    kept = {name: row for name, row in rows.items() if any(row)}
    return dict(sorted(kept.items(), key=lambda item: (-sum(map(bool, item[1])), -sum(item[1]), item[0])))


def coverage(
    *,
    start_year: int = 2013,
    end_year: int = 2024,
    data: Path | str = "data",
    language: str = "zh",
    ax: Axes | None = None,
) -> Axes:
    """A heat map of the observations of each indicator by year; returns its Axes. Blank cells have none."""
    collection = Collection.read(data)
    counts = coverage_counts(collection, start_year, end_year)
    with style():
        if ax is None:
            # Only here: pages are drawn without pyplot's state.
            from matplotlib import pyplot as plt  # noqa: PLC0415

            figure = plt.figure()
            figure.set_size_inches(7.2, 1.1 + ROW * len(counts))
            ax = figure.add_subplot()
            _draw(ax, collection, counts, (start_year, end_year), language)
            figure.tight_layout()
        else:
            _draw(ax, collection, counts, (start_year, end_year), language)
    return ax


def draw_coverage(
    collection: Collection, start_year: int, end_year: int, language: str, *, narrow: bool = False
) -> Figure:
    """The heat map of the best covered indicators as a figure of fitting size; call it within `style()`."""
    every = coverage_counts(collection, start_year, end_year)
    counts = dict(list(every.items())[:MOST_ROWS])
    width, right, top = (3.45, 0.0, 0.36) if narrow else (7.2, 0.0, 0.4)
    left = NARROW_NAMES if narrow else _names_width(collection, counts, language)
    height = top + (NARROW_ROW if narrow else ROW) * max(1, len(counts)) + 0.08
    figure = Figure(figsize=(width, height))
    box = (left / width, 0.08 / height, (width - left - right) / width, (height - top - 0.08) / height)
    _draw(figure.add_axes(box), collection, counts, (start_year, end_year), language, narrow=narrow)
    return figure


def _names_width(collection: Collection, names: Iterable[str], language: str) -> float:
    """Inches that the longest name takes in one line, within reason."""
    longest = max((text_width(collection.indicator_name(name, language)) for name in names), default=0.0)
    least, most = WIDE_NAMES
    return min(most, max(least, longest * WIDE_SIZE / _closer(language) / 72 + 0.1))


def coverage_alt(collection: Collection, start_year: int, end_year: int, language: str) -> str:
    """The heat map in words."""
    counts = coverage_counts(collection, start_year, end_year)
    words = wording("charts", language)
    top = words.listing([collection.indicator_name(name, language) for name in list(counts)[:3]])
    return words("coverage_alt", n=min(len(counts), MOST_ROWS), start=start_year, end=end_year, top=top)


def _draw(
    ax: Axes,
    collection: Collection,
    counts: dict[str, list[int]],
    years: tuple[int, int],
    language: str,
    *,
    narrow: bool = False,
) -> None:
    import seaborn as sns  # noqa: PLC0415 - a third of a second that trend pages need not pay

    names = [
        _fitting(printable(collection.indicator_name(name, language), language), narrow, language)
        for name in counts
    ]
    every = range(years[0], years[1] + 1)
    across = ax.get_window_extent().width / ax.figure.dpi / len(every)
    ticks = [
        f"{y % 100:02d}" if narrow or (across < YEAR_CELL and 0 < n < len(every) - 1) else str(y)
        for n, y in enumerate(every)
    ]
    cells = np.array(list(counts.values()) or [[0] * len(ticks)], dtype=float)
    sns.heatmap(
        cells, ax=ax, mask=cells == 0, cmap="crest", vmin=-1.5, vmax=max(4.0, float(cells.max())), cbar=False,
        annot=True, fmt=".0f", annot_kws={"fontsize": 6.5 if narrow else 7.5, "color": ON_CELL},
        xticklabels=ticks, yticklabels=names or [""],
    )  # fmt: skip
    # Lines of the table are drawn once each: edges of every cell would triple the size of a page.
    ax.hlines(range(len(names) + 1), 0, len(ticks), colors=PAPER, linewidth=1.2)
    ax.vlines(range(len(ticks) + 1), 0, max(1, len(names)), colors=PAPER, linewidth=1.2)
    ax.set_facecolor(GRID)
    ax.grid(visible=False)
    ax.xaxis.tick_top()
    ax.tick_params(axis="both", length=0, labelfontfamily=FONT_FAMILY, labelcolor=INK, color=FAINT)
    ax.tick_params(axis="x", labelsize=6.5 if narrow else 8.5, rotation=0)
    ax.tick_params(axis="y", labelsize=NARROW_SIZE if narrow else WIDE_SIZE, rotation=0)


def _fitting(name: str, narrow: bool, language: str) -> str:
    """A name in the room beside the cells: in two lines on telephones, cut only where that is not enough."""
    inches, size, most = (NARROW_NAMES, NARROW_SIZE, NAME_LINES) if narrow else (WIDE_NAMES[1], WIDE_SIZE, 1)
    lines = wrap(name, (inches * 72 - 6) / size * _closer(language))
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1].rstrip()}…"]
    return "\n".join(lines)


def _closer(language: str) -> float:
    return 1.0 if language == "zh" else LATIN_CLOSER
