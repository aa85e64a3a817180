"""What one place in a text tells of a name that stands in another: names that speak, surnames, names of one kind."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from briefgen.language import gazetteer
from briefgen.language.cues import is_cue
from briefgen.language.names.candidates import GUESSES, UNKNOWN, Candidate
from briefgen.language.names.metonyms import LOCATIVE
from briefgen.language.words import PREPOSITIONS, Word
from briefgen.model import StakeholderKind


def settle_speakers(candidates: Sequence[Candidate], by_sentence: Sequence[Sequence[Word]]) -> None:
    """What no list knows and speaks somewhere is a body, though it was taken for a place: "Northwater denied it".

    A longer name, or an acronym, that only its capitals tell is no longer doubtful once it speaks.
    """
    places = [c for c in candidates if c.kind == "place" and c.rule in (*GUESSES, "annotator") and not c.title]
    speaking = {c.text for c in places if _speaks(c, by_sentence[c.sentence])}
    for candidate in places:
        if candidate.text in speaking:
            candidate.kind, candidate.other_kind, candidate.support = "organisation", "place", "against"
    for candidate in candidates:
        longer = " " in candidate.text or candidate.rule == "acronym"
        if candidate.doubtful and longer and _speaks(candidate, by_sentence[candidate.sentence]):
            candidate.doubtful = False
            candidate.kind = "organisation" if candidate.kind == UNKNOWN else candidate.kind


def settle_bodies(candidates: Sequence[Candidate], by_sentence: Sequence[Sequence[Word]]) -> None:
    """What a noun in front calls a body is one: "the chip maker Altera", "consumer group BEUC"; so under its short name."""
    told: set[str] = set()
    for candidate in candidates:
        guessed = candidate.rule in (*GUESSES, "annotator") and not candidate.title and candidate.form == "name"
        its_words = by_sentence[candidate.sentence]
        if guessed and (_noun_before(candidate, its_words) in _BODIES or _noun_behind(candidate, its_words) in _BODIES):
            told.update((candidate.text, candidate.text.split()[0]))
    told |= _called_it(candidates, by_sentence)
    for candidate in candidates:
        if candidate.text in told and candidate.rule in (*GUESSES, "annotator") and not candidate.title:
            candidate.doubtful = False
            candidate.other_kind = candidate.kind if candidate.kind not in (UNKNOWN, "organisation") else None
            candidate.kind = "organisation"


def _noun_behind(candidate: Candidate, its_words: Sequence[Word]) -> str:
    """The noun of an aside that tells what a name is: "Unite, the union, said"; "" where there is none."""
    i = bisect_left(its_words, candidate.end, key=lambda word: word.start)
    if i + 1 >= len(its_words) or its_words[i].gap != ", " or its_words[i].lower not in ("the", "a", "an"):
        return ""
    for k in range(i + 1, min(i + 5, len(its_words))):
        following = its_words[k + 1] if k + 1 < len(its_words) else None
        if following is None or "," in following.gap or following.lower in ("that", "which", "of", "for", "in"):
            return its_words[k].lower
    return ""


def settle_offices(candidates: Sequence[Candidate], by_sentence: Sequence[Sequence[Word]]) -> None:
    """The office of a person in the words in front: "Environment minister Lena Marsh"; what a body is: "consumer group BEUC"."""
    for candidate in candidates:
        if candidate.title or candidate.form != "name" or candidate.kind not in ("person", "organisation"):
            continue
        noun = _noun_before(candidate, by_sentence[candidate.sentence], capital=candidate.kind == "person")
        if noun in (_OFFICES | gazetteer.titles() if candidate.kind == "person" else _BODIES):
            its_words = by_sentence[candidate.sentence]
            word = its_words[bisect_left(its_words, candidate.full_start, key=lambda word: word.start) - 1]
            candidate.title = (word.start, word.end)


_OFFICES = frozenset(
    "chair head boss chief executive economist analyst minister leader spokesman spokeswoman spokesperson secretary officer "
    "organiser organizer manager director author researcher professor lecturer".split()
)


def _called_it(candidates: Sequence[Candidate], by_sentence: Sequence[Sequence[Word]]) -> set[str]:
    """Names of one word, nobody's surname, that are taken up by "it": "Nordchip welcomed the fine but said it had come late"."""
    full = {word for c in candidates if c.kind == "person" and " " in c.text for word in c.text.split()}
    found = set()
    alone = Counter(c.sentence for c in candidates)
    for candidate in candidates:
        guessed = candidate.rule in GUESSES and candidate.kind == "person" and not candidate.title
        if not guessed or " " in candidate.text or candidate.text in full:
            continue
        if alone[candidate.sentence] > 1:
            continue
        later = [word.lower for word in by_sentence[candidate.sentence] if word.start > candidate.end]
        if not _HE.isdisjoint(later) or not {"its", "itself"} & set(later):
            continue
        found.add(candidate.text)
    return found


_HE = frozenset("he she his her him hers himself herself".split())


def _noun_before(candidate: Candidate, its_words: Sequence[Word], *, capital: bool = False) -> str:
    """The word right in front, lower case; "" where it is written with a capital, unless that may be."""
    i = bisect_left(its_words, candidate.full_start, key=lambda word: word.start)
    if not 0 < i < len(its_words) or its_words[i].gap != " " or (its_words[i - 1].capital and not capital):
        return ""
    return its_words[i - 1].lower


_BODIES = frozenset(
    "company firm maker manufacturer producer supplier retailer operator airline carrier bank lender insurer charity group "
    "association federation union party newspaper broadcaster magazine agency watchdog regulator subsidiary startup start-up "
    "giant club institute organisation organization consortium chain brand utility conglomerate nonprofit network platform "
    "alliance coalition foundation society wholesaler chipmaker carmaker automaker planemaker drugmaker shipbuilder".split()
)


def settle_surnames(candidates: Sequence[Candidate]) -> None:
    """A place or body that is but a guess is a person when its last word is: "Hakim Vessoud" before "Vessoud said"."""
    persons = {c.text for c in candidates if c.kind == "person" and " " not in c.text}
    for candidate in candidates:
        guessed = candidate.rule in (*GUESSES, "annotator") and not candidate.after_the and not candidate.country
        if not guessed or candidate.kind not in ("place", "organisation") or candidate.text.count(" ") != 1:
            continue
        if candidate.text.rpartition(" ")[2] in persons:
            candidate.kind, candidate.other_kind, candidate.support = "person", candidate.kind, "against"


def settle_datelines(candidates: Sequence[Candidate], text: str) -> None:
    """Where a report comes from is a place: "KARSK, Nov 3 —"."""
    for candidate in candidates:
        opens = candidate.start == 0 or text[candidate.start - 1] == "\n"
        if opens and candidate.rule in (*GUESSES, "annotator") and _DATELINE.match(text, candidate.end):
            candidate.kind, candidate.other_kind = "place", None


_DATELINE = re.compile(
    r"(?:, [A-Z][\w .]{2,20})?,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:, \d{4})? ?(?:\([^()\n]{2,30}\) ?)?[—–-]"
)


def settle_alike(candidates: Sequence[Candidate]) -> None:
    """One name is of one kind: where a word beside it tells the kind in one place, no guess stands against it elsewhere."""
    told: dict[str, set[StakeholderKind]] = {}
    for candidate in candidates:
        if candidate.rule in _TOLD and candidate.kind != UNKNOWN:
            told.setdefault(candidate.text, set()).add(candidate.kind)
    for candidate in candidates:
        kinds = told.get(candidate.text, set())
        if len(kinds) == 1 and candidate.rule in (*GUESSES, "annotator") and not candidate.title and not candidate.key:
            (candidate.kind,) = kinds


_TOLD = ("place head", "head", "title")


def settle_bearers(candidates: Sequence[Candidate], text: str) -> None:
    """A surname that is the name of a city or a company as well: "Lima" behind Fernanda Lima, if nothing is in Lima."""
    elsewhere = {c.text for c in candidates if _before(c, text) in (LOCATIVE if c.kind == "place" else _OF_A_BODY)}
    bearers: set[str] = set()
    for candidate in candidates:
        front, _, last = candidate.text.rpartition(" ")
        if candidate.kind == "person" and candidate.rule in ("given name", "title") and front:
            bearers.add(last)
        listed = candidate.rule in ("list", "place") and candidate.kind in ("place", "organisation")
        if listed and candidate.text in bearers and candidate.text not in elsewhere and not candidate.after_the:
            candidate.kind, candidate.other_kind, candidate.support = "person", candidate.kind, "against"
            candidate.key, candidate.country, candidate.sense = "", None, "name"


def settle_modifiers(candidates: Sequence[Candidate], by_sentence: Sequence[Sequence[Word]]) -> None:
    """A word that stands before nouns alone names nobody: "Conservative leader"; nor does a title before a name."""
    guessed = [
        c
        for c in candidates
        if c.kind == "person" and c.rule in (*GUESSES, "annotator") and " " not in c.text and not c.title
    ]
    named = {word for c in candidates if c.kind == "person" and " " in c.text for word in c.text.split()}
    free = {c.text for c in guessed if not _modifies(c, by_sentence[c.sentence])}
    for candidate in guessed:
        if candidate.text not in named and candidate.text not in free:
            candidate.rule = "thing"
    persons = {c.start for c in candidates if c.kind == "person"}
    for candidate in guessed:
        if candidate.text.lower() in gazetteer.titles() and candidate.end + 1 in persons:
            candidate.rule = "thing"


def _modifies(candidate: Candidate, its_words: Sequence[Word]) -> bool:
    """True before a noun in lower case, and before "and" with a name that is."""
    i = bisect_left(its_words, candidate.end, key=lambda word: word.start)
    if i + 2 < len(its_words) and its_words[i].lower in ("and", "or") and its_words[i + 1].capital:
        i += 2
    following = its_words[i] if i < len(its_words) else None
    if following is None or following.gap != " " or following.capital or following.lower in _KIN:
        return False
    return following.tag in ("NN", "NNS")


_KIN = frozenset("family families brothers sisters siblings dynasty".split())


_OF_A_BODY = LOCATIVE | frozenset(("of", "for"))


def _before(candidate: Candidate, text: str) -> str:
    """The word in front of a name, lower case."""
    match = _LAST_WORD.search(text, max(0, candidate.start - _REACH), candidate.start)
    return match.group(1).lower() if match else ""


_LAST_WORD = re.compile(r"(\w+)\s$")
_REACH = 20


def _speaks(candidate: Candidate, its_words: Sequence[Word]) -> bool:
    """True before a verb of speech, with a comma or none between: "the operator, Northwater, said"."""
    i = bisect_left(its_words, candidate.end, key=lambda word: word.start)
    before = its_words[max(0, i - 1 - candidate.text.count(" ") - 1)].lower if i > 1 else ""
    if i == len(its_words) or before in PREPOSITIONS or its_words[i].gap.strip() not in ("", ","):
        return False
    return is_cue(its_words[i].lower) and its_words[i].tag in ("VBD", "VBZ")
