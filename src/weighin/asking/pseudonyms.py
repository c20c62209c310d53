"""Names under which a panel discusses: trees, so that none says anything of anybody."""

from collections.abc import Sequence

TREES = (
    "Alder", "Almond", "Apple", "Ash", "Aspen", "Beech", "Birch", "Box", "Cedar", "Cherry", "Chestnut", "Cypress", "Ebony", "Elder", "Elm",
    "Fig", "Fir", "Ginkgo", "Hawthorn", "Hazel", "Hemlock", "Hickory", "Holly", "Hornbeam", "Juniper", "Larch", "Laurel", "Lime", "Magnolia",
    "Maple", "Medlar", "Mulberry", "Myrtle", "Oak", "Olive", "Palm", "Pear", "Pine", "Plane", "Plum", "Poplar", "Quince", "Rowan", "Spruce",
    "Sycamore", "Tamarind", "Teak", "Walnut", "Willow", "Yew",
)  # fmt: skip


def pseudonyms(order: Sequence[int], *, taken: frozenset[str] = frozenset()) -> list[str]:
    """As many names as `order` is long, in the order that it draws by lot, none of them taken; beyond the trees with a number.

    Args:
        order: a random permutation of `range(len(order))`, from a source that nobody can foresee.

    Raises:
        ValueError: an order that is no permutation.
    """
    if sorted(order) != list(range(len(order))):
        msg = f"expected an order of {len(order)} places, each once, found {list(order)[:5]}…"
        raise ValueError(msg)
    free = [
        name
        for lap in range(len(order) + len(taken) + 1)
        for tree in TREES
        if (name := f"{tree} {lap + 1}" if lap else tree) not in taken
    ]
    return [free[place] for place in order]
