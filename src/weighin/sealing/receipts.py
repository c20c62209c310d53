"""Receipts: what a panelist gets for answers, which tells nothing of them, and with which they can be shown later to be those answers."""

import datetime as dt
import secrets
from collections.abc import Mapping
from hashlib import sha256

from msgspec import Struct

from weighin.sealing.canonical import Json, encode_canonical
from weighin.sealing.rules import in_utc, require_aware, require_digest, require_identifier

NONCE_BYTES = 32
_DOMAIN = b"Weigh-In commitment 1\x00"  # no hash made for another purpose can be shown as a commitment


class Receipt(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="format", tag="weigh-in receipt 1"
):
    """What a panelist gets for what was submitted.

    Attributes:
        roundup: the round-up's identifier.
        panelist: who in this round-up, by an identifier that was drawn at random and is not told to readers.
        at: when the answers were on disk, by the clock of the outlet.
        commitment: SHA-256 over the nonce, the three above and the answers, in hexadecimal.
        nonce: 256 random bits in hexadecimal; known to the panelist and to the sealed store only.
    """

    roundup: str
    panelist: str
    at: dt.datetime
    commitment: str
    nonce: str

    def __post_init__(self) -> None:
        require_identifier("roundup", self.roundup)
        require_identifier("panelist", self.panelist)
        require_aware("at", self.at)
        require_digest("commitment, nonce", self.commitment, self.nonce)


class Submission(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="format", tag="weigh-in submission 1"
):
    """Answers with their receipt: a panelist's own copy; published, with the panelist's consent, it opens the commitment to everybody.

    Attributes:
        answers: the plain JSON of what was submitted (`asking.answers.plain_answers`).
        published_as: who that is in the published record (p1, p2 …); None in a copy that names nobody.
    """

    receipt: Receipt
    answers: dict[str, Json]
    published_as: str | None = None


def receipt_for(
    answers: Mapping[str, Json], when: dt.datetime, nonce: bytes, *, roundup: str, panelist: str
) -> Receipt:
    """The receipt for answers that were accepted at `when`, with a nonce that was never used before (`fresh_nonce()`).

    Raises:
        NotCanonical: the answers hold what JSON cannot carry.
        ValueError: a nonce of another length, a time without a zone, an identifier of two words.
    """
    require_aware("when", when)
    commitment = commitment_to(answers, when, nonce, roundup=roundup, panelist=panelist)
    return Receipt(
        roundup=roundup, panelist=panelist, at=when.astimezone(dt.UTC), commitment=commitment, nonce=nonce.hex()
    )


def opens(receipt: Receipt, answers: Mapping[str, Json]) -> bool:
    """Whether the receipt was given for these answers, by this panelist of this round-up, at this time."""
    nonce = bytes.fromhex(receipt.nonce)
    found = commitment_to(answers, receipt.at, nonce, roundup=receipt.roundup, panelist=receipt.panelist)
    return found == receipt.commitment


def commitment_to(answers: Mapping[str, Json], when: dt.datetime, nonce: bytes, *, roundup: str, panelist: str) -> str:
    """SHA-256, in hexadecimal, over a prefix, the nonce, and the canonical JSON of round-up, panelist, time and answers.

    The nonce is drawn for this submission alone, so whoever does not have it cannot find the answers by trying all that are possible;
    round-up, panelist and time are bound in, so a commitment cannot be shown as another's, or as an earlier one.
    """
    if len(nonce) != NONCE_BYTES:
        msg = f"expected a nonce of {NONCE_BYTES} bytes, found {len(nonce)}"
        raise ValueError(msg)
    bound = {"answers": answers, "at": in_utc(when), "panelist": panelist, "roundup": roundup}
    return sha256(_DOMAIN + nonce + encode_canonical(bound)).hexdigest()


def fresh_nonce() -> bytes:
    """256 random bits from the system: the one thing here that is not the same twice."""
    return secrets.token_bytes(NONCE_BYTES)
