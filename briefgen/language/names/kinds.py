"""What a run of capitalised words is: a country, a body, a person with a title, a place; by rule and list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.language import gazetteer
from briefgen.language.cues import is_cue
from briefgen.language.names.candidates import UNKNOWN, Candidate, joined_text, name_of
from briefgen.language.names.metonyms import LOCATIVE, is_metonym
from briefgen.language.names.runs import JOINERS
from briefgen.language.names.titles import inner_title, title_length, title_then_person, titled_person
from briefgen.language.words import AUXILIARIES, Word
from briefgen.model import StakeholderKind


def segment(text: str, its_words: Sequence[Word], i: int, end: int, sentence: int) -> Iterator[Candidate]:
    """The candidates in one run: a country before a title before a name, an organisation, a place."""
    run = its_words[i:end]
    owner = _owner(its_words, i)
    whole = joined_text(text, run)
    after_the = i > 0 and its_words[i - 1].lower == "the"
    if (country := gazetteer.country_of_name(whole)) is not None:
        yield _country(text, run, sentence, country, its_words, i)
        return
    known = gazetteer.organisation(whole)
    if known is not None and (known.country is not None or owner is None):
        yield name_of(text, run, sentence, known.kind, country=known.country or owner, key=known.name)
        return
    if (capital := gazetteer.country_of_capital(whole)) is not None and is_metonym(its_words, i, end):
        candidate = name_of(text, run, sentence, "government", country=capital)
        candidate.sense = "government"
        yield candidate
        return
    if len(run) > 1 and gazetteer.place(whole) is not None:
        yield name_of(text, run, sentence, "place", country=gazetteer.place(whole) or None)
        return
    yield from _segment_parts(text, its_words, i, end, sentence, owner, after_the=after_the)


def _segment_parts(
    text: str, its_words: Sequence[Word], i: int, end: int, sentence: int, owner: str | None, *, after_the: bool
) -> Iterator[Candidate]:
    run = its_words[i:end]
    country, skip = _leading_country(text, run)
    rest = run[skip:]
    following = its_words[end] if end < len(its_words) else None
    if not rest and following is not None and following.gap == " " and following.lower in _NATIONAL_BODIES:
        candidate = name_of(text, [*run, following], sentence, _NATIONAL_BODIES[following.lower], country=country)
        candidate.form = "description" if candidate.kind == "government" else "name"
        yield candidate
        return
    if not rest:
        plural = run[-1].text.endswith("s") and gazetteer.country_of_name(run[-1].text) is None
        candidate = name_of(text, run, sentence, "public" if plural else "government", country=country)
        candidate.form = "name" if plural else "adjective"
        yield candidate
        return
    inner = inner_title(rest)
    if inner:
        yield _segment_prefix(text, rest[:inner], sentence, country)
        yield from titled_person(text, rest[inner:], rest[inner:], title_length(rest[inner:]), sentence, country)
        return
    head = _organisation_kind(rest)
    titled = 0 if head is not None and not title_then_person(rest) else title_length(rest)
    if titled and titled < len(rest):
        yield from titled_person(text, run, rest, titled, sentence, country or owner)
    elif titled:
        candidate = name_of(text, rest, sentence, "person", country=country or owner)
        candidate.form, candidate.sense, candidate.full_start = "description", "description", run[0].start
        yield candidate
    elif head is not None:
        candidate = name_of(text, run if skip else rest, sentence, head, country=country or owner)
        _extend_mission(text, its_words, end, candidate)
        candidate.full_start = _owner_start(its_words, i) if owner and not country else candidate.start
        yield candidate
    else:
        if skip:
            adjective = name_of(text, run[:skip], sentence, "government", country=country)
            adjective.form = "adjective"
            yield adjective
        yield _untitled(text, its_words, i + skip, end, sentence, country or owner, after_the=after_the)


_NATIONAL_BODIES: dict[str, StakeholderKind] = {
    "military": "military", "army": "military", "navy": "military", "forces": "military", "government": "government",
    "authorities": "government", "parliament": "organisation", "police": "organisation", "officials": "group", "voters": "public",
    "diplomats": "group", "lawmakers": "group", "troops": "military", "soldiers": "military",
}  # fmt: skip


def _country(
    text: str, run: Sequence[Word], sentence: int, country: str, its_words: Sequence[Word], i: int
) -> Candidate:
    candidate = name_of(text, run, sentence, "government", country=country)
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
        form = joined_text(text, run[:length])
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
        final = i == len(rest) - 1 or rest[i + 1].lower in JOINERS
        if not final:
            continue
        pair = f"{rest[i - 1].text} {rest[i].text}" if i else ""
        kind = (gazetteer.head_kind(pair) if pair else None) or gazetteer.head_kind(rest[i].text)
        if kind is not None and (len(rest) > 1 or kind not in ("organisation", "armed group")):
            return kind
    return None


def _segment_prefix(text: str, run: Sequence[Word], sentence: int, country: str | None) -> Candidate:
    known = gazetteer.organisation(joined_text(text, run))
    if known is not None:
        return name_of(text, run, sentence, known.kind, country=known.country, key=known.name)
    return name_of(text, run, sentence, _organisation_kind(run) or "organisation", country=country)


def _extend_mission(text: str, its_words: Sequence[Word], end: int, candidate: Candidate) -> None:
    """Take "in Quito" into the name of an embassy or a consulate."""
    if candidate.kind != "diplomatic mission" or end + 1 >= len(its_words) or its_words[end].lower not in ("in", "at"):
        return
    if its_words[end].gap == " " and its_words[end + 1].capital and its_words[end + 1].gap == " ":
        last = end + 1
        while last + 1 < len(its_words) and its_words[last + 1].capital and its_words[last + 1].gap == " ":
            last += 1
        candidate.end = its_words[last].end
        candidate.text = " ".join(text[candidate.start : candidate.end].split())


def _untitled(
    text: str, its_words: Sequence[Word], i: int, end: int, sentence: int, country: str | None, *, after_the: bool
) -> Candidate:
    run = its_words[i:end]
    whole = joined_text(text, run)
    before = its_words[i - 1].lower if i else ""
    candidate = name_of(text, run, sentence, UNKNOWN, country=country)
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
    elif before in LOCATIVE and len(run) <= 2 and not after_the:
        candidate.kind = "place"
    elif 2 <= len(run) <= 4 and not after_the and all(word.text.isalpha() for word in run):
        candidate.kind = (
            "person" if not any(word.text.isupper() and len(word.text) > 2 for word in run) else "organisation"
        )
    return candidate
