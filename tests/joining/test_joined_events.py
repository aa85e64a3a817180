import itertools

import pytest
from sets_at_hand import sets, told_by

from briefgen.extractors import extract
from briefgen.joining import events
from briefgen.model import Facts


def shown(facts: Facts) -> list[str]:
    lines = []
    for event in facts.events:
        if len({span.document_id for span in event.spans}) > 1:
            also = ", ".join(str(dating.time.value) for dating in event.also_dated)
            line = f"{told_by(facts, event.spans)}: {event.time.value}: {event.what.quote}"
            lines.append(line + (f" | also {also}" if also else ""))
    for c in facts.conflicts:
        sides = (side.value + (f" ({side.speaker})" if side.speaker else "") for side in c.sides)
        lines.append(f"{c.kind}: {' / '.join(sides)}" + (" | updated" if c.updated else ""))
    return lines


@pytest.mark.parametrize(("documents", "expected"), sets("events"))
def test_events_are_joined(documents, expected):
    assert shown(events.join(extract(documents))) == expected


@pytest.mark.parametrize(("documents", "expected"), sets("events"))
def test_the_order_of_the_documents_does_not_change_what_is_joined(documents, expected):
    def joined(order):
        facts = events.join(extract(order))
        return {frozenset(e.spans) for e in facts.events}, {frozenset(s.span for s in c.sides) for c in facts.conflicts}

    orders = [joined(order) for order in itertools.permutations(documents)]
    assert all(other == orders[0] for other in orders)


@pytest.mark.parametrize(("documents", "expected"), sets("events"))
def test_every_span_is_one_of_the_facts_that_went_in(documents, expected):
    before = extract(documents)
    after = events.join(before)
    known = {span for event in before.events for span in (*event.spans, event.time_span)}
    assert {span for event in after.events for span in event.spans} <= known
    assert {dating.span for event in after.events for dating in event.also_dated} <= known
    assert {side.span for conflict in after.conflicts for side in conflict.sides} <= known
