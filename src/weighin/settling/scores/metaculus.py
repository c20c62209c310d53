"""Baseline and peer scores as Metaculus computes them: rewards in points, higher is better.

A forecaster may change a forecast while the question is open; each version stands from its start to its end and earns in proportion to the
time for which it stood. The sum over the versions of one forecaster is that forecaster's score (`totals_by_forecaster`).

Formulas: Metaculus' help page "Scores FAQ" and its published scoring code (BSD-2), whose numbers the golden tests hold.
"""

from collections.abc import Hashable, Sequence
from enum import StrEnum
from math import log
from typing import Final, NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike

from weighin.errors import BadJudgements, WrongShape
from weighin.settling.scores.inputs import floats_of, require_probabilities
from weighin.weighing.arrays import BoolArray, FloatArray, Names, named

OPEN_TAIL: Final = 0.05  # what the baseline gives to everything beyond an open bound
SUM_SLACK: Final = 1e-6


class QuestionKind(StrEnum):
    """The kinds of questions. Numeric, date and discrete are scored alike, on bins of their range."""

    BINARY = "binary"
    MULTIPLE_CHOICE = "multiple_choice"
    NUMERIC = "numeric"
    DATE = "date"
    DISCRETE = "discrete"

    @property
    def has_options(self) -> bool:
        """Whether it is answered by options rather than by bins of a range."""
        return self in {QuestionKind.BINARY, QuestionKind.MULTIPLE_CHOICE}


class SettledQuestion(Struct, frozen=True, kw_only=True):
    """A settled question as far as scores need it. Times are numbers in one unit, as seconds since 1970.

    Attributes:
        opened, scheduled_close: the span over which coverage is counted. closed: when it really closed, at most the scheduled close.
        resolution: number of the option or bin that came true, from 0; of a yes/no question 0 is no and 1 yes; of a range the first bin is
            everything below the lower bound, the last everything above the upper.
        open_bounds: how many of the two bounds of a range are open. spot_time: when spot scores look.
    """

    kind: QuestionKind
    opened: float
    scheduled_close: float
    closed: float
    resolution: int
    open_bounds: int = 0
    spot_time: float | None = None

    def __post_init__(self) -> None:
        if not self.opened < self.scheduled_close:
            msg = f"expected a question to open before it closes, found {self.opened:g} and {self.scheduled_close:g}"
            raise BadJudgements(msg)
        if not 0 <= self.open_bounds <= 2:
            msg = f"expected 0, 1 or 2 open bounds, found {self.open_bounds}"
            raise BadJudgements(msg)


class StandingForecasts(NamedTuple):
    """The versions of forecasts on one question.

    Attributes:
        probabilities: (forecasts, options or bins); yes/no as (no, yes); NaN for an option that did not exist yet.
        starts: (forecasts,). ends: (forecasts,); NaN for one that still stands.
    """

    probabilities: ArrayLike
    starts: ArrayLike
    ends: ArrayLike


class PointScores(NamedTuple):
    """Points and coverage of each forecast.

    Attributes:
        points: (forecasts,), already multiplied by the time for which it stood. coverage: (forecasts,), that time as a share of the span; of a
            spot score 1 where it stood then and 0 where not.
    """

    points: FloatArray
    coverage: FloatArray


class _Standing(NamedTuple):
    of_truth: FloatArray  # (forecasts,) natural log of the probability of what came true, of the last option where it did not exist yet
    of_last: FloatArray  # (forecasts,) the same of the last option
    lacks: BoolArray  # (forecasts,) whether what came true did not exist yet
    options: FloatArray  # (forecasts,) how many options there were
    starts: FloatArray
    ends: FloatArray  # infinite where still standing


class _Panel(NamedTuple):
    """The geometric mean of those who stood, from each time at which somebody came or went, while anybody stood."""

    times: FloatArray
    mean: FloatArray  # natural log
    factor: FloatArray  # n / (n - 1); 0 where only one stood


def baseline_scores(
    question: SettledQuestion, forecasts: StandingForecasts, *, forecasters: Names | None = None
) -> PointScores:
    """Points above chance: 0 for the uniform forecast, at most 100; `100 ln(p k) / ln k` for k options, `50 ln(p / baseline)` for a range.

    The baseline of a range is 0.05 in an open tail and the rest spread evenly over the bins inside; k counts the options that existed when
    the forecast was made, and where the one that came true did not, its share is read from the last option ("other").

    Args:
        question: what was asked and what came true.
        forecasts: as they stood.
        forecasters: whose they are, for errors.

    Returns:
        Points weighted by time, and coverage; 0 and 0 for one that never stood while the question was open; NaN where the forecast is missing;
        minus infinity where it called impossible what came true.

    Raises:
        ProbabilityOutOfRange, BadJudgements: name the forecast. WrongShape: they do not fit together or the question.
    """
    standing = _looked_over(question, forecasts, forecasters=forecasters)
    coverage = np.maximum(_until(question, standing) - _from(question, standing), 0) / _span(question)
    above_chance = _above_chance(question, standing)
    with np.errstate(invalid="ignore"):
        points = np.where((coverage > 0) | np.isnan(above_chance), above_chance * coverage, 0)
    return PointScores(points=points, coverage=coverage)


def baseline_spot_scores(
    question: SettledQuestion, forecasts: StandingForecasts, *, forecasters: Names | None = None
) -> PointScores:
    """Baseline points at the question's `spot_time`, without weighting by time: 0 for who had no forecast standing then.

    Args:
        question, forecasts, forecasters: as in `baseline_scores`.

    Raises:
        BadJudgements: the question has no spot time. Else as `baseline_scores`.
    """
    standing = _looked_over(question, forecasts, forecasters=forecasters)
    stood = _stood_at(_spot_of(question), standing)
    return PointScores(points=np.where(stood, _above_chance(question, standing), 0), coverage=stood.astype(np.float64))


def peer_scores(
    question: SettledQuestion, forecasts: StandingForecasts, *, forecasters: Names | None = None
) -> PointScores:
    """Points above the others: `100 n/(n-1) ln(p / geometric mean of the n who stood, own included)`, half of it for a range; 0 on average.

    The mean changes whenever somebody comes or goes. While anybody stands whose forecast knows no such option, the mean of all is that of the
    last option, also of those who do know it: so does Metaculus. Alone one earns nothing, but the time counts as covered. Where nobody stands any more
    the last mean is carried on, and the last to stand are covered until the next comes: so does Metaculus.

    Args:
        question: what was asked and what came true.
        forecasts: as they stood, of everybody who belongs to the comparison.
        forecasters: whose they are, for errors.

    Returns:
        Points weighted by time, and coverage; NaN where the forecast is missing (it is then in no mean).

    Raises:
        BadJudgements: a forecast that called impossible what came true (no mean can hold it). Else as `baseline_scores`.
    """
    standing = _looked_over(question, forecasts, forecasters=forecasters)
    _require_possible(standing, forecasters=forecasters)
    panel = _panel_of(standing)
    times = np.maximum(panel.times, question.opened)
    lengths = np.maximum(np.minimum(np.append(times[1:], np.inf), question.closed) - times, 0) / _span(question)
    weights = panel.factor * lengths
    # sums up to each time: what a forecast earned is the difference of two of them
    covered, weighed, means = (_sums_before(values) for values in (lengths, weights, weights * panel.mean))
    first = np.searchsorted(times, _from(question, standing), side="left")
    last = np.maximum(np.searchsorted(times, _until(question, standing), side="left"), first)
    coverage = covered[last] - covered[first]
    points = standing.of_truth * (weighed[last] - weighed[first]) - (means[last] - means[first])
    stood = _until(question, standing) > _from(question, standing)
    half = 1 if question.kind.has_options else 0.5
    return PointScores(
        points=np.where(stood | np.isnan(points), 100 * half * points, 0), coverage=np.where(stood, coverage, 0)
    )


def peer_spot_scores(
    question: SettledQuestion, forecasts: StandingForecasts, *, forecasters: Names | None = None
) -> PointScores:
    """Peer points at the question's `spot_time`, without weighting by time, against the last mean that began strictly before it.

    Args:
        question, forecasts, forecasters: as in `peer_scores`.

    Raises:
        BadJudgements: the question has no spot time. Else as `peer_scores`.
    """
    standing = _looked_over(question, forecasts, forecasters=forecasters)
    _require_possible(standing, forecasters=forecasters)
    spot = _spot_of(question)
    panel = _panel_of(standing)
    last = int(np.searchsorted(panel.times, spot, side="left")) - 1
    if last < 0:
        nothing = np.zeros(standing.starts.shape)
        return PointScores(points=nothing, coverage=nothing)
    stood = _stood_at(spot, standing)
    half = 1 if question.kind.has_options else 0.5
    points = 100 * half * panel.factor[last] * (standing.of_truth - panel.mean[last])
    return PointScores(points=np.where(stood, points, 0), coverage=stood.astype(np.float64))


def totals_by_forecaster(scores: PointScores, forecasters: Sequence[Hashable]) -> dict[Hashable, tuple[float, float]]:
    """Points and coverage of each forecaster: the sums over the versions of their forecast, in order of first appearance.

    Args:
        scores: of the forecasts. forecasters: (forecasts,), whose each is.

    Raises:
        WrongShape: not as many forecasters as forecasts.
    """
    if len(forecasters) != scores.points.size:
        msg = f"expected one forecaster for each of {scores.points.size} forecasts, found {len(forecasters)}"
        raise WrongShape(msg)
    totals: dict[Hashable, tuple[float, float]] = {}
    for forecaster, points, coverage in zip(forecasters, scores.points.tolist(), scores.coverage.tolist(), strict=True):
        earned, stood = totals.get(forecaster, (0.0, 0.0))
        totals[forecaster] = (earned + points, stood + coverage)
    return totals


def _looked_over(question: SettledQuestion, forecasts: StandingForecasts, *, forecasters: Names | None) -> _Standing:
    given = floats_of(forecasts.probabilities, meaning="(forecasts, options)", trailing=2)
    starts, ends = (floats_of(times, meaning="(forecasts,)") for times in (forecasts.starts, forecasts.ends))
    if given.ndim != 2 or starts.shape != given.shape[:1] or ends.shape != given.shape[:1] or given.shape[1] < 2:
        msg = f"expected probabilities (forecasts, options) and a start and an end for each, found {given.shape}, {starts.shape}, {ends.shape}"
        raise WrongShape(msg)
    if not 0 <= question.resolution < given.shape[1]:
        msg = f"expected a resolution of 0 to {given.shape[1] - 1}, the options there are, found {question.resolution}"
        raise WrongShape(msg)
    # one row is one forecast here: errors name it as the expert
    require_probabilities(given[:, None, :], trailing=1, experts=forecasters)
    if np.isnan(starts).any():
        msg = "expected a time at which the forecast began, found none"
        raise BadJudgements(msg, expert=named(forecasters, int(np.argmax(np.isnan(starts)))))
    exist = ~np.isnan(given)
    off = exist.any(axis=1) & (np.abs(np.where(exist, given, 0).sum(axis=1) - 1) > SUM_SLACK)
    if off.any():
        place = int(np.argmax(off))
        msg = f"expected probabilities that sum to 1, found a sum of {np.nansum(given[place]):g}"
        raise BadJudgements(msg, expert=named(forecasters, place))
    lacks = ~exist[:, question.resolution] & (question.kind is QuestionKind.MULTIPLE_CHOICE)
    with np.errstate(divide="ignore"):
        of_last = np.log(given[:, -1])
        of_truth = np.where(lacks, of_last, np.log(given[:, question.resolution]))
    return _Standing(of_truth, of_last, lacks, exist.sum(axis=1), starts, np.where(np.isnan(ends), np.inf, ends))


def _require_possible(standing: _Standing, *, forecasters: Names | None) -> None:
    impossible = np.isneginf(standing.of_truth)
    if standing.lacks.any():
        impossible = impossible | np.isneginf(standing.of_last)
    if impossible.any():
        msg = "called impossible what came true: no geometric mean can hold a probability of 0"
        raise BadJudgements(msg, expert=named(forecasters, int(np.argmax(impossible))))


def _above_chance(question: SettledQuestion, standing: _Standing) -> FloatArray:
    """Points of a forecast that stood all the time."""
    if question.kind.has_options:
        uniform = np.log(np.maximum(standing.options, 2))
        return 100 * (standing.of_truth + uniform) / uniform
    bins = standing.options
    in_tail = (question.resolution == 0) | (question.resolution == bins - 1)
    inside = (1 - OPEN_TAIL * question.open_bounds) / np.maximum(bins - 2, 1)
    return 100 * (standing.of_truth - np.where(in_tail, log(OPEN_TAIL), np.log(inside))) / 2


def _panel_of(standing: _Standing) -> _Panel:
    stood = (standing.ends > standing.starts) & ~np.isnan(standing.of_truth)
    starts, ends, lacks = standing.starts[stood], standing.ends[stood], standing.lacks[stood]
    goes = np.isfinite(ends)
    times, places = np.unique(np.concatenate([starts, ends[goes]]), return_inverse=True)

    def standing_sum(values: FloatArray) -> FloatArray:
        """The sum of the values of those who stood, from each time on."""
        came = np.bincount(places[: starts.size], weights=values, minlength=times.size)
        went = np.bincount(places[starts.size :], weights=values[goes], minlength=times.size)
        return np.cumsum(came - went)

    count = standing_sum(np.ones(starts.size))  # whole numbers, so exact
    anybody = count > 0
    total = standing_sum(standing.of_truth[stood])
    if lacks.any():
        # while somebody stands whose forecast knows no such option, the mean too is read from the last option, for all
        total = np.where(standing_sum(lacks.astype(np.float64)) > 0, standing_sum(standing.of_last[stood]), total)
    count, total = count[anybody], total[anybody]
    factor = np.where(count > 1, count / np.maximum(count - 1, 1), 0)
    return _Panel(times=times[anybody], mean=total / count, factor=factor)


def _sums_before(values: FloatArray) -> FloatArray:
    return np.concatenate([[0.0], np.cumsum(values)])


def _from(question: SettledQuestion, standing: _Standing) -> FloatArray:
    return np.maximum(standing.starts, question.opened)


def _until(question: SettledQuestion, standing: _Standing) -> FloatArray:
    return np.minimum(standing.ends, question.closed)


def _span(question: SettledQuestion) -> float:
    return question.scheduled_close - question.opened


def _stood_at(spot: float, standing: _Standing) -> BoolArray:
    return (standing.starts <= spot) & (spot < standing.ends)


def _spot_of(question: SettledQuestion) -> float:
    if question.spot_time is None:
        msg = "expected a question with a time for spot scores, found none"
        raise BadJudgements(msg)
    return question.spot_time
