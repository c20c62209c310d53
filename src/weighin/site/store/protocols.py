"""By which protocol a round-up is asked, from its row and the notes that changed it."""

import msgspec

from weighin.record.protocols import OneRound, Protocol
from weighin.site.store.models import AskedRoundup


def protocol_of(asked: AskedRoundup) -> Protocol:
    """The protocol as it holds now: as it was fixed, or as the last note that changed it says."""
    noted = asked.protocol_notes.order_by("-number").values_list("protocol", flat=True).first() if asked.pk else None
    return decode_protocol(asked.protocol if noted is None else noted)


def decode_protocol(content: str) -> Protocol:
    """A protocol from its JSON; one round where there is none."""
    return msgspec.json.decode(content, type=Protocol) if content else OneRound()


def encode_protocol(protocol: Protocol) -> str:
    """A protocol as the JSON that is kept; nothing for one round without any rule."""
    return "" if protocol == OneRound() else msgspec.json.encode(protocol).decode()
