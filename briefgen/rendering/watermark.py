"""The watermark of an embargoed or expired brief: a picture behind every page, as style of its own that no template has to know."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from briefgen.model import Brief
from briefgen.rendering.filters import instant
from briefgen.rendering.speech import Speech
from briefgen.rendering.terms import N_

_WORDS = {"embargoed": N_("EMBARGOED UNTIL"), "expiring": N_("NOT VALID AFTER"), "expired": N_("EXPIRED ON")}
_PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600">'
    '<g transform="translate(300 300) rotate(-38)" text-anchor="middle" font-family="Source Sans 3, sans-serif" font-weight="700" {ink}>'
    '<text y="0" font-size="{size}">{words}</text><text y="48" font-size="34">{moment}</text></g></svg>'
)
_ON_PAPER = 'fill="#e2e2e2"'  # no transparency: it would need a colour space of its own in an archive file
_ON_SCREEN = 'fill="#808080" fill-opacity="0.28"'  # reads on light and on dark ground


def words(brief: Brief, speech: Speech) -> str:
    """What the watermark says; "" when the brief has none."""
    if brief.notice is None:
        return ""
    moment = brief.embargo if brief.notice == "embargoed" else brief.expires
    return f"{speech.gettext(_WORDS[brief.notice])} {instant(moment, speech=speech)}"


def style(brief: Brief, speech: Speech) -> str:
    """The style that puts the watermark behind every page and behind the screen; "" when the brief has none."""
    if brief.notice is None:
        return ""
    paper, screen = _address(brief, speech, _ON_PAPER), _address(brief, speech, _ON_SCREEN)
    return (
        f"\n@page {{ background: {paper} center / 86% auto no-repeat !important }}\n"
        f"@media screen {{ body {{ background: {screen} center / min(90vw, 44rem) auto no-repeat fixed !important }} }}\n"
    )


def _size(head: str) -> int:
    """The size at which the head of the watermark fits in, which English is made for."""
    return min(62, 62 * 15 // max(1, len(head)))


def _address(brief: Brief, speech: Speech, ink: str) -> str:
    head = escape(speech.gettext(_WORDS[brief.notice or "embargoed"]))
    moment = instant(brief.embargo if brief.notice == "embargoed" else brief.expires, speech=speech)
    picture = _PICTURE.format(ink=ink, size=_size(head), words=head, moment=escape(moment))
    return f'url("data:image/svg+xml,{quote(picture)}")'
