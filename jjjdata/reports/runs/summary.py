"""What a run of the reports did, in numbers and in words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ReportSummary:
    """How many pages were built or kept. `failures` are (report, what was wrong)."""

    built: int
    skipped: int
    failures: tuple[tuple[str, str], ...] = ()
    removed: int = 0

    @property
    def failed(self) -> int:
        """How many reports failed; their last good pages are kept."""
        return len(self.failures)

    def __str__(self) -> str:
        """The summary as a few lines for a person."""
        lines = [f"Report pages, both languages counted: {self.built} built, {self.skipped} unchanged, {self.failed} failed."]
        if self.removed:
            lines.append(f"  {self.removed} pages of subjects that the tables no longer hold were removed.")
        lines += [f"  failed: {name}: {problem}" for name, problem in self.failures]
        return "\n".join(lines)
