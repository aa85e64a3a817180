"""Where what is reported ends: before the next source of its sentence, a participle of speech, a tail of doubt."""

from __future__ import annotations

from briefgen.extractors.statements.scene import Passage
from briefgen.language.cues import NON_DISCLOSURE, CueKind, cue_forms
from briefgen.language.phrases import has_clause, has_finite, is_finite, noun_phrase_stop

SPEAKING = frozenset(
    "saying adding warning claiming arguing noting insisting stating explaining stressing alleging announcing telling "
    "declaring confirming suggesting writing asking reporting pointing promising vowing admitting acknowledging predicting "
    "emphasizing emphasising concluding complaining cautioning asserting".split()
)
CLAUSES: frozenset[CueKind] = frozenset({"say", "tell", "think"})
_TAILS = frozenset("as while amid whereas".split())
_PAST = frozenset({"VBD", "VBN"})
_FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_HAVING = frozenset({"has", "have", "had"})
_PLAIN = frozenset("said says added adds told warned called".split())
_LONGEST_TAG, _LONGEST_SPEAKER = 14, 10  # words behind "…, he said" and ", said …" at the end of a sentence


def content_end(passage: Passage, i: int, j: int) -> tuple[int, tuple[str, ...]]:
    """The index behind the content that begins at j, and what is doubtful about that end.

    It ends before the next source of the sentence ("and added that", "according to", ", he said"), before a
    participle of speech, a semicolon, and a trailing clause of which nobody can tell whether it is still reported.
    """
    words = passage.words
    for k in range(j + 1, len(words)):
        gap = words[k].gap
        if ";" in gap:
            return k, ()
        if passage.scene.is_spoken(words[k].start) and "," not in gap:
            continue
        if words[k].lower in ("and", "but") and _resumes_speech(passage, i, k):
            return k, ()
        if "," in gap or "—" in gap or "”" in gap or '"' in gap:
            ended = _ends_at_comma(passage, j, k)
            if ended is not None:
                return k, ended
    return len(words), ()


def _resumes_speech(passage: Passage, i: int, k: int) -> bool:
    """True for "and added that", ", but critics argue": the same speaker, or a new one, says the next thing."""
    words = passage.words
    n = k + 1
    if n < len(words) and NON_DISCLOSURE.match(passage.text, words[n].start):
        return True
    stop = noun_phrase_stop(words, n)
    if "," in words[k].gap and n < stop < len(words) and is_finite(words[stop]):  # ", but critics argue"
        return bool(cue_forms().get(words[stop].lower, frozenset()) & CLAUSES)
    while n < len(words) and n < k + 4 and (words[n].tag in ("RB", "PRP", "MD") or words[n].lower in _HAVING):
        n += 1
    if n >= len(words) or words[n].tag not in _FINITE_TAGS or (words[n].tag in _PAST) != (words[i].tag in _PAST):
        return False
    if not cue_forms().get(words[n].lower, frozenset()) & CLAUSES:
        return False
    close = "," in words[k].gap or words[k].gap.strip() in ('"', "”")
    that = n + 1 < len(words) and words[n + 1].lower == "that"
    return close or that or words[n].lower in _PLAIN


def _ends_at_comma(passage: Passage, j: int, k: int) -> tuple[str, ...] | None:
    """() or a note when the content that begins at j ends at the comma before k, None when it goes on."""
    words = passage.words
    word = words[k]
    following = words[k + 1].lower if k + 1 < len(words) else ""
    if word.lower == "according" and following == "to":
        return ()
    if word.lower in SPEAKING and has_finite(words, k + 1, len(words)):
        return ()
    if _is_absolute(passage, k) or word.lower in ("said", "says"):
        return ()
    if word.lower == "with" and any(w.lower in SPEAKING for w in words[k + 2 : k + 7]):
        return ()
    if _is_tag(passage, k):
        return ()
    even = word.lower == "even" and following == "as"
    clausal = word.lower == "amid" or has_clause(words, k + 1, len(words))
    if (word.lower in _TAILS or even) and clausal and k - j > 2 and "," in word.gap:
        opening = " ".join(passage.text[word.start : passage.sentence.end].split()[:6])
        return (f"ambiguous whether “{opening} …” is also attributed",)
    return None


def _is_absolute(passage: Passage, k: int) -> bool:
    """True for ", the company saying that": another speaker’s participle."""
    words = passage.words
    stop = noun_phrase_stop(words, k)
    return stop > k and stop < len(words) and words[stop].lower in SPEAKING and words[stop].tag == "VBG"


def _is_tag(passage: Passage, k: int) -> bool:
    """True for ", he said", ", said Ana Silva" and their like at the end of a sentence."""
    words = passage.words
    for n in range(k, min(k + 8, len(words))):
        if n > k and any(mark in words[n].gap for mark in ",;"):
            return False
        if words[n].tag in ("VBD", "VBZ") and "say" in cue_forms().get(words[n].lower, frozenset()):
            rest = len(words) - n - 1
            return not has_finite(words, n + 1, len(words)) and rest < (_LONGEST_TAG if n > k else _LONGEST_SPEAKER)
        if is_finite(words[n]):
            return False
    return False
