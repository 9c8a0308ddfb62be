"""Papermill runs, pages, index; and the pieces that the notebooks show.

The names below are loaded at first use: keeping unchanged reports needs neither Matplotlib nor papermill.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jjjdata.reports.audit_report import audit
    from jjjdata.reports.batch import Batch
    from jjjdata.reports.building import build_reports
    from jjjdata.reports.collection_report import OverviewReport, overview
    from jjjdata.errors import LockedError
    from jjjdata.reports.place_report import place_profile
    from jjjdata.reports.plan_report import plan_and_outcome
    from jjjdata.reports.summary import ReportSummary
    from jjjdata.reports.trend_report import TrendReport, trend

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
    "Batch": "jjjdata.reports.batch",
    "LockedError": "jjjdata.errors",
    "OverviewReport": "jjjdata.reports.collection_report",
    "ReportSummary": "jjjdata.reports.summary",
    "TrendReport": "jjjdata.reports.trend_report",
    "build_reports": "jjjdata.reports.building",
    "overview": "jjjdata.reports.collection_report",
    "audit": "jjjdata.reports.audit_report",
    "place_profile": "jjjdata.reports.place_report",
    "plan_and_outcome": "jjjdata.reports.plan_report",
    "trend": "jjjdata.reports.trend_report",
}


def __getattr__(name: str) -> object:
    if name not in _ROOMS:
        raise AttributeError(f"module 'jjjdata.reports' has no attribute {name!r}")
    value = getattr(import_module(_ROOMS[name]), name)
    globals()[name] = value
    return value
