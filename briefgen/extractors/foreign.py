"""What of a source is not read because it is not in English: one gap for each document that has such paragraphs."""

from __future__ import annotations

from briefgen.language.analysis import Analysis
from briefgen.language.detection import only_partly_read, tongues
from briefgen.model import Facts, OpenQuestion


def extract(analysis: Analysis, found: Facts) -> tuple[OpenQuestion, ...]:  # noqa: ARG001 - the shape of every extractor
    """Ask what the paragraphs in other languages say, citing the opening of the first of them."""
    foreign = analysis.languages.foreign
    if not foreign:
        return ()
    first = next(sentence for sentence in analysis.sentences if sentence.start >= foreign[0].start)
    named = tongues(foreign)
    if all(analysis.languages.is_foreign(sentence.start, sentence.end) for sentence in analysis.sentences):
        question, why = (
            "What does this source say?",
            f"it reads as {named}; only English is read, so nothing was taken from it",
        )
    else:
        question, why = f"What is said in {named}?", only_partly_read(foreign)
    return (
        OpenQuestion(
            spans=(analysis.sentence_span(first.index),),
            basis="derived",
            rule="gap.foreign",
            confidence=0.99,
            question=question,
            question_class="gap",
            kind="language",
            why=why,
        ),
    )
