import gzip
import ipaddress
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from weighin.errors import AddressRefused, NotFetched, TooLarge
from weighin.fetching import fetch, is_public

PAGE = b"<h1>Nine answers</h1>"
PLACES = {
    "/page": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE),
    "/packed": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(PAGE)),
    "/bomb": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"0" * 3_000_000)),
    "/large": (200, {}, b"0" * 200_000),
    "/moved": (302, {"Location": "/page"}, b""),
    "/round-and-round": (302, {"Location": "/round-and-round"}, b""),
    "/to-a-file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/to-a-private-network": (302, {"Location": "http://192.168.0.1/admin"}, b""),
    "/brotli": (200, {"Content-Encoding": "br"}, PAGE),
    "/damaged": (200, {"Content-Encoding": "gzip"}, b"this is not packed at all"),
}


class Places(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, headers, body = PLACES.get(self.path, (404, {}, b"nothing here"))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Tests stay quiet."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Places) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def only_this_machine(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return address.is_loopback


def test_a_page_is_fetched_with_its_media_type(server):
    fetched = fetch(f"{server}/page", may_connect=only_this_machine)
    assert (fetched.data, fetched.media_type) == (PAGE, "text/html; charset=utf-8")


def test_a_packed_page_is_unpacked(server):
    assert fetch(f"{server}/packed", may_connect=only_this_machine).data == PAGE


def test_the_address_after_a_redirect_is_told(server):
    assert fetch(f"{server}/moved", may_connect=only_this_machine).address == f"{server}/page"


def test_this_machine_is_not_fetched_from(server):
    with pytest.raises(AddressRefused, match="private or local network"):
        fetch(f"{server}/page")


def test_a_redirect_to_a_private_network_is_refused(server):
    with pytest.raises(AddressRefused, match=r"192\.168\.0\.1.*private"):
        fetch(f"{server}/to-a-private-network", may_connect=only_this_machine)


@pytest.mark.parametrize(
    "address",
    [
        "ftp://example.org/a",
        "file:///etc/passwd",
        "http://",
        "http://ada:secret@example.org/",
        "http://[::1",
        "http://" + "a" * 80 + ".example/",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_plain_web_address_is_refused(address):
    with pytest.raises(AddressRefused):
        fetch(address)


@pytest.mark.parametrize(
    "written",
    ["127.0.0.1", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "[::1]", "0.0.0.0", "169.254.1.1"],  # noqa: S104 - to be refused
)
def test_every_way_of_writing_a_private_address_is_refused(written):
    with pytest.raises(AddressRefused):
        fetch(f"http://{written}/")


@pytest.mark.parametrize("place", ["/to-a-file"])
def test_a_redirect_to_a_file_is_refused(server, place):
    with pytest.raises(AddressRefused):
        fetch(server + place, may_connect=only_this_machine)


@pytest.mark.parametrize("place", ["/bomb", "/large"])
def test_more_than_the_limit_is_refused_packed_or_not(server, place):
    with pytest.raises(TooLarge):
        fetch(server + place, may_connect=only_this_machine, most_bytes=100_000)


@pytest.mark.parametrize("place", ["/round-and-round", "/nothing", "/brotli", "/damaged"])
def test_what_cannot_be_fetched_says_so(server, place):
    with pytest.raises(NotFetched):
        fetch(server + place, may_connect=only_this_machine)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:0a00:0001::", False),
        ("64:ff9b::7f00:1", False),
        ("fe80::1", False),
        ("fec0::1", False),
        ("::7f00:1", False),
        ("::ffff:0:7f00:1", False),
        ("64:ff9b:1::7f00:1", False),
        ("5f00::1", False),
        ("192.0.0.8", False),
        ("2606:4700:4700::1111", True),
        ("224.0.0.1", False),
    ],
)
def test_public_means_out_in_the_world(address, public):
    assert is_public(ipaddress.ip_address(address)) is public
