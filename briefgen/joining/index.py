"""Where the words of a set stand: from a word's stem to the sentences that have it. Nothing is judged here."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable

from briefgen.joining.lemmas import is_content, stem
from briefgen.joining.texts import Passage, Texts

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_COMMON = 60  # sentences: a stem that more than these and a tenth of all have finds nothing by itself


class Index:
    """The sentences of some documents by the stems of their words."""

    def __init__(self, texts: Texts) -> None:
        self._passages: list[Passage] = []
        self._places: dict[str, list[int]] = {}
        for document_id in texts.documents:
            for passage in texts.passages(document_id):
                for each in dict.fromkeys(stems_in(passage.text)):
                    self._places.setdefault(each, []).append(len(self._passages))
                self._passages.append(passage)

    def sharing(self, wanted: Iterable[str], least: float) -> list[Passage]:
        """The sentences that have at least a share of the wanted stems, in the order of the documents."""
        its = sorted(set(wanted))
        most = max(_COMMON, len(self._passages) // 10)
        found: Counter[int] = Counter()
        rare = [each for each in its if len(self._places.get(each, ())) <= most]
        for each in rare:
            found.update(self._places.get(each, ()))
        common = {each: set(self._places[each]) for each in its if each not in rare and found}
        for number in found:
            found[number] += sum(number in places for places in common.values())
        return [self._passages[number] for number in sorted(found) if found[number] >= least * len(its)]


def stems_in(text: str) -> list[str]:
    """The stems of the words of a text that tell what it is about, in reading order."""
    words = (word.removesuffix("’s").removesuffix("'s") for word in _WORD.findall(text.lower()))
    return [stem(word) for word in words if is_content(word)]


@functools.lru_cache(maxsize=1)
def index_of(texts: Texts) -> Index:
    """The index of some texts; one step after another looks into the same."""
    return Index(texts)
