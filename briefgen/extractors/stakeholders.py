"""Who acts, speaks or is affected: entities with their names, roles, reports and acts, ranked by salience."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

from briefgen.language.analysis import Analysis, Entity, Mention
from briefgen.language.cues import cue_forms
from briefgen.language.salience import salience
from briefgen.language.words import AUXILIARIES, Word, has_finite_verb, words
from briefgen.model import Alias, Attribution, Facts, Figure, Role, Span, Stakeholder, Statement
from briefgen.text import sentence_at

_APPOSITION = re.compile(r",\s+((?:an?|the|his|her|its|their|who)\s+[^,;.“”\"]{3,90}?)(?=[,;.])")
_MAX_ACTS = 3
_MAX_POSITIONS = 3
_MIN_ACT_WORDS = 4


def extract(analysis: Analysis, found: Facts) -> tuple[Stakeholder, ...]:
    """Make a stakeholder of every entity that is more than a place, most salient first.

    found.statements tells who spoke and found.figures how many are affected. Salience is 0..1:
    how often, how early and in which part (subject, speaker, mere attribute) somebody comes up.
    """
    said = _said(analysis, found.statements)
    acts = _acts(analysis, found.statements)
    weights = _weights(analysis, said, acts)
    stakeholders = [
        _stakeholder(analysis, entity, said.get(number, ()), acts.get(number, ()), weights[number], found.figures)
        for number, entity in enumerate(analysis.entities)
        if entity.kind != "place" and not _is_passing(analysis, entity, said.get(number, ()), acts.get(number, ()))
    ]
    stakeholders.sort(key=lambda s: (-s.salience, s.spans[0].start))
    return tuple(stakeholders)


def weigh(analysis: Analysis, found: Facts) -> tuple[float, ...]:
    """The salience of every entity of the document in their order, of those too that are no stakeholders: places."""
    return _weights(analysis, _said(analysis, found.statements), _acts(analysis, found.statements))


def _weights(
    analysis: Analysis, said: Mapping[int, Sequence[Statement]], acts: Mapping[int, Sequence[Span]]
) -> tuple[float, ...]:
    return salience(analysis, {n: len(its) for n, its in said.items()}, {n: len(its) for n, its in acts.items()})


def _said(analysis: Analysis, statements: Sequence[Statement]) -> dict[int, list[Statement]]:
    said: dict[int, list[Statement]] = defaultdict(list)
    by_start: dict[int, dict[int, None]] = defaultdict(dict)
    for mention in analysis.mentions:
        by_start[mention.full_start][mention.entity] = by_start[mention.start][mention.entity] = None
    by_name = {entity.name: number for number, entity in enumerate(analysis.entities)}
    for statement in statements:
        speaker, span = statement.attribution.speaker or "", statement.attribution.speaker_span
        speakers = [by_name[speaker]] if speaker in by_name else by_start.get(span.start, ()) if span else ()
        for number in speakers:  # more than one where "both countries" speak
            said[number].append(statement)
    return said


def _is_passing(analysis: Analysis, entity: Entity, said: Sequence[Statement], acts: Sequence[Span]) -> bool:
    """Countries that only lend their name to something else ("Colombian coffee"), crowds that are named once in passing.

    So are a people and its forces once named beside their country: "some Peruvians", where Peru is a stakeholder.
    """
    if said or acts or len(entity.mentions) > 1:
        return False
    mention = analysis.mentions[entity.mentions[0]]
    if entity.kind == "government":
        return mention.form == "adjective"
    unnamed = entity.kind == "group" or (entity.kind in _CROWDS and not entity.named)
    generic = entity.kind == "public" or (entity.kind in _CROWDS and entity.name.rpartition(" ")[2].islower())
    people = generic and any(
        other.kind == "government" and other.country == entity.country for other in analysis.entities
    )
    return (unnamed or people) and mention.sentence > 0


_CROWDS = frozenset({"public", "organisation", "ministry", "military"})


def _stakeholder(
    analysis: Analysis,
    entity: Entity,
    said: Sequence[Statement],
    acts: Sequence[Span],
    weight: float,
    figures: Sequence[Figure],
) -> Stakeholder:
    mentions = [analysis.mentions[i] for i in entity.mentions]
    first = next((m for m in mentions if m.form == "name"), mentions[0])
    spoken = [s for s in said if s.mode != "non_disclosure"]
    direct = any(s.mode in ("direct", "mixed") for s in spoken)
    voice: Literal["direct", "indirect", "none"] = "none" if not spoken else "direct" if direct else "indirect"
    return Stakeholder(
        spans=tuple(
            analysis.span(m.full_start if m is first else m.start, m.end)
            for m in [first, *[m for m in mentions if m is not first]]
        ),
        attribution=Attribution(),
        rule="stakeholders.name" if entity.named else "stakeholders.group",
        confidence=entity.confidence,
        name=_affected_name(entity, first, figures) or entity.name,
        kind=entity.kind,
        other_kind=entity.other_kind,
        country=entity.country,
        aliases=_aliases(analysis, mentions),
        roles=_roles(analysis, entity, mentions),
        salience=weight,
        said=tuple(statement.id for statement in said),
        did=tuple(acts)[:_MAX_ACTS],
        position=tuple(statement.content for statement in spoken)[:_MAX_POSITIONS],
        voice=voice,
    )


def _affected_name(entity: Entity, mention: Mention, figures: Sequence[Figure]) -> str | None:
    """ "at least 95 deaths" says more about the dead than "deaths" does."""
    if entity.kind != "affected":
        return None
    for figure in figures:
        span = figure.spans[0]
        if figure.status == "given" and span.start <= mention.start and mention.end <= span.end:
            return span.quote
    return None


def _aliases(analysis: Analysis, mentions: Sequence[Mention]) -> tuple[Alias, ...]:
    text = analysis.document.text
    grouped: dict[tuple[str, str], list[Mention]] = {}
    for mention in mentions:
        name = " ".join(text[mention.start : mention.end].split())
        grouped.setdefault((name, mention.sense), []).append(mention)
    return tuple(
        Alias(name, its[0].sense, tuple(analysis.span(m.start, m.end) for m in its))
        for (name, _), its in grouped.items()
    )


def _roles(analysis: Analysis, entity: Entity, mentions: Sequence[Mention]) -> tuple[Role, ...]:
    """Titles before the name, and an apposition behind it; both as the text has them."""
    roles = [analysis.span(_office_start(analysis, start), end) for start, end in entity.titles]
    if entity.kind in ("person", "organisation", "armed group"):
        for mention in mentions:
            sentence = analysis.sentences[mention.sentence]
            match = _APPOSITION.match(analysis.document.text, mention.end, sentence.end)
            of_person = match is not None and match.group(1).startswith("who ")
            if of_person and entity.kind != "person":
                continue
            if match and mention.form == "name" and not _is_clause(match.group(1)):
                roles.append(analysis.span(match.start(1), match.end(1)))
    unique: dict[str, Role] = {}
    for span in roles:
        unique.setdefault(span.quote.lower(), Role(span.quote, span))
    longest = list(unique.values())
    return tuple(r for r in longest if not any(r is not o and r.text.lower() in o.text.lower() for o in longest))


def _office_start(analysis: Analysis, start: int) -> int:
    """Where an office begins with what belongs to it: "Kremlin spokesman", "former energy minister"."""
    its_words = analysis.words[sentence_at(analysis.sentences, start).index]
    first = i = bisect_left(its_words, start, key=lambda word: word.start)
    while 0 < i <= len(its_words) - 1 and first - i < _LONGEST_OFFICE and its_words[i].gap == " ":
        if its_words[i - 1].possessive or not _belongs_to_office(its_words[i - 1]):
            break
        i -= 1
    return its_words[i].start if i < first else start


def _belongs_to_office(word: Word) -> bool:
    return word.tag.startswith(("NN", "JJ")) and word.lower not in _NO_OFFICE


_LONGEST_OFFICE = 4
_NO_OFFICE = frozenset("yesterday today tomorrow earlier later local fellow".split())


def _is_clause(text: str) -> bool:
    return not text.startswith("who ") and has_finite_verb(words(text, 0, len(text)))


def _acts(analysis: Analysis, statements: Sequence[Statement]) -> dict[int, tuple[Span, ...]]:
    """What each entity does: clauses whose subject it is and whose verb is none of speech."""
    acts: dict[int, list[Span]] = defaultdict(list)
    quoted: dict[int, list[Span]] = defaultdict(list)
    for statement in statements:
        quoted[statement.content.sentence].append(statement.content)
    by_sentence: dict[int, list[Mention]] = defaultdict(list)
    for mention in analysis.mentions:
        by_sentence[mention.sentence].append(mention)
    for number, its_mentions in by_sentence.items():
        sentence, its_words = analysis.sentences[number], analysis.words[number]
        position = {word.start: i for i, word in enumerate(its_words)}
        subjects = _coordinated(its_mentions, analysis.document.text)
        for group in subjects:
            last = group[-1]
            start = group[0].full_start
            owner = analysis.document.text[last.end : last.end + 1] in "’'"
            if (
                owner
                or last.form == "adjective"
                or last.sense == "city"
                or not _opens_clause(its_words, position.get(start))
            ):
                continue
            end = _act_end(analysis.document.text, its_words, last.end, sentence.end)
            if end is None or any(span.start <= start < span.end for span in quoted[number]):
                continue
            for mention in group:
                acts[mention.entity].append(analysis.span(start, end))
    return {number: tuple(spans) for number, spans in acts.items()}


def _coordinated(mentions: Sequence[Mention], text: str) -> list[list[Mention]]:
    """Mentions in groups: "Washington and Quito" acts together."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        if groups and text[groups[-1][-1].end : mention.full_start].strip() in ("and", "and the"):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def _opens_clause(its_words: Sequence[Word], i: int | None) -> bool:
    """True when the word at i can begin a subject: first in the sentence, after a comma or a conjunction."""
    if i is None:
        return False
    first = i
    while (
        i > 0
        and first - i < _LONGEST_OFFICE
        and its_words[i - 1].tag[:2] in ("NN", "JJ")
        and its_words[i].gap in _PHRASE
    ):
        i -= 1  # "Residents’ association Dry Feet wants"
    if i and its_words[i - 1].lower == "the":
        i -= 1
    if i == 0 or "," in its_words[i].gap:
        return True
    return its_words[i - 1].lower in (
        "as",
        "but",
        "while",
        "when",
        "after",
        "because",
        "although",
        "that",
        "where",
        "if",
    )


_PHRASE = (" ", "’ ", "' ", "’s ", "'s ")


def _act_end(text: str, its_words: Sequence[Word], after: int, end: int) -> int | None:
    """The end of the clause whose verb follows at after, or None when no act begins there."""
    rest = [word for word in its_words if word.start >= after]
    if (
        len(rest) < _MIN_ACT_WORDS
        or rest[0].gap.strip()
        or any(cue_forms().get(w.lower, frozenset()) & {"say", "tell", "think"} for w in rest[:3])
    ):
        return None
    verb = rest[0].lower in AUXILIARIES or has_finite_verb([Word(0, 0, "it", "it", " ", False, True), *rest[:1]])
    if not verb or any(w.lower in ("not", "n’t") for w in rest[:3]):
        return None
    stop = re.compile(r",\s+(?:as|amid|while|but|which|who|prompting|contributing|raising|the)\b|[;.]?$").search(
        text, after, end
    )
    return stop.start() if stop else end
