"""What was known on a day: the observations that the documents published by then give."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from pathlib import Path

import polars as pl

from jjjdata.implied import imply, passages
from jjjdata.observations import reconcile
from jjjdata.observations.reconcile import in_order
from jjjdata.query.folder import DEFAULT_DATA, data_folder
from jjjdata.schema import OBSERVATIONS
from jjjdata.store import Row, read_rows
from jjjdata.store.validate import to_arrow


def observations_as_of(day: date, data: str | Path = DEFAULT_DATA) -> pl.DataFrame:
    """Observations from the documents that were certainly published by `day`, reconciled anew.

    Filtering the present table would not do: a later document may have been chosen over, or agree with,
    what was known before.
    """
    folder = data_folder(data)
    documents = [row for row in read_rows("documents", folder) if _published_by(row, day)]
    known = {row["document_id"] for row in documents}
    statements = [row for row in read_rows("statements", folder) if row["document_id"] in known]
    observations, links = reconcile(statements, documents)
    implied, _ = imply(observations, passages(statements, links))
    rows = sorted([*observations, *implied], key=in_order)
    frame = pl.from_arrow(to_arrow(OBSERVATIONS, rows))
    assert isinstance(frame, pl.DataFrame)
    return frame


def _published_by(document: Row, day: date) -> bool:
    published = document["published"]
    return isinstance(published, date) and _last_day(published, document["published_precision"]) <= day


def _last_day(published: date, precision: object) -> date:
    """The last day that a date of this precision can mean."""
    if precision == "year":
        return date(published.year, 12, 31)
    if precision == "month":
        return published.replace(day=monthrange(published.year, published.month)[1])
    return published
