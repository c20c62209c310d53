"""What holds for every page behind a personal link."""

from csp.constants import SELF
from django.http import HttpResponse


def private(response: HttpResponse) -> HttpResponse:
    """The address is the key: it goes to no other site, into no cache, into no search engine. Our own script may run and write back."""
    response._csp_update = {"script-src": [SELF], "connect-src": [SELF]}  # type: ignore[attr-defined]  # noqa: SLF001 - what csp's decorator sets
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
