import datetime as dt
import io
import json
import re
import zipfile
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from conftest import SEED, make_document
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import briefgen
from briefgen.extractors import extract
from briefgen.joining import events, figures
from briefgen.markings import Classification, Release
from briefgen.model import Document, Facts, Published
from briefgen.pipeline import build_one, load_config, review
from briefgen.publications import Order
from briefgen.redaction import admitted, count, redact

PARAGRAPHS = [line for line in SEED.read_text(encoding="utf-8").splitlines() if line.strip()]
OPERATOR = "title: Zanzibar dossier, publisher: Narnia Post, author: Quuxley Frobb, url: 'https://xyzzy.example/plugh'"
_WORD = re.compile(r"[^\W_]+")


def grams(text, n=6):
    words = [w.lower() for w in _WORD.findall(text)]
    return {" ".join(words[i : i + n]) for i in range(len(words) - n + 1)}


def words_of(text):
    return f" {' '.join(w.lower() for w in _WORD.findall(text))} "


def everything_in(data):
    """All text of a PDF: its pages, its strings (metadata, alternative texts, outline), its decoded streams."""
    document = pypdfium2.PdfDocument(data)
    parts = [page.get_textpage().get_text_range() for page in document]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for obj in pdf.objects:
            parts += strings_in(obj)
            if isinstance(obj, pikepdf.Stream):
                parts.append(obj.read_bytes().decode("utf-8", "replace"))
    return "\n".join(parts)


def strings_in(obj):
    """The strings directly inside an object; what it refers to is an object of its own."""
    if isinstance(obj, pikepdf.String):
        return [str(obj)]
    if isinstance(obj, (pikepdf.Dictionary, pikepdf.Stream)):
        children = [obj[key] for key in obj.keys()]  # noqa: SIM118
    else:
        children = list(obj) if isinstance(obj, pikepdf.Array) else []
    return [s for child in children if not getattr(child, "is_indirect", False) for s in strings_in(child)]


def project(folder, kept, secret, formats, more=""):
    (folder / "kept.txt").write_text("\n".join(kept), encoding="utf-8")
    (folder / "frobnicate.txt").write_text("\n".join(secret), encoding="utf-8")
    (folder / "briefs.yaml").write_text(
        f"output: out\nbriefs: {{x: {{title: T, formats: [{formats}], release: TLP:GREEN, marking: TLP:GREEN, {more}"
        f"sources: [kept.txt, {{path: frobnicate.txt, marking: TLP:RED, {OPERATOR}}}]}}}}"
    )
    return load_config(folder / "briefs.yaml")


def built(config):
    result = build_one(config, config.briefs[0])
    assert result.built
    return {path.suffix: path.read_bytes() for path in result.paths}


def betrayed(text, kept, secret):
    theirs = grams(secret) - grams(kept)
    assert theirs
    shown = words_of(text)
    return [g for g in sorted(theirs) if f" {g} " in shown] + [
        w for w in ("zanzibar", "narnia", "quuxley", "frobb", "xyzzy", "plugh", "frobnicate") if w in text.lower()
    ]


@settings(
    max_examples=8, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(secret=st.sets(st.integers(0, len(PARAGRAPHS) - 1), min_size=1, max_size=len(PARAGRAPHS) - 1))
def test_a_brief_with_a_withheld_source_is_the_brief_without_it(tmp_path, secret):
    kept, hidden = [p for i, p in enumerate(PARAGRAPHS) if i not in secret], [PARAGRAPHS[i] for i in sorted(secret)]
    config = project(tmp_path, kept, hidden, "md, html, json, txt")
    files = built(config)
    for data in files.values():
        assert betrayed(data.decode(), "\n".join(kept), "\n".join(hidden)) == []
    alone = config.briefs[0].model_copy(update={"sources": config.briefs[0].sources[:1]})
    without = built(config.model_copy(update={"briefs": (alone,)}))
    assert json.loads(files[".json"])["withheld"] > 0
    assert [uncounted(files[s]) for s in files] == [uncounted(without[s]) for s in files]


def uncounted(data):
    """A file without the count of withheld facts, and without the edition, which is a hash of the brief and so of the count."""
    text = data.decode()
    for editions in set(
        re.findall(
            r'(?m)^\| not given \| ([0-9a-f]{8}) |<td>([0-9a-f]{8})</td>|"edition": "([0-9a-f]{8})"|edition ([0-9a-f]{8})\.',
            text,
        )
    ):
        text = text.replace("".join(editions), "")
    counted = r'<p id="handling">.*?</p>|\d+ facts? w[^\n]*\n{: #handling }\n\n|"withheld": \d+|\d+ facts? w\w+ withheld by marking\.\n*'
    return re.sub(r"\n+", "\n", re.sub(rf"(?s){counted}", "", text))


def test_nothing_of_a_withheld_source_is_anywhere_in_a_pdf(tmp_path):
    kept, hidden = PARAGRAPHS[::2], PARAGRAPHS[1::2]
    text = everything_in(built(project(tmp_path, kept, hidden, "pdf"))[".pdf"])
    assert betrayed(text, "\n".join(kept), "\n".join(hidden)) == []
    assert "withheld by marking" in text


def test_nothing_of_a_withheld_source_is_anywhere_in_a_word_document(tmp_path):
    kept, hidden = PARAGRAPHS[::2], PARAGRAPHS[1::2]
    with zipfile.ZipFile(io.BytesIO(built(project(tmp_path, kept, hidden, "docx"))[".docx"])) as document:
        text = "\n".join(
            re.sub(r"<[^>]+>", " ", document.read(name).decode("utf-8", "replace")) for name in document.namelist()
        )
    assert betrayed(text, "\n".join(kept), "\n".join(hidden)) == []
    assert "withheld by marking" in " ".join(text.split())
    assert text.count("TLP:GREEN") >= 2


def test_the_same_search_does_find_what_is_not_withheld(tmp_path):
    config = project(tmp_path, PARAGRAPHS[:2], PARAGRAPHS[2:4], "pdf")
    whole = config.briefs[0].model_copy(update={"release": None})
    result = build_one(config, whole)
    text = everything_in(result.paths[0].read_bytes())
    assert len(betrayed(text, "\n".join(PARAGRAPHS[:2]), "\n".join(PARAGRAPHS[2:4]))) > 50
    assert [(p.rule, p.severity) for p in result.problems] == [("BG215", "warning")]
    assert "TLP:RED" in text


def test_a_build_says_what_it_left_out(tmp_path):
    config = project(tmp_path, PARAGRAPHS[:4], PARAGRAPHS[4:], "md")
    result = build_one(config, config.briefs[0])
    assert [(p.rule, p.severity, p.message) for p in result.problems] == [
        ("BG213", "note", "1 source left out: marked above TLP:GREEN")
    ]


def test_only_a_review_names_what_was_left_out(tmp_path):
    config = project(
        tmp_path,
        PARAGRAPHS[:4],
        ["TLP:RED", *PARAGRAPHS[4:], PARAGRAPHS[4], "Das Wasser ist am Montag gestiegen, sagte die Stadt."],
        "md",
    )
    built, reviewed = build_one(config, config.briefs[0]).problems, review(config, config.briefs[0], composed=True)
    assert "frobnicate" not in str(built)
    assert {p.rule for p in reviewed} - {p.rule for p in built} == {"BG408"}
    assert [p.message for p in reviewed if p.rule == "BG213"] == [
        "1 source (frobnicate.txt) left out: marked above TLP:GREEN"
    ]


def test_an_unmarked_source_is_left_out_with_a_warning_and_an_empty_brief_is_an_error(tmp_path):
    (tmp_path / "a.txt").write_text("The mayor said on Monday that the bridge had collapsed.")
    (tmp_path / "briefs.yaml").write_text(
        "briefs: {x: {title: T, sources: [a.txt], editions: {p: {marking: TLP:RED}}}}"
    )
    (result,) = briefgen.build(tmp_path / "briefs.yaml")
    assert not result.built
    assert [(p.rule, p.severity) for p in result.problems] == [("BG212", "warning"), ("BG214", "error")]


def test_a_file_that_marks_itself_more_strictly_than_briefs_yaml_is_believed(tmp_path):
    (tmp_path / "a.txt").write_text("The mayor said on Monday that the bridge had collapsed.")
    (tmp_path / "b.md").write_text("---\nmarking: TLP:AMBER\n---\nTLP:RED\n\nThe secret plan fails, she said.")
    (tmp_path / "briefs.yaml").write_text(
        "briefs: {x: {title: T, formats: [md], marking: TLP:GREEN, release: TLP:GREEN, sources: [a.txt, {path: b.md, marking: TLP:CLEAR}]}}"
    )
    (result,) = briefgen.build(tmp_path / "briefs.yaml")
    assert [(p.rule, p.severity) for p in result.problems] == [("BG213", "note")]
    assert "secret" not in result.paths[0].read_text()


def test_one_text_under_two_markings_has_the_stricter(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The mayor said on Monday that the bridge had collapsed.")
    (tmp_path / "briefs.yaml").write_text(
        "briefs: {x: {title: T, sources: [{path: a.txt, marking: TLP:CLEAR}, {path: b.txt, marking: TLP:RED}], release: TLP:GREEN}}"
    )
    (result,) = briefgen.build(tmp_path / "briefs.yaml")
    assert "BG214" in [p.rule for p in result.problems]


def test_the_name_of_a_brief_stands_for_its_editions(tmp_path):
    (tmp_path / "a.txt").write_text("The mayor said on Monday that the bridge had collapsed.")
    (tmp_path / "briefs.yaml").write_text(
        "briefs: {x: {title: T, formats: [md], marking: TLP:CLEAR, sources: [a.txt], editions: {p: {marking: TLP:CLEAR}, q: {marking: TLP:RED}}}, y: {title: T, sources: [a.txt]}}"
    )
    assert [r.name for r in briefgen.build(tmp_path / "briefs.yaml", ["x"])] == ["x-p", "x-q"]
    assert [r.name for r in briefgen.build(tmp_path / "briefs.yaml", ["x-q"])] == ["x-q"]


# Facts that are already there -------------------------------------------------------------------

KEPT = make_document("The mayor of Lima said on Monday the bridge had collapsed. At least 95 people died.", marking="TLP:GREEN")  # fmt: skip
HIDDEN = make_document("Inspector Quux warned of cracks in May. The mayor of Lima ignored 4711 letters.", marking="TLP:RED")  # fmt: skip


@pytest.fixture
def facts():
    return extract((KEPT, HIDDEN))


def test_what_rests_on_a_withheld_document_goes_and_is_counted(facts):
    left = redact(facts, Release("TLP:GREEN"))
    assert left.facts == extract((KEPT,))
    assert left.withheld == count(extract((HIDDEN,))) > 0


def test_a_release_of_everything_changes_nothing(facts):
    assert redact(facts, Release("TLP:RED")).facts is facts


def test_a_merged_key_point_stays_only_where_what_is_left_carries_it(facts):
    ours, theirs = extract((KEPT,)).key_points[0], extract((HIDDEN,)).key_points[0]
    carried = replace(ours, spans=(*ours.spans, *theirs.spans))
    merged = replace(ours, text=f"{ours.text} {theirs.text}", spans=(*ours.spans, *theirs.spans))
    left = redact(replace(facts, key_points=(carried, merged)), Release("TLP:GREEN"))
    assert [(p.text, p.spans) for p in left.facts.key_points] == [(ours.text, ours.spans)]


def test_a_merged_stakeholder_keeps_only_names_and_acts_of_admitted_documents(facts):
    (ours,), (theirs,) = extract((KEPT,)).stakeholders, extract((HIDDEN,)).stakeholders
    merged = replace(ours, aliases=(*ours.aliases, *theirs.aliases), spans=(*ours.spans, *theirs.spans), did=(*ours.did, *theirs.did))  # fmt: skip
    left = redact(replace(facts, stakeholders=(merged, replace(merged, name=theirs.name))), Release("TLP:GREEN"))
    (who,) = left.facts.stakeholders
    assert "Quux" not in json.dumps(left.facts.to_json())
    assert who.spans == ours.spans


def test_a_question_or_tension_that_rests_on_both_goes(facts):
    theirs = extract((HIDDEN,)).key_points[0]
    question = extract((make_document("The mayor did not disclose the cost of repairs.", marking="TLP:GREEN"),))
    asked = replace(question.open_questions[0], spans=(*KEPT_SPANS, *theirs.spans))
    left = redact(replace(facts, open_questions=(asked,)), Release("TLP:GREEN"))
    assert left.facts.open_questions == ()


KEPT_SPANS = extract((KEPT,)).key_points[0].spans


def test_a_name_that_only_a_withheld_document_gives_takes_its_fact_along(facts):
    said = extract((KEPT,)).statements[0]
    named = replace(said, attribution=replace(said.attribution, speaker="Inspector Quux"))
    assert redact(replace(facts, statements=(named,)), Release("TLP:GREEN")).facts.statements == ()


def test_levels_hold_as_labels_do():
    low = replace(KEPT, marking=None, classification=Classification("LOW", 1))
    high = replace(HIDDEN, marking=None, classification=Classification("HIGH", 2))
    assert admitted((low, high), Release(level=1)) == ((low,), (high,))
    assert Facts.from_json(extract((low,)).to_json()).documents == (low,)


def test_a_brief_is_marked_as_its_strictest_source_whatever_it_declares(facts):
    brief = briefgen.compose(facts, title="T", marking="TLP:CLEAR")
    assert brief.marking == "TLP:RED"


def test_a_watermark_is_on_every_page_until_the_embargo_is_over(tmp_path):
    config = project(tmp_path, PARAGRAPHS[:3], ["No."], "pdf, md", more="embargo: '2026-12-01T06:00+01:00', ")
    six = dt.datetime.fromisoformat("2026-12-01T06:00+01:00")
    for at, expected in ((None, True), (six - dt.timedelta(minutes=1), True), (six, False)):
        result = build_one(config, config.briefs[0], Order(at=at))
        markdown, pdf = (next(p for p in result.paths if p.suffix == s).read_bytes() for s in (".md", ".pdf"))
        pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
        assert len(pages) > 1
        assert all(("EMBARGOED UNTIL" in page) is expected for page in pages)
        assert b"**Embargo** not to be passed on before 1 December 2026, 06:00 (UTC+01:00)." in markdown


def test_the_label_stands_at_the_top_and_the_bottom_of_every_page_in_12_points(tmp_path):
    config = project(tmp_path, PARAGRAPHS[:3], ["No."], "pdf")
    document = pypdfium2.PdfDocument(built(config)[".pdf"])
    assert len(document) > 1
    for page in document:
        width, height = page.get_size()
        text = page.get_textpage()
        found, search = [], text.search("TLP:GREEN")
        while (hit := search.get_next()) is not None:
            boxes = [text.get_charbox(i) for i in range(hit[0], hit[0] + hit[1])]
            found.append((min(b[1] for b in boxes), max(b[2] for b in boxes)))
        edge = [bottom for bottom, right in found if right > 0.85 * width]
        assert min(edge) < 0.06 * height
        assert max(edge) > 0.94 * height


# Joined facts ----------------------------------------------------------------------------------


def told(number, text, marking="TLP:CLEAR", day=7):
    published = Published(dt.date(2024, 5, day), "operator")
    return Document(text=text, name=f"{number}.txt", sha256="0" * 64, marking=marking, published=published)


def joined(*documents):
    return events.join(figures.join(extract(documents)))


FIRST = told(1, "The Orsa flooded Velden. In Velden, 12 people were killed.")
SECOND = told(2, "The Orsa flooded Velden. In Velden, 19 people were killed.", day=8)
SECRET = told(3, "The Orsa flooded Velden. In Velden, 23 people were killed.", marking="TLP:RED", day=9)


def test_a_conflict_keeps_the_sides_that_may_go_out():
    (conflict,) = redact(joined(FIRST, SECOND, SECRET), Release("TLP:CLEAR")).facts.conflicts
    assert [side.value for side in conflict.sides] == ["12", "19"]
    assert SECRET.id not in {span.document_id for span in conflict.spans}


def test_a_conflict_with_one_side_left_goes():
    facts = joined(FIRST, SECRET)
    assert len(facts.conflicts) == 1
    assert redact(facts, Release("TLP:CLEAR")).facts.conflicts == ()


def test_support_does_not_count_what_is_withheld():
    facts = joined(FIRST, told(4, "The Orsa flooded Velden. In Velden, 12 people were killed, police said."), SECRET)
    assert [f.support.of for f in facts.figures if f.support] == [3]
    assert [f.support for f in redact(facts, Release("TLP:CLEAR")).facts.figures] == [None] * 1


def test_the_date_of_a_withheld_document_is_not_set_beside_the_others():
    open_ = told(5, "Jonas Hartmann was arrested on May 4 in Talvik.")
    secret = told(6, "Jonas Hartmann was arrested on May 5 in Talvik.", marking="TLP:RED")
    (event,) = joined(open_, secret).events
    assert [dating.time.value for dating in event.also_dated] == ["2024-05-05"]
    (left,) = redact(joined(open_, secret), Release("TLP:CLEAR")).facts.events
    assert (left.time.value, left.also_dated) == ("2024-05-04", ())
