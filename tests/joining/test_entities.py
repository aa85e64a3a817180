"""Who is the same as whom over several documents, and who is not."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from cast import Who, body, cast, group, state, who, who_is_who
from conftest import make_document

from briefgen.extractors import extract
from briefgen.joining import join
from briefgen.joining.entities import NameRules, check, merge
from briefgen.model import Attribution, Document, Event, Facts, Figure, Span, Statement, Time

Documents = Sequence[Sequence[Who]]


def same(title: str, *documents: Sequence[Who]) -> object:
    """A case in which all are one."""
    return pytest.param(documents, 1, id=title)


def apart(title: str, *documents: Sequence[Who], into: int = 2) -> object:
    """A case in which so many stay."""
    return pytest.param(documents, into, id=title)


PERSONS = [
    same("one full name", [who("Ana Ruiz")], [who("Ana Ruiz")]),
    same("a bare surname", [who("Ana Ruiz", "Ruiz")], [who("Ruiz")]),
    same("a surname with an office that fits", [who("Ana Ruiz", role="President")], [who("Ruiz", role="President")]),
    same("an office in longer words", [who("Ana Ruiz", role="Energy Minister")], [who("Ruiz", role="Minister")]),
    same("a surname with a form of address", [who("Ana Ruiz", title="Ms")], [who("Ruiz", title="Mrs")]),
    same("a surname nowhere written out", [who("Ruiz")], [who("Ruiz", role="Senator")], [who("Ruiz")]),
    same("a second surname", [who("Ana Ruiz Vela")], [who("Ana Ruiz")]),
    same("a middle name", [who("Ana Lucia Ruiz")], [who("Ana Ruiz")]),
    same("a middle initial", [who("Ana L. Ruiz")], [who("Ana Ruiz")]),
    same("a middle name and its initial", [who("Ana Lucia Ruiz")], [who("Ana L. Ruiz")]),
    same("an initial for the first name", [who("Ana Ruiz")], [who("A. Ruiz")]),
    same("accents left out", [who("Inés Núñez")], [who("Ines Nunez")]),
    same("with and without a hyphen", [who("Park Joon-ho")], [who("Park Joon Ho")]),
    same("an article before the surname", [who("Samir al-Haddad")], [who("al-Haddad")], [who("Haddad")]),
    same("a surname that stands first", [who("Park Joon-ho", "Park")], [who("Park")]),
    same("another spelling of the first name", [who("Mohammed Salim")], [who("Mohamed Salim")]),
    same("another spelling of the surname", [who("Taras Levytsky")], [who("Taras Levytskyy")]),
    same("letters that changed places", [who("Oskar Tamminen")], [who("Oskar Tamimnen")]),
    same("a country that only one document tells", [who("Ana Ruiz", country="EC")], [who("Ana Ruiz")]),
    same("a second reading of the kind", [who("Ana Ruiz")], [who("Ana Ruiz")],
         [Who(("Ana Ruiz",), "organisation", other_kind="person")]),
]  # fmt: skip
NAMESAKES = [
    apart("two first names", [who("Ana Ruiz")], [who("Marta Ruiz")]),
    apart("a surname that two bear", [who("Ana Ruiz"), who("Marta Ruiz")], [who("Ruiz")], into=3),
    apart("a surname that two bear, one in each document", [who("Ana Ruiz")], [who("Marta Ruiz")], [who("Ruiz")], into=3),
    apart("an initial that two first names have", [who("Ana Ruiz")], [who("Alba Ruiz")], [who("A. Ruiz")], into=3),
    apart("father and son", [who("Nils Berg Sr.")], [who("Nils Berg Jr.")]),
    apart("father and son, and one of them", [who("Nils Berg Sr.")], [who("Nils Berg Jr.")], [who("Nils Berg")], into=3),
    apart("one full name in two countries", [who("John Smith", country="AU")], [who("John Smith", country="GB")]),
    apart("one surname in two countries", [who("Smith", country="AU")], [who("Smith", country="GB")]),
    apart("one surname, two offices", [who("Smith", role="Judge")], [who("Smith", role="Captain")]),
    apart("a surname with an office that does not fit", [who("Ana Ruiz", role="President")], [who("Ruiz", role="Coach")]),
    apart("Mr and Mrs", [who("Ruiz", title="Mr")], [who("Ruiz", title="Mrs")]),
    apart("a man of this surname beside a woman", [who("Ana Ruiz", title="Ms")], [who("Ruiz", title="Mr")]),
    apart("two whom one document tells apart", [who("Ana Ruiz"), who("Ruiz")], [who("Ana Ruiz")], into=2),
    apart("two middle initials", [who("Ana L. Ruiz")], [who("Ana M. Ruiz")]),
    apart("a first name two of whom two middle initials are", [who("Ana L. Ruiz")], [who("Ana M. Ruiz")], [who("Ana Ruiz")], into=3),
    apart("a king and somebody who bears his names", [who("Karl Johan III")], [who("Karl Johan Berg")]),
    apart("a first name alone", [who("Daniel Ruiz")], [who("Daniel")]),
    apart("two surnames that are both real", [who("Peter Hansen")], [who("Peter Hanson")]),
    apart("two short surnames", [who("Ana Ruiz")], [who("Ana Luiz")]),
    apart("two first names like one another", [who("Maria Tamminen")], [who("Mario Tamminen")]),
    apart("a person and a place's government", [who("Ana Washington", "Washington")], [state("United States", "US")]),
    apart("a person and a body", [who("Baker")], [body("Baker")]),
]  # fmt: skip
BODIES = [
    same("a country under two names", [state("United States", "US")], [state("Washington", "US")]),
    same("one name", [body("Brightwater Foods")], [body("Brightwater Foods")]),
    same("a legal form", [body("Brightwater Foods Inc.")], [body("Brightwater Foods")]),
    same("a legal form and a trade", [body("Brightwater Motors Ltd")], [body("Brightwater")]),
    same("spellings of two countries", [body("Karsk Defence Centre")], [body("Karsk Defense Center")]),
    same("a slip of the pen", [body("Karsk Harbour Council")], [body("Karsk Habrour Council")]),
    same("an acronym that a document gives", [body("Lower Karsk Water Board", "LKWB")], [body("LKWB")]),
    same("an acronym that only one name fits", [body("Karsk Water Board")], [body("KWB")]),
    same("a name cut before its complement", [body("Karsk Institute for Peace Research")], [body("Karsk Institute")]),
    same("a ministry with its country before or behind", [body("Peruvian Ministry of Health", kind="ministry", country="PE")],
         [body("Ministry of Health of Peru", kind="ministry", country="PE")]),
    same("a ministry by two nouns", [body("Health Ministry", kind="ministry", country="PE")],
         [body("Ministry of Health", kind="ministry", country="PE")]),
    same("an air force with its country", [body("US Air Force", kind="military", country="US")],
         [body("United States Air Force", kind="military", country="US")]),
    same("an embassy with and without its city", [body("US Embassy in Quito", kind="diplomatic mission", country="US")],
         [body("US Embassy", kind="diplomatic mission", country="US")]),
    same("a body whose country only one document tells", [body("Telekarsk", country="EC")], [body("Telekarsk")]),
]  # fmt: skip
BODIES_APART = [
    apart("two countries", [state("Peru", "PE")], [state("Chile", "CL")]),
    apart("a country and its people", [state("Peru", "PE")], [Who(("Peruvians",), "public", "PE")]),
    apart("one company name in two countries", [body("Telekarsk", country="GH")], [body("Telekarsk", country="ZW")]),
    apart("one company name in two countries and in none", [body("Telekarsk", country="GH")],
          [body("Telekarsk", country="ZW")], [body("Telekarsk")], into=3),
    apart("the ministries of two countries", [body("Ministry of Health", kind="ministry", country="PE")],
          [body("Ministry of Health", kind="ministry", country="CL")]),
    apart("two ministries of one country", [body("Ministry of Health", kind="ministry", country="PE")],
          [body("Ministry of Defence", kind="ministry", country="PE")]),
    apart("an acronym with two long forms", [body("Food Standards Agency of Karsk", "FSAK")],
          [body("Fire Service Association of Karsk", "FSAK")], [body("FSAK")], into=3),
    apart("an acronym that two names fit", [body("Karsk Water Board")], [body("Karsk Wool Bureau")], [body("KWB")], into=3),
    apart("north and south", [body("Northern Council of Karsk")], [body("Southern Council of Karsk")]),
    apart("the court of a province", [body("Karsk Supreme Court")], [body("Supreme Court")]),
    apart("embassies in two cities", [body("US Embassy in Quito", kind="diplomatic mission", country="US")],
          [body("US Embassy in Lima", kind="diplomatic mission", country="US")]),
    apart("the league of a part of the country", [body("Scottish Curling League", country="GB")],
          [body("British Curling League", country="GB")]),
    apart("a body known by what it is", [body("Karsk Security Council", "Council")], [body("Council")]),
    apart("a longer name with the same end", [body("Liberal Karsk Party")], [body("Karsk Party")]),
    apart("the ministry of each document", [body("Ministry", kind="ministry")], [body("Ministry", kind="ministry")]),
    apart("groups that are only described", [group("voters")], [group("voters")]),
]  # fmt: skip
SETTINGS = [
    pytest.param([[body("Ministry of Health", kind="ministry"), state("Peru", "PE")],
                  [body("Peruvian Ministry of Health", kind="ministry", country="PE"), state("Chile", "CL")]], 3,
                 id="a ministry without its country is that of the country its document is about"),
    pytest.param([[body("Ministry of Health", kind="ministry"), state("Peru", "PE")],
                  [body("Ministry of Health", kind="ministry"), state("Chile", "CL")]], 4,
                 id="ministries without a country in documents about two"),
    pytest.param([[body("Supreme Court"), state("Peru", "PE")], [body("Supreme Court"), state("Chile", "CL")]], 4,
                 id="the supreme courts of two countries"),
    pytest.param([[body("Supreme Court"), state("Peru", "PE")], [body("Supreme Court"), state("Peru", "PE")]], 2,
                 id="the supreme court of one country"),
    pytest.param([[body("Brightwater Foods"), state("Peru", "PE")], [body("Brightwater Foods"), state("Chile", "CL")]], 3,
                 id="a company in documents about two countries"),
    pytest.param([[body("UN Security Council"), state("Peru", "PE")],
                  [body("United Nations Security Council"), state("Chile", "CL")]], 3,
                 id="a body of many countries"),
    pytest.param([[who("Ana Ruiz", role="President"), who("Marta Ruiz", role="Judge")], [who("Ruiz", role="President")]], 2,
                 id="of two who bear a surname the one whose office it is"),
]  # fmt: skip


@pytest.mark.parametrize(("documents", "number"), [*PERSONS, *NAMESAKES, *BODIES, *BODIES_APART, *SETTINGS])
def test_who_is_who(documents: Documents, number: int) -> None:
    assert len(merge(cast(*documents)).stakeholders) == number


@pytest.mark.parametrize(("documents", "number"), [*PERSONS, *NAMESAKES, *BODIES, *BODIES_APART, *SETTINGS])
def test_the_order_of_the_documents_does_not_matter(documents: Documents, number: int) -> None:
    facts = cast(*documents)
    turned = replace(facts, documents=facts.documents[::-1], stakeholders=facts.stakeholders[::-1])
    assert who_is_who(merge(turned)) == who_is_who(merge(facts))


CROWD: Documents = (
    [who("Ana Ruiz Vela", "Ruiz"), who("Nils Berg Sr."), body("Karsk Water Board", "KWB"), state("Peru", "PE")],
    [who("Ruiz", role="President"), who("Nils Berg"), body("KWB"), body("Ministry of Health", kind="ministry")],
    [who("Marta Ruiz", role="Judge"), who("N. Berg"), body("Karsk Wool Bureau"), state("Chile", "CL"), group("voters")],
    [who("A. Ruiz"), who("Berg"), body("Ministry of Health", kind="ministry", country="PE"), group("voters")],
    [who("Ana Ruiz", role="President"), who("Nils Berg Jr."), body("Health Ministry", kind="ministry"), state("Peru", "PE")],
)  # fmt: skip


@pytest.mark.parametrize("seed", range(20))
def test_no_order_of_many_documents_matters(seed: int) -> None:
    facts = cast(*CROWD)
    shuffled = random.Random(seed).sample(facts.documents, len(facts.documents))
    place = {document.id: i for i, document in enumerate(shuffled)}
    moved = sorted(facts.stakeholders, key=lambda s: place[s.spans[0].document_id])
    turned = merge(replace(facts, documents=tuple(shuffled), stakeholders=tuple(moved)))
    assert who_is_who(turned) == who_is_who(merge(facts))


def test_joining_again_changes_no_set() -> None:
    facts = merge(cast(*CROWD))
    assert who_is_who(merge(facts)) == who_is_who(facts)


def test_ids_are_unique_and_no_span_is_lost() -> None:
    facts = cast(*CROWD)
    joined = merge(facts)
    assert len({s.id for s in joined.stakeholders}) == len(joined.stakeholders)
    assert {span for s in joined.stakeholders for span in s.spans} == {
        span for s in facts.stakeholders for span in s.spans
    }


@pytest.mark.parametrize(
    ("documents", "name"),
    [
        ([[who("Ruiz")], [who("Ana Ruiz Vela")], [who("Ana Ruiz")]], "Ana Ruiz Vela"),
        ([[body("KWB")], [body("Karsk Water Board", "KWB")]], "Karsk Water Board"),
        ([[who("Mohamed Salim")], [who("Mohammed Salim")], [who("Mohammed Salim")]], "Mohammed Salim"),
        ([[who("Mohamed Salim")], [who("Mohammed Salim")]], "Mohamed Salim"),
    ],
)
def test_the_name_is_the_fullest_stated_then_the_commonest_then_the_first(documents: Documents, name: str) -> None:
    (joined,) = merge(cast(*documents)).stakeholders
    assert joined.name == name


def test_what_is_known_is_put_together_in_the_order_of_the_documents() -> None:
    first = [who("Ruiz", role="President")]
    facts = merge(cast(first, [who("Ana Ruiz", "Ruiz", role="President", country="EC")]))
    (joined,) = facts.stakeholders
    names = {d.id: d.name for d in facts.documents}
    assert [(a.name, [names[s.document_id] for s in a.spans]) for a in joined.aliases] == [
        ("Ruiz", ["0", "1"]),
        ("Ana Ruiz", ["1"]),
    ]
    assert [role.text for role in joined.roles] == ["President"]
    assert joined.country == "EC"
    assert [names[s.document_id] for s in joined.spans] == ["0", "1", "1"]


def test_salience_is_the_mean_over_the_origins() -> None:
    def three(*saliences: float) -> list[list[Who]]:
        return [[replace(who("Ana Ruiz"), salience=s)] if s else [group("nobody")] for s in saliences]

    everywhere, once = three(0.6, 0.6, 0.6), three(1.0, 0, 0)
    facts = merge(cast(*([*a, Who(("Marta Lind",), salience=b[0].salience)] if b[0].named else a
                         for a, b in zip(everywhere, once, strict=True))))  # fmt: skip
    assert [(s.name, s.salience) for s in facts.stakeholders] == [("Ana Ruiz", 1.0), ("Marta Lind", 0.5556)]


def test_copies_count_once_for_salience() -> None:
    ruiz, lind = who("Ana Ruiz"), who("Marta Lind")
    facts = merge(cast([ruiz], [ruiz], [lind], groups=["wire", "wire"]))
    assert [s.salience for s in facts.stakeholders] == [1.0, 1.0]


def _told(facts: Facts, document: int, speaker: str, who_said: str) -> Facts:
    """The facts, and a statement, an event and a figure of one document that name somebody."""
    where = facts.documents[document]
    span = Span(where.id, 0, 8, "Document", 0, where)
    said = Attribution("attributed", speaker)
    statement = Statement(spans=(span,), content=span, mode="indirect", attribution=said, rule="test")
    stakeholders = tuple(
        replace(s, said=(statement.id,)) if s.name == who_said and s.spans[0].document_id == where.id else s
        for s in facts.stakeholders
    )
    event = Event(spans=(span,), what=span, time=Time("", "date"), actors=(speaker, "somebody"), rule="test")
    figure = Figure(spans=(span,), as_stated="9", status="given", source=speaker, attribution=said, rule="test")
    return replace(facts, stakeholders=stakeholders, statements=(statement,), events=(event,), figures=(figure,))


def test_every_fact_names_the_canonical_name() -> None:
    facts = _told(cast([who("Ana Ruiz")], [who("Ruiz")]), 1, "Ruiz", "Ruiz")
    joined = merge(facts)
    (statement,), (event,), (figure,), (ruiz,) = joined.statements, joined.events, joined.figures, joined.stakeholders
    assert statement.attribution.speaker == figure.source == figure.attribution.speaker == "Ana Ruiz"
    assert event.actors == ("Ana Ruiz", "somebody")
    assert ruiz.said == (statement.id,) != facts.stakeholders[1].said


def test_a_name_in_another_document_is_left_as_it_is() -> None:
    facts = _told(
        cast([who("Ana Ruiz")], [who("Ruiz", role="President")], [who("Marta Ruiz"), who("Lind")]), 2, "Ruiz", "Lind"
    )
    assert merge(facts).statements == facts.statements


# What a person says ----------------------------------------------------------------------------

TWO = ([who("Ana Ruiz")], [who("Marta Ruiz")], [Who(("the president-elect",), "group", named=False)])


def test_aliases_make_one_of_two() -> None:
    rules = NameRules(same=(("Ana Ruiz", ("Marta Ruiz", "the president-elect")),))
    (joined,) = merge(cast(*TWO), rules).stakeholders
    assert joined.name == "Ana Ruiz"


def test_the_name_that_is_given_is_printed_where_a_document_has_it() -> None:
    rules = NameRules(same=(("Ruiz", ("Ana Ruiz",)),))
    (joined,) = merge(cast([who("Ana Ruiz", "Ruiz")], [who("Ruiz")]), rules).stakeholders
    assert joined.name == "Ruiz"


def test_a_name_that_no_document_has_is_not_printed() -> None:
    rules = NameRules(same=(("Ana María Ruiz", ("Ana Ruiz", "Marta Ruiz")),))
    facts = cast(*TWO[:2])
    (joined,) = merge(facts, rules).stakeholders
    assert joined.name == "Ana Ruiz"
    (problem,) = check(facts, rules)
    assert (problem.rule, problem.severity) == ("BG250", "warning")
    assert problem.hint == "did you mean 'Ana Ruiz'?"


def test_not_same_keeps_one_name_apart() -> None:
    rules = NameRules(different=(("Ana Ruiz", "Ruiz"),))
    assert len(merge(cast([who("Ana Ruiz")], [who("Ruiz")]), rules).stakeholders) == 2


def test_a_title_before_a_name_does_no_harm() -> None:
    rules = NameRules(same=(("President Ana Ruiz", ("Judge Marta Ruiz",)),))
    assert len(merge(cast(*TWO[:2]), rules).stakeholders) == 1
    assert check(cast(*TWO[:2]), rules) == ()


def test_a_contradiction_is_told_and_keeps_apart() -> None:
    rules = NameRules(same=(("Ana Ruiz", ("Marta Ruiz",)),), different=(("Marta Ruiz", "Ana Ruiz"),))
    assert len(merge(cast(*TWO[:2]), rules).stakeholders) == 2
    assert [problem.rule for problem in check(cast(*TWO[:2]), rules)] == ["BG251"]


def test_what_one_document_holds_for_one_cannot_be_told_apart() -> None:
    rules = NameRules(different=(("Ana Ruiz", "A. Ruiz"),))
    assert [problem.rule for problem in check(cast([who("Ana Ruiz", "A. Ruiz")], []), rules)] == ["BG252"]


def test_names_that_nobody_has_get_a_hint_or_a_reason() -> None:
    rules = NameRules(same=(("Ana Ruis", ("Zzyzx",)),))
    assert [problem.hint for problem in check(cast(*TWO), rules)] == [
        "did you mean 'Ana Ruiz'?",
        "no stakeholder of these documents is called so",
    ]


# From the text ---------------------------------------------------------------------------------

FIRST = (
    "Ecuadorian President Daniel Noboa met miners in Loja on Monday. “We will not give way,” Noboa said. "
    "The Karsk Mining Association (KMA) said that it would go to court. Washington said that it supported Ecuador."
)
SECOND = (
    "Mr Noboa told reporters that the mine would stay open. The KMA called the plan a gift. "
    "The United States denied that it had asked for the mine. The ministry declined to comment."
)


def _read(*texts: str) -> Facts:
    return extract([Document(text=text, name=f"{n}", sha256="0" * 64) for n, text in enumerate(texts)])


def test_two_articles_have_one_president_one_association_one_country() -> None:
    joined = merge(_read(FIRST, SECOND))
    both = [s.name for s in joined.stakeholders if len({span.document_id for span in s.spans}) == 2]
    assert sorted(both) == ["Daniel Noboa", "Karsk Mining Association", "United States"]
    said = {s.id: s for s in joined.statements}
    noboa = next(s for s in joined.stakeholders if s.name == "Daniel Noboa")
    assert [said[id_].attribution.speaker for id_ in noboa.said] == ["Daniel Noboa"] * len(noboa.said)
    assert len({said[id_].content.document_id for id_ in noboa.said}) == 2


def test_who_is_only_described_is_one_in_copies_and_two_in_two_stories() -> None:
    wire = (
        "A ferry burned off Saltmarsh on Tuesday. The coast guard said it had pulled 180 people out of the cold water."
    )
    other = "A barge sank on the Orsa on Friday. The coast guard said nobody had been on it when the hull broke in two."
    facts = join(extract([make_document(text) for text in (wire, f"{wire} ", other)]))
    guards = [s for s in facts.stakeholders if s.name == "coast guard"]
    assert [len({span.document_id for span in s.spans}) for s in guards] == [2, 1]


CRANE = (
    "A crane fell onto the Saltmere quay of Lorn on Tuesday, the Saltmere Port Authority said. "
    "The port authority closed the quay. Passengers waited for hours, Ellen Voss said."
)
DESCRIBED = [
    pytest.param(
        "The crane on the Saltmere quay of Lorn had been inspected. The port authority declined to comment on it.",
        {"Saltmere Port Authority": 2},
        id="a body that another document names",
    ),
    pytest.param(
        "Nobody was hurt on the Saltmere quay of Lorn. Passengers said they heard no alarm.",
        {"Passengers": 2},
        id="a group of one story",
    ),
    pytest.param(
        "A barge sank off Karsk in the Orsa on Friday. The port authority said nobody had been on it.",
        {"Saltmere Port Authority": 1, "port authority": 1},
        id="a body of another town",
    ),
    pytest.param(
        "A barge sank off Karsk in the Orsa on Friday. Passengers said they heard no alarm.",
        {"Passengers": 1},
        id="a group of another story",
    ),
]


@pytest.mark.parametrize(("other", "expected"), DESCRIBED)
def test_who_is_described_is_one_where_the_documents_tell_one_story(other: str, expected: dict[str, int]) -> None:
    for texts in ((CRANE, other), (other, CRANE)):
        facts = join(extract([make_document(text) for text in texts]))
        told = {s.name: len({span.document_id for span in s.spans}) for s in facts.stakeholders}
        assert {name: told.get(name) for name in expected} == expected
