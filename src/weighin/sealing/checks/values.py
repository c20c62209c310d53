"""What a check finds, and what is brought to it."""

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import TypeVar

from msgspec import Struct

from weighin.sealing.documents import Document
from weighin.sealing.receipts import Receipt, Submission
from weighin.sealing.seal import Seal, Witness

Kind = TypeVar("Kind")


class Rule(Enum):
    """What was checked, in the words of the table."""

    ROUNDUP = "all of one round-up"
    ANSWERS = "answers and receipt"
    SEALED = "receipt in the seal"
    IN_TIME = "before the close"
    ROOT = "leaves and root"
    WITNESSES = "witnesses alike"
    STAMPED = "stamped from outside"
    QUESTIONS = "questions"
    OPENINGS = "published openings"
    TOLD = "record and root"
    PUBLISHED = "published answers"
    SEEDS = "true values of seed questions"
    CHAIN = "journal"
    HEAD = "journal and witness"
    GROWN = "journal grew"
    ENTERED = "receipt in the journal"
    COMPLETE = "journal and seal"


class Standing(Enum):
    """How a check came out."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    NOT_CHECKED = "not checked"  # with what was brought; the sentence says what is missing


class Check(Struct, frozen=True, kw_only=True):
    """One thing that was looked at. `of` names the documents that it is about."""

    rule: Rule
    of: str
    standing: Standing
    sentence: str


class Exhibit(Struct, frozen=True):
    """A document that somebody brings, with the name that they know it by."""

    name: str
    document: Document


def agrees(rule: Rule, of: str, sentence: str) -> Check:
    """It holds."""
    return Check(rule=rule, of=of, standing=Standing.AGREES, sentence=sentence)


def disagrees(rule: Rule, of: str, sentence: str) -> Check:
    """It does not."""
    return Check(rule=rule, of=of, standing=Standing.DISAGREES, sentence=sentence)


def not_checked(rule: Rule, of: str, sentence: str) -> Check:
    """It cannot be told from what was brought."""
    return Check(rule=rule, of=of, standing=Standing.NOT_CHECKED, sentence=sentence)


def of_kind(exhibits: Sequence[Exhibit], kind: type[Kind]) -> list[tuple[str, Kind]]:
    """The documents of one kind with their names, in the order in which they were brought."""
    return [(exhibit.name, exhibit.document) for exhibit in exhibits if isinstance(exhibit.document, kind)]


def receipts_in(exhibits: Sequence[Exhibit]) -> list[tuple[str, Receipt]]:
    """Every receipt once, also those that a panelist's own copy holds."""
    found: dict[str, tuple[str, Receipt]] = {}
    for name, receipt in (
        *of_kind(exhibits, Receipt),
        *((name, submission.receipt) for name, submission in of_kind(exhibits, Submission)),
    ):
        found.setdefault(receipt.commitment, (name, receipt))
    return list(found.values())


def witnesses_in(exhibits: Sequence[Exhibit], roundup: str) -> Iterator[tuple[str, Witness]]:
    """Every witness of a round-up, also those that stand in a seal."""
    for exhibit in exhibits:
        document = exhibit.document
        witness = document.witness if isinstance(document, Seal) else document
        if isinstance(witness, Witness) and witness.roundup == roundup:
            yield exhibit.name, witness


def several(number: int, noun: str) -> str:
    """`1 leaf`, `2 leaves`."""
    plural = {"leaf": "leaves", "entry": "entries"}.get(noun, f"{noun}s")
    return f"{number} {noun if number == 1 else plural}"
