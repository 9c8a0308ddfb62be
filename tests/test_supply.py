"""What the project depends on: pinned with hashes, declared, used, and nothing else."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
DECLARED = [Requirement(each) for each in PROJECT["dependencies"]]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PINS = re.findall(r"^([\w.\-\[\]]+)==([^\s;\\]+)([^\n]*)((?:\n +--hash=[^\n]*)*)", LOCK, re.M)

# Used without being imported: the kernel of the notebooks, the place to look at them, a font, and the parser that
# openpyxl takes where it is there, so that no entity of a workbook is expanded.
BY_NAME = {"defusedxml", "ipykernel", "jupyterlab", "zhplot"}
# Come with a declared package, which says so in its own interface.
WITH = {"ipython": "ipykernel", "jupyter-client": "nbconvert", "jupyter-core": "nbconvert", "nbclient": "papermill", "numpy": "matplotlib", "traitlets": "nbformat"}  # fmt: skip


def imported():
    """The distributions whose packages the project imports, also where it does so late."""
    names = set()
    for path in (ROOT / "jjjdata").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names.add(str(node.module).partition(".")[0])
    known = packages_distributions()
    outside = names - set(sys.stdlib_module_names) - {"jjjdata"}
    return {canonicalize_name(known[name][0]) for name in outside if name in known}


def test_every_package_is_pinned_with_hashes():
    assert len(PINS) > 50
    pinned = re.findall(r"^[a-zA-Z][^\s=]*==", LOCK, re.M)
    assert len(pinned) == len(PINS)
    for name, _, _, hashes in PINS:
        found = re.findall(r"--hash=(\w+):(\w+)", hashes)
        assert found, name
        assert all((kind, len(digest)) == ("sha256", 64) for kind, digest in found), name
    assert not re.search(r"^(?:-e|git\+|https?://|--index|--extra|--find|--trusted)", LOCK, re.M)


def test_the_pins_are_of_the_declared_versions():
    versions = {}
    for name, version, _, _ in PINS:
        versions.setdefault(canonicalize_name(name), []).append(version)
    extra = [Requirement(each) for each in PROJECT["optional-dependencies"]["dev"]]
    for each in (*DECLARED, *extra):
        found = versions[canonicalize_name(each.name)]
        assert all(each.specifier.contains(version) for version in found), each


def test_what_is_imported_is_declared_and_what_is_declared_is_used():
    declared = {canonicalize_name(each.name) for each in DECLARED}
    optional = {"duckdb"}
    assert imported() - declared - optional <= set(WITH)
    assert {WITH[name] for name in imported() & set(WITH)} <= declared
    assert declared <= imported() | BY_NAME


def test_make_installs_nothing_without_its_hash():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    installs = re.findall(r"pip install ([^\n]*)", makefile)
    assert len(installs) == 2
    assert "--require-hashes" in installs[0]
    assert "--no-deps" in installs[1]  # the project itself
    assert "--no-build-isolation" in installs[1]
