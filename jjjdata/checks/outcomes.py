"""Targets against outcomes: met, missed, open or not comparable, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from jjjdata.catalogue.indicators import indicators
from jjjdata.checks.saying import LANGUAGES, amount, say, thing, when
from jjjdata.checks.thresholds import thresholds
from jjjdata.intervals import Interval, exact
from jjjdata.observations.reconcile import in_order

Row = Mapping[str, Any]
Verdict = Literal["met", "missed", "open", "not comparable"]
SUBJECT: Final = ("indicator_id", "place", "counterpart")
# What a target and its outcome must share, and the sentence that says why they do not.
COMPARED: Final = {
    "measure": "why measure",
    "aggregation": "why aggregation",
    "unit": "why unit",
    "base_start": "why base",
    "price_basis": "why prices",
}


@dataclass(frozen=True)
class Outcome:
    """A target, the outcome it is compared with (None where there is none), the verdict and its reason.

    `why` is the key of the reason; `why_in` says it in words.
    """

    target: Row
    outcome: Row | None
    verdict: Verdict
    why: str
    nearest: Row | None = None  # what else is known, where that is the reason

    def why_in(self, language: str) -> str:
        """The reason as a sentence."""
        other = self.outcome or self.nearest
        if other is None:
            return say(self.why, language)
        shown = amount(other, language)
        if self.why in ("why measure", "why aggregation"):
            comma = "，" if language == "zh" else ", "
            shown = f"{thing(other, language)}{comma}{when(other, language)}: {shown}"
        return say(
            self.why, language, {"outcome": shown, "nearest": shown, "when": when(other, language)}
        ).replace("..", ".")


def outcomes(observations: Iterable[Row], better: Mapping[str, str | None] | None = None) -> list[Outcome]:
    """Every target as it is known now with its outcome, in the order of the observations.

    `better` says of each indicator which direction is better; usually the catalogue is asked.
    """
    rows = sorted((row for row in observations if row["is_latest"]), key=in_order)
    direction = {i.id: i.better for i in indicators().values()} if better is None else better
    results: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        if row["status"] == "actual":
            results.setdefault(tuple(row[key] for key in SUBJECT), []).append(row)
    return [
        _outcome(row, results.get(tuple(row[key] for key in SUBJECT), []), direction.get(row["indicator_id"]))
        for row in rows
        if row["status"] == "target"
    ]


def _outcome(target: Row, results: Sequence[Row], better: str | None) -> Outcome:
    then = [row for row in results if _same_time(target, row)]
    same = [row for row in then if all(row[key] == target[key] for key in COMPARED)]
    if same:
        outcome = min(same, key=lambda row: row["origin"] != "reported")
        verdict, why = _compare(target, outcome, better)
        return Outcome(target, outcome, verdict, why)
    at_the_end = [row for row in results if row["period_end"] == target["period_end"] is not None]
    if at_the_end:
        nearest = min(at_the_end, key=lambda row: _differences(target, row))
        reasons = [why for key, why in COMPARED.items() if nearest[key] != target[key]]
        return Outcome(target, None, "not comparable", (reasons or ["why aggregation"])[0], nearest)
    alike = [row for row in results if all(row[key] == target[key] for key in COMPARED) and row["period_end"]]
    if not alike or target["period_end"] is None:
        return Outcome(target, None, "open", "why no outcome")
    nearest = min(alike, key=lambda row: (abs(row["period_end"] - target["period_end"]), row["period_end"]))
    return Outcome(target, None, "open", "why other times", nearest)


def _same_time(target: Row, result: Row) -> bool:
    """The same days; of what stands at a moment, the same last day."""
    if target["period_end"] is None or target["period_end"] != result["period_end"]:
        return False
    at_a_moment = target["aggregation"] == result["aggregation"] == "stock"
    return at_a_moment or bool(target["period_start"] == result["period_start"])


def _differences(target: Row, result: Row) -> tuple[int, bool]:
    differing = sum(result[key] != target[key] for key in COMPARED)
    return differing, result["origin"] != "reported"


def _compare(target: Row, outcome: Row, better: str | None) -> tuple[Verdict, str]:
    """Compare what is certain of the outcome, so that "more than 300" is not called missed by 309."""
    sign = _direction(target, better)
    if sign is None:
        return "not comparable", "why direction"
    asked, certain = exact(target["value"]) * sign, _certain(outcome)
    worst, best = sorted(end * sign for end in (certain.low, certain.high))
    if worst >= asked:
        return "met", "why words met"
    if best >= asked:
        return "not comparable", "why bounds"
    if target["comparator"] == "~" and best >= asked - abs(asked) * exact(thresholds().rough):
        return "not comparable", "why about"
    return "missed", "why words missed"


def _certain(outcome: Row) -> Interval:
    """What the outcome may be: the figure as printed where it is printed without a bound."""
    if outcome["comparator"] == "=" and outcome["origin"] == "reported":
        return Interval(exact(outcome["value"]), exact(outcome["value"]))
    return Interval.of(outcome["value_low"], outcome["value_high"])


def _direction(target: Row, better: str | None) -> int | None:
    """1 where more is asked for, -1 where less is; what the bounds of the target say, else what is better."""
    low, high = target["value_low"], target["value_high"]
    if (low is None) != (high is None):
        return 1 if high is None else -1
    if target["comparator"] in (">", ">="):
        return 1
    if target["comparator"] in ("<", "<="):
        return -1
    return {"higher": 1, "lower": -1}.get(better or "")


def in_words(outcome: Outcome) -> dict[str, dict[str, str]]:
    """What a sentence about the outcome needs, in each language."""
    said: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        said[language] = {
            "name": thing(outcome.target, language),
            "when": when(outcome.target, language),
            "target": amount(outcome.target, language),
            "outcome": amount(outcome.outcome, language) if outcome.outcome else "",
            "why": outcome.why_in(language),
        }
    return said
