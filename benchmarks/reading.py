"""How fast the way from text to statements is, and its parts, in characters a second on one core.

    .venv/bin/python benchmarks/reading.py [SECONDS]

Every part reads all documents in `seeds/` again and again for about SECONDS (usual: 2). The best of the rounds
counts: whatever else the machine does can only make a round slower. Nothing is asserted.
"""

from __future__ import annotations

import platform
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from jjjdata.catalogue import indicators
from jjjdata.documents import Document, read_folder
from jjjdata.recognise.periods import periods
from jjjdata.recognise.places import find_places
from jjjdata.recognise.quantities import scan
from jjjdata.statements import read_statements
from jjjdata.text import repair

SEEDS: Final = Path(__file__).parents[1] / "seeds"
Work = Callable[[], object]


def main() -> None:
    """Measure each part and print a table."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 2.0
    documents = read_folder(SEEDS)
    characters = sum(len(document.text) for document in documents)
    print(f"Python {platform.python_version()}, {characters:,} characters in {len(documents)} documents\n")
    print("| part | characters/s | share of the whole |")
    print("|---|--:|--:|")
    measured = {name: best_round(work, seconds) for name, work in parts(documents).items()}
    whole = measured["the whole way: text to statements"]
    for name, duration in measured.items():
        print(f"| {name} | {characters / duration:,.0f} | {duration / whole:.0%} |")


def parts(documents: Sequence[Document]) -> dict[str, Work]:
    """The whole way and its parts, each as a function that goes over all documents once."""
    repaired = [(document, repair(document.text).text) for document in documents]
    dates = [[(p.start, p.end) for p in periods(text, document.published)] for document, text in repaired]
    rows = [row for document in documents for row in read_statements(document).statements]
    return {
        "the whole way: text to statements": lambda: [read_statements(d) for d in documents],
        "repair of the text": lambda: [repair(d.text) for d in documents],
        "periods": lambda: [periods(text, d.published) for d, text in repaired],
        "places": lambda: [find_places(text, home=d.place) for d, text in repaired],
        "quantities": lambda: [scan(text, spans) for (_, text), spans in zip(repaired, dates, strict=True)],
        "indicators": lambda: [_identify(row) for row in rows],
    }


def _identify(row: dict[str, object]) -> str | None:
    place, counterpart = row["place"], row["counterpart"]
    return indicators.identify(
        str(row["indicator"]),
        unit=str(row["unit"]),
        measure=str(row["measure"]),
        aggregation=str(row["aggregation"]),
        place=None if place is None else str(place),
        counterpart=None if counterpart is None else str(counterpart),
    )


def best_round(work: Work, seconds: float) -> float:
    """Seconds of the fastest round; a first one, which loads definitions and compiles patterns, is not counted."""
    work()
    rounds: list[float] = []
    while sum(rounds) < seconds:
        indicators._identify.cache_clear()  # phrases met in an earlier round would cost nothing in this one
        start = time.perf_counter()
        work()
        rounds.append(time.perf_counter() - start)
    return min(rounds)


if __name__ == "__main__":
    main()
