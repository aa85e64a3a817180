"""Gaps about who is not heard: the accused, the critics, the other side, those affected."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.extractors.gaps.gap import Gap, lead_end, listed, short, the_country, with_the
from briefgen.language import gazetteer
from briefgen.language.analysis import Analysis, Mention
from briefgen.language.asking import clean, lower_first
from briefgen.language.expressions import Expression
from briefgen.model import Facts, Span, Stakeholder

# The accused -----------------------------------------------------------------------------------

_ACCUSES = Expression(
    r"\b(?P<cue>accus(?:es|ed|ing)|blam(?:es|ed|ing)|sued|suing|sues|denounc(?:es|ed|ing)|lawsuits? (?:filed )?against|suit against|complaints? against|"
    r"allegations? (?:made )?against|accusations? against|charges against|fined|critici[sz](?:es|ed|ing)|slamm(?:ed|ing)|blasted|lashed out at)\s+"
    r"(?P<link>(?:the|former|its|US|Mr|Ms|Mrs|President|Prime Minister|Minister|rival|computer|giant|maker|company|government of|both|against)?\s?){0,4}",
    re.IGNORECASE,
)
_NOUNS = {
    "accus": "accusation", "blam": "blame", "sue": "suit", "sui": "suit", "law": "suit", "com": "complaint", "all": "allegations",
    "cha": "charges", "fin": "fine", "cri": "criticism", "den": "criticism", "sla": "criticism", "bla": "criticism", "las": "criticism",
}  # fmt: skip
_ANSWERS = Expression(
    r"\b(?:den(?:y|ies|ied|ying|ial)|plead\w*|reject\w*|respon[ds]\w*|reply|repl(?:ies|ied)|defend\w*|defen[cs]e|lawyers?|attorney|counsel|apologi\w+|admit\w*|"
    r"acknowledg\w+|dismiss\w*|statement|comment\w*|counter\w*|settle[ds]?|argu\w+|insist\w*|appeal\w*|said|says|told|called|claim\w*|explain\w*)\b",
    re.IGNORECASE,
)


_OBJECT_ENDS = Expression(
    r"[.,;:’”\"]|\s(?:of|for|over|after|that|to|on|in|as|at|and|because|last|this|yesterday|today|by|with|who|which|when|while)\b|\s*$"
)


def accused_reply(analysis: Analysis, found: Facts) -> Iterator[Gap]:
    """Somebody named is accused, and neither they nor anybody for them answers."""
    text = analysis.document.text
    for match in _ACCUSES.finditer(text):
        mention = next(iter(analysis.mentions_between(match.end("cue"), match.end() + 2)), None)
        if (
            mention is None
            or mention.form != "name"
            or mention.entity < 0
            or text[mention.full_start - 3 : mention.full_start].endswith("of ")
        ):
            continue
        if re.search(r"\b(?:was|been|were|I|[Ww]e)\s$", text[max(0, match.start() - 6) : match.start()]):
            continue
        if not _OBJECT_ENDS.match(text, mention.end):  # "Shiite elements": the name only describes
            continue
        if _is_heard(analysis, found, mention) or _answers(analysis, mention, match.start()):
            continue
        entity = analysis.entities[mention.entity]
        stop = re.compile(r"[,;.”\"](?:\s|$)").search(text, mention.end)
        end = min(stop.start() if stop else mention.end, mention.end + 120)
        noun = next(
            (noun for start, noun in _NOUNS.items() if match.group("cue").lower().startswith(start)), "criticism"
        )
        article = "the " if text[mention.full_start - 4 : mention.full_start].lower() == "the " else ""
        name = the_country(entity.name) if entity.kind == "government" else article + entity.name
        span = analysis.span(match.start(), end if end > mention.end else mention.end)
        question = f"What does {name} say to the {noun}?"
        yield Gap(question, "missing voice", (span,), "gap.accused_reply", f"{entity.name} is not heard on it", 7.2)
        return


_DENIES = Expression(
    r"\b(?:den(?:y|ies|ied|ying|ial)|plead\w*|rejects?|rejected|respon[ds]\w*|repl(?:ies|ied)|defended|lawyers?|attorney|apologi\w+|dismissed|settled|dropped|withdrawn)\b",
    re.IGNORECASE,
)


def _answers(analysis: Analysis, mention: Mention, start: int) -> bool:
    """True when a sentence that names the accused, or one just behind the accusation, holds a word of answer."""
    text, own = analysis.document.text, analysis.entities[mention.entity]
    for i in own.mentions:
        sentence = analysis.sentences[analysis.mentions[i].sentence]
        if sentence.index != mention.sentence and _ANSWERS.search(text, sentence.start, sentence.end):
            return True
    behind = analysis.sentences[min(mention.sentence + 3, len(analysis.sentences) - 1)].end
    return (
        _DENIES.search(text, start, behind) is not None
        or _DENIES.search(text, analysis.sentences[mention.sentence].start, start) is not None
    )


def _is_heard(analysis: Analysis, found: Facts, mention: Mention) -> bool:
    """True when the accused, or for a government anybody of its country, is reported to say something."""
    entity = analysis.entities[mention.entity]
    last = entity.name.split()[-1].lower()
    speakers = {(s.attribution.speaker or "").lower() for s in found.statements}
    if any(last in speaker for speaker in speakers):
        return True
    if entity.kind in ("government", "ministry", "military", "place"):
        return any(
            s.voice != "none" and s.country is not None and s.country == entity.country for s in found.stakeholders
        )
    return entity.kind not in ("person", "organisation")


_WITH = Expression(
    r"\b(?P<what>deal|agreement|contract|talks|negotiations|partnership|dispute|settlement|ceasefire|accord|pact|truce|merger)\s+(?:\w+\s+){0,2}?(?:with|from|against)\s+(?:the\s+)?(?=[A-Z])"
)


def counterpart(analysis: Analysis, found: Facts) -> Iterator[Gap]:
    """A deal, talks or a dispute is reported by one side; the other is named and not heard."""
    text = analysis.document.text
    spoken = [s for s in found.statements if s.mode != "non_disclosure"]
    for match in _WITH.finditer(text, 0, lead_end(analysis, 6)):
        mention = next(iter(analysis.mentions_between(match.end(), match.end() + 2)), None)
        if not spoken or mention is None or mention.form != "name" or mention.entity < 0:
            continue
        entity = analysis.entities[mention.entity]
        if (
            entity.kind not in ("organisation", "government", "armed group")
            or _is_heard(analysis, found, mention)
            or _answers(analysis, mention, match.start())
        ):
            continue
        article = "the " if text[mention.full_start - 4 : mention.full_start].lower() == "the " else ""
        name = (
            the_country(entity.name)
            if entity.kind == "government"
            else article + text[mention.full_start : mention.end]
        )
        span = analysis.span(match.start(), mention.end)
        question = f"What {'do' if name.endswith('Ministers') else 'does'} {name} say about the {match.group('what')}?"
        yield Gap(
            question,
            "missing voice",
            (span,),
            "gap.counterpart",
            f"the other side of the {match.group('what')} is not heard",
            5.9,
        )
        return


# Critics and the other side --------------------------------------------------------------------

_CRITICISM = Expression(
    r"\b(?:(?:raised|raises|raising|prompted|prompting|sparked|sparking|drew|drawn|drawing|faced|faces|facing|amid|despite|triggered|provoked|met with|under)\s+)"
    r"(?P<what>(?:(?:legal|political|serious|growing|ethical|public|widespread|mounting|sharp|fresh|international|much|strong|heavy|some)\s+(?:and\s+\w+\s+)?){0,2}"
    r"(?:questions|scrutiny|criticism|doubts|objections|controversy|backlash|condemnation|outrage|outcry)\b(?:\s+(?:over|about|of)\s+[^.;,”]+)?)",
    re.IGNORECASE,
)
_CRITIC = Expression(
    r"\b(?:critics?|opponents?|opposition|activists?|campaigners?|experts?|lawyers?|analysts?|union|ngos?|rights groups?|Amnesty|"
    r"critici[sz](?:ed|es|ing)|condemn(?:ed|s)|denounced|slammed|accused|protest\w*|senators?|lawmakers|called (?:it|the))\b"
    r"|\b(?:criticism|questions|condemnation|backlash|outrage|outcry|scrutiny|objections) (?:from|by|among)\b",
    re.IGNORECASE,
)


def unnamed_critics(analysis: Analysis, found: Facts) -> Iterator[Gap]:
    """Criticism is reported as a bare noun, and nobody in the whole text is named for it."""
    text = analysis.document.text
    if _CRITIC.search(text):
        return
    speaking = {s.content.sentence for s in found.statements if s.mode != "non_disclosure"}
    spans: list[Span] = []
    for match in _CRITICISM.finditer(text):
        span = analysis.span(match.start("what"), match.start("what") + len(match.group("what").rstrip(" ,”")))
        if span.sentence not in speaking:
            spans.append(span)
    if spans:
        named = " and the ".join(f"“{short(clean(span.quote), 10)}”" for span in spans[:2])
        why = "they are reported, and no critic, opponent, court or expert is named or quoted"
        asked = all(re.search(r"\b(?:questions|doubts|objections)\b", span.quote) for span in spans[:1])
        yield Gap(
            f"Who {'raised' if asked else 'is behind'} the {named}?",
            "missing voice",
            tuple(spans[:2]),
            "gap.unnamed_critics",
            why,
            8.0,
        )


_MEASURE = Expression(
    r"\b(?:pass(?:es|ed)|approv(?:es|ed)|sign(?:s|ed)|announc(?:es|ed)|unveil(?:s|ed)|introduc(?:es|ed)|adopt(?:s|ed)|propos(?:es|ed))\s+"
    r"(?P<what>(?:an?|the|its|new|controversial)\s+(?:[\w’-]+\s+){0,4}?(?:bill|law|legislation|reforms?|policy|ban|budget|tax|cuts|scheme|referendum|curfew))\b",
    re.IGNORECASE,
)
_OPPOSED = Expression(
    r"\b(?:oppos\w+|critic\w+|against|reject\w+|protest\w*|object\w+|concern\w*|condemn\w*|denounc\w*|accus\w*|slam\w*|warn\w*|disagree\w*|disput\w*|"
    r"controvers\w*|unhappy|anger\w*|angry|voted no|unanim\w+|fear\w*|refus\w+|challeng\w+|rebel\w*)\b",
    re.IGNORECASE,
)


def other_side(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """A measure is taken, and nobody is heard against it."""
    text = analysis.document.text
    match = _MEASURE.search(text, 0, lead_end(analysis, 3))
    if match and not _OPPOSED.search(text):
        what = re.sub(r"^(?:an?|new|controversial)\s+", "the ", clean(match.group("what")), flags=re.IGNORECASE)
        span = analysis.span(*match.span())
        yield Gap(
            f"Who opposes {lower_first(what)}, and on what grounds?",
            "missing voice",
            (span,),
            "gap.other_side",
            "only those for it are heard",
            5.7,
        )


_JOB_LOSS = Expression(
    r"\b(?:cut|cuts|cutting|shed|sheds|shedding|lay(?:s|ing)? off|laid off|lose|axe|axing|eliminat(?:e|es|ing))\s+(?P<what>(?:about |around |up to |more than |nearly |some |over )?\d[\d,]*\s+(?:[\w-]+\s+)?(?:jobs|workers|employees|staff|positions|posts))\b",
    re.IGNORECASE,
)
_WORKERS_HEARD = Expression(
    r"(?<!European )\b[Uu]nions?\b|\b(?:workers?|employees?|staff)(?: \w+){0,3} (?:said|told|protest\w+|say|strike|struck)\b",
    re.IGNORECASE,
)


def workers(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """Jobs are lost, and no worker or union is heard."""
    text = analysis.document.text
    match = _JOB_LOSS.search(text)
    if match and not _WORKERS_HEARD.search(text):
        span = analysis.span(*match.span())
        question = f"What do the workers or their union say to the loss of “{clean(match.group('what'))}”?"
        yield Gap(question, "missing voice", (span,), "gap.workers", "no worker and no union is heard", 6.0)


# One voice for a side --------------------------------------------------------------------------


_STATE_BODIES = ("diplomatic mission", "ministry", "military")


def single_voice(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """One body speaks for a whole side, although others of that side take part."""
    for country in dict.fromkeys(s.country for s in found.stakeholders if s.country):
        side = [s for s in found.stakeholders if s.country == country and s.kind not in ("public", "place")]
        speaking = [s for s in side if s.voice != "none" and s.kind != "government"]
        if len(side) < 3 or len(speaking) != 1 or speaking[0].kind not in _STATE_BODIES:
            continue
        speaker, others = speaking[0], [s for s in side if s.voice == "none" and s.kind != "government"]
        said = sum(s.id in speaker.said and s.mode != "non_disclosure" for s in found.statements)
        if said < 3 or not others:
            continue
        name = the_country(gazetteer.country_names(country)[0])
        silent = listed([with_the(s) for s in others[:3]])
        verb = "is" if len(others[:3]) == 1 else "are"
        question = f"Does any other source of {name} confirm what {with_the(speaker)} says?"
        why = f"{said} reports on that side, all by {with_the(speaker)}; {silent} {verb} not heard"
        yield Gap(question, "missing voice", (speaker.spans[0],), "gap.single_voice", why, 7.5)


def only_speaker(analysis: Analysis, found: Facts) -> Iterator[Gap]:
    """Everything that is reported comes from one mouth, and somebody else takes part."""
    spoken = [s for s in found.statements if s.mode != "non_disclosure" and s.attribution.speaker]
    speakers = {s.attribution.speaker for s in spoken}
    speaker = next((s for s in found.stakeholders if s.name in speakers), None)
    if len(spoken) < 4 or len(speakers) != 1 or speaker is None or _TURN.search(analysis.document.text):
        return
    question = f"Who confirms, or disputes, what {_named(speaker)} says?"
    why = f"all {len(spoken)} reports of speech are by {_named(speaker)}"
    yield Gap(question, "missing voice", (speaker.spans[0],), "gap.only_speaker", why, 4.2)


_TURN = Expression(r"^(?:Q|[A-Z][\w ]{1,30}): .*\?$", re.MULTILINE)


def _named(stakeholder: Stakeholder) -> str:
    return the_country(stakeholder.name) if stakeholder.kind == "government" else with_the(stakeholder)


_ORIGIN = Expression(
    r"\b(?:cocaine|heroin|drugs|opium|weapons|arms|migrants|refugees|uranium|waste|steel|gas|oil)\b[^.;]{0,40}?\b(?:produced|made|originating|smuggled|coming|grown|manufactured|trafficked|exported)\s+"
    r"(?:primarily |mainly |mostly |largely )?(?:in|from)\s+(?P<where>[A-Z][^.;,]{2,60})"
)


def origin_states(analysis: Analysis, found: Facts) -> Iterator[Gap]:
    """States are named as where the trouble comes from, and nobody speaks for them."""
    heard = {s.country for s in found.stakeholders if s.voice != "none"}
    for match in _ORIGIN.finditer(analysis.document.text):
        mentions = analysis.mentions_between(match.start("where"), match.end("where"))
        states = [m for m in mentions if m.entity >= 0 and analysis.entities[m.entity].country and m.form == "name"]
        silent = [m for m in states if analysis.entities[m.entity].country not in heard]
        if silent:
            names = [the_country(analysis.document.text[m.start : m.end]) for m in silent[:3]]
            spans = tuple(analysis.span(m.start, m.end) for m in silent[:3])
            why = f"named as the origin, and nobody speaks for {'it' if len(names) == 1 else 'them'}"
            question = f"What is the position of {listed(names)}?"
            yield Gap(question, "missing voice", spans, "gap.origin_states", why, 4.5)
            return


# Those affected --------------------------------------------------------------------------------

_AFFECTED = Expression(
    r"\b(?P<what>(?:(?:local|homeless|displaced|stranded|evicted|injured)\s+)?(?:residents|evacuees|refugees|migrants|workers|patients|survivors|villagers|detainees|inmates|prisoners|asylum seekers|tenants|hostages))\b"
    r"(?=[^.;]{0,60}\b(?:evacuated|displaced|stranded|evicted|detained|forced|trapped|deported|injured|relocated|homeless|fled|expelled|held)\b)",
    re.IGNORECASE,
)


def affected_voice(analysis: Analysis, found: Facts) -> Iterator[Gap]:
    """People have to leave, are held or are hurt, and none of them is heard."""
    text = analysis.document.text
    match = _AFFECTED.search(text)
    if match is None:
        return
    noun = match.group("what").split()[-1].lower().rstrip("s")
    personal = re.compile(
        rf"\b(?:{re.escape(noun)}|witness|survivor|mother|father|neighbou?r|he|she|family|families)\w*\b[^.]{{0,40}}\b(?:said|says|told|say)\b",
        re.IGNORECASE,
    )
    if personal.search(text) or any(noun in (s.attribution.speaker or "").lower() for s in found.statements):
        return
    span = analysis.span(*match.span("what"))
    question = f"What do the {clean(match.group('what')).lower()} themselves say?"
    yield Gap(question, "missing voice", (span,), "gap.affected_voice", "those affected are mentioned, not heard", 4.8)


_ORGANISED = Expression(
    r"\b(?:criminal|crime|drug|armed|militant|extremist|terrorist|trafficking|rebel|smuggling)\s(?:[\w-]+\s)?(?:gangs|groups|organi[sz]ations|cartels|networks|militias|factions)\b",
    re.IGNORECASE,
)


def unnamed_groups(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """Armed or criminal groups that recur and that the text does not name."""
    generic = [s for s in found.stakeholders if s.kind == "armed group" and s.rule == "stakeholders.group"]
    nameless = [s for s in generic if _ORGANISED.search(s.spans[0].quote)]
    named = [s for s in found.stakeholders if s.kind == "armed group" and s.rule != "stakeholders.group"]
    if not named and len({span for s in nameless for span in s.spans}) >= 2:
        span = nameless[0].spans[0]
        question = f"Which “{clean(span.quote)}” are meant?"
        yield Gap(question, "unnamed", (span,), "gap.unnamed_group", "none of them is named", 3.6)
