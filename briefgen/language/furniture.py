"""What a page prints around its article: notices, buttons, bylines, credits, mail headers. Running text is left to others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.text import paragraphs

_MOST_WORDS = 60  # a longer paragraph is an article about cookies, not a cookie notice
_LOOKED_AT = 600  # characters of a paragraph: about _MOST_WORDS long words
_FEWEST_BUTTONS, _SHARE_OF_BUTTONS = 3, 0.7  # "Home", "Share" and their like, in a paragraph that is a row of them
_NAME = r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3}"
_OPENING = re.compile(
    r"\W*(?:"
    r"(?i:read (?:more|also|next|the full story)\b|see also\b|also read\b|related(?: articles| stories| topics| links| content| news)?(?:\s*:|$)"
    r"|recommended(?: for you)?(?:\s*:|$)|most (?:read|popular|viewed)(?:\s*:|$)|more (?:on this story|from [\w ]{1,30}|stories)$"
    r"|share (?:this|on)\b|follow us\b|sign up (?:for|to) (?:our|the)\b.{0,40}\b(?:newsletter|briefing|e-?mails?|alerts?)"
    r"|subscribe (?:to (?:our|the)|now|today|here)\b|click here\b|tap here\b|download (?:our|the) app\b|skip to (?:main )?content"
    r"|(?:article continues (?:below|after)|story continues)\b|advertisement$|sponsored(?: content)?$|scroll to continue|back to top"
    r"|©|copyright (?:©|\(c\)|\d{4})|\(c\) \d{4}|all rights reserved"
    r"|(?:(?:file |stock )?photo(?:graph)?s?|image|picture|video|credit)(?: credit)?: "
    r"|(?:published|updated|last (?:updated|modified)|posted|first published)(?: on| at)?:? (?:\d|\w{3,9},? \d)"
    r"[^.]{0,40}(?:\. (?:last )?updated[^.]{0,40})?\.?$)"
    rf"|Photo(?:graph)?s? by {_NAME}|(?:Reporting|Additional reporting|Editing|Writing) by {_NAME}"
    rf"|(?:By|BY) {_NAME}(?:,? (?:and|for|in) {_NAME}|, [\w ]{{3,40}})?(?: in [A-Z]\w+)?\W*$"
    r")"
)
_TO_READERS = re.compile(
    r"\b(?:you|your|we use|our (?:site|website|newsletter|cookie|partners|terms)|this (?:web)?site uses)\b",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"\bcookies?\b|\bunsubscribe\b|\bprivacy (?:policy|notice|settings)\b|\bterms (?:of (?:use|service)|and conditions)\b"
    r"|\bnewsletters?\b|\bad ?blocker\b|\benable javascript\b|\byour (?:inbox|browser|subscription|email address)\b",
    re.IGNORECASE,
)
_BUTTONS = frozenset(
    "home news sport sports weather business world politics opinion culture travel menu search login log sign in up out "
    "register subscribe share tweet pin print email mail copy link save facebook twitter whatsapp linkedin reddit telegram "
    "instagram youtube pinterest x rss comments comment contact about us help faq accept reject all manage settings close "
    "next previous more less show hide play pause listen watch skip ok cancel continue advertisement".split()
)
_HEADER = re.compile(
    r"(?:From|To|Cc|Bcc|Reply-To|Sent|Date|Subject|Message-ID|In-Reply-To|References|Return-Path|Received|Delivered-To"
    r"|MIME-Version|Content-[\w-]{1,40}|X-[\w-]{1,40}):\s",
    re.IGNORECASE,
)

_PICTURE = r"(?:[Ii]mage|[Pp]hoto(?:graph)?|[Pp]icture|[Vv]ideo|[Aa]udio|[Gg]raphic|[Ii]llustration|[Mm]ap)s?"
_CREDIT = re.compile(
    rf"(?:\b(?:{_PICTURE}(?: [Cc]redit)?|[Cc]redit):|(?:(?<=[.)\]] )|(?<=\()|^)(?:File )?[Pp]hotos? by) "
    r"[A-Z][\w.’'-]{0,30}(?: [\w.’'-]{1,30}){0,5}(?: ?/ ?[A-Z][\w.’'-]{0,30}(?: [\w.’'-]{1,30}){0,3}){0,3}(?=[.)\]\s]|$)",
    re.MULTILINE,
)


def furniture(text: str) -> tuple[tuple[int, int], ...]:
    """The paragraphs and the credits of pictures, as start..end, that only frame a text, in reading order.

    Nothing in them is part of what it reports. Careful rather than thorough: a paragraph that may be
    running text is not among them. Linear.
    """
    bounds = paragraphs(text)
    headers = _mail_headers(text, bounds)
    found: list[tuple[int, int]] = []
    for start, end in bounds:
        if (start, end) in headers or _is_furniture(text[start : min(end, start + _LOOKED_AT)]):
            found.append((start, end))
        else:
            found.extend(match.span() for match in _CREDIT.finditer(text, start, end))
    return tuple(found)


def _is_furniture(paragraph: str) -> bool:
    words = paragraph.split()
    if len(words) > _MOST_WORDS:
        return False
    if _OPENING.match(paragraph) or (_NOTICE.search(paragraph) and _TO_READERS.search(paragraph)):
        return True
    if paragraph[-1] in '.!?”"':
        return False
    labels = [label for word in words if (label := word.strip("|·•,:/-").lower())]
    buttons = sum(label in _BUTTONS for label in labels)
    return buttons >= _FEWEST_BUTTONS and buttons >= _SHARE_OF_BUTTONS * len(labels)


def _mail_headers(text: str, bounds: Sequence[tuple[int, int]]) -> frozenset[tuple[int, int]]:
    """Runs of at least two header lines, one of them with an address."""
    found: set[tuple[int, int]] = set()
    run: list[tuple[int, int]] = []
    for pair in (*bounds, (0, 0)):
        if _HEADER.match(text, *pair):
            run.append(pair)
            continue
        if len(run) > 1 and any("@" in text[start:end] for start, end in run):
            found.update(run)
        run = []
    return frozenset(found)
