"""Facts of a person's own. Each rests on a quote that a source has word for word, so it cannot be made up."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from briefgen.corrections.people import spanning
from briefgen.corrections.records import Addition, Quoted
from briefgen.grounding import Antecedents, Claim, check
from briefgen.model import (
    Attribution,
    Document,
    Event,
    Fact,
    KeyPoint,
    OpenQuestion,
    Span,
    Stakeholder,
    Statement,
    Time,
)

RULE = "person"
_NEAR = 600  # characters before and after a quote in which its speaker is named
_BEHIND_THE_LEAD = "4"  # the place of a key point that is given none


class Ungrounded(ValueError):
    """What no source carries; the message is a fragment that says what."""


def located(documents: Mapping[str, list[Document]], quoted: Quoted) -> Span:
    """Where a source has a quote, white space apart; the nearest to where it was noted. Raises Ungrounded."""
    pattern = re.compile(r"\s+".join(map(re.escape, quoted.quote.split())))
    found = [(d, m.start(), m.end()) for d in documents[quoted.document] for m in pattern.finditer(d.text)]
    if not found:
        raise Ungrounded(f"{quoted.document} does not say this")
    if len(found) > 1 and quoted.at is None:
        raise Ungrounded(f"{quoted.document} says this {len(found)} times; tell which with 'at'")
    return spanning(*min(found, key=lambda place: abs(place[1] - (quoted.at or 0))))


def made(addition: Addition, span: Span, document: Document, names: Antecedents) -> Fact:
    """The fact of an addition. Raises Ungrounded when what it says goes beyond its quote."""
    return _MAKERS[addition.fact](addition.fields, span, document, names)


def _key_point(fields: Mapping[str, str], span: Span, document: Document, names: Antecedents) -> Fact:  # noqa: ARG001
    text = fields.get("text") or " ".join(span.quote.split())
    refused = check(Claim(text, (span,), names))
    if refused:
        raise Ungrounded(f"the text is not carried by the quote ({refused[0].check}: {refused[0].reason})")
    kind: Any = fields.get("kind", "event")
    rank = int(fields.get("rank", _BEHIND_THE_LEAD))
    return KeyPoint(spans=(span,), rule=RULE, review="accepted", rank=rank, text=text, kind=kind)


def _question(fields: Mapping[str, str], span: Span, document: Document, names: Antecedents) -> Fact:  # noqa: ARG001
    return OpenQuestion(
        spans=(span,),
        rule=RULE,
        review="accepted",
        basis="derived",
        question=fields["question"],
        question_class="gap",
        kind=fields.get("kind", "asked by a person"),
        why="A person asks it.",
    )


def _stakeholder(fields: Mapping[str, str], span: Span, document: Document, names: Antecedents) -> Fact:  # noqa: ARG001
    kind: Any = fields.get("kind", "person")
    name = fields.get("name") or " ".join(span.quote.split())
    return Stakeholder(
        spans=(span,), rule=RULE, review="accepted", name=name, kind=kind, country=fields.get("country"), salience=0.5
    )


def _statement(fields: Mapping[str, str], span: Span, document: Document, names: Antecedents) -> Fact:  # noqa: ARG001
    speaker = fields["speaker"]
    low, high = max(0, span.start - _NEAR), span.end + _NEAR
    places = [m.start() + low for m in re.finditer(re.escape(speaker), document.text[low:high])]
    if not places:
        raise Ungrounded("the source does not name this speaker near the quote; write the name as it stands there")
    at = min(places, key=lambda place: abs(place - span.start))
    named = spanning(document, at, at + len(speaker))
    mode: Any = fields.get("mode", "indirect")
    return Statement(
        spans=(span,),
        rule=RULE,
        review="accepted",
        attribution=Attribution("attributed", speaker, named),
        content=span,
        mode=mode,
    )


def _event(fields: Mapping[str, str], span: Span, document: Document, names: Antecedents) -> Fact:  # noqa: ARG001
    when = fields.get("when", "")
    if when and when not in " ".join(span.quote.split()):
        raise Ungrounded("'when' is not in the words of the quote")
    reason = "noted by a person, not resolved" if when else "no time is given"
    return Event(spans=(span,), rule=RULE, review="accepted", what=span, time=Time(when, "date", reason=reason))


_MAKERS: dict[str, Callable[[Mapping[str, str], Span, Document, Antecedents], Fact]] = {
    "key point": _key_point,
    "open question": _question,
    "stakeholder": _stakeholder,
    "statement": _statement,
    "event": _event,
}
