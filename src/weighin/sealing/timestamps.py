"""RFC 3161: a service signs that a digest was there at a time. Asking for a stamp, reading one, and checking who signed it.

The library behind it comes with `pip install "weighin[stamps]"`: most outlets never stamp, and nothing else here needs it.
"""

import datetime as dt
import hashlib
from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING

from msgspec import Struct

from weighin.errors import NotCheckable

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampResponse

QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"
MISSING = 'RFC 3161 stamps need a package that is not installed: pip install "weighin[stamps]"'
PEM_BEGINS = b"-----BEGIN CERTIFICATE-----"
MOST_BYTES = 65_536  # a stamp with its certificates has a few thousand
_HASHES = {
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}
_SEQUENCE, _TAGGED = 0x30, 0xA0


class Timestamp(Struct, frozen=True):
    """A stamp as a service gave it (DER, `.tsr`): over which digest by which hash, when, and with what nonce."""

    response: bytes
    hash_name: str
    digest: bytes
    at: dt.datetime
    nonce: int | None

    def is_over(self, data: bytes) -> bool:
        """Whether it stamps these bytes."""
        return hashlib.new(self.hash_name, data).digest() == self.digest


class Query(Struct, frozen=True):
    """What a service is asked, and the nonce that its answer has to repeat."""

    request: bytes
    nonce: int | None


class Certificates(Struct, frozen=True):
    """Certificates (DER) that somebody trusts to say the time, or that lead to such."""

    der: tuple[bytes, ...]


def can_read_stamps() -> bool:
    """Whether the library is there."""
    return find_spec("rfc3161_client") is not None


def query_for(data: bytes) -> Query:
    """Ask for a stamp over the SHA-256 of these bytes, with the certificates that it is signed by.

    Raises:
        NotCheckable: the library is not installed.
    """
    _require_library("the stamp")
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder  # only where somebody stamps

    request = TimestampRequestBuilder().data(data).hash_algorithm(HashAlgorithm.SHA256).build()
    return Query(request.as_bytes(), request.nonce)


def read_timestamp(data: bytes, *, name: str = "the stamp") -> Timestamp:
    """The stamp in a service's answer. Who signed it is not looked at here.

    Raises:
        NotCheckable: it is none, is a refusal, or the library is not installed.
    """
    response = _response(data, name)
    if response.status != 0:
        told = "; ".join(response.status_string) or "it does not say why"
        raise NotCheckable(name, f"the service refused to stamp (status {response.status}): {_shown(told)}")
    try:
        stamped = response.tst_info
        imprint = stamped.message_imprint
        hash_name = _HASHES.get(imprint.hash_algorithm.dotted_string)
        if hash_name is None:
            raise NotCheckable(name, "the stamp is over another hash than SHA-256, SHA-384 or SHA-512")
        return Timestamp(data, hash_name, imprint.message, stamped.gen_time.astimezone(dt.UTC), stamped.nonce)
    except (ValueError, OverflowError) as error:
        raise NotCheckable(name, f"the stamp is damaged: {_shown(str(error))}") from error


def signer_of(timestamp: Timestamp, trusted: Sequence[Certificates], *, name: str = "the stamp") -> str:
    """Who signed the stamp, by the name in the certificate: one that may stamp, was valid at that time, and that the trusted ones vouch for.

    Raises:
        NotCheckable: nobody whom they vouch for signed it, or one of `trusted` holds no certificate; says which.
    """
    from cryptography.x509 import load_der_x509_certificate  # as above
    from rfc3161_client import VerificationError, VerifierBuilder

    response = _response(timestamp.response, name)
    roots = [load_der_x509_certificate(der) for der in dict.fromkeys(der for one in trusted for der in one.der)]
    try:
        VerifierBuilder(roots=roots).build().verify(response, timestamp.digest)
        return _shown(_leaf(response).subject.rfc4514_string())
    except (VerificationError, ValueError) as error:
        raise NotCheckable(name, _shown(str(error))) from error


def read_certificates(data: bytes, *, name: str = "the certificate") -> Certificates:
    """The certificates of a PEM file, or the one of a DER file.

    Raises:
        NotCheckable: it holds none that can be read, or the library is not installed.
    """
    _require_library(name)
    from cryptography.hazmat.primitives.serialization import Encoding  # as above
    from cryptography.x509 import load_der_x509_certificate, load_pem_x509_certificates

    try:
        found = load_pem_x509_certificates(data) if PEM_BEGINS in data else [load_der_x509_certificate(data)]
    except ValueError as error:
        raise NotCheckable(name, f"the certificate is damaged: {_shown(str(error))}") from error
    return Certificates(tuple(one.public_bytes(Encoding.DER) for one in found))


def _leaf(response: "TimeStampResponse") -> "Certificate":
    """The certificate of the key that signed."""
    from cryptography.x509 import load_der_x509_certificate  # as above

    signer = next(iter(response.signed_data.signer_infos))
    sent = map(load_der_x509_certificate, response.signed_data.certificates)
    return next(one for one in sent if (one.issuer, one.serial_number) == (signer.issuer, signer.serial_number))


def _response(data: bytes, name: str) -> "TimeStampResponse":
    _require_library(name)
    from rfc3161_client import decode_timestamp_response  # as above

    if len(data) > MOST_BYTES:
        raise NotCheckable(name, f"larger than {MOST_BYTES // 1024} kB, which no stamp is")
    try:
        return decode_timestamp_response(_in_der_order(data))
    except ValueError as error:
        raise NotCheckable(name, f"this is no RFC 3161 stamp, or it is damaged: {_shown(str(error))}") from error


def _require_library(name: str) -> None:
    if not can_read_stamps():
        raise NotCheckable(name, MISSING)


def _in_der_order(data: bytes) -> bytes:
    """The answer with its certificates in the order that DER asks for, which many services do not keep; nothing signed covers it."""
    try:
        start, end = _inside(data, 0, _SEQUENCE)  # TimeStampResp
        start, _ = _inside(data, _end_of(data, start), _SEQUENCE)  # after the status: ContentInfo
        start, _ = _inside(data, _end_of(data, start), _TAGGED)  # after its type: [0]
        start, end = _inside(data, start, _SEQUENCE)  # SignedData
        for _ in ("version", "digest algorithms", "what is signed"):
            start = _end_of(data, start)
        start, end = _inside(data, start, _TAGGED)
        each, at = [], start
        while at < end:
            each.append(data[at : _end_of(data, at)])
            at = _end_of(data, at)
    except (IndexError, ValueError):
        return data  # whatever it is, the reader says so
    return data[:start] + b"".join(sorted(each)) + data[end:] if at == end else data


def _inside(data: bytes, at: int, tag: int) -> tuple[int, int]:
    """Where the content of the element at a place begins and ends."""
    if data[at] != tag:
        msg = f"expected an element {tag:#04x}, found {data[at]:#04x}"
        raise ValueError(msg)
    return _content(data, at)


def _end_of(data: bytes, at: int) -> int:
    return _content(data, at)[1]


def _content(data: bytes, at: int) -> tuple[int, int]:
    first = data[at + 1]
    if first < 0x80:
        return at + 2, at + 2 + first
    start = at + 2 + (first & 0x7F)
    return start, start + int.from_bytes(data[at + 2 : start])


def _shown(text: str) -> str:
    return "".join(character if character.isprintable() else "\ufffd" for character in text)
