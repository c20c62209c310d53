"""The journal against itself, against a witness, against receipts, and against the seal."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from weighin.sealing.checks.values import (
    Check,
    Exhibit,
    Rule,
    agrees,
    disagrees,
    not_checked,
    of_kind,
    receipts_in,
    several,
    witnesses_in,
)
from weighin.sealing.documents import Journal
from weighin.sealing.growth import head_of
from weighin.sealing.journal import COMMITMENT, PANELIST, Entry, standing_commitments, verify_chain
from weighin.sealing.receipts import Receipt
from weighin.sealing.rules import in_utc
from weighin.sealing.seal import Seal, Witness


def check_journals(exhibits: Sequence[Exhibit]) -> Iterator[Check]:
    """Each journal, alone and beside whatever else was brought."""
    for name, journal in of_kind(exhibits, Journal):
        yield _chain(name, journal)
        for witness_name, witness in _witnesses(exhibits):
            yield _head(f"{name} and {witness_name}", journal, witness)
        for receipt_name, receipt in receipts_in(exhibits):
            yield _entered(f"{receipt_name} and {name}", journal, receipt)
        for seal_name, seal in of_kind(exhibits, Seal):
            yield _complete(f"{name} and {seal_name}", journal, seal)


def _witnesses(exhibits: Sequence[Exhibit]) -> Iterator[tuple[str, Witness]]:
    roundups = {
        document.witness.roundup if isinstance(document, Seal) else document.roundup: None
        for document in (exhibit.document for exhibit in exhibits)
        if isinstance(document, Witness | Seal)
    }
    for roundup in roundups:
        yield from witnesses_in(exhibits, roundup)


def _chain(name: str, journal: Journal) -> Check:
    broken = verify_chain(journal.entries)
    if broken is None:
        return agrees(Rule.CHAIN, name, f"All {several(len(journal.entries), 'entry')} follow one another.")
    return disagrees(Rule.CHAIN, name, f"Entry {broken.number}: {broken.reason}.")


def _head(of: str, journal: Journal, witness: Witness) -> Check:
    head = witness.journal
    if head is None:
        return not_checked(Rule.HEAD, of, "The witness does not say where the journal stood.")
    entry = next((entry for entry in journal.entries if entry.number == head.number), None)
    if entry is None:
        last = max((entry.number for entry in journal.entries), default=0)
        return disagrees(Rule.HEAD, of, f"The journal ends at entry {last}; the witness names entry {head.number}.")
    if entry.digest != head.digest:
        sentence = (
            f"Entry {head.number} is not the one that the witness names: the journal was rewritten after the close."
        )
        return disagrees(Rule.HEAD, of, sentence)
    if head.root and head.root != _root_up_to(head.number, journal):
        sentence = f"The root over the entries up to {head.number} is not the one that the witness names: the journal was rewritten."
        return disagrees(Rule.HEAD, of, sentence)
    return agrees(Rule.HEAD, of, f"Up to entry {head.number} the journal is as it was at the close.")


def _root_up_to(number: int, journal: Journal) -> str:
    found = head_of([entry.digest for entry in journal.entries if entry.number <= number])
    return str(found.root) if found else ""


def _entered(of: str, journal: Journal, receipt: Receipt) -> Check:
    ours = [entry for entry in journal.entries if entry.speaks_of(receipt.roundup)]
    if not ours:
        return not_checked(Rule.ENTERED, of, "The journal says nothing of this round-up: it is another outlet's.")
    entry = next((entry for entry in ours if entry.said(COMMITMENT) == receipt.commitment), None)
    if entry is None:
        return disagrees(Rule.ENTERED, of, "The journal has no entry of this receipt.")
    if entry.at != receipt.at:
        when = f"entry {entry.number} says {in_utc(entry.at)}, the receipt {in_utc(receipt.at)}"
        return disagrees(Rule.ENTERED, of, f"The times differ: {when}.")
    if entry.said(PANELIST) != receipt.panelist:
        return disagrees(Rule.ENTERED, of, f"Entry {entry.number} names another panelist than the receipt.")
    return agrees(Rule.ENTERED, of, f"Entry {entry.number} has the receipt's commitment and time.")


def _complete(of: str, journal: Journal, seal: Seal) -> Check:
    roundup, closed = seal.witness.roundup, seal.witness.closed_at
    if not any(entry.speaks_of(roundup) for entry in journal.entries):
        return not_checked(Rule.COMPLETE, of, "The journal says nothing of this round-up: it is another outlet's.")
    standing = standing_commitments(journal.entries, roundup, closed)
    sealed = set(seal.leaves)
    faults = []
    if left_out := standing - sealed:
        places = ", ".join(str(number) for number in _numbers_of(left_out, journal.entries))
        faults.append(f"{several(len(left_out), 'submission')} that stood at the close left out (entry {places})")
    if added := sealed - standing:
        faults.append(f"{several(len(added), 'leaf')} sealed that did not stand in the journal at the close")
    if faults:
        return disagrees(Rule.COMPLETE, of, f"The seal does not hold what the journal holds: {'; '.join(faults)}.")
    held = "the submissions and true values" if seal.seeds else "the submissions"
    sentence = (
        f"The {several(len(standing), 'leaf')} are {held} that stood in the journal at the close, no more, no less."
    )
    return agrees(Rule.COMPLETE, of, sentence)


def _numbers_of(commitments: AbstractSet[str], entries: Sequence[Entry]) -> Iterator[int]:
    for entry in entries:
        if entry.said(COMMITMENT) in commitments:
            yield entry.number
