"""Denials beside what they deny, and claims beside those that say the contrary, in one document and across them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from briefgen.joining.index import Index, index_of
from briefgen.joining.propositions import Proposition, denied_by, negated_in, propositions
from briefgen.joining.said import Said
from briefgen.joining.texts import Passage, Texts, texts_of
from briefgen.model import Conflict, Facts, Side, Span, Tension

RULES = {"denial": "joining.denied", "claim": "joining.contradicted"}
_CONFIDENCE = {"denial": 0.85, "claim": 0.8}
_LEAST = {"denial": 0.6, "claim": 0.75}  # how much of what is denied a claim must say
_DOUBLED = frozenset({"tension.denied", "tension.disputed"})


def join(facts: Facts) -> Facts:
    """The facts with a conflict for each denial whose claim is told, and for each claim that another contradicts.

    A claim must have the verb of what is denied, all its names and most of its words, and must not be said by the one
    who denies it. A tension of one document that says the same as a conflict is left out.
    """
    texts = texts_of(facts.documents)
    said = Said(facts)
    denials = [*denied_by(texts, facts)]
    taken = {(d.span.document_id, d.span.sentence) for d in denials}
    against = [n for n in negated_in(texts, said) if (n.span.document_id, n.span.sentence) not in taken]
    found = _Pairs(texts, said, index_of(texts) if denials or against else None)
    conflicts = [
        _conflict(texts, kind, its, claims)
        for kind, denying in (("denial", denials), ("claim", against))
        for its, claims in found.of(kind, denying)
    ]
    conflicts.sort(key=lambda c: texts.order(c.sides[0].span))
    tensions = tuple(t for t in facts.tensions if not _is_told(t, conflicts))
    return replace(facts, tensions=tensions, conflicts=(*facts.conflicts, *conflicts))


def _is_told(tension: Tension, conflicts: Iterable[Conflict]) -> bool:
    """Whether a conflict sets the same sentences side by side."""
    if tension.rule not in _DOUBLED:
        return False
    its = {span.place for span in tension.spans}
    return any(its <= {span.place for span in conflict.spans} for conflict in conflicts)


# Which claims are denied -----------------------------------------------------------------------

Place = tuple[str, int]
Group = tuple[list[Proposition], list[Proposition]]


def _alike(denials: Iterable[Proposition]) -> Iterable[list[Proposition]]:
    """The denials, those together that deny the same in the mouth of the same."""
    groups: dict[object, list[Proposition]] = {}
    for one in denials:
        groups.setdefault((one.stems, one.names, one.verb, one.speaker, one.planned, one.days), []).append(one)
    return groups.values()


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Where denials are paired with what they deny."""

    texts: Texts
    said: Said
    index: Index | None
    read: dict[Place, tuple[Proposition, ...]] = field(default_factory=dict)

    def of(self, kind: str, denials: Iterable[Proposition]) -> list[Group]:
        """Denials with the claims that they deny; two denials of one claim go together. Those of no claim are left out."""
        groups: list[Group] = []
        of_claim: dict[Place, Group] = {}
        for alike in _alike(sorted(denials, key=lambda d: self.texts.steady(d.span))):
            claims = self._claims(kind, alike[0])
            if not claims:
                continue
            known = next((of_claim[c.place] for c in claims if c.place in of_claim), None)
            if known is None:
                known = ([], [])
                groups.append(known)
            known[0].extend(alike)
            for claim in claims:
                if claim.place not in of_claim:
                    of_claim[claim.place] = known
                    known[1].append(claim)
        return groups

    def _claims(self, kind: str, denial: Proposition) -> list[Proposition]:
        """What says what is denied, best first."""
        if self.index is None or len(denial.stems) < 2:
            return []
        found: list[Proposition] = []
        for passage in self.index.sharing(denial.stems, _LEAST[kind]):
            if self._may_claim(passage, denial):
                its = self._propositions(passage)
                found.extend(c for c in its if c.says(denial, _LEAST[kind], strictly=kind == "claim"))
        best: dict[tuple[str, int], Proposition] = {}
        for claim in sorted(found, key=lambda c: (-c.share_of(denial), self.texts.steady(c.span))):
            best.setdefault((claim.span.document_id, claim.span.sentence), claim)
        return list(best.values())

    def _propositions(self, passage: Passage) -> Sequence[Proposition]:
        place = (passage.document_id, passage.start)
        if place not in self.read:
            self.read[place] = tuple(propositions(self.texts, self.said, passage))
        return self.read[place]

    def _may_claim(self, passage: Passage, denial: Proposition) -> bool:
        if (passage.document_id, passage.index) == (denial.span.document_id, denial.span.sentence):
            return False
        if passage.text.rstrip("”\"'’").endswith("?"):
            return False
        here, there = passage.document_id, denial.span.document_id
        return here == there or self.texts.story(here).is_of(self.texts.story(there))


# Side by side ----------------------------------------------------------------------------------


def _conflict(texts: Texts, kind: str, denials: Sequence[Proposition], claims: Sequence[Proposition]) -> Conflict:
    """The claim first, then who denies it, each speaker once."""
    best = min(claims, key=lambda c: (-max(c.share_of(d) for d in denials), texts.order(c.span)))
    against: dict[str | None, Proposition] = {}
    for denial in sorted(denials, key=lambda d: texts.order(d.span)):
        against.setdefault(denial.speaker, denial)
    sides = (_side(texts, best), *(_side(texts, denial) for denial in against.values()))
    days = [side.published for side in sides]
    later = days[0] is not None and all(day is not None and day > days[0] for day in days[1:])
    if kind == "claim":
        sides = tuple(sorted(sides, key=lambda side: texts.order(side.span)))
    spans = dict.fromkeys((best.span, *(d.span for d in denials), *_in_order(texts, claims)))
    return Conflict(
        spans=tuple(spans),
        basis="derived",
        rule=RULES[kind],
        confidence=_CONFIDENCE[kind],
        kind="denial" if kind == "denial" else "claim",
        subject=next(iter(against.values())).subject,
        sides=sides,
        updated=kind == "claim" and later and all(p.is_state for p in (best, *denials)),
    )


def _in_order(texts: Texts, claims: Iterable[Proposition]) -> Iterator[Span]:
    return (claim.span for claim in sorted(claims, key=lambda c: texts.order(c.span)))


def _side(texts: Texts, one: Proposition) -> Side:
    return Side(
        value=" ".join(one.span.quote.split()),
        span=one.span,
        speaker=one.speaker,
        published=texts.day(one.span.document_id),
    )
