"""The journal: what was done, by whom, when. Entries are added and never changed; each holds the hash of the one before."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, ClassVar, Never

from django.db import models

from weighin.sealing import journal as sealed
from weighin.site.store.asked import AskedRoundup, Purpose
from weighin.site.store.outlets import Member, Outlet
from weighin.site.store.roundups import Roundup


class Event(models.TextChoices):
    """What can be done here."""

    OUTLET_FOUNDED = "outlet founded"
    MEMBER_ADDED = "member added"
    MEMBER_INVITED = "member invited"
    ADDRESS_SET = "address of a member set"
    ROLE_SET = "role set"
    MEMBER_REMOVED = "member removed"
    PASSWORD_RESET = "password reset"  # noqa: S105 - the name of an event
    PASSWORD_CHANGED = "password changed"  # noqa: S105 - the name of an event
    SECOND_FACTOR_ON = "second factor turned on"
    SECOND_FACTOR_OFF = "second factor turned off"
    SECOND_FACTOR_RESET = "second factor reset"
    SECOND_FACTOR_WANTED = "second factor asked of all"
    SECOND_FACTOR_LEFT_OPEN = "second factor left to each"
    RECOVERY_CODES_MADE = "recovery codes made"
    RECOVERY_CODE_USED = "recovery code used"
    ROUNDUP_READ = "round-up read"
    CORRECTED = "corrected"
    CORRECTION_TAKEN_BACK = "correction taken back"
    RIGHT_STATED = "display right stated"
    PUBLISHED = "published"
    SCHEDULED = "publishing scheduled"
    SCHEDULE_CANCELLED = "schedule cancelled"
    PREVIEW_GIVEN = "preview given"
    PREVIEW_ENDED = "preview ended"
    WITHDRAWN = "withdrawn"
    EXPERT_ADDED = "expert added"
    EXPERT_CHANGED = "expert changed"
    EXPERT_ERASED = "expert erased"
    EXPERTS_MERGED = "experts merged"
    EXPERT_EXPORTED = "expert exported"
    DRAFTED = "round-up drafted"
    DRAFT_CHANGED = "draft changed"
    PANELIST_ADDED = "panelist added"
    PANELIST_CHANGED = "panelist changed"
    PANELIST_REMOVED = "panelist removed"
    LINK_RENEWED = "personal link renewed"
    OPENED = "opened"
    TRUTH_SEALED = "true value sealed"
    SEED_SET_ASIDE = "seed question set aside"
    EXTENDED = "deadline extended"
    CLOSED_EARLY = "closed early"
    NEXT_ROUND = "next round opened"
    PROPOSAL_DECIDED = "proposal decided"
    CONTRIBUTED = "contribution to the discussion"
    CONTRIBUTION_WITHHELD = "contribution withheld"
    GROUP_AGREED = "judgement of the group entered"
    PROTOCOL_NOTED = "protocol changed by a note"
    REASON_CLEARED = "reason cleared"
    CLARIFIED = "question clarified"
    CONFIRMED = "answers confirmed"
    LETTERS_QUEUED = "letters sent off"
    SUBMITTED = "answers submitted"
    ANSWERS_WITHDRAWN = "answers withdrawn"
    DECLINED = "declined"
    EDITORS_ASKED = "editors asked"
    REQUEST_SETTLED = "request settled"
    MAIL_RECEIVED = "mail received"
    MAIL_ASSIGNED = "mail assigned"
    MAIL_OPENED = "mail opened"
    MAIL_SETTLED = "mail settled"
    READDRESSED = "address of a panelist changed"
    LATE_ACCEPTED = "late answers accepted"
    SEALED = "sealed"
    STAMPED = "outside stamp received"
    OPENING_AGREED = "opening agreed to"
    OPENING_TAKEN_BACK = "opening taken back"
    OPENING_DECIDED = "opening decided on"
    EDIT_PROPOSED = "edit proposed"
    EDIT_DECIDED = "edit decided"
    COMPOSED = "record composed"
    TEMPLATE_SAVED = "template saved"
    TEMPLATE_DELETED = "template deleted"
    TESTED = "test run begun"
    NOTED = "note added"
    NOTE_REMOVED = "note removed"
    REPORT_SETTLED = "report settled"


class Entries(models.QuerySet["JournalEntry"]):
    """What is in the journal stays there."""

    def update(self, **_: object) -> Never:
        """Refused."""
        raise TypeError(NEVER_CHANGED)

    def delete(self) -> Never:
        """Refused."""
        raise TypeError(NEVER_CHANGED)


NEVER_CHANGED = "an entry of the journal is never changed and never deleted"


class JournalEntry(models.Model):
    """One thing that somebody did in an outlet. `about` is JSON: what else is to be known of it, never an article's text."""

    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="journal")
    number = models.PositiveIntegerField()
    event = models.CharField(max_length=30, choices=Event.choices)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")  # null: the command line
    at = models.DateTimeField()
    roundup = models.ForeignKey(Roundup, on_delete=models.PROTECT, null=True, related_name="journal")
    asked = models.ForeignKey(AskedRoundup, on_delete=models.PROTECT, null=True, related_name="journal")
    about = models.TextField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    objects = Entries.as_manager()

    class Meta:
        """Counted from 1 within an outlet, so that two at once cannot follow the same entry."""

        ordering: ClassVar = ["outlet", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["outlet", "number"], name="journal_is_counted"),
            models.CheckConstraint(condition=models.Q(event__in=Event.values), name="journal_knows_the_event"),
        ]
        indexes: ClassVar = [models.Index(fields=["roundup", "number"], name="journal_of_a_roundup")]

    def __str__(self) -> str:
        return f"{self.number}. {self.event}"

    def save(self, **options: Any) -> None:
        """Once, and never again: the one `save` of the site that is its own, because it refuses."""
        if not self._state.adding:
            raise TypeError(NEVER_CHANGED)
        super().save(**options)

    def delete(self, using: Any = None, keep_parents: Any = False) -> Never:  # noqa: ARG002 - Django's signature
        """Refused."""
        raise TypeError(NEVER_CHANGED)


def enter(
    event: Event,
    *,
    outlet: Outlet,
    by: Member | None,
    now: dt.datetime,
    roundup: Roundup | None = None,
    asked: AskedRoundup | None = None,
    about: dict[str, str | int] | None = None,
) -> JournalEntry | None:
    """Add an entry beside the change that it tells of; call it inside that change's transaction.

    What is told of a round-up that is asked names it in `about`, so that the hash covers it; a panelist is named there by public identifier.
    What is done in a test run is thrown away with it and not entered: then there is no entry.
    """
    if asked is not None and asked.purpose == Purpose.TEST:
        return None
    says = (about or {}) | ({"asked": asked.public_id} if asked else {})
    Outlet.objects.select_for_update().get(pk=outlet.pk)  # entries of one outlet follow one another
    last = JournalEntry.objects.filter(outlet=outlet).order_by("-number").first()
    follows = sealed.entry_after(
        sealed.JournalHead(number=last.number, digest=last.digest) if last else None,
        str(event),
        outlet=outlet.public_id,
        by=by.public_id if by else None,
        at=now,
        roundup=roundup.public_id if roundup else None,
        about=says,
    )
    entry = JournalEntry(
        outlet=outlet,
        number=follows.number,
        event=event,
        by=by,
        at=now,
        roundup=roundup,
        asked=asked,
        about=follows.about,
        previous=follows.previous,
        digest=follows.digest,
    )
    entry.save(force_insert=True)
    return entry


def as_entry(row: JournalEntry) -> sealed.Entry:
    """What a row says, as the value that is hashed and exported."""
    return sealed.Entry(
        outlet=row.outlet.public_id,
        number=row.number,
        event=str(row.event),
        by=row.by.public_id if row.by else None,
        at=row.at,
        roundup=row.roundup.public_id if row.roundup else None,
        about=row.about,
        previous=row.previous,
        digest=row.digest,
    )


def entries_of(outlet: Outlet) -> Iterator[sealed.Entry]:
    """The whole journal of an outlet, from the first entry on."""
    rows = JournalEntry.objects.filter(outlet=outlet).select_related("outlet", "by", "roundup")
    return map(as_entry, rows.defer("roundup__record", "roundup__record_as_read").iterator())


def first_break(outlet: Outlet) -> sealed.Break | None:
    """Where an outlet's journal was tampered with, and how; None where it holds together."""
    return sealed.verify_chain(entries_of(outlet))
