import csv
import json

import pytest
from builders.seeded_records import seeded_record

from weighin.record.codec import encode_record
from weighin.weighing.cooke.deciding import decision_maker, leave_out_items, score_experts
from weighin.weighing.cooke.files import read_study
from weighin.weighing.cooke.panel import weigh_panel
from weighin.weighing.cooke.settings import Settings, Weights


@pytest.fixture(scope="session")
def harbour_study(judgements):
    return judgements / "harbour.dtt"


def test_scores_and_the_decision_maker_are_shown(weighin, harbour_study):
    result = weighin("cooke", harbour_study)
    assert (result.returncode, result.stderr) == (0, "")
    assert "harbour.dtt: 4 experts, 10 seed items, 2 targets" in result.stdout
    row = next(line for line in result.stdout.splitlines() if "Marit Solheim" in line)
    assert row.split()[2:] == ["0.550", "1.114", "1.061", "0.613", "1.000"]
    assert "global weights, optimised" in result.stdout
    assert "equal weights" in result.stdout


def test_what_is_printed_is_what_the_library_gives(weighin, harbour_study):
    told = ("--weights", "item", "--cutoff", "0.05", "--robustness", "--json")
    whole = json.loads(weighin("cooke", harbour_study, *told).stdout)
    study, settings = read_study(harbour_study).study, Settings(weights=Weights.ITEM, cut_off=0.05)
    maker, scores = decision_maker(study, settings).value, score_experts(study).value
    by_name = {row["name"]: row for row in whole["rows"] if row["part"] == "scores"}
    assert by_name["item weights"]["combined"] == maker.combined
    assert by_name["Solheim"]["calibration"] == scores.calibration[2]
    quantiles = [row["value"] for row in whole["rows"] if (row["part"], row["name"]) == ("quantiles", "item weights")]
    assert quantiles == maker.quantiles.ravel().tolist()
    without = [row["combined"] for row in whole["rows"] if row["part"] == "without item"]
    assert without == leave_out_items(study, settings).value.combined.tolist()


def test_a_record_is_a_study_by_its_seed_questions(weighin, tmp_path):
    path = tmp_path / "record.json"
    path.write_bytes(encode_record(seeded_record()))
    told = json.loads(weighin("cooke", path, "--json").stdout)
    by_name = {row["name"]: row for row in told["rows"] if row["part"] == "scores"}
    measured = {one.panelist: one for one in weigh_panel(seeded_record()).measured}
    assert by_name["Cleo Maris"]["calibration"] == pytest.approx(measured["p1"].calibration)
    assert "10 seed items, 1 targets" in weighin("cooke", path).stdout
    assert weighin("cooke", path, "--out", tmp_path / "study.dtt").returncode == 0
    assert (tmp_path / "study.rls").read_text().count("\n") >= 10


def test_a_study_goes_from_excalibur_to_anduryl_and_back(weighin, harbour_study, tmp_path):
    there = weighin("cooke", harbour_study, "--out", tmp_path / "study.json")
    back = weighin("cooke", tmp_path / "study.json", "--out", tmp_path / "again.dtt")
    assert (there.stdout, back.stdout) == ("", "")
    assert back.stderr == f"wrote {tmp_path}/again.dtt\nwrote {tmp_path}/again.rls\n"
    assert read_study(tmp_path / "again.dtt").study == read_study(harbour_study).study
    assert (tmp_path / "again.dtt").read_bytes() == harbour_study.read_bytes()


def test_a_study_on_standard_input_has_no_realisations_and_equal_weights(weighin, harbour_study):
    typed = harbour_study.read_text(encoding="latin-1")
    result = weighin("cooke", "-", "--weights", "equal", typed=typed)
    assert result.returncode == 0
    assert "standard input: 4 experts, 0 seed items, 12 targets" in result.stdout
    assert "nobody can be scored" in result.stderr
    assert weighin("cooke", "-", typed=typed).returncode == 4


def test_the_result_is_written_as_a_table(weighin, harbour_study, tmp_path):
    weighin("cooke", harbour_study, "--no-optimise", "--out", tmp_path / "cooke.csv")
    rows = list(csv.DictReader((tmp_path / "cooke.csv").read_text(encoding="utf-8").splitlines()))
    assert {row["part"] for row in rows} == {"scores", "quantiles"}
    weights = [float(row["weight"]) for row in rows if row["weight"]]
    assert sum(weights) == pytest.approx(1)
    assert sum(weight > 0 for weight in weights) == 4


def test_a_study_is_drawn(weighin, harbour_study, tmp_path):
    result = weighin("cooke", harbour_study, "--plot", tmp_path / "study.svg")
    assert result.stderr == f"wrote {tmp_path}/study.svg\n"
    drawn = (tmp_path / "study.svg").read_text(encoding="utf-8")
    assert "Cooke’s classical model: harbour.dtt" in drawn
    assert "quay: Length of quay in use [m]" in drawn


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["study.xlsx"], 5, ".dtt (EXCALIBUR, with the .rls file of the same name beside it) and .json (Anduryl)"),
        (["nowhere.dtt"], 7, "there is no such file"),
        (["{study}", "--cutoff", "0.9"], 4, "no expert reaches the cut-off of 0.9"),
        (["{study}", "--cutoff", "5"], 4, "expected a cut-off between 0 and 1, found 5"),
        (["{study}", "--weights", "equal", "--cutoff", "0.1"], 4, "know no cut-off"),
        (["{study}", "--weights", "given"], 4, "expected a weight above 0 for at least one expert"),
        (["{study}", "--plot", "x.pdf"], 5, "one of .svg, .png, .html"),
    ],
)
def test_what_is_wrong_is_said_with_its_exit_code(weighin, harbour_study, arguments, code, message):
    result = weighin("cooke", *(argument.format(study=harbour_study) for argument in arguments))
    assert (result.returncode, result.stdout) == (code, "")
    assert message in result.stderr
