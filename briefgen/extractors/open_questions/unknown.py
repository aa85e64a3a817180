"""Questions that the text itself calls unknown, unclear, undisclosed or conflicting, whoever might answer them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.extractors.open_questions.finding import Finding, said_by_source
from briefgen.language.asking import (
    PERSONS,
    ask,
    ask_clause,
    clean,
    is_plural,
    is_question_clause,
    lower_first,
    uncapitalised,
)
from briefgen.language.clause_bounds import QUESTION_FOLLOWS, clause_end, subject_before, trimmed_end
from briefgen.language.expressions import Expression
from briefgen.language.words import PRONOUNS

_NOT = r"(?:not|n[’']t|never)\s+(?:\w+ly\s+|yet\s+|at all\s+)?"
_BEFORE_CLAUSE = Expression(
    rf"\b(?:unclear|unknown|uncertain|undecided|unsure|(?:{_NOT}|n[’']t\s)(?:been\s+)?(?:\w+ly\s+)?(?:known|clear|certain|sure|confirmed|decided|disclosed|"
    r"specified|determined|established|revealed|announced)|too (?:early|soon) to (?:say|tell|know)|an open question|to be seen|"
    r"no (?:word|indication|information|details?|clarity|consensus|agreement|decision|explanation)(?:\s+yet)?|"
    r"(?:do|does|did)\s*(?:not|n[’']t)(?:\s+yet)?\s+know|mystery|"
    r"(?:media |press |public |much |some |fresh |widespread )*speculation|conflicting (?:reports|accounts|information|statements))"
    rf"(?:\s+(?:about|of|on|over|as to|regarding|yet|at this (?:stage|time|point)|exactly|just))*\s+{QUESTION_FOLLOWS}",
    re.IGNORECASE,
)
_SELF = Expression(r"\b(?:I|i|I’m|I'm|we|We|you|You|we’re|we're|my|My|our|Our|your|us)\b")
_BE = r"(?:is|are|was|were|remains?|remained|stays?|has been|have been|had been|has|have|had|is being|are being)"
_UNKNOWN = Expression(
    rf"\b{_BE}\s+(?:(?:still|also|as yet|currently|largely|so far|is|very|highly|yet)\s+)*(?P<doubt>"
    rf"unknown|unclear|undisclosed|uncertain|undetermined|unspecified|unexplained|unresolved|undecided|a mystery|"
    rf"{_NOT}(?:been\s+)?(?:\w+ly\s+)?(?:known|clear|disclosed|specified|revealed|established|determined|explained|decided|finali[sz]ed)|"
    r"(?:yet\s+|(?<=remains )|(?<=remain ))to be (?:determined|established|explained|decided|disclosed|clarified|seen))\b(?!\s+(?:to|for|until|by the time|in)\b|(?<=known)\s+as\b)",
    re.IGNORECASE,
)
_UNRELEASED = Expression(
    rf"\b(?:is|are|was|were|has|have|had|is|remains?)\s*{_NOT}(?:been\s+)?(?:\w+ly\s+)?(?P<verb>released|published|made public|announced|given|"
    r"identified|named|set|issued|reported)\b(?!\s+(?:until|by the time|as|a|an|the)\b)"
    r"|\b(?:remains?|remained)\s+(?P<still>unidentified|unnamed|unreleased|unpublished)\b",
    re.IGNORECASE,
)
_REVEALING = Expression(
    r"\b(?:names?|identit(?:y|ies)|results?|terms|details?|prices?|costs?|dates?|figures?|numbers?|causes?|reasons?|motives?|arrangements|"
    r"locations?|amounts?|sums?|values?|plans?|timetables?|schedules?|winners?|venues?|targets?|salar(?:y|ies)|charges|findings|"
    r"conditions?|nationalit(?:y|ies)|destinations?|sources?|budgets?|line-?ups?|nominees?|tolls?)$",
    re.IGNORECASE,
)
_DOCUMENT = Expression(
    r"\b(?:reports?|documents?|footage|videos?|letters?|transcripts?|records|files|data|recordings?|texts?)$",
    re.IGNORECASE,
)
_ATTRIBUTIVE = Expression(
    r"\b(?P<np>(?:an?|the|some|his|her|its|their)?\s*(?P<doubt>undisclosed|unspecified|unknown|undetermined|unconfirmed|unidentified|unexplained)\s+"
    r"(?P<noun>(?:[\w’-]+\s+){0,3}?(?:numbers?|amounts?|sums?|fees?|fractions?|prices?|quantit(?:y|ies)|locations?|places?|destinations?|reasons?|causes?|"
    r"sources?|origins?|motives?|illness|conditions?|substances?|dates?|price|value|terms|proportion|m[ae]n|wom[ae]n|passengers?|victims?|attackers?|"
    r"gunm[ae]n|assailants?|suspects?|objects?|aircraft|person|people|buyers?|bod(?:y|ies)|vehicles?|cases|reports?|group|persons))"
    r"(?P<of>\s+(?:of|near to|near|in|off|to|from)(?:\s+[\w’-]+){1,6}?(?=[,.;”\"]|\s(?:and|that|which|who|is|are|was|were|has|have|died|had|by|from|at|on|for|may|were)\b|$))?)",
    re.IGNORECASE,
)
_SIZE = Expression(r"^(?:numbers?|amounts?|quantit(?:y|ies))$", re.IGNORECASE)
_CONFLICTING = Expression(
    r"\b(?:conflicting|contradictory|differing)\s+(?P<noun>(?:[\w-]+\s+){0,2}?(?:numbers|reports|accounts|figures|statements|versions|estimates|claims|information|evidence|testimony))"
    r"(?P<of>\s+(?:of|about|on|over|as to|regarding)\s+[^.;,”]+)?",
    re.IGNORECASE,
)
_NOBODY = Expression(
    r"\b(?:(?P<claim>(?:no (?:one|group|organi[sz]ation|party|person|militant group|country)|nobody)\s+(?:has\s+|have\s+|had\s+)?(?:immediately\s+|yet\s+)?(?:claimed|taken|admitted|accepted)\s+responsibility"
    r"|no (?:\w+ )?claims? of responsibility|(?:has|have) made no (?:official )?claim of responsibility)(?P<for>\s+for\s+(?:the|this|these|a|an)\s+[^.;,”]+)?"
    r"|(?P<suspect>no (?:suspects?|arrests?)\s+(?:has|have|had|was|were)\s+(?:yet\s+)?(?:been\s+)?(?:named|identified|arrested|made|announced)|no one has been (?:arrested|charged)|nobody has been (?:arrested|charged))"
    r"|no (?:\w+ )?(?P<thing>motive|cause|reason|explanation|date|timetable|timeline|details of [^.;,”]{3,60}?|price|figure|venue|successor|replacement|decision|buyer|location|name)(?P<of>\s+(?:for|of|on|as to)\s+[^.;,”]{3,80}?)?\s+"
    r"(?:has|have|had|was|were|is)\s+(?:yet\s+|as yet\s+)?(?:been\s+)?(?:given|established|released|identified|known|made|announced|set|determined|named|found|offered|reached|fixed|disclosed|provided|revealed|confirmed)"
    r"|(?:gave|given|giving|provided|offered|released|announced)\s+no\s+(?:further |other |official )?(?P<given>reason|explanation|date|timetable|timeline|price|figure|details of [^.;,”]{3,220}|details on [^.;,”]{3,220}|indication of [^.;,”]{3,220})(?P<given_of>\s+(?:for|of)\s+[^.;,”]+)?)",
    re.IGNORECASE,
)
_NONE_SAYS = Expression(
    r"\b(?:neither|none|nobody|no one)\b[^.;,]{0,50}?\b(?:would|has|have|had|did|could|was willing to|were willing to)\s+(?:yet\s+|immediately\s+)?"
    r"(?:reveal(?:ed)?|disclosed?|sa(?:y|id)|specif(?:y|ied)|name[d]?|explain(?:ed)?|give[n]?)\s+(?P<what>[^.;,”]{4,220})",
    re.IGNORECASE,
)
_UNCERTAINTY = Expression(
    r"\b(?:uncertainty|questions remain|questions still remain|unanswered questions)\s+(?:about|over|surrounding|as to|regarding)\s+(?P<what>(?:the|its|their|how|whether|who|what|when|why)\s[^.;,”]{4,220})",
    re.IGNORECASE,
)
_MISSING = Expression(
    r"\b(?P<who>(?:at least |about |around |some |nearly |more than |the )?(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens of|hundreds of|several|many|others?)\s+(?:[\w-]+\s+){0,2}?(?:people|persons?|passengers?|crew|children|workers?|sailors|soldiers|fishermen|miners|residents|men|women|crew members|tourists|students))\s+"
    r"(?:is|are|was|were|remains?|remained)\s+(?:still\s+)?(?P<doubt>missing|unaccounted)\b(?:\s+for)?",
    re.IGNORECASE,
)
_RUMOURED = Expression(
    r"\b(?:(?:rumou?rs?|speculation|unconfirmed reports?|suspicions?|fears)\s+(?:has |have |had )?(?:it )?that|"
    r"(?:has|have) (?:also )?been (?:widely |long )?(?:rumou?red|speculated|reported, but not confirmed,)\s+that|"
    r"(?:it is|it’s|it's) (?:widely |generally )?(?:believed|thought|suspected|feared|rumou?red)(?:\s+that)?(?=\s+(?:the|an?|it|he|she|they|some|this|[A-Z]))|"
    r"(?:reported|claimed|said), but not (?:yet )?(?:confirmed|verified),\s+that)\s+(?P<clause>\S.*)",
    re.IGNORECASE,
)


WORDS = frozenset(
    "unclear unknown uncertain undecided unsure unresolved unexplained undetermined undisclosed unspecified unconfirmed unidentified unnamed unreleased "
    "unpublished mystery uncertainty remain unanswered open seen no nobody neither none not never cannot early soon speculation speculated conflicting contradictory differing missing unaccounted "
    "rumor rumors rumored rumour rumours rumoured suspicion suspicions fears feared believed thought suspected determined established explained decided "
    "disclosed clarified hasn’t hasn't haven’t haven't hadn’t hadn't isn’t isn't aren’t aren't wasn’t wasn't weren’t weren't don’t don't doesn’t doesn't "
    "didn’t didn't".split()
)  # a sentence without any of them raises none of these questions


def unknown(text: str, start: int, end: int) -> Iterator[Finding]:
    """The questions of one sentence that it says nobody has answered."""
    yield from _embedded(text, start, end)
    yield from _of_subject(text, start, end)
    yield from _unreleased(text, start, end)
    yield from _attributive(text, start, end)
    yield from _conflicting(text, start, end)
    yield from _nobody(text, start, end)
    yield from _none_says(text, start, end)
    yield from _uncertainty(text, start, end)
    yield from _missing(text, start, end)
    yield from _rumoured(text, start, end)


def _embedded(text: str, start: int, end: int) -> Iterator[Finding]:
    """ "It is not yet clear how …", "no word on when …": doubt before an embedded question."""
    for match in _BEFORE_CLAUSE.finditer(text, start, end):
        if _SELF.search(text[max(start, match.start() - 14) : match.start()]):
            continue
        stop = clause_end(text, match.end(), end)
        question = _will(text, start, match, stop) or ask(text[match.end() : stop])
        if question:
            yield Finding(question, "unclear", match.start(), stop, "questions.unclear", said_by_source(match))


def _will(text: str, start: int, match: re.Match[str], stop: int) -> str | None:
    """ "Prosecutors have not decided whether to open an inquiry": will they?"""
    choice = _CHOICE.match(text, match.end(), stop)
    auxiliary = _HAVE.search(text, start, match.start())
    subject = subject_before(text, start, auxiliary.start()) if choice and auxiliary else None
    if subject is None or choice is None:
        return None
    who = clean(text[slice(*subject)])
    return f"Will {uncapitalised(who)} {clean(text[choice.end() : stop])}?" if who else None


_CHOICE = Expression(r"(?:whether|if)(?: or not)? to ")
_HAVE = Expression(r"\b(?:has|have|had|is|are|was|were)\s*$")


def _of_subject(text: str, start: int, end: int) -> Iterator[Finding]:
    """ "The cause of the fire is unknown", "whether he knew remains unclear"."""
    for match in _UNKNOWN.finditer(text, start, end):
        subject = subject_before(text, start, match.start())
        phrase = text[slice(*subject)] if subject else ""
        if (
            subject is None
            or PERSONS.search(phrase)
            or _DECIDES.match(text, match.end(), end)
            or re.match(r"(?:its|their|his|her) [\w-]+$", phrase, re.IGNORECASE)
        ):
            continue
        question = ask(lower_first(clean(phrase)))
        if question:
            yield Finding(question, "unclear", subject[0], match.end(), "questions.unknown", said_by_source(match))


_DECIDES = Expression(r"\s+(?:whether|if|how|when|who|what|where|which)\b")  # what is open stands behind it


def _unreleased(text: str, start: int, end: int) -> Iterator[Finding]:
    """ "The woman has not been identified", "the terms were not released", "whose name has not been given"."""
    for match in _UNRELEASED.finditer(text, start, end):
        owner = re.search(r"([^,;]+),\s+whose (?:names?|identit(?:y|ies))\s*$", text[start : match.start()])
        if owner:
            begin = start + owner.start(1)
            noun = re.search(
                r"\b(?:an?|the|two|three|four|some)\s+(?:[\w’-]+\s+){0,4}?[\w’-]+$", owner.group(1).strip()
            )
            if noun:
                who = re.sub(r"^(?:an?|some)\s", "the ", noun.group())
                question: str | None = f"Who {'are' if is_plural(who) else 'is'} {who}?"
                yield Finding(
                    str(question), "undisclosed", begin, match.end(), "questions.unreleased", said_by_source(match)
                )
            continue
        subject = subject_before(text, start, match.start())
        if subject is None:
            continue
        phrase = lower_first(clean(text[slice(*subject)]))
        question = _what_is_in(phrase, (match.group("verb") or match.group("still")).lower())
        if question:
            yield Finding(
                question, "undisclosed", subject[0], match.end(), "questions.unreleased", said_by_source(match)
            )


def _what_is_in(phrase: str, verb: str) -> str | None:
    head = re.split(r"\s+(?:of|for|in|on|about|from|to|with|at|behind)\s+", phrase)[0]
    if verb in ("identified", "named", "unidentified", "unnamed"):
        return ask(phrase) if PERSONS.search(head) or _REVEALING.search(head) else None
    if _DOCUMENT.search(head) and verb != "reported":
        return f"What {'do' if is_plural(phrase) else 'does'} {phrase} say?"
    return ask(phrase) if _REVEALING.search(head) and verb != "reported" else None


def _attributive(text: str, start: int, end: int) -> Iterator[Finding]:
    """ "an undisclosed sum", "an unknown number of soldiers died": the doubt is an adjective."""
    for match in _ATTRIBUTIVE.finditer(text, start, end):
        noun, doubt = match.group("noun"), match.group("doubt").lower()
        stop = trimmed_end(text, match.start("np"), match.end("np"))
        phrase = clean(text[match.start("np") : stop])
        head = noun.split()[-1]
        of = clean(match.group("of") or "")
        if _SIZE.match(head) and of.startswith("of "):
            many = "many" if head.lower().startswith("number") else "much"
            question = f"How {many} {of[3:]} {_predicate(text, stop, end, plural=many == 'many')}?"
        elif head.lower() in ("fraction", "proportion") and of:
            question = f"What {head} {of} is meant?"
        elif PERSONS.search(head) and (doubt == "unknown" and not re.match(r"an?\s", phrase)):
            continue
        elif PERSONS.search(head) and doubt in ("unidentified", "unknown"):
            bare = re.sub(r"^(?:an?|some)\s", "the ", phrase)
            question = f"Who {'are' if is_plural(bare) else 'is'} {bare if bare.startswith(('the ', 'his ', 'her ')) else 'the ' + bare}?"
        elif doubt == "unconfirmed":
            if head.lower() not in ("reports", "cases") or match.group("doubt")[0].isupper():
                continue
            question = f"Can the {phrase} be confirmed?"
        else:
            inner = re.sub(r"^(?:an?|the|some)\s+", "", phrase)
            where = head.lower().startswith(("location", "place", "destination"))
            question = f"{'Where' if where else 'What'} {'are' if is_plural(inner) else 'is'} the “{inner}”?"
        yield Finding(
            question, "undisclosed", match.start("doubt"), stop, "questions.attributive", said_by_source(match)
        )


_PREDICATE = Expression(
    r"\s+(?P<verb>(?:is|are|was|were|has|have|had|died|fled|left|took|escaped|remain(?:ed)?)\b[^.,;”]{0,220})"
)


def _predicate(text: str, at: int, end: int, *, plural: bool) -> str:
    """What is said of the counted things behind them, or "are meant"."""
    match = _PREDICATE.match(text, at, end)
    return clean(match.group("verb")) if match else ("are meant" if plural else "is meant")


def _conflicting(text: str, start: int, end: int) -> Iterator[Finding]:
    for match in _CONFLICTING.finditer(text, start, end):
        stop = trimmed_end(text, match.start(), match.end())
        phrase = clean(text[match.start() : stop])
        if not match.group("of") and not re.search(
            r"\b(?:there (?:are|were)|gave|given|received|with)\s*$", text[start : match.start()]
        ):
            continue
        right = "is right" if is_plural(phrase) else "can be relied on"
        which = "Which of the" if is_plural(phrase) else "What in the"
        question = f"{which} {phrase} {right}?"
        yield Finding(question, "disputed", match.start(), stop, "questions.conflicting", said_by_source(match))


def _nobody(text: str, start: int, end: int) -> Iterator[Finding]:
    """ "No group has claimed responsibility", "no motive has been established", "gave no reason for"."""
    for match in _NOBODY.finditer(text, start, end):
        stop = trimmed_end(text, match.start(), match.end())
        kind = "undisclosed" if match.group("given") else "unclear"
        if match.group("claim"):
            question: str | None = f"Who is responsible{_rest(match.group('for'))}?"
        elif match.group("suspect"):
            question = "Who are the suspects?"
        else:
            thing = match.group("thing") or match.group("given")
            of = match.group("of") or match.group("given_of")
            detail = re.match(r"(?:details|indication) (?:of|on) (.+)", thing)
            question = ask(detail.group(1)) if detail else ask(f"the {thing}{_rest(of)}")
        if question and " not " not in question:
            yield Finding(question, kind, match.start(), stop, "questions.nobody", said_by_source(match))


def _none_says(text: str, start: int, end: int) -> Iterator[Finding]:
    """ "Neither of the companies would reveal the price"."""
    for match in _NONE_SAYS.finditer(text, start, end):
        stop = trimmed_end(text, match.start("what"), match.end())
        what = clean(text[match.start("what") : stop])
        question = ask(what) if is_question_clause(what) or re.match(r"(?:the|its|their|his|her|any)\s", what) else None
        if question:
            yield Finding(question, "undisclosed", match.start(), stop, "questions.none_says", said_by_source(match))


def _uncertainty(text: str, start: int, end: int) -> Iterator[Finding]:
    """ "uncertainty about the future of the craft"."""
    for match in _UNCERTAINTY.finditer(text, start, end):
        stop = trimmed_end(text, match.start("what"), match.end())
        what = clean(text[match.start("what") : stop])
        question = ask(what) if is_question_clause(what) or " of " in what else None
        if question:
            yield Finding(question, "unclear", match.start(), stop, "questions.uncertainty", said_by_source(match))


def _rest(phrase: str | None) -> str:
    return f" {clean(phrase)}" if phrase and clean(phrase) else ""


def _missing(text: str, start: int, end: int) -> Iterator[Finding]:
    for match in _MISSING.finditer(text, start, end):
        who = clean(match.group("who"))
        who = who.lower() if who.isupper() else uncapitalised(who)
        state = "missing" if match.group("doubt").lower() == "missing" else "unaccounted for"
        question = f"What has become of {who if who.startswith('the ') else 'the ' + who} {state}?"
        yield Finding(question, "unclear", match.start("who"), match.end(), "questions.missing", said_by_source(match))


def _rumoured(text: str, start: int, end: int) -> Iterator[Finding]:
    """ "It is believed that …", "rumours that …": reported without anybody who vouches for it."""
    match = _RUMOURED.search(text, start, end)
    if (
        match
        and text[match.start("clause") :].split(" ", 1)[0].lower() not in PRONOUNS
        and not _SELF.search(text[start : match.start("clause")])
    ):
        stop = clause_end(text, match.start("clause"), end)
        clause = text[match.start("clause") : stop]
        question = (
            ask_clause(f"whether {lower_first(clause)}")
            if not is_question_clause(clause) and len(clause.split()) > 2
            else None
        )
        if question:
            why = f"the source: “{clean(text[match.start() : match.start('clause')])}”"
            yield Finding(question, "unverified", match.start(), stop, "questions.rumoured", why)
