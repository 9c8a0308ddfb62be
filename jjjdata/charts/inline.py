"""Charts inside pages: SVG without inline styles, in the colours of the page, each letter's outline once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from jjjdata.charts.colours import THEME_VARIABLES
from jjjdata.charts.outlines import lighter

GLYPH: Final = re.compile(r'<path id="([^"]*-[0-9a-f]+)" ([^>]*?)/>\n?')
NUMBERED: Final = re.compile(
    r' id="(?:axes|figure|line2d|matplotlib\.axis|patch|text|xtick|ytick|LineCollection|QuadMesh)_\d+"'
)
"""Ids that Matplotlib gives to everything and that nothing refers to."""
EMPTY: Final = re.compile(r"<g>\s*</g>\n?")
INVISIBLE: Final = re.compile(r'<path (?:(?!stroke)[^>])*fill="none"\s*/>\n?')


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
    body = NUMBERED.sub("", body)
    body = re.sub(r'style="([^"]*)"', _attributes, body)
    body = re.sub(r'\bid="([^"]*)"', rf'id="{prefix}-\1"', body)
    body = re.sub(r'xlink:href="#([^"]*)"', rf'href="#{prefix}-\1"', body)
    body = re.sub(r"url\(#([^)]*)\)", rf"url(#{prefix}-\1)", body)
    body = re.sub(r'(fill|stroke)="(#[0-9a-f]{6})"', _themed, body)
    body = EMPTY.sub("", INVISIBLE.sub("", body))
    body = re.sub(r'\bd="([^"]*)"', _compact, body)
    view = re.search(r'viewBox="([^"]*)"', body)
    head = (
        f'<svg viewBox="{view.group(1) if view else ""}" class="chart-svg" role="img" aria-label="{label}" '
    )
    head += 'stroke-linejoin="round" stroke-linecap="butt">'
    return head + re.sub(r"\s*\n\s*", "\n", body[body.index(">") + 1 :]).strip()


def lift_glyphs(elements: Sequence[str], prefix: str) -> tuple[str, tuple[str, ...]]:
    """Take the outlines of letters out of SVG elements made by `inline_svg`, so that a page has each once.

    Returns a hidden element that holds them, to stand before the others, and the elements that refer to it.
    """
    glyphs: dict[str, str] = {}
    names: dict[str, str] = {}

    def lift(match: re.Match[str]) -> str:
        outline = match.group(2)
        glyphs.setdefault(outline, f"{prefix}{len(glyphs)}")
        names[match.group(1)] = glyphs[outline]
        return ""

    rest_of = []
    for element in elements:
        rest = re.sub(r"<defs>\s*</defs>\n?", "", GLYPH.sub(lift, element))
        rest_of.append(
            re.sub(r'href="#([^"]*)"', lambda m: f'href="#{names.get(m.group(1), m.group(1))}"', rest)
        )
    paths = "".join(f'<path id="{name}" {lighter(outline)}/>' for outline, name in glyphs.items())
    hidden = f'<svg class="glyphs" width="0" height="0" aria-hidden="true"><defs>{paths}</defs></svg>'
    return hidden, tuple(rest_of)


def _compact(match: re.Match[str]) -> str:
    """Path data without the spaces that it does not need."""
    return 'd="' + re.sub(r"\s*([A-Za-z])\s*", r"\1", match.group(1)).replace("\n", " ") + '"'


def _attributes(match: re.Match[str]) -> str:
    pairs = [part.split(":", 1) for part in match.group(1).split(";") if ":" in part]
    return " ".join(f'{name.strip()}="{value.strip()}"' for name, value in pairs)


def _themed(match: re.Match[str]) -> str:
    attribute, colour = match.groups()
    variable = THEME_VARIABLES.get(colour)
    return f'{attribute}="var(--chart-{variable}, {colour})"' if variable else match.group(0)
