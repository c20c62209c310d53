"""Merkle trees as RFC 9162 (and RFC 6962 before it) has them: one root for many leaves, short proofs that a leaf or an earlier tree is in it.

Leaves and nodes are hashed with different prefixes, so that a node can never be shown as a leaf. A root alone does not tell how many leaves it
is of: whoever keeps a root keeps the size with it.
Source: RFC 9162, sections 2.1.1 to 2.1.4.
"""

from collections.abc import Sequence
from hashlib import sha256

LEAF, NODE = b"\x00", b"\x01"


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root over the leaves in their order, 32 bytes; of no leaves, SHA-256 of nothing."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    split = _split_of(len(leaves))
    return node_hash(root_of(leaves[:split]), root_of(leaves[split:]))


def leaf_hash(leaf: bytes) -> bytes:
    """What stands for a leaf."""
    return sha256(LEAF + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """What stands for two subtrees."""
    return sha256(NODE + left + right).digest()


def inclusion_proof(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The hashes with which the root follows from the leaf at `index`, from the leaf upwards.

    Raises:
        ValueError: there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        msg = f"expected the index of one of {len(leaves)} leaves, found {index}"
        raise ValueError(msg)
    if len(leaves) == 1:
        return ()
    split = _split_of(len(leaves))
    if index < split:
        return (*inclusion_proof(leaves[:split], index), root_of(leaves[split:]))
    return (*inclusion_proof(leaves[split:], index - split), root_of(leaves[:split]))


def inclusion_proofs(leaves: Sequence[bytes]) -> list[list[bytes]]:
    """The proofs of all leaves, in their order, each hash of the tree made once."""
    paths: list[list[bytes]] = [[] for _ in leaves]

    def rooted(start: int, end: int) -> bytes:
        if end - start == 1:
            return leaf_hash(leaves[start])
        middle = start + _split_of(end - start)
        left, right = rooted(start, middle), rooted(middle, end)
        for place in range(start, end):
            paths[place].append(right if place < middle else left)
        return node_hash(left, right)

    if leaves:
        rooted(0, len(leaves))
    return paths


def is_included(leaf: bytes, index: int, size: int, *, path: Sequence[bytes], root: bytes) -> bool:
    """Whether the leaf stands at `index` in the tree of `size` leaves that has this root."""
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf_hash(leaf)
    for beside in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(beside, found)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, beside)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def consistency_proof(leaves: Sequence[bytes], earlier: int) -> tuple[bytes, ...]:
    """The hashes that show that the tree of the first `earlier` leaves grew into the tree of all, nothing changed.

    Raises:
        ValueError: `earlier` is not between 1 and the number of leaves.
    """
    if not 1 <= earlier <= len(leaves):
        msg = f"expected an earlier size between 1 and {len(leaves)}, found {earlier}"
        raise ValueError(msg)
    return _grown_from(leaves, earlier, is_known=True)


def _grown_from(leaves: Sequence[bytes], earlier: int, *, is_known: bool) -> tuple[bytes, ...]:
    if earlier == len(leaves):
        return () if is_known else (root_of(leaves),)
    split = _split_of(len(leaves))
    if earlier <= split:
        return (*_grown_from(leaves[:split], earlier, is_known=is_known), root_of(leaves[split:]))
    return (*_grown_from(leaves[split:], earlier - split, is_known=False), root_of(leaves[:split]))


def is_consistent(earlier: int, size: int, *, path: Sequence[bytes], earlier_root: bytes, root: bytes) -> bool:
    """Whether the tree of `earlier` leaves with `earlier_root` grew into the tree of `size` leaves with `root`."""
    if not 1 <= earlier <= size:
        return False
    if earlier == size:
        return not path and earlier_root == root
    if not path:
        return False
    steps = list(path)
    if earlier & (earlier - 1) == 0:  # a full tree is itself the first step, and is not repeated in the proof
        steps.insert(0, earlier_root)
    place, last = earlier - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    before = after = steps[0]
    for beside in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            before, after = node_hash(beside, before), node_hash(beside, after)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            after = node_hash(after, beside)
        place, last = place >> 1, last >> 1
    return last == 0 and before == earlier_root and after == root


def _split_of(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1
