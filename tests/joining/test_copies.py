"""Which documents are copies of one another, and which only look alike."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Sequence

import pytest

from briefgen.joining import join
from briefgen.joining.copies import grouped
from briefgen.model import Document, Facts, Published

HEAD = "Dam at Lower Karsk holds after a night of rain"
FLOOD = (
    "The dam above Lower Karsk held on Tuesday after a night in which the river rose by two metres, the water board said.",
    "Some four hundred people had left their homes by midnight, most of them from the streets along the mill race.",
    "“We were never closer to opening the gates than at three in the morning,” said Ilse Tamm, who runs the board.",
    "Engineers lowered the lake through the bottom outlet until dawn, and divers looked at the seals of the eastern gate.",
    "The mayor, Oskar Rehn, asked those who live below the wall to stay away until the outlet has been closed again.",
    "Two schools took people in; the larger of them, at Sandhill, was full before ten in the evening.",
    "The dam was built in 1931 and strengthened twice, the last time after the flood of 1988.",
    "No one was hurt, but a footbridge was lost and the road to the quarry cannot be used.",
)
BUDGET = (
    "The council of Lower Karsk passed its budget on Thursday with the votes of all but three members.",
    "It puts aside nine million crowns for the road to the quarry and for a bridge that lorries can use.",
    "Taxes on land go up by a tenth, which the owners of the larger farms called a breach of what was promised.",
    "The treasurer said that nothing else would have kept the swimming hall open beyond the summer.",
)
EXPORTS = (
    "Exports of timber from the north fell by a fifth in the spring, the customs office reported.",
    "Sawmills blame the price of diesel and a shortage of drivers who know the ice roads.",
    "Three of the eleven mills on the upper river have stopped their second shift since March.",
    "Buyers in the south have turned to plantation wood, which is cheaper but warps when it is sawn green.",
)
FRAME = (
    "Sign up for our newsletter and get the news of the day into your inbox every morning at six o'clock.",
    "We use cookies so that our site and our partners know what you like; see our privacy policy for more.",
    "© 1994–2026 The Karsk Courier. All rights reserved, no part of this page may be printed without our consent.",
    "Read more: what the water board has promised since the last flood, and what of it has been kept so far.",
)  # fmt: skip


def article(*paragraphs: str, head: str = HEAD, published: str | None = None, group: str | None = None) -> Document:
    when = Published(dt.date.fromisoformat(published), "operator") if published else Published()
    text = "\n\n".join((head, *paragraphs)) + "\n"
    return Document(text=text, name=head, sha256="0" * 64, published=when, origin_group=group)


def groups(*documents: Document) -> list[list[int]]:
    """The numbers of the documents that share a group, by the first of each."""
    members: dict[str | None, list[int]] = {}
    for number, document in enumerate(grouped(documents)):
        members.setdefault(document.origin_group, []).append(number)
    return list(members.values())


def edited(text: str, every: int) -> str:
    """The text with one word in so many replaced."""
    words = text.split(" ")
    return " ".join(f"{word}ish" if i % every == every - 1 else word for i, word in enumerate(words))


WIRE = article(*FLOOD)

SAME = [
    pytest.param(article(*FLOOD, head="Night of fear below the wall"), id="another headline"),
    pytest.param(article(*FLOOD[:6]), id="two paragraphs cut at the end"),
    pytest.param(article(*FLOOD[2:], head="Engineers fought for the dam"), id="two paragraphs cut at the beginning"),
    pytest.param(article(*FLOOD[:3], *FLOOD[5:]), id="two paragraphs cut from within"),
    pytest.param(article(*FLOOD, *BUDGET[:2]), id="two paragraphs added at the end"),
    pytest.param(article(*EXPORTS[:2], *FLOOD), id="two paragraphs added at the beginning"),
    pytest.param(article(*FLOOD[:6], *BUDGET[:2]), id="two paragraphs for two others"),
    pytest.param(article(*FLOOD[4:], *FLOOD[:4]), id="paragraphs in another order"),
    pytest.param(article(*(edited(p, 14) for p in FLOOD)), id="one word in fourteen changed"),
    pytest.param(article(*(p.upper() for p in FLOOD)), id="in capitals"),
    pytest.param(article(" ".join(FLOOD).replace("“", '"').replace("”", '"')), id="one paragraph, other quotation marks"),
    pytest.param(article(*(p.replace("er", "e\u00adr") for p in FLOOD)), id="with soft hyphens"),
    pytest.param(article(FRAME[0], *FLOOD[:4], FRAME[1], *FLOOD[4:], *FRAME[2:]), id="within the frame of a page"),
    pytest.param(article(FLOOD[0], FLOOD[1], FLOOD[2]), id="a short report of which it is a fuller version"),
    pytest.param(article(*FLOOD, *BUDGET, *EXPORTS, *(p[::-1] for p in FLOOD)), id="a long report that took it over whole"),
]  # fmt: skip


@pytest.mark.parametrize("other", SAME)
def test_copies_are_of_one_origin(other: Document) -> None:
    assert groups(WIRE, other) == [[0, 1]]


APART = [
    pytest.param(article(*BUDGET), id="other words under the same headline"),
    pytest.param(article(*BUDGET, FLOOD[6], FLOOD[7]), id="another story with the same background"),
    pytest.param(article(*BUDGET, FLOOD[2]), id="another story that quotes the same statement"),
    pytest.param(article(*(edited(p, 3) for p in FLOOD)), id="told in other words"),
    pytest.param(article(*BUDGET, *FRAME), id="the frame of the same paper"),
    pytest.param(article(head="No word here is the same"), id="a headline alone"),
    pytest.param(Document(text="", name="empty", sha256="0" * 64), id="nothing"),
]


@pytest.mark.parametrize("other", APART)
def test_stories_that_share_something_stay_apart(other: Document) -> None:
    assert groups(article(*FLOOD, *FRAME), other) == [[0], [1]]


def test_the_frame_of_a_paper_makes_no_copies_of_short_reports() -> None:
    assert groups(article(BUDGET[0], *FRAME), article(EXPORTS[0], *FRAME, head="Less timber")) == [[0], [1]]


def test_a_copy_of_a_copy_is_of_the_same_origin() -> None:
    first, second = article(*FLOOD[:6]), article(*FLOOD[2:], *BUDGET[:1])
    third = article(*FLOOD[4:], *BUDGET[:2])
    assert groups(first, third) == [[0], [1]]
    assert groups(first, second, third) == [[0, 1, 2]]


def test_a_round_up_has_an_origin_of_its_own() -> None:
    budget, exports = article(*BUDGET, head="Budget"), article(*EXPORTS, head="Timber")
    everything = article(*FLOOD, *BUDGET, *EXPORTS, head="The week", published="2026-03-01")
    assert groups(budget, exports, everything) == [[0], [1], [2]]


def test_a_report_that_two_papers_built_on_joins_neither() -> None:
    report = article(*EXPORTS[:2], head="Timber")
    assert groups(report, article(*EXPORTS[:2], *BUDGET), article(*EXPORTS[:2], *FLOOD[:4])) == [[0], [1], [2]]


def test_one_story_in_three_lengths_is_of_one_origin() -> None:
    long = article(*FLOOD, *BUDGET, *EXPORTS)
    assert groups(article(FLOOD[0]), article(*FLOOD[:4]), long) == [[0, 1, 2]]


def test_the_group_is_named_after_the_first_published() -> None:
    late, early, undated = (
        article(*FLOOD, published="2026-03-03"),
        article(*FLOOD[:7], published="2026-03-02"),
        article(*FLOOD[1:]),
    )
    assert [d.origin_group for d in grouped([undated, late, early])] == [early.id] * 3


def test_without_dates_it_is_named_after_the_first_in_order() -> None:
    one, other = article(*FLOOD), article(*FLOOD[1:])
    assert [d.origin_group for d in grouped([other, one])] == [other.id] * 2


def test_a_document_alone_is_its_own_group() -> None:
    documents = grouped([WIRE, article(*BUDGET)])
    assert [d.origin_group for d in documents] == [d.id for d in documents]


def test_a_group_that_is_given_is_kept_and_takes_copies_in() -> None:
    said, other, copy = article(*BUDGET, group="agency"), article(*EXPORTS, group="agency"), article(*BUDGET[1:])
    assert [d.origin_group for d in grouped([copy, said, other])] == ["agency"] * 3


def test_grouping_twice_changes_nothing() -> None:
    once = grouped([WIRE, article(*FLOOD[2:]), article(*BUDGET)])
    assert grouped(once) == once


def test_only_the_group_of_a_document_changes() -> None:
    documents = (WIRE, article(*FLOOD[2:]))
    joined = join(Facts(documents=documents)).documents
    assert [(d.id, d.text, d.name) for d in joined] == [(d.id, d.text, d.name) for d in documents]
    assert {d.origin_group for d in joined} == {WIRE.id}


MIXED: Sequence[Document] = (
    WIRE,
    article(*FLOOD[:6]),
    article(*FLOOD[3:], *BUDGET[:1]),
    article(*BUDGET, head="Budget"),
    article(*EXPORTS, *BUDGET, *FLOOD[:2], head="The week"),
    article(*EXPORTS[:2], head="Timber"),
)


@pytest.mark.parametrize("seed", range(12))
def test_the_order_of_the_documents_does_not_matter(seed: int) -> None:
    shuffled = random.Random(seed).sample(MIXED, len(MIXED))
    assert _same(shuffled) == _same(MIXED)


def _same(documents: Sequence[Document]) -> set[frozenset[str]]:
    return {frozenset(documents[i].id for i in its) for its in groups(*documents)}


def test_many_copies_with_changes_of_their_own_are_one_group() -> None:
    words = [f"{a}{b}" for a, b in itertools.product("abcdefghijklmnop", repeat=2)]
    copies = [article(" ".join(w if (i + n) % 40 else f"x{n}" for i, w in enumerate(words))) for n in range(60)]
    assert groups(*copies) == [list(range(60))]
