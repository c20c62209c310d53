"""Openings: panelists who agreed that what they submitted goes out with its receipt, so that anybody can check it against the seal."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from weighin.site.store.asked import AskedPanelist
from weighin.site.store.outlets import Member


class Opening(models.Model):
    """A panelist agreed. The row goes when that is taken back, or the panelist is erased. The editors, who answer for what is published, may leave it out."""

    panelist = models.OneToOneField(AskedPanelist, on_delete=models.CASCADE, related_name="opening")
    agreed_at = models.DateTimeField()
    left_out_at = models.DateTimeField(null=True)
    left_out_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """What is left out is left out by somebody."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(left_out_at__isnull=True, left_out_by__isnull=True)
                | Q(left_out_at__isnull=False, left_out_by__isnull=False),
                name="an_opening_is_left_out_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.panelist} agreed"
