"""What is kept of a panelist's work: fields as they were typed, or answers as they were submitted. Both are JSON in one line of history."""

from collections.abc import Mapping

import msgspec
from msgspec import Struct

from weighin.asking.answers import Answers, Asked, plain_answers
from weighin.asking.form import fields_from
from weighin.asking.proposals import fields_of_proposals
from weighin.sealing.canonical import encode_canonical


class Typed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kept", tag="typed"):
    """The fields of the form, as they were typed: what is no judgement yet is kept too."""

    fields: dict[str, str]


class Submitted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kept", tag="submitted"):
    """Answers, as they were submitted and committed to."""

    answers: Answers


def encode_typed(fields: Mapping[str, str]) -> str:
    """Typed fields as the JSON that is kept; empty ones are left out."""
    return msgspec.json.encode(Typed(fields={name: text for name, text in fields.items() if text})).decode("utf-8")


def encode_submitted(answers: Answers) -> str:
    """Answers as the canonical JSON that is kept."""
    return encode_canonical({"kept": "submitted", "answers": plain_answers(answers)}).decode("utf-8")


NOTHING_SUBMITTED = encode_submitted(Answers(given=()))  # in the place of what was destroyed


def decode_kept(content: str) -> Typed | Submitted:
    """What was kept.

    Raises:
        ValueError: damaged.
    """
    return msgspec.json.decode(content.encode("utf-8"), type=Typed | Submitted)


def fields_of(kept: Typed | Submitted, asked: tuple[Asked, ...]) -> dict[str, str]:
    """The fields of the form as they are to be shown."""
    match kept:
        case Typed():
            return dict(kept.fields)
        case Submitted():
            return fields_from(kept.answers, asked) | fields_of_proposals(kept.answers)
