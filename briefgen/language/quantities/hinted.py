"""Quantities that are only hinted at ("dozens of", "a sharp increase in"), and those that are kept back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from briefgen.language.expressions import Expression
from briefgen.language.quantities.counted import Counted, counted_after
from briefgen.language.quantities.modifiers import comparator_before
from briefgen.language.quantities.record import Change, Quantity
from briefgen.text import Sentence, sentence_at

_MANY = "hundreds|thousands|millions|billions|trillions|dozens|scores|tens"
_SCALE = "hundred|thousand|million|billion|trillion|dozen"
_VAGUE = Expression(
    rf"\b(?:(?P<many>(?:tens|hundreds|dozens|scores|thousands|millions)\sof\s(?:{_MANY})(?:\sof\s(?:{_MANY}))?|(?:{_MANY}))(?:\sof\b)?"
    rf"|(?P<some>(?:several|a\sfew|a\scouple\sof|many|some)\s(?:{_SCALE})s?)\b(?:\sof\b)?"
    r"|(?P<lot>an?\s(?:(?:small|mere|tiny|large|huge|vast|great|growing|unknown|unspecified|undetermined|significant|substantial|limited|considerable|near-normal)\s(?:number|majority|minority|fraction)|(?:small\s|mere\s)?handful|couple))\sof\b"
    r"|(?P<few>several|a\sfew)(?=\s(?P<what>[a-z]+)\b))",
    re.IGNORECASE,
)
_MEASURED = frozenset(
    "hours days weeks months years decades minutes miles kilometres kilometers metres meters feet tonnes tons acres hectares degrees times".split()
)
_SIZE = "sharp|steep|significant|major|dramatic|large|massive|huge|substantial|big|considerable|marked|rapid|slight|modest|small|drastic|notable|staggering|unprecedented"
_RISE = Expression(
    rf"\ban?\s(?:{_SIZE})\s(?:increase|rise|surge|jump|growth|spike|uptick|upsurge|(?P<down>drop|decline|fall|decrease|reduction|cut|slump))\s(?:in|of)\s(?:the\s)?(?P<what>[\w-]+)",
    re.IGNORECASE,
)
_UNKNOWN = Expression(
    r"\b(?:an?|the)\s(?:undisclosed|unspecified|unnamed|confidential)\s(?:sum|amount|number|figure|price|fee|quantity)(?:\sof\s(?P<what>[\w-]+(?:\s[\w-]+)?))?",
    re.IGNORECASE,
)
_KEPT_BACK = Expression(
    r"\b(?:(?:the\s)?(?:exact\s|total\s|precise\s|full\s)?number\sof\s(?P<what>[\w-]+(?:\s[\w-]+)?)|how\s(?:many|much)\s(?P<many>[\w-]+)|how\slong\s[^,.;]+|"
    r"the\s(?:exact\s|total\s|precise\s|full\s)?(?:cost|price|value|amount|size|length|duration|terms|death\stoll|scale|extent)\sof\s[^,.;]+)",
)


def vague_in(text: str, sentences: Sequence[Sentence], taken: bytearray, tags: Mapping[int, str]) -> Iterator[Quantity]:
    """The quantities of a text that are hinted at, those left out that stand on taken characters."""
    for match in _VAGUE.finditer(text):
        if not taken[match.start()]:
            vague = _vague(text, sentence_at(sentences, match.start()), match, tags)
            if vague is not None:
                yield vague
    for match in _RISE.finditer(text):
        sentence = sentence_at(sentences, match.start())
        counted = counted_after(text, match.start("what") - 1, sentence.end, tags)
        unit = counted.head if counted else match.group("what").lower()
        stop = counted.end if counted else match.end()
        counts = counted.phrase if counted else match.group("what")
        change: Change = "down" if match.group("down") else "up"
        place = (match.start(), stop)
        yield Quantity(
            *place, sentence.index, *place, "vague", "figures.unquantified", unit=unit, counts=counts, change=change
        )
    for match in _UNKNOWN.finditer(text):
        what = match.group("what")
        unit = what.split()[-1].lower() if what else "money"
        index = sentence_at(sentences, match.start()).index
        yield Quantity(*match.span(), index, *match.span(), "undisclosed", "figures.unknown", unit=unit, counts=what)


def _vague(text: str, sentence: Sentence, match: re.Match[str], tags: Mapping[int, str]) -> Quantity | None:
    group = next(name for name in ("many", "some", "lot", "few") if match.group(name))
    end = match.end(group)
    counted = counted_after(text, end, sentence.end, tags)
    if group == "few" and not _is_measured(match, counted):
        return None
    if counted is None and (group != "many" or not _stands_alone(text, match)):
        return None
    start, comparator = comparator_before(text, match.start()) or (match.start(), "=")
    return Quantity(
        start,
        counted.end if counted else end,
        sentence.index,
        match.start(),
        end,
        "vague",
        "figures.vague",
        comparator=comparator,
        unit=counted.head if counted else None,
        counts=counted.phrase if counted else None,
    )


def _is_measured(match: re.Match[str], counted: Counted | None) -> bool:
    """ "several miles" is a vague quantity, "several leaders" only a plural."""
    return counted is not None and match.group("what").lower() in _MEASURED


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """ "millions have fled": the people are understood."""
    return match.group("many").lower() not in ("tens", "scores") and text[match.end() : match.end() + 1] in " .,;"


def undisclosed_in(text: str, start: int, end: int, sentence: int) -> tuple[Quantity, ...]:
    """The quantities that a stretch of text names without giving them: what somebody kept back."""
    found = []
    for match in _KEPT_BACK.finditer(text, start, end):
        counts = match.group("what") or match.group("many")
        stop = min(match.end(), end)
        found.append(
            Quantity(
                match.start(),
                stop,
                sentence,
                match.start(),
                stop,
                "undisclosed",
                "figures.undisclosed",
                unit=_kept_unit(match.group(), counts),
                counts=counts,
            )
        )
    return tuple(found)


def _kept_unit(shown: str, counts: str | None) -> str:
    if counts is not None:
        return counts.split()[0]
    if "long" in shown.split()[:2] or "duration" in shown:
        return "duration"
    return shown.split(" of ")[0].split()[-1]
