import pytest

from briefgen import config

HEAD = "briefs:\n  a:\n    title: T\n    sources: [x.txt, {path: y.txt, marking: TLP:CLEAR}]\n"


def load(tmp_path, text):
    path = tmp_path / "briefs.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    return config.load(path)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("    embargo: 2026-12-01T06:00\n", 5, "has no zone"),
        ("    expires: tomorrow\n", 5, "is no instant"),
        ("    embargo: 2026-12-01T06:00Z\n    expires: 2026-11-01T06:00Z\n", 6, "must lie after"),
        ("    classification: {text: S, level: 1, colour: '#FFFFFF', background: '#FFFF00'}\n", 5, "contrast of 1.1:1"),
        ("    classification: {text: S, level: 1, colour: red}\n", 5, "is no colour"),
        ("    marking: TLP:RED\n    release: TLP:GREEN\n", 6, "marked TLP:RED, above TLP:GREEN"),
        ("    classification: {text: S, level: 3}\n    release_level: 2\n", 6, "level 3, above 2"),
        ("    editions: {p: {marking: TLP:CLEAR, release: TLP:RED}}\n", 5, "leave 'release' out"),
        ("    editions: {p: {title: T}}\n", 5, "needs a 'marking'"),
        ("    editions: {'p q': {marking: TLP:RED}}\n", 5, "cannot be an edition's name"),
        ("    release: TLP:RED\n    editions: {p: {marking: TLP:RED}}\n", 6, "either 'editions' or a 'release'"),
        ("    marking: TLP:AMBER\n    editions: {p: {marking: TLP:CLEAR}}\n", 6, "give it a 'title'"),
        ("    editions: {p: {marking: TLP:RED}}\n  a-p: {title: T, sources: [x]}\n", 5, "like another brief"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_its_place(tmp_path, text, line, message):
    loaded, (problem,) = load(tmp_path, text)
    assert loaded is None
    assert (problem.rule, problem.line) == ("BG105", line)
    assert message in problem.message


def test_editions_become_briefs_of_their_own_and_the_brief_itself_is_not_built(tmp_path):
    loaded, problems = load(
        tmp_path,
        "    marking: TLP:AMBER\n    editions:\n      public: {marking: TLP:CLEAR, title: P, formats: [md]}\n      internal: {marking: TLP:AMBER}\n",
    )
    assert problems == ()
    public, internal = loaded.briefs
    assert (public.name, public.title, public.marking, str(public.may_carry)) == ("a-public", "P", "TLP:CLEAR", "TLP:CLEAR")  # fmt: skip
    assert (internal.name, internal.title, internal.formats) == ("a-internal", "T", ("md", "pdf"))
    assert [source.marking for source in public.sources] == ["TLP:AMBER", "TLP:CLEAR"]


def test_a_source_of_an_unmarked_brief_stays_unmarked_in_its_editions(tmp_path):
    loaded, _ = load(tmp_path, "    editions: {public: {marking: TLP:CLEAR}}\n")
    assert [source.marking for source in loaded.briefs[0].sources] == [None, "TLP:CLEAR"]


def test_without_a_release_nothing_is_marked_for_the_operator(tmp_path):
    loaded, _ = load(tmp_path, "    marking: TLP:AMBER\n")
    assert loaded.briefs[0].may_carry is None
    assert [source.marking for source in loaded.briefs[0].sources] == [None, "TLP:CLEAR"]


def test_a_schedule_of_a_brief_is_one_of_its_editions(tmp_path):
    loaded, problems = load(
        tmp_path,
        "    editions: {p: {marking: TLP:RED}, q: {marking: TLP:CLEAR}}\n"
        "schedules: {daily: {cron: '@daily', timezone: UTC, briefs: [a]}}\n",
    )
    assert problems == ()
    assert [(schedule.name, schedule.briefs) for schedule in loaded.schedules] == [("daily", ("a-p", "a-q"))]


def test_a_schedule_may_name_one_edition(tmp_path):
    loaded, problems = load(
        tmp_path,
        "    editions: {p: {marking: TLP:RED}, q: {marking: TLP:CLEAR, schedule: {cron: '@weekly', timezone: UTC}}}\n"
        "schedules: {daily: {cron: '@daily', timezone: UTC, briefs: [a-p]}}\n",
    )
    assert problems == ()
    assert {schedule.name: schedule.briefs for schedule in loaded.schedules} == {"daily": ("a-p",), "a-q": ("a-q",)}


def test_an_edition_cannot_deliver_to_a_channel_that_is_not_there(tmp_path):
    _, (problem,) = load(tmp_path, "    editions: {p: {marking: TLP:RED, deliver: [nowhere]}}\n")
    assert (problem.rule, problem.line, "no channel" in problem.message) == ("BG105", 5, True)
