"""Charts as SVG: the same bytes on every run, and ready to stand inside a page."""

from __future__ import annotations

import io
import re
from typing import Final

import matplotlib as mpl
from matplotlib.figure import Figure

from jjjdata.charts.stylesheet import THEME_VARIABLES

NO_METADATA: Final = {"Creator": None, "Date": None, "Format": None, "Type": None}


def to_svg(figure: Figure) -> str:
    """The figure as an SVG document: text as outlines, no date, the same bytes for the same figure."""
    buffer = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "path", "svg.hashsalt": "jjjdata"}):
        figure.savefig(buffer, format="svg", metadata=NO_METADATA)
    return buffer.getvalue()


def inline_svg(document: str, prefix: str, label: str) -> str:
    """An SVG document as an element for an HTML page: own ids, no style attributes, theme colours.

    `prefix` keeps the ids of several charts on a page apart; `label` must be escaped already. Style
    attributes become presentation attributes, so that the page can forbid inline styles; colours of the
    style sheet become CSS variables with the colour itself to fall back on.
    """
    body = document[document.index("<svg") :]
    body = re.sub(r"<!--.*?-->", "", body, flags=re.S)
    body = re.sub(r"<style.*?</style>", "", body, flags=re.S)
    body = re.sub(r"<metadata>.*?</metadata>", "", body, flags=re.S)
    body = re.sub(r'style="([^"]*)"', _attributes, body)
    body = re.sub(r'\bid="([^"]*)"', rf'id="{prefix}-\1"', body)
    body = re.sub(r'xlink:href="#([^"]*)"', rf'href="#{prefix}-\1"', body)
    body = re.sub(r"url\(#([^)]*)\)", rf"url(#{prefix}-\1)", body)
    body = re.sub(r'(fill|stroke)="(#[0-9a-f]{6})"', _themed, body)
    view = re.search(r'viewBox="([^"]*)"', body)
    head = (
        f'<svg viewBox="{view.group(1) if view else ""}" class="chart-svg" role="img" aria-label="{label}" '
    )
    head += 'stroke-linejoin="round" stroke-linecap="butt">'
    return head + re.sub(r"\s*\n\s*", "\n", body[body.index(">") + 1 :]).strip()


def _attributes(match: re.Match[str]) -> str:
    pairs = [part.split(":", 1) for part in match.group(1).split(";") if ":" in part]
    return " ".join(f'{name.strip()}="{value.strip()}"' for name, value in pairs)


def _themed(match: re.Match[str]) -> str:
    attribute, colour = match.groups()
    variable = THEME_VARIABLES.get(colour)
    return f'{attribute}="var(--chart-{variable}, {colour})"' if variable else match.group(0)
