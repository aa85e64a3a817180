import struct
import zlib

import pytest

from briefgen.config import load
from briefgen.themes import BUILT_IN, Theme, too_faint

PNG = b"\x89PNG\r\n\x1a\n"


def png(width=4, height=4):
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = b"".join(b"\0" + b"\x20\x60\x90" * width for _ in range(height)) if width * height < 100_000 else b""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return PNG + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.fixture
def project(tmp_path):
    (tmp_path / "a.txt").write_text("A short text that says little.\n")

    def write(theme="", top=""):
        body = f"{top}briefs:\n  one:\n    title: One\n    sources: [a.txt]\n{theme}"
        (tmp_path / "briefs.yaml").write_text(body)
        return load(tmp_path / "briefs.yaml")

    write.folder = tmp_path
    return write


def themed(loaded):
    config, problems = loaded
    assert problems == ()
    return config.theme(config.briefs[0])


def fault(loaded):
    config, problems = loaded
    assert config is None
    (problem,) = problems
    return problem.rule, problem.line, problem.column, problem.message


def test_a_brief_without_a_theme_has_the_default_one(project):
    assert themed(project()) == Theme()


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_built_in_theme_is_called_by_name(project, name):
    assert themed(project(f"    theme: {name}\n")) == BUILT_IN[name]


@pytest.mark.parametrize("name", BUILT_IN)
def test_the_built_in_themes_can_be_read(name):
    assert list(too_faint(BUILT_IN[name])) == []


def test_an_inline_theme_is_a_difference(project):
    theme = themed(
        project('    theme:\n      like: slate\n      accent: "#400000"\n      margins: 20\n      size: 10\n')
    )
    assert (theme.accent, theme.margins_mm, theme.size_pt) == ("#400000", (20, 20, 20, 20), 10)
    assert theme.text_font == BUILT_IN["slate"].text_font


def test_themes_of_the_file_are_called_by_name_and_made_like_one_another(project):
    top = (
        "themes:\n  house:\n    like: mono\n    footer: Not for release\n  annex:\n    like: house\n    page: Letter\n"
    )
    theme = themed(project("    theme: annex\n", top))
    assert (theme.page, theme.footer, theme.ink) == ("Letter", "Not for release", "#000000")


def test_the_page_of_a_brief_wins_over_that_of_its_theme(project):
    assert themed(project("    page: A4\n    theme: {page: Letter}\n")).page == "A4"


def test_the_defaults_may_name_a_theme(project):
    assert themed(project(top="defaults: {theme: civic}\n")) == BUILT_IN["civic"]


def test_a_theme_file_is_read_beside_briefs_yaml_and_its_logo_beside_it(project):
    (project.folder / "look").mkdir()
    (project.folder / "look" / "logo.png").write_bytes(png())
    (project.folder / "look" / "house.yaml").write_text("header: House\nlogo: logo.png\n")
    theme = themed(project("    theme: look/house.yaml\n"))
    assert theme.header == "House"
    assert theme.logo.data == png()


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("    theme: slatee\n", ("BG115", 5, 12, "no theme 'slatee'; there are: default, slate, civic, mono")),
        ("    theme: {inc: x}\n", ("BG104", 5, 13, "unknown key 'inc'")),
        ("    theme: {ink: red}\n", ("BG105", 5, 18, "ink: 'red' is no colour; write #rrggbb, in quotes")),
        ('    theme: {quiet: "#bbbbbb"}\n', ("BG116", 5, 20, "quiet #bbbbbb on paper #ffffff has a contrast of 1.92 to 1; text needs 4.5")),
        ("    theme: {logo: none.png}\n", ("BG117", 5, 19, "logo: no such file: none.png")),
        ("    theme: {logo: ../x.png}\n", ("BG117", 5, 19, "logo: ../x.png lies outside the folder of briefs.yaml")),
        ("    theme: {logo: a.txt}\n", ("BG117", 5, 19, "logo: a.txt is no PNG, JPEG or SVG")),
    ],
)  # fmt: skip
def test_a_fault_has_its_place(project, yaml, expected):
    problems = project(yaml)[1]
    assert (problems[0].rule, problems[0].line, problems[0].column, problems[0].message) == expected


def test_an_unknown_name_is_met_with_the_nearest(project):
    assert project("    theme: slatee\n")[1][0].hint == "did you mean 'slate'?"


def test_a_font_that_is_not_bundled_is_a_fault(project):
    rule, line, _, message = fault(project("    theme: {text_font: Comic Sans}\n"))
    assert (rule, line) == ("BG105", 5)
    assert message.startswith("'Comic Sans' is none of Source Sans 3, XCharter")


def test_a_fault_of_a_named_theme_is_told_once_and_where_it_stands(project):
    top = 'themes:\n  pale:\n    ink: "#aaaaaa"\n'
    problems = project("    theme: pale\n", top)[1]
    assert {(p.rule, p.line) for p in problems} == {("BG116", 3)}


def test_themes_in_a_circle_are_a_fault(project):
    problems = project("    theme: a\n", "themes:\n  a: {like: b}\n  b: {like: a}\n")[1]
    assert {(p.rule, p.line, p.message) for p in problems} >= {
        ("BG115", 2, "'b' is made like itself"),
        ("BG115", 3, "'a' is made like itself"),
    }


def test_faults_of_a_theme_file_name_that_file(project):
    (project.folder / "house.yaml").write_text("header: x\ninc: y\n")
    (problem,) = project("    theme: house.yaml\n")[1]
    assert (problem.rule, problem.line, problem.hint) == ("BG104", 2, "did you mean 'ink'?")
    assert problem.file.endswith("house.yaml")


def test_a_picture_of_too_many_pixels_is_refused_by_its_header(project):
    (project.folder / "big.png").write_bytes(png(13000, 13000))
    assert "13000 × 13000 pixels" in fault(project("    theme: {logo: big.png}\n"))[3]


def test_a_large_file_is_refused(project):
    (project.folder / "big.png").write_bytes(png() + b"\0" * 600_000)
    assert "larger than 512 KB" in fault(project("    theme: {logo: big.png}\n"))[3]


@pytest.mark.parametrize(
    "inside",
    ["<script>x</script>", '<image href="file:///etc/passwd"/>', '<use href="#a"/>', "<rect onload='x'/>", '<rect fill="url(http://x/y)"/>',
     "<!DOCTYPE svg [<!ENTITY a 'b'>]>", "<style>*{}</style>", "<foreignObject/>"],
)  # fmt: skip
def test_a_logo_that_does_more_than_draw_is_refused(project, inside):
    (project.folder / "logo.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'
    )
    assert "a logo may only draw" in fault(project("    theme: {logo: logo.svg}\n"))[3]


def test_a_logo_that_only_draws_is_taken(project):
    (project.folder / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    )
    assert themed(project("    theme: {logo: logo.svg}\n")).logo.media_type == "image/svg+xml"


def test_a_link_out_of_the_folder_is_refused(project, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "logo.png"
    outside.write_bytes(png())
    (project.folder / "logo.png").symlink_to(outside)
    assert "outside the folder" in fault(project("    theme: {logo: logo.png}\n"))[3]
