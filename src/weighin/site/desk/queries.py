"""What the desk shows."""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q
from msgspec import Struct

from weighin.site.store.models import Edition, JournalEntry, Member, Outlet, Roundup
from weighin.version import __version__

A_PAGE = 50


class Listed(Struct, frozen=True):
    """A round-up in the list: its row, the edition that readers see, what has changed since, and the edition that waits for its time."""

    roundup: Roundup
    edition: Edition | None
    changes: tuple[str, ...]
    scheduled: Edition | None = None

    @property
    def needs_correction(self) -> bool:
        """Whether publishing asks what was corrected: the record differs, and not the program alone."""
        return self.edition is not None and self.edition.record_digest != self.roundup.record_digest


def roundups_of(
    outlet: Outlet, number: str, *, now: dt.datetime, words: str = ""
) -> tuple[Page[Roundup], list[Listed]]:
    """One page of an outlet's round-ups, the last read first; of those alone whose title or source has all the words."""
    editions = Prefetch(
        "editions", Edition.objects.filter(withdrawn_at__isnull=True).select_related("published_by").defer("entry")
    )
    rows = (
        Roundup.objects.filter(outlet=outlet)
        .defer("record", "record_as_read")
        .select_related("read_by")
        .prefetch_related(editions, "corrections")
        .order_by("-read_at", "-pk")
    )
    for word in words.replace("\0", " ").split():
        rows = rows.filter(Q(title__icontains=word) | Q(source_name__icontains=word))
    page = Paginator(rows, A_PAGE).get_page(number)
    return page, [listed(row, now=now) for row in page]


def listed(roundup: Roundup, *, now: dt.datetime) -> Listed:
    """A round-up as it stands in the list."""
    standing = sorted((one for one in roundup.editions.all() if one.withdrawn_at is None), key=lambda one: -one.number)
    edition = next((one for one in standing if one.publish_at <= now), None)
    scheduled = next((one for one in standing if one.publish_at > now), None)
    return Listed(roundup, edition, tuple(_changes(roundup, edition)) if edition else (), scheduled)


class Told(Struct, frozen=True):
    """An entry of the journal, in words."""

    at: dt.datetime
    what: str
    by: str
    roundup: Roundup | None


def journal_of_roundup(roundup: Roundup) -> list[Told]:
    """What was done to a round-up, the last first."""
    return _told(list(roundup.journal.select_related("by").order_by("-number")))


def journal_of(outlet: Outlet, number: str) -> tuple[Page[JournalEntry], list[Told]]:
    """One page of what was done in an outlet, the last first."""
    entries = outlet.journal.select_related("by", "roundup").defer("roundup__record", "roundup__record_as_read")
    page = Paginator(entries.order_by("-number"), A_PAGE).get_page(number)
    return page, _told(list(page))


def _told(entries: list[JournalEntry]) -> list[Told]:
    abouts = [json.loads(entry.about) for entry in entries]
    members = {about["member"] for about in abouts if "member" in about}
    names = dict(Member.objects.filter(public_id__in=members).values_list("public_id", "name"))
    return [
        Told(
            at=entry.at,
            what=_in_words(entry, about, names),
            by=str(entry.by or "the command line"),
            roundup=entry.roundup,
        )
        for entry, about in zip(entries, abouts, strict=True)
    ]


def _in_words(entry: JournalEntry, about: dict[str, Any], names: dict[str, str]) -> str:
    what = [str(entry.event)]
    if "member" in about:
        what.append(names[about["member"]])
    if "was" in about:
        what.append(f"from {about['was']} to {about['is']}")
    if "edition" in about:
        what.append(f"edition {about['edition']}")
    what.extend(f"“{about[key]}”" for key in ("because", "summary") if about.get(key))
    return ", ".join(what)


def _changes(roundup: Roundup, edition: Edition) -> Iterator[str]:
    """What readers do not see yet, in words; nothing where the edition was made from the record as it is."""
    if edition.made_with != __version__:
        yield "the program that makes the pages is newer"
    if edition.record_digest == roundup.record_digest:
        return
    since = edition.published_at
    if roundup.right_stated_at and roundup.right_stated_at > since:
        yield f"display right stated: {roundup.display_right}"
    told = False
    for correction in roundup.corrections.all():
        stood, stands = correction.made_at <= since, correction.taken_back_at is None
        was_taken_back_since = correction.taken_back_at is not None and correction.taken_back_at > since
        if not stood and stands:
            yield correction.summary
            told = True
        elif stood and was_taken_back_since:
            yield f"taken back: {correction.summary}"
            told = True
    if not told and not (roundup.right_stated_at and roundup.right_stated_at > since):
        yield "the record has changed"
