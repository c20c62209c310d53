"""What the board shows of rounds: which one it is, who answered in it, what the rules say after its close, and who left. Counts, never what was written."""

import datetime as dt
from collections.abc import Mapping

from msgspec import Struct

from weighin.asking.answers import Answers
from weighin.asking.life import Stage
from weighin.asking.rounds import against_another_round
from weighin.record.protocols import OneRound, Protocol, most_rounds
from weighin.site.board.round_words import advice_told, question_told
from weighin.site.store.lives import stage_now
from weighin.site.store.models import AnswerVersion, AskedRoundup
from weighin.site.store.protocols import protocol_of
from weighin.site.store.questions import questions_of
from weighin.site.store.seals import seal_row
from weighin.site.store.truths import seeds_in
from weighin.site.store.versions import answers_of, counted_in_ended, counted_versions
from weighin.weighing.delphi.stopping import Advice, AfterRound, after_round


class Round(Struct, frozen=True, kw_only=True):
    """A round in the list: how many answered, and how many of those who had answered the one before did not."""

    number: int
    answered: int
    left: int | None
    closed_at: dt.datetime | None


class RoundsOnBoard(Struct, frozen=True, kw_only=True):
    """The rounds of a round-up.

    Attributes:
        name: of the protocol. number: the round that is open or was last. next: the one after it. most: the last by the protocol.
        rounds: those that ended, and the last once it is closed.
        told: what the rules say after the last closed round; questions: the same question by question.
        advice: None where no rule speaks. may_open_next: the protocol has another round, and this one is closed.
        has_reasons: there are reasons to look through.
    """

    name: str
    number: int
    most: int
    rounds: tuple[Round, ...]
    told: str = ""
    questions: tuple[tuple[str, str], ...] = ()
    advice: Advice | None = None
    may_open_next: bool = False
    has_reasons: bool = False

    @property
    def goes_on(self) -> bool:
        """Whether the rules ask for a further round."""
        return self.advice is Advice.GO_ON

    @property
    def next(self) -> int:
        """The number of the round after this."""
        return self.number + 1


def rounds_on_board(asked: AskedRoundup, *, now: dt.datetime) -> RoundsOnBoard | None:
    """None for a draft, and where the protocol has one round and no rule."""
    protocol, stage = protocol_of(asked), stage_now(asked, now)
    if stage is Stage.DRAFT or isinstance(protocol, OneRound):
        return None
    against = against_another_round(
        protocol, round_number=asked.round, stage=stage, is_sealed=seal_row(asked) is not None
    )
    closed = closed_rounds(asked, stage=stage)
    state = state_of(asked, protocol, closed)
    questions = {question.identifier: question for question in questions_of(asked)}
    return RoundsOnBoard(
        name=str(protocol.__struct_config__.tag),
        number=asked.round,
        most=most_rounds(protocol),
        rounds=_listed(asked, closed),
        told=advice_told(state) if state else "",
        questions=tuple(
            (questions[one.question].text, question_told(one, questions[one.question].scale)) for one in state.questions
        )
        if state
        else (),
        advice=state.advice if state else None,
        may_open_next=not against,
        has_reasons=bool(closed) and max(closed) > 0,
    )


def closed_rounds(asked: AskedRoundup, *, stage: Stage) -> dict[int, Mapping[int, AnswerVersion]]:
    """By its number, what counts of each round that nobody can answer in time any more."""
    found: dict[int, Mapping[int, AnswerVersion]] = {
        ended.number: counted_in_ended(asked, ended.number) for ended in asked.ended_rounds.all()
    }
    if stage is Stage.CLOSED:
        found[asked.round] = counted_versions(asked)
    return found


def state_of(
    asked: AskedRoundup, protocol: Protocol, closed: Mapping[int, Mapping[int, AnswerVersion]]
) -> AfterRound | None:
    """What the rules say after the last round that is closed; None before the first is."""
    number = max(closed, default=0)
    if number < 1:
        return None
    seeds = {
        seed.question.public_id for seed in seeds_in(asked)
    }  # their answers are known: the rules are on the others
    questions = [question for question in questions_of(asked) if question.identifier not in seeds]
    before = closed.get(number - 1) if number > 1 else None
    return after_round(
        protocol,
        number,
        questions,
        _handed_in(closed[number]),
        _handed_in(before) if before is not None else None,
    )


def _handed_in(versions: Mapping[int, AnswerVersion]) -> dict[str, Answers]:
    return {str(key): answers_of(version) for key, version in versions.items()}


def _listed(asked: AskedRoundup, closed: Mapping[int, Mapping[int, AnswerVersion]]) -> tuple[Round, ...]:
    times = {ended.number: ended.closed_at for ended in asked.ended_rounds.all()}
    found = []
    for number, versions in sorted(closed.items()):
        before = closed.get(number - 1) if number > 1 else None
        left = None if before is None else len(before.keys() - versions.keys())
        found.append(Round(number=number, answered=len(versions), left=left, closed_at=times.get(number)))
    return tuple(found)
