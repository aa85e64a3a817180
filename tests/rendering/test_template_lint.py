import pytest

from briefgen import rendering
from briefgen.model import Brief, Line, StakeholderEntry
from briefgen.rendering import template_lint
from briefgen.rendering.shapes import ABSENT, UNKNOWN, attribute, element

WHOLE = (
    "{% for line in brief.bluf %}{{ line.text }}{{ line | marks }}{% endfor %}"
    "{{ brief.key_points | length }}{{ brief.stated_questions | length }}{{ brief.gaps | length }}{{ brief.stakeholders | length }}"
    "{{ brief.statements | length }}{{ brief.timeline | length }}{{ brief.figures | length }}{{ brief.tensions | length }}"
    "{{ brief.conflicts | length }}{{ brief.answered | length }}{{ brief.sources | length }}\n"
)


def lint(folder, source, *, page=None, **others):
    (folder / "own").mkdir(exist_ok=True)
    (folder / "own" / "brief.md.j2").write_text(WHOLE + source, encoding="utf-8")
    if page is not None:
        (folder / "own" / "page.html.j2").write_text(page, encoding="utf-8")
    for name, text in others.items():
        (folder / "own" / f"{name}.j2").write_text(text, encoding="utf-8")
    return [(p.rule, p.severity, p.line, p.message, p.hint) for p in template_lint.problems("own", (folder,))]


@pytest.mark.parametrize("name", rendering.template_names())
def test_the_built_in_sets_are_clean(name):
    assert rendering.template_problems(name) == ()


@pytest.mark.parametrize(
    ("source", "line", "message", "hint"),
    [
        ("{{ breif.title }}", 2, "no variable 'breif'", "did you mean 'brief'?"),
        ("\n{{ brief.key_pionts }}", 3, "brief has no 'key_pionts'", "did you mean 'key_points'?"),
        ("{{ brief['titel'] }}", 2, "brief has no 'titel'", "did you mean 'title'?"),
        ("{% for l in brief.key_points %}\n{{ l.txt }}{% endfor %}", 3, "l has no 'txt'", "did you mean 'text'?"),
        ("{% if brief.as_of %}{{ brief.as_of.yaer }}{% endif %}", 2, "brief.as_of has no 'yaer'", None),
        ("{% set s = brief.sources | first %}{{ s.document.publishr }}", 2, "s.document has no 'publishr'", "did you mean 'publisher'?"),
        ("{{ brief.stakeholders | selectattr('is_activ') | list }}", 2, "nothing here has 'is_activ'", "did you mean 'is_active'?"),
        ("{{ brief.statements | map(attribute='line.txt') | list }}", 2, "nothing here has 'txt'", "did you mean 'text'?"),
        ("{% macro m(l) %}\n{{ l.anchr }}{% endmacro %}{{ m(brief.bluf[0]) }}", 3, "l has no 'anchr'", "did you mean 'anchor'?"),
        ("{% for s in brief.sources if s.usd %}{% endfor %}", 2, "s has no 'usd'", "did you mean 'used'?"),
        ("{% if nothing %}{% else %}{{ 1 }}{% endif %}", 2, "no variable 'nothing'", None),
    ],
)  # fmt: skip
def test_a_name_that_is_not_there_is_told_with_its_line(tmp_path, source, line, message, hint):
    assert lint(tmp_path, source) == [("BG303", "error", line, message, hint)]


@pytest.mark.parametrize(
    "source",
    [
        "{% for x in brief.key_points | sort(attribute='kind') %}{{ x.kind }}{{ loop.index }}{% endfor %}",
        "{% for kind, group in brief.key_points | groupby('kind') %}{{ kind }}{% for x in group %}{{ x.whatever }}{% endfor %}{% endfor %}",
        "{% set ns = namespace(n=0) %}{{ ns.n }}{{ range(3) | list }}",
        "{% if mine is defined %}{{ 1 }}{% endif %}",
        "{% with t = brief.title %}{{ t.upper() }}{% endwith %}",
        "{{ brief.as_of.isoformat() if brief.as_of }}",
        "{% for who in brief.stakeholders %}{% if who.is_active %}{{ who.did | length }}{% endif %}{% endfor %}",
        "{% macro m() %}{{ caller() }}{{ varargs }}{% endmacro %}{% call m() %}x{% endcall %}",
    ],
)
def test_what_is_there_or_cannot_be_known_is_let_be(tmp_path, source):
    assert lint(tmp_path, source) == []


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("{% for line in brief.key_points %}\n- {{ line.text }}\n{% endfor %}", [3]),
        ("{% for said in brief.statements %}\n{{ said.line.text }} {{ said.speaker }}{% endfor %}", [3]),
        ("{% for line in brief.gaps %}{{ line.text }}{% endfor %}{% for line in brief.gaps %}{{ line | marks }}{% endfor %}", [2]),
        ("{% macro m(l) %}\n{{ l.text }}{% endmacro %}{% for line in brief.gaps %}{{ m(line) }}{% endfor %}", [3]),
        ("{{ brief.bluf[0].text if brief.bluf else 'none' }}", [2]),
        ("{{ '“' ~ brief.bluf[0].text ~ '”' }}", [2]),
    ],
)  # fmt: skip
def test_a_claim_without_its_mark_near_it_is_a_warning(tmp_path, source, lines):
    found = lint(tmp_path, source)
    assert [(rule, severity) for rule, severity, *_ in found] == [("BG306", "warning")] * len(lines)
    assert [line for _, _, line, *_ in found] == lines


@pytest.mark.parametrize(
    "source",
    [
        "{% for line in brief.key_points %}{{ line.text }}{{ line | marks }}{% endfor %}",
        "{% for line in brief.key_points %}{{ line.text }}{{ line.marks | join(' ') }}{% endfor %}",
        "{% macro m(l) %}{{ l.text }}{% endmacro %}{% for line in brief.gaps %}{{ m(line) }}{{ line.marks | marks }}{% endfor %}",
        "{% for who in brief.stakeholders %}{% for line in who.roles %}{{ line.text }}{% endfor %}{{ who.marks | marks }}{% endfor %}",
        "{% for s in brief.sources %}{% for e in s.evidence %}{{ e.text }}{% endfor %}{% endfor %}",
        "{% if brief.bluf and brief.bluf[0].text == 'x' %}{% endif %}",
        "{% set text = brief.bluf[0].text %}",
    ],
)
def test_a_claim_with_its_mark_and_what_is_no_claim_are_fine(tmp_path, source):
    assert lint(tmp_path, source) == []


def test_sections_that_nothing_prints_are_noted(tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "brief.md.j2").write_text(
        "# {{ brief.title }}\n{% for l in brief.bluf %}{{ l.text }}{{ l | marks }}{% endfor %}\n"
    )
    (problem,) = template_lint.problems("own", (tmp_path,))
    assert (problem.rule, problem.severity) == ("BG307", "note")
    assert "brief.key_points" in problem.message
    assert "brief.tensions" in problem.message
    assert "brief.bluf" not in problem.message
    assert problem.file == str(tmp_path / "own" / "brief.md.j2")


def test_a_block_of_ones_own_hides_the_one_it_stands_for(tmp_path):
    (tmp_path / "own").mkdir()
    path = tmp_path / "own" / "brief.md.j2"
    path.write_text('{% extends "builtin:brief/brief.md.j2" %}\n{% block tensions %}{% endblock %}\n')
    (problem,) = template_lint.problems("own", (tmp_path,))
    assert (problem.rule, problem.message) == ("BG307", "own/brief.md.j2: no block prints brief.tensions")
    path.write_text('{% extends "builtin:brief/brief.md.j2" %}\n{% block tensions %}{{ super() }}{% endblock %}\n')
    assert template_lint.problems("own", (tmp_path,)) == ()


def test_what_stands_outside_the_blocks_of_a_child_is_not_printed(tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "brief.md.j2").write_text('{% extends "brief/brief.md.j2" %}\n{{ nonsense }}\n')
    assert template_lint.problems("own", (tmp_path,)) == ()


def test_includes_and_imports_are_followed_to_their_own_lines(tmp_path):
    found = lint(
        tmp_path,
        "{% include 'own/part.j2' %}{% from 'own/kit.j2' import one %}{% import 'own/kit.j2' as kit %}{{ one(brief) }}{{ kit.two(brief.bluf[0]) }}",
        part="\n\n{{ brief.titel }}",
        kit="{% macro one(b) %}\n{{ b.titel }}{% endmacro %}\n{% macro two(l) %}{{ l.txt }}{% endmacro %}",
    )
    assert [(line, message) for _, _, line, message, _ in found] == [
        (2, "b has no 'titel'"),
        (3, "l has no 'txt'"),
        (3, "brief has no 'titel'"),
    ]


def test_a_page_has_variables_of_its_own(tmp_path):
    assert (
        lint(tmp_path, "", page="{{ body }}{{ style }}{{ theme.paper }}{% for b in banners %}{{ b.text }}{% endfor %}")
        == []
    )
    found = lint(
        tmp_path, "{{ body }}", page="\n{{ bodi }}{{ theme.papre }}{% for b in banners %}{{ b.txt }}{% endfor %}"
    )
    assert [(line, message) for _, _, line, message, _ in found] == [
        (2, "no variable 'body'"),
        (2, "no variable 'bodi'"),
        (2, "theme has no 'papre'"),
        (2, "b has no 'txt'"),
    ]


def test_templates_that_call_each_other_for_ever_come_to_an_end(tmp_path):
    assert (
        lint(
            tmp_path,
            "{% macro m(a) %}{{ m([a]) }}{% endmacro %}{{ m(1) }}{% include 'own/part.j2' %}",
            part="{% include 'own/part.j2' %}",
        )
        == []
    )


def test_what_a_record_has_is_known(tmp_path):
    assert attribute(Brief, "bluf") == tuple[Line, ...]
    assert element(attribute(Brief, "bluf")) is Line
    assert attribute(StakeholderEntry, "is_active") is bool
    assert attribute(Brief, "as_off") is ABSENT
    assert attribute(UNKNOWN, "x") is UNKNOWN


def test_check_lints_the_template_of_each_brief(tmp_path, capsys, monkeypatch):
    from briefgen.cli import run

    monkeypatch.chdir(tmp_path)
    (tmp_path / "templates" / "own").mkdir(parents=True)
    (tmp_path / "templates" / "own" / "brief.md.j2").write_text("# {{ brief.titel }}\n")
    (tmp_path / "a.txt").write_text("The mayor said on Monday that the bridge had collapsed.")
    (tmp_path / "briefs.yaml").write_text("briefs: {x: {title: T, template: own, sources: [a.txt]}}")
    assert run(["check"]) == 1
    assert "own/brief.md.j2:1: error BG303: brief has no 'titel' (did you mean 'title'?)" in capsys.readouterr().err
