"""Numbers that name and do not count: versions, flights, sections, phone numbers, addresses, scores, models, places on a list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.language.expressions import Expression
from briefgen.language.quantities.context import place_of, words_before
from briefgen.language.times import TimeMention

# Digits that belong to something longer, each found as a whole before any number is read.
_NOT_NUMBERS = Expression(
    r"(?:https?://|www\.)\S{1,500}"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.\w{1,20}"
    r"|(?<![\w.])(?:\+\d{1,3}[\s.-]?)?(?:\(\d{2,5}\)[\s.-]?|\d{3}[.-])\d{3,4}[.\s-]\d{3,4}\b"
    r"|\+\d[\d\s-]{7,16}\d|\b0\d{2,4}[\s-]\d{3,4}[\s-]?\d{3,4}\b"
    r"|(?<![\w.])\d{1,3}(?:\.\d+)?\s?°(?!\s?[CF]\b)(?:\s?\d{1,2}[′’']\s?)?(?:\d{1,2}(?:\.\d+)?[″”\"]\s?)?[NSEW]?\b|\b\d{1,2}[′″]"
    r"|\b\d{1,9}(?:\.\d{1,9}){2,9}\b|\[\d{1,4}\]|(?<![\d.])\d{1,4}(?::\d{1,4}){1,3}\b"
    r"|(?<!\d)\d{1,4}/\d{1,4}(?:/\d{1,4})?(?![\d%])"
    r"|\b\d{1,6}(?:[A-Za-z])?\s(?:[A-Z][\w.’']*\s){1,4}(?:Street|Avenue|Road|Boulevard|Lane|Drive|Square|Place|Terrace|Highway|Parkway|Court|Plaza|St|Ave|Rd|Blvd)\b"
    r"|(?<![\w,.])-?\d{1,3}\.\d{3,10}[,;]\s?-?\d{1,3}\.\d{3,10}"
    r"|(?m:^[ \t]*[(]?\d{1,3}[.)](?=\s))"
    r"|(?<![\w-])\d{1,3}[-–]\d{1,3}[-–]\d{1,4}\b"
    r"|(?i:\bISBN\b[\s:]{0,3}[\d-]{9,20})|(?<!\d)\d{5,15}(?=\s?\()"
)
_LABEL_WORDS = frozenset(
    "no nos number numbers numbered version versions chapter chapters section sections article articles clause paragraph page pages pp p room flight channel "
    "route highway interstate group grade phase type model windows resolution resolutions level stage class category tier volume issue part figure table box item "
    "line lines rule gate terminal platform district ward zone sector unit block building floor apt suite apartment episode season series round lap game day week "
    "step option question answer appendix annex exhibit schedule form bill act case docket tel phone telephone fax call extension ext postcode zip isbn id track "
    "runway exit junction size top covid formula area camp pier hall radio lot seed hole vol ch sec art para fig".split()
)
_ABBREVIATED = frozenset("no nos p pp apt tel ext vol ch sec art para fig".split())
_NUMBERED = frozenset("number chapter part phase stage episode volume section article".split())
_LABEL_SIGNS = ("#", "№", "§")
_CHAIN = Expression(r",\s|,?\s(?:and|or|to|&)\s|\s?[-–—]\s?|/")
_DATED = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december".split()
)
_BEGINS = Expression(r"(?:^|[.!?:;•–—\"“”(]\s*|\n\s*)$")
_NOT_NAMES = frozenset(
    "in on at by for from to of with about around nearly almost over under some only just another the a an and or but if when while since after "
    "before between among until during through against towards toward along near off per via despite including like as than more less all both every each these those this that its their his her our there here approximately roughly about "
    "killed injured deploying sent sends kills kill wounds injures says said at least up most us uk eu un".split()
)
_OPENING = "(\"“‘'[«"
_POSSESSIVE = ("’s", "'s", "s’", "s'")
_KNOWN = frozenset("the these those this its their his her our my your both all whose other every".split())
_DETERMINERS = frozenset("the this that its their his her our a an every each".split())
_PLACED = frozenset(
    "first last next past previous other same remaining final coming following former latter initial top big main".split()
)
_NEW = frozenset("new newest latest old older larger smaller final first popular original".split())
_MODEL = Expression(
    r"\b(?P<maker>[A-Z][a-z]{2,}|[A-Z]{2,}|[a-z][A-Z]\w+)\s(?P<n>\d{2,4})(?=[’']s\b|s\b|\s+[a-z]|[.,;)]|-\d|\s*$)|\b(?P<p>\d{3})(?:s\b|-\d{3})",
    re.MULTILINE,
)


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
        return self._last >= 0 and start - self._last <= 6 and _CHAIN.fullmatch(text[self._last : start]) is not None

    def is_model(self, digits: str) -> bool:
        """True for a number that the text uses as a name: it says "Boeing 787" or "787s", so "the 787" is the plane."""
        return digits in self._models


def _models(text: str) -> frozenset[str]:
    names = set()
    for match in _MODEL.finditer(text):
        maker = match.group("maker")
        if maker is None:
            names.add(match.group("p"))
        elif _is_name(maker) and not (
            _begins_sentence(text, match.start()) and maker.lower().endswith(("ly", "ed", "ing"))
        ):
            names.add(match.group("n"))
    return frozenset(names)


def is_labelled(text: str, start: int, *, alone: bool = False) -> bool:
    """True when the word right before a bare number makes it a name: "Section", "iPhone".

    With alone, nothing follows that it could count, and a capital that begins a sentence names, too.
    """
    if text[max(0, start - 2) : start].rstrip().endswith(_LABEL_SIGNS):
        return True
    words = words_before(text, start)
    if not words:
        return False
    word = words[0].lstrip(_OPENING)
    lower = word.lower()
    if lower in _LABEL_WORDS or (lower.endswith(".") and lower[:-1] in _ABBREVIATED):
        return True
    if not (word[:1].isupper() or word[1:2].isupper()) or not word[-1].isalnum() or not _is_name(word):
        return False
    return alone or not _begins_sentence(text, place_of(text, start, 1) + len(words[0]) - len(word))


def is_definite(text: str, start: int) -> bool:
    """True behind "the", "these", "its", "the last": a small number there repeats a set that is known."""
    words = [word.lower().lstrip(_OPENING) for word in words_before(text, start)]
    nearest = words[bool(words) and words[0] in _PLACED :][:1]
    return bool(nearest) and nearest[0] in _KNOWN


def is_determined(text: str, start: int) -> bool:
    """True behind "the", "their new", "Boeing’s": a number there that counts nothing is the name of something."""
    words = [word.lower().lstrip(_OPENING) for word in words_before(text, start)]
    nearest = words[bool(words) and words[0] in _NEW :][:1]
    return bool(nearest) and (nearest[0] in _DETERMINERS or nearest[0].endswith(_POSSESSIVE))


def is_numbered(text: str, start: int) -> bool:
    """True for a number in words that names its place: "number one", "chapter three"."""
    words = words_before(text, start)
    return bool(words) and words[0].lower() in _NUMBERED


def _is_name(word: str) -> bool:
    lower = word.lower()
    return not (lower in _NOT_NAMES or lower in _DATED or lower.endswith(_POSSESSIVE))


_NEIGHBOUR = Expression(r"\s+[\d.,%]*\d%?(?:\s|$)")


def is_in_table(text: str, start: int, end: int) -> bool:
    """True for a number among numbers, with nothing but white space between them."""
    return _NEIGHBOUR.match(text, end) is not None or (
        start > 1 and text[start - 1].isspace() and text[start - 2].isdigit()
    )


def _begins_sentence(text: str, start: int) -> bool:
    return _BEGINS.search(text[max(0, start - 4) : start]) is not None
