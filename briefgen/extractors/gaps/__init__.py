"""What a careful reader would ask and the sources do not address: a checklist of named rules, each saying why it fired.

Every rule is general; what the text itself calls unknown is in open_questions. A gap is always
derived: it rests on the words that raised the question, not on words that state it.
"""

from __future__ import annotations

from briefgen.extractors.gaps.gap import Gap, Rule
from briefgen.extractors.gaps.law import deadline, legal_instrument, sanction_end, vote_margin, vote_scope
from briefgen.extractors.gaps.links import side_by_side, unclear_date, uncounted
from briefgen.extractors.gaps.provenance import (
    change_without_period,
    estimate,
    large_number,
    metadata,
    no_baseline,
    superlative,
    survey,
    toll,
    unnamed_source,
    vague_toll,
    war_claim,
)
from briefgen.extractors.gaps.story import deployment, plan, pledge, reported, stopped, story, undated_step
from briefgen.extractors.gaps.voices import (
    accused_reply,
    affected_voice,
    counterpart,
    only_speaker,
    origin_states,
    other_side,
    single_voice,
    unnamed_critics,
    unnamed_groups,
    workers,
)
from briefgen.language.analysis import Analysis
from briefgen.model import Facts, OpenQuestion

RULES: tuple[Rule, ...] = (
    metadata,
    legal_instrument,
    vote_scope,
    vote_margin,
    sanction_end,
    deadline,
    accused_reply,
    counterpart,
    unnamed_critics,
    other_side,
    workers,
    single_voice,
    only_speaker,
    origin_states,
    affected_voice,
    unnamed_groups,
    toll,
    vague_toll,
    estimate,
    large_number,
    no_baseline,
    superlative,
    change_without_period,
    survey,
    unnamed_source,
    war_claim,
    uncounted,
    side_by_side,
    unclear_date,
    deployment,
    plan,
    pledge,
    undated_step,
    stopped,
    reported,
    story,
)

MOST_GAPS = 14
_FEWEST, _WORDS_A_GAP = 3, 35  # a short text raises few questions worth a reader's time
_LEAST_SHARE = 0.4  # of the heaviest gap's weight; lighter ones would only make the list longer

# Share of a rule's gaps that a reader of public news judged useful; where it fired less than three times, the
# share of all.
_CONFIDENCE: dict[str, float] = {}


def extract(analysis: Analysis, found: Facts) -> tuple[OpenQuestion, ...]:
    """Run the checklist; as many gaps as the text's length bears, those that matter most first."""
    gaps = [gap for rule in RULES for gap in rule(analysis, found)]
    gaps.sort(key=lambda g: (-g.weight, g.spans[0].start if g.spans else -1, g.question))
    return tuple(_open_question(gap) for gap in _worth_asking(_one_a_place(gaps), sum(map(len, analysis.words))))


def _one_a_place(gaps: list[Gap]) -> list[Gap]:
    """Of gaps that ask for the source of the same words the heaviest; of one rule the heaviest."""
    first: dict[object, Gap] = {}
    for gap in gaps:
        first.setdefault(gap.spans[0] if gap.kind == "missing source" else gap.rule, gap)
    return list(first.values())


def _worth_asking(gaps: list[Gap], length: int) -> list[Gap]:
    """The gaps that are worth their line in a text of so many words."""
    most = min(MOST_GAPS, _FEWEST + length // _WORDS_A_GAP)
    least = gaps[0].weight * _LEAST_SHARE if gaps else 0.0
    return [gap for gap in gaps[:most] if gap.weight >= least]


def _open_question(gap: Gap) -> OpenQuestion:
    return OpenQuestion(
        spans=gap.spans,
        basis="derived",
        rule=gap.rule,
        confidence=_CONFIDENCE.get(gap.rule, 0.7),
        question=gap.question,
        question_class="gap",
        kind=gap.kind,
        why=gap.why,
    )
