"""What of an edition is asked for. Which one readers see is computed from the clock, here as everywhere."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

import msgspec
from django.db.models import OuterRef, Subquery
from django.urls import reverse

from weighin import publishing
from weighin.publishing import Masthead
from weighin.publishing.versions import Note, Version
from weighin.publishing.wording import day_in_words
from weighin.record.codec import decode_record
from weighin.record.disclosure import Audience, disclose
from weighin.record.record import Published, Record
from weighin.site.store.door import record_of
from weighin.site.store.models import Edition, EditionFile, FrontPage, Roundup, State
from weighin.site.store.seals import Beside, seal_beside
from weighin.site.store.seen import editions_seen, seen

PREVIEWS_KEPT = 8  # editions in memory, so that going from page to page of a preview does not draw its charts each time


def address_of(roundup: Roundup) -> str:
    """Where readers find a round-up."""
    return reverse("editions:page", kwargs={"public_id": roundup.public_id})


def published_file(public_id: str, name: str, *, now: dt.datetime) -> EditionFile | None:
    """A file of the edition that readers see: one query."""
    newest = Edition.objects.filter(seen(now), roundup__public_id=public_id).order_by("-number").values("pk")[:1]
    return EditionFile.objects.filter(edition=Subquery(newest), name=name).first()


def file_of_version(public_id: str, number: int, name: str, *, now: dt.datetime) -> tuple[EditionFile, int] | None:
    """A file of one version, and the number of the version that readers see now."""
    newest = Edition.objects.filter(seen(now), roundup=OuterRef("edition__roundup")).order_by("-number")
    files = EditionFile.objects.filter(
        edition__in=Edition.objects.filter(seen(now), roundup__public_id=public_id, number=number), name=name
    )
    found = files.select_related("edition").annotate(newest=Subquery(newest.values("number")[:1])).first()
    return (found, found.newest) if found else None


def note_on_version(public_id: str, edition: Edition) -> Note:
    """What stands above a version that is not the one that readers see now."""
    return Note(
        sentence=f"An earlier version, of {day_in_words(edition.publish_at.date())}. It was replaced since.",
        links={
            "The version that stands": reverse("editions:page", kwargs={"public_id": public_id}),
            "All versions": reverse("editions:versions", kwargs={"public_id": public_id}),
        },
    )


def withdrawn_roundup(public_id: str) -> Roundup | None:
    """A round-up that readers saw once."""
    found = Roundup.objects.select_related("outlet").filter(public_id=public_id, state=State.WITHDRAWN)
    return found.defer("record", "record_as_read").first()


def withdrawn_version(public_id: str, number: int) -> Edition | None:
    """A version that was withdrawn, though the round-up was published again since."""
    found = Edition.objects.select_related("roundup__outlet").filter(withdrawn_at__isnull=False)
    return found.filter(roundup__public_id=public_id, number=number).defer("roundup__record").first()


def front_page_file(name: str) -> EditionFile | None:
    """A file of the public list."""
    return EditionFile.objects.select_related("front_page").filter(front_page=FrontPage.ONLY, name=name).first()


def versions_of(roundup: Roundup, *, now: dt.datetime) -> tuple[Version, ...]:
    """Every version that readers can look up, the first first."""
    return tuple(version_of(edition, roundup) for edition in reversed(editions_seen(roundup, now).defer("entry")))


def version_of(edition: Edition, roundup: Roundup) -> Version:
    """A version as pages tell of it."""
    return Version(
        number=edition.number,
        day=edition.publish_at.date(),
        address=address_of_version(roundup, edition.number),
        correction=edition.correction,
    )


def address_of_version(roundup: Roundup, number: int) -> str:
    """Where a version stays."""
    return reverse("editions:version_page", kwargs={"public_id": roundup.public_id, "number": number})


def preview_of(roundup: Roundup, audience: Audience) -> publishing.Edition:
    """The edition that publishing would make now for an audience."""
    motto = "Preview, not published: what readers would see" if audience is Audience.READERS else "Preview for members"
    home = reverse("desk:roundup", kwargs={"roundup": roundup.public_id})
    return _preview(bytes(roundup.record), audience, Masthead(home=home, motto=motto), _beside(roundup))


def preview_for_strangers(roundup: Roundup) -> publishing.Edition:
    """The same for readers' eyes, without a way to the desk."""
    return _preview(bytes(roundup.record), Audience.READERS, Masthead(), _beside(roundup))


def made_edition(
    record: Record,
    audience: Audience,
    *,
    masthead: Masthead,
    beside: Beside | None,
    versions: Sequence[Version] = (),
) -> publishing.Edition:
    """The pages and files for an audience. The seal goes out where the page says how the round-up was asked, and not without it."""
    public = disclose(record, audience)
    if beside is None or public.asking is None:
        return publishing.publish(public, masthead=masthead, versions=versions)
    return publishing.publish(public, masthead=masthead, seal=beside.seal, stamps=beside.files, versions=versions)


def published_on(record: Record, day: dt.date) -> Record:
    """What was asked here is published on the day on which readers first get it; what was read says its own day."""
    return msgspec.structs.replace(record, published=Published(day=day)) if record.asking else record


def _beside(roundup: Roundup) -> bytes:
    """As JSON, because what is beside a record is itself no key of what is kept."""
    return msgspec.json.encode(seal_beside(record_of(roundup), roundup))


@lru_cache(maxsize=PREVIEWS_KEPT)
def _preview(record: bytes, audience: Audience, masthead: Masthead, beside: bytes) -> publishing.Edition:
    found = msgspec.json.decode(beside, type=Beside | None)
    return made_edition(decode_record(record), audience, masthead=masthead, beside=found)
