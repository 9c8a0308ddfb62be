"""Honest pictures of sparse series.

The names below load Matplotlib at first use; everything that only counts and words figures does not.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jjjdata.charts.figure import plot
    from jjjdata.charts.heatmap import coverage
    from jjjdata.charts.numbers import format_value
    from jjjdata.charts.stylesheet import Style, style

__all__ = ["Style", "coverage", "format_value", "plot", "style"]

_ROOMS = {
    "Style": "jjjdata.charts.stylesheet",
    "coverage": "jjjdata.charts.heatmap",
    "format_value": "jjjdata.charts.numbers",
    "plot": "jjjdata.charts.figure",
    "style": "jjjdata.charts.stylesheet",
}


def __getattr__(name: str) -> object:
    if name not in _ROOMS:
        raise AttributeError(f"module 'jjjdata.charts' has no attribute {name!r}")
    value = getattr(import_module(_ROOMS[name]), name)
    globals()[name] = value  # the submodule of the name's room must not shadow it later
    return value
