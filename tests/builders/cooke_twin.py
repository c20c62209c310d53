"""Cooke's classical model, plain and slow, one number at a time: the oracle of the fast one.

Written from the formulas with nothing of the fast one but its types. Cumulative probabilities are interpolated, quantiles are found by
walking along all knots, and every cut-off is tried.
"""

from bisect import bisect_right
from itertools import pairwise
from math import exp, inf, isnan, log

from scipy.stats import chi2

from weighin.weighing.cooke.settings import Settings, Weights
from weighin.weighing.cooke.study import Scale, Study

NEAR = 1e-10


class Twin:
    """The whole model on one study."""

    def __init__(self, study: Study, settings: Settings) -> None:
        self.study, self.settings = study, settings
        self.experts, self.items = range(len(study.experts)), range(len(study.items))
        used = study.levels_used()
        self.columns = [[level for level in range(len(study.levels)) if used[item][level]] for item in self.items]
        self.seeds = [item for item in self.items if study.items[item].realisation is not None]
        shared = [
            level for level in range(len(study.levels)) if all(level in self.columns[item] for item in self.seeds)
        ]
        self.shared = [study.levels[level] for level in shared]
        self.judged = {}
        for expert in self.experts:
            for item in self.items:
                values = [study.assessments[expert, item, column] for column in self.columns[item]]
                if not any(isnan(value) for value in values):
                    self.judged[expert, item] = [self.scaled(item, value) for value in values]
        self.range = {item: self.range_of(item) for item in self.items}
        self.counts = [
            self.counted(lambda item, e=expert: self.judged.get((e, item)), shared) for expert in self.experts
        ]
        self.least = min((sum(counts) for counts in self.counts if sum(counts)), default=0)
        self.accuracy = [self.accuracy_of(counts) for counts in self.counts]
        self.information = {
            (expert, item): self.information_of(item, values) for (expert, item), values in self.judged.items()
        }
        self.shared_columns = shared

    def scaled(self, item, value):
        return log(value) if self.study.items[item].scale is Scale.LOG else float(value)

    def range_of(self, item):
        values = [value for (_, other), judged in self.judged.items() if other == item for value in judged]
        if not values:
            return None
        asked = self.study.items[item]
        if asked.realisation is not None:
            values.append(self.scaled(item, asked.realisation))
        low, high = min(values), max(values)
        below, above = (self.settings.overshoot if given is None else given for given in asked.overshoots)
        lower, upper = low - below * (high - low), high + above * (high - low)
        if asked.bounds[0] is not None:
            lower = max(lower, self.scaled(item, asked.bounds[0]))
        if asked.bounds[1] is not None:
            upper = min(upper, self.scaled(item, asked.bounds[1]))
        return lower, upper

    def levels(self, item):
        return [self.study.levels[column] for column in self.columns[item]]

    def counted(self, values_on, shared):
        counts = [0] * (len(shared) + 1)
        for item in self.seeds:
            values = values_on(item)
            if values is None:
                continue
            truth = self.scaled(item, self.study.items[item].realisation)
            chosen = [values[self.columns[item].index(column)] for column in shared]
            # A quantile of a mixture is known up to rounding only.
            counts[sum(value < truth - 1e-12 * max(1.0, abs(truth)) for value in chosen)] += 1
        return counts

    def accuracy_of(self, counts):
        total = sum(counts)
        if not total:
            return None
        edges = [0.0, *self.shared, 1.0]
        distance = sum(
            count / total * log(count / total / (high - low))
            for count, (low, high) in zip(counts, pairwise(edges), strict=True)
            if count
        )
        statistic = 2 * self.least * self.settings.calibration_power * max(distance, 0.0)
        return float(chi2.sf(statistic, len(self.shared)))

    def information_of(self, item, values):
        lower, upper = self.range[item]
        edges, levels = [lower, *values, upper], [0.0, *self.levels(item), 1.0]
        masses = [high - low for low, high in pairwise(levels)]
        widths = [high - low for low, high in pairwise(edges)]
        return log(upper - lower) + sum(
            mass * (log(mass / width) if width > 0 else inf) for mass, width in zip(masses, widths, strict=True)
        )

    def mean_information(self, expert, items):
        found = [self.information[expert, item] for item in items if (expert, item) in self.information]
        return sum(found) / len(found) if found else None

    def weights(self, weighted):
        """By item, of the experts in `weighted`, normalised over those who answered; None where nobody did."""
        result = {}
        for item in self.items:
            raw = {}
            for expert in weighted:
                if (expert, item) not in self.judged:
                    continue
                raw[expert] = self.raw_weight(expert, item)
            total = sum(raw.values())
            result[item] = {expert: weight / total for expert, weight in raw.items()} if total > 0 else None
        return result

    def raw_weight(self, expert, item):
        kind, accuracy = self.settings.weights, self.accuracy[expert] or 0.0
        if kind is Weights.EQUAL:
            return 1.0
        if kind is Weights.GIVEN:
            return self.study.experts[expert].weight or 0.0
        if kind is Weights.ITEM:
            return accuracy * self.information[expert, item]
        return accuracy * (self.mean_information(expert, self.seeds) or 0.0)

    def cumulative(self, expert, item, x):
        lower, upper = self.range[item]
        edges, levels = [lower, *self.judged[expert, item], upper], [0.0, *self.levels(item), 1.0]
        segment = min(bisect_right(edges, x) - 1, len(levels) - 2)
        return levels[segment] + (levels[segment + 1] - levels[segment]) * (x - edges[segment]) / (
            edges[segment + 1] - edges[segment]
        )

    def mixture_quantiles(self, item, weights):
        knots = sorted({*self.range[item], *(value for expert in weights for value in self.judged[expert, item])})
        at = [sum(weight * self.cumulative(expert, item, x) for expert, weight in weights.items()) for x in knots]
        found = []
        for level in self.levels(item):
            place = next(number for number, f in enumerate(at) if f >= level - 1e-14)
            if abs(at[place] - level) <= 1e-14:
                found.append(knots[place])
                continue
            share = (level - at[place - 1]) / (at[place] - at[place - 1])
            found.append(knots[place - 1] + share * (knots[place] - knots[place - 1]))
        return found

    def decision_of(self, weighted):
        """The decision maker in which exactly these experts have weight."""
        weights = self.weights(weighted)
        quantiles = {
            item: None if weights[item] is None else self.mixture_quantiles(item, weights[item]) for item in self.items
        }
        counts = self.counted(lambda item: quantiles[item], self.shared_columns) if self.seeds else []
        informed = {item: self.information_of(item, values) for item, values in quantiles.items() if values}
        on_seeds = [informed[item] for item in self.seeds if item in informed]
        return {
            "weighted": frozenset(weighted),
            "calibration": self.accuracy_of(counts) if self.seeds else None,
            "information_seed": sum(on_seeds) / len(on_seeds) if on_seeds else None,
            "information_all": sum(informed.values()) / len(informed),
            "quantiles": {
                item: values and [self.unscaled(item, value) for value in values] for item, values in quantiles.items()
            },
            "counts": counts,
            "weights": weights,
        }

    def unscaled(self, item, value):
        return exp(value) if self.study.items[item].scale is Scale.LOG else value

    def passing(self, cut_off):
        if self.settings.weights in {Weights.EQUAL, Weights.GIVEN}:
            return [e for e in self.experts if self.settings.weights is Weights.EQUAL or self.study.experts[e].weight]
        return [e for e in self.experts if self.accuracy[e] is not None and self.accuracy[e] >= cut_off * (1 - NEAR)]

    def decide(self):
        """With the given cut-off, or the best of all."""
        if not self.settings.optimised:
            return {
                **self.decision_of(self.passing(self.settings.cut_off or 0.0)),
                "cut_off": self.settings.cut_off or 0.0,
            }
        best, most = None, -1.0
        for cut_off in sorted({accuracy for accuracy in self.accuracy if accuracy is not None}):
            if not any(
                self.raw_weight(e, i) for e in self.passing(cut_off) for i in self.items if (e, i) in self.judged
            ):
                continue
            found = {**self.decision_of(self.passing(cut_off)), "cut_off": cut_off}
            combined = (found["calibration"] or 0.0) * (found["information_seed"] or 0.0)
            if (found["calibration"] or 0.0) < cut_off * (1 - NEAR):
                combined = 0.0
            if combined > most * (1 + 1e-12):
                best, most = found, combined
        return best
