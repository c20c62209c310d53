"""A round-up's questions as the form puts them, and their terms as they hold now."""

import datetime as dt

import msgspec

from weighin.asking.answers import Asked
from weighin.asking.clarifications import Clarification, clarified_terms
from weighin.record.judgements import Scale, Terms
from weighin.site.store.conditions import as_condition
from weighin.site.store.models import AskedQuestion, AskedRoundup


def questions_of(asked: AskedRoundup) -> tuple[Asked, ...]:
    """The questions in their order."""
    return tuple(
        Asked(
            identifier=question.public_id,
            text=question.text,
            scale=scale_of(question),
            asks_prose=question.asks_prose,
            words_wanted=question.words_wanted,
            terms=terms_of(question),
            asked_if=as_condition(question.condition) if hasattr(question, "condition") else None,
            clarifications=_clarifications(question),
        )
        for question in asked.questions.select_related("condition__source").prefetch_related("clarifications")
    )


def scale_of(question: AskedQuestion) -> Scale | None:
    """On which scale it asks for a judgement; None where on none."""
    return msgspec.json.decode(question.scale, type=Scale) if question.scale else None


def terms_of(question: AskedQuestion) -> Terms | None:
    """The terms as they were put, without clarifications; None where nobody has said."""
    return msgspec.json.decode(question.terms, type=Terms) if question.terms else None


def terms_now(question: AskedQuestion) -> Terms | None:
    """The terms with every clarification, as they are sealed and published; None where nobody has said."""
    return clarified_terms(terms_of(question), _clarifications(question), question=question.text)


def _clarifications(question: AskedQuestion) -> tuple[Clarification, ...]:
    return tuple(
        Clarification(day=one.at.astimezone(dt.UTC).date(), text=one.text) for one in question.clarifications.all()
    )
