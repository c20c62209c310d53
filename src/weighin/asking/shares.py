"""The form's help with a choice: what is left is shared out, so that all options together make 100 per cent."""

from collections.abc import Mapping, Sequence

from weighin.asking.answers import Asked
from weighin.asking.judging import PER_CENT
from weighin.asking.numbers import small_number_typed
from weighin.record.judgements import ChoiceScale

TENTHS = 10


def shared_out(question: Asked, fields: Mapping[str, str]) -> dict[str, str]:
    """The fields with the question's options made up to 100 per cent.

    Where options are empty and less than 100 is given, the rest goes to them, to each alike. Else all that was given is stretched or shrunk in
    proportion. Whole per cents stay whole, tenths are kept where somebody typed a fraction; what rounding leaves goes to where most was lost. What
    is no probability, or no choice, stays as it was typed.
    """
    if not isinstance(question.scale, ChoiceScale):
        return dict(fields)
    names = [f"{question.identifier}.option-{number}" for number in range(len(question.scale.options))]
    typed = [fields.get(name, "").strip().removesuffix("%").strip() for name in names]
    try:
        given = [small_number_typed(one) if one else 0.0 for one in typed]
    except ValueError:
        return dict(fields)
    if not all(0 <= one <= PER_CENT for one in given):
        return dict(fields)
    left = PER_CENT - sum(given)
    empty = [not one for one in typed]
    if any(empty) and left >= 0:
        wanted = [left / sum(empty) if is_empty else one for one, is_empty in zip(given, empty, strict=True)]
    else:
        total = sum(given)
        wanted = [one * PER_CENT / total if total else PER_CENT / len(given) for one in given]
    grain = 1 if all(one.is_integer() for one in given) else TENTHS
    return dict(fields) | {
        name: f"{part / grain:g}" for name, part in zip(names, _rounded([one * grain for one in wanted]), strict=True)
    }


def _rounded(parts: Sequence[float]) -> list[int]:
    """Whole numbers next to the parts, with the sum of the parts: largest remainders first, the earlier of equals."""
    floors = [int(part + 1e-9) for part in parts]
    missing = round(sum(parts)) - sum(floors)
    most_lost = sorted(range(len(parts)), key=lambda place: (floors[place] - parts[place], place))
    for place in most_lost[:missing]:
        floors[place] += 1
    return floors
