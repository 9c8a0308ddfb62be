"""Periods: every expression of time in a text, resolved to dates where the words allow it."""

from __future__ import annotations

from jjjdata.recognise.periods.model import KINDS, Period
from jjjdata.recognise.periods.reader import periods

__all__ = ["KINDS", "Period", "periods"]
