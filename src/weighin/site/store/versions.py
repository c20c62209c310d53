"""Which of a panelist's versions is meant: the last that was kept, the last that was submitted, the one that counts."""

import datetime as dt

from django.db.models import Q, QuerySet

from weighin.asking.answers import Answers
from weighin.asking.kept import Submitted, decode_kept
from weighin.sealing.receipts import Receipt
from weighin.site.store.models import (
    AnswerVersion,
    AskedPanelist,
    AskedQuestion,
    AskedRoundup,
    Clarification,
    Edit,
    EditState,
    LooseSubmission,
    Seal,
)

Author = AskedPanelist | LooseSubmission  # of whom nobody can say any more who it is


def last_version(panelist: AskedPanelist) -> AnswerVersion | None:
    """What was kept last, saved or submitted."""
    return panelist.versions.order_by("-number").first()


def submitted_version(panelist: AskedPanelist) -> AnswerVersion | None:
    """What was submitted last and not withdrawn, in time or late, in the round that is open or was last."""
    return _submitted(panelist).order_by("-number").first()


def counted_version(panelist: AskedPanelist) -> AnswerVersion | None:
    """What is sealed and published: the last that was submitted in time, or the last before the seal where an editor accepted what came late.

    Of the round that is open or was last; what counts in those that ended before stands in `counted_in_round`.
    """
    return _counting(_submitted(panelist), panelist.asked_id).order_by("-number").first()


def submitted_versions(asked: AskedRoundup) -> dict[int, AnswerVersion]:
    """Key of a panelist → `submitted_version`, for the whole panel at once and in its order."""
    return _last_of_each(_submitted_to(asked))


def counted_versions(asked: AskedRoundup) -> dict[int, AnswerVersion]:
    """Key of a panelist → `counted_version`, for the whole panel at once and in its order."""
    return _last_of_each(_counting(_submitted_to(asked), asked.pk))


def counted_in_ended(asked: AskedRoundup, number: int) -> dict[int, AnswerVersion]:
    """Key of a panelist → the version that counts in that round, which has ended; in the order of the panel."""
    found = AnswerVersion.objects.filter(
        counted_in_round__ended_round__asked=asked, round=number, withdrawn_at__isnull=True
    )
    return {
        version.panelist_id: version
        for version in found.select_related("panelist__asked").order_by("panelist__position")
    }


def _submitted(panelist: AskedPanelist) -> QuerySet[AnswerVersion]:
    return panelist.versions.filter(is_submitted=True, withdrawn_at__isnull=True, round=panelist.asked.round)


def _submitted_to(asked: AskedRoundup) -> QuerySet[AnswerVersion]:
    return AnswerVersion.objects.filter(
        panelist__asked=asked, is_submitted=True, withdrawn_at__isnull=True, round=asked.round
    )


def _counting(versions: QuerySet[AnswerVersion], asked_key: int) -> QuerySet[AnswerVersion]:
    sealed_at = Seal.objects.filter(asked=asked_key).values_list("sealed_at", flat=True).first()
    before_the_seal = Q(kept_at__lte=sealed_at) if sealed_at else Q()
    return versions.filter(before_the_seal, Q(on_time=True) | Q(panelist__late_accepted_at__isnull=False))


def _last_of_each(versions: QuerySet[AnswerVersion]) -> dict[int, AnswerVersion]:
    told = versions.select_related("panelist__asked__outlet").order_by("panelist__position", "panelist_id", "number")
    return {version.panelist_id: version for version in told}


def clarifications_to_confirm(panelist: AskedPanelist) -> list[Clarification]:
    """What was clarified after the panelist submitted, and is neither confirmed nor answered anew."""
    standing = submitted_version(panelist)
    if standing is None:
        return []
    answered_at = standing.received_at or standing.kept_at
    later = Clarification.objects.filter(question__asked=panelist.asked_id, at__gt=answered_at)
    return list(later.exclude(confirmations__panelist=panelist))


def receipt_of(version: AnswerVersion) -> Receipt:
    """The receipt that was given for what was submitted."""
    panelist = version.panelist
    return Receipt(
        roundup=panelist.asked.public_id,
        panelist=panelist.public_id,
        at=version.kept_at.astimezone(dt.UTC),
        commitment=version.commitment,
        nonce=bytes(version.nonce or b"").hex(),
    )


def answers_of(version: AnswerVersion | LooseSubmission) -> Answers:
    """What was submitted with that version; nothing where it is a draft."""
    kept = decode_kept(version.content)
    return kept.answers if isinstance(kept, Submitted) else Answers(given=())


def standing_edit(author: Author, question: AskedQuestion) -> Edit | None:
    """The last edit of an answer that was not objected to: its text is what is published."""
    return author.edits.filter(question=question).exclude(state=EditState.OBJECTED).order_by("-number").first()


def standing_edits(asked: AskedRoundup) -> dict[tuple[str, int], Edit]:
    """Identifier of an author and key of a question → `standing_edit`, for the whole round-up at once."""
    of_this = Q(panelist__asked=asked) | Q(loose__asked=asked)
    edits = Edit.objects.filter(of_this).exclude(state=EditState.OBJECTED).order_by("number")
    return {
        (author.public_id, edit.question_id): edit
        for edit in edits.select_related("panelist", "loose")
        if (author := edit.panelist or edit.loose)
    }


def can_report(edit: Edit, *, now: dt.datetime) -> bool:
    """Whether an error in an edit that was shown can still be reported: until the day that was told, and until an editor has settled a report of it."""
    return edit.report_settled_at is None and (edit.report_until is None or now <= edit.report_until)
