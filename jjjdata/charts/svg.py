"""Charts as SVG: the same bytes on every run."""

from __future__ import annotations

import io
from typing import Final

import matplotlib as mpl
from matplotlib.figure import Figure

NO_METADATA: Final = {"Creator": None, "Date": None, "Format": None, "Type": None}


def to_svg(figure: Figure) -> str:
    """The figure as an SVG document: text as outlines, no date, the same bytes for the same figure."""
    buffer = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "path", "svg.hashsalt": "jjjdata"}):
        figure.savefig(buffer, format="svg", metadata=NO_METADATA)
    return buffer.getvalue()
