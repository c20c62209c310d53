"""Whether what was called 70 per cent happened in seven of ten cases: reliability, decomposition, coverage, discrimination, intervals."""

from weighin.settling.calibration.corp import Reliability, consistency_band, recalibrate, reliability_of
from weighin.settling.calibration.coverage import QuantileCoverage, coverage_of_quantiles
from weighin.settling.calibration.discrimination import RocCurve, area_under_roc, roc_curve
from weighin.settling.calibration.due import Due, due_questions
from weighin.settling.calibration.murphy import MurphyDecomposition, decompose_by_bins, decompose_by_forecast
from weighin.settling.calibration.resampling import Interval, resampled_interval

__all__ = [
    "Due",
    "Interval",
    "MurphyDecomposition",
    "QuantileCoverage",
    "Reliability",
    "RocCurve",
    "area_under_roc",
    "consistency_band",
    "coverage_of_quantiles",
    "decompose_by_bins",
    "decompose_by_forecast",
    "due_questions",
    "recalibrate",
    "reliability_of",
    "resampled_interval",
    "roc_curve",
]
