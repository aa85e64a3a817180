"""What a sum, a share or a measure is the size of: the damage, the cost of the bridge, the turnout."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.joining.lemmas import noun_lemma, stems, verb_lemma
from briefgen.joining.texts import Passage
from briefgen.language.clauses import Clause
from briefgen.language.expressions import Expression
from briefgen.language.words import Word
from briefgen.model import Figure

# What a sum or a share may be the size of.
_MEASURES = frozenset(
    "damage cost price fine loan budget loss ransom compensation contract debt profit revenue deficit turnout unemployment inflation "
    "salary grant bribe investment aid settlement payment bill subsidy tax reward bail capacity population length height depth "
    "magnitude membership speed surplus growth turnover fund ticket fee rent wage pension approval attendance".split()
)
# Those of which a story has one only; of the others it must be said whose they are.
ONE_OF_ITS_KIND = frozenset("damage turnout ransom bail inflation unemployment magnitude".split())
SETTING = frozenset(
    "be put estimate stand reach total amount rise climb value fall cost assess set fix exceed hit".split()
)
_IN_WHAT = Expression(r"\s(?:in|of|worth of) (?:the )?(?P<what>[a-z]+)", re.IGNORECASE)


def measured(passage: Passage, clause: Clause | None, figure: Figure, start: int, end: int) -> tuple[str, ...] | None:
    """The noun whose size a sum, a share or a measure is: "put the damage at 40 million", "a fine of $5m", "$5m in damage"."""
    if figure.counts and (figure.unit or "") not in ("%", "percentage points"):
        return None
    if not figure.unit:
        return None
    behind = _IN_WHAT.match(passage.text, end)
    if behind and noun_lemma(behind.group("what").lower()) in _MEASURES:
        return ("size", noun_lemma(behind.group("what").lower()), "", figure.unit)
    first = clause.start if clause else 0
    its_words = [w for w in passage.words if first <= w.start and w.end <= start]
    at = next((i for i in range(len(its_words) - 1, -1, -1) if noun_lemma(its_words[i].lower) in _MEASURES), None)
    if at is None:
        return None
    between = its_words[at + 1 :]
    if any(w.tag.startswith("VB") and verb_lemma(w.lower) not in SETTING | {"have"} for w in between):
        return None
    if any("," in w.gap or ";" in w.gap for w in between) or not _is_set(its_words[-1:], between, its_words[:at]):
        return None
    measure = its_words[at]
    is_verb = measure.tag.startswith("VB")  # "the bridge cost 5 million"
    whose = stems([w for w in its_words[:at] if not w.lower.startswith("cost")]) if is_verb else _whose(its_words, at)
    return ("size", noun_lemma(measure.lower), " ".join(sorted(whose)), figure.unit)


def _is_set(last: Sequence[Word], between: Sequence[Word], before: Sequence[Word]) -> bool:
    """Whether the words between a noun and a sum make the one the size of the other."""
    if any(w.tag.startswith("VB") or w.tag == "MD" for w in between):
        return True
    if last and last[0].lower in ("of", "at", "to", "was", "is"):
        return last[0].lower == "of" or any(verb_lemma(w.lower) in SETTING for w in before[-3:])
    return not between


def _whose(its_words: Sequence[Word], at: int) -> frozenset[str]:
    """Whose or of what a measured noun is: "the cost of the bridge", "the bridge’s cost", "the repair cost"."""
    owners = []
    for word in reversed(its_words[max(0, at - 4) : at]):
        if not (word.possessive or word.tag.startswith(("NN", "JJ", "POS"))):
            break
        owners.append(word)
    if at + 1 < len(its_words) and its_words[at + 1].lower in ("of", "for", "to"):
        for word in its_words[at + 2 : at + 8]:
            if not (word.tag.startswith(("NN", "JJ", "DT")) or word.lower == "of"):
                break
            owners.append(word)
    return stems(owners)
