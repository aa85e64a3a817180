"""How many independent sources carry a fact: copies are one source, and so is one speaker, however many report him."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefgen.model import Attribution, Document, Fact, Support

UNNAMED = ""


@dataclass(frozen=True, slots=True)
class Witness:
    """One report: the document that makes it, and who says it there.

    speaker is the canonical name, None where the document itself asserts it, and UNNAMED where it says
    that somebody said so but not who.
    """

    document_id: str
    speaker: str | None = None


def support(witnesses: Iterable[Witness], documents: Sequence[Document]) -> Support:
    """How well documents carry what these witnesses report; documents are all that there are, silent ones too.

    Two reports are independent when they share neither their origin nor their speaker, and independent
    is the size of the largest set of reports of which every two are so. It follows that

    - five papers that report one speaker are one source, and so are five copies of one wire report,
    - one paper that reports five speakers is one source: all of them are known through it only,
    - two papers that report two speakers are two, even if one of them reports both,
    - papers that assert it themselves count one for each origin,
    - a paper that asserts in one place what it attributes in another does not count for itself: it rests
      on the speaker. A copy that dropped "police said" rests on the police, too,
    - speakers without a name ("it was reported") count as one: nobody can tell them apart.

    of counts the origins of all documents, so independent is never more than of. reports counts the
    documents that say it, copies included. Without witnesses both are 0.
    Raises ValueError for a witness whose document is not among the documents.
    """
    groups = {document.id: origin(document) for document in documents}
    heard: dict[str, dict[str | None, None]] = {}
    reports: dict[str, None] = {}
    for witness in witnesses:
        if witness.document_id not in groups:
            raise ValueError(f"A witness stands in {witness.document_id}, which is none of the documents.")
        heard.setdefault(groups[witness.document_id], {})[witness.speaker] = None
        reports[witness.document_id] = None
    voices = {group: _voices(group, speakers) for group, speakers in heard.items()}
    return Support(_largest_matching(voices), of=len(set(groups.values())), reports=len(reports))


def origin(document: Document) -> str:
    """The group of copies that a document belongs to: its own id where it has no copy."""
    return document.origin_group or document.id


def witnesses(fact: Fact) -> tuple[Witness, ...]:
    """One witness for each document that a fact cites, with the speaker whom the fact names, in the order of its spans."""
    speaker = speaker_of(fact.attribution)
    return tuple(Witness(document_id, speaker) for document_id in dict.fromkeys(s.document_id for s in fact.spans))


def speaker_of(attribution: Attribution) -> str | None:
    """Whom an attribution makes the witness: None for the text itself, UNNAMED for a speaker whom it does not tell."""
    return attribution.speaker or (None if attribution.basis == "author" else UNNAMED)


Voice = tuple[str, str]


def _voices(group: str, speakers: Iterable[str | None]) -> tuple[Voice, ...]:
    """Who is heard in an origin: its speakers, or itself when it names none."""
    named = tuple(("speaker", speaker) for speaker in speakers if speaker is not None)
    return named or (("origin", group),)


def _largest_matching(voices: Mapping[str, Sequence[Voice]]) -> int:
    """How many origins can be given a voice that no other is given (by augmenting paths, breadth first)."""
    given: dict[str, Voice] = {}
    holder: dict[Voice, str] = {}
    for group in voices:
        _give(group, voices, given, holder)
    return len(given)


def _give(start: str, voices: Mapping[str, Sequence[Voice]], given: dict[str, Voice], holder: dict[Voice, str]) -> None:
    """Give a voice to one more origin if that can be done, moving others to another of theirs to make room."""
    wanted_by: dict[Voice, str] = {}
    waiting = deque([start])
    while waiting:
        group = waiting.popleft()
        for voice in voices[group]:
            if voice in wanted_by:
                continue
            wanted_by[voice] = group
            if voice not in holder:
                _move(voice, wanted_by, given, holder)
                return
            waiting.append(holder[voice])


def _move(voice: Voice, wanted_by: Mapping[Voice, str], given: dict[str, Voice], holder: dict[Voice, str]) -> None:
    wanted: Voice | None = voice
    while wanted is not None:
        group = wanted_by[wanted]
        before = given.get(group)
        given[group], holder[wanted] = wanted, group
        wanted = before
