"""Corrections of answers: whose, to which question, and which passages of the source they are."""

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from weighin.reading.corrections.fitting import overlaps, refuse, the_answer, the_question, the_speakers, the_stretch
from weighin.reading.corrections.kinds import (
    AddAnswer,
    AnswerCorrection,
    GiveAnswer,
    MoveAnswer,
    PlacePassage,
    RemoveAnswer,
    TakeOutPassage,
)
from weighin.reading.corrections.recount import NEW, NEW_ANSWER, Recounted, recount, with_mentions
from weighin.reading.forecasts import find_forecasts
from weighin.reading.passages import passage
from weighin.reading.topics import find_topics
from weighin.record.record import Answer, Forecast, Mention, Panelist, Record, Topic
from weighin.record.values import Passage, Span


def correct_answers(record: Record, correction: AnswerCorrection) -> Recounted:
    """The record with an answer corrected; forecasts and topics follow it."""
    match correction:
        case GiveAnswer():
            return _given(record, correction)
        case MoveAnswer():
            return _moved(record, correction)
        case AddAnswer():
            return _with_answer(record, correction)
        case PlacePassage():
            return _with_passage(record, correction)
        case TakeOutPassage():
            return _without_passage(record, correction)
        case RemoveAnswer():
            gone = the_answer(record, correction.answer)
            return recount(record, answers=[one for one in record.answers if one is not gone])
        case _:
            assert_never(correction)


def _given(record: Record, correction: GiveAnswer) -> Recounted:
    answer = the_answer(record, correction.answer)
    panel, speakers = the_speakers(record, correction.panelists, correction.newcomer)
    if speakers == answer.panelists:
        refuse("this answer is given to just them already")
    own = [one for one in record.forecasts if one.answer == answer.identifier and one.panelist in answer.panelists]
    return recount(
        record,
        panel=panel,
        answers=[replace(one, panelists=speakers) if one is answer else one for one in record.answers],
        forecasts=_in_order(
            [*(one for one in record.forecasts if one not in own), *_shared_out(own, speakers)], record.answers
        ),
        topics=with_mentions(
            record.topics,
            lambda mention: replace(mention, panelists=speakers) if mention.answer == answer.identifier else mention,
        ),
    )


def _moved(record: Record, correction: MoveAnswer) -> Recounted:
    answer = the_answer(record, correction.answer)
    if correction.question is not None:
        the_question(record, correction.question)
    if correction.question == answer.question:
        refuse("this answer stands under that question already")
    return recount(
        record,
        answers=[replace(one, question=correction.question) if one is answer else one for one in record.answers],
        forecasts=[
            replace(one, question=correction.question) if one.answer == answer.identifier else one
            for one in record.forecasts
        ],
    )


def _with_answer(record: Record, correction: AddAnswer) -> Recounted:
    stretch = the_stretch(record, correction.start, correction.end)
    panel, speakers = the_speakers(record, correction.panelists, correction.newcomer)
    if correction.question is not None:
        the_question(record, correction.question)
    answer = Answer(
        identifier=NEW_ANSWER,
        panelists=speakers,
        question=correction.question,
        paragraphs=_paragraphs(record.text, stretch),
    )
    return _put_in(record, stretch, answer, panel=panel)


def _with_passage(record: Record, correction: PlacePassage) -> Recounted:
    answer = the_answer(record, correction.answer)
    stretch = the_stretch(record, correction.start, correction.end)
    if any(overlaps(paragraph, stretch) for paragraph in answer.paragraphs):
        refuse("this stands in that answer already")
    paragraphs = sorted((*answer.paragraphs, *_paragraphs(record.text, stretch)), key=lambda one: one.start)
    return _put_in(record, stretch, replace(answer, paragraphs=tuple(paragraphs)), panel=record.panel)


def _without_passage(record: Record, correction: TakeOutPassage) -> Recounted:
    answer = the_answer(record, correction.answer)
    stretch = the_stretch(record, correction.start, correction.end)
    if not any(overlaps(paragraph, stretch) for paragraph in answer.paragraphs):
        refuse("this does not stand in that answer (any more)")
    left = _cut_out(record.text, answer, stretch)
    return recount(
        record,
        answers=[one for each in record.answers if (one := left if each is answer else each)],
        forecasts=[
            one for one in record.forecasts if one.answer != answer.identifier or not overlaps(one.passage, stretch)
        ],
        topics=with_mentions(
            record.topics,
            lambda mention: (
                None if mention.answer == answer.identifier and overlaps(mention.named_at, stretch) else mention
            ),
        ),
    )


class _Robbed(Struct, frozen=True):
    """What the stretch took along from the answers that it stood in."""

    answers: tuple[Answer, ...]  # what is left of all answers
    forecasts: tuple[Forecast, ...]  # those of the stretch
    fresh: tuple[Passage, ...]  # the parts of the stretch that stood in no answer


def _put_in(record: Record, stretch: Passage, answer: Answer, *, panel: Sequence[Panelist]) -> Recounted:
    """The record with a stretch of the source in an answer, and in no other."""
    robbed = _rob(record, stretch, answer)
    taken = {one.identifier for one in robbed.forecasts}
    followed = [
        replace(one, answer=answer.identifier, question=answer.question)
        for one in robbed.forecasts
        if stretch.span.holds(one.passage)
    ]
    new = find_forecasts(
        record.text,
        answers=[replace(answer, paragraphs=robbed.fresh)],
        questions=record.questions,
        panel=panel,
        published=record.published.day if record.published else None,
        narrated=any(one.reported_by_narrator for one in record.forecasts),
    )
    answers = _with_in_order(robbed.answers, answer)
    return recount(
        record,
        panel=panel,
        answers=answers,
        forecasts=_in_order(
            [
                *(one for one in record.forecasts if one.identifier not in taken),
                *_shared_out(followed, answer.panelists),
                *(replace(one, identifier=NEW) for one in new),
            ],
            answers,
        ),
        topics=_topics(record, stretch, answer, answers, panel, is_fresh=bool(robbed.fresh)),
        introduction=tuple(part for part in record.introduction if not overlaps(part, stretch)),
        standfirst=None if record.standfirst and overlaps(record.standfirst, stretch) else record.standfirst,
        warnings=[one for one in record.warnings if not (one.passage and stretch.span.holds(one.passage))],
    )


def _rob(record: Record, stretch: Passage, answer: Answer) -> _Robbed:
    left: list[Answer] = []
    forecasts: list[Forecast] = []
    fresh = list(_paragraphs(record.text, stretch))
    for one in record.answers:
        if one.identifier == answer.identifier:
            continue
        standing = [paragraph for paragraph in one.paragraphs if overlaps(paragraph, stretch)]
        if not standing:
            left.append(one)
            continue
        for paragraph in standing:
            fresh = [part for piece in fresh for part in _without(record.text, piece, paragraph)]
        forecasts += [
            each for each in record.forecasts if each.answer == one.identifier and overlaps(each.passage, stretch)
        ]
        rest = _cut_out(record.text, one, stretch)
        if rest:
            left.append(rest)
    return _Robbed(tuple(left), tuple(forecasts), tuple(fresh))


def _cut_out(text: str, answer: Answer, stretch: Passage) -> Answer | None:
    """The answer without a stretch; None where nothing is left of it."""
    paragraphs = tuple(part for paragraph in answer.paragraphs for part in _without(text, paragraph, stretch))
    return replace(answer, paragraphs=paragraphs) if paragraphs or answer.vote else None


def _without(text: str, paragraph: Passage, stretch: Passage) -> Iterator[Passage]:
    if not overlaps(paragraph, stretch):
        yield paragraph
        return
    for start, end in ((paragraph.start, stretch.start), (stretch.end, paragraph.end)):
        if start < end and (part := passage(text, start, end)):
            yield part


def _paragraphs(text: str, stretch: Passage) -> tuple[Passage, ...]:
    found, start = [], stretch.start
    for line in stretch.text.split("\n"):
        if part := passage(text, start, start + len(line)):
            found.append(part)
        start += len(line) + 1
    return tuple(found)


def _with_in_order(answers: Sequence[Answer], answer: Answer) -> list[Answer]:
    """The answers with one more, where it stands in the source."""
    start = answer.paragraphs[0].start
    later = (number for number, one in enumerate(answers) if one.paragraphs and one.paragraphs[0].start > start)
    place = next(later, len(answers))
    return [*answers[:place], answer, *answers[place:]]


def _shared_out(forecasts: Sequence[Forecast], speakers: Sequence[str]) -> Iterator[Forecast]:
    """Each forecast once for each speaker, under the identifiers that there are."""
    together: dict[Forecast, list[Forecast]] = {}
    for forecast in forecasts:
        together.setdefault(replace(forecast, identifier="", panelist=""), []).append(forecast)
    for same in together.values():
        own = {forecast.panelist: forecast for forecast in same if forecast.panelist in speakers}
        spare = iter([forecast for forecast in same if own.get(forecast.panelist) is not forecast])
        for speaker in speakers:
            forecast = own.get(speaker) or next(spare, None) or replace(same[0], identifier=NEW)
            yield replace(forecast, panelist=speaker)


def _in_order(forecasts: Iterable[Forecast], answers: Sequence[Answer]) -> list[Forecast]:
    """By answer, and within each as in the source."""
    rank = {answer.identifier: number for number, answer in enumerate(answers)}
    return sorted(forecasts, key=lambda one: (rank.get(one.answer, len(rank)), one.passage.start))


def _topics(
    record: Record,
    stretch: Passage,
    answer: Answer,
    answers: Sequence[Answer],
    panel: Sequence[Panelist],
    *,
    is_fresh: bool,
) -> Sequence[Topic]:
    if is_fresh:
        return find_topics(record.text, answers=answers, panel=panel)

    def followed(mention: Mention) -> Mention | None:
        if not overlaps(mention.named_at, stretch) or mention.answer == answer.identifier:
            return mention
        if not stretch.span.holds(Span(mention.named_at.start, mention.named_at.end)):
            return None
        return replace(mention, answer=answer.identifier, panelists=answer.panelists)

    return with_mentions(record.topics, followed)
