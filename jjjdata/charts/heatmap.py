"""Coverage as a heat map: how many observations each indicator has in each year."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from jjjdata.charts.colours import FAINT, GRID, INK, PAPER
from jjjdata.charts.key import printable, wrap
from jjjdata.charts.stylesheet import FONT_FAMILY, style
from jjjdata.charts.subject import Collection
from jjjdata.charts.wording import wording

ROW: Final = 0.235
NARROW_ROW: Final = 0.27
"""Inches; on telephones names take two lines."""
NARROW_NAMES: Final = 1.62
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
    """The heat map as a figure of fitting size; call it within `style()`."""
    counts = coverage_counts(collection, start_year, end_year)
    width, left, right, top = (3.45, NARROW_NAMES, 0.0, 0.36) if narrow else (7.2, 3.2, 0.0, 0.4)
    height = top + (NARROW_ROW if narrow else ROW) * max(1, len(counts)) + 0.08
    figure = Figure(figsize=(width, height))
    box = (left / width, 0.08 / height, (width - left - right) / width, (height - top - 0.08) / height)
    _draw(figure.add_axes(box), collection, counts, (start_year, end_year), language, narrow=narrow)
    return figure


def coverage_alt(collection: Collection, start_year: int, end_year: int, language: str) -> str:
    """The heat map in words."""
    counts = coverage_counts(collection, start_year, end_year)
    words = wording("charts", language)
    top = words.listing([collection.indicator_name(name, language) for name in list(counts)[:3]])
    return words("coverage_alt", n=len(counts), start=start_year, end=end_year, top=top)


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
    ticks = [f"{y % 100:02d}" if narrow else str(y) for y in range(years[0], years[1] + 1)]
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
    ax.tick_params(axis="y", labelsize=NARROW_SIZE if narrow else 8.2, rotation=0)


def _fitting(name: str, narrow: bool, language: str) -> str:
    """A name in the room beside the cells: in two lines on telephones, cut only where that is not enough."""
    if narrow:
        closer = 1.0 if language == "zh" else LATIN_CLOSER
        lines = wrap(name, (NARROW_NAMES * 72 - 6) / NARROW_SIZE * closer)
        if len(lines) > NAME_LINES:
            lines = [*lines[: NAME_LINES - 1], f"{lines[NAME_LINES - 1].rstrip()}…"]
        return "\n".join(lines)
    limit = 26 if language == "zh" else 54
    return name if len(name) <= limit else name[: limit - 1] + "…"
