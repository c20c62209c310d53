"""Each panelist's own address for replies: 130 bits that the server's key makes from who is meant, in letters that are the same in small and large.

It stands in the letters to the panelist alone and is kept nowhere. A new generation of the personal link ends it, too.
"""

import base64
import hashlib
import hmac
import re

from django.conf import settings

from weighin.site.environment import TOKEN_PLACE
from weighin.site.store.asked import AskedPanelist
from weighin.site.store.identifiers import PATTERN

PURPOSE = b"weighin: address for replies of a panelist\0"
_PROOF = 26  # characters of five bits each
_TOKEN = re.compile(rf"({PATTERN})([a-z2-7]{{{_PROOF}}})")


def reply_address_of(panelist: AskedPanelist) -> str:
    """Where this panelist's replies are to come."""
    return settings.REPLY_ADDRESS.replace(TOKEN_PLACE, panelist.public_id + reply_proof_of(panelist))


def panelist_of_address(address: str) -> AskedPanelist | None:
    """Whose address for replies that is; None for any other."""
    before, place, after = settings.REPLY_ADDRESS.lower().partition(TOKEN_PLACE)
    written = address.lower()
    if not place or not (written.startswith(before) and written.endswith(after)):
        return None
    found = _TOKEN.fullmatch(written[len(before) : len(written) - len(after)])
    if found is None:
        return None
    panelist = AskedPanelist.objects.select_related("asked__outlet").filter(public_id=found[1]).first()
    return panelist if panelist and hmac.compare_digest(reply_proof_of(panelist), found[2]) else None


def reply_proof_of(panelist: AskedPanelist) -> str:
    """What in the address proves whose it is: a secret of the panelist's."""
    meant = f"{panelist.public_id}\0{panelist.link_generation}".encode()
    key = hashlib.sha256(PURPOSE + settings.SECRET_KEY.encode()).digest()
    return base64.b32encode(hmac.digest(key, meant, "sha256")).decode("ascii").lower()[:_PROOF]
