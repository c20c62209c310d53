"""Proofs that were written out by hand are read; what is no proof is refused."""

from hashlib import sha1, sha256

import pytest
from builders.stamps import SHA256, append, in_block, pending, prepend, proof_over
from hypothesis import given
from hypothesis import strategies as st

from weighin.errors import NotCheckable
from weighin.sealing.opentimestamps import (
    Branch,
    InBlock,
    OpenTimestamp,
    Other,
    Pending,
    Step,
    attested,
    branch_bytes,
    grown,
    joined,
    merkle_root_of,
    proof_bytes,
    read_branch,
    read_proof,
)

DIGEST = sha256(b"a witness").digest()
ALICE, BOB = "https://alice.example", "https://bob.example"


def test_every_step_is_followed_to_the_block_and_its_merkle_root():
    data = proof_over(DIGEST, append(b"right") + SHA256 + prepend(b"left") + SHA256 + in_block(358_391))
    proof = read_proof(data)
    root = sha256(b"left" + sha256(DIGEST + b"right").digest()).digest()
    assert list(attested(proof.start)) == [(root, InBlock(358_391))]
    assert (proof.digest, proof.block) == (DIGEST.hex(), 358_391)
    assert merkle_root_of(root) == bytes(reversed(root)).hex()
    assert proof_bytes(proof) == data


def test_branches_and_promises_are_read_and_written_as_they_were():
    two = b"\xff" + append(b"a") + SHA256 + pending(ALICE) + b"\x02" + b"\xff" + pending(BOB) + in_block(7)
    data = proof_over(DIGEST, two)
    proof = read_proof(data)
    found = {one: outcome for outcome, one in attested(proof.start)}
    assert found[Pending(ALICE)] == sha256(DIGEST + b"a").digest()
    assert found[Pending(BOB)] == found[InBlock(7)] == sha1(DIGEST).digest()  # noqa: S324 - a step of the format
    assert proof_bytes(proof) == data


def test_an_attestation_of_a_kind_that_is_not_known_is_kept():
    unknown = b"\x00" + b"12345678" + b"\x03abc"
    proof = read_proof(proof_over(DIGEST, unknown))
    assert list(attested(proof.start)) == [(DIGEST, Other(b"12345678", b"abc"))]
    assert proof.block is None
    assert proof_bytes(proof) == proof_over(DIGEST, unknown)


def test_a_promise_that_is_kept_gives_way_to_the_block_and_others_stay():
    promise = read_branch(b"\xff" + append(b"a") + pending(ALICE) + append(b"b") + pending(BOB), DIGEST)
    kept = read_branch(SHA256 + in_block(9), DIGEST + b"a")
    after = grown(promise, {DIGEST + b"a": kept})
    assert [one for _, one in attested(after)] == [InBlock(9), Pending(BOB)]
    assert OpenTimestamp(after).block == 9


def test_what_two_calendars_know_is_joined_and_only_of_one_digest():
    alice, bob = (read_branch(append(who) + pending(where), DIGEST) for who, where in ((b"a", ALICE), (b"b", BOB)))
    both = joined(alice, bob)
    assert {one for _, one in attested(both)} == {Pending(ALICE), Pending(BOB)}
    assert joined(both, alice) == both
    assert read_branch(branch_bytes(both), DIGEST) == both
    with pytest.raises(ValueError, match="one outcome"):
        joined(alice, Branch(b"another"))


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"no proof", "no OpenTimestamps proof"),
        (proof_over(DIGEST, b"")[:-3], "ends too early"),
        (proof_over(DIGEST, b""), "ends too early"),
        (proof_over(DIGEST, pending(ALICE) + b"x"), "something follows"),
        (proof_over(DIGEST, b"\x67" + pending(ALICE)), "0x67.*does not know"),
        (proof_over(DIGEST, b"\xf0\x00" + pending(ALICE)), "adds nothing"),
        (proof_over(DIGEST, b"\x08" * 300 + pending(ALICE)), "more than 256 steps"),
        (proof_over(DIGEST, append(b"x" * 4090) + pending(ALICE)), "more than 4096 bytes"),
        (proof_over(DIGEST, append(b"x" * 5000) + pending(ALICE)), "at most 4096"),
        (proof_over(DIGEST, b"\xf0" + b"\xff" * 12), "too large"),
        (proof_over(DIGEST, b"\xff" + SHA256 + in_block(1) + SHA256 + in_block(2)), "stands twice"),
        (proof_over(DIGEST, b"\x08" * 70_000), "larger than 64 kB"),
        (proof_over(DIGEST, pending(ALICE)).replace(b"\x01\x08", b"\x02\x08", 1), "version"),
        (proof_over(DIGEST, pending(ALICE)).replace(b"\x01\x08", b"\x01\x03", 1), "another hash"),
    ],
)
def test_what_is_damaged_or_without_end_is_refused(data, complaint):
    with pytest.raises(NotCheckable, match=complaint):
        read_proof(data)


def test_an_address_that_would_move_the_cursor_of_a_terminal_is_no_calendar():
    data = proof_over(DIGEST, pending("https://a.example/\x1b[2J"))
    [(_, attestation)] = attested(read_proof(data).start)
    assert isinstance(attestation, Other)
    assert proof_bytes(read_proof(data)) == data


END = st.builds(Pending, st.sampled_from([ALICE, BOB])) | st.builds(InBlock, st.integers(0, 2**40))
STEPS = [Step(0x08), Step(0x02), Step(0xF0, b"right"), Step(0xF1, b"left")]


def branches():
    """(who attests, [(step, what follows it)]): as a tree that ends in attestations."""
    leaves = st.tuples(st.lists(END, min_size=1, max_size=2), st.just([]))

    def further(inner):
        after = st.permutations(STEPS).flatmap(
            lambda steps: st.lists(inner, min_size=1, max_size=3).map(
                lambda found: list(zip(steps, found, strict=False))
            )
        )
        return st.tuples(st.lists(END, max_size=2), after)

    return st.recursive(leaves, further, max_leaves=8)


def bytes_of(drawn):
    ends, after = drawn
    items = [pending(end.calendar) if isinstance(end, Pending) else in_block(end.height) for end in ends]
    for step, inner in after:
        own = {0x08: SHA256, 0x02: b"\x02", 0xF0: append(step.argument), 0xF1: prepend(step.argument)}[step.operation]
        items.append(own + bytes_of(inner))
    return b"".join(b"\xff" + item for item in items[:-1]) + items[-1]


@given(branches())
def test_whatever_tree_a_proof_is_it_is_read_and_written_back_byte_for_byte(drawn):
    data = proof_over(DIGEST, bytes_of(drawn))
    assert proof_bytes(read_proof(data)) == data


@given(branches(), st.data())
def test_damage_is_refused_or_read_as_what_it_says(drawn, data):
    was = proof_over(DIGEST, bytes_of(drawn))
    place = data.draw(st.integers(0, len(was) - 1))
    becomes = was[:place] + data.draw(st.binary(max_size=3)) + was[place + 1 :]
    try:
        proof = read_proof(becomes)
    except NotCheckable:
        return
    assert read_proof(proof_bytes(proof)) == proof
