"""What a report of each kind of story owes its reader: a table of triggers, answers and questions. Nothing is looked for here."""

from __future__ import annotations

import re
from typing import NamedTuple

from briefgen.language.expressions import Expression, any_of


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


_HARM = any_of(
    r"kill\w*|dead|died|deaths?|injur\w+|wound\w+|casualt\w+|victims?|aboard|on board|passengers|destroy\w*|evacuat\w+|fatal\w*"
)
_OFFICE = any_of(
    r"chief|president|minister|director|head|chair\w*|CEO|executive|coach|governor|mayor|secretary|leader|commander|manager|chancellor|premier"
)

EXPECTATIONS: tuple[Expectation, ...] = (
    Expectation(
        "gap.responsibility",
        any_of(
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
        any_of(
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
        setting=any_of(
            r"kill\w*|dead|died|deaths?|injur\w+|wound\w+|aboard|on board|passengers|evacuat\w+|fatal\w*|destroyed"
        ),
    ),
    Expectation(
        "gap.casualties",
        any_of(
            r"(?P<what>earthquake|shelling|flooding|tornado(?:es)?|tsunami|landslides|mudslides?|derailment|train crash|plane crash)"
        ),
        any_of(
            r"kill\w*|dead|died|deaths?|casualt\w+|injur\w+|wound\w+|hurt|victims?|fatal\w*|surviv\w+|tolls?|missing|lives|civilians?|bod(?:y|ies)|deadly|"
            r"ISIL (?:tactical unit|fighting position)s?|relief|anniversary|last year|historic"
        ),
        "Was anybody killed or hurt in the {what}, civilians among them?",
        "nothing is said of people harmed",
        6.6,
    ),
    Expectation(
        "gap.civilian_harm",
        any_of(
            r"(?P<what>(?:\d[\d,]* |more than \d[\d,]* )?(?:air ?)?strikes?) (?:against|on|near|in|hit|struck|destroyed|engaged|targeting|conducted|delivering)"
        ),
        any_of(r"civilians?|collateral|non-?combatants?|casualt\w+|residents|killed|deaths?|workers|union|walkout"),
        "Were civilians killed or hurt in the {what}?",
        "strikes are reported, and nothing is said of civilians",
        6.4,
        setting=any_of(r"ISIL|Daesh|ISIS|militants?|military|coalition|air force|troops|forces|bombers?|targets?"),
        sentences=12,
    ),
    Expectation(
        "gap.succession",
        Expression(
            r"\b(?P<what>[A-Z][\w’'-]+(?: [A-Z][\w’'.-]+){1,3})(?:, [^,]{2,60},)? (?:has |have |today |on \w+ )?(?:announced (?:his|her) (?:resignation|retirement)|resigned|resigns|steps? down|stepped down|"
            r"was (?:fired|sacked|dismissed|ousted)|has left the company|(?:is|agreed|decided|plans|promised|intends) to resign|will resign|will step down)\b"
        ),
        any_of(
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
        any_of(
            r"citing|cited|reasons?|to spend|health|illness|scandal|to run|pursue|wake of|pressure|allegations?|"
            r"disagree\w+|controvers\w+|apologi\w*|explain\w*|personal|forced"
        ),
        "Why {departs}?",
        "a departure is reported without a reason",
        5.8,
        answered_near=any_of(
            r"because|over|after|following|due to|amid|accus\w+|protest|criticism|lost|defeat\w*|poor|admit\w*|said|declin\w+|support|fail\w*|could not"
        ),
    ),
    Expectation(
        "gap.hostage_demands",
        any_of(r"(?P<what>kidnap(?:ped|pers|ping)|abduct(?:ed|ors|ion)|hostages?|hijack(?:ed|ers|ing)|pirates)"),
        any_of(r"demand\w*|ransom|releas\w+|rescued|in exchange|want\w*|freed|escaped|killed|motive|threaten\w*|dead"),
        "What do those behind the {what} demand?",
        "no demand is reported, and none is said to be missing",
        6.2,
    ),
    Expectation(
        "gap.protest_demands",
        any_of(r"(?P<what>protesters|demonstrators|protests|demonstrations|marchers|rioters)"),
        any_of(
            r"demand\w*|call(?:ed|ing|s)? (?:for|on)|want\w*|against|oppos\w+|resign\w*|in support|oust\w*|protest(?:ing|ed|s)? (?:the|against|over|at|in support)|"
            r"to (?:end|stop|protest)|urg\w+|anger\w*|outrage|in favou?r|reforms?|rights|free(?:dom)?"
        ),
        "What do the {what} demand?",
        "a protest is reported without what it is for",
        6.2,
        answered_near=any_of(r"over|because|in response|following|after|about"),
    ),
    Expectation(
        "gap.charges",
        any_of(
            r"(?:police|authorities|officers|agents) (?:have |has )?(?P<what>arrested|detained)|(?:was|were|been) (?:arrested|detained|taken into custody)"
        ),
        any_of(
            r"charg\w+|suspicion|suspect\w*|accus\w+|alleg\w+|in connection|warrants?|under the|in relation|murder\w*|fraud|drugs?|protest\w*|for (?:the|his|her|their|\w+ing|an?)|"
            r"after|over|during|offen[cs]es?|involve\w*|convict\w*|illegal\w*|crimes?|terroris\w+|stabb\w+|shoot\w*|attack\w*|released|riot\w*|bail\w*"
        ),
        "What are those {arrested} accused of?",
        "an arrest is reported without a charge",
        6.2,
    ),
    Expectation(
        "gap.deal_terms",
        any_of(
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
        any_of(
            r"cancer|illness|ill|disease|accident|heart|crash\w*|kill\w*|suicide|shot|stroke|pneumonia|complications|natural causes|overdose|drown\w*|failure|attack|cause of|caused|"
            r"fell|fall|injur\w+|infection|surgery|tumou?r|Alzheimer\w*|Parkinson\w*|diabet\w*|hospital|died of|died from|collision|health|fire|murder\w*|explosion|executed|hanged|virus|condition"
        ),
        "What did {what} die of?",
        "a death is reported without its cause",
        5.6,
        answered_near=any_of(
            r"(?:aged?|age of|at) (?:8\d|9\d|1\d\d)|unexplained|sudden\w*|autopsy|post-mortem|inquest|investigat\w+"
        ),
        sentences=2,
    ),
    Expectation(
        "gap.price",
        any_of(
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
        any_of(
            r"(?P<what>(?:(?:mass|school|fatal|deadly|car|suicide|bomb|knife|gun|arson|grenade)\s)*(?:shootings?|stabbings?|murder|killings|assassination|massacre|rampage|bombings?|attacks?))(?! (?:suspects?|case|trial|charges?|victims?))"
        ),
        any_of(
            r"silence|memorial|commemorat\w+|tributes?|Da[’']?e[’']?sh|purpose|"
            r"motiv\w+|because|reasons?|dispute|revenge|robb\w+|feud|argument|politic\w*|religio\w*|terror\w*|retaliat\w*|responsib\w+|claimed|claims|gang\w*|jealous\w*|"
            r"insane|mental\w*|hate|racis\w+|racial\w*|ethnic|sectarian|drugs?|extremis\w+|Islam\w*|war|militants?|rebels?|insurgen\w+|air|cyber|heart|panic|shark|anniversary|why|"
            r"hack\w*|Taliban|ISIL|Daesh|military|troops|soldiers|protest\w*|separatis\w+"
        ),
        "What was the motive for the {what}?",
        "no motive is given, and none is said to be missing",
        6.1,
        setting=any_of(r"kill\w*|dead|died|deaths?|injur\w+|wound\w+|stabb\w+|shot|murder\w*"),
    ),
    Expectation(
        "gap.crowd",
        any_of(
            r"(?P<what>(?:mass |anti-\w+ |pro-\w+ |street )?(?:protests?|demonstrations?|rall(?:y|ies)|marches|riots?))"
        ),
        any_of(
            r"thousands?|hundreds?|dozens?|(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty) (?:[\w-]+ ){0,2}(?:people|protesters|demonstrators|students|workers|marchers|supporters|activists|members|police|arrest\w*)|crowds? of|turnout|race|car"
        ),
        "How many people took part in the {what}?",
        "a crowd is reported without its size",
        5.2,
        setting=any_of(r"protest(?:s|ers|ed|ing)?|demonstrat\w+|march(?:ed|ers)|riot\w*|streets|gathered"),
        sentences=2,
    ),
    Expectation(
        "gap.affected_number",
        any_of(
            r"(?P<what>evacuation|power cuts?|outage|blackout|closure|shutdown|recall|strike by|quarantine|curfew|data breach|evictions?)"
        ),
        any_of(
            r"\d[\d,]* (?:[\w-]+ ){0,3}(?:people|residents|homes|customers|passengers|households|users|vehicles|cars|flights|workers|employees|families|patients|accounts|units|schools|towns|students|houses)|thousands|hundreds|dozens|millions?|nobody|no one|everyone|whole|entire|all"
        ),
        "How many people does the {what} affect?",
        "it is not said how many it touches",
        5.3,
        sentences=2,
    ),
    Expectation(
        "gap.takeover_approval",
        any_of(
            r"(?P<what>takeover|acquisition|merger|buyout|(?:acquir(?:e|es|ed|ing)|buy(?:ing)?|take over|merge with) (?:the )?(?:company|rival|firm|airline|bank|channel|maker|stake|publisher)|sell the (?:company|channel|firm|airline|stake|business|unit))"
        ),
        any_of(
            r"approv\w+|regulat\w+|antitrust|anti-trust|shareholders?|competition|watchdog|clear(?:ed|ance)|commission|subject to|complet\w+|closed|reject\w*|declin\w*|hostile|government"
        ),
        "Do regulators or shareholders still have to approve the {takeover}?",
        "a change of owner is reported, and no approval is mentioned",
        5.6,
    ),
    Expectation(
        "gap.law_effect",
        any_of(
            r"(?:pass(?:es|ed)|approv(?:es|ed)|sign(?:s|ed)|adopt(?:s|ed)|enact(?:s|ed))\s+(?:into law\s+)?(?P<what>(?:an?|the|new)\s+(?:[\w’-]+\s+){0,4}?(?:bill|law|legislation|act|reform|ban|directive))"
        ),
        any_of(
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
        any_of(
            r"hearing\w*|trial|appear\w*|bail\w*|sentenc\w+|scheduled|due|next|verdict|convict\w+|remand\w*|plead\w*|arraign\w*|acquit\w*|dropped|dismiss\w*|date"
        ),
        "When does the case against {what} come to court?",
        "a charge is reported without the next step",
        5.6,
    ),
    Expectation(
        "gap.study",
        any_of(
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
