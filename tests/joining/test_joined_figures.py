import itertools

import pytest
from sets_at_hand import sets, told_by

from briefgen.extractors import extract
from briefgen.joining import figures
from briefgen.model import Facts


def shown(facts: Facts) -> list[str]:
    lines = [
        f"in {told_by(facts, figure.spans)}: {figure.spans[0].quote}"
        for figure in facts.figures
        if len({span.document_id for span in figure.spans}) > 1
    ]
    return lines + [conflict_shown(c) for c in facts.conflicts]


def conflict_shown(conflict) -> str:
    sides = (side.value + (f" ({side.speaker})" if side.speaker else "") for side in conflict.sides)
    return f"{conflict.subject}: {' / '.join(sides)}" + (" | updated" if conflict.updated else "")


@pytest.mark.parametrize(("documents", "expected"), sets("figures"))
def test_figures_are_joined(documents, expected):
    assert shown(figures.join(extract(documents))) == expected


@pytest.mark.parametrize(("documents", "expected"), sets("figures"))
def test_the_order_of_the_documents_does_not_change_what_is_joined(documents, expected):
    def joined(order):
        facts = figures.join(extract(order))
        sides = {(c.kind, frozenset((s.value, s.speaker, s.published) for s in c.sides)) for c in facts.conflicts}
        return sides, {frozenset(f.spans) for f in facts.figures}

    orders = [joined(order) for order in itertools.permutations(documents)]
    assert all(other == orders[0] for other in orders)


@pytest.mark.parametrize(("documents", "expected"), sets("figures"))
def test_every_span_is_one_of_the_facts_that_went_in(documents, expected):
    before = extract(documents)
    after = figures.join(before)
    known = {span for figure in before.figures for span in figure.spans}
    assert {span for figure in after.figures for span in figure.spans} == known
    assert {side.span for conflict in after.conflicts for side in conflict.sides} <= known


def test_reports_of_one_speaker_are_one_source():
    (documents,) = [p.values[0] for p in sets("figures") if "the same number in two" in p.id]
    (figure,) = [f for f in figures.join(extract(documents)).figures if len(f.spans) > 1]
    assert (figure.support.independent, figure.support.of, figure.support.reports) == (2, 2, 2)
