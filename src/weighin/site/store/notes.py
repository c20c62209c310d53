"""What editors note about a panelist, for one another. No panelist sees it; whoever asks what is kept about them is given it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from weighin.site.store.asked import AskedPanelist
from weighin.site.store.outlets import Member


class Note(models.Model):
    """A note of one member about one panelist."""

    panelist = models.ForeignKey(AskedPanelist, on_delete=models.CASCADE, related_name="notes")
    number = models.PositiveIntegerField()
    text = models.TextField()
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Counted for each panelist, in the order in which they were made."""

        ordering: ClassVar = ["panelist", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["panelist", "number"], name="notes_are_counted"),
            models.CheckConstraint(condition=~Q(text=""), name="a_note_says_something"),
        ]

    def __str__(self) -> str:
        return self.text
