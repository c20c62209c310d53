"""What the form shows."""

from weighin.asking.answers import Asked
from weighin.asking.kept import decode_kept, fields_of
from weighin.site.store.models import AnswerVersion


def fields_of_version(version: AnswerVersion | None, questions: tuple[Asked, ...]) -> dict[str, str]:
    """The fields of the form as that version has them."""
    return fields_of(decode_kept(version.content), questions) if version else {}
