import pytest

from briefgen.marked_yaml import dump, load


def problems(source):
    tree, found = load(source, file="x.yaml")
    assert tree is None
    return [(p.rule, p.line, p.column) for p in found]


def test_places_of_keys_and_values_are_kept():
    tree, found = load("a:\n  - b: 1\n    c: x\n", file="x.yaml")
    assert found == ()
    assert tree.value == {"a": [{"b": 1, "c": "x"}]}
    assert tree.place(("a", 0, "c")) == (3, 8)
    assert tree.place(("a", 0, "c"), of_key=True) == (3, 5)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("12:30", "12:30"),
        ("true", True),
        ("0x1F", "0x1F"),
        ("2024-01-02", "2024-01-02"),
        ("", None),
        ("1.5", 1.5),
    ],
)
def test_scalars_are_what_they_look_like(text, value):
    assert load(f"a: {text}", file="x.yaml")[0].value == {"a": value}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a: 1\n\tb: 2\n", [("BG102", 2, 1)]),
        ("a: 1\nb: 2\na: 3\n", [("BG103", 3, 1)]),
        ("a: &x [1]\nb: *x\n", [("BG107", 1, 4)]),
        ("a: b: c\n", [("BG102", 1, 5)]),
        ("a: 1\n---\nb: 2\n", [("BG102", 2, 1)]),
        ("[" * 5000 + "]" * 5000, [("BG108", 1, 41)]),
        ("x" * 1_000_001, [("BG108", 1, 1)]),
    ],
    ids=["tab", "duplicate", "alias", "syntax", "two documents", "5000 deep", "large"],
)
def test_what_is_refused_is_refused_with_its_place(source, expected):
    assert problems(source) == expected


def test_an_alias_bomb_is_refused_at_its_first_anchor():
    bomb = "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n"
    assert problems(bomb)[0][0] == "BG107"


def test_dumped_values_are_read_back():
    value = {"a": ["é", {"b": None}], "c": True}
    assert load(dump(value), file="x.yaml")[0].value == value


@pytest.mark.parametrize("text", ["cron: */15 * * * *", "cron: * * * * *", "cron: @daily"])
def test_a_sign_that_wants_quotes_is_named(text):
    _, (problem,) = load(text, file="f")
    assert (problem.rule, problem.hint) == ("BG102", "quote a text that begins with * or @")
