"""A text as a reader sees it, with the way back to where each character stood. What the characters say is not looked at."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"  # that join the letter before them
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_LIGATURES = "\ufb00-\ufb06"
_HIDDEN = re.compile(f"[{_INVISIBLE}]+")
_SPACES = "\u00a0\u2007\u2009\u202f"
# What is not as it seems: a letter with marks of its own, what nobody sees, "ﬁ", a space that does not break (but not
# the one that groups the digits of a number).
_UNLIKE = re.compile(
    rf"[^\W_](?:[{_INVISIBLE}]*[{_MARKS}])+|[{_INVISIBLE}]+|[{_LIGATURES}]|(?<!\d)[{_SPACES}]|[{_SPACES}](?!\d)"
)


@dataclass(frozen=True, slots=True)
class PlainText:
    """A plain text and, for each of its characters, where what it stands for begins and ends in the original.

    starts and ends are as long as text; both rise or stay.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where start..end of the plain text, half-open and not empty, stood in the original."""
        return self.starts[start], self.ends[end - 1]


def plain(text: str) -> str:
    """The text with its accents on their letters, without what is invisible, ligatures as letters, spaces as spaces."""
    return text if text.isascii() else _UNLIKE.sub(_seen, text)


def _seen(match: re.Match[str]) -> str:
    what = _HIDDEN.sub("", match.group())
    if what.isspace():
        return " "
    return unicodedata.normalize("NFC" if len(what) > 1 else "NFKC", what)


def with_origins(text: str) -> PlainText | None:
    """The plain text and its way back; None where the text is plain already. Linear in its length."""
    if text.isascii() or not _UNLIKE.search(text):
        return None
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for match in _UNLIKE.finditer(text):
        pieces.append(text[done : match.start()])
        starts.extend(range(done, match.start()))
        ends.extend(range(done + 1, match.start() + 1))
        seen = _seen(match)
        pieces.append(seen)
        starts.extend([match.start()] * len(seen))
        ends.extend([match.end()] * len(seen))
        done = match.end()
    pieces.append(text[done:])
    starts.extend(range(done, len(text)))
    ends.extend(range(done + 1, len(text) + 1))
    return PlainText("".join(pieces), tuple(starts), tuple(ends))
