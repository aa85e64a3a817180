"""Two hundred documents of 500 words in one brief: seconds and memory, stage by stage. The texts are made up here.

Every twenty documents tell of one event: some are copies, some give other numbers, some add what others left open.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TypeVar

from briefgen import rendering
from briefgen.composition import compose
from briefgen.extractors import extract
from briefgen.joining import join
from briefgen.model import Document, Published

DOCUMENTS, WORDS = 200, 500
MOST_SECONDS, MOST_MEGABYTES = 60.0, 1500.0
_TOWNS = "Halden Torvik Saltmere Brinley Osthaven Karlby Merrow Linfall Dunmark Vesterby".split()
_NAMES = (
    "Anna Berg;Olav Lund;Ruth Calder;Paul Ames;Ellen Voss;Martin Hale;Helen Brandt;Amir Khan;Jane Roe;Tom Ness".split(
        ";"
    )
)
_THINGS = "bridge ferry crane warehouse school tunnel dam factory market hospital".split()
T = TypeVar("T")


def document(number: int) -> Document:
    """One document of about 500 words; the same number gives the same text."""
    chance = random.Random(number)
    event = number // 20
    town, thing = _TOWNS[event % 10], _THINGS[event * 3 % 10]
    if number % 20 in (5, 6):  # copies of the fourth
        text = "\n\n".join(_story(random.Random(number - number % 20 + 4), town, thing, event))
        text = text.rsplit("\n\n", 1)[0] + f"\n\nThis report was also sent to the paper of {number} readers."
    else:
        text = "\n\n".join(_story(chance, town, thing, event))
    published = Published(date(2026, 1, 10) + timedelta(days=event * 7 + number % 4), "operator")
    return Document(
        text=text,
        name=f"{number}.txt",
        sha256=f"{number:064d}",
        publisher=f"Paper {number}",
        published=published,
        language="en",
    )


def _story(chance: random.Random, town: str, thing: str, event: int) -> Iterator[str]:
    words = 0
    hurt = chance.choice([11, 11, 11, 14])
    lead = f"The {thing} in {town} collapsed on Monday, injuring {hurt} people, {chance.choice(_NAMES)} said."
    yield lead
    while words < WORDS - 30:
        one, two = chance.sample(_NAMES, 2)
        paragraph = " ".join(
            (
                chance.choice(
                    (
                        f"{one} said the {thing} had not been inspected since {chance.randint(2015, 2025)}.",
                        f"The council of {town} voted {chance.randint(5, 9)} to {chance.randint(1, 4)} to close the {thing}.",
                        f"The owner of the {thing} did not say how much the repair will cost.",
                        f"{one}, the mayor of {town}, denied that the {thing} was unsafe.",
                    )
                ),
                chance.choice(
                    (
                        f"At least {chance.randint(20, 90)} firefighters worked at the {thing} in {town} until {chance.randint(2, 9)} p.m.",
                        f'"We warned the council about the {thing} in October," {two} said.',
                        f"The repair will take {chance.randint(2, 9)} months, according to {two}.",
                        f"{two} met {one} in {chance.choice(_TOWNS)} on {chance.randint(1, 28)} January.",
                    )
                ),
            )
        )
        words += len(paragraph.split())
        yield paragraph


def timed(what: str, act: Callable[[], T]) -> tuple[T, float]:
    """Do something and print how long one core worked on it, and how long it took on the clock of a shared machine."""
    start, begun = time.process_time(), time.perf_counter()
    result = act()
    seconds, waited = time.process_time() - start, time.perf_counter() - begun
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what:10} {seconds:7.2f} s   {waited:7.2f} s on the clock   {megabytes:7.0f} MB", flush=True)
    return result, seconds


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    documents = tuple(document(number) for number in range(count))
    print(f"{count} documents, {sum(len(d.text.split()) for d in documents)} words")
    facts, extracting = timed("extract", lambda: extract(documents))
    facts, joining = timed("join", lambda: join(facts))
    brief, composing = timed("compose", lambda: compose(facts, title="Two hundred"))
    markdown, writing = timed("markdown", lambda: rendering.markdown(brief))
    _, typesetting = timed("pdf", lambda: rendering.pdf(brief))
    total = extracting + joining + composing + writing + typesetting
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{'in all':10} {total:7.2f} s   {memory:7.0f} MB   (at most {MOST_SECONDS:.0f} s and {MOST_MEGABYTES:.0f} MB)"
    )
    print(f"key points {len(facts.key_points)}, conflicts {len(facts.conflicts)}, Markdown {len(markdown) // 1000} kB")
    return 0 if total <= MOST_SECONDS and memory <= MOST_MEGABYTES else 1


if __name__ == "__main__":
    sys.exit(main())
