"""What panelists wrote: every version that was kept, none ever changed; and the edits to what was submitted."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from weighin.site.store.asked import AskedPanelist, AskedQuestion, AskedRoundup
from weighin.site.store.identifiers import LENGTH, fresh_identifier
from weighin.site.store.outlets import Member


class Arrival(models.TextChoices):
    """By which way a version came."""

    FORM = "form"
    MAIL = "mail"
    EDITOR = "editor"  # typed in for the panelist, who said it some other way


class AnswerVersion(models.Model):
    """All answers of one panelist as they stood at a moment: saved as a draft, or submitted.

    `content` is the JSON of `asking.answers.Answers`, as typed. A submitted version has a nonce and the commitment that its receipt states. The
    panelist's last submitted version counts, unless it was withdrawn.
    """

    panelist = models.ForeignKey(AskedPanelist, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    round = models.PositiveSmallIntegerField(default=1)  # that was open, or had been last
    content = models.TextField()
    kept_at = models.DateTimeField()
    arrival = models.CharField(max_length=6, choices=Arrival.choices, default=Arrival.FORM)
    is_submitted = models.BooleanField(default=False)
    on_time = models.BooleanField(null=True)  # of what was submitted
    nonce = models.BinaryField(null=True)
    commitment = models.CharField(max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)  # of what an editor entered: when it reached the outlet
    entered_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """Counted from 1 for each panelist; what is submitted is committed to."""

        ordering: ClassVar = ["panelist", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["panelist", "number"], name="versions_are_counted"),
            models.CheckConstraint(
                condition=Q(is_submitted=False, commitment="", on_time__isnull=True, withdrawn_at__isnull=True)
                | (Q(is_submitted=True, on_time__isnull=False) & ~Q(commitment="")),
                name="what_is_submitted_is_committed_to",
            ),
            models.CheckConstraint(
                condition=Q(arrival=Arrival.FORM, entered_by__isnull=True, received_at__isnull=True)
                | (
                    ~Q(arrival=Arrival.FORM)
                    & Q(is_submitted=True, entered_by__isnull=False, received_at__lte=F("kept_at"))
                ),
                name="what_came_otherwise_was_entered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.panelist}, version {self.number}"


class LooseSubmission(models.Model):
    """What somebody submitted whose answers are anonymous to editors too, from the seal on: nothing here says who, or when.

    The rows of a round-up are made at once, in an order drawn at random; `content` is as it was submitted, `group` only where it points to nobody.
    """

    public_id = models.CharField(max_length=LENGTH, unique=True, default=fresh_identifier, editable=False)
    asked = models.ForeignKey(AskedRoundup, on_delete=models.CASCADE, related_name="loose")
    group = models.CharField(max_length=100, blank=True)
    content = models.TextField()

    class Meta:
        """In the order that was drawn."""

        ordering: ClassVar = ["asked", "pk"]

    def __str__(self) -> str:
        return self.public_id


class EditState(models.TextChoices):
    """What became of an edit."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    OBJECTED = "objected"


class Edit(models.Model):
    """An editor's text in the place of what was submitted to one question. The last that was not objected to is published."""

    panelist = models.ForeignKey(AskedPanelist, on_delete=models.PROTECT, null=True, related_name="edits")
    loose = models.ForeignKey(LooseSubmission, on_delete=models.PROTECT, null=True, related_name="edits")
    question = models.ForeignKey(AskedQuestion, on_delete=models.PROTECT, related_name="edits")
    number = models.PositiveIntegerField()
    text = models.TextField()
    state = models.CharField(max_length=8, choices=EditState.choices, default=EditState.PROPOSED)
    proposed_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    remark = models.TextField(blank=True)  # the panelist's
    report_until = models.DateTimeField(
        null=True
    )  # where panelists are shown edits: the last moment to report an error
    report_settled_at = models.DateTimeField(null=True)
    report_settled_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    report_answer = models.TextField(blank=True)  # the editor's; empty where the report was taken

    class Meta:
        """Counted for each answer; what is decided is decided at a time, and a report is settled by somebody."""

        ordering: ClassVar = ["panelist", "loose", "question", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["panelist", "question", "number"], name="edits_are_counted"),
            models.UniqueConstraint(fields=["loose", "question", "number"], name="edits_of_loose_answers_are_counted"),
            models.CheckConstraint(
                condition=Q(panelist__isnull=True, loose__isnull=False)
                | Q(
                    panelist__isnull=False,
                    loose__isnull=True,
                ),
                name="an_edit_is_of_one_submission",
            ),
            models.CheckConstraint(
                condition=Q(state=EditState.PROPOSED, decided_at__isnull=True)
                | (~Q(state=EditState.PROPOSED) & Q(decided_at__isnull=False)),
                name="an_edit_is_decided_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(report_settled_at__isnull=True, report_settled_by__isnull=True, report_answer="")
                | Q(report_settled_at__isnull=False, report_settled_by__isnull=False),
                name="a_report_is_settled_by_somebody_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.panelist or self.loose}: edit {self.number}"


class Seal(models.Model):
    """The root over all commitments of a round-up, fixed once at its close; `content` is the JSON of `sealing`'s seal."""

    asked = models.OneToOneField("store.AskedRoundup", on_delete=models.PROTECT, related_name="seal")
    root = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    content = models.TextField()
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.root
