"""Parts of speech by the shipped model."""

import pytest

from briefgen.language.tagging import Tagger, tag


def test_a_sentence_of_news_is_tagged():
    words = "The ministry said on Monday : two ships had been seized .".split()
    assert tag(words) == ["DT", "NN", "VBD", "IN", "NNP", ":", "CD", "NNS", "VBD", "VBN", "VBN", "."]


def test_a_word_never_seen_is_tagged_by_its_form():
    assert tag(["They", "frobnicated", "quickly", "."])[1] == "VBD"


@pytest.mark.parametrize("words", [[], ["?"], ["’"], ["\u202e"], ["a" * 5000], ["😀", "😀"]])
def test_anything_gets_one_tag_a_word(words):
    assert len(tag(words)) == len(words)


def test_ties_go_to_the_first_tag():
    assert tag(["x"], Tagger(("A", "B"), {}, {"wx": [0, 5, 1, 5]})) == ["A"]
