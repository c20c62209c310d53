"""Round-ups that were read, and the corrections that editors made to the reading."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from weighin.record.values import DisplayRight
from weighin.site.store.identifiers import LENGTH, fresh_identifier
from weighin.site.store.outlets import Member, Outlet

RIGHTS = [(right.value, right.value) for right in DisplayRight]


class State(models.TextChoices):
    """Who can see a round-up."""

    PRIVATE = "private"  # the outlet's members
    PUBLISHED = "published"  # everybody, by its current edition
    WITHDRAWN = "withdrawn"  # was published; a notice stands in its place


class Roundup(models.Model):
    """A round-up that an outlet keeps. Only `door` writes the record's columns, so they never disagree with the record.

    `record_as_read` is what reading gave and never changes; `record` is that with the corrections that stand.
    """

    public_id = models.CharField(max_length=LENGTH, unique=True, default=fresh_identifier, editable=False)
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="roundups")
    state = models.CharField(max_length=9, choices=State.choices, default=State.PRIVATE)
    record_as_read = models.BinaryField()
    record = models.BinaryField()
    record_digest = models.CharField(max_length=64)
    source_digest = models.CharField(max_length=64)
    title = models.CharField(max_length=500)
    source_name = models.CharField(max_length=300)
    warnings = models.PositiveIntegerField()
    panelists = models.PositiveIntegerField()
    questions = models.PositiveIntegerField()
    answers = models.PositiveIntegerField()
    forecasts = models.PositiveIntegerField()
    display_right = models.CharField(max_length=9, choices=RIGHTS, default=DisplayRight.QUOTATION.value)
    right_stated_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    right_stated_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()
    read_with = models.CharField(max_length=40)  # the version of the program
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=500, blank=True)

    class Meta:
        """The same source is read once by an outlet; more than quotations are shown only where somebody stated the right."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["outlet", "source_digest"], name="a_source_is_read_once_by_an_outlet"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="roundup_has_a_known_state"),
            models.CheckConstraint(
                condition=Q(display_right__in=[right.value for right in DisplayRight]), name="roundup_has_a_known_right"
            ),
            models.CheckConstraint(
                condition=Q(right_stated_by__isnull=True, right_stated_at__isnull=True)
                | Q(right_stated_by__isnull=False, right_stated_at__isnull=False),
                name="a_right_is_stated_by_somebody_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(display_right=DisplayRight.QUOTATION.value) | Q(right_stated_by__isnull=False),
                name="more_than_quotations_need_a_statement",
            ),
            models.CheckConstraint(
                condition=Q(state=State.WITHDRAWN, withdrawn_at__isnull=False)
                | (~Q(state=State.WITHDRAWN) & Q(withdrawn_at__isnull=True)),
                name="withdrawn_at_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(F("outlet"), F("read_at").desc(), name="roundups_of_an_outlet"),
            models.Index(fields=["state"], name="roundups_by_state"),
        ]

    def __str__(self) -> str:
        return self.title


class Correction(models.Model):
    """One correction to a reading: what, who, when; and who took it back, when. `content` is its JSON."""

    roundup = models.ForeignKey(Roundup, on_delete=models.PROTECT, related_name="corrections")
    number = models.PositiveIntegerField()
    content = models.BinaryField()
    summary = models.CharField(max_length=300)  # in words, for the list of what was done
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    taken_back_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        """Counted from 1 within a round-up; taken back by somebody at a time."""

        ordering: ClassVar = ["roundup", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["roundup", "number"], name="corrections_are_counted"),
            models.CheckConstraint(condition=Q(number__gte=1), name="corrections_are_counted_from_1"),
            models.CheckConstraint(
                condition=Q(taken_back_by__isnull=True, taken_back_at__isnull=True)
                | Q(taken_back_by__isnull=False, taken_back_at__isnull=False),
                name="a_correction_is_taken_back_by_somebody_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.summary}"
