"""Gaps about what follows: a planned step without its date, a closure without its end, a ruling without word of an appeal."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.extractors.gaps.gap import Gap, asserted, lead_end, near, short, subject_of
from briefgen.language.analysis import Analysis
from briefgen.language.asking import clean, is_plural
from briefgen.language.expressions import Expression
from briefgen.model import Facts

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATED = Expression(
    rf"\b(?:\d{{4}}|{_MONTHS}|\w{{3,6}}day|tomorrow|tonight|today|next|this (?:week|month|year|spring|summer|autumn|winter)|later|soon|immediately|"
    r"within|by the end|spring|summer|autumn|winter|Christmas|Easter|weeks?|months?|years?|days?|hours?|until|when|once|after|if|already)\b"
)
_PLANNED = Expression(
    r"\b(?P<be>is|are)\s(?:also\s|now\s)?(?P<how>planned|being planned|in preparation|under way|due to|expected to|set to|scheduled to)\b(?P<rest>[^.;:,“”\"\n]{0,120})"
)


def undated_plan(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """ "A trial is planned", "the president is due to visit the region": when?"""
    for match in _PLANNED.finditer(analysis.document.text):
        subject, rest = subject_of(analysis, match.start()), clean(match.group("rest"))
        span = analysis.span(match.start(), match.start("rest") + len(match.group("rest").rstrip()))
        toward = match.group("how").endswith(" to")
        if subject is None or bool(rest) != toward or _DATED.search(near(analysis, span.sentence)):
            continue
        if analysis.times_between(span.start, span.end) or not _IS_STEP.match(rest or "visit"):
            continue
        who, be = subject, match.group("be")
        plural = "are" if is_plural(who) else be
        question = f"When {plural} {who} {'to ' + short(rest, 14) if toward else 'to take place'}?"
        why = "a step is announced without a date"
        yield Gap(question, "missing detail", (span,), "gap.undated_plan", why, 4.6)
        return


_IS_STEP = Expression(
    r"(?:visit|meet|appear|vote|open|close|begin|start|launch|publish|report|present|announce|hold|take|travel|arrive|leave|return|resume|decide|rule|"
    r"sign|be (?:published|held|put|presented|released|opened|completed|built|demolished|sold|launched|sentenced|signed|voted|rebuilt|tabled|reviewed))\b"
)
_CLOSED = Expression(
    r"\b(?P<be>will (?:stay|remain|be)|remains?|stays?|is|are|was|were|has been|have been)\s(?P<state>closed|suspended|shut|grounded|off limits|banned|halted|out of service|offline|on hold|on leave)\s"
    r"(?P<how>until further notice|indefinitely|for now|temporarily|for the time being|pending [\w ]{3,40}|while [\w ]{3,60})"
)


def open_end(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """Something stays closed or suspended "until further notice"."""
    for match in _CLOSED.finditer(analysis.document.text):
        subject = subject_of(analysis, match.start())
        if subject is None:
            continue
        stay = "be" if match.group("state") in ("suspended", "banned", "halted") else "stay"
        question = f"How long will {subject} {stay} {match.group('state')}, and what has to happen first?"
        span = analysis.span(*match.span())
        yield Gap(question, "missing detail", (span,), "gap.open_end", "no end is given", 5.0)
        return


_RULED = Expression(
    r"\b(?:[Cc]ourt|[Jj]udge|[Jj]ury|[Tt]ribunal)(?: (?:in|on|of|has|have) [\w ]{2,30}?)?\s(?:on \w+day )?(?P<verb>ruled|found|convicted|ordered|sentenced|rejected|dismissed|struck down|blocked|upheld|awarded|acquitted|fined)\b"
    r"|\b(?:was|were) (?:sentenced|convicted|found guilty|acquitted|jailed for)\b"
)
_FINAL = Expression(
    r"\b(?:appeal\w*|Supreme|highest court|top court|Constitutional|cassation|final|overturn\w*|plead\w* guilty|pleaded|reviewing)\b"
)


def appeal(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """A ruling that may be appealed, and no word of it."""
    text = analysis.document.text
    match = _RULED.search(text, 0, lead_end(analysis, 3))
    if match and asserted(analysis, match.start()) and not _FINAL.search(text):
        span = analysis.span(*match.span())
        why = "a ruling is reported, and nothing says whether it stands"
        yield Gap("Is the ruling final, or will it be appealed?", "missing detail", (span,), "gap.appeal", why, 5.9)


_ARRESTED = Expression(r"\b(?P<be>was|were|has been|have been)\s(?P<done>arrested|detained)\b(?P<rest>[^.;\n]{0,80})")
_CHARGE = Expression(
    r"\b(?:charg\w*|suspicion|suspect\w*|accus\w+|alleg\w+|in connection|warrants?|in relation|for|under|over|offences?|offenses?|convict\w*|released|"
    r"because|protest\w*|clash\w*|riot\w*|violen\w+)\b"
)


def unexplained_arrest(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """An arrest is told in passing, without what it is for."""
    for match in _ARRESTED.finditer(analysis.document.text):
        subject, span = subject_of(analysis, match.start()), analysis.span(*match.span("done"))
        if subject is None or _CHARGE.search(near(analysis, span.sentence)):
            continue
        who = subject
        verb = "are" if is_plural(who) else "is"
        who = f"the {who.split(' ', 1)[1]}" if who.startswith(("a ", "an ")) else who
        question = f"What {verb} {who} accused of?"
        yield Gap(question, "missing detail", (span,), "gap.charges", "an arrest is reported without a charge", 5.8)
        return
