"""Which probabilities a forecast leaves open for the event that it words."""

import re

from weighin.reading.forecasts.cues.words import STRONG
from weighin.reading.forecasts.numbers import Stated
from weighin.reading.forecasts.phrases import opposite_of, range_of
from weighin.record.values import ProbabilityRange

_STRONG = re.compile(rf"\b{STRONG}\b|\bin the extreme\b|\bextraordinarily\b")
_ALMOST = re.compile(r"\b(?:almost|nearly|virtually|all but|practically|well nigh)\b")
# what an intensifier makes of a phrase, where the table has it
_STRONGER = {
    "likely": "highly likely",
    "probable": "very probable",
    "good chance": "very good chance",
    "unlikely": "highly unlikely",
    "improbable": "very improbable",
    "doubtful": "very doubtful",
    "doubt": "very doubtful",
}


def key_of(key: str, words: str) -> str:
    """The phrase of the table for the words of a cue, intensifier and all."""
    if key == "improbable" and "impossible" in words:
        return "almost no chance" if _ALMOST.search(words) else "impossible"
    stronger = _STRONGER.get(key)
    return stronger if stronger and _STRONG.search(words) else key


def range_for(key: str, *, is_mirrored: bool, stated: Stated | None) -> ProbabilityRange | None:
    """What was stated, else the range of the phrase; turned round where the expectation was denied. None where the words give none."""
    if stated is not None:
        return ProbabilityRange(
            lowest=stated.low,
            low=stated.low,
            median=(stated.low + stated.high) / 2,
            high=stated.high,
            highest=stated.high,
            basis="stated by the panelist",
        )
    return opposite_of(key) if is_mirrored else range_of(key)
