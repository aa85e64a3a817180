"""What a run of capitalised words is: a country, a body, a person with a title, a place; by rule and list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.language import gazetteer
from briefgen.language.cues import is_cue
from briefgen.language.names.bodies import of_country
from briefgen.language.names.candidates import Candidate, Run
from briefgen.language.names.forms import is_legal_form
from briefgen.language.names.guesses import guess
from briefgen.language.names.metonyms import is_actor, is_metonym
from briefgen.language.names.runs import JOINERS
from briefgen.language.names.titles import inner_title, title_length, title_then_person, titled_person
from briefgen.language.words import AUXILIARIES, DETERMINERS, Word
from briefgen.model import StakeholderKind

_CURRENCIES = ("$", "£", "€")
_OF_A_STATE = frozenset({"government", "ministry", "military"})
_SMALL = frozenset("and or in on at of to for from by with as but that which who is was has".split())


def segment(run: Run) -> Iterator[Candidate]:
    """The candidates in one run: a country before a title before a name, an organisation, a place."""
    whole, owner = run.whole, _owner(run)
    if (country := gazetteer.country_of_name(whole)) is not None:
        if not run.text.startswith(_CURRENCIES, run.words[-1].end):  # "US$5"
            yield _country(run, country)
        return
    known = gazetteer.organisation(whole)
    if known is not None and (known.country is not None or owner is None):
        yield run.name(known.kind, "list", country=known.country or owner, key=known.name)
    elif (capital := gazetteer.country_of_capital(whole)) is not None and is_metonym(run.its_words, run.start, run.end):
        candidate = run.name("government", "capital", country=capital)
        candidate.sense = "government"
        yield candidate
    elif len(run.words) > 1 and gazetteer.place(whole) is not None:
        yield run.name("place", "place", country=gazetteer.place(whole) or None)
    else:
        yield from _parts(run, owner)


def _parts(run: Run, owner: str | None) -> Iterator[Candidate]:
    country, skip = _leading_country(run)
    rest = run.words[skip:]
    if not rest:
        yield from _demonym(run, country)
    elif inner := inner_title(rest):
        front = run.part(skip, skip + inner)
        yield _body_in_front(front, country)
        yield from titled_person(run.part(skip + inner), 0, title_length(rest[inner:]), country)
    elif (size := _before_office(rest)) > 0:
        yield _body_in_front(run.part(skip, skip + size), country)
    else:
        yield from _name(run, skip, country, owner)


def _name(run: Run, skip: int, country: str | None, owner: str | None) -> Iterator[Candidate]:
    """What follows the country in front: an office with or without a holder, a body, or a guess."""
    rest = run.words[skip:]
    head = _organisation_kind(rest, alone=skip > 0 or run.after_the)
    titled = 0 if head is not None and not title_then_person(rest) else title_length(rest)
    if titled and titled < len(rest):
        held = run.part(skip + titled)
        if gazetteer.country_in_front(f"{held.whole} x")[0] is not None:
            yield from _parts(held, owner)  # "Former Italian Prime Minister Silvio …", "Major British charity"
        else:
            yield from titled_person(run, skip, titled, country or owner)
    elif titled:
        yield _office(run, skip, country or owner)
    elif head is not None:
        yield _body(run, head, country, owner)
    else:
        if skip:
            adjective = run.part(0, skip).name("government", "demonym", country=country)
            adjective.form = "adjective"
            yield adjective
        yield guess(run.part(skip), country or owner)


def _demonym(run: Run, country: str | None) -> Iterator[Candidate]:
    """A national body, a people, or an adjective that lends the name of its country."""
    if (body := of_country(run.its_words, run.end)) is not None:
        yield _national_body(run, body, country)
    elif not _is_language(run):
        last = run.words[-1].text
        plural = last.endswith("s") and gazetteer.country_of_name(last) is None
        candidate = run.name("public" if plural else "government", "demonym", country=country)
        candidate.form = "name" if plural else "adjective"
        yield candidate


def _is_language(run: Run) -> bool:
    """An adjective of a country that goes with no noun and has no article: "He speaks Spanish and French"."""
    its_words, end, last = run.its_words, run.end, run.words[-1]
    if last.lower.endswith("s") or last.possessive or not last.tag or run.before in DETERMINERS:
        return False
    while end + 1 < len(its_words) and its_words[end].lower in ("and", "or") and its_words[end + 1].capital:
        end += 2
    following = its_words[end] if end < len(its_words) else None
    return following is None or following.gap != " " or not following.tag.startswith(("NN", "JJ", "VB", "CD"))


def _national_body(run: Run, body: tuple[int, StakeholderKind], country: str | None) -> Candidate:
    end, kind = body
    candidate = run.until(end).name(kind, "national body", country=country)
    if kind == "government":
        candidate.sense = "government"
    return candidate


def _country(run: Run, country: str) -> Candidate:
    if (body := of_country(run.its_words, run.end)) is not None:
        return _national_body(run, body, country)
    candidate = run.name("government", "country", country=country)
    if is_actor(run.its_words, run.start, run.end):
        candidate.sense = "government"
    if run.words[-1].text.isupper() and not run.words[-1].possessive and _is_noun(run.following):
        candidate.form = "adjective"
    return candidate


def _is_noun(following: Word | None) -> bool:
    """True for a word that a country's acronym may modify ("US aircraft")."""
    if following is None or following.gap != " " or not following.lower.isalpha():
        return False
    return following.lower not in AUXILIARIES and following.lower not in _SMALL and not is_cue(following.lower)


def _leading_country(run: Run) -> tuple[str | None, int]:
    """The country that the first words of a run name or whose adjective they are, and how many words that takes."""
    for length in range(min(3, len(run.words)), 0, -1):
        form = run.part(0, length).whole
        country = gazetteer.country_of_adjective(form)
        if country is None and length < len(run.words):
            country = gazetteer.country_of_name(form)
        if country is not None:
            return country, length
    return None, 0


def _owner(run: Run) -> str | None:
    """The country whose possessive stands right before a run ("Ecuador’s Ministry")."""
    for length in (1, 2, 3):
        if run.start - length < 0 or not run.its_words[run.start - 1].possessive:
            return None
        form = " ".join(word.text for word in run.its_words[run.start - length : run.start])
        if (country := gazetteer.country_of_name(form)) is not None:
            return country
    return None


def _owner_start(run: Run) -> int:
    k = run.start - 1
    while k > 0 and run.its_words[k - 1].capital and run.its_words[k].gap == " ":
        k -= 1
    return run.its_words[k].start


def _office(run: Run, skip: int, country: str | None) -> Candidate:
    candidate = run.part(skip).name("person", "title", country=country)
    candidate.form, candidate.sense, candidate.full_start = "description", "description", run.words[0].start
    candidate.after_the = run.after_the
    return candidate


def _body(run: Run, head: StakeholderKind, country: str | None, owner: str | None) -> Candidate:
    candidate = run.name(head, "head", country=country or owner)
    _extend_mission(run, candidate)
    if head in _OF_A_STATE and candidate.country is None:
        candidate.country = _country_behind(candidate.text)
    if owner and not country:
        candidate.full_start = _owner_start(run)
        candidate.shown = " ".join(run.text[candidate.full_start : candidate.end].split())
    if head == "government":
        candidate.sense = "government"
    return candidate


def _country_behind(name: str) -> str | None:
    """The country of "Ministry of Defense of Peru"."""
    return gazetteer.country_of_name(name.rpartition(" of ")[2].removeprefix("the ")) if " of " in name else None


def _organisation_kind(rest: Sequence[Word], *, alone: bool = False) -> StakeholderKind | None:
    """The kind that a head noun gives to a run: the word before "of", "for" or "on", or its last words."""
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


def _body_in_front(run: Run, country: str | None) -> Candidate:
    """The body in front of a title: "United Nations" of "United Nations Secretary-General"."""
    if (known := gazetteer.organisation(run.whole)) is not None:
        return run.name(known.kind, "list", country=known.country, key=known.name)
    return run.name(_organisation_kind(run.words) or "organisation", "head", country=country)


def _extend_mission(run: Run, candidate: Candidate) -> None:
    """Take "in Quito" into the name of an embassy or a consulate."""
    its_words, last = run.its_words, run.end
    if candidate.kind != "diplomatic mission" or run.following is None or run.following.lower not in ("in", "at"):
        return
    while last + 1 < len(its_words) and its_words[last + 1].capital and its_words[last + 1].gap == " ":
        last += 1
    if last > run.end and its_words[run.end].gap == " ":
        candidate.end = its_words[last].end
        candidate.text = " ".join(run.text[candidate.start : candidate.end].split())
