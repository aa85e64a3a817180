import pytest
from conftest import make_document

from briefgen.composition import bluf, compose
from briefgen.extractors import extract


@pytest.mark.parametrize(
    ("sentence", "cut"),
    [
        (
            "The council has begun to build a tower beside the river, amid growing concerns over its cost.",
            "The council has begun to build a tower beside the river.",
        ),
        (
            "The council has begun to build a tower beside the river, as the town has grown by a third.",
            "The council has begun to build a tower beside the river.",
        ),
    ],
)
def test_a_last_clause_that_only_sets_the_scene_is_cut(sentence, cut):
    assert bluf.without_tail(sentence) == cut


@pytest.mark.parametrize(
    "sentence",
    [
        "The council has begun to build a tower beside the river, as the mayor said on Friday.",
        "The council has begun to build a tower beside the river, as well as two bridges.",
        "The council has begun to build a tower beside the river, as part of a plan for the town.",
        "The council has begun to build a tower beside the river, as the law does not forbid it.",
        "The council has begun to build a tower beside the river, as at least 90 families have left.",
        "The council has begun to build a tower beside the river, as the town might grow by a third.",
        "The council has begun to build a tower beside the river, amid what it called “growing needs of the town”.",
        "The council builds a tower, amid growing concerns over its cost.",
        "The council has begun to build a tower, as the town has grown, and to pave the road beside it.",
    ],
)
def test_a_clause_that_hedges_denies_attributes_counts_or_quotes_stays(sentence):
    assert bluf.without_tail(sentence) == sentence


def bottom_line(*texts):
    brief = compose(extract(tuple(make_document(text) for text in texts)), title="T")
    return [line.text for line in brief.bluf]


def test_what_is_kept_back_and_what_is_contested_follow_the_lead():
    assert bottom_line(
        "The council of Lima has begun to build a tower beside the river, the mayor announced on Friday.\n\n"
        "The tower will have forty floors. Work started in the spring after years of planning by two firms.\n\n"
        "The council did not disclose the cost of the tower.\n\n"
        "Builders of towers use steel from the north, which is cheap, and stone from the south of the country.\n\n"
        "The tower has raised legal questions in Lima. In May, voters rejected a tower of that kind."
    ) == [
        "The council of Lima has begun to build a tower beside the river, the mayor announced on Friday.",
        "Work started in the spring after years of planning by two firms.",
        "The council did not disclose the cost of the tower.",
        "The tower has raised legal questions in Lima.",
    ]


def test_a_label_or_an_opened_quotation_is_no_sentence_of_the_bottom_line():
    lines = bottom_line(
        "Mayor Ana Silva said:\n\nI am grateful to the people of the town.\n\n"
        "The council of Lima wrote: “The fire was bad. It could have been worse than it was.”"
    )
    assert lines[0] == "Mayor Ana Silva said: I am grateful to the people of the town."
    assert all(line.count("“") == line.count("”") for line in lines)


def test_it_has_at_most_seventy_words():
    text = (
        "The council of Lima has opened a bridge that two firms from the north built over four years.\n\n"
        "Ferries, which carried a million people a year, stopped on Friday after a last trip at noon.\n\n"
        "Shops near the old quay fear that fewer people will pass, and want lower rents from the port.\n\n"
        "Engineers found cracks in one pier in May, closed it, and poured new concrete within a month.\n\n"
        "Cyclists may cross for nothing, while lorries pay a toll that depends on their weight."
    )
    assert 40 < sum(len(line.split()) for line in bottom_line(text)) <= 70


def test_a_first_sentence_that_is_too_long_gives_way_to_the_next():
    long = "The council has built " + ", ".join(f"a bridge over river {chr(65 + i)}" for i in range(16)) + "."
    assert bottom_line(f"{long}\n\nThe mayor opened the bridges on Friday.") == [
        "The mayor opened the bridges on Friday."
    ]


def test_nothing_is_made_of_nothing():
    assert bottom_line("A heading") == []


def test_the_sources_take_turns_and_a_copy_is_told_once():
    mill, tower = "The mill in Lima burned down on Friday.", "The tower in Cusco was opened on Monday by the mayor."
    documents = (make_document(f"{mill}\n\nTwo barns were lost."), make_document(f"{tower}\n\nTwo barns were lost."))
    brief = compose(extract(documents), title="T")
    texts = [line.text for line in brief.key_points]
    assert texts[:2] == [mill, tower]
    assert texts.count("Two barns were lost.") == 1


def test_the_key_points_of_the_seed_leave_nobodys_claim_out(seed_brief):
    cited = {mark for line in seed_brief.key_points for mark in line.marks}
    assert cited >= {f"S{i}" for i in range(1, 18)}


@pytest.mark.parametrize(
    "sentence",
    [
        "It covers the week to Friday.",
        "But the mayor left.",
        "The company has not disclosed how many it created.",
    ],
)
def test_a_sentence_that_leans_on_another_is_no_bottom_line(sentence):
    assert not bluf.stands_alone(sentence)


@pytest.mark.parametrize(
    "sentence", ["It is unclear why the wing fell.", "The mayor did not say how many people died."]
)
def test_a_sentence_that_explains_itself_may_be_one(sentence):
    assert bluf.stands_alone(sentence)


def test_a_speaker_by_surname_alone_gets_the_whole_name():
    lines = bottom_line(
        "A strong quake struck the town of Orsha before dawn on Tuesday and destroyed the old bridge.\n\n"
        "Interior Minister Arben Kola told reporters that the army was on its way to the villages in the north, "
        "that the roads had been cut in many places, that the rain would go on for days, that the hospitals had been told to "
        "call in every doctor and nurse, and that schools would be opened for those without a roof.\n\n"
        "Kola declined to say how many people were unaccounted for."
    )
    assert "Arben Kola declined to say how many people were unaccounted for." in lines


def test_a_speaker_who_has_been_named_in_full_keeps_the_surname():
    lines = bottom_line(
        "A strong quake struck the town of Orsha before dawn on Tuesday and destroyed the old bridge.\n\n"
        "Interior Minister Arben Kola told reporters that the army was on its way to the villages.\n\n"
        "Kola declined to say how many people were unaccounted for."
    )
    assert "Kola declined to say how many people were unaccounted for." in lines
