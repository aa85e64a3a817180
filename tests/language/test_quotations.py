import pytest

from briefgen.language.quotations import find_quotations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said: “We go.”", ["We go."]),
        ('He said: "We go."', ["We go."]),
        ("«We go», he said.", ["We go"]),
        ("„We go“, he said.", ["We go"]),
        ("``We go now,'' he said.", ["We go now,"]),
        ("‘We go,’ he said. It’s the dogs’ day.", ["We go,"]),
        ("He said “we ‘may’ go”.", ["we ‘may’ go"]),
        ('He said "we go.', []),
        ('A 12" pipe. A 13" pipe.', []),
        ("He said “we go.", ["we go."]),
        ("“One.\n\n“Two.”", ["One.\n\n“Two."]),
        ('He said, "One.\n\nTwo."', ["One.\n\nTwo."]),
        ("He said “one.\n\nTwo.\n\nThree.\n\nFour.”", ["one."]),
        ('"One.\n\nTwo.\n\n"Three," he said.', ["Three,"]),
        ("”“", []),
    ],
)
def test_what_stands_between_marks(text, expected):
    assert [text[q.start : q.end] for q in find_quotations(text)] == expected


@pytest.mark.parametrize(
    ("text", "is_long"),
    [
        ("They called it “a sham” at once.", False),
        ("“We are done,” he said.", True),
        ("He called it “a danger to all of us” at once.", True),
    ],
)
def test_words_set_apart_are_told_from_speech(text, is_long):
    assert [q.is_long for q in find_quotations(text)] == [is_long]
