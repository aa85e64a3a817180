"""Rules and annotator brought together: what a stretch is when both have seen it, and what only one has seen.

Rules know lists, titles and head nouns; the annotator knows contexts. A rule that rests on a word it knows is
kept, one that only guesses from capitals follows the annotator, and a guess that nothing supports is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen.language import gazetteer
from briefgen.language.annotation import NamedSpan
from briefgen.language.names.candidates import GUESSES, UNKNOWN, Candidate, Support
from briefgen.language.names.things import is_of_a_people
from briefgen.language.names.titles import title_words
from briefgen.language.recognition import NameType
from briefgen.model import StakeholderKind
from briefgen.text import Sentence, sentence_at

_KINDS: dict[NameType, StakeholderKind] = {"PER": "person", "ORG": "organisation", "LOC": "place"}


@dataclass(frozen=True, slots=True)
class _Witness:
    """What the annotator says about a document: its spans, and for each name, lower case, how strongly it is of a type."""

    spans: Sequence[NamedSpan]
    votes: dict[str, dict[NameType, float]]

    def type_of(self, name: str, span: NamedSpan | None) -> NameType | None:
        """The type that all places of a name together favour; None where the annotator never saw it."""
        votes = dict(self.votes.get(name.lower(), {}))
        if span is not None:
            votes[span.type] = votes.get(span.type, 0.0) + span.confidence
        return max(votes.items(), key=lambda vote: (vote[1], vote[0]))[0] if votes else None


def join(
    candidates: Sequence[Candidate], spans: Sequence[NamedSpan], text: str, sentences: Sequence[Sentence]
) -> list[Candidate]:
    """The candidates as rule and annotator together see them, in reading order; both come in reading order."""
    spans = [_whole(span, text) for span in spans if _names_something(span, text)]
    witness = _Witness(spans, _votes(spans, text))
    joined: list[Candidate] = []
    for its_candidates, its_spans in _clusters(candidates, spans):
        if not its_candidates:
            joined.extend(_from_span(span, text, sentences) for span in its_spans)
        for candidate in its_candidates:
            span = max(its_spans, key=lambda s: (_shared(candidate, s), -s.start), default=None)
            if span is not None and not _shared(candidate, span):
                span = None
            if span is not None and candidate.rule in GUESSES:
                _adopt(candidate, span, text)
                if joined and joined[-1].end > candidate.start:
                    continue
            if _agree(candidate, witness.type_of(candidate.text, span)):
                joined.append(candidate)
    return joined


_CURRENCIES = ("$", "£", "€")
_SEAT = re.compile(r"[DRI]-[A-Z]")  # party and state of a member of Congress: "D-Calif."
_VERB = re.compile(
    r"\s(?:named|elected|appointed|sworn|convicted|arrested|charged|released|killed|wins|denies|says|said|dies)\s"
)
_REST = re.compile(r"[-’'][A-Za-z][a-z]{0,9}\b")
_HEAD = re.compile(r"(?:(?:al|el|Al|El|ul|as|ash|an|ad)[-’']|[OD][’'])$")


def _names_something(span: NamedSpan, text: str) -> bool:
    """False for white space, and for the country in "US$5"."""
    name = text[span.start : span.end].strip()
    return name != "" and not text.startswith(_CURRENCIES, span.end) and not _SEAT.match(name)


def _whole(span: NamedSpan, text: str) -> NamedSpan:
    """The span without a cut through a word of a name: "Kwok Wai" of "Kwok Wai-keung", "Da" of "Da'esh"."""
    start, end = span.start, span.end
    if (head := _HEAD.search(text, max(0, start - 4), start)) is not None:
        start = head.start()
    if span.type == "PER" and (comma := text.rfind(", ", start, end - 2)) >= 0:
        start = comma + 2
    if (verb := _VERB.search(text, start, end)) is not None:
        end = verb.start()  # "Vessoud named Karsk's new leader", a headline
    rest = _REST.match(text, end)
    if rest is not None and (span.type == "PER" if rest.group()[0] == "-" else len(rest.group()) > 3):
        end = rest.end()
    return replace(span, start=start, end=end) if (start, end) != (span.start, span.end) else span


def _votes(spans: Sequence[NamedSpan], text: str) -> dict[str, dict[NameType, float]]:
    votes: dict[str, dict[NameType, float]] = {}
    for span in spans:
        name = " ".join(text[span.start : span.end].lower().split())
        forms = {name: span.confidence}
        if span.type == "PER":
            forms |= {part: span.confidence / 2 for part in name.split() if part != name and len(part) > 2}
        for form, weight in forms.items():
            its = votes.setdefault(form, {})
            its[span.type] = its.get(span.type, 0.0) + weight
    return votes


def _clusters(
    candidates: Sequence[Candidate], spans: Sequence[NamedSpan]
) -> Iterator[tuple[list[Candidate], list[NamedSpan]]]:
    """Candidates and spans in groups that hang together by overlap."""
    everything: list[tuple[int, int, Candidate | NamedSpan]] = [(c.start, c.end, c) for c in candidates]
    everything += [(s.start, s.end, s) for s in spans]
    everything.sort(key=lambda item: item[:2])
    its_candidates: list[Candidate] = []
    its_spans: list[NamedSpan] = []
    reach = -1
    for start, end, item in everything:
        if start >= reach and reach >= 0:
            yield its_candidates, its_spans
            its_candidates, its_spans = [], []
        if isinstance(item, Candidate):
            its_candidates.append(item)
        else:
            its_spans.append(item)
        reach = max(reach, end)
    if reach >= 0:
        yield its_candidates, its_spans


def _shared(candidate: Candidate, span: NamedSpan) -> int:
    return max(0, min(candidate.end, span.end) - max(candidate.start, span.start))


def _agree(candidate: Candidate, kind: NameType | None) -> bool:
    """Settle what a candidate is, and mark a guess that the annotator does not share; False for what is no actor."""
    if candidate.form != "name":
        return True
    candidate.support = _support(candidate, kind)
    if candidate.rule not in GUESSES or _look_up(candidate):
        candidate.other_kind = _KINDS[kind] if kind is not None and candidate.support == "against" else None
        return True
    if kind is None:
        if gazetteer.is_given_name(candidate.text):
            candidate.kind = "person"
        candidate.doubtful = candidate.rule != "locative" and (candidate.kind != "person" or " " in candidate.text)
        return candidate.rule != "thing"
    if candidate.rule == "thing":
        candidate.rule = "annotator"
    if candidate.rule != "acronym":
        candidate.other_kind = candidate.kind if candidate.support == "against" and candidate.kind != UNKNOWN else None
        candidate.kind = _KINDS[kind]
    return True


def _support(candidate: Candidate, kind: NameType | None) -> Support:
    if kind is None:
        return "alone"
    if candidate.kind == UNKNOWN:
        return "annotator"
    return "both" if kind in _TYPES.get(candidate.kind, ("ORG",)) else "against"


_TYPES: dict[str, tuple[NameType, ...]] = {
    "person": ("PER",), "place": ("LOC",), "government": ("LOC", "ORG"), "public": ("ORG", "LOC"),
}  # fmt: skip


_SHARE_RIGHT: dict[tuple[bool, Support], float] = {
    (False, "both"): 0.89,
    (False, "alone"): 0.79,
    (False, "against"): 0.73,
    (False, "annotator"): 0.3,  # known names within longer words, most of them: "ISIL-held"
    (False, "unasked"): 0.8,
    (True, "both"): 0.71,
    (True, "annotator"): 0.68,
    (True, "against"): 0.51,
    (True, "alone"): 0.4,
    (True, "unasked"): 0.45,
}


def confidence(candidate: Candidate) -> float:
    """How often names with such a rule and such support had the right type, by whether the rule was a guess.

    Measured on some 2,000 names of the development halves of three sets of news and reports.
    """
    return _SHARE_RIGHT[candidate.rule in GUESSES, candidate.support]


def _adopt(candidate: Candidate, span: NamedSpan, text: str) -> None:
    """Take the annotator's word for where a guessed name begins and ends."""
    goes_on = span.type == "PER" and text[span.end : span.end + 2].strip().islower() and span.end < candidate.end
    end = candidate.end if goes_on else span.end  # "Ursula" of "Ursula van der Meer"
    candidate.start, candidate.end = _bare(span, text), end
    candidate.full_start = min(candidate.full_start, span.start)
    candidate.text = " ".join(text[candidate.start : end].split())


def _bare(span: NamedSpan, text: str) -> int:
    """Where a span begins without an article, and without the titles of a person."""
    words = text[span.start : span.end].split()
    drop = 1 if len(words) > 1 and words[0].lower() in ("the", "a", "an") else 0
    if span.type == "PER":
        drop += len(words) > drop + 1 and gazetteer.country_in_front(f"{words[drop]} x")[0] is not None
        titled = title_words([word.lower() for word in words[drop:]])
        drop += titled if titled < len(words) - drop else 0
    start = span.start
    for word in words[:drop]:
        start = text.index(word, start) + len(word)
    return start + len(text[start : span.end]) - len(text[start : span.end].lstrip())


def _from_span(span: NamedSpan, text: str, sentences: Sequence[Sentence]) -> Candidate:
    start = _bare(span, text)
    name = " ".join(text[start : span.end].split())
    kind = _KINDS[span.type]
    if span.type == "ORG":
        kind = gazetteer.head_kind(name.rsplit(" ", 1)[-1]) or kind
    sentence = sentence_at(sentences, span.start).index
    candidate = Candidate(start, span.end, span.start, sentence, name, kind, rule="annotator", support="annotator")
    _look_up(candidate)
    return candidate


def _look_up(candidate: Candidate) -> bool:
    """Tell a country, a people, a known body or an adjective whose bounds the annotator found; False for others."""
    name = candidate.text
    if name.isupper() and len(name) > 4:  # a headline in capitals
        name = name.title()
    country = gazetteer.country_of_name(name.removeprefix("Republic of "))
    if country is None and (country := gazetteer.country_of_adjective(name)) is not None:
        candidate.form = "name" if name.endswith("s") else "adjective"
    if country is not None:
        candidate.kind = "public" if candidate.form == "name" and name.endswith("s") else "government"
        candidate.kind = "government" if gazetteer.country_of_name(name) else candidate.kind
        candidate.country, candidate.rule = country, "country"
    elif (known := gazetteer.organisation(name)) is not None:
        candidate.kind, candidate.key, candidate.country = known.kind, known.name, known.country
        candidate.rule = "list"
    elif is_of_a_people(name):
        candidate.form = "adjective"
    elif (code := gazetteer.place(name)) is not None and candidate.kind != "person":
        candidate.kind, candidate.country, candidate.rule = "place", code or None, "place"
    else:
        if candidate.kind not in ("person", "place"):
            candidate.country = candidate.country or gazetteer.country_in_front(name)[0]
        return False
    return True
