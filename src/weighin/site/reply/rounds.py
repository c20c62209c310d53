"""What a round asks of a panelist besides the questions: to keep or revise what they gave before, and why."""

from collections.abc import Set as AbstractSet

from msgspec import Struct
from msgspec.structs import replace

from weighin.asking.answers import Answers, Asked
from weighin.asking.form import BECAUSE, Fields, without_reasons
from weighin.asking.kept import Submitted, Typed, decode_kept, fields_of
from weighin.record.protocols import Protocol, RealTimeDelphi
from weighin.record.values import Stance
from weighin.site.store.feedback import own_before
from weighin.site.store.models import AnswerVersion, AskedPanelist
from weighin.site.store.protocols import protocol_of
from weighin.site.store.versions import answers_of, last_version, submitted_version


class InRound(Struct, frozen=True, kw_only=True):
    """One panelist in the round that is open or was last.

    Attributes:
        before: what they gave in a round that has ended, to be kept or revised. standing: what they submitted in this one.
        asks_why: whether the form asks why an answer is kept or revised.
    """

    protocol: Protocol
    number: int
    before: AnswerVersion | None
    standing: AnswerVersion | None
    asks_why: bool

    @property
    def is_real_time(self) -> bool:
        """Whether the group is shown while the round is open, to those who have answered."""
        return isinstance(self.protocol, RealTimeDelphi)

    @property
    def earlier(self) -> tuple[Answers, ...]:
        """All that a move is measured from."""
        return tuple(answers_of(version) for version in (self.before, self.standing) if version)


def in_round(panelist: AskedPanelist) -> InRound:
    """Where a panelist stands in the rounds."""
    protocol = protocol_of(panelist.asked)
    before = own_before(panelist) if panelist.asked.round > 1 else None
    standing = submitted_version(panelist)
    revises = standing is not None and (isinstance(protocol, RealTimeDelphi) or protocol.large_move is not None)
    return InRound(
        protocol=protocol,
        number=panelist.asked.round,
        before=before,
        standing=standing,
        asks_why=before is not None or revises,
    )


def fields_last_kept(panelist: AskedPanelist, questions: tuple[Asked, ...]) -> tuple[dict[str, str], int]:
    """What the form is filled with, and the number of the version that it is from. Reasons of an earlier round are not said again."""
    last = last_version(panelist)
    if last is None:
        return {}, 0
    kept = decode_kept(last.content)
    fields = fields_of(kept, questions)
    if isinstance(kept, Submitted):  # what was typed to questions that it does not ask stays as it was typed before
        closed = {one.question for one in kept.answers.given if one.stance is Stance.NOT_ASKED}
        fields |= _typed_before(last, closed) if closed else {}
    return (fields if last.round == panelist.asked.round else without_reasons(fields)), last.number


def _typed_before(version: AnswerVersion, questions: AbstractSet[str]) -> dict[str, str]:
    """The fields of these questions as they were typed last before that version."""
    drafts = AnswerVersion.objects.filter(panelist=version.panelist_id, number__lt=version.number, is_submitted=False)
    last = drafts.order_by("-number").first()
    kept = decode_kept(last.content) if last else None
    fields = kept.fields if isinstance(kept, Typed) else {}
    return {name: text for name, text in fields.items() if name.partition(".")[0] in questions}


def kept_answers(before: AnswerVersion, fields: Fields) -> Answers:
    """What was given before, as it was, with what is said now of why it is kept."""
    answers = answers_of(before)
    given = (
        one if one.stance is Stance.NOT_ASKED else replace(one, because=fields.get(f"{one.question}.{BECAUSE}", ""))
        for one in answers.given
    )
    return replace(answers, given=tuple(given))
