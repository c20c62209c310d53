"""The form as it is shown: each question with its fields, what was typed in them, and what is wrong."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from weighin.asking.answers import Asked, Flaw
from weighin.asking.form import STANCES
from weighin.asking.words import word_count
from weighin.record.judgements import (
    AgreementScale,
    ChoiceScale,
    DateScale,
    ProbabilityScale,
    QuantityScale,
    RatingScale,
    Scale,
)
from weighin.record.values import Position, Stance

STANCE_TOLD = {
    Stance.UNCERTAIN: "I am uncertain",
    Stance.NO_OPINION: "I have no opinion",
    Stance.DECLINED: "Not my field",
}
POSITION_TOLD = {
    Position.STRONGLY_AGREE: "Strongly agree",
    Position.AGREE: "Agree",
    Position.UNCERTAIN: "Uncertain",
    Position.DISAGREE: "Disagree",
    Position.STRONGLY_DISAGREE: "Strongly disagree",
}


class Field(Struct, frozen=True, kw_only=True):
    """One field: its name in the form, its label, what stands in it, and how it is typed."""

    name: str
    label: str
    value: str
    kind: str  # number, date or choice
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    overlooked: str = ""  # what another window saved here, where it is something else


class Shown(Struct, frozen=True, kw_only=True):
    """A question on the form."""

    number: int
    identifier: str
    text: str
    asks_prose: bool
    prose: Field
    judgement: tuple[Field, ...]
    judgement_told: str
    stance: Field
    expertise: Field
    flaws: tuple[str, ...]
    words: int
    words_wanted: int | None = None


def sheet_of(
    questions: Sequence[Asked],
    fields: Mapping[str, str],
    *,
    flaws: Sequence[Flaw] = (),
    overlooked: Mapping[str, str] | None = None,
) -> list[Shown]:
    """Every question with its fields. `overlooked`: what another window holds, shown where it differs."""
    return [
        _shown(number, question, fields, flaws, overlooked or {}) for number, question in enumerate(questions, start=1)
    ]


def _shown(
    number: int, question: Asked, fields: Mapping[str, str], flaws: Sequence[Flaw], overlooked: Mapping[str, str]
) -> Shown:
    def field(part: str, label: str, kind: str, **more: object) -> Field:
        name = f"{question.identifier}.{part}"
        value, other = fields.get(name, ""), overlooked.get(name, "")
        found = {
            "name": name,
            "label": label,
            "value": value,
            "kind": kind,
            "overlooked": other if other != value else "",
        }
        return Field(**found, **more)  # type: ignore[arg-type]

    prose = field("prose", "Your answer", "prose")
    return Shown(
        number=number,
        identifier=question.identifier,
        text=question.text,
        asks_prose=question.asks_prose,
        prose=prose,
        judgement=tuple(field(part, label, kind, **more) for part, label, kind, more in _judged(question.scale)),
        judgement_told=_told(question.scale),
        stance=field(
            "stance",
            "Or say why you give none",
            "choice",
            choices=(("", "–"), *((stance.value, STANCE_TOLD[stance]) for stance in STANCES)),
        ),
        expertise=field(
            "expertise",
            "How much of an expert are you on this question?",
            "choice",
            choices=(("", "–"), *((str(rank), told) for rank, told in enumerate(_EXPERTISE, start=1))),
        ),
        flaws=tuple(flaw.reason for flaw in flaws if flaw.question == question.identifier),
        words=word_count(prose.value),
        words_wanted=question.words_wanted,
    )


_EXPERTISE = ("1: I follow it in the news", "2", "3: I know the subject", "4", "5: I work on exactly this")


def _judged(scale: Scale | None) -> Iterator[tuple[str, str, str, dict[str, object]]]:
    match scale:
        case ProbabilityScale():
            yield "probability", "Probability", "number", {"unit": "%"}
        case ChoiceScale():
            for number, option in enumerate(scale.options):
                yield f"option-{number}", option, "number", {"unit": "%"}
        case QuantityScale():
            for number, level in enumerate(scale.levels):
                yield f"quantile-{number}", _level_told(level), "number", {"unit": scale.unit}
        case DateScale():
            for number, level in enumerate(scale.levels):
                yield f"day-{number}", _level_told(level), "date", {}
        case RatingScale():
            points = tuple((str(point), _point_told(scale, point)) for point in range(scale.lowest, scale.highest + 1))
            yield "rating", "Rating", "choice", {"choices": (("", "–"), *points)}
        case AgreementScale():
            positions = tuple((position.value, told) for position, told in POSITION_TOLD.items())
            yield "position", "Position", "choice", {"choices": (("", "–"), *positions)}
            confident = tuple((str(one), str(one)) for one in range(1, scale.most_confidence + 1))
            yield (
                "confidence",
                f"Confidence, 1 to {scale.most_confidence}",
                "choice",
                {"choices": (("", "–"), *confident)},
            )
        case None:
            return


def _told(scale: Scale | None) -> str:
    match scale:
        case ProbabilityScale():
            return f"How probable is it that {scale.event.rstrip('.?')}?"
        case ChoiceScale():
            return "How probable is each? Together they make 100 %; what is left empty counts as 0."
        case QuantityScale():
            return f"Your estimate as a range{f', in {scale.unit}' if scale.unit else ''}."
        case DateScale():
            return "Your estimate as a range of days."
        case RatingScale():
            return f"From {_point_told(scale, scale.lowest)} to {_point_told(scale, scale.highest)}."
        case AgreementScale():
            return scale.statement
        case None:
            return ""


def _point_told(scale: RatingScale, point: int) -> str:
    means = {scale.lowest: scale.lowest_means, scale.highest: scale.highest_means}.get(point, "")
    return f"{point} ({means})" if means else str(point)


def _level_told(level: float) -> str:
    per_cent = f"{level * 100:g} %"
    if level == 0.5:
        return "As likely above as below (50 %)"
    return f"Only {per_cent} likely to be below this" if level < 0.5 else f"{per_cent} likely to be below this"
