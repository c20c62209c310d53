"""From what is typed into the fields of a scale to a judgement on it, or to a sentence that says what is wrong and what to do.

Every rule that the record holds a judgement to is asked here first, in words for panelists.
"""

import datetime as dt
import itertools
from collections.abc import Sequence
from typing import TypeVar

from weighin.asking.numbers import number_typed, small_number_typed
from weighin.asking.wording import NotTaken, marked
from weighin.record.judgements import (
    LEAST_SURE,
    SUM_TOLERANCE,
    AgreementJudgement,
    AgreementScale,
    AxesJudgement,
    AxesScale,
    ChoiceJudgement,
    ChoiceScale,
    DateJudgement,
    DateScale,
    IntervalJudgement,
    IntervalScale,
    Judgement,
    ProbabilityJudgement,
    ProbabilityScale,
    QuantityJudgement,
    QuantityScale,
    RankingJudgement,
    RankingScale,
    RatingJudgement,
    RatingScale,
    RouletteJudgement,
    RouletteScale,
    Scale,
)
from weighin.record.values import Position

PER_CENT = 100
RISING = marked("These values have to rise, from the lowest to the highest.")
Number = TypeVar("Number", int, float)
_ROUNDING = 0.006  # three options of 33.3 per cent each are meant to be all


def judgement_typed(scale: Scale, typed: Sequence[str]) -> Judgement:
    """The judgement that the texts of a scale's fields make; some of them are not empty.

    Raises:
        NotTaken: they make none on this scale.
    """
    match scale:
        case ProbabilityScale():
            return ProbabilityJudgement(probability=_share(typed[0]))
        case ChoiceScale():
            return ChoiceJudgement(probabilities=_shares(typed))
        case QuantityScale():
            quantiles = _possible(_rising([number_typed(one) for one in _all(typed)]), scale.lowest, scale.highest)
            return QuantityJudgement(quantiles=tuple(quantiles))
        case IntervalScale():
            return _interval(scale, *_all(typed))
        case RouletteScale():
            return RouletteJudgement(chips=_chips(scale, typed))
        case DateScale():
            return DateJudgement(days=_days(typed))
        case RatingScale():
            [rating] = _possible([_whole(typed[0])], scale.lowest, scale.highest)
            return RatingJudgement(rating=rating)
        case AxesScale():
            across, up = _possible([_whole(one) for one in _all(typed)], scale.lowest, scale.highest)
            return AxesJudgement(across=across, up=up)
        case AgreementScale():
            return _agreement(scale, *typed)
        case RankingScale():
            return RankingJudgement(places=_places(typed))


def expertise_typed(typed: str, *, most: int) -> int | None:
    """How much of an expert somebody is in their own eyes; None where nothing was typed.

    Raises:
        NotTaken: it is no whole number from 1 to `most`.
    """
    return _possible([_whole(typed)], 1, most)[0] if typed.strip() else None


def _share(typed: str) -> float:
    per_cent = small_number_typed(typed.strip().removesuffix("%"))
    if not 0 <= per_cent <= PER_CENT:
        raise NotTaken(
            marked("Please give a probability from 0 to 100 per cent. You wrote %(typed)s."), typed=typed.strip()
        )
    return round(per_cent / PER_CENT, 12)


def _shares(typed: Sequence[str]) -> tuple[float, ...]:
    """An option that was left empty is given nothing. Rounding is made good; a sum that is off by more is told."""
    shares = [_share(one) if one else 0.0 for one in typed]
    total = sum(shares)
    if abs(total - 1) > _ROUNDING:
        raise NotTaken(
            marked("Together the options have to make 100 per cent. Yours make %(sum)s."),
            sum=round(total * PER_CENT, 6),
        )
    return tuple(shares) if abs(total - 1) <= SUM_TOLERANCE else tuple(share / total for share in shares)


def _interval(scale: IntervalScale, lowest: str, best: str, highest: str, sure: str | None = None) -> IntervalJudgement:
    steps = _possible(_rising([number_typed(one) for one in (lowest, best, highest)]), scale.lowest, scale.highest)
    confidence = None if sure is None else _share(sure)
    if confidence is not None and confidence < LEAST_SURE:
        raise NotTaken(
            marked("Please say how sure you are with a number from 50 to 100 per cent. You wrote %(typed)s."),
            typed=str(sure),
        )
    return IntervalJudgement(lowest=steps[0], best=steps[1], highest=steps[2], confidence=confidence)


def _chips(scale: RouletteScale, typed: Sequence[str]) -> tuple[int, ...]:
    chips = [_whole(one) if one else 0 for one in typed]
    if min(chips) < 0:
        raise NotTaken(marked("No range can have fewer than 0 chips. You wrote %(found)s."), found=min(chips))
    if sum(chips) != scale.chips:
        raise NotTaken(
            marked("Please place exactly %(chips)s chips. Placed are %(placed)s."),
            chips=scale.chips,
            placed=sum(chips),
        )
    return tuple(chips)


def _days(typed: Sequence[str]) -> tuple[dt.date, ...]:
    days = [_day(one) for one in _all(typed)]
    if any(later < earlier for earlier, later in itertools.pairwise(days)):
        raise NotTaken(marked("These days have to follow each other, from the earliest to the latest."))
    return tuple(days)


def _day(typed: str) -> dt.date:
    try:
        return dt.date.fromisoformat(typed)
    except ValueError as error:
        raise NotTaken(
            marked("Please write the day as year, month and day, as in 2027-03-01. You wrote “%(typed)s”."), typed=typed
        ) from error


def _agreement(scale: AgreementScale, position: str, confidence: str) -> AgreementJudgement:
    if not position:
        raise NotTaken(marked("Please choose a position too, not the confidence alone."))
    try:
        taken = Position(position)
    except ValueError as error:
        raise NotTaken(marked("Please choose one of the positions that the form offers.")) from error
    sure = _possible([_whole(confidence)], 1, scale.most_confidence)[0] if confidence else None
    return AgreementJudgement(position=taken, confidence=sure)


def _places(typed: Sequence[str]) -> tuple[int, ...]:
    places = [_whole(one) for one in _all(typed)]
    if sorted(places) != list(range(1, len(places) + 1)):
        raise NotTaken(marked("Please give each place from 1 to %(count)s once."), count=len(places))
    return tuple(places)


def _all(typed: Sequence[str]) -> Sequence[str]:
    if not all(typed):
        raise NotTaken(
            marked("Please fill in all %(count)s fields, or none. Filled in so far: %(given)s."),
            count=len(typed),
            given=sum(map(bool, typed)),
        )
    return typed


def _whole(typed: str) -> int:
    number = number_typed(typed)
    if not number.is_integer():
        raise NotTaken(marked("Please write a whole number. You wrote %(typed)s."), typed=typed)
    return int(number)


def _rising(values: list[float]) -> list[float]:
    if any(later < earlier for earlier, later in itertools.pairwise(values)):
        raise NotTaken(RISING)
    return values


def _possible(values: list[Number], lowest: float | None, highest: float | None) -> list[Number]:
    """The same values; refused where one lies outside of what is possible."""
    for value in values:
        if lowest is not None and highest is not None and not lowest <= value <= highest:
            raise NotTaken(
                marked("Possible here is from %(lowest)s to %(highest)s. You wrote %(found)s."),
                lowest=lowest,
                highest=highest,
                found=value,
            )
        if lowest is not None and value < lowest:
            raise NotTaken(
                marked("Possible here is %(lowest)s or more. You wrote %(found)s."), lowest=lowest, found=value
            )
        if highest is not None and value > highest:
            raise NotTaken(
                marked("Possible here is %(highest)s or less. You wrote %(found)s."), highest=highest, found=value
            )
    return values
