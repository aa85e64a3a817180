"""Whom a phrase before a verb, behind it or in an earlier sentence stands for. Rules of speech ask; none is here."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.extractors.statements.scene import Passage, Speaker
from briefgen.language.analysis import Mention
from briefgen.language.cues import is_cue
from briefgen.language.phrases import (
    has_clause,
    has_finite,
    is_finite,
    is_noun,
    is_pronoun,
    is_verb,
    joins,
    noun_phrase_start,
    noun_phrase_stop,
    verb_group_start,
)
from briefgen.language.words import DAYS, DETERMINERS, PREPOSITIONS, Word

_RELATIVES = frozenset({"who", "which", "that", "whose"})
_TIMES = DAYS | {"week", "month", "year"}
_INSETS = frozenset(
    "who whom which whose speaking citing also now then himself herself asked pressed questioned quizzed".split()
)
_ADJUNCTS = PREPOSITIONS | DAYS | {"later", "earlier", "however", "meanwhile"}
_NOT_SPEAKING = frozenset({"place", "affected"})
_RESULTS = frozenset("results result findings finding data figures evidence numbers question questions".split())
_NEVER_SUBJECTS = frozenset("there what how why when where here this that these those".split())
_MEMORY = 3  # sentences back to which a pronoun may point


def subject(passage: Passage, i: int) -> Speaker | None:
    """Who stands before the verb at i: a pronoun, a name or a noun phrase, with or without an inset."""
    words = passage.words
    first = verb_group_start(words, i)
    if first == 0:
        return None
    last, gap = first - 1, words[first].gap
    if "," in gap or "—" in gap or ")" in gap or " – " in gap:
        return _before_inset(passage, last)
    if not joins(gap):
        return None
    verbal = is_verb(words[last]) and not words[last].capital
    if verbal and not is_noun(words[last]) and not is_pronoun(words[last]):
        return _before_relative(passage, last)
    return _around_relative(passage, last) or named(passage, last)


def _around_relative(passage: Passage, last: int) -> Speaker | None:
    """ "A woman who saw the fire said": the object of a relative clause is not the subject behind it."""
    words = passage.words
    first = noun_phrase_start(words, last)
    if first is None or first < 3 or not (is_verb(words[first - 1]) or words[first - 1].tag == "IN"):
        return None
    for k in range(first - 1, max(0, first - 10), -1):
        if words[k].lower == "who" and has_finite(words, k + 1, first) and joins(words[k].gap):
            return named(passage, k - 1)
        if not joins(words[k].gap):
            return None
    return None


def named(passage: Passage, last: int, first: int | None = None) -> Speaker | None:
    """The speaker whom the noun phrase that ends at last names; first is found unless it is given."""
    words = passage.words
    last = _without_time(words, last) if first is None else last
    begin = noun_phrase_start(words, last) if first is None else first
    if begin is None or (begin == last and words[last].capital):
        mention = _mention_ending(passage, words[last].end)
        begin = passage.index_at(mention.full_start) if mention is not None else begin
    if begin is None:
        return None
    begin = _outside_quotation(passage, begin, last)
    if is_pronoun(words[last]) or (words[last].lower in _RELATIVES and not is_noun(words[last])):
        return antecedent(passage, last)
    return phrase_speaker(passage, begin, last)


def _mention_ending(passage: Passage, end: int) -> Mention | None:
    """The name that ends at an offset, whatever the tagger made of its words."""
    near = passage.scene.analysis.mentions_between(max(passage.sentence.start, end - 60), end)
    return next((m for m in reversed(near) if m.end == end and m.form in ("name", "description")), None)


def _without_time(words: Sequence[Word], last: int) -> int:
    """Without "this week" or "on Monday" behind a phrase: "a report published on Monday said"."""
    k = last
    if words[k].lower in _TIMES:
        k -= 1
        while k > 0 and words[k].lower in ("this", "last", "on", "early", "late", "in"):
            k -= 1
        if k > 0 and (words[k].tag in ("VBN", "VB") or is_noun(words[k])):
            while k > 0 and (words[k].tag in ("VBN", "VB", "TO") or words[k].lower == "be"):
                k -= 1
            return k
    return last


def _outside_quotation(passage: Passage, first: int, last: int) -> int:
    quotation = passage.scene.quotation_at(passage.words[first].start)
    if quotation is None or quotation.outer_end > passage.words[last].start:
        return first
    spoken = passage.words[first].start >= quotation.start and quotation.is_long
    return passage.index_at(quotation.outer_end) if spoken else first


def phrase_speaker(passage: Passage, first: int, last: int) -> Speaker | None:
    """The speaker of the noun phrase first..last: the entity of its head, or the phrase itself.

    "White House spokesman Gordon Brown" is Gordon Brown; "a UN worker" and "posts on the board" are themselves.
    """
    scene, words = passage.scene, passage.words
    start, end = words[first].start, words[last].end
    mentions = [m for m in scene.analysis.mentions_between(start, end) if m.sense != "city" and m.form != "pronoun"]
    if mentions and mentions[0].full_start < start <= mentions[0].start:
        start = mentions[0].full_start
    person = next((m for m in reversed(mentions) if m.end == end and _kind(passage, m) == "person"), None)
    if person is not None and not _names_another(passage, first, person):
        return _entity_speaker(passage, person)
    head = _head(words, first, last)
    covering = next((m for m in mentions if m.start <= words[head].start < m.end and m.form != "adjective"), None)
    if covering is not None and _is_modifier(passage, covering, last):
        covering = next((m for m in mentions if m.end == end and m.form != "adjective"), None)
        head = last
    if covering is not None and not _is_part(passage, covering, head):
        return _entity_speaker(passage, covering)
    if not is_noun(words[head]) and words[head].tag not in ("DT", "CD", "JJ", "JJS", "VBG"):
        return None
    dated = any(t.start <= words[head].start < t.end for t in scene.analysis.times_between(start, end))
    if dated or words[head].lower in _TIMES or (words[head].lower in _NEVER_SUBJECTS and words[head].tag != "DT"):
        return None
    return Speaker(_as_mentioned(scene.text, start, end), start, end, -1)


def _head(words: Sequence[Word], first: int, last: int) -> int:
    for k in range(first + 1, last + 1):
        word = words[k]
        if word.lower in PREPOSITIONS or word.tag in ("WP", "WDT", "TO") or (word.tag in ("VBN",) and k > first + 1):
            return k - 1
    return last


def _kind(passage: Passage, mention: Mention) -> str:
    return passage.scene.analysis.entities[mention.entity].kind


def _names_another(passage: Passage, first: int, person: Mention) -> bool:
    """True for "a letter from Ana Silva", where the person is only a preposition’s object."""
    before = passage.index_at(person.full_start) - 1
    return before >= first and passage.words[before].lower in PREPOSITIONS | {"and"}


def _is_part(passage: Passage, mention: Mention, head: int) -> bool:
    """True for "Ecuador" in "Ecuador’s Ministry of Defense": the head that the phrase is about comes later."""
    return mention.end < passage.words[head].end


def _is_modifier(passage: Passage, mention: Mention, last: int) -> bool:
    """True for the body in "US Department of Defense spokesperson"."""
    behind = passage.index_at(mention.end)
    return behind <= last and is_noun(passage.words[behind]) and passage.words[behind].gap == " "


def _entity_speaker(passage: Passage, mention: Mention) -> Speaker:
    return Speaker(
        passage.scene.analysis.entities[mention.entity].name, mention.full_start, mention.end, mention.entity
    )


def _as_mentioned(text: str, start: int, end: int) -> str:
    """A noun phrase as it is printed inside a sentence: "The ministry" → "the ministry"."""
    name = " ".join(text[start:end].split())
    first = name.split(" ", 1)[0]
    return first.lower() + name[len(first) :] if first.lower() in DETERMINERS else name


def _before_inset(passage: Passage, last: int) -> Speaker | None:
    """ "Daniel Noboa, a regional ally of US President Donald Trump, said": the noun phrase before the inset."""
    words = passage.words
    best: tuple[int, int] | None = None
    person: int | None = None
    end = last
    while end >= 0 and last - end < 60:
        start = end
        while start > 0 and not any(mark in words[start].gap for mark in ',;:“”"—()–'):
            start -= 1
        lead = words[start].lower
        relative = lead in _INSETS
        if (has_clause(words, start, end + 1) or is_finite(words[start])) and not relative:
            if best is None and end == last and words[start].tag not in ("IN", "WRB", "CC", "RB"):
                stop = noun_phrase_stop(words, start)  # "results published on Monday, revealed that": shared subject
                return named(passage, stop - 1, start) if stop > start else None
            if end < last and words[end].capital:
                best = (start, end)  # a name before an inset, whatever stands before it
            break
        opens = _opens_name(passage, start) or (words[start].tag == "CD" and is_noun(words[end]) and start < end)
        adjunct = lead in _ADJUNCTS or (words[start].tag in ("VBG", "RB", "CD") and not opens)
        if not adjunct and not relative:
            best = (start, end)
            person = end if person is None and _is_person(passage, start, end) else person
        if start == 0 or not any(mark in words[start].gap for mark in ",(—–"):
            break
        end = start - 1
    found = named(passage, best[1]) if best is not None else None
    if found is not None and person is not None and passage.scene.kind(found) != "person":
        return named(passage, person)  # "the agency’s director, Bob Lee, told"
    return found


def _is_person(passage: Passage, first: int, last: int) -> bool:
    """True when the words first..last are a person’s name and nothing else."""
    mention = _mention_ending(passage, passage.words[last].end)
    whole = mention is not None and mention.full_start <= passage.words[first].start
    return whole and mention is not None and _kind(passage, mention) == "person"


def _opens_name(passage: Passage, i: int) -> bool:
    """True where a name begins, whatever the tagger made of it ("Boeing")."""
    start = passage.words[i].start
    here = passage.scene.analysis.mentions_between(start, start + 1)
    return any(m.form == "name" and m.full_start <= start for m in here)


def _before_relative(passage: Passage, last: int) -> Speaker | None:
    """ "A man who died said": the noun phrase before the relative clause."""
    words = passage.words
    for k in range(last, max(0, last - 20), -1):
        if any(mark in words[k].gap for mark in ',;:“”"'):
            return None
        if words[k].lower in ("who", "which") or words[k].tag == "WDT":
            return named(passage, k - 1)
    return None


def main_subject(passage: Passage, i: int) -> Speaker | None:
    """Whose a coordinated or a participle cue at i is: the subject of the nearest finite verb before it."""
    words = passage.words
    for k in range(i - 1, max(-1, i - 60), -1):
        if not is_finite(words[k]):
            continue
        group = verb_group_start(words, k)
        if words[k].possessive and is_pronoun(words[k]):
            return antecedent(passage, k)
        if group > 0 and words[group - 1].tag in ("WDT", "WP", "IN", "CC", "TO") or group == 0:
            continue
        found = subject(passage, k)
        if found is not None and words[group - 1].lower not in _NEVER_SUBJECTS and not _is_reported(words, group - 1):
            return found
    return _first_phrase(passage, i) if i < 60 and not has_finite(words, 0, i) else None


def _is_reported(words: Sequence[Word], last: int) -> bool:
    """True for the subject of what somebody said: "Lee said | the bridge was safe but declined …" goes on with Lee."""
    first = noun_phrase_start(words, last)
    if first is None or first == 0:
        return False
    before = words[first - 1]
    return before.lower == "that" or (is_verb(before) and is_cue(before.lower))


def _first_phrase(passage: Passage, i: int) -> Speaker | None:
    """The first noun phrase that opens the sentence or follows a comma: a subject whose verb was not recognised."""
    words = passage.words
    for k in range(i):
        if k == 0 or "," in words[k].gap:
            stop = noun_phrase_stop(words, k)
            if stop - k > 1 and _is_misread_verb(words[stop - 1]):
                stop -= 1
            if k < stop <= i and words[k].lower not in _ADJUNCTS:
                return named(passage, stop - 1, k)
    return None


def _is_misread_verb(word: Word) -> bool:
    """ "Lang disagreed/NN": no noun ends so."""
    return not word.capital and word.lower.endswith("ed") and word.tag in ("NN", "VBN", "VBD")


def antecedent(passage: Passage, i: int) -> Speaker | None:
    """Whom a pronoun stands for; itself, unresolved, when nobody fits. Speakers of "I" are only known from turns."""
    scene, word = passage.scene, passage.words[i]
    lower = word.lower.replace("’", "'").partition("'")[0]
    if lower in ("i", "we", "me"):
        whose = scene.turn_at(word.start)
        return Speaker(whose.name, word.start, word.end, whose.entity) if whose is not None else None
    if lower == "you":
        return None
    if lower in _RELATIVES:
        return _relative(passage, i)
    if lower not in ("he", "she", "it", "they"):
        return Speaker(word.text, word.start, word.end, -1) if word.tag == "DT" else None
    wanted = "person" if lower in ("he", "she") else "body" if lower == "it" else "any"
    number = _recent(passage, wanted, word)
    name = scene.analysis.entities[number].name if number >= 0 else None
    remembered = scene.last_speaker.get(wanted)
    if number == -2 and remembered is not None:
        name, number = remembered[0].name, remembered[0].entity
    return Speaker(name or word.text, word.start, word.end, max(number, -1))


def _recent(passage: Passage, wanted: str, word: Word) -> int:
    """The entity a pronoun points to: who spoke last (-2), the subject of a sentence since, or nobody (-1)."""
    scene, here = passage.scene, passage.sentence.index
    remembered = scene.last_speaker.get(wanted)
    spoke = remembered[1] if remembered is not None and here - remembered[1] <= _MEMORY else -1
    opening = _opening_subject(passage, here, wanted, before=word.start)
    if opening >= 0:
        return opening
    for index in range(here - 1, max(-1, here - 1 - _MEMORY), -1):
        if index == spoke:
            return -2
        opening = _opening_subject(passage, index, wanted)
        if opening < 0 and wanted == "person" and index == here - 1:
            opening = _acting_person(passage, index)
        if opening >= 0:
            return opening
    if spoke == here:
        return -2
    for mention in reversed(scene.analysis.mentions_between(max(0, passage.sentence.start - 600), word.start)):
        if _fits(passage, mention, wanted):
            return mention.entity
    return -1


def _opening_subject(passage: Passage, index: int, wanted: str, before: int | None = None) -> int:
    """The entity of the mention with which a sentence opens, or -1."""
    sentence = passage.scene.analysis.sentences[index]
    stop = sentence.end if before is None else before
    first = next(iter(passage.scene.analysis.mentions_between(sentence.start, min(stop, sentence.start + 80))), None)
    if first is None:
        return -1
    lead = passage.scene.text[sentence.start : first.full_start].strip().lower()
    if lead not in ("", "the", "“", '"'):
        return -1
    return first.entity if _fits(passage, first, wanted) else -1


def _acting_person(passage: Passage, index: int) -> int:
    """The person named before the first verb of a sentence, and not behind a preposition, or -1."""
    analysis = passage.scene.analysis
    words = analysis.words[index]
    verb = next((k for k, word in enumerate(words) if k and is_finite(word)), len(words))
    for mention in analysis.mentions_between(words[0].start, words[verb - 1].end) if words else ():
        before = next((w for w in reversed(words[:verb]) if w.end <= mention.full_start), None)
        governed = before is not None and before.lower in PREPOSITIONS
        if not governed and mention.form == "name" and _fits(passage, mention, "person"):
            return mention.entity
    return -1


def _fits(passage: Passage, mention: Mention, wanted: str) -> bool:
    if mention.form in ("adjective", "pronoun") or mention.sense == "city":
        return False
    kind = _kind(passage, mention)
    return wanted == "any" or ((wanted == "person") == (kind == "person") and kind not in _NOT_SPEAKING)


def _relative(passage: Passage, i: int) -> Speaker | None:
    word = passage.words[i]
    before = named(passage, i - 1) if i else None
    return Speaker(before.name, word.start, word.end, before.entity) if before is not None else None


def may_act(passage: Passage, speaker: Speaker) -> bool:
    """True for whoever can welcome or condemn something: not places, not the dead, not a table of results."""
    if speaker.entity < 0:
        return not _RESULTS & set(speaker.name.lower().split())
    return passage.scene.kind(speaker) not in _NOT_SPEAKING
