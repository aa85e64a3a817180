"""What a careful reader would ask and the sources do not address: a checklist of named rules, each saying why it fired.

Every rule is general; what the text itself calls unknown is in open_questions. A gap is always
derived: it rests on the words that raised the question, not on words that state it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from briefgen.language import gazetteer
from briefgen.language.analysis import Analysis
from briefgen.language.words import DETERMINERS
from briefgen.model import Facts, OpenQuestion, Span, Stakeholder

MOST_GAPS = 16


class Gap(NamedTuple):
    """One finding of a rule. weight orders the gaps, the heaviest first."""

    question: str
    kind: str
    spans: tuple[Span, ...]
    rule: str
    why: str
    weight: float


Rule = Callable[[Analysis, Facts], Iterator[Gap]]


def extract(analysis: Analysis, found: Facts) -> tuple[OpenQuestion, ...]:
    """Run the checklist; at most MOST_GAPS gaps, those that matter most first."""
    gaps = [gap for rule in RULES for gap in rule(analysis, found)]
    gaps.sort(key=lambda g: (-g.weight, g.spans[0].start if g.spans else -1, g.question))
    return tuple(
        OpenQuestion(
            spans=gap.spans,
            basis="derived",
            rule=gap.rule,
            confidence=0.7,
            question=gap.question,
            question_class="gap",
            kind=gap.kind,
            why=gap.why,
        )
        for gap in gaps[:MOST_GAPS]
    )


def _short(text: str, most: int = 14) -> str:
    parts = text.split()
    return " ".join(parts[:most]) + (" …" if len(parts) > most else "")


# Where the document comes from -----------------------------------------------------------------


def metadata(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """A source without date or publisher cannot be graded."""
    document = analysis.document
    missing = [
        label
        for label, value in (
            ("publication date", document.published.date),
            ("publisher", document.publisher),
            ("author", document.author),
            ("headline", document.title),
        )
        if value is None
    ]
    if "publication date" not in missing and "publisher" not in missing:
        return
    listed = ", ".join(missing[:-1]) + (" or " if len(missing) > 1 else "") + missing[-1]
    why = f"the file gives no {listed}; its currency and reliability cannot be judged"
    first = (analysis.sentence_span(0),) if analysis.sentences else ()
    yield Gap("Who published this, and when?", "metadata", first, "gap.metadata", why, 6.0)


# Law and approval ------------------------------------------------------------------------------

_COMPLIES = re.compile(
    r"\b(?:complies|comply|complied|complying|in line|in accordance|in compliance|consistent|compatible|permitted|allowed|legal|"
    r"lawful|authori[sz]ed|falls? within)\b[^.;]{0,120}?\b(?P<basis>(?:existing|applicable|relevant|current|international|"
    r"domestic|national|bilateral)\s+(?:[\w-]+\s+){0,2}?(?:agreements?|laws?|treat(?:y|ies)|rules|regulations|obligations|standards))\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"\b(?:sign(?:ed|s|ing)?|ratified|concluded|reached)\s+(?P<instrument>(?:an?|the)\s+(?:[\w’-]+\s+){0,5}?"
    r"(?:agreement|treaty|accord|pact|deal|memorandum|convention|protocol))\b"
)


def legal_instrument(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """A claim of lawfulness that does not name the instrument."""
    text = analysis.document.text
    match = _COMPLIES.search(text)
    if match is None:
        return
    basis = analysis.span(match.start("basis"), match.end("basis"))
    signed = _SIGNED.search(text)
    question = f"Which “{basis.quote}” are meant?"
    spans: tuple[Span, ...] = (analysis.span(match.start(), match.end()),)
    if signed and signed.group("instrument").split()[-1] in basis.quote.lower():
        instrument = analysis.span(signed.start("instrument"), signed.end("instrument"))
        question = f"Which “{basis.quote}” are meant, and is the “{_bare(instrument.quote)}” one of them?"
        spans = (*spans, instrument)
    why = "lawfulness is claimed, and the instrument is not named"
    yield Gap(question, "legal basis", spans, "gap.legal_instrument", why, 9.0)


def _bare(phrase: str) -> str:
    first, _, rest = phrase.partition(" ")
    return rest if first.lower() in DETERMINERS and rest else phrase


_REJECTED = re.compile(
    r"\b(?P<who>(?:[\w’-]+\s+){0,3}?(?:voters|parliament|congress|senate|court|lawmakers|legislators|assembly|council|"
    r"regulators?|judges?|mps|members|board|shareholders|residents|referendum))\s+(?:has |have |had )?"
    r"(?P<verb>rejected|blocked|struck down|voted down|voted against|vetoed|banned|overturned|defeated|ruled against)\s+(?P<what>[^.;]+)",
    re.IGNORECASE,
)
_EVENT_NOUN = re.compile(
    r"\b[Tt]he\s+((?:[a-z]+ment|[a-z]+tion|[a-z]+sion|plan|deal|attack|strike|project|programme|program|law|bill|vote|sale|"
    r"purchase|visit|summit|merger|launch|closure|proposal|measure|move|decision|campaign|mission|ban|reform|trial))\b"
)
_APPROVAL = re.compile(
    r"\b(?:approv(?:ed|al)|ratif\w+|authori[sz]ation|parliament|congress|assembly|court|judge)\b", re.IGNORECASE
)


def vote_scope(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """Something like what is reported was rejected before: does the rejection cover it?"""
    text = analysis.document.text
    match = _REJECTED.search(text)
    if match is None:
        return
    nouns = [m.group(1) for m in _EVENT_NOUN.finditer(text, 0, match.start())]
    subject = f"the {nouns[-1]}" if nouns else "what is reported here"
    what = " ".join(match.group("what").split()).rstrip(" ,”")
    span = analysis.span(match.start("who"), match.start("what") + len(match.group("what").rstrip(" ,”")))
    verb = match.group("verb").lower()
    question = f"Does {subject} fall under “{_short(what, 20)}”, which {match.group('who').strip()} {verb}?"
    why = "a rejection is reported, and nothing says whether it bears on what is reported now"
    yield Gap(question, "legal basis", (span,), "gap.vote_scope", why, 8.5)
    if _APPROVAL.search(text, 0, match.start("who")) is None and _APPROVAL.search(text, match.end()) is None:
        approval = f"Is an approval by a legislature or a court needed for {subject}, and was it given?"
        why = "no approval is mentioned, though an earlier proposal was rejected"
        yield Gap(approval, "legal basis", (span,), "gap.approval", why, 6.5)


# Voices ----------------------------------------------------------------------------------------

_CRITICISM = re.compile(
    r"\b(?:(?:legal|political|serious|growing|ethical|public|widespread|mounting|sharp|new|fresh|international)\s+(?:and\s+\w+\s+)?)?"
    r"(?:questions|scrutiny|criticism|doubts|objections|controversy|backlash|condemnation|allegations|accusations)\b"
    r"(?:\s+(?:over|about|of)\s+[^.;,]+)?",
    re.IGNORECASE,
)
_CRITIC = re.compile(
    r"\b(?:critics?|opponents?|opposition|activists?|campaigners?|experts?|lawyers?|analysts?|union|ngos?)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:answer|asked|respond|ask|take|took|reply)\w*\s+(?:\w+\s+){0,3}$", re.IGNORECASE)


def unnamed_critics(analysis: Analysis, found: Facts) -> Iterator[Gap]:
    """Criticism is reported as a bare noun, and nobody is named for it."""
    spans: list[Span] = []
    speaking = {s.content.sentence for s in found.statements}
    for sentence in analysis.sentences:
        match = _CRITICISM.search(analysis.document.text, sentence.start, sentence.end)
        if (
            match is None
            or sentence.index in speaking
            or _ASKED.search(analysis.document.text[sentence.start : match.start()])
        ):
            continue
        if _CRITIC.search(analysis.document.text, sentence.start, sentence.end) is None:
            spans.append(analysis.span(*_trim_span(analysis.document.text, *match.span())))
    if spans:
        named = " and the ".join(f"“{_short(span.quote, 10)}”" for span in spans[:2])
        why = "they are reported, and no critic, opponent, court or expert is named or quoted"
        yield Gap(f"Who raised the {named}?", "missing voice", tuple(spans[:2]), "gap.unnamed_critics", why, 8.0)


def _trim_span(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] in ' ,.;”"\n':
        end -= 1
    return start, end


def single_voice(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """One body speaks for a whole side, although others of that side take part."""
    for country in dict.fromkeys(s.country for s in found.stakeholders if s.country):
        side = [s for s in found.stakeholders if s.country == country and s.kind != "public"]
        speaking = [s for s in side if s.voice != "none" and s.kind != "government"]
        if len(side) < 3 or len(speaking) != 1 or len(speaking[0].said) < 3:
            continue
        speaker, others = speaking[0], [s for s in side if s.voice == "none" and s.kind != "government"]
        name = gazetteer.country_names(country)[0]
        silent = f", among them {_listed([s.name for s in others[:3]])}," if others else ""
        question = f"Does any other source of {_the(name)} confirm what {_with_the(speaker)} says?"
        said = sum(s.id in speaker.said and s.mode != "non_disclosure" for s in found.statements)
        why = f"{said} reports on that side, all by {_with_the(speaker)}; others{silent} are not heard"
        yield Gap(question, "missing voice", (speaker.spans[0],), "gap.single_voice", why, 7.5)


def _the(country: str) -> str:
    plural = country.split()[0] in (
        "United",
        "Netherlands",
        "Philippines",
        "Maldives",
        "Bahamas",
        "Democratic",
        "Central",
        "Dominican",
        "Czech",
    )
    return f"the {country}" if plural else country


def _with_the(stakeholder: Stakeholder) -> str:
    bodies = ("diplomatic mission", "ministry", "military")
    needs = stakeholder.kind in bodies and "’s " not in stakeholder.name and "'s " not in stakeholder.name
    return f"the {stakeholder.name}" if needs else stakeholder.name


def silent_states(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """States that are named and for which nobody speaks."""
    heard = {s.country for s in found.stakeholders if s.voice != "none"}
    silent = [s for s in found.stakeholders if s.kind == "government" and s.country not in heard and not s.did]
    if silent:
        names = [s.name for s in silent[:3]]
        verb = "is" if len(names) == 1 else "are"
        spans = tuple(s.spans[0] for s in silent[:3])
        yield Gap(
            f"What is the position of {_listed([_the(n) for n in names])}?",
            "missing voice",
            spans,
            "gap.silent_states",
            f"{_listed(names)} {verb} named, and nobody speaks for {'it' if len(names) == 1 else 'them'}",
            4.5,
        )


def affected_voice(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """People are harmed or concerned, and none of them is heard."""
    for stakeholder in found.stakeholders:
        if stakeholder.kind == "affected" and stakeholder.voice == "none":
            question = f"Who are the people behind “{stakeholder.name}”, and what do they or their families say?"
            why = "those affected are counted or mentioned, not identified or heard"
            yield Gap(question, "missing voice", (stakeholder.spans[0],), "gap.affected_voice", why, 5.5)
            return


def unnamed_groups(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """Groups that matter and that the text does not name."""
    for stakeholder in found.stakeholders:
        if stakeholder.kind == "armed group" and stakeholder.rule == "stakeholders.group":
            quote = stakeholder.spans[0].quote
            yield Gap(
                f"Which “{quote}” are meant?",
                "unnamed",
                (stakeholder.spans[0],),
                "gap.unnamed_group",
                "none of them is named",
                3.5,
            )
            return


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


# Numbers ---------------------------------------------------------------------------------------

_TOLL = re.compile(
    r"\b(?:deaths?|dead|killed|casualties|injured|wounded|victims|arrest(?:ed|s)|missing)\b", re.IGNORECASE
)


def number_source(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """A count that the text gives in its own voice, without saying who counted."""
    open_figures = [
        f
        for f in found.figures
        if f.status == "given"
        and f.attribution.basis == "author"
        and not f.source
        and f.unit not in ("years", "days", "months", "weeks", "hours")
    ]
    tolls = [f for f in open_figures if _TOLL.search(f.spans[0].quote)]
    for figure in (tolls or open_figures)[:1]:
        toll = figure in tolls
        extra = ", in how many incidents" if toll else ""
        question = f"Who counted “{figure.spans[0].quote}”{extra}, and on what basis?"
        yield Gap(
            question,
            "missing source",
            (figure.spans[0],),
            "gap.number_source",
            "the text gives the number without a source",
            8.0 if toll else 5.0,
        )


_UNQUANTIFIED = re.compile(
    r"\b(?:a\s+)?(?:sharp|steep|significant|major|dramatic|large|massive|huge|substantial|marked)\s+(?:increase|rise|surge|drop|decline|fall|jump|decrease|"
    r"reduction|growth)\s+in\s+[\w-]+(?:\s+[\w-]+)?|\b(?:a\s+)?(?:key|major|leading|main)\s+(?:[\w-]+\s+){0,2}?(?:hubs?|points?|routes?|producers?|centres?|centers?|sources?|exporters?)\b",
    re.IGNORECASE,
)


def no_baseline(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """Words of size ("a sharp increase") with no number in their sentence."""
    spans: list[Span] = []
    for sentence in analysis.sentences:
        match = _UNQUANTIFIED.search(analysis.document.text, sentence.start, sentence.end)
        if match and not re.search(r"\d", analysis.document.text[sentence.start : sentence.end]):
            spans.append(analysis.span(*match.span()))
    if spans:
        quoted = _listed([f"“{span.quote}”" for span in spans[:3]])
        yield Gap(
            f"What data, baseline and period stand behind {quoted}?",
            "missing number",
            tuple(spans[:3]),
            "gap.no_baseline",
            "words of size without a number",
            5.0,
        )


_UNCOUNTED = re.compile(
    r"\b(?P<thing>(?:[A-Z]\w+\s+)?(?:aircraft|warships?|vessels|tanks|drones|missiles|vehicles|weapons|helicopters|ships|planes)"
    r"(?:\s+carrying\s+[\w-]+(?:\s+[\w-]+)?)?)\s+(?:had|have|has|were|are|was|arrived|landed)\b"
)


def uncounted(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """Hardware that arrives or acts without a number."""
    match = _UNCOUNTED.search(analysis.document.text)
    if match:
        before = analysis.document.text[max(0, match.start() - 24) : match.start()]
        if not re.search(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|several|dozens?)\b", before):
            thing = analysis.span(match.start("thing"), match.end("thing"))
            yield Gap(
                f"How many “{thing.quote}”, and of what kind?",
                "missing number",
                (thing,),
                "gap.uncounted",
                "neither number nor kind is given",
                5.2,
            )


# Links and times -------------------------------------------------------------------------------

_SIDE_BY_SIDE = re.compile(
    r"(?P<left>[A-Z][^.;:“”]{3,80}?)\s+(?:comes?|came)\s+(?:as|amid|after|days after|weeks after|months after)\s+(?P<right>[^.;:“”]{10,200})"
)


def side_by_side(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """ "The operation comes as ...": two things told together, with no word on how they hang together."""
    match = _SIDE_BY_SIDE.search(analysis.document.text)
    if match:
        span = analysis.span(match.start(), match.end())
        left = match.group("left")
        left = left[:1].lower() + left[1:] if left.startswith(("The ", "This ", "A ")) else left
        question = f"Is {left} linked to what “{_short(' '.join(match.group('right').split()), 16)}” describes, or only concurrent with it?"
        yield Gap(
            question,
            "unclear link",
            (span,),
            "gap.side_by_side",
            "the source sets the two side by side (“comes as”) and states no link",
            5.6,
        )


def unclear_date(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """A time that may belong to either of two verbs."""
    for event in found.events:
        for note in event.notes:
            if "attach" in note and event.time_span is not None:
                question = f"What does “{event.time_span.quote}” date: {_either(note)}?"
                yield Gap(question, "ambiguity", (event.what,), "gap.unclear_date", note, 5.4)
                return


def _either(note: str) -> str:
    options = re.findall(r"[“‘\"']([^”’\"']+)[”’\"']", note)
    return f"“{options[-2]}” or “{options[-1]}”" if len(options) >= 2 else "the event or the report of it"


# Frames: what a reader expects of a kind of story -----------------------------------------------


class Frame(NamedTuple):
    """A kind of story: what shows it, and the questions it raises unless the text answers them."""

    name: str
    trigger: re.Pattern[str]
    least: int
    aspects: tuple[tuple[str, re.Pattern[str], float], ...]


def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{expression})\b", re.IGNORECASE)


def frames() -> tuple[Frame, ...]:
    """The kinds of story that the checklist knows."""
    return (
        Frame(
            "deployment",
            _pattern(r"deploy\w*|troops|military (?:forces|personnel|presence|operation)|air force|peacekeepers"),
            3,
            (
                (
                    "What may the deployed forces do: are they armed, who commands them, and under whose jurisdiction are they?",
                    _pattern(
                        r"rules of engagement|command(?:ed|er|s)? (?:by|of)|jurisdiction|immunity|status of forces|mandate|unarmed"
                    ),
                    7.8,
                ),
                (
                    "What does it cost, who pays, and what would end it?",
                    _pattern(r"cost[s]? (?:of|\$|about)|million|billion|budget|exit|withdraw\w*"),
                    4.8,
                ),
            ),
        ),
        Frame(
            "vote",
            _pattern(r"voters|vot(?:ed|ing|es?)|ballot|referendum|election"),
            1,
            (
                (
                    "What was the exact question, the date and the margin of the vote?",
                    _pattern(r"per cent|percent|%|votes to|margin|by \d+"),
                    5.3,
                ),
            ),
        ),
        Frame(
            "attack",
            _pattern(r"attack\w*|bomb\w*|shooting|gunm[ae]n|explosion|blast|air ?strikes?|killed"),
            3,
            (
                (
                    "Who was responsible, and has anybody claimed it?",
                    _pattern(r"claimed responsibility|responsib\w+|suspect(?:s|ed)?|arrested|charged"),
                    7.0,
                ),
                (
                    "Who were the victims?",
                    _pattern(r"aged|identified|victims? (?:was|were|included)|civilians|named"),
                    5.0,
                ),
            ),
        ),
        Frame(
            "accident",
            _pattern(r"crash\w*|derail\w*|collision|collapsed?|capsized|fire broke|explosion"),
            2,
            (
                (
                    "What caused it, and who investigates?",
                    _pattern(r"caused? by|because|due to|investigat\w+|inquiry|probe"),
                    7.0,
                ),
            ),
        ),
        Frame(
            "disaster",
            _pattern(r"earthquake|flood\w*|hurricane|storm|wildfire|tsunami|cyclone|drought|eruption"),
            2,
            (
                (
                    "Who needs help, and who provides it?",
                    _pattern(r"aid|relief|rescue|shelter|evacuat\w+|donat\w+"),
                    6.0,
                ),
            ),
        ),
        Frame(
            "court",
            _pattern(r"court|judge|trial|lawsuit|sued|charged|prosecut\w+|verdict|sentenced|convicted"),
            3,
            (
                (
                    "What does the defence say?",
                    _pattern(r"pleaded|defen[cs]e|lawyers? for|attorney for|denie[sd]|appeal"),
                    6.5,
                ),
                (
                    "What happens next in court, and when?",
                    _pattern(r"hearing|next|scheduled|due|appeal|will be sentenced"),
                    4.5,
                ),
            ),
        ),
        Frame(
            "plan",
            _pattern(r"plans? to|will build|proposal|proposed|bill|legislation|reform|policy|programme|program"),
            3,
            (
                ("What does it cost, and who pays?", _pattern(r"cost\w*|million|billion|fund\w*|budget|\$|€|£"), 4.9),
                (
                    "When does it take effect, and who decides?",
                    _pattern(r"take effect|come into force|by \d{4}|in \d{4}|next (?:year|month|week)|vote"),
                    4.6,
                ),
            ),
        ),
        Frame(
            "deal",
            _pattern(r"acqui\w+|merger|takeover|buyout|contract|deal worth|agreed to buy"),
            2,
            (
                (
                    "What is the price, and which approvals are needed?",
                    _pattern(r"million|billion|regulat\w+|approv\w+|antitrust"),
                    6.0,
                ),
            ),
        ),
        Frame(
            "layoffs",
            _pattern(r"lay ?offs?|job cuts|redundan\w+|cut \d+ jobs|strike|walkout"),
            2,
            (("What do the workers or their union say?", _pattern(r"union|workers? said|employees? said"), 6.0),),
        ),
        Frame(
            "outbreak",
            _pattern(r"outbreak|virus|infect\w+|epidemic|pandemic|vaccin\w+"),
            3,
            (
                (
                    "How many cases are confirmed, and by whom?",
                    _pattern(r"confirmed cases|cases|WHO|health (?:ministry|officials)"),
                    6.0,
                ),
            ),
        ),
        Frame(
            "product",
            _pattern(r"launch\w*|unveil\w*|released?|recall\w*"),
            3,
            (
                (
                    "What does it cost, and from when is it available?",
                    _pattern(r"price\w*|cost\w*|\$|€|£|available|ship\w*"),
                    3.5,
                ),
            ),
        ),
        Frame(
            "protest",
            _pattern(r"protest\w*|demonstrat\w+|rall(?:y|ies)|riot\w*|unrest"),
            3,
            (("What do the protesters demand?", _pattern(r"demand\w*|call(?:ed|ing)? for|want\w*"), 6.0),),
        ),
    )


def story(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """The questions that this kind of story raises and that the text does not answer."""
    text = analysis.document.text
    for frame in frames():
        triggers = [match for _, match in zip(range(frame.least), frame.trigger.finditer(text), strict=False)]
        if len(triggers) < frame.least:
            continue
        span = analysis.span(*triggers[0].span())
        for question, answered, weight in frame.aspects:
            if answered.search(text) is None:
                why = f"a report of this kind ({frame.name}) is expected to say it"
                yield Gap(question, "missing detail", (span,), f"gap.{frame.name}", why, weight)


RULES: tuple[Rule, ...] = (
    metadata,
    legal_instrument,
    vote_scope,
    unnamed_critics,
    single_voice,
    silent_states,
    affected_voice,
    unnamed_groups,
    number_source,
    no_baseline,
    uncounted,
    side_by_side,
    unclear_date,
    story,
)
