"""What must hold for any bytes whatever, and a coverage-guided fuzzer that tries to break it.

The fuzzer is atheris, which is no dependency of the project; from the root of the repository:

    python -m venv /tmp/fuzzer && /tmp/fuzzer/bin/pip install atheris . pytest
    /tmp/fuzzer/bin/python tests/fuzz/reading.py FOLDER -timeout=20 -max_len=4096 -max_total_time=3600

FOLDER collects inputs that reach new code and may begin empty. An input that breaks a rule is left in the
working folder as `crash-…` or `timeout-…`; put what is short and telling of it into `FOUND` in
tests/test_fuzz.py.
"""

from __future__ import annotations

import math
import re
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

SOURCES = ("a.txt", "a.md", "a.html")
NUMBERS = ("value", "value_upper", "value_low", "value_high")


def read(data: bytes, source: str = "a.txt") -> None:
    """Read a file of these bytes the whole way to its rows; AssertionError where a promise is broken."""
    from jjjdata.documents.reading import document_of
    from jjjdata.statements import read_statements

    document = document_of(data, source)
    if document.outcome == "failed":
        assert document.error
        assert document.text == ""
        return
    document.text.encode("utf-8")  # no lone surrogates: tables hold UTF-8
    reading = read_statements(document)
    check_repair(document.text)
    check_statements(document.text, reading.statements)
    check_ledger(document.text, reading)


def check_repair(text: str) -> None:
    """Every character of a repaired text points into the original, in order."""
    from jjjdata.text import repair

    repaired = repair(text)
    assert len(repaired.starts) == len(repaired.ends) == len(repaired.text)
    assert all(0 <= a <= b <= len(text) for a, b in zip(repaired.starts, repaired.ends, strict=True))
    assert all(a <= b for a, b in pairwise(repaired.starts))
    assert all(0 <= cut.start < cut.end <= len(text) for cut in repaired.cuts)


def check_statements(text: str, rows: list[dict[str, Any]]) -> None:
    """A statement quotes its own characters, inside its sentence; its numbers are finite and in order."""
    for row in rows:
        start, end = row["char_start"], row["char_end"]
        assert 0 <= row["sentence_start"] <= start < end <= row["sentence_end"] <= len(text), row
        assert text[start:end] == row["value_text"], row
        for name in NUMBERS:
            assert row[name] is None or math.isfinite(row[name]), row
        low, high = row["value_low"], row["value_high"]
        assert low is None or high is None or low <= high, row
        first, last = row["period_start"], row["period_end"]
        assert first is None or last is None or first <= last, row
        for name in ("sentence", "indicator", "unit_text", "period_text", "place", "counterpart"):
            (row[name] or "").encode("utf-8")
    ids = [row["statement_id"] for row in rows]
    assert len(ids) == len(set(ids)), ids


def check_ledger(text: str, reading: Any) -> None:
    """Every digit stands in the ledger once; every statement is in it."""
    from jjjdata.statements.ledger import NUMERAL_RUN

    covered = [place for row in reading.numerals for place in range(row["char_start"], row["char_end"])]
    assert len(covered) == len(set(covered))
    digits = {match.start() for match in re.finditer(r"[0-9０-９]", text)}
    assert digits <= set(covered), sorted(digits - set(covered))[:5]
    for row in reading.numerals:
        assert text[row["char_start"] : row["char_end"]] == row["text"], row
    claimed = {row["statement_id"] for row in reading.numerals} - {None}
    assert claimed <= {row["statement_id"] for row in reading.statements}
    for row in reading.statements:  # the ledger's numerals are those of NUMERAL_RUN; 叁 of cheques is none
        assert row["statement_id"] in claimed or not NUMERAL_RUN.search(row["value_text"]), row


def one_input(data: bytes) -> None:
    """An input of the fuzzer: the first byte tells what kind of file the rest is."""
    if data:
        read(data[1:], SOURCES[data[0] % len(SOURCES)])


def main() -> None:
    """Let atheris look for inputs that reach new code, until something breaks."""
    import atheris

    sys.path.insert(0, str(Path(__file__).parents[2]))
    with atheris.instrument_imports(include=["jjjdata"]):
        import jjjdata.documents.reading
        import jjjdata.statements  # noqa: F401 - imported here to be instrumented
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
