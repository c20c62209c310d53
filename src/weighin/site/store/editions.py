"""Editions: what publishing made, kept and served as it is."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from weighin.site.store.outlets import Member
from weighin.site.store.roundups import Roundup


class Edition(models.Model):
    """One publishing of a round-up. Every one keeps its files and its address until the round-up is withdrawn.

    Which of them readers see at the round-up's own address is in no column: the last whose time has come (`seen`).
    """

    roundup = models.ForeignKey(Roundup, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    record_digest = models.CharField(max_length=64)  # of the record that it was made from
    entry = (
        models.BinaryField()
    )  # its line on the front page, as JSON: what was published, not what the record says now
    made_with = models.CharField(max_length=40, default="")  # the version of the program
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    publish_at = models.DateTimeField()  # readers see it from then on
    correction = models.TextField(blank=True)  # what was corrected since the edition before, for readers
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """Counted from 1 within a round-up; what is withdrawn was to be seen before."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["roundup", "number"], name="editions_are_counted"),
            models.CheckConstraint(
                condition=Q(publish_at__gte=F("published_at")), name="an_edition_is_seen_after_it_was_made"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["publish_at"], name="editions_by_their_time")]

    def __str__(self) -> str:
        return f"{self.roundup} ({self.number})"


class FrontPage(models.Model):
    """The public list of what is published. There is one row; who remakes the page holds it."""

    ONLY = 1

    digest = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(null=True)
    stale_at = models.DateTimeField(
        null=True
    )  # when the next edition is to be seen; who asks after that has it made anew

    class Meta:
        """One row."""

        constraints: ClassVar = [models.CheckConstraint(condition=Q(id=1), name="one_front_page")]

    def __str__(self) -> str:
        return "the front page"


class EditionFile(models.Model):
    """One file, of an edition or of the front page."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, null=True, related_name="files")
    front_page = models.ForeignKey(FrontPage, on_delete=models.CASCADE, null=True, related_name="files")
    name = models.CharField(max_length=100)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)

    class Meta:
        """Of one or the other, and each name once."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(edition__isnull=False, front_page__isnull=True)
                | Q(edition__isnull=True, front_page__isnull=False),
                name="a_file_belongs_to_one",
            ),
            models.UniqueConstraint(fields=["edition", "name"], name="a_file_once_in_an_edition"),
            models.UniqueConstraint(fields=["front_page", "name"], name="a_file_once_on_the_front_page"),
        ]

    def __str__(self) -> str:
        return self.name
