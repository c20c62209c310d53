import socket
import stat

import pytest

from weighin.cli.examples import EXIT_CODES
from weighin.errors import WeighInError

NO_ROUNDUP = (
    "The bridge reopened on Monday after nine weeks of repairs. Traffic was light.\n\nThe council paid for it.\n"
)


def is_one_sentence(text):
    return text.startswith("weighin: ") and text.count("\n") == 1 and "Traceback" not in text


def test_0_when_a_round_up_was_read(weighin, harbour):
    result = weighin("read", harbour)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["read", "a.txt", "--jobs", "0"],
        ["read", "a.txt", "--resume"],
        ["read", "a.txt", "b.txt", "--json"],
        ["read", "a.txt", "b.txt", "--out", "c.json"],
        ["read", "a.txt", "--right", "stolen"],
        ["show", "a.json", "--by", "colour"],
        ["export", "a.json"],
        ["weigh"],
    ],
    ids=" ".join,
)
def test_2_when_the_command_line_is_wrong(weighin, arguments):
    result = weighin(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert "Error: " in result.stderr
    assert "Traceback" not in result.stderr


def test_3_when_a_text_is_no_round_up_and_the_reason_is_said(weighin):
    result = weighin("read", "-", typed=NO_ROUNDUP)
    assert (result.returncode, result.stdout) == (3, "")
    assert is_one_sentence(result.stderr)
    assert "is not an expert round-up: nobody is marked" in result.stderr


@pytest.mark.parametrize("command", [["show", "record.json"], ["export", "record.json", "--out", "page"]])
def test_4_when_a_record_is_bad_and_the_place_is_said(weighin, tmp_path, command):
    (tmp_path / "record.json").write_text('{"format": "1.0", "title": 7}', encoding="utf-8")
    result = weighin(*command)
    assert (result.returncode, result.stdout) == (4, "")
    assert result.stderr == "weighin: $.title: expected `str`, found `int`\n"
    assert not (tmp_path / "page").exists()


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("empty.txt", b"", "there is nothing in it"),
        ("noise.txt", bytes(range(256)) * 8, "this is no text"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(64), "this is a picture"),
        ("broken.pdf", b"%PDF-1.7\n%%EOF", "PDF"),
        ("broken.docx", b"PK\x03\x04 word/document.xml", "DOCX"),
    ],
)
def test_5_when_a_source_cannot_be_read_at_all(weighin, tmp_path, name, content, complaint):
    (tmp_path / name).write_bytes(content)
    result = weighin("read", name, "--json", "--out", "record.json")
    assert (result.returncode, result.stdout) == (5, "")
    assert is_one_sentence(result.stderr)
    assert complaint in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "http://[::1]/", "http://ada:secret@example.org/"])
def test_6_when_an_address_is_refused(weighin, address):
    result = weighin("read", address)
    assert (result.returncode, result.stdout) == (6, "")
    assert is_one_sentence(result.stderr)


@pytest.mark.parametrize(
    "arguments",
    [["read", "nothing.txt"], ["read", "nothing.txt", "nowhere/"], ["show", "nothing.json"], ["read", "a\nb"]],
    ids=["read", "several", "show", "a name that no file has"],
)
def test_7_when_a_file_is_not_there(weighin, arguments):
    result = weighin(*arguments)
    assert (result.returncode, result.stdout) == (7, "")
    assert "there is no such file" in result.stderr


def test_7_when_the_folder_to_write_to_is_not_there(weighin, harbour):
    result = weighin("read", harbour, "--out", "nowhere/record.json")
    assert result.returncode == 7
    assert is_one_sentence(result.stderr)


def test_9_when_the_port_is_taken(weighin):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        for command in ("serve", "demo"):
            result = weighin(command, "--port", port)
            assert (result.returncode, result.stdout) == (9, "")
            assert is_one_sentence(result.stderr)
            assert f"port {port} on 127.0.0.1 cannot be used" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [["--out", "/proc/record.json"], ["--out", "/proc/readings.jsonl"]],
    ids=["a record", "lines"],
)
def test_9_when_a_folder_cannot_be_written(weighin, harbour, arguments):
    result = weighin("read", harbour, *arguments)
    assert (result.returncode, result.stdout) == (9, "")
    assert "cannot be written" in result.stderr


def test_9_when_a_file_of_lines_would_be_lost(weighin, harbour, tmp_path):
    (tmp_path / "lines.jsonl").write_text("mine\n", encoding="utf-8")
    result = weighin("read", harbour, "--out", "lines.jsonl")
    assert result.returncode == 9
    assert (tmp_path / "lines.jsonl").read_text(encoding="utf-8") == "mine\n"


def test_9_when_the_demo_has_nowhere_to_keep_its_database(weighin):
    result = weighin("demo", "--no-serve", "--data", "/proc/demo")
    assert (result.returncode, result.stdout) == (9, "")
    assert is_one_sentence(result.stderr)


def test_a_written_record_is_readable_as_any_new_file_is(weighin, harbour, tmp_path):
    assert weighin("read", harbour, "--out", "record.json").returncode == 0
    beside = tmp_path / "beside"
    beside.touch()
    assert stat.S_IMODE((tmp_path / "record.json").stat().st_mode) == stat.S_IMODE(beside.stat().st_mode)


def test_every_exit_code_of_an_error_is_documented():
    def below(error):
        yield error
        for kind in error.__subclasses__():
            yield from below(kind)

    assert {error.exit_code for error in below(WeighInError)} <= EXIT_CODES.keys()
