"""Whatever a reader in a child does, the one who asked gets a reading or one Problem that names the file."""

import datetime as dt
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import hostile_readers
import pytest

from briefgen.markings import Classification
from briefgen.readers.guarded import Guarded, Limits
from briefgen.readers.reading import Metadata, Raw, Stated

TIGHT = Limits(memory_mb=400, cpu_s=20, wall_s=30.0, answer_mb=2)


def ask(data, *, reader=hostile_readers.read, limits=TIGHT, metadata=None, stated=None, part=None):
    raw = Raw(data, "folder/ä file.bin", "ab" * 32, part)
    return Guarded(reader, limits)(raw, metadata or Metadata(), stated or Stated())


def fault(data, **given):
    reading = ask(data, **given)
    assert (reading.documents, reading.parts) == ((), ())
    (problem,) = reading.problems
    assert (problem.severity, problem.file) == ("error", "folder/ä file.bin")
    return problem


def test_a_reading_comes_back_whole():
    metadata = Metadata(title="Ours", published=dt.date(2024, 1, 2), classification=Classification("X", 1))
    stated = Stated(author="A", dates=((dt.date(2023, 1, 1), "meta"),), where={"author": "info"})
    raw = Raw("well “ä” 🙂\r\n".encode(), "a.bin", "ab" * 32, "entry 3")
    assert Guarded(hostile_readers.read, TIGHT)(raw, metadata, stated) == hostile_readers.read(raw, metadata, stated)


def test_halves_of_characters_come_back():
    assert ask(b"well \xed\xa0\x80").documents[0].text == "well \ud800"


def test_a_large_file_goes_in():
    assert len(ask(b"well " + b"x" * 20_000_000, limits=Limits()).documents[0].text) == 20_000_005


def test_one_that_waits_for_ever_is_stopped_by_the_clock():
    before = time.monotonic()
    problem = fault(b"sleep", limits=Limits(wall_s=1.5))
    assert (problem.rule, problem.message) == ("BG230", "was not read in 1.5 seconds")
    assert time.monotonic() - before < 30


def test_one_that_loops_is_stopped_by_its_time_on_a_core():
    problem = fault(b"spin", limits=Limits(cpu_s=1))
    assert (problem.rule, problem.message) == ("BG230", "was not read in 1 seconds")


@pytest.mark.parametrize("way", [b"eat", b"eat-slowly"])
def test_one_that_eats_memory_is_refused_it(way):
    problem = fault(way)
    assert (problem.rule, problem.message) == ("BG231", "takes more than 400 MB to read")


@pytest.mark.parametrize(
    ("way", "message"),
    [
        (b"crash", "its reader died (signal 11, SIGSEGV)"),
        (b"leave", "its reader died (exit code 3)"),
    ],
)
def test_one_that_dies_is_said_to_have_died(way, message):
    problem = fault(way)
    assert (problem.rule, problem.message) == ("BG232", message)
    assert "plain text" in problem.hint


def test_a_fault_of_a_reader_names_its_place():
    problem = fault(b"raise")
    assert problem.rule == "BG232"
    assert "KeyError: 'Root' (hostile_readers.py:" in problem.message


def test_an_answer_that_is_too_large_is_refused():
    problem = fault(b"well", reader=hostile_readers.huge_answer)
    assert (problem.rule, problem.message) == ("BG239", "reads as more than 2 MB")


def test_an_answer_of_another_shape_is_refused():
    assert fault(b"well", reader=hostile_readers.false_answer).rule == "BG232"


def test_what_a_library_prints_does_not_reach_the_answer():
    assert ask(b"print").documents[0].text == "print"


def test_the_environment_keeps_its_secrets(monkeypatch):
    monkeypatch.setenv("SECRET_OF_A_TEST", "password")
    assert ask(b"look").documents != ()


def test_a_part_of_a_file_is_named():
    assert fault(b"leave", part="attachment b.pdf").message.startswith("attachment b.pdf: its reader died")


def test_the_child_needs_no_current_folder_and_no_python_path(tmp_path, monkeypatch):
    (tmp_path / "json.py").write_text("raise SystemExit('the wrong json')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.syspath_prepend("")
    assert ask(b"well").documents != ()


def _ask_in_a_daemon(connection):
    connection.send(ask(b"well").documents[0].text)


def test_a_worker_that_may_have_no_children_can_ask():
    context = multiprocessing.get_context("forkserver")
    ours, theirs = context.Pipe()
    worker = context.Process(target=_ask_in_a_daemon, args=(theirs,), daemon=True)
    worker.start()
    assert ours.poll(60)
    assert ours.recv() == "well"
    worker.join(10)


def _script(body):
    here = str(Path(__file__).parent)
    root = str(Path(__file__).resolve().parents[2])
    head = f"import sys; sys.path[:0] = [{here!r}, {root!r}]\nimport os\nfrom test_guarded import ask\n"
    return [sys.executable, "-c", head + body]


def test_it_works_without_standard_streams(tmp_path):
    done = tmp_path / "done"
    body = f"for fd in (0, 1, 2): os.close(fd)\nopen({str(done)!r}, 'w').write(ask(b'well').documents[0].text)"
    subprocess.run(_script(body), check=True, timeout=60)
    assert done.read_text() == "well"


def test_it_works_under_the_memory_limit_of_a_worker(tmp_path):
    body = (
        "import resource\nresource.setrlimit(resource.RLIMIT_AS, (300_000_000, resource.RLIM_INFINITY))\n"
        "print(ask(b'well ' + b'x' * 1000).documents[0].text[:4])"
    )
    assert subprocess.run(_script(body), check=True, timeout=60, stdout=subprocess.PIPE).stdout == b"well\n"


def _alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_no_child_outlives_a_killed_asker(tmp_path):
    pid_file = tmp_path / "pid"
    asker = subprocess.Popen(_script(f"ask(b'sleep-beside ' + {str(pid_file)!r}.encode())"))
    end = time.monotonic() + 60
    while not (pid_file.exists() and pid_file.read_text()):
        assert time.monotonic() < end
        time.sleep(0.05)
    child = int(pid_file.read_text())
    assert _alive(child)
    asker.send_signal(signal.SIGKILL)
    asker.wait()
    while _alive(child):
        assert time.monotonic() < end
        time.sleep(0.05)


def test_where_no_process_can_be_started_it_is_said(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    problem = fault(b"well")
    assert (problem.rule, problem.message) == (
        "BG232",
        "no process could be started to read it: No such file or directory",
    )
