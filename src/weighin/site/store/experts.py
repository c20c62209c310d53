"""The directory of experts: people over many round-ups, each outlet its own."""

from typing import ClassVar

from django.db import models

from weighin.site.store.identifiers import LENGTH, fresh_identifier
from weighin.site.store.outlets import Member, Outlet


class Expert(models.Model):
    """A person whom an outlet asks. Private to the outlet; a panelist's row keeps what held when they were asked."""

    public_id = models.CharField(max_length=LENGTH, unique=True, default=fresh_identifier, editable=False)
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="experts")
    name = models.CharField(max_length=200)
    address = models.EmailField(max_length=254, blank=True)  # where letters go
    affiliation = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=12, blank=True)  # of the form and the letters, as in BCP 47
    time_zone = models.CharField(max_length=64, blank=True)  # an IANA name
    subjects = models.CharField(max_length=500, blank=True)  # parted by commas
    biography = models.TextField(blank=True)
    interests = models.TextField(blank=True)  # what the expert declares that could bear on answers
    identity_confirmed_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    identity_confirmed_at = models.DateTimeField(null=True)
    identity_confirmed_how = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        """Everybody has a name; an address belongs to one expert of an outlet."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(name=""), name="expert_has_a_name"),
            models.UniqueConstraint(
                fields=["outlet", "address"], condition=~models.Q(address=""), name="an_address_is_one_experts"
            ),
            models.CheckConstraint(
                condition=models.Q(identity_confirmed_at__isnull=True, identity_confirmed_by__isnull=True)
                | models.Q(identity_confirmed_at__isnull=False, identity_confirmed_by__isnull=False),
                name="an_identity_is_confirmed_by_somebody_at_a_time",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["outlet", "name"], name="experts_of_an_outlet")]

    def __str__(self) -> str:
        return self.name
