import json
import signal
import subprocess
import time

import pytest


def lines_of(path):
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def sources_of(path):
    return [line["source"] for line in lines_of(path)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bad_file_stops_nothing_and_is_reported_at_the_end(weighin, archive, tmp_path, jobs):
    result = weighin("read", archive, "--out", "lines.jsonl", "--jobs", jobs)
    assert (result.returncode, result.stdout) == (5, "")
    assert "62 read, 60 round-ups, 1 are none, 1 could not be read" in result.stderr
    assert "61-noise.txt" in result.stderr
    assert sources_of(tmp_path / "lines.jsonl") == sorted(str(path) for path in archive.iterdir())


def test_a_person_gets_a_sentence_a_file(weighin, archive):
    for extra in sorted(archive.iterdir())[2:60]:
        extra.unlink()
    result = weighin("read", archive)
    kinds = [line.split("  ")[0] for line in result.stdout.splitlines()]
    assert kinds == ["round-up", "round-up", "no round-up", "not read"]


def test_lines_come_in_the_order_in_which_sources_were_named(weighin, samples, archive):
    named = [archive / "03.txt", "http://127.0.0.1:9/", samples / "night-trains-predictions.md", archive / "01.txt"]
    result = weighin("read", *named, "--jsonl")
    assert [json.loads(line)["source"] for line in result.stdout.splitlines()] == [str(name) for name in named]
    assert result.returncode == 5


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_ctrl_c_stopped_goes_on_where_it_was(started, weighin, archive, tmp_path, jobs):
    out = tmp_path / "lines.jsonl"
    # it cannot be ready before it is stopped: at last it waits for an article from us
    process = started("read", archive, "-", "--out", out, "--jobs", jobs, stdin=subprocess.PIPE)
    while process.poll() is None and not (out.exists() and out.stat().st_size):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, complaints = process.communicate(timeout=120)
    assert process.returncode == 130, complaints
    assert "Traceback" not in complaints
    assert "stopped" in complaints
    before = out.read_bytes()
    out.write_bytes(before[:-40])  # as a machine that lost its power leaves it
    assert weighin("read", archive, "--out", out, "--resume").returncode == 5
    assert sorted(sources_of(out)) == sorted(str(path) for path in archive.iterdir())


def test_resuming_what_is_whole_reads_nothing_again(weighin, harbour, tmp_path):
    assert weighin("read", harbour, "--out", "lines.jsonl").returncode == 0
    before = (tmp_path / "lines.jsonl").read_bytes()
    result = weighin("read", harbour, "--out", "lines.jsonl", "--resume")
    assert "0 read" in result.stderr
    assert "1 had been read before" in result.stderr
    assert (tmp_path / "lines.jsonl").read_bytes() == before


def test_a_file_of_other_lines_is_not_gone_on_with(weighin, harbour, tmp_path):
    (tmp_path / "lines.jsonl").write_bytes(b'{"a": 1}\nand half a li')
    result = weighin("read", harbour, "--out", "lines.jsonl", "--resume")
    assert result.returncode == 4
    assert "lines.jsonl, line 1" in result.stderr
    assert (tmp_path / "lines.jsonl").read_bytes() == b'{"a": 1}\nand half a li'
