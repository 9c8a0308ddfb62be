"""What all pages share: links, style sheet, content security policy."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True)
class Link:
    """A link of a page's frame."""

    title: str
    href: str


@dataclass(frozen=True)
class Surroundings:
    """What a page links to: the index, itself in the other language, its relatives, tables and notebook."""

    index: str
    other_language: str
    relatives: tuple[Link, ...]
    tables: tuple[Link, ...]
    notebook: str


def style_sheet() -> str:
    """The style sheet of all pages."""
    return files("jjjdata").joinpath("reports/templates/page.css").read_text("utf-8")


def policy(css: str, script: str = "") -> str:
    """The content security policy of a page: its own style (and script), nothing from anywhere else."""
    rules = ["default-src 'none'", f"style-src '{_hash(css)}'", "base-uri 'none'", "form-action 'none'"]
    if script:
        rules.insert(1, f"script-src '{_hash(script)}'")
    return "; ".join(rules)


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
