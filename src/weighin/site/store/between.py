"""What happens between a panel's answers: questions proposed and what became of them, a discussion under pseudonyms, what a group agreed on."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from weighin.record.rounds import Fate
from weighin.site.store.asked import AskedPanelist, AskedQuestion, AskedRoundup
from weighin.site.store.identifiers import LENGTH, fresh_identifier
from weighin.site.store.outlets import Member
from weighin.site.store.replies import AnswerVersion

FATES = [(one.value, one.value) for one in Fate]


class DecidedProposal(models.Model):
    """What became of a question that a panelist proposed in round 0: the one at `place`, from 0, among those of that version."""

    version = models.ForeignKey(AnswerVersion, on_delete=models.CASCADE, related_name="decided_proposals")
    place = models.PositiveSmallIntegerField()
    fate = models.CharField(max_length=12, choices=FATES)
    question = models.ForeignKey(AskedQuestion, on_delete=models.CASCADE, null=True, related_name="proposals")
    because = models.TextField(blank=True)
    decided_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        """Once each; what is asked became a question."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "place"], name="a_proposal_is_decided_once"),
            models.CheckConstraint(
                condition=Q(fate=Fate.LEFT_OUT.value, question__isnull=True)
                | (~Q(fate=Fate.LEFT_OUT.value) & Q(question__isnull=False)),
                name="what_is_kept_of_a_proposal_is_a_question",
            ),
        ]

    def __str__(self) -> str:
        return f"proposal {self.place + 1} of {self.version}"


class Pseudonym(models.Model):
    """Under which name a panelist discusses, drawn by lot when the discussion is opened. No page says whose it is."""

    panelist = models.OneToOneField(AskedPanelist, on_delete=models.CASCADE, related_name="pseudonym")
    asked = models.ForeignKey(AskedRoundup, on_delete=models.CASCADE, related_name="pseudonyms")
    name = models.CharField(max_length=40)

    class Meta:
        """One name, one panelist."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["asked", "name"], name="a_pseudonym_is_given_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Contribution(models.Model):
    """What somebody said in the discussion: a panelist under their pseudonym, or a facilitator. Never changed; a facilitator may withhold it."""

    public_id = models.CharField(max_length=LENGTH, unique=True, default=fresh_identifier, editable=False)
    asked = models.ForeignKey(AskedRoundup, on_delete=models.CASCADE, related_name="contributions")
    question = models.ForeignKey(AskedQuestion, on_delete=models.CASCADE, related_name="contributions")
    panelist = models.ForeignKey(AskedPanelist, on_delete=models.CASCADE, null=True, related_name="contributions")
    facilitator = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()
    withheld_at = models.DateTimeField(null=True)
    withheld_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    withheld_because = models.TextField(blank=True)

    class Meta:
        """In the order in which they came; each by one of the two; withheld by somebody, for a reason."""

        ordering: ClassVar = ["asked", "at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(panelist__isnull=False, facilitator__isnull=True)
                | Q(panelist__isnull=True, facilitator__isnull=False),
                name="a_contribution_is_a_panelists_or_a_facilitators",
            ),
            models.CheckConstraint(
                condition=Q(withheld_at__isnull=True, withheld_by__isnull=True, withheld_because="")
                | (Q(withheld_at__isnull=False, withheld_by__isnull=False) & ~Q(withheld_because="")),
                name="a_contribution_is_withheld_by_somebody_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"on {self.question}, {self.at:%d.%m. %H:%M}"


class GroupJudgement(models.Model):
    """What the group agreed on in its meeting, on one question: `content` is the JSON of the judgement."""

    question = models.OneToOneField(AskedQuestion, on_delete=models.CASCADE, related_name="group_judgement")
    content = models.TextField()
    rationale = models.TextField(blank=True)
    agreed_at = models.DateTimeField()
    entered_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"agreed on {self.question}"
