"""What no newspaper prints: CPU seconds for 200 kB of one thing, and µs per word of news-like text that grows."""

from __future__ import annotations

import itertools
import signal
import sys
import time
from collections.abc import Iterator

from briefgen.extractors import extract
from briefgen.model import Document

SIZE = 200_000
SLOW_S = 15
LIMIT_S = 120
_SYLLABLES = ("ba", "do", "ka", "li", "mo", "ne", "ra", "su", "ti", "ve")


def _names() -> Iterator[str]:
    """Distinct two-word names, without end for all that matters here: "Babaka Dolisu"."""
    for parts in itertools.product(_SYLLABLES, repeat=6):
        yield f"{''.join(parts[:3]).capitalize()} {''.join(parts[3:]).capitalize()}"


def _distinct_names() -> str:
    return "".join(f"{name} said. " for name in itertools.islice(_names(), SIZE // 20))


def _places() -> str:
    return "".join(f"{name.split()[1]}, " for name in itertools.islice(_names(), SIZE // 8))


KINDS: dict[str, str] = {
    "dates": "On 3 March 2021, in June 2020, last Wednesday. ",
    "dates, no full stop": "on 3 March 2021 ",
    "numbers": "12,345 and 1.5 million or $30 ",
    "figures": "At least 95 people died in 3 attacks. ",
    "double quotes": '"',
    "curly quotes": "“ ",
    "quoted words": "“so” ",
    "apostrophes": "' ’ ‘ ",
    "said": "said ",
    "he said": "he said ",
    "he said that": "He said that he said that ",
    "capitalised words": "Apple Banana Cherry ",
    "capitals": "GOVERNMENT DENIES ATTACK ",
    "one surname": "John Smith and Mary Smith met Smith. ",
    "countries": "France and Germany’s ",
    "titles": "President Minister General ",
    "ministries": "the Ministry of the Ministry of ",
    "commas": ",",
    "words and commas": "he, ",
    "brackets": "([{",
    "hyphens": "a-",
    "one word": "a",
    "one capitalised word": "Aa",
    "newlines": "\n",
    "one-word lines": "Word\n",
    "digits": "7",
    "digits and commas": "1,",
    "full stops": ".",
    "initials": "A. ",
    "abbreviations": "Mr. Gen. U.S. ",
    "according to": "according to ",
    "according to it": "According to it, he left. ",
    "the": "the ",
    "not disclosed": "did not disclose ",
    "unclear": "it is unclear whether it is unclear ",
    "of the": "of the ",
    "and": "and ",
    "that": "that ",
    "as well": "as ",
    "would": "would not ",
    "contested": "raised questions over ",
    "thousands": "1,111,",
    "currencies": "US$ ",
    "amounts in prose": "Police said 40 people from 3 towns paid $5 million. ",
    "days without a year": "May 1-",
    "years": "2010 ",
    "halves": "a few half ",
    "ranges and times of day": "On 3 March 2010, and from 2001 to 2005, two days ago, 5:30 pm. ",
    "sayings with dates": "He said on 3 March 2010 that it was on 4 April 2011 ",
    "note marks": ".[1]",
    "percent": "5 percent of ",
    "money": "$5 ",
    "table": "1 | 2 | Total\t",
    "bullets": "- item one\n",
    "speaker turns": "A: yes\n",
    "spaces": "word        ",
    "no-break spaces": "word\u00a0",
    "zero width": "a\u200b",
    "soft hyphens": "a\u00ad",
    "combining marks": "a\u0301\u0302",
    "right to left": "\u202eabc\u202c ",
    "emoji": "🙂",
    "Chinese": "这是一个句子。",
    "addresses": "https://example.org/a/b?c=d ",
    "mail": "a.b@example.org ",
}


def _hostile() -> Iterator[tuple[str, str]]:
    for kind, unit in KINDS.items():
        yield kind, (unit * (SIZE // len(unit) + 1))[:SIZE]
    yield "distinct names", _distinct_names()[:SIZE]
    yield "distinct capitalised words", _places()[:SIZE]


_NEWS = (
    "{a}, the chairman of {b} Holdings, said on Wednesday that the company would close {n} of its plants by June {y}.",
    "“We have tried for years to keep them open,” {a} told reporters in Lisbon. “It could not go on.”",
    "The Ministry of Labour did not disclose how many workers would lose their jobs.",
    "At least {n},400 people work there, according to a report that the union published last month.",
    "It added that talks with {c} had begun in {y}.",
    "The decision has raised questions over the future of the region, which lost {n} percent of its jobs in a decade.",
    "Residents said they were worried, and {c} asked the government for ${n} million.",
    "In March {y}, voters rejected a plan by President {a} to sell the port.",
)


def news_like(size: int) -> str:
    """News-like text of at least size characters; people, bodies and numbers change every paragraph."""
    names = _names()
    parts: list[str] = []
    while sum(map(len, parts)) < size:
        number = len(parts)
        known = {
            "a": next(names),
            "b": next(names).split()[0],
            "c": next(names),
            "n": number % 90 + 3,
            "y": 1990 + number % 30,
        }
        parts.append(" ".join(sentence.format(**known) for sentence in _NEWS))
    return "\n\n".join(parts)


class _TooLongError(Exception):
    pass


def _give_up(*_: object) -> None:
    raise _TooLongError


def seconds(text: str) -> float | None:
    """How long the extraction of a text takes; None when it takes longer than LIMIT_S."""
    document = Document(text=text, name="hostile", sha256="0")
    begin = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, LIMIT_S)
    try:
        extract((document,))
    except _TooLongError:
        return None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - begin


def _shown(taken: float | None) -> str:
    return f"over {LIMIT_S} s" if taken is None else f"{taken:.2f} s"


def main() -> None:
    """Print a line for each kind, the slow ones marked; words on the command line choose the kinds that hold them."""
    signal.signal(signal.SIGPROF, _give_up)
    extract((Document(text="Ana Silva left.", name="first", sha256="0"),))  # loads the models
    for kind, text in _hostile():
        if len(sys.argv) > 1 and not any(word in kind for word in sys.argv[1:]):
            continue
        taken = seconds(text)
        print(f"{kind:27}{_shown(taken):>12}{'  slow' if taken is None or taken > SLOW_S else ''}", flush=True)
    for size in (10_000, 100_000, 1_000_000) if len(sys.argv) == 1 else ():
        text = news_like(size)
        taken = seconds(text)
        per_word = f"{taken / len(text.split()) * 1e6:8.0f} µs/word" if taken is not None else ""
        print(f"news-like, {size:9,} chars {_shown(taken):>12}{per_word}", flush=True)


if __name__ == "__main__":
    main()
