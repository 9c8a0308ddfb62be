"""How many statements of one document stand in another, for two files that hold the same report.

    python benchmarks/same_statements.py report.docx report.txt [--misses]

Two statements are the same when value, unit, measure, aggregation, status, period, place and wording agree. Facts that
`sources.toml` beside a file states are used, so that both files are known to be of the same place and time.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from jjjdata.documents import read_document, read_facts
from jjjdata.statements import read_statements

SAME = (
    "value",
    "unit",
    "measure",
    "aggregation",
    "status",
    "period_start",
    "period_end",
    "place",
    "indicator",
)


def statements(path: Path) -> list[tuple[object, ...]]:
    """What each statement of a file says, in document order."""
    facts = read_facts(path.parent / "sources.toml", [p.name for p in path.parent.iterdir()])
    document = read_document(path, path.parent, facts.get(path.name))
    if document.outcome == "failed":
        raise SystemExit(document.error)
    return [tuple(row[name] for name in SAME) for row in read_statements(document).statements]


def main() -> None:
    parser = argparse.ArgumentParser(description="How many statements two files have in common.")
    parser.add_argument("files", nargs=2, type=Path)
    parser.add_argument("--misses", action="store_true", help="show what only one of the files has")
    options = parser.parse_args()
    first, second = (Counter(statements(path)) for path in options.files)
    same = (first & second).total()
    for path, counted in zip(options.files, (first, second), strict=True):
        total = counted.total()
        print(
            f"{path.name}: {same} of {total} statements are in both ({100 * same / max(total, 1):.1f} of 100)"
        )
    if options.misses:
        for mark, only in (("<", first - second), (">", second - first)):
            for statement in sorted(only.elements(), key=repr):
                print(mark, *statement)


if __name__ == "__main__":
    main()
