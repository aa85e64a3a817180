"""Secrets: where they are read, what is said when they are not there, and that nothing shows them."""

from __future__ import annotations

import copy
import pickle
import traceback

import pytest

from briefgen.batch.delivery import secrets
from briefgen.batch.delivery.secrets import Secret, SecretFault


def test_a_variable_wins_over_the_file_that_its_twin_names(tmp_path, monkeypatch):
    (tmp_path / "s").write_text("from the file\n")
    monkeypatch.delenv("PASSWORD", raising=False)
    monkeypatch.setenv("PASSWORD_FILE", str(tmp_path / "s"))
    assert secrets.read_variable("PASSWORD").reveal() == "from the file"
    monkeypatch.setenv("PASSWORD", "from the variable")
    assert secrets.read_variable("PASSWORD").reveal() == "from the variable"


def test_a_file_loses_its_line_end_and_keeps_its_blanks(tmp_path):
    (tmp_path / "s").write_bytes(b" a b \r\n")
    assert secrets.secret(None, "s", tmp_path).reveal() == " a b "


@pytest.mark.parametrize(
    ("content", "why"),
    [(None, "No such file"), (b"", "empty"), (b"\n", "empty"), (b"\xff", "UTF-8"), (b"x" * 100_000, "too long")],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path, content, why):
    if content is not None:
        (tmp_path / "s").write_bytes(content)
    with pytest.raises(SecretFault, match=why) as fault:
        secrets.secret(None, "s", tmp_path)
    assert str(tmp_path / "s") in str(fault.value)


@pytest.mark.parametrize(("value", "why"), [(None, "not set"), ("", "empty")])
def test_a_variable_that_cannot_be_used_is_named(monkeypatch, value, why):
    monkeypatch.delenv("PASSWORD", raising=False)
    if value is not None:
        monkeypatch.setenv("PASSWORD", value)
    with pytest.raises(SecretFault, match=f"PASSWORD is {why}"):
        secrets.filled("Bearer ${PASSWORD}")


def test_nothing_shows_a_secret_but_reveal():
    secret = Secret("hunter2", "PASSWORD")
    shown = [repr(secret), str(secret), f"{secret}", f"{[secret]}", f"{secret!a:>50}", str({"a": secret})]
    assert all("hunter2" not in text and "PASSWORD" in text for text in shown)
    for taken in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            taken(secret)
    try:
        raise ValueError(secret)
    except ValueError:
        assert "hunter2" not in traceback.format_exc()


def test_of_two_secrets_the_longer_is_taken_out_first():
    both = [Secret("abc", "A"), Secret("abcdef", "B")]
    assert secrets.redacted("abcdef abc", both) == "••• •••"


def test_a_variable_within_a_variable_is_not_filled(monkeypatch):
    monkeypatch.setenv("OUTER", "${INNER}")
    monkeypatch.setenv("INNER", "x")
    assert secrets.filled("a ${OUTER}").reveal() == "a ${INNER}"


def test_the_folder_of_a_secret_may_come_from_a_variable(tmp_path, monkeypatch):
    (tmp_path / "s").write_text("x")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert secrets.secret(None, "${CREDENTIALS_DIRECTORY}/s", tmp_path / "elsewhere").reveal() == "x"
