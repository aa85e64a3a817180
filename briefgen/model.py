"""The words of briefgen as frozen records: documents, spans, facts and the brief. No behaviour beyond their invariants.

Field names follow the W3C Web Annotation model (position and quote selectors) and TIMEX3 / EDTF
where those have a word. Offsets are half-open and count code points of Document.text.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import InitVar, dataclass, field
from decimal import Decimal
from typing import Literal

from briefgen import wire
from briefgen.markings import Classification, Notice

Basis = Literal["stated", "derived"]
Polarity = Literal["affirmed", "negated"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
ReviewState = Literal["unreviewed", "accepted", "rejected", "edited"]


@dataclass(frozen=True, slots=True)
class Published:
    """When a document came out, and who says so; date is None exactly when the basis is unknown."""

    date: dt.date | None = None
    basis: Literal["stated", "metadata", "operator", "unknown"] = "unknown"

    def __post_init__(self) -> None:
        if (self.date is None) != (self.basis == "unknown"):
            raise ValueError(f"A publication date of {self.date} cannot have the basis {self.basis!r}.")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a stretch of Document.text stood in the original: a page, a paragraph, an element.

    place is what is printed ("p. 3, ¶ 2"). page counts from 1; box is left, bottom, right, top in
    points from the page's lower left corner. Both are None where the original has no pages.
    """

    start: int
    end: int
    place: str
    page: int | None = None
    box: tuple[float, ...] | None = None

    def __post_init__(self) -> None:
        if self.box is not None and len(self.box) != 4:
            raise ValueError(f"A box has four sides, not {len(self.box)}.")


@dataclass(frozen=True, slots=True)
class Known:
    """One thing that is known of a document: who says it, and where in the file it stands."""

    what: Literal["title", "publisher", "author", "published", "url"]
    basis: Literal["metadata", "operator", "stated"]
    where: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One source, its text exactly as read (never normalised) and what is known about it.

    name is the path or address as the operator wrote it; sha256 is of the file's bytes. part names
    what of the file this is, where the file holds several documents ("entry 3", "attachment a.pdf").
    reliability is the Admiralty grade, set by a person; F means "cannot be judged".
    retrieved is the day on which a page of the web was fetched.
    Documents that are copies of one another share an origin_group and count once.
    """

    text: str
    name: str
    sha256: str
    part: str | None = None
    media_type: str = "text/plain"
    language: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: Published = Published()
    url: str | None = None
    reliability: Reliability = "F"
    marking: str | None = None
    classification: Classification | None = None
    origin_group: str | None = None
    origins: tuple[Origin, ...] = ()
    known: tuple[Known, ...] = ()
    retrieved: dt.date | None = None
    id: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", f"doc-{_digest(self.text)}")

    @property
    def file_and_part(self) -> str:
        """The file as the operator wrote it, and which part of it this is ("a.eml, attachment b.pdf")."""
        return f"{self.name}, {self.part}" if self.part else self.name

    @property
    def called(self) -> str:
        """What a page calls it: its title, else its file and part."""
        return self.title or self.file_and_part


@dataclass(frozen=True, slots=True)
class Span:
    """A citation: the quote that stands at start..end of a document, and the sentence it lies in.

    The document is asked for at construction and the slice compared, so that a span whose quote
    is not what the document says there cannot exist. Raises ValueError otherwise.
    """

    document_id: str
    start: int
    end: int
    quote: str
    sentence: int
    document: InitVar[Document]

    def __post_init__(self, document: Document) -> None:
        if document.id != self.document_id:
            raise ValueError(f"Span of {self.document_id} checked against {document.id}.")
        if not 0 <= self.start < self.end <= len(document.text):
            raise ValueError(f"Span {self.start}..{self.end} lies outside {document.name} (0..{len(document.text)}).")
        if document.text[self.start : self.end] != self.quote:
            raise ValueError(f"{document.name} does not say {self.quote!r} at {self.start}..{self.end}.")

    @property
    def place(self) -> tuple[str, int]:
        """The sentence in which it lies, among those of all documents."""
        return self.document_id, self.sentence


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it. speaker is the resolved name; basis author means that the text itself asserts it."""

    basis: Literal["attributed", "author", "ambiguous"] = "author"
    speaker: str | None = None
    speaker_span: Span | None = None
    cue: str | None = None
    cue_span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What all kinds of fact share. The id is a hash of the content, so equal facts have equal ids.

    What is not told (None, an empty tuple) is no content: a kind of fact may be given a further field
    and its ids stay.

    spans holds at least one citation, except for a derived gap about metadata that no text shows.
    confidence is how often the rule was right where it was measured, 0..1.
    """

    spans: tuple[Span, ...]
    attribution: Attribution = Attribution()
    polarity: Polarity = "affirmed"
    hedges: tuple[str, ...] = ()
    basis: Basis = "stated"
    rule: str
    confidence: float = 1.0
    review: ReviewState = "unreviewed"
    id: str = ""

    def __post_init__(self) -> None:
        if not self.spans and self.basis != "derived":
            raise ValueError(f"A stated fact needs a span (rule {self.rule}).")
        told = {name: value for name, value in _content(self) if value not in (None, ())}
        content = wire.canonical({"kind": type(self).__name__, **told})
        object.__setattr__(self, "id", f"{type(self).__name__.lower()}-{_digest(content)}")


_NOT_CONTENT = frozenset({"id", "confidence", "review", "support"})


def _content(fact: Fact) -> Iterator[tuple[str, object]]:
    return ((f.name, getattr(fact, f.name)) for f in dataclasses.fields(fact) if f.name not in _NOT_CONTENT)


@dataclass(frozen=True, slots=True)
class Support:
    """How many of the independent sources carry a fact: "2 of 4".

    Copies of one text are one source, and so is one speaker, however many report what he says.
    independent counts those, of is how many independent sources there are, reports how many
    documents say it, copies included.
    """

    independent: int
    of: int
    reports: int


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One reason for a key point's rank, and what it weighed."""

    name: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPoint(Fact):
    """A point worth reading first. text stands on its own: pronouns at its head are resolved.

    spans are its citations in all documents that say it; text is what the first of them carries.
    support is None where there is one document only.
    """

    rank: int
    text: str
    kind: Literal["event", "claim", "non-disclosure", "contested", "context"]
    score: tuple[ScorePart, ...] = ()
    support: Support | None = None


StakeholderKind = Literal[
    "person",
    "government",
    "ministry",
    "diplomatic mission",
    "military",
    "organisation",
    "armed group",
    "public",
    "affected",
    "group",
    "place",
]


@dataclass(frozen=True, slots=True)
class Alias:
    """One surface form of a stakeholder, where it stands, and in which sense (Quito the city, the government)."""

    name: str
    sense: Literal["name", "government", "city", "description", "pronoun"]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """A title or a description as the text gives it."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakeholder(Fact):
    """Someone who acts, speaks or is affected. said and did hold ids of statements and spans of acts.

    salience is 0..1 within the documents. Power and interest are an analyst's to enter, never guessed.
    other_kind is the kind that a second reading of the name gives, where the two disagree.
    """

    name: str
    kind: StakeholderKind
    other_kind: StakeholderKind | None = None
    country: str | None = None
    aliases: tuple[Alias, ...] = ()
    roles: tuple[Role, ...] = ()
    salience: float = 0.0
    said: tuple[str, ...] = ()
    did: tuple[Span, ...] = ()
    position: tuple[Span, ...] = ()
    voice: Literal["direct", "indirect", "none"] = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Fact):
    """What somebody is reported to have said, or to have kept back. content is the exact stretch attributed."""

    content: Span
    mode: Literal["direct", "indirect", "nominal", "mixed", "non_disclosure"]
    scope_notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Time:
    """A time as stated and as far as it can be resolved.

    value is EDTF, with X for unstated digits ("XXXX-11"); None when nothing can be fixed.
    earliest and latest bound it, both inclusive; reason says why it is not exact.
    anchor names what a relative expression was counted from.
    """

    as_stated: str
    kind: Literal["date", "time", "duration", "set"]
    value: str | None = None
    earliest: dt.date | None = None
    latest: dt.date | None = None
    precision: Literal[
        "time", "day", "week", "month", "season", "quarter", "year", "decade", "century", "vague", "none"
    ] = "none"
    anchor: str | None = None
    basis: Basis = "stated"
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Dating:
    """When else a source puts an event that another dates otherwise; span holds what it says."""

    time: Time
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Fact):
    """Something that happened, is happening or is planned, with its time. what is a clause of the text.

    Told by several documents, it has the time that is best supported, and also_dated has the others.
    """

    what: Span
    time: Time
    time_span: Span | None = None
    actors: tuple[str, ...] = ()
    place: str | None = None
    notes: tuple[str, ...] = ()
    also_dated: tuple[Dating, ...] = ()
    support: Support | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Fact):
    """A quantity. "at least 95 deaths" has value 95, comparator ">=" and unit "deaths".

    value, low and high are exact decimals in the unit; None unless status is given.
    counts is what is counted, period over what time, source who the text names for it. change tells
    that the figure is how far something rose or fell. A part of a whole has the whole in its unit:
    "two-thirds" is 2 with the unit "in 3".
    """

    as_stated: str
    status: Literal["given", "undisclosed", "vague"]
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    comparator: Literal["=", ">=", "<=", ">", "<", "~", "range"] = "="
    unit: str | None = None
    counts: str | None = None
    period: str | None = None
    source: str | None = None
    change: Literal["up", "down"] | None = None
    support: Support | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion(Fact):
    """What is not known: stated (the text says so) or a gap (a checklist rule noticed it). why is one sentence.

    answers are stretches of other documents that answer what this one leaves open; without any it is open.
    """

    question: str
    question_class: Literal["stated", "gap"]
    kind: str
    why: str
    answers: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tension(Fact):
    """Two or more things that the sources say and that do not sit easily together; spans are the sides."""

    title: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things that are said about the same: the value as stated, who says it, and when it was published."""

    value: str
    span: Span
    speaker: str | None = None
    unit: str | None = None
    period: str | None = None
    published: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict(Fact):
    """Where sources differ about the same thing. Neither is averaged, nor is one chosen.

    subject is what is at issue, in the words of a source; sides are in the order of publication, at
    least two, each with a value of its own. updated is true where the later ones may be news rather than
    contradiction: a toll that rises from day to day. A denial stands behind what it denies.
    """

    kind: Literal["figure", "date", "claim", "denial"]
    subject: str
    sides: tuple[Side, ...]
    updated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that was extracted from some documents."""

    documents: tuple[Document, ...]
    key_points: tuple[KeyPoint, ...] = ()
    stakeholders: tuple[Stakeholder, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()
    tensions: tuple[Tension, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Plain JSON values (str, int, float, bool, None, list, dict), keys in field order."""
        return wire.encode_record(self)

    @classmethod
    def from_json(cls, plain: object) -> Facts:
        """The facts that to_json gave, each span checked against its document again.

        Raises ValueError, with the path of the value, when the JSON is not of the schema or a quote is false.
        """
        documents = wire.decode(tuple[Document, ...], wire.member(plain, "documents"), "documents")
        by_id = {document.id: document for document in documents}
        return wire.decode(cls, plain, "facts", context={"document": by_id, "by": "document_id"})


# The brief ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a brief and what it rests on.

    marks are the labels of the evidence sentences ("S4"); anchor is the line's own id on the page.
    A derived line names its rule; a stated one passed the grounding checks. A line with support is told by
    several sources: it cites all of them and says what the first does.
    """

    text: str
    spans: tuple[Span, ...]
    marks: tuple[str, ...]
    anchor: str
    fact_id: str | None = None
    basis: Basis = "stated"
    rule: str | None = None
    kind: str | None = None
    note: str | None = None
    support: Support | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StakeholderEntry:
    """One stakeholder on the page: who, in which role, what they said and did, as reported."""

    name: str
    kind: StakeholderKind
    anchor: str
    country: str | None = None
    marks: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    roles: tuple[Line, ...] = ()
    position: tuple[Line, ...] = ()
    did: tuple[Line, ...] = ()
    statements: int = 0
    voice: Literal["direct", "indirect", "none"] = "none"

    @property
    def is_active(self) -> bool:
        """True for whoever is reported to do or to say something."""
        return bool(self.did or self.statements)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementEntry:
    """One report of what somebody said: speaker and cue as text, the content as a line."""

    speaker: str
    cue: str
    mode: Literal["direct", "indirect", "nominal", "mixed", "non_disclosure"]
    line: Line
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DatingEntry:
    """Another time that a source gives an event: as stated, as resolved, and the words that give it as a line."""

    as_stated: str
    value: str | None
    line: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One event on the page: when as stated, when as resolved (or why not), what, and when else according to others."""

    as_stated: str
    value: str | None
    reason: str | None
    precision: str
    basis: Basis
    line: Line
    earliest: dt.date | None = None
    latest: dt.date | None = None
    notes: tuple[str, ...] = ()
    also_dated: tuple[DatingEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureEntry:
    """One figure on the page: the words of the source, what it counts, over what period, who says so.

    value, low, high, comparator, unit and change are those of the fact.
    """

    as_stated: str
    status: Literal["given", "undisclosed", "vague"]
    line: Line
    counts: str | None = None
    period: str | None = None
    source: str | None = None
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    comparator: Literal["=", ">=", "<=", ">", "<", "~", "range"] = "="
    unit: str | None = None
    change: Literal["up", "down"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TensionEntry:
    """Sides that the brief sets next to each other without judging between them."""

    title: str
    anchor: str
    rule: str
    sides: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideEntry:
    """One side of a conflict: its value as stated, the words that give it as a line, who says so, when it was published.

    is_later is true for one that was published after the first side.
    """

    value: str
    line: Line
    unit: str | None = None
    period: str | None = None
    speaker: str | None = None
    published: dt.date | None = None
    is_later: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictEntry:
    """Where sources differ about the same, with all that they say of it, in the order of publication.

    updated is true where the later sides may be news rather than contradiction.
    """

    kind: Literal["figure", "date", "claim", "denial"]
    subject: str
    anchor: str
    rule: str
    sides: tuple[SideEntry, ...]
    updated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredQuestion:
    """A question that one source leaves open, and what others say to it, word for word."""

    question: Line
    answers: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How often one speaker is reported in the sources; statements is 0 for a stakeholder without a voice."""

    name: str
    kind: StakeholderKind
    country: str | None
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One stakeholder acting on another, as stated: "actor action target" reads as the source does.

    span runs from the actor to the target; speaker is who says so, None where the text itself does.
    """

    actor: str
    action: str
    target: str
    span: Span
    speaker: str | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One sentence of a source, its label ("S4"), and the anchors of the lines that cite it."""

    label: str
    anchor: str
    text: str
    start: int
    end: int
    place: str | None
    cited_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry:
    """One source with all its sentences in order; those with an empty cited_by are not used.

    copy_of is the label of the source that this one is a copy of, None for one that stands for itself.
    """

    document: Document
    label: str
    evidence: tuple[Evidence, ...]
    copy_of: str | None = None

    @property
    def used(self) -> int:
        """How many of its sentences the brief cites."""
        return sum(bool(sentence.cited_by) for sentence in self.evidence)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A line that the grounding checks kept out of the brief, the check that refused it, and why."""

    text: str
    check: str
    reason: str
    fact_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a brief tells otherwise than the edition before it: its words now, and its words then.

    text is None for what is withdrawn, before for what is new. marks lead to the sentences of text; the words
    of the edition before are cited in that edition.
    """

    kind: Literal["contradicted", "answered", "changed", "new", "withdrawn"]
    section: str
    text: str | None = None
    before: str | None = None
    marks: tuple[str, ...] = ()
    fact_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What changed since the edition before: which that was, and what is worth telling of it.

    facts is the sha256 of its facts as text, "" where there is no edition to compare with. more counts the changes
    that are left out.
    """

    edition: str = ""
    as_of: dt.date | None = None
    facts: str = ""
    changes: tuple[Change, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """How many facts a person has looked at and let stand, edited, thrown out, and added."""

    accepted: int = 0
    edited: int = 0
    rejected: int = 0
    added: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The composed result, ready to be rendered: every line with its citations, every gap said.

    undated lists what would firm up with a publication date; it is empty when each source has one.
    notice says why every page has a watermark; withheld counts the facts left out because of their marking.
    left_out holds what gave way to the page budget, the first to go first. edition is a short digest of all
    that the brief was made from: two prints with the same edition say the same. since is None where changes were
    not asked for, reviewed where no person looked at the facts.
    """

    title: str
    edition: str = ""
    language: str = "en"
    as_of: dt.date | None = None
    marking: str | None = None
    classification: Classification | None = None
    embargo: dt.datetime | None = None
    expires: dt.datetime | None = None
    notice: Notice | None = None
    withheld: int = 0
    bluf: tuple[Line, ...] = ()
    key_points: tuple[Line, ...] = ()
    stakeholders: tuple[StakeholderEntry, ...] = ()
    statements: tuple[StatementEntry, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    figures: tuple[FigureEntry, ...] = ()
    tensions: tuple[TensionEntry, ...] = ()
    conflicts: tuple[ConflictEntry, ...] = ()
    stated_questions: tuple[Line, ...] = ()
    gaps: tuple[Line, ...] = ()
    answered: tuple[AnsweredQuestion, ...] = ()
    voices: tuple[Voice, ...] = ()
    relations: tuple[Relation, ...] = ()
    sources: tuple[SourceEntry, ...] = ()
    undated: tuple[Line, ...] = ()
    left_out: tuple[Line, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    since: Since | None = None
    reviewed: Reviewed | None = None
    tool: str = field(default="briefgen")

    @property
    def independent(self) -> int:
        """How many of the sources are independent: copies of one text are one source."""
        return sum(source.copy_of is None for source in self.sources)

    @property
    def disputed(self) -> tuple[str, ...]:
        """The anchors of the key points that rest on a sentence about which the sources differ."""
        marks = {mark for conflict in self.conflicts for side in conflict.sides for mark in side.line.marks}
        return tuple(line.anchor for line in self.key_points if marks.intersection(line.marks))

    def to_json(self) -> dict[str, object]:
        """Plain JSON values, keys in field order."""
        return wire.encode_record(self)

    def lines(self) -> tuple[Line, ...]:
        """Every line of the brief, each anchor once, wherever in the record it stands."""
        return tuple({line.anchor: line for line in _lines_in(self)}.values())

    @classmethod
    def from_json(cls, plain: object) -> Brief:
        """The brief that to_json gave, each span checked against its source again. Raises ValueError as Facts.from_json does."""
        sources = wire.member(plain, "sources")
        inside = [wire.member(source, "document") for source in sources] if isinstance(sources, list) else sources
        documents = wire.decode(tuple[Document, ...], inside, "sources")
        by_id = {document.id: document for document in documents}
        return wire.decode(cls, plain, "brief", context={"document": by_id, "by": "document_id"})


def _lines_in(value: object) -> Iterator[Line]:
    if isinstance(value, Line):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _lines_in(item)
    elif dataclasses.is_dataclass(value):
        for each in dataclasses.fields(value):
            yield from _lines_in(getattr(value, each.name))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
