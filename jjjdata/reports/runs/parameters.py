"""Report parameters: declared in a notebook's tagged cell, checked before anything runs."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from jjjdata.catalogue.nearest import nearest_places
from jjjdata.charts.subject import Collection
from jjjdata.charts.wording import LANGUAGES
from jjjdata.errors import ParameterError, ReportError, UnknownNameError, nearest_names
from jjjdata.reports.runs.plan import plan_years

KINDS: Final[dict[str, type]] = {"str": str, "int": int}
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
RESERVED: Final = "data"
"""The folder of tables is given to the command, not as a parameter."""


@dataclass(frozen=True)
class Parameter:
    """A parameter as a notebook declares it: `name: kind = default`."""

    name: str
    kind: str
    default: Any


def declared(notebook: Path) -> dict[str, Parameter]:
    """The parameters of a notebook, from its cell tagged `parameters`, in order.

    Raises ReportError when the cell is missing or is anything but typed names with literal defaults.
    """
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    tagged = [c for c in cells if "parameters" in c.get("metadata", {}).get("tags", [])]
    if len(tagged) != 1:
        raise ReportError(notebook.name, "it needs exactly one cell tagged `parameters`")
    found = {}
    for node in ast.parse("".join(tagged[0]["source"])).body:
        if not (
            isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None
        ):
            raise ReportError(notebook.name, "its parameters must be written `name: type = default`")
        kind = ast.unparse(node.annotation)
        if kind not in KINDS:
            raise ReportError(
                notebook.name, f"parameter {node.target.id} has type {kind}; only str and int are known"
            )
        found[node.target.id] = Parameter(node.target.id, kind, ast.literal_eval(node.value))
    return found


def check(
    given: Mapping[str, object], known: Mapping[str, Parameter], collection: Collection
) -> dict[str, Any]:
    """The given parameters with their declared types.

    Text is read as the declared type ("2015" for a year); nothing else is converted. Raises ParameterError
    for an unknown name, a wrong type or years out of order, UnknownNameError for an unknown indicator,
    place or language; each names the nearest valid ones.
    """
    values = {name: _typed(name, value, known) for name, value in given.items()}
    for name in ("start_year", "end_year", "plan_year"):
        if name in values and not FIRST_YEAR <= values[name] <= LAST_YEAR:
            raise ParameterError(name, f"{values[name]} is no year between {FIRST_YEAR} and {LAST_YEAR}")
    defaults = {name: parameter.default for name, parameter in known.items()}
    years = {**defaults, **values}
    if "start_year" in years and "end_year" in years and years["start_year"] > years["end_year"]:
        raise ParameterError("start_year", f"{years['start_year']} is after end_year {years['end_year']}")
    if "language" in values and values["language"] not in LANGUAGES:
        raise ParameterError("language", f"there is no language {values['language']!r}", LANGUAGES)
    _check_subject(values, collection)
    return values


def _typed(name: str, value: object, known: Mapping[str, Parameter]) -> Any:
    if name == RESERVED:
        raise ParameterError(name, "the folder of tables is given by --data, not as a parameter")
    if name not in known:
        valid = [n for n in known if n != RESERVED]
        near = nearest_names(name, valid)[:1]
        ordered = tuple(dict.fromkeys([*near, *valid]))
        raise ParameterError(name, "no report has a parameter of this name", ordered)
    kind = known[name].kind
    if kind == "int" and isinstance(value, str):
        try:
            return int(value)
        except ValueError as error:
            raise ParameterError(name, f"{value!r} is no whole number") from error
    if type(value) is not KINDS[kind]:
        raise ParameterError(name, f"{value!r} is of type {type(value).__name__}, not {kind}")
    return value


def _check_subject(values: dict[str, Any], collection: Collection) -> None:
    """Indicator and place must have figures, together where both are given; place names become codes."""
    if values.get("document"):
        documents = {row["document_id"] for row in collection.tables["documents"]}
        if values["document"] not in documents:
            raise UnknownNameError.among("document", values["document"], documents, "See table documents.")
    if "place" in values:
        values["place"] = collection.place_code(values["place"])
    if "indicator" in values:
        collection.subject(values["indicator"], values.get("place"))
    elif "place" in values:
        places = {place for _, place in collection.subjects}
        if values["place"] not in places:
            raise UnknownNameError("place", values["place"], nearest_places(values["place"], places), "These places have figures.")
    if "plan_year" in values:
        planned = [values["place"]] if "place" in values else {place for _, place in collection.subjects}
        years = sorted({year for place in planned for year in plan_years(collection, place)})
        if values["plan_year"] not in years:
            of = f" of {values['place']}" if "place" in values else ""
            problem = f"no target{of} for {values['plan_year']} is known"
            raise ParameterError("plan_year", problem, tuple(map(str, years)))
