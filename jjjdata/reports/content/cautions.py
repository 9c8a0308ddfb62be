"""What a reader must not conclude, said only where it applies."""

from __future__ import annotations

from jjjdata.charts.marks import Mark, kind_of, marks_of
from jjjdata.charts.panels import panels_of
from jjjdata.charts.subject import Subject
from jjjdata.charts.support import within_one_document
from jjjdata.charts.times import adds_up_to
from jjjdata.charts.wording import Wording

FEW_YEARS = 5


def cautions(subject: Subject, words: Wording, *, trend: bool = True) -> tuple[str, ...]:
    """The cautions that this subject's figures call for, the gravest first; some are of trends alone."""
    rows = subject.observations
    kinds = {kind_of(row) for row in rows}
    marks = [mark for row in rows for mark in marks_of(subject, row)]
    drawn = [mark for panel in panels_of(subject) for mark in panel.marks]
    years = {m.year for m in marks if m.kind in ("stated", "implied")}
    disputed = [row for row in rows if row["agreement"] == "conflict"]
    within = sum(within_one_document(subject.supports(row)) for row in disputed)
    assumed = sum(
        any(
            "assumed" in (s.statement["period_basis"], s.statement["place_basis"])
            for s in subject.supports(row)
        )
        for row in rows
    )
    applies = {
        "conflict": len(disputed) > within,
        "conflict_within": within > 0,
        "one": trend and len(years) == 1,
        "few": trend and 1 < len(years) < FEW_YEARS,
        "implied": any(mark.kind == "implied" for mark in drawn),
        "computed": "implied" in kinds and not any(mark.kind == "implied" for mark in drawn),
        "open": any(m.open_side for m in marks),
        "approximate": any(row["comparator"] == "~" and row["origin"] == "reported" for row in rows),
        "target": "target" in kinds,
        "cumulative": any(panel.sort == "cumulative" for panel in panels_of(subject)),
        "part_year": any(_part_of_a_year(mark) for mark in marks),
        "comparable": any(row["price_basis"] == "comparable" for row in rows),
        "superseded": "superseded" in kinds,
        "assumed": assumed > 0,
        "single_source": len(subject.documents()) == 1,
        "unverified": True,
    }
    counts = {"conflict": len(disputed) - within, "conflict_within": within, "few": len(years), "assumed": assumed}
    return tuple(words(f"caution_{name}", n=counts.get(name, 0)) for name, does in applies.items() if does)


def _part_of_a_year(mark: Mark) -> bool:
    """Whether it is the flow of some months; a total up to a month is not."""
    total = mark.aggregation == "cumulative" and adds_up_to(mark.period_start, mark.period_end)
    return not mark.whole_year and mark.span_years == 1 and not total
