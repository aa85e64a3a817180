"""Speech whose content comes first or runs around its cue: "…,” X said", "…, said X", "vessels it says are used"."""

from __future__ import annotations

from briefgen.extractors.statements.before import is_denied, is_unsaid
from briefgen.extractors.statements.endings import content_end
from briefgen.extractors.statements.scene import Draft, Mode, Passage, Speaker, Stretch, by_paragraph
from briefgen.extractors.statements.speakers import antecedent, main_subject, named, phrase_speaker, subject
from briefgen.language.phrases import (
    has_clause,
    has_finite,
    is_finite,
    is_noun,
    is_pronoun,
    noun_phrase_start,
    noun_phrase_stop,
    verb_group_start,
)
from briefgen.language.words import AUXILIARIES, CONJUNCTIONS, DAYS, DETERMINERS, PREPOSITIONS

_TIME_WORDS = DAYS | frozenset(
    "tomorrow later earlier last on during after before while when to via through by as following speaking adding".split()
)
_PARENTHETICAL = frozenset(
    "say says said claim claims claimed believe believes believed allege alleges alleged".split()
)
_AUTHORS = frozenset("as while although though amid but even whereas".split())
_PASSING_ON = frozenset("quoted quotes cited cites".split())
_CONDITIONS = frozenset("if when although though while unless as since once because".split())
_LEADS = PREPOSITIONS | frozenset("then now here there however instead".split())
_PLAINLY = frozenset("said says reported announced".split())
_CLAUSE_LENGTH, _SPEAKER_LENGTH = 6, 12  # words
_CLOSED = (",", "”", '"', "’", "'", "''", "»", "?", "!", "—", "–", "-")


def read_cue_after(passage: Passage, i: int, *, quoted: bool = False) -> Draft | None:
    """ "CONTENT, X said on Monday": a whole clause or a quotation, the speaker, the cue, and no complement.

    With quoted, only a quotation is a content: for verbs that report no clause.
    """
    speaker = subject(passage, i)
    if speaker is None or passage.text[speaker.start : speaker.end].lower() in ("who", "which", "that"):
        return None
    if is_unsaid(passage, i, speaker) or is_denied(passage, i):
        return None
    begins = _phrase_begin(passage, speaker)
    if passage.words[i].lower in _PASSING_ON:
        speaker = _whom(passage, i) or speaker
    if not passage.text[passage.sentence.start : begins].rstrip().endswith(_CLOSED):
        return None
    content = _content_before(passage, begins) or _interrupted(passage, passage.index_at(begins), i + 1)
    if content is None:
        return None
    stretches, mode = content
    if mode != "direct" and (quoted or not _agrees(passage, i)):
        return None
    stretches = (*stretches, *_resumed(passage, i))
    more = _reopened(passage, i, mode) if len(stretches) == 1 else ()
    notes = _author_tail(passage, i) if not more else ()
    return Draft(
        speaker=speaker,
        cue=(passage.words[i].start, passage.words[i].end),
        contents=(*stretches, *more),
        mode=mode,
        rule="statements.cue_after",
        notes=notes,
    )


def _whom(passage: Passage, i: int) -> Speaker | None:
    """ "“…,” the agency quoted Ana Silva": who is quoted, not who quotes."""
    stop = noun_phrase_stop(passage.words, i + 1)
    return phrase_speaker(passage, i + 1, stop - 1) if stop > i + 1 else None


def _agrees(passage: Passage, i: int) -> bool:
    """False for "Apple’s home state, but …": a base form wants a plural before it."""
    words = passage.words
    base = words[i].tag in ("VBP", "VB", "NN") and not words[i].lower.endswith("s")
    first = verb_group_start(words, i)
    return not base or first < i or is_pronoun(words[i - 1]) or words[i - 1].lower.endswith("s")


def _phrase_begin(passage: Passage, speaker: Speaker) -> int:
    """Where the whole noun phrase of the speaker begins, its article and modifiers included."""
    words = passage.words
    k = passage.index_at(speaker.start)
    first = noun_phrase_start(words, passage.index_at(speaker.end) - 1) if speaker.end > speaker.start else k
    quotation = passage.scene.quotation_at(words[k - 1].start) if k else None
    if first is None or (quotation is not None and quotation.is_long and words[first].start < quotation.outer_end):
        return speaker.start
    return min(speaker.start, words[first].start)


def read_inverted(passage: Passage, i: int, *, only_quoted: bool = False) -> Draft | None:
    """ "CONTENT, said X": a noun phrase alone follows the verb; "…Trump, said the plan would" is something else."""
    words = passage.words
    word = words[i]
    quoted = any(mark in word.gap for mark in "”\"»’'")
    if i + 1 >= len(words) or not (quoted or "," in word.gap or "?" in word.gap or "!" in word.gap):
        return None
    stop = i + 1
    while stop < len(words) and stop - i < 16 and (stop == i + 1 or not any(m in words[stop].gap for m in ',;:“"')):
        if words[stop].lower == "that" or words[stop].tag == "EX":
            return None
        stop += 1
    relative = next((k for k in range(i + 2, stop) if words[k].lower in ("who", "whose")), stop)
    if has_finite(words, i + 1, relative) and not (quoted and _is_adjoined(passage, i, relative)):
        return None
    content = _content_before(passage, word.start) or _interrupted(passage, i, stop)
    speaker = _following(passage, i, relative)
    if content is None or speaker is None or (only_quoted and content[1] != "direct"):
        return None
    stretches, mode = content
    if speaker.entity < 0 and relative < len(words):
        speaker = _apposed(passage, relative) or speaker
    return Draft(
        speaker=speaker,
        cue=(word.start, word.end),
        contents=(*stretches, *_resumed(passage, i)),
        mode=mode,
        rule="statements.inverted",
    )


def _apposed(passage: Passage, i: int) -> Speaker | None:
    """ "said its secretary, Moira Dean": the person whose name is all that stands between the comma and the next mark."""
    start = passage.words[i].start
    if passage.words[i].gap != ", ":
        return None
    mention = next(iter(passage.scene.analysis.mentions_between(start, passage.sentence.end)), None)
    if mention is None or mention.full_start != start or mention.form != "name":
        return None
    entity = passage.scene.analysis.entities[mention.entity]
    stops = passage.text[mention.end : mention.end + 1] in (",", ".", ";", "")
    return Speaker(entity.name, start, mention.end, mention.entity) if stops and entity.kind == "person" else None


def _interrupted(passage: Passage, i: int, stop: int) -> tuple[tuple[Stretch, ...], Mode] | None:
    """ "Members, said Ana Silva, are invited", "Since then, he says, it has flown": the content runs on behind."""
    words = passage.words
    if i < 1 or stop >= len(words) or "," not in words[stop].gap:
        return None
    if not is_finite(words[stop]) and not (has_clause(words, stop, len(words)) and words[0].lower in _LEADS):
        return None
    end, _ = content_end(passage, stop, stop)
    first = 1 if words[0].lower in ("but", "and", "so") and i > 1 else 0
    parts = (words[first].start, words[i - 1].end), (words[stop].start, words[end - 1].end)
    return tuple(passage.stretch(*part) for part in parts), "indirect"


def _is_adjoined(passage: Passage, i: int, stop: int) -> bool:
    """ "“…,” said X as rain fell": the finite verb stands in an adjunct behind the speaker."""
    for k in range(i + 2, stop):
        if passage.words[k].lower in _TIME_WORDS | {"in", "at"} | CONJUNCTIONS:
            return not has_finite(passage.words, i + 1, k)
    return False


def _following(passage: Passage, i: int, stop: int) -> Speaker | None:
    """The speaker named behind an inverted cue; "on Monday" and other adjuncts are left off."""
    words = passage.words
    last = stop - 1
    for k in range(i + 2, stop):
        if words[k].lower in _TIME_WORDS:
            last = k - 1
            break
    if is_pronoun(words[i + 1]):
        return antecedent(passage, i + 1)
    if not (is_noun(words[i + 1]) or words[i + 1].tag in ("DT", "PRP$", "CD", "JJ", "JJS", "VBG", "VBN")):
        return None
    return phrase_speaker(passage, i + 1, last)


def _content_before(passage: Passage, offset: int) -> tuple[tuple[Stretch, ...], Mode] | None:
    """The content that ends before an offset: the quotation that closes there, else the sentence’s clause."""
    scene, text = passage.scene, passage.text
    last = offset - 1
    while last > passage.sentence.start and text[last] in " \n\t\u00a0":
        last -= 1
    for probe in (last, last - 1):
        quotation = scene.quotation_at(probe)
        if quotation is not None and quotation.outer_end - 2 <= probe:
            lead = passage.index_at(passage.sentence.start)
            opens = passage.index_at(quotation.outer_start)
            if quotation.outer_start > passage.sentence.start and has_clause(passage.words, lead, opens + 1):
                stretch = passage.stretch(passage.sentence.start, quotation.outer_end)
                return (stretch,), "mixed"
            return by_paragraph(text, quotation.start, quotation.end), "direct"
    stop = passage.index_at(offset)
    first = _clause_begin(passage, stop)
    if not (has_clause(passage.words, first, stop) or _must_be_said(passage, first, stop)):
        return None
    stretch = passage.stretch(passage.words[first].start, passage.words[stop - 1].end)
    inside = scene.quotations_between(*stretch)
    return ((stretch,), "mixed" if inside else "indirect") if stretch[0] < stretch[1] else None


def _must_be_said(passage: Passage, first: int, stop: int) -> bool:
    """True where only "X said" can follow, whatever the tagger made of the verbs: "A quake struck Tavira, officials said"."""
    words = passage.words
    if stop - first < _CLAUSE_LENGTH or words[first].lower in _LEADS or words[first].tag == "VBG":
        return False
    cue = next((k for k in range(stop, min(stop + _SPEAKER_LENGTH, len(words))) if words[k].lower in _PLAINLY), None)
    return cue is not None and (cue + 1 == len(words) or "," in words[cue + 1].gap)


def _clause_begin(passage: Passage, stop: int) -> int:
    """The first word of the content: behind a semicolon, or the sentence’s first."""
    for k in range(stop - 1, 0, -1):
        if ";" in passage.words[k].gap:
            return k
    first = passage.first
    joined = first < len(passage.words) and passage.words[first].lower in ("but", "and", "so")
    return first + 1 if joined and stop > first + 2 else first


def _resumed(passage: Passage, i: int) -> tuple[Stretch, ...]:
    """The second part of a split quotation: “A,” he said, “B.”"""
    offset = passage.words[i].end
    following = passage.scene.quotations_between(offset, min(passage.sentence.end, offset + 90))
    if not following or not following[0].is_long:
        return ()
    between = passage.text[offset : following[0].outer_start]
    if between.strip()[-1:] not in (",", ".", ":", "–", "—", ";"):
        return ()
    return by_paragraph(passage.text, following[0].start, following[0].end)


def _reopened(passage: Passage, i: int, mode: Mode) -> tuple[Stretch, ...]:
    """The second part of a parenthetical: "The plan, he said, would fail"."""
    words = passage.words
    if mode != "indirect" or i + 1 >= len(words) or "," not in words[i + 1].gap:
        return ()
    opening = words[i + 1]
    conditional = words[0].lower in _CONDITIONS
    if not (is_finite(opening) or conditional or opening.lower in ("and", "but", "which", "because", "so")):
        return ()
    stop, _ = content_end(passage, i, i + 1)
    stretch = passage.stretch(opening.start, words[stop - 1].end)
    return (stretch,) if stretch[0] < stretch[1] else ()


def _author_tail(passage: Passage, i: int) -> tuple[str, ...]:
    words = passage.words
    for k in range(i + 1, len(words)):
        if "," in words[k].gap and words[k].lower in _AUTHORS:
            opening = " ".join(passage.text[words[k].start : passage.sentence.end].split()[:5])
            return (f"“{opening} …” is the author’s voice",)
    return ()


def read_parenthetical(passage: Passage, i: int) -> Draft | None:
    """ "vessels it says are used for smuggling": only what follows the cue is attributed."""
    words = passage.words
    if words[i].lower not in _PARENTHETICAL or i < 2 or i + 1 >= len(words):
        return None
    before, following, noun = words[i - 1], words[i + 1], words[i - 2]
    if following.gap != " " or not (is_finite(following) or following.lower in AUXILIARIES):
        return None
    if words[i].gap != " " or before.gap.strip() or not (before.lower in ("it", "he", "she", "they") or before.capital):
        return None
    if not is_noun(noun) and noun.tag not in ("WDT", "WP") or (noun.capital and before.capital):
        return None
    if noun.lower in CONJUNCTIONS | PREPOSITIONS | DETERMINERS and noun.tag not in ("WDT", "WP"):
        return None
    speaker = _inner_subject(passage, i)
    if speaker is None:
        return None
    stop, _ = content_end(passage, i, i + 1)
    for k in range(i + 2, stop):
        if any(mark in words[k].gap for mark in ",;"):
            stop = k
            break
    stretch = passage.stretch(following.start, words[stop - 1].end)
    notes = ("parenthetical: only these words are attributed",)
    cue = (words[i].start, words[i].end)
    return Draft(
        speaker=speaker, cue=cue, contents=(stretch,), mode="indirect", rule="statements.parenthetical", notes=notes
    )


def _inner_subject(passage: Passage, i: int) -> Speaker | None:
    """The speaker of a parenthetical: a pronoun in it stands for the subject of its own sentence."""
    words = passage.words
    if not is_pronoun(words[i - 1]):
        return named(passage, i - 1)
    outer = main_subject(passage, i - 2)
    if outer is None or outer.entity < 0 and is_pronoun(words[passage.index_at(outer.start)]):
        return antecedent(passage, i - 1)
    return Speaker(outer.name, words[i - 1].start, words[i - 1].end, outer.entity)
