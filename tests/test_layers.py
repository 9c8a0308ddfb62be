"""One direction: a module imports only from its own room and from earlier ones."""

import ast
from pathlib import Path

import pytest

import jjjdata

ROOMS = [
    "errors", "schema", "intervals", "catalogue", "documents", "text", "recognise", "statements", "observations",
    "corrections", "implied", "checks", "store", "pipeline", "query", "evidence", "charts", "reports", "cli", "__main__",
]  # fmt: skip

PACKAGE = Path(jjjdata.__file__).parent
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if p != PACKAGE / "__init__.py")


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(source: str) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    parts = [name.split(".") for name in names]
    found = {part[1] for part in parts if part[0] == "jjjdata" and len(part) > 1}
    return found - set(jjjdata.__all__)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_from_earlier_rooms(path):
    assert room(path) in ROOMS, f"{room(path)} is a new room: give it its place in ROOMS"
    allowed = set(ROOMS[: ROOMS.index(room(path)) + 1])
    assert imported_rooms(path.read_text(encoding="utf-8")) <= allowed


def test_the_check_sees_every_way_to_import():
    source = "import jjjdata.cli\nfrom jjjdata.query import find\ndef f():\n    from jjjdata import charts, __version__\n"
    assert imported_rooms(source) == {"cli", "query", "charts"}


def test_only_the_store_touches_parquet():
    users = {room(path) for path in MODULES if "pyarrow.parquet" in path.read_text(encoding="utf-8")}
    assert users == {"store"}
