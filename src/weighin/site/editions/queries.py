"""What of an edition is asked for."""

from functools import lru_cache

from django.urls import reverse

from weighin import publishing
from weighin.publishing import Masthead
from weighin.record.codec import decode_record
from weighin.record.disclosure import Audience, disclose
from weighin.record.record import Record
from weighin.sealing.seal import Seal as SealDocument
from weighin.site.store.door import record_of
from weighin.site.store.models import EditionFile, FrontPage, Roundup, State
from weighin.site.store.seals import seal_beside

PREVIEWS_KEPT = 8  # editions in memory, so that going from page to page of a preview does not draw its charts each time


def address_of(roundup: Roundup) -> str:
    """Where readers find a round-up."""
    return reverse("editions:page", kwargs={"public_id": roundup.public_id})


def published_file(public_id: str, name: str) -> EditionFile | None:
    """A file of the edition that readers see: one query."""
    return EditionFile.objects.filter(
        edition__roundup__public_id=public_id, edition__is_current=True, name=name
    ).first()


def withdrawn_roundup(public_id: str) -> Roundup | None:
    """A round-up that readers saw once."""
    found = Roundup.objects.select_related("outlet").filter(public_id=public_id, state=State.WITHDRAWN)
    return found.defer("record", "record_as_read").first()


def front_page_file(name: str) -> EditionFile | None:
    """A file of the public list."""
    return EditionFile.objects.filter(front_page=FrontPage.ONLY, name=name).first()


def preview_of(roundup: Roundup, audience: Audience) -> publishing.Edition:
    """The edition that publishing would make now for an audience."""
    home = reverse("desk:roundup", kwargs={"roundup": roundup.public_id})
    return _preview(bytes(roundup.record), audience, home, seal_beside(record_of(roundup), roundup))


@lru_cache(maxsize=PREVIEWS_KEPT)
def _preview(record: bytes, audience: Audience, home: str, seal: SealDocument | None) -> publishing.Edition:
    motto = "Preview, not published: what readers would see" if audience is Audience.READERS else "Preview for members"
    masthead = Masthead(name="Weigh-In", home=home, motto=motto)
    return made_edition(decode_record(record), audience, masthead=masthead, seal=seal)


def made_edition(
    record: Record, audience: Audience, *, masthead: Masthead, seal: SealDocument | None
) -> publishing.Edition:
    """The pages and files for an audience. The seal goes out where the page says how the round-up was asked, and not without it."""
    public = disclose(record, audience)
    return publishing.publish(public, masthead=masthead, seal=seal if public.asking else None)
