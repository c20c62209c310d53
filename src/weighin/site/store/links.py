"""Personal links: 256 bits that the server's key makes from who is meant, so that a link can be sent again and is kept nowhere.

The database holds the hash alone. Whoever reads it cannot answer for anybody; a new generation makes every earlier link lead nowhere.
"""

import base64
import hashlib
import hmac

from django.conf import settings

from weighin.site.store.asked import AskedPanelist

TOKEN_PATTERN = "[A-Za-z0-9_-]{43}"  # noqa: S105 - the shape of a token, none itself
PURPOSE = b"weighin: personal link of a panelist\0"


def token_of(panelist: AskedPanelist) -> str:
    """The token of a panelist's link of the present generation, 43 characters."""
    meant = f"{panelist.public_id}\0{panelist.link_generation}".encode()
    key = hashlib.sha256(PURPOSE + settings.SECRET_KEY.encode()).digest()
    return base64.urlsafe_b64encode(hmac.digest(key, meant, "sha256")).rstrip(b"=").decode("ascii")


def digest_of_token(token: str) -> str:
    """What of a token is kept."""
    return hashlib.sha256(token.encode("utf-8", errors="replace")).hexdigest()


def renew_link(panelist: AskedPanelist) -> None:
    """A link of the next generation; set without saving. The ones before lead nowhere once it is saved."""
    panelist.link_generation += 1
    panelist.link_digest = digest_of_token(token_of(panelist))


def panelist_of_token(token: str) -> AskedPanelist | None:
    """Whose link it is; None for any other, whatever is wrong with it."""
    found = AskedPanelist.objects.select_related("asked", "asked__outlet")
    return found.filter(link_digest=digest_of_token(token)).first()
