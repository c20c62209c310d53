"""Throwing test runs away, with everything that was written in them and to whom it was written."""

from django.conf import settings
from django.db import transaction

from weighin.site.environment import MAILBOX
from weighin.site.mail.mailbox import forget
from weighin.site.store.models import AnswerVersion, AskedRoundup, Letter, Member


@transaction.atomic
def throw_away(asked: AskedRoundup, *, of: Member | None = None) -> int:
    """Delete the test runs of a round-up, or one member's: rows, answers and letters; how many."""
    tests = AskedRoundup.of_every_purpose.filter(test_of=asked)
    keys = list((tests if of is None else tests.filter(drafted_by=of)).values_list("pk", flat=True))
    letters = Letter.objects.filter(asked__in=keys)
    identifiers = list(letters.values_list("message_id", flat=True))
    letters.delete()
    AnswerVersion.objects.filter(panelist__asked__in=keys).delete()
    AskedRoundup.of_every_purpose.filter(pk__in=keys).delete()
    if identifiers and settings.MAIL_SERVER == MAILBOX:
        transaction.on_commit(lambda: forget(settings.MAILBOX_FOLDER, identifiers))
    return len(keys)
