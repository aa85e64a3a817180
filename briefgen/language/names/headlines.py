"""Names in lines in Title Case or CAPITALS, where every word looks like one: ordinary words are cut off again."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.language import gazetteer
from briefgen.language.names.candidates import Candidate
from briefgen.language.tagging import is_ordinary
from briefgen.language.words import Word

_SETTLED = frozenset({"list", "country", "demonym", "capital", "place", "head", "national body", "group"})
_INFLECTED = ("s", "ed", "ing")


def trim(candidate: Candidate, its_words: Sequence[Word], seen: frozenset[str]) -> bool:
    """Cut a name of a headline where its ordinary words begin ("Warren Slams"); False when nothing is left.

    seen are words that carry a capital in running text.
    """
    if candidate.form != "name" or candidate.rule in _SETTLED:
        return True
    within = [word for word in its_words if candidate.start <= word.start and word.end <= candidate.end]
    kept = next((k for k, word in enumerate(within) if _is_no_name(word, seen)), len(within))
    if kept == 1 and _form(within[0]) not in seen and _is_word(within[0].lower):
        return False  # "Bill" of "Bill Banning"
    if 0 < kept < len(within):
        candidate.end = within[kept - 1].end
        candidate.text = " ".join(word.text for word in within[:kept])
    return kept > 0


def _is_no_name(word: Word, seen: frozenset[str]) -> bool:
    """True for what a dictionary knows as another word, and for what is inflected and on no list of names."""
    if not word.capital or (form := _form(word)) in seen:
        return False
    return not _is_listed(form) and (is_ordinary(word.lower) or word.lower.endswith(_INFLECTED))


def _is_word(lower: str) -> bool:
    return is_ordinary(lower) or lower in gazetteer.place_heads()


def _form(word: Word) -> str:
    return word.text.title() if word.text.isupper() else word.text


def _is_listed(form: str) -> bool:
    return (
        gazetteer.is_given_name(form)
        or gazetteer.is_surname(form)
        or gazetteer.city(form) is not None
        or gazetteer.place(form) is not None
        or gazetteer.head_kind(form) is not None
        or form.lower() in gazetteer.place_heads()
    )
