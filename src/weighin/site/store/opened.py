"""What openings put beside a record: answers with their receipts, of those who agreed, and of nobody else."""

import datetime as dt
import json
from collections import Counter

import msgspec
from django.db.models import Q
from msgspec.structs import replace

from weighin.asking.attributions import is_named
from weighin.asking.policies import Attribution
from weighin.publishing import Edition as MadeEdition
from weighin.publishing.edition import digest_of_files, edition_file
from weighin.record.record import Record
from weighin.sealing.documents import encode_document
from weighin.sealing.receipts import Submission
from weighin.sealing.seal import Seal as SealDocument
from weighin.site.store.attributions import attribution_of
from weighin.site.store.models import (
    AnswerVersion,
    AskedPanelist,
    AskedRoundup,
    Edition,
    EditionFile,
    Roundup,
    Seal,
)
from weighin.site.store.seen import seen
from weighin.site.store.versions import receipt_of

SEAL_FILE = "seal.json"


def submission_of(version: AnswerVersion, *, published_as: str | None = None) -> Submission:
    """What was submitted with its receipt: the panelist's own copy."""
    answers = json.loads(version.content)["answers"]
    return Submission(receipt=receipt_of(version), answers=answers, published_as=published_as)


def may_be_opened(asked: AskedRoundup) -> bool:
    """Whether panelists can agree: only where they stand by name. An opening tells a time to the microsecond and an identifier, and so who it was."""
    return asked.attribution == Attribution.ON_THE_RECORD.value


def may_open(panelist: AskedPanelist) -> bool:
    """Whether this panelist can agree: only who stands by name."""
    return may_be_opened(panelist.asked) and is_named(attribution_of(panelist))


def sealed_versions(panelist: AskedPanelist, seal: SealDocument) -> list[AnswerVersion]:
    """What a panelist submitted that is a leaf of the seal, of each round that they answered in, the first first."""
    submitted = panelist.versions.filter(is_submitted=True, withdrawn_at__isnull=True)
    found = submitted.filter(commitment__in=seal.leaves).order_by("number")
    return list(found.select_related("panelist__asked"))


def sealed_version(panelist: AskedPanelist, seal: SealDocument) -> AnswerVersion | None:
    """The last of them: what an opening opens."""
    return next(reversed(sealed_versions(panelist, seal)), None)


def going_out() -> Q:
    """Of panelists: who stands by name and agreed, and whom the editors do not leave out."""
    named = Q(attribution__in=["", Attribution.ON_THE_RECORD.value])
    return named & Q(opening__isnull=False, opening__left_out_at__isnull=True)


def agreed_commitments(roundup: Roundup) -> frozenset[str]:
    """What the next edition of a round-up opens, by commitment."""
    row = Seal.objects.filter(asked__roundup=roundup).select_related("asked").first()
    if row is None or not may_be_opened(row.asked):
        return frozenset()
    sealed = msgspec.json.decode(row.content.encode(), type=SealDocument)
    panel = row.asked.panel.filter(going_out(), erased_at__isnull=True)
    return frozenset(version.commitment for panelist in panel if (version := sealed_version(panelist, sealed)))


def opened_in(edition: MadeEdition) -> frozenset[str]:
    """What an edition opens, by commitment."""
    file = edition.file(SEAL_FILE)
    return frozenset(_opened(file.content)) if file else frozenset()


def was_published(version: AnswerVersion, *, now: dt.datetime) -> bool:
    """Whether readers have an edition that opens it."""
    editions = Edition.objects.filter(seen(now), roundup__asked=version.panelist.asked_id)
    files = EditionFile.objects.filter(edition__in=editions, name=SEAL_FILE).values_list("content", flat=True)
    return any(version.commitment in _opened(bytes(content)) for content in files)


def take_out_of_waiting(version: AnswerVersion, *, now: dt.datetime) -> None:
    """Let the edition that waits for its time go out without this opening. Its pages do not tell who opened, so only the seal changes."""
    for edition in Edition.objects.filter(roundup__asked=version.panelist.asked_id, publish_at__gt=now):
        file = edition.files.filter(name=SEAL_FILE).first()
        if file is None or version.commitment not in _opened(bytes(file.content)):
            continue
        document = msgspec.json.decode(bytes(file.content), type=SealDocument)
        others = tuple(one for one in document.openings if one.receipt.commitment != version.commitment)
        made = edition_file(file.name, file.media_type, encode_document(replace(document, openings=others)))
        file.content, file.digest = made.content, made.digest
        file.save(update_fields=["content", "digest"])
        edition.digest = digest_of_files(dict(edition.files.values_list("name", "digest")))
        edition.save(update_fields=["digest"])


def _opened(content: bytes) -> set[str]:
    return {one.receipt.commitment for one in msgspec.json.decode(content, type=SealDocument).openings}


def openings_beside(record: Record, asked: AskedRoundup, seal: SealDocument) -> tuple[Submission, ...]:
    """The openings of a record. Who is who in it is told by their names, where one name stands there once."""
    if not may_be_opened(asked):
        return ()
    names = Counter(panelist.name for panelist in record.panel)
    identifiers = {panelist.name: panelist.identifier for panelist in record.panel if names[panelist.name] == 1}
    agreed = asked.panel.filter(going_out(), erased_at__isnull=True).select_related("asked")
    return tuple(
        submission_of(version, published_as=identifiers.get(panelist.name))
        for panelist in agreed
        if (version := sealed_version(panelist, seal))
    )
