"""The words by which a text marks speech, silence, doubt and denial. Lists and look-ups; no sentence is read here."""

from __future__ import annotations

import functools
import re
from typing import Literal

CueKind = Literal["say", "tell", "name", "think", "promise", "find", "read", "quote"]

# Verbs that take a clause ("said that ..."), a person and a clause ("told reporters ..."), or a noun ("confirmed the
# arrival"). A verb of the last kind makes a nominal statement when a noun phrase follows it.
_SAY = (
    "say add announce state claim report warn argue note explain insist stress confirm acknowledge admit suggest "
    "estimate predict declare allege assert contend maintain reveal disclose reiterate testify write "
    "tweet comment concede complain caution conclude emphasise emphasize indicate recall remark respond reply agree "
    "recommend demand propose deny repeat observe mention joke quip shout ask wonder lament assure "
    "underline underscore reason theorise theorize speculate point elaborate stipulate request affirm "
    "advise signal hint retort counter forecast promise pledge vow question"
).split()
_TELL = "tell inform remind assure notify advise convince warn".split()
_NAME = (
    "confirm announce deny reject welcome condemn criticise criticize praise acknowledge denounce dismiss reveal describe urge "
    "accuse blame demand dispute declare reiterate"
).split()
_THINK = "believe think hope expect fear know suspect feel doubt assume understand worry consider".split()
_PROMISE = "promise pledge vow threaten offer agree undertake".split()
_FIND = "show find suggest indicate reveal demonstrate learn discover conclude estimate hear notice confirm".split()
_READ = ["read"]
_QUOTE = "continue begin go defend explain laugh sum respond write ask cry exclaim email post whisper mutter yell interject".split()
_SPECIAL = {
    "find": "find finds found finding",
    "show": "show shows showed shown showing",
    "learn": "learn learns learned learnt learning",
    "hear": "hear hears heard hearing",
    "read": "read reads reading",
    "go": "goes went",
    "begin": "begins began",
    "understand": "understand understands understood",
    "undertake": "undertake undertakes undertook undertaking",
    "forecast": "forecast forecasts forecasting",
    "sum": "sums summed",
    "offer": "offer offers offered offering",
    "threaten": "threaten threatens threatened threatening",
    "signal": "signal signals signalled signaled signalling",
    "request": "request requests requested requesting",
    "say": "say says said saying",
    "tell": "tell tells told telling",
    "write": "write writes wrote written writing",
    "think": "think thinks thought thinking",
    "feel": "feel feels felt feeling",
    "know": "know knows knew known knowing",
    "admit": "admit admits admitted admitting",
    "call": "call calls called calling",
    "quip": "quip quips quipped quipping",
}

# Refusing a proposal is an act; refusing an allegation is a statement.
SPOKEN_OF = re.compile(
    r"\b(?:claims?|allegations?|accusations?|criticisms?|suggestions?|reports?|charges|rumou?rs|calls|assertions?|notion|idea|"
    r"concerns|comparisons?|characteri[sz]ation|comments?|remarks)\b",
    re.IGNORECASE,
)
ACT_UNLESS_SPOKEN_OF = frozenset(
    {"rejected", "rejects", "reject", "dismissed", "dismisses", "dismiss", "disputed", "disputes", "dispute"}
)

NON_DISCLOSURE = re.compile(
    r"\b(?P<cue>(?:did|do|does|would|could|will|has|have|had)\s*(?:not|n[’']t)(?:\s+\w+ly)?\s+"
    r"(?:immediately\s+|yet\s+)?(?:disclosed?|say|said|specif(?:y|ied)|reveal(?:ed)?|provided?|comment(?:ed)?|respond(?:ed)?|"
    r"elaborated?|give|given|identif(?:y|ied)|named?|release[d]?|explain(?:ed)?|detail(?:ed)?|confirm(?:ed)?|clarif(?:y|ied)|"
    r"publish(?:ed)?|mention(?:ed)?|answer(?:ed)?|discuss(?:ed)?|offer(?:ed)?|make public|made public|address(?:ed)?)"
    r"|(?:has|have|had)\s+yet\s+to\s+(?:say|disclose|comment|respond|announce|confirm|specify|publish|release)"
    r"|(?:declined|refused|refuses|declines)\s+to\s+(?:say|publish|comment|disclose|specify|give|identify|name|elaborate|provide|answer|"
    r"confirm|discuss|be named|be identified|reveal|release|explain|state)"
    r"|(?:could|can)\s*not\s+(?:immediately\s+)?be\s+(?:reached|contacted)"
    r"|without\s+(?:giving|providing|specifying|disclosing|naming|elaborating|saying))\b",
    re.IGNORECASE,
)

_ROUTINE = re.compile(
    r"\b(?:comment(?:ed)?|respond(?:ed)?|repl(?:y|ied)|elaborated?|answer(?:ed)?|be (?:immediately )?(?:reached|contacted|named|identified))\b",
    re.IGNORECASE,
)


def is_routine_silence(cue: str) -> bool:
    """True for "did not respond", "declined to comment": nobody asks in vain for anything in particular."""
    return _ROUTINE.search(cue) is not None


@functools.cache
def cue_forms() -> dict[str, frozenset[CueKind]]:
    """Every inflected form of a cue verb, with the ways in which it introduces speech."""
    forms: dict[str, set[CueKind]] = {}
    kinds: tuple[tuple[CueKind, list[str]], ...] = (
        ("say", _SAY),
        ("tell", _TELL),
        ("name", _NAME),
        ("think", _THINK),
        ("promise", _PROMISE),
        ("find", _FIND),
        ("read", _READ),
        ("quote", _QUOTE),
    )
    for kind, verbs in kinds:
        for verb in verbs:
            for form in _inflect(verb):
                forms.setdefault(form, set()).add(kind)
    return {form: frozenset(its) for form, its in forms.items()}


def _inflect(verb: str) -> list[str]:
    if verb in _SPECIAL:
        return _SPECIAL[verb].split()
    if verb.endswith("y") and verb[-2] not in "aeou":
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    if verb.endswith(("ss", "sh", "ch", "x")):
        return [verb, verb + "es", verb + "ed", verb + "ing"]
    return [verb, verb + "s", verb + "ed", verb + "ing"]


def is_cue(word: str) -> bool:
    """True for a lower-case form of a verb of speech or thought."""
    return bool(cue_forms().get(word, frozenset()) & _SPOKEN)


_SPOKEN: frozenset[CueKind] = frozenset({"say", "tell", "name", "think"})


_HEDGE = re.compile(
    r"\b(?:suspected|alleged(?:ly)?|reported(?:ly)?|apparent(?:ly)?|possibl[ey]|probabl[ey]|likely|unlikely|perhaps|maybe|"
    r"(?-i:may|MAY)|might|could|would|can|should|appears?|appeared|seems?|seemed|believed|thought to|expected|intended|aims?|aimed|"
    r"purported(?:ly)?|supposed(?:ly)?|presumed|presumabl[ey]|potential(?:ly)?|seeking|unconfirmed|preliminary|estimated|"
    r"roughly|approximately|about|around|nearly|almost|some|claims?|claimed|designed|planned|proposed|threatened|attempted|"
    r"accused|hopes?|hoped|says are|it says|they say|he says|she says|so-called)\b",
    re.IGNORECASE,
)


def hedges(text: str) -> tuple[str, ...]:
    """The words of doubt, attribution or mere intent in a text, lower case, in order, each once."""
    return tuple(dict.fromkeys(match.group().lower() for match in _HEDGE.finditer(text)))


@functools.cache
def opposites() -> dict[str, frozenset[str]]:
    """Verbs and adjectives that turn a report round, each with those that say the contrary."""
    pairs = (
        "rejected:approved,accepted,backed,endorsed,supported,passed approved:rejected,vetoed,blocked "
        "accepted:rejected,refused confirmed:denied denied:confirmed,admitted admitted:denied "
        "increased:decreased,fell,dropped decreased:increased,rose rose:fell,dropped fell:rose increase:decrease,fall "
        "decrease:increase,rise rise:fall,decline,drop fall:rise decline:rise,growth growth:decline "
        "supports:opposes opposes:supports supported:opposed opposed:supported won:lost lost:won "
        "allowed:banned,prohibited banned:allowed,permitted allow:ban,prohibit ban:allow legal:illegal illegal:legal "
        "lawful:unlawful unlawful:lawful complies:conflicts,violates violates:complies strengthen:weaken "
        "weaken:strengthen temporary:permanent permanent:temporary short-term:long-term long-term:short-term "
        "began:ended ended:began begun:ended started:stopped stopped:started arrived:left,departed left:arrived "
        "agreed:refused,disagreed refused:agreed guilty:innocent,acquitted acquitted:convicted convicted:acquitted "
        "safe:dangerous dangerous:safe more:fewer,less fewer:more less:more higher:lower lower:higher "
        "before:after after:before largest:smallest smallest:largest"
    )
    table: dict[str, set[str]] = {}
    for pair in pairs.split():
        word, contraries = pair.split(":")
        for contrary in contraries.split(","):
            table.setdefault(word, set()).add(contrary)
            table.setdefault(contrary, set()).add(word)
    return {word: frozenset(contraries) for word, contraries in table.items()}
