"""Groups of people: a plural noun with its modifiers ("drug trafficking organisations"), and families by their name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefgen.language import gazetteer
from briefgen.language.names.candidates import UNKNOWN, Candidate, Run
from briefgen.language.words import Word

_MODIFIER_ENDINGS = ("al", "ed", "ous", "ic", "ive", "ary", "ern", "an", "ese", "ish", "less", "ing")
_NOUN_MODIFIERS = frozenset(
    "drug crime gang police opposition rights aid army security government health union labour labor student human war "
    "prison trade oil business industry church school hospital state party street climate energy bank company senior top "
    "local foreign young old key major other many several some armed anti pro far-right far-left leading independent "
    "trafficking smuggling migrant asylum peace relief rescue task field court defence defense election campaign".split()
)
_NOT_MODIFIERS = frozenset(
    "said being including according during following regarding during nothing something anything having combating "
    "targeting fighting helping using rejecting accusing urging telling killing called need indeed".split()
)


def groups(text: str, its_words: Sequence[Word], sentence: int) -> Iterator[Candidate]:
    for i, word in enumerate(its_words):
        kind = gazetteer.group_kind(word.lower) if not word.capital or i == 0 else None
        if kind is None:
            continue
        start = i
        while start > 0 and i - start < 3 and _modifies(its_words, start - 1, start):
            start -= 1
        following = its_words[i + 1] if i + 1 < len(its_words) else None
        if following is not None and following.gap == " " and gazetteer.group_kind(following.lower) is not None:
            continue  # "drug gang members": the last head counts
        if kind == "armed group" and start == i and word.lower in _NEEDS_MODIFIER:
            continue
        candidate = Run(text, its_words, start, i + 1, sentence).name(kind, "group")
        candidate.form, candidate.sense = "description", "description"
        candidate.key = f"group:{word.lower}" if kind != "armed group" else "group:armed"
        yield candidate


_NEEDS_MODIFIER = frozenset(
    "groups group organisations organizations networks organisation organization network".split()
)


def _modifies(its_words: Sequence[Word], i: int, following: int) -> bool:
    word = its_words[i]
    if its_words[following].gap != " " or word.possessive or (word.capital and i) or word.lower in _NOT_MODIFIERS:
        return False
    if word.tag in ("VBD", "VBZ", "VBP", "MD"):
        return False
    if word.lower.endswith("ing"):  # "drug trafficking organisations", but not "combating organisations"
        return i > 0 and its_words[i - 1].lower in _NOUN_MODIFIERS and word.gap == " "
    return word.lower in _NOUN_MODIFIERS or (len(word.lower) > 4 and word.lower.endswith(_MODIFIER_ENDINGS))


_FAMILY = re.compile(r" (?:family|families|brothers|sisters|dynasty|clan)\b(?! (?:of|name|home|house|business|member))")


def take_families(named: Sequence[Candidate], text: str) -> None:
    """Make "the Smith family" one name of a group: neither a person called Smith nor nobody."""
    for candidate in named:
        family = _FAMILY.match(text, candidate.end)
        one_name = candidate.form == "name" and " " not in candidate.text and candidate.kind in ("person", UNKNOWN)
        if family and one_name and candidate.after_the:
            candidate.end = family.end()
            candidate.text = text[candidate.start : candidate.end]
            candidate.kind, candidate.rule, candidate.title = "group", "group", None


def merge(named: list[Candidate], unnamed: list[Candidate]) -> list[Candidate]:
    """Both in reading order, without the unnamed groups that lie within a name."""
    merged = list(named)
    k = 0
    for group in unnamed:
        while k < len(named) and named[k].end <= group.start:
            k += 1
        if k == len(named) or named[k].start >= group.end:
            merged.append(group)
    return sorted(merged, key=lambda c: (c.start, c.end))
