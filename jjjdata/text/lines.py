"""What a line of text is by its look: heading, list item, table row, prose; and how it ends."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Generic, TypeVar

_NUMBERED = (
    r"第[一二三四五六七八九十百零〇\d]{1,4}[编章节篇条]",
    r"[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十][级类批期次线产季、])",
    r"[（(][一二三四五六七八九十\d]{1,3}[)）]",
    r"\d{1,2}(?:[.．](?!\d)|、|\.\d{1,2}\.\d{1,2}(?=[ \u4e00-\u9fff]))",
    r"[①-⑳⑴-⒇㈠-㈩]",
    r"\[\d{1,2}\]",
)
_MARKED = (
    r"[●■◆★▲□○◇▪◎•※►▶➢✓]",
    r"[-*+] ",
    r"【",
    r"关键词",
    r"(?:附?[表图]|专栏|附件)[ ]?[一二三四五六七八九十\d]",
    r"(?:[一-鿿]{0,2}注释?|单位|附|资料来源|数据来源|来源|原标题)[:：]",
    r"[—–-]{2}",
)
# Marks that also stand inside sentences (a footnote's number, a dash, a bracketed name): after a line that was
# cut at the edge they begin no paragraph.
_WEAK = re.compile(r"[①-⑳⑴-⒇㈠-㈩]|\[\d|[—–-]{2}|【|[-*+] |\d{1,2}、|[□○◇•]|关键词|注|附|来源")
_NUMBER_MARK = re.compile("|".join(f"(?:{pattern})" for pattern in _NUMBERED))
_OPENER = re.compile("|".join(f"(?:{pattern})" for pattern in _NUMBERED + _MARKED))
_BYLINE = re.compile(
    r"[□■]?\s*(?:本报|本刊|本网|新华社)?(?:实习)?(?:记者|通讯员)\s*\S{2,4}(?:\s+\S{2,4}){0,4}$"
)

_STOPS = "。！？!?…"
_ENDS = _STOPS + "；;：:"
_CLOSERS = "”’』」）)》〉】]\"'"
_INSIDE = re.compile(r"[，。；、！？]|(?<=[\u4e00-\u9fff）”》%])[,;]")
_STOP_INSIDE = re.compile(rf"[{_STOPS}；][^\s]")
_SENTENCE = re.compile(r"[，。；！？]|(?<=[\u4e00-\u9fff）”》])[,;]")
_NUMERIC = r"[-+−±]?(?:\d[\d,]*(?:\.\d+)?|\.\d+)[%‰]?"
_BRACKETED = re.compile(r"[（(][^（()）]*[）)]")
_NO_NUMBER = r"(?:持平|[-—–…]{1,3})"
_ROW = re.compile(rf"\S.*[ ]{_NUMERIC}(?:[ ]+{_NO_NUMBER})?$|{_NUMERIC}(?:[ ]+{_NUMERIC})+$")
_CELLS = re.compile(r"\S[ ]+\S")


_Value = TypeVar("_Value")


class _Once(Generic[_Value]):
    """A property worked out when first asked for.

    `functools.cached_property` took half the time of a repair: until Python 3.12 it locks at each first use.
    """

    def __init__(self, work_out: Callable[[Line], _Value]) -> None:
        self.work_out = work_out
        self.__doc__ = work_out.__doc__

    def __get__(self, line: Line, owner: type[Line]) -> _Value:
        value = self.work_out(line)
        line.__dict__[self.work_out.__name__] = value
        return value


class Line:
    """One line without the spaces around it, [start, end) of the text it stands in.

    What it looks like is worked out when first asked for: most lines are asked little.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end

    @_Once
    def width(self) -> int:
        """Columns on a page: two for a Chinese character, one for others, none for spaces."""
        return (len(self.text.encode("utf-8", "replace")) + len(self.text)) // 2 - self.text.count(" ")

    @_Once
    def mark(self) -> int:
        """Length of the mark or number it begins with."""
        found = _OPENER.match(self.text)
        return found.end() if found else 0

    @_Once
    def opens(self) -> bool:
        """Whether it begins with a mark that starts a paragraph: a number, a bullet, 表 1, 注：."""
        return self.mark > 0 or self.byline

    @_Once
    def opens_weakly(self) -> bool:
        """Whether the mark it begins with could as well stand inside a sentence."""
        return _WEAK.match(self.text) is not None

    @_Once
    def numbered(self) -> bool:
        """Whether it begins with the number of a heading or list item."""
        return _NUMBER_MARK.match(self.text) is not None

    @_Once
    def byline(self) -> bool:
        """Whether it only names who wrote it."""
        return _BYLINE.match(self.text) is not None

    @_Once
    def prose(self) -> bool:
        """Whether punctuation inside shows that it is, or is part of, a sentence."""
        return len(self.text) > 1 and _INSIDE.search(self.text, self.mark, len(self.text) - 1) is not None

    @_Once
    def sentence(self) -> bool:
        """Whether it is a sentence or part of one, and no heading."""
        return self.prose or self.text[-1] in _STOPS + "，、"

    @_Once
    def stops_inside(self) -> bool:
        """Whether a sentence ends inside it and another begins."""
        return _STOP_INSIDE.search(self.text) is not None

    @_Once
    def ended(self) -> bool:
        """Whether it ends as a paragraph does: with a full stop, a colon or a closing mark."""
        return self.text[-1] in _ENDS or self.text[-1] in _CLOSERS

    @_Once
    def pauses(self) -> bool:
        """Whether it ends with a semicolon or comma: more of the sentence may follow."""
        return self.text[-1] in "，、；,;"

    @_Once
    def stopped(self) -> bool:
        """Whether it ends with the end of a sentence."""
        return self.text.rstrip(_CLOSERS)[-1:] in tuple(_ENDS)

    @_Once
    def row(self) -> bool:
        """Whether it is a row of a table: cells parted by tabs, or words, then numbers, and no sentence."""
        if "\t" in self.text:
            return True  # a tab that parts no cells has become a space
        if " " not in self.text or not _ROW.match(self.text):
            return False
        return _SENTENCE.search(_BRACKETED.sub("", self.text)) is None

    @_Once
    def cells(self) -> bool:
        """Whether it could be the head of a table: parts that are separated by spaces, and no sentence."""
        return _CELLS.search(self.text) is not None and _SENTENCE.search(self.text) is None


# A tab is no space here: cells at either end of a row may be empty.
_LINE = re.compile(r"[^ \n](?:[^\n]*[^ \n])?")
_TABBED = re.compile(r"(?m)^[^\n\t]*\t[^\n]*")
_ROW_OF_CELLS = re.compile(r"[^\t]*\t")
_PROSE = re.compile(r"[。；！？]")


def without_stray_tabs(text: str) -> str:
    r"""The text with a space for each tab that does not part cells, as in indented or numbered paragraphs.

    >>> without_stray_tabs("\t一、\t综合\n小麦\t3\t\n")
    ' 一、 综合\n小麦\t3\t\n'
    """
    if "\t" not in text:
        return text
    return _TABBED.sub(lambda line: line[0] if _parts_cells(line[0]) else line[0].replace("\t", " "), text)


def _parts_cells(line: str) -> bool:
    words = line.lstrip(" \t")
    found = _OPENER.match(words)
    rest = words[found.end() :].lstrip(" \t") if found else words
    return _ROW_OF_CELLS.match(rest) is not None and not _PROSE.search(line)


def lines_of(text: str) -> list[Line]:
    """The lines of a text that are not blank, in which all spaces and line ends are of one kind."""
    return [Line(m.group(), m.start(), m.end()) for m in _LINE.finditer(text)]
