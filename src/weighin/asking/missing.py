"""What is still missing before a round-up can open, and what is worth a look."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from weighin.asking.answers import Asked
from weighin.asking.groups import FEWEST_OF_A_GROUP
from weighin.asking.ready_made import blanks_in, texts_of_question
from weighin.asking.reminders import reminder_times
from weighin.asking.seeds import PlannedSeed, missing_of_seeds, worth_knowing_of_seeds
from weighin.record.asking import Attribution
from weighin.record.judgements import (
    ChoiceScale,
    DateScale,
    IntervalScale,
    ProbabilityScale,
    QuantityScale,
    RankingScale,
    RatingScale,
    RouletteScale,
)
from weighin.record.protocols import LEAST_SHOWN, Delphi, Facilitated, OneRound, Protocol, RealTimeDelphi, first_round

LEAST_TIME = dt.timedelta(minutes=10)  # between opening and deadline: less is a slip of the pen
SETTLED_BY_TERMS = (ProbabilityScale, ChoiceScale, QuantityScale, IntervalScale, RouletteScale, DateScale)
WITH_A_UNIT = (QuantityScale, IntervalScale, RouletteScale)
MOST_NAMED = 5


class Readiness(Struct, frozen=True, kw_only=True):
    """What of a draft the question of whether it can open hangs on.

    Attributes:
        texts: those of the draft, each with what it is called in the form.
        questions: in their order.
        panel: the names of all panelists.
        unreachable: of those without a mail address.
        sharing: addresses that stand beside more than one name.
        unspoken: those whose language the form does not speak.
        was_proposed: round 0, in which the panel proposes the questions, is over.
    """

    texts: tuple[tuple[str, str], ...] = ()
    questions: tuple[Asked, ...] = ()
    panel: tuple[str, ...] = ()
    unreachable: tuple[str, ...] = ()
    sharing: tuple[str, ...] = ()
    unspoken: tuple[str, ...] = ()
    was_proposed: bool = False
    deadline: dt.datetime | None = None
    reminders: str = ""
    protocol: Protocol = OneRound()
    attribution: Attribution = Attribution.ON_THE_RECORD
    publishes_panel: bool = False
    seeds: tuple[PlannedSeed, ...] = ()
    groups: tuple[str, ...] = ()  # of stakeholders that panelists are in
    conflicts: tuple[str, ...] = ()  # between its rules, each in a sentence
    loose: int = 0  # panelists whose answers are to be anonymous to editors too


def missing_before_opening(draft: Readiness, *, now: dt.datetime) -> tuple[str, ...]:
    """What keeps it from opening, each in a sentence that says what to do; nothing where it can open."""
    return (*_missing(draft, now), *draft.conflicts, *missing_of_seeds(draft.seeds))


def worth_knowing_before_opening(draft: Readiness, *, now: dt.datetime) -> tuple[str, ...]:
    """What does not keep it from opening and is worth a look."""
    of_seeds = worth_knowing_of_seeds(draft.seeds)
    return (*_of_the_panel(draft), *_of_the_questions(draft), *of_seeds, *_of_the_rules(draft, now))


def _missing(draft: Readiness, now: dt.datetime) -> Iterator[str]:
    panel_proposes = first_round(draft.protocol) == 0 and not draft.was_proposed
    if not draft.questions and not panel_proposes:
        yield "There is no question yet: add at least one."
    if not draft.panel:
        yield "There is nobody on the panel yet: add at least one panelist."
    if draft.deadline is None:
        yield "There is no deadline yet: set one."
    elif draft.deadline < now + LEAST_TIME:
        yield "The deadline is over, or so near that nobody could answer: set a later one."
    for name, text in draft.texts:
        yield from _blanks(f"The {name.lower()}", (text,))
    for number, question in enumerate(draft.questions, start=1):
        yield from _blanks(f"Question {number}", texts_of_question(question.text, question.scale, question.terms))
    if isinstance(draft.protocol, OneRound):
        return
    if draft.questions and not any(question.scale for question in draft.questions):
        yield "No question asks for a judgement, and without one there is no distribution that the group could see: give at least one question a scale."
    if draft.panel and len(draft.panel) < LEAST_SHOWN and not isinstance(draft.protocol, Facilitated):
        yield f"By this protocol the group's answers are shown, and never of fewer than {LEAST_SHOWN}: add to the panel, which has {len(draft.panel)}."
    if isinstance(draft.protocol, Delphi | RealTimeDelphi) and draft.protocol.by_group and not draft.groups:
        yield "The protocol shows each group of stakeholders, and nobody on the panel is in one: say who is in which, or do not show them."


def _blanks(where: str, texts: Iterator[str] | tuple[str, ...]) -> Iterator[str]:
    if blanks := blanks_in(texts):
        yield f"{where} still has {'a blank' if len(blanks) == 1 else 'blanks'} of the template: put your own words in the place of {', '.join(blanks)}."


def _of_the_panel(draft: Readiness) -> Iterator[str]:
    if 0 < draft.loose < FEWEST_OF_A_GROUP:
        yield f"Answers of {draft.loose} are to be anonymous to editors too. Where fewer than {FEWEST_OF_A_GROUP} answer like that, their answers are destroyed unread, because it would be known whose they are."
    if draft.unreachable:
        yield f"Without a mail address, so that no letter reaches them: {_named(draft.unreachable)}. You can hand them their link yourself."
    if draft.sharing:
        yield f"More than one panelist has the address {_named(draft.sharing)}. Each gets a link of their own."
    if draft.unspoken:
        yield f"The form does not speak the language of {_named(draft.unspoken)}: they will see it in one that their browser asks for, else in English."


def _of_the_questions(draft: Readiness) -> Iterator[str]:
    seeds = {seed.number for seed in draft.seeds}
    for number, question in enumerate(draft.questions, start=1):
        for said in _of_a_question(question, draft.deadline, is_seed=number in seeds):
            yield f"Question {number} {said}"
    times = Counter(" ".join(question.text.split()).casefold() for question in draft.questions)
    if any(count > 1 for count in times.values()):
        yield "Two questions have the same words."


def _of_a_question(question: Asked, deadline: dt.datetime | None, *, is_seed: bool) -> Iterator[str]:
    scale, terms = question.scale, question.terms
    if isinstance(scale, SETTLED_BY_TERMS) and terms is None and not is_seed:
        yield "has no terms: it cannot be settled later, and no answer to it will be scored."
    if terms is not None and terms.due is None:
        yield "does not say by which day its answer is known."
    if terms is not None and terms.due and deadline and terms.due < deadline.date():
        yield "is known before the deadline, by its own terms: some may answer when it is settled already."
    if terms is not None and not terms.source:
        yield "does not say where its outcome will stand."
    if isinstance(scale, WITH_A_UNIT) and not scale.unit:
        yield "asks for a quantity without a unit."
    if isinstance(scale, RatingScale) and not (scale.lowest_means and scale.highest_means):
        yield "asks for a rating and does not say what its two ends mean."
    if isinstance(scale, RankingScale) and not scale.criterion:
        yield "asks for an order and does not say what comes first."


def _of_the_rules(draft: Readiness, now: dt.datetime) -> Iterator[str]:
    if draft.publishes_panel and draft.attribution is not Attribution.ON_THE_RECORD:
        yield "Who was asked will not be published: that is done only where answers are on the record."
    if draft.reminders and draft.deadline and not any(reminder_times(draft.deadline, draft.reminders, now=now)):
        yield "The deadline is so near that no reminder would go out before it."


def _named(names: tuple[str, ...]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
