"""What a panelist may see of the group: nothing that is not in a round that has ended, or that the protocol shows as it stands."""

import hashlib
from collections.abc import Mapping

from msgspec import Struct

from weighin.asking.answers import Answers
from weighin.asking.rounds import Feedback, feedback_in
from weighin.site.store.models import AnswerVersion, AskedPanelist, ClearedReason
from weighin.site.store.protocols import protocol_of
from weighin.site.store.versions import answers_of, counted_in_ended


class GroupShown(Struct, frozen=True, kw_only=True):
    """The answers that are shown as a group, by the key of the panelist, and the round that they are from."""

    round: int
    versions: Mapping[int, AnswerVersion]
    answers: Mapping[int, Answers]


def own_before(panelist: AskedPanelist) -> AnswerVersion | None:
    """What counts of the last round that has ended and in which they answered; None where there is none."""
    counted = AnswerVersion.objects.filter(
        counted_in_round__panelist=panelist, counted_in_round__ended_round__number__gt=0, withdrawn_at__isnull=True
    )
    return counted.order_by("-round").first()


def group_shown_to(panelist: AskedPanelist) -> GroupShown | None:
    """The group as the panelist may see it now; None where the protocol shows nothing, or not yet."""
    asked = panelist.asked
    if feedback_in(protocol_of(asked), asked.round) is Feedback.LAST_ROUND:
        versions = counted_in_ended(asked, asked.round - 1)
        return GroupShown(
            round=asked.round - 1,
            versions=versions,
            answers={key: answers_of(version) for key, version in versions.items()},
        )
    return None


class Reason(Struct, frozen=True, kw_only=True):
    """What somebody gave for a reason, by a key that tells nobody who. `shown` is what the panel sees of it; empty where it is withheld."""

    key: str
    version: AnswerVersion
    text: str
    shown: str

    @property
    def is_withheld(self) -> bool:
        """The panel does not see it."""
        return not self.shown

    @property
    def is_redacted(self) -> bool:
        """The panel sees other words."""
        return bool(self.shown) and self.shown != self.text


def reasons_in(versions: Mapping[int, AnswerVersion]) -> dict[str, tuple[Reason, ...]]:
    """By question: the prose of the answers and why they were kept or revised, as the editors cleared them.

    In an order that says nothing: by a hash of each receipt's nonce, which only its author has.
    """
    cleared = {
        (one.version_id, one.question.public_id): one.text
        for one in ClearedReason.objects.filter(version__in=versions.values()).select_related("question")
    }
    found: dict[str, list[Reason]] = {}
    for version in versions.values():
        for given in answers_of(version).given:
            text = "\n\n".join(filter(None, (given.prose.strip(), given.because.strip())))
            if text and version.nonce:
                digest = hashlib.sha256(bytes(version.nonce) + given.question.encode()).hexdigest()
                shown = cleared.get((version.pk, given.question), text)
                reason = Reason(key=digest[:24], version=version, text=text, shown=shown)
                found.setdefault(given.question, []).append(reason)
    return {question: tuple(sorted(reasons, key=lambda one: one.key)) for question, reasons in found.items()}
