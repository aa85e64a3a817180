import unicodedata

import pytest

from briefgen import compose, extract
from briefgen.model import Document

TEXT = (
    "President José Müller said on Monday that 95 officials in Córdoba had resigned. He did not say why. "
    "The Interior Ministry of São Tomé denied it. “The officials left freely,” it added."
)
DISGUISES = {
    "accents apart": unicodedata.normalize("NFD", TEXT),
    "soft hyphens": TEXT.replace("officials", "offi\u00adcials").replace("Ministry", "Min\u00adistry"),
    "zero width": TEXT.replace(" said", " \u200bsa\u200bid").replace("95", "9\u20605"),
    "ligatures": TEXT.replace("offi", "oﬃ"),
    "spaces that do not break": TEXT.replace(" ", "\u00a0"),
}


def told(facts):
    return (
        [(who.name, who.kind, len(who.said)) for who in facts.stakeholders],
        [(said.attribution.speaker, said.attribution.cue, said.mode) for said in facts.statements],
        [(figure.as_stated, figure.counts, figure.value) for figure in facts.figures],
        [question.question for question in facts.open_questions],
        [point.text for point in facts.key_points],
    )


@pytest.mark.parametrize("disguise", DISGUISES)
def test_the_same_facts_come_out_of_a_text_that_looks_the_same(disguise):
    document = Document(text=DISGUISES[disguise], name="x", sha256="0")
    assert document.text != TEXT
    facts = extract(document)
    plainly = extract(Document(text=TEXT, name="x", sha256="0"))
    assert told(facts) == told(plainly)
    assert facts.documents == (document,)
    known = {statement.id for statement in facts.statements}
    assert {said for who in facts.stakeholders for said in who.said} <= known


@pytest.mark.parametrize("disguise", DISGUISES)
def test_its_brief_reads_like_the_plain_one_and_cites_the_text_as_it_is(disguise):
    document = Document(text=DISGUISES[disguise], name="x", sha256="0")
    brief = compose(extract(document), title="T")
    plainly = compose(extract(Document(text=TEXT, name="x", sha256="0")), title="T")
    assert [line.text for line in brief.bluf] == [line.text for line in plainly.bluf]
    assert [entry.line.text for entry in brief.statements] == [entry.line.text for entry in plainly.statements]
    assert brief.refusals == plainly.refusals == ()
    assert all(document.text[span.start : span.end] == span.quote for line in brief.key_points for span in line.spans)
