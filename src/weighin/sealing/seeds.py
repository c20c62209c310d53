"""The true values of seed questions: committed to when a round-up opens, leaves of its seal, and opened to everybody with it."""

import datetime as dt
from collections.abc import Mapping
from hashlib import sha256

from msgspec import Struct

from weighin.sealing.canonical import Json, encode_canonical
from weighin.sealing.receipts import NONCE_BYTES
from weighin.sealing.rules import in_utc, require_aware, require_digest, require_identifier

_DOMAIN = b"Weigh-In true value 1\x00"  # no commitment to answers can be shown as one to a true value


class SealedSeed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The true value of a seed question, as it was committed to at the opening, with the nonce that opens its leaf.

    Attributes:
        question: as the answers name it. truth: plain JSON, on the question's scale. source: where it stands. known: of which day the source is.
        at: when it was committed to. nonce: 256 random bits in hexadecimal. commitment: SHA-256 over the nonce, the round-up and all of the above.
    """

    question: str
    truth: dict[str, Json]
    source: str
    known: dt.date | None
    at: dt.datetime
    nonce: str
    commitment: str

    def __post_init__(self) -> None:
        require_identifier("question", self.question)
        require_aware("at", self.at)
        require_digest("nonce, commitment", self.nonce, self.commitment)


def sealed_seed(
    question: str,
    truth: Mapping[str, Json],
    *,
    source: str,
    known: dt.date | None,
    at: dt.datetime,
    nonce: bytes,
    roundup: str,
) -> SealedSeed:
    """Commit to a true value, with a nonce that was never used before (`receipts.fresh_nonce()`).

    Raises:
        ValueError: a nonce of another length, a time without a zone.
        NotCanonical: a value that JSON cannot carry.
    """
    require_aware("at", at)
    bound = _bound(question, truth, source=source, known=known, at=at, roundup=roundup)
    return SealedSeed(
        question=question,
        truth=dict(truth),
        source=source,
        known=known,
        at=at.astimezone(dt.UTC),
        nonce=nonce.hex(),
        commitment=_commitment(bound, nonce),
    )


def seed_opens(seed: SealedSeed, roundup: str) -> bool:
    """Whether the commitment was made to this value of this question, with this source, at this time, in this round-up."""
    bound = _bound(seed.question, seed.truth, source=seed.source, known=seed.known, at=seed.at, roundup=roundup)
    return _commitment(bound, bytes.fromhex(seed.nonce)) == seed.commitment


def _bound(
    question: str, truth: Mapping[str, Json], *, source: str, known: dt.date | None, at: dt.datetime, roundup: str
) -> Mapping[str, Json]:
    return {
        "at": in_utc(at),
        "known": known.isoformat() if known else None,
        "question": question,
        "roundup": roundup,
        "source": source,
        "truth": truth,
    }


def _commitment(bound: Mapping[str, Json], nonce: bytes) -> str:
    if len(nonce) != NONCE_BYTES:
        msg = f"expected a nonce of {NONCE_BYTES} bytes, found {len(nonce)}"
        raise ValueError(msg)
    return sha256(_DOMAIN + nonce + encode_canonical(bound)).hexdigest()
