"""Whether a panel agrees: consensus by rules stated before, coefficients of agreement, and what changed between rounds.

Arrays are `(experts, questions)`; missing is NaN. `docs/explanation/weighing/agreement.md` says which coefficient when.
"""

from weighin.weighing.agreement.alpha import krippendorff_alpha
from weighin.weighing.agreement.appropriateness import Appropriateness, AppropriatenessByQuestion, appropriateness_of
from weighin.weighing.agreement.concordance import Concordance, concordance_of
from weighin.weighing.agreement.consensus import (
    Consensus,
    ConsensusRule,
    InterquartileRule,
    NearMedianRule,
    PercentageRule,
    consensus_by,
)
from weighin.weighing.agreement.interval import resample_questions
from weighin.weighing.agreement.kappa import fleiss_kappa, randolph_kappa
from weighin.weighing.agreement.rounds import Movement, Stability, movement_between, stability_between
from weighin.weighing.agreement.spread import Spread, spread_of
from weighin.weighing.kinds import Measurement

__all__ = [
    "Appropriateness",
    "AppropriatenessByQuestion",
    "Concordance",
    "Consensus",
    "ConsensusRule",
    "InterquartileRule",
    "Measurement",
    "Movement",
    "NearMedianRule",
    "PercentageRule",
    "Spread",
    "Stability",
    "appropriateness_of",
    "concordance_of",
    "consensus_by",
    "fleiss_kappa",
    "krippendorff_alpha",
    "movement_between",
    "randolph_kappa",
    "resample_questions",
    "spread_of",
    "stability_between",
]
