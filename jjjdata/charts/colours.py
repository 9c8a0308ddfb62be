"""The colours of charts, and what replaces them on a page."""

from __future__ import annotations

from typing import Final

PAPER: Final = "#ffffff"
INK: Final = "#1d252d"
MUTED: Final = "#5b6570"
FAINT: Final = "#9aa3ad"
GRID: Final = "#e3e7eb"
YEAR: Final = "#3d4751"
RESULT: Final = "#1f5a99"
TARGET: Final = "#b4511f"
AGAINST: Final = "#8a4a8f"

THEME_VARIABLES: Final = {
    PAPER: "paper", INK: "ink", MUTED: "muted", FAINT: "faint", GRID: "grid", YEAR: "year",
    RESULT: "result", TARGET: "target", AGAINST: "against",
}  # fmt: skip
"""Colours of the sheet by the CSS variable that replaces them on a page, where dark needs others."""
