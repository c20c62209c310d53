"""The directory of experts: people over many round-ups, each outlet its own."""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from weighin.site.store.identifiers import LENGTH, fresh_identifier
from weighin.site.store.outlets import Member, Outlet


class Proof(models.TextChoices):
    """By what somebody's identity was confirmed."""

    ADDRESS = "address of the institution"
    ORCID = "ORCID"
    TELEPHONE = "telephone"
    KNOWN = "known since"


class Expert(models.Model):
    """A person whom an outlet asks. Private to the outlet; a panelist's row keeps what held when they were asked."""

    public_id = models.CharField(max_length=LENGTH, unique=True, default=fresh_identifier, editable=False)
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="experts")
    name = models.CharField(max_length=200)
    other_names = models.CharField(max_length=1000, blank=True)  # parted by semicolons: names have commas
    address = models.EmailField(max_length=254, blank=True)  # where letters go
    other_addresses = models.CharField(max_length=2000, blank=True)  # parted by commas
    languages = models.CharField(max_length=100, blank=True)  # BCP 47, parted by commas; letters are in the first
    time_zone = models.CharField(max_length=64, blank=True)  # an IANA name
    subjects = models.CharField(max_length=500, blank=True)  # parted by commas
    biography = models.TextField(blank=True)
    interests = models.TextField(blank=True)  # what the expert declares that could bear on answers
    orcid = models.CharField(max_length=19, blank=True)
    identity_confirmed_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    identity_confirmed_at = models.DateTimeField(null=True)
    identity_proof = models.CharField(max_length=26, choices=Proof.choices, blank=True)
    identity_confirmed_how = models.CharField(max_length=300, blank=True)  # the number called, since when known
    added_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        """Everybody has a name; an address belongs to one expert of an outlet."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name=""), name="expert_has_a_name"),
            models.UniqueConstraint(
                fields=["outlet", "address"], condition=~Q(address=""), name="an_address_is_one_experts"
            ),
            models.CheckConstraint(
                condition=Q(identity_confirmed_at__isnull=True, identity_confirmed_by__isnull=True, identity_proof="")
                | Q(
                    identity_confirmed_at__isnull=False,
                    identity_confirmed_by__isnull=False,
                    identity_proof__in=Proof.values,
                ),
                name="an_identity_is_confirmed_by_somebody_at_a_time",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["outlet", "name"], name="experts_of_an_outlet")]

    def __str__(self) -> str:
        return self.name

    @property
    def language(self) -> str:
        """The language of letters and form; empty where none is known."""
        return self.languages.split(",", maxsplit=1)[0].strip()


class Affiliation(models.Model):
    """Where an expert works or worked: post and institution in one line, and the days between which that held."""

    public_id = models.CharField(max_length=LENGTH, unique=True, default=fresh_identifier, editable=False)
    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="affiliations")
    name = models.CharField(max_length=300)
    since = models.DateField(null=True)  # null: not known
    until = models.DateField(null=True)  # the last day; null: it still holds

    class Meta:
        """The latest first; none ends before it begins."""

        ordering: ClassVar = [
            "expert",
            F("until").desc(nulls_first=True),
            F("since").desc(nulls_last=True),
            F("id").desc(),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name=""), name="affiliation_has_a_name"),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="an_affiliation_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Photograph(models.Model):
    """A photograph as it was made anew here; the file that came is not kept."""

    expert = models.OneToOneField(Expert, on_delete=models.CASCADE, related_name="photograph")
    content = models.BinaryField()  # JPEG
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.expert}, {self.width} × {self.height}"


def affiliation_on(expert: Expert, day: dt.date) -> str:
    """What held on that day; where several did, the one that began last. Empty where none is known."""
    held = [
        one
        for one in expert.affiliations.all()
        if (one.since is None or one.since <= day) and (one.until is None or one.until >= day)
    ]
    return max(held, key=lambda one: (one.since or dt.date.min, one.pk)).name if held else ""
