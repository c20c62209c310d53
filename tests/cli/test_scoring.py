"""`weighin score`, `calibration` and `track`: as people use them, on the samples and on what is wrong."""

import csv
import io
import json
import zipfile

import pytest

from weighin.cli.calibration import By
from weighin.cli.forecast_options import Versions
from weighin.cli.score import ScoreChoice
from weighin.cli.track import Loss

COMMANDS = ("score", "calibration", "track")
TABLE = "expert,question,probability,outcome\ncleo,q1,0.8,yes\nben,q1,0.5,yes\ncleo,q2,0.3,no\nben,q2,0.4,no\n"


@pytest.fixture(scope="session")
def folder(root):
    return root / "examples" / "forecasts"


@pytest.fixture
def sample(folder):
    return (folder / "forecasts.csv", "--outcomes", folder / "outcomes.csv", "--as-of", "2026-11-24")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_table_for_people_names_every_expert_or_group_and_what_is_left_out(weighin, sample, command):
    result = weighin(command, *sample)
    assert result.returncode == 0, result.stderr
    assert "forecasts left out: 4 annulled, 37 not settled, 131 superseded" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 100
    assert ("all" if command == "calibration" else "Marek Winters") in result.stdout


def test_scores_are_the_same_in_json_csv_and_parquet(weighin, sample, tmp_path):
    pq = pytest.importorskip("pyarrow.parquet")
    printed = weighin("score", *sample, "--json")
    for suffix in ("json", "csv", "PARQUET"):
        result = weighin("score", *sample, "--out", f"scores.{suffix}")
        assert (result.returncode, result.stdout) == (0, "")
        assert f"wrote scores.{suffix}" in result.stderr
    (board,) = json.loads(printed.stdout)
    assert json.loads((tmp_path / "scores.json").read_text(encoding="utf-8")) == [board]
    written = list(csv.DictReader((tmp_path / "scores.csv").read_text(encoding="utf-8").splitlines()))
    assert [row["expert"] for row in written] == [one["expert"] for one in board["experts"]]
    assert [float(row["best"]) for row in written] == [one["best"] for one in board["experts"]]
    assert pq.read_table(tmp_path / "scores.PARQUET").to_pydict()["low"] == [one["low"] for one in board["experts"]]


def test_all_scores_are_given_but_those_that_need_an_order(weighin, folder):
    boards = json.loads(weighin("score", folder / "metaculus", "--score", "all", "--json").stdout)
    assert {(board["of"], board["score"]) for board in boards} == {
        (kind, score) for kind in ("yes/no forecasts", "choices") for score in ("brier", "log", "spherical")
    }


def test_a_table_can_come_by_standard_input(weighin):
    result = weighin("score", "-", "--against", "ben", "--json", typed=TABLE)
    assert (result.returncode, result.stderr) == (0, "")
    (board,) = json.loads(result.stdout)
    assert board["experts"][0]["skill"] == pytest.approx(1 - 0.13 / 0.41)


@pytest.mark.parametrize(
    ("command", "option", "kind"),
    [
        ("score", "--plot", "svg"),
        ("calibration", "--plot", "html"),
        ("calibration", "--roc", "png"),
        ("track", "--plot", "SVG"),
    ],
)
def test_a_figure_is_drawn(weighin, sample, tmp_path, command, option, kind):
    result = weighin(command, *sample, option, f"figure.{kind}", "--json")
    assert result.returncode == 0, result.stderr
    beginning = {"svg": b"<svg", "html": b"<!doctype html>", "png": b"\x89PNG"}[kind.lower()]
    assert (tmp_path / f"figure.{kind}").read_bytes().startswith(beginning)


def test_a_hub_finds_its_oracle_data_or_is_told(weighin, folder):
    found = weighin("calibration", folder / "hub", "--by", "horizon", "--json")
    report = json.loads(found.stdout)
    assert [group["group"] for group in report["coverages"]] == ["all", "1", "2", "3"]
    told = weighin(
        "score",
        folder / "hub" / "model-output" / "south-mean" / "2025-south-mean.csv",
        "--outcomes",
        folder / "hub" / "target-data" / "oracle-output.csv",
    )
    assert told.returncode == 5  # a file out of its folder does not say whose it is
    assert "no column model_id" in told.stderr


def test_a_download_is_read_packed_or_as_its_two_tables(weighin, folder, tmp_path):
    tables = folder / "metaculus" / "question_data.csv", folder / "metaculus" / "forecast_data.csv"
    with zipfile.ZipFile(tmp_path / "download.zip", "w") as packed:
        for table in tables:
            packed.write(table, f"export/{table.name}")
    results = [
        weighin("score", *given, "--score", "peer", "--json").stdout
        for given in (["download.zip"], [tables[0].parent], [tables[1]], [tables[1], "--outcomes", tables[0]])
    ]
    assert len(set(results)) == 1
    (board,) = json.loads(results[0])
    assert [one["expert"] for one in board["experts"]] == ["cleo", "dmitri"]


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        (["score", "forecasts.xlsx"], 5, "forecasts are read from a table (.csv, .parquet), a record (.json)"),
        (["score", "t.csv", "--out", "scores.xlsx"], 5, "one of .json, .csv, .parquet"),
        (["track", "t.csv", "--plot", "t.pdf"], 5, "one of .svg, .png, .html"),
        (["score", "t.csv", "--score", "crps"], 2, "crps scores nothing of what is there; yes/no forecasts: brier"),
        (["score", "t.csv", "--score", "peer"], 2, "scores a download from Metaculus"),
        (["score", "t.csv", "--against", "eve"], 2, "no expert 'eve'"),
        (["calibration", "nowhere.csv"], 7, "no such file"),
        (["calibration", "empty/"], 5, "neither a hub's folder"),
        (
            ["track", "bad.csv"],
            4,
            "expert cleo, question q1: bad.csv, row 2: expected a probability between 0 and 1, found 60",
        ),
        (["track", "t.csv", "--as-of", "soon"], 2, "--as-of"),
        (["score", "broken.zip"], 5, "damaged"),
    ],
    ids=str,
)
def test_what_is_wrong_is_one_sentence_and_an_exit_code(weighin, tmp_path, arguments, code, complaint):
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "bad.csv").write_text(TABLE.replace("0.8", "60"), encoding="utf-8")
    (tmp_path / "forecasts.xlsx").write_bytes(b"PK")
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04" + bytes(50))
    (tmp_path / "empty").mkdir()
    result = weighin(*arguments)
    assert (result.returncode, result.stdout) == (code, "")
    assert complaint in result.stderr
    assert "Traceback" not in result.stderr


def test_warnings_go_to_standard_error_and_leave_the_json_whole(weighin, tmp_path):
    (tmp_path / "t.csv").write_text(TABLE + "cleo,q3,0.1,yes\n", encoding="utf-8")
    result = weighin("score", "t.csv", "--json")
    assert json.loads(result.stdout)
    assert result.stderr.startswith("weighin: experts answered different questions")


def test_a_name_that_looks_like_markup_or_a_formula_harms_nobody(weighin, tmp_path):
    rows = TABLE.replace("cleo", "[red]=1+1[/red]")
    (tmp_path / "t.csv").write_text(rows, encoding="utf-8")
    assert "[red]=1+1[/red]" in weighin("score", "t.csv").stdout
    assert weighin("score", "t.csv", "--out", "scores.csv").returncode == 0
    names = [
        row["expert"] for row in csv.DictReader(io.StringIO((tmp_path / "scores.csv").read_text(encoding="utf-8")))
    ]
    assert "[red]=1+1[/red]" in names


def test_the_choices_of_the_command_line_are_those_of_the_library():
    from weighin.settling.calibration.report import GroupBy
    from weighin.settling.forecasts import Points
    from weighin.settling.forecasts import Versions as Kept
    from weighin.settling.scored_pairs import Score

    scores = [score.value for score in Score]
    assert [choice.value for choice in ScoreChoice] == [*scores, *(points.value for points in Points), "all"]
    assert [loss.value for loss in Loss] == [score for score in scores if score != "spherical"]
    assert [by.value for by in By] == [group.value for group in GroupBy]
    assert [version.value for version in Versions] == [kept.value for kept in Kept]
