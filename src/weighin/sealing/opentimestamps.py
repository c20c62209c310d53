"""OpenTimestamps proofs (`.ots`): how a digest, step by step, became part of a Bitcoin block, or who promises that it will.

A proof is a tree. From the digest each step appends, prepends or hashes; where it ends, somebody attests to the outcome: a calendar (pending), or
a block, whose Merkle root the outcome then is. Following the steps needs no network; that the block has this root is for a Bitcoin node to say.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from weighin.errors import NotCheckable

MAGIC = b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94"
MOST_BYTES = 65_536  # a proof has a few thousand
_VERSION, _SHA_256 = 1, 0x08
_DEEPEST = 256  # steps in a row; the way into a block has about a hundred
_LONGEST = 4096  # bytes of an outcome
_LONGEST_PAYLOAD, _LONGEST_CALENDAR = 8192, 1000
_FORK, _ATTESTATION = 0xFF, 0x00
_ADDRESS = re.compile(rb"[!-~]+")  # of a calendar
_PENDING, _BITCOIN = bytes.fromhex("83dfe30d2ef90c8e"), bytes.fromhex("0588960d73d71901")
_APPEND, _PREPEND = 0xF0, 0xF1
_STEPS: dict[int, Callable[[bytes, bytes], bytes]] = {
    _APPEND: lambda message, argument: message + argument,
    _PREPEND: lambda message, argument: argument + message,
    _SHA_256: lambda message, _: hashlib.sha256(message).digest(),
    0x02: lambda message, _: hashlib.sha1(message, usedforsecurity=False).digest(),
}


class Pending(Struct, frozen=True):
    """A calendar promises to put it into a block, and tells at this address when it has."""

    calendar: str


class InBlock(Struct, frozen=True):
    """The outcome is the Merkle root of the Bitcoin block of that number."""

    height: int


class Other(Struct, frozen=True):
    """Somebody attests to it whom this program does not know."""

    tag: bytes
    payload: bytes


Attestation: TypeAlias = Pending | InBlock | Other


class Step(Struct, frozen=True):
    """One operation of a proof."""

    operation: int
    argument: bytes = b""


class Branch(Struct, frozen=True):
    """What is known of one outcome: who attests to it, and which steps lead on from it."""

    outcome: bytes
    attestations: tuple[Attestation, ...] = ()
    steps: tuple[tuple[Step, "Branch"], ...] = ()


class OpenTimestamp(Struct, frozen=True):
    """A proof over a SHA-256 digest, which is the outcome that it begins with."""

    start: Branch

    @property
    def digest(self) -> str:
        """Of what was stamped, in hexadecimal."""
        return self.start.outcome.hex()

    @property
    def block(self) -> int | None:
        """The earliest Bitcoin block that it leads to; None while it leads to none."""
        return min((one.height for _, one in attested(self.start) if isinstance(one, InBlock)), default=None)


def attested(branch: Branch) -> Iterator[tuple[bytes, Attestation]]:
    """Every outcome that somebody attests to, and who."""
    yield from ((branch.outcome, one) for one in branch.attestations)
    for _, after in branch.steps:
        yield from attested(after)


def merkle_root_of(outcome: bytes) -> str:
    """An outcome as Bitcoin programs show the Merkle root of a block: in hexadecimal, the last byte first."""
    return outcome[::-1].hex()


def read_proof(data: bytes, *, name: str = "the proof") -> OpenTimestamp:
    """The proof of an `.ots` file.

    Raises:
        NotCheckable: it is none, is damaged, or has steps that this program does not know.
    """
    if not data.startswith(MAGIC):
        raise NotCheckable(name, "this is no OpenTimestamps proof")
    rest = _Rest(data[len(MAGIC) :], name)
    if rest.number() != _VERSION:
        raise NotCheckable(name, "an OpenTimestamps proof of a version that this program does not know")
    if rest.byte() != _SHA_256:
        raise NotCheckable(name, "it is over another hash than SHA-256")
    return OpenTimestamp(rest.whole_branch(hashlib.sha256().digest_size))


def read_branch(data: bytes, outcome: bytes, *, name: str = "the calendar's answer") -> Branch:
    """What a calendar answers: what leads on from an outcome, without a head.

    Raises:
        NotCheckable: as `read_proof`.
    """
    return _Rest(data, name).branch_to_the_end(outcome)


def proof_bytes(proof: OpenTimestamp) -> bytes:
    """The proof as an `.ots` file."""
    return MAGIC + bytes([_VERSION, _SHA_256]) + proof.start.outcome + branch_bytes(proof.start)


def branch_bytes(branch: Branch) -> bytes:
    """What leads on from an outcome, as calendars write it."""
    items = [bytes([_ATTESTATION]) + _attestation_bytes(one) for one in branch.attestations]
    for step, after in branch.steps:
        argument = _counted(step.argument) if step.operation in {_APPEND, _PREPEND} else b""
        items.append(bytes([step.operation]) + argument + branch_bytes(after))
    return b"".join(bytes([_FORK]) + item for item in items[:-1]) + items[-1]


def joined(one: Branch, other: Branch) -> Branch:
    """What two branches know of the same outcome, together. A promise that was kept goes.

    Raises:
        ValueError: they are of different outcomes.
    """
    if one.outcome != other.outcome:
        msg = "expected two branches of one outcome, found two"
        raise ValueError(msg)
    steps = dict(one.steps)
    for step, after in other.steps:
        steps[step] = joined(steps[step], after) if step in steps else after
    whole = Branch(one.outcome, tuple(dict.fromkeys((*one.attestations, *other.attestations))), tuple(steps.items()))
    if all(isinstance(each, Pending) for _, each in attested(whole)):
        return whole
    kept = tuple(each for each in whole.attestations if not isinstance(each, Pending))
    return replace(whole, attestations=kept)


def grown(branch: Branch, answers: dict[bytes, Branch]) -> Branch:
    """The branch with what calendars answered since, by the outcome that they promised."""
    steps = tuple((step, grown(after, answers)) for step, after in branch.steps)
    whole = replace(branch, steps=steps)
    return joined(whole, answers[branch.outcome]) if branch.outcome in answers else whole


class _Rest:
    """The bytes that are still to be read."""

    def __init__(self, data: bytes, name: str) -> None:
        self.data, self.place, self.name = data, 0, name
        if len(data) > MOST_BYTES:
            raise _damaged(name, f"larger than {MOST_BYTES // 1024} kB, which no proof is")

    def take(self, length: int) -> bytes:
        found = self.data[self.place : self.place + length]
        if len(found) < length:
            raise _damaged(self.name, "it ends too early")
        self.place += length
        return found

    def byte(self) -> int:
        return self.take(1)[0]

    def number(self) -> int:
        """Seven bits a byte, the lowest first; the eighth says that another follows."""
        found = 0
        for shift in range(0, 63, 7):
            one = self.byte()
            found |= (one & 0x7F) << shift
            if one < 0x80:
                return found
        raise _damaged(self.name, "a number in it is too large")

    def counted(self, most: int) -> bytes:
        length = self.number()
        if length > most:
            raise _damaged(self.name, f"{length} bytes where at most {most} can stand")
        return self.take(length)

    def whole_branch(self, size: int) -> Branch:
        return self.branch_to_the_end(self.take(size))

    def branch_to_the_end(self, outcome: bytes) -> Branch:
        found = self.branch(outcome, 0)
        if self.place < len(self.data):
            raise _damaged(self.name, "something follows its end")
        return found

    def branch(self, outcome: bytes, depth: int) -> Branch:
        if depth > _DEEPEST:
            raise _damaged(self.name, f"more than {_DEEPEST} steps in a row")
        attestations: list[Attestation] = []
        steps: dict[Step, Branch] = {}
        goes_on = True
        while goes_on:
            tag = self.byte()
            goes_on = tag == _FORK
            tag = self.byte() if goes_on else tag
            if tag == _ATTESTATION:
                attestations.append(self.attestation())
            else:
                step = self.step(tag)
                after = _STEPS[tag](outcome, step.argument)
                if len(after) > _LONGEST:
                    raise _damaged(self.name, f"an outcome of more than {_LONGEST} bytes")
                if step in steps:
                    raise _damaged(self.name, "a step stands twice in it")
                steps[step] = self.branch(after, depth + 1)
        return Branch(outcome, tuple(attestations), tuple(steps.items()))

    def step(self, tag: int) -> Step:
        if tag not in _STEPS:
            raise NotCheckable(
                self.name, f"the OpenTimestamps proof has a step ({tag:#04x}) that this program does not know"
            )
        if tag not in {_APPEND, _PREPEND}:
            return Step(tag)
        argument = self.counted(_LONGEST)
        if not argument:
            raise _damaged(self.name, "a step adds nothing")
        return Step(tag, argument)

    def attestation(self) -> Attestation:
        tag, payload = self.take(8), _Rest(self.counted(_LONGEST_PAYLOAD), self.name)
        found: Attestation = Other(tag, payload.data)
        if tag == _PENDING:
            address = payload.counted(_LONGEST_CALENDAR)
            found = Pending(address.decode("ascii")) if _ADDRESS.fullmatch(address) else found
        elif tag == _BITCOIN:
            found = InBlock(payload.number())
        return found if payload.place == len(payload.data) else Other(tag, payload.data)


def _damaged(name: str, how: str) -> NotCheckable:
    return NotCheckable(name, f"the OpenTimestamps proof is damaged: {how}")


def _attestation_bytes(one: Attestation) -> bytes:
    match one:
        case Pending(calendar):
            return _PENDING + _counted(_counted(calendar.encode()))
        case InBlock(height):
            return _BITCOIN + _counted(_number_bytes(height))
        case Other(tag, payload):
            return tag + _counted(payload)


def _counted(data: bytes) -> bytes:
    return _number_bytes(len(data)) + data


def _number_bytes(number: int) -> bytes:
    found = b""
    while number > 0x7F:
        found, number = found + bytes([number & 0x7F | 0x80]), number >> 7
    return found + bytes([number])
