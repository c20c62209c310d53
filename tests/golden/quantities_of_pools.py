"""The check of `pools/quantities.json`, which `test_pools` hands each case of that file to."""

import math

import numpy as np

from weighin.weighing.quantities.averaging import pool_vincent, pool_vincent_median
from weighin.weighing.quantities.families import Distribution, Family
from weighin.weighing.quantities.mixtures import Mixture, pool_logarithmic_normals


def check_quantities(case):
    """Hold one golden file of pools of quantities, or one of its cases, to 1e-9."""
    for one in case.get("cases", [case]):
        check_one(one["inputs"], one["outputs"])


def check_one(given, wanted):
    weights, levels = given["weights"], given["levels"]
    experts = [distribution_of(expert) for expert in given["experts"]]
    quantiles = np.stack([expert.quantiles(levels) for expert in experts])
    close(quantiles, wanted["expert_quantiles"])
    table = quantiles[:, None, :]
    close(pool_vincent(table, levels=levels, weights=weights)[0], wanted["vincent"])
    close(pool_vincent_median(table, levels=levels)[0], wanted["vincent_median"])
    mixture = Mixture.of(experts, weights)
    close(mixture.quantiles(levels), wanted["linear_pool_quantiles"])
    close(mixture.cumulative(given["points"]), wanted["linear_pool_probabilities"])
    close(mixture.mean, wanted["linear_pool_mean"])
    close(mixture.sd, wanted["linear_pool_sd"])
    if wanted.get("logarithmic_pool"):
        normals = np.array([expert.parameters for expert in experts])
        mean, sd = pool_logarithmic_normals(normals[:, :1], normals[:, 1:], weights)
        close(mean, wanted["logarithmic_pool"]["mean"])
        close(sd, wanted["logarithmic_pool"]["sd"])


def distribution_of(expert):
    family = Family(expert["family"])
    limits = {name: expert[name] for name in ("lower", "upper") if expert.get(name) is not None}
    limits.setdefault("lower", 0.0 if family.needs_lower else -math.inf)
    limits.setdefault("upper", 1.0 if family is Family.BETA else math.inf)
    numbers = tuple(value for name, value in expert.items() if name not in {"family", "lower", "upper"})
    return Distribution(family=family, parameters=numbers, **limits)


def close(found, wanted):
    np.testing.assert_allclose(found, wanted, rtol=1e-9, atol=1e-12)
