"""One gap, and how a rule quotes and names things in its question. No rule lives here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from briefgen.language.analysis import Analysis
from briefgen.language.asking import clean, lower_first, uncapitalised
from briefgen.language.clause_bounds import subject_before
from briefgen.language.expressions import Expression
from briefgen.language.words import DETERMINERS
from briefgen.model import Facts, Span, Stakeholder


class Gap(NamedTuple):
    """One finding of a rule. weight orders the gaps, the heaviest first."""

    question: str
    kind: str
    spans: tuple[Span, ...]
    rule: str
    why: str
    weight: float


Rule = Callable[[Analysis, Facts], Iterator[Gap]]


class Check(NamedTuple):
    """One row of the checklist: a rule, and the words without any of which it cannot fire (none: it always runs)."""

    rule: Rule
    needs: frozenset[str] = frozenset()


def check(rule: Rule, words: str = "") -> Check:
    """A row of the checklist, its words given in lower case and parted by spaces."""
    return Check(rule, frozenset(words.split()))


def lead_end(analysis: Analysis, sentences: int) -> int:
    """Where the first sentences end: what a report is about stands there."""
    first = analysis.sentences[:sentences]
    return first[-1].end if first else 0


def short(text: str, most: int = 14) -> str:
    """The first words of a text, with "…" where some are left out."""
    parts = text.split()
    return " ".join(parts[:most]) + (" …" if len(parts) > most else "")


def listed(names: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def bare(phrase: str) -> str:
    """A noun phrase without its determiner."""
    first, _, rest = phrase.partition(" ")
    return rest if first.lower() in DETERMINERS and rest else phrase


def definite(phrase: str) -> str:
    """A noun phrase that has been named once, as it is named again: "a new bridge" to "the new bridge"."""
    phrase = clean(phrase)
    first = phrase.split(" ", 1)[0].lower()
    if first in ("its", "their", "his", "her", "the", "this", "these") or "’s " in phrase or "'s " in phrase:
        return uncapitalised(phrase) if first in ("its", "their", "the", "this", "these", "his", "her") else phrase
    return f"the {bare(phrase) if first in ('a', 'an', 'any', 'some') else phrase}"


_CUT = Expression(
    r"\s(?:to|that|which|who|where|when|after|before|because|as|by|with|from|on|at|and|but|while|if|so|during|since|until|this|next|last|later)\s"
)


def core(phrase: str) -> str:
    """A noun phrase without the clauses and circumstances that follow it."""
    cut = _CUT.search(phrase)
    return clean(phrase[: cut.start()] if cut else phrase)


def the_country(country: str) -> str:
    """The country's name as it stands within a sentence."""
    first = country.split()[0]
    plural = (
        "United",
        "Netherlands",
        "Philippines",
        "Maldives",
        "Bahamas",
        "Democratic",
        "Central",
        "Dominican",
        "Czech",
    )
    return f"the {country}" if first in plural else country


def with_the(stakeholder: Stakeholder) -> str:
    """The name as it stands within a sentence: a body takes an article, a person or an owned body does not."""
    name = stakeholder.name
    bodies = ("diplomatic mission", "ministry", "military")
    needs = (
        stakeholder.kind in bodies and "’s " not in name and "'s " not in name and not name.lower().startswith("the ")
    )
    return f"the {name}" if needs else name


def near(analysis: Analysis, sentence: int, *, behind: int = 1, ahead: int = 1) -> str:
    """The text of a sentence and of those around it."""
    first = analysis.sentences[max(0, sentence - behind)]
    last = analysis.sentences[min(len(analysis.sentences) - 1, sentence + ahead)]
    return analysis.document.text[first.start : last.end]


_QUOTED = Expression('[“”"]')


def asserted(analysis: Analysis, offset: int) -> bool:
    """True where the author tells it in running text: outside quotation marks and not in a heading."""
    text, sentence = analysis.document.text, analysis.sentences[analysis.span(offset, offset + 1).sentence]
    opened = sum(1 if m.group() != "”" else -1 for m in _QUOTED.finditer(text, sentence.start, offset))
    return opened % 2 == 0 and text[sentence.start : sentence.end].rstrip('”"’)')[-1:] in (".", "!", "?")


def subject_of(analysis: Analysis, at: int) -> str | None:
    """What the author's predicate at an offset is said of, short enough to be asked about; None when that is not sure."""
    if not asserted(analysis, at):
        return None
    sentence = analysis.sentences[analysis.span(at, at + 1).sentence]
    subject = subject_before(analysis.document.text, sentence.start, at)
    phrase = as_within(analysis, *subject) if subject else ""
    return phrase if 0 < len(phrase.split()) <= _LONGEST_SUBJECT and "\n" not in phrase else None


def as_within(analysis: Analysis, start: int, end: int) -> str:
    """A phrase of the text as it stands within a sentence: what opened one loses its capital, unless it is a name."""
    phrase = lower_first(clean(analysis.document.text[start:end]))
    first = phrase.split(" ", 1)[0]
    opens = start == analysis.sentences[analysis.span(start, start + 1).sentence].start
    named = any(
        m.full_start <= start and m.form in ("name", "adjective")
        for m in analysis.mentions_between(start, start + len(first))
    )
    common = first[1:].islower() and (first.endswith("s") or first != phrase)  # a lone singular has no article: a name
    return uncapitalised(phrase) if opens and not named and common else phrase


_LONGEST_SUBJECT = 8


def in_sentence(analysis: Analysis, offset: int) -> str:
    """The text of the sentence that holds an offset."""
    return near(analysis, analysis.span(offset, offset + 1).sentence, behind=0, ahead=0)


def around(analysis: Analysis, offset: int) -> str:
    """The text of that sentence and the next."""
    return near(analysis, analysis.span(offset, offset + 1).sentence, behind=0, ahead=1)
