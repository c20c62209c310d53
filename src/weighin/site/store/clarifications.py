"""Clarifications of questions, and who of those that had answered before confirmed their answer."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from weighin.site.store.asked import AskedPanelist, AskedQuestion
from weighin.site.store.outlets import Member


class Clarification(models.Model):
    """What was said of a question to everybody after the first answer. Never changed; a later one may correct it."""

    question = models.ForeignKey(AskedQuestion, on_delete=models.PROTECT, related_name="clarifications")
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """In the order in which they were made."""

        ordering: ClassVar = ["question", "at", "pk"]
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(text=""), name="a_clarification_says_something")]

    def __str__(self) -> str:
        return self.text


class Confirmation(models.Model):
    """That a panelist who had answered before holds to the answer after a clarification."""

    clarification = models.ForeignKey(Clarification, on_delete=models.CASCADE, related_name="confirmations")
    panelist = models.ForeignKey(AskedPanelist, on_delete=models.CASCADE, related_name="confirmations")
    at = models.DateTimeField()

    class Meta:
        """Once each."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["clarification", "panelist"], name="a_clarification_is_confirmed_once")
        ]

    def __str__(self) -> str:
        return f"{self.panelist} confirms"
