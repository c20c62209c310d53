"""What of a record may be shown to whom.

Another outlet's round-up is shown to readers by short quotations with the link: at most 30 words of each answer, of each
forecast's passage up to 25 words around its phrase, facts (who, where from, when, which question, how many words), nothing more. What is withheld is not in the result at all.
"""

import msgspec

from weighin.record.judgements import AgreementJudgement
from weighin.record.names import is_named
from weighin.record.public import (
    Audience,
    Mark,
    PublicAnswer,
    PublicForecast,
    PublicIllustration,
    PublicMention,
    PublicPanelist,
    PublicQuestion,
    PublicRecord,
    PublicTopic,
    Quotation,
    permission_to_disclose,
)
from weighin.record.quotation import Measure, first_sentence, short_enough, within
from weighin.record.record import Answer, Forecast, Illustration, Mention, Record, Topic
from weighin.record.values import DisplayRight, Passage, Span

__all__ = ["Audience", "PublicRecord", "disclose"]

ANSWER_QUOTED = Measure(words=30, characters=230)
FORECAST_QUOTED = Measure(
    words=25, characters=190
)  # around its phrase: panels that forecast in every sentence are not reprinted
CAPTION_QUOTED = Measure(words=40, characters=300)
CLAUSE_QUOTED = Measure(words=12, characters=100)  # a condition or a date that stands outside its forecast's sentence
TOPIC_QUOTED = Measure(words=6, characters=60)
TELLING = 8  # words; a first sentence below this ("No.") is quoted with the next

_Shown = dict[str, list[Span]]  # by answer: the stretches of the source that are shown


def disclose(record: Record, audience: Audience) -> PublicRecord:
    """The part of a record that an audience may see.

    Readers see all of what is our own or licensed, and short quotations of what is another's. Editors, who read the article themselves, see
    all, with the warnings and the names of the rules.
    """
    is_whole = audience is Audience.EDITORS or record.display_right is not DisplayRight.QUOTATION
    shown: _Shown = {}
    forecasts = tuple(_forecast(forecast, shown, is_whole=is_whole, audience=audience) for forecast in record.forecasts)
    answers = tuple(_answer(record, answer, shown, is_whole=is_whole) for answer in record.answers)
    with permission_to_disclose():
        return PublicRecord(
            audience=audience,
            display_right=record.display_right,
            is_whole=is_whole,
            title=record.title,
            outlet=record.outlet,
            address=record.source.address,
            language=record.source.language,
            published=record.published.day if record.published else None,
            byline=_clipped(record.byline, CLAUSE_QUOTED, is_whole=is_whole),
            standfirst=record.standfirst.text if record.standfirst and is_whole else "",
            introduction=tuple(paragraph.text for paragraph in record.introduction) if is_whole else (),
            panel=tuple(
                PublicPanelist(
                    identifier=panelist.identifier,
                    name=panelist.name,
                    affiliation=panelist.affiliation,
                    interests=tuple(_clipped(i, ANSWER_QUOTED, is_whole=is_whole) for i in panelist.interests),
                    group=panelist.group,
                    is_named=is_named(record, panelist),
                )
                for panelist in record.panel
            ),
            questions=tuple(
                PublicQuestion(
                    identifier=question.identifier,
                    text=question.text,
                    scale=question.scale,
                    terms=question.terms,
                    seed=question.seed,
                    asked_if=question.asked_if,
                    not_asked=question.not_asked or (),
                )
                for question in record.questions
            ),
            answers=answers,
            forecasts=forecasts,
            topics=tuple(_topic(record, topic, shown, is_whole=is_whole) for topic in record.topics),
            illustrations=tuple(_illustration(picture, is_whole=is_whole) for picture in record.illustrations),
            words=sum(answer.words for answer in record.answers),
            whole=_whole(record, audience) if is_whole else None,
            asking=record.asking if record.display_right is DisplayRight.OWN else None,
        )


def _whole(record: Record, audience: Audience) -> Record:
    """Readers get neither what only helps an editor (warnings) nor what a file was called on somebody's desk."""
    if audience is Audience.EDITORS:
        return record
    source = msgspec.structs.replace(record.source, name="")
    asking = record.asking if record.display_right is DisplayRight.OWN else None
    return msgspec.structs.replace(record, warnings=(), source=source, asking=asking)


def _forecast(forecast: Forecast, shown: _Shown, *, is_whole: bool, audience: Audience) -> PublicForecast:
    passage = forecast.passage
    phrase = _inside(forecast.phrase, passage.span)
    part = Span(0, len(passage.text)) if is_whole else within(passage.text, FORECAST_QUOTED, keep=phrase)
    place = Span(passage.start + part.start, passage.start + part.end)
    shown.setdefault(forecast.answer, []).append(place)
    phrase = _inside(forecast.phrase, place)
    return PublicForecast(
        identifier=forecast.identifier,
        answer=forecast.answer,
        panelist=forecast.panelist,
        question=forecast.question,
        quotation=_quotation(passage, part, ()),
        polarity=forecast.polarity,
        phrase=_clause(forecast.phrase, place, is_whole=is_whole),
        phrase_start=phrase.start if phrase else None,
        phrase_end=phrase.end if phrase else None,
        probability=forecast.probability,
        is_unhedged=forecast.is_unhedged,
        is_conditional=forecast.is_conditional,
        condition=_clause(forecast.condition, place, is_whole=is_whole),
        about=_clause(forecast.about, place, is_whole=is_whole),
        by_when=_clause(forecast.by_when, place, is_whole=is_whole),
        reported_by_narrator=forecast.reported_by_narrator,
        rules=forecast.rules if audience is Audience.EDITORS else (),
    )


def _answer(record: Record, answer: Answer, shown: _Shown, *, is_whole: bool) -> PublicAnswer:
    forecasts = [forecast for forecast in record.forecasts if forecast.answer == answer.identifier]
    quotations = []
    for paragraph in answer.paragraphs if is_whole else answer.paragraphs[:1]:
        part = Span(0, len(paragraph.text)) if is_whole else _telling_part(paragraph.text)
        shown.setdefault(answer.identifier, []).append(Span(paragraph.start + part.start, paragraph.start + part.end))
        quotations.append(_quotation(paragraph, part, forecasts))
    if len(answer.paragraphs) > len(quotations) and quotations:
        quotations[-1] = msgspec.structs.replace(quotations[-1], cut_after=True)
    asked = answer.judgement if isinstance(answer.judgement, AgreementJudgement) else None
    vote = answer.vote or asked  # one that was asked for is shown like one that was read
    return PublicAnswer(
        identifier=answer.identifier,
        panelists=tuple(dict.fromkeys(answer.panelists)),
        question=answer.question,
        stance=answer.stance,
        quotations=tuple(quotations),
        words=answer.words,
        is_shortened=any(quotation.cut_after for quotation in quotations),
        position=vote.position if vote else None,
        confidence=vote.confidence if vote else None,
        judgement=answer.judgement,
    )


def _telling_part(text: str) -> Span:
    """The first sentence, and the second where the first is only a "No."; never more than may be quoted."""
    first = first_sentence(text)
    if len(text[: first.end].split()) < TELLING:
        second = first_sentence(text[first.end :].lstrip())
        end = len(text) - len(text[first.end :].lstrip()) + second.end
        if short_enough(text[:end], ANSWER_QUOTED):
            return Span(0, end)
    return within(text[: first.end], ANSWER_QUOTED)


def _quotation(passage: Passage, part: Span, forecasts: list[Forecast] | tuple[()]) -> Quotation:
    place = Span(passage.start + part.start, passage.start + part.end)
    return Quotation(
        text=passage.text[part.start : part.end],
        marks=tuple(
            Mark(forecast.passage.start - place.start, forecast.passage.end - place.start, forecast.identifier)
            for forecast in forecasts
            if place.holds(forecast.passage)
        ),
        cut_before=bool(passage.text[: part.start].strip()),
        cut_after=bool(passage.text[part.end :].strip()),
    )


def _topic(record: Record, topic: Topic, shown: _Shown, *, is_whole: bool) -> PublicTopic:
    return PublicTopic(
        identifier=topic.identifier,
        label=topic.label,
        kind=topic.kind,
        mentions=tuple(_mention(record, mention, shown, is_whole=is_whole) for mention in topic.mentions),
    )


def _mention(record: Record, mention: Mention, shown: _Shown, *, is_whole: bool) -> PublicMention:
    may_repeat = is_whole or any(place.holds(mention.sentence) for place in shown.get(mention.answer, ()))
    return PublicMention(
        answer=mention.answer,
        panelists=tuple(dict.fromkeys(mention.panelists)),
        words=_clipped(mention.named_at, TOPIC_QUOTED, is_whole=is_whole),
        sentence=record.text[mention.sentence.start : mention.sentence.end] if may_repeat else "",
    )


def _illustration(picture: Illustration, *, is_whole: bool) -> PublicIllustration:
    return PublicIllustration(
        caption=_clipped(picture.caption, CAPTION_QUOTED, is_whole=is_whole),
        credit=_clipped(picture.credit, CLAUSE_QUOTED, is_whole=is_whole),
        address=picture.address if is_whole else "",
    )


def _inside(passage: Passage | None, place: Span) -> Span | None:
    """Where a passage stands within a place, counted from there; None where it is not wholly in it."""
    if passage is None or not place.holds(passage):
        return None
    return Span(passage.start - place.start, passage.end - place.start)


def _clause(passage: Passage | None, place: Span, *, is_whole: bool) -> str:
    """Words that go with a forecast: as they are where its quotation holds them, clipped elsewhere."""
    return _clipped(passage, CLAUSE_QUOTED, is_whole=is_whole or (passage is not None and place.holds(passage)))


def _clipped(passage: Passage | None, measure: Measure, *, is_whole: bool) -> str:
    if passage is None:
        return ""
    if is_whole or short_enough(passage.text, measure):
        return passage.text
    part = within(passage.text, measure)
    return f"{passage.text[part.start : part.end]} …"
