"""Papermill runs, pages, index; and the pieces that the notebooks show.

The names below are loaded at first use: keeping unchanged reports needs neither Matplotlib nor papermill.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jjjdata.reports.content.audit_report import audit
    from jjjdata.reports.runs.batch import Batch
    from jjjdata.reports.runs.building import build_reports
    from jjjdata.reports.content.collection_report import OverviewReport, overview
    from jjjdata.errors import LockedError
    from jjjdata.reports.content.place_report import place_profile
    from jjjdata.reports.content.plan_report import plan_and_outcome
    from jjjdata.reports.runs.summary import ReportSummary
    from jjjdata.reports.content.trend_report import TrendReport, trend

__all__ = [
    "Batch",
    "LockedError",
    "OverviewReport",
    "ReportSummary",
    "TrendReport",
    "audit",
    "build_reports",
    "overview",
    "place_profile",
    "plan_and_outcome",
    "trend",
]

_ROOMS = {
    "Batch": "jjjdata.reports.runs.batch",
    "LockedError": "jjjdata.errors",
    "OverviewReport": "jjjdata.reports.content.collection_report",
    "ReportSummary": "jjjdata.reports.runs.summary",
    "TrendReport": "jjjdata.reports.content.trend_report",
    "build_reports": "jjjdata.reports.runs.building",
    "overview": "jjjdata.reports.content.collection_report",
    "audit": "jjjdata.reports.content.audit_report",
    "place_profile": "jjjdata.reports.content.place_report",
    "plan_and_outcome": "jjjdata.reports.content.plan_report",
    "trend": "jjjdata.reports.content.trend_report",
}


def __getattr__(name: str) -> object:
    if name not in _ROOMS:
        raise AttributeError(f"module 'jjjdata.reports' has no attribute {name!r}")
    value = getattr(import_module(_ROOMS[name]), name)
    globals()[name] = value
    return value
