"""Answers against their receipts, receipts against the seal, the seal against itself and its witnesses."""

import datetime as dt
from collections.abc import Iterator, Sequence

from weighin.sealing.checks.growth import round_ups_of_one_journal
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
from weighin.sealing.journal import given_up
from weighin.sealing.receipts import Receipt, Submission, opens
from weighin.sealing.rules import in_utc
from weighin.sealing.seal import Proof, Seal, Witness, proof_holds, questions_digest, root_of_leaves


def check_roundup(exhibits: Sequence[Exhibit]) -> Iterator[Check]:
    """What was brought is of one round-up, or of several of which it is known that one outlet sealed them; a journal and a record may speak of others."""
    of_whom: dict[str, list[str]] = {}
    for exhibit in exhibits:
        match exhibit.document:
            case Receipt(roundup=roundup) | Proof(roundup=roundup) | Witness(roundup=roundup):
                of_whom.setdefault(roundup, []).append(exhibit.name)
            case Submission(receipt=receipt):
                of_whom.setdefault(receipt.roundup, []).append(exhibit.name)
            case Seal(witness=witness):
                of_whom.setdefault(witness.roundup, []).append(exhibit.name)
            case _:
                pass
    if len(_apart(set(of_whom), exhibits)) > 1:
        told = "; ".join(f"{', '.join(names)} of {roundup}" for roundup, names in of_whom.items())
        names = ", ".join(name for names in of_whom.values() for name in names)
        yield disagrees(Rule.ROUNDUP, names, f"These are of different round-ups: {told}.")


def _apart(roundups: set[str], exhibits: Sequence[Exhibit]) -> list[set[str]]:
    """The round-ups in groups of which nothing that was brought says that they belong together."""
    groups = [{roundup} for roundup in roundups]
    for together in round_ups_of_one_journal(exhibits):
        joined = set().union(*(group for group in groups if group & together))
        groups = [group for group in groups if not group & together] + ([joined] if joined else [])
    return groups


def check_answers(exhibits: Sequence[Exhibit]) -> Iterator[Check]:
    """A panelist's copy of the answers against every receipt of the same panelist."""
    for name, submission in of_kind(exhibits, Submission):
        own = submission.receipt
        receipts = {own: name}
        for brought, receipt in of_kind(exhibits, Receipt):
            if (receipt.roundup, receipt.panelist) == (own.roundup, own.panelist):
                receipts[receipt] = f"{brought} and {name}"
        for receipt, of in receipts.items():
            if opens(receipt, submission.answers):
                yield agrees(Rule.ANSWERS, of, "The answers are those that the receipt was given for, to the letter.")
            else:
                sentence = (
                    "The answers are not those that the receipt was given for: "
                    "an answer, the time, the panelist or the round-up was changed, or it is another version."
                )
                yield disagrees(Rule.ANSWERS, of, sentence)


def check_receipts(exhibits: Sequence[Exhibit]) -> Iterator[Check]:
    """Each receipt in the sealed tree, and its time before the close."""
    for name, receipt in receipts_in(exhibits):
        found = [*_in_seals(name, receipt, exhibits), *_in_proofs(name, receipt, exhibits)]
        yield from found
        if not found:
            missing = (
                "Bring the seal (seal.json), or your proof with a witness, to see whether this receipt was sealed."
            )
            yield not_checked(Rule.SEALED, name, missing)
        closed = next((witness.closed_at for _, witness in witnesses_in(exhibits, receipt.roundup)), None)
        if closed is not None:
            yield _in_time(name, receipt, closed)


def _in_seals(name: str, receipt: Receipt, exhibits: Sequence[Exhibit]) -> Iterator[Check]:
    for sealed_in, seal in of_kind(exhibits, Seal):
        if seal.witness.roundup != receipt.roundup:
            continue
        of = f"{name} and {sealed_in}"
        if receipt.commitment in seal.leaves:
            place = seal.leaves.index(receipt.commitment) + 1
            yield agrees(Rule.SEALED, of, f"The receipt is leaf {place} of the {len(seal.leaves)} that were sealed.")
        elif told := _given_up(receipt, exhibits):
            yield agrees(Rule.SEALED, of, told)
        else:
            sentence = (
                "The receipt is not among the sealed leaves. If you neither submitted again nor withdrew, and were not late, "
                "your answers were left out."
            )
            yield disagrees(Rule.SEALED, of, sentence)


def _given_up(receipt: Receipt, exhibits: Sequence[Exhibit]) -> str:
    """Why the journal says that a receipt need not be sealed; empty where it does not."""
    for name, journal in of_kind(exhibits, Journal):
        if found := given_up(journal.entries, receipt.roundup, receipt.commitment):
            entry, words = found
            when = f"{words}, says entry {entry.number} of {name}, on {in_utc(entry.at)}"
            return f"The receipt is not sealed because its answers {when}. If you know otherwise, object."
    return ""


def _in_proofs(name: str, receipt: Receipt, exhibits: Sequence[Exhibit]) -> Iterator[Check]:
    for proof_name, proof in of_kind(exhibits, Proof):
        of = f"{name} and {proof_name}"
        if proof.commitment == receipt.commitment:
            yield agrees(Rule.SEALED, of, "The proof is of this receipt.")
        elif proof.roundup == receipt.roundup:
            yield disagrees(Rule.SEALED, of, "The proof is of another commitment than the receipt.")


def check_proofs(exhibits: Sequence[Exhibit]) -> Iterator[Check]:
    """Each proof against each witness of its round-up."""
    for name, proof in of_kind(exhibits, Proof):
        witnesses = list(witnesses_in(exhibits, proof.roundup))
        if not witnesses:
            yield not_checked(
                Rule.SEALED, name, "Bring a witness (the root that you were sent) to check the proof with."
            )
        for witness_name, witness in witnesses:
            of = f"{name} and {witness_name}"
            if proof_holds(proof, witness):
                yield agrees(
                    Rule.SEALED, of, f"The proof leads to the root: it is leaf {proof.index + 1} of {proof.size}."
                )
            else:
                yield disagrees(Rule.SEALED, of, "The proof does not lead to the root of the witness.")


def _in_time(name: str, receipt: Receipt, closed: dt.datetime) -> Check:
    times = f"{in_utc(receipt.at)}, sealed {in_utc(closed)}"
    if receipt.at <= closed:
        return agrees(Rule.IN_TIME, name, f"Submitted {times}.")
    return disagrees(Rule.IN_TIME, name, f"It was submitted after the close: submitted {times}.")


def check_seals(exhibits: Sequence[Exhibit]) -> Iterator[Check]:
    """Each seal against itself: root, size, questions, and the answers that panelists have opened."""
    for name, seal in of_kind(exhibits, Seal):
        yield _root(name, seal)
        if seal.questions:
            if questions_digest(seal.questions) == seal.witness.questions:
                yield agrees(Rule.QUESTIONS, name, "The questions and their terms are those that were sealed.")
            else:
                sentence = (
                    "The questions or their terms are not those that were sealed: one was changed after the close."
                )
                yield disagrees(Rule.QUESTIONS, name, sentence)
        if seal.openings:
            yield from _openings(name, seal)


def _root(name: str, seal: Seal) -> Check:
    if len(seal.leaves) != seal.witness.size:
        sealed = several(seal.witness.size, "leaf")
        return disagrees(Rule.ROOT, name, f"It has {several(len(seal.leaves), 'leaf')}, but {sealed} were sealed.")
    if len(set(seal.leaves)) != len(seal.leaves):
        return disagrees(Rule.ROOT, name, "A leaf stands in it twice.")
    if root_of_leaves(seal.leaves) != seal.witness.root:
        return disagrees(Rule.ROOT, name, "The leaves do not have the root: a leaf was changed, or put elsewhere.")
    return agrees(Rule.ROOT, name, f"The root follows from the {several(len(seal.leaves), 'leaf')}.")


def _openings(name: str, seal: Seal) -> Iterator[Check]:
    faults = []
    for opening in seal.openings:
        who = opening.published_as or opening.receipt.panelist
        if opening.receipt.roundup != seal.witness.roundup or not opens(opening.receipt, opening.answers):
            faults.append(f"The published answers of {who} are not those of their commitment.")
        elif opening.receipt.commitment not in seal.leaves:
            faults.append(f"The published answers of {who} were not sealed.")
    commitments = [opening.receipt.commitment for opening in seal.openings]
    people = {(opening.receipt.panelist, opening.published_as) for opening in seal.openings if opening.published_as}
    names, panelists = {name for _, name in people}, {panelist for panelist, _ in people}
    if len(set(commitments)) < len(commitments) or not len(people) == len(names) == len(panelists):
        faults.append("One panelist's answers are opened twice.")
    for fault in faults:
        yield disagrees(Rule.OPENINGS, name, fault)
    if not faults:
        opened = several(len({opening.receipt.panelist for opening in seal.openings}), "panelist")
        yield agrees(Rule.OPENINGS, name, f"The answers of {opened} who agreed to publish theirs open their leaves.")


def check_witnesses(exhibits: Sequence[Exhibit]) -> Iterator[Check]:
    """All witnesses of a round-up say the same, the seal's own included."""
    roundups = {
        document.roundup if isinstance(document, Witness) else document.witness.roundup: None
        for document in (exhibit.document for exhibit in exhibits)
        if isinstance(document, Witness | Seal)
    }
    for roundup in roundups:
        (first_name, first), *others = witnesses_in(exhibits, roundup)
        if not others and any(name == first_name for name, _ in of_kind(exhibits, Seal)):
            sentence = "The seal vouches for itself alone: bring a witness that you were sent, or kept from the page or the feed."
            yield not_checked(Rule.WITNESSES, first_name, sentence)
        for name, witness in others:
            of = f"{first_name} and {name}"
            told = [
                words
                for field, words in _FIELDS_OF_A_WITNESS.items()
                if getattr(first, field) != getattr(witness, field)
            ]
            if told:
                yield disagrees(
                    Rule.WITNESSES, of, f"They differ in {', '.join(told)}: somebody was told something else."
                )
            else:
                yield agrees(Rule.WITNESSES, of, f"Both name the same root, {first.root[:16]}…, size and time.")


_FIELDS_OF_A_WITNESS = {
    "root": "the root",
    "size": "the number of leaves",
    "closed_at": "the time",
    "questions": "the questions",
    "journal": "where the journal stood",
}
