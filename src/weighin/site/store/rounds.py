"""Rounds that have ended: their times, what counts of each, and notes on the protocol. The round that is open or was last stands in its round-up."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from weighin.site.store.asked import AskedPanelist, AskedQuestion, AskedRoundup
from weighin.site.store.outlets import Member
from weighin.site.store.replies import AnswerVersion


class EndedRound(models.Model):
    """A round after which another was opened. `closed_at` is the last moment at which anybody could answer in it."""

    asked = models.ForeignKey(AskedRoundup, on_delete=models.CASCADE, related_name="ended_rounds")
    number = models.PositiveSmallIntegerField()
    opened_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    deadline = models.DateTimeField()
    closed_at = models.DateTimeField()
    ended_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")  # who opened the next
    ended_at = models.DateTimeField()

    class Meta:
        """In order."""

        ordering: ClassVar = ["asked", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["asked", "number"], name="a_round_ends_once"),
            models.CheckConstraint(
                condition=Q(closed_at__gte=F("opened_at"), ended_at__gt=F("closed_at")),
                name="a_round_ends_after_its_close",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked}, round {self.number}"


class CountedInRound(models.Model):
    """The version of a panelist that counts in a round that has ended: fixed when the next is opened, and never changed."""

    ended_round = models.ForeignKey(EndedRound, on_delete=models.CASCADE, related_name="counted")
    panelist = models.ForeignKey(AskedPanelist, on_delete=models.CASCADE, related_name="counted_in_rounds")
    version = models.OneToOneField(AnswerVersion, on_delete=models.CASCADE, related_name="counted_in_round")

    class Meta:
        """One a round for each panelist."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ended_round", "panelist"], name="one_version_counts_in_a_round"),
        ]

    def __str__(self) -> str:
        return f"{self.panelist} in {self.ended_round}"


class ClearedReason(models.Model):
    """How a reason is shown to the panel where it is not as it was written: other words in its place, or, where there are none, nothing."""

    version = models.ForeignKey(AnswerVersion, on_delete=models.CASCADE, related_name="cleared_reasons")
    question = models.ForeignKey(AskedQuestion, on_delete=models.CASCADE, related_name="cleared_reasons")
    text = models.TextField(blank=True)  # empty: withheld
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Once each; the last decision holds."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "question"], name="a_reason_is_cleared_once"),
        ]

    def __str__(self) -> str:
        return self.text or "withheld"


class ProtocolNote(models.Model):
    """A change of the protocol's rules after the first round was opened: dated, with why; `protocol` is what holds from then on."""

    asked = models.ForeignKey(AskedRoundup, on_delete=models.CASCADE, related_name="protocol_notes")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    protocol = models.TextField(blank=True)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """In order; each says why."""

        ordering: ClassVar = ["asked", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["asked", "number"], name="protocol_notes_are_counted"),
            models.CheckConstraint(condition=~Q(text=""), name="a_protocol_note_says_why"),
        ]

    def __str__(self) -> str:
        return self.text
