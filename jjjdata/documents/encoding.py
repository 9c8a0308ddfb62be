"""Bytes to text: the encodings that Chinese public documents come in."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_MARKED = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as that of UTF-16 does
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_IDEOGRAPHS = re.compile(r"[\u4e00-\u9fff]")
# The commonest characters that both scripts write alike: a wrong decoding hardly ever meets them.
_COMMONEST = re.compile("[的一是在不有人年大和]")
_UNTOLD = re.compile(r"[\s\d.,%]+")  # as many in a table as there are words
_USUAL = re.compile(r"[\t\r\n -~\u2010-\u2026\u3000-\u301f\u4e00-\u9fff\uff01-\uff5e]")
_NEARLY_ALL = 0.95
_SAMPLE = 20_000


class Decoded(NamedTuple):
    """A decoded text and the encoding it was in; `encoding` is None where none fits."""

    text: str
    encoding: str | None
    problem: str = ""


def decode(data: bytes) -> Decoded:
    """The text of the bytes, newlines untranslated, byte order mark removed.

    Tried in this order, each strictly: a byte order mark, UTF-16 without one where it is sure, UTF-8, then GB 18030 and Big5, of which the one that
    reads more like Chinese is taken (most bytes of the one are valid in the other).

    >>> decode("工作".encode("gb18030"))
    Decoded(text='工作', encoding='gb18030', problem='')
    """
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            text = _strictly(data[len(mark) :], encoding)
            return Decoded(text or "", encoding if text is not None else None, _problem(data, encoding))
    if b"\0" in data:
        if (unmarked := _unmarked(data)) is not None:
            return unmarked
        return Decoded("", None, f"it is not a text: it has a NUL byte at byte {data.index(0)}")
    if (text := _strictly(data, "utf-8")) is not None:
        return Decoded(text, "utf-8")
    readings = [(text, name) for name in ("gb18030", "big5") if (text := _strictly(data, name)) is not None]
    if not readings:
        return Decoded(
            "", None, f"its encoding is none of UTF-8, UTF-16, GB 18030, Big5 ({_problem(data, 'utf-8')})"
        )
    text, name = max(readings, key=lambda reading: _likeness(reading[0]))
    return Decoded(text, name)


def _unmarked(data: bytes) -> Decoded | None:
    """UTF-16 without a byte order mark, where one of its two orders reads as Chinese and the other does not."""
    readings = [
        Decoded(text, encoding)
        for encoding in ("utf-16-le", "utf-16-be")
        if (text := _strictly(data, encoding)) is not None and _is_chinese(text)
    ]
    return readings[0] if len(readings) == 1 else None


def _is_chinese(text: str) -> bool:
    """Whether half of a text without NUL characters is ideographs, and nearly all of it what stands beside them."""
    sample = _UNTOLD.sub("", text[:_SAMPLE])
    usual = len(_USUAL.findall(sample))
    return "\0" not in text and usual >= _NEARLY_ALL * len(sample) and _mostly_ideographs(sample)


def _mostly_ideographs(sample: str) -> bool:
    return 2 * len(_IDEOGRAPHS.findall(sample)) > len(sample)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _problem(data: bytes, encoding: str) -> str:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return f"byte {error.start} is not valid {encoding}"
    return ""


def _likeness(text: str) -> float:
    """Share of the commonest Chinese characters among the ideographs."""
    ideographs = _IDEOGRAPHS.findall(text[:_SAMPLE])
    return len(_COMMONEST.findall(text[:_SAMPLE])) / max(len(ideographs), 1)
