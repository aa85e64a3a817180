"""Definite nouns and offices: "the embassy", "the country", "the Foreign Secretary" are the last one of that description."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefgen.language import gazetteer
from briefgen.language.names.candidates import Candidate
from briefgen.language.names.forms import folded, head
from briefgen.language.names.linking import Register
from briefgen.language.words import Word
from briefgen.model import StakeholderKind
from briefgen.text import Sentence

_PERSON_NOUNS = frozenset(
    "president minister premier chancellor king queen governor mayor senator general secretary chairman chairwoman judge "
    "director commander ambassador chief leader coach spokesman spokeswoman spokesperson prince pope author".split()
)
_COUNTRY_NOUNS = frozenset({"country", "nation"})
_GENERIC: dict[str, tuple[str, ...]] = {
    "diplomatic mission": ("embassy", "mission"),
    "ministry": ("ministry", "department"),
    "military": ("military", "army"),
    "armed group": ("group", "organisation", "organization", "militia"),
}
_COMMERCIAL = ("company", "firm", "group", "manufacturer", "maker", "airline", "carrier", "bank", "retailer")
_AGENCIES = frozenset(
    "agency commission administration authority bureau office service center centre centers centres organization "
    "organisation fund programme program inspectorate regulator survey".split()
)
_NO_COMPANY = frozenset(
    "nations union court council party ministry university organization commission fund parliament alliance treaty "
    "committee congress senate assembly office department college school church institute association league coalition "
    "federation police authority bureau board service club forces democrats republicans conservatives liberals greens "
    "socialists gazette echo herald tribune guardian post news journal chronicle mirror telegraph house foundation trust "
    "hospital administration reserve agency center centre museum society academy network office canada".split()
)


@dataclass(slots=True)
class _Memory:
    """Who was named last under each noun that may take a name up again."""

    heads: dict[str, int] = field(default_factory=dict)
    bodies: dict[str, int] = field(default_factory=dict)
    offices: dict[str, int] = field(default_factory=dict)
    country: int = -1

    def note(self, candidate: Candidate, text: str, register: Register) -> None:
        """Remember what the nouns of a candidate's name and titles mean from here on."""
        if candidate.entity < 0:
            return
        if candidate.kind == "person":
            for start, end in register.titles[candidate.entity]:
                words = text[start:end].lower().split()
                self.offices.update({" ".join(words[k:]): candidate.entity for k in range(len(words))})
        elif candidate.kind == "government":
            if candidate.form == "name" and candidate.country:
                self.country = candidate.entity
            if candidate.sense == "government" and not candidate.country:
                self.heads[head(candidate.text)] = candidate.entity
        elif candidate.key.startswith("institution:"):
            self.heads[head(candidate.text)] = candidate.entity
        elif candidate.form == "name" and candidate.kind != "place":
            self.heads[head(candidate.text)] = candidate.entity
            for noun in _generic_nouns(candidate, register):
                self.bodies[noun] = candidate.entity


def _generic_nouns(candidate: Candidate, register: Register) -> Iterator[str]:
    """What a body may be called beside the head of its name; a body that has the noun in its name comes before it."""
    yield from _GENERIC.get(register.kinds[candidate.entity], ())
    if candidate.kind == "organisation":
        its_head = head(folded(register.names[candidate.entity]))
        if its_head not in _NO_COMPANY:
            yield from _COMMERCIAL
        if its_head in _AGENCIES:
            yield "agency"


def resolve_definite(
    text: str,
    sentences: Sequence[Sentence],
    by_sentence: Sequence[Sequence[Word]],
    candidates: Sequence[Candidate],
    register: Register,
) -> list[Candidate]:
    """The candidates with those that a definite noun or an office makes; what nobody can be meant by is left out."""
    memory = _Memory()
    added: list[Candidate] = []
    position = 0
    for sentence, its_words in zip(sentences, by_sentence, strict=True):
        subject = _first_country(candidates, position, sentence, register)
        for i, word in enumerate(its_words):
            while position < len(candidates) and candidates[position].start <= word.start:
                _take_office(candidates, position, text, memory, register)
                memory.note(candidates[position], text, register)
                position += 1
            first = i - 1 if i > 1 and its_words[i - 1].lower.endswith("-based") else i
            if first and its_words[first - 1].lower == "the" and word.gap == " " and not _goes_on(its_words, i):
                target = _meant(word.lower, memory, subject)
                if target < 0 and word.lower in _UNNAMED and _does(its_words, i):
                    target = register.add(
                        f"institution:{word.lower}", word.text, _UNNAMED[word.lower], None, named=False
                    )
                taken = any(
                    c.start <= word.start < c.end and c.entity >= 0 for c in candidates[max(0, position - 2) : position]
                )
                if target >= 0 and not taken:
                    added.append(_definite(word, its_words[first - 1].start, sentence.index, target, register))
    kept = [c for c in candidates if c.entity >= 0]
    return sorted([*kept, *added], key=lambda c: (c.start, c.end))


_UNNAMED: dict[str, StakeholderKind] = {"army": "military", "military": "military", "navy": "military"}


def _does(its_words: Sequence[Word], i: int) -> bool:
    """True for the subject of a finite verb: "the army denied", "the government has not said"."""
    following = its_words[i + 1] if i + 1 < len(its_words) else None
    return following is not None and following.gap == " " and following.tag in ("VBD", "VBZ", "MD")


def _meant(noun: str, memory: _Memory, subject: int) -> int:
    if noun in _COUNTRY_NOUNS:
        return subject if subject >= 0 else memory.country
    if noun in _PERSON_NOUNS:
        return memory.offices.get(noun, -1)
    return memory.heads.get(noun, memory.bodies.get(noun, -1))


def _definite(word: Word, full_start: int, sentence: int, target: int, register: Register) -> Candidate:
    return Candidate(
        word.start,
        word.end,
        full_start,
        sentence,
        word.text,
        register.kinds[target],
        form="description",
        sense="description",
        entity=target,
    )


_HOLDS = re.compile(r"(?: of [^,;.]{3,60})?, (?:the (?:Rt\.? Hon\.? |(?:Right )?Honou?rable )?)?")


def _take_office(candidates: Sequence[Candidate], i: int, text: str, memory: _Memory, register: Register) -> None:
    """Who is meant by an office with a capital: the person named behind the comma, the last holder, or a holder unnamed."""
    office = candidates[i]
    if office.kind != "person" or office.form != "description" or office.entity >= 0:
        return
    following = next((c for c in candidates[i + 1 : i + 4] if c.kind == "person" and c.form == "name"), None)
    if following is not None and _HOLDS.fullmatch(text, office.end, following.full_start):
        office.entity = following.entity
        register.titles[office.entity].append((office.full_start, office.end))
        return
    phrase = office.text.lower()
    known = memory.offices.get(phrase, memory.offices.get(text[office.full_start : office.end].lower(), -1))
    if known < 0 and (" " in phrase or office.after_the):
        known = register.add(f"office:{phrase}", office.text, "person", office.country, named=False)
        memory.offices[phrase] = known
    office.entity = known


def _goes_on(its_words: Sequence[Word], i: int) -> bool:
    """True when the noun is only the first part of a longer one ("the president elect", "the company spokesman")."""
    following = its_words[i + 1] if i + 1 < len(its_words) else None
    return (
        following is not None
        and following.gap == " "
        and (
            following.capital
            or following.lower in _PERSON_NOUNS
            or gazetteer.group_kind(following.lower) is not None
            or gazetteer.head_kind(following.text.capitalize()) is not None
        )
    )


def _first_country(candidates: Sequence[Candidate], position: int, sentence: Sentence, register: Register) -> int:
    """The country of whoever comes first in the sentence: its subject, as a rule."""
    while position < len(candidates) and candidates[position].start < sentence.end:
        candidate = candidates[position]
        if candidate.entity >= 0 and candidate.sense != "city":
            code = candidate.country or register.countries[candidate.entity]
            if code and f"government:{code}" in register.by_key:
                own = candidate.kind in ("government", "person")
                return register.by_key[f"government:{code}"] if own else -1
        position += 1
    return -1
