"""That a journal grew by appending alone, shown to whoever has not the journal: one root over its entries, and a short proof between two roots."""

from collections.abc import Sequence

from msgspec import Struct

from weighin.sealing.journal import JournalHead
from weighin.sealing.merkle import consistency_proof, is_consistent, root_of
from weighin.sealing.rules import require_digest


class Growth(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That a journal which stood at `earlier` grew into a later one: the consistency proof (RFC 9162, 2.1.4), in hexadecimal."""

    earlier: JournalHead
    path: tuple[str, ...]

    def __post_init__(self) -> None:
        require_digest("path", *self.path)


def head_of(digests: Sequence[str]) -> JournalHead | None:
    """Where the journal stands whose entries have these digests; None where it has none."""
    if not digests:
        return None
    root = root_of([bytes.fromhex(digest) for digest in digests]).hex()
    return JournalHead(number=len(digests), digest=digests[-1], root=root)


def growth_since(earlier: JournalHead, digests: Sequence[str]) -> Growth:
    """The proof that the journal of these digests grew from an earlier one.

    Raises:
        ValueError: the earlier one is longer.
    """
    path = consistency_proof([bytes.fromhex(digest) for digest in digests], earlier.number)
    return Growth(earlier=earlier, path=tuple(step.hex() for step in path))


def growth_holds(growth: Growth, later: JournalHead) -> bool:
    """Whether the proof shows that the later journal begins with the earlier one, as it was."""
    earlier = growth.earlier
    if not isinstance(earlier.root, str) or not isinstance(later.root, str):
        return False
    path = [bytes.fromhex(step) for step in growth.path]
    roots = {"earlier_root": bytes.fromhex(earlier.root), "root": bytes.fromhex(later.root)}
    return is_consistent(earlier.number, later.number, path=path, **roots)
