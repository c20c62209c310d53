"""Seed questions of asked round-ups: the true value that the editors know, apart from the question itself, so that nothing shows it with it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from weighin.site.store.asked import AskedQuestion
from weighin.site.store.outlets import Member


class SeedQuestion(models.Model):
    """That a question is a seed. `truth` is the JSON of `record.seeds.Truth`, empty until somebody has entered it; it stands from the opening on.

    `commitment` and `nonce` are made when the round-up opens. Until the seal no page shows the value.
    """

    question = models.OneToOneField(AskedQuestion, on_delete=models.CASCADE, related_name="seed")
    truth = models.TextField(blank=True)
    source = models.CharField(max_length=500, blank=True)
    known = models.DateField(null=True)  # of which day the source is
    marked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    marked_at = models.DateTimeField()
    sealed_at = models.DateTimeField(null=True)
    nonce = models.BinaryField(null=True)
    commitment = models.CharField(max_length=64, blank=True)
    set_aside_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    set_aside_at = models.DateTimeField(null=True)
    set_aside_because = models.TextField(blank=True)

    class Meta:
        """What is committed to is there, with its source; what is set aside has a reason."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(sealed_at__isnull=True, nonce__isnull=True, commitment="")
                | (Q(sealed_at__isnull=False, nonce__isnull=False) & ~Q(commitment="") & ~Q(truth="") & ~Q(source="")),
                name="a_sealed_truth_is_there",
            ),
            models.CheckConstraint(
                condition=Q(set_aside_at__isnull=True, set_aside_by__isnull=True, set_aside_because="")
                | (Q(set_aside_at__isnull=False, set_aside_by__isnull=False) & ~Q(set_aside_because="")),
                name="a_seed_is_set_aside_by_somebody_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"seed question {self.pk}"  # never the value: this is what logs and errors show
