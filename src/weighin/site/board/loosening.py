"""Destroying what ties answers to the people who were promised that not even editors would know.

Commitments stay, with the journal and the seal that hold them: without its nonce a commitment fits every answer as well as any other. Answers go
where nothing says whose they are or when they came. What was saved on the way goes: its length and number would tell.
"""

import secrets

from django.db import connection, transaction

from weighin.asking.groups import FEWEST_OF_A_GROUP, groups_that_may_be_told
from weighin.asking.kept import NOTHING_SUBMITTED
from weighin.site.store.attributions import stands_loose
from weighin.site.store.models import AnswerVersion, AskedPanelist, AskedRoundup, LooseSubmission
from weighin.site.store.versions import counted_versions

_BY_CHANCE = secrets.SystemRandom()


def cut_loose(asked: AskedRoundup) -> int:
    """Call it in the transaction that seals, after the leaves are fixed; of how many people the answers are loose now.

    Where fewer than `FEWEST_OF_A_GROUP` people answered like that, their answers are destroyed: whoever knows who they are would know whose is whose.
    """
    panel = [one for one in asked.panel.select_related("asked") if stands_loose(one)]
    versions = counted_versions(asked)
    counted = [(one.group, versions[one.pk].content) for one in panel if one.pk in versions]
    for panelist in panel:
        _leave_commitments_alone(panelist)
    if not panel:
        return 0
    transaction.on_commit(_overwrite_what_was_deleted)
    if len(counted) < FEWEST_OF_A_GROUP:
        return 0
    groups = groups_that_may_be_told([group for group, _ in counted])
    _BY_CHANCE.shuffle(counted)
    for group, content in counted:
        LooseSubmission.objects.create(asked=asked, group=group if group in groups else "", content=content)
    return len(counted)


def _leave_commitments_alone(panelist: AskedPanelist) -> None:
    panelist.versions.filter(is_submitted=False).delete()
    for number, version in enumerate(panelist.versions.order_by("number"), start=1):
        version.number, version.content, version.nonce = number, NOTHING_SUBMITTED, None
        version.save(update_fields=["number", "content", "nonce"])


def _overwrite_what_was_deleted() -> None:
    """The file of the database holds what it no longer shows until it is written over; each database has its own way."""
    table = connection.ops.quote_name(AnswerVersion._meta.db_table)  # noqa: SLF001 - where Django documents a table's name
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)" if connection.vendor == "sqlite" else f"VACUUM {table}")
