"""The folder of tables that a question is asked of, and frames read from it."""

from __future__ import annotations

from pathlib import Path
from typing import Final, cast

import polars as pl

from jjjdata.catalogue.nearest import nearest_places
from jjjdata.catalogue.places import gazetteer
from jjjdata.errors import TableError, UnknownNameError
from jjjdata.store import DESCRIPTOR, read_table

DEFAULT_DATA: Final = "data"


def data_folder(data: str | Path = DEFAULT_DATA) -> Path:
    """The folder with the tables.

    A name that is left at its default is looked for in the working folder and then in the folders above
    it, so that a notebook in `notebooks/` finds the tables of its project.

    Raises TableError, with the remedy, when there are no tables.
    """
    folder = Path(data)
    candidates = [folder]
    if str(data) == DEFAULT_DATA:
        candidates += [parent / folder for parent in Path.cwd().parents]
    for candidate in candidates:
        if (candidate / DESCRIPTOR).is_file() or any(candidate.glob("*.parquet")):
            return candidate
    raise TableError(
        folder,
        "there are no tables in this folder" if folder.is_dir() else "there is no such folder of tables",
        f"Build them with `jjjdata build SOURCE --out {folder}`, or name the folder that holds them.",
    )


def frame(name: str, data: str | Path = DEFAULT_DATA) -> pl.DataFrame:
    """A table as a polars DataFrame, its columns as `jjjdata.schema` declares them."""
    return cast(pl.DataFrame, pl.from_arrow(read_table(name, data_folder(data))))


def require_indicator(indicator: str, data: str | Path = DEFAULT_DATA) -> None:
    """Raise UnknownNameError, with the nearest ids, unless the catalogue has this indicator."""
    known = frame("indicators", data)["indicator_id"].to_list()
    if indicator not in known:
        remedy = 'Search for it by Chinese or English words: jjjdata find "WORDS".'
        raise UnknownNameError.among("indicator", indicator, known, remedy)


def require_place(place: str, data: str | Path = DEFAULT_DATA) -> str:
    """The code of a place given as code or name (110000, 北京, Beijing); several are joined by `+`.

    Raises UnknownNameError with the nearest names.
    """
    rows = frame("places", data).select("place", "name_zh", "name_en").to_dicts()
    codes: dict[str, str] = {}
    for row in rows:
        for name in (row["name_en"], row["name_zh"]):
            if name:
                codes.setdefault(name.lower(), row["place"])
    codes |= {row["place"].lower(): row["place"] for row in rows}
    found = []
    for part in place.split("+"):
        code = codes.get(part.lower()) or gazetteer().resolve(part)
        if code is None or not set(code.split("+")) <= set(codes.values()):
            near = nearest_places(part, codes.values())
            raise UnknownNameError("place", part, near, "Places are listed in table places.")
        found.append(code)
    return gazetteer().join(found)
