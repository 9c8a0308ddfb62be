"""Tab completes the names of indicators and places, in IPython and JupyterLab.

`%load_ext jjjdata` turns it on: behind `indicator="`, `place="`, and the opening quotation mark of `series("`,
`plot("` and `targets("`, in comparisons with a column of these names as well.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import polars as pl

from jjjdata.errors import TableError
from jjjdata.query.folder import DEFAULT_DATA, frame

NAMED: Final = re.compile(
    r"""\b(?P<what>indicator|place)(?:_id)?["']?[\])]?(?::\s*str)?\s*==?\s*["'](?P<begun>[^"']*)$"""
)
CALLED: Final = re.compile(r"""\b(?:series|plot|targets)\(\s*["'](?P<begun>[^"']*)$""")


def completions(line: str, data: str | Path = DEFAULT_DATA) -> tuple[str, list[str]]:
    """What has been typed of a name at the end of a line, and the names that begin so.

    Indicators are completed by id; places by code, Chinese and English name. Only those with observations are
    offered, and none where there are no tables.
    """
    named, called = NAMED.search(line), CALLED.search(line)
    match = named or called
    if match is None:
        return "", []
    try:
        names = _places(data) if named and named["what"] == "place" else _indicators(data)
    except TableError:  # whoever is typing has not built tables yet; the call itself will say so
        names = []
    return match["begun"], [name for name in names if name.startswith(match["begun"])]


def install(shell: Any) -> None:
    """Make an IPython shell complete names; again for one that does already changes nothing."""
    from IPython.core.completer import SimpleCompletion, context_matcher  # noqa: PLC0415 - in IPython only

    @context_matcher()  # type: ignore[untyped-decorator]
    def jjjdata_names(context: Any) -> dict[str, Any]:
        begun, found = completions(context.text_until_cursor)
        offered = [SimpleCompletion(name, type="jjjdata") for name in found]
        return {"completions": offered, "matched_fragment": begun, "suppress": bool(found)}

    matchers = shell.Completer.custom_matchers
    if not any(matcher.__name__ == jjjdata_names.__name__ for matcher in matchers):
        matchers.append(jjjdata_names)


def _indicators(data: str | Path) -> list[str]:
    found: list[str] = frame("observations", data)["indicator_id"].unique().sort().to_list()
    return found


def _places(data: str | Path) -> list[str]:
    observed = frame("observations", data)["place"].unique()
    rows = frame("places", data).filter(pl.col("place").is_in(observed.implode())).sort("place")
    names = [*rows["place"], *rows["name_zh"], *rows["name_en"].drop_nulls().sort()]
    return list(dict.fromkeys(names))
