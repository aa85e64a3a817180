"""Which function checks which rule of the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from briefgen.lint import citing, differing, entries, layout, wording
from briefgen.lint.page import Page

TABLE: dict[str, Callable[[Page], Iterator[str]]] = {
    "BG701": wording.bluf_length,
    "BG702": citing.uncited,
    "BG703": wording.hedges,
    "BG704": wording.likelihood,
    "BG705": layout.label_form,
    "BG706": layout.marking_shown,
    "BG707": layout.heading_order,
    "BG708": wording.numbers,
    "BG709": citing.exact_quotes,
    "BG710": entries.without_role,
    "BG711": entries.unfixed_times,
    "BG712": citing.rules_named,
    "BG713": citing.leading_somewhere,
    "BG714": citing.back_links,
    "BG715": wording.title,
    "BG716": wording.repeated,
    "BG717": layout.dropped,
    "BG718": citing.marked_on_page,
    "BG719": differing.two_sides,
    "BG720": differing.both_shown,
    "BG721": differing.supported,
}
