"""A stakeholder of one document as the joining sees it: what it is called there, and what tells it from its namesakes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from briefgen.language import gazetteer
from briefgen.language.names.forms import folded, generation
from briefgen.language.names.titles import HONORIFICS
from briefgen.model import Document, Facts, Stakeholder, StakeholderKind

Sort = Literal["person", "nation", "body", "unnamed"]

_NAMED_SENSES = ("name", "government")
_NATIONS: frozenset[StakeholderKind] = frozenset({"government", "public", "group"})
_HONORIFIC = re.compile(r"\b(Mr|Sir|Lord|Mrs|Ms|Miss|Dame|Lady)\b\.?\s+$")
_WOMEN = frozenset("Mrs Ms Miss Dame Lady".split())
_OFFICE_WORDS = 5
_QUALIFIERS = frozenset("former acting interim deputy vice then late ex outgoing incoming".split())


@dataclass(frozen=True, slots=True)
class Actor:
    """One stakeholder of one document, numbered in an order that does not depend on that of the documents.

    form is its name, folded; names are the folded names that its document uses for it. generation is "jr" or
    "sr", honorific "m" or "f", offices the last words of its titles ("president"). setting is the country that
    its document is mostly about.
    """

    number: int
    stakeholder: Stakeholder
    document: str
    sort: Sort
    form: str
    names: tuple[str, ...]
    country: str | None
    setting: str | None
    generation: str | None = None
    honorific: str | None = None
    offices: frozenset[str] = frozenset()

    @property
    def size(self) -> int:
        """How many words its name has."""
        return self.form.count(" ") + 1


def read(facts: Facts) -> tuple[Actor, ...]:
    """The stakeholders of all documents as actors, sorted by their ids."""
    texts = {document.id: document for document in facts.documents}
    settings = _settings(facts.stakeholders)
    ordered = sorted(facts.stakeholders, key=lambda stakeholder: stakeholder.id)
    sorts = _sorts(ordered)
    return tuple(_actor(i, s, sorts[i], texts, settings) for i, s in enumerate(ordered))


def document_of(stakeholder: Stakeholder) -> str:
    """The id of the document that a stakeholder, not yet joined with others, was found in."""
    return stakeholder.spans[0].document_id if stakeholder.spans else ""


def _actor(
    number: int, stakeholder: Stakeholder, sort: Sort, texts: Mapping[str, Document], settings: Mapping[str, str]
) -> Actor:
    form = _person_form if sort == "person" else folded
    called = [alias.name for alias in stakeholder.aliases if alias.sense in _NAMED_SENSES]
    document = document_of(stakeholder)
    return Actor(
        number=number,
        stakeholder=stakeholder,
        document=document,
        sort=sort,
        form=form(stakeholder.name),
        names=tuple(dict.fromkeys(form(name) for name in (stakeholder.name, *called))),
        country=stakeholder.country,
        setting=settings.get(document),
        generation=_only(its for name in called if (its := generation(name))),
        honorific=_honorific(stakeholder, texts.get(document)) if sort == "person" else None,
        offices=_offices(stakeholder),
    )


_ARTICLES = frozenset("al el as ash an ad ul".split())


def _person_form(name: str) -> str:
    """The folded name with hyphens as blanks ("Kim Jong Il"), a surname alone without its article ("al-Assad")."""
    words = folded(name).replace("-", " ").split()
    return " ".join(words[1:] if len(words) == 2 and words[0] in _ARTICLES else words)


def _sorts(stakeholders: Sequence[Stakeholder]) -> list[Sort]:
    """What each one is; where two readings of a name disagree, what most documents take that name for."""
    votes: dict[str, dict[Sort, float]] = {}
    for stakeholder in stakeholders:
        its = votes.setdefault(folded(stakeholder.name), {})
        sort = _sort(stakeholder, stakeholder.kind)
        its[sort] = its.get(sort, 0.0) + stakeholder.confidence
    return [_likelier(stakeholder, votes[folded(stakeholder.name)]) for stakeholder in stakeholders]


def _likelier(stakeholder: Stakeholder, votes: Mapping[Sort, float]) -> Sort:
    first = _sort(stakeholder, stakeholder.kind)
    if stakeholder.other_kind not in ("person", "organisation") or first not in ("person", "body"):
        return first
    second = _sort(stakeholder, stakeholder.other_kind)
    return second if votes.get(second, 0.0) > votes[first] else first


def _sort(stakeholder: Stakeholder, kind: StakeholderKind) -> Sort:
    if stakeholder.rule == "stakeholders.group" or kind == "affected" or not stakeholder.spans:
        return "unnamed"
    if kind in _NATIONS and stakeholder.country:
        return "nation"
    if kind == "group" or _is_head_alone(stakeholder.name):
        return "unnamed"
    return "person" if kind == "person" else "body"


def _is_head_alone(name: str) -> bool:
    """True for "Ministry" and "Embassy", which every country has: a document means its own."""
    return " " not in name and gazetteer.head_kind(name) in ("ministry", "diplomatic mission")


def _settings(stakeholders: Iterable[Stakeholder]) -> dict[str, str]:
    """The country that each document names most, where one is named more than every other."""
    counts: dict[str, dict[str, int]] = {}
    for stakeholder in stakeholders:
        if stakeholder.country and stakeholder.kind in ("government", "public"):
            its = counts.setdefault(document_of(stakeholder), {})
            its[stakeholder.country] = its.get(stakeholder.country, 0) + len(stakeholder.spans)
    settings: dict[str, str] = {}
    for document, its in counts.items():
        top = [country for country, count in its.items() if count == max(its.values())]
        if len(top) == 1:
            settings[document] = top[0]
    return settings


def _honorific(stakeholder: Stakeholder, document: Document | None) -> str | None:
    """Whether a person is called Mr or Ms; None where neither is, or where both are."""
    if document is None:
        return None
    found = (
        match.group(1)
        for alias in stakeholder.aliases
        for span in alias.spans
        if (match := _HONORIFIC.search(document.text, max(0, span.start - 6), span.start))
    )
    return _only("f" if title in _WOMEN else "m" for title in found)


def _offices(stakeholder: Stakeholder) -> frozenset[str]:
    """The last word of each title: "minister" of "Defence Minister"; of descriptions ("a doctor who …") none."""
    offices = set()
    for role in stakeholder.roles:
        words = [word for word in folded(role.text).replace("-", " ").split() if word not in HONORIFICS | _QUALIFIERS]
        is_title = 0 < len(words) <= _OFFICE_WORDS and role.text[:4].lower() not in ("the ", "his ", "her ", "who ")
        if is_title and not role.text.lower().startswith(("a ", "an ", "its ", "their ")):
            offices.add(words[-1])
    return frozenset(offices)


def _only(values: Iterable[str]) -> str | None:
    found = list(dict.fromkeys(values))
    return found[0] if len(found) == 1 else None
