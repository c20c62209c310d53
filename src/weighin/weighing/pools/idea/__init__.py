"""Pools of three-point judgements of a probability, as in the IDEA protocol (investigate, discuss, estimate, aggregate).

An expert gives a lowest and a highest plausible probability and a best estimate, in two rounds. The methods and their names are those of
aggreCAT (Gould et al. 2024; Hanea et al. 2021, PLOS ONE 16(9), e0256919), including what its code does at the edges:

- an interval of width 0 counts as one of 2.2e-16, the distance from 1 to the next float, so it outweighs every other interval;
- where all weights of a question are 0, everybody weighs the same;
- LOArMean and ProbitArMean take 0 as 2.2e-16 and 1 as 1 - 2.2e-16, so no single expert decides;
- IndIntWAgg, IndIntAsymWAgg, VarIndIntWAgg, KitchSinkWAgg and GranWAgg depend on every question in the array that an expert answered.

Where we differ from it on purpose: a weight of AsymWAgg or OutWAgg below 1e-12 is rounding and counts as 0 (there, where all intervals are
symmetric, the rounding of decimal fractions decides). Its sums skip what cannot be computed, so a question on which no weight can be computed gets a pool of 0
there; here it gets equal weights where all weights are 0, and NaN where nobody has what the method needs.
"""

from collections.abc import Callable

from weighin.weighing.arrays import FloatArray
from weighin.weighing.pools.idea.averages import (
    pool_ar_mean,
    pool_best_median,
    pool_beta_ar_mean,
    pool_beta_ar_mean_outside,
    pool_geo_mean,
    pool_log_odds_ar_mean,
    pool_probit_ar_mean,
)
from weighin.weighing.pools.idea.bayesian import pool_bayesian_prior, pool_bayesian_triple_variability
from weighin.weighing.pools.idea.distributions import pool_distribution_mean, pool_triangular_mean
from weighin.weighing.pools.idea.given import (
    pool_by_judgement_weights,
    pool_by_participant_weights,
    pool_by_reasons,
    pool_by_varied_reasons,
)
from weighin.weighing.pools.idea.intervals import (
    pool_by_asymmetry,
    pool_by_everything,
    pool_by_own_width,
    pool_by_own_width_and_asymmetry,
    pool_by_width,
    pool_by_width_variance,
)
from weighin.weighing.pools.idea.points import pool_by_centrality, pool_by_distance, pool_by_granularity
from weighin.weighing.pools.idea.shifts import (
    pool_by_best_shift,
    pool_by_distance_shift,
    pool_by_distance_width_shift,
    pool_by_shift,
    pool_by_width_shift,
)

IDEA: dict[str, Callable[..., FloatArray]] = {
    "ArMean": pool_ar_mean,
    "Median": pool_best_median,
    "GeoMean": pool_geo_mean,
    "LOArMean": pool_log_odds_ar_mean,
    "ProbitArMean": pool_probit_ar_mean,
    "IntWAgg": pool_by_width,
    "IndIntWAgg": pool_by_own_width,
    "AsymWAgg": pool_by_asymmetry,
    "IndIntAsymWAgg": pool_by_own_width_and_asymmetry,
    "VarIndIntWAgg": pool_by_width_variance,
    "KitchSinkWAgg": pool_by_everything,
    "DistribArMean": pool_distribution_mean,
    "TriDistribArMean": pool_triangular_mean,
    "ShiftWAgg": pool_by_shift,
    "BestShiftWAgg": pool_by_best_shift,
    "IntShiftWAgg": pool_by_width_shift,
    "DistShiftWAgg": pool_by_distance_shift,
    "DistIntShiftWAgg": pool_by_distance_width_shift,
    "OutWAgg": pool_by_centrality,
    "DistLimitWAgg": pool_by_distance,
    "GranWAgg": pool_by_granularity,
    "BetaArMean": pool_beta_ar_mean,
    "BetaArMean2": pool_beta_ar_mean_outside,
    "ReasonWAgg": pool_by_reasons,
    "ReasonWAgg2": pool_by_varied_reasons,
    "Participant": pool_by_participant_weights,
    "Judgement": pool_by_judgement_weights,
    "BayTriVar": pool_bayesian_triple_variability,
    "BayPRIORsAgg": pool_bayesian_prior,
}
