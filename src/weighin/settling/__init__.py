"""Who was right: scores, calibration, track records."""

from weighin.settling.scores.face import Scoring, score

__all__ = ["Scoring", "score"]
