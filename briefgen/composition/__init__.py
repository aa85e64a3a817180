"""From facts to a brief: what is told, in which order, with which marks. Nothing enters that the grounding gate refuses."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from briefgen import markings
from briefgen.composition import changes, differences, figures, people, points, questions, statements, times
from briefgen.composition.changes import Earlier
from briefgen.composition.choosing import Choice
from briefgen.composition.desk import Desk
from briefgen.composition.edition import sealed
from briefgen.composition.evidence import EvidenceBook
from briefgen.composition.limits import Limits
from briefgen.grounding import antecedents
from briefgen.markings import Handling
from briefgen.model import Brief, Facts, Reviewed

__all__ = ["Limits", "compose"]


def compose(
    facts: Facts,
    *,
    title: str,
    as_of: dt.date | None = None,
    marking: str | None = None,
    language: str = "en",
    limits: Limits | None = None,
    handling: Handling | None = None,
    earlier: Earlier | None = None,
    reviewed: Reviewed | None = None,
) -> Brief:
    """Make a brief of the facts.

    Every stated line is checked against its citations and left out, with the reason in
    Brief.refusals, when they do not carry it. limits cuts each section, the least important first.
    The brief is marked as strictly as its strictest source, whatever marking and handling say. earlier is the
    edition whose changes are told, reviewed what a person did to the facts.
    """
    most, passing = limits or Limits(), handling or Handling()
    desk = Desk(EvidenceBook(facts.documents), antecedents(facts))
    ranked = points.ranked(facts.key_points, (q for q in facts.open_questions if q.answers), facts.conflicts)
    choice = Choice(facts)
    shown = people.without_namesakes(facts.stakeholders)[: most.stakeholders]
    spoken = {s.id for s in statements.without_repeats(facts.statements) if s.mode != "non_disclosure"}
    still_open = [q for q in facts.open_questions if not q.answers]
    stated = choice.first((q for q in still_open if q.question_class == "stated"), most.stated_questions)
    gaps = choice.first((q for q in still_open if q.question_class == "gap"), most.gaps)
    closed = choice.first((q for q in facts.open_questions if q.answers), most.answered)
    told = changes.since(earlier, facts, desk.book) if earlier else None
    own = markings.strictest((marking, *(d.marking for d in facts.documents)))
    classification = markings.highest((passing.classification, *(d.classification for d in facts.documents)))
    brief = Brief(
        title=title,
        language=language,
        as_of=as_of,
        marking=changes.strictest_marking(own, earlier, told),
        classification=changes.highest_classification(classification, earlier, told),
        embargo=passing.embargo,
        expires=passing.expires,
        notice=markings.notice(passing, as_of),
        withheld=passing.withheld,
        key_points=points.key_points(desk, ranked[: most.key_points]),
        stated_questions=questions.open_questions(desk, stated, "q"),
        gaps=questions.open_questions(desk, gaps, "g"),
        answered=questions.answered(desk, closed),
        stakeholders=people.stakeholders(desk, shown, spoken),
        statements=statements.entries(desk, statements.told(facts.statements, most.statements, choice.weight)),
        timeline=times.timeline(
            desk, choice.of(facts.events, most.events if choice.several else 4 * most.events), most.events
        ),
        figures=figures.entries(desk, choice.of(facts.figures, most.figures)),
        tensions=differences.tensions(desk, choice.first(facts.tensions, most.tensions)),
        conflicts=differences.conflicts(desk, choice.first(facts.conflicts, most.conflicts)),
        bluf=points.bottom_line(desk, ranked, facts.conflicts),
        voices=people.voices(facts, spoken),
        relations=people.relations(desk, facts, shown),
        sources=desk.book.sources(),
        refusals=tuple(desk.refusals),
        since=told,
        reviewed=reviewed,
    )
    return sealed(replace(brief, undated=times.undated(brief.timeline, facts)))
