"""What the fork server loads before the first worker is forked from it. The one module that works when it is imported.

Only what survives a fork: modules, word lists, weights, compiled templates. Pango's font map is made
by each worker, since some versions of Pango start a thread for it.
"""

from __future__ import annotations

import gc
from contextlib import suppress

from briefgen import pipeline
from briefgen.errors import BriefgenError
from briefgen.model import Document
from briefgen.rendering import typesetting

_TEXT = """The council of Leeds approved the road on Monday. The mayor, Jane Smith, said it would cost at least 40 million pounds.
"We did not disclose the price," the ministry said. Five people were injured, police said."""


def _warm() -> None:
    facts = pipeline.extract(Document(text=_TEXT, name="warmth.txt", sha256="0" * 64))
    pipeline.render(pipeline.compose(facts, title="Warmth"), "html")
    with suppress(BriefgenError):  # without Pango, only briefs that want a PDF fail, each by its own Problem
        typesetting.load_library()
    gc.collect()
    gc.freeze()  # what is shared with the workers is never written to by the collector


_warm()
