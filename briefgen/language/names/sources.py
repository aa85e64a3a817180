"""Names that say where a text comes from, not whom it is about: the agency of a dateline, the author of a byline."""

from __future__ import annotations

import re

from briefgen.language.names.candidates import Candidate
from briefgen.text import Sentence

_DATELINE = re.compile(r"[^\W\d_][^()\n]{1,40}\(([^()\n]{2,30})\)\s{0,2}[—–-]{1,2}\s")
_BYLINE = re.compile(r"(?:By|BY)\s+(?:[^\W\d_a-z][\w.’'-]{0,20}(?:,|\s+and|\s+AND)?\s*){2,8}$")


def is_source(candidate: Candidate, sentence: Sentence, text: str) -> bool:
    """True for a name in a byline and for the agency in a dateline ("LIMA (Reuters) —")."""
    if candidate.start - sentence.start > _REACH:
        return False
    if (dateline := _DATELINE.match(text, sentence.start, sentence.end)) is not None:
        return dateline.start(1) <= candidate.start < dateline.end(1)
    return text.startswith(("By ", "BY "), sentence.start) and _is_byline(text, sentence)


_REACH = 80


def _is_byline(text: str, sentence: Sentence) -> bool:
    return sentence.end - sentence.start <= _REACH and _BYLINE.match(text, sentence.start, sentence.end) is not None
