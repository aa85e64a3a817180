from dataclasses import replace

import pytest
from conftest import cases, make_document

from briefgen.extractors import extract
from briefgen.grounding import Claim, antecedents, check


def in_reading_order(facts):
    return [p.text for p in sorted(facts.key_points, key=lambda p: p.spans[-1].start)]


def points(text, **known):
    return extract((replace(make_document(text), **known),)).key_points


@pytest.mark.parametrize(("text", "expected"), cases("key_points"))
def test_what_becomes_a_point_and_how_it_reads(text, expected):
    assert in_reading_order(extract((make_document(text),))) == expected


@pytest.mark.parametrize(("text", "expected"), cases("key_points"))
def test_every_point_passes_the_grounding_checks(text, expected):
    facts = extract((make_document(text),))
    known = antecedents(facts)
    assert [r for p in facts.key_points for r in check(Claim(p.text, p.spans, known))] == []
    assert len(facts.key_points) == len(expected)


def test_a_point_that_ends_with_its_introduction_cites_it():
    (point,) = points("Mayor Ana Silva said:\n\nI am grateful to the people of the town.\n\nThe end")
    assert [s.quote for s in point.spans] == ["Mayor Ana Silva said:", "I am grateful to the people of the town."]


def test_an_answer_is_attributed_to_who_gives_it():
    found = points(
        "Ana Silva: Why?\n\nJuan Perez: The wires were old. Nobody had looked at them.\n\nAna Silva: Why not?"
    )
    assert {(p.attribution.speaker, p.attribution.speaker_span.quote, p.kind) for p in found} == {
        ("Juan Perez", "Juan Perez", "claim")
    }


NEWS = (
    "The council of Lima has begun to build a tower beside the river, the mayor announced on Friday.\n\n"
    "The tower will have forty floors. Work started in the spring after years of planning by two firms.\n\n"
    "The council did not disclose the cost of the tower.\n\n"
    "Builders like to use steel from the north. Steel has become cheaper since the summer of last year. Cranes are red.\n\n"
    "The tower has raised legal questions in Lima.\n\n"
    "Old towers stand in many towns of the coast. Tourists visit the towers in large numbers every summer."
)


def test_the_lead_is_first_and_what_is_kept_back_or_contested_comes_before_the_rest():
    found = points(NEWS)
    assert found[0].spans[0].sentence == 0
    assert {p.kind for p in found[1:4]} >= {"non-disclosure", "contested"}


def test_ranks_count_from_one_and_no_sentence_is_told_twice():
    found = points(NEWS)
    assert [p.rank for p in found] == list(range(1, len(found) + 1))
    sentences = [span.sentence for p in found for span in p.spans]
    assert len(sentences) == len(set(sentences))


def test_the_score_says_what_it_is_made_of():
    parts = {part.name: part.value for part in points(NEWS)[0].score}
    assert set(parts) == {"position", "opening", "title", "theme", "names", "kind", "open", "length"}
    assert parts["position"] == max(parts.values())


def test_the_title_lifts_the_sentence_that_takes_it_up():
    text = (
        "Barley grows on the hills, and farmers sell it in autumn.\n\n"
        "Cotton is shipped to the mills of the coast by two firms.\n\n"
        "Tobacco has become the most important plant of the valley."
    )
    plain, titled = points(text), points(text, title="Tobacco, most important plant of the valley")
    place = [next(p.rank for p in its if p.text.startswith("Tobacco")) for its in (plain, titled)]
    assert place == [3, 2]


def test_a_long_text_gives_twelve_points_at_most():
    text = "\n\n".join(f"Town number {i} has built a bridge over river {i} in the year {1900 + i}." for i in range(60))
    assert len(points(text)) <= 12


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "?",
        "“",
        "He.",
        "It:",
        "A: b",
        "A: b?\n\nB: c.\n\nA: d?",
        "- ",
        "1.",
        "“” “ ”",
        "said:",
        "He said:\n\n“",
        "…" * 50,
    ],
)
def test_scraps_make_no_fault(text):
    assert len(points(text)) <= 1
