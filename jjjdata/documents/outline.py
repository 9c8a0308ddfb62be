"""A rough reading of a document, enough to see its title, its date and what kind of document it is.

The text itself is not touched: the careful repair with offsets is the work of `jjjdata.text`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from jjjdata.documents.radicals import unified
from jjjdata.documents.script import simplify

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\r?\n((?:[^\n]*\n){1,40}?)---[ \t]*\r?\n")
_ENTRY = re.compile(r"([A-Za-z_]+)[ \t]*:[ \t]*(\S[^\r\n]*)")
_COMMENT = re.compile(r"<!--[^<>]*-->")
_BLOCK_END = re.compile(r"</(?:p|div|h[1-6]|li|tr|td|title)\s*>|<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_MARK = re.compile(r"\[bookmark:[^\[\]\n]*\]|^#{1,6}\s+")
_SPACES = re.compile(r"\s+")
_SPACES_IN_CELLS = re.compile(r"[^\S\t]+")
_WIDE = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_DOUBLED = re.compile(r"(?:(\S)\1){4,}")
_PAIR = re.compile(r"(\S)\1")
_PAGE_NUMBER = re.compile(r"[-—–]*\d{1,4}[-—–]*|第\d+页")
_MOST = 200_000


@dataclass(frozen=True)
class Outline:
    """The lines of a document in simplified script without spaces and mark-up, and its front matter.

    `printed` are the same lines with the script, the spaces and the tabs of the document; `flow` is all lines on end.
    """

    lines: tuple[str, ...]
    printed: tuple[str, ...]
    script: str
    front: dict[str, str] = field(default_factory=dict)

    @property
    def flow(self) -> str:
        """The lines on end: a sentence that was cut into lines is whole again."""
        parts: list[str] = []
        for line in self.lines:
            # Two numbers in two lines are two numbers.
            parts.append("\n" + line if parts and parts[-1][-1].isdigit() and line[0].isdigit() else line)
        return "".join(parts)


def outline(text: str, stated: Mapping[str, str] | None = None) -> Outline:
    """The rough reading of a document; of a very long one, of its first and last parts.

    `stated` is what its file says beside the text, as front matter does.
    """
    if len(text) > _MOST:
        text = text[: _MOST // 2] + "\n" + text[-_MOST // 2 :]
    front = dict(stated or {})
    if found := _FRONT_MATTER.match(text):
        front |= {key.lower(): value.strip().strip("\"'") for key, value in _ENTRY.findall(found.group(1))}
        text = text[found.end() :]
    plain = unified(text.translate(_WIDE))
    if "<" in plain or "&" in plain:
        plain = _BLOCK_END.sub("\n", _COMMENT.sub("", plain))
        plain = html.unescape(_TAG.sub("", plain))
    simplified, script = simplify(plain)
    if len(simplified) != len(plain):
        simplified = plain
    pairs = [
        (_SPACES.sub("", _readable(line)), _SPACES_IN_CELLS.sub(" ", _readable(shown)).strip())
        for line, shown in zip(simplified.split("\n"), plain.split("\n"), strict=True)
    ]
    kept = [(line, shown) for line, shown in pairs if line and not _PAGE_NUMBER.fullmatch(line)]
    return Outline(tuple(line for line, _ in kept), tuple(shown for _, shown in kept), script, front)


def _readable(line: str) -> str:
    """A line without bookmarks and heading marks, and with glyphs that were printed twice printed once."""
    if "[" in line or line.startswith("#"):
        line = _MARK.sub("", line)
    return _PAIR.sub(r"\1", line) if _DOUBLED.search(line) else line
