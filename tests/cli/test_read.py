import json
import os
import re
import subprocess

import jsonschema
import pytest

from weighin.record.codec import decode_record
from weighin.record.schema import record_schema

PLACE = {
    "type": "object",
    "required": ["text", "start", "end"],
    "properties": {"text": {"type": "string"}, "start": {"type": "integer"}, "end": {"type": "integer"}},
}
SHAPE = {
    "type": "object",
    "required": ["is_roundup", "title", "published", "outlet", "panel", "questions", "answers", "forecasts", "text"],
    "properties": {
        "is_roundup": {"const": True},
        "published": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
        "elapsed_ms": {"type": "number", "exclusiveMinimum": 0},
        "panel": {"items": {"required": ["name", "affiliation"]}},
        "questions": {"items": PLACE},
        "answers": {
            "items": {
                "required": ["panelist", "question_index", "paragraphs"],
                "properties": {
                    "panelist": {"type": ["string", "array"]},
                    "question_index": {"type": ["integer", "null"]},
                    "paragraphs": {"items": PLACE},
                },
            }
        },
        "forecasts": {
            "items": {
                "required": [
                    "panelist",
                    "question_index",
                    "sentence",
                    "start",
                    "end",
                    "phrase",
                    "polarity",
                    "conditional",
                ],
                "properties": {
                    "polarity": {"enum": ["affirm", "deny", "open"]},
                    "conditional": {"type": "boolean"},
                    "p_low": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
                    "p_high": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
                },
            }
        },
    },
}


def test_json_is_the_documented_shape_on_standard_output_alone(weighin, harbour):
    result = weighin("read", harbour, "--json")
    assert (result.returncode, result.stderr) == (0, "")
    reading = json.loads(result.stdout)
    jsonschema.validate(reading, SHAPE)
    pieces = [piece for answer in reading["answers"] for piece in answer["paragraphs"]] + reading["questions"]
    pieces += [{**forecast, "text": forecast["sentence"]} for forecast in reading["forecasts"]]
    assert len(pieces) > 50
    assert all(reading["text"][piece["start"] : piece["end"]] == piece["text"] for piece in pieces)


def test_json_of_a_text_that_is_none_says_so_in_both_places(weighin):
    result = weighin("read", "-", "--json", typed="One bridge.\n\nAnother bridge.\n")
    reading = json.loads(result.stdout)
    assert result.returncode == 3
    assert reading["is_roundup"] is False
    assert reading["reasons"][0] in result.stderr


def test_standard_input_is_read_like_the_file(weighin, harbour):
    from_file = json.loads(weighin("read", harbour, "--json").stdout)
    typed_in = json.loads(weighin("read", "-", "--json", typed=harbour.read_text(encoding="utf-8")).stdout)
    assert {**from_file, "elapsed_ms": 0} == {**typed_in, "elapsed_ms": 0}


def test_out_keeps_the_record_and_reports_on_standard_error(weighin, harbour, tmp_path):
    result = weighin("read", harbour, "--out", "record.json", "--right", "own")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "wrote record.json\n")
    written = (tmp_path / "record.json").read_bytes()
    jsonschema.validate(json.loads(written), record_schema())
    assert decode_record(written).display_right.value == "own"
    assert [path.name for path in tmp_path.iterdir()] == ["record.json"]


def test_what_is_none_leaves_nothing_behind(weighin, tmp_path):
    assert weighin("read", "-", "--out", "record.json", typed="One.\n\nTwo.\n").returncode == 3
    assert not any(tmp_path.iterdir())


def test_the_table_tells_who_from_where_how_much_and_what_they_expect(weighin, harbour):
    shown = weighin("read", harbour).stdout
    for words in (
        "Four flags in one harbour",
        "The Tidewater Post",
        "Declan Mulvaney",
        "Atlantic Quays Forum",
        "A real sharing plan is highly unlikely this month.",
    ):
        assert words in shown
    assert re.search(r"who +affiliation +answers +words +forecasts", shown)
    assert re.search(r"highly unlikely this month\. +no +\d+–\d+ %", shown)


def test_a_narrow_terminal_gets_a_list_that_fits(weighin, harbour):
    lines = weighin("read", harbour, COLUMNS="40").stdout.splitlines()
    assert max(map(len, lines)) <= 40
    assert "Declan Mulvaney" in lines


def test_no_colour_where_nobody_looks_or_somebody_asks_for_none(weighin, harbour):
    assert "\x1b[3" not in weighin("read", harbour).stdout
    forced = {"FORCE_COLOR": "1", "TERM": "xterm-256color"}
    assert "\x1b[32m" in weighin("read", harbour, **forced).stdout
    assert "\x1b[32m" not in weighin("read", harbour, **forced, NO_COLOR="1").stdout


@pytest.mark.parametrize("option", ["--json", None])
def test_a_reader_who_leaves_early_is_no_error(harbour, environment, option):
    from_here, to_there = os.pipe()
    os.close(from_here)
    with os.fdopen(to_there, "wb") as closed:
        command = ["weighin", "read", str(harbour), *filter(None, [option])]
        result = subprocess.run(
            command, stdout=closed, stderr=subprocess.PIPE, env=environment, timeout=120, check=False
        )
    assert (result.returncode, result.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("view", "words"),
    [
        ("question", "They will sign a photograph."),
        ("expert", "independent analyst and retired skipper"),
        ("matrix", "Who answered what"),
        ("expectations", "What they expect"),
        ("topics", "Actors and issues"),
    ],
)
def test_a_kept_record_is_shown_every_way(weighin, harbour, view, words):
    assert weighin("read", harbour, "--out", "record.json").returncode == 0
    result = weighin("show", "record.json", "--by", view)
    assert (result.returncode, result.stderr) == (0, "")
    assert words in result.stdout


def test_votes_and_silences_stay_apart_in_the_matrix(weighin, samples):
    shown = weighin("show", samples / "rent-cap-poll.html", "--by", "matrix").stdout
    assert "no opinion" in shown
    assert "did not answer" in shown
    assert "uncertain" in shown


def test_export_writes_the_page_as_its_right_allows(weighin, harbour, tmp_path):
    quoted = weighin("export", harbour, "--out", "page")
    whole = weighin("export", harbour, "--out", "whole", "--right", "own")
    assert (quoted.returncode, whole.returncode, quoted.stdout) == (0, 0, "")
    names = {path.name for path in (tmp_path / "whole").iterdir()}
    assert {"index.html", "experts.html", "matrix.html", "expectations.html", "style.css", "record.json"} <= names
    late = "A boycott costs more than a concession."  # no forecast, and past what is quoted of an answer
    assert late in (tmp_path / "whole" / "index.html").read_text(encoding="utf-8")
    assert not any(late in path.read_text(encoding="utf-8") for path in (tmp_path / "page").iterdir())
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_export_to_a_file_is_refused_and_the_file_stays(weighin, harbour, tmp_path):
    (tmp_path / "page").write_text("mine", encoding="utf-8")
    assert weighin("export", harbour, "--out", "page").returncode == 9
    assert (tmp_path / "page").read_text(encoding="utf-8") == "mine"
