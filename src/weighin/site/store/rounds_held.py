"""The rounds of a round-up for its record: their times and numbers, what was given before the last, and what was changed of the rules."""

import datetime as dt
from collections.abc import Callable, Iterator

import msgspec

from weighin.asking.compose import EarlierAnswer
from weighin.asking.life import closes_at
from weighin.record.judgements import Judgement
from weighin.record.protocols import OneRound
from weighin.record.rounds import AgreedJudgement, RoundHeld, Rounds, RuleNote
from weighin.record.values import Moment
from weighin.site.store.lives import life_of
from weighin.site.store.models import AskedRoundup, CountedInRound, EndedRound, GroupJudgement
from weighin.site.store.proposals import what_became_of_proposals
from weighin.site.store.protocols import decode_protocol
from weighin.site.store.versions import answers_of, counted_in_ended

Told = Callable[[dt.datetime], Moment]  # to the second, or to the day where times point to somebody


def rounds_of(asked: AskedRoundup, *, answered: int, told: Told) -> Rounds | None:
    """All rounds of a round-up that is sealed; None where its protocol has one and no rule. `answered`: in the last."""
    protocol = decode_protocol(asked.protocol)
    ended = list(asked.ended_rounds.all())
    closed = closes_at(life_of(asked))
    if isinstance(protocol, OneRound) and not ended:
        return None
    if asked.opened_at is None or asked.deadline is None or closed is None:
        msg = "what is sealed was open, and had a deadline"
        raise ValueError(msg)
    last = RoundHeld(
        number=asked.round,
        opened=told(asked.opened_at),
        deadline=told(asked.deadline),
        closed=told(closed),
        answered=answered,
    )
    return Rounds(
        protocol=protocol,
        proposals=what_became_of_proposals(asked),
        agreed=group_judgements(asked, told=told),
        contributions=asked.contributions.filter(withheld_at__isnull=True).count(),
        fixed=told(first_opened_at(asked)),
        held=(*(_held(one, told) for one in ended), last),
        notes=tuple(
            RuleNote(at=told(note.at), text=note.text, protocol=decode_protocol(note.protocol))
            for note in asked.protocol_notes.all()
        ),
    )


def first_opened_at(asked: AskedRoundup) -> dt.datetime:
    """When its first round was opened, and with it the rules were fixed.

    Raises:
        ValueError: it never was.
    """
    first = asked.ended_rounds.first()
    opened_at = first.opened_at if first else asked.opened_at
    if opened_at is None:
        msg = "expected a round-up that was opened, found a draft"
        raise ValueError(msg)
    return opened_at


def earlier_answers(asked: AskedRoundup) -> Iterator[EarlierAnswer]:
    """Every judgement that counts in a round before the last."""
    for ended in asked.ended_rounds.filter(number__gt=0):
        for version in counted_in_ended(asked, ended.number).values():
            for given in answers_of(version).given:
                if given.judgement is not None:
                    yield EarlierAnswer(
                        round=ended.number,
                        panelist=version.panelist.public_id,
                        question=given.question,
                        judgement=given.judgement,
                    )


def answered_before(asked: AskedRoundup) -> set[int]:
    """Keys of the panelists who answered in a round before the last."""
    counted = CountedInRound.objects.filter(
        ended_round__asked=asked, ended_round__number__gt=0, version__withdrawn_at__isnull=True
    )
    return set(counted.values_list("panelist", flat=True))


def group_judgements(asked: AskedRoundup, *, told: Told) -> tuple[AgreedJudgement, ...]:
    """What the group agreed on in its meeting, in the order of the questions."""
    found = GroupJudgement.objects.filter(question__asked=asked).order_by("question__position")
    places = {question.pk: number for number, question in enumerate(asked.questions.all(), start=1)}
    return tuple(
        AgreedJudgement(
            question=f"q{places[one.question_id]}",
            judgement=msgspec.json.decode(one.content, type=Judgement),
            at=told(one.agreed_at),
            rationale=one.rationale,
        )
        for one in found
    )


def _held(ended: EndedRound, told: Told) -> RoundHeld:
    return RoundHeld(
        number=ended.number,
        opened=told(ended.opened_at),
        deadline=told(ended.deadline),
        closed=told(ended.closed_at),
        answered=ended.counted.filter(version__withdrawn_at__isnull=True).count(),
    )
