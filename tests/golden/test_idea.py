"""The aggregation methods of aggreCAT, by claim, against aggreCAT."""

import re

import numpy as np
import pytest

from weighin.weighing.judgements import judgements_in
from weighin.weighing.pool import pool
from weighin.weighing.pools.idea import IDEA

TOPICS = ("idea",)
POINTS = ("three_point_lower", "three_point_best", "three_point_upper")
BY_SEARCH = {"DistribArMean", "TriDistribArMean"}
SHIFTS = {"ShiftWAgg", "BestShiftWAgg", "IntShiftWAgg", "DistShiftWAgg", "DistIntShiftWAgg"}
GIVEN = {"ReasonWAgg", "ReasonWAgg2", "Participant", "Judgement", "BayPRIORsAgg"}  # need what this table has not
NUMBER = r"[\d.]+"


def test_methods_give_what_aggrecat_gives(case):
    claims = list(dict.fromkeys(str(row["paper_id"]) for row in table(case)))
    experts = list(dict.fromkeys(row["user_name"] for row in table(case)))
    latest = re.match(r"round_\d+", case["settings"]["round"])[0]
    rounds = {name: judgements(case, name, experts, claims) for name in ("round_1", latest)}
    for name, expected in case["outputs"].items():
        method, settings = method_of(name, case, experts, claims)
        if method in SHIFTS:
            settings["first_round"] = rounds["round_1"]
        found = pool(rounds[latest], method=method, experts=experts, questions=claims, **settings).value
        by_claim = dict(zip(claims, found, strict=True))
        for claim, value in expected.items():
            within = 1e-6 if method in BY_SEARCH else 1e-9
            assert by_claim[claim] == pytest.approx(value, abs=within), f"{name}, claim {claim}"


def test_the_table_read_as_aggrecat_writes_it_gives_the_same(case):
    columns = {name: [row[place] for row in case["rows"]] for place, name in enumerate(case["columns"])}
    judgements = judgements_in(columns, name=case["program"], percent=case["settings"]["percent"])
    pooled = {
        name: pool(judgements, method=name).value for name in case["outputs"] if name in IDEA and name not in GIVEN
    }
    for name, value in pooled.items():
        by_claim = dict(zip(judgements.questions, value, strict=True))
        for claim, expected in case["outputs"][name].items():
            within = 1e-6 if name in BY_SEARCH else 1e-9
            assert by_claim[claim] == pytest.approx(expected, abs=within), f"{name}, claim {claim}"


def method_of(name: str, case: dict, experts: list[str], claims: list[str]) -> tuple[str, dict]:
    """The method and settings that an output's name stands for."""
    if found := re.fullmatch(r"(Participant|Judgement)(_LO)?", name):
        given = {
            "Participant": lambda: [case["participant_weights"].get(expert, np.nan) for expert in experts],
            "Judgement": lambda: judgement_weights(case, experts, claims),
        }[found[1]]()
        return found[1], {"weights": given, "log_odds_without": bool(found[2])}
    if found := re.fullmatch(rf"(ReasonWAgg2?)(?:_beta_({NUMBER})_({NUMBER}))?", name):
        settings = {"reasons": reasons(case, experts, claims)}
        if found[2]:
            settings |= {"alpha": float(found[2]), "beta": float(found[3])}
        return found[1], settings
    if found := re.fullmatch(rf"BetaArMean_({NUMBER})_({NUMBER})", name):
        return "BetaArMean", {"alpha": float(found[1]), "beta": float(found[2])}
    if found := re.fullmatch(rf"BetaArMean2_({NUMBER})_({NUMBER})_cut_({NUMBER})_({NUMBER})", name):
        alpha, beta, lower, upper = (float(part) for part in found.groups())
        return "BetaArMean2", {"alpha": alpha, "beta": beta, "cutoff_lower": lower, "cutoff_upper": upper}
    if name == "BayPRIORsAgg":
        return name, {"priors": [case["priors"][claim] for claim in claims]}
    return name, {}  # a name that no method has is an error of `pool`


def table(case: dict) -> list[dict]:
    return [dict(zip(case["columns"], row, strict=True)) for row in case["rows"]]


def judgements(case: dict, chosen: str, experts: list[str], claims: list[str]) -> np.ndarray:
    values = np.full((len(experts), len(claims), len(POINTS)), np.nan)
    for row in table(case):
        if row["round"] == chosen and row["element"] in POINTS:
            place = experts.index(row["user_name"]), claims.index(str(row["paper_id"])), POINTS.index(row["element"])
            value = np.nan if row["value"] is None else row["value"]
            values[place] = value / 100 if case["settings"]["percent"] else value
    return values


def judgement_weights(case: dict, experts: list[str], claims: list[str]) -> np.ndarray:
    weights = np.full((len(experts), len(claims)), np.nan)
    for row in case["judgement_weights"]["rows"]:
        of = dict(zip(case["judgement_weights"]["columns"], row, strict=True))
        if of["user_name"] in experts and str(of["paper_id"]) in claims:
            weights[experts.index(of["user_name"]), claims.index(str(of["paper_id"]))] = of["weight"]
    return weights


def reasons(case: dict, experts: list[str], claims: list[str]) -> np.ndarray:
    columns = case["reasons"]["columns"]
    kinds = [name for name in columns if name not in {"paper_id", "user_name"}]
    counts = np.full((len(experts), len(claims), len(kinds)), np.nan)
    for row in case["reasons"]["rows"]:
        of = dict(zip(columns, row, strict=True))
        if of["user_name"] in experts and str(of["paper_id"]) in claims:
            counts[experts.index(of["user_name"]), claims.index(str(of["paper_id"]))] = [of[kind] for kind in kinds]
    return counts
