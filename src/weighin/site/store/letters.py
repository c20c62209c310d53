"""The outbox: every letter as a row, from its draft to the server's answer. What was sent is kept as it went."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from weighin.site.store.asked import AskedPanelist, AskedRoundup
from weighin.site.store.identifiers import LENGTH, fresh_identifier
from weighin.site.store.outlets import Member, Outlet
from weighin.site.store.replies import AnswerVersion
from weighin.site.store.sign_in_links import SignInLink

LINK = "[personal link]"  # where a letter's text will have the panelist's link
STOP_LINK = "[link to stop reminders]"
DEADLINE = "[deadline]"  # where the panelist's deadline will stand as it is when the letter goes
RECEIPT = "[receipt]"  # its nonce is for the panelist alone, not for who reads the outbox


class LetterKind(models.TextChoices):
    """What a letter is for."""

    INVITATION = "invitation"
    REMINDER = "reminder"
    EXTENSION = "extension"
    NEXT_ROUND = "next round"
    CLARIFICATION = "clarification"
    RECEIPT = "receipt"
    SEAL = "seal"
    EDIT = "edit"
    PUBLISHED = "published"
    MESSAGE = "message"
    MEMBER = "to a member"


class LetterState(models.TextChoices):
    """Where a letter stands. Nothing that is perhaps sent is sent again by itself."""

    DRAFT = "draft"
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    PERHAPS_SENT = "perhaps sent"
    FAILED = "failed"
    DISCARDED = "discarded"


class Letter(models.Model):
    """One letter to one person. Links and receipts stand in it as marks and are put in only while it is sent."""

    public_id = models.CharField(max_length=LENGTH, unique=True, default=fresh_identifier, editable=False)
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="letters")
    asked = models.ForeignKey(AskedRoundup, on_delete=models.CASCADE, null=True, related_name="letters")
    panelist = models.ForeignKey(AskedPanelist, on_delete=models.CASCADE, null=True, related_name="letters")
    version = models.ForeignKey(AnswerVersion, on_delete=models.CASCADE, null=True, related_name="+")  # of a receipt
    sign_in_link = models.ForeignKey(SignInLink, on_delete=models.CASCADE, null=True, related_name="+")  # to a member
    kind = models.CharField(max_length=13, choices=LetterKind.choices)
    state = models.CharField(max_length=12, choices=LetterState.choices, default=LetterState.DRAFT)
    message_id = models.CharField(max_length=200, unique=True)  # decided before anything is sent
    to_name = models.CharField(max_length=200, blank=True)
    to_address = models.EmailField(max_length=254)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    calendar = models.TextField(blank=True)  # iCalendar, attached
    language = models.CharField(max_length=12, default="en-gb")  # in which it is written: one of `settings.LANGUAGES`
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")  # null: the program
    due_at = models.DateTimeField(null=True)  # not before; null: at once
    queued_at = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField(null=True)  # the lease of the worker that is sending it
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)  # sent, failed or found perhaps sent
    server_said = models.TextField(blank=True)

    class Meta:
        """A letter that is being sent has a lease; one that is finished has a time."""

        ordering: ClassVar = ["written_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=LetterState.values), name="letter_has_a_known_state"),
            models.CheckConstraint(
                condition=~Q(state=LetterState.SENDING) | Q(claimed_until__isnull=False),
                name="a_letter_that_is_being_sent_has_a_lease",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sent", "perhaps sent", "failed"]) | Q(finished_at__isnull=False),
                name="a_letter_is_finished_at_a_time",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "next_attempt_at"], name="letters_to_send")]

    def __str__(self) -> str:
        return f"{self.kind} to {self.to_address}"
