"""Of whom a question is asked: the earlier question that it hangs on, and what has to be answered there."""

from typing import ClassVar

import msgspec
from django.db import models
from django.db.models import F, Q

from weighin.record.conditions import Condition, Test
from weighin.site.store.asked import AskedQuestion


class QuestionCondition(models.Model):
    """A question with one is asked of those alone who answered `source` in that way. `test` is the JSON of `record.conditions.Test`."""

    question = models.OneToOneField(AskedQuestion, on_delete=models.CASCADE, related_name="condition")
    source = models.ForeignKey(AskedQuestion, on_delete=models.RESTRICT, related_name="opens")
    test = models.TextField()

    class Meta:
        """Never on itself; that the source stands before is held by the commands, for order changes."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(question=F("source")), name="no_question_hangs_on_itself")
        ]

    def __str__(self) -> str:
        return f"{self.question} hangs on {self.source}"


def condition_of(question: AskedQuestion) -> Condition | None:
    """The condition under which a question is asked; None where it is asked of everybody."""
    row = QuestionCondition.objects.filter(question=question).select_related("source").first()
    return as_condition(row) if row else None


def as_condition(row: QuestionCondition) -> Condition:
    """What a row says."""
    return Condition(question=row.source.public_id, test=msgspec.json.decode(row.test, type=Test))
