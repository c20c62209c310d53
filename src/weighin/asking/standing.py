"""Where a panelist stands, as everybody at the outlet may see it: never what was written, before the close."""

import datetime as dt
from enum import Enum

from msgspec import Struct


class Standing(Enum):
    """What has become of an invitation."""

    NOT_INVITED = "not invited"
    BOUNCED = "bounced"
    INVITED = "invited"
    STARTED = "started"
    SUBMITTED = "submitted"
    LATE = "late"
    DECLINED = "declined"
    SILENT = "silent"


class Traces(Struct, frozen=True, kw_only=True):
    """The times that tell where somebody stands."""

    invited_at: dt.datetime | None = None
    invitation_failed: bool = False
    address_bounces: bool = False  # a letter came back for good
    started_at: dt.datetime | None = None
    declined_at: dt.datetime | None = None
    submitted_in_time: bool = False
    submitted_late: bool = False


def standing_of(traces: Traces, *, is_closed: bool) -> Standing:
    """Where they stand now. Who began and did not submit is silent once the round-up is closed."""
    if traces.submitted_in_time:
        return Standing.SUBMITTED
    if traces.submitted_late:
        return Standing.LATE
    if traces.declined_at is not None:
        return Standing.DECLINED
    if is_closed:
        return Standing.SILENT
    if traces.started_at is not None:
        return Standing.STARTED
    if traces.invitation_failed or traces.address_bounces:
        return Standing.BOUNCED
    return Standing.INVITED if traces.invited_at is not None else Standing.NOT_INVITED


def may_be_reminded(standing: Standing, *, reminders_stopped: bool, address_bounces: bool = False) -> bool:
    """Only who can still answer, has not, does not mind, and has an address that takes letters."""
    return standing in {Standing.INVITED, Standing.STARTED} and not reminders_stopped and not address_bounces
