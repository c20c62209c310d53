"""Who was right: scores, calibration, track records."""
