"""The journal: what was done, by whom, when. Entries are added and never changed; each holds the hash of the one before."""

import datetime as dt
import hashlib
import json
from typing import Any, ClassVar, Never

from django.db import models
from msgspec import Struct

from weighin.site.store.asked import AskedRoundup
from weighin.site.store.outlets import Member, Outlet
from weighin.site.store.roundups import Roundup


class Event(models.TextChoices):
    """What can be done here."""

    OUTLET_FOUNDED = "outlet founded"
    MEMBER_ADDED = "member added"
    ROLE_SET = "role set"
    MEMBER_REMOVED = "member removed"
    PASSWORD_RESET = "password reset"  # noqa: S105 - the name of an event
    PASSWORD_CHANGED = "password changed"  # noqa: S105 - the name of an event
    ROUNDUP_READ = "round-up read"
    CORRECTED = "corrected"
    CORRECTION_TAKEN_BACK = "correction taken back"
    RIGHT_STATED = "display right stated"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    EXPERT_ADDED = "expert added"
    EXPERT_CHANGED = "expert changed"
    EXPERT_ERASED = "expert erased"
    DRAFTED = "round-up drafted"
    DRAFT_CHANGED = "draft changed"
    PANELIST_ADDED = "panelist added"
    PANELIST_REMOVED = "panelist removed"
    LINK_RENEWED = "personal link renewed"
    OPENED = "opened"
    EXTENDED = "deadline extended"
    CLOSED_EARLY = "closed early"
    LETTERS_QUEUED = "letters sent off"
    SUBMITTED = "answers submitted"
    ANSWERS_WITHDRAWN = "answers withdrawn"
    DECLINED = "declined"
    LATE_ACCEPTED = "late answers accepted"
    SEALED = "sealed"
    EDIT_PROPOSED = "edit proposed"
    EDIT_DECIDED = "edit decided"
    COMPOSED = "record composed"


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
) -> JournalEntry:
    """Add an entry beside the change that it tells of; call it inside that change's transaction.

    What is told of a round-up that is asked names it in `about`, so that the hash covers it; a panelist is named there by public identifier.
    """
    says = (about or {}) | ({"asked": asked.public_id} if asked else {})
    Outlet.objects.select_for_update().get(pk=outlet.pk)  # entries of one outlet follow one another
    last = JournalEntry.objects.filter(outlet=outlet).order_by("-number").first()
    entry = JournalEntry(
        outlet=outlet,
        number=last.number + 1 if last else 1,
        event=event,
        by=by,
        at=now,
        roundup=roundup,
        asked=asked,
        about=json.dumps(says, ensure_ascii=True, sort_keys=True),
        previous=last.digest if last else "0" * 64,
    )
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)
    return entry


def digest_of(entry: JournalEntry) -> str:
    """SHA-256 over everything that the entry says, the hash of the one before included."""
    says = {
        "outlet": entry.outlet.public_id,
        "number": entry.number,
        "event": str(entry.event),
        "by": entry.by.public_id if entry.by else None,
        "at": entry.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        "roundup": entry.roundup.public_id if entry.roundup else None,
        "about": entry.about,
        "previous": entry.previous,
    }
    return hashlib.sha256(json.dumps(says, ensure_ascii=True, sort_keys=True).encode("ascii")).hexdigest()


class Break(Struct, frozen=True):
    """Where a journal does not hold together: the entry's number, and what is wrong there."""

    number: int
    reason: str


def first_break(outlet: Outlet) -> Break | None:
    """Where an outlet's journal was tampered with; None where it holds together."""
    previous, expected = "0" * 64, 1
    for entry in JournalEntry.objects.filter(outlet=outlet).select_related("outlet", "by", "roundup"):
        if entry.number != expected:
            return Break(expected, "the entry is missing")
        if entry.previous != previous:
            return Break(entry.number, "it does not follow the entry before")
        if entry.digest != digest_of(entry):
            return Break(entry.number, "it was changed")
        previous, expected = entry.digest, expected + 1
    return None
