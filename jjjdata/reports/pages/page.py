"""Executed notebooks as pages: one self-contained HTML file each, opened safely from a disk."""

from __future__ import annotations

from dataclasses import asdict
from functools import lru_cache
from html import escape
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Any, Final

import nbformat
from nbconvert import HTMLExporter

from jjjdata.charts.inline import inline_svg, lift_glyphs
from jjjdata.charts.wording import wording
from jjjdata.reports.content.fragments import CHART_FACTS, PAGE_FACTS, dated
from jjjdata.reports.pages.frame import HTML_LANGUAGES, Surroundings, policy, style_sheet
from jjjdata.reports.content.links import resolve

_exporting: Final = Lock()


def render_text(executed: str, around: Surroundings) -> str:
    """The page of an executed notebook given as its file's text."""
    return render(nbformat.reads(executed, as_version=4), around)  # type: ignore[no-untyped-call]


def render(run: nbformat.NotebookNode, around: Surroundings) -> str:
    """The page of an executed notebook. Code is left out; outputs are shown as they were made."""
    facts = next(
        o.data[PAGE_FACTS]
        for c in run.cells if c.cell_type == "code"
        for o in c.outputs if PAGE_FACTS in o.get("data", {})
    )  # fmt: skip
    language = facts["language"]
    css = style_sheet()
    page = {
        **facts, **asdict(around), "css": css, "policy": policy(css), "words": wording("reports", language),
        "lang": HTML_LANGUAGES[language], "other_lang": HTML_LANGUAGES["en" if language == "zh" else "zh"],
    }  # fmt: skip
    with _exporting:  # the exporter keeps state between calls
        body, _ = _exporter().from_notebook_node(run, resources={"page": page})
    return resolve(str(body), around.documents, around.pages)


def _fragment(output: Any) -> str:
    """The HTML of a cell's output. Pieces made by this package are HTML already; anything else is text."""
    data = output.get("data", {})
    if CHART_FACTS in data:
        return _chart(data["image/svg+xml"], data[CHART_FACTS])
    if "text/html" in data:
        return str(data["text/html"])
    text = data.get("text/plain") or output.get("text", "")
    return f"<pre>{escape(str(text))}</pre>" if text else ""


def _chart(wide: str, facts: dict[str, str]) -> str:
    alt = escape(facts["alt"])
    glyphs, drawings = lift_glyphs((inline_svg(wide, "w", alt), inline_svg(facts["narrow"], "n", alt)), "g")
    return (
        f'<figure class="chart">{glyphs}<div class="wide">{drawings[0]}</div>'
        f'<div class="narrow">{drawings[1]}</div><figcaption>{dated(escape(facts["caption"]))}</figcaption></figure>'
    )


@lru_cache(maxsize=1)
def _exporter() -> HTMLExporter:
    folder = Path(str(files("jjjdata").joinpath("reports/pages/templates")))
    return HTMLExporter(  # type: ignore[no-untyped-call]
        template_name="page", extra_template_basedirs=[str(folder)], filters={"fragment": _fragment},
        exclude_input=True, exclude_markdown=True,
    )  # fmt: skip
