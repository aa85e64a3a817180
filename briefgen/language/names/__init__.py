"""Names and descriptions of people, bodies, groups and places, and who is meant by which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.language.analysis import Entity, Mention
from briefgen.language.annotation import NamedSpan
from briefgen.language.names.candidates import Candidate
from briefgen.language.names.definite import resolve_definite
from briefgen.language.names.groups import groups, merge
from briefgen.language.names.joining import join
from briefgen.language.names.kinds import segment
from briefgen.language.names.linking import Register, register_full, resolve
from briefgen.language.names.runs import capitals_within, is_shouted, opens_run, run_end
from briefgen.language.words import Word
from briefgen.text import Sentence


@dataclass(frozen=True, slots=True)
class Names:
    """The mentions of a text in reading order and the entities that they refer to."""

    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]


def find_names(
    text: str,
    sentences: Sequence[Sentence],
    by_sentence: Sequence[Sequence[Word]],
    spans: Sequence[NamedSpan] | None = None,
) -> Names:
    """Find who and what is named, described or counted in a text; by_sentence holds the words of each sentence.

    spans are the names that an annotator found; None when none was asked: then the rules stand alone.

    Mentions do not overlap, but for the city inside the name of a mission ("US Embassy in Quito").
    An entity of kind "government" is a country as an actor; its mentions in the sense "city" are
    places only. Unnamed groups ("voters") are entities with named=False.
    Linear in the length of the text.
    """
    seen = capitals_within(by_sentence)
    named: list[Candidate] = []
    unnamed: list[Candidate] = []
    for sentence, its_words in zip(sentences, by_sentence, strict=True):
        shouted = is_shouted(its_words)
        named.extend(_named(text, its_words, sentence.index, seen, shouted=shouted))
        unnamed.extend(groups(text, its_words, sentence.index))
    if spans is not None:
        named = join(named, spans, text, sentences)
    named = [c for c in named if c.rule != "thing" and (c.form != "adjective" or c.country)]
    candidates = merge(named, unnamed)
    register = Register()
    register_full(candidates, register)
    for candidate in candidates:
        resolve(candidate, register)
    candidates = resolve_definite(text, sentences, by_sentence, candidates, register)
    return _finish(candidates, register)


def _named(
    text: str, its_words: Sequence[Word], sentence: int, seen: frozenset[str], *, shouted: bool
) -> Iterator[Candidate]:
    i = 0
    while i < len(its_words):
        if not opens_run(its_words, i, seen, shouted=shouted):
            i += 1
            continue
        end = run_end(its_words, i)
        yield from segment(text, its_words, i, end, sentence)
        i = end


def _finish(candidates: list[Candidate], register: Register) -> Names:
    ordered = sorted((c for c in candidates if c.entity >= 0), key=lambda c: (c.start, c.end))
    used = list(dict.fromkeys(c.entity for c in ordered))
    renumbered = {old: new for new, old in enumerate(used)}
    mentions = tuple(
        Mention(c.start, c.end, c.full_start, c.sentence, c.form, c.sense, renumbered[c.entity]) for c in ordered
    )
    by_entity: dict[int, list[int]] = {}
    for i, mention in enumerate(mentions):
        by_entity.setdefault(mention.entity, []).append(i)
    entities = tuple(
        Entity(
            register.names[old],
            register.kinds[old],
            register.countries[old],
            tuple(by_entity[new]),
            tuple(dict.fromkeys(register.titles[old])),
            register.named[old],
        )
        for new, old in enumerate(used)
    )
    return Names(mentions, entities)
