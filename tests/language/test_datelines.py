import pytest

from briefgen.language.datelines import dateline_end

DATELINES = (
    "PORT LEMA, March 4 (Newsline) — ",
    "COPENHAGEN, 14 October 2025 — ",
    "SACRAMENTO — ",
    "WASHINGTON, D.C., Jan. 5, 2024 /Newswire/ -- ",
    "NEW DELHI (Newsline) - ",
)


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_ends_where_the_report_begins(dateline):
    text = f"{dateline}A quake struck."
    assert dateline_end(text, 0, len(text)) == len(dateline)


@pytest.mark.parametrize(
    "text", ["A quake struck.", "Officials - among them two ministers - left.", "Port Lema was hit."]
)
def test_a_sentence_without_a_dateline_begins_at_once(text):
    assert dateline_end(text, 0, len(text)) == 0
