"""Rows as they are now, held until the transaction ends, so that of two changes at once the second sees the first.

Who holds both holds the round-up before the panelist; in another order two could wait for each other.
"""

from weighin.site.store.models import AskedPanelist, AskedRoundup


def locked_asked(key: int) -> AskedRoundup:
    """A round-up that is asked, or is a test run, by its key."""
    return AskedRoundup.of_every_purpose.select_for_update(of=("self",)).select_related("outlet").get(pk=key)


def locked_panelist(panelist: AskedPanelist) -> AskedPanelist:
    """A panelist, with their round-up and its outlet."""
    found = AskedPanelist.objects.select_for_update(of=("self",)).select_related("asked__outlet")
    return found.get(pk=panelist.pk)
