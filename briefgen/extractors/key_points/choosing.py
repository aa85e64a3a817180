"""Which sentences become points, in which order and company: the best first, then what adds most. Scores come from weighing."""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefgen.extractors.key_points.standing import Reading
from briefgen.extractors.key_points.weighing import Weighed
from briefgen.language.analysis import Analysis

MOST_POINTS = 12
JOINED_WORDS = 52  # a point of several sentences is no longer than this
REPEAT_WEIGHT = 1.0
VOICE_WEIGHT = 0.3  # for the first report of somebody who has not been heard yet
_REPEATS = 0.85  # a point that shares this much with one already told says nothing new
_AT_LEAST = 3
_SHARE = 0.6


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
) -> list[Point]:
    """The points, best first: at most MOST_POINTS, fewer for a short text, no sentence twice.

    Each next point is the one that weighs most once what has been told already is taken off.
    """
    return _Choice(analysis, weighed, readings, voices).run()


class _Choice:
    """What has been told so far, and what is left to tell."""

    def __init__(
        self,
        analysis: Analysis,
        weighed: Mapping[int, Weighed],
        readings: Mapping[int, Reading],
        voices: Mapping[int, str],
    ) -> None:
        self.analysis = analysis
        self.weighed = weighed
        self.readings = readings
        self.voices = voices
        self.told: set[str] = set()
        self.heard: set[str] = set()
        self.used: set[int] = set()

    def run(self) -> list[Point]:
        budget = min(MOST_POINTS, max(_AT_LEAST, math.ceil(len(self.readings) * _SHARE)))
        points: list[Point] = []
        # What a sentence adds only shrinks, so the top of the heap is looked at again, and nothing else.
        heap = [(-math.inf, index) for index in self.readings]
        while heap and len(points) < budget:
            stale, index = heapq.heappop(heap)
            reading = self.readings[index]
            if any(i in self.used for i in range(reading.first, reading.last + 1)):
                continue
            if points and self._repeated(index) > _REPEATS:
                continue
            fresh = -self._adds(index)
            if fresh > stale:
                heapq.heappush(heap, (fresh, index))
                continue
            points.append(self._tell(index))
        return points

    def _adds(self, index: int) -> float:
        voice = self.voices.get(index)
        is_new = voice is not None and voice not in self.heard
        return self.weighed[index].score + VOICE_WEIGHT * is_new - REPEAT_WEIGHT * self._repeated(index)

    def _repeated(self, index: int) -> float:
        stems = self.weighed[index].stems
        return len(stems & self.told) / (len(stems) or 1)

    def _tell(self, index: int) -> Point:
        first, last = self._company(index)
        for member in range(first, last + 1):
            self.used.add(member)
            self.told |= self.weighed[member].stems
            self.heard |= {self.voices[member]} if member in self.voices else set()
        return Point(index, first, last)

    def _company(self, index: int) -> tuple[int, int]:
        """The sentences that a point needs, and the neighbours that belong to it as far as JOINED_WORDS go."""
        first, last = self.readings[index].first, self.readings[index].last
        words = sum(self._length(i) for i in range(first, last + 1))
        for step in (1, 1, -1):
            other = last + 1 if step > 0 else first - 1
            if not self._belongs(index, other) or words + self._length(other) > JOINED_WORDS:
                continue
            reading = self.readings[other]
            if first <= reading.first and reading.last <= last or reading.first == reading.last:
                first, last = min(first, other), max(last, other)
            elif reading.first >= first and reading.last == other:
                last = other
            words = sum(self._length(i) for i in range(first, last + 1))
        return first, last

    def _length(self, index: int) -> int:
        return len(self.analysis.words[index])

    def _belongs(self, index: int, other: int) -> bool:
        """True for a neighbour in the paragraph that the same speaker says, that a dispute rests on, or that is a short addition."""
        if other not in self.readings or other in self.used or index == self._opening():
            return False
        if self.analysis.sentences[other].paragraph != self.analysis.sentences[index].paragraph:
            return False
        one, two = self.weighed[index], self.weighed[other]
        voice, other_voice = self.voices.get(index), self.voices.get(other)
        if one.passage.lead or two.passage.lead:
            return False
        if voice is not None and voice == other_voice:
            return True
        if voice is not None and other_voice is not None:
            return False
        shared = len(one.stems & two.stems)
        return "contested" in (one.kind, two.kind) or (shared >= 1 and self._length(other) <= 12)

    def _opening(self) -> int:
        return min(self.weighed)
