"""`weighin verify`, as panelists, readers and auditors use it."""

import json
import os
import subprocess
import sys

import pytest

FILES = ("receipt.txt", "submission.json", "proof.json", "witness.json", "seal.json", "record.json", "journal.jsonl")


@pytest.fixture
def sealed(root, tmp_path):
    """The shipped example, in the folder where the command runs."""
    for name in FILES:
        (tmp_path / name).write_bytes((root / "examples" / "sealed" / name).read_bytes())
    return tmp_path


def rewritten(folder, name, was, becomes):
    text = (folder / name).read_text(encoding="utf-8")
    assert was in text
    (folder / name).write_text(text.replace(was, becomes), encoding="utf-8")


def test_0_when_everything_agrees_and_each_check_is_told_in_words(weighin, sealed):
    result = weighin("verify", *FILES)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.count("✓ agrees") >= 12
    assert "✗" not in result.stdout
    assert "Nothing disagrees." in result.stdout
    for words in ("receipt in the seal", "witnesses alike", "published answers", "journal and seal"):
        assert words in result.stdout


@pytest.mark.parametrize(
    ("name", "was", "becomes", "rule"),
    [
        ("submission.json", "0.85", "0.86", "answers and receipt"),
        ("witness.json", '"size": 3', '"size": 4', "witnesses alike"),
        ("seal.json", "timetable", "diary", "questions"),
        ("proof.json", '"index": 1', '"index": 0', "receipt in the seal"),
        ("record.json", '"probability":0.85', '"probability":0.15', "published answers"),
        ("journal.jsonl", "answers submitted", "answers withdrawn", "journal"),
    ],
)
def test_10_when_one_disagrees_and_it_is_named(weighin, sealed, name, was, becomes, rule):
    rewritten(sealed, name, was, becomes)
    result = weighin("verify", *FILES, "--json")
    assert (result.returncode, result.stderr) == (10, "")
    told = json.loads(result.stdout)
    assert told["agrees"] is False
    disagreeing = [check for check in told["checks"] if check["standing"] == "disagrees"]
    assert rule in {check["rule"] for check in disagreeing}
    assert all(name in check["of"] for check in disagreeing)
    shown = weighin("verify", *FILES)
    assert shown.returncode == 10
    assert "✗ disagrees" in shown.stdout
    assert "Something disagrees." in shown.stdout


def test_json_says_what_the_table_says(weighin, sealed):
    told = json.loads(weighin("verify", "receipt.txt", "seal.json", "--json").stdout)
    assert told["agrees"] is True
    assert {"rule", "of", "standing", "sentence"} == told["checks"][0].keys()
    assert {check["standing"] for check in told["checks"]} == {"agrees", "not checked"}


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["receipt.txt"], "Bring the seal"),
        (["witness.json"], "there is nothing to compare it with"),
        (["letter.txt", "seal.json"], "letter.txt: this is not a receipt"),
        (["empty.json", "seal.json"], "empty.json: there is nothing in it"),
        (["cut.txt", "seal.json"], "cut.txt: no whole receipt stands in it"),
        (["miscopied.txt", "seal.json"], "miscopied.txt: the first line of the nonce was miscopied"),
        (["https://example.org/seal.json", "receipt.txt"], "nothing is fetched here"),
        ([".", "receipt.txt"], "this is a folder"),
    ],
)
def test_2_when_a_file_is_none_of_these_or_there_is_nothing_to_compare(weighin, sealed, arguments, complaint):
    (sealed / "letter.txt").write_text("Dear Cleo, thank you for your answers.\n", encoding="utf-8")
    (sealed / "empty.json").touch()
    receipt = (sealed / "receipt.txt").read_text(encoding="utf-8")
    (sealed / "cut.txt").write_text(receipt[:200], encoding="utf-8")
    (sealed / "miscopied.txt").write_text(receipt.replace("N0WX", "N0WY"), encoding="utf-8")
    result = weighin("verify", *arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert complaint in result.stderr
    assert result.stderr.startswith("weighin: ")
    assert result.stderr.count("\n") == 1


def test_7_when_a_file_is_not_there(weighin, sealed):
    result = weighin("verify", "nothing.json", "seal.json")
    assert (result.returncode, result.stdout) == (7, "")


def test_a_receipt_is_taken_out_of_a_letter_on_standard_input(weighin, sealed):
    receipt = (sealed / "receipt.txt").read_text(encoding="utf-8")
    quoted = "".join(f"> {line}\n" for line in receipt.splitlines())
    result = weighin("verify", "-", "seal.json", typed=f"Hello,\n\nmy receipt:\n\n{quoted}\nCleo\n")
    assert result.returncode == 0
    assert "The receipt is leaf 2 of the 3 that were sealed." in " ".join(result.stdout.split())


def test_on_a_narrow_terminal_it_is_a_list(weighin, sealed):
    shown = weighin("verify", "receipt.txt", "seal.json", COLUMNS="40").stdout
    assert "✓ agrees: receipt in the seal" in shown
    assert max(map(len, shown.splitlines())) <= 40


def test_it_starts_without_django_and_asks_nobody(environment, sealed):
    script = (
        "import sys, socket\n"
        "def refuse(*_, **__): raise AssertionError('a connection')\n"
        "socket.socket.connect = refuse\n"
        "from typer.main import get_command\n"
        "from weighin.cli.main import app\n"
        f"get_command(app)(['verify', *{FILES!r}], standalone_mode=False)\n"
        "print(sorted({'django', 'pydantic', 'selectolax', 'numpy', 'httpcore'} & sys.modules.keys()))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, **environment},
        cwd=sealed,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert run.stdout.splitlines()[-1] == "[]"


def test_words_of_a_strangers_file_cannot_move_the_cursor(weighin, sealed):
    rewritten(sealed, "seal.json", '"published_as": "p1"', '"published_as": "\\u001b[2Jp1"')
    rewritten(sealed, "seal.json", "0.85", "0.86")
    result = weighin("verify", "seal.json")
    assert result.returncode == 10
    assert "\x1b" not in result.stdout
