"""By which protocol a round-up is asked, from its row and the notes that changed it."""

import msgspec

from weighin.record.protocols import OneRound, Protocol
from weighin.site.store.models import AskedRoundup


def protocol_of(asked: AskedRoundup) -> Protocol:
    """The protocol as it holds now."""
    return decode_protocol(asked.protocol)


def decode_protocol(content: str) -> Protocol:
    """A protocol from its JSON; one round where there is none."""
    return msgspec.json.decode(content, type=Protocol) if content else OneRound()


def encode_protocol(protocol: Protocol) -> str:
    """A protocol as the JSON that is kept; nothing for one round."""
    return "" if isinstance(protocol, OneRound) else msgspec.json.encode(protocol).decode()
