import csv
import json

import pytest

TWO = "expert,question,probability\nCleo,rain,0.6\nDmitri,rain,0.2\n"


def test_pooling_shows_the_pool_with_its_interval_and_who_answered(weighin, judgements):
    result = weighin("pool", judgements / "forecasts.csv")
    assert (result.returncode, result.stderr) == (0, "")
    assert "5 experts, probabilities" in result.stdout
    assert "Pooled by median" in result.stdout
    row = next(line for line in result.stdout.splitlines() if "Harbour tax" in line)
    assert row.split()[-4:] == ["0.375", "0.250", "0.500", "4"]
    assert "90 % by resampling experts" in result.stdout


def test_every_method_and_every_expert_left_out_go_into_one_file(weighin, judgements, tmp_path):
    result = weighin(
        "pool", judgements / "forecasts.csv", "--method", "all", "--leave-one-out", "--out", tmp_path / "pools.csv"
    )
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr.splitlines() == [
        f"wrote {tmp_path / 'pools.csv'}",
        "weighin: not pooled by extremised, beta, decay, recency, for want of settings",
    ]
    rows = list(csv.DictReader((tmp_path / "pools.csv").read_text(encoding="utf-8").splitlines()))
    ferry = {row["method"]: row["value"] for row in rows if row["question"].startswith("Ferry") and not row["without"]}
    assert {"median", "mean", "geometric_odds", "trimmed"} <= ferry.keys()
    assert float(ferry["mean"]) == pytest.approx(0.244)
    without = [row for row in rows if row["without"]]
    assert len(without) == 15
    assert {row["method"] for row in without} == {"median"}


def test_json_has_the_method_the_settings_and_every_row(weighin, judgements):
    told = ("--method", "Geometric Odds", "--weights", judgements / "weights.csv", "--draws", "0", "--json")
    (report,) = json.loads(weighin("pool", judgements / "forecasts.csv", *told).stdout)
    assert (report["method"], report["settings"]["weights"]) == ("geometric_odds", [3, 1, 2, 1, 1])
    assert [row["question"] for row in report["rows"]] == report["questions"]
    assert "low" not in report["rows"][0]


def test_quantities_are_pooled_level_by_level(weighin, judgements):
    (report,) = json.loads(weighin("pool", judgements / "catches.csv", "--json").stdout)
    assert [(row["level"], round(row["value"], 2)) for row in report["rows"]] == [
        (0.05, 40),
        (0.5, 57.67),
        (0.95, 82.33),
    ]


def test_standard_input_is_read_and_settings_are_handed_on(weighin):
    typed = weighin("pool", "-", "--method", "extremised", "--set", "factor=2", "--json", typed=TWO)
    (report,) = json.loads(typed.stdout)
    assert report["settings"]["factor"] == 2
    assert report["source"] == "standard input"


def test_a_rounds_up_panel_is_pooled_where_its_words_allow(weighin, samples):
    result = weighin("pool", samples / "heat-pump-panel.html", "--leave-one-out")
    assert result.returncode == 0
    assert "what half of surveyed readers take the words for" in result.stdout
    assert "stand apart: Gethin Prosser, Adaeze Nwankwo" in result.stdout
    assert "2 question(s) are not pooled: yes or no does not answer them" in result.stderr


def test_a_round_up_without_anything_to_pool_says_why(weighin, samples):
    result = weighin("pool", samples / "night-trains-predictions.md")
    assert (result.returncode, result.stdout) == (4, "")
    assert "nothing that can be pooled: of 0 question(s) none asks for a judgement" in result.stderr


@pytest.mark.parametrize("ending", ["svg", "html"])
def test_a_pool_is_drawn(weighin, judgements, tmp_path, ending):
    result = weighin("pool", judgements / "catches.csv", "--plot", tmp_path / f"pool.{ending}")
    assert result.stderr == f"wrote {tmp_path}/pool.{ending}\n"
    drawn = (tmp_path / f"pool.{ending}").read_text(encoding="utf-8")
    assert "Mackerel landed in 2027 (thousand tonnes): 50 %" in drawn
    assert "What the panel thinks: catches.csv" in drawn


def test_a_table_is_written_again_in_another_layout(weighin, judgements, tmp_path):
    weighin("pool", judgements / "forecasts.csv", "--as", "wide", "--out", tmp_path / "wide.csv")
    again = json.loads(weighin("pool", tmp_path / "wide.csv", "--draws", "0", "--json").stdout)
    first = json.loads(weighin("pool", judgements / "forecasts.csv", "--draws", "0", "--json").stdout)
    assert [row["value"] for row in again[0]["rows"]] == [row["value"] for row in first[0]["rows"]]


@pytest.mark.parametrize(
    ("arguments", "typed", "code", "message"),
    [
        (["-"], TWO.replace("0.2", "20"), 4, "expert Dmitri, question rain: standard input, row 3: expected a probability between 0 and 1, found 20; per cent? divide by 100, or say so with --percent"),
        (["-"], TWO.replace("0.2", "often"), 4, "row 3: expected a number, found 'often'"),
        (["-", "--method", "modal"], TWO, 2, "no pool 'modal' of probabilities; there are mean, median"),
        (["-", "--set", "factor=2"], TWO, 2, "median takes no factor; it takes weights"),
        (["-", "--method", "extremised"], TWO, 2, "extremised needs factor"),
        (["-", "--plot", "pool.pdf"], TWO, 5, "one of .svg, .png, .html"),
        (["-", "--out", "pool.xlsx"], TWO, 5, "one of .json, .csv, .parquet"),
        (["-", "--as", "tidy", "--out", "x.csv"], TWO, 2, "no layout 'tidy'; there are long, wide, aggrecat, elicitr"),
        (["-"], "", 5, "there is nothing in it"),
        (["panel.xlsx"], "", 5, ".xlsx is not known; a table of judgements ends in .csv or .parquet"),
        (["study.dtt"], "", 5, "this is a study of Cooke's classical model: weighin cooke study.dtt"),
        (["nowhere.csv"], "", 7, "there is no such file"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_exit_code_and_nothing_else(weighin, arguments, typed, code, message):
    result = weighin("pool", *arguments, typed=typed)
    assert (result.returncode, result.stdout) == (code, "")
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


def test_weights_for_others_or_for_some_are_refused(weighin, tmp_path):
    (tmp_path / "weights.csv").write_text("expert,weight\nCleo,1\n", encoding="utf-8")
    assert (
        "expert Dmitri: weights.csv: there is no weight"
        in weighin("pool", "-", "--weights", "weights.csv", typed=TWO).stderr
    )
    (tmp_path / "weights.csv").write_text("expert,weight\nCleo,1\nEve,1\n", encoding="utf-8")
    assert (
        "expert Eve: weights.csv, row 3: there is a weight, but no such expert"
        in weighin("pool", "-", "--weights", "weights.csv", typed=TWO).stderr
    )
