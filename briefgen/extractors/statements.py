"""Who is reported to have said what, and who kept what back. Finds reports of speech; what they mean is left to others."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from briefgen.language import gazetteer
from briefgen.language.analysis import Analysis, Mention
from briefgen.language.cues import ACT_UNLESS_SPOKEN_OF, NON_DISCLOSURE, SPOKEN_OF, cue_forms, hedges
from briefgen.language.quotations import Quotation, find_quotations
from briefgen.language.words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    Word,
    has_finite_verb,
    is_negated_form,
    words,
)
from briefgen.model import Attribution, Facts, Statement
from briefgen.text import Sentence

Mode = Literal["direct", "indirect", "nominal", "mixed", "non_disclosure"]

# How often each rule was right on public news with gold attributions.
_CONFIDENCE = {"direct": 0.9, "indirect": 0.85, "nominal": 0.75, "mixed": 0.85, "non_disclosure": 0.9}
_ADVERBS = frozenset(
    "also then later now still again first previously earlier once even just only already today".split()
)
_TIME_WORDS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight tomorrow later earlier last this "
    "in on at during after before while when to via through by from as following speaking adding".split()
)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today tonight".split())
_SPEAKING_NOUNS = frozenset(
    "report study statement source sources document documents letter paper survey poll article newspaper website agency "
    "official officials spokesman spokeswoman spokesperson analyst witness critic group company team doctor police court "
    "resident residents neighbour relatives family investigators researchers scientists man woman officer leader head chief "
    "director manager owner lawyer attorney prosecutor author writer teacher coach player union ministry embassy government "
    "department committee commission board release".split()
)
_AFTER_HEAD = PREPOSITIONS | CONJUNCTIONS | frozenset({"himself", "herself", "itself", "also"})
_PARTICIPLES = frozenset(
    "saying adding warning claiming arguing noting insisting stating explaining stressing alleging announcing telling "
    "declaring confirming suggesting".split()
)
_NOMINAL_PREPOSITION = {"warn": "of", "call": "for", "complain": "about", "speak": "of", "thank": "for"}
_TRAILING = re.compile(r",\s+(?:as|while|although|though|amid|but|which|even as|whereas)\b")
_END_MARKS = ' \t\n.,;:!?…"”’»“'


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Who speaks: the name to print, the stretch that names them, and their entity (-1 when unresolved)."""

    name: str
    start: int
    end: int
    entity: int


@dataclass(frozen=True, slots=True)
class _Draft:
    speaker: _Speaker | None
    cue: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]
    mode: Mode
    rule: str
    negated: bool = False
    notes: tuple[str, ...] = ()
    ambiguous: bool = False


class _Reader:
    """Reads one document sentence by sentence and remembers who spoke last."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.document.text
        self.quotations = find_quotations(self.text)
        self._quotation_starts = [q.outer_start for q in self.quotations]
        self.used: set[Quotation] = set()
        self.last_speaker: dict[str, tuple[_Speaker, int]] = {}

    # What stands where ---------------------------------------------------------------------------

    def quotation_at(self, offset: int) -> Quotation | None:
        """The quotation around an offset, marks included."""
        i = bisect_right(self._quotation_starts, offset) - 1
        if i >= 0 and offset < self.quotations[i].outer_end:
            return self.quotations[i]
        return None

    def remember(self, speaker: _Speaker, sentence: int) -> None:
        """Note who spoke, for the pronouns that follow."""
        kind = self.analysis.entities[speaker.entity].kind if speaker.entity >= 0 else "group"
        self.last_speaker["person" if kind == "person" else "body"] = (speaker, sentence)
        self.last_speaker["any"] = (speaker, sentence)


def extract(analysis: Analysis, found: Facts) -> tuple[Statement, ...]:  # noqa: ARG001 - the shape of every extractor
    """Find the reported statements of a document, in reading order.

    Speakers are resolved through pronouns and definite nouns; content is the exact stretch that is
    attributed, without the quotation marks. Silence ("did not disclose") is a statement of mode
    non_disclosure whose content is what was kept back.
    """
    reader = _Reader(analysis)
    drafts: list[_Draft] = []
    for sentence in analysis.sentences:
        drafts.extend(_read_sentence(reader, sentence))
    drafts.extend(_floating(reader, drafts))
    drafts = [d for d in drafts if all(start < end for start, end in d.content)]
    drafts.sort(key=lambda d: (d.cue or d.content[0], d.content))
    return tuple(_statement(analysis, draft) for draft in drafts)


def _read_sentence(reader: _Reader, sentence: Sentence) -> Iterator[_Draft]:
    its_words = reader.analysis.words[sentence.index]
    silenced: set[int] = set()
    for draft in _silences(reader, sentence, its_words):
        silenced.update(range(*(draft.cue or (0, 0))))
        yield _noted(reader, draft, sentence)
    yield from (_noted(reader, draft, sentence) for draft in _according_to(reader, sentence))
    for i, word in enumerate(its_words):
        kinds = cue_forms().get(word.lower)
        if kinds is None or word.start in silenced or word.capital or _is_passive(its_words, i):
            continue
        quotation = reader.quotation_at(word.start)
        if quotation is not None and quotation.is_long:
            continue
        read = _read_cue(reader, sentence, its_words, i, kinds)
        if read is not None:
            yield _noted(reader, read, sentence)


_BE = frozenset("is are was were be been being".split())


def _is_passive(its_words: Sequence[Word], i: int) -> bool:
    """ "was told", "is believed": the subject is no speaker; "was quoted as saying" is another matter."""
    return (
        i > 0
        and its_words[i].lower.endswith(("ed", "told", "said", "known"))
        and (
            its_words[i - 1].lower in _BE
            or (i > 1 and its_words[i - 2].lower in _BE and its_words[i - 1].lower.endswith("ly"))
        )
    )


def _noted(reader: _Reader, draft: _Draft, sentence: Sentence) -> _Draft:
    if draft.speaker is not None:
        reader.remember(draft.speaker, sentence.index)
    for start, end in draft.content:
        for quotation in reader.quotations[
            bisect_right(reader._quotation_starts, start - 2) : bisect_right(reader._quotation_starts, end)
        ]:
            reader.used.add(quotation)
    return draft


# Silence and "according to" --------------------------------------------------------------------


def _silences(reader: _Reader, sentence: Sentence, its_words: Sequence[Word]) -> Iterator[_Draft]:
    for match in NON_DISCLOSURE.finditer(reader.text, sentence.start, sentence.end):
        if reader.quotation_at(match.start()) is not None:
            continue
        index = next((i for i, word in enumerate(its_words) if word.start >= match.start()), 0)
        speaker = _subject(reader, sentence, its_words, index) or _first_subject(reader, sentence, match.start())
        start, end = _trimmed(reader.text, match.end(), _clause_end(reader, match.end(), sentence.end))
        if start >= end:
            start, end = match.start(), match.end()
        if speaker is not None:
            yield _Draft(
                speaker, match.span(), ((start, end),), "non_disclosure", "statements.non_disclosure", negated=True
            )


_ACCORDING = re.compile(r"\b[Aa]ccording to\s+")


def _according_to(reader: _Reader, sentence: Sentence) -> Iterator[_Draft]:
    text = reader.text
    for match in _ACCORDING.finditer(text, sentence.start, sentence.end):
        opens = match.start() - sentence.start <= 2 or not text[sentence.start : match.start()].strip('“" ')
        comma = _balanced_comma(text, match.end(), sentence.end)
        source_end = comma if comma > 0 else sentence.end
        speaker = _named_speaker(reader, sentence, *_trimmed(text, match.end(), source_end))
        if opens and comma > 0:
            start, end = comma + 1, sentence.end
        elif not opens:
            start, end = _content_before(reader, sentence, match.start())
        else:
            continue
        start, end, notes = _without_tail(text, *_trimmed(text, start, end))
        if start < end and speaker is not None:
            cue = (match.start(), match.end() - 1)
            yield _Draft(speaker, cue, ((start, end),), "indirect", "statements.according_to", notes=notes)


def _balanced_comma(text: str, start: int, end: int) -> int:
    """The comma that ends the source of "according to X, a Y, CONTENT": the first one, or the one after an apposition."""
    comma = text.find(",", start, end)
    if comma < 0:
        return -1
    second = text.find(",", comma + 1, end)
    between = text[comma + 1 : second].strip() if second > 0 else ""
    apposition = between.startswith(("a ", "an ", "the ", "who ", "which ")) and len(between.split()) <= 9
    if second > 0 and apposition and not has_finite_verb(words(text, comma + 1, second)):
        return second
    return comma


def _without_tail(text: str, start: int, end: int) -> tuple[int, int, tuple[str, ...]]:
    """Leave out a trailing clause of which nobody can tell whether it is still reported, and say so."""
    tail = _TRAILING.search(text, start + 10, end) if end - start > 20 else None
    if tail is None:
        return start, end, ()
    words_of_tail = " ".join(text[tail.start() + 2 : end].split()[:6])
    return start, tail.start(), (f"ambiguous whether “{words_of_tail} …” is also attributed",)


# Verbs of speech -------------------------------------------------------------------------------


def _read_cue(
    reader: _Reader, sentence: Sentence, its_words: Sequence[Word], i: int, kinds: frozenset[str]
) -> _Draft | None:
    word = its_words[i]
    before = its_words[i - 1] if i else None
    if before is not None and before.gap is not None and _is_noun_use(its_words, i):
        return None
    if word.lower in _PARTICIPLES or word.lower.endswith("ing"):
        return _participle(reader, sentence, its_words, i)
    parenthetical = _parenthetical(reader, sentence, its_words, i)
    if parenthetical is not None:
        return parenthetical
    after = _content_after(reader, sentence, its_words, i, kinds)
    inverted = _inverted(reader, sentence, its_words, i)
    if inverted is not None:
        return inverted
    speaker = _subject(reader, sentence, its_words, i)
    if speaker is None or not _may_speak(reader, speaker, kinds, word):
        return None
    negated = any(is_negated_form(w.lower) for w in its_words[max(0, i - 3) : i] if w.start > speaker.end) or (
        word.lower.startswith("den")
    )
    if reader.text[max(0, speaker.start - 2) : speaker.start].strip() in ("”", '"', "’"):
        return _content_first(reader, sentence, its_words, i, speaker, negated=negated)
    if after is not None:
        contents, mode = after
        rule = "statements.nominal" if mode == "nominal" else "statements.cue_before"
        content = words(reader.text, *contents[0])
        if mode == "indirect" and (len(content) < 3 or not _is_clause(kinds, content)):
            return None
        if word.lower in ACT_UNLESS_SPOKEN_OF and not SPOKEN_OF.search(reader.text[slice(*contents[0])].split(",")[0]):
            return None
        return _Draft(speaker, (word.start, word.end), contents, mode, rule, negated=negated)
    return _content_first(reader, sentence, its_words, i, speaker, negated=negated)


def _is_clause(kinds: frozenset[str], content: Sequence[Word]) -> bool:
    """A verb that only reports takes a clause; one that also takes a noun phrase must show the clause's verb."""
    return has_finite_verb(content) or ("name" not in kinds and ("say" in kinds or "tell" in kinds))


def _is_noun_use(its_words: Sequence[Word], i: int) -> bool:
    """ "the report", "calls for", "a promise to": a cue verb's form used as a noun, or an infinitive."""
    before = its_words[i - 1]
    if its_words[i].gap not in (" ", "\n"):
        return False
    lower = its_words[i].lower
    if before.lower == "to":
        return True
    if lower.endswith("ed") or lower in ("said", "told", "wrote", "says"):
        return before.lower in DETERMINERS and before.lower not in ("this", "that", "all", "some")
    return before.lower in DETERMINERS or before.possessive or before.lower in PREPOSITIONS


def _participle(reader: _Reader, sentence: Sentence, its_words: Sequence[Word], i: int) -> _Draft | None:
    """ "X rejected the offer, saying it was late": the speaker is the subject of the sentence."""
    word = its_words[i]
    quoted_as = i >= 2 and its_words[i - 1].lower == "as" and its_words[i - 2].lower in ("quoted", "cited", "reported")
    progressive = i >= 1 and its_words[i - 1].lower in ("is", "are", "was", "were", "been")
    if not quoted_as and not progressive and "," not in word.gap:
        return None
    if not quoted_as and word.lower not in _PARTICIPLES:
        return None
    cue_start = i - 2 if quoted_as else i
    speaker = (
        _subject(reader, sentence, its_words, cue_start)
        if quoted_as or progressive
        else _first_subject(reader, sentence, word.start)
    )
    after = _content_after(reader, sentence, its_words, i, frozenset({"say"}))
    if speaker is None or after is None or speaker.end > word.start:
        return None
    contents, mode = after
    if mode == "indirect" and not has_finite_verb(words(reader.text, *contents[0])):
        return None
    return _Draft(speaker, (its_words[cue_start].start, word.end), contents, mode, "statements.participle")


_PARENTHETICAL_CUES = frozenset(
    "say says said claim claims claimed believe believes believed allege alleges alleged".split()
)


def _parenthetical(reader: _Reader, sentence: Sentence, its_words: Sequence[Word], i: int) -> _Draft | None:
    """ "vessels it says are used for smuggling": only what follows is attributed."""
    following = its_words[i + 1] if i + 1 < len(its_words) else None
    if its_words[i].lower not in _PARENTHETICAL_CUES or following is None or i < 2 or following.gap != " ":
        return None
    if following.lower not in AUXILIARIES or its_words[i].gap != " " or its_words[i - 1].gap != " ":
        return None
    before = its_words[i - 1]
    if before.lower not in ("it", "he", "she", "they") and not before.capital:
        return None
    noun = its_words[i - 2]
    if noun.lower in CONJUNCTIONS | PREPOSITIONS | AUXILIARIES or noun.capital and before.capital:
        return None
    speaker = (
        _first_subject(reader, sentence, before.start, skip_last=True)
        if before.lower in PRONOUNS
        else _named_speaker(reader, sentence, before.start, before.end)
    )
    if speaker is None:
        return None
    end = _clause_end(reader, following.start, sentence.end)
    start, end = _trimmed(reader.text, following.start, end)
    if before.lower in PRONOUNS:
        speaker = _Speaker(speaker.name, before.start, before.end, speaker.entity)
    cue = (its_words[i].start, its_words[i].end)
    notes = ("parenthetical: only these words are attributed",)
    return _Draft(speaker, cue, ((start, end),), "indirect", "statements.parenthetical", notes=notes)


def _content_after(
    reader: _Reader, sentence: Sentence, its_words: Sequence[Word], i: int, kinds: frozenset[str]
) -> tuple[tuple[tuple[int, int], ...], Mode] | None:
    """The content that follows a cue, and how it is reported; None when the cue ends its clause."""
    text = reader.text
    j = _skip_adjuncts(reader, its_words, i, kinds)
    if j >= len(its_words):
        return None
    first = its_words[j]
    gap = text[its_words[j - 1].end : first.start] if j else ""
    quotation = reader.quotation_at(first.start)
    introduced = j == i + 1 or ":" in gap or "," in gap or its_words[j - 1].lower == "that"
    if introduced and quotation is not None and quotation.is_long and quotation.outer_start >= its_words[i].end:
        return ((quotation.start, quotation.end),), "direct"
    if j == i + 1 and ("," in gap or ";" in gap or "”" in gap):
        return None
    start, end = _trimmed(text, first.start, _reported_end(reader, its_words, i, sentence.end))
    if start >= end:
        return None
    nominal = its_words[j - 1].lower != "that" and ":" not in gap and _is_nominal(its_words, j, end, kinds)
    if nominal is None:
        return None
    mode: Mode = "nominal" if nominal else "indirect"
    inside = [
        q for q in reader.quotations[bisect_right(reader._quotation_starts, start) :][:4] if q.outer_end <= end + 2
    ]
    return ((start, end),), "mixed" if inside and mode == "indirect" else mode


def _is_nominal(its_words: Sequence[Word], j: int, end: int, kinds: frozenset[str]) -> bool | None:
    """True for a noun phrase, False for a clause, None for neither ("denounced as", "called on")."""
    first = its_words[j]
    content = [word for word in its_words[j:] if word.end <= end]
    clause = has_finite_verb(content) and first.lower not in PREPOSITIONS
    if "name" not in kinds or (clause and first.lower not in DETERMINERS | {"its", "their"}):
        return False if clause or "name" not in kinds else None
    if first.lower in PREPOSITIONS and first.lower not in ("of", "for"):
        return None
    return not clause or _participles_only(content)


def _participles_only(content: Sequence[Word]) -> bool:
    return not any(word.lower in AUXILIARIES for word in content)


def _skip_adjuncts(reader: _Reader, its_words: Sequence[Word], i: int, kinds: frozenset[str]) -> int:
    """The index of the first word of the content: after a recipient, "on Monday", "in a statement" and "that"."""
    j = i + 1
    if j < len(its_words) and its_words[j].lower == "that":
        return j + 1
    if j < len(its_words) and its_words[j].lower == "not" or "tell" in kinds and "say" not in kinds:
        return _after_marker(reader, its_words, j, required=False)
    k = _after_day(its_words, j)
    if j < k < len(its_words) and its_words[k].gap == " " and its_words[k].lower not in _TIME_WORDS:
        return k + 1 if its_words[k].lower == "that" else k
    if j < len(its_words) and its_words[j].lower in _TIME_WORDS and its_words[j].gap == " ":
        return _after_marker(reader, its_words, j, required=True)
    return j


def _after_day(its_words: Sequence[Word], j: int) -> int:
    """The index behind "on Monday", "yesterday" or "late Tuesday" at j; j itself when no day stands there."""
    k = j + 1 if j < len(its_words) and its_words[j].lower in ("on", "late", "early", "last") else j
    if k < len(its_words) and its_words[k].lower in _DAYS:
        return k + 1
    return j


def _after_marker(reader: _Reader, its_words: Sequence[Word], j: int, *, required: bool) -> int:
    for k in range(j, min(j + 14, len(its_words))):
        gap = reader.text[its_words[k - 1].end : its_words[k].start]
        if its_words[k].lower == "that" and k > j:
            return k + 1
        if k > j and (":" in gap or "“" in gap or '"' in gap):
            return k
        if "," in gap and required:
            break
    if required:
        return len(its_words)
    # "told reporters the plan was dead": the recipient is one noun phrase
    k = j
    while k < len(its_words) and its_words[k].lower in DETERMINERS:
        k += 1
    while k < len(its_words) and its_words[k].capital and k < j + 4:
        k += 1
    return k if k > j + (its_words[j].lower in DETERMINERS if j < len(its_words) else 0) else k + 1


def _reported_end(reader: _Reader, its_words: Sequence[Word], i: int, end: int) -> int:
    """Where the content of the cue at i ends: the sentence, or a second source."""
    match = re.compile(r",\s+(?:according to|(?:he|she|it|they) (?:said|says|added))\b").search(
        reader.text, its_words[i].end, end
    )
    return match.start() if match else end


def _clause_end(reader: _Reader, start: int, end: int) -> int:
    """The end of the clause that begins at start: a comma before a new clause, a semicolon, the sentence."""
    match = re.compile(
        r"[;.]\s|,\s+(?:but|and|while|although|though|as|amid|according|which|who|prompting)\b|[,.;]?$"
    ).search(reader.text, start, end)
    return match.start() if match else end


def _inverted(reader: _Reader, sentence: Sentence, its_words: Sequence[Word], i: int) -> _Draft | None:
    """“CONTENT, said X”: the clause before the comma is a whole one, and a noun phrase alone follows the verb."""
    word = its_words[i]
    gap = word.gap
    if i + 1 >= len(its_words) or gap.strip() not in (",", ",”", ',"', "”", '"', "?”", '?"', "!”", '!"', ",’", ",'"):
        return None
    stop = i + 1
    while stop < len(its_words) and "," not in its_words[stop].gap and stop - i < 14:
        if its_words[stop].lower in AUXILIARIES or its_words[stop].lower in ("that", "there"):
            return None
        stop += 1
    following = its_words[i + 1 : stop]
    if has_finite_verb(following) and "”" not in gap and '"' not in gap:
        return None
    start, end = _content_before(reader, sentence, word.start)
    quoted = reader.quotation_at(end - 1) is not None or "”" in gap or '"' in gap
    if not quoted and not has_finite_verb(words(reader.text, start, end)):
        return None
    speaker = _following_speaker(reader, sentence, its_words, i + 1, stop)
    if speaker is None:
        return None
    mode: Mode = "direct" if quoted else "indirect"
    contents = ((start, end), *_resumed(reader, word.end, sentence))
    return _Draft(speaker, (word.start, word.end), contents, mode, "statements.inverted")


def _following_speaker(
    reader: _Reader, sentence: Sentence, its_words: Sequence[Word], i: int, stop: int
) -> _Speaker | None:
    end = its_words[stop - 1].end
    for k in range(i, stop):
        if its_words[k].lower in _TIME_WORDS and k > i and its_words[k].lower not in ("for", "of", "at", "in"):
            end = its_words[k - 1].end
            break
    return _named_speaker(reader, sentence, its_words[i].start, end)


def _content_first(
    reader: _Reader, sentence: Sentence, its_words: Sequence[Word], i: int, speaker: _Speaker, *, negated: bool
) -> _Draft | None:
    """“CONTENT, X said on Monday”: a whole clause, a comma, the speaker, the cue, and no complement."""
    text = reader.text
    article = re.compile(r"\b(?:the|a|an)\s+$", re.IGNORECASE).search(
        text, max(sentence.start, speaker.start - 5), speaker.start
    )
    begins = article.start() if article else speaker.start
    left = text[sentence.start : begins].rstrip()
    lead = text[max(0, begins - 3) : begins]
    if not (left.endswith((",", "”", '"', "’", "'", "?", "!", "—", "-")) or "”" in lead or '"' in lead):
        return None
    start, end = _content_before(reader, sentence, begins)
    if start >= end:
        return None
    quotation = reader.quotation_at(end - 1)
    if quotation is None and not has_finite_verb(words(text, start, end)):
        return None
    mode: Mode = "direct" if quotation is not None and quotation.is_long else "indirect"
    contents = ((start, end), *_resumed(reader, its_words[i].end, sentence))
    tail = _TRAILING.search(text, its_words[i].end, sentence.end)
    notes = (f"“{_opening(text, tail.start() + 1, sentence.end)} …” is the author’s voice",) if tail else ()
    cue = (its_words[i].start, its_words[i].end)
    return _Draft(speaker, cue, contents, mode, "statements.cue_after", negated=negated, notes=notes)


def _opening(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].split()[:5])


def _content_before(reader: _Reader, sentence: Sentence, offset: int) -> tuple[int, int]:
    """The content that ends before an offset: the quotation that closes there, else the clause from the sentence's start."""
    text = reader.text
    last = offset - 1
    while last > 0 and text[last] in " \n\t":
        last -= 1
    for probe in (last, last - 1):
        quotation = reader.quotation_at(probe)
        if quotation is not None and quotation.outer_end - 2 <= probe:
            return quotation.start, _trimmed(text, quotation.start, quotation.end)[1]
    return _trimmed(text, sentence.start, offset)


def _resumed(reader: _Reader, offset: int, sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """The second part of a split quotation: “A,” he said, “B.”"""
    i = bisect_right(reader._quotation_starts, offset)
    if i < len(reader.quotations):
        quotation = reader.quotations[i]
        between = reader.text[offset : quotation.outer_start]
        near = len(between) < 60 and between.strip()[-1:] in ",.:" and "\n" not in between
        if near and quotation.is_long and (quotation.outer_start < sentence.end or between.strip() == "."):
            return ((quotation.start, quotation.end),)
    return ()


def _floating(reader: _Reader, drafts: Sequence[_Draft]) -> Iterator[_Draft]:
    """Quotations without a cue, right after a statement of the same paragraph: most likely the same speaker."""
    sentences = reader.analysis.sentences
    starts = [s.start for s in sentences]

    def paragraph(offset: int) -> int:
        return sentences[max(0, bisect_right(starts, offset) - 1)].paragraph

    anchors = sorted(
        (d.cue[0], d) for d in drafts if d.cue is not None and d.speaker is not None and d.mode != "nominal"
    )
    positions = [position for position, _ in anchors]
    for quotation in reader.quotations:
        if quotation in reader.used or len(reader.text[quotation.start : quotation.end].split()) < 5:
            continue
        i = bisect_right(positions, quotation.start) - 1
        if i >= 0 and paragraph(positions[i]) == paragraph(quotation.start):
            content = ((quotation.start, quotation.end),)
            yield _Draft(anchors[i][1].speaker, None, content, "direct", "statements.floating", ambiguous=True)


# The subject -----------------------------------------------------------------------------------


def _subject(reader: _Reader, sentence: Sentence, its_words: Sequence[Word], i: int) -> _Speaker | None:
    """Who stands before the verb at i: a pronoun, a name, a noun phrase, with or without an apposition."""
    last = i - 1
    while (
        last >= 0
        and (
            its_words[last].lower in AUXILIARIES
            or its_words[last].lower in _ADVERBS
            or its_words[last].lower.endswith("ly")
        )
        and not its_words[last].capital
    ):
        last -= 1
    if last < 0:
        return None
    gap = its_words[last + 1].gap
    if "," in gap:
        return _before_apposition(reader, sentence, its_words, last)
    if gap not in (" ", "\n", "\u00a0"):
        return None
    first = _phrase_start(its_words, last)
    return _named_speaker(reader, sentence, its_words[first].start, its_words[last].end)


def _before_apposition(reader: _Reader, sentence: Sentence, its_words: Sequence[Word], last: int) -> _Speaker | None:
    """ "Daniel Noboa, a regional ally of US President Donald Trump, said": the noun phrase before the inset."""
    best: tuple[int, int] | None = None
    end = last
    while end >= 0:
        start = end
        while start > 0 and not any(mark in its_words[start].gap for mark in ',;:“”"—'):
            start -= 1
        segment = its_words[start : end + 1]
        relative = segment[0].lower in ("who", "which", "whose", "speaking", "citing")
        if has_finite_verb(segment) and not relative:
            break
        if segment[0].lower not in PREPOSITIONS | _TIME_WORDS and not relative and start != end + 1:
            best = (start, end)
        if start == 0 or "," not in its_words[start].gap:
            break
        end = start - 1
    if best is None:
        return None
    return _named_speaker(reader, sentence, its_words[best[0]].start, its_words[best[1]].end)


def _phrase_start(its_words: Sequence[Word], last: int) -> int:
    """The index where the noun phrase that ends at last begins."""
    first = last
    if its_words[last].lower in PRONOUNS:
        return last
    while first > 0 and its_words[first].gap in (" ", "\n", "\u00a0", "’s ", "'s ", "’ ") and last - first < 12:
        before = its_words[first - 1].lower
        if before in CONJUNCTIONS and not (before == "and" and its_words[first].capital):
            break
        if before in AUXILIARIES or before in PRONOUNS or before in ("as", "than", "after", "before", "since", "until"):
            break
        if before in ("on", "during", "by", "with", "to") or cue_forms().get(before):
            break
        first -= 1
        if its_words[first].lower in DETERMINERS and (
            first == 0 or its_words[first - 1].lower not in ("of", "for", "at", "in", "from")
        ):
            break
    while first < last and its_words[first].lower in PREPOSITIONS | _ADVERBS:
        first += 1
    return first


def _named_speaker(reader: _Reader, sentence: Sentence, start: int, end: int) -> _Speaker | None:
    """The speaker that a noun phrase names; its entity is the first mention that is not behind a preposition."""
    text = reader.text
    phrase = words(text, start, end)
    if not phrase:
        return None
    first = phrase[0].lower
    if len(phrase) == 1 and first in PRONOUNS | {"who", "which", "this", "that"}:
        return _antecedent(reader, sentence, phrase[0])
    mentions = [m for m in reader.analysis.mentions_between(start, end) if m.sense != "city"]
    person = next(
        (m for m in mentions[1:] if m.end == end and reader.analysis.entities[m.entity].kind == "person"), None
    )
    apart = text[mentions[0].end : person.full_start] if person is not None else ""
    if person is not None and not set(apart.lower().split()) & (PREPOSITIONS | {"and"}):
        return _Speaker(reader.analysis.entities[person.entity].name, person.full_start, person.end, person.entity)
    head = next((m for m in mentions if _is_head(text, start, m) and not _is_modifier(text, m, end)), None)
    if head is not None:
        return _Speaker(reader.analysis.entities[head.entity].name, head.full_start, head.end, head.entity)
    if any(word.lower in _SPEAKING_NOUNS or word.lower in gazetteer.titles() for word in phrase):
        entity = mentions[0].entity if mentions else -1
        return _Speaker(_as_mentioned(text, start, end), start, end, entity)
    named = [m for m in mentions if not _is_modifier(text, m, end)]
    if named:
        chosen = named[-1] if len(phrase) > 6 else named[0]
        return _Speaker(reader.analysis.entities[chosen.entity].name, chosen.full_start, chosen.end, chosen.entity)
    if (
        len(phrase) <= 6
        and phrase[-1].lower.isalpha()
        and (first in DETERMINERS or phrase[0].capital or len(phrase) == 1)
    ):
        return _Speaker(_as_mentioned(text, start, end), start, end, -1)
    return None


def _as_mentioned(text: str, start: int, end: int) -> str:
    """A noun phrase as it is printed inside a sentence: "The ministry" → "the ministry"."""
    name = " ".join(text[start:end].split())
    first = name.split(" ", 1)[0]
    return first.lower() + name[len(first) :] if first.lower() in DETERMINERS else name


def _is_modifier(text: str, mention: Mention, end: int) -> bool:
    """True for "Ecuador" in "Ecuador’s Ministry of Defense" and "UN" in "UN worker": neither is the speaker."""
    rest = text[mention.end : end]
    following = rest.split(maxsplit=1)
    if rest.startswith(("’s", "'s")):
        return True
    return bool(following) and rest[0] == " " and following[0][0].isalpha() and following[0].lower() not in _AFTER_HEAD


def _is_head(text: str, start: int, mention: Mention) -> bool:
    lead = text[start : min(mention.full_start, mention.start)].lower().split()
    return not lead or (
        len(lead) <= 3
        and not any(w in PREPOSITIONS or w.rstrip(",") in _SPEAKING_NOUNS for w in lead)
        and mention.form != "adjective"
    )


def _antecedent(reader: _Reader, sentence: Sentence, pronoun: Word) -> _Speaker | None:
    lower = pronoun.lower
    if lower in ("i", "we", "you", "me"):
        return None
    if lower in ("who", "which", "that"):
        before = reader.analysis.mentions_between(sentence.start, pronoun.start)
        if not before or pronoun.start - before[-1].end > 3:
            return None
        return _Speaker(reader.analysis.entities[before[-1].entity].name, pronoun.start, pronoun.end, before[-1].entity)
    wanted = "person" if lower in ("he", "she") else "body" if lower == "it" else "any"
    remembered = reader.last_speaker.get(wanted)
    if remembered is not None and sentence.index - remembered[1] <= 3:
        known = remembered[0]
        return _Speaker(known.name, pronoun.start, pronoun.end, known.entity)
    for mention in reversed(reader.analysis.mentions_between(max(0, sentence.start - 600), pronoun.start)):
        entity = reader.analysis.entities[mention.entity]
        is_person = entity.kind == "person"
        if wanted == "any" or (wanted == "person") == is_person and entity.kind not in ("place",):
            return _Speaker(entity.name, pronoun.start, pronoun.end, mention.entity)
    return _Speaker(pronoun.text, pronoun.start, pronoun.end, -1)


def _first_subject(reader: _Reader, sentence: Sentence, offset: int, *, skip_last: bool = False) -> _Speaker | None:
    """The first mention of the sentence that acts: what a participle or a pronoun of the same sentence hangs on."""
    for mention in reader.analysis.mentions_between(sentence.start, offset):
        if mention.form == "adjective" or mention.sense == "city":
            continue
        entity = reader.analysis.entities[mention.entity]
        if entity.kind in ("place", "affected") or (skip_last and entity.kind in ("group", "armed group")):
            continue
        return _Speaker(entity.name, mention.full_start, mention.end, mention.entity)
    if skip_last:
        return None
    opening = words(reader.text, sentence.start, min(sentence.end, sentence.start + 40))[:1]
    if opening and opening[0].lower in ("it", "he", "she", "they"):
        return _antecedent(reader, sentence, opening[0])
    return None


def _may_speak(reader: _Reader, speaker: _Speaker, kinds: frozenset[str], cue: Word) -> bool:
    """Verbs that do more than report ("backed", "called") want somebody named as their subject."""
    if speaker.entity >= 0:
        kind = reader.analysis.entities[speaker.entity].kind
        return kind not in ("place", "affected") or cue.lower in ("said", "says", "added")
    if "say" in kinds or "tell" in kinds:
        return True
    return any(w in _SPEAKING_NOUNS for w in speaker.name.lower().split())


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _END_MARKS:
        start += 1
    while end > start and text[end - 1] in _END_MARKS:
        end -= 1
    return start, end


def _statement(analysis: Analysis, draft: _Draft) -> Statement:
    speaker, cue = draft.speaker, draft.cue
    attribution = Attribution(
        basis="ambiguous" if draft.ambiguous else "attributed",
        speaker=speaker.name if speaker else None,
        speaker_span=analysis.span(speaker.start, speaker.end) if speaker else None,
        cue=analysis.document.text[cue[0] : cue[1]] if cue else None,
        cue_span=analysis.span(*cue) if cue else None,
    )
    contents = tuple(analysis.span(start, end) for start, end in draft.content)
    return Statement(
        spans=contents,
        content=contents[0],
        attribution=attribution,
        polarity="negated" if draft.negated else "affirmed",
        hedges=hedges(contents[0].quote),
        mode=draft.mode,
        rule=draft.rule,
        confidence=_CONFIDENCE[draft.mode],
        scope_notes=draft.notes,
    )
