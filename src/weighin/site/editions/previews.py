"""Previews under embargo: given and ended by editors, opened with a password by people without an account."""

import datetime as dt
import secrets

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from weighin.site.store.door import locked
from weighin.site.store.identifiers import ALPHABET
from weighin.site.store.journal import enter
from weighin.site.store.models import EmbargoPreview, Event, Member, Roundup

GROUPS, LETTERS = 4, 5  # of a password: 99 bits, so that whom it leaks to has to be told it


@transaction.atomic
def give_preview(
    roundup: Roundup, *, for_whom: str, ends_at: dt.datetime, by: Member, now: dt.datetime
) -> tuple[EmbargoPreview, str]:
    """A preview and its password, which is told this once and kept nowhere."""
    held = locked(roundup)
    password = "-".join("".join(secrets.choice(ALPHABET) for _ in range(LETTERS)) for _ in range(GROUPS))
    preview = EmbargoPreview.objects.create(
        roundup=held,
        for_whom=for_whom,
        password=make_password(password),
        ends_at=ends_at,
        given_by=by,
        given_at=now,
    )
    about: dict[str, str | int] = {"preview": preview.public_id, "until": ends_at.isoformat()}
    enter(Event.PREVIEW_GIVEN, outlet=held.outlet, by=by, now=now, roundup=held, about=about)
    return preview, password


@transaction.atomic
def end_preview(preview: EmbargoPreview, *, by: Member, now: dt.datetime) -> None:
    """From now on it opens for nobody."""
    held = locked(preview.roundup)
    if EmbargoPreview.objects.filter(pk=preview.pk, ended_at__isnull=True).update(ended_at=now):
        about: dict[str, str | int] = {"preview": preview.public_id}
        enter(Event.PREVIEW_ENDED, outlet=held.outlet, by=by, now=now, roundup=held, about=about)


def standing_preview(public_id: str, *, now: dt.datetime) -> EmbargoPreview | None:
    """The preview of that identifier, unless it has ended."""
    found = EmbargoPreview.objects.select_related("roundup__outlet").filter(public_id=public_id)
    return found.filter(ended_at__isnull=True, ends_at__gt=now).first()


def opened_by(password: str, public_id: str, *, now: dt.datetime) -> EmbargoPreview | None:
    """The preview that this password opens. Whatever is wrong, the answer is None and takes as long."""
    preview = standing_preview(public_id, now=now)
    if preview is None:
        make_password(password)
        return None
    return preview if check_password(password, preview.password) else None
