"""Place and indicator together, without saying twice what both names hold."""

from __future__ import annotations

from typing import Final

from jjjdata.charts.wording import Wording

COUNTING: Final = ("Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def within_sentence(place: str) -> str:
    """The English name of a place as it stands inside a sentence: one that counts its members takes an article.

    >>> within_sentence("Three northern counties of Langfang"), within_sentence("Tianjin")
    ('the three northern counties of Langfang', 'Tianjin')
    """
    return (
        f"the {place[0].lower()}{place[1:]}"
        if place.startswith(tuple(f"{word} " for word in COUNTING))
        else place
    )


def beside_place(indicator: str, place: str, language: str) -> str:
    """What is left to say of the indicator after the place's name.

    >>> beside_place("城市副中心投资", "北京城市副中心", "zh"), beside_place("天津港吞吐量", "天津港", "zh")
    ('投资', '吞吐量')
    """
    if language != "zh":
        return indicator
    shared = max((k for k in range(2, len(place) + 1) if indicator.startswith(place[-k:])), default=0)
    return indicator[shared:] or indicator


def title_of(indicator: str, place: str, words: Wording) -> str:
    """Place and indicator as a heading; a place that the indicator's name begins with, or ends in, is said once."""
    rest = beside_place(indicator, place, words.language)
    if rest != indicator:
        return f"{place}{rest}"
    if words.language == "en" and place in indicator:
        return indicator
    return words("title", place=place, indicator=indicator)
