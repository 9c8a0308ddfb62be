"""What several sources say of the same thing."""

from __future__ import annotations

from collections.abc import Iterator

from jjjdata.catalogue.conversion import factor
from jjjdata.checks.model import Finding, Row, View
from jjjdata.checks.saying import LANGUAGES, Values, amount, thing, when
from jjjdata.checks.thresholds import thresholds
from jjjdata.intervals import exact

AGAINST = ("contradicts", "superseded")


def sources(view: View) -> Iterator[Finding]:
    """Observations whose claims contradict each other, or come from several sources and agree."""
    for row in view.observations:
        links = view.evidence.get(row["observation_id"], ())
        others = [link for link in links if link["role"] != "chosen"]
        if not others or not all(link["statement_id"] in view.statements for link in links):
            continue
        chosen = [link["statement_id"] for link in links if link["role"] == "chosen"]
        told = _told(row, others, view, chosen)
        if told is not None:
            differing = [link for link in others if link["role"] in AGAINST]
            yield _finding(
                row, [view.statements[link["statement_id"]] for link in differing or others], *told
            )


def _told(row: Row, others: list[Row], view: View, chosen: list[str]) -> tuple[str, str, str] | None:
    """Verdict, severity and sentence; None where one source only repeats itself."""
    against = [link for link in others if link["role"] in AGAINST]
    earlier = all(link["role"] == "superseded" for link in against)
    if row["agreement"] == "conflict":
        if row["n_sources"] == 1:
            return "conflict", "notice", "sources itself"
        if earlier and row["status"] == "target":
            return "revised", "notice", "sources target"  # who asks for something else contradicts nobody
        if earlier and all(_is_near(link, view, chosen) for link in against):
            return "revised", "notice", "sources revised"
        return "conflict", "warning", "sources conflict"
    return ("agree", "info", "sources agree") if row["n_sources"] > 1 else None


def _is_near(link: Row, view: View, chosen: list[str]) -> bool:
    """Whether an earlier figure differs by so little that the later one revises it."""
    earlier, later = view.statements[link["statement_id"]], view.statements[chosen[0]] if chosen else None
    if later is None or earlier["unit"] != later["unit"]:
        return False
    return bool(abs(earlier["value"] - later["value"]) <= thresholds().revision * abs(later["value"]))


def _is_same(other: Row, row: Row) -> bool:
    """Whether the figure is the same in another unit (6万亩 and 4000公顷)."""
    by = factor(other["unit"], row["unit"])
    same = by is not None and exact(other["value"]) * by == exact(row["value"])
    return bool(same and other["comparator"] == row["comparator"])


def _finding(row: Row, others: list[Row], verdict: str, severity: str, words: str) -> Finding:
    values: dict[str, Values] = {}
    for language in LANGUAGES:
        comma = "、" if language == "zh" else ", "
        chosen = amount(row, language)
        said = dict.fromkeys(amount(other, language) for other in others if not _is_same(other, row))
        said.pop(chosen, None)
        if not said and words == "sources agree":
            words = "sources alike"
        values[language] = {
            "name": thing(row, language),
            "when": when(row, language),
            "n": str(row["n_sources"]),
            "chosen": chosen,
            "others": comma.join(said) or chosen,
        }
    related = tuple(other["statement_id"] for other in others)
    return Finding("sources", verdict, severity, row["observation_id"], words, values, related)
