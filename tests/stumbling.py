"""Readers that never end, or take their process with them; a module of its own because other processes load it."""

import os
import re
from collections.abc import Callable

from jjjdata.documents import Document
from jjjdata.pipeline import reading
from jjjdata.pipeline.reading import ReadDocument, Task
from jjjdata.statements import Reading

read_statements, read_one = reading.read_statements, reading.read_one


def endless(document: Document) -> Reading:
    """Read `good.*`; never come to an end with another document."""
    if document.source.startswith("good."):
        return read_statements(document)
    while re.match(r"(?:\d+)+$", "1" * 24 + "x") is None:  # C code that nothing but a signal reaches
        pass
    raise AssertionError


def falling(document: Document) -> Reading:
    """Read `good.*`; fall at another document, as a broken library does."""
    if document.source.startswith("good."):
        return read_statements(document)
    os.abort()


def read_endlessly(task: Task) -> ReadDocument:
    """`read_one` with the reader that never ends."""
    return _with(endless, task)


def read_falling(task: Task) -> ReadDocument:
    """`read_one` with the reader that falls."""
    return _with(falling, task)


def _with(reader: Callable[[Document], Reading], task: Task) -> ReadDocument:
    reading.read_statements = reader
    return read_one(task)
