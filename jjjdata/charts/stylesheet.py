"""The project's one style sheet, and the font that makes Chinese right on a machine without fonts."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import matplotlib as mpl
from matplotlib import font_manager

FONT_FAMILY: Final = "Noto Sans SC"


class Style:
    """The style sheet, applied; `with` gives back what was set before.

    >>> before = mpl.rcParams["font.family"]
    >>> with style():
    ...     mpl.rcParams["font.family"]
    ['Noto Sans SC']
    >>> mpl.rcParams["font.family"] == before
    True
    """

    def __init__(self) -> None:
        self._before: Any = mpl.rcParams.copy()
        register_font()
        with mpl.rc_context():
            sheet = mpl.rc_params_from_file(
                str(files("jjjdata").joinpath("charts/jjjdata.mplstyle")), use_default_template=False
            )
        mpl.rcParams.update(sheet)

    def __enter__(self) -> Style:
        """The sheet is applied already, by calling `style()`."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give back the settings from before."""
        # The backend must not be touched: setting it again would close the user's figures.
        for key, value in self._before.items():
            if not key.startswith("backend"):
                mpl.rcParams[key] = value


def style() -> Style:
    """Apply the project's style sheet to Matplotlib (and so to seaborn) from here on, or within `with`.

    Chinese text needs no system font. `seaborn.set_theme()` resets the font: call `style()` after it.
    """
    return Style()


@lru_cache(maxsize=1)
def register_font() -> Path:
    """Make the font known to Matplotlib, once; the path of its file.

    The file comes from the package `zhplot` (Noto Sans SC, SIL Open Font License). The package itself is
    not imported, because its import changes the font of every chart in the process.
    """
    spec = find_spec("zhplot")
    folders = [] if spec is None else list(spec.submodule_search_locations or [])
    found = [
        path for folder in folders for path in sorted(Path(folder, "fonts").glob("NotoSansSC-Regular.*"))
    ]
    if not found:
        raise FileNotFoundError(
            "The font Noto Sans SC of the package zhplot is missing. Install the package's dependencies again."
        )
    font_manager.fontManager.addfont(found[0])
    return found[0]
