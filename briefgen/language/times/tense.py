"""Whether the clause around an expression of time speaks of the past or of what is to come."""

from __future__ import annotations

import re
from typing import Literal

from briefgen.language.expressions import Expression
from briefgen.language.words import DETERMINERS, finite_kind

Direction = Literal["past", "future", ""]

_WINDOW = 160  # characters on either side: a verb farther off belongs to another clause
_WORD = Expression(r"[A-Za-z]+(?:[’'][a-z]+)?")
_BREAK = Expression(r"[;:]\s|,\s(?:and|but|while|which|who|then)\s")
_UNTIL = Expression(r"\b(?:until|till|by)\s$", re.IGNORECASE)
_HELD = frozenset(  # what was done once and holds for a while: its "until" lies ahead of it
    "adjourned banned barred blocked cancelled canceled closed deferred delayed extended froze frozen grounded halted imposed "
    "paused postponed prolonged pushed recessed remanded rescheduled sealed shut stopped suspended".split()
)
_TOLD = frozenset(  # what others were told to do: their "by" and "until" lie ahead of it
    "agreed allowed asked called demanded forced gave given invited obliged offered ordered permitted pressed required "
    "requested sentenced summoned threatened told urged warned".split()
)
_TO_COME = frozenset(
    "will won’t won't shall would could can might must should due scheduled slated planned expected upcoming "
    "forthcoming poised deadline chance chances odds probability likelihood prospect".split()
)
_TO_DO = frozenset("set going likely about plans plan intends hopes aims expects pledged promised vowed wants".split())
_SCHEDULED = frozenset(
    "is are arrives begins opens starts ends runs takes meets expires closes continues resumes goes comes publishes votes presents "
    "decides hosts travels returns convenes unveils hears faces".split()
)
_PAST_AUXILIARIES = frozenset("was were had has have did been wasn’t weren’t hadn’t didn’t hasn’t haven’t".split())


def direction(before: str, after: str) -> Direction:
    """The direction of the verb nearest before the expression, else of the first one behind it; "" when none tells.

    Verbs of its own clause come first, then those of the clauses beside it.
    A verb of the schedule ("arrives on Friday") speaks of what is to come, though its form is present.
    """
    before, after = before[-_WINDOW:], after[:_WINDOW]
    breaks = list(_BREAK.finditer(before))
    own = before[breaks[-1].end() :] if breaks else before
    following = _BREAK.split(after, 1)[0]
    if _UNTIL.search(before) and _reaches_ahead(own):
        return "future"
    found = _last(own) or _first(following) or _last(before) or _first(after)
    return found or ("future" if _UNTIL.search(before) else "")


def _reaches_ahead(clause: str) -> bool:
    """Whether the end that a clause names lies ahead of what it tells: "suspended flights until", "told to leave by"."""
    words = [word.lower() for word in _WORD.findall(clause)]
    verb = next((i for i in range(len(words) - 1, -1, -1) if _of_word(words, i)), None)
    if verb is None or "had" in words[:verb][-2:]:
        return False
    return (
        words[verb] in _HELD
        and words[-1] != "by"
        or words[verb] in _TOLD
        and ("to" in words[verb:] or words[-1] != "by")
    )


def _last(text: str) -> Direction:
    words = _WORD.findall(text)
    return next(filter(None, (_of_word(words, i) for i in range(len(words) - 1, -1, -1))), "")


def _first(text: str) -> Direction:
    words = _WORD.findall(text)
    return next(filter(None, (_of_word(words, i) for i in range(len(words)))), "")


def _of_word(words: list[str], i: int) -> Direction:
    word = words[i].lower()
    before = words[i - 1].lower() if i else ""
    after = words[i + 1].lower() if i + 1 < len(words) else ""
    if word in _TO_COME or word.endswith(("’ll", "'ll")):
        return "future"
    if after == "to" and word in _TO_DO:
        return "future"
    if word == "to" and (after == "be" or before in ("is", "are", "has", "have")):
        return "future"
    if word in _PAST_AUXILIARIES:
        return "" if word in ("has", "have") and after in ("until", "to", "a", "the") else "past"
    if word in _SCHEDULED and (before or after) and not words[i][0].isupper():
        return "future"
    if finite_kind(word) == "past" and words[i][0].islower() and before not in DETERMINERS:
        return "future" if before == "be" else "past"
    return ""
