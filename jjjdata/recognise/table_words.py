"""Words that head columns, from `definitions/tables.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from jjjdata.errors import DefinitionError

_ASIDE = re.compile(r"[（(][^（）()]*[）)]|[\s_]+|[:：]$")


@cache
def _roles() -> dict[str, str]:
    path = files("jjjdata").joinpath("definitions/tables.toml")
    roles: dict[str, str] = {}
    for role, words in tomllib.loads(path.read_text("utf-8")).items():
        for word in words:
            if word in roles:
                problem = f"{word!r} heads columns of two kinds, {roles[word]} and {role}"
                raise DefinitionError(str(path), problem, "Take it out of one of the lists.")
            roles[word.replace(" ", "")] = role
    return roles


def role_of(header: str) -> str | None:
    """What a column with this header holds; None where the header does not tell it.

    >>> role_of("计量单位"), role_of("Year"), role_of("数值（亿元）"), role_of("粮食产量")
    ('unit', 'time', 'value', None)
    """
    return _roles().get(_ASIDE.sub("", header).lower())


def words_of(role: str) -> list[str]:
    """The words that head a column of this kind, longest first."""
    return sorted((word for word, of in _roles().items() if of == role), key=lambda word: (-len(word), word))
