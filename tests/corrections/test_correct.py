"""What a person says about facts holds when the source moves, changes a little, or is read again."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from briefgen.composition import compose
from briefgen.corrections import correct, standing
from briefgen.corrections.records import Addition, Correction, Grade, Naming, Overlay, Quoted
from briefgen.extractors import extract
from briefgen.joining import join
from briefgen.model import Document, Facts, Reviewed, Stakeholder
from tests.conftest import make_document

TEXT = (
    "The port authority of Norrby closed two quays on 3 March 2024.\n\n"
    "Mayor Ada Lind said the closure would last until the end of June. Lind promised help to the workers.\n\n"
    "At least 40 workers were sent home. The authority did not disclose the cost of the closure.\n\n"
    "The union of dock workers said the plan was drawn up without it.\n"
)
CLOSURE = "the closure would last until the end of June"
TOLL = "At least 40 workers"


def facts(text: str = TEXT, name: str = "a.txt") -> Facts:
    return extract((replace(make_document(text), name=name),))


def quoted(quote: str, document: str = "a.txt", **more) -> Quoted:
    return Quoted(document, quote, **more)


def judged(found: Facts, *entries: Correction, **more):
    return correct(found, Overlay(file="facts/x.yaml", facts=entries, **more))


def rules(corrected) -> list[str]:
    return [f"{problem.rule} {problem.severity}" for problem in corrected.problems]


def reject(quote: str = CLOSURE, kind: str = "statement", **more) -> Correction:
    return Correction(fact=kind, quoted=quoted(quote, **more), verdict="reject", place=(7, 3))


def said(found: Facts) -> list[str]:
    return [" ".join(statement.content.quote.split()) for statement in found.statements]


# Accept, reject --------------------------------------------------------------------------------


def test_an_overlay_without_a_verdict_changes_nothing():
    found = facts()
    assert judged(found, Correction(fact="statement", quoted=quoted(CLOSURE))).facts == found


def test_what_is_accepted_keeps_its_id():
    found = facts()
    corrected = judged(found, Correction(fact="statement", quoted=quoted(CLOSURE), verdict="accept"))
    (statement,) = [s for s in corrected.facts.statements if s.review == "accepted"]
    assert statement.id in [s.id for s in found.statements]
    assert corrected.problems == ()


def test_what_is_rejected_is_marked_and_does_not_stand():
    corrected = judged(facts(), reject())
    assert [s.review for s in corrected.facts.statements if s.content.quote == CLOSURE] == ["rejected"]
    assert CLOSURE not in said(standing(corrected.facts))


def test_nobody_is_told_to_have_said_what_is_rejected():
    found = facts()
    before = next(who for who in found.stakeholders if who.name == "Ada Lind")
    after = next(who for who in standing(judged(found, reject()).facts).stakeholders if who.name == "Ada Lind")
    assert len(after.said) == len(before.said) - 1


def test_the_brief_does_not_show_what_is_rejected():
    found = facts()
    shown = compose(standing(judged(found, reject()).facts), title="T")
    assert CLOSURE in [entry.line.text for entry in compose(found, title="T").statements]
    assert CLOSURE not in [entry.line.text for entry in shown.statements]


# The source changes ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "edited",
    [
        TEXT.replace("Mayor Ada Lind said", "The mayor, Ada Lind, said"),
        TEXT.replace(" Lind promised", " On Friday Lind promised"),
        "A new first paragraph tells of rain in Norrby.\n\n" + TEXT,
        TEXT.replace("said the closure would", "said the closure\nwould"),
        TEXT.replace("Lind promised help to the workers.", ""),
    ],
    ids=["a word before", "a word after", "moved down", "another line end", "the next sentence gone"],
)
def test_an_edit_around_the_quote_keeps_the_rejection(edited):
    corrected = judged(facts(edited), reject())
    assert rules(corrected) == []
    assert CLOSURE not in said(standing(corrected.facts))


def test_a_word_within_the_quote_keeps_the_rejection_with_a_note():
    corrected = judged(facts(TEXT.replace("until the end of June", "until the very end of June")), reject())
    assert rules(corrected) == ["BG267 note"]
    assert (corrected.problems[0].file, corrected.problems[0].line, corrected.problems[0].column) == (
        "facts/x.yaml",
        7,
        3,
    )
    assert not any("end of June" in content for content in said(standing(corrected.facts)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (CLOSURE, "the closure would not last until the end of June"),
        (CLOSURE, "a bridge is to be built"),
        (CLOSURE, "nothing"),
    ],
    ids=["a negation", "another matter", "hardly anything"],
)
def test_another_claim_is_not_rejected_with_the_old_one(old, new):
    found = facts(TEXT.replace(old, new))
    corrected = judged(found, reject())
    assert rules(corrected) == ["BG261 warning"]
    assert standing(corrected.facts) == found


def test_another_number_is_another_claim():
    toll = Correction(fact="figure", quoted=quoted(TOLL), verdict="reject")
    assert [f.review for f in judged(facts(), toll).facts.figures if "40" in f.as_stated] == ["rejected"]
    later = judged(facts(TEXT.replace("40", "60")), toll)
    assert rules(later) == ["BG261 warning"]
    assert all(figure.review == "unreviewed" for figure in later.facts.figures)


def test_a_document_that_is_gone():
    assert rules(judged(facts(), reject(document="b.txt"))) == ["BG260 warning"]


def test_words_that_stand_but_are_no_such_fact_any_more():
    corrected = judged(facts(), reject(kind="figure"))
    assert rules(corrected) == ["BG262 warning"]


def test_what_the_reader_withholds_is_passed_over_in_silence():
    overlay = Overlay(facts=(reject(document="secret.txt"),), grades=(Grade("secret.txt", "A"),))
    assert correct(facts(), overlay, hidden=["secret.txt"]).problems == ()


# One quote, several places ---------------------------------------------------------------------

TWICE = (
    "Ada Lind said the quay is shut. The harbour is empty.\n\n"
    "Some weeks went by in Norrby. Karl Berg said the quay is shut. Nobody came.\n"
)


@pytest.mark.parametrize(
    "apart",
    [
        {"at": TWICE.rindex("the quay is shut")},
        {"before": "Karl Berg said"},
        {"after": ". Nobody came."},
        {"at": 90, "before": "Berg said"},
    ],
    ids=["by place", "by what is before", "by what is after", "by both"],
)
def test_two_same_quotes_are_told_apart(apart):
    found = facts(TWICE)
    assert said(found).count("the quay is shut") == 2
    corrected = judged(
        found, Correction(fact="statement", quoted=quoted("the quay is shut", **apart), verdict="reject")
    )
    assert rules(corrected) == []
    assert [s.attribution.speaker for s in corrected.facts.statements if s.review == "rejected"] == ["Karl Berg"]


def test_words_around_tell_more_than_a_place_that_has_moved():
    found = facts("A new paragraph of some length stands here in front of everything else in Norrby.\n\n" + TWICE)
    entry = Correction(
        fact="statement", quoted=quoted("the quay is shut", at=TWICE.rindex("the quay is shut"), before="Berg said"), verdict="reject"
    )  # fmt: skip
    corrected = judged(found, entry)
    assert [s.attribution.speaker for s in corrected.facts.statements if s.review == "rejected"] == ["Karl Berg"]


def test_two_same_quotes_that_nothing_tells_apart_are_left_alone():
    corrected = judged(facts(TWICE), reject("the quay is shut"))
    assert rules(corrected) == ["BG263 warning"]
    assert all(statement.review == "unreviewed" for statement in corrected.facts.statements)


def test_two_entries_about_one_fact():
    corrected = judged(facts(), reject(), replace(reject(), verdict="accept"))
    assert rules(corrected) == ["BG263 warning"]
    assert [s.review for s in corrected.facts.statements if s.content.quote == CLOSURE] == ["rejected"]


def test_a_gap_is_known_by_its_words(seed_facts):
    asked = next(q for q in seed_facts.open_questions if q.kind == "metadata")
    corrected = judged(seed_facts, Correction(fact="open question", says=asked.question, verdict="reject"))
    assert rules(corrected) == []
    assert asked.id not in [q.id for q in standing(corrected.facts).open_questions]


# Edits -----------------------------------------------------------------------------------------


def test_another_kind():
    found = facts()
    point = found.key_points[0]
    corrected = judged(found, Correction(fact="key point", quoted=quoted(point.spans[0].quote), kind="context"))
    assert next((p.kind, p.review) for p in corrected.facts.key_points) == ("context", "edited")


def test_a_shorter_text_of_a_key_point():
    found = facts()
    point = next(p for p in found.key_points if p.text.startswith("The port"))
    short = "The port authority of Norrby closed two quays."
    corrected = judged(found, Correction(fact="key point", quoted=quoted(point.spans[0].quote), text=short))
    assert corrected.problems == ()
    assert short in [p.text for p in corrected.facts.key_points]
    assert short in [line.text for line in compose(corrected.facts, title="T").key_points]


@pytest.mark.parametrize(
    "text",
    [
        "The port authority of Norrby closed three quays.",
        "The port authority of Lunda closed two quays.",
        "The port closed for ever.",
    ],
    ids=["another number", "another name", "other words"],
)
def test_a_text_that_goes_beyond_its_citations_never_enters(text):
    found = facts()
    point = next(p for p in found.key_points if p.text.startswith("The port"))
    corrected = judged(found, Correction(fact="key point", quoted=quoted(point.spans[0].quote), text=text))
    assert rules(corrected) == ["BG266 error"]
    assert text not in [p.text for p in corrected.facts.key_points]


def test_a_grade():
    corrected = correct(facts(), Overlay(grades=(Grade("a.txt", "B"), Grade("gone.txt", "A", (2, 1)))))
    assert corrected.facts.documents[0].reliability == "B"
    assert rules(corrected) == ["BG260 warning"]


# Stakeholders ----------------------------------------------------------------------------------


def named(found: Facts, *entries: Naming):
    return correct(found, Overlay(file="facts/x.yaml", stakeholders=entries))


def who(found: Facts, name: str) -> Stakeholder:
    (one,) = [stakeholder for stakeholder in found.stakeholders if stakeholder.name == name]
    return one


def speakers(found: Facts) -> set[str | None]:
    return {statement.attribution.speaker for statement in found.statements}


def test_whoever_is_renamed_keeps_what_they_said():
    found = facts()
    corrected = named(found, Naming(name="Ada Lind", rename="Mayor Ada Lind"))
    lind = who(corrected.facts, "Mayor Ada Lind")
    assert lind.review == "edited"
    assert "Ada Lind" not in speakers(corrected.facts)
    assert set(lind.said) <= {statement.id for statement in corrected.facts.statements}
    assert len(lind.said) == len(who(found, "Ada Lind").said) > 0
    shown = compose(corrected.facts, title="T")
    assert "Mayor Ada Lind" in [entry.speaker for entry in shown.statements]


def test_kind_and_country():
    corrected = named(facts(), Naming(name="Ada Lind", kind="government", country="SE"))
    assert (who(corrected.facts, "Ada Lind").kind, who(corrected.facts, "Ada Lind").country) == ("government", "SE")


def test_a_role_in_words_of_the_source():
    corrected = named(facts(), Naming(name="Ada Lind", role="Mayor"))
    assert corrected.problems == ()
    assert who(corrected.facts, "Ada Lind").roles[0].span.quote == "Mayor"


def test_a_role_that_no_source_says_never_enters():
    corrected = named(facts(), Naming(name="Ada Lind", role="Governor"))
    assert rules(corrected) == ["BG266 error"]
    assert "Governor" not in [role.text for role in who(corrected.facts, "Ada Lind").roles]


SPLIT_BY_SPELLING = (
    "Ada Lind said the quay is shut. The harbour is empty.\n\n"
    "The city of Norrby waited. Adah Lindt said the bridge is open. Nobody came to the harbour.\n"
)


def test_two_who_are_one_are_merged_and_their_statements_follow():
    found = facts(SPLIT_BY_SPELLING)
    assert {"Ada Lind", "Adah Lindt"} <= speakers(found)
    corrected = named(found, Naming(name="Ada Lind", merge=("Adah Lindt",)))
    assert "Adah Lindt" not in [s.name for s in corrected.facts.stakeholders]
    assert speakers(corrected.facts) == {"Ada Lind"}
    lind = who(corrected.facts, "Ada Lind")
    assert set(lind.said) == {statement.id for statement in corrected.facts.statements}
    assert "Adah Lindt" in [alias.name for alias in lind.aliases]


def test_a_merge_leads_later_entries_to_the_one_who_is_left():
    corrected = named(
        facts(SPLIT_BY_SPELLING),
        Naming(name="Ada Lind", merge=("Adah Lindt",)),
        Naming(name="Adah Lindt", rename="A. Lind"),
    )
    assert speakers(corrected.facts) == {"A. Lind"}


def test_who_is_merged_with_themselves_stays():
    found = facts()
    assert len(named(found, Naming(name="Ada Lind", merge=("Ada Lind",))).facts.stakeholders) == len(found.stakeholders)


def test_one_who_is_two_is_split_and_the_statements_go_to_whoever_said_them():
    merged = named(facts(SPLIT_BY_SPELLING), Naming(name="Ada Lind", merge=("Adah Lindt",))).facts
    corrected = named(merged, Naming(name="Ada Lind", split={"Adah Lindt": ("Adah Lindt",)}))
    assert corrected.problems == ()
    assert speakers(corrected.facts) == {"Ada Lind", "Adah Lindt"}
    for name in ("Ada Lind", "Adah Lindt"):
        (statement,) = [s for s in corrected.facts.statements if s.attribution.speaker == name]
        assert who(corrected.facts, name).said == (statement.id,)


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (Naming(name="Nobody Known", rename="X"), ["BG264 warning"]),
        (Naming(name="Ada Lind", merge=("Nobody Known",)), ["BG264 warning"]),
        (Naming(name="Ada Lind", split={"X": ("never called so",)}), ["BG264 warning"]),
    ],
    ids=["unknown", "merged with somebody unknown", "split by an unknown form"],
)
def test_names_that_are_not_found_any_more(entry, told):
    found = facts()
    corrected = named(found, entry)
    assert rules(corrected) == told
    assert [s.name for s in corrected.facts.stakeholders] == [s.name for s in found.stakeholders]


def test_a_split_that_leaves_nothing_is_refused():
    found = facts()
    forms = tuple(alias.name for alias in who(found, "Ada Lind").aliases)
    assert rules(named(found, Naming(name="Ada Lind", split={"X": forms}))) == ["BG265 error"]


def test_a_stakeholder_that_is_rejected_goes_and_what_they_said_stays():
    corrected = named(facts(), Naming(name="Ada Lind", verdict="reject"))
    left = standing(corrected.facts)
    assert "Ada Lind" not in [s.name for s in left.stakeholders]
    assert "Ada Lind" in speakers(left)


def test_names_of_withheld_sources_are_not_missed():
    overlay = Overlay(stakeholders=(Naming(name="Nobody Known", rename="X"),))
    assert correct(facts(), overlay, hidden=["secret.txt"]).problems == ()


# Facts of a person's own -----------------------------------------------------------------------


def added(kind: str, quote: str, found: Facts | None = None, at: int | None = None, **fields: str):
    addition = Addition(fact=kind, quoted=quoted(quote, at=at), fields=fields, place=(3, 3))
    return correct(found or facts(), Overlay(file="facts/x.yaml", additions=(addition,)))


def test_a_key_point_of_ones_own_stands_in_the_brief():
    corrected = added("key point", "Lind promised help to the workers.", rank="1")
    assert (corrected.problems, corrected.tally) == ((), Reviewed(added=1))
    shown = compose(corrected.facts, title="T")
    assert (shown.key_points[0].text, shown.key_points[0].rule) == ("Lind promised help to the workers.", "person")


def test_white_space_in_a_quote_does_not_count():
    corrected = added("key point", "Lind   promised help\nto the workers.")
    assert corrected.facts.key_points[0].spans[0].quote == "Lind promised help to the workers."


@pytest.mark.parametrize(
    ("kind", "quote", "fields"),
    [
        ("key point", "Lind promised money to the workers.", {}),
        ("key point", "Lind promised help to the workers.", {"text": "Lind promised help to 40 workers."}),
        ("statement", "the plan was drawn up without it", {"speaker": "King Olaf"}),
        ("event", "The port authority of Norrby closed two quays on 3 March 2024.", {"when": "4 March 2024"}),
        ("open question", "Norrby is in flames", {"question": "Why?"}),
        ("stakeholder", "Olaf", {"name": "Olaf"}),
    ],
    ids=["a quote that no source says", "a text beyond its quote", "a speaker who is not named", "a time that is not there", "a question about nothing", "a name that is not there"],
)  # fmt: skip
def test_what_no_source_says_never_enters(kind, quote, fields):
    found = facts()
    corrected = added(kind, quote, found, **fields)
    assert rules(corrected) == ["BG266 error"]
    assert corrected.problems[0].line == 3
    assert corrected.facts == found


def test_a_statement_of_ones_own_is_one_of_its_speaker():
    corrected = added("statement", "help to the workers", speaker="Ada Lind")
    assert corrected.problems == ()
    statement = corrected.facts.statements[0]
    assert statement.id in who(corrected.facts, "Ada Lind").said
    assert "help to the workers" in [entry.line.text for entry in compose(corrected.facts, title="T").statements]


def test_an_event_keeps_its_time_as_stated():
    event = added(
        "event", "The port authority of Norrby closed two quays on 3 March 2024.", when="3 March 2024"
    ).facts.events[0]
    assert (event.time.as_stated, event.time.value, event.time.reason) == (
        "3 March 2024",
        None,
        "noted by a person, not resolved",
    )


def test_a_question_of_ones_own_is_a_gap():
    corrected = added("open question", "closed two quays", question="Which quays?")
    assert "Which quays?" in [line.text for line in compose(corrected.facts, title="T").gaps]


def test_a_quote_that_stands_twice_needs_a_place():
    assert rules(added("key point", "the quay is shut", facts(TWICE))) == ["BG266 error"]
    corrected = added("key point", "the quay is shut", facts(TWICE), at=90)
    assert corrected.problems == ()
    assert corrected.facts.key_points[0].spans[0].start == TWICE.rindex("the quay is shut")


def test_a_document_that_is_none_of_the_sources():
    addition = Addition(fact="key point", quoted=quoted("x", document="b.txt"))
    assert rules(correct(facts(), Overlay(additions=(addition,)))) == ["BG260 error"]


# Always ----------------------------------------------------------------------------------------


def test_every_span_still_says_its_quote_after_all_of_it():
    found = facts()
    overlay = Overlay(
        facts=(
            reject(),
            Correction(fact="key point", quoted=quoted(found.key_points[0].spans[0].quote), kind="context"),
        ),
        stakeholders=(Naming(name="Ada Lind", rename="The mayor", country="SE"),),
        additions=(Addition(fact="key point", quoted=quoted("Lind promised help to the workers.")),),
        grades=(Grade("a.txt", "C"),),
    )
    left = standing(correct(found, overlay).facts)
    assert Facts.from_json(left.to_json()) == left


def test_several_documents_of_one_name_are_all_looked_at():
    one = Document(text="Ada Lind said the quay is shut.", name="feed.xml", sha256="0" * 64, part="entry 1")
    two = Document(text="Karl Berg said the bridge is open.", name="feed.xml", sha256="0" * 64, part="entry 2")
    found = join(extract((one, two)))
    corrected = judged(found, reject("the bridge is open", document="feed.xml"))
    assert rules(corrected) == []
    assert "the bridge is open" not in said(standing(corrected.facts))


def test_the_order_of_the_hash_changes_nothing():
    program = (
        "from tests.corrections.test_correct import *\n"
        "c = named(facts(SPLIT_BY_SPELLING), Naming(name='Ada Lind', merge=('Adah Lindt',), country='SE'))\n"
        "print(c.facts.to_json())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, check=True, env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)}
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(told) == 1
    assert b"Ada Lind" in told.pop()
