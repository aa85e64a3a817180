"""What a run of a schedule really builds, in a process of its own."""

from __future__ import annotations

import pytest
from runs_at_hand import agenda_of, slot

from briefgen.batch.actions import build
from briefgen.batch.runs import queries
from briefgen.batch.runs.opening import opened

CONFIG = """\
channels: {desk: {folder: desk}}
briefs:
  one: {title: The first, sources: [{path: one.txt, marking: TLP:AMBER}], marking: MARKING, formats: [html], embargo: 'EMBARGO'}
schedules: {hourly: {briefs: [one], cron: "0 * * * *", timezone: UTC, deliver: DELIVER}}
"""


def outcome(folder, *, marking="TLP:AMBER", embargo="2000-01-01T00:00Z", deliver="[desk]"):
    """What comes of building the brief of one slot."""
    config = CONFIG.replace("MARKING", marking).replace("EMBARGO", embargo).replace("DELIVER", deliver)
    agenda = agenda_of(folder, config=config)
    with opened(folder / "runs.sqlite") as store:
        run = queries.find(store, slot(store))
    return build(agenda, agenda.terms["one"], run, lambda: False)


def test_an_embargo_is_held_against_the_clock_of_the_run(tmp_path):
    assert "EMBARGOED" not in page(tmp_path / "past", embargo="2000-01-01T00:00Z")
    assert "EMBARGOED" in page(tmp_path / "ahead", embargo="9000-01-01T00:00Z")


def page(folder, *, embargo):
    (edition,) = outcome(folder, embargo=embargo).files
    return (folder / "build" / edition.path).read_text(encoding="utf-8")


@pytest.mark.parametrize(("deliver", "good", "severity"), [("[desk]", False, "error"), ("[]", True, "warning")])
def test_a_brief_marked_above_what_it_declares_is_not_delivered(tmp_path, deliver, good, severity):
    found = outcome(tmp_path / "x", marking="TLP:GREEN", deliver=deliver)
    assert found.good is good
    assert [(p.rule, p.severity) for p in found.problems] == [("BG215", severity)]
