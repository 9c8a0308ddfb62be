"""The key and the notes under a chart."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.transforms import ScaledTranslation

from jjjdata.charts.colours import MUTED
from jjjdata.charts.draw import COLOURS, bar_shows, marker_style
from jjjdata.charts.frame import Frame, in_frame
from jjjdata.charts.marks import Mark
from jjjdata.charts.panels import Panel
from jjjdata.charts.wording import wording

ORDER = (
    "stated",
    "approximate",
    "implied",
    "implied_bar",
    "open_up",
    "open_down",
    "span",
    "target",
    "contradicting",
    "superseded",
    "superseded_target",
)
LOOKS = {
    "stated": ("dot", "stated"), "approximate": ("diamond", "stated"), "implied": ("circle", "implied"), "implied_bar": ("circle", "implied"),
    "open_up": ("up", "stated"), "open_down": ("down", "stated"), "target": ("tick", "target"),
    "contradicting": ("cross", "contradicting"), "superseded": ("dot", "superseded"),
    "superseded_target": ("tick", "superseded"), "span": ("span", "stated"),
}  # fmt: skip
CHARACTER_WIDTH = 0.56
"""Mean width of a Latin character of the font, in ems; Chinese characters take one em."""


def key_entries(panels: Sequence[Panel], frame: Frame) -> list[str]:
    """Which entries of the key the marks of these panels need, in order."""
    found = set()
    for panel in panels:
        marks = [mark for mark in panel.marks if in_frame(mark, frame)]
        ends = [0.0, *(end for mark in marks for end in mark.ends)]
        found |= {_entry(mark, max(ends) - min(ends)) for mark in marks}
        found |= {"span" for mark in marks if mark.span_years > 1}
    return sorted(found - ({"implied"} if "implied_bar" in found else set()), key=ORDER.index)


def draw_key(
    ax: Axes, entries: Sequence[str], frame: Frame, width: float, below: float, before: float = 0.12
) -> int:
    """Draw the key under the axes, `below` points down, within `width` points. Returns its rows.

    It begins `before` inches left of the axes.
    """
    words = wording("charts", frame.language)
    size = frame.label_size
    texts = [words(f"key_{entry}") for entry in entries]
    handles = [_handle(entry) for entry in entries]
    columns = key_columns(texts, size, width)
    legend = ax.legend(
        handles, texts, loc="upper left", bbox_to_anchor=(0.0, 0.0), ncols=columns, fontsize=size,
        bbox_transform=ax.transAxes + ScaledTranslation(-before - 0.02, -below / 72, ax.figure.dpi_scale_trans),
        borderaxespad=0.0, borderpad=0.0, handletextpad=0.3, columnspacing=1.4, labelspacing=0.5,
        handlelength=1.4, labelcolor=MUTED,
    )  # fmt: skip
    legend.set_zorder(1)
    return -(-len(texts) // columns)


def _handle(entry: str) -> Line2D:
    """The mark of an entry as it looks in the panel, no larger than a letter."""
    shape, kind = LOOKS[entry]
    if shape == "span":
        return Line2D([0], [0], color=COLOURS[kind], linewidth=1.1, marker="|", markersize=6, markevery=[0])
    handle = Line2D([], [], **marker_style(shape, kind))  # type: ignore[arg-type]
    handle.set_markersize(min(handle.get_markersize(), 9))
    return handle


def key_columns(texts: Sequence[str], size: float, width: float) -> int:
    """How many columns of the key fit side by side."""
    for columns in range(len(texts), 1, -1):
        widths = [max(text_width(t) for t in texts[n::columns]) + 3.2 for n in range(columns)]
        if sum(widths) * size <= width:
            return columns
    return 1


def text_width(text: str) -> float:
    """The width of a text in ems, near enough to wrap it."""
    return sum(CHARACTER_WIDTH if ord(c) < 0x2E80 else 1.0 for c in text)


def printable(text: str, language: str) -> str:
    """The text as the font of charts prints it well: its curly quotation marks are as wide as Chinese characters.

    >>> printable("“Little giant” enterprises", "en")
    '"Little giant" enterprises'
    """
    return text if language == "zh" else text.translate(str.maketrans("“”‘’", "\"\"''"))


def wrap(text: str, ems: float) -> list[str]:
    """Break a text into lines of at most `ems`, Latin at spaces, Chinese anywhere but before punctuation."""
    lines, line = [], ""
    for word in _pieces(text):
        if line and text_width(line + word.rstrip()) > ems:
            lines.append(line.rstrip())
            line = word.lstrip()
        else:
            line += word
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(text: str) -> list[str]:
    """Unbreakable pieces: Latin words with the space after them, single Chinese characters."""
    pieces: list[str] = []
    for char in text:
        glued = pieces and (
            char in "，。；：、）》”！？"
            or (_latin(char) and _latin(pieces[-1][-1]) and pieces[-1][-1] != " ")
        )
        if glued or (pieces and (char == " " or pieces[-1][-1] in "（《“")):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _latin(char: str) -> bool:
    return ord(char) < 0x2E80


def _entry(mark: Mark, span: float) -> str:
    if mark.kind == "implied" and mark.open_side is None:
        return "implied_bar" if bar_shows(mark, 1.3 * span) else "implied"
    if mark.kind in ("stated", "implied") and mark.open_side is not None:
        return f"open_{mark.open_side}"
    if mark.kind == "superseded":
        return "superseded_target" if mark.target else "superseded"
    return "approximate" if mark.shape == "diamond" else mark.kind
