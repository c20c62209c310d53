"""Publishing, now or later, and withdrawing. What is slow happens before the transaction; in it, files and front page change at once or not at all."""

import datetime as dt

import msgspec
from django.conf import settings
from django.db import transaction
from msgspec import Struct

from weighin import publishing
from weighin.errors import ChangedMeanwhile, InTheWay, NotAccepted, NotPublished
from weighin.publishing import ListEntry, Masthead
from weighin.publishing.versions import Version
from weighin.record.disclosure import Audience, disclose
from weighin.site.editions.queries import address_of, address_of_version, made_edition, published_on, version_of
from weighin.site.store.door import locked, record_of
from weighin.site.store.erased_versions import drop_earlier_versions_with_the_erased, versions_with_the_erased
from weighin.site.store.journal import enter
from weighin.site.store.models import Edition, EditionFile, EmbargoPreview, Event, FrontPage, Member, Roundup, State
from weighin.site.store.opened import agreed_commitments, opened_in
from weighin.site.store.seals import seal_beside
from weighin.site.store.seen import edition_seen, editions_seen, last_seen, scheduled_edition
from weighin.version import __version__

MASTHEAD = Masthead(home="/")  # absolute: an edition is served at two addresses
FRONT = Masthead(desk="sign-in")
TRIES = 4
LONGEST_CORRECTION = 1000
MADE_ANEW = "The pages were made anew; nothing in the record has changed."


class _Made(Struct, frozen=True):
    """An edition, its version, the record's hash that it was made from, and its line on the front page."""

    edition: publishing.Edition
    version: Version
    entry: ListEntry
    record_digest: str


def publish_roundup(
    roundup: Roundup, *, by: Member, now: dt.datetime, correction: str = "", at: dt.datetime | None = None
) -> Edition:
    """Show a round-up to readers, as its right allows, at once or from a later moment on. Until then they see what they saw before.

    `correction` says what was corrected since the version that readers see; where the record differs from it, it has to be said. An edition
    that waits for its moment is replaced by this one.

    Raises:
        NotAccepted: the record has changed and nothing says what was corrected; or the moment is over.
        InTheWay: one that is withdrawn is published again at once or not at all, since a notice stands in its place until then.
        ChangedMeanwhile: others keep changing it.
    """
    _require_sayable(roundup, correction, at, now=now)
    for _ in range(TRIES):
        if at is None and (unchanged := _as_it_is(roundup, now=now)):
            return unchanged
        stored = _store(roundup, _made_of(roundup, correction, at=at or now, now=now), by=by, at=at, now=now)
        if stored is not None:
            return stored
    msg = "others are changing this round-up at the moment; publish it again when they have finished"
    raise ChangedMeanwhile(msg)


@transaction.atomic
def cancel_schedule(roundup: Roundup, *, by: Member, now: dt.datetime) -> Roundup:
    """Take back what was to be published later; readers never saw it.

    Raises:
        NotPublished: nothing waits.
    """
    held = locked(roundup)
    waiting = scheduled_edition(held, now)
    if waiting is None:
        msg = "nothing waits to be published"
        raise NotPublished(msg)
    about: dict[str, str | int] = {"edition": waiting.number}
    _drop_scheduled(held, now)
    if edition_seen(held, now) is None:
        held.state = State.PRIVATE
        held.save(update_fields=["state"])
    enter(Event.SCHEDULE_CANCELLED, outlet=held.outlet, by=by, now=now, roundup=held, about=about)
    remake_front_page(now=now)
    return held


@transaction.atomic
def withdraw_roundup(roundup: Roundup, *, because: str, by: Member, now: dt.datetime) -> Roundup:
    """Take a round-up from the readers, every version of it; a notice with the reason stands in its place. Previews of it end.

    Raises:
        NotPublished: readers do not see it.
    """
    held = locked(roundup)
    if edition_seen(held, now) is None:
        msg = "this round-up is not published, so there is nothing to withdraw"
        raise NotPublished(msg)
    _drop_scheduled(held, now)
    EditionFile.objects.filter(edition__roundup=held).delete()
    held.editions.filter(withdrawn_at__isnull=True).update(withdrawn_at=now)
    EmbargoPreview.objects.filter(roundup=held, ended_at__isnull=True).update(ended_at=now)
    held.state, held.withdrawn_at, held.withdrawn_because = State.WITHDRAWN, now, because
    held.save(update_fields=["state", "withdrawn_at", "withdrawn_because"])
    enter(Event.WITHDRAWN, outlet=held.outlet, by=by, now=now, roundup=held, about={"because": because})
    remake_front_page(now=now)
    return held


@transaction.atomic
def remake_front_page(*, now: dt.datetime) -> FrontPage:
    """Make the list and the feed of what is published anew. Who makes them holds them, so that of two publishings the second lists both."""
    FrontPage.objects.get_or_create(pk=FrontPage.ONLY)
    front = FrontPage.objects.select_for_update().get(pk=FrontPage.ONLY)
    lines = [(edition, _entry_of(edition)) for edition in last_seen(now)]
    lines.sort(key=lambda line: (line[1].published or line[0].publish_at.date(), line[0].pk), reverse=True)
    made = publishing.publish_list([entry for _, entry in lines], masthead=FRONT, site=settings.SITE_ADDRESS)
    if made.digest != front.digest:
        front.files.all().delete()
        EditionFile.objects.bulk_create(EditionFile(front_page=front, **_columns(file)) for file in made.files)
        front.digest, front.made_at = made.digest, now
    waiting = Edition.objects.filter(publish_at__gt=now, withdrawn_at__isnull=True).order_by("publish_at")
    front.stale_at = waiting.values_list("publish_at", flat=True).first()
    front.save()
    return front


def _require_sayable(roundup: Roundup, correction: str, at: dt.datetime | None, *, now: dt.datetime) -> None:
    row = Roundup.objects.only("record_digest", "state").get(pk=roundup.pk)
    if at is not None and at <= now:
        msg = "that moment is over; choose a later one, or publish at once"
        raise NotAccepted(msg)
    if at is not None and row.state == State.WITHDRAWN:
        msg = "a notice stands in its place, and stays until it is published again: that can be done at once, not later"
        raise InTheWay(msg)
    shown = edition_seen(roundup, now)
    if at is not None and shown in versions_with_the_erased(row):
        msg = "readers still see somebody who was erased since; publish it at once, so that they are taken out"
        raise InTheWay(msg)
    if shown and shown.record_digest != row.record_digest and not correction.strip():
        msg = "say in a sentence what was corrected; readers see it with its date"
        raise NotAccepted(msg)
    if len(correction) > LONGEST_CORRECTION:
        msg = f"say it in at most {LONGEST_CORRECTION} characters"
        raise NotAccepted(msg)


def _as_it_is(roundup: Roundup, *, now: dt.datetime) -> Edition | None:
    """The edition that readers see, where publishing would make exactly that one again."""
    row = Roundup.objects.get(pk=roundup.pk)
    shown = edition_seen(row, now)
    if shown is None or shown.record_digest != row.record_digest or scheduled_edition(row, now):
        return None
    versions = tuple(version_of(edition, row) for edition in reversed(editions_seen(row, now)))
    if _edition_of(row, versions).digest != shown.digest:
        return None
    shown.made_with = __version__
    shown.save(update_fields=["made_with"])
    return shown


def _made_of(roundup: Roundup, correction: str, *, at: dt.datetime, now: dt.datetime) -> _Made:
    row = Roundup.objects.get(pk=roundup.pk)
    earlier = [version_of(edition, row) for edition in reversed(editions_seen(row, now))]
    number = (
        row.editions.filter(publish_at__lte=now).order_by("-number").values_list("number", flat=True).first() or 0
    ) + 1
    told = correction.strip() or (MADE_ANEW if earlier else "")
    version = Version(number=number, day=at.date(), address=address_of_version(row, number), correction=told)
    public = disclose(published_on(record_of(row), (earlier or [version])[0].day), Audience.READERS)
    entry = publishing.entry_of(public, address=address_of(row).lstrip("/"))
    return _Made(_edition_of(row, (*earlier, version)), version, entry, row.record_digest)


def _edition_of(row: Roundup, versions: tuple[Version, ...]) -> publishing.Edition:
    record = published_on(record_of(row), versions[0].day)
    return made_edition(record, Audience.READERS, masthead=MASTHEAD, beside=seal_beside(record, row), versions=versions)


@transaction.atomic
def _store(roundup: Roundup, made: _Made, *, by: Member, at: dt.datetime | None, now: dt.datetime) -> Edition | None:
    """The stored edition; None where the record, or the versions before, are no longer those that the edition was made from."""
    held = locked(roundup)
    _drop_scheduled(held, now)
    taken = held.editions.filter(number__gte=made.version.number).exists()
    has_changed = held.record_digest != made.record_digest
    is_open_to_another = opened_in(made.edition) - agreed_commitments(held)  # taken back while this was being made
    if taken or has_changed or is_open_to_another:
        transaction.set_rollback(True)  # what waited goes on waiting
        return None
    edition = Edition.objects.create(
        roundup=held,
        number=made.version.number,
        digest=made.edition.digest,
        record_digest=made.record_digest,
        entry=msgspec.json.encode(made.entry),
        made_with=__version__,
        published_at=now,
        published_by=by,
        publish_at=at or now,
        correction=made.version.correction,
    )
    EditionFile.objects.bulk_create(EditionFile(edition=edition, **_columns(file)) for file in made.edition.files)
    if at is None:
        drop_earlier_versions_with_the_erased(held, now=now)
    held.state, held.withdrawn_at, held.withdrawn_because = State.PUBLISHED, None, ""
    held.save(update_fields=["state", "withdrawn_at", "withdrawn_because"])
    about: dict[str, str | int] = {"edition": edition.number, "digest": edition.digest, "right": held.display_right}
    about |= {"at": at.isoformat()} if at else {}
    about |= {"summary": edition.correction} if edition.correction else {}
    event = Event.SCHEDULED if at else Event.PUBLISHED
    enter(event, outlet=held.outlet, by=by, now=now, roundup=held, about=about)
    remake_front_page(now=now)
    return edition


def _drop_scheduled(roundup: Roundup, now: dt.datetime) -> None:
    """Nobody saw it: it goes with its files, and its number is free again."""
    roundup.editions.filter(publish_at__gt=now, withdrawn_at__isnull=True).delete()


def _entry_of(edition: Edition) -> ListEntry:
    entry = msgspec.json.decode(bytes(edition.entry), type=ListEntry)
    return msgspec.structs.replace(entry, updated=edition.publish_at, correction=edition.correction)


def _columns(file: publishing.EditionFile) -> dict[str, str | bytes]:
    return {"name": file.name, "media_type": file.media_type, "content": file.content, "digest": file.digest}
