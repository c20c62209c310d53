"""How each scale is put to a panelist: its fields with their labels, the sentence above them, and what a live picture of it has to know."""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct

from weighin.asking.wording import Say, Write, marked, plainly
from weighin.record.judgements import (
    AgreementScale,
    AxesScale,
    ChoiceScale,
    DateScale,
    IntervalScale,
    ProbabilityScale,
    QuantityScale,
    RankingScale,
    RatingScale,
    RouletteScale,
    Scale,
)
from weighin.record.values import Position

POSITION_TOLD = {
    Position.STRONGLY_AGREE: marked("Strongly agree"),
    Position.AGREE: marked("Agree"),
    Position.UNCERTAIN: marked("Uncertain"),
    Position.DISAGREE: marked("Disagree"),
    Position.STRONGLY_DISAGREE: marked("Strongly disagree"),
}
NOTHING_CHOSEN = ("", "–")
Choices = tuple[tuple[str, str], ...]


class Part(NamedTuple):
    """One field of a scale: the end of its name, its label, how it is typed."""

    name: str
    label: str
    kind: str  # number, chips, date or choice
    unit: str = ""
    choices: Choices = ()


class Picture(Struct, frozen=True, kw_only=True):
    """What a live picture of a judgement is drawn from, besides the fields."""

    kind: str
    levels: tuple[float, ...] = ()
    edges: tuple[float, ...] = ()
    chips: int = 0
    unit: str = ""
    confidence: float | None = None


def parts_of(scale: Scale | None, say: Say, write: Write = plainly) -> Iterator[Part]:
    """The fields of a judgement on that scale, in their order."""
    match scale:
        case ProbabilityScale():
            yield Part("probability", say("Probability"), "number", "%")
        case ChoiceScale():
            yield from (Part(f"option-{number}", option, "number", "%") for number, option in enumerate(scale.options))
        case QuantityScale():
            told_levels = enumerate(_level_told(level, say, write) for level in scale.levels)
            yield from (Part(f"quantile-{number}", label, "number", scale.unit) for number, label in told_levels)
        case IntervalScale():
            yield Part("lowest", say("Lowest plausible value"), "number", scale.unit)
            yield Part("highest", say("Highest plausible value"), "number", scale.unit)
            yield Part("best", say("Best guess"), "number", scale.unit)
            if scale.confidence is None:
                yield Part("sure", say("How sure are you that it lies between? From 50 to 100 %"), "number", "%")
        case RouletteScale():
            for number, (low, high) in enumerate(zip(scale.edges[:-1], scale.edges[1:], strict=True)):
                label = say("%(low)s to %(high)s") % {"low": write(low), "high": write(high)}
                yield Part(f"chips-{number}", f"{label} {scale.unit}".rstrip(), "chips")
        case DateScale():
            told_levels = enumerate(_level_told(level, say, write) for level in scale.levels)
            yield from (Part(f"day-{number}", label, "date") for number, label in told_levels)
        case RatingScale():
            points = tuple((str(point), _point_told(scale, point)) for point in range(scale.lowest, scale.highest + 1))
            yield Part("rating", say("Rating"), "choice", choices=(NOTHING_CHOSEN, *points))
        case AxesScale():
            yield Part("across", scale.across, "choice", choices=_whole(scale.lowest, scale.highest))
            yield Part("up", scale.up, "choice", choices=_whole(scale.lowest, scale.highest))
        case AgreementScale():
            positions = tuple((position.value, say(told)) for position, told in POSITION_TOLD.items())
            yield Part("position", say("Position"), "choice", choices=(NOTHING_CHOSEN, *positions))
            label = say("Confidence, 1 to %(most)s") % {"most": scale.most_confidence}
            yield Part("confidence", label, "choice", choices=_whole(1, scale.most_confidence))
        case RankingScale():
            places = _whole(1, len(scale.options))
            yield from (
                Part(f"place-{number}", option, "choice", choices=places) for number, option in enumerate(scale.options)
            )
        case None:
            return


def told(scale: Scale | None, say: Say, write: Write = plainly) -> str:
    """The sentence that asks for the judgement; nothing where there is no scale."""
    match scale:
        case ProbabilityScale():
            return say("How probable is it that %(event)s?") % {"event": scale.event.rstrip(".?")}
        case ChoiceScale():
            return say("How probable is each? Together they make 100 %%; what is left empty counts as 0.") % {}
        case QuantityScale():
            return _with_unit(say("Your estimate as a range."), scale.unit, say)
        case IntervalScale(confidence=None):
            return _with_unit(
                say("Between which values do you expect it, and how sure are you of that?"), scale.unit, say
            )
        case IntervalScale():
            sure = write((scale.confidence or 0) * 100)
            asked = say("Between which values does it lie, so that you are %(sure)s %% sure?") % {"sure": sure}
            return _with_unit(asked, scale.unit, say)
        case RouletteScale():
            asked = say("Spread %(chips)s chips over the ranges: the more you put into one, the more probable it is.")
            return _with_unit(asked % {"chips": scale.chips}, scale.unit, say)
        case DateScale():
            return say("Your estimate as a range of days.")
        case RatingScale():
            ends = {"lowest": _point_told(scale, scale.lowest), "highest": _point_told(scale, scale.highest)}
            return say("From %(lowest)s to %(highest)s.") % ends
        case AxesScale():
            return say("Each from %(lowest)s (low) to %(highest)s (high).") % {
                "lowest": scale.lowest,
                "highest": scale.highest,
            }
        case AgreementScale():
            return scale.statement
        case RankingScale():
            asked = say("Which comes first, which second …? Every place once.")
            return f"{scale.criterion}: {asked}" if scale.criterion else asked
        case None:
            return ""


def picture_of(scale: Scale | None) -> Picture | None:
    """What the picture of a judgement is drawn from; None for scales that need none."""
    match scale:
        case ProbabilityScale():
            return Picture(kind="probability")
        case ChoiceScale():
            return Picture(kind="choice")
        case QuantityScale():
            return Picture(kind="quantity", levels=scale.levels, unit=scale.unit)
        case IntervalScale():
            return Picture(kind="interval", unit=scale.unit, confidence=scale.confidence)
        case RouletteScale():
            return Picture(kind="roulette", edges=scale.edges, chips=scale.chips, unit=scale.unit)
        case DateScale():
            return Picture(kind="date", levels=scale.levels)
        case AxesScale():
            return Picture(kind="axes", edges=(scale.lowest, scale.highest))
        case _:
            return None


def _whole(lowest: int, highest: int) -> Choices:
    return (NOTHING_CHOSEN, *((str(point), str(point)) for point in range(lowest, highest + 1)))


def _with_unit(asked: str, unit: str, say: Say) -> str:
    return f"{asked} {say('In %(unit)s.') % {'unit': unit}}" if unit else asked


def _point_told(scale: RatingScale, point: int) -> str:
    means = {scale.lowest: scale.lowest_means, scale.highest: scale.highest_means}.get(point, "")
    return f"{point} ({means})" if means else str(point)


def _level_told(level: float, say: Say, write: Write) -> str:
    per_cent = {"level": write(level * 100)}
    if level == 0.5:
        return say("As likely above as below (50 %%)") % {}
    below = (
        say("Only %(level)s %% likely to be below this") if level < 0.5 else say("%(level)s %% likely to be below this")
    )
    return below % per_cent
