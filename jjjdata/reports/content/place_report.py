"""The report on a place: everything that is known of it, by topic."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from jjjdata.catalogue.nearest import nearest_places
from jjjdata.charts.subject import Collection
from jjjdata.charts.times import year_span
from jjjdata.charts.wording import check_language
from jjjdata.errors import ParameterError, UnknownNameError
from jjjdata.reports.content.fragments import Fragment, Picture, heading
from jjjdata.reports.content.several import Several
from jjjdata.reports.content.several_report import SeveralReport
from jjjdata.reports.runs.version import digest, subject_version


def place_profile(
    place: str,
    *,
    start_year: int = 2013,
    end_year: int = 2024,
    language: str = "zh",
    data: Path | str = "data",
) -> PlaceReport:
    """The report on a place (code or name), in Chinese (zh) or English (en).

    Raises UnknownNameError with the nearest names (place, language), ParameterError (years out of order),
    TableError (no tables in `data`).
    """
    check_language(language)
    if start_year > end_year:
        raise ParameterError("start_year", f"{start_year} is after end_year {end_year}")
    collection = Collection.read(data)
    code = collection.place_code(place)
    keys = [key for key in collection.subjects if key[1] == code]
    if not keys:
        places = {known for _, known in collection.subjects}
        raise UnknownNameError("place", place, nearest_places(place, places), "These places have figures.")
    several = Several.of(collection, keys, (start_year, end_year), language)
    version = digest([subject_version(collection.subject(*key)) for key in keys])[:12]
    return PlaceReport(several, version, code)


@dataclass(frozen=True)
class PlaceReport(SeveralReport):
    """The pieces of a profile."""

    place: str

    @property
    def title(self) -> str:
        """The place and what this is."""
        name = self.several.collection.place_within(self.place, self.several.language)
        return self.words("place_title", place=name)

    def heading(self) -> Fragment:
        """Title, what is known in one sentence, and what the indicators known best say."""
        s = self.several
        rows = s.together.observations
        said = self.words(
            "place_finding",
            place=s.collection.place_within(self.place, s.language),
            indicators=len(s.subjects),
            results=sum(row["status"] == "actual" for row in rows),
            implied=s.implied_among,
            targets=sum(row["status"] == "target" for row in rows),
            documents=len(s.together.documents()),
        )
        top = heading(self.title, said, s.language, kicker=year_span(s.start_year, s.end_year))
        short = s.in_short()
        return replace(top, html=top.html + short.html, text="\n".join(filter(None, (top.text, short.text))))

    def chart(self) -> Picture | Fragment:
        """Small multiples of the indicators with most years."""
        return self.several.chart()
