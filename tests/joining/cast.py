"""Documents in which somebody is named, without a story: the texts and the stakeholders that an extractor would find."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.model import Alias, Document, Facts, Role, Span, Stakeholder, StakeholderKind


@dataclass(frozen=True)
class Who:
    """Somebody in a document: the names there, the first one to print; role is a title or a description."""

    names: tuple[str, ...]
    kind: StakeholderKind = "person"
    country: str | None = None
    role: str | None = None
    title: str = ""
    named: bool = True
    other_kind: StakeholderKind | None = None
    salience: float = 0.5


def who(*names: str, role: str | None = None, title: str = "", country: str | None = None) -> Who:
    """A person; title is one of address ("Mr")."""
    return Who(names, role=role, title=title, country=country)


def body(*names: str, kind: StakeholderKind = "organisation", country: str | None = None) -> Who:
    """An organisation or a body of another kind."""
    return Who(names, kind=kind, country=country)


def state(name: str, country: str) -> Who:
    """A country as an actor."""
    return Who((name,), "government", country)


def group(name: str) -> Who:
    """Some who are only described."""
    return Who((name,), "group", named=False)


def cast(*documents: Sequence[Who], groups: Sequence[str | None] = ()) -> Facts:
    """The facts of documents with these stakeholders; groups are the documents' origin groups."""
    read = [_document(n, its, groups[n] if n < len(groups) else None) for n, its in enumerate(documents)]
    stakeholders = [s for document, its in zip(read, documents, strict=True) for s in _stakeholders(document, its)]
    return Facts(documents=tuple(read), stakeholders=tuple(stakeholders))


def _document(number: int, its: Sequence[Who], origin_group: str | None) -> Document:
    lines = [f"{one.role or ''} {one.title} {name} came." for one in its for name in one.names]
    return Document(
        text="\n".join([f"Document {number} of the set.", *lines]), name=f"{number}", sha256="0" * 64,
        origin_group=origin_group,
    )  # fmt: skip


def _stakeholders(document: Document, its: Sequence[Who]) -> list[Stakeholder]:
    found, line = [], 1
    for one in its:
        aliases = []
        for name in one.names:
            start = document.text.index(document.text.split("\n")[line]) + len(f"{one.role or ''} {one.title} ")
            aliases.append(
                Alias(name, "name" if one.named else "description", (_span(document, start, len(name), line),))
            )
            line += 1
        role = ()
        if one.role:
            start = document.text.index(document.text.split("\n")[line - len(one.names)])
            role = (Role(one.role, _span(document, start, len(one.role), line - len(one.names))),)
        found.append(
            Stakeholder(
                spans=tuple(span for alias in aliases for span in alias.spans), name=one.names[0], kind=one.kind,
                other_kind=one.other_kind, country=one.country, aliases=tuple(aliases), roles=role,
                rule="stakeholders.name" if one.named else "stakeholders.group", salience=one.salience,
            )
        )  # fmt: skip
    return found


def _span(document: Document, start: int, length: int, sentence: int) -> Span:
    return Span(document.id, start, start + length, document.text[start : start + length], sentence, document)


def who_is_who(facts: Facts) -> set[frozenset[str]]:
    """Each stakeholder as the places of its names: "0 Noboa" is Noboa in document 0."""
    names = {document.id: document.name for document in facts.documents}
    return {
        frozenset(f"{names[span.document_id]} {span.quote}" for span in stakeholder.spans)
        for stakeholder in facts.stakeholders
    }
