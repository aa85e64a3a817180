"""Questions about what is in dispute: raised doubts, scrutiny, denials, claims that only one side makes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.extractors.open_questions.finding import Finding, named_speaker, said_by_source
from briefgen.language.analysis import Analysis
from briefgen.language.asking import ask, ask_clause, clean, is_plural, is_question_clause, lower_first
from briefgen.language.clause_bounds import QUESTION_FOLLOWS, clause_end, subject_before, trimmed_end
from briefgen.language.expressions import Expression
from briefgen.language.words import CONJUNCTIONS, PREPOSITIONS, PRONOUNS, has_finite_verb, words
from briefgen.model import Facts, Statement

_RAISES = (
    "raised|raises|raise|raising|prompted|prompts|prompting|sparked|sparking|sparks|drew|drawn|drawing|faces|faced|facing|"
    "triggered|triggering|renewed|renewing|provoked|provoking|attracted|attracting|fuell?ed|fuell?ing|led to|leading to|"
    "come under|came under|coming under|subject to|met with"
)
_DOUBT = "questions|doubts|scrutiny|criticism|controversy|objections|backlash|suspicions|legal challenges?|condemnation"
_CONTESTED = Expression(
    rf"\b(?P<verb>{_RAISES})\s+(?P<doubt>(?:[\w-]+\s+(?:and\s+)?){{0,3}}?(?:{_DOUBT}))\b"
    rf"(?:\s+(?P<link>over|about|of|into|around|regarding|on|as to|at)\s+(?P<matter>[^.;,]+)|(?P<clause>\s+{QUESTION_FOLLOWS})|(?=\s+in\b|[.,;”]|$|\s+(?:from|by|and)\b))",
    re.IGNORECASE,
)
_UNDER = Expression(
    r"\b(?:under|facing)\s+(?P<doubt>(?:[\w-]+\s+)?(?:scrutiny|fire|criticism))\s+(?:over|for|about)\s+(?P<matter>[^,.;]+)",
    re.IGNORECASE,
)
_QUESTIONED = Expression(
    r"\b(?P<verb>question(?:s|ed|ing)?|disput(?:es?|ed|ing)|doubt(?:s|ed|ing)?)\s+"
    rf"(?:{QUESTION_FOLLOWS}|(?P<that>(?<=[dt][eo]d\s)that\s)|(?P<object>(?:the|its|his|her|their|[A-Z][\w-]*[’']s)\s+(?:[\w-]+\s+){{0,2}}?"
    r"(?:decisions?|amounts?|need|legality|motives?|timing|values?|wisdom|validity|safety|costs?|claims?|accuracy|effectiveness|credibility|"
    r"use|role|policy|judge?ment|results?|fairness|legitimacy|integrity|right|ability|logic|reasons?|choice|evidence|figures?|findings?|"
    r"account|version|allegations?|reports?|numbers?|ruling|outcome|authenticity|constitutionality|independence|impartiality|necessity|plans?|strategy|commitment)\b[^.;,”]{0,220}))",
)
_POLICE = Expression(
    r"\b(?:police|officers?|detectives?|investigators?|lawyers?|being|been|was|were|for|legal|title)\s*$", re.IGNORECASE
)
_DISPUTED = Expression(
    r"\b(?:is|are|was|were|remains?|has been|have been)\s+(?:still\s+|widely\s+|hotly\s+|also\s+)*(?P<doubt>disputed|(?<=is )contested|(?<=are )contested|hotly contested|in dispute|in doubt|in question|up in the air|controversial among [\w ]+)\b(?!\s+(?:by the|against|at|on|over)\b)",
    re.IGNORECASE,
)
_UNVERIFIED = Expression(
    r"\b(?P<doubt>(?:could|can|cannot|could\s?n[’']t|can[’']t)\s*(?:not\s+)?(?:be\s+)?(?:independently\s+|immediately\s+)*(?:verified|confirmed|corroborated)"
    r"|(?:(?:has|have|had)\s*(?:not|n[’']t)\s+(?:yet\s+)?been|(?:was|were|is|are)\s*(?:not|n[’']t)(?:\s+yet)?)\s+(?:\w+ly\s+)?(?:verified|confirmed|corroborated)|(?:remains?|remained|is|are|was|were)\s+(?:as yet\s+)?(?:unconfirmed|unverified))\b",
    re.IGNORECASE,
)
_QUALITIES = {
    "legality": "legal", "lawfulness": "lawful", "safety": "safe", "fairness": "fair", "constitutionality": "constitutional",
    "validity": "valid", "effectiveness": "effective", "accuracy": "accurate", "feasibility": "feasible", "legitimacy": "legitimate",
    "independence": "independent", "credibility": "credible", "reliability": "reliable", "authenticity": "authentic",
    "necessity": "necessary", "viability": "viable", "transparency": "transparent", "sustainability": "sustainable",
    "impartiality": "impartial", "neutrality": "neutral", "morality": "moral", "ethics": "ethical", "wisdom": "wise",
    "affordability": "affordable", "proportionality": "proportionate", "integrity": "sound", "quality": "good enough",
}  # fmt: skip
_DOUBTS_OF = {
    "legal": "lawful", "political": "politically legitimate", "ethical": "ethical", "moral": "morally right",
    "constitutional": "constitutional", "environmental": "environmentally sound", "procedural": "procedurally sound",
    "financial": "financially sound", "safety": "safe",
}  # fmt: skip


WORDS = frozenset(
    "question questions questioned questioning doubt doubts doubted doubting scrutiny criticism controversy objections backlash suspicions challenge "
    "challenges condemnation fire dispute disputes disputed disputing contested air controversial verified confirmed corroborated unconfirmed "
    "unverified".split()
)  # a sentence without any of them raises none of these questions


def contested(text: str, start: int, end: int) -> Iterator[Finding]:
    """The questions of one sentence that it reports as raised or disputed. "Concerns over" alone is none."""
    for match in _CONTESTED.finditer(text, start, end):
        yield from _raised(text, match, start, end)
    for match in _UNDER.finditer(text, start, end):
        stop = trimmed_end(text, match.start(), match.end())
        question = matter_question(clean(text[match.start("matter") : stop]), match.group("doubt"))
        if question:
            yield Finding(
                question, "contested", match.start("doubt"), stop, "questions.contested", said_by_source(match)
            )
    yield from _questioned(text, start, end)
    yield from _disputed(text, start, end)


def matter_question(matter: str, doubt: str) -> str:
    """One question about what doubts are raised over: "the legality and cost of X", "how X works", "X"."""
    matter = re.sub(r"^(?:(?:about|of|over|as to)\s+)+", "", matter)
    if is_question_clause(matter):
        return ask(matter) or f"What answers the {doubt} about {matter}?"
    quality = re.match(
        r"(?P<its>the |its |their |his |her )(?P<q>\w+)(?: and (?:the )?(?P<more>[\w-]+(?: [\w-]+)?))? of (?P<x>.+)",
        matter,
    )
    if quality and quality.group("q").lower() in _QUALITIES:
        thing = quality.group("x")
        plural = is_plural(thing)
        more = quality.group("more")
        tail = f", and what is {'their' if plural else 'its'} {more}" if more else ""
        return f"{'Are' if plural else 'Is'} {thing} {_QUALITIES[quality.group('q').lower()]}{tail}?"
    if doubt.split()[-1].lower() in ("criticism", "condemnation", "objections", "backlash", "suspicions"):
        verb = "Are" if doubt.lower().endswith("s") else "Is"
        link = "of" if doubt.lower().endswith("criticism") else "over"
        return f"{verb} the {doubt} {link} {matter} justified?"
    if len(matter.split()) > 14 or has_finite_verb(words(matter, 0, len(matter))):
        return ""
    return f"What is established about {matter}?"


def _raised(text: str, match: re.Match[str], start: int, end: int) -> Iterator[Finding]:
    """ "X has raised legal questions in Y", "prompting scrutiny over the legality of Z", "sparking questions whether …"."""
    doubt, why = clean(match.group("doubt")), said_by_source(match)
    rule = "questions.contested"
    if match.group("clause") is not None:
        stop = clause_end(text, match.end(), end)
        question = ask_clause(text[match.end() : stop])
        if question:
            yield Finding(question, "contested", match.start("doubt"), stop, rule, why)
        return
    if match.group("matter"):
        stop = clause_end(text, match.start("matter"), match.end())
        question = matter_question(clean(text[match.start("matter") : stop]), doubt)
        if question:
            yield Finding(question, "contested", match.start("doubt"), stop, rule, why)
        return
    subject = subject_before(text, start, match.start())
    stop = clause_end(text, match.end(), end) if text[match.end() : match.end() + 4] == " in " else match.end()
    if subject is None or not re.search(r"\b(?:questions|doubts|objections|challenges?)$", doubt):
        return
    question = _of_kind(
        lower_first(clean(text[slice(*subject)])), doubt, clean(text[match.end() : stop]), match.group("verb")
    )
    yield Finding(question, "contested", subject[0], stop, rule, why)


def _of_kind(subject: str, doubt: str, where: str, verb: str) -> str:
    """ "legal and political questions" about a deployment: "Is the deployment lawful and politically legitimate?" """
    kinds = [_DOUBTS_OF.get(word) for word in re.findall(r"[\w-]+", doubt.lower())[:-1] if word != "and"]
    behind = f" {where}" if where else ""
    if kinds and all(kinds):
        return f"{'Are' if is_plural(subject) else 'Is'} {subject} {' and '.join(str(k) for k in kinds)}{behind}?"
    return f"What are the {doubt} that {subject} {'has' if not is_plural(subject) else 'have'} {_participle(verb)}{behind}?"


def _participle(verb: str) -> str:
    return {"drew": "drawn", "raises": "raised", "raise": "raised", "faces": "faced", "led to": "led to"}.get(
        verb.lower(), verb
    )


def _questioned(text: str, start: int, end: int) -> Iterator[Finding]:
    for match in _QUESTIONED.finditer(text, start, end):
        before = text[start : match.start()]
        if (
            _POLICE.search(before)
            or not before.strip(' “"')
            or before.rstrip().endswith((" no", " the", " a", " in", "without", " beyond"))
        ):
            continue
        stop = clause_end(text, match.start(), end)
        phrase = clean(text[match.end("verb") : stop])
        if is_question_clause(phrase) or match.group("that"):
            question = ask_clause(phrase)
        else:
            thing = lower_first(phrase)
            quality = matter_question(thing, "questions")
            question = quality if quality and not quality.startswith("What is established") else _doubted(thing)
        if question:
            yield Finding(question, "contested", match.start(), stop, "questions.questioned", said_by_source(match))


_ASSERTED = Expression(
    r"\b(?:claims?|accuracy|figures?|evidence|results?|findings?|account|version|reports?|numbers?|allegations?|authenticity)\b",
    re.IGNORECASE,
)


def _doubted(thing: str) -> str:
    """What is asserted may stand up or not; what is done may be justified or not."""
    plural = is_plural(thing)
    if _ASSERTED.search(thing):
        return f"{'Do' if plural else 'Does'} {thing} stand up?"
    return f"{'Are' if plural else 'Is'} {thing} justified?"


_STANDS = Expression(
    r"\b(?:rulings?|decisions?|verdicts?|convictions?|claims?|results?|laws?|agreements?|judgments?|orders?|contracts?|findings?|allegations?|accounts?|bans?|charges?)\b",
    re.IGNORECASE,
)


def _disputed(text: str, start: int, end: int) -> Iterator[Finding]:
    for pattern, kind, rule in (
        (_DISPUTED, "disputed", "questions.disputed"),
        (_UNVERIFIED, "unverified", "questions.unverified"),
    ):
        for match in pattern.finditer(text, start, end):
            subject = subject_before(text, start, match.start())
            if subject is None or is_question_clause(text[slice(*subject)]):
                continue
            thing = lower_first(clean(text[slice(*subject)]))
            plural = is_plural(thing)
            if kind == "unverified":
                verb = "verified" if "verif" in match.group("doubt").lower() else "confirmed"
                question = f"Can {thing} be {verb}?"
            elif match.group("doubt").lower() == "in doubt":
                question = f"What will become of {thing}?"
            else:
                question = (
                    f"{'Do' if plural else 'Does'} {thing} stand?"
                    if _STANDS.search(thing)
                    else f"Who is right about {thing}?"
                )
            yield Finding(question, kind, subject[0], match.end(), rule, said_by_source(match))


# What one side says or denies ------------------------------------------------------------------

_CHARGES = Expression(
    r"^(?:the|any|these|those|all|such)?\s*(?:[\w-]+\s+){0,2}?(?P<noun>accusations?|allegations?|reports?|charges?|claims?|rumou?rs?|suggestions?)\b",
    re.IGNORECASE,
)
_ANY = Expression(r"^any\s+(?P<what>.+)", re.IGNORECASE)
_DOINGS = Expression(
    r"^(?:any\s+)?(?:involvement|wrongdoing|responsibility|knowledge|having|being|that|the existence)\b", re.IGNORECASE
)


_REFUSED = Expression(
    r"^(?:an?|the)?\s*(?:[\w-]+\s)?(?:requests?|bail|access|permission|entry|visas?|appeals?|motions?|applications?|petitions?|that fact|fact)\b",
    re.IGNORECASE,
)


def claims(analysis: Analysis, found: Facts) -> Iterator[Finding]:
    """What rests on one side's word alone, and what somebody denies."""
    for statement in found.statements:
        if statement.rule == "statements.parenthetical":
            yield from _only_claimed(analysis, statement)
        elif statement.polarity == "negated" and (statement.attribution.cue or "").lower().startswith(
            ("deny", "denie", "denying")
        ):
            yield from _denied(analysis, statement, found)


def _only_claimed(analysis: Analysis, statement: Statement) -> Iterator[Finding]:
    """ "vessels it says are used for drug trafficking": the claim stands inside another sentence."""
    text, content, attribution = analysis.document.text, statement.content, statement.attribution
    begin = attribution.speaker_span.start if attribution.speaker_span else content.start
    before = words(text, analysis.sentences[content.sentence].start, begin)
    if before and before[-1].lower not in CONJUNCTIONS | PREPOSITIONS | PRONOUNS | {"what"}:
        question = ask_clause(f"whether the {before[-1].text} {content.quote}", really=True)
        if question:
            why = f"only {attribution.speaker or 'the source'} says so"
            yield Finding(
                question, "unverified", before[-1].start, content.end, "questions.only_claimed", why, attribution
            )


_POINTERS = frozenset("that this it so them these those".split())


def _denied_before(found: Facts, denial: Statement) -> Iterator[Finding]:
    """ "Marsh denied that": what somebody else claims in the sentence before."""
    for claim in found.statements:
        near = (
            claim.content.document_id == denial.content.document_id
            and claim.content.sentence == denial.content.sentence - 1
        )
        if not near or claim.mode != "indirect" or claim.attribution.speaker == denial.attribution.speaker:
            continue
        question = ask_clause(f"that {clean(claim.content.quote)}", "")
        cue = denial.attribution.cue_span
        if question and cue is not None:
            why = f"{denial.attribution.speaker or 'the source'} denies it"
            end = max(denial.content.end, cue.end)
            yield Finding(question, "disputed", claim.content.start, end, "questions.denied", why, denial.attribution)
            return


def _denied(analysis: Analysis, statement: Statement, found: Facts) -> Iterator[Finding]:
    text, content, attribution = analysis.document.text, statement.content, statement.attribution
    sentence = analysis.sentences[content.sentence]
    cue, speaker = attribution.cue_span, named_speaker(statement)
    if cue is None or re.search(r"\bif\b", text[max(sentence.start, cue.start - 60) : cue.start]):
        return
    stop = clause_end(text, content.start, content.end)
    quote = clean(re.split(r",?\s+saying\b", text[content.start : stop])[0])
    if quote.lower() in _POINTERS:
        yield from _denied_before(found, statement)
        return
    charge, anything = _CHARGES.match(quote), _ANY.match(quote)
    if charge:
        denied = (
            f"which {speaker} denies"
            if speaker
            else "which are denied"
            if is_plural(charge.group())
            else "which is denied"
        )
        question: str | None = f"{'Are' if is_plural(charge.group()) else 'Is'} {lower_first(quote)}, {denied}, true?"
    elif anything and not _DOINGS.match(quote):
        question = f"Was there {lower_first(quote)}?"
    elif _DOINGS.match(quote) and not quote.lower().startswith("that "):
        question = f"Is {_owner(speaker) if speaker else 'the'} denial of “{quote}” borne out?"
    else:
        they = speaker if speaker and is_plural(speaker) else ""
        if _REFUSED.match(quote) or not has_finite_verb(words(quote, 0, len(quote))[:10]):
            return
        if attribution.speaker:
            owner = f" [{_owner(attribution.speaker.removeprefix('the '))}]"
            quote = _OWN.sub(lambda match: match.group() + owner, quote, count=1)
        clause = quote if quote.lower().startswith("that ") else f"that {quote}"
        question = ask_clause(clause, they)
    if question:
        why = f"{speaker} denies it" if speaker else "the source reports a denial"
        yield Finding(
            question,
            "disputed",
            min(cue.start, content.start),
            max(stop, cue.end),
            "questions.denied",
            why,
            attribution,
        )


_OWN = Expression(r"^(?:that )?(?:its|their|his|her)\b")


def _owner(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"
