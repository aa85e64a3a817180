"""Gaps about numbers: tolls, estimates, records, rises and surveys without a counter, a baseline or a period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from briefgen.extractors.gaps.gap import Gap, around, in_sentence, near
from briefgen.language.analysis import Analysis
from briefgen.language.asking import clean
from briefgen.language.expressions import Expression
from briefgen.language.words import DETERMINERS, PREPOSITIONS, finite_kind, words
from briefgen.model import Facts, Figure

_TOLL = Expression(r"\b(?:deaths?|dead|killed|casualties|fatalities|died|kill(?:s|ing)?|lives)\b", re.IGNORECASE)
_SOURCED = Expression(
    r"\b(?:according to|sa(?:id|ys?)|reports?|reported|confirm\w*|official\w*|police|ministry|hospitals?|authorities|estimat\w*|told|"
    r"announced|state(?:d|ment)|counted|[Ff]igures (?:from|to be|published|released|by)|spokes\w+|Guard|agency|government)\b"
)
_IDENTITY = Expression(
    r"\b(?:aged|identified (?:as|the)|named (?:as|the)|victims? (?:was|were|included?)|civilians?|nationalit\w+|citizens|soldiers|troops|officers|"
    r"children|students|passengers|crew|pilot|workers|women|militants|members|employees|residents|year-old|mostly|most of (?:them|the)|including|"
    r"among (?:them|the))\b|, \d\d,",
    re.IGNORECASE,
)
_SPOKEN_TURN = Expression(r"^(?:Q|[A-Z][\w ]{1,30}): .*\?$", re.MULTILINE)  # an interview: the speaker is the source
_ANONYMOUS_DEAD = Expression(
    r"^(?:deaths?|dead|people|persons?|casualties|fatalities|victims|lives|bodies|others)$", re.IGNORECASE
)


def toll(analysis: Analysis, found: Facts) -> Iterator[Gap]:
    """A toll that nobody is named for, or whose dead are nameless."""
    figure = next((f for f in found.figures if _is_toll(analysis, f)), None)
    if figure is None or _SPOKEN_TURN.search(analysis.document.text):
        return
    index = figure.spans[0].sentence
    same = [f for f in found.figures if f.value == figure.value and f.unit == figure.unit and f.source]
    sourced = bool(same) or figure.source is not None or _SOURCED.search(near(analysis, index)) is not None
    quote = clean(figure.spans[0].quote)
    known = (
        _IDENTITY.search(near(analysis, index)) is not None or _NAMED_DEAD.search(analysis.document.text) is not None
    )
    if sourced and known:
        return
    many = _SEVERAL_EVENTS.search(in_sentence(analysis, figure.spans[0].start)) is not None
    unnameable = (
        figure.value is not None and figure.value > _NAMEABLE or _DISEASE.search(near(analysis, index)) is not None
    )
    if sourced and unnameable:
        return
    asked = [f"Who counted “{quote}”"] if not sourced else []
    asked += ["in how many incidents"] if not sourced and many else []
    asked += (
        ["who were the dead" if asked else f"Who were the people behind “{quote}”"]
        if not known and not unnameable
        else []
    )
    question = ", ".join(asked[:-1]) + (", and " if len(asked) > 1 else "") + asked[-1]
    without = ["without a source"] * (not sourced) + ["without saying who died"] * (not known)
    rule = "gap.toll_identity" if sourced else "gap.toll_source"
    why = f"the toll is given {' and '.join(without)}"
    yield Gap(f"{question}?", "missing source", (figure.spans[0],), rule, why, 6.0 if sourced else 8.0)


_NAMED_DEAD = Expression(
    r"\b(?:among (?:the|those) (?:dead|killed|victims)|also (?:died|killed)|(?:was|were) identified as|the (?:dead|victims) (?:were|was|include[ds]?)|year-old (?:was|were|girl|boy|man|woman)[^.]{0,40}(?:killed|died))\b"
)
_SEVERAL_EVENTS = Expression(
    r"\b(?:operations|strikes|airstrikes|attacks|raids|clashes|incidents|since|protests|riots|bombings)\b",
    re.IGNORECASE,
)
_DISEASE = Expression(
    r"\b(?:flu|virus|disease|outbreak|cancer|tobacco|a year|per year|annual\w*|infect\w+|malaria|cholera|Ebola)\b",
    re.IGNORECASE,
)
_NAMEABLE = 300  # of more dead than that nobody expects the names
_KILLS = Expression(
    r"\b(?:kill(?:ed|ing|s)|claim(?:ed|ing)|deaths? of|left|toll (?:of|to|at))\s(?:all |a total of )?$", re.IGNORECASE
)
_KILLED = Expression(
    r"\s(?:were |was |are |have been |had been |has been |have |had )?(?:also |reportedly )?(?:killed|dead|died|lost their lives)\b",
    re.IGNORECASE,
)


def _is_toll(analysis: Analysis, figure: Figure) -> bool:
    if figure.status != "given" or not figure.unit or figure.value is None or not _ANONYMOUS_DEAD.match(figure.unit):
        return False
    span, text = figure.spans[0], analysis.document.text
    if _TOLL.search(span.quote):
        return True
    before = text[max(analysis.sentences[span.sentence].start, span.start - 30) : span.start]
    return _KILLS.search(before) is not None or _KILLED.match(text, span.end) is not None


_VAGUE_TOLL = Expression(
    r"\b(?P<what>(?:many|several|numerous|scores of|dozens of|a number of|hundreds of|thousands of|some)\s+(?:[\w-]+\s+){0,2}?(?:deaths|casualties|fatalities|(?:people|civilians|protesters|demonstrators|soldiers|children|passengers|residents|others|persons)\s+(?:were\s+|have been\s+|had been\s+|are\s+)?(?:reportedly\s+)?(?:killed|dead|died)))\b",
    re.IGNORECASE,
)
_COUNTED_DEAD = Expression(
    r"\b(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty)\s+(?:[\w-]+\s+){0,4}?(?:killed|dead|died|deaths|fatalities|casualties|bodies|victims)\b|\b(?:killed|killing|death toll[^.]{0,30}?|deaths of|kills)\s+(?:at least |more than |over |about )?(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)


def vague_toll(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """People died, and no number is given anywhere."""
    text = analysis.document.text
    match = _VAGUE_TOLL.search(text)
    if match and not _COUNTED_DEAD.search(text):
        span = analysis.span(*match.span("what"))
        question = f"How many people are behind “{clean(span.quote)}”, and who counted them?"
        yield Gap(question, "missing number", (span,), "gap.vague_toll", "deaths are reported without a number", 6.8)


_ESTIMATE = Expression(r"^(?:an estimated|estimated)\b", re.IGNORECASE)
_CROWD = Expression(r"\b(?:protesters|demonstrators|marchers|refugees|displaced|homeless|civilians)\b", re.IGNORECASE)
_ROUND = Expression(
    r"^(?:hundreds|thousands|tens|millions|dozens|about|around|some|up to|more than|over|nearly|at least|an estimated|\d[\d,]*,?000\b)",
    re.IGNORECASE,
)


def estimate(analysis: Analysis, found: Facts) -> Iterator[Gap]:
    """An estimate or the size of a crowd, with nobody who made it."""
    for figure in found.figures:
        span = figure.spans[0]
        loose = _ESTIMATE.match(figure.as_stated) or (_CROWD.search(span.quote) and _ROUND.match(figure.as_stated))
        if (
            figure.status == "undisclosed"
            or not loose
            or figure.source
            or _SOURCED.search(near(analysis, span.sentence))
        ):
            continue
        question = f"Who arrived at “{clean(span.quote)}”, and how?"
        yield Gap(question, "missing source", (span,), "gap.estimate", "an estimate without anybody who made it", 4.6)
        return


_SPOKEN = Expression(
    r"\b(?:report\w*|survey|study|poll|census|index|shares|stocks?|points|Nasdaq|close[ds]?|priced?|costs?|sells?|sold|retail\w*|fine[ds]?|votes?|score\w*|won|capacity|storage|screen|hold|seats|per year|contracts?|order(?:s|ed)?|deals?|purchas\w+|bought|pa(?:id|ying|y)|settle\w*|profits?|revenues?|salary|receiv\w+|award\w*|market value|budget|funds?|pledg\w+|promis\w+|donat\w+|allocat\w+|earmark\w*|commit\w*|plans?|invest\w*|schemes?|projects?|programmes?|programs?)\b",
    re.IGNORECASE,
)
_PEOPLE = Expression(
    r"\b(?:people|jobs|homes|houses|workers|customers|households|refugees|migrants|residents|children|women|men|cases|patients|students|families|soldiers|troops|personnel|civilians)\b",
    re.IGNORECASE,
)
_LARGE_MONEY, _LARGE_COUNT = 1_000_000, 1_000


def large_number(analysis: Analysis, found: Facts) -> Iterator[Gap]:
    """A large sum or number of people, in the author's voice and with no source around it."""
    text = analysis.document.text
    for figure in found.figures:
        span = figure.spans[0]
        if (
            figure.status != "given"
            or figure.source
            or figure.attribution.basis != "author"
            or _TOLL.search(span.quote)
        ):
            continue
        value = figure.value or figure.high or 0
        money = figure.rule == "figures.money" and value >= _LARGE_MONEY
        people = figure.rule == "figures.count" and value >= _LARGE_COUNT and _PEOPLE.search(span.quote)
        around = near(analysis, span.sentence)
        opened = text[max(0, span.start - 600) : span.start]
        if not (money or people) or opened.count("“") > opened.count("”"):
            continue
        sentence = in_sentence(analysis, span.start)
        sourced = re.search('[“”"]', sentence) or _SOURCED.search(around) or _SPOKEN.search(around)
        if not sourced and _is_prose(sentence):
            question = f"Where does the figure “{_in_context(text, span.start, span.end)}” come from?"
            yield Gap(
                question,
                "missing source",
                (span,),
                "gap.number_source",
                "the text gives the number without a source",
                5.0,
            )
            return


def _is_prose(sentence: str) -> bool:
    """False for a line of a table, a list or a heading."""
    ends = sentence.rstrip('”"’)')[-1:] in (".", "!", "?")
    return ends and "|" not in sentence and "\t" not in sentence and re.search("[a-z]{2}", sentence) is not None


_CONTEXT = Expression(
    r"(?:\s(?!(?:and|but|which|who|that|last|this|when|while|as|for|if|since|after|before)\b)[\w’'-]+){0,6}"
)


def _in_context(text: str, start: int, end: int) -> str:
    """The figure with the few words behind it that tell what it counts."""
    match = _CONTEXT.match(text, end)
    behind = words(text, end, match.end() if match else end)
    finite = next((i for i, word in enumerate(behind) if finite_kind(word.lower)), len(behind))
    kept = list(behind[:finite])
    while kept and kept[-1].lower in PREPOSITIONS | DETERMINERS:
        kept.pop()
    return clean(text[start : kept[-1].end if kept else end])


_SUPERLATIVE = Expression(
    r"\b(?P<what>(?:the\s+)?(?:worst|deadliest|biggest|largest|heaviest|longest|highest|lowest|most \w+|first)\s+(?:[\w-]+\s+){1,4}?(?:in (?:\w+ ){0,2}(?:history|decades|years)|on record|ever recorded))\b",
    re.IGNORECASE,
)


def superlative(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """A record that is claimed without a figure or a source."""
    text = analysis.document.text
    for match in _SUPERLATIVE.finditer(text):
        around = in_sentence(analysis, match.start())
        inside = text[text.rfind("\n", 0, match.start()) + 1 : match.start()].count('"') % 2
        if (
            inside
            or re.search(
                r"\b(?:one|some|among|two|three|many)(?: of)?\s+$", text[max(0, match.start() - 12) : match.start()]
            )
            or match.group("what").lower().startswith(("first", "the first"))
            or _SOURCED.search(around)
            or _NUMBER.search(around)
        ):
            continue
        span = analysis.span(*match.span("what"))
        question = f"By what measure, and on whose figures, is it “{clean(span.quote)}”?"
        yield Gap(
            question, "missing number", (span,), "gap.superlative", "a record is claimed without figure or source", 4.3
        )
        return


_RISE = Expression(
    r"\b(?P<what>(?:a\s+)?(?:sharp|steep|significant|dramatic|massive|huge|substantial|marked|surging|rapid|sharply (?:increased|higher|lower))\s+"
    r"(?:increases?|rise|surge|drop|decline|fall|jump|decrease|reduction|growth|upsurge|spike)\s+in\s+[\w-]+(?:\s+(?:crime|violence|prices|deaths|cases|rates|numbers))?)",
    re.IGNORECASE,
)
_SIZE = Expression(
    r"\b(?:a\s+)?(?P<what>(?:key|major|leading|main)\s+(?:[\w-]+\s+){0,2}?(?:hubs?|launch points?|transit routes?|exporters?|trafficking routes?))\b",
    re.IGNORECASE,
)
_NUMBER = Expression(r"\d|\b(?:doubled|tripled|twice|half|third|quarter|per ?cent)\b")


def no_baseline(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """Words of size ("a sharp increase") with no number near them."""
    text = analysis.document.text
    rises = [m for m in _RISE.finditer(text) if not _is_measured(analysis, m)]
    if not rises:
        return
    sizes = [m for m in _SIZE.finditer(text) if not _NUMBER.search(in_sentence(analysis, m.start()))]
    chosen = sorted([*rises[:1], *sizes[:2]], key=lambda m: m.start())
    spans = tuple(analysis.span(*m.span("what")) for m in chosen)
    quoted = " and ".join(f"“{clean(s.quote)}”" for s in spans[-2:])
    quoted = f"“{clean(spans[0].quote)}”, {quoted}" if len(spans) == 3 else quoted
    question = f"What figures, from which baseline and over which period, stand behind {quoted}?"
    yield Gap(question, "missing number", spans, "gap.no_baseline", "words of size without a number", 5.0)


_MEASURED = Expression(r"\bfrom \d|\bto \d|\d\s?%|\bper ?cent\b|\b(?:doubled|tripled)\b")


def _is_measured(analysis: Analysis, match: re.Match[str]) -> bool:
    """True when the sentence gives a number, the next one a change in figures, or another one a number of the same thing."""
    if _NUMBER.search(in_sentence(analysis, match.start())) or _MEASURED.search(around(analysis, match.start())):
        return True
    noun = re.compile(rf"\b{re.escape(match.group('what').split()[-1])}\b", re.IGNORECASE)
    others = (
        near(analysis, analysis.span(m.start(), m.end()).sentence, behind=0, ahead=0)
        for m in islice(noun.finditer(analysis.document.text), 20)
    )
    return any(_NUMBER.search(other) for other in others)


_CHANGE = Expression(
    r"\b(?P<what>(?:rose|risen|increased|grew|grown|fell|fallen|dropped|declined|jumped|surged|soared|doubled|tripled|up|down)\s+(?:by\s+)?\d[\d.,]*\s?(?:%|per ?cent))",
    re.IGNORECASE,
)
_PERIOD = Expression(
    r"\b(?:compared|from|since|than|over|year|month|quarter|week|day|in \d{4}|today|yesterday|trading|close|previous|last|this|after|to)\b",
    re.IGNORECASE,
)


def change_without_period(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """A percentage of change, with no word on from when."""
    for match in _CHANGE.finditer(analysis.document.text):
        if not _PERIOD.search(around(analysis, match.start())):
            span = analysis.span(*match.span("what"))
            question = f"Compared with what, and over what period: “{clean(span.quote)}”?"
            yield Gap(
                question,
                "missing number",
                (span,),
                "gap.change_period",
                "a change without what it is measured against",
                4.6,
            )
            return


_POLL = Expression(
    r"\b(?P<what>(?:(?:an?|the|this|one|recent|new|latest)\s+){0,2}(?:opinion polls?|polls?|surveys?))\s+(?:(?:of|last|this|in|released|published|earlier|on|taken) [^.;]{0,60}?\s)?(?:found|shows?|showed|suggests?|suggested|indicates?|indicated|reveals?|revealed|puts?|gave|has)\b",
    re.IGNORECASE,
)
_SAMPLE = Expression(
    r"\b\d[\d,]*\s+(?:[\w-]+\s+){0,3}?(?:people|adults|respondents|voters|participants|children|schools|residents|americans|britons|members|interviews|users|households|companies|students)\b|\bsample\b|margin of error",
    re.IGNORECASE,
)
_POLLSTER = Expression(
    r"\b(?:polls?|surveys?)\s+(?:by|from|conducted by|carried out by|published by|commissioned by)\b|\b(?:conducted|carried out|commissioned|published|released) by\b|\b[A-Z][\w/&-]+(?:\s[A-Z][\w/&-]+)*\s+(?:opinion )?(?:polls?|surveys?)\b"
)


def survey(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """A survey whose sample or pollster is not given."""
    text = analysis.document.text
    match = _POLL.search(text)
    if match is None:
        return
    sample, pollster = _SAMPLE.search(text) is not None, _POLLSTER.search(text) is not None
    if sample and pollster:
        return
    asked = "Who carried out" if not pollster else "How many people were asked in"
    more = "" if sample or pollster else ", and how many people were asked"
    what = re.sub(r"^(?:an?|one|recent|new|latest|this)\s+", "the ", clean(match.group("what")).lower())
    what = what if what.startswith("the ") else f"the {what}"
    span = analysis.span(*match.span("what"))
    why = "a survey is cited without " + (
        "its sample" if pollster else "who made it" if sample else "who made it and its sample"
    )
    yield Gap(f"{asked} {what}{more}?", "missing source", (span,), "gap.survey", why, 5.6)
