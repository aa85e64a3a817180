"""Support: who counts as an independent source, and who does not."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.joining.corroboration import UNNAMED, Witness, speaker_of, support, witnesses, wording
from briefgen.model import Attribution, Document, Event, Fact, Span, Support, Time


def document(name: str, origin_group: str | None = None) -> Document:
    return Document(text=f"Text {name}.", name=name, sha256="0" * 64, origin_group=origin_group)


A, B, C, D = (document(name) for name in "ABCD")
COPY_1, COPY_2, COPY_3 = (document(name, "wire") for name in ("E", "F", "G"))
ALL = (A, B, C, D, COPY_1, COPY_2, COPY_3)


@pytest.mark.parametrize(
    ("reports", "independent", "number_of_reports"),
    [
        pytest.param([], 0, 0, id="nobody reports it"),
        pytest.param([(A, None)], 1, 1, id="one paper asserts it"),
        pytest.param([(A, None), (A, None)], 1, 1, id="one paper asserts it twice"),
        pytest.param([(A, None), (B, None), (C, None)], 3, 3, id="three papers assert it"),
        pytest.param([(COPY_1, None), (COPY_2, None), (COPY_3, None)], 1, 3, id="three copies of one report"),
        pytest.param([(COPY_1, None), (COPY_2, None), (A, None)], 2, 3, id="two copies and another paper"),
        pytest.param([(A, "Ruiz"), (B, "Ruiz"), (C, "Ruiz"), (D, "Ruiz")], 1, 4, id="four papers, one speaker"),
        pytest.param([(A, "Ruiz"), (B, "Okoye")], 2, 2, id="two papers, two speakers"),
        pytest.param([(A, "Ruiz"), (A, "Okoye"), (A, "Lind")], 1, 1, id="one paper is the only way to three speakers"),
        pytest.param([(COPY_1, "Ruiz"), (COPY_2, "Okoye")], 1, 2, id="copies are one way to two speakers"),
        pytest.param([(A, "Ruiz"), (A, "Okoye"), (B, "Ruiz")], 2, 2, id="the second speaker makes room for the first"),
        pytest.param([(B, "Ruiz"), (A, "Ruiz"), (A, "Okoye")], 2, 2, id="the same, the other way round"),
        pytest.param([(A, "Ruiz"), (A, "Lind"), (B, "Okoye"), (C, "Okoye")], 2, 3, id="spare speakers help nobody else"),
        pytest.param([(A, None), (B, "Ruiz")], 2, 2, id="a paper and a speaker in another"),
        pytest.param([(A, None), (A, "Ruiz")], 1, 1, id="a paper that names its source does not count itself"),
        pytest.param([(A, None), (A, "Ruiz"), (B, "Ruiz")], 1, 2, id="its assertion rests on the speaker of both"),
        pytest.param([(COPY_1, "Ruiz"), (COPY_2, None), (A, "Ruiz")], 1, 3, id="a copy that dropped the attribution"),
        pytest.param([(A, UNNAMED), (B, UNNAMED)], 1, 2, id="two unnamed speakers may be one"),
        pytest.param([(A, UNNAMED), (B, "Ruiz"), (C, None)], 3, 3, id="an unnamed speaker is one"),
        pytest.param(
            [(A, "Ruiz"), (A, "Okoye"), (B, "Okoye"), (B, "Lind"), (C, "Ruiz"), (C, "Okoye"), (D, "Ruiz")],
            3, 4, id="a chain of moves",
        ),
    ],
)  # fmt: skip
def test_support(reports: list[tuple[Document, str | None]], independent: int, number_of_reports: int) -> None:
    found = support([Witness(where.id, speaker) for where, speaker in reports], ALL)
    assert found == Support(independent=independent, of=5, reports=number_of_reports)


def test_silent_documents_count_among_the_sources() -> None:
    assert support([Witness(A.id)], [A, B, C]).of == 3
    assert support([Witness(A.id)], [A, COPY_1, COPY_2]).of == 2


def test_a_witness_stands_in_a_document() -> None:
    with pytest.raises(ValueError, match="none of the documents"):
        support([Witness(D.id)], [A, B])


REPORTS = st.lists(
    st.tuples(st.sampled_from(ALL), st.sampled_from([None, UNNAMED, "Ruiz", "Okoye", "Lind"])), max_size=8
)


@given(REPORTS)
def test_the_number_is_that_of_the_largest_set_of_independent_reports(
    reports: list[tuple[Document, str | None]],
) -> None:
    found = support([Witness(where.id, speaker) for where, speaker in reports], ALL)
    assert found.independent == _by_trying(reports) <= found.of


@given(REPORTS, st.randoms(use_true_random=False))
def test_the_order_of_the_reports_does_not_matter(reports: list[tuple[Document, str | None]], random: object) -> None:
    shuffled = list(reports)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = (support([Witness(d.id, s) for d, s in its], ALL) for its in (reports, shuffled))
    assert first == second


def _by_trying(reports: list[tuple[Document, str | None]]) -> int:
    """The same by the definition: every subset is tried."""
    rests = {d.origin_group or d.id for d, speaker in reports if speaker is not None}
    pairs = {(d.origin_group or d.id, speaker) for d, speaker in reports}
    heard = [(group, f"by {group}" if speaker is None else speaker) for group, speaker in pairs
             if speaker is not None or group not in rests]  # fmt: skip
    return max(
        size
        for size in range(len(heard) + 1)
        for chosen in combinations(heard, size)
        if len({g for g, _ in chosen}) == len({s for _, s in chosen}) == size
    )


def _fact(attribution: Attribution, *documents: Document) -> Fact:
    spans = tuple(Span(d.id, 0, 4, "Text", 0, d) for d in documents)
    time = Time("", "date")
    return Event(spans=spans, what=spans[0], time=time, attribution=attribution, rule="test")


def test_a_fact_has_one_witness_for_each_citation() -> None:
    fact = _fact(Attribution("attributed", "Ruiz"), B, A)
    assert witnesses(fact) == (Witness(B.id, "Ruiz"), Witness(A.id, "Ruiz"))


SAID = "The dam above the town held on Tuesday after a night of rain."


@pytest.mark.parametrize(
    ("quotes", "independent"),
    [
        pytest.param((SAID, SAID), 1, id="one passage in two stories"),
        pytest.param((SAID, SAID.upper().replace(" ", "\n")), 1, id="in capitals and other lines"),
        pytest.param((SAID, SAID.replace("Tuesday", "Wednesday")), 2, id="other words"),
        pytest.param(("The dam held.", "The dam held."), 2, id="a few words are the same by chance"),
        pytest.param((SAID, SAID, "The dam held."), 2, id="one passage and another report"),
    ],
)
def test_the_same_words_are_one_source(quotes: tuple[str, ...], independent: int) -> None:
    found = support([Witness(d.id, None, wording(q)) for d, q in zip((A, B, C), quotes, strict=False)], ALL)
    assert found.independent == independent


def test_the_same_words_of_two_speakers_are_two() -> None:
    assert support([Witness(A.id, "Ruiz", wording(SAID)), Witness(B.id, "Okoye", wording(SAID))], ALL).independent == 2


@pytest.mark.parametrize(
    ("attribution", "speaker"),
    [
        (Attribution(), None),
        (Attribution("attributed", "Ruiz"), "Ruiz"),
        (Attribution("attributed"), UNNAMED),
        (Attribution("ambiguous"), UNNAMED),
        (Attribution("ambiguous", "Ruiz"), "Ruiz"),
    ],
)
def test_who_the_witness_is(attribution: Attribution, speaker: str | None) -> None:
    assert speaker_of(attribution) == speaker
