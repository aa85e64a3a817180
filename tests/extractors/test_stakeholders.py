"""Who is a stakeholder of a text, in which order, under which names."""

import pytest
from conftest import cases, make_document

from briefgen.extractors import extract, stakeholders
from briefgen.language.reading import analyse
from briefgen.model import Facts


def listed(text):
    found = []
    for s in extract((make_document(text),)).stakeholders:
        others = dict.fromkeys(alias.name for alias in s.aliases if alias.name != s.name)
        found.append(f"{s.name} → {s.kind}, {s.country or '-'} | {', '.join(others) or '-'}")
    return found


@pytest.mark.parametrize(("text", "expected"), cases("stakeholders"))
def test_stakeholders_in_order(text, expected):
    assert listed(text) == expected


def test_salience_falls_from_one():
    found = extract((make_document("Peru signed. Peru paid. Chile watched. The World Bank slept."),)).stakeholders
    weights = [s.salience for s in found]
    assert weights[0] == 1.0
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) > 1


def test_places_are_weighed_though_they_are_no_stakeholders():
    analysis = analyse(document := make_document("Storms hit Lima. Lima is flooded. The World Bank will help Lima."))
    weights = stakeholders.weigh(analysis, Facts(documents=(document,)))
    assert {e.name: w for e, w in zip(analysis.entities, weights, strict=True)}["Lima"] == 1.0


def test_confidence_is_that_of_the_surest_name_and_a_disagreement_is_kept():
    found = {
        s.name: s for s in extract((make_document("The World Bank met voters of the Kadir regime."),)).stakeholders
    }
    assert found["World Bank"].confidence > found["voters"].confidence
    assert found["World Bank"].other_kind is None


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Environment minister Lena Marsh said the pumps would be paid for.", "Lena Marsh", "Environment minister"),
        ("Inquiry chair Dame Ruth Okafor said staff had raised the alarm.", "Ruth Okafor", "Inquiry chair"),
        ("Consumer group BEUC estimated that buyers had paid too much.", "BEUC", "Consumer group"),
        ("The smaller rival of the chip maker Altera Silicon cut jobs.", "Altera Silicon", "chip maker"),
    ],
)
def test_the_words_in_front_of_a_name_are_its_role(text, name, role):
    (who,) = [s for s in extract((make_document(text),)).stakeholders if s.name == name]
    assert [r.text for r in who.roles] == [role]
