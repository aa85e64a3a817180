"""What a person says about stakeholders: split, merged, renamed, edited; whatever names them follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from briefgen.corrections.records import Naming, Overlay
from briefgen.errors import Problem
from briefgen.model import Alias, Document, Facts, Role, Span, Stakeholder, Statement
from briefgen.text import sentences

_VOICES = ("none", "indirect", "direct")
_STATES: dict[str | None, Any] = {"accept": "accepted", "reject": "rejected"}


class Roll:
    """The stakeholders while they are corrected, in their order, and what each was called when it was extracted."""

    def __init__(self, facts: Facts, overlay: Overlay, *, quiet: bool) -> None:
        self.people: list[Stakeholder] = list(facts.stakeholders)
        self.statements = {statement.id: statement for statement in facts.statements}
        self.documents = {document.id: document for document in facts.documents}
        self.renamed: dict[str, str] = {}
        self.voices: dict[str, str] = {}
        self.overlay, self.quiet = overlay, quiet
        self.problems: list[Problem] = []

    def find(self, name: str) -> int | None:
        """The place of whoever has a name: their own, one that they were given, or else one that is theirs alone."""
        wanted = self.renamed.get(name, name).casefold()
        exact = [i for i, who in enumerate(self.people) if who.name.casefold() == wanted]
        if exact:
            return exact[0]
        also = [i for i, who in enumerate(self.people) if any(a.name.casefold() == wanted for a in who.aliases)]
        return also[0] if len(also) == 1 else None

    def correct(self, entry: Naming) -> None:
        """Apply one entry: what is somebody else's goes first, then who is the same comes in, then the rest."""
        place = self.find(entry.name)
        if place is None:
            self._lost(entry, "no stakeholder has this name any more")
            return
        for name, forms in entry.split.items():
            self._split(place, name, forms, entry)
        for name in entry.merge:
            other = self.find(name)
            if other is None:
                self._lost(entry, "one that is to be merged is not found any more")
            elif other != place:
                place = self._merge(place, other)
        self._edit(place, entry)

    def _lost(self, entry: Naming, message: str) -> None:
        if not self.quiet:
            hint = "see 'briefgen facts' for the names, or remove the entry"
            self.problems.append(self.overlay.problem("BG264", message, entry.place, hint=hint))

    def _merge(self, place: int, other: int) -> int:
        kept, gone = self.people[place], self.people[other]
        self.people[place] = _merged(kept, gone)
        self.renamed[gone.name] = kept.name
        del self.people[other]
        return place - (other < place)

    def _split(self, place: int, name: str, forms: Sequence[str], entry: Naming) -> None:
        whole = self.people[place]
        wanted = {form.casefold() for form in forms}
        moved = tuple(alias for alias in whole.aliases if alias.name.casefold() in wanted)
        missing = wanted - {alias.name.casefold() for alias in moved}
        kept = tuple(alias for alias in whole.aliases if alias not in moved)
        if missing or not moved:
            self._lost(entry, "a form of the name that is to be split off is not found any more")
            return
        if not kept:
            self.problems.append(
                self.overlay.problem(
                    "BG265", "nothing would be left of the stakeholder", entry.place, "error", "rename it"
                )
            )
            return
        said = self._said_by(whole, moved)
        self.voices.update(dict.fromkeys(said, name))
        self.people[place] = self._part(whole, whole.name, kept, [i for i in whole.said if i not in said])
        self.people.insert(place + 1, self._part(whole, name, moved, said))

    def _said_by(self, whole: Stakeholder, forms: Sequence[Alias]) -> list[str]:
        """The statements whose speaker is named by one of these forms."""
        places = [(span.document_id, span.start, span.end) for alias in forms for span in alias.spans]
        found = []
        for i in whole.said:
            span = self.statements[i].attribution.speaker_span if i in self.statements else None
            if span is not None and any(
                d == span.document_id and a < span.end and span.start < b for d, a, b in places
            ):
                found.append(i)
        return found

    def _part(self, whole: Stakeholder, name: str, aliases: tuple[Alias, ...], said: Sequence[str]) -> Stakeholder:
        spans = tuple(span for alias in aliases for span in alias.spans)
        here = {span.place for span in spans}

        def near(span: Span) -> bool:
            return span.place in here

        return replace(
            whole,
            name=name,
            spans=tuple(sorted(spans, key=lambda s: (s.document_id, s.start))) or whole.spans,
            aliases=aliases,
            roles=tuple(role for role in whole.roles if near(role.span)),
            did=tuple(filter(near, whole.did)),
            position=tuple(filter(near, whole.position)),
            said=tuple(said),
            voice=self._voice(said),
            review="edited",
        )

    def _voice(self, said: Sequence[str]) -> Any:
        modes = {self.statements[i].mode for i in said if i in self.statements}
        return "direct" if modes & {"direct", "mixed"} else "indirect" if modes - {"non_disclosure"} else "none"

    def _edit(self, place: int, entry: Naming) -> None:
        who = self.people[place]
        role = self._role(who, entry) if entry.role else None
        changes: dict[str, Any] = {"kind": entry.kind or who.kind, "country": entry.country or who.country}
        if role is not None:
            changes["roles"] = (role, *(other for other in who.roles if other.text != role.text))
        if entry.rename and entry.rename != who.name:
            self.renamed[who.name] = entry.rename
            changes["name"] = entry.rename
        changes["review"] = (
            "edited" if entry.edits and entry.verdict != "reject" else _STATES.get(entry.verdict, who.review)
        )
        self.people[place] = replace(who, **changes)

    def _role(self, who: Stakeholder, entry: Naming) -> Role | None:
        """A role in words of a source that names the stakeholder, at the nearest place to a mention."""
        for document, start in _mentions(who, self.documents):
            at = _nearest(document.text, entry.role or "", start)
            if at is not None:
                return Role(entry.role or "", spanning(document, at, at + len(entry.role or "")))
        message = "no source that names the stakeholder says this role"
        hint = "write it in the words of a source"
        self.problems.append(self.overlay.problem("BG266", message, entry.place, "error", hint))
        return None


def _mentions(who: Stakeholder, documents: Mapping[str, Document]) -> Iterator[tuple[Document, int]]:
    """Each document that names a stakeholder once, and where it first does."""
    first: dict[str, int] = {}
    for span in who.spans:
        first.setdefault(span.document_id, span.start)
    for document, start in first.items():
        yield documents[document], start


def _nearest(text: str, words: str, start: int) -> int | None:
    found = [at for at in (text.rfind(words, 0, start), text.find(words, start)) if at >= 0]
    return min(found, key=lambda at: abs(at - start)) if found and words else None


def spanning(document: Document, start: int, end: int) -> Span:
    """The citation of a stretch of a document."""
    number = max((s.index for s in sentences(document.text) if s.start <= start), default=0)
    return Span(document.id, start, end, document.text[start:end], number, document)


def _merged(kept: Stakeholder, gone: Stakeholder) -> Stakeholder:
    """One stakeholder of two: the name and kind of the first, the mentions, words and acts of both."""
    forms = {alias.name.casefold() for alias in kept.aliases}
    lead = () if gone.name.casefold() in forms else (Alias(gone.name, "name", gone.spans[:1]),)
    others = tuple(a for a in gone.aliases if a.name != gone.name) if lead else gone.aliases
    return replace(
        kept,
        spans=tuple(dict.fromkeys((*kept.spans, *gone.spans))),
        country=kept.country or gone.country,
        aliases=(*kept.aliases, *lead, *others),
        roles=tuple(dict.fromkeys((*kept.roles, *gone.roles))),
        salience=max(kept.salience, gone.salience),
        said=tuple(dict.fromkeys((*kept.said, *gone.said))),
        did=tuple(dict.fromkeys((*kept.did, *gone.did))),
        position=tuple(dict.fromkeys((*kept.position, *gone.position))),
        voice=max(kept.voice, gone.voice, key=_VOICES.index),
        review="edited",
    )


# What names them -------------------------------------------------------------------------------


def renamed(facts: Facts, roll: Roll) -> Facts:
    """The facts with the stakeholders of a roll; speakers, actors and sides bear the names that these have now."""
    names = {old: _last(roll.renamed, old) for old in roll.renamed}
    moved: dict[str, str] = {}

    def called(name: str | None) -> str | None:
        return names.get(name, name) if name is not None else None

    def told(fact: Any) -> Any:
        speaker = called(fact.attribution.speaker)
        if isinstance(fact, Statement) and fact.id in roll.voices:
            speaker = called(roll.voices[fact.id])
        same = speaker == fact.attribution.speaker
        new = fact if same else replace(fact, attribution=replace(fact.attribution, speaker=speaker))
        moved[fact.id] = new.id
        return new

    changed: dict[str, Any] = {
        shelf: tuple(told(fact) for fact in getattr(facts, shelf))
        for shelf in ("key_points", "statements", "figures", "open_questions", "tensions")
    }
    events = (told(event) for event in facts.events)
    changed["events"] = tuple(
        replace(event, actors=tuple(dict.fromkeys(names.get(actor, actor) for actor in event.actors)))
        for event in events
    )
    changed["conflicts"] = tuple(
        replace(c, sides=tuple(replace(side, speaker=called(side.speaker)) for side in c.sides)) for c in map(told, facts.conflicts)
    )  # fmt: skip
    people = tuple(replace(who, said=tuple(moved.get(i, i) for i in who.said)) for who in roll.people)
    return replace(facts, stakeholders=people, **changed)


def _last(names: Mapping[str, str], name: str) -> str:
    """The name at the end of a chain of renamings; a circle ends where it began."""
    seen = {name}
    while name in names and names[name] not in seen:
        name = names[name]
        seen.add(name)
    return name
