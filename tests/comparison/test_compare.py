"""What changed between two editions, by meaning."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from decimal import Decimal

import pytest

from briefgen.comparison import compare
from briefgen.comparison.lines import facts_of
from briefgen.composition import compose
from briefgen.extractors import extract
from briefgen.model import (
    Attribution,
    Conflict,
    Document,
    Event,
    Facts,
    Figure,
    KeyPoint,
    OpenQuestion,
    Side,
    Span,
    Stakeholder,
    Statement,
    Tension,
    Time,
)
from tests.conftest import make_document

TEXT = (
    "The port authority of Norrby closed two quays on 3 March 2024.\n\n"
    "Mayor Ada Lind said the closure would last until June.\n\n"
    "At least 40 workers were sent home. The authority did not disclose the cost of the closure.\n\n"
    "The union of dock workers rejected the plan in April."
)


def read(text: str, name: str = "test.txt", **known) -> Facts:
    return extract((replace(make_document(text, **known), name=name),))


def seen(before: Facts, after: Facts) -> list[tuple[str, str, str | None, str | None]]:
    return [(d.kind, d.section, d.before, d.now) for d in compare(before, after).differences]


def kinds(before: Facts, after: Facts) -> set[tuple[str, str]]:
    return {(d.kind, d.section) for d in compare(before, after).differences}


# The same --------------------------------------------------------------------------------------


def test_a_brief_and_itself_do_not_differ(seed_facts):
    comparison = compare(seed_facts, seed_facts)
    assert comparison.differences == ()
    assert comparison.same == sum(
        len(getattr(seed_facts, shelf)) for shelf in seed_facts.to_json() if shelf != "documents"
    )


@pytest.mark.parametrize(
    "edited",
    [
        TEXT.replace("\n\n", "\n\n\n"),
        "\n\n" + TEXT,
        TEXT.replace("said the closure", "said  the closure"),
        TEXT + "\n",
    ],
    ids=["more blank lines", "moved down", "a second blank", "an end of line"],
)
def test_white_space_changes_nothing(edited):
    assert seen(read(TEXT), read(edited)) == []


def test_another_name_of_the_file_changes_nothing():
    assert seen(read(TEXT), read(TEXT, "other.txt")) == []


def test_a_sentence_put_in_front_leaves_all_others_the_same():
    found = compare(read(TEXT), read("Rain fell on Norrby on Sunday.\n\n" + TEXT))
    told = [d for d in found.differences if d.section in ("statement", "event", "figure")]
    assert [(d.kind, d.section) for d in told] == [("new", "event")]
    assert "Rain" in told[0].now


# One fact of each kind, changed ----------------------------------------------------------------


def of(text: str) -> tuple[Document, Span]:
    document = make_document(text)
    return document, Span(document.id, 0, len(text), text, 0, document)


def facts(text: str, shelf: str, make) -> Facts:
    document, span = of(text)
    return Facts(documents=(document,), **{shelf: (make(span),)})


def figure(value: int, unit: str = "workers", **more):
    return lambda span: Figure(
        spans=(span,),
        rule="r",
        as_stated=str(value),
        status="given",
        value=Decimal(value),
        unit=unit,
        counts=unit,
        **more,
    )


def event(value: str | None):
    return lambda span: Event(spans=(span,), rule="r", what=span, time=Time(value or "soon", "date", value))


def statement(speaker: str):
    return lambda span: Statement(
        spans=(span,), rule="r", content=span, mode="indirect", attribution=Attribution("attributed", speaker)
    )


def question(text: str, kind: str = "undisclosed", question_class="stated"):
    return lambda span: OpenQuestion(
        spans=(span,), rule="r", question=text, question_class=question_class, kind=kind, why="w", basis="derived"
    )


CHANGES = [
    pytest.param("figures", "figure", "About 40 workers left.", figure(40), "About 60 workers left.", figure(60), id="figure"),
    pytest.param("events", "event", "The quay closed in May.", event("2024-05"), "The quay closed in June.", event("2024-06"), id="event"),
    pytest.param("events", "event", "The quay will close.", event(None), "The quay will close.", event("2024-06"), id="event gets a date"),
    pytest.param("statements", "statement", "the quay stays shut until May", statement("Lind"), "the quay stays shut until July", statement("Lind"), id="statement"),
    pytest.param("open_questions", "question", "a", question("What did the closure of the quay cost?"), "b", question("What did the closure of both quays cost?"), id="question"),
    pytest.param("key_points", "key point", "The port closed two quays.", lambda s: KeyPoint(spans=(s,), rule="r", rank=1, text=s.quote, kind="event"), "The port closed three quays.", lambda s: KeyPoint(spans=(s,), rule="r", rank=1, text=s.quote, kind="event"), id="key point"),
    pytest.param("stakeholders", "stakeholder", "Lind", lambda s: Stakeholder(spans=(s,), rule="r", name="Lind", kind="person"), "Lind", lambda s: Stakeholder(spans=(s,), rule="r", name="Lind", kind="person", country="SE"), id="stakeholder"),
    pytest.param("tensions", "side by side", "open", lambda s: Tension(spans=(s,), rule="r", title="Open and shut"), "half open", lambda s: Tension(spans=(s,), rule="r", title="Open and shut"), id="side by side"),
]  # fmt: skip


@pytest.mark.parametrize(("shelf", "section", "old", "make_old", "new", "make_new"), CHANGES)
def test_what_says_something_else_of_the_same_has_changed(shelf, section, old, make_old, new, make_new):
    ((kind, its, before, now),) = seen(facts(old, shelf, make_old), facts(new, shelf, make_new))
    assert (kind, its) == ("changed", section)
    assert before is not None
    assert now is not None


@pytest.mark.parametrize(
    ("shelf", "old", "make_old", "new", "make_new"),
    [
        ("figures", "About 40 workers left.", figure(40), "About 40 ships left.", figure(40, "ships")),
        ("events", "The quay closed in May.", event("2024-05"), "A bridge opened in June.", event("2024-06")),
        ("statements", "the quay stays shut", statement("Lind"), "the quay stays shut", statement("Berg")),
        ("open_questions", "a", question("What did it cost?"), "b", question("What did it cost?", "legal basis")),
        ("stakeholders", "Lind", lambda s: Stakeholder(spans=(s,), rule="r", name="Norrby Air Force", kind="military"),
         "Berg", lambda s: Stakeholder(spans=(s,), rule="r", name="Lunda Air Force", kind="military")),
    ],
    ids=["another unit", "another event", "another speaker", "another kind of question", "another name"],
)  # fmt: skip
def test_what_is_about_something_else_is_new_and_the_other_withdrawn(shelf, old, make_old, new, make_new):
    found = seen(facts(old, shelf, make_old), facts(new, shelf, make_new))
    assert [kind for kind, *_ in found] == ["new", "withdrawn"]


def test_two_figures_of_one_unit_keep_their_own_stories():
    document = make_document("In Norrby 12 ships waited at the quay. In Lunda 30 ships waited in the bay.")
    first, second = (
        Span(document.id, a, b, document.text[a:b], i, document) for i, (a, b) in enumerate([(0, 38), (39, 75)])
    )
    old = Facts(documents=(document,), figures=(figure(12, "ships")(first), figure(30, "ships")(second)))
    new = Facts(documents=(document,), figures=(figure(30, "ships")(second), figure(13, "ships")(first)))
    assert seen(old, new) == [("changed", "figure", "12 ships", "13 ships")]


def test_an_alias_leads_to_the_stakeholder():
    before = read("Mayor Ada Lind spoke on Monday. Lind said the quay is shut.")
    after = read("Ada Lind spoke on Monday. Lind said the quay is shut.")
    assert ("withdrawn", "stakeholder") not in kinds(before, after)


# Contradicted, answered ------------------------------------------------------------------------


def conflicting(old: str, new: str) -> Facts:
    document = make_document(f"{old} {new}")
    spans = [
        Span(document.id, document.text.index(q), document.text.index(q) + len(q), q, 0, document) for q in (old, new)
    ]
    sides = tuple(Side(span.quote, span) for span in spans)
    return Facts(documents=(document,), conflicts=(Conflict(spans=tuple(spans), rule="r", kind="figure", subject="workers", sides=sides),))  # fmt: skip


def test_a_new_conflict_over_what_stood_is_a_contradiction():
    after = conflicting("At least 40 workers were sent home.", "Only 12 workers were sent home.")
    ((kind, section, before, now),) = seen(read_nothing(TEXT), after)
    assert (kind, section, before) == ("contradicted", "conflict", "At least 40 workers were sent home.")
    assert "Only 12" in now


def read_nothing(text: str) -> Facts:
    return Facts(documents=(make_document(text),))


def test_a_new_conflict_over_something_new_is_new():
    ((kind, *_),) = seen(read_nothing("Nothing of the kind."), conflicting("Forty left.", "Twelve left."))
    assert kind == "new"


def test_a_conflict_that_stood_before_is_not_told_again():
    both = conflicting("Forty left.", "Twelve left.")
    assert seen(both, both) == []


def test_contradictions_come_first(seed_facts):
    after = conflicting("At least 40 workers were sent home.", "Only 12 workers were sent home.")
    told = compare(read(TEXT), replace(after, figures=read("A ship has 3 masts.").figures)).differences
    assert told[0].kind == "contradicted"
    assert len(told) > 1


def test_a_question_with_answers_is_answered():
    document, span = of("The closure cost 3 million crowns.")
    asked = question("What did the closure cost?")(span)
    before = Facts(documents=(document,), open_questions=(asked,))
    after = Facts(documents=(document,), open_questions=(replace(asked, answers=(span,)),))
    assert seen(before, after) == [("answered", "question", "What did the closure cost?", span.quote)]


def test_a_question_that_was_answered_is_not_told_again():
    document, span = of("The closure cost 3 million crowns.")
    asked = replace(question("What did the closure cost?")(span), answers=(span,))
    both = Facts(documents=(document,), open_questions=(asked,))
    assert seen(both, both) == []


def test_how_many_is_answered_by_a_figure_of_what_is_counted():
    before = facts("Nobody knows.", "open_questions", question("How many workers were sent home?"))
    after = facts("40 workers were sent home.", "figures", figure(40))
    assert ("answered", "question", "How many workers were sent home?", "40 workers were sent home.") in seen(
        before, after
    )


def test_how_many_is_not_answered_by_another_figure():
    before = facts("Nobody knows.", "open_questions", question("How many workers were sent home?"))
    after = facts("3 ships sank.", "figures", figure(3, "ships"))
    assert ("withdrawn", "question") in kinds(before, after)


def test_when_is_answered_by_an_event_with_a_date():
    before = facts("Nobody knows.", "open_questions", question("When does the northern quay reopen?"))
    after = facts("The northern quay reopens in June.", "events", event("2024-06"))
    assert ("answered", "question") in kinds(before, after)


def test_when_is_not_answered_by_an_event_without_one():
    before = facts("Nobody knows.", "open_questions", question("When does the northern quay reopen?"))
    after = facts("The northern quay reopens soon.", "events", event(None))
    assert ("withdrawn", "question") in kinds(before, after)


def test_a_missing_voice_is_answered_by_its_statement():
    before = facts("a", "open_questions", question("What is the position of Berg?", "missing voice", "gap"))
    after = facts("the quay stays shut", "statements", statement("Berg"))
    assert ("answered", "question") in kinds(before, after)


# What holds for every comparison ---------------------------------------------------------------


def test_new_and_withdrawn_change_places_with_the_editions(seed_facts):
    other = read("Rain fell on Norrby on Sunday.\n\n" + TEXT)
    there, back = compare(read(TEXT), other), compare(other, read(TEXT))
    mirror = {"new": "withdrawn", "withdrawn": "new", "changed": "changed"}
    forth = sorted((mirror[d.kind], d.section, str(d.now), str(d.before)) for d in there.differences)
    assert forth == sorted((d.kind, d.section, str(d.before), str(d.now)) for d in back.differences)
    assert there.same == back.same


def many(count: int, shift: int = 0) -> Facts:
    names = [f"quay{i}" for i in range(count)]
    text = " ".join(f"The {name} of the port was closed by {i + shift} guards." for i, name in enumerate(names))
    document = make_document(text)
    figures, start = [], 0
    for i, _ in enumerate(names):
        end = text.index(".", start) + 1
        figures.append(figure(i + shift, "guards")(Span(document.id, start, end, text[start:end], i, document)))
        start = end + 1
    return Facts(documents=(document,), figures=tuple(figures))


def test_five_hundred_facts_are_paired_by_their_telling_words():
    before, after = many(500), many(500, shift=1000)
    pairs = [(d.before, d.now) for d in compare(before, after).differences if d.kind == "changed"]
    assert len(pairs) == 500
    assert all(int(now.split()[0]) - int(then.split()[0]) == 1000 for then, now in pairs)


def test_a_word_that_all_facts_have_is_looked_at_once(monkeypatch):
    """The pairs that are looked at grow with the facts, not with their square."""
    from briefgen.comparison import pairing

    looked = []
    whole = pairing._meeting
    monkeypatch.setattr(pairing, "_meeting", lambda *given: looked.append(len(found := whole(*given))) or found)
    for count in (100, 200):
        compare(many(count), many(count, shift=1000))
    first, second = [n for n in looked if n]
    assert second <= 2.5 * first


def test_the_order_of_the_hash_changes_nothing():
    program = (
        "from tests.comparison.test_compare import *\n"
        "for d in compare(read(TEXT), read(TEXT.replace('40', '60').replace('June', 'July'))).differences: print(d)"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, check=True, env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)}
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(told) == 1
    assert b"changed" in told.pop()


def test_the_lines_of_a_brief_are_compared_like_facts(seed_facts):
    brief = compose(seed_facts, title="T")
    shown = facts_of(brief)
    assert compare(shown, shown).differences == ()
    shorter = replace(brief, key_points=brief.key_points[1:])
    assert seen(shown, facts_of(shorter)) == [("withdrawn", "key point", brief.key_points[0].text, None)]
