"""Numbers that Word makes itself: 一、 before a heading whose text does not hold it."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from jjjdata.documents.readers.word_parts import related_parts

_VALUE = qn("w:val")
_DIGITS = "〇一二三四五六七八九"
_CHINESE = (
    "chineseCounting",
    "chineseCountingThousand",
    "ideographTraditional",
    "japaneseCounting",
    "taiwaneseCounting",
)
_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_DEEPEST = 9
_DEPTHS = tuple(map(str, range(_DEEPEST)))


class _Level(NamedTuple):
    """How the numbers of a level are written: `pattern` holds %1 for the number of the first level, and so on."""

    start: int
    form: str
    pattern: str


class Numbering:
    """The numbers of the paragraphs of a document, asked for in the order of the paragraphs."""

    def __init__(self, document: WordDocument) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        self._depths: dict[str, int] = {}  # of the styles that a level of a list names as its own
        self._counts: defaultdict[str, list[int | None]] = defaultdict(lambda: [None] * _DEEPEST)
        for root in related_parts(document, "numbering"):
            self._read(root)
        for style in document.styles.element.iterchildren(qn("w:style")):
            if (found := _numbered(style)) is not None:
                name = str(style.get(qn("w:styleId")))
                self._styles[name] = found[0], self._depths.get(name, found[1])

    def _read(self, root: etree._Element) -> None:
        for abstract in root.iterchildren(qn("w:abstractNum")):
            levels = self._levels.setdefault(str(abstract.get(qn("w:abstractNumId"))), {})
            for level in abstract.iterchildren(qn("w:lvl")):
                depth = _depth(level.get(qn("w:ilvl"), "0"))
                levels[depth] = _level(level)
                if style := _said(level, "w:pStyle", ""):
                    self._depths[style] = depth
        for number in root.iterchildren(qn("w:num")):
            self._lists[str(number.get(qn("w:numId")))] = _said(number, "w:abstractNumId", "")

    def of(self, paragraph: etree._Element, style: str | None) -> str:
        """The number that Word shows before a paragraph; nothing where it has none, or a bullet."""
        found = _numbered(paragraph) or self._styles.get(style or "")
        if found is None:
            return ""
        which, depth = self._lists.get(found[0], ""), found[1]
        levels = self._levels.get(which, {})
        if depth not in levels:
            return ""
        counts = self._counts[which]
        before = counts[depth]
        counts[depth] = levels[depth].start if before is None else before + 1
        counts[depth + 1 :] = [None] * (_DEEPEST - depth - 1)
        return self._written(levels, counts, depth)

    @staticmethod
    def _written(levels: dict[int, _Level], counts: list[int | None], depth: int) -> str:
        words = levels[depth].pattern
        if levels[depth].form in ("bullet", "none"):
            return ""
        for above in range(depth + 1):
            if above in levels:
                number = counts[above] if counts[above] is not None else levels[above].start
                words = words.replace(f"%{above + 1}", _in_form(number or 0, levels[above].form))
        return words if not words or words[-1] in "、.．)）" else words + " "


def _numbered(node: etree._Element) -> tuple[str, int] | None:
    """List and depth of a paragraph or style."""
    found = node.find("/".join(map(qn, ("w:pPr", "w:numPr"))))
    if found is None:
        return None
    return _said(found, "w:numId", ""), _depth(_said(found, "w:ilvl", "0"))


def _depth(said: str) -> int:
    return int(said) if said in _DEPTHS else 0


def _level(level: etree._Element) -> _Level:
    start = _said(level, "w:start", "1")
    return _Level(
        int(start) if start.isdecimal() else 1,
        _said(level, "w:numFmt", "decimal"),
        _said(level, "w:lvlText", ""),
    )


def _said(node: etree._Element, name: str, otherwise: str) -> str:
    return next((str(child.get(_VALUE, otherwise)) for child in node.iterchildren(qn(name))), otherwise)


def _in_form(number: int, form: str) -> str:
    """A number as its list writes it.

    >>> [_in_form(12, form) for form in ("chineseCounting", "decimal", "upperRoman", "lowerLetter", "decimalEnclosedCircle")]
    ['十二', '12', 'XII', 'l', '⑫']
    """
    if form in _CHINESE and 0 < number < 100:
        tens, ones = divmod(number, 10)
        return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")
    if form == "decimalEnclosedCircle" and 0 < number <= 20:
        return chr(0x245F + number)
    if form in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        return chr((0x60 if form == "lowerLetter" else 0x40) + number)
    if form in ("lowerRoman", "upperRoman") and 0 < number < 90:
        words = ""
        for value, letters in _ROMAN:
            words += letters * (number // value)
            number %= value
        return words if form == "upperRoman" else words.lower()
    return str(number)
