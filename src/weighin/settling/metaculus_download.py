"""A download from Metaculus: `question_data.csv` and `forecast_data.csv` to questions and forecasts that can be scored.

Read of the questions: Question ID, Question Title, Question Type, MC Options (All), Open Lower Bound, Open Upper Bound, Continuous Range, Open
Time, Scheduled Close Time, Actual Close Time, Resolution; and CP Reveal Time or, where it is there, Spot Scoring Time. Read of the forecasts:
Question ID; Forecaster Username, Forecaster ID or Forecaster (Anonymized); Start Time, End Time, Forecaster Count, Probability Yes, Probability
Yes Per Category, Continuous CDF. Rows with a Forecaster Count are Metaculus' own aggregates: they are left out, since peers are people.

Source: the README in the download.
"""

import ast
import json
from datetime import datetime
from typing import Any, Final

import numpy as np
from msgspec import Struct

from weighin.errors import Unreadable
from weighin.settling.cells import text_at, text_of, time_of
from weighin.settling.scores.metaculus import QuestionKind, SettledQuestion, StandingForecasts
from weighin.tables import Columns, columns_of
from weighin.weighing.arrays import FloatArray

QUESTIONS: Final = "question_data.csv"
FORECASTS: Final = "forecast_data.csv"
NEEDED_OF_QUESTIONS = (
    "Question ID",
    "Question Type",
    "Open Time",
    "Scheduled Close Time",
    "Actual Close Time",
    "Resolution",
)
NEEDED_OF_FORECASTS = ("Question ID", "Start Time", "End Time")
NOT_SETTLED = {"": "not resolved yet", "annulled": "annulled", "ambiguous": "resolved as ambiguous"}


class DownloadedQuestion(Struct, frozen=True, kw_only=True):
    """A question with its forecasts.

    Attributes:
        number: the Question ID. title: as it stands. kind: of the question.
        settled: what scores need, times in seconds since 1970; None where it cannot be scored, and `why_not` says why.
        forecasters: (forecasts,), whose each forecast is. forecasts: as they stood. aggregates: how many rows of aggregates were left out.
    """

    number: str
    title: str
    kind: QuestionKind
    settled: SettledQuestion | None
    why_not: str
    forecasters: tuple[str, ...]
    forecasts: StandingForecasts
    aggregates: int = 0


def read_metaculus_download(questions: object, forecasts: object) -> tuple[DownloadedQuestion, ...]:
    """Read the two tables of a download.

    Args:
        questions, forecasts: CSV text, Parquet bytes or a data frame each, as `tables.columns_of` takes them.

    Raises:
        Unreadable: a column is missing, a cell cannot be understood (names table and row), a forecast is of no question.
    """
    asked = columns_of(questions, name=QUESTIONS, needed=NEEDED_OF_QUESTIONS)
    answered = columns_of(forecasts, name=FORECASTS, needed=NEEDED_OF_FORECASTS)
    numbers = [text_of(each) for each in asked["Question ID"]]
    rows: dict[str, list[int]] = {number: [] for number in numbers}
    for row, each in enumerate(answered["Question ID"]):
        number = text_of(each)
        if number not in rows:
            reason = f"row {row + 2}: a forecast of question {number}, which {QUESTIONS} does not have"
            raise Unreadable(FORECASTS, reason)
        rows[number].append(row)
    return tuple(_question(asked, place, answered, rows[number]) for place, number in enumerate(numbers))


def _question(asked: Columns, place: int, answered: Columns, rows: list[int]) -> DownloadedQuestion:
    try:
        kind = QuestionKind(text_at(asked, "Question Type", place))
    except ValueError as error:
        reason = f"row {place + 2}: no kind of question {text_at(asked, 'Question Type', place)!r}"
        raise Unreadable(QUESTIONS, reason) from error
    people = [row for row in rows if not text_at(answered, "Forecaster Count", row)]
    shares = [_shares(kind, answered, row) for row in people]
    if len({len(each) for each in shares}) > 1:
        reason = f"question {text_at(asked, 'Question ID', place)}: forecasts of different lengths"
        raise Unreadable(FORECASTS, reason)
    settled, why_not = _settled(kind, asked, place)
    return DownloadedQuestion(
        number=text_at(asked, "Question ID", place),
        title=text_at(asked, "Question Title", place),
        kind=kind,
        settled=settled,
        why_not=why_not,
        forecasters=tuple(_forecaster(answered, row) for row in people),
        forecasts=StandingForecasts(
            np.array(shares) if shares else np.empty((0, 2)),
            np.array([_time(answered, "Start Time", row, FORECASTS) for row in people]),
            np.array([_time(answered, "End Time", row, FORECASTS) for row in people]),
        ),
        aggregates=len(rows) - len(people),
    )


def _settled(kind: QuestionKind, asked: Columns, place: int) -> tuple[SettledQuestion | None, str]:
    resolution = text_at(asked, "Resolution", place)
    if resolution.lower() in NOT_SETTLED:
        return None, NOT_SETTLED[resolution.lower()]
    number = _resolution(kind, resolution, asked, place)
    opened, scheduled, closed = (
        _time(asked, name, place, QUESTIONS) for name in ("Open Time", "Scheduled Close Time", "Actual Close Time")
    )
    spot = _time(asked, "Spot Scoring Time", place, QUESTIONS)
    if np.isnan(spot):
        spot = _time(asked, "CP Reveal Time", place, QUESTIONS)
    if np.isnan([opened, scheduled, closed]).any():
        return None, "a time is missing: when it opened, was to close, or closed"
    if opened >= scheduled:
        return None, "it opens after it closes"
    bounds = [text_at(asked, name, place).lower() == "true" for name in ("Open Lower Bound", "Open Upper Bound")]
    question = SettledQuestion(
        kind=kind,
        opened=opened,
        scheduled_close=scheduled,
        closed=closed,
        resolution=number,
        open_bounds=sum(bounds),
        spot_time=None if np.isnan(spot) else spot,
    )
    return question, ""


def _resolution(kind: QuestionKind, resolution: str, asked: Columns, place: int) -> int:
    """The number of the option or bin that came true."""
    if kind is QuestionKind.BINARY:
        answers = ["no", "yes"]
        if resolution.lower() in answers:
            return answers.index(resolution.lower())
    elif kind is QuestionKind.MULTIPLE_CHOICE:
        options = _options(asked, place)
        if resolution in options:
            return options.index(resolution)
    else:
        edges = [_location(each) for each in _list(asked, "Continuous Range", place, QUESTIONS)]
        if resolution == "below_lower_bound":
            return 0
        if resolution == "above_upper_bound":
            return len(edges)
        value = _location(resolution)
        if len(edges) > 1 and not np.isnan([value, *edges]).any():
            if value < edges[0]:
                return 0
            # a value on an edge belongs to the bin below it, one on the lower bound to the first inside
            return max(int(np.searchsorted(edges, value, side="left")), 1)
    reason = f"row {place + 2}: a resolution that is no answer to the question: {resolution!r}"
    raise Unreadable(QUESTIONS, reason)


def _shares(kind: QuestionKind, answered: Columns, row: int) -> FloatArray:
    """The probabilities of the options or bins of a forecast."""
    if kind is QuestionKind.BINARY:
        yes = text_at(answered, "Probability Yes", row)
        try:
            return np.array([1 - float(yes), float(yes)])
        except ValueError as error:
            reason = f"row {row + 2}: Probability Yes is no number: {yes!r}"
            raise Unreadable(FORECASTS, reason) from error
    name = "Probability Yes Per Category" if kind is QuestionKind.MULTIPLE_CHOICE else "Continuous CDF"
    values = _list(answered, name, row, FORECASTS)
    try:
        numbers = np.array([np.nan if each is None else float(each) for each in values])
    except (TypeError, ValueError) as error:
        reason = f"row {row + 2}: {name} holds something else than numbers"
        raise Unreadable(FORECASTS, reason) from error
    if numbers.size < 2:
        reason = f"row {row + 2}: {name} has {numbers.size} numbers, expected at least two"
        raise Unreadable(FORECASTS, reason)
    return numbers if kind is QuestionKind.MULTIPLE_CHOICE else np.diff(numbers, prepend=0.0, append=1.0)


def _forecaster(answered: Columns, row: int) -> str:
    for name in ("Forecaster Username", "Forecaster ID", "Forecaster (Anonymized)"):
        if found := text_at(answered, name, row):
            return found
    return f"row {row + 2}"


def _options(asked: Columns, place: int) -> list[str]:
    """The options are written as a list of Python's, with its quotation marks."""
    text = text_at(asked, "MC Options (All)", place)
    try:
        found = ast.literal_eval(text)  # reads literals only, runs nothing
    except (ValueError, SyntaxError, RecursionError, MemoryError) as error:
        reason = f"row {place + 2}: MC Options (All) is no list: {text[:80]!r}"
        raise Unreadable(QUESTIONS, reason) from error
    return [str(each) for each in found] if isinstance(found, list | tuple) else []


def _list(columns: Columns, name: str, row: int, table: str) -> list[Any]:
    value = columns[name][row] if name in columns else ""
    if isinstance(value, list):
        return value
    text = text_of(value)
    try:
        found = json.loads(text.replace("None", "null").replace("'", '"'))
    except (ValueError, RecursionError) as error:
        reason = f"row {row + 2}: {name} is no list: {text[:80]!r}"
        raise Unreadable(table, reason) from error
    return found if isinstance(found, list) else [found]


def _location(value: Any) -> float:
    """A number, or a date in seconds since 1970; NaN where it is neither."""
    try:
        return float(value)
    except (TypeError, ValueError):
        try:
            return datetime.fromisoformat(str(value)).timestamp()
        except ValueError:
            return float("nan")


def _time(columns: Columns, name: str, row: int, table: str) -> float:
    """Seconds since 1970; NaN where none is given."""
    return time_of(text_at(columns, name, row), what=name, table=table, row=row)
