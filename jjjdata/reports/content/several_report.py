"""The pieces that reports on several indicators have in common."""

from __future__ import annotations

from dataclasses import dataclass

from jjjdata.charts.wording import Wording
from jjjdata.reports.content.citing import citation
from jjjdata.reports.content.fragments import Fragment
from jjjdata.reports.content.several import Several


@dataclass(frozen=True)
class SeveralReport:
    """A report on several indicators; a notebook shows each piece in a cell of its own."""

    several: Several
    version: str

    @property
    def words(self) -> Wording:
        """The words of the report's language."""
        return self.several.words

    @property
    def title(self) -> str:
        """What the report is about."""
        raise NotImplementedError

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year that the report speaks of."""
        return self.several.start_year, self.several.end_year

    def limits(self) -> Fragment:
        """What the reader must not conclude."""
        return self.several.limits()

    def figures(self) -> Fragment:
        """All observations by topic and indicator."""
        return self.several.figures()

    def derivations(self) -> Fragment:
        """How implied values were computed."""
        return self.several.derivations()

    def statements(self) -> Fragment:
        """The sentences behind the figures."""
        return self.several.statements()

    def citation(self) -> Fragment:
        """How to cite; the last piece."""
        documents = self.several.together.documents()
        return citation(self.title, self.years, self.version, documents, self.words)
