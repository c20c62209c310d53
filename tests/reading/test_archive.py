import os
import stat
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from builders.files import read_or_die, small_archive, small_roundup

from weighin.errors import EmptySource, Missing, TooLarge, UnknownContainer, Unreadable
from weighin.reading import apart
from weighin.reading.archive import Outcome, at_most, files_in, read_apart, read_many, read_one
from weighin.reading.read import read_bytes
from weighin.reading.sources.files import bytes_of_file
from weighin.reading.sources.limits import MOST_BYTES
from weighin.reading.verdict import VerdictKind

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
NOBODY = 65534


def test_reading_apart_gives_the_verdict_and_record_of_reading_here():
    data = small_roundup().encode()
    here = read_bytes(data, name="ferry.txt")
    away = read_apart(data, name="ferry.txt")
    assert (away.verdict, away.record) == (here.verdict, here.record)
    assert away.record is not None


def test_what_is_no_roundup_is_told_so_apart_as_well():
    told = read_apart(b"A single line about the weather.", name="note.txt")
    assert told.verdict.kind is VerdictKind.NOT_A_ROUNDUP
    assert told.record is None


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptySource),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), UnknownContainer),
        (b"%PDF-1.7 and then nothing", Unreadable),
    ],
)
def test_an_error_apart_is_the_error_here(data, error):
    with pytest.raises(error) as here:
        read_bytes(data, name="given")
    with pytest.raises(error) as away:
        read_apart(data, name="given")
    assert str(away.value) == str(here.value)


def test_a_reading_that_takes_too_long_is_ended():
    page = f"<p>{small_roundup()}</p>".encode() * 2_000
    with pytest.raises(Unreadable, match=r"longer than 0\.05 s"):
        read_apart(page, name="slow.html", seconds=0.05)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for the interpreter")
def test_a_process_that_dies_is_told_as_an_unreadable_source(tmp_path, monkeypatch, caplog):
    deadly = tmp_path / "dies"
    deadly.write_text("#!/bin/sh\nkill -KILL $$\n")
    deadly.chmod(0o700)
    monkeypatch.setattr(apart.sys, "executable", str(deadly))
    with pytest.raises(Unreadable, match="the process that read it died"):
        read_apart(b"anything", name="article.html")
    assert "-9" in caplog.text


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for the interpreter")
def test_a_process_that_was_taken_over_cannot_give_an_invalid_record(tmp_path, monkeypatch, caplog):
    told = msgspec.msgpack.encode({"type": "read", "verdict": {"kind": "round-up"}, "record": b'{"format": "1.0"}'})
    (tmp_path / "answer").write_bytes(told)
    liar = tmp_path / "lies"
    liar.write_text(f"#!/bin/sh\ncat '{tmp_path}/answer'\n")
    liar.chmod(0o700)
    monkeypatch.setattr(apart.sys, "executable", str(liar))
    with pytest.raises(Unreadable, match="died"):
        read_apart(b"anything", name="article.html")


def test_the_process_is_not_told_the_secrets_of_the_environment(tmp_path, monkeypatch):
    spy = tmp_path / "spy"
    spy.write_text(f"#!/bin/sh\nenv > '{tmp_path}/seen'\n")
    spy.chmod(0o700)
    monkeypatch.setenv("WEIGHIN_SECRET_KEY", "not for those who read")
    monkeypatch.setattr(apart.sys, "executable", str(spy))
    with pytest.raises(Unreadable):
        read_apart(b"anything", name="article.html")
    assert "WEIGHIN_SECRET_KEY" not in (tmp_path / "seen").read_text()


def test_many_files_go_on_past_a_bad_one(tmp_path):
    paths = small_archive(tmp_path, 3)
    paths[1].write_bytes(b"PK\x03\x04 packed, and no document")
    outcomes = [file.outcome for file in read_many(paths)]
    assert outcomes == [Outcome.ROUNDUP, Outcome.FAILED, Outcome.ROUNDUP]


def test_several_processes_give_the_lines_of_one_in_the_same_order(tmp_path):
    paths = small_archive(tmp_path, 60)
    alone, together = (list(read_many(paths, jobs=jobs)) for jobs in (1, 2))
    assert [without_time(file) for file in together] == [without_time(file) for file in alone]


def test_a_process_that_dies_costs_the_one_file_that_killed_it(tmp_path):
    paths = small_archive(tmp_path, 30)
    deadly = tmp_path / "deadly.txt"
    deadly.write_text("a file that a native library cannot bear")
    files = list(read_many([*paths[:5], deadly, *paths[5:]], jobs=2, read=read_or_die))
    assert [file.path for file in files if file.outcome is not Outcome.ROUNDUP] == [str(deadly)]
    assert len(files) == 31
    assert "died" in msgspec.json.decode(files[5].line)["error"]


def test_no_more_paths_are_taken_than_are_being_read(tmp_path):
    paths = small_archive(tmp_path, 1)
    taken = 0

    def endless():
        nonlocal taken
        while True:
            taken += 1
            yield paths[0]

    reading = read_many(endless(), jobs=2)
    next(reading)
    reading.close()
    assert taken < 300


def test_a_folder_gives_its_readable_files_in_a_steady_order(tmp_path):
    for name in ("b.txt", "a.html", "picture.png", ".hidden.txt", "below/c.md", ".git/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    assert [str(path.relative_to(tmp_path)) for path in files_in(tmp_path)] == ["a.html", "b.txt", "below/c.md"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_folder_that_links_to_itself_is_walked_once(tmp_path):
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "circle.txt").symlink_to(tmp_path / "circle.txt")
    found = list(files_in(tmp_path))
    assert [path.name for path in found] == ["a.txt", "circle.txt"]
    assert read_one(found[1]).outcome is Outcome.FAILED


def test_a_file_that_vanishes_is_told_so_and_the_others_are_read(tmp_path):
    paths = small_archive(tmp_path, 2)
    paths[0].unlink()
    gone, there = read_many(paths)
    assert "no such file" in msgspec.json.decode(gone.line)["error"]
    assert there.outcome is Outcome.ROUNDUP


def test_what_runs_too_long_is_stopped_with_a_clear_error():
    with pytest.raises(Unreadable, match=r"longer than 0\.01 s"), at_most(0.01, "slow.html"):
        time.sleep(5)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_refused_and_never_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(Unreadable, match="pipe or a device"):
        bytes_of_file(tmp_path / "pipe.txt")
    assert read_one(tmp_path / "pipe.txt").outcome is Outcome.FAILED


@pytest.mark.skipif(sys.platform == "win32", reason="other devices there")
def test_a_device_without_end_is_refused(tmp_path):
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    with pytest.raises(Unreadable, match="pipe or a device"):
        bytes_of_file(tmp_path / "zero.txt")


@pytest.mark.parametrize(
    ("name", "error"), [("", Unreadable), ("nothing.txt", Missing), ("file.txt/inside", Missing), ("a\0b", Missing)]
)
def test_what_is_no_file_is_told_by_what_it_is(tmp_path, name, error):
    (tmp_path / "file.txt").write_text("x")
    with pytest.raises(error):
        bytes_of_file(tmp_path / name)


def test_a_file_that_may_not_be_read_is_told_so():
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        open_to_all, locked = Path(folder, "open.txt"), Path(folder, "locked.txt")
        open_to_all.write_text("x")
        locked.write_text("x")
        locked.chmod(stat.S_IWUSR)
        with as_somebody_else():
            assert bytes_of_file(open_to_all) == b"x"
            with pytest.raises(Unreadable, match="cannot be opened"):
                bytes_of_file(locked)


def test_a_file_over_the_limit_is_refused_without_reading_it_whole(tmp_path):
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(2 * MOST_BYTES)
    with pytest.raises(TooLarge, match="50 MB"):
        bytes_of_file(large)


@contextmanager
def as_somebody_else():
    """As a user to whom something can be forbidden, where this one may do everything."""
    if AS_ROOT:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if AS_ROOT:
            os.seteuid(0)


def without_time(file) -> dict[str, object]:
    return {**msgspec.json.decode(file.line), "elapsed_ms": None}
