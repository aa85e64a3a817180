"""Gaps by kind of story: what a report of an attack, a plan, a deal, a departure owes its reader, unless the text answers it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefgen.extractors.gaps.gap import Gap, core, definite, lead_end, near, short
from briefgen.language.analysis import Analysis
from briefgen.language.asking import clean, is_plural, lower_first, uncapitalised
from briefgen.language.clause_bounds import subject_before
from briefgen.language.expressions import Expression
from briefgen.model import Facts


class Expectation(NamedTuple):
    """What a kind of story is expected to say.

    trigger is looked for in the first `sentences`, and its group "what" fills the question; setting
    must be found there too, which keeps a crash of prices apart from that of a train. answered is
    looked for in the whole text, answered_near (words too common for that) in the trigger's sentence
    and the two that follow. weight orders the gaps.
    """

    rule: str
    trigger: Expression
    answered: Expression
    question: str
    why: str
    weight: float
    setting: Expression | None = None
    sentences: int = 3
    answered_near: Expression | None = None
    kind: str = "missing detail"


def _any(expression: str) -> Expression:
    return Expression(rf"\b(?:{expression})\b", re.IGNORECASE)


_HARM = _any(
    r"kill\w*|dead|died|deaths?|injur\w+|wound\w+|casualt\w+|victims?|aboard|on board|passengers|destroy\w*|evacuat\w+|fatal\w*"
)
_OFFICE = _any(
    r"chief|president|minister|director|head|chair\w*|CEO|executive|coach|governor|mayor|secretary|leader|commander|manager|chancellor|premier"
)

EXPECTATIONS: tuple[Expectation, ...] = (
    Expectation(
        "gap.responsibility",
        _any(
            r"(?P<what>(?:(?:car|suicide|bomb|roadside|truck|mortar|rocket|grenade|arson|terrorist|terror|gun)\s)*(?:bombings?|attacks?|assassination|shootings?|ambush|blasts?))"
        ),
        Expression(
            r"\b(?:responsib\w*|suspect\w*|arrest\w*|charged|blam\w+|accus\w+|gunm[ae]n|perpetrat\w+|behind the|carried out by|linked to|attributed|"
            r"militants?|rebels?|insurgents?|detain\w*|custody|al[- ]?Qa(?:eda|ida)|Taliban|ISIL|Daesh|ISIS|IS\b|shooters?|attackers?|bombers?|hijackers?|air ?strikes?|"
            r"warplanes|separatists|cartels?|gangs?|drones?|shark|cyber|heart|panic|asthma|claimed|Da[’']?e[’']?sh|silence|memorial|anniversar\w+|commemorat\w+|tributes?|hackers?|hack(?:ed|ing)|Anonymous|verbal\w*|forces|troops|army|police|military)\b",
            re.IGNORECASE,
        ),
        "Who was behind the {what}?",
        "nobody is named for it, not even as a suspicion",
        7.0,
        setting=_HARM,
        kind="missing detail",
    ),
    Expectation(
        "gap.cause",
        _any(
            r"(?P<what>(?:(?:plane|train|bus|car|helicopter|boat|ferry|bridge|building|factory|nightclub|apartment|air)\s)*(?:crash(?:es|ed)?|collisions?|derail(?:ment|ed|s)|"
            r"collaps(?:e|ed|es)|capsiz(?:e|ed|es)|sank|sinks|explosion|blaze|fire|blackout|oil spill|gas leak))"
        ),
        Expression(
            r"\b(?:caus\w+|because|due to|investigat\w+|inquiry|technical|mechanical|weather|storm|fog|speed\w*|drunk|alcohol|error|fault\w*|fail\w+|"
            r"lost control|shot down|blam\w+|reasons?|ignit\w+|arson\w*|bomb\w*|attack\w*|explo(?:ded|sives)|hit by|struck by|overload\w*|earthquake|flood\w*|"
            r"gunfire|gunm[ae]n|shoot\w*|shot|soldiers|rockets?|missiles?|hostile|landslide|snow|wind|ice|pilot|engine|overcrowd\w*)\b",
            re.IGNORECASE,
        ),
        "What caused the {what}?",
        "no cause is given, and no inquiry is mentioned",
        7.0,
        setting=_any(
            r"kill\w*|dead|died|deaths?|injur\w+|wound\w+|aboard|on board|passengers|evacuat\w+|fatal\w*|destroyed"
        ),
    ),
    Expectation(
        "gap.casualties",
        _any(
            r"(?P<what>earthquake|shelling|flooding|tornado(?:es)?|tsunami|landslides|mudslides?|derailment|train crash|plane crash)"
        ),
        _any(
            r"kill\w*|dead|died|deaths?|casualt\w+|injur\w+|wound\w+|hurt|victims?|fatal\w*|surviv\w+|tolls?|missing|lives|civilians?|bod(?:y|ies)|deadly|"
            r"ISIL (?:tactical unit|fighting position)s?|relief|anniversary|last year|historic"
        ),
        "Was anybody killed or hurt in the {what}, civilians among them?",
        "nothing is said of people harmed",
        6.6,
    ),
    Expectation(
        "gap.civilian_harm",
        _any(
            r"(?P<what>(?:\d[\d,]* |more than \d[\d,]* )?(?:air ?)?strikes?) (?:against|on|near|in|hit|struck|destroyed|engaged|targeting|conducted|delivering)"
        ),
        _any(r"civilians?|collateral|non-?combatants?|casualt\w+|residents|killed|deaths?|workers|union|walkout"),
        "Were civilians killed or hurt in the {what}?",
        "strikes are reported, and nothing is said of civilians",
        6.4,
        setting=_any(r"ISIL|Daesh|ISIS|militants?|military|coalition|air force|troops|forces|bombers?|targets?"),
        sentences=12,
    ),
    Expectation(
        "gap.succession",
        Expression(
            r"\b(?P<what>[A-Z][\w’'-]+(?: [A-Z][\w’'.-]+){1,3})(?:, [^,]{2,60},)? (?:has |have |today |on \w+ )?(?:announced (?:his|her) (?:resignation|retirement)|resigned|resigns|steps? down|stepped down|"
            r"was (?:fired|sacked|dismissed|ousted)|has left the company|to resign|will resign|will step down)\b"
        ),
        _any(
            r"succe(?:ss|ed)\w*|replac\w+|interim|acting|take over|takes over|took over|appointed|will be led|nominat\w+|election|deputy|caretaker"
        ),
        "Who follows {what} in office, and when?",
        "a departure is reported, and no successor",
        6.0,
        setting=_OFFICE,
    ),
    Expectation(
        "gap.departure_reason",
        Expression(
            r"\b(?P<what>[A-Z][\w’'-]+(?: [A-Z][\w’'.-]+){1,3})(?:, [^,]{2,60},)? (?:has |have |today |on \w+ )?(?:announced (?:his|her) (?:resignation|retirement)|resigned|resigns|quits?|steps? down|stepped down|"
            r"was (?:fired|sacked|dismissed|ousted)|has left the company|withdr(?:ew|aws)|pull(?:s|ed) out)\b"
        ),
        _any(
            r"citing|cited|reasons?|to spend|health|illness|scandal|to run|pursue|wake of|pressure|allegations?|"
            r"disagree\w+|controvers\w+|apologi\w*|explain\w*|personal|forced"
        ),
        "Why {departs}?",
        "a departure is reported without a reason",
        5.8,
        answered_near=_any(
            r"because|over|after|following|due to|amid|accus\w+|protest|criticism|lost|defeat\w*|poor|admit\w*|said|declin\w+|support|fail\w*|could not"
        ),
    ),
    Expectation(
        "gap.hostage_demands",
        _any(r"(?P<what>kidnap(?:ped|pers|ping)|abduct(?:ed|ors|ion)|hostages?|hijack(?:ed|ers|ing)|pirates)"),
        _any(r"demand\w*|ransom|releas\w+|rescued|in exchange|want\w*|freed|escaped|killed|motive|threaten\w*|dead"),
        "What do those behind the {what} demand?",
        "no demand is reported, and none is said to be missing",
        6.2,
    ),
    Expectation(
        "gap.protest_demands",
        _any(r"(?P<what>protesters|demonstrators|protests|demonstrations|marchers|rioters)"),
        _any(
            r"demand\w*|call(?:ed|ing|s)? (?:for|on)|want\w*|against|oppos\w+|resign\w*|in support|oust\w*|protest(?:ing|ed|s)? (?:the|against|over|at|in support)|"
            r"to (?:end|stop|protest)|urg\w+|anger\w*|outrage|in favou?r|reforms?|rights|free(?:dom)?"
        ),
        "What do the {what} demand?",
        "a protest is reported without what it is for",
        6.2,
        answered_near=_any(r"over|because|in response|following|after|about"),
    ),
    Expectation(
        "gap.charges",
        _any(
            r"(?:police|authorities|officers|agents) (?:have |has )?(?P<what>arrested|detained)|(?:was|were|been) (?:arrested|detained|taken into custody)"
        ),
        _any(
            r"charg\w+|suspicion|suspect\w*|accus\w+|alleg\w+|in connection|warrants?|under the|in relation|murder\w*|fraud|drugs?|protest\w*|for (?:the|his|her|their|\w+ing|an?)|"
            r"after|over|during|offen[cs]es?|involve\w*|convict\w*|illegal\w*|crimes?|terroris\w+|stabb\w+|shoot\w*|attack\w*|released|riot\w*|bail\w*"
        ),
        "What are those {arrested} accused of?",
        "an arrest is reported without a charge",
        6.2,
    ),
    Expectation(
        "gap.deal_terms",
        _any(
            r"(?:signed|signs?|reached|reach|struck|strike|concluded|finali[sz]ed|sealed|agreed (?:on|to)?)\s+(?P<what>(?:an?|the|its|their)\s+(?:[\w’-]+\s+){0,4}?"
            r"(?:agreement|deal|settlement|accord|pact|contract|ceasefire|truce|treaty|memorandum of understanding))"
        ),
        Expression(
            r"[$€£¥]|\b(?:million|billion|terms|provides? for|calls? for|includ\w+|will (?:pay|receive|get|be paid|give|allow|be able|provide|purchase|buy|supply|withdraw|remain|own|use|have|take)|"
            r"(?:in|as part of) (?:exchange|return)|conditions?|requir\w+|gives|allow\w*|stipulat\w+|promis\w+|commit\w*|under (?:the|its|this|that)(?: \w+){0,3} (?:agreement|deal|accord|pact|contract|settlement|treaty|memorandum)|"
            r"clauses?|cover\w*|consist\w*|involv\w+|would (?:allow|give|provide|see)|aims? (?:to|at)|to (?:provide|supply|buy|build|end|share|allow|produce))\b",
            re.IGNORECASE,
        ),
        "What are the terms of {definite}?",
        "a deal is reported without its terms",
        6.0,
    ),
    Expectation(
        "gap.death_cause",
        Expression(
            r"\b(?P<what>[A-Z][\w’'-]+(?: [A-Z][\w’'.-]+){1,3})(?:, [^.]{2,80},)? (?:has |have )?(?:died|dies|passed away|was found dead|been found dead)\b"
        ),
        _any(
            r"cancer|illness|ill|disease|accident|heart|crash\w*|kill\w*|suicide|shot|stroke|pneumonia|complications|natural causes|overdose|drown\w*|failure|attack|cause of|caused|"
            r"fell|fall|injur\w+|infection|surgery|tumou?r|Alzheimer\w*|Parkinson\w*|diabet\w*|hospital|died of|died from|collision|health|fire|murder\w*|explosion|executed|hanged|virus|condition"
        ),
        "What did {what} die of?",
        "a death is reported without its cause",
        5.6,
        answered_near=_any(
            r"(?:aged?|age of|at) (?:8\d|9\d|1\d\d)|unexplained|sudden\w*|autopsy|post-mortem|inquest|investigat\w+"
        ),
        sentences=2,
    ),
    Expectation(
        "gap.price",
        _any(
            r"(?:unveil(?:s|ed)|launch(?:es|ed)|introduc(?:es|ed)|announc(?:es|ed)|releas(?:es|ed))\s+(?P<what>(?:an?|its|the|their)\s+(?:(?:new|latest|updated|next)\s+)(?:[\w-]+\s+){0,3}?"
            r"(?:phone|iPhone|iPod|iPad|laptop|computer|tablet|console|camera|car|model|device|player|service|product|MacBook|reader|watch|version))"
        ),
        Expression(r"[$€£¥]|\b(?:price[sd]?|pricing|costs?|free|dollars|euros|cheaper|expensive)\b", re.IGNORECASE),
        "What does {definite} cost?",
        "a product is presented without its price",
        4.2,
    ),
    Expectation(
        "gap.motive",
        _any(
            r"(?P<what>(?:(?:mass|school|fatal|deadly|car|suicide|bomb|knife|gun|arson|grenade)\s)*(?:shootings?|stabbings?|murder|killings|assassination|massacre|rampage|bombings?|attacks?))(?! (?:suspects?|case|trial|charges?|victims?))"
        ),
        _any(
            r"silence|memorial|commemorat\w+|tributes?|Da[’']?e[’']?sh|purpose|"
            r"motiv\w+|because|reasons?|dispute|revenge|robb\w+|feud|argument|politic\w*|religio\w*|terror\w*|retaliat\w*|responsib\w+|claimed|claims|gang\w*|jealous\w*|"
            r"insane|mental\w*|hate|racis\w+|racial\w*|ethnic|sectarian|drugs?|extremis\w+|Islam\w*|war|militants?|rebels?|insurgen\w+|air|cyber|heart|panic|shark|anniversary|why|"
            r"hack\w*|Taliban|ISIL|Daesh|military|troops|soldiers|protest\w*|separatis\w+"
        ),
        "What was the motive for the {what}?",
        "no motive is given, and none is said to be missing",
        6.1,
        setting=_any(r"kill\w*|dead|died|deaths?|injur\w+|wound\w+|stabb\w+|shot|murder\w*"),
    ),
    Expectation(
        "gap.crowd",
        _any(
            r"(?P<what>(?:mass |anti-\w+ |pro-\w+ |street )?(?:protests?|demonstrations?|rall(?:y|ies)|marches|riots?))"
        ),
        _any(
            r"thousands?|hundreds?|dozens?|(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty) (?:[\w-]+ ){0,2}(?:people|protesters|demonstrators|students|workers|marchers|supporters|activists|members|police|arrest\w*)|crowds? of|turnout|race|car"
        ),
        "How many people took part in the {what}?",
        "a crowd is reported without its size",
        5.2,
        setting=_any(r"protest(?:s|ers|ed|ing)?|demonstrat\w+|march(?:ed|ers)|riot\w*|streets|gathered"),
        sentences=2,
    ),
    Expectation(
        "gap.affected_number",
        _any(
            r"(?P<what>evacuation|power cuts?|outage|blackout|closure|shutdown|recall|strike by|quarantine|curfew|data breach|evictions?)"
        ),
        _any(
            r"\d[\d,]* (?:[\w-]+ ){0,3}(?:people|residents|homes|customers|passengers|households|users|vehicles|cars|flights|workers|employees|families|patients|accounts|units|schools|towns|students|houses)|thousands|hundreds|dozens|millions?|nobody|no one|everyone|whole|entire|all"
        ),
        "How many people does the {what} affect?",
        "it is not said how many it touches",
        5.3,
        sentences=2,
    ),
    Expectation(
        "gap.takeover_approval",
        _any(
            r"(?P<what>takeover|acquisition|merger|buyout|(?:acquir(?:e|es|ed|ing)|buy(?:ing)?|take over|merge with) (?:the )?(?:company|rival|firm|airline|bank|channel|maker|stake|publisher)|sell the (?:company|channel|firm|airline|stake|business|unit))"
        ),
        _any(
            r"approv\w+|regulat\w+|antitrust|anti-trust|shareholders?|competition|watchdog|clear(?:ed|ance)|commission|subject to|complet\w+|closed|reject\w*|declin\w*|hostile|government"
        ),
        "Do regulators or shareholders still have to approve the {takeover}?",
        "a change of owner is reported, and no approval is mentioned",
        5.6,
    ),
    Expectation(
        "gap.law_effect",
        _any(
            r"(?:pass(?:es|ed)|approv(?:es|ed)|sign(?:s|ed)|adopt(?:s|ed)|enact(?:s|ed))\s+(?:into law\s+)?(?P<what>(?:an?|the|new)\s+(?:[\w’-]+\s+){0,4}?(?:bill|law|legislation|act|reform|ban|directive))"
        ),
        _any(
            r"take effect|takes effect|took effect|into effect|in force|into force|effective|by \d{4}|will (?:begin|start|come)|starting|beginning|next|senate|president|vot\w+|house|must|goes to|sent to|royal assent|immediately|veto\w*|years?|months?"
        ),
        "When does {definite} take effect?",
        "a law is passed, and its date is not given",
        5.4,
    ),
    Expectation(
        "gap.court_date",
        Expression(
            r"\b(?P<what>[A-Z][\w’'-]+(?: [A-Z][\w’'.-]+){1,3})(?:, [^,.]{2,60},)? (?:was|were|has been|have been|is|are) (?:formally )?(?:charged|indicted)\b"
        ),
        _any(
            r"hearing\w*|trial|appear\w*|bail\w*|sentenc\w+|scheduled|due|next|verdict|convict\w+|remand\w*|plead\w*|arraign\w*|acquit\w*|dropped|dismiss\w*|date"
        ),
        "When does the case against {what} come to court?",
        "a charge is reported without the next step",
        5.6,
    ),
    Expectation(
        "gap.study",
        _any(
            r"(?P<what>(?:(?:new|recent)\s)?(?:study|research)) (?:has |have )?(?:found|finds|shows?|showed|suggests?|suggested|reveal\w*|indicat\w+|conclud\w+)"
        ),
        Expression(
            r"\b(?:published|publication|journal|Nature|Science|Lancet|university|institute|funded|peer|sample|participants|conducted|college|academy|professor|Dr\.?|scientists? (?:at|from)|researchers (?:at|from))\b",
            re.IGNORECASE,
        ),
        "Who made the {what}, where was it published, and who paid for it?",
        "research is cited without its source",
        5.6,
        kind="missing source",
    ),
)

_NOUNS = {
    "crashed": "crash", "crashes": "crash", "derailed": "derailment", "derails": "derailment", "collapsed": "collapse", "collapses": "collapse",
    "capsized": "capsizing", "capsize": "capsizing", "capsizes": "capsizing", "sank": "sinking", "sinks": "sinking",
    "kidnapped": "kidnapping", "kidnappers": "kidnapping", "abducted": "abduction", "abductors": "abduction", "hostage": "hostage-taking",
    "hostages": "hostage-taking", "hijacked": "hijacking", "hijackers": "hijacking", "pirates": "seizure",
}  # fmt: skip
_PLACE = Expression(
    r"\s(?:in|at|near|on|off)\s(?:the\s)?(?:[a-z]+ern\s|central\s|downtown\s)?[A-Z][\w’-]+(?:\s[A-Z][\w’-]+){0,2}"
)


_IMPLIED = {"gap.motive": "gap.responsibility"}  # who nobody knows has no known motive
_OF_PERSON = frozenset({"gap.succession", "gap.departure_reason", "gap.death_cause", "gap.court_date"})
# What the text itself calls unknown is asked already.
_ASKED = {
    "gap.cause": _any(r"cause|why|investigation"),
    "gap.motive": _any(r"motive|purpose|why"),
    "gap.responsibility": _any(r"responsible|behind|suspects?"),
    "gap.protest_demands": _any(r"purpose|demands?"),
    "gap.death_cause": _any(r"cause|how did"),
}


def _person(analysis: Analysis, match: re.Match[str]) -> str | None:
    """The person whose name ends where the trigger's does; None when it is no person's."""
    for mention in analysis.mentions_between(match.start("what"), match.end("what")):
        if (
            mention.end == match.end("what")
            and mention.entity >= 0
            and analysis.entities[mention.entity].kind == "person"
        ):
            return analysis.document.text[mention.start : mention.end]
    return None


def story(analysis: Analysis, found: Facts) -> Iterator[Gap]:
    """The questions that this kind of story raises and that the text does not answer; the first of each kind."""
    text, fired = analysis.document.text, set[str]()
    for expectation in EXPECTATIONS:
        end = lead_end(analysis, expectation.sentences)
        match = expectation.trigger.search(text, 0, end)
        if match is None or expectation.answered.search(text) or _IMPLIED.get(expectation.rule) in fired:
            continue
        if expectation.setting is not None and not expectation.setting.search(text, 0, end):
            continue
        if expectation.rule in _ASKED and any(
            _ASKED[expectation.rule].search(q.question) for q in found.open_questions
        ):
            continue
        named = _person(analysis, match) if expectation.rule in _OF_PERSON else _named(text, match)
        if not named:
            continue
        span = analysis.span(*(match.span("what") if match.group("what") else match.span()))
        if expectation.answered_near is not None and expectation.answered_near.search(
            near(analysis, span.sentence, ahead=2)
        ):
            continue
        question = expectation.question.format(
            what=named,
            definite=definite(match.group("what") or ""),
            arrested="arrested",
            takeover=_takeover(match),
            departs=_departs(match, named),
        )
        fired.add(expectation.rule)
        yield Gap(question, expectation.kind, (span,), expectation.rule, expectation.why, expectation.weight)


_DEPARTS = {
    "quit": "quit",
    "resign": "resign",
    "step": "step down",
    "has": "leave",
    "withdr": "withdraw",
    "pull": "pull out",
    "announced": "announce it",
}


def _departs(match: re.Match[str], who: str) -> str:
    """ "did X resign", "was X dismissed": what the text says of the departure, as a question goes on."""
    said = match.group()[len(match.group("what") or "") :]
    dismissed = re.search(r"was (fired|sacked|dismissed|ousted)", said)
    if dismissed:
        return f"was {who} {dismissed.group(1)}"
    verb = next((verb for start, verb in _DEPARTS.items() if re.search(rf"\b{start}", said)), "leave")
    return f"did {who} {verb}"


def _takeover(match: re.Match[str]) -> str:
    """The change of owner as a noun."""
    what = (match.group("what") or "").lower()
    return (
        what
        if what in ("takeover", "acquisition", "merger", "buyout")
        else "sale"
        if what.startswith("sell")
        else "purchase"
    )


def _named(text: str, match: re.Match[str]) -> str:
    """The thing as a noun, with the place that follows it."""
    what = clean(match.group("what") or match.group())
    last = what.split()[-1]
    noun = _NOUNS.get(last.lower())
    named = " ".join([*what.split()[:-1], noun]) if noun else what
    if named[:1].isupper() and not any(w[:1].isupper() for w in named.split()[1:]):
        named = (
            uncapitalised(named)
            if match.start("what") == 0 or text[match.start("what") - 2 : match.start("what")] in (". ", "\n\n")
            else named
        )
    place = _PLACE.match(text, match.end("what")) if match.group("what") and not noun else None
    return named + (clean(" ".join(place.group().split()))).join((" ", "")) if place else named


# What is to come --------------------------------------------------------------------------------

_WILL = Expression(
    r"\b(?P<will>will|plans? to|is to|are to|intends? to|(?:is|are) (?:set|expected|planning|due) to)\s+(?P<verb>launch|release|open|begin|start|visit|hold|publish|introduce|resume|return|withdraw|"
    r"close|reopen|send|deliver|vote on|file|submit|join|leave|stop|end|move|replace|appeal|merge with|sell|buy|acquire|ban|lift|reduce|cut)\b(?P<rest>[^.;,:”\"]{3,220})",
)
_CONDITIONAL = Expression(r"\b(?:if|when|once|unless|would|whether|that)\b", re.IGNORECASE)


def undated_step(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """A step is announced, and nothing near it says when."""
    text = analysis.document.text
    for match in _WILL.finditer(text, 0, lead_end(analysis, 4)):
        sentence = analysis.sentences[analysis.span(match.start(), match.end()).sentence]
        subject = subject_before(text, sentence.start, match.start())
        if (
            subject is None
            or "\n" in match.group()
            or _WHEN.search(near(analysis, sentence.index))
            or "“" in match.group()
            or text[sentence.start : match.start()].count('"') % 2
        ):
            continue
        who, rest = lower_first(clean(text[slice(*subject)])), clean(match.group("rest"))
        if (
            _CONDITIONAL.search(text, sentence.start, match.end())
            or len(who.split()) > 8
            or len(rest.split()) > 20
            or analysis.times_between(sentence.start, sentence.end)
        ):
            continue
        span = analysis.span(subject[0], match.start("rest") + len(match.group("rest").rstrip()))
        yield Gap(
            f"When will {who} {match.group('verb')} {rest}?",
            "missing detail",
            (span,),
            "gap.undated_step",
            "a step is announced without a date",
            5.0,
        )
        return


_STOPPED = Expression(
    r"\b(?P<be>was|were|has been|have been|had been)\s+(?P<done>delayed|postponed|cancelled|canceled|suspended|grounded|halted|called off)\b"
)
_REASON = _any(
    r"reasons?|caus\w+|blam\w+|explain\w*|problems?|faults?|shortages?|weather|storms?|strikes?|fears?|concerns?|illness|injur\w+|technical|safety|threats?|crash\w*|volcan\w+"
)
_REASON_NEAR = _any(r"because|due to|after|following|over|amid|as|while|pending|since|when|until|for|in order to")


def stopped(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """Something is put off or called off, and no reason is given."""
    text = analysis.document.text
    match = _STOPPED.search(text, 0, lead_end(analysis, 4))
    if match is None or _REASON.search(text):
        return
    sentence = analysis.sentences[analysis.span(*match.span()).sentence]
    subject = subject_before(text, sentence.start, match.start())
    if subject is None or _REASON_NEAR.search(near(analysis, sentence.index, behind=0, ahead=2)):
        return
    thing = lower_first(clean(text[slice(*subject)]))
    span = analysis.span(subject[0], match.end())
    question = f"Why {'were' if is_plural(thing) else 'was'} {thing} {match.group('done')}?"
    yield Gap(
        question, "missing detail", (span,), "gap.stopped", "something is put off or called off without a reason", 5.4
    )


_REPORTEDLY = Expression(
    r"\b(?:reportedly|allegedly|(?<![\w’'] )[Rr]eports (?:say|suggest|indicate|claim)(?: that)?|(?:is|are) (?:said|understood|thought|believed|rumou?red) to (?:have|be))\b"
)
_NAMED_SOURCE = Expression(
    r"\b(?:according to|sa(?:id|ys) [A-Z]|[A-Z][\w’]+ (?:said|says|reported|reports|told)|prosecut\w+|charged|police|indictment|court|accus\w+)\b"
)


def reported(analysis: Analysis, found: Facts) -> Iterator[Gap]:
    """ "reportedly", "allegedly": nobody is named who reports or alleges it."""
    text = analysis.document.text
    spoken = {s.content.sentence for s in found.statements}
    for match in _REPORTEDLY.finditer(text):
        sentence = analysis.sentences[analysis.span(*match.span()).sentence]
        if sentence.index in spoken or _NAMED_SOURCE.search(near(analysis, sentence.index, ahead=0)):
            continue
        quote = short(clean(text[sentence.start : sentence.end]), 22)
        span = analysis.span(sentence.start, sentence.end)
        yield Gap(
            f"On whose word is it reported: “{quote}”?",
            "missing source",
            (span,),
            "gap.reported",
            f"“{match.group().lower()}”, and nobody is named for it",
            5.3,
        )
        return


# Deployments -----------------------------------------------------------------------------------

_DEPLOYS = Expression(
    r"\b(?:deploy(?:s|ed|ing|ment)?|sen(?:ds?|t|ding))\s+(?:of\s+)?(?:[\w,-]+\s+){0,5}?(?P<what>military forces|troops|soldiers|peacekeepers|personnel|marines|warships?|paratroopers|military advis[eo]rs)\b",
    re.IGNORECASE,
)
_MANDATE = _any(
    r"rules of engagement|command(?:ed)? (?:by|of)|under the command|jurisdiction|immunity|status of forces|mandate|unarmed|armed with|combat role|non-combat"
)
_END = _any(r"cost(?:s|ing)?|budget|exit|until|withdraw\w*|for (?:\w+|\d+) (?:months|weeks|years|days)|rotation\w*")


def deployment(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """Forces are sent: what they may do, what it costs and what would end it."""
    text = analysis.document.text
    match = _DEPLOYS.search(text, 0, lead_end(analysis, 2))
    if match is None:
        return
    span = analysis.span(*match.span())
    forces = clean(match.group("what")).lower()
    if not _MANDATE.search(text):
        question = f"May the {forces} take part in operations or only support them, are they armed, who commands them, and under whose jurisdiction?"
        yield Gap(
            question,
            "missing detail",
            (span,),
            "gap.mandate",
            "forces are sent, and their orders, command and status are not given",
            7.8,
        )
    if not _END.search(text, match.start(), lead_end(analysis, 8)):
        question = "What does the deployment cost, who pays, and what would end it?"
        yield Gap(
            question,
            "missing detail",
            (span,),
            "gap.deployment_end",
            "forces are sent, and neither cost nor end is given",
            4.8,
        )


# Plans -----------------------------------------------------------------------------------------

_PLANS = Expression(
    r"\b(?:plans?|intends?|proposes?|proposed|pledged|announced plans|agreed|set|wants?|hopes?|is|are|will)\s+(?:to\s+)?(?P<verb>build|construct|expand|install|replace|rebuild|modernise|modernize|upgrade)\s+"
    r"(?P<what>(?:an?|the|its|their|\d[\d,]*|new|more)\s[^.;,”\"“]{3,220})",
    re.IGNORECASE,
)
_COST = Expression(
    r"[$€£¥]|\b(?:million|billion|costs?|costing|price[sd]?|fund\w*|budget|financ\w+|free of charge|pa(?:y|id|ys)|invest\w*)\b",
    re.IGNORECASE,
)
_WHEN = Expression(
    r"\b(?:by|in|on|from|until|before|later|next|this|starting|beginning|within|during)\s+(?:the\s+)?(?:end of\s+|early\s+|late\s+|mid-?|first\s+|second\s+|third\s+|fourth\s+)*"
    r"(?:\d{4}|January|February|March|April|May|June|July|August|September|October|November|December|spring|summer|autumn|fall|winter|weeks?|months?|years?|days?|quarter|decade|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
    r"|\b(?:tomorrow|immediately|soon|deadline|schedul\w+|already|complet\w+|due)\b",
    re.IGNORECASE,
)


def plan(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """Something is to be built or renewed, without a cost or a date."""
    text = analysis.document.text
    match = _PLANS.search(text, 0, lead_end(analysis, 4))
    if match is None:
        return
    index = analysis.span(match.start(), match.start("what") + 1).sentence
    unpriced, undated = not _COST.search(text), not _WHEN.search(near(analysis, index, ahead=3))
    if not unpriced and not undated:
        return
    what = definite(core(match.group("what")))
    parts = []
    if unpriced:
        parts.append(f"{'what' if undated else 'What'} will {what} cost, and who pays")
    if undated:
        parts.insert(0, f"When {'are' if is_plural(what) else 'is'} {what} to be ready")
    missing = " or ".join(([] if not undated else ["date"]) + ([] if not unpriced else ["cost"]))
    span = analysis.span(match.start(), match.start("what") + len(match.group("what").rstrip()))
    yield Gap(f"{', and '.join(parts)}?", "missing detail", (span,), "gap.plan", f"a plan without {missing}", 5.0)


_PLEDGE = Expression(
    r"\b(?:pledg(?:es?|ed|ing)|promis(?:es?|ed|ing)|donat(?:es?|ed|ing)|allocat(?:es?|ed|ing)|earmark(?:s|ed|ing)|commit(?:s|ted|ting))\s+(?:to\s+(?:provide|give|spend|invest)\s+)?(?:\w+\s+){0,3}?"
    r"(?P<what>(?:an additional |another |up to |more than |around |about |some )?(?:US|A|C)?[$€£]\s?\d[\d.,]*(?:\s?(?:million|billion|bn|m|thousand)\b)?)",
    re.IGNORECASE,
)
_SPREAD = Expression(
    r"\b(?:over (?:the )?(?:next|coming|\w+ (?:years|months))|per year|annual\w*|a year|by \d{4}|between \d{4}|conditions?|in return|provided that|this year|immediate\w*|financial year|until)\b",
    re.IGNORECASE,
)


def pledge(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """Money is promised, without the time over which it is paid or its conditions."""
    match = _PLEDGE.search(analysis.document.text)
    if match is None:
        return
    span = analysis.span(*match.span("what"))
    if not _SPREAD.search(near(analysis, span.sentence)):
        question = f"Over what period and on what conditions will “{clean(span.quote)}” be paid?"
        yield Gap(
            question, "missing detail", (span,), "gap.pledge", "money is promised without period or conditions", 4.7
        )
