"""Speech whose cue comes first: "X said that …", "X told Y …", "X confirmed the arrival", ", adding that …"."""

from __future__ import annotations

from briefgen.extractors.statements.contents import SPEAKING, Content, content_after
from briefgen.extractors.statements.scene import Draft, Passage, Speaker, Stretch
from briefgen.extractors.statements.speakers import main_subject, may_act, named, subject
from briefgen.language.clauses import is_verb, noun_phrase_start, verb_group_start
from briefgen.language.cues import ACT_UNLESS_SPOKEN_OF, SPOKEN_OF, CueKind
from briefgen.language.words import is_negated_form

_SAYING: frozenset[CueKind] = frozenset({"say", "tell", "name", "promise"})
_DENYING = ("den", "refut", "reject", "dismiss")
_NOBODY = ("neither ", "no ", "none ", "nobody")
_SHOWING = frozenset("show shows showed demonstrate demonstrates demonstrated".split())
# Who finds, shows or reads: research and paper. Other subjects of these verbs do not report.
_DOCUMENTS = frozenset(
    "report study survey poll paper letter statement article document memo email e-mail note message post sign notice "
    "release data figures results findings statistics estimates numbers analysis research review inquiry investigation "
    "evidence records documents files tests studies surveys polls reports papers letters images footage census "
    "scientists researchers researcher scientist author authors team experts economists analysts investigators "
    "inspectors auditors court judge jury commission committee panel inquest page section website site text tweet "
    "placard banner headline caption message messages label plaque".split()
)


def read_cue_before(passage: Passage, i: int, kinds: frozenset[CueKind], previous: Speaker | None) -> Draft | None:
    """The statement whose cue at i follows its speaker and precedes its content; previous spoke last in this sentence."""
    speaker, coordinated = _speaker(passage, i, previous)
    if speaker is None:
        return None
    content = content_after(passage, i, kinds)
    if content is None or not _is_report(passage, i, kinds, speaker, content):
        return None
    if content.mode == "nominal" and (coordinated or not may_act(passage, speaker)):
        return None
    return Draft(
        speaker=speaker,
        cue=(passage.words[i].start, passage.words[i].end),
        contents=_within_relative(passage, i, content),
        mode=content.mode,
        rule=_rule(kinds, content),
        negated=is_negated(passage, i) or passage.text[speaker.start : speaker.end].lower().startswith(_NOBODY),
        notes=content.notes,
    )


def _within_relative(passage: Passage, i: int, content: Content) -> tuple[Stretch, ...]:
    """ "Lee, who said he was tired, left": inside a relative clause the content ends at its comma."""
    first = verb_group_start(passage.words, i)
    if content.mode == "direct" or first < 2 or passage.words[first - 1].lower != "who" or "," not in passage.words[first - 1].gap:
        return content.stretches
    start, end = content.stretches[0]
    comma = passage.text.find(",", start, end)
    return ((start, comma),) if comma > 0 else content.stretches


def _speaker(passage: Passage, i: int, previous: Speaker | None) -> tuple[Speaker | None, bool]:
    """Who says what the cue at i introduces, and whether the cue shares its subject with a verb before it."""
    words = passage.words
    first = verb_group_start(words, i)
    if first > 0 and words[first - 1].tag == "CC" and words[first - 1].lower in ("and", "but", "or"):
        return previous or main_subject(passage, first - 1), True
    return subject(passage, i), False


def is_negated(passage: Passage, i: int) -> bool:
    """True for "did not say" and for verbs that deny."""
    words = passage.words
    group = words[verb_group_start(words, i) : i]
    return any(is_negated_form(word.lower) for word in group) or words[i].lower.startswith(_DENYING)


def _is_report(passage: Passage, i: int, kinds: frozenset[CueKind], speaker: Speaker, content: Content) -> bool:
    word = passage.words[i].lower
    if word in ACT_UNLESS_SPOKEN_OF and content.mode == "nominal":
        start, end = content.stretches[0]
        return bool(SPOKEN_OF.search(passage.text[start:end].split(",")[0]))
    if content.mode == "direct" or kinds & _SAYING:
        return True
    if "find" in kinds or "read" in kinds:
        shown = bool(_DOCUMENTS & set(speaker.name.lower().split()))
        return shown or (content.has_that and word not in _SHOWING)
    return bool(kinds & {"think"})


def _rule(kinds: frozenset[CueKind], content: Content) -> str:
    if content.mode == "nominal":
        return "statements.nominal"
    if content.directive:
        return "statements.directive"
    if kinds & _SAYING or content.mode == "direct":
        return "statements.cue_before"
    return "statements.attitude" if "think" in kinds else "statements.finding"


def read_participle(passage: Passage, i: int, previous: Speaker | None) -> Draft | None:
    """ "X rejected the offer, saying it was late", "with the paper reporting that …", "was quoted as saying"."""
    words = passage.words
    word = words[i]
    before = words[i - 1] if i else None
    if before is None:
        return None
    cue_first = i
    if before.lower == "as" and i >= 2:
        cue_first, speaker = _quoted_as(passage, i)
    elif before.lower in ("is", "are", "was", "were", "been", "’s", "be", "also") and is_verb(before):
        speaker = subject(passage, i)
    elif word.lower not in SPEAKING:
        return None
    elif "," in word.gap or "”" in word.gap or '"' in word.gap:
        speaker = previous or main_subject(passage, i)
    elif _absolute(passage, i):
        speaker = named(passage, i - 1)
    elif any(mark in passage.gap_after(i) for mark in ":“\""):  # "resigned in a letter stating, “…”"
        speaker = main_subject(passage, i)
    else:
        return None
    content = content_after(passage, i, frozenset({"say", "tell"}) if word.lower == "telling" else frozenset({"say"}))
    if speaker is None or content is None or speaker.end > word.start or content.mode == "nominal":
        return None
    if word.lower == "suggesting" and speaker.entity < 0 and not _DOCUMENTS & set(speaker.name.lower().split()):
        return None  # "the film is out, suggesting that …": what follows from it, not what it says
    return Draft(
        speaker=speaker,
        cue=(words[cue_first].start, word.end),
        contents=content.stretches,
        mode=content.mode,
        rule="statements.participle",
        notes=content.notes,
    )


def _quoted_as(passage: Passage, i: int) -> tuple[int, Speaker | None]:
    """The index of "quoted" and the speaker of "X was quoted (by Y) as saying" and "Y quoted X as saying"."""
    words = passage.words
    if words[i - 2].lower in _QUOTED:
        return i - 2, subject(passage, verb_group_start(words, i - 2)) or main_subject(passage, i - 2)
    first = noun_phrase_start(words, i - 2)
    if first is None or first < 2:
        return i, None
    if words[first - 1].lower in _QUOTED:
        return first - 1, named(passage, i - 2)
    if words[first - 1].lower == "by" and words[first - 2].lower in _QUOTED:
        return first - 2, subject(passage, verb_group_start(words, first - 2)) or main_subject(passage, first - 2)
    return i, None


_QUOTED = frozenset("quoted quotes cited cites reported".split())


def _absolute(passage: Passage, i: int) -> bool:
    """ "with the paper reporting", ", the paper reporting": a noun phrase of its own and the participle."""
    first = noun_phrase_start(passage.words, i - 1)
    return bool(first) and (passage.words[first - 1].lower == "with" or "," in passage.words[first].gap)
