"""What a build did, in numbers and in words."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class BuildSummary:
    """What a build read and wrote.

    `failures` are (source, what was wrong and what to do); `placeless` (source, how many of its statements have no
    place, because neither they nor the document names one).
    """

    documents: int
    statements: int
    numerals: int
    observations: int
    implied: int
    failures: tuple[tuple[str, str], ...] = ()
    placeless: tuple[tuple[str, int], ...] = ()
    up_to_date: bool = False

    @property
    def failed(self) -> int:
        """How many of the documents could not be read."""
        return len(self.failures)

    def counts(self) -> dict[str, Any]:
        """Everything but `up_to_date`, as JSON can hold it."""
        return {name: value for name, value in asdict(self).items() if name != "up_to_date"}

    @classmethod
    def from_counts(cls, counts: dict[str, Any]) -> BuildSummary:
        """The summary of an earlier build that still stands.

        >>> summary = BuildSummary(2, 9, 12, 4, 1, (("b.txt", "empty"),))
        >>> BuildSummary.from_counts(summary.counts()).failures
        (('b.txt', 'empty'),)
        """
        failures = tuple((source, problem) for source, problem in counts["failures"])
        placeless = tuple((source, count) for source, count in counts["placeless"])
        return cls(**{**counts, "failures": failures, "placeless": placeless}, up_to_date=True)

    def __str__(self) -> str:
        """The summary as a few lines for a person."""
        state = "Nothing has changed since the last build." if self.up_to_date else "Tables built."
        lines = [
            state,
            f"  documents     {self.documents:>7,}" + (f" ({self.failed} failed)" if self.failed else ""),
            f"  numerals      {self.numerals:>7,}",
            f"  statements    {self.statements:>7,}",
            f"  observations  {self.observations:>7,} ({self.implied:,} of them implied)",
        ]
        lines += [
            f"  no place: {source}: {count:,} of its statements; name the place in its title in sources.toml"
            for source, count in self.placeless
        ]
        for source, problem in self.failures:
            named = problem.startswith(source)  # a document's own error says its file
            lines.append(f"  failed: {problem}" if named else f"  failed: {source}: {problem}")
        return "\n".join(lines)
