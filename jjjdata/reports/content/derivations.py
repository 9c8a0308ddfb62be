"""How implied values were computed: the formula, the numbers in it, and where they stand."""

from __future__ import annotations

from html import escape

from jjjdata.charts.marks import amount_of
from jjjdata.charts.subject import Subject
from jjjdata.charts.support import Input
from jjjdata.charts.tables import Row
from jjjdata.charts.times import say_row_period
from jjjdata.charts.wording import Wording
from jjjdata.implied.sentence import sentence
from jjjdata.reports.content.evidence_list import Sentences
from jjjdata.reports.content.figures_table import value_words
from jjjdata.reports.content.fragments import tag


def derivations(subject: Subject, sentences: Sentences, words: Wording) -> str:
    """The derivations of all implied observations as an HTML list; "" where none is implied."""
    items = [_item(subject, row, sentences, words) for row in subject.observations if subject.inputs(row)]
    return f'<ul class="derivations">{"".join(items)}</ul>' if items else ""


def derivations_text(subject: Subject, words: Wording) -> str:
    """The derivations as plain text."""
    rows = [row for row in subject.observations if subject.inputs(row)]
    return "\n".join(f"{_result(subject, row, words)}: {formula_words(subject, row, words)}" for row in rows)


def formula_words(subject: Subject, row: Row, words: Wording) -> str:
    """The formula with its inputs' values, its result and bounds: 33 ÷ (1 − 63.1%) = 89.4, between ..."""
    if not subject.inputs(row):
        return ""
    return sentence(
        row, subject.collection.tables["lineage"], subject.collection.observations, words.language
    )


def _item(subject: Subject, row: Row, sentences: Sentences, words: Wording) -> str:
    formula = tag("p", escape(formula_words(subject, row, words)), classes="formula")
    # As in the formula: an amount before the change that it is divided by.
    sources = sorted(subject.inputs(row), key=lambda source: source.observation["measure"] != "level")
    inputs = "".join(_input(subject, source, sentences, words) for source in sources)
    where = tag("p", escape(words("derivation_where"))) + tag("ul", inputs)
    return tag("li", tag("p", escape(_result(subject, row, words)), classes="result") + formula + where)


def _result(subject: Subject, row: Row, words: Wording) -> str:
    when = say_row_period(row, words.language)
    amount = amount_of(subject, row)
    span = "" if amount is None else amount.bounds_text(words.language, classifier=subject.classifier())
    value = value_words(subject, row, words)
    key = "derivation_line_open" if span in value else "derivation_line"  # one bound alone is the value as it is said
    return words(key, when=when, value=value, range=span)


def _input(subject: Subject, source: Input, sentences: Sentences, words: Wording) -> str:
    row = source.observation
    name = subject.collection.indicator_name(row["indicator_id"], words.language)
    place = subject.collection.place_name(row["place"], words.language)
    when = say_row_period(row, words.language)
    value = value_words(subject, row, words)
    implied = f" ({words('known_implied')})" if row["origin"] == "implied" else ""
    said = words("derivation_input", place=place, name=name, when=when, value=value + implied)
    return f"<li>{escape(said)} {sentences.links(row)}</li>"
