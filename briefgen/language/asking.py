"""Direct questions out of embedded ones: "how long they will stay" becomes "How long will they stay?". Finds none itself."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from briefgen.language.expressions import Expression
from briefgen.language.words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    Word,
    finite_kind,
    words,
)

MOST_WORDS = 32  # a longer question is no question that anybody asks
_MOST_LETTERS = 12 * MOST_WORDS

_IRREGULAR = {
    past: base
    for base, pasts in (
        pair.split(":")
        for pair in (
            "say:said tell:told begin:began go:went come:came take:took make:made get:got give:gave find:found leave:left "
            "hold:held lead:led meet:met win:won lose:lost see:saw know:knew think:thought feel:felt become:became keep:kept "
            "bring:brought buy:bought sell:sold send:sent spend:spent build:built break:broke choose:chose draw:drew "
            "drive:drove fall:fell fly:flew fight:fought grow:grew mean:meant pay:paid run:ran rise:rose sit:sat shoot:shot "
            "speak:spoke stand:stood steal:stole strike:struck swear:swore teach:taught throw:threw understand:understood "
            "wear:wore write:wrote ride:rode shake:shook sink:sank sleep:slept stick:stuck sweep:swept swim:swam tear:tore "
            "die:died,dies lie:lied tie:tied,ties install:installed create:created wake:woke withdraw:withdrew hide:hid lie:lay catch:caught hear:heard seek:sought deal:dealt bear:bore"
        ).split()
    )
    for past in pasts.split(",")
}
_NON_FINITE = frozenset("having being been be am".split())
_SHORT_PASTS = frozenset("died used owed lied".split())
_ALIKE = frozenset("hit hurt let put set cut cost quit shut split spread read".split())
_MUTE_E = Expression(
    r"(?:[vcuz]|[^aeo]at|[iou]s(?<!cus)|[^aeious]s|eas|has|[uai]r(?<!ear)(?<!oar)(?<!air)(?<!our)|[bdcfgkptz]l|[^aeiou][aiu]d|"
    r"pl?od|[^e]am(?<!oam)|um|[^aeiou]in|[^aeiou]il|[rda]g|[^e]ak(?<!oak)|[^aeiou]ik|vok|[^e]ap|[hlnr]op(?<!velop)|"
    r"vot|not|quot|mot|cit|vit|nit|hang|rang|leng|[pm]let|[rn]ipt|[cxp]ut|plor|nor|stor)$"
)
_DOUBLED = Expression(r"([bgmnprt])\1$|(?<=.{4})(l)l$")


@functools.cache
def base_form(verb: str) -> str:
    """The plain form of a past or third-person form: "decided" to "decide", "carries" to "carry"."""
    if verb in _IRREGULAR or verb in _ALIKE:
        return _IRREGULAR.get(verb, verb)
    if verb.endswith("ied"):
        return verb[:-3] + "y"
    if verb.endswith("ed"):
        stem = verb[:-2]
        if _DOUBLED.search(stem):
            return stem[:-1]
        return stem + "e" if _MUTE_E.search(stem) else stem
    if verb.endswith("ies"):
        return verb[:-3] + "y"
    if verb.endswith(("sses", "shes", "ches", "xes", "oes")):
        return verb[:-2]
    return verb.removesuffix("s")


_NOT_PLURAL = ("ss", "us", "is", "’s", "'s")
_PLURALS = frozenset("people police troops personnel men women children data media staff remains criteria".split())


def is_plural(phrase: str) -> bool:
    """True when the head of a noun phrase is plural, or when two are joined by "and"."""
    bare = re.split(
        r"\s+(?:of|for|in|on|about|from|to|with|that|which|who|by|at|behind|between|over|against)\s+", phrase
    )[0]
    head = bare.split()
    if not head:
        return False
    last = head[-1].lower()
    joined = re.search(r"\band (?:the |its |his |her |their |an? )?[\w’-]+$", bare) is not None
    return (
        joined or last in _PLURALS or (last.endswith("s") and not last.endswith(_NOT_PLURAL) and not head[-1].isupper())
    )


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


_LOWERED = frozenset(
    "The A An Its Their His Her This These Those Some Any Each Both How What Who When Whether Why Where".split()
)


def uncapitalised(text: str) -> str:
    """The text with a small first letter, whatever its first word is."""
    return text[:1].lower() + text[1:]


def lower_first(text: str) -> str:
    """The text as it would stand within a sentence: a first function word loses its capital, a name keeps it."""
    return uncapitalised(text) if text.split(" ", 1)[0] in _LOWERED else text


def clean(phrase: str) -> str:
    """A stretch of text on one line, without the marks at its ends."""
    return " ".join(phrase.split()).strip(" ,.;:—–")


# Clauses ---------------------------------------------------------------------------------------

_WH = Expression(
    r"(?:how (?:many|much|long|far|often|soon|big|large|high|old|quickly|widely|badly|well|exactly)|what (?:kind|type|sort|kinds|types) of|"
    r"(?:exactly |precisely )?(?:what|when|where|who|whom|whose|why|which|how))\b",
    re.IGNORECASE,
)
_ADVERBIAL = frozenset(
    "when where why how".split()
    + [f"how {word}" for word in "long far often soon big large high old quickly widely badly well exactly".split()]
)


def is_question_clause(phrase: str) -> bool:
    """True for a clause that opens with a question word, whether or if."""
    return _WH.match(phrase) is not None or phrase.lower().startswith(("whether ", "if "))


def ask_clause(phrase: str, they: str = "", *, really: bool = False) -> str | None:
    """The direct question of an embedded one, None when its parts cannot be told apart.

    they is what a subject "they" stands for, put in brackets; with really, "in fact" follows the
    subject of a yes-no question.
    """
    if len(phrase) > _MOST_LETTERS or len(phrase.split()) > MOST_WORDS:
        return None
    phrase = clean(phrase)
    whether = re.match(r"(?:as to )?(?:whether(?: or not)?|if|that)\s+", phrase, re.IGNORECASE)
    if whether:
        return _ask_whether(phrase[whether.end() :], they, really=really)
    match = _WH.match(phrase)
    return _ask_wh(phrase, match, they) if match else None


def _verb(its_words: Sequence[Word], first: int, subject: int) -> int:
    """The index of the finite verb, -1 when none is sure; first is where it may stand, subject where its subject begins."""
    found = next((i for i in range(first, len(its_words)) if _is_finite(its_words, i, subject)), -1)
    if found < 0 or its_words[found].lower in AUXILIARIES:
        return found
    for i in range(found + 1, len(its_words)):  # "people trapped in the mine were": a participle came first
        word = its_words[i].lower
        if word in PRONOUNS or word in CONJUNCTIONS or "," in its_words[i].gap:
            return found
        if word in AUXILIARIES:
            return i
    return found


def _is_finite(its_words: Sequence[Word], i: int, subject: int) -> bool:
    word, before = its_words[i], its_words[i - 1].lower if i else ""
    kind = "past" if word.lower in _SHORT_PASTS else "" if word.lower in _NON_FINITE else finite_kind(word.lower)
    if kind == "auxiliary" and not (i > subject and before in ("who", "which", "that")):
        return True
    if word.capital or before in DETERMINERS or before in PREPOSITIONS or before in ("who", "which", "that"):
        return False
    if kind == "past":
        return True
    singular = before in ("he", "she", "it") or (i > subject and before.isalpha() and not before.endswith("s"))
    more = any(finite_kind(w.lower) for w in its_words[i + 1 : i + 8])
    return i > subject and singular and not more and re.fullmatch(r"[a-z]{2,}[^su\W]s", word.lower) is not None


_CONTRACTED = Expression(r"(?:it|he|she|that|there|this|what|who)[’']s\b|\w+[’'](?:re|ll|ve|d)\b", re.IGNORECASE)
_SECOND_CLAUSE = Expression(
    r"\b(?:and|but) (?:the|its|their|his|her|an?|it|he|she|they|there)\b[\w’ -]{0,40}\b(?:is|are|was|were|has|have|had|will|would)\b"
)


def _ask_whether(clause: str, they: str, *, really: bool) -> str | None:
    its_words = words(clause, 0, len(clause))
    if not its_words or its_words[0].lower == "to" or _CONTRACTED.match(clause):
        return None
    verb = _verb(its_words, 1, 0)
    if verb < 1 or its_words[0].lower == "there" and verb > 1:
        return f"Is it true that {lower_first(clause)}?"
    subject = lower_first(clause[: its_words[verb - 1].end] + ("’s" if its_words[verb - 1].possessive else ""))
    if its_words[verb - 1].possessive or _is_split(subject) or _SECOND_CLAUSE.search(clause, its_words[verb].end):
        return f"Is it true that {lower_first(clause)}?"
    return _inverted("", subject, clause, its_words[verb], they, really=really)


def _is_split(subject: str) -> bool:
    """True when a stretch before a verb holds more than one noun phrase's worth of commas or conjunctions."""
    return "," in subject or re.search(r"\b(?:that|when|after|because|which|who)\b", subject) is not None


def _inverted(wh: str, subject: str, clause: str, verb: Word, they: str, *, really: bool = False) -> str:
    rest = clause[verb.end :]
    if verb.lower in AUXILIARIES and not _is_main_have(verb.lower, rest):
        opening, remainder = verb.text, rest
    else:
        past = finite_kind(verb.lower) == "past" or verb.lower in _SHORT_PASTS or verb.lower == "had"
        opening = "did" if past else "does" if verb.lower.endswith("s") else "do"
        plain = "have" if verb.lower in ("has", "have", "had") else base_form(verb.lower)
        remainder = f" {plain}{rest}"
    remainder = _second_predicate(remainder, subject)
    named = f"they [{they}]" if they and subject == "they" else subject
    return f"{capital(f'{wh} {opening}'.strip())} {named}{' in fact' if really else ''}{remainder}?"


_PARTICIPLE_NEXT = Expression(
    r"\s+(?:(?:not|never|also|already|ever|yet|long|since|now|indeed|\w+ly)\s+){0,2}(?:\w+(?:ed|en|wn|ught)|been|had|made|said|lost|left|found|gone|done|come|become|"
    r"won|met|held|led|sent|put|set|cut|begun|run|paid|sold|told|built|spent|kept|read|hit|shut|seen|stood|struck|understood|sunk|hurt|shot|let|got|fled)\b"
)


def _is_main_have(verb: str, rest: str) -> bool:
    """ "has an effect": the verb is no auxiliary where no participle follows."""
    return verb in ("has", "have", "had") and _PARTICIPLE_NEXT.match(rest) is None


def _second_predicate(rest: str, subject: str) -> str:
    """ "leave or was forced out": the second half takes a subject of its own."""
    return re.sub(r",? or (is|are|was|were|has|have|had|will|would|could|can)\b", rf", or \1 {subject}", rest, count=1)


def _ask_wh(phrase: str, match: re.Match[str], they: str) -> str | None:
    wh = " ".join(match.group().split())
    its_words = words(phrase, match.end(), len(phrase))
    if not its_words or its_words[0].lower == "to":
        return None
    split = 0 if wh.lower() in _ADVERBIAL else _second_phrase(its_words)
    if wh.lower() == "how" and len(its_words) > 1 and _opens_phrase(its_words[1]) and not _opens_phrase(its_words[0]):
        split = 1  # "how serious the damage is"
    verb = _verb(its_words, split, split)
    if verb < 0:
        return None
    if verb == split or (split == 0 and wh.lower() not in _ADVERBIAL and not _opens_phrase(its_words[0])):
        return f"{capital(phrase)}?" if verb >= 0 and wh.lower() not in _ADVERBIAL else None
    subject = phrase[its_words[split].start : its_words[verb - 1].end]
    if _is_split(subject) or its_words[verb - 1].possessive:
        return None
    head = f"{wh} {phrase[its_words[0].start : its_words[split - 1].end]}" if split else wh
    return _inverted(head, subject, phrase, its_words[verb], they)


def _second_phrase(its_words: Sequence[Word]) -> int:
    """Where the subject begins in "changes the commission required"; 0 when the first phrase is the subject itself."""
    for i, word in enumerate(its_words):
        if finite_kind(word.lower) == "auxiliary":
            return i if i and its_words[i - 1].lower != "of" else 0
        if _opens_phrase(word) and (i == 0 or its_words[i - 1].lower not in PREPOSITIONS):
            return i
        if finite_kind(word.lower) == "past" or word.lower in _SHORT_PASTS:
            return i
    return 0


def _opens_phrase(word: Word) -> bool:
    return word.lower in DETERMINERS or word.lower in PRONOUNS or word.capital


# Noun phrases ----------------------------------------------------------------------------------

_NUMBER = Expression(
    r"(?:the\s+|an?\s+)?(?:(?:exact|total|precise|overall|final|full|undisclosed|unknown|unspecified)\s+)*(?P<what>number|amount|quantity) of\s+(?P<rest>.+)",
    re.IGNORECASE,
)
_IDENTITY = Expression(r"(?:the\s+|any\s+)?(?:identit(?:y|ies)|names?) of\s+(?P<who>.+)", re.IGNORECASE)
_INFORMATION = Expression(
    r"(?:any |further |more |other |additional |specific |the )*(?:information|details?|word|specifics|particulars)\s+(?:about|on|of|as to|regarding|concerning)\s+(?P<matter>.+)",
    re.IGNORECASE,
)
_PARTICIPLE = Expression(
    r"(?P<noun>[\w’-]+(?:\s+[\w’-]+){0,3}?)\s+(?P<rest>(?:\w+ed|sent|hurt|lost|left|taken|held|shot)\b.*)"
)
PERSONS = Expression(
    r"\b(?:m[ae]n|wom[ae]n|victims?|suspects?|drivers?|pilots?|passengers?|gunm[ae]n|attackers?|bombers?|boys?|girls?|child(?:ren)?|"
    r"officers?|students?|pupils?|soldiers?|players?|buyers?|bidders?|winners?|authors?|officials?|persons?|people|donors?|killers?|"
    r"assailants?|perpetrators?|hackers?|owners?|successors?|replacements?|candidates?|teenagers?|youths?|tourists?|workers?|"
    r"investors?|hostages?|kidnappers?|shooters?|dead|deceased|thieves|thief|robbers?|callers?|informants?|employees?|members?)$",
    re.IGNORECASE,
)


def ask(phrase: str, they: str = "") -> str | None:
    """One question after what an embedded question or a noun phrase keeps open; None when no rule can turn it.

    "the number of troops involved" becomes "How many troops are involved?", "the identity of the
    man" "Who is the man?", "the terms of the deal" "What are the terms of the deal?".
    """
    if len(phrase) > _MOST_LETTERS:
        return None
    phrase = clean(phrase)
    if is_question_clause(phrase):
        return ask_clause(phrase, they) or (
            f"What is known about {lower_first(phrase)}?" if not _is_infinitive(phrase) else None
        )
    information = _INFORMATION.match(phrase)
    if information:
        return ask(information.group("matter"), they)
    if (
        not phrase
        or len(phrase.split()) > MOST_WORDS
        or phrase.lower().startswith(("to ", "that ", "on ", "for ", "about "))
    ):
        return None
    number = _NUMBER.match(phrase)
    if number:
        return _ask_number(number.group("what").lower(), number.group("rest"))
    identity = _IDENTITY.match(phrase)
    noun = identity.group("who") if identity else phrase
    noun = re.sub(r"^(?:an?|any)\s+(?=\w)", "the ", lower_first(noun), flags=re.IGNORECASE)
    if is_plural(noun) and noun.split()[0].lower() not in DETERMINERS and not re.search("[’']s?\\s", noun):
        noun = f"the {noun}"
    who = identity is not None or PERSONS.search(_head(noun)) is not None
    return f"{'Who' if who else 'What'} {'are' if is_plural(noun) else 'is'} {noun}?"


def _head(noun: str) -> str:
    return re.split(r"\s+(?:of|for|in|on|about|from|to|with|who|by|at|behind)\s+", noun)[0]


def _is_infinitive(phrase: str) -> bool:
    match = _WH.match(phrase)
    rest = phrase[match.end() :].split() if match else phrase.split()[1:]
    return rest[:1] == ["to"] or "to" in rest[:3] and not any(w in AUXILIARIES for w in rest[:3])


def _ask_number(what: str, rest: str) -> str | None:
    many = "How many" if what == "number" else "How much"
    if any(word.lower in PRONOUNS for word in words(rest, 0, len(rest))[1:]):
        return ask_clause(f"{many} {rest}")
    plural = what == "number"
    participle = _PARTICIPLE.match(rest)
    if participle:
        return f"{many} {participle.group('noun')} {'are' if plural else 'is'} {participle.group('rest')}?"
    return f"{many} {rest} {'are' if plural else 'is'} there?"
