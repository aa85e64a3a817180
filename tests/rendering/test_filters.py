import pytest

from briefgen.rendering.edtf import edtf


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "not fixed"),
        ("2004-11-24", "24 November 2004"),
        ("2004-11", "November 2004"),
        ("XXXX-11", "November, year not stated"),
        ("XXXX-09/..", "since September, year not stated"),
        ("../2009", "until 2009"),
        ("1999~/2009", "about 1999 – 2009"),
        ("2010-06-14/2010-06-20", "14 June 2010 – 20 June 2010"),
        ("2019-22", "summer 2019"),
        ("2020-35", "third quarter of 2020"),
        ("2009-41", "second half of 2009"),
        ("199X", "1990s"),
        ("18XX", "1800–1899"),
        ("2009-12-15T18:00Z", "15 December 2009, 18:00 UTC"),
        ("T17:30", "17:30"),
    ],
)
def test_a_value_is_put_in_words_as_far_as_it_goes(value, words):
    assert edtf(value) == words
