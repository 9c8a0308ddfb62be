"""The report on one indicator at one place: each method gives one piece, for one notebook cell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path

from jjjdata.catalogue.indicators import topics
from jjjdata.charts.figure import chart_of, draw_chart
from jjjdata.charts.panels import panels_of
from jjjdata.charts.stylesheet import style
from jjjdata.charts.subject import Collection, Subject
from jjjdata.charts.svg import to_svg
from jjjdata.charts.times import year_span
from jjjdata.charts.wording import Wording, check_language, wording
from jjjdata.errors import ParameterError
from jjjdata.reports.content.cautions import cautions
from jjjdata.reports.content.citing import citation
from jjjdata.reports.content.corrections_list import corrections_about, corrections_section
from jjjdata.reports.content.derivations import derivations, derivations_text
from jjjdata.reports.content.evidence_list import Sentences
from jjjdata.reports.content.figures_table import figures_table, figures_text
from jjjdata.reports.content.finding import finding
from jjjdata.reports.content.findings_list import findings_about, findings_section
from jjjdata.reports.content.fragments import PAGE_FACTS, Fragment, Picture, section, tag
from jjjdata.reports.runs.version import subject_version


def trend(
    indicator: str,
    place: str,
    *,
    start_year: int = 2013,
    end_year: int = 2024,
    language: str = "zh",
    data: Path | str = "data",
) -> TrendReport:
    """The report on an indicator at a place from `start_year` to `end_year`, in Chinese (zh) or English (en).

    Raises UnknownNameError with the nearest names (indicator, place, language), ParameterError (years out
    of order), TableError (no tables in `data`).
    """
    check_language(language)
    if start_year > end_year:
        raise ParameterError("start_year", f"{start_year} is after end_year {end_year}")
    subject = Collection.read(data).subject(indicator, place)
    return TrendReport(subject, start_year, end_year, language, subject_version(subject))


@dataclass(frozen=True)
class TrendReport:
    """The pieces of a trend report; a notebook shows each in a cell of its own."""

    whole: Subject
    start_year: int
    end_year: int
    language: str
    version: str

    @cached_property
    def subject(self) -> Subject:
        """The subject within the report's years."""
        return self.whole.within(self.start_year, self.end_year)

    @cached_property
    def words(self) -> Wording:
        """The words of the report's language."""
        return wording("reports", self.language)

    @cached_property
    def sentences(self) -> Sentences:
        """The numbered sentences that all pieces refer to."""
        return Sentences.of(self.subject, self.words)

    @property
    def title(self) -> str:
        """Place and indicator."""
        return self.whole.title(self.language)

    def heading(self) -> Fragment:
        """The finding in one sentence as the title, what the indicator means, and its name and years."""
        row = self.whole.collection.indicators[self.whole.indicator]
        topic = topics().get(row["topic"], ("", ""))[0 if self.language == "zh" else 1]
        meaning = self.words.pick(row["definition_zh"], row["definition_en"])
        found = finding(self.whole, self.start_year, self.end_year, self.language)
        short = finding(self.whole, self.start_year, self.end_year, self.language, named=False)
        kicker = " · ".join(part for part in (topic, year_span(self.start_year, self.end_year)) if part)
        title = tag("span", escape(self.title), classes="subject")
        title += " " + tag("span", escape(short.rstrip(".。")), classes="headline")
        html = tag("p", escape(kicker), classes="kicker") + tag("h1", title)
        html += tag("p", escape(meaning), classes="meaning")
        facts = {"title": self.title, "description": found, "said": short, "language": self.language}
        return Fragment(tag("header", html), f"{self.title}\n{found}\n{meaning}", {PAGE_FACTS: facts})

    def chart(self) -> Picture | Fragment:
        """The chart, drawn wide for screens and paper and narrow for telephones; an empty piece without one."""
        if not panels_of(self.whole):
            return Fragment("", "")
        pictures = []
        with style():
            for narrow in (False, True):
                chart = chart_of(self.whole, self.start_year, self.end_year, self.language, narrow=narrow)
                pictures.append(to_svg(draw_chart(chart, bare=True)[0].figure.get_figure(root=True)))
        return Picture(pictures[0], pictures[1], chart.alt, self.words.sentences_together(chart.notes))

    def figures(self) -> Fragment:
        """All observations in a table, each with links to its sentences."""
        if not self.subject.observations:
            text = self.words("figures_none", start=self.start_year, end=self.end_year)
            return Fragment(section("figures", self.words("figures_heading"), tag("p", escape(text))), text)
        body = figures_table(self.subject, self.sentences, self.words)
        return Fragment(
            section("figures", self.words("figures_heading"), body), figures_text(self.subject, self.words)
        )

    def derivations(self) -> Fragment:
        """How implied values were computed; an empty piece where there is none."""
        body = derivations(self.subject, self.sentences, self.words)
        if not body:
            return Fragment("", "")
        intro = tag("p", escape(self.words("derivation_intro")))
        html = section("derivations", self.words("derivations_heading"), intro, body)
        return Fragment(html, derivations_text(self.subject, self.words))

    def findings(self) -> Fragment:
        """What the checks found about these figures; an empty piece where they found nothing."""
        names = {row["observation_id"] for row in self.subject.observations}
        names |= {s.statement["statement_id"] for r in self.subject.observations for s in self.subject.supports(r)}
        collection = self.whole.collection
        return findings_section(collection, findings_about(collection, names), self.words)

    def corrections(self) -> Fragment:
        """What people corrected in the reading or dropped; an empty piece where nobody did."""
        collection = self.whole.collection
        rows = corrections_about(collection, self.whole.indicator, self.whole.place)
        return corrections_section(collection, rows, self.words)

    def statements(self) -> Fragment:
        """The sentences that state the figures, highlighted, each with its document."""
        intro = tag("p", escape(self.words("sentences_intro")))
        html = section("sentences", self.words("sentences_heading"), intro, self.sentences.html())
        return Fragment(html, self.sentences.text())

    def limits(self) -> Fragment:
        """What the reader must not conclude from these figures."""
        said = cautions(self.subject, self.words)
        items = "".join(tag("li", escape(text)) for text in said)
        html = section("limits", self.words("limits_heading"), f"<ul>{items}</ul>")
        return Fragment(html, "\n".join(said))

    def citation(self) -> Fragment:
        """How to cite the report and the documents. The last piece: a page without it is incomplete."""
        years = (self.start_year, self.end_year)
        return citation(self.title, years, self.version, self.subject.documents(), self.words)
