"""What the form shows."""

import msgspec

from weighin.asking.answers import Asked
from weighin.asking.kept import decode_kept, fields_of
from weighin.record.judgements import Scale
from weighin.site.store.models import AnswerVersion, AskedRoundup


def questions_of(asked: AskedRoundup) -> tuple[Asked, ...]:
    """The questions in their order, as the form puts them."""
    return tuple(
        Asked(
            identifier=question.public_id,
            text=question.text,
            scale=msgspec.json.decode(question.scale, type=Scale) if question.scale else None,
            asks_prose=question.asks_prose,
        )
        for question in asked.questions.all()
    )


def fields_of_version(version: AnswerVersion | None, questions: tuple[Asked, ...]) -> dict[str, str]:
    """The fields of the form as that version has them."""
    return fields_of(decode_kept(version.content), questions) if version else {}
