"""What reports on several indicators share: their subjects, figures, derivations and sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape

from jjjdata.catalogue.indicators import topics
from jjjdata.charts.multiples import draw_multiples, drawable, multiples_alt
from jjjdata.charts.panels import Panel
from jjjdata.charts.stylesheet import style
from jjjdata.charts.subject import Collection, Subject
from jjjdata.charts.tables import Row
from jjjdata.charts.svg import to_svg
from jjjdata.charts.wording import Wording, wording
from jjjdata.reports.content.cautions import cautions
from jjjdata.reports.content.derivations import derivations, derivations_text
from jjjdata.reports.content.evidence_list import Sentences
from jjjdata.reports.content.figures_table import figure_row, figures_text
from jjjdata.reports.content.finding import finding
from jjjdata.reports.content.fragments import Cell, Fragment, Picture, section, table, tag
from jjjdata.reports.content.links import page_link
from jjjdata.reports.runs.plan import trend_stem

MOST_PANELS = 12
MOST_TOLD = 6


@dataclass(frozen=True)
class Several:
    """Several subjects of one report, within its years, with sentences numbered through all of them."""

    collection: Collection
    subjects: tuple[Subject, ...]
    start_year: int
    end_year: int
    language: str

    @classmethod
    def of(
        cls,
        collection: Collection,
        keys: Iterable[tuple[str, str]],
        years: tuple[int, int],
        language: str,
        only: Container[str] | None = None,
    ) -> Several:
        """The subjects of these indicators and places that have an observation in these years; `only` names some."""
        found = (collection.subject(*key).within(*years) for key in keys)
        if only is not None:
            found = (subject.among(only) for subject in found)
        return cls(collection, tuple(s for s in found if s.observations), *years, language)

    @cached_property
    def words(self) -> Wording:
        """The words of the report's language."""
        return wording("reports", self.language)

    @cached_property
    def together(self) -> Subject:
        """All observations as one subject, for what does not depend on the indicator."""
        rows: tuple[Row, ...] = tuple(row for subject in self.subjects for row in subject.observations)
        return Subject(self.collection, "", "", rows)

    @property
    def implied_among(self) -> str:
        """How many of the observations are implied, as an aside; "" where none is."""
        implied = sum(row["origin"] == "implied" for row in self.together.observations)
        return self.words("implied_among", n=implied) if implied else ""

    @cached_property
    def sentences(self) -> Sentences:
        """The numbered sentences that all pieces refer to."""
        return Sentences.of(self.together, self.words)

    def chart(self, subjects: Sequence[Subject] | None = None) -> Picture | Fragment:
        """Small multiples of the subjects with figures for most years, wide and narrow; the caption says how many."""
        every = drawable(self.subjects if subjects is None else subjects, self.start_year, self.end_year)
        fullest = sorted(every, key=self._fullness, reverse=True)[:MOST_PANELS]
        shown = [pair for pair in every if pair in fullest]
        if not shown:
            return Fragment("", "")
        years = (self.start_year, self.end_year)
        with style():
            wide, narrow = (
                to_svg(draw_multiples(shown, *years, self.language, narrow=narrow))
                for narrow in (False, True)
            )
        caption = self.words("multiples_caption")
        if len(shown) < len(every):
            some = self.words("multiples_some", n=len(shown), total=len(every))
            caption = self.words.sentences_together((some, caption))
        return Picture(wide, narrow, multiples_alt(shown, *years, self.language), caption)

    def in_short(self) -> Fragment:
        """What the fullest of the indicators say, a line for each; an empty piece where none has two results."""
        every = [pair for pair in drawable(self.subjects, self.start_year, self.end_year) if self._moves(pair[1])]
        told = sorted(every, key=self._fullness, reverse=True)[:MOST_TOLD]
        said = [finding(s, self.start_year, self.end_year, self.language, named=False) for s, _ in told]
        lines = [(s, sentence[:1].lower() + sentence[1:]) for (s, _), sentence in zip(told, said, strict=True)]
        if not lines:
            return Fragment("", "")
        colon = self.words("finding_note", note="")
        items = [tag("li", self.name_link(s) + escape(f"{colon}{sentence}")) for s, sentence in lines]
        text = "\n".join(f"{s.name(self.language)}{colon}{sentence}" for s, sentence in lines)
        return Fragment(tag("ul", "".join(items), classes="short"), text)

    def _moves(self, panel: Panel) -> bool:
        """Whether results of two years or more can be compared."""
        return len({m.year for m in panel.known if self.start_year <= m.year <= self.end_year}) > 1

    def _fullness(self, pair: tuple[Subject, Panel]) -> tuple[int, int, int]:
        """For how many of the report's years a panel has figures, how many, and how many the collection has.

        Of indicators with as many figures here, those that documents speak of most matter most.
        """
        subject, panel = pair
        marks = [mark for mark in panel.marks if self.start_year <= mark.year <= self.end_year]
        return len({mark.year for mark in marks}), len(marks), self._spoken_of[subject.indicator]

    @cached_property
    def _spoken_of(self) -> Counter[str]:
        return Counter(row["indicator_id"] for row in self.collection.tables["observations"])

    def figures(self) -> Fragment:
        """All observations in tables, by topic and indicator, each leading to its sentence."""
        names = ("time", "value", "range", "known", "sentence")
        columns = [self.words(f"column_{name}") for name in names]
        parts, text = [], []
        for topic, members in self._by_topic().items():
            groups = [(self._heading(s), [figure_row(s, r, self.sentences, self.words, columns) for r in s.observations]) for s in members]  # fmt: skip
            parts.append(tag("h3", escape(topic)) + table(columns, groups))
            text += [f"{s.title(self.language)}\n{figures_text(s, self.words)}" for s in members]
        return Fragment(section("figures", self.words("figures_heading"), *parts), "\n".join(text))

    def derivations(self) -> Fragment:
        """How implied values were computed, by indicator; an empty piece where there is none."""
        parts, text = [], []
        for subject in self.subjects:
            body = derivations(subject, self.sentences, self.words)
            if body:
                parts.append(tag("h3", escape(subject.title(self.language))) + body)
                text.append(derivations_text(subject, self.words))
        if not parts:
            return Fragment("", "")
        intro = tag("p", escape(self.words("derivation_intro")))
        html = section("derivations", self.words("derivations_heading"), intro, *parts)
        return Fragment(html, "\n".join(text))

    def statements(self) -> Fragment:
        """The sentences that state the figures, highlighted, each with its document."""
        intro = tag("p", escape(self.words("sentences_intro")))
        html = section("sentences", self.words("sentences_heading"), intro, self.sentences.html())
        return Fragment(html, self.sentences.text())

    def limits(self) -> Fragment:
        """What the reader must not conclude from these figures."""
        said = cautions(self.together, self.words, trend=False)
        items = "".join(tag("li", escape(text)) for text in said)
        html = section("limits", self.words("limits_heading"), f"<ul>{items}</ul>")
        return Fragment(html, "\n".join(said))

    def name_link(self, subject: Subject, *, place: bool = False) -> str:
        """The indicator's name, leading to its trend report."""
        name = subject.title(self.language) if place else subject.name(self.language)
        return page_link(trend_stem(subject.indicator, subject.place), escape(name))

    def _heading(self, subject: Subject) -> Cell:
        several = len({s.place for s in self.subjects}) > 1
        return Cell(self.name_link(subject, place=several))

    def _by_topic(self) -> dict[str, list[Subject]]:
        names = topics()
        groups: dict[str, list[Subject]] = {}
        for subject in self.subjects:
            groups.setdefault(self.collection.indicators[subject.indicator]["topic"], []).append(subject)
        other = self.words("topic_other")
        at = 0 if self.language == "zh" else 1
        return {names.get(topic, (other, other))[at]: groups[topic] for topic in sorted(groups)}
