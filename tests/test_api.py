"""The package as seen from outside: its names, its version, and what importing it costs."""

from __future__ import annotations

import subprocess
import sys
import tomllib

from conftest import ROOT

import briefgen


def test_every_name_of_the_api_is_there_and_explained():
    functions = [name for name in briefgen.__all__ if name != "__version__"]
    assert functions == ["build", "compose", "extract", "read", "read_all", "render"]
    assert [bool(getattr(briefgen, name).__doc__) for name in functions] == [True] * 6


def test_the_version_is_that_of_the_package():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert briefgen.__version__ == project["project"]["version"]


def test_importing_the_package_loads_none_of_its_modules():
    code = "import sys, briefgen; print(sorted(name for name in sys.modules if name.startswith('briefgen.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
