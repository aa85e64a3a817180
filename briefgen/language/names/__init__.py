"""Names and descriptions of people, bodies, groups and places, and who is meant by which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.language.analysis import Entity, Mention
from briefgen.language.annotation import NamedSpan
from briefgen.language.names.acronyms import unsettle
from briefgen.language.names.also_known import link
from briefgen.language.names.bodies import cut_persons, settle_countries
from briefgen.language.names.candidates import Candidate, Run
from briefgen.language.names.coordinated import unite
from briefgen.language.names.definite import resolve_definite
from briefgen.language.names.groups import groups, merge, take_families
from briefgen.language.names.headlines import trim
from briefgen.language.names.institutions import institutions
from briefgen.language.names.joining import confidence, join
from briefgen.language.names.kinds import segment
from briefgen.language.names.linking import Register, is_called, register_full, resolve
from briefgen.language.names.namesakes import settle_georgia
from briefgen.language.names.runs import capitals_within, is_shouted, opens_run, run_end, shouted_end
from briefgen.language.names.sets import resolve_sets
from briefgen.language.names.settling import (
    settle_alike,
    settle_bearers,
    settle_bodies,
    settle_datelines,
    settle_modifiers,
    settle_offices,
    settle_speakers,
    settle_surnames,
)
from briefgen.language.names.sources import is_source
from briefgen.language.names.things import cut_models, without_things
from briefgen.language.words import Word
from briefgen.text import Sentence

_DESCRIBED = 0.7  # entities that are only described ("voters"): the share of them that a reader would list


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

    Mentions do not overlap, but for the city inside the name of a mission ("US Embassy in Quito") and
    those of a set ("the two countries"), which has one for each of its members.
    An entity of kind "government" is a country as an actor; its mentions in the sense "city" are
    places only. Unnamed groups ("voters") are entities with named=False.
    Linear in the length of the text.
    """
    seen = capitals_within(by_sentence)
    named: list[Candidate] = []
    unnamed: list[Candidate] = []
    headlines: set[int] = set()
    for sentence, its_words in zip(sentences, by_sentence, strict=True):
        shouted = is_shouted(its_words, closed=text[sentence.end - 1] in ".!?”")
        headlines.update([sentence.index] if shouted else [])
        named.extend(_named(text, its_words, sentence.index, seen, shouted=shouted))
        described = (*groups(text, its_words, sentence.index), *institutions(text, its_words, sentence.index))
        unnamed.extend(sorted(described, key=lambda c: c.start))
    if spans is not None:
        named = join(named, spans, text, sentences)
        settle_speakers(named, by_sentence)
        settle_bodies(named, by_sentence)
        settle_surnames(named)
        settle_modifiers(named, by_sentence)
    settle_datelines(named, text)
    cut_models(named, text)
    settle_alike(named)
    settle_bearers(named, text)
    named = [c for c in named if c.sentence not in headlines or trim(c, by_sentence[c.sentence], seen)]
    named = [c for c in named if c.rule != "thing" and (c.form != "adjective" or c.country)]
    named = [c for c in named if not is_source(c, sentences[c.sentence], text)]
    named = without_things(named, by_sentence, text)
    named = unite(named, text)
    settle_countries(named)
    take_families(named, text)
    settle_offices(named, by_sentence)
    cut_persons(named, text)
    unsettle(named)
    settle_georgia(named, text)
    candidates = merge(named, unnamed)
    register = Register()
    register_full(candidates, register)
    candidates = [c for c in candidates if not c.doubtful or is_called(c, register)]
    for candidate in candidates:
        resolve(candidate, register)
    link(candidates, text)
    candidates = resolve_definite(text, sentences, by_sentence, candidates, register)
    candidates = resolve_sets(text, by_sentence, candidates)
    return _finish(candidates, register)


def _named(
    text: str, its_words: Sequence[Word], sentence: int, seen: frozenset[str], *, shouted: bool
) -> Iterator[Candidate]:
    i = 0
    while i < len(its_words):
        if not opens_run(its_words, i, seen, shouted=shouted):
            i += 1
            continue
        end = shouted_end(its_words, i) if shouted else run_end(its_words, i)
        if end == i:
            i += 1
            continue
        yield from segment(Run(text, its_words, i, end, sentence))
        i = end


def _finish(candidates: list[Candidate], register: Register) -> Names:
    renumbered: dict[int, int] = {}
    by_entity: list[list[int]] = []
    mentions: list[Mention] = []
    for i, c in enumerate(candidates):
        number = renumbered.setdefault(c.entity, len(renumbered))
        mentions.append(Mention(c.start, c.end, c.full_start, c.sentence, c.form, c.sense, number))
        if number == len(by_entity):
            by_entity.append([])
        by_entity[number].append(i)
    entities = tuple(
        _entity(old, register, its, [candidates[i] for i in its])
        for old, its in zip(renumbered, by_entity, strict=True)
    )
    return Names(tuple(mentions), entities)


def _entity(number: int, register: Register, mentions: list[int], candidates: list[Candidate]) -> Entity:
    """An entity is as sure as the surest of its names; another kind is kept when no name is free of it."""
    names = [c for c in candidates if c.form == "name"]
    kinds = [c.other_kind for c in names]
    return Entity(
        _printed(register.names[number], names),
        register.kinds[number],
        register.countries[number],
        tuple(mentions),
        tuple(dict.fromkeys(register.titles[number])),
        register.named[number],
        max((confidence(c) for c in names), default=_DESCRIBED),
        next(iter(kinds)) if kinds and all(kinds) else None,
    )


def _printed(name: str, names: Sequence[Candidate]) -> str:
    """The name to print: of an organisation known by list the fullest one that the text has ("M5S", not what it means)."""
    listed = [c.text for c in names if c.key == name]
    return name if not listed or any(name in f"{c.text} {c.shown}" for c in names) else max(listed, key=len)
