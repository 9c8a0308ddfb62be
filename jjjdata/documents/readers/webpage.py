"""HTML pages: the article and its tables, without scripts, styles and navigation."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from jjjdata.documents.readers.extracted import Extracted, TextWriter
from jjjdata.documents.readers.grid import grid_of, narrowed, write_table
from jjjdata.documents.readers.plain import read_plain
from jjjdata.documents.readers.raised import is_footnote_mark
from jjjdata.documents.readers.webpage_survey import Plan, steps, survey
from jjjdata.documents.readers.webpage_table import TableCells

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "title",
        "tr",
        "ul",
        "td",
        "th",
        "caption",
    ]
)
_TITLES = ("articletitle", "og:title", "dc.title")
_DATES = ("pubdate", "publishdate", "article:published_time", "dc.date")
_SPACES = re.compile(r"\s+")


def read_webpage(data: bytes, source: str) -> Extracted:
    """The text of a page, one line a paragraph; rows of its tables have their table and row as locator."""
    plain = read_plain(data, source)
    tree = LexborHTMLParser(plain.text)
    root = tree.root
    page = _Page(source)
    if root is not None:
        plan = survey(root)
        page.read(root, plan)
    text, locators = page.writer.finish()
    return Extracted(text, plain.encoding, locators, _stated(tree, text))


def _stated(tree: LexborHTMLParser, text: str) -> dict[str, str]:
    """Title and date as the page's own description has them; a title of the window only if it heads the text."""
    described: dict[str, str] = {}
    for meta in tree.css("meta"):
        name = (meta.attributes.get("name") or meta.attributes.get("property") or "").lower()
        described.setdefault(name, (meta.attributes.get("content") or "").strip())
    title = next((described[name] for name in _TITLES if described.get(name)), "")
    window = tree.css_first("title")
    if not title and window is not None:
        named = re.split(r"[_|]|\s[-–—]+\s", window.text().strip())[0].strip()
        title = named if named and named in text[:1_000] else ""
    date = next((described[name] for name in _DATES if described.get(name)), "")
    return {key: value for key, value in (("title", title), ("date", date)) if value}


class _Page:
    """The page as it is written: the paragraph at hand, and the table whose cells are being gathered."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.writer = TextWriter()
        self.words: list[str] = []
        self.preformatted = 0
        self.tables = 0
        self.table: TableCells | None = None
        self.raised: list[int] = []

    def read(self, root: LexborNode, plan: Plan) -> None:
        """Walk through the page and write its text."""
        for opens, node in steps(root, plan.left_out):
            tag = node.tag or ""
            if tag == "-text":
                if opens:
                    self._add(node.text_content or "")
            elif tag == "table" and node.mem_id not in plan.layout:
                self._open_table() if opens else self._close_table()
            elif tag == "sup":
                self._raise() if opens else self._lower()
            else:
                if tag == "pre":
                    self.preformatted += 1 if opens else -1
                if tag in _BLOCKS:
                    self._end_paragraph()
                if self.table is not None and opens:
                    self.table.open(tag, node)
        self._end_paragraph()

    def _add(self, words: str) -> None:
        self.words.append(words if self.preformatted else _SPACES.sub(" ", words))

    def _end_paragraph(self) -> None:
        words = "".join(self.words)
        self.words = []
        if self.table is not None:
            self.table.add(words)
        else:
            self.writer.paragraph(words)

    def _open_table(self) -> None:
        self._end_paragraph()
        self.table = TableCells()

    def _close_table(self) -> None:
        self._end_paragraph()
        table, self.table = self.table, None
        if table is None:
            return
        self.writer.paragraph("\n".join(table.outside))
        self.tables += 1
        number = self.tables
        rows = narrowed(grid_of(table.cells(), self.source))
        write_table(self.writer, rows, lambda row, _: f"table {number}, row {row + 1}")

    def _raise(self) -> None:
        self.raised.append(len(self.words))

    def _lower(self) -> None:
        start = self.raised.pop()
        if start <= len(self.words) and is_footnote_mark(
            "".join(self.words[max(start - 3, 0) : start]).rstrip(), "".join(self.words[start:])
        ):
            del self.words[start:]
