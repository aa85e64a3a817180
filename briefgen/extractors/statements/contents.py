"""What a cue introduces: where it begins, behind recipients, days and "that", and how it is reported. No speakers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.extractors.statements.endings import CLAUSES, content_end
from briefgen.extractors.statements.scene import Mode, Passage, Stretch, by_paragraph
from briefgen.language.cues import CueKind
from briefgen.language.phrases import (
    has_clause,
    has_finite,
    is_finite,
    is_noun,
    is_pronoun,
    joins,
    noun_phrase_stop,
)
from briefgen.language.quotations import Quotation
from briefgen.language.words import DAYS, PREPOSITIONS, Word

_BEFORE_DAY = frozenset("on late early last this".split())
_CLAUSE_OPENERS = frozenset(
    "that whether if how why what when where who which although while as by in on since".split()
)
_NEVER_OPENERS = frozenset("to of for with about against into from at as".split())
_BARE_SPEECH = frozenset("say says said saying".split())
_BARE_LENGTH = 3  # words behind "said" that are a clause even when no verb in them was recognised
_QUESTIONS = frozenset("whether if how why what when where who which".split())
_DIRECTING = frozenset(
    "ask asks asked tell tells told urge urges urged warn warns warned advise advises advised request requests requested "
    "implore implores implored remind reminds reminded".split()
)
_SUBJECTS = frozenset("he she they it".split())
_GOING_ON = frozenset("and but to or".split())
_OCCASIONS = frozenset(
    "statement letter interview report email speech tweet post article memo note conference briefing address release "
    "message testimony".split()
)
_GOVERNING = frozenset({"DT", "IN", "TO", "PRP$", "JJ", "VB", "VBZ", "VBD", "VBN"})
_FURTHEST = 22  # words between a cue and its "that", its colon or its quotation mark


@dataclass(frozen=True, slots=True)
class Content:
    """What a cue introduces: its stretches and how they are reported; directive for "asked the court to free him"."""

    stretches: tuple[Stretch, ...]
    mode: Mode
    notes: tuple[str, ...] = ()
    has_that: bool = False
    directive: bool = False


def content_after(passage: Passage, i: int, kinds: frozenset[CueKind]) -> Content | None:
    """The content that follows the cue at i; None when the cue introduces none."""
    words = passage.words
    j, introduced = _begin(passage, i, kinds)
    if j is None or j >= len(words):
        return None
    quotation = _opening_at(passage, i, j)
    if quotation is not None and (introduced or quotation.is_long):
        return _quoted(passage, quotation)
    if not introduced and any(mark in words[i + 1].gap for mark in ",;”)?!"):
        return None
    return _reported(passage, i, j, kinds, introduced=introduced) or _directive(passage, i)


def _directive(passage: Passage, i: int) -> Content | None:
    """ "asked the court to free him": whom somebody asks, and to do what."""
    words = passage.words
    if words[i].lower not in _DIRECTING or i + 1 >= len(words) or not joins(words[i + 1].gap):
        return None
    stop = _recipient_stop(passage, i + 1)
    k = stop + 1 if stop < len(words) and words[stop].lower == "not" else stop
    if stop == i + 1 or k + 1 >= len(words) or words[k].lower != "to":
        return None
    if words[k + 1].tag not in ("VB", "RB", "JJ", "NN"):  # a verb, or what the tagger took one for
        return None
    end, notes = content_end(passage, i, k)
    return Content((passage.stretch(words[i + 1].start, words[end - 1].end),), "indirect", notes, directive=True)


def _begin(passage: Passage, i: int, kinds: frozenset[CueKind]) -> tuple[int | None, bool]:
    """The index of the first word of the content, and whether "that", a colon or a mark announces it."""
    words = passage.words
    j = i + 1
    if j >= len(words):
        return None, False
    if words[j].lower == "that" and _is_complementiser(words, j):
        return j + 1, True
    if _announces(passage, words[j].gap, words[j]):
        return j, True
    if words[j].tag == "RP" and j + 1 < len(words):  # "pointed out that", "went on: “…”"
        j += 1
        if words[j].lower == "that":
            return j + 1, True
    marked = _marked_begin(passage, j, addressed="tell" in kinds)
    if marked is not None:
        return marked, True
    occasion = _after_occasion(words, j)
    if occasion > j and has_clause(words, occasion, len(words)):
        return occasion, False
    if "tell" in kinds and words[i].lower != "assure":
        recipient = _recipient_stop(passage, j)
        day = _after_day(words, recipient)
        if recipient > j and (has_clause(words, day, day + 12) or "say" not in kinds):
            return (day + 1, True) if day + 1 < len(words) and words[day].lower == "that" else (day, False)
    day = _after_day(words, j)
    if day == j:
        return j, False
    if day < len(words) and joins(words[day].gap) and words[day].lower not in PREPOSITIONS:
        return (day + 1, True) if words[day].lower == "that" else (day, False)
    return None, False


def _is_complementiser(words: Sequence[Word], j: int) -> bool:
    return j + 1 < len(words) and not is_finite(words[j + 1]) or words[j].tag == "IN"


def _announces(passage: Passage, gap: str, word: Word) -> bool:
    """True where a colon or an opening quotation mark stands in the gap before a word."""
    if ":" in gap:
        return True
    quotation = passage.scene.quotation_at(word.start)
    return quotation is not None and word.start - len(gap) <= quotation.outer_start < word.start


def _marked_begin(passage: Passage, j: int, *, addressed: bool) -> int | None:
    """Behind "told reporters in Lima on Monday that", "said in a statement:" or "wrote in a letter, “".

    Words that are no adjuncts may stand before a quotation ("wrote a note: “"), but "that" would be theirs.
    """
    words = passage.words
    adjuncts = _may_follow(words[j]) or addressed
    for k in range(j, min(j + _FURTHEST, len(words))):
        word = words[k]
        if k > j and _announces(passage, word.gap, word):
            quotation = passage.scene.quotation_at(word.start)
            if not any(mark in word.gap for mark in ":,") and is_finite(word) and noun_phrase_stop(words, j) == k:
                return j  # "said the law “dictates what it may say”": the subject stands before the mark
            if ":" not in word.gap and "," not in word.gap and words[k - 1].tag in _GOVERNING:
                return None  # "described it as “…”" uses the words, it does not quote them
            return k if ":" in word.gap or (quotation is not None and quotation.is_long) else None
        if k > j and adjuncts and word.lower == "that" and word.tag in ("IN", "DT", "WDT") and k + 1 < len(words):
            return k + 1 if not is_finite(words[k + 1]) else None
        recipient = addressed and k == j  # of "told reporters" the tagger makes a verb
        if (
            (is_finite(word) and not recipient)
            or (is_pronoun(word) and k > j)
            or any(mark in word.gap for mark in ";”)")
        ):
            return None
        if word.tag == "VBG" and "," in word.gap:
            return None
    return None


def _may_follow(word: Word) -> bool:
    return word.lower in PREPOSITIONS | DAYS | _BEFORE_DAY or word.tag in ("RB", "PRP")


def _recipient_stop(passage: Passage, j: int) -> int:
    """The index behind "reporters", "the BBC" or "Ana Silva" at j."""
    words, analysis = passage.words, passage.scene.analysis
    stop = noun_phrase_stop(words, j)
    if stop == j and words[j].tag == "VBZ" and joins(words[j].gap):
        return j + 1  # "told reporters", again
    for mention in analysis.mentions_between(words[j].start, words[min(stop, len(words) - 1)].end):
        if mention.start <= words[min(j + 1, len(words) - 1)].start and mention.form == "name":
            return min(stop, passage.index_at(mention.end))
    return stop


def _after_occasion(words: Sequence[Word], j: int) -> int:
    """The index behind "in a statement" or "at a news conference" at j; j itself when nothing of the kind is there."""
    if words[j].lower not in ("in", "at", "during"):
        return j
    head = next((k for k in range(j + 1, min(j + 5, len(words) - 1)) if words[k].lower in _OCCASIONS), None)
    return _after_day(words, head + 1) if head is not None and joins(words[head + 1].gap) else j


def _after_day(words: Sequence[Word], j: int) -> int:
    """The index behind "on Monday", "yesterday" or "late Tuesday" at j; j itself when no day stands there."""
    k = j
    while k < len(words) and words[k].lower in _BEFORE_DAY and k < j + 2:
        k += 1
    if k < len(words) and words[k].lower in DAYS:
        return k + 1
    return j


def _opening_at(passage: Passage, i: int, j: int) -> Quotation | None:
    """The quotation that opens right before the word at j and behind the cue."""
    quotation = passage.scene.quotation_at(passage.words[j].start)
    if quotation is None or quotation.outer_start < passage.words[i].end:
        return None
    return quotation if quotation.start >= passage.words[j].start - 3 else None


def _quoted(passage: Passage, quotation: Quotation) -> Content:
    """A quotation as content: all of it, with what the sentence goes on to say when that belongs to it."""
    stop = passage.index_at(quotation.outer_end)
    alone = Content(by_paragraph(passage.text, quotation.start, quotation.end), "direct")
    if quotation.outer_end >= passage.sentence.end or stop >= len(passage.words):
        return alone
    end, notes = content_end(passage, stop - 1, stop)
    begins = passage.words[stop].lower if stop < end else ""
    again = [q for q in passage.scene.quotations_between(quotation.outer_end, passage.sentence.end) if q.is_long]
    if not begins or begins in _SUBJECTS or (not quotation.is_long and begins in PREPOSITIONS and not again):
        return alone
    if begins in _GOING_ON or not quotation.is_long or has_finite(passage.words, stop, end):
        last = max([passage.words[end - 1].end, *(q.outer_end for q in again)])
        return Content((passage.stretch(quotation.outer_start, last),), "mixed", notes)
    return alone


def _reported(passage: Passage, i: int, j: int, kinds: frozenset[CueKind], *, introduced: bool) -> Content | None:
    """A clause or a noun phrase as content, up to the next source."""
    words = passage.words
    stop, notes = content_end(passage, i, j)
    start, end = words[j].start, words[stop - 1].end
    if stop <= j:
        return None
    opening = passage.scene.quotation_at(start)
    if opening is not None and opening.start == start:
        start = opening.outer_start
    inside = passage.scene.quotations_between(start, end)
    crossing = next((q for q in inside if q.outer_end > end), None)
    if crossing is not None and crossing.is_long:
        end = crossing.outer_end
    clause = has_clause(words, j, _first_clause_stop(words, i, j, stop))
    mode = _mode(words, i, j, stop, kinds, clause=clause, introduced=introduced)
    if mode is None:
        return None
    if mode == "nominal":
        stop = _phrase_stop(words, i, j, stop)
        end = words[stop - 1].end
    stretch = passage.stretch(start, end)
    if mode == "indirect" and inside:
        mode = "mixed"
    return Content((stretch,), mode, notes, introduced) if stretch[0] < stretch[1] else None


def _phrase_stop(words: Sequence[Word], i: int, j: int, stop: int) -> int:
    """Where a noun phrase ends: before the next verb of the same subject ("praised the men and thanked them")."""
    for k in range(j + 1, stop - 1):
        if words[k].tag != "CC":
            continue
        same = words[k + 1].tag in ("VBD", "VBZ") and words[k + 1].tag == words[i].tag
        if same or has_clause(words, k + 1, stop):
            return k
    return stop


def _first_clause_stop(words: Sequence[Word], i: int, j: int, stop: int) -> int:
    """Where the first clause of a content ends: verbs that only report may be followed by several."""
    if words[i].lower in _BARE_SPEECH:
        return stop
    first = next((k for k in range(j + 1, stop) if "," in words[k].gap), stop)
    if first < stop and (words[first].tag == "CC" or is_finite(words[first])):
        return first  # "wrote ten books, produced a film"; behind an earlier comma "and" ends a list
    return stop


def _mode(
    words: Sequence[Word], i: int, j: int, stop: int, kinds: frozenset[CueKind], *, clause: bool, introduced: bool
) -> Mode | None:
    """How words[j:stop] is reported by the cue at i; None when it is no report at all ("asked not to be named")."""
    first, second = words[j], words[j + 1] if j + 1 < len(words) else words[j]
    if first.lower == "not" and second.lower == "to":
        return None
    if first.lower == "to" and second.tag in ("VB", "RB"):
        return "indirect" if "promise" in kinds else None
    if introduced:
        return "indirect" if clause or stop - j > 2 else None
    if first.lower in _NEVER_OPENERS or (is_finite(first) and not is_pronoun(first)):
        return None
    if words[i].lower in _BARE_SPEECH and not clause and stop - j >= _BARE_LENGTH and _may_open(first):
        return "indirect"
    if first.lower in _QUESTIONS and stop - j > 3 and kinds & CLAUSES:
        return "indirect"
    reports = bool(kinds & (CLAUSES | {"find"})) and not ("name" in kinds and _looks_nominal(words, j, stop))
    if clause and (reports or first.lower in _CLAUSE_OPENERS):
        return "indirect"
    return "nominal" if "name" in kinds and _is_phrase(words, j, clause=clause) else None


def _may_open(word: Word) -> bool:
    return is_noun(word) or is_pronoun(word) or word.tag in ("DT", "PRP$", "CD", "JJ", "JJR", "JJS", "EX")


def _looks_nominal(words: Sequence[Word], j: int, stop: int) -> bool:
    """ "rejected a plan he had made": a noun phrase whose clause only modifies it."""
    behind = noun_phrase_stop(words, j)
    if not j < behind < stop or is_finite(words[behind]):
        return False
    if is_pronoun(words[behind]):
        return True
    return words[behind].lower in PREPOSITIONS and not _finite_before_comma(words, behind, stop)


def _finite_before_comma(words: Sequence[Word], first: int, stop: int) -> bool:
    for k in range(first, stop):
        if "," in words[k].gap:
            return False
        if is_finite(words[k]):
            return True
    return False


def _is_phrase(words: Sequence[Word], j: int, *, clause: bool) -> bool:
    first = words[j]
    if first.lower in PREPOSITIONS:
        return first.lower in ("of", "for")
    return not (is_pronoun(first) and first.tag != "DT" and clause) and noun_phrase_stop(words, j) > j
