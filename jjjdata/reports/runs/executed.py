"""What an executed notebook says of itself, read from its file without starting anything."""

from __future__ import annotations

import json
from dataclasses import dataclass

from jjjdata.reports.content.fragments import PAGE_FACTS
from jjjdata.reports.content.links import named_documents


@dataclass(frozen=True)
class Facts:
    """The heading and finding of a report, and the documents that its pieces lead to."""

    title: str
    said: str
    documents: tuple[str, ...]


def facts_of(executed: str) -> Facts:
    """The facts in the text of an executed notebook."""
    cells = json.loads(executed)["cells"]
    data = [output["data"] for cell in cells for output in cell.get("outputs", []) if "data" in output]
    page: dict[str, str] = next((found[PAGE_FACTS] for found in data if PAGE_FACTS in found), {})
    html = "".join("".join(found["text/html"]) for found in data if "text/html" in found)
    return Facts(page.get("title", ""), page.get("said", ""), tuple(sorted(named_documents(html))))
