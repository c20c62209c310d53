"""Stamps from outside against the witness that they are over, the certificates that somebody trusts, and what the seal says of them."""

import datetime as dt
from collections.abc import Iterator, Sequence
from hashlib import sha256

from weighin.errors import NotCheckable
from weighin.sealing.checks.values import Check, Exhibit, Rule, agrees, disagrees, not_checked, of_kind
from weighin.sealing.documents import Document
from weighin.sealing.opentimestamps import InBlock, OpenTimestamp, Pending, attested, merkle_root_of
from weighin.sealing.rules import in_utc
from weighin.sealing.seal import Seal, Witness, witness_bytes
from weighin.sealing.stamps import Stamp, StampKind
from weighin.sealing.timestamps import Certificates, Timestamp, signer_of

APART = dt.timedelta(seconds=1)  # services tell whole seconds, and no two clocks are the same
_KIND_OF = {Timestamp: StampKind.RFC_3161, OpenTimestamp: StampKind.OPENTIMESTAMPS}


def check_stamps(exhibits: Sequence[Exhibit]) -> Iterator[Check]:
    """Each stamp that was brought against the witnesses, and each that a seal names."""
    witnesses = [
        (exhibit.name, document.witness if isinstance(document, Seal) else document)
        for exhibit in exhibits
        if isinstance(document := exhibit.document, Seal | Witness)
    ]
    trusted = [one for _, one in of_kind(exhibits, Certificates)]
    stamps = [(one.name, one.document) for one in exhibits if isinstance(one.document, Timestamp | OpenTimestamp)]
    for name, stamp in stamps:
        beside = next(((of, witness) for of, witness in witnesses if _is_over(stamp, witness)), None)
        if beside is None:
            yield _of_no_witness(name, [of for of, _ in witnesses])
        elif isinstance(stamp, Timestamp):
            yield _signed(f"{name} and {beside[0]}", stamp, beside[1], trusted)
        else:
            yield from _anchored(f"{name} and {beside[0]}", stamp)
    for name, seal in of_kind(exhibits, Seal):
        for named in seal.stamps or ():
            over = [
                (of, one) for of, one in stamps if _KIND_OF[type(one)] is named.kind and _is_over(one, seal.witness)
            ]
            yield from _named(name, named, over)
    if trusted and not stamps:
        names = ", ".join(name for name, _ in of_kind(exhibits, Certificates))
        yield not_checked(Rule.STAMPED, names, "Bring the stamp (witness.tsr) that this certificate is for.")


def _is_over(stamp: Document, witness: Witness) -> bool:
    data = witness_bytes(witness)
    if isinstance(stamp, Timestamp):
        return stamp.is_over(data)
    return isinstance(stamp, OpenTimestamp) and stamp.digest == sha256(data).hexdigest()


def _of_no_witness(name: str, witnesses: Sequence[str]) -> Check:
    if not witnesses:
        return not_checked(Rule.STAMPED, name, "Bring the witness or the seal that it is a stamp of.")
    sentence = (
        "It is a stamp of something else: the witness was changed after it was stamped, or it is of another round-up."
    )
    return disagrees(Rule.STAMPED, f"{name} and {', '.join(witnesses)}", sentence)


def _signed(of: str, stamp: Timestamp, witness: Witness, trusted: Sequence[Certificates]) -> Check:
    times = f"stamped {in_utc(stamp.at)}, sealed {in_utc(witness.closed_at)} by the outlet's clock"
    if stamp.at + APART < witness.closed_at:
        sentence = (
            f"The stamp says that the witness was there before it was made: {times}. One of the two clocks is wrong."
        )
        return disagrees(Rule.STAMPED, of, sentence)
    if not trusted:
        sentence = f"It is a stamp of this witness ({times}); bring the certificate (PEM) of a service that you trust, to see who signed it."
        return not_checked(Rule.STAMPED, of, sentence)
    try:
        signer = signer_of(stamp, trusted)
    except NotCheckable as error:
        sentence = f"Nobody whom the certificates vouch for signed this stamp: {error.reason}."
        return disagrees(Rule.STAMPED, of, sentence)
    return agrees(Rule.STAMPED, of, f"{signer} signed that this witness was there: {times}.")


def _anchored(of: str, proof: OpenTimestamp) -> Iterator[Check]:
    yield agrees(Rule.STAMPED, of, "The proof begins with this witness, and every step of it follows.")
    for outcome, attestation in attested(proof.start):
        match attestation:
            case InBlock(height):
                sentence = (
                    f"It leads to Bitcoin block {height}. Ask a Bitcoin node, or several sites that show blocks, for its Merkle root: "
                    f"where that is {merkle_root_of(outcome)}, the witness is no younger than the block."
                )
            case Pending(calendar):
                sentence = f"The calendar {calendar} has not put it into a block yet, as far as this file tells: ask for the proof again after a day."
            case _:
                sentence = "Somebody else attests to it, whom this program does not know."
        yield not_checked(Rule.STAMPED, of, sentence)


def _named(name: str, stamp: Stamp, brought: Sequence[tuple[str, Document]]) -> Iterator[Check]:
    """What a seal says of a stamp, against the files of that kind that are over the seal's own witness."""
    if not brought:
        told = f"The seal names a stamp ({stamp.kind.value}): bring {stamp.file}, which was published beside it."
        yield not_checked(Rule.STAMPED, name, told)
    for other, found in brought:
        if isinstance(found, Timestamp) and stamp.at is not None and found.at != stamp.at:
            told = f"The seal says that the stamp is of {in_utc(stamp.at)}; the stamp says {in_utc(found.at)}."
            yield disagrees(Rule.STAMPED, f"{name} and {other}", told)
        if isinstance(found, OpenTimestamp) and stamp.block is not None and found.block != stamp.block:
            leads = f"to block {found.block}" if found.block is not None else "to no block"
            told = f"The seal says that the proof leads to Bitcoin block {stamp.block}; it leads {leads}."
            yield disagrees(Rule.STAMPED, f"{name} and {other}", told)
