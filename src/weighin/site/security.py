"""What holds for every request and every answer. The Content-Security-Policy and the hosts stand in the settings."""

import ipaddress
import logging
import re
from collections.abc import Callable

from csp.constants import SELF
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from weighin.reading.sources import MOST_BYTES
from weighin.site import failures

UNUSED_POWERS = "accelerometer camera display-capture geolocation gyroscope magnetometer microphone midi payment usb"
MOST_SENT = MOST_BYTES + 1_000_000  # the largest article that is read, and the form around it
PERMISSIONS_POLICY = ", ".join(f"{power}=()" for power in UNUSED_POWERS.split())
SECRET_IN_ADDRESS = re.compile(r"(?<=/)[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])")  # a personal link; who has it can answer


class LogLine(logging.Formatter):
    """A line of the log without the secrets that stand in addresses."""

    def format(self, record: logging.LogRecord) -> str:
        """As ever, with a mark in the place of each."""
        return SECRET_IN_ADDRESS.sub("…", super().format(record))


def bounded(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a request that says it is larger than any article is refused before a byte of it is kept."""

    def answer(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH", "")
        if length.isdecimal() and int(length) > MOST_SENT:
            return failures.too_large(request)
        return get_response(request)

    return answer


def headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: no framing, no powers of the browser, and nothing of a signed-in visit in a cache."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return answer


def with_own_script(response: HttpResponse) -> HttpResponse:
    """The same page, on which our own script may run and write back. Every other page has none."""
    response._csp_update = {"script-src": [SELF], "connect-src": [SELF]}  # type: ignore[attr-defined]  # noqa: SLF001 - what csp's decorator sets
    return response


def client_address(request: HttpRequest) -> str:
    """Where a visitor comes from, for the limits. Behind the proxy, what the proxy itself wrote, which is the last; nobody else is believed.

    Of IPv6 the network of 64 bits: whoever has one address has all of it, and could try from another each time.
    """
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.HTTPS else ""
    for said in (forwarded.rsplit(",", maxsplit=1)[-1].strip(), str(request.META.get("REMOTE_ADDR", ""))):
        try:
            found = ipaddress.ip_address(said)
        except ValueError:
            continue
        if isinstance(found, ipaddress.IPv4Address):
            return str(found)
        return str(found.ipv4_mapped or ipaddress.ip_network((int(found), 64), strict=False).network_address)
    return str(request.META.get("REMOTE_ADDR", ""))
