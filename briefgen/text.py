"""Plain text with offsets: paragraphs, sentences and tokens. No language beyond how sentences end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, start..end half-open in the text, without surrounding white space."""

    index: int
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark."""

    start: int
    end: int
    text: str


# Controls, line and paragraph ends, overrides of the writing direction, and what is no character at all.
_NOT_PRINTABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]+"
)


def printable(text: str) -> str:
    """A text on one line with nothing in it that steers a page, a terminal or a parser; runs of such become a space."""
    return _NOT_PRINTABLE.sub(" ", text)


_BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"
_BREAK = re.compile(rf"\r\n|[{_BREAKS}]")
_PARAGRAPH = re.compile(rf"[^{_BREAKS}]+(?:(?:\r\n|[{_BREAKS}])(?![ \t]*[{_BREAKS}])[^{_BREAKS}]+)*")
_ITEM = re.compile(r"\s*(?:[>|•▪‣◦*–—-]\s|>|\(?\w{1,3}[.)]\s|[A-Z][\w. ]{0,40}:\s)")  # a bullet, a number, "Name:"
MAX_SENTENCE = 1_000  # characters; nobody writes longer ones, and every rule may then look at a whole sentence
_NO_LIST = 24  # characters; shorter lines that open small are items of a list more often than prose
_HARD_WRAP = 45  # a line at least this long, without a full stop, goes on in the next one
_LONGEST_LINE = 100
_SHORTEST_LINE = 40  # of a text whose lines are all wrapped, but for the last
_LOOKED_AT = 4_000  # characters whose lines show whether a text is wrapped
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_NOTE = r"\[(?:\d{1,3}|[a-z]|[a-z]{1,9} (?:needed|\d{1,3}))\]|[¹²³⁰⁴-⁹*†‡§]|(?<=[a-z][.!?”\"])\d{1,2}(?=\s+[A-Z“\"‘])"  # of a footnote
# Possessive, and never begun inside a run of stops: a line of 100,000 dots is looked at once.
_STOP = re.compile(rf"(?<![.!?…؟۔])[.!?…؟۔]++(?:[\"'”’»)\]{_INVISIBLE}]|{_NOTE})*+(?=\s+\S)|[。！？।॥።։]+[」』”]?")
SENTENCE_ENDS = frozenset(
    ".!?…؟۔。！？।॥።։:\"”’»')」』]"
)  # what the last character of a sentence may be, marks that close included
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st sr jr vs gen col lt sgt capt maj cmdr adm gov sen rep hon rev messrs no nos fig art sec vol "
    "pp inc ltd co corp dept est approx etc al eg ie cf jan feb mar apr jun jul aug sep sept oct nov dec mt ft".split()
)
_NEVER_FINAL = frozenset(
    "mr mrs ms dr prof st gen col lt sgt capt maj cmdr adm gov sen rep hon rev messrs no nos fig art vs".split()
)
_WORD_BEFORE = re.compile(r"([A-Za-z][A-Za-z.&]*)$")
_NEXT_WORD = re.compile(r"\W*(\w+)")
_OPENER = re.compile(rf"\s+[\"'“‘«(\[{_INVISIBLE}]*(\S)")
# Tokens are cut as in Universal Dependencies (English), on which the tagger was trained: clitics and hyphens apart.
_TOKEN = re.compile(
    r"https?://[^\s<>\"”’)]{1,500}|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}"
    r"|(?:[^\W\d_]\.){2,20}"
    r"|(?i:\b(?:" + "|".join(sorted(_ABBREVIATIONS - {"no", "al", "fig", "art", "sec"})) + r")\.)(?=\s)"
    r"|\b[A-Z]\.(?=\s+[A-Z])"
    r"|(?i:\b(?:non|pro|anti|e|ex|re|co|pre|post|multi|mid|semi|sub|un)-[^\W\d_]+)"
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?\b|\d+(?:[.,]\d+)*"
    r"|(?i:\bcan(?=not\b)|[^\W\d_]{1,40}?(?=n[’']t\b)|n[’']t\b|[’'](?:s|re|ve|ll|d|m)\b)"
    r"|[^\W_]+(?:&[^\W_]+)?|\.{2,}|-{2,}|!{2,}|\?{2,}|\S"
)


def paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """The paragraphs as start..end offsets: blocks between blank lines, or single lines where none are blank.

    Lines that were wrapped by hand (long, ending within a sentence) are kept together.
    """
    found: list[tuple[int, int]] = []
    for block in _PARAGRAPH.finditer(text):
        found.extend(_lines(text, block.start(), block.end()))
    return tuple((start, end) for start, end in (_trim(text, *pair) for pair in found) if start < end)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for newline in _BREAK.finditer(text, start, end):
        line = text[max(begin, start) : newline.start()].rstrip()
        if not _goes_on(text, line, begin, newline.end(), end):
            yield begin, newline.start()
            begin = newline.end()
        start = newline.end()
    yield begin, end


def _goes_on(text: str, line: str, begin: int, following: int, end: int) -> bool:
    """True when a line was wrapped by hand and its sentence goes on in the line that begins at following."""
    if _ITEM.match(text, following, end):
        return False
    small = text[following : following + 40].lstrip()[:1].islower()
    if small and len(line) >= _NO_LIST and (line[-1].islower() or line[-1] == ","):
        return True  # "did" / "not fall": a short line is part of a sentence, too, when the next one opens small
    if len(line) < _HARD_WRAP:
        return False
    if line[-1] not in '.!?:”"»' and small:
        return True
    return len(line) <= _LONGEST_LINE and _looks_wrapped(text, begin, end)


def _looks_wrapped(text: str, start: int, end: int) -> bool:
    """Lines of much the same length that break anywhere: many of them open with a small letter, as no list does."""
    lines = _BREAK.split(text[start : min(end, start + _LOOKED_AT)])
    small = sum(line.lstrip()[:1].islower() for line in lines[1:])
    return (
        len(lines) > 2
        and 3 * small >= len(lines)
        and all(_SHORTEST_LINE <= len(line) <= _LONGEST_LINE for line in lines[:-1])
    )


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def sentences(text: str) -> tuple[Sentence, ...]:
    """Split the text into sentences, in reading order; a line without a full stop (a heading) is one.

    Every character that is not white space lies in exactly one sentence, and none is longer than
    MAX_SENTENCE. Linear in the text's length.
    """
    found: list[Sentence] = []
    for number, (start, end) in enumerate(paragraphs(text)):
        begin = start
        for stop in _STOP.finditer(text, start, end):
            if begin < stop.end() < end and _is_boundary(text, stop):
                found.extend(_bounded(text, len(found), begin, stop.end(), number))
                begin = _trim(text, stop.end(), end)[0]
        if begin < end:
            found.extend(_bounded(text, len(found), begin, end, number))
    return tuple(found)


def _bounded(text: str, index: int, start: int, end: int, paragraph: int) -> Iterator[Sentence]:
    """One sentence, or pieces of at most MAX_SENTENCE characters where somebody forgot the full stops."""
    while end - start > MAX_SENTENCE:
        cut = _cut(text, start, start + MAX_SENTENCE)
        stop = _trim(text, start, cut)[1]
        if start < stop:
            yield Sentence(index, start, stop, paragraph)
            index += 1
        start = _trim(text, cut, end)[0]
    if start < end:
        yield Sentence(index, start, end, paragraph)


def _cut(text: str, start: int, latest: int) -> int:
    """Where to cut what is too long: best at a line's end, else at a semicolon, a comma, a space, or in the middle."""
    for mark in ("\n", "; ", ", ", " "):
        cut = text.rfind(mark, start + MAX_SENTENCE // 2, latest)
        if cut >= 0:
            return cut + len(mark.rstrip(" "))
    return latest


def _is_boundary(text: str, stop: re.Match[str]) -> bool:
    mark = stop.group()
    opener = _OPENER.match(text, stop.end())
    following = opener.group(1) if opener else ""
    if mark[0] in "。！？।॥።։":
        return True
    if following.islower() or following in ",;:)":
        return False
    if mark[0] != "." or len(mark.rstrip("\"'”’»)]")) > 1:
        return True
    word = _WORD_BEFORE.search(text, max(0, stop.start() - 20), stop.start())
    if word is None:
        return True
    name = word.group(1).lower()
    if len(name) == 1:  # an initial ("J. Smith"), unless it is the pronoun
        return word.group(1) == "I" or mark != "."
    if name in _NEVER_FINAL:
        return False
    if "." in name or name in _ABBREVIATIONS:  # "U.S. Navy" goes on, "in the U.S. The" does not
        return _opens_sentence(text, stop.end())
    return True


_SENTENCE_OPENERS = frozenset(
    "the a an in on at it he she they we you this that these those but and however meanwhile after before when while "
    "as if there since for according earlier last its his her their our some many most no not so yet".split()
)


def _opens_sentence(text: str, start: int) -> bool:
    word = _NEXT_WORD.match(text, start)
    return word is not None and word.group(1).lower() in _SENTENCE_OPENERS


def tokens(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Words, numbers and marks between start and end, in reading order, none overlapping."""
    stop = len(text) if end is None else end
    return tuple(Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text, start, stop))


def sentence_at(all_sentences: Sequence[Sentence], offset: int) -> Sentence:
    """The sentence that holds an offset, or the last one that begins before it."""
    return all_sentences[max(0, bisect_right(all_sentences, offset, key=lambda s: s.start) - 1)]
