"""A reading as one flat object: names in place of references, for people who pipe it into something."""

from typing import Any

from weighin.reading.read import Reading
from weighin.reading.verdict import VerdictKind
from weighin.record.record import Answer, Forecast, Record
from weighin.record.values import Passage


def plain_reading(reading: Reading, *, elapsed_ms: float) -> dict[str, Any]:
    """The reading as plain dictionaries and lists, ready for JSON; docs/reference/reading.md says what the keys mean."""
    plain: dict[str, Any] = {
        "is_roundup": reading.verdict.kind is not VerdictKind.NOT_A_ROUNDUP,
        "verdict": reading.verdict.kind.value,
        "reasons": list(reading.verdict.reasons),
        "title": reading.head.title,
        "outlet": reading.head.outlet,
        "published": reading.head.published.day.isoformat() if reading.head.published else None,
        "elapsed_ms": round(elapsed_ms, 3),
    }
    return plain | _of_record(reading.record) if reading.record else plain


def _of_record(record: Record) -> dict[str, Any]:
    return {
        "standfirst": record.standfirst.text if record.standfirst else None,
        "byline": record.byline.text if record.byline else None,
        "panel": [
            {
                "name": panelist.name,
                "affiliation": panelist.affiliation,
                "aliases": list(panelist.aliases),
                "interests": [_place(interest) for interest in panelist.interests],
            }
            for panelist in record.panel
        ],
        "questions": [{"text": question.text, **_offsets(question.asked_at)} for question in record.questions],
        "answers": [_answer(record, answer) for answer in record.answers],
        "forecasts": [_forecast(record, forecast) for forecast in record.forecasts],
        "illustrations": [
            {
                "caption": _place(one.caption),
                "credit": _place(one.credit) if one.credit else None,
                "address": one.address,
            }
            for one in record.illustrations
        ],
        "topics": [
            {
                "label": topic.label,
                "kind": topic.kind.value,
                "variants": list(topic.variants),
                "panelists": [record.panelist(panelist).name for panelist in topic.panelists],
                "mentions": len(topic.mentions),
            }
            for topic in record.topics
        ],
        "warnings": [
            {
                "kind": warning.kind.value,
                "message": warning.message,
                **(_place(warning.passage) if warning.passage else {}),
            }
            for warning in record.warnings
        ],
        "text": record.text,
    }


def _answer(record: Record, answer: Answer) -> dict[str, Any]:
    names = [record.panelist(panelist).name for panelist in answer.panelists]
    plain: dict[str, Any] = {
        "panelist": names[0] if len(names) == 1 else names,
        "question_index": _index(answer.question),
        "paragraphs": [_place(paragraph) for paragraph in answer.paragraphs],
        "stance": answer.stance.value,
    }
    if answer.vote:
        plain["vote"] = {"position": answer.vote.position.value, "confidence": answer.vote.confidence}
    return plain


def _forecast(record: Record, forecast: Forecast) -> dict[str, Any]:
    probability = forecast.probability
    return {
        "panelist": record.panelist(forecast.panelist).name,
        "question_index": _index(forecast.question),
        "sentence": forecast.passage.text,
        "start": forecast.passage.start,
        "end": forecast.passage.end,
        "phrase": forecast.phrase.text if forecast.phrase else "",
        "polarity": forecast.polarity.value,
        "conditional": forecast.is_conditional,
        "condition": forecast.condition.text if forecast.condition else None,
        "about": forecast.about.text if forecast.about else None,
        "by_when": forecast.by_when.text if forecast.by_when else None,
        "p_low": probability.low if probability else None,
        "p_high": probability.high if probability else None,
        "unhedged": forecast.is_unhedged,
        "rules": list(forecast.rules),
    }


def _index(question: str | None) -> int | None:
    return None if question is None else int(question[1:]) - 1


def _place(passage: Passage) -> dict[str, Any]:
    return {"text": passage.text, "start": passage.start, "end": passage.end}


def _offsets(passage: Passage | None) -> dict[str, int]:
    return {"start": passage.start, "end": passage.end} if passage else {}
