"""A download from Metaculus as forecasts: each version of a forecast is one; and the points that Metaculus itself gives."""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from weighin.settling.cells import NOT_SETTLED
from weighin.settling.forecasts.forecasts import Batch, ForecastKind, Forecasts
from weighin.settling.metaculus_download import DownloadedQuestion
from weighin.settling.scored_pairs import ScoredPairs
from weighin.settling.scores.face import Orientation
from weighin.settling.scores.metaculus import QuestionKind, baseline_scores, peer_scores, totals_by_forecaster


class Points(StrEnum):
    """Scores in points, weighted by the time for which a forecast stood: more than chance, or more than the others."""

    BASELINE = "baseline"
    PEER = "peer"


def forecasts_of_download(questions: Sequence[DownloadedQuestion], *, name: str) -> Forecasts:
    """The forecasts on yes/no questions and on choices; those on ranges, which have points only, are left out with a warning.

    Args:
        questions: as `read_metaculus_download` reads them. name: what people call the download.
    """
    used = [each for each in questions if each.kind.has_options and each.forecasters]
    ranges = [each for each in questions if not each.kind.has_options]
    batches = []
    start = 0
    for each in used:
        batches.append(_batch(each, start))
        start += len(each.forecasters)
    warnings = (
        [f"questions on quantities have points only (--score baseline or peer), and are left out here: {len(ranges)}"]
        if ranges
        else []
    )
    return Forecasts(
        source=name,
        experts=tuple(who for each in used for who in each.forecasters),
        questions=tuple(_name(each) for each in used for _ in each.forecasters),
        rows=(0,) * start,
        states=tuple(_state(each) for each in used for _ in each.forecasters),
        times=np.concatenate([np.asarray(each.forecasts.starts, dtype=float) for each in used])
        if used
        else np.empty(0),
        scheduled=np.array(
            [each.settled.closed if each.settled else np.nan for each in used for _ in each.forecasters]
        ),
        subjects=("",) * start,
        horizons=("",) * start,
        batches=tuple(batches),
        warnings=tuple(warnings),
    )


def _batch(question: DownloadedQuestion, start: int) -> Batch:
    shares = np.asarray(question.forecasts.probabilities, dtype=np.float64)
    yes_no = question.kind is QuestionKind.BINARY
    # an option that did not exist yet when the forecast was made had no probability
    values = shares[:, 1] if yes_no else np.where(np.isnan(shares), 0.0, shares)
    outcome = question.settled.resolution if question.settled else np.nan
    return Batch(
        kind=ForecastKind.YES_NO if yes_no else ForecastKind.CHOICE,
        places=np.arange(start, start + len(question.forecasters)),
        given=values,
        outcomes=np.full(len(question.forecasters), outcome, dtype=np.float64),
    )


def _state(question: DownloadedQuestion) -> str:
    if question.settled:
        return ""
    return NOT_SETTLED if question.why_not == "not resolved yet" else question.why_not


def _name(question: DownloadedQuestion) -> str:
    return question.title or question.number


def points_of_download(questions: Sequence[DownloadedQuestion], points: Points) -> ScoredPairs:
    """Baseline or peer points of every forecaster on every settled question, of all kinds.

    Raises:
        BadJudgements: as `baseline_scores` and `peer_scores` say.
    """
    score = baseline_scores if points is Points.BASELINE else peer_scores
    experts: list[str] = []
    of: list[str] = []
    earned: list[float] = []
    coverage: list[float] = []
    left_out: dict[str, int] = {}
    for question in questions:
        if question.settled is None:
            state = _state(question)
            left_out[state] = left_out.get(state, 0) + len(question.forecasters)
        elif question.forecasters:
            scores = score(question.settled, question.forecasts, forecasters=question.forecasters)
            for who, (total, stood) in totals_by_forecaster(scores, question.forecasters).items():
                experts.append(str(who))
                of.append(_name(question))
                earned.append(total)
                coverage.append(stood)
    return ScoredPairs(
        of="questions, time-weighted",
        score=str(points),
        orientation=Orientation.REWARD,
        unit="points",
        perfect=100.0 if points is Points.BASELINE else float("nan"),
        experts=tuple(experts),
        questions=tuple(of),
        scores=np.array(earned).reshape(-1, 1),
        coverage=np.array(coverage),
        left_out=left_out,
    )
