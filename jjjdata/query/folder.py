"""The folder of tables that a question is asked of, and frames read from it."""

from __future__ import annotations

from pathlib import Path
from typing import Final, cast

import polars as pl

from jjjdata.catalogue.nearest import in_words, nearest_places
from jjjdata.catalogue.places import gazetteer
from jjjdata.errors import TableError, UnknownNameError, nearest_names
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
    """Raise UnknownNameError, with the nearest ids, unless the catalogue has this indicator.

    Whoever gives a name (技术合同成交额, forest coverage) for an id is told the ids of the indicators so called.
    """
    rows = frame("indicators", data)
    known = rows["indicator_id"].to_list()
    if indicator in known:
        return
    remedy = 'Search for it by Chinese or English words: jjjdata find "WORDS".'
    error = UnknownNameError.among("indicator", indicator, known, remedy)
    if not nearest_names(str(indicator), known):
        error.nearest = tuple(dict.fromkeys([*_called(str(indicator), rows), *error.nearest]))
    raise error


def _called(name: str, indicators: pl.DataFrame) -> tuple[str, ...]:
    """The ids of the indicators whose names or aliases look most like this one."""
    ids: dict[str, str] = {}
    for row in indicators.iter_rows(named=True):
        for wording in (row["name_zh"], row["name_en"], *(row["aliases"] or "").split("|")):
            ids.setdefault(wording, row["indicator_id"])
    return tuple(dict.fromkeys(ids[wording] for wording in nearest_names(name, ids)))


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
            raise _unknown_place(part, code, set(codes.values()))
        found.append(code)
    return gazetteer().join(found)


def _unknown_place(name: str, code: str | None, known: set[str]) -> UnknownNameError:
    """The error for a place that these tables do not have: no place at all, or one of which they say nothing."""
    listed = "Places are listed in table places."
    if code is None:
        return UnknownNameError("place", name, nearest_places(name, known), listed)
    around = [part for part in map(gazetteer().parent, code.split("+")) if part in known]
    names = tuple(in_words(part) for part in dict.fromkeys(around) if part is not None)
    problem = f"These tables have no figures of {name}: no document says anything of it."
    return UnknownNameError("place", name, names, listed, problem=problem)
