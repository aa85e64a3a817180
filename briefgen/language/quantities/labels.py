"""Numbers that name and do not count: versions, flights, sections, phone numbers, addresses, scores, models, places on a list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.language.times import TimeMention

# Digits that belong to something longer, each found as a whole before any number is read.
_NOT_NUMBERS = re.compile(
    r"(?:https?://|www\.)\S{1,500}"
    r"|[\w.+-]{1,64}@[\w-]{1,64}\.\w{1,20}"
    r"|(?<![\w.])(?:\+\d{1,3}[\s.-]?)?(?:\(\d{2,5}\)[\s.-]?|\d{3}[.-])\d{3,4}[.\s-]\d{3,4}\b"
    r"|\+\d[\d\s-]{7,16}\d|\b0\d{2,4}[\s-]\d{3,4}[\s-]?\d{3,4}\b"
    r"|(?<![\w.])\d{1,3}(?:\.\d+)?\s?°(?!\s?[CF]\b)(?:\s?\d{1,2}[′’']\s?)?(?:\d{1,2}(?:\.\d+)?[″”\"]\s?)?[NSEW]?\b|\b\d{1,2}[′″]"
    r"|\b\d+(?:\.\d+){2,9}\b|\[\d{1,4}\]|(?<![\d.])\d{1,4}(?::\d{1,4}){1,3}\b"
    r"|(?<!\d)\d{1,4}/\d{1,4}(?:/\d{1,4})?(?![\d%])"
    r"|\b\d{1,6}(?:[A-Za-z])?\s(?:[A-Z][\w.’']*\s){1,4}(?:Street|Avenue|Road|Boulevard|Lane|Drive|Square|Place|Terrace|Highway|Parkway|Court|Plaza|St|Ave|Rd|Blvd)\b"
    r"|(?<![\w,.])-?\d{1,3}\.\d{3,10}[,;]\s?-?\d{1,3}\.\d{3,10}"
    r"|(?m:^[ \t]*[(]?\d{1,3}[.)](?=\s))"
    r"|(?<![\w-])\d{1,3}[-–]\d{1,3}[-–]\d{1,4}\b"
    r"|(?i:\bISBN\b[\s:]{0,3}[\d-]{9,20})|(?:\d{5,}|\d[\d ]{11,22}\d)(?=\s?\()"
)
_LABEL_WORD = re.compile(
    r"(?:\b(?:no|nos|number|numbers|numbered|version|versions|chapter|chapters|section|sections|article|articles|clause|paragraph|page|pages|pp|p|room|"
    r"flight|channel|route|highway|interstate|group|grade|phase|type|model|windows|resolution|resolutions|level|stage|class|category|tier|volume|issue|part|"
    r"figure|table|box|item|line|lines|rule|gate|terminal|platform|district|ward|zone|sector|unit|block|building|floor|apt|suite|apartment|episode|season|"
    r"series|round|lap|game|day|week|week’s|step|option|question|answer|appendix|annex|exhibit|schedule|form|bill|act|case|docket|tel|phone|telephone|fax|call|"
    r"extension|ext|postcode|zip|isbn|id|track|track|runway|exit|junction|size|top|under-|covid|formula|area|camp|pier|hall|lot|seed|hole|vol|ch|sec|art|para|fig)\.?|№|#|§|\$#)\s?$",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"(?:^|[^\w’'])(?P<word>[a-z]?[A-Z][\w’'&-]*)[\s]$")
_CHAIN = re.compile(r",\s|,?\s(?:and|or|to|&)\s|\s?[-–—]\s?|/")
_WEEKDAY = re.compile(r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december)$")
_BEGINS = re.compile(r"(?:^|[.!?:;•–—\"“”(]\s*|\n\s*)$")
_NOT_NAMES = frozenset(
    "in on at by for from to of with about around nearly almost over under some only just another the a an and or but if when while since after "
    "before between among until during through against towards toward along near off per via despite including like as than more less all both every each these those this that its their his her our there here approximately roughly about "
    "killed injured deploying sent sends kills kill wounds injures says said at least up most us uk eu un".split()
)
_DEFINITE = re.compile(
    r"\b(?:the|these|those|this|its|their|his|her|our|my|your|both|all|whose|other|every)\s+"
    r"(?:(?:first|last|next|past|previous|other|same|remaining|final|coming|following|former|latter|initial|top|big|main)\s+)?$",
    re.IGNORECASE,
)
_DETERMINED = re.compile(r"(?:\b(?:the|this|that|its|their|his|her|our|an?|every|each)|[^\W\d_][’']s|s[’'])\s+(?:(?:new|newest|latest|old|older|larger|smaller|final|first|popular|original)\s+)?$", re.IGNORECASE)
_MODEL = re.compile(r"\b(?P<maker>[A-Z][a-z]{2,}|[A-Z]{2,}|[a-z][A-Z]\w+)\s(?P<n>\d{2,4})(?=[’']s\b|s\b|\s+[a-z]|[.,;)]|-\d|\s*$)|\b(?P<p>\d{3})(?:s\b|-\d{3})", re.MULTILINE)


class Labels:
    """The characters of a text that belong to numbers of another kind, and the numbers that it uses as names of models.

    Grows while the text is read: a number refused as a label makes labels of those chained to it
    ("Resolutions 2254 and 2118").
    """

    def __init__(self, text: str, times: Sequence[TimeMention]) -> None:
        self.taken = bytearray(len(text) + 1)
        for match in _NOT_NUMBERS.finditer(text):
            self.taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
        for mention in times:
            self.taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
        self._models = _models(text)
        self._last = -1

    def end_of(self, start: int) -> int:
        """Where the stretch ends that is taken at start."""
        return max(self.taken.find(0, start), start)

    def mark(self, end: int) -> None:
        """Remember that a label ends here."""
        self._last = end

    def follows_label(self, text: str, start: int) -> bool:
        """True where only "and", "or", "to" or a comma stands between a label and start."""
        return 0 <= self._last and start - self._last <= 6 and _CHAIN.fullmatch(text[self._last : start]) is not None

    def is_model(self, digits: str) -> bool:
        """True for a number that the text uses as a name: it says "Boeing 787" or "787s", so "the 787" is the plane."""
        return digits in self._models


def _models(text: str) -> frozenset[str]:
    names = set()
    for match in _MODEL.finditer(text):
        maker = match.group("maker")
        if maker is None:
            names.add(match.group("p"))
        elif _is_name(maker) and not (_begins_sentence(text, match.start()) and maker.lower().endswith(("ly", "ed", "ing"))):
            names.add(match.group("n"))
    return frozenset(names)


def is_labelled(before: str, *, alone: bool = False) -> bool:
    """True when the words right before a bare number make it a name: "Section", "iPhone".

    With alone, nothing follows that it could count, and a capital that begins a sentence names, too.
    """
    if _LABEL_WORD.search(before):
        return True
    match = _CAPITAL.search(before)
    if match is None:
        return False
    word = match.group("word")
    return _is_name(word) and (alone or not _begins_sentence(before, match.start("word")))


def is_determined(before: str) -> bool:
    """True behind "the", "their new", "Boeing’s": a number there that counts nothing is the name of something."""
    return _DETERMINED.search(before) is not None


def _is_name(word: str) -> bool:
    lower = word.lower()
    return not (lower in _NOT_NAMES or _WEEKDAY.match(lower) or lower.endswith(("’s", "'s", "’", "'")))


def is_definite(before: str) -> bool:
    """True behind "the", "these", "its", "the last": a small number there repeats a set that is known."""
    return _DEFINITE.search(before) is not None


_NEIGHBOUR = re.compile(r"\s+[\d.,%]*\d%?(?:\s|$)")


def is_in_table(text: str, start: int, end: int) -> bool:
    """True for a number among numbers, with nothing but white space between them."""
    return _NEIGHBOUR.match(text, end) is not None or (start > 1 and text[start - 1].isspace() and text[start - 2].isdigit())


def _begins_sentence(text: str, start: int) -> bool:
    return _BEGINS.search(text[max(0, start - 4) : start]) is not None
