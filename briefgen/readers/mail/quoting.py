"""What of a mail's text its sender wrote, what is quoted, what is forwarded, and where the signature begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_QUOTE = re.compile(r"[ \t]{0,3}>")
_FORWARD = re.compile(r"\s*(?:-{3,} ?Forwarded [Mm]essage(?: from .{1,200}?)? ?-{3,}|Begin forwarded message:)\s*$")
_REPLY = re.compile(r"\s*-{2,} ?Original [Mm]essage ?-{2,}\s*$")
_HEADER = re.compile(r"[\s>]{0,3}\*?(From|Sent|Date|To|Cc|Subject|Reply-To)\s?:\*? ?(.*)$")
_FORWARDED_SUBJECT = re.compile(r"\s*(?:fwd?|wg|tr|rv|i)\s*:", re.IGNORECASE)
_WROTE = re.compile(r"\s*(?:On\b.{3,400}|.{0,150}<[^<>\s]{3,100}@[^<>\s]{1,100}>)\s(?:wrote|writes):\s*$", re.DOTALL)
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\d:\d\d|@")
_MOST_INTRODUCING = 4  # lines of "On 3 March … wrote:"
_LONGEST_SIGNATURE = 40  # lines behind "-- ", and a quarter of that behind "--"


@dataclass(frozen=True, slots=True)
class Parted:
    """A mail's text, parted. own is what its sender wrote; forwarded is another's mail with its headers, if any."""

    own: str
    quoted_lines: int
    signature_lines: int
    forwarded: str | None


def part(text: str, subject: str, *, flowed: bool = False, delete_space: bool = False) -> Parted:
    """Part the text of a mail. Each stretch is as it stands there; only lines that were broken to fit are joined.

    Quoted are lines that open with ">", the line that introduces them, and everything behind the headers
    of a mail that is answered. Linear in the length of the text.
    """
    lines = text.split("\n")
    end, forwarded, quoted = len(lines), None, 0
    found = _other_mail(lines)
    if found is not None:
        end, first, is_forward = found
        if is_forward or _FORWARDED_SUBJECT.match(subject):
            forwarded = _as_mail(lines[first:])
        else:
            quoted = sum(1 for line in lines[first:] if line.strip())
    own, quoted_here = _unquoted(lines[:end])
    own, signature = _unsigned(own)
    joined = _joined(own, delete_space=delete_space) if flowed else own
    return Parted("\n".join(joined).strip("\n"), quoted + quoted_here, signature, forwarded)


def _other_mail(lines: Sequence[str]) -> tuple[int, int, bool] | None:
    """Where another mail begins: the line at which this one ends, its own first line, and whether it is forwarded."""
    for number, line in enumerate(lines):
        if _FORWARD.match(line):
            return number, number + 1, True
        if _REPLY.match(line):
            return number, number + 1, False
        if line.lstrip("* ").startswith("From") and _opens_headers(lines, number):
            return number, number, False
    return None


def _opens_headers(lines: Sequence[str], number: int) -> bool:
    """True where the headers of a mail stand in the text: From, a day, and a subject or whom it went to."""
    names = {match.group(1) for line in lines[number : number + 6] if (match := _HEADER.match(line))}
    return "From" in names and bool(names & {"Sent", "Date"}) and bool(names & {"Subject", "To"})


def _as_mail(lines: Sequence[str]) -> str | None:
    """A mail that stands in the text of another, as a mail; None where its headers are not told."""
    number = 0
    while number < len(lines) and not lines[number].strip():
        number += 1
    headers = []
    while number < len(lines) and (match := _HEADER.match(lines[number])):
        name = "Date" if match.group(1) == "Sent" else match.group(1)
        headers.append(f"{name}: {match.group(2).strip()}")
        number += 1
    if len({line.partition(":")[0] for line in headers} & {"From", "Date", "To", "Subject"}) < 2:
        return None
    return "\n".join((*headers, "", *lines[number:]))


def _unquoted(lines: Sequence[str]) -> tuple[list[str], int]:
    """The lines without those that are quoted, and how many those were."""
    kept: list[str] = []
    quoted = 0
    for number, line in enumerate(lines):
        if _QUOTE.match(line):
            quoted += 1
            if number == 0 or not _QUOTE.match(lines[number - 1]):
                quoted += _drop_introduction(kept)
        else:
            kept.append(line)
            if line.rstrip().endswith("wrote:") and _introduces_the_rest(kept, lines, number):
                quoted += _drop_introduction(kept)
                return kept, quoted + sum(1 for rest in lines[number + 1 :] if rest.strip())
    return kept, quoted


def _introduces_the_rest(kept: Sequence[str], lines: Sequence[str], number: int) -> bool:
    """True for "On 3 March 2026 at 10:12, A <a@b> wrote:" before what is quoted without marks."""
    following = next((line for line in lines[number + 1 : number + 10] if line.strip()), "")
    return bool(_DATED.search(" ".join(kept[-2:]))) and not _QUOTE.match(following) and _introduction(kept) > 0


def _introduction(kept: Sequence[str]) -> int:
    """How many of the last lines introduce a quotation, blank ones behind them included."""
    blank = 0
    while blank < min(2, len(kept)) and not kept[len(kept) - 1 - blank].strip():
        blank += 1
    for count in range(1, _MOST_INTRODUCING + 1):
        lines = kept[max(0, len(kept) - blank - count) : len(kept) - blank]
        if len(lines) == count and _WROTE.match("\n".join(lines)) and _DATED.search("\n".join(lines)):
            return count + blank
    return 0


def _drop_introduction(kept: list[str]) -> int:
    count = _introduction(kept)
    if count:
        del kept[-count:]
    return count


def _unsigned(lines: list[str]) -> tuple[list[str], int]:
    """The lines before a signature, and how many lines that has."""
    for number in range(len(lines) - 1, max(-1, len(lines) - 2 - _LONGEST_SIGNATURE), -1):
        line = lines[number]
        if line == "-- " or (line.rstrip() == "--" and len(lines) - number <= _LONGEST_SIGNATURE // 4):
            return lines[:number], sum(1 for one in lines[number + 1 :] if one.strip())
    return lines, 0


def _joined(lines: Sequence[str], *, delete_space: bool) -> list[str]:
    """Lines whose break is only there to fit, joined (RFC 3676)."""
    joined: list[str] = []
    goes_on = False
    pieces: list[str] = []
    for line in lines:
        line = line.removeprefix(" ")
        if goes_on and not line.strip():
            goes_on = False
        if not goes_on and pieces:
            joined.append("".join(pieces))
            pieces = []
        goes_on = line.endswith(" ") and line != "-- "
        pieces.append(line[:-1] if goes_on and delete_space else line)
    if pieces:
        joined.append("".join(pieces))
    return joined
