"""The second factor of a member: a code that a device shows and that changes every 30 seconds (RFC 6238), and codes for the day that the device is gone.

The key that the device holds is made by the server's key from a seed, as personal links are, so that who reads the database or a copy of it can
make no code. Recovery codes are hashed. Each code holds once.
"""

import base64
import datetime as dt
import hashlib
import hmac
import unicodedata
from collections.abc import Iterable
from enum import Enum
from typing import ClassVar

from django.conf import settings
from django.db import models, transaction
from pyotp import TOTP
from pyotp.exceptions import OTPVerificationError

from weighin.site.store.outlets import Member

PURPOSE = b"weighin: second factor of a member\0"
DRIFT = 1  # steps of 30 seconds that a device's clock may be before or behind ours
MOST_WRONG = 8  # codes of one member, from wherever they are typed; then none is looked at for a while
FIRST_WAIT = dt.timedelta(minutes=15)  # doubled after each eight more without a right one between, up to eight hours
MOST_DOUBLINGS = 5


class SecondFactor(models.Model):
    """That a member signs in with a code, too: from when it is confirmed by a first one."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="second_factor")
    seed = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)  # of the key: tells later whether the server's key still makes it
    begun_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)  # a code of this step or of one before is not taken any more
    wrong_codes = models.PositiveIntegerField(default=0)  # since the last that was right
    waits_until = models.DateTimeField(null=True)  # before then no code is looked at

    def __str__(self) -> str:
        return f"second factor of {self.member}"


class RecoveryCode(models.Model):
    """One of the codes for a lost device, as its hash; each holds once."""

    factor = models.ForeignKey(SecondFactor, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        """Found by what was typed."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["factor", "digest"], name="recovery_codes_differ")]

    def __str__(self) -> str:
        return f"recovery code of {self.factor.member}"


class Verdict(Enum):
    """What comes of a code that was typed."""

    RIGHT = "right"
    RECOVERED = "a recovery code, used up by this"
    WRONG = "wrong"
    WRONG_TOO_OFTEN = "wrong, and the last that is looked at for a while"
    NOT_LOOKED_AT = "too many were wrong"


def confirmed_factor(member: Member) -> SecondFactor | None:
    """The second factor that the member is asked for; None where there is none, or none that was confirmed."""
    return SecondFactor.objects.filter(member=member, confirmed_at__isnull=False).first()


def has_second_factor(member: Member) -> bool:
    """Whether the member is asked for a code."""
    return SecondFactor.objects.filter(member=member, confirmed_at__isnull=False).exists()


def new_factor(member: Member, seed: str, *, now: dt.datetime) -> SecondFactor:
    """Begin one from a fresh seed; what was begun before and not confirmed is gone."""
    SecondFactor.objects.filter(member=member, confirmed_at__isnull=True).delete()
    factor = SecondFactor(member=member, seed=seed, begun_at=now)
    factor.digest = _digest(key_of(factor))
    factor.save(force_insert=True)
    return factor


def key_of(factor: SecondFactor) -> str:
    """The key that the device is given, in base32: 160 bits, made anew each time it is needed."""
    key = hashlib.sha256(PURPOSE + settings.SECRET_KEY.encode()).digest()
    meant = f"{factor.member.public_id}\0{factor.seed}".encode()
    return base64.b32encode(hmac.digest(key, meant, "sha256")[:20]).decode("ascii")


def address_of_key(factor: SecondFactor) -> str:
    """The key as the address (otpauth://) that an authenticator app reads from a QR code."""
    member = factor.member
    return TOTP(key_of(factor)).provisioning_uri(name=member.name, issuer_name=f"Weigh-In, {member.outlet}")


def is_of_this_key(factor: SecondFactor) -> bool:
    """Whether the server's key is the one that made it; with another no code of the device is right."""
    return hmac.compare_digest(factor.digest, _digest(key_of(factor)))


def keep_recovery_codes(factor: SecondFactor, codes: Iterable[str]) -> None:
    """These, in the place of all before."""
    factor.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(factor=factor, digest=_digest_of_code(factor, code)) for code in codes
    )


def unused_recovery_codes(factor: SecondFactor) -> int:
    """How many are left."""
    return factor.recovery_codes.filter(used_at__isnull=True).count()


@transaction.atomic
def check_code(factor: SecondFactor, typed: str, *, now: dt.datetime, is_password: bool = False) -> Verdict:
    """Look at a code that was typed, count it where it is wrong, and use it up where it is right. `is_password`: what was typed is the member's password, which will do here as well."""
    found = SecondFactor.objects.select_for_update(of=("self",)).select_related("member")
    held = found.filter(pk=factor.pk).first()
    if held is None:  # taken away at this moment
        return Verdict.WRONG
    if held.waits_until is not None and now < held.waits_until:
        return Verdict.NOT_LOOKED_AT
    verdict = Verdict.RIGHT if is_password else _looked_at(held, typed, now=now)
    if verdict is Verdict.WRONG:
        held.wrong_codes += 1
        times, rest = divmod(held.wrong_codes, MOST_WRONG)
        if rest == 0:
            held.waits_until = now + FIRST_WAIT * 2 ** min(times - 1, MOST_DOUBLINGS)
            verdict = Verdict.WRONG_TOO_OFTEN
    else:
        held.wrong_codes, held.waits_until = 0, None
    held.save(update_fields=["wrong_codes", "waits_until", "last_step"])
    return verdict


def _looked_at(held: SecondFactor, typed: str, *, now: dt.datetime) -> Verdict:
    code = _plain(typed)
    try:
        step = TOTP(key_of(held)).verify_and_get_timecode(code, for_time=now, valid_window=DRIFT)
    except OTPVerificationError:
        step = 0
    if step > held.last_step:
        held.last_step = step
        return Verdict.RIGHT
    unused = held.recovery_codes.filter(used_at__isnull=True, digest=_digest_of_code(held, code))
    return Verdict.RECOVERED if unused.update(used_at=now) else Verdict.WRONG


def _plain(typed: str) -> str:
    """Without the spaces and dashes that codes are read out with, in small letters and European digits."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", typed).casefold() if letter.isalnum())


def _digest_of_code(factor: SecondFactor, code: str) -> str:
    return _digest(f"{factor.seed}\0{_plain(code)}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest()
