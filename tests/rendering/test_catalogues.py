"""Every label of every page is in every catalogue, translated, with the same places to fill in."""

import ast
import re
import sys
import typing

import pytest
from babel.messages.pofile import read_po
from conftest import ROOT

from briefgen import model
from briefgen.config.briefs import Defaults
from briefgen.rendering import terms

sys.path.insert(0, str(ROOT / "tools"))
import messages

PATHS = sorted(messages.LOCALES.glob("*/LC_MESSAGES/briefgen.po"))
PLACE = re.compile(r"%\(\w+\)s|%%")
_LITERALS = (
    model.StakeholderKind,
    model.KeyPoint.__annotations__["kind"],
    model.FigureEntry.__annotations__["status"],
    model.Stakeholder.__annotations__["voice"],
    model.Published.__annotations__["basis"],
)


@pytest.fixture(scope="module")
def template():
    return messages.template()


@pytest.fixture(scope="module", params=PATHS, ids=lambda path: path.parent.parent.name)
def catalogue(request):
    with request.param.open("rb") as file:
        return read_po(file, locale=request.param.parent.parent.name, abort_invalid=True)


def _said(message):
    return message.string if isinstance(message.string, tuple) else (message.string,)


def test_the_languages_of_briefs_yaml_are_english_and_those_with_a_catalogue():
    named = typing.get_args(Defaults.model_fields["language"].annotation)
    assert sorted(named) == sorted(["en", *(path.parent.parent.name for path in PATHS)])


def test_messages_are_collected_from_templates_pictures_filters_and_word(template):
    found = {message.id for message in template}
    assert {"Key points", "Skip to the brief", "When it happened", "The same as a table", "key point"} <= found
    assert {"EMBARGOED UNTIL", "speaks; see below", ("%(num)s report", "%(num)s reports")} <= found


def test_a_catalogue_has_all_messages_and_no_others(catalogue, template):
    keys = [(message.id, message.context) for message in template]
    assert sorted(map(str, keys)) == sorted(str((message.id, message.context)) for message in catalogue)


def test_every_message_is_translated_and_sure(catalogue):
    assert [m.id for m in catalogue if m.id and (m.fuzzy or not all(_said(m)))] == []


def test_a_plural_has_as_many_forms_as_the_language(catalogue):
    wrong = [m.id for m in catalogue if isinstance(m.id, tuple) and len(_said(m)) != catalogue.num_plurals]
    assert wrong == []
    assert catalogue.num_plurals == 2


def test_a_translation_has_the_places_of_its_message(catalogue):
    def places(text):
        return sorted(PLACE.findall(text))

    wrong = []
    for message in catalogue:
        if not message.id:
            continue
        forms = message.id if isinstance(message.id, tuple) else (message.id,)
        pairs = zip(forms, _said(message), strict=True)
        wrong += [form for form, said in pairs if places(form) != places(said)]
    assert wrong == []


def test_french_sets_its_signs_behind_narrow_spaces_and_no_straight_apostrophe():
    (path,) = (path for path in PATHS if path.parent.parent.name == "fr")
    with path.open("rb") as file:
        said = [text for message in read_po(file) if message.id for text in _said(message)]
    assert [text for text in said if re.search(r"[^\u202f][:;?!»]|«[^\u202f]|'", text)] == []


def test_a_catalogue_is_as_the_tool_writes_it():
    for path in PATHS:
        assert messages.written(messages.updated(path)) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", _LITERALS)
def test_every_kind_and_status_of_the_model_is_a_term(kind):
    kind = eval(kind, vars(model)) if isinstance(kind, str) else kind
    words = typing.get_args(kind)
    assert words
    assert [word for word in words if word not in terms.TERMS] == []


def test_every_kind_of_question_is_a_term():
    kinds = set()
    for path in sorted((ROOT / "briefgen" / "extractors").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding" and len(node.args) > 1:
                kinds |= {node.args[1].value} if isinstance(node.args[1], ast.Constant) else set()
    assert {"contested", "pending", "undisclosed", "unverified"} <= kinds
    assert sorted(kinds - set(terms.TERMS)) == []
