"""Everything that is said of a panel's agreement at once: question by question, over all, between rounds, and as a map.

`weighin agree` prints it; the columns of `agreement_columns` are its file.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from msgspec import Struct, structs
from numpy.typing import ArrayLike

from weighin.errors import TooFew
from weighin.tables import Columns
from weighin.weighing.agreement.alpha import krippendorff_alpha
from weighin.weighing.agreement.appropriateness import AppropriatenessByQuestion, appropriateness_of
from weighin.weighing.agreement.concordance import Concordance, concordance_of
from weighin.weighing.agreement.consensus import Consensus, ConsensusRule, InterquartileRule, consensus_by
from weighin.weighing.agreement.interval import resample_questions
from weighin.weighing.agreement.ratings import ratings_of
from weighin.weighing.agreement.rounds import Movement, Stability, movement_between, stability_between
from weighin.weighing.agreement.spread import Spread, spread_of
from weighin.weighing.arrays import FloatArray
from weighin.weighing.kinds import Measurement
from weighin.weighing.panel_map import PanelMap, draw_panel
from weighin.weighing.result import Weighing
from weighin.weighing.sensitivity import Resampled, leave_one_out


class AgreementReport(Struct, frozen=True, kw_only=True, eq=False):
    """How far a panel agrees, with all that is said of it. What a level of measurement, a single round or too few answers do not allow is None.

    Attributes:
        experts, questions: their names. measurement: what the ratings mean.
        spread: middle and spread by question; None for names. most_chosen: for names, by question the most frequent value and its share.
        consensus: by the rule that was stated; None for names.
        alpha: Krippendorff's, with its interval by resampling questions and (experts,) its value without each expert.
        concordance: Kendall's W; None for names. appropriateness: RAND/UCLA, where it was asked for.
        movement, stability: from the first round to the last. panel_map: of votes, where it was asked for.
        warnings: what a reader should know.
    """

    experts: tuple[str, ...]
    questions: tuple[str, ...]
    measurement: Measurement
    alpha: Weighing[float]
    alpha_interval: Resampled | None
    alpha_without: FloatArray | None
    answered: FloatArray
    spread: Weighing[Spread] | None = None
    most_chosen: tuple[tuple[float, float], ...] = ()
    consensus: Weighing[Consensus] | None = None
    concordance: Weighing[Concordance] | None = None
    appropriateness: Weighing[AppropriatenessByQuestion] | None = None
    movement: Weighing[Movement] | None = None
    stability: Weighing[Stability] | None = None
    panel_map: Weighing[PanelMap] | None = None
    warnings: tuple[str, ...] = ()


def report_agreement(
    ratings: ArrayLike,
    *,
    measurement: Measurement = Measurement.ORDINAL,
    first_round: ArrayLike | None = None,
    rule: ConsensusRule | None = None,
    appropriateness: bool = False,
    votes: ArrayLike | None = None,
    least_votes: int = 7,
    experts: Sequence[object] | None = None,
    questions: Sequence[object] | None = None,
    **resampling: Any,
) -> AgreementReport:
    """Say how far a panel agrees.

    Args:
        ratings: (experts, questions), finite, of the last round; NaN where an expert gave none.
        measurement: what the numbers mean. first_round: the same experts and questions in the first round.
        rule: of consensus, stated before the answers were seen; an interquartile range of 1 at most where left out.
        appropriateness: whether to classify questions by RAND/UCLA, for ratings from 1 to 9.
        votes: (experts, questions), 1 agree, 0 pass, -1 disagree, where a map of the panel is wanted. least_votes: who cast fewer is in no group.
        experts: their names. questions: theirs. resampling: draws, level and seed, as `resample_questions` takes them; draws=0 for no interval.

    Raises:
        TooFew: one expert, or no question that two rated. BadJudgements: an infinite rating, or one outside of what a part allows.
    """
    array = ratings_of(ratings, experts=experts, questions=questions)
    names = tuple(map(str, experts if experts is not None else range(array.shape[0])))
    asked = tuple(map(str, questions if questions is not None else range(array.shape[1])))
    called: dict[str, Any] = {"experts": names, "questions": asked}
    alpha = krippendorff_alpha(array, measurement, **called)
    notes: list[str] = []
    is_ranked = measurement is not Measurement.NOMINAL
    before = None if first_round is None or not is_ranked else np.asarray(first_round, dtype=np.float64)
    report = AgreementReport(
        experts=names,
        questions=asked,
        measurement=measurement,
        alpha=alpha,
        alpha_interval=_interval(array, measurement, resampling),
        alpha_without=_without_each(array, measurement),
        answered=(~np.isnan(array)).sum(axis=0).astype(np.float64),
        spread=spread_of(array, **called) if is_ranked else None,
        most_chosen=() if is_ranked else tuple(map(_most_chosen, array.T)),
        consensus=consensus_by(array, rule or InterquartileRule(), **called) if is_ranked else None,
        concordance=_concordance(array, called, notes) if is_ranked else None,
        appropriateness=appropriateness_of(array, **called) if appropriateness else None,
        movement=None if before is None else movement_between(before, array, **called),
        stability=None if before is None else stability_between(before, array, **called),
        panel_map=None
        if votes is None
        else draw_panel(votes, least_votes=least_votes, experts=names, statements=asked),
    )
    parts = (getattr(report, name) for name in PARTS)
    said = dict.fromkeys(warning for part in parts if part for warning in part.warnings)
    return structs.replace(report, warnings=(*said, *notes))


PARTS = ("alpha", "spread", "consensus", "concordance", "appropriateness", "movement", "stability", "panel_map")


def agreement_columns(report: AgreementReport, *, categories: Sequence[str] = ()) -> Columns:
    """By question one row: middle, spread, consensus, verdict and movement, as far as the report has them.

    Args:
        report: of a panel. categories: the words that values of names stand for.
    """
    return dict(_columns(report, categories))


def _columns(report: AgreementReport, categories: Sequence[str]) -> Iterator[tuple[str, Sequence[object]]]:
    yield "question", report.questions
    yield "answered", [int(count) for count in report.answered]
    if report.most_chosen:
        yield "most_chosen", [named_value(value, categories) for value, _ in report.most_chosen]
        yield "share", [share for _, share in report.most_chosen]
    if report.spread:
        for name in ("median", "lower_quartile", "upper_quartile", "interquartile_range", "mean", "standard_deviation"):
            yield name, getattr(report.spread.value, name).tolist()
    if report.consensus:
        yield "consensus", report.consensus.value.reached.tolist()
        yield "measured", report.consensus.value.measured.tolist()
    if report.appropriateness:
        yield "verdict", [verdict.value for verdict in report.appropriateness.value.verdicts]
        yield "disagreement", report.appropriateness.value.disagreement.tolist()
    if report.movement:
        yield "share_moved", report.movement.value.share_moved.tolist()
        yield "share_towards_middle", report.movement.value.share_towards_middle.tolist()
    if report.stability:
        yield "spread_change", report.stability.value.spread_change.tolist()
        yield "movement_p", report.stability.value.movement_p.tolist()
    if report.panel_map:
        yield "agreed_by_all_groups", report.panel_map.value.agreed_by_all_groups.tolist()
        yield "rejected_by_all_groups", report.panel_map.value.rejected_by_all_groups.tolist()


def named_value(value: float, categories: Sequence[str]) -> object:
    """The word that a value stands for, or the value; None where there is none."""
    if np.isnan(value):
        return None
    return categories[int(value)] if categories else value


def _interval(array: FloatArray, measurement: Measurement, resampling: dict[str, Any]) -> Resampled | None:
    if resampling.get("draws") == 0 or array.shape[1] < 2:
        return None
    return resample_questions(lambda drawn: krippendorff_alpha(drawn, measurement).value, array, **resampling)


def _without_each(array: FloatArray, measurement: Measurement) -> FloatArray | None:
    if array.shape[0] < 3:
        return None

    def alpha(chosen: Any) -> float:
        try:
            return krippendorff_alpha(array[chosen], measurement).value
        except TooFew:
            return float("nan")

    return leave_one_out(alpha, experts=array.shape[0])


def _concordance(array: FloatArray, called: dict[str, Any], notes: list[str]) -> Weighing[Concordance] | None:
    try:
        return concordance_of(array, **called)
    except TooFew as error:
        notes.append(str(error))
        return None


def _most_chosen(answers: FloatArray) -> tuple[float, float]:
    given = answers[~np.isnan(answers)]
    if not given.size:
        return float("nan"), float("nan")
    values, counts = np.unique(given, return_counts=True)
    return float(values[counts.argmax()]), float(counts.max() / given.size)
