"""What an editor corrects in a reading: each correction a small value that is kept, can be replayed and taken back."""

from weighin.reading.corrections.apply import correct
from weighin.reading.corrections.describe import describe
from weighin.reading.corrections.kinds import Correction, decode_correction, encode_correction
from weighin.reading.corrections.replay import Misfit, Replayed, corrected, replay

__all__ = [
    "Correction",
    "Misfit",
    "Replayed",
    "correct",
    "corrected",
    "decode_correction",
    "describe",
    "encode_correction",
    "replay",
]
