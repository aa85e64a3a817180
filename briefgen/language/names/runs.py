"""Where names may stand: runs of capitalised words. What a run is, is told in kinds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.language import gazetteer
from briefgen.language.cues import is_cue
from briefgen.language.names.titles import title_length
from briefgen.language.words import AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, Word

JOINERS = frozenset({"of", "for", "on"})
_PARTICLES = frozenset("de del la las los da das do dos di du van von der den bin ibn al el".split())


_ARTICLE = re.compile(r"(?:al|el|ul|ad|an|ar|as|ash|at|bin|ibn|abu|da|d|de|la)[-’'][^\W\d_a-z]")


def is_capital(word: Word) -> bool:
    """True for a word that is written like a name: "Assad", "al-Assad"."""
    return word.capital or ("-" in word.text and _ARTICLE.match(word.text) is not None)


def capitals_within(by_sentence: Sequence[Sequence[Word]]) -> frozenset[str]:
    """Words that are written with a capital inside some sentence, where no rule of spelling asks for one."""
    return frozenset(
        word.text
        for its_words in by_sentence
        if not is_shouted(its_words)
        for word in its_words[1:]
        if word.capital and not word.gap.rstrip().endswith((".", "?", "!", ":", "“", '"'))
    )


def is_shouted(its_words: Sequence[Word], *, closed: bool = False) -> bool:
    """True for headlines in Title Case or CAPITALS, where a capital says nothing.

    In a headline small words may be small; what a full stop closes is none unless they are large, too.
    """
    shortest = 1 if closed else 4
    longer = [word for word in its_words if len(word.text) >= shortest and word.text[0].isalpha()]
    return len(longer) >= 4 and sum(word.capital for word in longer) >= 0.8 * len(longer)


_PARTICIPLES = ("ed", "-led", "-held", "-run", "-based", "-backed", "-like")
_NO_OPENERS = frozenset({"jr", "sr", "inc", "ltd"})


def opens_run(its_words: Sequence[Word], i: int, seen: frozenset[str], *, shouted: bool) -> bool:
    word = its_words[i]
    if not is_capital(word) or word.text == "I" or word.text.startswith(("I’", "I'")):
        return False
    if word.lower in gazetteer.calendar_words() or word.lower in _NO_OPENERS:
        return False
    if "-" in word.text and word.lower.endswith(_PARTICIPLES) and _followed_by_name(its_words, i):
        return False  # "Democrat-controlled Senate"
    if word.text == "May" and _is_month(its_words, i):
        return False
    if word.lower in DETERMINERS and _known_end(its_words, i, shortest=2) == i:
        return False
    first = i == 0 or word.gap.strip(" ") != "" and word.gap.rstrip()[-1:] in "“\"'‘:.?!—"
    if first and word.lower in ("a", "an"):
        return False
    if not first and not shouted:
        return True
    known = _is_known(its_words, i)
    if word.text.isupper() and not shouted and gazetteer.organisation(word.text) is not None:
        return True
    if word.lower in gazetteer.common_words():
        return known and not shouted and _followed_by_name(its_words, i)
    if known or word.text in seen:
        return True
    acronym = len(word.text) > 1 and word.text.isupper() and not shouted
    return acronym or (not shouted and (_followed_by_name(its_words, i) or _acts(its_words, i)))


def _is_month(its_words: Sequence[Word], i: int) -> bool:
    """May is a month behind a preposition and beside a number."""
    before = its_words[i - 1].lower if i else ""
    following = its_words[i + 1].lower if i + 1 < len(its_words) else ""
    return before in PREPOSITIONS or before in ("last", "next", "this") or before.isdigit() or following[:1].isdigit()


def shouted_end(its_words: Sequence[Word], i: int) -> int:
    """In a headline in Title Case only what is known is a name: the end of it, or i when nothing known begins here."""
    for size in range(min(max(2, gazetteer.longest(its_words[i].text)), len(its_words) - i), 0, -1):
        part = its_words[i : i + size]
        form = " ".join(word.text for word in part)
        if gazetteer.country_of_name(form) or gazetteer.organisation(form) or gazetteer.place(form) is not None:
            return _body_end(its_words, i + size)
    if gazetteer.country_of_adjective(its_words[i].text) and (end := _body_end(its_words, i + 1)) > i + 1:
        return end
    k = i + (gazetteer.country_of_adjective(its_words[i].text) is not None and i + 1 < len(its_words))
    titled = title_length(its_words[k : k + 4])
    if titled and k + titled < len(its_words) and its_words[k + titled].capital:
        return _full_name_end(its_words, k + titled)
    named = gazetteer.is_given_name(its_words[k].text) and _followed_by_name(its_words, k)
    return _full_name_end(its_words, k) if named else k


def _body_end(its_words: Sequence[Word], end: int) -> int:
    """Behind the nouns that make a body of a country: "Chilean Air Force" in a headline."""
    while end < len(its_words) and its_words[end].gap == " " and not its_words[end - 1].possessive:
        pair = " ".join(word.text for word in its_words[end : end + 2])
        size = 2 if " " in pair and gazetteer.head_kind(pair) else 1 if gazetteer.head_kind(its_words[end].text) else 0
        if not size:
            break
        end += size
    return end


def _full_name_end(its_words: Sequence[Word], i: int) -> int:
    return min(len(its_words), i + 1 + (gazetteer.is_given_name(its_words[i].text) and _followed_by_name(its_words, i)))


def _followed_by_name(its_words: Sequence[Word], i: int) -> bool:
    k = i + 1
    while k < min(len(its_words), i + 3) and its_words[k].lower in _PARTICLES and not its_words[k].capital:
        k += 1
    return k < len(its_words) and its_words[k].capital and its_words[k].gap == " "


def _acts(its_words: Sequence[Word], i: int) -> bool:
    following = its_words[i + 1].lower if i + 1 < len(its_words) else ""
    return its_words[i].possessive or following in AUXILIARIES or is_cue(following)


def _is_known(its_words: Sequence[Word], i: int) -> bool:
    one = its_words[i].text
    two = f"{one} {its_words[i + 1].text}" if i + 1 < len(its_words) else one
    return (
        any(
            gazetteer.country_of_name(form)
            or gazetteer.country_of_adjective(form)
            or gazetteer.country_of_capital(form)
            or gazetteer.organisation(form) is not None
            or gazetteer.place(form) is not None
            for form in (one, two)
        )
        or (gazetteer.is_given_name(one) and _followed_by_name(its_words, i))
        or one.lower() in gazetteer.titles()
    )


_NEVER_LAST = (PREPOSITIONS | DETERMINERS | CONJUNCTIONS) - {"no", "a"}


def run_end(its_words: Sequence[Word], i: int) -> int:
    """The index after the last word of the run that begins at i."""
    if (known := _known_end(its_words, i)) > i:
        return known
    end = i + 1
    headed = gazetteer.head_kind(its_words[i].text) is not None
    while end < len(its_words) and (not its_words[end - 1].possessive or _owns_name(its_words[end - 1])):
        word = its_words[end]
        if word.gap.strip("s'’") not in (" ", "\u00a0", "\n"):
            break
        if is_capital(word) and word.lower not in gazetteer.calendar_words() and word.lower not in DETERMINERS:
            headed = headed or gazetteer.head_kind(word.text) is not None
            end += 1
        elif (skip := _joined(its_words, end, headed=headed)) > 0:
            end += skip
        else:
            break
    while end - 1 > i and its_words[end - 1].lower in _NEVER_LAST:
        end -= 1
    return end


def _owns_name(word: Word) -> bool:
    """True for what stands within names of bodies: "King's College", "Workers' Party"."""
    return word.text in _OWNERS


_OWNERS = frozenset(
    "King Queen Christ Children Women Men People Workers Teachers Doctors Nurses Farmers Students Veterans".split()
)


def _known_end(its_words: Sequence[Word], i: int, *, shortest: int = 3) -> int:
    """The end of a known name with small words or an apostrophe within ("Trinidad and Tobago"); i when none begins here."""
    for size in range(min(gazetteer.longest(its_words[i].text), len(its_words) - i), shortest - 1, -1):
        part = its_words[i : i + size]
        if part[-1].capital and (shortest == 2 or any(not word.capital or word.possessive for word in part[:-1])):
            form = " ".join(word.text + "'s" * (word.possessive and word is not part[-1]) for word in part)
            if gazetteer.country_of_name(form) or gazetteer.organisation(form) or gazetteer.place(form) is not None:
                return i + size
    return i


def _joined(its_words: Sequence[Word], i: int, *, headed: bool) -> int:
    """How many words to take when the small word at i joins two parts of one name, else 0."""

    def capital(k: int) -> bool:
        return (
            k < len(its_words)
            and is_capital(its_words[k])
            and its_words[k].gap == " "
            and (its_words[k].lower not in gazetteer.calendar_words())
        )

    small = its_words[i].lower
    if small in _PARTICLES and capital(i + 1):
        return 2
    if small in _PARTICLES and i + 1 < len(its_words) and its_words[i + 1].lower in _PARTICLES and capital(i + 2):
        return 3
    before = its_words[i - 1]
    joins = small in JOINERS and (small == "of" or headed)
    if joins and _takes_of(before) and capital(i + 1):
        return 2
    if joins and _takes_of(before) and i + 1 < len(its_words) and its_words[i + 1].lower == "the" and capital(i + 2):
        return 3
    if small == "of" and headed and capital(i + 1) and gazetteer.country_of_name(its_words[i + 1].text):
        return 2
    if small == "and" and headed and capital(i + 1) and _is_subject_matter(its_words, i):
        return 2
    return 0


def _takes_of(word: Word) -> bool:
    kind = gazetteer.head_kind(word.text)
    return kind is not None or word.lower in gazetteer.place_heads() or word.lower in _OF_HEADS


_OF_HEADS = frozenset(
    "secretary republic house university bank chief church isle district gulf strait cape bay board".split()
)


def _is_subject_matter(its_words: Sequence[Word], i: int) -> bool:
    """ "Ministry of Justice and Security": and joins when an "of" came shortly before and no country stands on a side."""
    recent = [word.lower for word in its_words[max(0, i - 4) : i]]
    following = its_words[i + 1].text
    is_name = gazetteer.country_of_name(following) or gazetteer.is_given_name(following)
    return ("of" in recent or "for" in recent) and not is_name and not gazetteer.country_of_name(its_words[i - 1].text)
