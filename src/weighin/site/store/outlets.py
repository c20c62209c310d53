"""Outlets, and the members who work there."""

import unicodedata
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from weighin.site.store.identifiers import LENGTH, fresh_identifier


class Outlet(models.Model):
    """A newsroom or an institution. What it reads is private to its members until they publish it."""

    public_id = models.CharField(max_length=LENGTH, unique=True, default=fresh_identifier, editable=False)
    name = models.CharField(max_length=120, unique=True)
    founded_at = models.DateTimeField()
    requires_second_factor = models.BooleanField(default=False)  # of every member, from an owner's word on

    class Meta:
        """Every outlet has a name."""

        constraints: ClassVar = [models.CheckConstraint(condition=~models.Q(name=""), name="outlet_has_a_name")]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a member may do: an owner everything, an editor all but the members list, a viewer looks."""

    OWNER = "owner"
    EDITOR = "editor"
    VIEWER = "viewer"


def sign_in_key(name: str) -> str:
    """One spelling of a name, so that Ada and ADA are one member."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


class Members(BaseUserManager["Member"]):
    """Finds members by the name that they type."""

    def get_by_natural_key(self, username: str | None) -> "Member":
        """The member of that name, however it is spelled; Django's sign-in asks this."""
        return self.get(sign_in_key=sign_in_key(username or ""))


class Member(AbstractBaseUser):
    """A person who signs in: in one outlet, with one role. Members who left stay, inactive, because the journal names them."""

    public_id = models.CharField(max_length=LENGTH, unique=True, default=fresh_identifier, editable=False)
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="members")
    name = models.CharField(max_length=80)
    sign_in_key = models.CharField(max_length=160, unique=True, editable=False)
    address = models.EmailField(max_length=254, blank=True)  # where invitations and links to sign in go
    role = models.CharField(max_length=6, choices=Role.choices)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar[Members] = Members()

    USERNAME_FIELD = "sign_in_key"

    class Meta:
        """Names are neither empty nor unknown roles; by outlet and name they are listed."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="member_has_a_known_role"),
            models.CheckConstraint(condition=~models.Q(sign_in_key=""), name="member_has_a_name"),
            models.UniqueConstraint(
                fields=["outlet", "address"], condition=~models.Q(address=""), name="an_address_is_one_members"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["outlet", "sign_in_key"], name="members_of_an_outlet")]

    def __str__(self) -> str:
        return self.name
