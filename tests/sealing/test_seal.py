import datetime as dt
import random
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from weighin.errors import NotCanonical
from weighin.sealing.journal import JournalHead
from weighin.sealing.merkle import root_of
from weighin.sealing.seal import (
    SealedQuestion,
    proof_for,
    proof_holds,
    proofs_of,
    questions_digest,
    root_of_leaves,
    seal_roundup,
)

CLOSED = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)
QUESTIONS = (SealedQuestion(identifier="q1", text="Will the ferry run?", terms={"by": "2026-12-31"}),)
COMMITMENTS = st.lists(st.binary(min_size=32, max_size=32).map(bytes.hex), min_size=1, max_size=40, unique=True)


def sealed(commitments, order=None, **more):
    order = range(len(commitments)) if order is None else order
    return seal_roundup(commitments, order=order, roundup="ferry-2026", closed_at=CLOSED, questions=QUESTIONS, **more)


@given(COMMITMENTS, st.randoms(use_true_random=False))
def test_every_commitment_has_a_proof_that_holds_for_it_alone(commitments, shuffled):
    order = list(range(len(commitments)))
    shuffled.shuffle(order)
    seal = sealed(commitments, order)
    assert sorted(seal.leaves) == sorted(commitments)
    assert seal.witness.size == len(commitments)
    assert proofs_of(seal) == {commitment: proof_for(seal, commitment) for commitment in commitments}
    for commitment, proof in proofs_of(seal).items():
        assert seal.leaves[proof.index] == commitment
        assert proof_holds(proof, seal.witness)
        assert not proof_holds(replace(proof, commitment=sha256(commitment.encode()).hexdigest()), seal.witness)
        assert not proof_holds(replace(proof, size=proof.size + 1), seal.witness)
        assert not proof_holds(replace(proof, roundup="another"), seal.witness)
        assert not proof_holds(proof, replace(seal.witness, root="00" * 32))
        assert not proof_holds(proof, replace(seal.witness, size=proof.size + 1))


def test_the_leaves_stand_in_the_order_that_was_handed_in():
    commitments = ["aa" * 32, "bb" * 32, "cc" * 32]
    seal = sealed(commitments, [2, 0, 1])
    assert seal.leaves == ("cc" * 32, "aa" * 32, "bb" * 32)
    assert seal.witness.root == root_of([bytes.fromhex(leaf) for leaf in seal.leaves]).hex()


def test_another_order_has_another_root_so_a_root_tells_nothing_of_who_came_first():
    commitments = [f"{number:064x}" for number in range(9)]
    order = random.Random(7).sample(range(9), 9)  # noqa: S311 - a test's own order
    assert sealed(commitments, order).witness.root != sealed(commitments).witness.root


def test_a_round_up_to_which_nobody_answered_is_sealed_too():
    assert sealed([]).witness.root == root_of_leaves(()) == root_of([]).hex()


@pytest.mark.parametrize("order", [[0], [0, 0], [0, 2], [0, 1, 2], []])
def test_an_order_that_leaves_one_out_or_takes_one_twice_is_refused(order):
    with pytest.raises(ValueError, match="an order of all of 2 commitments"):
        sealed(["aa" * 32, "bb" * 32], order)


def test_a_commitment_twice_or_one_that_is_none_is_refused():
    with pytest.raises(ValueError, match="nonces were used again"):
        sealed(["aa" * 32, "aa" * 32])
    with pytest.raises(ValueError, match="64 hexadecimal digits"):
        sealed(["AA" * 32])


def test_there_is_no_proof_of_what_is_not_sealed():
    with pytest.raises(ValueError, match="a commitment that is sealed"):
        proof_for(sealed(["aa" * 32]), "bb" * 32)


@pytest.mark.parametrize(
    "other",
    [
        (SealedQuestion(identifier="q1", text="Will the ferry run?", terms={"by": "2027-12-31"}),),
        (SealedQuestion(identifier="q1", text="Will the ferry sail?", terms={"by": "2026-12-31"}),),
        (SealedQuestion(identifier="q2", text="Will the ferry run?", terms={"by": "2026-12-31"}),),
        (*QUESTIONS, SealedQuestion(identifier="q2", text="And the tram?")),
        (),
    ],
)
def test_a_question_or_a_term_that_changes_changes_the_hash(other):
    assert questions_digest(other) != questions_digest(QUESTIONS)


def test_terms_that_json_cannot_carry_are_refused():
    with pytest.raises(NotCanonical, match=r"\$\[0\]\.terms\.by"):
        questions_digest([SealedQuestion(identifier="q1", text="Will it?", terms={"by": float("nan")})])


def test_a_seal_tells_where_the_journal_stood():
    head = JournalHead(number=17, digest="ab" * 32)
    assert sealed(["aa" * 32], journal=head).witness.journal == head
