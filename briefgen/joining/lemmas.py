"""Words brought to one form, so that two documents can be compared: lemmas, stems, acts that mean the same. Lists only."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from briefgen.language.asking import base_form
from briefgen.language.words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    NEGATIONS,
    PREPOSITIONS,
    PRONOUNS,
    Word,
)

_IRREGULAR_VERBS = {
    form: base
    for base, forms in (
        pair.split(":")
        for pair in (
            "be:is,are,was,were,been,being,am have:has,had,having do:does,did,done,doing say:said go:gone,went take:taken,took "
            "give:given,gave steal:stolen,stole break:broken,broke choose:chosen,chose drive:driven,drove fall:fallen,fell "
            "fly:flown,flew grow:grown,grew know:known,knew rise:risen,rose see:seen,saw speak:spoken,spoke write:written,wrote "
            "begin:begun,began sink:sunk,sank,sunken drown:drowned swim:swum,swam wear:worn,wore tear:torn,tore freeze:frozen,froze "
            "shoot:shot shot:shot hold:held,holding find:found found:founded,founding fell:felled lead:led leave:left,leaving "
            "beat:beaten,beating hit:hitting bite:bitten,bit eat:eaten,ate forbid:forbidden,forbade hide:hidden,hid "
            "overthrow:overthrown,overthrew withdraw:withdrawn,withdrew show:shown swear:sworn,swore wake:woken,woke "
            "lay:laid lie:lying die:dying,died,dies tie:tying,tied burst:bursting win:winning,won run:running,ran "
            "quit:quitting cut:cutting put:putting set:setting shut:shutting get:gotten,got,getting pay:paid,paying "
            "release:releasing,released close:closing,closed use:using,used injure:injured,injuring raise:raised,raising "
            "evacuate:evacuating,evacuated destroy:destroyed flee:fled feed:fed bleed:bled spend:spent send:sent lend:lent bend:bent "
            "bind:bound wind:wound wound:wounded,wounding grind:ground stand:stood,standing light:lit sue:sued,suing"
        ).split()
    )
    for form in forms.split(",")
}
_IRREGULAR_NOUNS = {
    "people": "person", "persons": "person", "men": "man", "women": "woman", "children": "child", "lives": "life", "wives": "wife",
    "police": "police", "deaths": "death", "bodies": "body", "feet": "foot", "thieves": "thief", "leaves": "leaf", "news": "news",
    "crises": "crisis", "series": "series", "species": "species", "buses": "bus", "losses": "loss", "gas": "gas", "bus": "bus",
    "politics": "politics", "headquarters": "headquarters", "barracks": "barracks", "troops": "troop", "forces": "force",
}  # fmt: skip


@functools.lru_cache(maxsize=20_000)
def verb_lemma(verb: str) -> str:
    """The plain form of a verb in lower case; of an unknown one a form that all its forms share, more often than not."""
    if verb in _IRREGULAR_VERBS:
        return _IRREGULAR_VERBS[verb]
    if verb.endswith("ing") and len(verb) > 5:
        return base_form(verb[:-3] + "ed")
    return base_form(verb)


@functools.lru_cache(maxsize=20_000)
def noun_lemma(noun: str) -> str:
    """The singular of a noun in lower case."""
    if noun in _IRREGULAR_NOUNS:
        return _IRREGULAR_NOUNS[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun


def lemma(word: Word) -> str:
    """The form of a word that its inflections share, in lower case."""
    if word.tag.startswith("VB"):
        return verb_lemma(word.lower)
    return noun_lemma(word.lower) if word.tag.startswith("NN") and not word.capital else word.lower


_ENDING = re.compile(
    r"(?<=[a-z]{3})(?:isations?|izations?|ations?|itions?|ements?|ments?|ings?|ions?|ed|ers?|ors?|al|ance|ence|ly|ure|ies|ied|es|s|e|(?<=[^aeiou])y)$"
)
_DOUBLE = re.compile(r"([bdgmnprt])\1$")
_EMPTY = (
    AUXILIARIES | CONJUNCTIONS | DETERMINERS | NEGATIONS | PREPOSITIONS | PRONOUNS | DAYS
    | frozenset(
        "say said tell told ask add also more most other others another such so very still now then there here as than too only even "
        "yet just both all one two own same new late later early when where why how what which who whom whose if whether while "
        "report reported reportedly according spokesman spokeswoman spokesperson accord official mr mrs ms be have do get make take put "
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
        "november december morning afternoon evening night day week month year allegation claim accusation suggestion fact".split()
    )
)  # fmt: skip


@functools.lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word in lower case without its endings: "arrest", "arrested" and "arrests" have one; "closed" and "closure", too."""
    base = _IRREGULAR_VERBS.get(word) or _IRREGULAR_NOUNS.get(word) or word
    return _DOUBLE.sub(r"\1", _ENDING.sub("", base))


def is_content(word: str) -> bool:
    """False for a word in lower case that says nothing of what a sentence is about."""
    return len(word) > 1 and word not in _EMPTY and not word[0].isdigit()


def stems(words: Sequence[Word]) -> frozenset[str]:
    """The stems of the words that tell what is spoken of."""
    return frozenset(stem(word.lower) for word in words if is_content(word.lower) and is_content(lemma(word)))


def is_auxiliary(word: Word) -> bool:
    """True for a verb that only helps another ("was", "has", "will")."""
    return word.lower in AUXILIARIES


# Acts ------------------------------------------------------------------------------------------

_SAME_ACT = (
    "arrest detain apprehend", "resign quit", "die perish", "kill", "buy acquire purchase", "close shut", "begin start commence",
    "approve pass adopt", "release free", "appoint name", "sentence jail", "attack strike", "arrive land", "build construct",
    "burst breach", "fire sack dismiss", "meet", "sign", "return come_back", "collapse crumble", "injure wound hurt", "explode detonate",
    "elect", "demolish raze", "evacuate", "launch", "end finish", "flee escape", "seize capture", "ban prohibit outlaw", "found establish",
)  # fmt: skip
_ACT = {verb: group.split()[0] for group in _SAME_ACT for verb in group.split()}


def act(verb: str) -> str:
    """One name for all verbs (in their plain form) that tell the same act: "detain" and "arrest" are "arrest"."""
    return _ACT.get(verb, verb)


# What can happen once only, or so rarely that two dates for it contradict each other.
ONCE = frozenset(
    "arrest resign die burst collapse sign buy appoint open found sink crash explode derail demolish elect release convict "
    "acquit charge indict marry born capsize capture resign kidnap abduct murder assassinate inaugurate dissolve overturn deport "
    "extradite ratify".split()
)
# What a plan says of a thing: when it is to be there, and when no longer.
BEGIN_AND_END = frozenset(
    "begin start open reopen resume restart return end finish conclude close expire launch".split()
)
# What is done again and again: two dates are two acts, and one day may see several.
OFTEN = frozenset(
    "meet attack shell fire protest march gather rally visit rise fall increase decrease drop play win lose report publish vote "
    "appear trade kill hit speak talk warn call write plan work use search shoot injure clash deliver land fly".split()
)
# What says too little to tell one event from another.
LIGHT = frozenset(
    "be have do say tell show expect see go come get make take give put stand stay remain hold find look ask accord".split()
)


def is_name(word: Word) -> bool:
    """True for a word that is, or is part of, a proper name."""
    return word.capital and (word.tag.startswith("NNP") or word.tag == "") and is_content(word.lower)
