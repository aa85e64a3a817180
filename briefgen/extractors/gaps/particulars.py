"""Gaps about particulars: who, how many, how much, where a report names a group, a change or a sum and leaves it at that."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.extractors.gaps.gap import Gap, as_within, asserted, core, definite, near, short, subject_of
from briefgen.language.analysis import Analysis
from briefgen.language.asking import base_form, clean, is_plural, lower_first
from briefgen.language.expressions import Expression
from briefgen.model import Facts

_WORD = r"[\w’'-]{1,30}"

# How many --------------------------------------------------------------------------------------

_SOME_PEOPLE = Expression(
    r"\b(?P<many>[Ss]everal|[Dd]ozens of|[Hh]undreds(?: of)?|[Ss]cores of|[Tt]housands of|[Mm]any|[Ss]ome|[Aa] number of)\s"
    rf"(?P<who>(?:other |{_WORD} )?[a-z]{{2,20}}s|(?:other )?people|others|children|women|men)\s"
    r"(?P<be>were|are|have been|had been)\s(?:also |still |reportedly |briefly )?"
    r"(?P<fate>injured|wounded|hurt|detained|arrested|evacuated|displaced|stranded|trapped|jailed|imprisoned|expelled|deported|"
    r"sacked|suspended|damaged|destroyed|cancelled|canceled|infected|hospitalised|hospitalized|treated|rescued|affected)\b"
)
_EXACT = r"\b(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{2,6}teen|twenty|thirty)\b"


def vague_number(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """People are hurt, held or moved "by the dozen", and the text counts none of them."""
    text = analysis.document.text
    for match in _SOME_PEOPLE.finditer(text):
        fate = match.group("fate")
        counted = Expression(rf"{_EXACT}[^.;\n]{{0,40}}\b{fate}\b|\b{fate}\b[^.;\n]{{0,20}}{_EXACT}")
        if not asserted(analysis, match.start()) or counted.search(text):
            continue
        who = "people" if match.group("who") == "others" else match.group("who")
        question = f"How many {who} {match.group('be')} {fate}?"
        yield Gap(question, "missing number", (analysis.span(*match.span()),), "gap.vague_number", _UNCOUNTED, 5.6)
        return


_UNCOUNTED = "a number is hinted at and not given"
_CHANGED = Expression(
    r"\b(?P<aux>(?:has|have|had)\s)?(?P<verb>rose|risen|fell|fallen|grew|grown|increased|dropped|declined|jumped|surged|soared|plunged|slumped|tumbled|"
    r"climbed|slowed|shrunk|shrank|worsened|improved)\s(?P<how>sharply|significantly|steeply|dramatically|considerably|substantially|markedly|"
    r"heavily|rapidly|steadily|slightly)\b"
)
_DIGIT = Expression(r"\d|\b(?:doubled|tripled|half|third|quarter|per ?cent|one in)\b")
_PLAIN = {
    "rose": "rise", "risen": "risen", "fell": "fall", "grew": "grow", "shrank": "shrink", "slumped": "slump", "dropped": "drop",
}  # fmt: skip


def size_of_change(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """Something "has risen sharply": by how much?"""
    for match in _CHANGED.finditer(analysis.document.text):
        subject = subject_of(analysis, match.start())
        span = analysis.span(*match.span())
        sentence = near(analysis, span.sentence, behind=0, ahead=0)
        later = sentence[sentence.find(match.group()) + len(match.group()) :]
        if (
            subject is None
            or _DIGIT.search(_YEAR.sub("", later))
            or _DIGIT.search(_YEAR.sub("", near(analysis, span.sentence, behind=0)[len(sentence) :]))
        ):
            continue
        who, verb, aux = subject, match.group("verb"), (match.group("aux") or "").strip()
        asked = f"{aux} {who} {verb}" if aux else f"did {who} {_PLAIN.get(verb) or base_form(verb)}"
        why = "a change is called large or small, and its size is not given"
        yield Gap(f"By how much {asked}?", "missing number", (span,), "gap.change_size", why, 5.0)
        return


_YEAR = Expression(r"\b(?:19|20)\d\d\b")

# How much --------------------------------------------------------------------------------------

_SUM = Expression(
    r"\b(?:with|received?|won|win|awarded|signed|given|secured?|take out|took out|provided?|offered|agreed|approved|granted|seek(?:ing)?|sought|pay|paid|financed by)\s"
    rf"(?P<what>(?:an?|the|new)\s(?:{_WORD}\s){{0,3}}?(?:loan|grant|contract|bailout|settlement|subsidy|subsidies|compensation|rescue package|aid package|fine|credit line))\b"
    r"(?P<of>\s(?:from|by|with)\s(?:the\s)?[A-Z][\w’-]{1,30}(?:\s[A-Z][\w’-]{1,30}){0,4})?"
)
_MONEY = Expression(
    r"[$€£¥]|\b(?:dollars|euros|pounds|crowns|francs|rupees|yen|yuan|roubles|pesos|rand|cents?|pence|worth|costs?|costing|USD|EUR)\b"
)


def sum_of_money(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """A loan, a contract or a settlement without its amount."""
    for match in _SUM.finditer(analysis.document.text):
        span = analysis.span(match.start("what"), match.end())
        if not asserted(analysis, match.start()) or _MONEY.search(near(analysis, span.sentence, behind=2, ahead=2)):
            continue
        what = definite(match.group("what")) + (match.group("of") or "")
        verb = "are" if is_plural(what) else "is"
        why = "money changes hands, and the amount is not given"
        yield Gap(f"How large {verb} {what}?", "missing number", (span,), "gap.amount", why, 5.5)
        return


_WORKS = Expression(
    rf"\b(?P<what>(?:[Aa]|[Tt]he|[Ii]ts)\snew\s(?:{_WORD}\s){{0,3}}?(?:line|bridge|tunnel|hospital|airport|school|stadium|road|motorway|station|port|terminal|dam|plant|"
    r"prison|library|campus|pipeline|reactor|headquarters|museum|railway|centre|center))\s(?:will|is to|would|is being|was)\b"
)


def cost_of_works(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """Something new is to be built, and no sum of money stands in the whole text."""
    match = _WORKS.search(analysis.document.text)
    if match and asserted(analysis, match.start()) and not _MONEY.search(analysis.document.text):
        span = analysis.span(*match.span("what"))
        question = f"What does {definite(lower_first(match.group('what')))} cost, and who pays for it?"
        yield Gap(question, "missing number", (span,), "gap.works_cost", "a project without a sum of money", 6.2)


# Who -------------------------------------------------------------------------------------------

_GROUP = (
    "countries|states|governments|firms|companies|banks|bidders|investors|donors|ministers|agencies|organi[sz]ations|universities|schools|hospitals|"
    "airlines|lawmakers|senators|parties|charities|cities|municipalities|regions|suppliers|retailers|clubs|members|directors|institutions|partners|unions"
)
_UNNAMED_PARTY = Expression(
    rf"\b(?P<what>(?:(?:[Aa]t least )?(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive)|[Ss]everal|[Ss]ome|[Aa] (?:number|handful) of|[Oo]ther|[Nn]eighbou?ring)\s(?:other |{_WORD} )?(?:{_GROUP})"
    r"|[Aa]nother (?:bidder|company|firm|bank|country|buyer|minister|party|supplier|club|member|investor|official)"
    r"|[Aa] (?:rival|second|third|foreign|private|potential|former) (?:bidder|company|firm|bank|buyer|minister|investor|contractor|supplier))"
    r"\s(?:also\s|already\s)?(?P<does>(?:has|have|had)\s(?:also\s|already\s|since\s)?\w{3,20}(?:ed|en|ought|eld|old|ade)|offered|refused|voted|withdrew|pulled out|dropped out|complained|"
    r"agreed|objected|opposed|expressed|promised|pledged|signed|joined|received|left|resigned)\b(?P<rest>[^.;:,“”\"\n]{0,110})"
)
_LISTS = Expression(r"\b(?:including|such as|among them|namely|led by|:)\s")


def unnamed_party(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """ "Another bidder had dropped out", "several countries have offered help": which?"""
    for match in _UNNAMED_PARTY.finditer(analysis.document.text):
        span = analysis.span(match.start(), match.start("rest") + len(match.group("rest").rstrip()))
        around = near(analysis, span.sentence, behind=0, ahead=0)
        follows = around[around.find(match.group("what")) + len(match.group("what")) :]
        if _LISTS.search(follows) or not asserted(analysis, match.start()):
            continue
        named = Expression(r"[a-z,] (?:the )?[A-Z]\w+(?:, (?:the )?[A-Z]\w+)* and (?:the )?[A-Z]\w+")
        if named.search(follows):
            continue
        what = as_within(analysis, *match.span("what"))
        for opening in ("at least ", "another ", "other ", "some ", "several ", "a number of ", "a handful of ", "a "):
            what = what.removeprefix(opening)
        other = "other " if match.group("what").lower().startswith("another") else ""
        rest = short(core(match.group("rest")) if match.group("rest").strip() else "", 14)
        question = f"Which {other}{what} {match.group('does')}{' ' + rest if rest else ''}?"
        yield Gap(question, "unnamed", (span,), "gap.unnamed_party", "somebody acts who is not named", 5.2)
        return


_CAMP = Expression(
    r"(?:^|(?<=[.”\"] )|(?<=\n)|(?<=, )|(?<=(?:and|but) ))(?P<what>(?:[Ss]ome |[Mm]any |[Ss]everal |[Oo]ther )?"
    r"(?:[Cc]ritics|[Oo]pponents|[Aa]ctivists|[Cc]ampaigners|[Ee]nvironmentalists|[Ee]xperts|[Aa]nalysts|[Oo]bservers|[Ee]conomists|[Ss]upporters|"
    r"[A-Z]?[a-z]{2,20} (?:groups|experts|analysts|activists|campaigners|politicians|organi[sz]ations|charities|advocates|leaders|insiders|lawyers)))\s"
    r"(?P<says>(?:have |had )?(?:also |long )?(?:say|said|argue[ds]?|warn(?:ed)?|claim(?:ed)?|accuse[d]?|called|call|blame[d]?|complain(?:ed)?|point(?:ed)? out|question(?:ed)?|"
    r"fear(?:ed)?|criticis?z?e?d?|condemn(?:ed)?|describe[d]?|believe[d]?|expect(?:ed)?|welcome[d]?))\b(?P<rest>[^.;:,“”\"\n]{0,140})"
)


def unnamed_camp(analysis: Analysis, found: Facts) -> Iterator[Gap]:
    """ "Environmental groups have warned that …", and no group of them is named beside it."""
    for match in _CAMP.finditer(analysis.document.text):
        index = analysis.span(match.start("what"), match.end("what")).sentence
        named = {s.attribution.speaker or "" for s in found.statements if s.content.sentence == index + 1}
        if any(name[:1].isupper() for name in named) or _MEMBER.search(near(analysis, index, behind=0)):
            continue
        who = as_within(analysis, *match.span("what"))
        for opening in ("some ", "many ", "several ", "other "):
            who = who.removeprefix(opening)
        says = clean(match.group("says") + match.group("rest"))
        span = analysis.span(
            match.start("what"),
            match.start("what") + len(match.group()[match.start("what") - match.start() :].rstrip()),
        )
        question = f"Which {who} {short(says, 18)}?"
        yield Gap(question, "unnamed", (span,), "gap.unnamed_camp", "a camp is cited, and nobody of it is named", 5.4)
        return


_MEMBER = Expression(
    r"\b(?:such as|including|like|among them|said|says|told|of|from|at|for) (?:the |Dr\.? |Professor )?[A-Z]\w+ [A-Z]"
)
_BLAMED = Expression(
    r"\b(?P<be>was|were|has been|have been)\s(?:also |widely |heavily |sharply |repeatedly )?(?P<verb>criticised|criticized|accused|blamed|condemned|denounced|questioned)"
    r"\s(?P<over>(?:over|for|of)\s(?![^.;\n]{0,120}\bby\b)[^.;,“”\"\n]{4,120})"
)


def nameless_criticism(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """Somebody "has been criticised over" something: by whom?"""
    for match in _BLAMED.finditer(analysis.document.text):
        subject = subject_of(analysis, match.start())
        if subject is None:
            continue
        who, verb = subject, match.group("verb")
        has = "has " if match.group("be").startswith("ha") else ""
        question = f"Who {has}{verb} {who} {short(clean(match.group('over')), 16)}?"
        span = analysis.span(match.start(), match.end())
        yield Gap(question, "unnamed", (span,), "gap.nameless_criticism", "nobody is named for it", 5.3)
        return


_ACCORDING = Expression(
    r"\b[Aa]ccording to (?P<what>(?:some |several |various |many |two |three |unnamed |other |senior |local |government |industry |media |news |press |early |initial )+"
    r"(?:sources|reports|officials|observers|experts|authorities|analysts|accounts|estimates|insiders)|sources|reports|observers|experts|analysts)\b(?! (?:at|from|in|of|by|with)\b)"
)


def unnamed_origin(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """ "According to some sources": which?"""
    for match in _ACCORDING.finditer(analysis.document.text):
        span = analysis.span(*match.span("what"))
        if not asserted(analysis, match.start()):
            continue
        sentence = clean(near(analysis, span.sentence, behind=0, ahead=0))
        question = f"Which are the “{clean(match.group('what'))}” behind “{short(sentence, 20)}”?"
        yield Gap(question, "unnamed", (span,), "gap.unnamed_origin", "cited without a name", 5.4)
        return


# What exactly ----------------------------------------------------------------------------------

_REPORT = Expression(
    r"\b(?P<what>[Aa]n? (?:(?:new|recent|independent|internal|official|confidential|leaked|preliminary|damning|separate) ){0,2}(?:report|audit|review|assessment|inquiry|memo|analysis|study))"
    r"(?P<when> (?:last|this) (?:week|month|year)| (?:in|two|three|five|ten|\d+) [\w ]{3,14}?(?: ago)?| (?:published|released|commissioned)(?: \w+){1,5}?)?\s"
    r"(?P<says>(?:has |had )?(?:found|finds|warned|warns|concluded|concludes|showed|shows|suggests|suggested|revealed|said|says|estimated|estimates))\b(?P<rest>[^.;:,“”\"\n]{0,140})"
)
_OF_WHOM = Expression(
    r"\b(?:by|from) (?:the |an? )?(?!\d|the council\b)[A-Z][a-z]|\b(?:University|Institute|Office|Commission|Agency|Professor|researchers|scientists|Journal|published in)\b"
)


def author_of_report(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """A report or an audit is cited without who made it."""
    for match in _REPORT.finditer(analysis.document.text):
        index = analysis.span(match.start(), match.end("what")).sentence
        if _OF_WHOM.search(near(analysis, index)) or not asserted(analysis, match.start()):
            continue
        when = match.group("when") or ""
        what = definite(lower_first(match.group("what"))) + ("" if when.endswith("ago") or when[:4] == " in " else when)
        span = analysis.span(match.start(), match.start("rest") + len(match.group("rest").rstrip()))
        question = f"Who wrote {what} that {match.group('says')} {short(clean(match.group('rest')), 16)}?"
        yield Gap(question, "missing source", (span,), "gap.report_author", "it is cited without who made it", 5.5)
        return


_FUNDING = Expression(
    r"\b(?:fund\w*|sponsor\w*|financ\w*|grants?|paid for|conflicts? of interest|supported by|commission\w*)\b"
)
_STUDY = Expression(
    r"\b(?:[Aa]ccording to|[Ii]n) (?P<a>an?|the) (?:new |large |major |recent )?study\b|\b(?P<the>[Tt]he|[Aa]) (?:new )?study(?: published[^.,]{0,40})? (?:found|finds|shows|suggests|suggested|showed|followed)\b|\b[Rr]esearchers (?:at|from) "
)
_OF_HEALTH = Expression(
    r"\b(?:patients?|drugs?|risk|diet|vaccin\w+|treatment|disease|cancer|stroke|health|participants|volunteers)\b"
)


def study_funding(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """Medical research is reported without who paid for it."""
    text = analysis.document.text
    match = _STUDY.search(text)
    if match and _OF_HEALTH.search(text) and not _FUNDING.search(text):
        span = analysis.span(*match.span())
        why = "research on health is reported, and neither funding nor interests are stated"
        question = "Who paid for the study, and do its authors declare any interests?"
        yield Gap(question, "missing source", (span,), "gap.study_funding", why, 5.7)


_MEASURES = Expression(
    rf"\b(?:announced?|promised?|pledged?|proposed?|introduced?|unveiled?|called for|agreed(?: on)?|ordered|demanded?|vowed|tak(?:e|en)|took)\s(?P<what>(?:stricter|tougher|tighter|new|further|additional|more|urgent|"
    rf"emergency|stronger|immediate|better)\s(?:{_WORD}\s){{0,2}}?(?:rules|measures|steps|reforms|laws|sanctions|action|controls|checks|safeguards|restrictions|regulations|penalties|changes|limits))\b(?P<for>\s(?:for|on|against)\s[^.;,:“”\"\n]{{3,60}})?"
)
_SPELLED_OUT = Expression(
    r"\b(?:includ\w+|such as|under (?:the|which)|would (?:require|ban|limit|allow|mean)|will (?:require|ban|limit|have to|be required)|among them|require\w*|"
    r"bann?(?:ed|ing)?|\d+)\b|: "
)


def unspecified_measures(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """ "Stricter rules", "further steps" are promised, and nothing says which."""
    for match in _MEASURES.finditer(analysis.document.text):
        span = analysis.span(
            match.start("what"),
            match.start("what") + len(match.group()[match.start("what") - match.start() :].rstrip()),
        )
        behind = near(analysis, span.sentence, behind=0)
        if not asserted(analysis, match.start()) or _SPELLED_OUT.search(behind[behind.find(match.group("what")) :]):
            continue
        what = clean(match.group("what")) + (f" {core(match.group('for'))}" if match.group("for") else "")
        verb = "are" if is_plural(match.group("what")) else "is"
        question = f"Which {what} {verb} meant, and from when?"
        yield Gap(question, "missing detail", (span,), "gap.measures", "measures are named, not described", 5.1)
        return


_UNLISTED = Expression(
    rf"\b(?:[Ss]everal|[Vv]arious|[Cc]ertain|[Aa] (?:number|series|range|list|set) of)\s(?:other |{_WORD} )?(?:changes|concessions|conditions|amendments|allegations|irregularities|"
    r"demands|proposals|errors|recommendations|violations|complaints|charges|projects|options|objections|flaws|failings|breaches|offences|products|sites|cases|incidents|requests)\b"
    r"(?:\s(?:of|in|to|by|set|made|against|for|from|on|with|at)\s[^.;:,“”\"\n]{2,70})?"
)


def unlisted(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """ "Several changes", "a number of allegations": which? Silent where the text goes on to list or count them."""
    for match in _UNLISTED.finditer(analysis.document.text):
        span = analysis.span(*match.span())
        behind = near(analysis, span.sentence, behind=0)
        follows = behind[behind.find(match.group()) + len(match.group()) :]
        if not asserted(analysis, match.start()) or _LISTS.search(follows) or _ENUMERATES.search(follows):
            continue
        question = f"Which are the “{clean(match.group())}”?"
        yield Gap(question, "missing detail", (span,), "gap.unlisted", "several are mentioned and none is named", 4.8)
        return


_ENUMERATES = Expression(
    r"[.,] (?:One|The first|These|They|Among|Some|Another|One of them)\b|\b(?:includ\w+|from \w+ to)\b|: |— "
)
_SENT = Expression(
    rf"\b(?:pledged?|promised?|sent|sending|send|offered|deployed|ordered|contributed?)\s(?P<what>(?:(?:more|extra|additional|further|its|fresh) )?(?:{_WORD} )?(?:troops|soldiers|police officers|"
    r"reinforcements|rescue teams|aircraft|warships|tanks|weapons|doctors|observers|peacekeepers|vaccines|food aid|humanitarian aid|financial support|money|funds))\b(?P<to> (?:to|for) (?:the )?[A-Z]\w+)?"
)


def unmeasured_help(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """Troops or help are sent or promised, and nothing says how many or how much."""
    text = analysis.document.text
    for match in _SENT.finditer(text):
        what = clean(match.group("what"))
        noun = what.split()[-1]
        counted = Expression(
            rf"(?:\d|\b(?:two|three|four|five|six|ten|dozens?|hundreds?|thousands?)\b)[^.;\n]{{0,30}}\b{noun}\b"
        )
        span = analysis.span(*match.span("what"))
        if (
            not asserted(analysis, match.start())
            or counted.search(text)
            or _MONEY.search(near(analysis, span.sentence))
        ):
            continue
        what = what.removeprefix("its ")
        said = clean(match.group())
        many = "much" if noun in ("aid", "money", "support", "funds") else "many"
        verb = "is" if noun in ("aid", "money", "support") else "are"
        question = f"How {many} {what} {verb} behind “{said}”?"
        yield Gap(question, "missing number", (span,), "gap.help_size", _UNCOUNTED, 5.3)
        return
