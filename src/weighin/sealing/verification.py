"""Whether what people kept agrees: receipts, answers, proofs, witnesses, the seal, the journal, the published record, in whatever selection."""

from msgspec import Struct

from weighin.errors import NotCheckable
from weighin.sealing.checks.growth import check_growth
from weighin.sealing.checks.journals import check_journals
from weighin.sealing.checks.published import check_published
from weighin.sealing.checks.sealed import (
    check_answers,
    check_proofs,
    check_receipts,
    check_roundup,
    check_seals,
    check_witnesses,
)
from weighin.sealing.checks.seeds import check_seeds
from weighin.sealing.checks.stamps import check_stamps
from weighin.sealing.checks.told import check_told
from weighin.sealing.checks.values import Check, Exhibit, Rule, Standing

__all__ = ["Check", "Exhibit", "Rule", "Standing", "Verification", "verify"]

_CHECKS = (
    check_roundup,
    check_answers,
    check_receipts,
    check_proofs,
    check_seals,
    check_witnesses,
    check_stamps,
    check_told,
    check_published,
    check_seeds,
    check_journals,
    check_growth,
)


class Verification(Struct, frozen=True):
    """What was checked, in the order of the chain: answers, receipt, seal, witnesses, stamps, record, journal."""

    checks: tuple[Check, ...]

    @property
    def agrees(self) -> bool:
        """Nothing that could be checked disagrees."""
        return not self.disagreements

    @property
    def disagreements(self) -> tuple[Check, ...]:
        """What does not hold."""
        return tuple(check for check in self.checks if check.standing is Standing.DISAGREES)


def verify(*exhibits: Exhibit) -> Verification:
    """Check whatever was brought against each other: any selection of documents, several of a kind too.

    It looks at nothing else: no network, no clock, no key. Who made a document is not checked, only whether they agree.

    Raises:
        NotCheckable: nothing was brought that says anything about anything else.
    """
    checks = tuple(check for one in _CHECKS for check in one(exhibits))
    if all(check.standing is Standing.NOT_CHECKED for check in checks):
        names = ", ".join(exhibit.name for exhibit in exhibits)
        missing = " ".join(dict.fromkeys(check.sentence for check in checks))
        raise NotCheckable(
            names, missing or "there is nothing to compare it with; bring the seal, a receipt or another witness"
        )
    return Verification(checks)
