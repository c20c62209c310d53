"""Scores: how far forecasts were from what came true.

`score` is the face of all; the functions of each kind stand in the module of that kind. Whether a score is a loss (lower is better) or a reward
(higher is better), and its unit, stands in the first line of each function.
"""

from weighin.settling.scores.binary import LogUnit, score_brier, score_log, score_spherical
from weighin.settling.scores.choices import (
    score_brier_choices,
    score_log_choices,
    score_ranked_probability,
    score_spherical_choices,
)
from weighin.settling.scores.ensembles import Estimator, score_crps_ensemble
from weighin.settling.scores.face import METHODS, Orientation, Scoring, score
from weighin.settling.scores.families import PARAMETERS, Family, score_crps_family, score_log_family
from weighin.settling.scores.quantities import (
    covered,
    score_crps_quantiles,
    score_interval,
    score_pinball,
    score_weighted_interval,
    shares_at_or_below,
)
from weighin.settling.scores.ranges import ScoreRange, YesNoScore, mean_score_range, score_range
from weighin.settling.scores.skill import Skill, brier_skill, skill, skill_against_panel

__all__ = [
    "METHODS",
    "PARAMETERS",
    "Estimator",
    "Family",
    "LogUnit",
    "Orientation",
    "ScoreRange",
    "Scoring",
    "Skill",
    "YesNoScore",
    "brier_skill",
    "covered",
    "mean_score_range",
    "score",
    "score_brier",
    "score_brier_choices",
    "score_crps_ensemble",
    "score_crps_family",
    "score_crps_quantiles",
    "score_interval",
    "score_log",
    "score_log_choices",
    "score_log_family",
    "score_pinball",
    "score_range",
    "score_ranked_probability",
    "score_spherical",
    "score_spherical_choices",
    "score_weighted_interval",
    "shares_at_or_below",
    "skill",
    "skill_against_panel",
]
