"""The tree is that of RFC 9162: published vectors, an independent slow twin, and properties."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighin.sealing.merkle import (
    consistency_proof,
    inclusion_proof,
    inclusion_proofs,
    is_consistent,
    is_included,
    root_of,
)

# the reference leaves and roots of Certificate Transparency
LEAVES = [bytes.fromhex(leaf) for leaf in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")]
LEAVES.append(bytes.fromhex("606162636465666768696a6b6c6d6e6f"))
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
L0, L1 = ROOTS[1], "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
N23, N45 = (
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
)
N67 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
N4567 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
L4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
INCLUSION = {
    (0, 1): [],
    (0, 8): [L1, N23, N4567],
    (5, 8): [L4, N67, ROOTS[4]],
    (2, 3): [ROOTS[2]],
    (1, 5): [L0, N23, L4],
}
CONSISTENCY = {(1, 1): [], (1, 8): [L1, N23, N4567], (6, 8): [N45, N67, ROOTS[4]], (2, 5): [N23, L4]}

TREES = st.lists(st.binary(max_size=8), min_size=1, max_size=70)


def twin_root(leaves):
    """RFC 9162, 2.1.1, as its definition says it: k is searched, nothing is shared with the program."""
    if not leaves:
        return sha256().digest()
    if len(leaves) == 1:
        return sha256(bytes([0]) + leaves[0]).digest()
    k = max(2**power for power in range(20) if 2**power < len(leaves))
    return sha256(bytes([1]) + twin_root(leaves[:k]) + twin_root(leaves[k:])).digest()


@pytest.mark.parametrize("size", range(9))
def test_roots_are_the_published_ones_and_the_twins(size):
    assert root_of(LEAVES[:size]).hex() == ROOTS[size] == twin_root(LEAVES[:size]).hex()


@pytest.mark.parametrize("place", INCLUSION)
def test_inclusion_proofs_are_the_published_ones(place):
    index, size = place
    assert [step.hex() for step in inclusion_proof(LEAVES[:size], index)] == INCLUSION[place]


@pytest.mark.parametrize("sizes", CONSISTENCY)
def test_consistency_proofs_are_the_published_ones(sizes):
    earlier, size = sizes
    assert [step.hex() for step in consistency_proof(LEAVES[:size], earlier)] == CONSISTENCY[sizes]


@given(TREES)
def test_any_tree_has_the_root_of_the_twin(leaves):
    assert root_of(leaves) == twin_root(leaves)


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_the_proofs_of_all_leaves_are_those_of_each(leaves):
    assert [tuple(path) for path in inclusion_proofs(leaves)] == [
        inclusion_proof(leaves, index) for index in range(len(leaves))
    ]


@given(TREES, st.data())
def test_a_proof_of_inclusion_holds_for_its_leaf_and_for_nothing_else(leaves, data):
    index, size = data.draw(st.integers(0, len(leaves) - 1)), len(leaves)
    path, root = inclusion_proof(leaves, index), root_of(leaves)
    assert is_included(leaves[index], index, size, path=path, root=root)
    assert not is_included(leaves[index] + b"!", index, size, path=path, root=root)
    assert not is_included(leaves[index], index, size, path=path, root=changed(root, data))
    assert not is_included(leaves[index], index, size, path=(*path, root), root=root)
    assert not is_included(leaves[index], size, size, path=path, root=root)
    assert not is_included(leaves[index], -1, size, path=path, root=root)
    assert not is_included(leaves[index], index, index, path=path, root=root)
    if path:
        step = data.draw(st.integers(0, len(path) - 1))
        other = (*path[:step], changed(path[step], data), *path[step + 1 :])
        assert not is_included(leaves[index], index, size, path=other, root=root)
        assert not is_included(leaves[index], index, size, path=path[:-1], root=root)
        assert not is_included(leaves[index], index, size, path=path[1:], root=root)


@given(st.integers(2, 70), st.data())
def test_a_proof_of_inclusion_holds_at_no_other_place(size, data):
    leaves = [bytes([number]) for number in range(size)]
    index, other = data.draw(st.lists(st.integers(0, size - 1), min_size=2, max_size=2, unique=True))
    path, root = inclusion_proof(leaves, index), root_of(leaves)
    assert not is_included(leaves[index], other, size, path=path, root=root)
    assert not is_included(leaves[other], index, size, path=path, root=root)


@given(TREES, st.integers(1, 200), st.data())
def test_a_proof_of_inclusion_holds_for_another_size_only_where_its_shape_is_the_same(leaves, size, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    path, root = inclusion_proof(leaves, index), root_of(leaves)
    alike = index < size and shape(index, size) == shape(index, len(leaves))
    assert is_included(leaves[index], index, size, path=path, root=root) == alike


def shape(index, size):
    """On which side each step of the path stands, from the leaf upwards, by the RFC's definition."""
    if size == 1:
        return ()
    k = max(2**power for power in range(20) if 2**power < size)
    return (*shape(index, k), "right") if index < k else (*shape(index - k, size - k), "left")


def test_a_root_alone_does_not_tell_the_size_which_is_why_a_witness_carries_it():
    path, root = inclusion_proof(LEAVES[:3], 0), root_of(LEAVES[:3])
    assert is_included(LEAVES[0], 0, 3, path=path, root=root)
    assert is_included(LEAVES[0], 0, 4, path=path, root=root)


@given(TREES, st.data())
def test_a_proof_of_consistency_holds_for_its_two_trees_and_for_no_others(leaves, data):
    earlier, size = data.draw(st.integers(1, len(leaves))), len(leaves)
    path, before, root = consistency_proof(leaves, earlier), root_of(leaves[:earlier]), root_of(leaves)
    assert is_consistent(earlier, size, path=path, earlier_root=before, root=root)
    assert not is_consistent(earlier, size, path=path, earlier_root=changed(before, data), root=root)
    assert not is_consistent(earlier, size, path=path, earlier_root=before, root=changed(root, data))
    assert not is_consistent(earlier, size, path=(*path, root), earlier_root=before, root=root)
    assert not is_consistent(0, size, path=path, earlier_root=before, root=root)
    assert not is_consistent(size + 1, size, path=path, earlier_root=before, root=root)
    if path:
        step = data.draw(st.integers(0, len(path) - 1))
        other = (*path[:step], changed(path[step], data), *path[step + 1 :])
        assert not is_consistent(earlier, size, path=other, earlier_root=before, root=root)
        assert not is_consistent(earlier, size, path=path[:-1], earlier_root=before, root=root)


@given(st.integers(2, 70), st.data())
def test_a_tree_whose_past_was_changed_has_no_proof_of_consistency(size, data):
    leaves = [bytes([number]) for number in range(size)]
    earlier = data.draw(st.integers(1, size - 1))
    place = data.draw(st.integers(0, earlier - 1))
    rewritten = [*leaves[:place], b"rewritten", *leaves[place + 1 :]]
    path = consistency_proof(rewritten, earlier)
    assert not is_consistent(earlier, size, path=path, earlier_root=root_of(leaves[:earlier]), root=root_of(rewritten))


def changed(digest, data):
    place, bit = data.draw(st.integers(0, 31)), data.draw(st.integers(0, 7))
    return digest[:place] + bytes([digest[place] ^ 1 << bit]) + digest[place + 1 :]


@pytest.mark.parametrize("index", [-1, 8])
def test_there_is_no_proof_of_a_leaf_that_is_not_there(index):
    with pytest.raises(ValueError, match="one of 8 leaves"):
        inclusion_proof(LEAVES, index)


@pytest.mark.parametrize("earlier", [0, 9])
def test_there_is_no_proof_of_an_earlier_tree_that_cannot_have_been(earlier):
    with pytest.raises(ValueError, match="between 1 and 8"):
        consistency_proof(LEAVES, earlier)
