"""Forecasts that were read one by one, as arrays that can be scored together; looked over on the way."""

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np
from msgspec import Struct, field

from weighin.errors import BadJudgements, Unreadable
from weighin.settling.cells import number_of, state_of, yes_or_no
from weighin.settling.forecasts.forecasts import Batch, ForecastKind
from weighin.settling.outcomes import Facts
from weighin.settling.scores.inputs import require_ends, require_probabilities, require_simplex
from weighin.weighing.arrays import FloatArray, quantiles_of


class Judged(Struct, kw_only=True):
    """One forecast as it was read: `parts` by name ("probability", "low", "high"), by option, or by level."""

    expert: str
    question: str
    row: int
    kind: ForecastKind
    parts: dict[object, float] = field(default_factory=dict)


def batches_of(judged: Sequence[Judged], facts: Sequence[Facts], *, name: str) -> tuple[Batch, ...]:
    """The batches of all kinds.

    Args:
        judged: the forecasts. facts: (forecasts,), of the question of each. name: of the table, for errors.

    Raises:
        ProbabilityOutOfRange, CrossingQuantiles, BadJudgements: name row, expert and question. Unreadable: an outcome that is no answer.
    """
    places: dict[tuple[ForecastKind, object], list[int]] = defaultdict(list)
    options = _options_by_question(judged)
    for place, one in enumerate(judged):
        match one.kind:
            case ForecastKind.CHOICE:
                shape: object = len(options[one.question])
            case ForecastKind.QUANTITY:
                shape = tuple(sorted(float(str(level)) for level in one.parts))
            case _:
                shape = None
        places[one.kind, shape].append(place)
    return tuple(
        _batch(kind, shape, chosen, judged=judged, facts=facts, options=options, name=name)
        for (kind, shape), chosen in places.items()
    )


def _options_by_question(judged: Sequence[Judged]) -> dict[str, dict[object, int]]:
    """The options that anybody named, in the order of first appearance, with their numbers."""
    options: dict[str, dict[object, int]] = defaultdict(dict)
    for one in judged:
        if one.kind is ForecastKind.CHOICE:
            for option in one.parts:
                options[one.question].setdefault(option, len(options[one.question]))
    return options


def _batch(
    kind: ForecastKind,
    shape: object,
    places: list[int],
    *,
    judged: Sequence[Judged],
    facts: Sequence[Facts],
    options: dict[str, dict[object, int]],
    name: str,
) -> Batch:
    chosen = [judged[place] for place in places]
    levels = None
    look: Callable[[FloatArray], object]
    match kind:
        case ForecastKind.YES_NO:
            values = np.array([one.parts["probability"] for one in chosen])
            look = require_probabilities
        case ForecastKind.RANGE:
            values = np.array([[one.parts["low"], one.parts["high"]] for one in chosen])
            look = _require_ranges
        case ForecastKind.CHOICE:
            # an option that the expert did not name got what the others left: the sum tells whether that is nothing
            values = np.array([[one.parts.get(option, 0.0) for option in options[one.question]] for one in chosen])
            look = require_simplex
        case ForecastKind.QUANTITY:
            levels = np.array(shape, dtype=np.float64)
            values = np.array([[one.parts[level] for level in sorted(one.parts, key=_level)] for one in chosen])

            def look(array: FloatArray) -> object:
                return quantiles_of(array[np.newaxis], levels=levels)

    _looked_over(look, values, chosen, name=name)
    outcomes = [_outcome(one, facts[place], options) for place, one in zip(places, chosen, strict=True)]
    return Batch(
        kind=kind, places=np.array(places, dtype=np.intp), given=values, outcomes=np.array(outcomes), levels=levels
    )


def _level(level: object) -> float:
    return float(str(level))


def _looked_over(
    look: Callable[[FloatArray], object], values: FloatArray, chosen: Sequence[Judged], *, name: str
) -> None:
    """What is wrong with a number is said by the room that knows; whose it is and in which row is said here."""
    try:
        look(values)
    except BadJudgements as error:
        if not isinstance(error.question, int):
            raise
        one = chosen[error.question]
        msg = f"{name}, row {one.row + 2}: {error.reason}"
        raise type(error)(msg, expert=one.expert, question=one.question) from error


def _require_ranges(ends: FloatArray) -> None:
    require_probabilities(ends, trailing=1)
    require_ends(*ends.T)


def _outcome(one: Judged, facts: Facts, options: dict[str, dict[object, int]]) -> float:
    if state_of(facts.outcome):
        return float("nan")
    match one.kind:
        case ForecastKind.YES_NO | ForecastKind.RANGE:
            return yes_or_no(facts.outcome, table=facts.table, row=facts.row)
        case ForecastKind.QUANTITY:
            return number_of(facts.outcome, what="an outcome", table=facts.table, row=facts.row)
        case ForecastKind.CHOICE:
            known = options[one.question]
            if facts.outcome in known:
                return float(known[facts.outcome])
            reason = (
                f"row {facts.row + 2}: the outcome {facts.outcome!r} of question {one.question} is none of its options: "
                f"{', '.join(str(option) for option in known)}"
            )
            raise Unreadable(facts.table, reason)
