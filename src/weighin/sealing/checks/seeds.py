"""The true values of seed questions: against their commitments, the seal, the journal and the published record."""

import datetime as dt
from collections.abc import Iterator, Sequence

import msgspec

from weighin.record.record import Record
from weighin.record.seeds import Seed, Truth
from weighin.sealing.checks.told import seals_of
from weighin.sealing.checks.values import Check, Exhibit, Rule, agrees, disagrees, of_kind, several
from weighin.sealing.documents import Journal
from weighin.sealing.journal import COMMITMENT, TRUTH_SEALED
from weighin.sealing.rules import in_utc
from weighin.sealing.seal import Seal
from weighin.sealing.seeds import SealedSeed, seed_opens


def check_seeds(exhibits: Sequence[Exhibit]) -> Iterator[Check]:
    """Each seal with true values against itself, and against each journal and record that was brought."""
    for name, seal in of_kind(exhibits, Seal):
        if seal.seeds:
            yield from _told(name, _faults(seal), f"{_values(seal)} open their leaves.")
        for journal_name, journal in of_kind(exhibits, Journal):
            if seal.seeds and any(entry.speaks_of(seal.witness.roundup) for entry in journal.entries):
                held = (
                    f"The journal has the commitments to {_values(seal, lower=True)} at the times that the seal tells."
                )
                yield from _told(f"{journal_name} and {name}", _not_entered(seal, journal), held)
        for record_name, record in of_kind(exhibits, Record):
            if (name, seal) not in seals_of(record, exhibits):
                continue
            if seal.questions and (seal.seeds or any(question.seed for question in record.questions)):
                held = f"The record has {_values(seal, lower=True)} as they were committed to before the first answer."
                yield from _told(f"{record_name} and {name}", _not_published(seal, record), held)


def _told(of: str, faults: Iterator[str], held: str) -> Iterator[Check]:
    found = list(faults)
    for fault in found:
        yield disagrees(Rule.SEEDS, of, fault)
    if not found:
        yield agrees(Rule.SEEDS, of, held)


def _values(seal: Seal, *, lower: bool = False) -> str:
    the = "the" if lower else "The"
    return f"{the} true values of {several(len(seal.seeds or ()), 'seed question')}"


def _faults(seal: Seal) -> Iterator[str]:
    seeds = seal.seeds or ()
    places = {question.identifier: number for number, question in enumerate(seal.questions, start=1)}
    for seed in seeds:
        of = f"question {places.get(seed.question, seed.question)}"
        if not seed_opens(seed, seal.witness.roundup):
            yield f"The true value of {of} is not that of its commitment: the value, its source or its time was changed."
        elif seed.commitment not in seal.leaves:
            yield f"The true value of {of} was not sealed."
        elif seal.questions and seed.question not in places:
            yield f"There is a true value of a question that was not sealed ({seed.question})."
    if len({seed.question for seed in seeds}) < len(seeds):
        yield "Two true values are told of one question."


def _not_entered(seal: Seal, journal: Journal) -> Iterator[str]:
    entered = {entry.said(COMMITMENT): entry for entry in journal.entries if entry.event == TRUTH_SEALED}
    for seed in seal.seeds or ():
        entry = entered.get(seed.commitment)
        if entry is None:
            yield f"The journal has no commitment to the true value of {seed.question}."
        elif entry.at != seed.at:
            yield f"Entry {entry.number} says {in_utc(entry.at)}, the seal {in_utc(seed.at)}."


def _not_published(seal: Seal, record: Record) -> Iterator[str]:
    sealed = {seed.question: seed for seed in seal.seeds or ()}
    for question, asked in zip(record.questions, seal.questions, strict=False):
        seed, published = sealed.get(asked.identifier), question.seed
        if seed is None and published:
            yield f"The record has a true value for question {question.identifier} that was not sealed."
        elif seed is not None and not published:
            yield f"The record leaves out the true value of question {question.identifier}."
        elif seed is not None and published and not _is_same(seed, published):
            yield f"The true value of question {question.identifier}, its source or its day is not the one that was sealed."


def _is_same(seed: SealedSeed, published: Seed) -> bool:
    try:
        truth: object = msgspec.convert(seed.truth, Truth)
    except msgspec.ValidationError:
        truth = seed.truth  # of a kind that is not known here: equal to nothing
    days = published.sealed is None or published.sealed.day == seed.at.astimezone(dt.UTC).date()
    told = (published.truth, published.source, published.known, published.commitment)
    return days and told == (truth, seed.source, seed.known, seed.commitment)
