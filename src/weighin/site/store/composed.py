"""From the rows of a sealed round-up to its record: what was submitted and counts, as it reads now."""

import datetime as dt

import msgspec

from weighin.asking.compose import AskedDocument, FinalAnswer, compose_record
from weighin.asking.compose import AskedPanelist as PanelistInRecord
from weighin.asking.compose import AskedQuestion as QuestionInRecord
from weighin.asking.edits import editing_of
from weighin.asking.groups import groups_that_may_be_told
from weighin.asking.policies import Attribution
from weighin.reading.read import read_answers
from weighin.record.asking import Way
from weighin.record.record import Record
from weighin.site.store.conditions import condition_of
from weighin.site.store.how_asked import asking_of
from weighin.site.store.models import Arrival, AskedPanelist, AskedRoundup, ClearedReason, Seal
from weighin.site.store.questions import scale_of, terms_now
from weighin.site.store.rounds_held import earlier_answers
from weighin.site.store.truths import seed_in_record
from weighin.site.store.versions import answers_of, counted_versions, standing_edits

WAYS = {Arrival.MAIL.value: Way.MAIL, Arrival.EDITOR.value: Way.OTHERWISE}


def record_from_answers(asked: AskedRoundup, sealed: Seal, *, day: dt.date) -> Record:
    """The record of a sealed round-up: its answers as they read now, and what reading finds in their prose."""
    questions = list(asked.questions.all())
    panel = [(version.panelist, version) for version in counted_versions(asked).values()]
    edits = standing_edits(asked)
    is_named = asked.attribution == Attribution.ON_THE_RECORD.value
    if not is_named:  # an order that says nothing of anybody, and stays the same however often the record is made
        panel.sort(key=lambda seated: seated[1].commitment)
    groups = groups_that_may_be_told([panelist.group for panelist, _ in panel])
    cleared = set(ClearedReason.objects.filter(question__asked=asked).values_list("version", "question"))
    answers = []
    for panelist, version in panel:
        submitted = answers_of(version)
        for question in questions:
            given = submitted.to(question.public_id)
            if given is None or given.is_silent:
                continue
            edit = edits.get((panelist.pk, question.pk))
            answers.append(
                FinalAnswer(
                    panelist=panelist.public_id,
                    question=question.public_id,
                    stance=given.stance,
                    prose=edit.text if edit else given.prose,
                    judgement=given.judgement,
                    editing=editing_of(given.prose, edit.text) if edit else None,
                    because="" if (version.pk, question.pk) in cleared else given.because,
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
                seed=seed_in_record(question, sealed, to_the_second=is_named),
                asked_if=condition_of(question),
            )
            for question in questions
        ),
        panel=tuple(
            msgspec.structs.replace(
                _in_record(panelist, number, Attribution(asked.attribution)),
                is_late=version.on_time is False,
                way=WAYS.get(version.arrival),
                group=panelist.group if is_named or panelist.group in groups else "",
            )
            for number, (panelist, version) in enumerate(panel, start=1)
        ),
        answers=tuple(answers),
        earlier=tuple(earlier_answers(asked)),
        asking=asking_of(asked, sealed),
    )
    return read_answers(compose_record(document))


def _in_record(panelist: AskedPanelist, number: int, attribution: Attribution) -> PanelistInRecord:
    """What readers may be told of a panelist. The identifier stays inside the house: the record counts its own."""
    match attribution:
        case Attribution.ON_THE_RECORD:
            return PanelistInRecord(
                identifier=panelist.public_id,
                name=panelist.name,
                affiliation=panelist.affiliation,
                interests=panelist.interests,
            )
        case Attribution.AFFILIATION_ONLY:
            return PanelistInRecord(
                identifier=panelist.public_id, name=f"Panelist {number}", affiliation=panelist.affiliation
            )
        case Attribution.ANONYMOUS_TO_READERS:
            return PanelistInRecord(identifier=panelist.public_id, name=f"Panelist {number}")
