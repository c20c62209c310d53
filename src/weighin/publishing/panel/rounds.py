"""Between rounds: each round's middle beside the others, who kept a judgement, what those who left had given, what the group agreed on."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from weighin.publishing.panel.consensus import measure_in_words
from weighin.publishing.panel.judged import latest_judgements
from weighin.publishing.panel.sides import Beside, Side, beside
from weighin.publishing.panel.words import judgement_in_words, listed
from weighin.publishing.wording import clean, counted
from weighin.record.judgements import Judgement
from weighin.record.protocols import rule_of
from weighin.record.public import PublicQuestion, PublicRecord
from weighin.record.rounds import EarlierJudgement, Rounds

TITLE = "Between rounds"
MOST_POSITIONS = 12  # of those who left, that a sentence lists


class BetweenRounds(Struct, frozen=True, kw_only=True):
    """What moved on one question. `beside`: the rounds on one scale, where two of them have enough judgements."""

    notes: tuple[str, ...]
    beside: Beside | None = None
    agreed: str = ""  # by the group in a facilitated meeting
    rationale: str = ""
    reasons: tuple[str, ...] = ()  # for keeping or revising an answer in the last round


def between_rounds(record: PublicRecord) -> dict[str, BetweenRounds]:
    """By question; nothing where there was one round and nothing was agreed on."""
    rounds = record.asking.rounds if record.asking else None
    if rounds is None:
        return {}
    found = ((question, _of(record, rounds, question)) for question in record.questions)
    return {question.identifier: shown for question, shown in found if shown}


def _of(record: PublicRecord, rounds: Rounds, question: PublicQuestion) -> BetweenRounds | None:
    earlier = [one for one in rounds.earlier if one.question == question.identifier]
    agreed = next((one for one in rounds.agreed if one.question == question.identifier), None)
    reasons = tuple(clean(one.because) for one in rounds.reasons if one.question == question.identifier)
    last = {who: given.judgement for who, given in latest_judgements(record, question).items()}
    if not (earlier or agreed or reasons or (last and rule_of(rounds.protocol))):
        return None
    return BetweenRounds(
        notes=(*_consensus(question, rounds, last), *_notes(question, rounds, earlier, last)),
        beside=beside(TITLE, question.scale, tuple(_sides(rounds, earlier, last)))
        if question.scale and earlier
        else None,
        agreed=judgement_in_words(agreed.judgement, question.scale) if agreed else "",
        rationale=clean(agreed.rationale) if agreed else "",
        reasons=reasons,
    )


def _sides(rounds: Rounds, earlier: Sequence[EarlierJudgement], last: dict[str, Judgement]) -> Iterator[Side]:
    """A side a round; where some have left, the first round once more, of those who stayed to the last."""
    numbers = sorted({one.round for one in earlier})
    for number in numbers:
        yield Side(f"Round {number}", tuple(one.judgement for one in earlier if one.round == number))
    stayed = tuple(one.judgement for one in earlier if one.round == numbers[0] and one.panelist in last)
    if len(stayed) < sum(one.round == numbers[0] for one in earlier):
        yield Side(f"Round {numbers[0]}, of those who stayed", stayed)
    yield Side(f"Round {rounds.held[-1].number}, the last", tuple(last.values()))


def _consensus(question: PublicQuestion, rounds: Rounds, last: dict[str, Judgement]) -> Iterator[str]:
    """By the rule as it held last: as it was fixed, or as a dated note changed it."""
    rule = rule_of(rounds.notes[-1].protocol if rounds.notes else rounds.protocol)
    if rule is None or question.scale is None or not last:
        return
    from weighin.weighing.delphi.consensus import agreed_on  # numbers take half a second to import

    agreed = agreed_on(tuple(last.values()), question.scale, rule)
    told = "the panel agrees" if agreed.reached else "the panel does not agree"
    yield f"By the rule that was fixed before, {told}: {measure_in_words(agreed, question.scale)}; {counted(agreed.answered, 'expert')} answered."


def _notes(
    question: PublicQuestion, rounds: Rounds, earlier: Sequence[EarlierJudgement], last: dict[str, Judgement]
) -> Iterator[str]:
    before = rounds.held[-1].number - 1
    given = {one.panelist: one.judgement for one in earlier if one.round == before and one.panelist in last}
    if given:
        kept = sum(last[who] == judgement for who, judgement in given.items())
        yield f"Of {counted(len(given), 'expert')} who gave a judgement in round {before} and in the last, {kept} kept it and {len(given) - kept} revised it."
    first = min((one.round for one in earlier), default=0)
    left = [one.judgement for one in earlier if one.round == first and one.panelist not in last]
    if left:
        told = [judgement_in_words(judgement, question.scale) for judgement in left[:MOST_POSITIONS]]
        more = f", and {len(left) - MOST_POSITIONS} more" if len(left) > MOST_POSITIONS else ""
        yield f"{counted(len(left), 'expert')} gave a judgement in round {first} and none in the last; in round {first} they had given: {listed(told) if not more else ', '.join(told) + more}."
