"""Outside stamps: what others, who do not know the outlet, say of when the witness was there. Off unless an outlet asks for them."""

import datetime as dt
from enum import Enum

from msgspec import Struct

from weighin.sealing.rules import require_aware

WITNESS_FILE = "witness.json"  # the very bytes that are stamped, so that other programs can check them too


class StampKind(Enum):
    """Who stamps: a service that signs the time, or calendars that put a hash into the Bitcoin blockchain."""

    RFC_3161 = "RFC 3161"
    OPENTIMESTAMPS = "OpenTimestamps"


FILE_OF = {StampKind.RFC_3161: "witness.tsr", StampKind.OPENTIMESTAMPS: "witness.ots"}

MEDIA_TYPES = {
    WITNESS_FILE: "application/json",
    FILE_OF[StampKind.RFC_3161]: "application/timestamp-reply",
    FILE_OF[StampKind.OPENTIMESTAMPS]: "application/octet-stream",
}


class Stamp(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stamp that goes out beside a seal.

    Attributes:
        file: its name beside `seal.json`.
        services: who was asked, by address.
        at: the time that an RFC 3161 service signed.
        block: the number of the Bitcoin block that an OpenTimestamps proof leads to; None while it waits for one.
    """

    kind: StampKind
    file: str
    services: tuple[str, ...]
    at: dt.datetime | None = None
    block: int | None = None

    def __post_init__(self) -> None:
        if self.at is not None:
            require_aware("at", self.at)
