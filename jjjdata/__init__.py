"""jjjdata: Chinese regional-policy documents in; tidy indicator tables and trend reports out.

>>> import jjjdata as jj
>>> sorted(jj.__all__)[:4]
['__version__', 'build', 'cite', 'columns']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jjjdata.charts import plot, style
    from jjjdata.evidence import explain
    from jjjdata.pipeline import build
    from jjjdata.query import cite, columns, find, load, series, targets

__version__ = "0.1.0"

__all__ = [
    "__version__",
    "build",
    "cite",
    "columns",
    "explain",
    "find",
    "load",
    "plot",
    "series",
    "style",
    "targets",
]

# Loaded at first use: reading tables must not wait for matplotlib, nor `jjjdata --help` for polars.
_ROOMS = {
    "build": "jjjdata.pipeline",
    "cite": "jjjdata.query",
    "columns": "jjjdata.query",
    "explain": "jjjdata.evidence",
    "find": "jjjdata.query",
    "load": "jjjdata.query",
    "plot": "jjjdata.charts",
    "series": "jjjdata.query",
    "style": "jjjdata.charts",
    "targets": "jjjdata.query",
}


def __getattr__(name: str) -> object:
    if name not in _ROOMS:
        raise AttributeError(f"module 'jjjdata' has no attribute {name!r}")
    return getattr(import_module(_ROOMS[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)


def load_ipython_extension(shell: object) -> None:
    """`%load_ext jjjdata`: Tab completes the names of indicators and places."""
    from jjjdata.query.completion import install  # noqa: PLC0415 - `import jjjdata` loads nothing

    install(shell)
