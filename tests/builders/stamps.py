"""Services that stamp, on this machine: an RFC 3161 one whose clock and key are openssl's, and an OpenTimestamps calendar with a blockchain of our own.

The proofs of the calendar are written out here byte by byte, without the program's own code.
"""

import os
import shutil
import subprocess
import threading
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

MAGIC = bytes.fromhex("004f70656e54696d657374616d7073000050726f6f6600bf89e2e884e89294")
CONFIGURATION = """
[req]
distinguished_name = name
prompt = no
[name]
CN = not used
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
[clock]
basicConstraints = CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[service]
serial = serial
signer_cert = clock.pem
signer_key = clock.key
certs = root.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
"""


def require_openssl():
    """The program; a test without it is skipped, which in CI is a failure."""
    if shutil.which("openssl") is None:
        if os.environ.get("WEIGHIN_REQUIRE_ALL"):
            pytest.fail("openssl is not installed, which is a failure in CI")
        pytest.skip("openssl is not installed")


class Clock:
    """A service that signs times, in a folder of its own. `root` is the certificate that vouches for it."""

    def __init__(self, folder: Path) -> None:
        require_openssl()
        self.folder = folder
        (folder / "openssl.cnf").write_text(CONFIGURATION)
        (folder / "serial").write_text("01\n")
        self._key_and_request("root", "Invented root")
        self._certify("root", "-signkey", "root.key")
        self._key_and_request("clock", "Invented clock")
        by_root = ("-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial")
        self._certify("clock", *by_root)
        self.root = (folder / "root.pem").read_bytes()

    def answer(self, query: bytes) -> bytes:
        """The stamp that a query asks for, or the refusal."""
        (self.folder / "query.tsq").write_bytes(query)
        return self.openssl("ts", "-reply", "-queryfile", "query.tsq", "-config", "openssl.cnf", "-section", "service")

    def _key_and_request(self, name: str, common_name: str) -> None:
        self.openssl(
            "req",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-keyout",
            f"{name}.key",
            "-subj",
            f"/CN={common_name}",
            "-config",
            "openssl.cnf",
            "-out",
            f"{name}.csr",
        )

    def _certify(self, name: str, *by: str) -> None:
        extensions = ("-extfile", "openssl.cnf", "-extensions", name)
        self.openssl("x509", "-req", "-in", f"{name}.csr", *by, "-days", "3650", *extensions, "-out", f"{name}.pem")

    def openssl(self, *arguments: str) -> bytes:
        done = subprocess.run(["openssl", *arguments], cwd=self.folder, capture_output=True, check=False)  # noqa: S603, S607
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout


def number(value: int) -> bytes:
    """Seven bits a byte, the lowest first."""
    found = b""
    while value >= 128:
        found += bytes([value % 128 + 128])
        value //= 128
    return found + bytes([value])


def counted(data: bytes) -> bytes:
    return number(len(data)) + data


def append(data: bytes) -> bytes:
    return b"\xf0" + counted(data)


def prepend(data: bytes) -> bytes:
    return b"\xf1" + counted(data)


SHA256 = b"\x08"


def pending(calendar: str) -> bytes:
    return b"\x00" + bytes.fromhex("83dfe30d2ef90c8e") + counted(counted(calendar.encode()))


def in_block(height: int) -> bytes:
    return b"\x00" + bytes.fromhex("0588960d73d71901") + counted(number(height))


def proof_over(digest: bytes, rest: bytes) -> bytes:
    return MAGIC + b"\x01\x08" + digest + rest


class Calendar:
    """A calendar that promises at once, and keeps its promise in block 800,000 when `is_in_block` is set."""

    HEIGHT = 800_000

    def __init__(self) -> None:
        self.address = ""  # set by whoever serves it
        self.is_in_block = False
        self.asked = []

    def promise(self) -> bytes:
        """What a digest becomes, and where it will be known."""
        return append(b"salt of ours") + SHA256 + prepend(b"\x65\x08\xc0\x34") + pending(self.address)

    def promised(self, digest: bytes) -> bytes:
        """The outcome that was promised for a digest."""
        return b"\x65\x08\xc0\x34" + sha256(digest + b"salt of ours").digest()

    def way_into_the_block(self) -> bytes:
        return SHA256 + append(b"another leaf") + SHA256 + SHA256 + in_block(self.HEIGHT)

    def merkle_root(self, digest: bytes) -> bytes:
        """What block 800,000 has as its root, in the order of its bytes."""
        leaf = sha256(self.promised(digest)).digest()
        return sha256(sha256(leaf + b"another leaf").digest()).digest()

    def answer(self, method: str, path: str, body: bytes) -> bytes | None:
        self.asked.append((method, path, body))
        if (method, path) == ("POST", "/digest"):
            return self.promise()
        if method == "GET" and path.startswith("/timestamp/") and self.is_in_block:
            return self.way_into_the_block()
        return None


@contextmanager
def served(answer):
    """The address at which `answer(method, path, body)` is asked; None is a 404."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers["Content-Length"])))

        def do_GET(self) -> None:
            self._answer(b"")

        def _answer(self, body: bytes) -> None:
            found = answer(self.command, self.path, body)
            self.send_response(404 if found is None else 200)
            self.send_header("Content-Length", str(len(found or b"")))
            self.end_headers()
            self.wfile.write(found or b"")

        def log_message(self, *_: object) -> None:
            """Tests stay quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
