import json

import jsonschema
import pytest
from conftest import make_document

from briefgen import wire
from briefgen.model import Brief, Facts, Figure, Published, Span


def span(document, start, end):
    return Span(document.id, start, end, document.text[start:end], 0, document)


def test_a_span_whose_quote_is_not_in_the_document_cannot_exist():
    document = make_document("At least 95 deaths.")
    with pytest.raises(ValueError, match="does not say"):
        Span(document.id, 0, 8, "At most ", 0, document)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 2), (0, 99)])
def test_a_span_outside_its_document_cannot_exist(start, end):
    document = make_document("At least 95 deaths.")
    with pytest.raises(ValueError, match="outside"):
        Span(document.id, start, end, document.text[start:end], 0, document)


def test_a_span_is_not_checked_against_another_document():
    one, other = make_document("One text."), make_document("Another text.")
    with pytest.raises(ValueError, match="checked against"):
        Span(one.id, 0, 3, "One", 0, other)


def test_a_stated_fact_needs_a_span():
    with pytest.raises(ValueError, match="needs a span"):
        Figure(spans=(), as_stated="95", status="given", rule="figures.count")


def test_equal_facts_have_equal_ids_and_other_content_another_id():
    document = make_document("At least 95 deaths.")
    facts = [Figure(spans=(span(document, 0, 11),), as_stated=s, status="given", rule="r") for s in ("95", "95", "96")]
    assert facts[0].id == facts[1].id
    assert facts[0].id != facts[2].id


def test_the_review_state_is_no_content():
    document = make_document("At least 95 deaths.")
    one, other = (
        Figure(spans=(span(document, 0, 11),), as_stated="95", status="given", rule="r", review=r)
        for r in ("unreviewed", "accepted")
    )
    assert one.id == other.id


def test_a_publication_date_needs_a_basis():
    with pytest.raises(ValueError, match="basis"):
        Published(None, "operator")


def test_facts_go_through_json_without_loss(seed_facts):
    assert Facts.from_json(json.loads(json.dumps(seed_facts.to_json()))) == seed_facts


def test_json_with_a_false_quote_is_refused(seed_facts):
    plain = json.loads(json.dumps(seed_facts.to_json()))
    plain["figures"][0]["spans"][0]["quote"] = "the number of planes involved"
    with pytest.raises(ValueError, match=r"figures\[0\].*does not say"):
        Facts.from_json(plain)


def test_json_with_a_changed_fact_no_longer_fits_its_id(seed_facts):
    plain = json.loads(json.dumps(seed_facts.to_json()))
    plain["open_questions"][0]["question"] = "Why?"
    with pytest.raises(ValueError, match="does not fit the content"):
        Facts.from_json(plain)


@pytest.mark.parametrize(
    "mutate", [lambda p: p.pop("documents"), lambda p: p.update(extra=1), lambda p: p.update(figures=3)]
)
def test_json_of_another_shape_is_refused(seed_facts, mutate):
    plain = json.loads(json.dumps(seed_facts.to_json()))
    mutate(plain)
    with pytest.raises(ValueError, match=r"expected|unknown member"):
        Facts.from_json(plain)


def test_the_schemas_accept_what_is_written(seed_facts, seed_brief):
    jsonschema.validate(json.loads(json.dumps(seed_facts.to_json())), wire.schema(Facts))
    jsonschema.validate(json.loads(json.dumps(seed_brief.to_json())), wire.schema(Brief))


def test_the_schema_refuses_what_is_not_written(seed_facts):
    plain = json.loads(json.dumps(seed_facts.to_json()))
    plain["statements"][0]["mode"] = "sung"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(plain, wire.schema(Facts))
