"""How wide words are set, without a font engine: advance widths of the bundled face, and room for another one."""

from __future__ import annotations

import re
import unicodedata

SLACK = 1.05  # kerning aside, the bundled face needs 1; the fallback of a browser may need a little more
_ADVANCES = {  # thousandths of the size, for the characters from space to tilde: Source Sans 3
    False: (
        "200 289 426 497 497 824 609 249 303 303 418 497 249 311 249 350 497 497 497 497 497 497 497 497 497 497 249 249 497 "
        "497 497 425 847 543 588 571 615 527 494 617 652 263 479 579 486 727 647 664 566 664 569 534 536 645 515 786 513 476 "
        "539 303 350 303 497 500 542 504 553 456 555 496 292 504 544 246 247 495 255 829 547 542 555 555 347 419 338 544 467 "
        "719 446 467 425 303 241 303 497"
    ),
    True: (
        "200 340 537 528 528 857 667 300 344 344 457 528 300 332 300 339 528 528 528 528 528 528 528 528 528 528 300 300 528 "
        "528 528 463 902 573 605 582 635 548 524 638 674 301 509 614 518 762 665 684 596 684 613 556 556 665 556 813 567 525 "
        "541 344 339 344 528 500 555 527 573 468 573 518 341 534 571 276 278 548 286 857 572 555 573 573 398 443 383 568 523 "
        "776 514 521 460 344 268 344 528"
    ),
}
_WIDTHS = {bold: [int(width) for width in row.split()] for bold, row in _ADVANCES.items()}
_DASHES = {"–": 500, "—": 800, "…": 980, "“": 540, "”": 540, "‘": 300, "’": 300, "·": 300, "\u00a0": 200}
_FULL, _OTHER = 1000, 900
_NOT_SHOWN = re.compile(
    r"[\x00-\x20\x7f-\xa0\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]+"
)


def plain(text: str) -> str:
    """The text on one line, without control characters, overrides of the writing direction and what XML cannot hold."""
    return _NOT_SHOWN.sub(" ", text).strip()


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line of text at this size, rather more than less."""
    widths = _WIDTHS[bold]
    return sum(_advance(char, widths) for char in text) * size * SLACK / 1000


def fitted(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits into room with an ellipsis; empty where not even that fits."""
    if text_width(text, size, bold=bold) <= room + 0.01:
        return text
    widths, left, kept = _WIDTHS[bold], room * 1000 / (size * SLACK) - _DASHES["…"], 0
    for char in text:
        left -= _advance(char, widths)
        if left < 0:
            break
        kept += 1
    whole = text[:kept].rfind(" ")
    cut = whole if kept - whole < _LONGEST_REST and whole > 0 and not text[kept : kept + 1].isspace() else kept
    shown = text[:cut].rstrip(" ,;:.-–—(")
    return shown + "…" if shown else ""


_LONGEST_REST = 8  # of a word: cut before a word rather than within its first letters


def _advance(char: str, widths: list[int]) -> int:
    code = ord(char)
    if 32 <= code < 127:
        return widths[code - 32]
    if char in _DASHES:
        return _DASHES[char]
    if unicodedata.combining(char):
        return 0
    base = unicodedata.normalize("NFD", char)[0]
    if 32 <= ord(base) < 127:
        return widths[ord(base) - 32] + 45  # carons beside letters widen them
    return _FULL if code > 0x2000 else _OTHER
