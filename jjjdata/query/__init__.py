"""Questions to the tables: find, load, series, targets, differences, columns, cite."""

from jjjdata.query.annual import series
from jjjdata.query.codebook import cite, columns
from jjjdata.query.differences import differences
from jjjdata.query.finding import find
from jjjdata.query.loading import load
from jjjdata.query.plans import targets
from jjjdata.query.uncatalogued import uncatalogued

__all__ = ["cite", "columns", "differences", "find", "load", "series", "targets", "uncatalogued"]
