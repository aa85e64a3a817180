import datetime as dt

import pytest

from briefgen.material import gather
from briefgen.pipeline import load_config, review
from briefgen.publications import Order

PAGE = "<html><head><meta property='article:published_time' content='2024-05-03'></head><body><p>The gates were opened.</p></body></html>"


def problems(folder, *, more="", source="", text=PAGE, **days):
    (folder / "a.html").write_text(text, encoding="utf-8")
    (folder / "briefs.yaml").write_text(
        f"briefs:\n  a:\n    title: A\n{more}    sources:\n      - path: a.html\n{source}", encoding="utf-8"
    )
    config = load_config(folder / "briefs.yaml")
    return [
        problem
        for problem in gather(config, config.briefs[0], **days).problems
        if problem.rule in ("BG216", "BG219", "BG220")
    ]


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ({}, None),
        ({"as_of": dt.date(2024, 5, 3)}, None),
        ({"as_of": dt.date(2024, 5, 2)}, "published 2024-05-03 (article:published_time), after as of 2024-05-02"),
        ({"today": dt.date(2024, 5, 2)}, None),  # it is tomorrow already elsewhere
        ({"today": dt.date(2024, 5, 1)}, "published 2024-05-03 (article:published_time), after today, 2024-05-01"),
        ({"today": dt.date(2024, 5, 1), "as_of": dt.date(2024, 6, 1)}, None),
        ({"today": dt.date(2026, 1, 1), "as_of": dt.date(2024, 5, 2)}, "after as of 2024-05-02"),
        ({"today": dt.date.max}, None),
    ],
)
def test_a_source_from_the_future_is_a_warning(tmp_path, days, told):
    found = problems(tmp_path, **days)
    assert [(problem.rule, problem.severity) for problem in found] == ([("BG219", "warning")] if told else [])
    assert all(told in problem.message for problem in found)


def test_the_as_of_of_the_brief_counts_as_well(tmp_path):
    (problem,) = problems(tmp_path, more="    as_of: 2024-05-01\n")
    assert problem.rule == "BG219"


def test_a_dateline_from_the_future_says_so(tmp_path):
    text = "<html><body><p>LONDON, 3 March 2021 — The gates were opened on Monday.</p></body></html>"
    (problem,) = problems(tmp_path, text=text, as_of=dt.date(2021, 3, 1))
    assert problem.message.startswith("published 2021-03-03 (dateline)")


def test_an_operators_date_beside_the_files_is_a_note(tmp_path):
    (problem,) = problems(tmp_path, source="        published: 2024-05-09\n")
    assert (problem.rule, problem.severity) == ("BG220", "note")
    assert (
        problem.message
        == "published is 2024-05-09 in briefs.yaml, and in the file 2024-05-03 (article:published_time); briefs.yaml counts"
    )


def test_check_and_build_see_the_day_of_the_run(tmp_path):
    problems(tmp_path)
    config = load_config(tmp_path / "briefs.yaml")
    early = Order(at=dt.datetime(2024, 5, 1, 12, tzinfo=dt.UTC))
    assert "BG219" in [problem.rule for problem in review(config, config.briefs[0], early)]
    assert "BG219" not in [problem.rule for problem in review(config, config.briefs[0])]
