"""What somebody is reported not to have said: "did not disclose", "declined to comment", "could not be reached"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from briefgen.extractors.statements.scene import MOST_CUES, Draft, Passage, Speaker
from briefgen.extractors.statements.speakers import main_subject, subject
from briefgen.language.cues import NON_DISCLOSURE

_ENDS = re.compile(
    r"[;.]\s|,\s+(?:but|and|while|although|though|as|amid|according|which|who|prompting|saying|adding|citing)\b"
)
_WEAK = re.compile(
    r"(?:give|giving|given|provid\w+|offer\w*|release\w*|publish\w*|name\w*|naming|identif\w+|address\w*|answer\w*|"
    r"discuss\w*|mention\w*|explain\w*|confirm\w*)$"
)


def read_silences(passage: Passage) -> Iterator[Draft]:
    """The silences of one sentence; content is what was kept back, or the cue itself when nothing is named."""
    text, sentence = passage.text, passage.sentence
    for match in islice(NON_DISCLOSURE.finditer(text, sentence.start, sentence.end), MOST_CUES):
        if passage.scene.is_spoken(match.start()) or text.startswith(" that ", match.end()):
            continue  # "did not say that it was safe" is a negated statement, not a silence
        speaker = _silent(passage, passage.index_at(match.start()))
        if speaker is None or not _keeps_back(passage, match):
            continue
        ends = _ENDS.search(text, match.end(), sentence.end)
        start, end = passage.stretch(match.end(), ends.start() if ends else sentence.end)
        if start >= end:
            start, end = match.span()
        yield Draft(
            speaker=speaker,
            cue=match.span(),
            contents=((start, end),),
            mode="non_disclosure",
            rule="statements.non_disclosure",
            negated=True,
        )


_INFORMATION = re.compile(
    r"(?:how|what|why|when|where|whether|who|which|if|it|them|him|her|that)\b|(?:[\w’'-]{1,20} ){0,3}"
    r"(?:details?|information|reasons?|explanations?|numbers?|figures?|names?|dates?|timeline|timetable|evidence|"
    r"comments?|causes?|costs?|price|breakdown|specifics|identit(?:y|ies)|amounts?|size|terms|questions?|estimates?|"
    r"motives?|documents?|records?|files?|lists?|reports?|rumou?rs?|claims?|results?|minutes|footage|contracts?|sources?|"
    r"person|people|suspects?|victims?|m[ae]n|wom[ae]n|driver|gunman|attackers?|dead)\b",
    re.IGNORECASE,
)


def _keeps_back(passage: Passage, match: re.Match[str]) -> bool:
    """False where the verb means something else: "would not offer shelter" hides nothing, "did not give details" does."""
    if not _WEAK.search(match.group()) or match.group().lower().endswith("to publish"):
        return True
    return _INFORMATION.match(passage.text[match.end() : match.end() + 80].strip()) is not None


def _silent(passage: Passage, i: int) -> Speaker | None:
    """Who keeps silent: the subject of the verb, or of the verb it is joined to."""
    words = passage.words
    coordinated = i > 0 and words[i - 1].lower in ("and", "but", "or")
    return (None if coordinated else subject(passage, i)) or main_subject(passage, i)
