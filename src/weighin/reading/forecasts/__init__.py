"""Forecasts in prose: where a panelist commits to how something will turn out, and which probabilities the words leave open."""

from weighin.reading.forecasts.find import find_forecasts

__all__ = ["find_forecasts"]
