"""Where the phrases of a sentence begin and end, by parts of speech: noun phrases, verb groups, a clause or none. No tree.

Indexes count the words of one sentence; every look goes a bounded way, so that no sentence costs more than its length.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.language.words import AUXILIARIES, SUBORDINATORS, Word, is_negated_form

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Past forms that are no participles, whatever the tagger says.
_ONLY_PAST = frozenset(
    "rose fell went took saw knew wrote gave came became began grew drew flew threw broke chose spoke stole wore shook "
    "swore sank sprang drove rode froze was were did".split()
)
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "FW"})
_BEFORE_NOUN = _NOUNS | frozenset({"JJ", "JJR", "JJS", "CD", "DT", "PDT", "PRP$", "POS"})
_DETERMINING = frozenset({"DT", "PRP$", "PDT"})
_PARTICIPLES = frozenset({"VBN", "VBG"})
_POST_MODIFIERS = frozenset(
    "of for at in from on with to between against behind near by within inside into about over among under".split()
)
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
_SUBORDINATORS = SUBORDINATORS | frozenset("that whether once so but".split())
_PERSONAL = frozenset("i you he she it we they who there that this these those".split())
_FURTHEST = 24  # words that any phrase is followed


def is_finite(word: Word) -> bool:
    """True for a verb that can carry a clause, contracted ones ("we’ve", "he’s", "didn’t") among them."""
    if word.tag in _FINITE or (word.tag == "VBN" and word.lower in _ONLY_PAST):
        return True
    return (word.possessive and is_pronoun(word)) or (word.lower in AUXILIARIES and is_negated_form(word.lower))


def is_verb(word: Word) -> bool:
    """True for any form of a verb."""
    return word.tag.startswith("VB") or word.tag == "MD" or word.lower in AUXILIARIES


def is_noun(word: Word) -> bool:
    """True for a common noun or a part of a name, the WHO among them."""
    return word.tag in _NOUNS or word.text == "WHO" or (word.capital and word.tag in ("", "GW"))


def is_pronoun(word: Word) -> bool:
    """True for a pronoun that stands alone as a subject, contracted or not ("we", "we’ve")."""
    if word.tag in ("IN", "CC") or word.text == "WHO":
        return False
    return word.lower.replace("’", "'").partition("'")[0] in _PERSONAL


def joins(gap: str) -> bool:
    """True when what lies between two words parts no phrase: white space, a possessive, a stop, a quotation mark."""
    return gap.strip(' \n\u00a0."“”') in ("", "’s", "'s", "’", "'")


def verb_group_start(words: Sequence[Word], i: int) -> int:
    """The index where the verb group that ends with the verb at i begins: "has not yet said" → has."""
    k = i
    while k > 0 and i - k < 6 and words[k].gap.strip() == "" and _helps(words[k - 1]):
        k -= 1
    return k


def _helps(word: Word) -> bool:
    if is_pronoun(word) or (word.capital and word.lower not in AUXILIARIES):
        return False
    return word.lower in AUXILIARIES or word.tag in ("MD", "RB", "RBR") or is_negated_form(word.lower)


def noun_phrase_start(words: Sequence[Word], last: int) -> int | None:
    """The index where the noun phrase that ends at last begins, its modifiers included; None when none ends there.

    "the head of the agency", "a letter seen by the paper" and "Lee and Kim" are one phrase each; of "hit Lee and Kim"
    the phrase is "Kim", because an object and a subject may stand side by side.
    """
    if last < 0:
        return None
    if is_pronoun(words[last]) or (words[last].tag in ("WP", "WDT") and not is_noun(words[last])):
        return last
    if not (is_noun(words[last]) or words[last].tag in ("CD", "DT", "JJ", "JJS", "VBG", "VBN")):
        return None
    first = last
    while first > 0 and last - first < _FURTHEST:
        step = _step_left(words, first)
        if step == 0:
            break
        first -= step
    while first < last and not (
        is_noun(words[first]) or words[first].tag in _BEFORE_NOUN or words[first].tag in _PARTICIPLES
    ):
        first += 1
    return first


def _step_left(words: Sequence[Word], first: int) -> int:
    """How many words to the left still belong to the phrase that so far begins at first; 0 when it is complete."""
    if not joins(words[first].gap):
        return 0
    before = words[first - 1]
    closed = words[first].tag in _DETERMINING and words[first - 1].tag != "PDT"
    if (before.tag in _BEFORE_NOUN or is_noun(before)) and not closed and before.lower not in ("there",):
        return 1
    if before.tag == "CC" and before.lower in ("and", "or", "&") and first > 1:
        return _coordinated(words, first)
    if before.tag in ("RB", "RBR") and words[first].tag in ("JJ", "CD", "VBN") and not closed:
        return 1
    if before.tag in _PARTICIPLES and not closed and is_noun(words[first]) and not _is_predicate(words, first - 1):
        return 1
    if before.lower in _POST_MODIFIERS and first > 1 and joins(before.gap):
        return _modified(words, first)
    return 0


def _is_predicate(words: Sequence[Word], i: int) -> bool:
    return i > 0 and (words[i - 1].lower in AUXILIARIES or is_pronoun(words[i - 1]))


def _modified(words: Sequence[Word], first: int) -> int:
    """What stands before a preposition: a noun that it modifies, or a participle behind a noun ("seen by")."""
    head = words[first - 2]
    if is_noun(head) or head.tag == "CD" or (head.tag in ("DT", "JJ", "JJS", "JJR") and words[first - 1].lower == "of"):
        return 2
    described = head.tag in _PARTICIPLES or head.tag == "JJ"  # "seen by the paper", "familiar with the matter"
    if described and first > 2 and joins(head.gap) and is_noun(words[first - 3]):
        return 3
    return 0


def _coordinated(words: Sequence[Word], first: int) -> int:
    if not (is_noun(words[first - 2]) and joins(words[first - 1].gap)):
        return 0
    start = first - 2
    while start > 0 and first - start < 8 and joins(words[start].gap) and words[start - 1].tag in _BEFORE_NOUN:
        start -= 1
    opens = start == 0 or not joins(words[start].gap) or words[start - 1].lower in _SUBORDINATORS
    return 2 if opens else 0


def noun_phrase_stop(words: Sequence[Word], first: int) -> int:
    """The index behind the noun phrase that begins at first; first itself when none begins there.

    Two phrases side by side are told apart by the determiner, the pronoun or the verb of the second.
    """
    if first >= len(words):
        return first
    if is_pronoun(words[first]) or words[first].tag == "PRP":
        return first + 1
    k, seen = first, False
    while k < len(words) and k - first < _FURTHEST and (k == first or joins(words[k].gap)):
        word = words[k]
        if word.tag in _DETERMINING and k > first and words[k - 1].lower not in _POST_MODIFIERS | {"all", "both"}:
            break
        if word.tag in _BEFORE_NOUN:
            seen = seen or is_noun(word)
        elif word.tag == "VBG" and k == first:  # "denied wrongdoing", "denied having met him"
            seen = True
        elif not (seen and word.lower == "of" and k + 1 < len(words)) and not (
            word.tag in _PARTICIPLES and first < k < len(words) - 1 and not seen
        ):
            break
        k += 1
    while k > first and words[k - 1].tag in ("DT", "IN", "PRP$"):
        k -= 1
    return k if seen or k > first and words[k - 1].tag in ("CD", "DT", "JJ") else first


def has_clause(words: Sequence[Word], first: int, stop: int) -> bool:
    """True when the words first..stop hold a subject and a finite verb that is not only a relative clause’s."""
    waiting, subject = 0, False
    for k in range(first, min(stop, len(words))):
        word = words[k]
        if word.tag == "CC" and not (k + 1 < stop and is_noun(words[k + 1])):
            subject = False
        elif k > first and _subordinates(word):
            waiting += 1
        elif is_finite(word) or (word.tag == "VB" and k > first and words[k - 1].tag in ("NN", "NNS", "PRP")):
            if waiting:
                waiting -= 1
            elif subject or (is_pronoun(word) and word.tag != "PRP") or word.possessive:
                return True
        subject = subject or is_noun(word) or is_pronoun(word) or word.tag in ("DT", "CD", "VBG", "EX", "JJ")
    return False


def _subordinates(word: Word) -> bool:
    return (word.tag in _RELATIVE and not is_noun(word)) or (word.tag == "IN" and word.lower in _SUBORDINATORS)


def has_finite(words: Sequence[Word], first: int, stop: int) -> bool:
    """True when any word of first..stop is a finite verb."""
    return any(is_finite(words[k]) for k in range(first, min(stop, len(words))))
