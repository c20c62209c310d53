"""The answers in the two orders in which people read them: by question and by expert."""

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from weighin.publishing.answers import ShownAnswer
from weighin.publishing.ballot import Ballot, ballot_of
from weighin.publishing.leanings import Leanings, leanings_of
from weighin.publishing.matrix import columns_of
from weighin.publishing.topics import TopicRow, Topics
from weighin.record.public import PublicPanelist, PublicQuestion, PublicRecord
from weighin.record.values import Stance

_NO_ANSWER = (Stance.DID_NOT_ANSWER, Stance.DECLINED)


class QuestionSection(Struct, frozen=True):
    """One question with what was said to it.

    Attributes:
        number: counted from 1; 0 for what was said outside every question.
        answers: those that say something beyond a vote in a table.
        ballot: the votes, where the panel voted.
        silent: panelists of whom the record holds nothing here. not_asked: those who were not asked, by what they had answered before.
    """

    number: int
    question: PublicQuestion | None
    answers: tuple[ShownAnswer, ...]
    ballot: Ballot | None
    silent: tuple[PublicPanelist, ...]
    not_asked: tuple[PublicPanelist, ...]
    leanings: Leanings

    @property
    def voices(self) -> int:
        """How many experts answered; who declined or gave nothing did not."""
        given = (*self.answers, *(self.ballot.votes if self.ballot else ()))
        return len({who.identifier for one in given if one.answer.stance not in _NO_ANSWER for who in one.panelists})


class ExpertSection(Struct, frozen=True):
    """One expert with everything said, each answer with the number of its question; `alone`: topics that nobody else names."""

    panelist: PublicPanelist
    answers: tuple[tuple[int, PublicQuestion | None, ShownAnswer], ...]
    unanswered: tuple[tuple[int, PublicQuestion], ...]
    alone: tuple[TopicRow, ...]
    leanings: Leanings
    words: int


def by_question(record: PublicRecord, answers: Sequence[ShownAnswer]) -> tuple[QuestionSection, ...]:
    """A section a question, in the order they were asked; last what was said outside them."""
    given: dict[str | None, list[ShownAnswer]] = defaultdict(list)
    for shown in answers:
        given[shown.answer.question].append(shown)
    return tuple(
        _question(record, number, question, given.get(question.identifier if question else None, []))
        for number, question in enumerate(columns_of(record), start=1)
    )


def _question(
    record: PublicRecord, number: int, question: PublicQuestion | None, given: Sequence[ShownAnswer]
) -> QuestionSection:
    heard = {panelist for shown in given for panelist in shown.answer.panelists}
    not_asked = question.not_asked if question else ()
    heard |= set(not_asked)
    ballot = ballot_of(given)
    return QuestionSection(
        number=number if question else 0,
        question=question,
        answers=tuple(shown for shown in given if not (ballot and shown.answer.position)),
        ballot=ballot,
        silent=tuple(one for one in record.panel if one.identifier not in heard) if question else (),
        not_asked=tuple(map(record.panelist, not_asked)),
        leanings=leanings_of(forecast for shown in given for forecast in shown.forecasts),
    )


def by_expert(record: PublicRecord, answers: Sequence[ShownAnswer], topics: Topics) -> tuple[ExpertSection, ...]:
    """A section an expert, in the order of the panel."""
    numbers = {question.identifier: number for number, question in enumerate(record.questions, start=1)}
    alone = {panelist.identifier: rows for panelist, rows in topics.alone}
    given: dict[str, list[ShownAnswer]] = defaultdict(list)
    for shown in answers:
        for panelist in shown.answer.panelists:
            given[panelist].append(shown)
    return tuple(
        ExpertSection(
            panelist=panelist,
            answers=tuple(
                (
                    numbers.get(shown.answer.question or "", 0),
                    record.question(shown.answer.question) if shown.answer.question else None,
                    shown,
                )
                for shown in given[panelist.identifier]
            ),
            unanswered=tuple(
                (numbers[question.identifier], question)
                for question in record.questions
                if question.identifier not in {shown.answer.question for shown in given[panelist.identifier]}
                and panelist.identifier not in question.not_asked
            ),
            alone=alone.get(panelist.identifier, ()),
            leanings=leanings_of(one for one in record.forecasts if one.panelist == panelist.identifier),
            words=sum(shown.answer.words for shown in given[panelist.identifier]),
        )
        for panelist in record.panel
    )
