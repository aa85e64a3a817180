"""What somebody is reported not to have said: "did not disclose", "declined to comment", "could not be reached"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.extractors.statements.scene import Draft, Passage, Speaker, trimmed
from briefgen.extractors.statements.speakers import main_subject, subject
from briefgen.language.cues import NON_DISCLOSURE

_ENDS = re.compile(r"[;.]\s|,\s+(?:but|and|while|although|though|as|amid|according|which|who|prompting|saying|adding|citing)\b")


def read_silences(passage: Passage) -> Iterator[Draft]:
    """The silences of one sentence; content is what was kept back, or the cue itself when nothing is named."""
    text, sentence = passage.text, passage.sentence
    for match in NON_DISCLOSURE.finditer(text, sentence.start, sentence.end):
        if passage.scene.is_spoken(match.start()) or text.startswith(" that ", match.end()):
            continue  # "did not say that it was safe" is a negated statement, not a silence
        speaker = _silent(passage, passage.index_at(match.start()))
        if speaker is None:
            continue
        ends = _ENDS.search(text, match.end(), sentence.end)
        start, end = trimmed(text, match.end(), ends.start() if ends else sentence.end)
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


def _silent(passage: Passage, i: int) -> Speaker | None:
    """Who keeps silent: the subject of the verb, or of the verb it is joined to."""
    words = passage.words
    coordinated = i > 0 and words[i - 1].lower in ("and", "but", "or")
    return (None if coordinated else subject(passage, i)) or main_subject(passage, i)
