import re

import pytest

from briefgen import rendering
from briefgen.errors import BriefgenError
from briefgen.rendering.scaffold import scaffold

SETS = rendering.template_names()


def written(folder, files):
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return (folder,)


@pytest.mark.parametrize("parent", SETS)
def test_a_new_set_looks_like_the_one_it_was_made_from(tmp_path, seed_brief, parent):
    own = written(tmp_path, scaffold("mine", parent))
    assert rendering.markdown(seed_brief, template="mine", search_path=own) == rendering.markdown(
        seed_brief, template=parent
    )


@pytest.mark.parametrize("parent", SETS)
def test_each_block_works_when_its_comment_signs_are_taken_away(tmp_path, seed_brief, parent):
    files = scaffold("mine", parent)
    text = files["mine/brief.md.j2"].replace("{#\n{% block", "{% block").replace("{% endblock %}\n#}", "{% endblock %}")
    assert "\n{#\n" not in text
    own = written(tmp_path, {**files, "mine/brief.md.j2": text})
    assert rendering.markdown(seed_brief, template="mine", search_path=own) == rendering.markdown(
        seed_brief, template=parent
    )


def test_a_set_of_the_users_own_can_be_the_parent(tmp_path, seed_brief):
    own = written(tmp_path, scaffold("mine", "brief"))
    text = scaffold("other", "mine", own)["other/brief.md.j2"]
    assert '{% extends "mine/brief.md.j2" %}' in text
    assert re.findall(r"\{% block (\w+) %\}", text)[:2] == ["title", "facts_of_issue"]


@pytest.mark.parametrize("name", ["", "base", "../x", "a b", "Ä", "a" * 50, "a/b"])
def test_a_name_that_no_folder_should_have_is_refused(name):
    with pytest.raises(BriefgenError, match="cannot be the name"):
        scaffold(name, "brief")


def test_a_parent_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(BriefgenError, match=r"No template set 'breif'.*one-pager"):
        scaffold("mine", "breif")
