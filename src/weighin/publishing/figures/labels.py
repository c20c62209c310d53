"""What the pictures of pools and of agreement write at their rows."""

import math

LETTERS = 60


def clipped_words(text: str) -> str:
    """A question short enough for one line."""
    words = " ".join(text.split())
    return words if len(words) <= LETTERS else words[: LETTERS - 1].rstrip(" ,;:.") + "…"


def number_or_none(value: float) -> float | None:
    """A number as JSON can carry it; None where there is none."""
    return None if math.isnan(value) else float(value)
