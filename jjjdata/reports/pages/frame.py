"""What all pages share: links, style sheet, content security policy."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Final

HTML_LANGUAGES: Final = {"zh": "zh-Hans", "en": "en"}


@dataclass(frozen=True)
class Link:
    """A link of a page's frame."""

    title: str
    href: str


@dataclass(frozen=True)
class Surroundings:
    """What a page may link to, all of it there: index, other language, relatives, tables, notebook, others.

    `relatives` are links under headings. `documents` (by id) and `pages` (by stem) are the addresses for
    the links that its pieces name. An empty address is left out. `stale` pages say so at the top.
    """

    index: str = ""
    other_language: str = ""
    relatives: tuple[tuple[str, tuple[Link, ...]], ...] = ()
    tables: tuple[Link, ...] = ()
    notebook: str = ""
    documents: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)
    stale: bool = False


def style_sheet() -> str:
    """The style sheet of all pages."""
    return files("jjjdata").joinpath("reports/pages/templates/page.css").read_text("utf-8")


def policy(css: str, script: str = "") -> str:
    """The content security policy of a page: its own style (and script), nothing from anywhere else."""
    rules = ["default-src 'none'", f"style-src '{_hash(css)}'", "base-uri 'none'", "form-action 'none'"]
    if script:
        rules.insert(1, f"script-src '{_hash(script)}'")
    return "; ".join(rules)


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
