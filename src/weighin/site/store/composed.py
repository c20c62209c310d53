"""From the rows of a sealed round-up to its record: what was submitted and counts, as it reads now."""

import datetime as dt
from collections.abc import Iterator, Sequence

from weighin.asking.attributions import is_named
from weighin.asking.compose import AskedDocument, FinalAnswer, compose_record
from weighin.asking.compose import AskedPanelist as PanelistInRecord
from weighin.asking.compose import AskedQuestion as QuestionInRecord
from weighin.asking.edits import editing_of
from weighin.asking.groups import groups_that_may_be_told
from weighin.asking.policies import Attribution
from weighin.reading.read import read_answers
from weighin.record.asking import Way
from weighin.record.record import Record
from weighin.site.store.attributions import all_are_named
from weighin.site.store.conditions import condition_of
from weighin.site.store.counted import Counted, counted_of
from weighin.site.store.how_asked import asking_of
from weighin.site.store.models import Arrival, AskedRoundup, ClearedReason, Seal
from weighin.site.store.questions import scale_of, terms_now
from weighin.site.store.rounds_held import earlier_answers
from weighin.site.store.truths import seed_in_record
from weighin.site.store.versions import standing_edits

WAYS = {Arrival.MAIL.value: Way.MAIL, Arrival.EDITOR.value: Way.OTHERWISE}


def record_from_answers(asked: AskedRoundup, sealed: Seal, *, day: dt.date) -> Record:
    """The record of a sealed round-up: its answers as they read now, and what reading finds in their prose."""
    questions = list(asked.questions.all())
    panel, edits = counted_of(asked), standing_edits(asked)
    tells_times = all_are_named(asked)
    cleared = set(ClearedReason.objects.filter(question__asked=asked).values_list("version", "question"))
    answers = []
    for one in panel:
        for question in questions:
            given = one.answers.to(question.public_id)
            if given is None or given.is_silent:
                continue
            edit = edits.get((one.identifier, question.pk))
            answers.append(
                FinalAnswer(
                    panelist=one.identifier,
                    question=question.public_id,
                    stance=given.stance,
                    prose=edit.text if edit else given.prose,
                    judgement=given.judgement,
                    editing=editing_of(given.prose, edit.text) if edit else None,
                    because="" if (one.version, question.pk) in cleared else given.because,
                )
            )
    document = AskedDocument(
        title=asked.title,
        standfirst=asked.standfirst,
        introduction=asked.introduction,
        outlet=str(asked.outlet),
        day=day,
        language="en",
        questions=tuple(
            QuestionInRecord(
                identifier=question.public_id,
                text=question.text,
                scale=scale_of(question),
                terms=terms_now(question),
                seed=seed_in_record(question, sealed, to_the_second=tells_times),
                asked_if=condition_of(question),
            )
            for question in questions
        ),
        panel=tuple(_in_record(panel, Attribution(asked.attribution))),
        answers=tuple(answers),
        earlier=tuple(earlier_answers(asked)),
        asking=asking_of(asked, sealed),
    )
    return read_answers(compose_record(document))


def _in_record(panel: Sequence[Counted], of_all: Attribution) -> Iterator[PanelistInRecord]:
    """What readers may be told of the panelists. Identifiers stay inside the house: the record counts its own."""
    groups = groups_that_may_be_told([one.group for one in panel if not is_named(one.attribution)])
    for one in panel:
        under_a_name = is_named(one.attribution)
        yield PanelistInRecord(
            identifier=one.identifier,
            name=one.name,
            affiliation=one.affiliation,
            interests=one.interests,
            group=one.group if under_a_name or one.group in groups else "",
            attribution=one.attribution if one.attribution is not of_all else None,
            is_late=one.is_late and under_a_name,  # of others it would tell, to whoever knows who was late
            way=WAYS.get(one.arrival),
        )
