"""Statements: for each numeral of a document who, what, when, how much, actual or target; or why it is none."""

from __future__ import annotations

from jjjdata.statements.reader import Reading, read_statements

__all__ = ["Reading", "read_statements"]
