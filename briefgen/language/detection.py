"""In which language the parts of a text are written, by commonest words and by script. Nothing is translated or extracted."""

from __future__ import annotations

import functools
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from briefgen.text import paragraphs

ENGLISH = "English"
OTHER = "a language other than English"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph that is not in English; language is a name to print after "reads as"."""

    start: int
    end: int
    language: str


@dataclass(frozen=True, slots=True)
class Languages:
    """What a text is written in: main is ENGLISH, a name to print after "reads as", or None where nothing tells.

    foreign holds the paragraphs that are not in English, in reading order.
    """

    main: str | None = None
    foreign: tuple[Stretch, ...] = ()

    def is_foreign(self, start: int, end: int) -> bool:
        """True when start..end lies within one paragraph that is not in English."""
        i = bisect_right(self.foreign, start, key=lambda stretch: stretch.start) - 1
        return i >= 0 and end <= self.foreign[i].end


# The commonest words, the ones that a text cannot do without. A word of two languages speaks for
# both, so the English row also holds English words that are common in another row ("die", "pour").
_COMMON = {
    ENGLISH: "the of and to in a is that for was on with as by at from it be are this have has had an which or not were but his "
    "her its they their he she we you i my our your who what when where how why all more most some any no new will would can "
    "could may there than then them been one two after before over about into out up down also said says other so if do did "
    "does only just now because between under through while during since until against per me us him these those such very "
    "here don s t re ve ll old high part back man men war die pour son sin fin come dent far made most need to ten den "
    "dos her met van us de real use sur one once des et al per cent del mar",
    "Spanish": "de dos la que el en y a los del se las por un para con no una su al lo como más pero sus le ya o este sí porque esta "
    "entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante ha fue han son ser es está según dijo",
    "French": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec ses mais comme "
    "ou si leur y dont elle deux cette aux été on ont nous vous je son sa être fait selon après l d qu n c s où très même",
    "German": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass "
    "sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein "
    "wurde sei kein sagte ich wir ihr",
    "Italian": "di e il la che in un a per è una sono con non del si da dei le al gli i della come nel più ha delle alla anche ma "
    "lo se dal su o degli nella suo questo sua loro dalla tra stato hanno essere ai dopo cui l d ed ci già sul fatto due",
    "Portuguese": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou quando "
    "muito nos já eu também só pelo pela até isso ela entre depois sem mesmo aos são foi está há ser ter disse pelos nas",
    "Dutch": "de het een van en in is dat op te zijn met voor niet die aan er om ook als maar door bij nog naar uit over dan wordt "
    "hij ze zich werd heeft tot hun meer of deze dit ik we wel geen kan zal zei hebben worden wij jaar tegen na waar",
    "Turkish": "ve bir bu da de için ile çok daha olarak olan gibi kadar ama ne o en sonra her var ya ki değil mi dedi olduğu göre "
    "ise yeni iki ben biz şu diye oldu olduğunu üzere etti tarafından arasında hem ancak önce eden bin yıl",
    "Polish": "i w na z się do nie że to jest o a jak po co od przez dla za ale tym być tego ich przed oraz które który była był "
    "już lub czy ze są jego jej tylko roku może przy także bardzo pod nad będzie zostały został powiedział we aby",
    "Czech": "a v se na je že s z do to o i ve by jsem pro ale k jako za po od které který však byl bylo jsou podle ze při také již "
    "nebo jeho co až než aby který byla která než řekl dnes ještě není tak má mezi ji jejich",
    "Indonesian": "yang dan di dengan untuk tidak ini dari dalam akan pada juga itu saya ke karena tersebut bisa ada mereka lebih "
    "telah sudah atau oleh kami kita sebagai adalah para kata dapat tahun orang seperti antara setelah saat hingga hari bahwa",
    "Malay": "yang dan di untuk dengan tidak ini dari dalam akan pada juga itu kepada bahawa oleh adalah telah mereka beliau kata "
    "katanya ialah boleh kerana atau sebagai daripada tersebut lebih seperti semua perlu antara ada bagi turut",
    "Swahili": "na ya wa kwa ni la za katika cha kuwa hii hiyo kama si huo yake watu alisema pia huyo hilo lakini baada sana ambao "
    "hata zaidi kila wake hayo bila ndani kutoka mwaka au vya ili kwamba wao yao ambayo nchini serikali nchi",
    "Swedish": "och i att det som en på är av för med den till inte har de om ett han men var jag sig från vi så kan när år säger "
    "under också efter eller nu sin där vid mot ska skulle ut får finns vara hade alla andra mycket över hon enligt",
    "Danish": "og i at det er en til på som med for af den der ikke de har et han var jeg sig fra vi men så kan når også efter eller "
    "nu hvor ved mod skal vil være havde alle andre meget over hun ud blev bliver siger ifølge dette om mange kun",
    "Norwegian": "og i det er på som en til med for av at den har ikke de et han var jeg seg fra vi men så kan når også etter eller "
    "nå der ved mot skal vil være hadde alle andre mye over hun ut ble blir sier ifølge dette om mange bare noen",
    "Finnish": "ja on ei se että hän oli joka mutta myös kun ovat sen niin kuin mukaan jo vain sitä ole ollut tai jos nyt olla hänen "
    "sekä mitä vielä tämä he me ennen joita kanssa sanoi vuonna kaikki siitä voi joka jälkeen ne jotka oman",
    "Hungarian": "a az és hogy nem is egy ez volt de azt meg már csak ha még van el mint ezt lesz vagy szerint kell minden után aki "
    "pedig mert majd nagyon amely lehet között mondta arra úgy ami most ki fel amikor akik ennek azonban",
    "Romanian": "de și în a la cu nu o pe că din care mai se un să este al pentru sunt au fi ce fost prin sau după ca le dar lui ale "
    "această acest către până când fără între va spus ani despre care doar unei unui cele",
    "Catalan": "de la i que el a en els les un una per amb del no es al són com va més pel ha dels seva aquest aquesta també però "
    "ser seu sobre han o fins entre ja des quan hi molt on perquè segons les pels seus sense",
    "Croatian": "i u je se na da su za od s o koji a ne kao bi će to što iz do koja nije sam koje samo ali nakon prema te ili biti "
    "rekao bio može kako još već pri jer bila bilo nakon godine oko tako ima kod sve protiv",
    "Vietnamese": "của và là có được không cho các một những trong với người đã này để khi đến về ra vào năm nhiều cũng từ tại ở như "
    "theo sẽ trên phải còn lại sau hơn bị đó đang ông thì rằng nhưng chúng tôi",
    "Filipino": "ang ng sa mga na ay at ni si ito para kay hindi siya nang may ko po rin din pa lang ako namin natin ating kung "
    "isang kanyang niya nila mula ayon pero dahil bilang noong habang walang lahat kanilang",
    "Albanian": "të e në dhe i një për me se që nga është më si ka nuk do ky kjo ishte janë por u edhe këtë kanë tha pas mund apo "
    "duke deri ndaj vetëm kur atë tij saj ne sot kështu dy midis",
    "Somali": "oo ka ku iyo in ay uu la waa ee ah soo si waxaa u ayaa kale sheegay ayuu waxay isaga dalka badan hadda inay inuu ugu "
    "waxa aan kala mid kadib markii halka isku wuxuu laga",
    "Hausa": "da a na ya ta ba su don cewa kuma wannan shi ce daga yi zai sun wasu amma kasar ne cikin ga wani suka an ko ke mutane "
    "yadda sai domin ita babu bayan lokacin tun har",
}  # fmt: skip
_SCRIPTS = {
    "CYRILLIC": "a language in Cyrillic script",
    "ARABIC": "a language in Arabic script",
    "HEBREW": "Hebrew",
    "GREEK": "Greek",
    "CJK": "Chinese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "DEVANAGARI": "a language in Devanagari script",
    "BENGALI": "Bengali",
    "TAMIL": "Tamil",
    "TELUGU": "Telugu",
    "GUJARATI": "Gujarati",
    "GURMUKHI": "Punjabi",
    "KANNADA": "Kannada",
    "MALAYALAM": "Malayalam",
    "SINHALA": "Sinhala",
    "THAI": "Thai",
    "LAO": "Lao",
    "KHMER": "Khmer",
    "MYANMAR": "Burmese",
    "TIBETAN": "Tibetan",
    "GEORGIAN": "Georgian",
    "ARMENIAN": "Armenian",
    "ETHIOPIC": "a language in Ethiopic script",
}
_WORD = re.compile(r"[^\W\d_]+")
_SPELLING = re.compile(r"ing$|tion|ck|ee|oo|sh|wh|gh|ow|ea|th")  # letters that English likes more than most
_ADDRESS_MARKS = ("://", "www.", "@")
_ENOUGH_WORDS = 20  # so many words with hardly a common English one are not English, unless spelt so (a list of things)
_CLEARLY = 1.15  # a language is named when its words are so many times as many as those of the next one


def languages(text: str) -> Languages:
    """Judge every paragraph; those too short to tell go with their neighbours, or with the whole of the text.

    English is assumed unless something speaks against it: names, figures and headings alone do not.
    Linear in the length of the text.
    """
    bounds = paragraphs(text)
    tallies = [_count(text[start:end]) for start, end in bounds]
    read = [_verdict(tally) for tally in tallies]
    main = _main(tallies, read)
    if main != ENGLISH:
        read = [main if language == OTHER else language for language in read]
    settled = _settled(read, main)
    foreign = (
        Stretch(start, end, language)
        for (start, end), language in zip(bounds, settled, strict=True)
        if language not in (None, ENGLISH)
    )
    return Languages(main, tuple(foreign))


def _main(tallies: Sequence[_Tally], read: Sequence[str | None]) -> str | None:
    """The language of most letters, when a fair part of the paragraphs tells theirs; English otherwise."""
    letters: Counter[str] = Counter()
    for tally, language in zip(tallies, read, strict=True):
        if language is not None:
            letters[language] += tally.letters
    if not letters:
        whole = _verdict(_sum(tallies))
        return None if whole == OTHER else whole
    english = letters.pop(ENGLISH, 0)
    if letters.total() > english and 3 * letters.total() >= sum(tally.letters for tally in tallies):
        return max(letters, key=lambda language: (language != OTHER, letters[language]))
    return ENGLISH


def tongues(foreign: Sequence[Stretch]) -> str:
    """The languages of some stretches in words, each once: "Spanish, French and German"."""
    names = list(dict.fromkeys(stretch.language for stretch in foreign))
    return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def only_partly_read(foreign: Sequence[Stretch]) -> str:
    """Why some paragraphs of a text carry no fact: "2 paragraphs read as Spanish; only English is read, …"."""
    count = "1 paragraph reads" if len(foreign) == 1 else f"{len(foreign)} paragraphs read"
    return f"{count} as {tongues(foreign)}; only English is read, so no fact rests on that alone"


def _settled(read: Sequence[str | None], main: str | None) -> list[str | None]:
    """Each paragraph with a language: its own, that of both neighbours where they agree, or the main one."""
    known = main or ""
    earlier = accumulate(read, lambda before, own: own or before, initial=known)
    later = list(accumulate(reversed(read), lambda after, own: own or after, initial=known))[-2::-1]
    return [
        own or (before if before and before == after else main)
        for own, before, after in zip(read, earlier, later, strict=False)
    ]


# What speaks for which language ----------------------------------------------------------------


@dataclass(slots=True)
class _Tally:
    """Counts of a stretch of text: words that say something, those spelt as in English, votes, letters, scripts."""

    words: int = 0
    spelt: int = 0
    votes: Counter[str] = field(default_factory=Counter)
    letters: int = 0
    scripts: Counter[str] = field(default_factory=Counter)


def _sum(tallies: Sequence[_Tally]) -> _Tally:
    whole = _Tally()
    for tally in tallies:
        whole.words += tally.words
        whole.spelt += tally.spelt
        whole.votes.update(tally.votes)
        whole.letters += tally.letters
        whole.scripts.update(tally.scripts)
    return whole


def _verdict(tally: _Tally) -> str | None:
    """The language that a tally speaks for, or None when it is too small or too bare to tell."""
    if 3 * tally.scripts.total() >= tally.letters > 0:
        return _by_script(tally.scripts)
    english = tally.votes[ENGLISH]
    others = [pair for pair in tally.votes.most_common(3) if pair[0] != ENGLISH]
    (best, most), (_, second) = (*others, ("", 0), ("", 0))[:2]
    if most >= 2 and most >= 1.5 * english + 1 and most >= 0.1 * tally.words:
        return best if most >= _CLEARLY * second else OTHER
    if tally.words >= _ENOUGH_WORDS and english <= 0.04 * tally.words:
        return OTHER if tally.spelt <= 0.15 * tally.words else None
    return ENGLISH if english > most and (english >= 2 or tally.words <= 10) else None


def _count(text: str) -> _Tally:
    known, votes = _languages_of(), Counter[str]()
    all_words = _WORD.findall(_without_addresses(text))
    found = _telling(all_words)
    most = 1 + len(found) // 20
    for word, count in Counter(found).items():
        for language in known.get(word, ()):
            votes[language] += min(count, most)  # or a table with a column "e" would be Italian
    scripts = Counter[str]() if text.isascii() else _scripts(text)
    longer = [word for word in found if len(word) > 1]
    spelt = sum(_SPELLING.search(word) is not None for word in longer)
    return _Tally(len(longer), spelt, votes, sum(map(len, all_words)), scripts)


def _without_addresses(text: str) -> str:
    if not any(mark in text for mark in _ADDRESS_MARKS):
        return text
    return " ".join(piece for piece in text.split() if not any(mark in piece for mark in _ADDRESS_MARKS))


@functools.cache
def _languages_of() -> dict[str, tuple[str, ...]]:
    """The languages in which a word is among the commonest."""
    known: dict[str, tuple[str, ...]] = {}
    for language, row in _COMMON.items():
        for word in dict.fromkeys(row.split()):
            known[word] = (*known.get(word, ()), language)
    return known


def _telling(found: Sequence[str]) -> list[str]:
    """The words that say something about the language: no parts of names, no capitals but the first or where all are."""
    small = [i for i, word in enumerate(found) if word.islower()]
    if len(small) < 0.3 * len(found) and sum(word.isupper() for word in found) > 0.7 * len(found):
        return [word.lower() for word in found if len(word) > 1]
    opening = [word.lower() for word in found[:1] if not word.islower()]
    return opening + [found[i] for i in small if not (found[i] in _PARTICLES and _is_within_name(found, i))]


_PARTICLES = frozenset("de la del las los le les di da do dos das du des van von der den el al y e et i und en".split())


def _is_within_name(found: Sequence[str], i: int) -> bool:
    """ "Juan de la Cruz", "Ministerio de Defensa": a small word with a capital before and after it."""
    before = next((word for word in reversed(found[max(0, i - 3) : i]) if word not in _PARTICLES), "")
    after = next((word for word in found[i + 1 : i + 4] if word not in _PARTICLES), "")
    return before[:1].isupper() and after[:1].isupper()


def _scripts(text: str) -> Counter[str]:
    """How many letters belong to each script of _SCRIPTS."""
    scripts: Counter[str] = Counter()
    for letter, count in Counter(text).items():
        if letter > _LAST_LATIN and letter.isalpha():
            scripts[unicodedata.name(letter, "").split(" ", 1)[0]] += count
    return Counter({script: count for script, count in scripts.items() if script in _SCRIPTS})


_LAST_LATIN = "\u02af"


def _by_script(scripts: Counter[str]) -> str:
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    if 10 * kana > scripts["CJK"]:
        scripts = scripts | Counter(HIRAGANA=kana + scripts["CJK"])
    return _SCRIPTS[max(scripts, key=lambda script: (scripts[script], script))]
