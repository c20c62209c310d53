"""Forecasts and outcomes from tables, as the arrays that are scored; and scores as the columns of a table."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike

from weighin.errors import NotAccepted, Unreadable, WrongShape
from weighin.settling.cells import number_of, state_of, yes_or_no
from weighin.settling.outcomes import Facts, read_outcomes
from weighin.settling.scores.inputs import floats_of
from weighin.tables import Columns, columns_of
from weighin.weighing.arrays import FloatArray, Names, named
from weighin.weighing.judgements import Judgements, is_table, judgements_in
from weighin.weighing.pools.registry import Judged

USUAL = {Judged.PROBABILITIES: "brier", Judged.CHOICES: "brier_choices", Judged.QUANTITIES: "crps_quantiles"}


class Tabled(Struct, frozen=True, kw_only=True, eq=False):
    """A table of forecasts with what came true.

    Attributes:
        judgements: the forecasts. outcomes: (questions,), as they are scored; NaN where not settled. warnings: in sentences.
    """

    judgements: Judgements
    outcomes: FloatArray
    warnings: tuple[str, ...]

    @property
    def usual(self) -> str:
        """The score that is taken where none is named."""
        return USUAL[self.judgements.judged or Judged.PROBABILITIES]


def tabled(forecasts: object, outcomes: object) -> Tabled:
    """Read both.

    Args:
        forecasts: `Judgements`, or any table that `judgements_in` reads: a data frame, a mapping of columns, CSV or Parquet.
        outcomes: a table with `question` and `outcome`; an array in the order in which the questions first come; or None, where
            the table of forecasts has a column `outcome` itself.

    Raises:
        NotAccepted: forecasts that are no probabilities, choices or quantiles, or no outcomes. Unreadable, BadJudgements: as their readers.
    """
    judgements = (
        forecasts if isinstance(forecasts, Judgements) else judgements_in(forecasts, judged=Judged.PROBABILITIES)
    )
    if judgements.judged not in USUAL:
        msg = f"scores are of probabilities, choices and quantiles; of {judgements.judged or 'plain numbers'} take one number each and score that"
        raise NotAccepted(msg)
    if outcomes is None or is_table(outcomes) or isinstance(outcomes, str | bytes):
        facts = read_outcomes(_with_outcomes(forecasts) if outcomes is None else outcomes, name="the table of outcomes")
        found = np.array([_outcome(facts.get(one), judgements, one) for one in judgements.questions])
        return Tabled(
            judgements=judgements, outcomes=found, warnings=(*judgements.warnings, *_unknown(facts, judgements))
        )
    return Tabled(judgements=judgements, outcomes=_in_order(outcomes, judgements), warnings=judgements.warnings)


def columns_of_scores(value: FloatArray, experts: Names | None, questions: Names | None, levels: Any) -> Columns:
    """Scores as a table: a row a forecast that has one (and level), with expert and question.

    Raises:
        NotAccepted: more axes than experts, questions and levels.
    """
    axes = (
        ["expert", "question"][2 - value.ndim + (levels is not None) :]
        if value.ndim <= 2 + (levels is not None)
        else []
    )
    if not axes:
        msg = f"scores of shape {value.shape} are no table by expert and question; index them first"
        raise NotAccepted(msg)
    names = {"expert": experts, "question": questions}
    places = np.argwhere(~np.isnan(value))
    columns: dict[str, Sequence[object]] = {
        axis: [named(names[axis], int(one)) for one in places[:, number]] for number, axis in enumerate(axes)
    }
    if levels is not None:
        columns["level"] = [float(levels[one]) for one in places[:, -1]]
    return {**columns, "score": value[~np.isnan(value)].tolist()}


def _with_outcomes(forecasts: object) -> Columns:
    if isinstance(forecasts, Judgements):
        msg = "judgements hold no outcomes; give a table with question and outcome, or an array"
        raise NotAccepted(msg)
    return columns_of(forecasts, name="the table of forecasts", needed=("question", "outcome"))


def _outcome(facts: Facts | None, judgements: Judgements, question: str) -> float:
    if facts is None or state_of(facts.outcome):
        return float("nan")
    match judgements.judged:
        case Judged.CHOICES if facts.outcome in judgements.options:
            return float(judgements.options.index(facts.outcome))
        case Judged.CHOICES:
            reason = (
                f"row {facts.row + 2}: the outcome {facts.outcome!r} of question {question} is none of the options: "
                f"{', '.join(judgements.options)}"
            )
            raise Unreadable(facts.table, reason)
        case Judged.QUANTITIES:
            return number_of(facts.outcome, what="an outcome", table=facts.table, row=facts.row)
    return yes_or_no(facts.outcome, table=facts.table, row=facts.row)


def _unknown(facts: Any, judgements: Judgements) -> Iterator[str]:
    without = [one for one in judgements.questions if one not in facts]
    if without:
        yield f"{len(without)} questions are not in the table of outcomes (the first: {without[0]})"


def _in_order(outcomes: Any, judgements: Judgements) -> FloatArray:
    given: ArrayLike = outcomes
    array = floats_of(given, meaning="(questions,)")
    if array.shape != (len(judgements.questions),):
        msg = f"expected one outcome for each of {len(judgements.questions)} questions, found the shape {array.shape}; or a table by question"
        raise WrongShape(msg)
    return array
