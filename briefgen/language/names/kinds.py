"""What a run of capitalised words is: a country, a body, a person with a title, a place; by rule and list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefgen.language import gazetteer
from briefgen.language.cues import is_cue
from briefgen.language.names.bodies import of_country, of_name
from briefgen.language.names.candidates import UNKNOWN, Candidate, joined_text, name_of
from briefgen.language.names.forms import is_legal_form
from briefgen.language.names.metonyms import LOCATIVE, is_actor, is_metonym
from briefgen.language.names.runs import JOINERS
from briefgen.language.names.things import is_adjective, is_thing
from briefgen.language.names.titles import inner_title, title_length, title_then_person, titled_person
from briefgen.language.words import AUXILIARIES, DETERMINERS, Word
from briefgen.model import StakeholderKind


def segment(text: str, its_words: Sequence[Word], i: int, end: int, sentence: int) -> Iterator[Candidate]:
    """The candidates in one run: a country before a title before a name, an organisation, a place."""
    run = its_words[i:end]
    owner = _owner(its_words, i)
    whole = joined_text(text, run)
    after_the = i > 0 and its_words[i - 1].lower == "the"
    if (country := gazetteer.country_of_name(whole)) is not None:
        if text[run[-1].end : run[-1].end + 1] in _CURRENCIES:
            return  # "US$5"
        yield _country(text, run, sentence, country, its_words, i)
        return
    known = gazetteer.organisation(whole)
    if known is not None and (known.country is not None or owner is None):
        yield name_of(text, run, sentence, known.kind, country=known.country or owner, key=known.name, rule="list")
        return
    if (capital := gazetteer.country_of_capital(whole)) is not None and is_metonym(its_words, i, end):
        candidate = name_of(text, run, sentence, "government", country=capital, rule="capital")
        candidate.sense = "government"
        yield candidate
        return
    if len(run) > 1 and gazetteer.place(whole) is not None:
        yield name_of(text, run, sentence, "place", country=gazetteer.place(whole) or None, rule="place")
        return
    yield from _segment_parts(text, its_words, i, end, sentence, owner, after_the=after_the)


_CURRENCIES = ("$", "£", "€")


def _segment_parts(
    text: str, its_words: Sequence[Word], i: int, end: int, sentence: int, owner: str | None, *, after_the: bool
) -> Iterator[Candidate]:
    run = its_words[i:end]
    country, skip = _leading_country(text, run)
    rest = run[skip:]
    if not rest and (body := of_country(its_words, end)) is not None:
        yield _national_body(text, its_words, i, body, sentence, country)
        return
    if not rest and _is_language(its_words, i, end):
        return
    if not rest:
        plural = run[-1].text.endswith("s") and gazetteer.country_of_name(run[-1].text) is None
        candidate = name_of(text, run, sentence, "public" if plural else "government", country=country, rule="demonym")
        candidate.form = "name" if plural else "adjective"
        yield candidate
        return
    inner = inner_title(rest)
    if inner:
        yield _segment_prefix(text, rest[:inner], sentence, country)
        yield from titled_person(text, rest[inner:], rest[inner:], title_length(rest[inner:]), sentence, country)
        return
    if (size := _before_office(rest)) > 0:
        yield _segment_prefix(text, rest[:size], sentence, country)
        return
    head = _organisation_kind(rest, alone=skip > 0 or after_the)
    titled = 0 if head is not None and not title_then_person(rest) else title_length(rest)
    if titled and titled < len(rest) and gazetteer.country_in_front(f"{joined_text(text, rest[titled:])} x")[0]:
        # "Former Italian Prime Minister Silvio …", "Major British charity"
        yield from _segment_parts(text, its_words, i + skip + titled, end, sentence, owner, after_the=False)
    elif titled and titled < len(rest):
        yield from titled_person(text, run, rest, titled, sentence, country or owner)
    elif titled:
        candidate = name_of(text, rest, sentence, "person", country=country or owner)
        candidate.form, candidate.sense, candidate.full_start = "description", "description", run[0].start
        candidate.after_the = after_the
        yield candidate
    elif head is not None:
        candidate = name_of(text, run if skip else rest, sentence, head, country=country or owner, rule="head")
        _extend_mission(text, its_words, end, candidate)
        if head in ("government", "ministry", "military") and not candidate.country:
            candidate.country = _country_behind(candidate.text)
        if owner and not country:
            candidate.full_start = _owner_start(its_words, i)
            candidate.shown = " ".join(text[candidate.full_start : candidate.end].split())
        if head == "government":
            candidate.sense = "government"
        yield candidate
    else:
        if skip:
            adjective = name_of(text, run[:skip], sentence, "government", country=country, rule="demonym")
            adjective.form = "adjective"
            yield adjective
        yield _untitled(text, its_words, i + skip, end, sentence, country or owner, after_the=after_the)


def _is_language(its_words: Sequence[Word], i: int, end: int) -> bool:
    """An adjective of a country that goes with no noun and has no article: "He speaks Spanish and French." """
    if its_words[end - 1].lower.endswith("s") or its_words[end - 1].possessive or not its_words[i].tag:
        return False
    if i and its_words[i - 1].lower in DETERMINERS:
        return False
    while end + 1 < len(its_words) and its_words[end].lower in ("and", "or") and its_words[end + 1].capital:
        end += 2
    following = its_words[end] if end < len(its_words) else None
    return following is None or following.gap != " " or not following.tag.startswith(("NN", "JJ", "VB", "CD"))


def _national_body(
    text: str, its_words: Sequence[Word], i: int, body: tuple[int, StakeholderKind], sentence: int, country: str | None
) -> Candidate:
    end, kind = body
    candidate = name_of(text, its_words[i:end], sentence, kind, country=country, rule="national body")
    if kind == "government":
        candidate.sense = "government"
    return candidate


def _country(
    text: str, run: Sequence[Word], sentence: int, country: str, its_words: Sequence[Word], i: int
) -> Candidate:
    if (body := of_country(its_words, i + len(run))) is not None:
        return _national_body(text, its_words, i, body, sentence, country)
    candidate = name_of(text, run, sentence, "government", country=country, rule="country")
    if is_actor(its_words, i, i + len(run)):
        candidate.sense = "government"
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


def _country_behind(name: str) -> str | None:
    """The country of "Ministry of Defense of Peru"."""
    return gazetteer.country_of_name(name.rpartition(" of ")[2].removeprefix("the ")) if " of " in name else None


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


def _organisation_kind(rest: Sequence[Word], *, alone: bool = False) -> StakeholderKind | None:
    """The kind that a head noun gives to a run: its last words, or the word before "of", "for" or "on"."""
    joints = [i for i in range(1, len(rest)) if rest[i].lower in JOINERS]
    for i in [*(joint - 1 for joint in joints[:1]), len(rest) - 1]:
        pair = f"{rest[i - 1].text} {rest[i].text}" if i else ""
        kind = (gazetteer.head_kind(pair) if pair else None) or gazetteer.head_kind(rest[i].text)
        if kind is None and i and is_legal_form(rest[i].text):
            kind = "organisation"
        if kind is not None and (alone or len(rest) > 1 or kind not in ("organisation", "armed group")):
            return kind
    return None


def _before_office(rest: Sequence[Word]) -> int:
    """How many words of a run name the body whose office ends it ("State Department Spokesperson"); 0 for other runs."""
    for k in range(len(rest) - 1, max(0, len(rest) - 4), -1):
        if title_length(rest[k:]) == len(rest) - k:
            known = gazetteer.organisation(" ".join(word.text for word in rest[:k])) is not None
            if known or (k > 1 and gazetteer.head_kind(rest[k - 1].text) is not None):
                return k
    return 0


def _segment_prefix(text: str, run: Sequence[Word], sentence: int, country: str | None) -> Candidate:
    known = gazetteer.organisation(joined_text(text, run))
    if known is not None:
        return name_of(text, run, sentence, known.kind, country=known.country, key=known.name, rule="list")
    return name_of(text, run, sentence, _organisation_kind(run) or "organisation", country=country, rule="head")


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


def _city(name: str) -> str | None:
    return gazetteer.country_of_capital(name) or gazetteer.city(name) or gazetteer.place(name)


def _has_given_name(run: Sequence[Word]) -> bool:
    """True for a given name in front, and for an East Asian one behind ("Ban Ki-moon")."""
    in_front = 1 < len(run) <= 5 and gazetteer.is_given_name(run[0].text)
    return in_front or (2 <= len(run) <= 3 and _SYLLABLES.match(run[-1].text) is not None)


_SYLLABLES = re.compile(r"[A-Z][a-z]{0,5}-[A-Za-z][a-z]{0,5}$")  # "Ki-moon", "Chi-wai"


def _untitled(
    text: str, its_words: Sequence[Word], i: int, end: int, sentence: int, country: str | None, *, after_the: bool
) -> Candidate:
    run = its_words[i:end]
    whole = joined_text(text, run)
    before = its_words[i - 1].lower if i else ""
    candidate = name_of(text, run, sentence, UNKNOWN, country=country)
    candidate.after_the = after_the
    following = its_words[end] if end < len(its_words) else None
    before_is_title = before in gazetteer.titles() and its_words[i].gap == " " and before not in gazetteer.common_words()
    if (known := gazetteer.organisation(whole)) is not None:
        candidate.kind, candidate.key, candidate.country = known.kind, known.name, known.country or country
        candidate.rule = "list"
    elif gazetteer.place(whole) is not None or gazetteer.country_of_capital(whole) is not None:
        candidate.kind, candidate.rule = "place", "place"
        candidate.country = gazetteer.place(whole) or gazetteer.country_of_capital(whole) or country
        candidate.sense = "city" if gazetteer.country_of_capital(whole) else "name"
    elif is_thing(run) and not gazetteer.is_given_name(run[0].text):
        candidate.rule = "thing"
    elif (body := of_name(its_words, end)) is not None:
        candidate = name_of(text, its_words[i : body[0]], sentence, body[1], country=country, rule="head")
        candidate.sense = "government" if body[1] == "government" else "name"
    elif len(run) == 1 and is_adjective(run[0], following):
        candidate.form, candidate.rule = "adjective", "demonym"
    elif before_is_title:
        candidate.kind, candidate.title = "person", (its_words[i - 1].start, its_words[i - 1].end)
        candidate.rule = "title"
    elif gazetteer.is_given_name(run[0].text) and 1 < len(run) <= 5 and not after_the or 2 <= len(run) <= 3 and _SYLLABLES.match(run[-1].text) and not after_the:
        candidate.kind, candidate.rule = "person", "given name"
    elif run[-1].lower in gazetteer.place_heads() or run[0].lower in gazetteer.place_heads():
        candidate.kind, candidate.rule = "place", "place head"
    elif whole.isupper() and len(whole) > 3 and (city := _city(whole.title())) is not None:
        candidate.kind, candidate.rule, candidate.country = "place", "place", city or None
    elif len(run) == 1 and run[0].text.isupper() and 2 <= len(run[0].text) <= 6:
        candidate.kind, candidate.rule = "organisation", "acronym"
    elif before in LOCATIVE and len(run) <= 2 and not after_the:
        candidate.kind, candidate.rule = "place", "locative"
    elif 2 <= len(run) <= 4 and not after_the and all(word.text.isalpha() for word in run):
        shouts = any(word.text.isupper() and len(word.text) > 2 for word in run)
        candidate.kind = "organisation" if shouts else "person"
    return candidate
