"""Who says what stands at a place of a document, as the statements tell."""

from __future__ import annotations

from bisect import bisect_right

from briefgen.model import Facts, Statement


class Said:
    """The statements of some documents by where their contents stand."""

    def __init__(self, facts: Facts) -> None:
        self._by_document: dict[str, list[Statement]] = {}
        for statement in facts.statements:
            self._by_document.setdefault(statement.content.document_id, []).append(statement)
        for its in self._by_document.values():
            its.sort(key=lambda statement: statement.content.start)

    def at(self, document_id: str, start: int, end: int) -> Statement | None:
        """The statement whose content holds most of a stretch, the innermost; None where the text itself tells it."""
        its = self._by_document.get(document_id, [])
        last = bisect_right(its, end, key=lambda statement: statement.content.start)
        for statement in reversed(its[max(0, last - _NEAR) : last]):
            content = statement.content
            if min(end, content.end) - max(start, content.start) > (end - start) / 2:
                return statement
        return None


_NEAR = 6  # statements that can hold one another
