"""The font that stands in for Chinese fonts which a PDF names and does not hold."""

from __future__ import annotations

import ctypes
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from pypdfium2 import raw
from pypdfium2.internal import bases


@cache
def use_own_font() -> None:
    """Let PDFium look for missing fonts in the package `zhplot` and nowhere else.

    Where it finds no font with a glyph, it drops text that consists of that glyph alone: a unit or a number in a cell
    of a table. So what is read would depend on the fonts of the machine. Called before the first file is
    opened; where other code of this process has files open in PDFium, nothing is changed.
    """
    spec = find_spec("zhplot")
    folder = Path(spec.origin).parent / "fonts" if spec and spec.origin else None
    if folder is None or not folder.is_dir() or any(bases.ObjectTracker.values()):
        return
    paths = (ctypes.c_char_p * 2)(str(folder).encode(), None)
    _KEPT.append(paths)
    folders = ctypes.cast(paths, ctypes.POINTER(ctypes.POINTER(ctypes.c_char)))
    raw.FPDF_DestroyLibrary()
    raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=folders))


_KEPT: list[object] = []  # PDFium goes on pointing to the names of its folders
