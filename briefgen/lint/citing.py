"""Rules about citations: each line has its marks, each mark its sentence, each quote its source, each sentence its way back."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.lint.page import Page, Rendered, flat, lines, stated
from briefgen.model import Line


def uncited(page: Page) -> Iterator[str]:
    """BG702: a line without a citation is nobody's word."""
    for section, line in stated(page.brief):
        if not line.spans or not line.marks:
            yield f"{section}: cites nothing: {flat(line.text)[:80]}"
    for who in page.brief.stakeholders:
        if not who.marks:
            yield f"stakeholders: cites nothing: {who.name[:80]}"


def exact_quotes(page: Page) -> Iterator[str]:
    """BG709: what stands between two offsets of a source is what the brief says stands there."""
    texts = {source.document.id: source.document.text for source in page.brief.sources}
    for section, line in lines(page.brief):
        for span in line.spans:
            if texts.get(span.document_id, "")[span.start : span.end] != span.quote:
                yield f"{section}: {line.anchor} quotes what its source does not say at {span.start}: {flat(span.quote)[:60]}"
    for source in page.brief.sources:
        for sentence in source.evidence:
            if source.document.text[sentence.start : sentence.end] != sentence.text:
                yield f"evidence: {sentence.label} is not what {source.document.name} says at {sentence.start}"
    for entry in page.brief.statements:
        if entry.mode == "direct" and flat(entry.line.text) not in {flat(span.quote) for span in entry.line.spans}:
            yield f"statements: {entry.line.anchor} is set as a quotation, and is none: {flat(entry.line.text)[:60]}"


def rules_named(page: Page) -> Iterator[str]:
    """BG712: what the tool worked out says by which rule."""
    for section, line in lines(page.brief):
        if line.basis == "derived" and not line.rule:
            yield f"{section}: {line.anchor} is derived by no rule: {flat(line.text)[:80]}"


def leading_somewhere(page: Page) -> Iterator[str]:
    """BG713: a mark without its sentence and a link without its target are promises not kept."""
    labels = {sentence.label for source in page.brief.sources for sentence in source.evidence}
    for section, line in lines(page.brief):
        for mark in line.marks:
            if mark not in labels:
                yield f"{section}: {line.anchor} is marked {mark}, and there is no such sentence"
    if page.html is not None:
        ids = {name for _, name in page.html.ids}
        for target in dict.fromkeys(target for _, target in page.html.links):
            if target.startswith("#") and target[1:] not in ids:
                yield f"the page links to {target}, which is not on it"


def back_links(page: Page) -> Iterator[str]:
    """BG714: from a sentence one finds the lines that rest on it, in the brief and on the page."""
    cited = {sentence.label: sentence for source in page.brief.sources for sentence in source.evidence}
    for section, line in lines(page.brief):
        for mark in line.marks:
            if mark in cited and line.anchor not in cited[mark].cited_by:
                yield f"{section}: {mark} does not lead back to {line.anchor}"
    if page.html is None:
        return
    ids, back = {name for _, name in page.html.ids}, {target for _, target in page.html.links}
    for sentence in cited.values():
        shown = [anchor for anchor in sentence.cited_by if anchor in ids]
        if sentence.anchor in ids and shown and not any(f"#{anchor}" in back for anchor in shown):
            yield f"the page shows {sentence.label} without a link back to {', '.join(shown[:3])}"


_LEAST_WORDS = 5  # shorter lines stand in other sentences, too
_REACH = 320


def marked_on_page(page: Page) -> Iterator[str]:
    """BG718: on the page, too, what is stated has its mark close behind it."""
    if page.html is None:
        return
    ids, told = {name for _, name in page.html.ids}, [(flat(line.text), line.anchor) for _, line in stated(page.brief)]
    for section, line in stated(page.brief):
        text = flat(line.text)
        others = (other != text or anchor in ids for other, anchor in told if text in other)
        within_others = line.anchor not in ids and any(others)
        if len(text.split()) >= _LEAST_WORDS and not within_others and not _is_marked(page.html, line, text):
            yield f"the page shows {line.anchor} ({section}) without its mark: {text[:80]}"


def _is_marked(html: Rendered, line: Line, text: str) -> bool:
    """False when the page shows a line, and none of its marks follows; where it has the line's id, that place counts alone."""
    places = list(html.places(text))
    own = [place for place in places if html.id_before(place - len(text)) == line.anchor]
    targets = {f"#evidence-{mark.lower()}" for mark in line.marks}
    return not places or any(targets & set(html.links_after(place, _REACH)) for place in own or places)
