import datetime as dt

import pytest

from briefgen.colours import contrast
from briefgen.markings import TLP, Classification, Handling, Release, banners, highest, notice, stated_in, strictest

SECRET, OPEN = Classification("SECRET", 3), Classification("OPEN", 0)
SIX = dt.datetime.fromisoformat("2026-12-01T06:00+01:00")
MINUTE = dt.timedelta(minutes=1)


def test_the_labels_and_colours_are_those_of_first():
    assert [(b.text, b.colour, b.background) for label in TLP for b in banners(label)] == [
        ("TLP:CLEAR", "#FFFFFF", "#000000"),
        ("TLP:GREEN", "#33FF00", "#000000"),
        ("TLP:AMBER", "#FFC000", "#000000"),
        ("TLP:AMBER+STRICT", "#FFC000", "#000000"),
        ("TLP:RED", "#FF2B2B", "#000000"),
    ]


def test_every_banner_can_be_read():
    assert all(contrast(b.colour, b.background) >= 4.5 for label in TLP for b in banners(label))


def test_the_strictest_wins_and_an_unknown_label_is_stricter_than_red():
    assert strictest(["TLP:GREEN", None, "TLP:AMBER+STRICT", "TLP:AMBER"]) == "TLP:AMBER+STRICT"
    assert strictest(["TLP:RED", "tlp:green"]) == "tlp:green"
    assert strictest([None, None]) is None


@pytest.mark.parametrize(
    ("release", "marking", "classification", "admitted"),
    [
        (Release("TLP:GREEN"), "TLP:GREEN", None, True),
        (Release("TLP:GREEN"), "TLP:CLEAR", OPEN, True),
        (Release("TLP:GREEN"), "TLP:AMBER", None, False),
        (Release("TLP:GREEN"), None, None, False),
        (Release("TLP:GREEN"), "TLP:PINK", None, False),
        (Release("TLP:RED"), "TLP:PINK", None, False),
        (Release("TLP:GREEN"), "TLP:CLEAR", SECRET, False),
        (Release(level=3), None, SECRET, True),
        (Release(level=2), None, SECRET, False),
        (Release(level=3), None, None, False),
        (Release(level=3), "TLP:CLEAR", SECRET, True),
        (Release(level=3), "TLP:GREEN", SECRET, False),
        (Release("TLP:GREEN", 3), "TLP:GREEN", SECRET, True),
        (Release("TLP:GREEN", 3), "TLP:GREEN", None, False),
    ],
)
def test_a_release_admits_only_what_is_known_to_be_within_it(release, marking, classification, admitted):
    assert release.admits(marking, classification) is admitted


def test_two_classifications_of_one_level_are_both_named():
    assert highest([SECRET, OPEN, Classification("RESERVED", 3)]).text == "SECRET // RESERVED"
    assert highest([None]) is None


def test_a_label_alone_on_a_line_is_stated_and_one_in_a_sentence_is_not():
    assert stated_in("Report\n  **TLP:GREEN**\n\ntext\nTLP:AMBER+STRICT\n") == "TLP:AMBER+STRICT"
    assert stated_in("They marked it TLP:RED on Monday.\nTLP: RED\n") is None


@pytest.mark.parametrize(
    ("at", "as_of", "expected"),
    [
        (SIX - MINUTE, None, "embargoed"),
        (SIX, None, None),
        (SIX - MINUTE, dt.date(2027, 1, 1), "embargoed"),  # the build decides, not the day the brief is for
        (None, dt.date(2026, 11, 30), "embargoed"),
        (None, dt.date(2026, 12, 1), "embargoed"),  # the day begins before six
        (None, dt.date(2026, 12, 2), None),
        (None, None, "embargoed"),
    ],
)
def test_an_embargo_holds_until_its_end_is_known_to_be_past(at, as_of, expected):
    assert notice(Handling(embargo=SIX, at=at), as_of) == expected


@pytest.mark.parametrize(
    ("at", "as_of", "expected"),
    [
        (SIX - MINUTE, None, None),
        (SIX, None, "expired"),
        (None, dt.date(2026, 11, 30), None),
        (None, dt.date(2026, 12, 1), "expiring"),
        (None, dt.date(2026, 12, 2), "expired"),
        (None, None, "expiring"),
    ],
)
def test_an_expiry_is_told_unless_it_is_known_to_lie_ahead(at, as_of, expected):
    assert notice(Handling(expires=SIX, at=at), as_of) == expected


def test_the_same_instant_in_another_zone_is_the_same():
    assert notice(Handling(embargo=SIX, at=dt.datetime(2026, 12, 1, 5, 0, tzinfo=dt.UTC)), None) is None


def test_black_on_white_is_21_and_a_colour_on_itself_1():
    assert round(contrast("#000000", "#FFFFFF"), 2) == 21.0
    assert contrast("#1F5A8C", "#1F5A8C") == 1.0
    assert round(contrast("#777777", "#FFFFFF"), 2) == 4.48
