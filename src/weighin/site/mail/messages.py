"""An editor's own words to some of the panel: one draft to each, as every letter."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Count
from msgspec.structs import replace

from weighin.errors import InTheWay, NotAccepted
from weighin.site.mail.letters import one_line, write_letter
from weighin.site.mail.texts import Written
from weighin.site.store.locks import locked_asked
from weighin.site.store.models import AskedPanelist, AskedRoundup, Letter, LetterKind, LetterState, Member

NAME = "[name]"  # where each letter will have its reader's name
MOST_A_DAY = 5  # letters to one person within a day and a night, receipts aside
A_DAY = dt.timedelta(days=1)


@transaction.atomic
def write_messages(
    asked: AskedRoundup, panelists: Sequence[AskedPanelist], written: Written, *, by: Member, now: dt.datetime
) -> int:
    """Put a message to each of these into the outbox, as a draft; how many. All or none.

    Raises:
        InTheWay: the round-up was never opened, or somebody was written to so often within a day that more would be a nuisance.
        NotAccepted: nobody is chosen, somebody has no address, or there is nothing in it.
    """
    held = locked_asked(asked.pk)
    if held.opened_at is None:
        msg = "the panel is written to once the round-up is open"
        raise InTheWay(msg)
    if not panelists:
        msg = "choose at least one panelist"
        raise NotAccepted(msg)
    if not one_line(written.subject) or not written.text.strip():
        msg = "a letter has a subject and a text"
        raise NotAccepted(msg)
    often = often_written_to(panelists, now=now)
    pestered = [one.name for one in panelists if one.pk in often]
    if pestered:
        msg = f"{', '.join(pestered)}: {MOST_A_DAY} letters within a day are enough; discard a draft or wait"
        raise InTheWay(msg)
    for panelist in panelists:
        own = replace(written, text=written.text.replace(NAME, panelist.name))
        write_letter(LetterKind.MESSAGE, panelist, own, by=by, now=now)
    return len(panelists)


def often_written_to(panelists: Sequence[AskedPanelist], *, now: dt.datetime) -> set[int]:
    """The keys of those who have been written to as often within a day and a night as may be; discarded letters, receipts and letters with a day of their own aside."""
    recent = Letter.objects.filter(panelist__in=panelists, written_at__gt=now - A_DAY, due_at__isnull=True)
    counted = recent.exclude(state=LetterState.DISCARDED).exclude(kind=LetterKind.RECEIPT).values("panelist")
    often = counted.annotate(number=Count("pk")).filter(number__gte=MOST_A_DAY)
    return set(often.values_list("panelist", flat=True))
