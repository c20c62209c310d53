"""Links by which members sign in or take up a membership: each once, for a while. Only the hash of the token is kept."""

import base64
import datetime as dt
import hashlib
import hmac
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from weighin.site.store.identifiers import LENGTH, fresh_identifier
from weighin.site.store.outlets import Member

PURPOSE = b"weighin: link of a member\0"


class LinkPurpose(models.TextChoices):
    """What a link is for."""

    SIGN_IN = "sign in"
    INVITATION = "invitation"


LASTS = {LinkPurpose.SIGN_IN: dt.timedelta(minutes=15), LinkPurpose.INVITATION: dt.timedelta(days=7)}


class SignInLink(models.Model):
    """One link for one member. It leads nowhere once it was used, is over, or a later one of its kind was made."""

    public_id = models.CharField(max_length=LENGTH, unique=True, default=fresh_identifier, editable=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="links")
    purpose = models.CharField(max_length=10, choices=LinkPurpose.choices)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        """It ends after it begins."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(purpose__in=LinkPurpose.values), name="link_has_a_known_purpose"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="a_link_lasts_for_a_while"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} of {self.member}"


class LinkRequest(models.Model):
    """That somebody asked for a link, from where (as a keyed hash): for the limit alone, and kept no longer than that needs."""

    origin = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        """Found by origin and time."""

        indexes: ClassVar = [models.Index(fields=["origin", "at"], name="link_requests_by_origin")]

    def __str__(self) -> str:
        return f"asked at {self.at}"


def make_link(member: Member, purpose: LinkPurpose, *, now: dt.datetime) -> SignInLink:
    """A fresh link; earlier ones of its kind lead nowhere from now on."""
    SignInLink.objects.filter(member=member, purpose=purpose, used_at__isnull=True).update(used_at=now)
    link = SignInLink(member=member, purpose=purpose, made_at=now, expires_at=now + LASTS[purpose])
    link.digest = _digest(token_of_link(link))
    link.save(force_insert=True)
    return link


def token_of_link(link: SignInLink) -> str:
    """The token, which the server's key makes from the link's identifier: 256 bits, 43 characters."""
    return base64.urlsafe_b64encode(_keyed(link.public_id)).rstrip(b"=").decode("ascii")


def link_of_token(token: str, purpose: LinkPurpose, *, now: dt.datetime) -> SignInLink | None:
    """The link that leads somewhere now; None for any other, whatever is wrong with it."""
    found = SignInLink.objects.filter(digest=_digest(token), purpose=purpose, used_at__isnull=True, expires_at__gt=now)
    return found.filter(member__is_active=True).select_related("member__outlet").first()


def use_link(link: SignInLink, *, now: dt.datetime) -> bool:
    """Use it up; False where somebody did at this moment."""
    return bool(SignInLink.objects.filter(pk=link.pk, used_at__isnull=True, expires_at__gt=now).update(used_at=now))


def origin_of(address: str) -> str:
    """What is kept of where a visitor comes from."""
    return _keyed(f"origin\0{address}").hex()


def _keyed(meant: str) -> bytes:
    key = hashlib.sha256(PURPOSE + settings.SECRET_KEY.encode()).digest()
    return hmac.digest(key, meant.encode(), "sha256")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", errors="replace")).hexdigest()
