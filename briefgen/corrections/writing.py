"""The text of facts/<brief>.yaml for a person to go through: each fact with its key, every option commented. Writes no file."""

from __future__ import annotations

import json
import re
import typing
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from briefgen.corrections.matching import SHELVES, Finder, cited, own_words, squeezed
from briefgen.corrections.records import FactKind, Overlay
from briefgen.model import Document, Event, Fact, Facts, KeyPoint, Stakeholder, StakeholderKind, Statement

_AROUND = 40  # characters that are noted on either side of a quote that stands more than once
_SHOWN = 100  # characters of a fact that its comment shows
_ESCAPED = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_HALVES = re.compile(r"[\ud800-\udfff]")
_ORDER: tuple[FactKind, ...] = (
    "key point", "open question", "stakeholder", "statement", "event", "figure", "side by side", "conflict",
)  # fmt: skip

_PLURALS: Mapping[str, str] = {kind: f"{kind}s" for kind in _ORDER if kind != "side by side"}

_HEAD = """\
# Corrections to the brief {name}, by a person. Every option is commented: take away "# " where it is meant.
# Each entry is found again by its quote, also when the source has moved or changed a little.
# "briefgen facts {name} --edit" adds what is new and never changes what stands here. See docs/corrections.md.

# How reliable you hold a source to be: A (completely) to E (unreliable), F (cannot be judged).
#sources:
{sources}
# Facts of your own. The quote must stand in the source, word for word.
#add:
#- fact: key point            # key point, open question, stakeholder, statement or event
#  document: {document}
#  quote: "…"
#  text: "…"                  # a key point: may say less than its quote, never more; the quote itself otherwise
#  question: "…"              # an open question
#  speaker: "…"               # a statement: who says it, as the source names them near the quote
#  when: "…"                  # an event: its time, in words of the quote

facts:

"""


def blank(brief: str, facts: Facts, shown: Sequence[str] = ()) -> str:
    """A new file for the facts of a brief; shown are the ids of those in the brief, in its order, which come first."""
    names = [_quoted(document.name) for document in facts.documents]
    graded = zip(names, facts.documents, strict=True)
    sources = "".join(f"#- document: {name}\n#  reliability: {document.reliability}\n" for name, document in graded)
    head = _HEAD.format(name=brief, sources=sources, document=names[0] if names else '"…"')
    return head + "".join(_entries(facts, shown, ""))


def missing(facts: Facts, overlay: Overlay, shown: Sequence[str] = (), indent: str = "") -> str:
    """The entries of all facts that an overlay has none for; "" when there is one for each."""
    finder = Finder(facts)
    known = {match.fact.id for entry in overlay.facts if (match := finder.find(entry)).fact is not None}
    names = {name.casefold() for entry in overlay.stakeholders for name in (entry.name, *entry.merge)}
    names |= {form.casefold() for entry in overlay.stakeholders for forms in entry.split.values() for form in forms}
    people = {who.id for who in facts.stakeholders if who.name.casefold() in names or _forms(who) & names}
    entries = "".join(_entries(facts, shown, indent, without=known | people))
    return f"\n{entries}" if entries else ""


def inserted(text: str, entries: str, line: int | None) -> str:
    """The text with some entries put in at a line, counted from 1, or at its end."""
    lines = text.splitlines(keepends=True)
    at = len(lines) if line is None else line - 1
    before = "".join(lines[:at])
    glue = "" if not before or before.endswith("\n") else "\n"
    return f"{before}{glue}{entries}{''.join(lines[at:])}"


def _forms(who: Stakeholder) -> set[str]:
    return {alias.name.casefold() for alias in who.aliases if alias.sense == "name"}


def _entries(facts: Facts, shown: Sequence[str], indent: str, without: Collection[str] = frozenset()) -> Iterator[str]:
    """One block of lines for each fact, the kinds in the order of a brief, what it shows before what it leaves out."""
    places: Mapping[str, int] = {fact_id: place for place, fact_id in reversed(list(enumerate(shown)))}
    documents = {document.id: document for document in facts.documents}
    repeated = _repeated(facts)
    for kind in _ORDER:
        shelf = [fact for fact in SHELVES[kind](facts) if fact.id not in without and _can_be_written(fact)]
        shelf.sort(key=lambda fact: places.get(fact.id, len(shown)))
        if shelf:
            yield f"{indent}# ── {_PLURALS.get(kind, kind)} ──\n\n"
        for fact in shelf:
            aside = "" if not shown or fact.id in places else " (not shown in the brief)"
            lines = _stakeholder(fact) if isinstance(fact, Stakeholder) else _fact(kind, fact, documents, repeated)
            told = _comment(_told(fact))
            yield "".join(f"{indent}{line}\n" for line in (f"# {told}{aside}", *lines)) + "\n"


def _repeated(facts: Facts) -> set[tuple[str, str]]:
    """The quotes that several facts of one kind in one document have: only these need more than the quote."""
    seen, twice = set[tuple[str, str]](), set[tuple[str, str]]()
    for kind, shelf in SHELVES.items():
        for fact in shelf(facts):
            for span in cited(fact)[:1]:
                key = (kind + span.document_id, squeezed(span.quote))
                (twice if key in seen else seen).add(key)
    return twice


def _can_be_written(fact: Fact) -> bool:
    """False where a quote holds half a character, which no YAML can."""
    texts = (own_words(fact), getattr(fact, "name", ""), *(span.quote for span in cited(fact)[:1]))
    return not any(_HALVES.search(text) for text in texts)


def _told(fact: Fact) -> str:
    if isinstance(fact, Stakeholder):
        return f"{fact.name}: {fact.kind}{', ' + fact.country if fact.country else ''}"
    if isinstance(fact, Statement):
        return f"{fact.attribution.speaker or 'not named'}: {fact.content.quote}"
    if isinstance(fact, Event):
        return f"{fact.time.as_stated}: {fact.what.quote}"
    return own_words(fact) or (fact.spans[0].quote if fact.spans else fact.id)


def _comment(text: str) -> str:
    """A text as part of a comment: on one line, cut where it is long."""
    line = squeezed(_ESCAPED.sub(" ", text))
    line = "".join(c if c.isprintable() else "�" for c in line)
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1].rstrip() + "…"


def _quoted(text: str) -> str:
    """A text as a scalar of YAML in double quotes, which are those of JSON but for what YAML takes for a line end."""
    return _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", json.dumps(text, ensure_ascii=False))


def _fact(
    kind: str, fact: Fact, documents: Mapping[str, Document], repeated: set[tuple[str, str]]
) -> Iterator[str]:  # fmt: skip
    yield f"- fact: {kind}"
    span = next(iter(cited(fact)), None)
    words = own_words(fact)
    if span is None:
        yield f"  says: {_quoted(words)}"
    else:
        yield f"  document: {_quoted(documents[span.document_id].name)}"
        yield f"  quote: {_quoted(squeezed(span.quote))}"
        yield f"  at: {span.start}"
        if (kind + span.document_id, squeezed(span.quote)) in repeated:
            yield from _apart(fact, span.start, span.end, documents[span.document_id].text)
    yield from ("  # review: accept", "  # review: reject")
    yield from _OPTIONS.get(kind, _nothing)(fact)


def _apart(fact: Fact, start: int, end: int, text: str) -> Iterator[str]:
    """What tells a fact from others at the same words."""
    if own_words(fact):
        yield f"  says: {_quoted(own_words(fact))}"
    before, after = squeezed(text[max(0, start - _AROUND) : start]), squeezed(text[end : end + _AROUND])
    if before and not _HALVES.search(before):
        yield f"  before: {_quoted(before)}"
    if after and not _HALVES.search(after):
        yield f"  after: {_quoted(after)}"


def _nothing(fact: Fact) -> Iterator[str]:  # noqa: ARG001
    return iter(())


def _key_point(fact: Fact) -> Iterator[str]:
    if isinstance(fact, KeyPoint):
        yield f"  # kind: {fact.kind}  # event, claim, non-disclosure, contested or context"
        yield f"  # text: {_quoted(squeezed(fact.text))}"


def _question(fact: Fact) -> Iterator[str]:
    yield f"  # kind: {getattr(fact, 'kind', '')}"


_OPTIONS: dict[str, Callable[[Fact], Iterator[str]]] = {"key point": _key_point, "open question": _question}


def _stakeholder(fact: Stakeholder) -> Iterator[str]:
    kinds = ", ".join(typing.get_args(StakeholderKind))
    forms = [alias.name for alias in fact.aliases if alias.name != fact.name and not _HALVES.search(alias.name)][:4]
    yield "- fact: stakeholder"
    yield f"  name: {_quoted(fact.name)}"
    yield from ("  # review: accept", "  # review: reject")
    yield f"  # rename: {_quoted(fact.name)}"
    yield f"  # kind: {fact.kind}  # {kinds}"
    yield f"  # country: {fact.country or 'XX'}"
    yield '  # role: "…"  # words of a source that names them'
    yield '  # merge: ["…"]  # others that are the same'
    yield f'  # split: {{"…": [{", ".join(map(_quoted, forms))}]}}  # forms of the name that are somebody else\'s'
