"""Previews under embargo: an address and a password for people without an account, until a day."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from weighin.site.store.identifiers import LENGTH, fresh_identifier
from weighin.site.store.outlets import Member
from weighin.site.store.roundups import Roundup


class EmbargoPreview(models.Model):
    """One address with one password. The password itself is kept nowhere."""

    public_id = models.CharField(max_length=LENGTH, unique=True, default=fresh_identifier, editable=False)
    roundup = models.ForeignKey(Roundup, on_delete=models.PROTECT, related_name="previews")
    for_whom = models.CharField(max_length=200, blank=True)
    password = models.CharField(max_length=128)  # hashed as members' are
    ends_at = models.DateTimeField()
    given_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # by somebody, before its time

    class Meta:
        """Ends after it was given."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("given_at")), name="a_preview_ends_after_it_was_given"),
        ]

    def __str__(self) -> str:
        return f"{self.roundup}, for {self.for_whom or 'a reader'}"
