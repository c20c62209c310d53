"""What the panel thinks of a statement: votes counted, by side, with the confidence behind them."""

from collections import Counter
from collections.abc import Iterator, Sequence

from weighin.publishing.panel.rules import RULES
from weighin.publishing.panel.view import FEWEST, Basis, Measure, View, standing_apart
from weighin.publishing.panel.words import probability_in_words
from weighin.publishing.wording import counted
from weighin.record.public import PublicAnswer, PublicQuestion, PublicRecord
from weighin.record.values import Position

AGREES = (Position.STRONGLY_AGREE, Position.AGREE)
DISAGREES = (Position.DISAGREE, Position.STRONGLY_DISAGREE)
MOST_APART = 0.25  # of those who took sides


def view_of_votes(record: PublicRecord, question: PublicQuestion) -> View | None:
    """The tally; None where fewer than `FEWEST` voted."""
    cast = {
        panelist: answer
        for answer in record.answers
        if answer.question == question.identifier and answer.position
        for panelist in answer.panelists
    }
    positions = Counter(answer.position for answer in cast.values() if answer.position)
    voted = sum(number for position, number in positions.items() if position is not Position.DID_NOT_ANSWER)
    if voted < FEWEST:
        return None
    agree, disagree = ([who for who, answer in cast.items() if answer.position in side] for side in (AGREES, DISAGREES))
    apart = [record.panelist(who).name for who in _smaller(agree, disagree)]
    confidence = _share_of_confidence([cast[who] for who in agree], [cast[who] for who in disagree])
    return View(
        question=question.identifier,
        text=question.text,
        basis=Basis.VOTES,
        kind="agreement",
        counted=voted,
        lead=f"Of the {counted(voted, 'expert')} who voted {len(agree)} {'agrees' if len(agree) == 1 else 'agree'}, "
        f"{len(disagree)} {'disagrees' if len(disagree) == 1 else 'disagree'}, {_others(voted - len(agree) - len(disagree))}.",
        notes=tuple(_notes(len(agree), len(disagree), apart, confidence)),
        rule=RULES["agreement"],
        measures=(
            *(Measure(measure="votes", part=one.value, value=positions[one]) for one in Position if positions[one]),
            *(
                (Measure(measure="share of confidence that agrees", value=confidence),)
                if confidence is not None
                else ()
            ),
            *(Measure(measure="stands apart", expert=name, value="yes") for name in apart),
        ),
    )


def _others(number: int) -> str:
    return "all took sides" if not number else f"{number} {'takes' if number == 1 else 'take'} no side"


def _smaller(agree: Sequence[str], disagree: Sequence[str]) -> Sequence[str]:
    """The side that stands apart; nobody where the sides are nearer to each other, or too few took one."""
    sides = len(agree) + len(disagree)
    smaller = min(agree, disagree, key=len)
    return smaller if sides >= FEWEST and len(smaller) <= MOST_APART * sides else ()


def _share_of_confidence(agree: Sequence[PublicAnswer], disagree: Sequence[PublicAnswer]) -> float | None:
    """How much of the confidence of those who took sides agrees; None where one of them gave none."""
    given = [one.confidence for one in (*agree, *disagree)]
    numbers = [one for one in given if one is not None]
    if len(numbers) < max(len(given), 1) or min(numbers) < 0 or not sum(numbers):
        return None
    return sum(numbers[: len(agree)]) / sum(numbers)


def _notes(agree: int, disagree: int, apart: Sequence[str], confidence: float | None) -> Iterator[str]:
    if confidence is not None:
        yield f"Of the confidence of those who took sides {probability_in_words(confidence)} agrees."
    yield standing_apart(apart)
    if abs(agree - disagree) <= 1:
        yield "The sides are so near that leaving one expert out can change which is larger."
    else:
        yield "Whichever expert is left out, the same side is larger."
