import itertools

import pytest
from sets_at_hand import sets

from briefgen.extractors import extract
from briefgen.joining import denials
from briefgen.model import Facts


def shown(facts: Facts) -> list[str]:
    lines = []
    for conflict in facts.conflicts:
        sides = (side.value + (f" ({side.speaker})" if side.speaker else "") for side in conflict.sides)
        lines.append(f"{conflict.kind}: {' / '.join(sides)}" + (" | updated" if conflict.updated else ""))
    return lines


@pytest.mark.parametrize(("documents", "expected"), sets("denials"))
def test_denials_stand_beside_what_they_deny(documents, expected):
    assert shown(denials.join(extract(documents))) == expected


@pytest.mark.parametrize(("documents", "expected"), sets("denials"))
def test_the_order_of_the_documents_does_not_change_what_is_joined(documents, expected):
    def joined(order):
        return {frozenset(c.spans) for c in denials.join(extract(order)).conflicts}

    orders = [joined(order) for order in itertools.permutations(documents)]
    assert all(other == orders[0] for other in orders)


def test_a_tension_that_says_the_same_is_left_out():
    (documents,) = [p.values[0] for p in sets("denials") if "within one document" in p.id]
    before = extract(documents)
    after = denials.join(before)
    assert [t.rule for t in before.tensions] == ["tension.denied"]
    assert (after.tensions, len(after.conflicts)) == ((), 1)
