"""The seal: at the close the commitments of all answers become the leaves of one tree, whose root everybody gets."""

import datetime as dt
from collections.abc import Mapping, Sequence

import msgspec
from msgspec import UNSET, Struct, UnsetType

from weighin.record.conditions import Condition
from weighin.record.judgements import Scale, Terms
from weighin.sealing.canonical import Json, digest_of_canonical, encode_canonical
from weighin.sealing.growth import Growth
from weighin.sealing.journal import JournalHead
from weighin.sealing.merkle import inclusion_proof, inclusion_proofs, is_included, root_of
from weighin.sealing.receipts import Submission
from weighin.sealing.rules import in_utc, require_at_least, require_aware, require_digest, require_identifier
from weighin.sealing.seeds import SealedSeed
from weighin.sealing.stamps import Stamp


class Witness(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="format", tag="weigh-in witness 1"
):
    """What goes to every panelist, into the feed and onto the page: whoever keeps it can prove later that nothing was changed.

    Attributes:
        roundup: the round-up's identifier.
        root: the root of the tree of commitments (RFC 9162), in hexadecimal.
        size: how many leaves it has, one for each round that a panelist answered in and one for each seed question.
        closed_at: when it was sealed, after the last extension, by the clock of the outlet.
        questions: SHA-256 of the canonical JSON of the questions with their terms of settlement.
        journal: where the journal stood; None where none is kept.
    """

    roundup: str
    root: str
    size: int
    closed_at: dt.datetime
    questions: str
    journal: JournalHead | None = None

    def __post_init__(self) -> None:
        require_identifier("roundup", self.roundup)
        require_digest(
            "root, questions, journal", self.root, self.questions, *([self.journal.digest] if self.journal else [])
        )
        require_at_least("size", self.size, 0)
        require_aware("closed_at", self.closed_at)


class SealedQuestion(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question as it was put to the panel, with its scale and its terms of settlement as they stood at the close, as plain JSON."""

    identifier: str  # as the answers name it; in the record it is q1, q2 … in this order
    text: str
    scale: dict[str, Json] | None = None
    terms: dict[str, Json] | None = None
    asked_if: dict[str, Json] | UnsetType = UNSET  # left out where it is asked of everybody


class Seal(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="format", tag="weigh-in seal 1"):
    """What is public of a sealed round-up, beside its record, as `seal.json`. What it says of itself is checked by `verify`.

    Attributes:
        witness: root, size, time.
        leaves: the commitments in the random order of the tree, in hexadecimal.
        questions: what `witness.questions` is the hash of.
        openings: the answers with their receipts of panelists who agreed to it; nobody's by default.
        edited: the answers of the published record (a1, a2 …) whose text was edited after it was submitted, as the outlet says.
        seeds: the true values of seed questions with what opens their leaves; unset where there were none.
        stamps: of the witness, by others; left out where nobody was asked for one.
        growth: the proof that the outlet's journal grew since its seal before; left out in its first.
    """

    witness: Witness
    leaves: tuple[str, ...]
    questions: tuple[SealedQuestion, ...] = ()
    openings: tuple[Submission, ...] = ()
    edited: tuple[str, ...] = ()
    seeds: tuple[SealedSeed, ...] | UnsetType = (
        UNSET  # left out, so that programs that do not know of seeds read other seals
    )
    stamps: tuple[Stamp, ...] | UnsetType = UNSET
    growth: Growth | UnsetType = UNSET

    def __post_init__(self) -> None:
        require_digest("leaves", *self.leaves)


class Proof(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="format", tag="weigh-in proof 1"):
    """What a panelist gets at the close: that the commitment stands at `index` in the tree. With it a witness is enough; no other leaf is told."""

    roundup: str
    commitment: str
    index: int
    size: int
    path: tuple[str, ...]

    def __post_init__(self) -> None:
        require_identifier("roundup", self.roundup)
        require_digest("commitment, path", self.commitment, *self.path)
        require_at_least("index", self.index, 0)
        require_at_least("size", self.size, 1)


def seal_roundup(
    commitments: Sequence[str],
    *,
    order: Sequence[int],
    roundup: str,
    closed_at: dt.datetime,
    questions: Sequence[SealedQuestion],
    journal: JournalHead | None = None,
    seeds: Sequence[SealedSeed] = (),
) -> Seal:
    """Seal the commitments that count at the close: one for each panelist and round, the last that was submitted in time.

    Args:
        commitments: in hexadecimal, in any order.
        order: a random permutation of the places of all commitments, those of seeds last, from a source that nobody can foresee: leaf i is at `order[i]`.
        roundup: the identifier that the receipts carry. closed_at: now. questions: as they were put, with their terms.
        journal: the last entry when this is called.
        seeds: the true values that were committed to at the opening.

    Raises:
        ValueError: an order that is no permutation, a commitment twice, a commitment that is none.
        NotCanonical: terms that JSON cannot carry.
    """
    commitments = [*commitments, *(seed.commitment for seed in seeds)]
    if sorted(order) != list(range(len(commitments))):
        msg = f"expected an order of all of {len(commitments)} commitments, each once, found {len(order)} places"
        raise ValueError(msg)
    if len(set(commitments)) != len(commitments):
        msg = "expected each commitment once, found one twice: nonces were used again"
        raise ValueError(msg)
    require_digest("commitments", *commitments)
    leaves = tuple(commitments[place] for place in order)
    witness = Witness(
        roundup=roundup,
        root=root_of_leaves(leaves),
        size=len(leaves),
        closed_at=closed_at,
        questions=questions_digest(questions),
        journal=journal,
    )
    return Seal(witness=witness, leaves=leaves, questions=tuple(questions), seeds=tuple(seeds) or UNSET)


def sealed_question(
    identifier: str,
    text: str,
    *,
    scale: Scale | None = None,
    terms: Terms | None = None,
    asked_if: Condition | None = None,
) -> SealedQuestion:
    """A question as it is sealed; plain, so that what later versions add to a scale does not change an old hash."""
    return SealedQuestion(
        identifier=identifier,
        text=text,
        scale=msgspec.to_builtins(scale),
        terms=msgspec.to_builtins(terms),
        asked_if=msgspec.to_builtins(asked_if) if asked_if else UNSET,
    )


def witness_bytes(witness: Witness) -> bytes:
    """What is stamped of a witness: its canonical JSON, with the time in UTC to the microsecond. Published as it is, other programs can check it too."""
    return encode_canonical(msgspec.to_builtins(witness) | {"closed_at": in_utc(witness.closed_at)})


def root_of_leaves(leaves: Sequence[str]) -> str:
    """The root over commitments, all in hexadecimal."""
    return root_of([bytes.fromhex(leaf) for leaf in leaves]).hex()


def questions_digest(questions: Sequence[SealedQuestion]) -> str:
    """SHA-256 of the canonical JSON of the questions in their order, in hexadecimal."""
    return digest_of_canonical([_plain(question) for question in questions])


def _plain(question: SealedQuestion) -> Mapping[str, Json]:
    said = {name: getattr(question, name) for name in question.__struct_fields__}
    return {name: value for name, value in said.items() if value is not UNSET}


def proof_for(seal: Seal, commitment: str) -> Proof:
    """The proof that a commitment is sealed.

    Raises:
        ValueError: it is not.
    """
    if commitment not in seal.leaves:
        msg = f"expected a commitment that is sealed, found {commitment[:12]}…"
        raise ValueError(msg)
    index = seal.leaves.index(commitment)
    return _proof(seal, index, inclusion_proof([bytes.fromhex(leaf) for leaf in seal.leaves], index))


def proofs_of(seal: Seal) -> dict[str, Proof]:
    """Commitment → its proof, for all that are sealed: what goes out at the close."""
    paths = inclusion_proofs([bytes.fromhex(leaf) for leaf in seal.leaves])
    return {leaf: _proof(seal, index, path) for index, (leaf, path) in enumerate(zip(seal.leaves, paths, strict=True))}


def _proof(seal: Seal, index: int, path: Sequence[bytes]) -> Proof:
    return Proof(
        roundup=seal.witness.roundup,
        commitment=seal.leaves[index],
        index=index,
        size=len(seal.leaves),
        path=tuple(step.hex() for step in path),
    )


def proof_holds(proof: Proof, witness: Witness) -> bool:
    """Whether the proof leads from its commitment to the root of the witness, in a tree of that size, of that round-up."""
    if (proof.roundup, proof.size) != (witness.roundup, witness.size):
        return False
    path = [bytes.fromhex(step) for step in proof.path]
    leaf, root = bytes.fromhex(proof.commitment), bytes.fromhex(witness.root)
    return is_included(leaf, proof.index, proof.size, path=path, root=root)
