"""What stands on a page: glyphs and rules with their places, in points from the upper left corner."""

from __future__ import annotations

import ctypes
import math
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from jjjdata.documents.radicals import unified

_THIN = 3.5  # points: a rule drawn as a rectangle, double rules included
_SHORTEST = 6.0  # anything shorter is a dash or part of a drawing
_SPACES = frozenset({0xA0, 0x3000})
_HYPHEN = 0xFFFE  # what PDFium gives for one at the end of a line
_ABOVE, _BELOW = 0.88, 0.12  # of the size of the type: how far it reaches from its base line
_TURNS = {0: 0, 90: 1, 180: 2, 270: 3}


class Box(NamedTuple):
    """A rectangle; `y` grows downwards."""

    x0: float
    y0: float
    x1: float
    y1: float


class Glyph(NamedTuple):
    """A printed character."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str

    @property
    def middle(self) -> float:
        """Half its height."""
        return (self.y0 + self.y1) / 2

    @property
    def size(self) -> float:
        """Its height with ascenders, near enough the size of the font."""
        return self.y1 - self.y0


class Rule(NamedTuple):
    """A straight line: horizontal where it is wider than high."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def horizontal(self) -> bool:
        """Whether it runs from left to right."""
        return self.x1 - self.x0 >= self.y1 - self.y0


class Page(NamedTuple):
    """A page: its size, its glyphs and rules, and whether it holds pictures."""

    width: float
    height: float
    glyphs: list[Glyph]
    rules: list[Rule]
    pictures: bool


def read_page(page: pdfium.PdfPage) -> Page:
    """Everything on a page that reading needs."""
    width, height = page.get_size()
    frame = _Frame(page)
    rules: list[Rule] = []
    pictures = False
    for drawn in page.get_objects(max_depth=1):
        if drawn.type == raw.FPDF_PAGEOBJ_PATH:
            rules += _rules(drawn, frame)
        pictures |= drawn.type == raw.FPDF_PAGEOBJ_IMAGE
    return Page(width, height, _glyphs(page, frame), rules, pictures)


class _Frame:
    """From the coordinates of a page as written to those of the page as shown."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        left, bottom, right, top = page.get_cropbox()
        self.left, self.bottom = left, bottom
        self.width, self.height = right - left, top - bottom
        self.turns = _TURNS.get(page.get_rotation(), 0)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The box as shown, its corners in order."""
        (xa, ya), (xb, yb) = self._point(left, bottom), self._point(right, top)
        return Box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))

    def _point(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self.left, y - self.bottom
        turned = ((x, self.height - y), (y, x), (self.width - x, y), (self.height - y, self.width - x))
        return turned[self.turns]


def _glyphs(page: pdfium.PdfPage, frame: _Frame) -> list[Glyph]:
    """The glyphs of a page in the order in which they were drawn, without spaces.

    All are as high as their type: the boxes that PDFium gives measure some by the font and some by the ink.
    """
    text = page.get_textpage()
    rect, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    glyphs: list[Glyph] = []
    for n in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, n)
        if code <= 0x20 or 0xD800 <= code < 0xE000 or code in _SPACES:
            continue
        raw.FPDFText_GetLooseCharBox(text, n, ctypes.byref(rect))
        raw.FPDFText_GetCharOrigin(text, n, ctypes.byref(x), ctypes.byref(y))
        raw.FPDFText_GetMatrix(text, n, ctypes.byref(matrix))
        size = raw.FPDFText_GetFontSize(text, n) * math.hypot(matrix.c, matrix.d)
        left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
        if abs(matrix.d) >= abs(matrix.c):
            bottom, top = _reach(y.value, size, matrix.d)
        else:  # a line that runs up or down the page, as on pages that are turned when shown
            left, right = _reach(x.value, size, matrix.c)
        box = frame.box(left, bottom, right, top)
        if box.y1 > box.y0:
            glyphs.append(Glyph(*box, unified(chr(code)) if code != _HYPHEN else "-"))
    return glyphs


def _reach(base: float, size: float, upwards: float) -> tuple[float, float]:
    """Lower and upper end of type of this size on its base line."""
    below, above = (_BELOW, _ABOVE) if upwards > 0 else (_ABOVE, _BELOW)
    return base - below * size, base + above * size


def _rules(drawn: pdfium.PdfObject, frame: _Frame) -> list[Rule]:
    """The horizontal and vertical lines of a path: thin filled boxes, and stroked lines."""
    box = frame.box(*drawn.get_bounds())
    if min(box.x1 - box.x0, box.y1 - box.y0) <= _THIN:
        return [Rule(*box)] if max(box.x1 - box.x0, box.y1 - box.y0) >= _SHORTEST else []
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(drawn, ctypes.byref(mode), ctypes.byref(stroked))
    return _strokes(drawn, frame) if stroked.value else []


def _strokes(drawn: pdfium.PdfObject, frame: _Frame) -> list[Rule]:
    matrix = drawn.get_matrix()
    rules: list[Rule] = []
    first: tuple[float, float] | None = None
    last: tuple[float, float] | None = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for n in range(raw.FPDFPath_CountSegments(drawn)):
        segment = raw.FPDFPath_GetPathSegment(drawn, n)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        here = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_LINETO and last is not None:
            rules += _straight(last, here, frame)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = here
        last = here
        if raw.FPDFPathSegment_GetClose(segment) and first is not None:
            rules += _straight(here, first, frame)
            last = first
    return rules


def _straight(a: tuple[float, float], b: tuple[float, float], frame: _Frame) -> list[Rule]:
    box = frame.box(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
    wide, high = box.x1 - box.x0, box.y1 - box.y0
    return [Rule(*box)] if min(wide, high) <= 1 and max(wide, high) >= _SHORTEST else []
