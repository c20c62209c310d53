"""What panelists ask of the editors: more time, what a question means."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from weighin.site.store.asked import AskedPanelist, AskedQuestion
from weighin.site.store.outlets import Member


class Wish(models.TextChoices):
    """What a panelist asks for."""

    MORE_TIME = "more time"
    MEANING = "meaning"  # what a question means
    ATTRIBUTION = "named"  # to be named less
    OTHER = "other"


class Request(models.Model):
    """A panelist's words to the editors; open until an editor says that it is settled."""

    panelist = models.ForeignKey(AskedPanelist, on_delete=models.CASCADE, related_name="requests")
    number = models.PositiveIntegerField()
    wish = models.CharField(max_length=9, choices=Wish.choices)
    question = models.ForeignKey(AskedQuestion, on_delete=models.CASCADE, null=True, related_name="+")
    text = models.TextField()
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """Counted for each panelist; settled by somebody at a time."""

        ordering: ClassVar = ["asked_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["panelist", "number"], name="requests_are_counted"),
            models.CheckConstraint(condition=Q(wish__in=Wish.values), name="request_has_a_known_wish"),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="a_request_is_settled_by_somebody_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.panelist}: {self.wish}"
