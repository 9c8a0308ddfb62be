"""A chart in words: the alternative text, the notes under it."""

from __future__ import annotations

from collections.abc import Sequence

from jjjdata.charts.frame import Frame, axis_unit, in_frame
from jjjdata.charts.marks import Mark
from jjjdata.charts.panels import Panel
from jjjdata.charts.subject import Subject
from jjjdata.charts.tables import document_name
from jjjdata.charts.times import say_row_period, year_list
from jjjdata.charts.wording import wording


def alt_text(subject: Subject, panels: Sequence[Panel], frame: Frame) -> str:
    """Everything that the chart shows, as sentences for those who do not see it."""
    words = wording("charts", frame.language)
    told = "".join(
        words(
            "alt_panel",
            title=panel.title(subject, frame.language),
            marks=(words("join") if frame.language == "zh" else "; ").join(
                _mark_words(m, frame) for m in panel.marks if in_frame(m, frame)
            ),
        )
        for panel in panels
        if any(in_frame(m, frame) for m in panel.marks)
    )
    if not told:
        told = words("no_figure", start=frame.start_year, end=frame.end_year) + ". "
    missing = years_without(panels, frame)
    gaps = words("alt_gaps", years=year_list(missing, frame.language)) if missing else ""
    return words(
        "alt_chart", title=subject.title(frame.language), start=frame.start_year, end=frame.end_year,
        panels=told, gaps=gaps,
    ).strip()  # fmt: skip


def notes(subject: Subject, panels: Sequence[Panel], frame: Frame) -> tuple[str, ...]:
    """Unit, source, and what grey years mean, in words: the lines under a chart."""
    words = wording("charts", frame.language)
    lines = []
    units = list(dict.fromkeys(u for u in (axis_unit(panel, frame) for panel in panels) if u))
    if units:
        lines.append(words("unit", unit=words("years_sep").join(units)))
    if years_without(panels, frame):
        lines.append(words("about_gaps"))
    ends = [
        {a.kind, b.kind} for p in panels for a, b in p.segments() if in_frame(a, frame) and in_frame(b, frame)
    ]
    if any("implied" in kinds for kinds in ends):
        lines.append(words("about_dashes"))
    outside = sorted({m.year for p in panels for m in p.marks if not in_frame(m, frame)})
    if outside:
        lines.append(words("outside", years=year_list(outside, frame.language)))
    named = list(dict.fromkeys(document_name(d, frame.language) for d in subject.documents()))
    if named:
        lines.append(words("source", documents=("、" if frame.language == "zh" else "; ").join(named)))
    return tuple(lines)


def years_without(panels: Sequence[Panel], frame: Frame) -> list[int]:
    """Years of the frame for which no panel has a mark."""
    known = {m.year for p in panels for m in p.marks}
    return [year for year in range(frame.start_year, frame.end_year + 1) if year not in known]


def when(mark: Mark, language: str) -> str:
    """The time of a mark in words."""
    times = {
        "period_start": mark.period_start,
        "period_end": mark.period_end,
        "aggregation": mark.aggregation,
    }
    return say_row_period(times, language)


def _mark_words(mark: Mark, frame: Frame) -> str:
    value = mark.text(frame.language, classifier=frame.classifier)
    told = when(mark, frame.language)
    words = wording("charts", frame.language)
    if mark.kind == "superseded" and mark.target:
        value = words("target_label", value=value)
    return words(f"mark_{mark.kind}", when=told, value=value)
