"""Publishing and withdrawing. What is slow happens before the transaction; in it, files and front page change at once or not at all."""

import datetime as dt

import msgspec
from django.db import transaction
from msgspec import Struct

from weighin import publishing
from weighin.errors import ChangedMeanwhile, NotPublished
from weighin.publishing import ListEntry, Masthead
from weighin.record.disclosure import Audience, disclose
from weighin.site.editions.queries import address_of, made_edition
from weighin.site.store.door import locked, record_of
from weighin.site.store.journal import enter
from weighin.site.store.models import Edition, EditionFile, Event, FrontPage, Member, Roundup, State
from weighin.site.store.seals import seal_beside
from weighin.version import __version__

MASTHEAD = Masthead(home="../../")  # from an edition's folder to the front page
FRONT = Masthead(desk="sign-in")
TRIES = 4


class _Made(Struct, frozen=True):
    """An edition, the record's hash that it was made from, and its line on the front page."""

    edition: publishing.Edition
    entry: ListEntry
    record_digest: str


def publish_roundup(roundup: Roundup, *, by: Member, now: dt.datetime) -> Edition:
    """Show a round-up to readers, as its right allows; the edition before is served until this one is whole."""
    for _ in range(TRIES):
        stored = _store(roundup, _made_of(roundup), by=by, now=now)
        if stored is not None:
            return stored
    msg = "others are changing this round-up at the moment; publish it again when they have finished"
    raise ChangedMeanwhile(msg)


@transaction.atomic
def withdraw_roundup(roundup: Roundup, *, because: str, by: Member, now: dt.datetime) -> Roundup:
    """Take a round-up from the readers; a notice with the reason stands in its place."""
    held = locked(roundup)
    if held.state != State.PUBLISHED:
        msg = "this round-up is not published, so there is nothing to withdraw"
        raise NotPublished(msg)
    _retire_current(held)
    held.state, held.withdrawn_at, held.withdrawn_because = State.WITHDRAWN, now, because
    held.save(update_fields=["state", "withdrawn_at", "withdrawn_because"])
    enter(Event.WITHDRAWN, outlet=held.outlet, by=by, now=now, roundup=held, about={"because": because})
    remake_front_page(now=now)
    return held


@transaction.atomic
def remake_front_page(*, now: dt.datetime) -> FrontPage:
    """Make the list of what is published anew. Who makes it holds it, so that of two publishings the second lists both."""
    FrontPage.objects.get_or_create(pk=FrontPage.ONLY)
    front = FrontPage.objects.select_for_update().get(pk=FrontPage.ONLY)
    current = Edition.objects.filter(is_current=True).select_related("roundup")
    lines = [(edition, msgspec.json.decode(bytes(edition.entry), type=ListEntry)) for edition in current]
    lines.sort(key=lambda line: (line[1].published or line[0].published_at.date(), line[0].pk), reverse=True)
    made = publishing.publish_list([entry for _, entry in lines], masthead=FRONT)
    if made.digest != front.digest:
        front.files.all().delete()
        EditionFile.objects.bulk_create(EditionFile(front_page=front, **_columns(file)) for file in made.files)
        front.digest, front.made_at = made.digest, now
        front.save()
    return front


def _made_of(roundup: Roundup) -> _Made:
    now_in_store = Roundup.objects.get(pk=roundup.pk)
    record = record_of(now_in_store)
    seal = seal_beside(record, now_in_store)
    return _Made(
        edition=made_edition(record, Audience.READERS, masthead=MASTHEAD, seal=seal),
        entry=publishing.entry_of(disclose(record, Audience.READERS), address=address_of(roundup).lstrip("/")),
        record_digest=now_in_store.record_digest,
    )


@transaction.atomic
def _store(roundup: Roundup, made: _Made, *, by: Member, now: dt.datetime) -> Edition | None:
    """The stored edition; None where the record is no longer the one that the edition was made from."""
    held = locked(roundup)
    if held.record_digest != made.record_digest:
        return None
    current = held.editions.filter(is_current=True).first()
    if current and (current.record_digest, current.digest) == (made.record_digest, made.edition.digest):
        current.made_with = __version__
        current.save(update_fields=["made_with"])
        return current  # readers see exactly this already
    _retire_current(held)
    edition = Edition.objects.create(
        roundup=held,
        number=held.editions.count() + 1,
        digest=made.edition.digest,
        record_digest=made.record_digest,
        entry=msgspec.json.encode(made.entry),
        made_with=__version__,
        published_at=now,
        published_by=by,
    )
    EditionFile.objects.bulk_create(EditionFile(edition=edition, **_columns(file)) for file in made.edition.files)
    held.state, held.withdrawn_at, held.withdrawn_because = State.PUBLISHED, None, ""
    held.save(update_fields=["state", "withdrawn_at", "withdrawn_because"])
    about: dict[str, str | int] = {"edition": edition.number, "digest": edition.digest, "right": held.display_right}
    enter(Event.PUBLISHED, outlet=held.outlet, by=by, now=now, roundup=held, about=about)
    remake_front_page(now=now)
    return edition


def _retire_current(roundup: Roundup) -> None:
    for edition in roundup.editions.filter(is_current=True):
        edition.files.all().delete()
        edition.is_current = False
        edition.save(update_fields=["is_current"])


def _columns(file: publishing.EditionFile) -> dict[str, str | bytes]:
    return {"name": file.name, "media_type": file.media_type, "content": file.content, "digest": file.digest}
