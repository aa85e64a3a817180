"""Speech whose cue comes first: "X said that …", "X told Y …", "X confirmed the arrival", ", adding that …"."""

from __future__ import annotations

import re

from briefgen.extractors.statements.contents import Content, content_after
from briefgen.extractors.statements.endings import SPEAKING
from briefgen.extractors.statements.scene import Draft, Passage, Speaker, Stretch
from briefgen.extractors.statements.speakers import main_subject, may_act, named, subject
from briefgen.language.cues import ACT_UNLESS_SPOKEN_OF, SPOKEN_OF, CueKind, is_cue
from briefgen.language.phrases import is_verb, noun_phrase_start, verb_group_start
from briefgen.language.words import AUXILIARIES, is_negated_form

_SAYING: frozenset[CueKind] = frozenset({"say", "tell", "name", "promise"})
_DENYING = ("den", "refut", "reject", "dismiss")
_QUOTED = frozenset("quoted quotes cited cites reported".split())
_BEING = frozenset("is are was were am be been".split())
MINDS = frozenset(
    "concerned confident worried convinced hopeful sure certain afraid optimistic sceptical skeptical doubtful adamant "
    "positive satisfied".split()
)
_PROGRESSIVE = frozenset("is are was were been be".split())
_ASIDE = frozenset("although though while when after as if because since".split())
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
    """The statement whose cue at i stands between speaker and content; previous spoke last in this sentence."""
    speaker, coordinated = _speaker(passage, i, previous)
    if speaker is None or _is_asked(passage) or is_unsaid(passage, i, speaker) or _was_asked(passage, i):
        return None
    content = content_after(passage, i, kinds)
    if content is None or not _is_report(passage, i, kinds, speaker, content):
        return None
    if content.mode == "nominal" and (coordinated or not may_act(passage, speaker)):
        return None
    return Draft(
        speaker=speaker,
        cue=_cue(passage, i),
        contents=_within_clause(passage, i, content),
        mode=content.mode,
        rule=_rule(kinds, content),
        negated=_is_negated(passage, i) or passage.text[speaker.start : speaker.end].lower().startswith(_NOBODY),
        notes=content.notes,
    )


def read_state_of_mind(passage: Passage, i: int) -> Draft | None:
    """ "Farmers are concerned that the law will change": an adjective of belief with a clause."""
    words = passage.words
    if i < 2 or words[i].lower not in MINDS or words[i - 1].lower not in _BEING | {"not", "also", "still"}:
        return None
    speaker, content = subject(passage, i), content_after(passage, i, frozenset({"think"}))
    if speaker is None or content is None or content.mode not in ("indirect", "mixed"):
        return None
    return Draft(
        speaker=speaker,
        cue=_cue(passage, i),
        contents=_within_clause(passage, i, content),
        mode=content.mode,
        rule="statements.attitude",
        negated=_is_negated(passage, i),
        notes=content.notes,
    )


def _within_clause(passage: Passage, i: int, content: Content) -> tuple[Stretch, ...]:
    """ "Lee, who said he was tired, left": in a relative or an opening side clause the content ends at its comma."""
    words = passage.words
    first = verb_group_start(words, i)
    relative = first > 1 and words[first - 1].lower == "who" and "," in words[first - 1].gap
    aside = words[0].lower in _ASIDE and not any("," in word.gap for word in words[1:first])
    if content.mode == "direct" or not (relative or aside):
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


def _is_asked(passage: Passage) -> bool:
    """True for "Did the company know that the wall was weak?", which asks for a report and is none."""
    opening = passage.words[passage.first].lower if passage.first < len(passage.words) else ""
    return opening in AUXILIARIES and passage.text[passage.sentence.start : passage.sentence.end].rstrip()[-1:] == "?"


def _was_asked(passage: Passage, i: int) -> bool:
    """True for "the minister, asked whether he knew, said no": the asked one does not ask."""
    words = passage.words
    if words[i].lower not in ("asked", "pressed", "told") or "," not in words[i].gap or words[i].tag == "VBZ":
        return False
    return any(is_cue(word.lower) and "," in word.gap and word.tag in ("VBD", "VBZ") for word in words[i + 2 :])


_UNSAID_LEAD = re.compile(
    r"(?:\b(?:if|unless|whether|had|should|(?:suppose|supposing|imagine)(?: that)?|as if|as though|before|until|"
    r"unlike what|neither|nor|rarely has|seldom has|never has|at no point did|not|not all|few|hardly|scarcely|barely)"
    r"|\b(?:false|untrue|not true|no evidence|no proof|no sign|no indication|doubt\w*|deni\w+|dreamed|dreamt)(?: that)?)"
    r" (?:(?:the|a|an) )?$",
    re.IGNORECASE,
)
_FALSELY = frozenset("falsely wrongly incorrectly mistakenly wrongfully".split())
_UNSAID_GROUP = frozenset("hardly scarcely barely rarely seldom might could may would".split())


def is_unsaid(passage: Passage, i: int, speaker: Speaker) -> bool:
    """True where the report itself is denied, doubted or only imagined: "it is false that the army said"."""
    text, words = passage.text, passage.words
    lead = text[max(passage.sentence.start, speaker.start - 40) : speaker.start]
    group = words[verb_group_start(words, i) : i]
    return _UNSAID_LEAD.search(lead) is not None or any(word.lower in _UNSAID_GROUP for word in group)


def _cue(passage: Passage, i: int) -> Stretch:
    """The verb, and with it the group that denies it or calls it false: "do not believe", "falsely claimed"."""
    words = passage.words
    group = verb_group_start(words, i)
    denied = any(is_negated_form(word.lower) or word.lower in _FALSELY for word in words[group:i])
    return (words[group].start if denied else words[i].start, words[i].end)


def is_denied(passage: Passage, i: int) -> bool:
    """True for "did not say": the cue at i is denied."""
    words = passage.words
    return any(is_negated_form(word.lower) for word in words[verb_group_start(words, i) : i])


def _is_negated(passage: Passage, i: int) -> bool:
    """True for "did not say" and for verbs that deny."""
    return is_denied(passage, i) or passage.words[i].lower.startswith(_DENYING)


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
    word = passage.words[i]
    cue_first, speaker = _participle_speaker(passage, i, previous)
    if speaker is None or speaker.end > word.start:
        return None
    content = content_after(passage, i, frozenset({"say", "tell"}) if word.lower == "telling" else frozenset({"say"}))
    if content is None or content.mode == "nominal":
        return None
    if word.lower == "suggesting" and speaker.entity < 0 and not _DOCUMENTS & set(speaker.name.lower().split()):
        return None  # "the film is out, suggesting that …": what follows from it, not what it says
    return Draft(
        speaker=speaker,
        cue=(passage.words[cue_first].start, word.end),
        contents=content.stretches,
        mode=content.mode,
        rule="statements.participle",
        notes=content.notes,
    )


def _participle_speaker(passage: Passage, i: int, previous: Speaker | None) -> tuple[int, Speaker | None]:
    """The index where the cue begins, and whose participle stands at i."""
    words = passage.words
    word, before = words[i], words[i - 1] if i else None
    if before is None:
        return i, None
    if before.lower == "as" and i >= 2:
        return _quoted_as(passage, i)
    if before.lower in _PROGRESSIVE and is_verb(before):
        return i, subject(passage, i)
    if word.lower not in SPEAKING:
        return i, None
    if any(mark in word.gap for mark in ',”"'):
        return i, previous or main_subject(passage, i)
    if _absolute(passage, i):
        return i, named(passage, i - 1)
    quotes = any(mark in passage.gap_after(i) for mark in ':“"')  # "resigned in a letter stating, “…”"
    return i, main_subject(passage, i) if quotes else None


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


def _absolute(passage: Passage, i: int) -> bool:
    """ "with the paper reporting", ", the paper reporting": a noun phrase of its own and the participle."""
    first = noun_phrase_start(passage.words, i - 1)
    if first is None or first == 0:
        return False
    return passage.words[first - 1].lower == "with" or "," in passage.words[first].gap
