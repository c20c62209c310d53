"""Files of forecasts, each kind of file read to one shape: long tables, hubs, downloads from Metaculus, records of prose."""

from weighin.settling.forecasts.counting import Versions, counted_forecasts
from weighin.settling.forecasts.forecasts import ForecastKind, Forecasts
from weighin.settling.forecasts.from_hub import forecasts_of_hub
from weighin.settling.forecasts.from_metaculus import Points, forecasts_of_download, points_of_download
from weighin.settling.forecasts.from_record import forecasts_of_record
from weighin.settling.forecasts.long_table import read_long_table
from weighin.settling.outcomes import read_outcomes

__all__ = [
    "ForecastKind",
    "Forecasts",
    "Points",
    "Versions",
    "counted_forecasts",
    "forecasts_of_download",
    "forecasts_of_hub",
    "forecasts_of_record",
    "points_of_download",
    "read_long_table",
    "read_outcomes",
]
