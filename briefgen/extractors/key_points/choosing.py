"""Which sentences become points, in which order and company: the best first, then what adds most. Scores come from weighing."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass

from briefgen.extractors.key_points.standing import Reading
from briefgen.extractors.key_points.weighing import Weighed
from briefgen.language.analysis import Analysis
from briefgen.language.stems import repeated

MOST_POINTS = 12
JOINED_WORDS = 52  # a point of several sentences is no longer than this
REPEAT_WEIGHT = 2.0
VOICE_WEIGHT = 0.1  # for the first report of somebody who has not been heard yet
CROWD_WEIGHT = 1.0  # off a third silence or dispute: a brief is not made of doubts
_DOUBT = frozenset({"non-disclosure", "contested"})
_MANY_OF_A_KIND = 2
_REPEATS = 0.85  # a point that shares this much with one already told says nothing new
_AT_LEAST = 3
_SHARE = 0.7
_SHORT = 20


@dataclass(frozen=True, slots=True)
class Point:
    """A point to be: the sentence it was chosen for, and first..last, all that it shows."""

    core: int
    first: int
    last: int


def choose(
    analysis: Analysis,
    weighed: Mapping[int, Weighed],
    readings: Mapping[int, Reading],
    voices: Mapping[int, str],
    pairs: Set[tuple[int, int]],
) -> list[Point]:
    """The points, best first: at most MOST_POINTS, fewer for a short text, no sentence twice.

    Each next point is the one that weighs most once what has been told already is taken off. pairs are
    neighbouring sentences that belong together whoever says them.
    """
    return _Choice(analysis, weighed, readings, voices, pairs).run()


class _Choice:
    """What has been told so far, and what is left to tell."""

    def __init__(
        self,
        analysis: Analysis,
        weighed: Mapping[int, Weighed],
        readings: Mapping[int, Reading],
        voices: Mapping[int, str],
        pairs: Set[tuple[int, int]],
    ) -> None:
        self.analysis = analysis
        self.weighed = weighed
        self.readings = readings
        self.voices = voices
        self.pairs = pairs
        self.points: list[Point] = []
        self._told: set[str] = set()
        self._heard: set[str] = set()
        self._kinds: Counter[str] = Counter()
        self._shown: dict[int, int] = {}  # sentence → number of its point

    def run(self) -> list[Point]:
        budget = min(MOST_POINTS, max(_AT_LEAST, math.ceil(len(self.readings) * _SHARE)))
        plain = [index for index in self.readings if self.weighed[index].kind not in _DOUBT]
        if plain:  # what happened comes before what is not known of it
            self._tell(max(plain, key=lambda index: (self.weighed[index].score, -index)))
        # What a sentence adds only shrinks, so the top of the heap is looked at again, and nothing else.
        heap = [(-math.inf, index) for index in self.readings]
        while heap and len(self.points) < budget:
            stale, index = heapq.heappop(heap)
            if index in self._shown or (self.points and self._repeated(index) > _REPEATS):
                continue
            fresh = -self._adds(index)
            if fresh > stale:
                heapq.heappush(heap, (fresh, index))
                continue
            self._tell(index)
        return self.points

    def _adds(self, index: int) -> float:
        voice = self.voices.get(index)
        is_new = voice is not None and voice not in self._heard
        weighed = self.weighed[index]
        crowd = CROWD_WEIGHT if self._kinds[weighed.kind] >= _MANY_OF_A_KIND and weighed.kind in _DOUBT else 0.0
        return math.fsum((weighed.score, VOICE_WEIGHT * is_new, -crowd, -REPEAT_WEIGHT * self._repeated(index)))

    def _repeated(self, index: int) -> float:
        return repeated(self.weighed[index].stems, self._told)

    def _tell(self, index: int) -> None:
        """Make a point of a sentence and its company, or add it to the point that shows what it needs."""
        reading = self.readings[index]
        shown = {self._shown[i] for i in range(reading.first, reading.last + 1) if i in self._shown}
        if not shown:
            self.points.append(Point(index, *self._company(index)))
            self._note(len(self.points) - 1)
            return
        number = min(shown)
        point = self.points[number]
        longer = Point(point.core, min(point.first, reading.first), max(point.last, reading.last))
        if shown == {number} and self._words(longer.first, longer.last) <= JOINED_WORDS:
            self.points[number] = longer
            self._note(number)

    def _note(self, number: int) -> None:
        point = self.points[number]
        for member in range(point.first, point.last + 1):
            if member not in self._shown:
                self._kinds[self.weighed[member].kind] += 1
            self._shown[member] = number
            self._told |= self.weighed[member].stems
            if member in self.voices:
                self._heard.add(self.voices[member])

    def _company(self, index: int) -> tuple[int, int]:
        """The sentences that a point needs, and the neighbours that belong to it as far as JOINED_WORDS go."""
        first, last = self.readings[index].first, self.readings[index].last
        for step in (1, 1, -1):
            other = last + 1 if step > 0 else first - 1
            if self._belongs(index, other):
                reading = self.readings[other]
                wider = min(first, other), max(last, other)
                fits = self._words(*wider) <= JOINED_WORDS
                if fits and wider[0] <= reading.first and reading.last <= wider[1]:
                    first, last = wider
        return first, last

    def _words(self, first: int, last: int) -> int:
        return sum(len(self.analysis.words[index]) for index in range(first, last + 1))

    def _belongs(self, index: int, other: int) -> bool:
        """True for a neighbour on which a dispute or a question rests, or in which the same speaker adds a few words."""
        if other not in self.readings or other in self._shown or index == self._opening():
            return False
        one, two = self.weighed[index], self.weighed[other]
        if one.passage.lead != two.passage.lead or not self._in_one_paragraph(index, other):
            return False
        if one.passage.lead:  # two short sentences of one turn
            return self._words(min(index, other), max(index, other)) <= 2 * _SHORT
        if one.kind == two.kind == "contested":  # a charge and its denial
            return True
        voice, other_voice = self.voices.get(index), self.voices.get(other)
        if voice is not None and other_voice is not None:
            return voice == other_voice and min(self._words(i, i) for i in (index, other)) <= _SHORT
        if "contested" in (one.kind, two.kind):
            return True
        return (min(index, other), max(index, other)) in self.pairs

    def _in_one_paragraph(self, index: int, other: int) -> bool:
        return self.analysis.sentences[index].paragraph == self.analysis.sentences[other].paragraph

    def _opening(self) -> int:
        return min(self.weighed)
