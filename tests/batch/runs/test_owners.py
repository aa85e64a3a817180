"""Processes told apart, and whether they live."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace

import pytest
from runs_at_hand import ELSEWHERE, HERE

from briefgen.batch.runs.owners import Owner, lives, this_process

TELL = "from briefgen.batch.runs.owners import this_process; print(this_process().to_text(), flush=True); input()"


@pytest.fixture
def other():
    """A process that lives, and the owner that it is."""
    process = subprocess.Popen([sys.executable, "-c", TELL], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield process, Owner.from_text(process.stdout.readline())
    finally:
        process.kill()
        process.communicate()


def test_a_process_is_itself_at_every_asking():
    assert this_process() == this_process() == Owner.from_text(HERE.to_text())
    assert HERE.pid == os.getpid()
    assert lives(HERE, HERE) is True


def test_a_living_process_on_this_machine_lives(other):
    assert lives(other[1], HERE) is True


def test_a_killed_process_is_dead_at_once_even_before_its_parent_knows(other):
    process, owner = other
    process.send_signal(signal.SIGKILL)
    while os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT) is None:
        pass
    assert lives(owner, HERE) is False  # a corpse
    process.wait()
    assert lives(owner, HERE) is False  # gone


def test_another_process_under_the_same_number_is_not_the_owner(other):
    assert lives(replace(other[1], began=other[1].began - 1), HERE) is False


def test_of_another_machine_or_an_earlier_boot_nothing_can_be_seen():
    assert lives(ELSEWHERE, HERE) is None
    assert lives(replace(HERE, place="an earlier boot"), HERE) is None
