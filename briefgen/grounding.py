"""The gate between facts and page: a line is let through only when its citations carry it. Writes no line itself.

Each check looks at one thing alone and refuses with a reason; a line may be refused more than once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefgen.language.cues import opposites
from briefgen.language.times.values import MONTHS, WEEKDAYS
from briefgen.language.words import AUXILIARIES, NEGATIONS, PREPOSITIONS, is_negated_form
from briefgen.model import Facts, Line, Refusal, Span, Statement
from briefgen.plain_text import plain

Check = Callable[["Claim"], str | None]

_WORD = re.compile(r"[^\W_]+(?:[-‑’'][^\W_]+)*")
_NUMBER = re.compile(
    r"(?<![\w.,])[$€£]?\d+(?:,\d{3})*(?:\.\d+)?(?:\s?(?:%|per cent|percent|million|billion|trillion|bn|m|k)\b|%)?"
)
_NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen half third quarter "
    "several decade century".split()
)
_COMPARATORS = (
    "at least",
    "at most",
    "more than",
    "less than",
    "fewer than",
    "up to",
    "as many as",
    "no more than",
    "no fewer than",
    "about",
    "around",
    "nearly",
    "almost",
    "approximately",
    "roughly",
    "over",
    "under",
    "some",
    "an estimated",
    "only",
)
_COMPARED = re.compile(
    r"\b("
    + "|".join(sorted(_COMPARATORS, key=len, reverse=True))
    + r")\s+(?=[$€£]?\d|(?:a |an )?(?:"
    + "|".join(sorted(_NUMBER_WORDS))
    + r")\b)",
    re.IGNORECASE,
)
_DATE_WORDS = frozenset((*MONTHS, *WEEKDAYS)) | frozenset(
    "spring summer autumn winter yesterday today tomorrow earlier later since until before after last next ago".split()
)
_HEDGES = frozenset(
    "suspected alleged allegedly reported reportedly apparent apparently possible possibly probable probably likely unlikely perhaps "
    "maybe may might could would can should appears appeared seems seemed believed expected intended aimed purported supposed presumed "
    "potential potentially seeking unconfirmed preliminary estimated claims claimed planned proposed attempted says said called "
    "according will must shall".split()
)
_NOT_NAMES = frozenset(
    "the a an in on at it he she they this that these those i we but and for as if when while after before since".split()
)


Antecedents = Mapping[tuple[str, int], str]


def antecedents(facts: Facts) -> Antecedents:
    """Whom a pronoun or a definite noun stands for: (document id, offset) of each resolved speaker to the name."""
    spans = ((s.attribution.speaker_span, s.attribution.speaker) for s in facts.statements)
    return {(span.document_id, span.start): name for span, name in spans if span is not None and name is not None}


@dataclass(frozen=True, slots=True)
class Claim:
    """A line to check: its text, the spans it cites, and whom the pronouns at their heads stand for.

    speaker is the name that the line gives to a speaker, where it gives one.
    """

    text: str
    spans: tuple[Span, ...]
    antecedents: Antecedents = field(default_factory=dict)
    speaker: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", plain(self.text))

    @property
    def quotes(self) -> tuple[str, ...]:
        """What the line cites, in the order of the sources, the name that a quote's first word stands for behind it."""
        ordered = sorted(self.spans, key=lambda s: (s.document_id, s.start))
        return tuple(dict.fromkeys(self.read(span) for span in ordered))

    def read(self, span: Span) -> str:
        """The quote of a span; a pronoun or a definite noun at its head is followed by the name that it stands for.

        A surname there becomes the whole name.
        """
        name, quote = self.antecedents.get((span.document_id, span.start)), plain(span.quote)
        head = _PRONOUN.match(quote)
        surname = name.rpartition(" ")[2] if name else ""
        if name and surname and surname != name and re.match(rf"{re.escape(surname)}\b", quote):
            return name + quote[len(surname) :]
        return f"{head.group()} the {name}{quote[head.end() :]}" if name and head else quote

    @property
    def evidence(self) -> str:
        """The quotes one after the other."""
        return " ".join(self.quotes)


def of_first_source(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans that lie in the document of the first one."""
    return tuple(span for span in spans if span.document_id == spans[0].document_id)


def point_claim(text: str, spans: Sequence[Span], known: Antecedents) -> Claim:
    """What several sources tell, as a line: the first of them has to carry its words, the others only say the same."""
    return Claim(text, of_first_source(spans), known)


def line_claim(line: Line, known: Antecedents | None = None) -> Claim:
    """A line of a brief as its citations are to carry it."""
    spans = of_first_source(line.spans) if line.support is not None else line.spans
    return Claim(line.text, spans, known or {})


_PRONOUN = re.compile(
    r"(?:it|he|she|they|the [a-z-]+)\b", re.IGNORECASE
)  # or a noun for a body that is named elsewhere


def check(claim: Claim, *, fact_id: str | None = None) -> tuple[Refusal, ...]:
    """Run every check on a line; () when its citations carry it.

    Checked, each on its own: numbers, comparators, negation, polarity, hedges, names, dates,
    speaker, and that no content word is new. A line may say less than its evidence, never more.
    """
    if not claim.spans:
        return (Refusal(claim.text, "citation", "the line cites nothing", fact_id),)
    refused = ((name, run(claim)) for name, run in CHECKS)
    return tuple(Refusal(claim.text, name, reason, fact_id) for name, reason in refused if reason is not None)


def _words(text: str) -> list[str]:
    return [word.lower().removesuffix("’s").removesuffix("'s") for word in _WORD.findall(text)]


def _missing(wanted: Sequence[str], given: Sequence[str]) -> str | None:
    """The first of wanted that does not follow the ones before it in given."""
    position = iter(given)
    for item in wanted:
        if not any(item == other for other in position):
            return item
    return None


def check_numbers(claim: Claim) -> str | None:
    """Every number of the line stands in the evidence, digit for digit, in the same order."""
    missing = _missing(_numbers(claim.text), _numbers(claim.evidence))
    return f"the evidence does not say {missing!r} there" if missing else None


def _numbers(text: str) -> list[str]:
    digits = [(m.start(), m.group().replace(" ", "")) for m in _NUMBER.finditer(text)]
    spelled = [(m.start(), m.group().lower()) for m in _WORD.finditer(text) if m.group().lower() in _NUMBER_WORDS]
    return [number for _, number in sorted(digits + spelled)]


def check_comparators(claim: Claim) -> str | None:
    """A number keeps its "at least": as many comparators for a number as the evidence has."""
    evidence = _compared(claim.evidence)
    given = _compared(claim.text)
    for number in _numbers(claim.text):
        if number in evidence and evidence[number] and given.get(number, ()) != evidence[number]:
            return f"{number!r} stands under {' / '.join(evidence[number])!r} in the evidence"
    added = next((n for n, c in given.items() if c and not evidence.get(n)), None)
    return f"the evidence has no {' / '.join(given[added])!r} before {added!r}" if added else None


def _compared(text: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for match in _COMPARED.finditer(text):
        following = _numbers(text[match.end() : match.end() + 24])
        if following:
            found.setdefault(following[0], []).append(match.group(1).lower())
    return {number: tuple(comparators) for number, comparators in found.items()}


def check_negation(claim: Claim) -> str | None:
    """Each negation of the stretch that the line retells is kept, and none is added."""
    said = [word for word in _words(claim.text) if is_negated_form(word)]
    meant = [word for word in _words(_retold(claim)) if is_negated_form(word)]
    if Counter(said) == Counter(meant):
        return None
    return f"the line has the negations {said or 'none'}, its evidence {meant or 'none'}"


def _retold(claim: Claim) -> str:
    """The part of the evidence that the line follows: from its first to its last word in each quote."""
    line = set(_words(claim.text))
    whole = _flat(claim.text)
    parts = []
    for span in sorted(claim.spans, key=lambda s: (s.document_id, s.start)):
        stretch = plain(span.quote)
        if _flat(stretch) in whole or whole in _flat(stretch):
            parts.append(min(stretch, claim.text, key=len))
            continue
        quote = claim.read(span)
        found = [m for m in _WORD.finditer(quote) if m.group().lower().removesuffix("’s") in line]
        content = [m for m in found if m.group().lower() not in AUXILIARIES | PREPOSITIONS | NEGATIONS | _NOT_NAMES]
        if content:
            parts.append(quote[_with_denial(quote, content[0].start()) : content[-1].end()])
    return " ".join(dict.fromkeys(parts))


def _with_denial(quote: str, start: int) -> int:
    """Where a stretch begins that opens with a verb: at the "do not" before it."""
    for match in reversed(list(_WORD.finditer(quote, max(0, start - 40), start))):
        word = match.group().lower()
        if not (word in AUXILIARIES | NEGATIONS or is_negated_form(word)) or quote[match.end() : start].strip():
            break
        start = match.start()
    return start


def _flat(text: str) -> str:
    return " ".join(text.split()).lower()


def check_polarity(claim: Claim) -> str | None:
    """No word of the line is the opposite of one in the evidence that the line leaves out."""
    said, meant = Counter(_words(claim.text)), Counter(_words(claim.evidence))
    for word in said - meant:
        for contrary in sorted(opposites().get(word, ())):
            if meant[contrary] > said[contrary]:
                return f"the line says {word!r}, its evidence {contrary!r}"
    return None


def check_hedges(claim: Claim) -> str | None:
    """Every word of doubt or attribution inside the stretch retold is kept."""
    said = Counter(word for word in _words(claim.text) if word in _HEDGES)
    meant = Counter(word for word in _words(_retold(claim)) if word in _HEDGES)
    lost, added = meant - said, said - meant
    if lost:
        return f"the line loses {sorted(lost)[0]!r}"
    added_real = [word for word in added if word not in set(_words(claim.evidence))]
    return f"the evidence does not say {added_real[0]!r}" if added_real else None


def check_names(claim: Claim) -> str | None:
    """The names of the line stand in the evidence in the same order."""
    common = {w for quote in claim.quotes for w in _WORD.findall(quote) if w.islower()}
    said = _names(claim.text)
    if said and said[0] in common and claim.text[:1].isupper() and _words(claim.text)[0] == said[0]:
        said = said[1:]  # a word in the middle of the evidence that opens the line
    missing = _missing(said, _names(claim.evidence, opening=True))
    return f"the evidence does not name {missing!r} there" if missing else None


def _names(text: str, *, opening: bool = False) -> list[str]:
    """Capitalised words; those that only open a sentence count where opening is true or they are no common word."""
    found = []
    for match in _WORD.finditer(text):
        word = match.group().removesuffix("’s").removesuffix("'s")
        opens = match.start() == 0 or text[: match.start()].rstrip(' “"‘(')[-1:] in ".?!:"
        if word.lower() in _DATE_WORDS or not (word[0].isupper() or (opening and opens)):
            continue
        if opening or not opens or word.lower() not in _NOT_NAMES:
            found.append(word.lower())
    return found


def check_dates(claim: Claim) -> str | None:
    """Months, weekdays, years and words of time stand in the evidence in the same order."""
    said = [word for word in _words(claim.text) if word in _DATE_WORDS or re.fullmatch(r"(?:1[5-9]|20)\d\d", word)]
    meant = [word for word in _words(claim.evidence) if word in _DATE_WORDS or re.fullmatch(r"(?:1[5-9]|20)\d\d", word)]
    missing = _missing(said, meant)
    return f"the evidence does not say {missing!r} there" if missing else None


def check_speaker(claim: Claim) -> str | None:
    """The speaker of the line is named in the evidence, or is whom a pronoun or a definite noun cited there stands for."""
    if claim.speaker is None:
        return None
    if set(_words(claim.speaker)) <= set(_words(claim.evidence)):
        return None
    if any(claim.antecedents.get((span.document_id, span.start)) == claim.speaker for span in claim.spans):
        return None
    return f"nothing cited shows {claim.speaker!r} as the speaker"


def check_words(claim: Claim) -> str | None:
    """No word of the line is new: all stand in the evidence, in its order."""
    missing = _missing([word for word in _words(claim.text) if word != "that"], _words(claim.evidence))
    return f"the evidence does not say {missing!r} there" if missing else None


CHECKS: tuple[tuple[str, Check], ...] = (
    ("number", check_numbers),
    ("comparator", check_comparators),
    ("negation", check_negation),
    ("polarity", check_polarity),
    ("hedge", check_hedges),
    ("name", check_names),
    ("date", check_dates),
    ("speaker", check_speaker),
    ("wording", check_words),
)


# The self-test ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tally:
    """How many alterations of one kind were made, and how many of them were refused; missed shows some that were not."""

    kind: str
    made: int
    caught: int
    missed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a self-test: one tally a kind, and the lines that were refused although nothing was altered."""

    tallies: tuple[Tally, ...]
    false_alarms: tuple[Refusal, ...]

    @property
    def made(self) -> int:
        """How many alterations were made."""
        return sum(tally.made for tally in self.tallies)

    @property
    def caught(self) -> float:
        """The share of alterations that were refused, 0..1; 1.0 when none could be made."""
        return sum(tally.caught for tally in self.tallies) / self.made if self.made else 1.0


def selftest(facts: Facts) -> Report:
    """Alter numbers, names, negations, hedges, dates, verbs and speakers of extracted facts, and count what is caught.

    The checks named "wording" and "citation" are left out of the count, so that each alteration has
    to be caught by the check that is meant for it.
    """
    names = [s.name for s in facts.stakeholders if s.rule == "stakeholders.name"]
    claims = _claims(facts)
    alarms = tuple(refusal for claim in claims for refusal in check(claim))
    tallies = []
    for kind, alter in ALTERATIONS:
        made, missed = 0, []
        for claim in claims:
            for altered in alter(claim, names):
                made += 1
                if not any(refusal.check not in ("wording", "citation") for refusal in check(altered)):
                    missed.append(altered.text)
        tallies.append(Tally(kind, made, made - len(missed), tuple(missed[:5])))
    return Report(tuple(tallies), alarms)


def _claims(facts: Facts) -> list[Claim]:
    """The facts that state something, as the lines that a brief would print of them."""
    known = antecedents(facts)
    claims = [point_claim(point.text, point.spans, known) for point in facts.key_points]
    claims += [statement_claim(statement, known) for statement in facts.statements]
    claims += [
        point_claim(figure.spans[0].quote, figure.spans, known) for figure in facts.figures if figure.status == "given"
    ]
    claims += [Claim(event.what.quote, (event.what,), known) for event in facts.events]
    return claims


def statement_claim(statement: Statement, known: Antecedents) -> Claim:
    """A statement as the line "speaker: content", resting on content, speaker and cue."""
    attribution = statement.attribution
    cited = (statement.content, attribution.speaker_span, attribution.cue_span)
    return Claim(statement.content.quote, tuple(span for span in cited if span is not None), known, attribution.speaker)


def _with(claim: Claim, start: int, end: int, replacement: str) -> Claim:
    return replace(claim, text=claim.text[:start] + replacement + claim.text[end:])


def _alter_numbers(claim: Claim, names: Sequence[str]) -> Iterator[Claim]:  # noqa: ARG001
    for match in re.finditer(r"(?<![\w.,])\d+(?![\w])", claim.text):
        digits = match.group()
        yield _with(claim, *match.span(), str(int(digits) + 1))
        if len(digits) > 1 and digits[::-1] != digits:
            yield _with(claim, *match.span(), digits[::-1])


def _alter_comparators(claim: Claim, names: Sequence[str]) -> Iterator[Claim]:  # noqa: ARG001
    for match in _COMPARED.finditer(claim.text):
        yield _with(claim, match.start(), match.end(), "")
        yield _with(
            claim, match.start(1), match.end(1), "at most" if match.group(1).lower() != "at most" else "at least"
        )


def _alter_negations(claim: Claim, names: Sequence[str]) -> Iterator[Claim]:  # noqa: ARG001
    for match in re.finditer(r"\b(?:did|do|does|has|have|was|were|is|are|will|would|could) (not) ", claim.text):
        yield _with(claim, match.start(1), match.end(1) + 1, "")
    for match in re.finditer(r"\b(?:never|no) ", claim.text):
        yield _with(claim, *match.span(), "")
    verb = re.search(r"\b(?:has|have|had|is|are|was|were|will|would) (?!not)", claim.text)
    if verb:
        yield _with(claim, verb.end(), verb.end(), "not ")


def _alter_polarity(claim: Claim, names: Sequence[str]) -> Iterator[Claim]:  # noqa: ARG001
    for match in _WORD.finditer(claim.text):
        for contrary in sorted(opposites().get(match.group(), ()))[:1]:
            yield _with(claim, *match.span(), contrary)


def _alter_hedges(claim: Claim, names: Sequence[str]) -> Iterator[Claim]:  # noqa: ARG001
    first = _WORD.search(claim.text)
    for match in re.finditer(
        r"\b(?:suspected|alleged|allegedly|reportedly|apparently|possibly|probably|likely|perhaps|intended to|expected to|seeking to) ",
        claim.text,
    ):
        if first is not None and match.start() > first.start():
            yield _with(claim, *match.span(), "")
    for match in re.finditer(r"\b(?:would|could|may|might)\b", claim.text):
        yield _with(claim, *match.span(), "will")


def _alter_names(claim: Claim, names: Sequence[str]) -> Iterator[Claim]:
    for name in names:
        match = re.search(rf"\b{re.escape(name)}\b", claim.text)
        if match is None:
            continue
        other = next(
            (n for n in names if n != name and not set(_words(n)) & set(_words(name)) and n not in claim.text), None
        )
        if other is not None and match.start() > 0:
            yield _with(claim, *match.span(), other)


_MONTHS = [month.capitalize() for month in MONTHS]
_DAYS = [day.capitalize() for day in WEEKDAYS]


def _alter_dates(claim: Claim, names: Sequence[str]) -> Iterator[Claim]:  # noqa: ARG001
    for cycle in (_MONTHS, _DAYS):
        for match in re.finditer(rf"\b(?:{'|'.join(cycle)})\b", claim.text):
            yield _with(claim, *match.span(), cycle[(cycle.index(match.group()) + 1) % len(cycle)])
    for match in re.finditer(r"\b(?:19|20)\d\d\b", claim.text):
        yield _with(claim, *match.span(), str(int(match.group()) - 1))


def _alter_speakers(claim: Claim, names: Sequence[str]) -> Iterator[Claim]:
    if claim.speaker is None:
        return
    other = next((n for n in names if n != claim.speaker and n not in claim.evidence), None)
    if other is not None:
        yield replace(claim, speaker=other)


ALTERATIONS: tuple[tuple[str, Callable[[Claim, Sequence[str]], Iterator[Claim]]], ...] = (
    ("number", _alter_numbers),
    ("comparator", _alter_comparators),
    ("negation", _alter_negations),
    ("polarity", _alter_polarity),
    ("hedge", _alter_hedges),
    ("name", _alter_names),
    ("date", _alter_dates),
    ("speaker", _alter_speakers),
)
