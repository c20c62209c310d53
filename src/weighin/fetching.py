"""Fetching an address that somebody typed: hostile until shown otherwise.

Every connection, also after a redirect, goes to an address that was looked up here and found to be public; nothing is looked
up twice, so a name cannot point elsewhere the second time. Size, time and the number of redirects are limited.
"""

import ipaddress
import socket
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit, urlunsplit

from msgspec import Struct

from weighin.errors import AddressRefused, NotFetched, TooLarge

if TYPE_CHECKING:
    import httpcore

MOST_BYTES = 20_000_000
MOST_SECONDS = 20.0
MOST_REDIRECTS = 5
PORTS = {"http": 80, "https": 443}
HEADERS = [
    ("User-Agent", "Weigh-In (reads expert round-ups for an editor who asked for this page)"),
    ("Accept", "text/html,application/xhtml+xml,text/plain,text/markdown,application/pdf,message/rfc822,*/*;q=0.5"),
    ("Accept-Encoding", "gzip"),
]
REDIRECTS = (301, 302, 303, 307, 308)

GIVEN_OUT = ipaddress.ip_network("2000::/3")  # all that is routed in the world is of these (RFC 4291)
PROTOCOLS = ipaddress.ip_network("192.0.0.0/24")

type_of_address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Fetched(Struct, frozen=True, kw_only=True):
    """What an address gave: the bytes, their media type as declared, and the address after all redirects."""

    data: bytes
    media_type: str
    address: str


class Sent(Struct, frozen=True, kw_only=True):
    """What is handed to an address (POST), and of which media types its answer may be."""

    data: bytes
    media_type: str
    accept: str = "*/*"


def looks_like_an_address(text: str) -> bool:
    """Whether somebody typed a web address rather than a file name."""
    return text.lower().startswith(("http://", "https://"))


def is_public(address: type_of_address) -> bool:
    """Whether an address is out in the world: not private, local, reserved, or a way of writing one that is."""
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    teredo = getattr(address, "teredo", None)
    if teredo:
        return all(is_public(end) for end in teredo)
    if inner is not None:
        return is_public(inner)
    if address.version == 6 and address in ipaddress.ip_network("64:ff9b::/96"):
        return is_public(ipaddress.ip_address(int(address) & 0xFFFFFFFF))
    if address.version == 6 and address not in GIVEN_OUT:
        return False  # local by other names: site-local, IPv4 written in IPv6, translation within a network
    return address.is_global and not address.is_multicast and address not in PROTOCOLS


def fetch(
    address: str,
    *,
    sent: Sent | None = None,
    may_connect: Callable[[type_of_address], bool] = is_public,
    most_bytes: int = MOST_BYTES,
    most_seconds: float = MOST_SECONDS,
) -> Fetched:
    """Fetch a page, or hand something over and fetch the answer.

    Args:
        address: http or https, without a password in it.
        sent: what is handed over; then no redirect is followed.
        may_connect: which network addresses may be connected to; only tests give another.
        most_bytes: limit on the unpacked size.
        most_seconds: limit on the whole, redirects included.

    Raises:
        AddressRefused: not http or https, a private network, a password in the address.
        NotFetched: no such host, no answer in time, an answer that is no page, too many redirects.
        TooLarge: more than `most_bytes`.
    """
    import httpcore  # a quarter of a second, and only those who fetch need it

    deadline = time.monotonic() + most_seconds
    here = _checked(address)
    with httpcore.ConnectionPool(network_backend=_guarded(may_connect, deadline), retries=0) as pool:
        for _ in range(MOST_REDIRECTS + 1):
            with (
                _speaking_of(here, deadline),
                pool.stream(
                    "POST" if sent else "GET",
                    here,
                    headers=_headers(sent),
                    content=sent.data if sent else None,
                    extensions=_patience(deadline),
                ) as response,
            ):
                headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
                if response.status in REDIRECTS and "location" in headers and sent is None:
                    here = _checked(urljoin(here, headers["location"]))
                    continue
                if response.status != 200:
                    raise NotFetched(
                        here,
                        f"the server answered {response.status}; look at the address in a browser, or save the page and read the file",
                    )
                data = _read(here, response.iter_stream(), headers, most_bytes=most_bytes, deadline=deadline)
                return Fetched(data=data, media_type=headers.get("content-type", ""), address=here)
    raise NotFetched(address, f"it leads on to another address more than {MOST_REDIRECTS} times; give the last one")


def _headers(sent: Sent | None) -> list[tuple[str, str]]:
    if sent is None:
        return HEADERS
    return [
        ("User-Agent", "Weigh-In"),
        ("Accept", sent.accept),
        ("Content-Type", sent.media_type),
        ("Content-Length", str(len(sent.data))),
    ]


def _checked(address: str) -> str:
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except ValueError as error:  # also what a name breaks that no host can have
        raise AddressRefused(address, f"this is no web address ({error})") from error
    if parts.scheme not in PORTS or not host:
        raise AddressRefused(address, "only addresses that begin with http:// or https:// are fetched")
    if parts.username or parts.password:
        raise AddressRefused(
            address, "an address with a name or password in it is not fetched; save the page and read the file"
        )
    netloc = f"[{host}]" if ":" in host else host
    return urlunsplit((parts.scheme, f"{netloc}:{port}" if port else netloc, parts.path or "/", parts.query, ""))


def _guarded(may_connect: Callable[[type_of_address], bool], deadline: float) -> "httpcore.NetworkBackend":
    import httpcore  # see fetch

    class Guarded(httpcore.SyncBackend):
        """Looks a name up once, refuses what is not public, and connects to the very address that it looked at."""

        def connect_tcp(
            self,
            host: str,
            port: int,
            timeout: float | None = None,
            local_address: str | None = None,
            socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
        ) -> httpcore.NetworkStream:
            found = {
                ipaddress.ip_address(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            }
            refused = [each for each in found if not may_connect(each)]
            if refused or not found:
                raise AddressRefused(
                    host,
                    "it is on a private or local network, which is not fetched from; save the page and read the file",
                )
            chosen = min(found, key=lambda each: (each.version, int(each)))
            left = max(0.1, min(timeout or MOST_SECONDS, deadline - time.monotonic()))
            return super().connect_tcp(str(chosen), port, left, local_address, socket_options)

    return Guarded()


def _patience(deadline: float) -> dict[str, dict[str, float]]:
    left = max(0.1, deadline - time.monotonic())
    return {"timeout": {"connect": min(left, 10), "read": min(left, 10), "write": min(left, 10), "pool": left}}


@contextmanager
def _speaking_of(address: str, deadline: float) -> Iterator[None]:
    import httpcore  # see fetch

    if time.monotonic() > deadline:
        raise NotFetched(address, "it took too long to answer; try again, or save the page and read the file")
    try:
        yield
    except httpcore.TimeoutException as error:
        raise NotFetched(
            address, "it took too long to answer; try again, or save the page and read the file"
        ) from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise NotFetched(address, f"the connection failed ({error}); look at the address in a browser") from error
    except socket.gaierror as error:
        raise NotFetched(address, "there is no host of that name, or no network") from error


def _read(address: str, chunks: Iterable[bytes], headers: dict[str, str], *, most_bytes: int, deadline: float) -> bytes:
    too_large = TooLarge(
        address, f"larger than {most_bytes // 1_000_000} MB; save the page without its pictures and read the file"
    )
    encoding = headers.get("content-encoding", "identity").strip().lower()
    if encoding not in {"identity", "", "gzip", "x-gzip"}:
        raise NotFetched(address, f"the server packs the page as {encoding!r}, which was not asked for")
    unpack = zlib.decompressobj(wbits=31) if "gzip" in encoding else None
    whole = bytearray()
    for chunk in chunks:
        if time.monotonic() > deadline:
            raise NotFetched(address, "it took too long to arrive; try again, or save the page and read the file")
        try:
            whole += unpack.decompress(chunk, most_bytes + 1 - len(whole)) if unpack else chunk
        except zlib.error as error:
            raise NotFetched(address, "the page arrived damaged") from error
        if len(whole) > most_bytes:
            raise too_large
    return bytes(whole)
