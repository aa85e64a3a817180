"""Names and descriptions of people, bodies, groups and places, and who is meant by which. Typing is by rule and list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from briefgen.language import gazetteer
from briefgen.language.analysis import Entity, Mention
from briefgen.language.cues import is_cue
from briefgen.language.words import AUXILIARIES, DETERMINERS, Word
from briefgen.model import StakeholderKind
from briefgen.text import Sentence

_JOINERS = frozenset({"of", "for", "on"})
_PARTICLES = frozenset("de del la las los da das do dos di du van von der den bin ibn al el".split())
_LOCATIVE = frozenset(
    "in at near from to into across around outside toward towards through over via off inside".split()
)
_HONORIFICS = frozenset("mr mrs ms miss dr sir lady lord dame".split())
_AGREEING_VERBS = frozenset("sign signed signs agree agreed deploy deployed announced said says wants warned".split())
_UNKNOWN: Literal["unknown"] = "unknown"


@dataclass(slots=True)
class _Candidate:
    """A stretch that names something, before it is known whom."""

    start: int
    end: int
    full_start: int
    sentence: int
    text: str
    kind: StakeholderKind | Literal["unknown"]
    country: str | None = None
    title: tuple[int, int] | None = None
    form: Literal["name", "description", "pronoun", "adjective"] = "name"
    sense: Literal["name", "government", "city", "description", "pronoun"] = "name"
    key: str = ""
    entity: int = -1
    after_the: bool = False
    honorific: bool = False


@dataclass(slots=True)
class _Register:
    """The entities found so far and the ways in which they can be called."""

    names: list[str] = field(default_factory=list)
    kinds: list[StakeholderKind] = field(default_factory=list)
    countries: list[str | None] = field(default_factory=list)
    titles: list[list[tuple[int, int]]] = field(default_factory=list)
    named: list[bool] = field(default_factory=list)
    by_key: dict[str, int] = field(default_factory=dict)
    persons_by_word: dict[str, list[int]] = field(default_factory=dict)
    last_by_head: dict[str, int] = field(default_factory=dict)

    def add(self, key: str, name: str, kind: StakeholderKind, country: str | None, *, named: bool = True) -> int:
        """The entity with this key, made when it is new; a longer name replaces a shorter one."""
        if key not in self.by_key:
            self.by_key[key] = len(self.names)
            self.names.append(name)
            self.kinds.append(kind)
            self.countries.append(country)
            self.titles.append([])
            self.named.append(named)
        number = self.by_key[key]
        if self.countries[number] is None:
            self.countries[number] = country
        return number


@dataclass(frozen=True, slots=True)
class Names:
    """The mentions of a text in reading order and the entities that they refer to."""

    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]


def find_names(text: str, sentences: Sequence[Sentence], by_sentence: Sequence[Sequence[Word]]) -> Names:
    """Find who and what is named, described or counted in a text; by_sentence holds the words of each sentence.

    Mentions do not overlap, but for the city inside the name of a mission ("US Embassy in Quito").
    An entity of kind "government" is a country as an actor; its mentions in the sense "city" are
    places only. Unnamed groups ("voters") are entities with named=False.
    Linear in the length of the text.
    """
    seen = _capitals_within(by_sentence)
    candidates: list[_Candidate] = []
    for sentence, its_words in zip(sentences, by_sentence, strict=True):
        shouted = _is_shouted(its_words)
        named = list(_named(text, its_words, sentence.index, seen, shouted=shouted))
        candidates.extend(_merge(named, list(_groups(text, its_words, sentence.index))))
    register = _Register()
    _register_persons(candidates, register)
    for candidate in candidates:
        _resolve(candidate, register, text)
    _resolve_definite(text, sentences, by_sentence, candidates, register)
    return _finish(candidates, register)


def _capitals_within(by_sentence: Sequence[Sequence[Word]]) -> frozenset[str]:
    """Words that are written with a capital inside some sentence, where no rule of spelling asks for one."""
    return frozenset(
        word.text
        for its_words in by_sentence
        if not _is_shouted(its_words)
        for word in its_words[1:]
        if word.capital and not word.gap.rstrip().endswith((".", "?", "!", ":", "“", '"'))
    )


def _is_shouted(its_words: Sequence[Word]) -> bool:
    """True for headlines in Title Case or CAPITALS, where a capital says nothing."""
    longer = [word for word in its_words if len(word.text) > 3 and word.text[0].isalpha()]
    capitals = sum(word.capital for word in longer)
    return len(longer) >= 4 and capitals >= 0.8 * len(longer)


# Runs of capitalised words ---------------------------------------------------------------------


def _named(
    text: str, its_words: Sequence[Word], sentence: int, seen: frozenset[str], *, shouted: bool
) -> Iterator[_Candidate]:
    i = 0
    while i < len(its_words):
        if not _opens_run(its_words, i, seen, shouted=shouted):
            i += 1
            continue
        end = _run_end(its_words, i)
        yield from _segment(text, its_words, i, end, sentence)
        i = end


def _opens_run(its_words: Sequence[Word], i: int, seen: frozenset[str], *, shouted: bool) -> bool:
    word = its_words[i]
    if not word.capital or word.text == "I" or word.text.startswith(("I’", "I'")):
        return False
    if word.lower in gazetteer.calendar_words():
        return False
    first = i == 0 or word.gap.strip(" ") != "" and word.gap.rstrip()[-1:] in "“\"'‘:.?!—"
    if not first and not shouted:
        return True
    known = _is_known(its_words, i)
    if word.lower in gazetteer.common_words():
        return known and not shouted and _followed_by_name(its_words, i) and word.lower not in DETERMINERS
    if known or word.text in seen:
        return True
    acronym = len(word.text) > 1 and word.text.isupper() and not shouted
    return acronym or (not shouted and (_followed_by_name(its_words, i) or _acts(its_words, i)))


def _followed_by_name(its_words: Sequence[Word], i: int) -> bool:
    following = its_words[i + 1] if i + 1 < len(its_words) else None
    return following is not None and following.capital and following.gap == " "


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


def _run_end(its_words: Sequence[Word], i: int) -> int:
    """The index after the last word of the run that begins at i."""
    end = i + 1
    headed = gazetteer.head_kind(its_words[i].text) is not None
    while end < len(its_words) and not its_words[end - 1].possessive:
        word = its_words[end]
        if word.gap not in (" ", "\u00a0", "\n"):
            break
        if word.capital and word.lower not in gazetteer.calendar_words():
            headed = headed or gazetteer.head_kind(word.text) is not None
            end += 1
        elif (skip := _joined(its_words, end, headed=headed)) > 0:
            end += skip
        else:
            break
    return end


def _joined(its_words: Sequence[Word], i: int, *, headed: bool) -> int:
    """How many words to take when the small word at i joins two parts of one name, else 0."""

    def capital(k: int) -> bool:
        return (
            k < len(its_words)
            and its_words[k].capital
            and its_words[k].gap == " "
            and (its_words[k].lower not in gazetteer.calendar_words())
        )

    small = its_words[i].lower
    if small in _PARTICLES and capital(i + 1):
        return 2
    if small in _PARTICLES and i + 1 < len(its_words) and its_words[i + 1].lower in _PARTICLES and capital(i + 2):
        return 3
    before = its_words[i - 1]
    joins = small in _JOINERS and (small == "of" or headed)
    if joins and _takes_of(before) and capital(i + 1):
        return 2
    if joins and _takes_of(before) and i + 1 < len(its_words) and its_words[i + 1].lower == "the" and capital(i + 2):
        return 3
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


# What a run is ---------------------------------------------------------------------------------


def _segment(text: str, its_words: Sequence[Word], i: int, end: int, sentence: int) -> Iterator[_Candidate]:
    """The candidates in one run: a country before a title before a name, an organisation, a place."""
    run = its_words[i:end]
    owner = _owner(its_words, i)
    whole = _joined_text(text, run)
    after_the = i > 0 and its_words[i - 1].lower == "the"
    if (country := gazetteer.country_of_name(whole)) is not None:
        yield _country(text, run, sentence, country, its_words, i)
        return
    known = gazetteer.organisation(whole)
    if known is not None and (known.country is not None or owner is None):
        yield _candidate(text, run, sentence, known.kind, country=known.country or owner, key=known.name)
        return
    if (capital := gazetteer.country_of_capital(whole)) is not None and _is_metonym(its_words, i, end):
        candidate = _candidate(text, run, sentence, "government", country=capital)
        candidate.sense = "government"
        yield candidate
        return
    if len(run) > 1 and gazetteer.place(whole) is not None:
        yield _candidate(text, run, sentence, "place", country=gazetteer.place(whole) or None)
        return
    yield from _segment_parts(text, its_words, i, end, sentence, owner, after_the=after_the)


def _segment_parts(
    text: str, its_words: Sequence[Word], i: int, end: int, sentence: int, owner: str | None, *, after_the: bool
) -> Iterator[_Candidate]:
    run = its_words[i:end]
    country, skip = _leading_country(text, run)
    rest = run[skip:]
    following = its_words[end] if end < len(its_words) else None
    if not rest and following is not None and following.gap == " " and following.lower in _NATIONAL_BODIES:
        candidate = _candidate(text, [*run, following], sentence, _NATIONAL_BODIES[following.lower], country=country)
        candidate.form = "description" if candidate.kind == "government" else "name"
        yield candidate
        return
    if not rest:
        plural = run[-1].text.endswith("s") and gazetteer.country_of_name(run[-1].text) is None
        candidate = _candidate(text, run, sentence, "public" if plural else "government", country=country)
        candidate.form = "name" if plural else "adjective"
        yield candidate
        return
    inner = _inner_title(rest)
    if inner:
        yield _segment_prefix(text, rest[:inner], sentence, country)
        yield from _titled_person(text, rest[inner:], rest[inner:], _title_length(rest[inner:]), sentence, country)
        return
    head = _organisation_kind(rest)
    titled = 0 if head is not None and not _title_then_person(rest) else _title_length(rest)
    if titled and titled < len(rest):
        yield from _titled_person(text, run, rest, titled, sentence, country or owner)
    elif titled:
        candidate = _candidate(text, rest, sentence, "person", country=country or owner)
        candidate.form, candidate.sense, candidate.full_start = "description", "description", run[0].start
        yield candidate
    elif head is not None:
        candidate = _candidate(text, run if skip else rest, sentence, head, country=country or owner)
        _extend_mission(text, its_words, end, candidate)
        candidate.full_start = _owner_start(its_words, i) if owner and not country else candidate.start
        yield candidate
    else:
        if skip:
            adjective = _candidate(text, run[:skip], sentence, "government", country=country)
            adjective.form = "adjective"
            yield adjective
        yield _untitled(text, its_words, i + skip, end, sentence, country or owner, after_the=after_the)


_NATIONAL_BODIES: dict[str, StakeholderKind] = {
    "military": "military", "army": "military", "navy": "military", "forces": "military", "government": "government",
    "authorities": "government", "parliament": "organisation", "police": "organisation", "officials": "group", "voters": "public",
    "diplomats": "group", "lawmakers": "group", "troops": "military", "soldiers": "military",
}  # fmt: skip


def _candidate(
    text: str,
    run: Sequence[Word],
    sentence: int,
    kind: StakeholderKind | Literal["unknown"],
    *,
    country: str | None = None,
    key: str = "",
) -> _Candidate:
    start, end = run[0].start, run[-1].end
    return _Candidate(start, end, start, sentence, " ".join(text[start:end].split()), kind, country=country, key=key)


def _joined_text(text: str, run: Sequence[Word]) -> str:
    return " ".join(text[run[0].start : run[-1].end].split())


def _country(
    text: str, run: Sequence[Word], sentence: int, country: str, its_words: Sequence[Word], i: int
) -> _Candidate:
    candidate = _candidate(text, run, sentence, "government", country=country)
    following = its_words[i + len(run)] if i + len(run) < len(its_words) else None
    modifies = following is not None and following.gap == " " and run[-1].text.isupper() and not run[-1].possessive
    if modifies and following is not None and following.lower not in AUXILIARIES and not is_cue(following.lower):
        candidate.form = "adjective" if following.lower.isalpha() and following.lower not in _SMALL else "name"
    return candidate


_SMALL = frozenset("and or in on at of to for from by with as but that which who is was has".split())


def _leading_country(text: str, run: Sequence[Word]) -> tuple[str | None, int]:
    """The country that the first words of a run name or whose adjective they are, and how many words that takes."""
    for length in (3, 2, 1):
        if length > len(run):
            continue
        form = _joined_text(text, run[:length])
        country = gazetteer.country_of_adjective(form)
        if country is None and length < len(run):
            country = gazetteer.country_of_name(form)
        if country is not None:
            return country, length
    return None, 0


def _owner(its_words: Sequence[Word], i: int) -> str | None:
    """The country whose possessive stands right before word i ("Ecuador’s Ministry")."""
    for length in (1, 2, 3):
        if i - length < 0 or not its_words[i - 1].possessive:
            return None
        form = " ".join(word.text for word in its_words[i - length : i])
        country = gazetteer.country_of_name(form)
        if country is not None:
            return country
    return None


def _owner_start(its_words: Sequence[Word], i: int) -> int:
    k = i - 1
    while k > 0 and its_words[k - 1].capital and its_words[k].gap == " ":
        k -= 1
    return its_words[k].start


def _organisation_kind(rest: Sequence[Word]) -> StakeholderKind | None:
    """The kind that a head noun gives to a run: its last words, or the word before "of", "for" or "on"."""
    for i in range(len(rest) - 1, -1, -1):
        final = i == len(rest) - 1 or rest[i + 1].lower in _JOINERS
        if not final:
            continue
        pair = f"{rest[i - 1].text} {rest[i].text}" if i else ""
        kind = (gazetteer.head_kind(pair) if pair else None) or gazetteer.head_kind(rest[i].text)
        if kind is not None and (len(rest) > 1 or kind not in ("organisation", "armed group")):
            return kind
    return None


def _title_length(rest: Sequence[Word]) -> int:
    """How many of the first words are a title or an office; the longest one counts."""
    best = 0
    length = 0
    while length < len(rest):
        for size in (4, 3, 2, 1):
            form = " ".join(word.lower.rstrip(".") for word in rest[length : length + size])
            if length + size <= len(rest) and form in gazetteer.titles():
                length += size
                best = length
                break
        else:
            break
    return best


def _title_then_person(rest: Sequence[Word]) -> bool:
    length = _title_length(rest)
    return 0 < length < len(rest) and gazetteer.is_given_name(rest[length].text)


def _inner_title(rest: Sequence[Word]) -> int:
    """Where a title with a name begins behind a known body: "United Nations Secretary-General Ban Ki-moon"; else 0."""
    for k in range(1, len(rest) - 1):
        length = _title_length(rest[k:])
        if 0 < length < len(rest) - k and rest[k].lower not in gazetteer.common_words():
            prefix = " ".join(word.text for word in rest[:k])
            return k if gazetteer.organisation(prefix) or gazetteer.head_kind(rest[k - 1].text) else 0
    return 0


def _segment_prefix(text: str, run: Sequence[Word], sentence: int, country: str | None) -> _Candidate:
    known = gazetteer.organisation(_joined_text(text, run))
    if known is not None:
        return _candidate(text, run, sentence, known.kind, country=known.country, key=known.name)
    return _candidate(text, run, sentence, _organisation_kind(run) or "organisation", country=country)


def _titled_person(
    text: str, run: Sequence[Word], rest: Sequence[Word], titled: int, sentence: int, country: str | None
) -> Iterator[_Candidate]:
    name = rest[titled:]
    while len(name) > 1 and name[0].lower in _JOINERS:
        name = name[1:]
    candidate = _candidate(text, name, sentence, "person", country=country)
    candidate.full_start = run[0].start
    candidate.honorific = rest[titled - 1].lower.rstrip(".") in _HONORIFICS
    if not candidate.honorific:
        candidate.title = (run[0].start, rest[titled - 1].end)
    yield candidate


def _extend_mission(text: str, its_words: Sequence[Word], end: int, candidate: _Candidate) -> None:
    """Take "in Quito" into the name of an embassy or a consulate."""
    if candidate.kind != "diplomatic mission" or end + 1 >= len(its_words) or its_words[end].lower not in ("in", "at"):
        return
    if its_words[end].gap == " " and its_words[end + 1].capital and its_words[end + 1].gap == " ":
        last = end + 1
        while last + 1 < len(its_words) and its_words[last + 1].capital and its_words[last + 1].gap == " ":
            last += 1
        candidate.end = its_words[last].end
        candidate.text = " ".join(text[candidate.start : candidate.end].split())


def _is_metonym(its_words: Sequence[Word], i: int, end: int) -> bool:
    """A capital city is a government where it acts: subject of a verb, one of a pair, owner of a policy."""
    before = its_words[i - 1].lower if i else ""
    following = its_words[end] if end < len(its_words) else None
    if before in _LOCATIVE or its_words[i].gap.endswith(", ") and before not in ("and",):
        return False
    if before in ("between", "and") or (following is not None and following.lower == "and"):
        return _capital_pair(its_words, i, end)
    if following is None or following.gap != " ":
        return False
    return following.lower in AUXILIARIES or following.lower in _AGREEING_VERBS or is_cue(following.lower)


def _capital_pair(its_words: Sequence[Word], i: int, end: int) -> bool:
    """Washington and Quito: both are capitals, and no preposition of place stands before the first."""
    if end + 1 < len(its_words) and its_words[end].lower == "and":
        other, first = its_words[end + 1].text, i
    elif i >= 2 and its_words[i - 1].lower == "and":
        other, first = its_words[i - 2].text, i - 2
    else:
        return False
    paired = gazetteer.country_of_capital(other) or gazetteer.country_of_name(other)
    return paired is not None and (first == 0 or its_words[first - 1].lower not in _LOCATIVE)


def _untitled(
    text: str, its_words: Sequence[Word], i: int, end: int, sentence: int, country: str | None, *, after_the: bool
) -> _Candidate:
    run = its_words[i:end]
    whole = _joined_text(text, run)
    before = its_words[i - 1].lower if i else ""
    candidate = _candidate(text, run, sentence, _UNKNOWN, country=country)
    candidate.after_the = after_the
    small_title = before in gazetteer.titles() and its_words[i].gap == " " and before not in gazetteer.common_words()
    if (known := gazetteer.organisation(whole)) is not None:
        candidate.kind, candidate.key, candidate.country = known.kind, known.name, known.country or country
    elif gazetteer.place(whole) is not None or gazetteer.country_of_capital(whole) is not None:
        candidate.kind = "place"
        candidate.country = gazetteer.place(whole) or gazetteer.country_of_capital(whole) or country
        candidate.sense = "city" if gazetteer.country_of_capital(whole) else "name"
    elif small_title:
        candidate.kind, candidate.title = "person", (its_words[i - 1].start, its_words[i - 1].end)
    elif gazetteer.is_given_name(run[0].text) and 1 < len(run) <= 5 and not after_the:
        candidate.kind = "person"
    elif run[-1].lower in gazetteer.place_heads() or run[0].lower in gazetteer.place_heads():
        candidate.kind = "place"
    elif len(run) == 1 and run[0].text.isupper() and 2 <= len(run[0].text) <= 6:
        candidate.kind = "organisation"
    elif before in _LOCATIVE and len(run) <= 2 and not after_the:
        candidate.kind = "place"
    elif 2 <= len(run) <= 4 and not after_the and all(word.text.isalpha() for word in run):
        candidate.kind = (
            "person" if not any(word.text.isupper() and len(word.text) > 2 for word in run) else "organisation"
        )
    return candidate


# Unnamed groups --------------------------------------------------------------------------------

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


def _groups(text: str, its_words: Sequence[Word], sentence: int) -> Iterator[_Candidate]:
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
        candidate = _candidate(text, its_words[start : i + 1], sentence, kind)
        candidate.form, candidate.sense = "description", "description"
        candidate.key = f"group:{word.lower}" if kind != "armed group" else "group:armed"
        yield candidate


_NEEDS_MODIFIER = frozenset(
    "groups group organisations organizations networks organisation organization network".split()
)


def _modifies(its_words: Sequence[Word], i: int, following: int) -> bool:
    word = its_words[i]
    if its_words[following].gap != " " or word.possessive or word.capital or word.lower in _NOT_MODIFIERS:
        return False
    if word.lower.endswith("ing"):  # "drug trafficking organisations", but not "combating organisations"
        return i > 0 and its_words[i - 1].lower in _NOUN_MODIFIERS and word.gap == " "
    return word.lower in _NOUN_MODIFIERS or (len(word.lower) > 4 and word.lower.endswith(_MODIFIER_ENDINGS))


def _merge(named: list[_Candidate], groups: list[_Candidate]) -> list[_Candidate]:
    taken = [(c.start, c.end) for c in named]
    free = [g for g in groups if not any(start < g.end and g.start < end for start, end in taken)]
    return sorted([*named, *free], key=lambda c: (c.start, c.end))


# Who is meant ----------------------------------------------------------------------------------


def _register_persons(candidates: Sequence[_Candidate], register: _Register) -> None:
    """Enter everybody who is named in full, so that a bare surname before that finds its owner."""
    for candidate in candidates:
        parts = candidate.text.split()
        if candidate.kind == "person" and candidate.form == "name" and len(parts) > 1:
            number = _full_name(candidate, parts, register)
            for part in {parts[0], parts[-1]}:
                owners = register.persons_by_word.setdefault(part, [])
                if number not in owners:
                    owners.append(number)


def _full_name(candidate: _Candidate, parts: list[str], register: _Register) -> int:
    """The person with this given name and surname; middle names and initials make no other person."""
    return register.add(f"person:{parts[0]} {parts[-1]}", candidate.text, "person", candidate.country)


def _resolve(candidate: _Candidate, register: _Register, text: str) -> None:
    if candidate.form == "description" and candidate.kind == "person":
        return  # "the President": resolved with the definite nouns
    if candidate.form == "description" and candidate.kind != "government":
        candidate.entity = register.add(candidate.key, candidate.text, _kind(candidate), candidate.country, named=False)
    elif candidate.kind in ("person", _UNKNOWN):
        candidate.entity = _resolve_person(candidate, register)
    elif candidate.kind in ("government", "public") and candidate.country:
        name = gazetteer.country_names(candidate.country)[0]
        name = name if candidate.kind == "government" else candidate.text
        candidate.entity = register.add(
            f"{candidate.kind}:{candidate.country}", name, _kind(candidate), candidate.country
        )
    else:
        candidate.entity = _resolve_body(candidate, register, text)
    if candidate.entity >= 0:
        if candidate.title:
            register.titles[candidate.entity].append(candidate.title)
        register.last_by_head[_head(candidate.text)] = candidate.entity


def _kind(candidate: _Candidate) -> StakeholderKind:
    return "organisation" if candidate.kind == "unknown" else candidate.kind


def _resolve_person(candidate: _Candidate, register: _Register) -> int:
    parts = candidate.text.split()
    if len(parts) > 1 and candidate.kind == "person":
        return _full_name(candidate, parts, register)
    owners = register.persons_by_word.get(parts[-1], [])
    if owners:
        if candidate.country and len(owners) > 1:
            owners = [o for o in owners if register.countries[o] == candidate.country] or owners
        return owners[0] if len(owners) == 1 else _latest(owners, register)
    key = candidate.text.lower()
    for prefix in ("body:", "place:"):
        if prefix + key in register.by_key:
            return register.by_key[prefix + key]
    if candidate.kind == "person":
        return register.add(f"person:{parts[-1]}", candidate.text, "person", candidate.country)
    return register.add(f"body:{key}", candidate.text, "organisation", candidate.country)


def _latest(owners: list[int], register: _Register) -> int:
    recent = list(register.last_by_head.values())
    return max(owners, key=lambda o: (recent.index(o) if o in recent else -1, -o))


def _resolve_body(candidate: _Candidate, register: _Register, text: str) -> int:
    """The organisation or place of this name: the same name, its acronym, or a fuller form of one owner."""
    kind = _kind(candidate)
    prefix = "place:" if kind == "place" else "body:"
    name = candidate.key or _core(candidate)
    key = prefix + name.lower()
    if kind != "place" and key not in register.by_key:
        found = _fuller(candidate, register)
        if found is not None:
            register.by_key[key] = found
    shown = text[candidate.full_start : candidate.end] if candidate.full_start < candidate.start else candidate.text
    number = register.add(key, " ".join((candidate.key or shown).split()), kind, candidate.country)
    if kind != "place":
        if len(candidate.text) > len(register.names[number]) and kind == "diplomatic mission":
            register.names[number] = candidate.text
        acronym = "".join(part[0] for part in name.split() if part[0].isupper())
        if len(acronym) > 2:
            register.by_key.setdefault(f"body:{acronym.lower()}", number)
    return number


def _core(candidate: _Candidate) -> str:
    """A name without what may be left out of it: the city of a mission, the owner of a ministry."""
    name = candidate.text
    if candidate.kind == "diplomatic mission" and " in " in name:
        name = name.split(" in ")[0]
    return f"{name} ({candidate.country})" if candidate.country and candidate.kind != "organisation" else name


def _fuller(candidate: _Candidate, register: _Register) -> int | None:
    """The one body whose name this one shortens ("Ministry of Defense" after "Defense Ministry of Peru" is none)."""
    wanted = set(candidate.text.lower().split())
    if len(wanted) < 2 and not candidate.text.isupper():
        wanted_head = candidate.text.lower()
        return register.last_by_head.get(wanted_head) if candidate.after_the else None
    found = [
        number
        for key, number in register.by_key.items()
        if key.startswith("body:")
        and wanted < set(register.names[number].lower().split())
        and register.kinds[number] == candidate.kind
        and (candidate.country is None or register.countries[number] in (None, candidate.country))
    ]
    return found[0] if len(set(found)) == 1 else None


def _head(name: str) -> str:
    parts = name.lower().split()
    for i, part in enumerate(parts):
        if part in ("of", "for", "in", "on") and i:
            return parts[i - 1]
    return parts[-1]


# Definite nouns --------------------------------------------------------------------------------

_PERSON_NOUNS = frozenset(
    "president minister premier chancellor king queen governor mayor senator general secretary chairman chairwoman judge "
    "director commander ambassador chief leader coach spokesman spokeswoman spokesperson prince pope author".split()
)


def _resolve_definite(
    text: str,
    sentences: Sequence[Sentence],
    by_sentence: Sequence[Sequence[Word]],
    candidates: list[_Candidate],
    register: _Register,
) -> None:
    """Add the mentions that a definite noun makes: "the embassy", "the president", "the country"."""
    heads: dict[str, int] = {}
    person_heads: dict[str, int] = {}
    country = -1
    queue = sorted(candidates, key=lambda c: c.start)
    added: list[_Candidate] = []
    position = 0
    for sentence, its_words in zip(sentences, by_sentence, strict=True):
        first_country = _first_country(queue, position, sentence, register)
        for i, word in enumerate(its_words):
            while position < len(queue) and queue[position].start <= word.start:
                _note(queue[position], text, register, heads, person_heads)
                if (
                    queue[position].kind == "government"
                    and queue[position].form == "name"
                    and queue[position].entity >= 0
                ):
                    country = queue[position].entity
                position += 1
            if i == 0 or its_words[i - 1].lower != "the" or word.gap != " " or _goes_on(its_words, i):
                continue
            lower = word.lower
            if lower in ("country", "nation"):
                target = first_country if first_country >= 0 else country
            else:
                target = person_heads.get(lower, -1) if lower in _PERSON_NOUNS else heads.get(lower, -1)
            if target >= 0 and not any(
                c.start <= word.start < c.end for c in queue[max(0, position - 2) : position + 1] if c.entity >= 0
            ):
                added.append(
                    _Candidate(
                        word.start,
                        word.end,
                        its_words[i - 1].start,
                        sentence.index,
                        word.text,
                        register.kinds[target],
                        form="description",
                        sense="description",
                        entity=target,
                    )
                )
    taken = {(c.start, c.end) for c in added}
    candidates[:] = [c for c in candidates if c.entity >= 0 and (c.start, c.end) not in taken] + added


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


def _first_country(queue: list[_Candidate], position: int, sentence: Sentence, register: _Register) -> int:
    """The country of whoever comes first in the sentence: its subject, as a rule."""
    for candidate in queue[position:]:
        if candidate.start >= sentence.end:
            break
        if candidate.entity >= 0 and candidate.sense != "city":
            code = candidate.country or register.countries[candidate.entity]
            if code and f"government:{code}" in register.by_key:
                own = candidate.kind in ("government", "person")
                return register.by_key[f"government:{code}"] if own else -1
    return -1


def _note(
    candidate: _Candidate, text: str, register: _Register, heads: dict[str, int], person_heads: dict[str, int]
) -> None:
    if candidate.entity < 0:
        return
    if candidate.kind == "person":
        for start, end in register.titles[candidate.entity]:
            for noun in text[start:end].lower().split():
                if noun in _PERSON_NOUNS:
                    person_heads[noun] = candidate.entity
    elif candidate.form == "name" and candidate.kind not in ("government", "place"):
        heads[_head(candidate.text)] = candidate.entity
        for noun in _GENERIC.get(register.kinds[candidate.entity], ()):
            heads[noun] = candidate.entity


_GENERIC: dict[str, tuple[str, ...]] = {
    "diplomatic mission": ("embassy", "mission"),
    "ministry": ("ministry", "department"),
    "organisation": ("company", "group", "organisation", "organization", "firm", "party", "agency", "union"),
    "military": ("military", "army"),
}


def _finish(candidates: list[_Candidate], register: _Register) -> Names:
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
