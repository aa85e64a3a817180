"""Whom a pronoun stands for, where only one person can be meant."""

from __future__ import annotations

from bisect import bisect_left

from briefgen.joining.texts import Passage, Texts
from briefgen.model import Attribution, Facts

_PERSONAL = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}


class Referents:
    """The people whom the documents name, and where."""

    def __init__(self, facts: Facts, texts: Texts) -> None:
        self._texts = texts
        named: dict[str, list[tuple[int, str]]] = {}
        for who in facts.stakeholders:
            if who.kind == "person":
                for alias in who.aliases:
                    for span in alias.spans if alias.sense == "name" else ():
                        named.setdefault(span.document_id, []).append((span.start, who.name))
        self._named = {document: sorted(places) for document, places in named.items()}

    def of(self, passage: Passage, pronoun: str, offset: int, said: Attribution | None = None) -> str | None:
        """The name of the only person who is named in front of a "he" or "she", in its sentence or the one before.

        Where "she said" that he did something, she is not meant. None for other pronouns and where several can be.
        """
        if pronoun not in _PERSONAL:
            return None
        people = set(self.candidates(passage, offset))
        spoken = said.speaker_span.quote.lower() if said is not None and said.speaker_span is not None else ""
        if said is not None and _PERSONAL.get(spoken, _PERSONAL[pronoun]) != _PERSONAL[pronoun]:
            people.discard(said.speaker or "")
        return people.pop() if len(people) == 1 else None

    def candidates(self, passage: Passage, offset: int) -> list[str]:
        """The people named in front of an offset, in its sentence or the one before."""
        before = self._texts.neighbour(passage, -1)
        start = before.start if before is not None else passage.start
        return list(dict.fromkeys(self._between(passage.document_id, start, offset)))

    def _between(self, document_id: str, start: int, end: int) -> list[str]:
        its = self._named.get(document_id, [])
        return [name for _, name in its[bisect_left(its, (start, "")) : bisect_left(its, (end, ""))]]
