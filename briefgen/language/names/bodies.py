"""Where bodies end: with a lower-case noun ("Iraqi security forces", "the Assad regime"), or before a person."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.language import gazetteer
from briefgen.language.names.candidates import Candidate
from briefgen.language.words import Word
from briefgen.model import StakeholderKind

_MODIFIERS = frozenset(
    "security armed special air ground naval border coast riot government military army police defence defense "
    "intelligence regional federal provincial central state civil interim transitional opposition regime regular rebel "
    "senior foreign space".split()
)
_OF_A_COUNTRY: dict[str, StakeholderKind] = {
    "military": "military", "army": "military", "navy": "military", "forces": "military", "troops": "military",
    "soldiers": "military", "force": "military", "marines": "military", "aircrew": "military",
    "government": "government", "authorities": "government", "regime": "government", "administration": "government",
    "state": "government", "cabinet": "government",
    "parliament": "organisation", "police": "organisation", "opposition": "organisation", "insurgency": "armed group",
    "rebels": "armed group", "insurgents": "armed group", "militants": "armed group",
    "officials": "group", "diplomats": "group", "lawmakers": "group", "ministers": "group",
    "voters": "public", "people": "public", "public": "public",
}  # fmt: skip
_OF_A_NAME: dict[str, StakeholderKind] = {
    "regime": "government", "government": "government", "administration": "government", "militia": "armed group",
    "cartel": "armed group", "forces": "military", "police": "organisation", "community": "public",
    "rebels": "armed group", "militants": "armed group", "insurgency": "armed group",
}  # fmt: skip


def of_country(its_words: Sequence[Word], end: int) -> tuple[int, StakeholderKind] | None:
    """The index behind the body that goes on after a country or its adjective, and its kind; None when none does."""
    return _body(its_words, end, _OF_A_COUNTRY)


def of_name(its_words: Sequence[Word], end: int) -> tuple[int, StakeholderKind] | None:
    """The same for any other name: "Assad regime", "Kurdistan regional government"."""
    return _body(its_words, end, _OF_A_NAME)


def _body(its_words: Sequence[Word], end: int, nouns: dict[str, StakeholderKind]) -> tuple[int, StakeholderKind] | None:
    if its_words[end - 1].possessive:
        return None
    for i in range(end, min(end + 3, len(its_words))):
        word = its_words[i]
        if word.gap not in (" ", "\u00a0") or word.capital:
            return None
        following = its_words[i + 1] if i + 1 < len(its_words) and its_words[i + 1].gap in (" ", "\u00a0") else None
        goes_on = (
            not word.possessive
            and following is not None
            and (following.lower in nouns or (following.tag in ("NN", "NNS") and not word.lower.endswith("s")))
        )
        if word.lower in nouns and not goes_on:
            return i + 1, nouns[word.lower]
        if word.lower not in _MODIFIERS and word.lower not in nouns:
            return None
    return None


def cut_persons(candidates: Sequence[Candidate], text: str) -> None:
    """End a body's name before a person of the document: "the nomination to the Supreme Court of Ana Silva"."""
    full = {c.text for c in candidates if c.kind == "person" and c.form == "name" and " " in c.text}
    persons = full | {name.split()[-1] for name in full}
    for candidate in candidates:
        front, _, back = candidate.text.rpartition(" of ")
        end = text.rfind(" of ", candidate.start, candidate.end)
        if end > 0 and candidate.kind not in ("person", "place") and back in persons and gazetteer.place(back) is None:
            candidate.end, candidate.text = end, front


def settle_countries(candidates: Sequence[Candidate]) -> None:
    """The country behind a body's name is its own: "Democratic Party of the United States"; not so in "Bank of America"."""
    for candidate in candidates:
        front, _, back = candidate.text.rpartition(" of ")
        if not candidate.country and " " in front and candidate.kind not in ("person", "place", "government", "public"):
            candidate.country = gazetteer.country_of_name(back.removeprefix("the "))
