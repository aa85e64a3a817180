"""A figure that a later report has overtaken never leads a brief; both stand side by side below."""

from __future__ import annotations

import datetime as dt

from conftest import make_document

from briefgen.composition import compose
from briefgen.extractors import extract
from briefgen.joining import join
from briefgen.model import Document, Published

EARLY = (
    "Ferry fire off Saltmarsh\n\nAt least 12 people died on Tuesday when a fire broke out on the ferry Aurelia off "
    "Saltmarsh, the coast guard said. The port authority closed the harbour. Northline runs the ferry Aurelia."
)
LATER = (
    "The death toll from the fire on the ferry Aurelia off Saltmarsh has risen to 17, the health ministry said on Thursday. "
    "The Aurelia is run by Northline."
)


def article(text: str, day: int) -> Document:
    return make_document(text, published=Published(dt.date(2026, 3, day), "operator"))


def brief(*documents: Document):
    return compose(join(extract(documents)), title="Fire")


def place(lines, words: str) -> int:
    return next(i for i, line in enumerate(lines) if words in line.text)


def test_the_latest_toll_leads_and_the_earlier_one_stands_below():
    told = brief(article(EARLY, 3), article(LATER, 5))
    bottom = " ".join(line.text for line in told.bluf)
    assert "17" in bottom
    assert "12" not in bottom
    assert place(told.key_points, "risen to 17") < place(told.key_points, "At least 12 people")
    (conflict,) = told.conflicts
    assert [side.line.text for side in conflict.sides] == ["At least 12 people", "17"]


def test_of_two_tolls_of_one_day_neither_is_the_later():
    told = brief(article(EARLY, 5), article(LATER, 5))
    assert "At least 12 people" in " ".join(line.text for line in told.bluf)
    assert len(told.conflicts) == 1


def test_one_toll_alone_leads_though_it_is_old():
    told = brief(article(EARLY, 3), article("Northline sold its port at Greyholm.", 9))
    assert "At least 12 people" in " ".join(line.text for line in told.bluf)


def test_a_copy_that_came_out_later_makes_an_old_toll_no_younger():
    told = brief(article(EARLY, 3), article(f"{EARLY} ", 7), article(LATER, 5))
    assert "12" not in " ".join(line.text for line in told.bluf)
