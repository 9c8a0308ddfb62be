"""HTML pages: the article and its tables, without scripts, styles and navigation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from jjjdata.documents.readers.extracted import Extracted, TextWriter
from jjjdata.documents.readers.grid import GridCell, grid_of, narrowed, write_table
from jjjdata.documents.readers.plain import read_plain
from jjjdata.documents.readers.raised import is_footnote_mark

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
_HIDDEN = frozenset(
    [
        "audio",
        "button",
        "canvas",
        "embed",
        "head",
        "iframe",
        "input",
        "link",
        "map",
        "math",
        "meta",
        "nav",
        "noscript",
        "object",
        "option",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "video",
    ]
)
_LISTS_OF_LINKS = frozenset(["aside", "div", "dl", "footer", "header", "ol", "section", "table", "td", "ul"])
_FEWEST_LINKS = 4
_MOSTLY = 0.7
_TITLES = ("articletitle", "og:title", "dc.title")
_DATES = ("pubdate", "publishdate", "article:published_time", "dc.date")
_MOST_SPAN = 1000  # columns, as browsers have it
_SPACES = re.compile(r"\s+")


def read_webpage(data: bytes, source: str) -> Extracted:
    """The text of a page, one line a paragraph; rows of its tables have their table and row as locator."""
    plain = read_plain(data, source)
    tree = LexborHTMLParser(plain.text)
    root = tree.root
    page = _Page(source)
    if root is not None:
        plan = _survey(root)
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


@dataclass
class _Plan:
    """What a first walk found: nodes to leave out, and tables that only lay the page out."""

    left_out: set[int] = field(default_factory=set)
    layout: set[int] = field(default_factory=set)


@dataclass
class _Open:
    """An element being walked through: the characters and links in it so far."""

    node: LexborNode
    characters: int = 0
    linked: int = 0
    links: int = 0
    tables: bool = False


def _steps(root: LexborNode, left_out: set[int]) -> Iterator[tuple[bool, LexborNode]]:
    """Each node when it opens (True) and when it closes (False), without recursion: pages nest deeply."""
    node, opening = root, True
    while True:
        entered = opening and node.mem_id not in left_out
        if entered:
            yield True, node
            if (child := node.first_child) is not None:
                node = child
                continue
        if entered or not opening:
            yield False, node
        if node.mem_id == root.mem_id:
            return
        if (following := node.next) is not None:
            node, opening = following, True
        elif (parent := node.parent) is not None:
            node, opening = parent, False
        else:
            return


def _survey(root: LexborNode) -> _Plan:
    plan = _Plan()
    open_nodes: list[_Open] = []
    for opens, node in _steps(root, plan.left_out):
        if opens:
            open_nodes.append(_Open(node))
            if node.tag == "-text":
                open_nodes[-1].characters = len(_SPACES.sub("", node.text_content or ""))
            continue
        closed = open_nodes.pop()
        if _is_hidden(node) or _is_navigation(closed) or _is_beside(node, open_nodes):
            plan.left_out.add(node.mem_id)
            continue
        if node.tag == "table" and closed.tables:
            plan.layout.add(node.mem_id)
        if open_nodes:
            _pass_on(closed, open_nodes[-1])
    if root.mem_id in plan.left_out or not open_nodes:
        plan.left_out.discard(root.mem_id)
    return plan


def _pass_on(closed: _Open, parent: _Open) -> None:
    is_link = closed.node.tag == "a"
    parent.characters += closed.characters
    parent.linked += closed.characters if is_link else closed.linked
    parent.links += closed.links + is_link
    parent.tables |= closed.tables or closed.node.tag == "table"


def _is_hidden(node: LexborNode) -> bool:
    if node.tag in _HIDDEN or node.tag in ("-comment", "_comment", "-doctype"):
        return True
    if (node.tag or "-").startswith("-"):
        return False
    attributes = node.attributes
    style = _SPACES.sub("", (attributes.get("style") or "").lower())
    return "hidden" in attributes or "display:none" in style


def _is_navigation(closed: _Open) -> bool:
    """Whether an element holds hardly anything but links."""
    return (
        closed.node.tag in _LISTS_OF_LINKS
        and closed.links >= _FEWEST_LINKS
        and closed.linked >= _MOSTLY * closed.characters
    )


def _is_beside(node: LexborNode, around: Iterable[_Open]) -> bool:
    """Whether an element is the foot or the side of the page, and not of an article in it."""
    return node.tag in ("aside", "footer") and not any(o.node.tag in ("article", "main") for o in around)


class _Page:
    """The page as it is written: the paragraph at hand, and the table whose cells are being gathered."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.writer = TextWriter()
        self.words: list[str] = []
        self.preformatted = 0
        self.tables = 0
        self.table: _Table | None = None
        self.raised: list[int] = []

    def read(self, root: LexborNode, plan: _Plan) -> None:
        """Walk through the page and write its text."""
        for opens, node in _steps(root, plan.left_out):
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
        self.table = _Table()

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


class _Table:
    """The cells of one table; a cell below one that spans rows stands further to the right."""

    def __init__(self) -> None:
        self.outside: list[str] = []  # a caption, or words that stand in no cell
        self._found: list[tuple[int, int, int, int, list[str]]] = []
        self._row = -1
        self._column = 0
        self._taken: dict[int, int] = {}  # column -> first row that is free again
        self._cell: list[str] | None = None

    def open(self, tag: str, node: LexborNode) -> None:
        """A row or cell begins."""
        if tag == "tr":
            self._row, self._column, self._cell = self._row + 1, 0, None
        elif tag in ("td", "th"):
            self._open_cell(node)
        elif tag == "caption":
            self._cell = None

    def _open_cell(self, node: LexborNode) -> None:
        self._row = max(self._row, 0)
        while self._taken.get(self._column, 0) > self._row:
            self._column += 1
        columns, rows = _span(node, "colspan"), _span(node, "rowspan")
        self._cell = []
        self._found.append((self._row, self._column, rows, columns, self._cell))
        for column in range(self._column, self._column + columns):
            self._taken[column] = self._row + rows
        self._column += columns

    def add(self, words: str) -> None:
        """A paragraph of the cell at hand."""
        if words.strip():
            (self.outside if self._cell is None else self._cell).append(words.strip())

    def cells(self) -> list[GridCell]:
        """All cells; no span reaches below the last row."""
        height = self._row + 1
        return [
            GridCell(row, column, "\n".join(words), min(rows, height - row), columns)
            for row, column, rows, columns, words in self._found
        ]


def _span(node: LexborNode, name: str) -> int:
    said = (node.attributes.get(name) or "1").strip()
    return min(max(int(said), 1), _MOST_SPAN) if said.isdecimal() and len(said) < 10 else 1
