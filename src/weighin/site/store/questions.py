"""A round-up's questions as the form puts them."""

import msgspec

from weighin.asking.answers import Asked
from weighin.record.judgements import Scale
from weighin.site.store.models import AskedRoundup


def questions_of(asked: AskedRoundup) -> tuple[Asked, ...]:
    """The questions in their order."""
    return tuple(
        Asked(
            identifier=question.public_id,
            text=question.text,
            scale=msgspec.json.decode(question.scale, type=Scale) if question.scale else None,
            asks_prose=question.asks_prose,
            words_wanted=question.words_wanted,
        )
        for question in asked.questions.all()
    )
