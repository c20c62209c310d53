"""An address as mail servers take it."""

from email.errors import MessageError
from email.headerregistry import Address

import idna

from weighin.errors import NotAccepted


def as_sent(address: str, *, name: str = "") -> Address:
    """The address with its domain in ASCII (IDNA 2008; the other half of the way, in the standard library, would send to strasse where straße is meant).

    Raises:
        NotAccepted: no mail server takes it; says why.
    """
    mailbox, _, domain = address.rpartition("@")
    try:
        reachable = domain if domain.isascii() else idna.encode(domain, uts46=True).decode("ascii")
        return Address(display_name=name, addr_spec=f"{mailbox}@{reachable}")
    except (ValueError, IndexError, MessageError) as error:  # what idna and email find wrong, they say in many ways
        why = "" if mailbox.isascii() else "; before the @ only the letters of English can be sent"
        msg = f"no letter can be sent to {address}: it is no mail address that a server takes{why}"
        raise NotAccepted(msg) from error
