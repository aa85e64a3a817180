"""How many independent sources carry a fact: copies are one source, and so is one speaker, however many report him."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefgen.model import Attribution, Document, Fact, Support

UNNAMED = ""
_FEWEST_WORDS = 8  # fewer may be the same by chance: "The president resigned on Monday"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Witness:
    """One report: the document that makes it, and who says it there.

    speaker is the canonical name, None where the document itself asserts it, and UNNAMED where it says
    that somebody said so but not who. wording is what it says, as wording() gives it, where that is known.
    """

    document_id: str
    speaker: str | None = None
    wording: str = ""


def support(witnesses: Iterable[Witness], documents: Sequence[Document]) -> Support:
    """How well documents carry what these witnesses report; documents are all that there are, silent ones too.

    Two reports are independent when they share neither their origin nor their speaker, and independent
    is the size of the largest set of reports of which every two are so. It follows that

    - five papers that report one speaker are one source, and so are five copies of one wire report,
    - one paper that reports five speakers is one source: all of them are known through it only,
    - two papers that report two speakers are two, even if one of them reports both,
    - papers that assert it themselves count one for each origin, those in the same words one together: a
      passage that was copied into two different stories is one source,
    - a paper that asserts in one place what it attributes in another does not count for itself: it rests
      on the speaker. A copy that dropped "police said" rests on the police, too,
    - speakers without a name ("it was reported") count as one: nobody can tell them apart.

    of counts the origins of all documents, so independent is never more than of. reports counts the
    documents that say it, copies included. Without witnesses both are 0.
    Raises ValueError for a witness whose document is not among the documents.
    """
    groups = {document.id: origin(document) for document in documents}
    heard: dict[str, list[Witness]] = {}
    reports: dict[str, None] = {}
    for witness in witnesses:
        if witness.document_id not in groups:
            raise ValueError(f"A witness stands in {witness.document_id}, which is none of the documents.")
        heard.setdefault(groups[witness.document_id], []).append(witness)
        reports[witness.document_id] = None
    return Support(_largest_matching(_voices(heard)), of=len(set(groups.values())), reports=len(reports))


def origin(document: Document) -> str:
    """The group of copies that a document belongs to: its own id where it has no copy."""
    return document.origin_group or document.id


def witnesses(fact: Fact) -> tuple[Witness, ...]:
    """One witness for each citation of a fact, with the speaker whom the fact names, in the order of its spans."""
    speaker = speaker_of(fact.attribution)
    return tuple(Witness(span.document_id, speaker, wording(span.quote)) for span in fact.spans)


def wording(quote: str) -> str:
    """A passage as far as it matters whether two are the same, without case and marks; "" for one too short to tell."""
    words = _WORD.findall(quote.casefold())
    return " ".join(words) if len(words) >= _FEWEST_WORDS else ""


def speaker_of(attribution: Attribution) -> str | None:
    """Whom an attribution makes the witness: None for the text itself, UNNAMED for a speaker whom it does not tell."""
    return attribution.speaker or (None if attribution.basis == "author" else UNNAMED)


Voice = tuple[str, str]


def _voices(heard: Mapping[str, Sequence[Witness]]) -> dict[str, tuple[Voice, ...]]:
    """Who is heard in each origin: its speakers; when it names none, the words that others print, too, or itself."""
    owners: dict[str, set[str]] = {}
    for group, its in heard.items():
        for witness in its:
            owners.setdefault(witness.wording, set()).add(group)
    voices: dict[str, tuple[Voice, ...]] = {}
    for group, its in heard.items():
        speakers = dict.fromkeys(("speaker", w.speaker) for w in its if w.speaker is not None)
        copied = dict.fromkeys(("words", w.wording) for w in its if w.wording and len(owners[w.wording]) > 1)
        voices[group] = tuple(speakers) or tuple(copied) or (("origin", group),)
    return voices


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
