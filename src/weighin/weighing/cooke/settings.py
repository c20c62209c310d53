"""How a decision maker is made: which weights, which cut-off, which intrinsic range."""

import numpy as np
from msgspec import Struct

from weighin.errors import BadJudgements
from weighin.weighing.kinds import Weights

__all__ = ["Settings", "Weights"]


class Settings(Struct, frozen=True, kw_only=True):
    """What the analyst chooses.

    Attributes:
        weights: where they come from.
        cut_off: the statistical accuracy that an expert must reach to have any weight, in [0, 1]; None finds the one that makes the
            decision maker's combined score highest. Equal and given weights know no cut-off.
        overshoot: how far the intrinsic range goes beyond all values, as a share of their range, at least 0.
        calibration_power: factor on the number of seed items, above 0; below 1 the test tells experts apart less sharply.
    """

    weights: Weights = Weights.GLOBAL
    cut_off: float | None = None
    overshoot: float = 0.1
    calibration_power: float = 1.0

    def __post_init__(self) -> None:
        if not (np.isfinite(self.overshoot) and self.overshoot >= 0):
            msg = f"expected an overshoot of 0 or more, found {self.overshoot:g}; 10 % is 0.1"
            raise BadJudgements(msg)
        if not (np.isfinite(self.calibration_power) and self.calibration_power > 0):
            msg = f"expected a calibration power above 0, found {self.calibration_power:g}"
            raise BadJudgements(msg)
        if self.cut_off is not None and not 0 <= self.cut_off <= 1:
            msg = f"expected a cut-off between 0 and 1, found {self.cut_off:g}"
            raise BadJudgements(msg)
        if self.cut_off and not self.by_performance:
            msg = f"{self.weights.value} weights do not come from performance and know no cut-off; leave it out"
            raise BadJudgements(msg)

    @property
    def by_performance(self) -> bool:
        """Whether the weights are measured on seed items."""
        return self.weights in {Weights.GLOBAL, Weights.ITEM}

    @property
    def optimised(self) -> bool:
        """Whether the cut-off is searched for."""
        return self.by_performance and self.cut_off is None

    def plain(self) -> dict[str, object]:
        """As the settings of a `Weighing`."""
        return {
            "weights": self.weights.value,
            "cut_off": "optimised" if self.optimised else (self.cut_off or 0.0),
            "overshoot": self.overshoot,
            "calibration_power": self.calibration_power,
        }
