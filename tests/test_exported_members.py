import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import jjjdata

PUBLIC = [
    "__version__", "build", "cite", "columns", "explain", "find", "load", "plot", "series", "style", "targets",
]  # fmt: skip


def test_the_public_surface_is_locked():
    assert jjjdata.__all__ == PUBLIC
    assert dir(jjjdata) == PUBLIC


@pytest.mark.parametrize("name", PUBLIC[1:])
def test_each_public_name_is_a_documented_function(name):
    member = getattr(jjjdata, name)
    assert callable(member)
    assert member.__doc__


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match=r"no attribute 'findd'"):
        _ = jjjdata.findd


def test_the_version_is_that_of_the_project_file():
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    assert jjjdata.__version__ == project["project"]["version"]


def test_importing_the_package_loads_nothing_heavy():
    heavy = "{'polars', 'pandas', 'pyarrow', 'matplotlib', 'papermill', 'IPython'}"
    code = f"import sys, jjjdata; print(sorted({heavy} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_the_commands_do_not_hide_the_functions():
    code = "import jjjdata.cli.build, jjjdata.pipeline, jjjdata as jj; print(callable(jj.build))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "True"
