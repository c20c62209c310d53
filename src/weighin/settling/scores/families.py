"""Scores of a forecast given as a distribution of a known family: the continuous ranked probability score and the log score of its density."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from weighin.errors import BadJudgements, WrongShape
from weighin.settling.scores.inputs import floats_of, refuse, require_finite
from weighin.weighing.arrays import BoolArray, FloatArray, Names


class Family(StrEnum):
    """The families, under plain names; the parameters of each stand in `PARAMETERS`."""

    NORMAL = "normal"
    T = "t"
    LOGISTIC = "logistic"
    LAPLACE = "laplace"
    TWO_PIECE_NORMAL = "two_piece_normal"
    TWO_PIECE_EXPONENTIAL = "two_piece_exponential"
    LOGNORMAL = "lognormal"
    LOGLOGISTIC = "loglogistic"
    LOGLAPLACE = "loglaplace"
    GAMMA = "gamma"
    EXPONENTIAL = "exponential"
    BETA = "beta"
    UNIFORM = "uniform"
    POISSON = "poisson"
    BINOMIAL = "binomial"
    NEGATIVE_BINOMIAL = "negative_binomial"


class _Known(NamedTuple):
    function: str  # its name in scoringrules, after crps_ or logs_
    parameters: tuple[str, ...]
    positive: tuple[str, ...]
    unit: tuple[str, ...] = ()  # probabilities


_KNOWN: Final[Mapping[Family, _Known]] = {
    Family.NORMAL: _Known("normal", ("mu", "sigma"), ("sigma",)),
    Family.T: _Known("t", ("df", "location", "scale"), ("df", "scale")),
    Family.LOGISTIC: _Known("logistic", ("mu", "sigma"), ("sigma",)),
    Family.LAPLACE: _Known("laplace", ("location", "scale"), ("scale",)),
    Family.TWO_PIECE_NORMAL: _Known("2pnormal", ("scale1", "scale2", "location"), ("scale1", "scale2")),
    Family.TWO_PIECE_EXPONENTIAL: _Known("2pexponential", ("scale1", "scale2", "location"), ("scale1", "scale2")),
    Family.LOGNORMAL: _Known("lognormal", ("mulog", "sigmalog"), ("sigmalog",)),
    Family.LOGLOGISTIC: _Known("loglogistic", ("mulog", "sigmalog"), ("sigmalog",)),
    Family.LOGLAPLACE: _Known("loglaplace", ("locationlog", "scalelog"), ("scalelog",)),
    Family.GAMMA: _Known("gamma", ("shape", "rate"), ("shape", "rate")),
    Family.EXPONENTIAL: _Known("exponential", ("rate",), ("rate",)),
    Family.BETA: _Known("beta", ("a", "b"), ("a", "b")),
    Family.UNIFORM: _Known("uniform", ("min", "max"), ()),
    Family.POISSON: _Known("poisson", ("mean",), ("mean",)),
    Family.BINOMIAL: _Known("binomial", ("n", "prob"), ("n",), ("prob",)),
    Family.NEGATIVE_BINOMIAL: _Known("negbinom", ("n", "prob"), ("n",), ("prob",)),
}
PARAMETERS: Final[Mapping[Family, tuple[str, ...]]] = {family: known.parameters for family, known in _KNOWN.items()}


def score_crps_family(
    family: Family,
    parameters: Mapping[str, ArrayLike],
    truths: ArrayLike,
    *,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Continuous ranked probability score of a parametric forecast, `∫ (F(x) - 1{x ≥ y})² dx`: a loss in the unit of the quantity.

    Args:
        family: which, as `Family.NORMAL`.
        parameters: of each forecast by name, as `PARAMETERS[family]` says, each (..., questions) or one number for all; NaN is missing.
        truths: (questions,) or (..., questions), in the same unit; NaN not settled.
        experts: their names, for errors. questions: theirs.

    Returns:
        (..., questions), 0 or more; NaN where a parameter or the truth is missing.

    Raises:
        WrongShape: a parameter too many or too few. BadJudgements: one that cannot be, as a scale of 0; names expert and question.

    Source: Jordan, Krüger and Lerch (2019), J. Statistical Software 90(12), appendix A. Computed by scoringrules.
    """
    return _score(f"crps_{_known(family).function}", family, parameters, truths, experts=experts, questions=questions)


def score_log_family(
    family: Family,
    parameters: Mapping[str, ArrayLike],
    truths: ArrayLike,
    *,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Log score of a parametric forecast, `-ln` of its density (or probability, for counts) at the truth: a loss in nats.

    It can be negative, since a density can be above 1, and depends on the unit of the quantity; infinite where the density is 0.

    Args:
        family: which, as `Family.NORMAL`.
        parameters: of each forecast by name, as `PARAMETERS[family]` says, each (..., questions) or one number for all; NaN is missing.
        truths: (questions,) or (..., questions), in the same unit; NaN not settled.
        experts: their names, for errors. questions: theirs.

    Returns:
        (..., questions); NaN where a parameter or the truth is missing.

    Raises:
        As `score_crps_family`.

    Source: Good (1952), J. Royal Statistical Society B 14(1), 107-114. Computed by scoringrules.
    """
    return _score(f"logs_{_known(family).function}", family, parameters, truths, experts=experts, questions=questions)


def _known(family: Family) -> _Known:
    return _KNOWN[Family(family)]


def _score(
    function: str,
    family: Family,
    parameters: Mapping[str, ArrayLike],
    truths: ArrayLike,
    *,
    experts: Names | None,
    questions: Names | None,
) -> FloatArray:
    import scoringrules  # half a second with SciPy, which other scores need not wait for

    known = _known(family)
    if set(parameters) != set(known.parameters):
        msg = f"expected for {family} the parameters {', '.join(known.parameters)}, found {', '.join(sorted(parameters)) or 'none'}"
        raise WrongShape(msg)
    arrays = {name: floats_of(parameters[name], meaning="(..., questions)") for name in known.parameters}
    aims = floats_of(truths, meaning="(questions,)")
    try:
        aims, *spread = np.broadcast_arrays(aims, *arrays.values())
    except ValueError as error:
        shapes = ", ".join(f"{name} {array.shape}" for name, array in arrays.items())
        msg = f"expected parameters and true values of one shape, found {shapes}, true values {aims.shape}"
        raise WrongShape(msg) from error
    given = dict(zip(arrays, spread, strict=True))
    require_finite(aims, what="a true value", experts=experts, questions=questions)
    _require_possible(family, known, given, experts=experts, questions=questions)
    there = ~np.isnan(aims)
    for array in given.values():
        there = there & ~np.isnan(array)
    scores = np.full(aims.shape, np.nan)
    if there.any():
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):  # at the edge of a support; checked below
            scores[there] = getattr(scoringrules, function)(
                aims[there], **{name: array[there] for name, array in given.items()}, backend="numpy"
            )
    _require_computed(scores, there, family=family, experts=experts, questions=questions)
    return scores


def _require_possible(
    family: Family,
    known: _Known,
    given: Mapping[str, FloatArray],
    *,
    experts: Names | None,
    questions: Names | None,
) -> None:
    for name, array in given.items():
        require_finite(array, what=f"{name} of {family}", experts=experts, questions=questions)
        with np.errstate(invalid="ignore"):
            wrong = array <= 0 if name in known.positive else np.zeros(array.shape, dtype=np.bool_)
            if name in known.unit:
                wrong = (array < 0) | (array > 1)
        if wrong.any():
            index = np.argwhere(wrong)[0]
            wanted = "between 0 and 1" if name in known.unit else "above 0"
            msg = f"expected {name} of {family} {wanted}, found {array[tuple(index)]:g}"
            raise refuse(BadJudgements, msg, index=index, experts=experts, questions=questions)
    if family is Family.UNIFORM:
        with np.errstate(invalid="ignore"):
            empty = given["min"] >= given["max"]
        if empty.any():
            msg = "expected min of uniform below max"
            raise refuse(BadJudgements, msg, index=np.argwhere(empty)[0], experts=experts, questions=questions)


def _require_computed(
    scores: FloatArray, there: BoolArray, *, family: Family, experts: Names | None, questions: Names | None
) -> None:
    failed = there & np.isnan(scores)
    if failed.any():
        msg = f"the score of this {family} forecast cannot be computed: its parameters are outside what the formula can bear"
        raise refuse(BadJudgements, msg, index=np.argwhere(failed)[0], experts=experts, questions=questions)
