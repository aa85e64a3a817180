"""The file of the record: made whole, refused when it is damaged, read without a trace."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import shutil
import signal
import sqlite3
from pathlib import Path

import pytest
from runs_at_hand import MINUTE, NINE, slot

from briefgen.batch.runs import opening, queries, schema
from briefgen.batch.runs.enrolling import enrol
from briefgen.batch.runs.opening import opened, opened_for_reading, put_aside
from briefgen.batch.runs.records import NewRun
from briefgen.errors import InputError


def rule(error: pytest.ExceptionInfo[InputError]) -> str:
    (problem,) = error.value.problems
    return problem.rule


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder with the hash of its bytes."""
    return {
        str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def fill(record: Path, slots: int = 300) -> None:
    with opened(record) as store:
        enrol(store, [NewRun("one", NINE + number * MINUTE, "daily") for number in range(slots)], NINE)


def test_a_record_is_made_where_there_is_none_and_nothing_else_is_left_beside_it(record):
    with opened(record) as store:
        assert queries.history(store) == ()
    assert [p.name for p in record.parent.iterdir()] == ["runs.sqlite"]


def test_it_is_written_ahead_and_flushed_at_every_commit(store):
    asked = [
        store.connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys")
    ]
    assert asked == ["wal", 2, 1]


def test_what_was_written_is_there_when_it_is_opened_again(record):
    with opened(record) as store:
        run_id = slot(store)
    with opened(record) as store:
        assert [run.id for run in queries.history(store)] == [run_id]


@pytest.mark.parametrize("length", [0, 1, 99, 100, 5000, -1])
def test_a_truncated_record_is_refused_and_left_as_it_is(record, length):
    fill(record)
    os.truncate(record, length if length >= 0 else record.stat().st_size - 1)
    before = tree(record.parent)
    with pytest.raises(InputError, match="briefgen doctor --rebuild") as error, opened(record):
        pass
    assert rule(error) == "BG610"
    assert tree(record.parent) == before


@pytest.mark.parametrize("begin", [0, 100, 4096, 20_000])
def test_a_garbled_record_is_refused_by_writers_and_readers(record, begin):
    fill(record)
    data = bytearray(record.read_bytes())
    data[begin : begin + 3000] = os.urandom(3000)
    record.write_bytes(data)
    for way in (opened, opened_for_reading):
        with pytest.raises(InputError) as error, way(record):
            pass
        assert rule(error) == "BG610"


def test_a_database_of_somebody_else_is_refused_untouched(record):
    record.parent.mkdir()
    connection = sqlite3.connect(record)
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    before = tree(record.parent)
    with pytest.raises(InputError, match="not of briefgen"), opened(record):
        pass
    assert tree(record.parent) == before


def test_a_record_of_a_newer_version_is_refused_and_says_so(record):
    fill(record, 1)
    connection = sqlite3.connect(record)
    connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    connection.close()
    with pytest.raises(InputError, match="newer briefgen") as error, opened(record):
        pass
    assert rule(error) == "BG611"


def test_a_record_that_was_deleted_beside_its_log_is_not_made_anew(record):
    record.parent.mkdir()
    record.with_name("runs.sqlite-wal").write_bytes(b"left over")
    for way in (opened, opened_for_reading):
        with pytest.raises(InputError, match="is missing"), way(record):
            pass
    assert not record.exists()


def test_damage_that_shows_only_later_is_told_with_the_way_out(record):
    fill(record)
    with opened(record) as store:
        record.write_bytes(b"\0" * record.stat().st_size)
        store.connection.execute("PRAGMA cache_size = 0")
        with pytest.raises(InputError, match="doctor --rebuild"):
            queries.history(store)


def test_an_interrupted_migration_leaves_the_old_version(record, monkeypatch):
    monkeypatch.setattr(schema, "MIGRATIONS", ("CREATE TABLE first (x);\nCREATE TABLE first (x);",))
    with pytest.raises(sqlite3.OperationalError), opened(record):
        pass
    assert list(record.parent.iterdir()) == []


def test_migrations_are_done_in_order_and_once(record, monkeypatch):
    with opened(record) as store:
        run_id = slot(store)
    monkeypatch.setattr(
        schema, "MIGRATIONS", (*schema.MIGRATIONS, "CREATE TABLE added (x);\nINSERT INTO added VALUES (1);")
    )
    for place in (schema, opening):
        monkeypatch.setattr(place, "VERSION", 2)
    with pytest.raises(InputError, match="older briefgen"), opened_for_reading(record):
        pass
    for _ in range(2):
        with opened(record) as store:
            assert [row["x"] for row in store.connection.execute("SELECT * FROM added")] == [1]
            assert [run.id for run in queries.history(store)] == [run_id]


def test_a_failing_transaction_writes_nothing(store):
    run_id = slot(store)
    nine_and_a_fault = (NewRun("one", NINE + MINUTE // number, "daily") for number in (1, 0))
    with pytest.raises(ZeroDivisionError):
        enrol(store, nine_and_a_fault, NINE)
    assert [run.id for run in queries.history(store)] == [run_id]


# Reading without a trace -----------------------------------------------------------------------


def write_and_die(record: Path) -> None:
    with opened(record) as store:
        slot(store)
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_record_at_rest_is_read_without_a_trace(record):
    fill(record, 3)
    before = tree(record.parent)
    with opened_for_reading(record) as store:
        assert len(queries.history(store)) == 3
    assert tree(record.parent) == before


@pytest.mark.parametrize("shm", [True, False])
def test_what_a_killed_process_wrote_is_read_without_a_trace(record, shm):
    process = multiprocessing.get_context("fork").Process(target=write_and_die, args=(record,))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    if not shm:
        record.with_name("runs.sqlite-shm").unlink()
    before = tree(record.parent)
    assert "runs.sqlite-wal" in before
    with opened_for_reading(record) as store:
        assert len(queries.history(store)) == 1
    assert tree(record.parent) == before


def test_a_record_in_use_is_read_as_it_is_at_that_moment(record):
    with opened(record) as store:
        slot(store)
        with opened_for_reading(record) as reader:
            assert len(queries.history(reader)) == 1


def test_reading_where_there_is_no_record_makes_none(record):
    with opened_for_reading(record) as store:
        assert store is None
    assert not record.parent.exists()


def test_a_record_behind_a_link_is_made_and_used_where_the_link_leads(record, tmp_path):
    link = tmp_path / "link.sqlite"
    link.symlink_to(record)
    with opened(link) as store:
        slot(store)
        with opened(link) as other, opened_for_reading(link) as reader:
            assert len(queries.history(other)) == len(queries.history(reader)) == 1
    assert link.is_symlink()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link.sqlite", "state"]


def test_a_record_is_put_aside_whole(record):
    fill(record, 1)
    record.with_name("runs.sqlite-wal").write_bytes(b"log")
    aside = put_aside(record, "now")
    assert sorted(p.name for p in record.parent.iterdir()) == [aside.name, f"{aside.name}-wal"]


@pytest.mark.skipif(shutil.which("chmod") is None or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_said(record):
    record.parent.mkdir(mode=0o500)
    with pytest.raises(InputError) as error, opened(record):
        pass
    assert rule(error) == "BG612"
