import csv
import json

import numpy as np
import pytest

from weighin.weighing.agreement import Measurement, concordance_of, krippendorff_alpha, movement_between
from weighin.weighing.judgements import judgements_in

RATINGS = "expert,quay,ice\nCleo,7,2\nDmitri,8,3\nEdda,7,\n"


def test_consensus_coefficients_and_movement_are_shown(weighin, judgements):
    result = weighin("agree", judgements / "ratings.csv", "--appropriateness")
    assert result.returncode == 0
    assert "5 experts, 4 questions, rounds 1, 2" in result.stdout
    row = next(line for line in result.stdout.splitlines() if "Charge by tonnage" in line)
    assert row.split()[3:] == ["6", "5", "to", "8", "no", "uncertain", "5", "of", "5"]
    for words in ("Krippendorff’s alpha, ordinal: 0.685", "Kendall’s W: 0.870", "From the first round to the last"):
        assert words in result.stdout
    assert "p is an approximation that is rough for 5 experts" in result.stderr


def test_what_is_told_as_json_is_what_the_library_gives(weighin, judgements):
    table = judgements_in((judgements / "ratings.csv").read_bytes(), name="ratings")
    told = json.loads(weighin("agree", judgements / "ratings.csv", "--level", "interval", "--json").stdout)
    assert told["alpha"] == krippendorff_alpha(table.latest, Measurement.INTERVAL).value
    assert told["w"] == concordance_of(table.latest).value.w
    moved = movement_between(*table.by_round).value.share_moved
    assert [row["share_moved"] for row in told["rows"]] == moved.tolist()
    assert told["rule"] == {"name": "InterquartileRule", "at_most": 1, "least_answers": 2}


@pytest.mark.parametrize(
    ("rule", "reached"),
    [("iqr:0", [False, False]), ("percentage:7-9:0.9", [True, False]), ("near-median:0.4:0.6", [True, False])],
)
def test_the_rule_of_consensus_is_stated_on_the_command_line(weighin, rule, reached):
    told = json.loads(weighin("agree", "-", "--consensus", rule, "--draws", "0", "--json", typed=RATINGS).stdout)
    assert [row["consensus"] for row in told["rows"]] == reached


def test_words_are_categories_where_the_level_is_nominal(weighin):
    typed = "expert,question,rating\nCleo,a,ship\nDmitri,a,ship\nEdda,a,rail\nCleo,b,road\nDmitri,b,road\n"
    told = json.loads(weighin("agree", "-", "--level", "nominal", "--json", typed=typed).stdout)
    assert [(row["most_chosen"], row["share"]) for row in told["rows"]] == [("ship", pytest.approx(2 / 3)), ("road", 1)]
    assert "median" not in told["rows"][0]


def test_a_large_panel_has_a_map_with_groups_and_common_ground(weighin, judgements, tmp_path):
    result = weighin("agree", judgements / "votes.csv", "--map", "--plot", tmp_path / "map.svg")
    assert result.returncode == 0
    assert "set apart by" in result.stdout
    assert "all agree: Keep the winter ferry" in result.stdout
    drawn = (tmp_path / "map.svg").read_text(encoding="utf-8")
    assert "Map of the panel: votes.csv" in drawn
    assert "Dmitri" in drawn


def test_the_votes_of_a_round_up_are_ratings(weighin, samples, tmp_path):
    result = weighin("agree", samples / "rent-cap-poll.html", "--out", tmp_path / "agree.csv")
    assert result.returncode == 0
    rows = list(csv.DictReader((tmp_path / "agree.csv").read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 3
    assert all(-2 <= float(row["median"]) <= 2 for row in rows)


def test_agreement_is_drawn(weighin, judgements, tmp_path):
    result = weighin("agree", judgements / "ratings.csv", "--plot", tmp_path / "agree.html")
    assert result.stderr.endswith(f"wrote {tmp_path}/agree.html\n")
    page = (tmp_path / "agree.html").read_text(encoding="utf-8")
    assert "Does the panel agree? ratings.csv" in page
    assert "<td>Dredge every year</td>" in page


@pytest.mark.parametrize(
    ("arguments", "typed", "code", "message"),
    [
        (["-"], RATINGS.replace("Dmitri,8", "Dmitri,high"), 4, "expert Dmitri, question quay: standard input, row 3: expected a number, found 'high'"),
        (["-", "--appropriateness"], RATINGS.replace("7,2", "17,2"), 4, "expert Cleo, question quay: expected a rating from 1 to 9, found 17"),
        (["-", "--consensus", "most"], RATINGS, 2, "expected a rule of consensus as iqr:1"),
        (["-", "--level", "ratio"], RATINGS.replace("7,2", "-7,2"), 4, "expected ratings of 0 or more on a ratio scale"),
        (["-", "--map"], RATINGS, 4, "expected a vote of 1 (agree), 0 (pass) or -1 (disagree), found 7"),
        (["-", "--map"], RATINGS.replace("7,2", "maybe,2"), 4, "expected votes as agree, yes"),
        (["-"], "expert,a\nCleo,1\n", 4, "Krippendorff's alpha needs at least 2 experts, found 1"),
        (["-"], "expert,question,option,probability\nCleo,a,x,1\n", 4, "weighin pool takes them"),
        (["ratings.sav"], "", 5, ".sav is not known"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_exit_code(weighin, arguments, typed, code, message):
    result = weighin("agree", *arguments, typed=typed)
    assert (result.returncode, result.stdout) == (code, "")
    assert message in result.stderr


def test_a_round_up_without_votes_says_so(weighin, harbour):
    result = weighin("agree", harbour)
    assert result.returncode == 4
    assert "nobody rated or voted in this round-up" in result.stderr


def test_words_of_votes_are_the_points_that_they_stand_for(weighin):
    votes = "expert,a,b,c\nCleo,agree,no,pass\nDmitri,Agree,disagree,\nEdda,disagree,yes,no\nFarid,disagree,yes,no\n"
    told = json.loads(
        weighin("agree", "-", "--map", "--least-votes", "2", "--draws", "0", "--json", typed=votes).stdout
    )
    points = np.array([[1, -1, 0], [1, -1, np.nan], [-1, 1, -1], [-1, 1, -1]])
    assert told["alpha"] == krippendorff_alpha(points, Measurement.ORDINAL).value
    assert told["groups"][0]["group"] != told["groups"][2]["group"]
