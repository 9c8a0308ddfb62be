"""A first walk through a page: what is left out, and which tables only lay it out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

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
_SPACES = re.compile(r"\s+")


@dataclass
class Plan:
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


def steps(root: LexborNode, left_out: set[int]) -> Iterator[tuple[bool, LexborNode]]:
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


def survey(root: LexborNode) -> Plan:
    """What of a page is hidden, beside the article, or nothing but links; and which tables hold others."""
    plan = Plan()
    open_nodes: list[_Open] = []
    for opens, node in steps(root, plan.left_out):
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
