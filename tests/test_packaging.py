import os
import subprocess
import sys
import zipfile

import pytest
from conftest import ROOT, SEED


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        str(ROOT),
        "--no-deps",
        "--no-build-isolation",
        "--quiet",
        "--wheel-dir",
        str(folder),
    ]
    subprocess.run(command, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_holds_code_lists_and_templates_and_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert "briefgen/templates/brief/brief.md.j2" in names
    assert "briefgen/language/lists/countries.tsv" in names
    assert "briefgen/rendering/locale/de/LC_MESSAGES/briefgen.po" in names
    assert all(name.startswith(("briefgen/", "briefgen-")) for name in names)


def test_an_installed_copy_builds_a_brief(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    (tmp_path / "a.txt").write_bytes(SEED.read_bytes())
    (tmp_path / "briefs.yaml").write_text("briefs: {x: {title: T, sources: [a.txt], formats: [md, pdf], language: de}}")
    code = "import briefgen, sys; assert 'site' in briefgen.__file__; from briefgen.__main__ import main; sys.argv = ['briefgen', 'build']; main()"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["build/x/x.md", "build/x/x.pdf"]
    assert "## Kernaussagen" in (tmp_path / "build" / "x" / "x.md").read_text()
