"""That an outlet's journal grew by appending alone: from seal to seal by a short proof, from export to export entry by entry."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from weighin.sealing.checks.values import Check, Exhibit, Rule, agrees, disagrees, of_kind, several
from weighin.sealing.documents import Journal
from weighin.sealing.growth import growth_holds
from weighin.sealing.journal import JournalHead
from weighin.sealing.seal import Seal, Witness


def check_growth(exhibits: Sequence[Exhibit]) -> Iterator[Check]:
    """Each seal's proof, the earlier witnesses that it speaks of, and journals that were exported at different times."""
    for name, seal in of_kind(exhibits, Seal):
        if not seal.growth or seal.witness.journal is None:
            continue
        earlier, later = seal.growth.earlier, seal.witness.journal
        if not growth_holds(seal.growth, later):
            sentence = f"The proof does not show that the journal up to entry {later.number} begins with the {several(earlier.number, 'entry')} that an earlier seal named."
            yield disagrees(Rule.GROWN, name, sentence)
            continue
        sentence = f"The journal of {several(earlier.number, 'entry')} that an earlier seal named grew to {later.number}; nothing in it was changed."
        yield agrees(Rule.GROWN, name, sentence)
        for other_name, other in _witnesses(exhibits):
            if other.journal is not None and is_same_head(other.journal, earlier):
                yield agrees(Rule.GROWN, f"{other_name} and {name}", f"It is the journal that {other_name} names.")
    for (name, journal), (other_name, other_journal) in combinations(of_kind(exhibits, Journal), 2):
        yield from _begins_alike(f"{name} and {other_name}", journal, other_journal)


def is_same_head(one: JournalHead, other: JournalHead) -> bool:
    """Whether both name one entry of one journal."""
    return (one.number, one.digest) == (other.number, other.digest)


def round_ups_of_one_journal(exhibits: Sequence[Exhibit]) -> Iterator[set[str]]:
    """Round-ups of which it is known that one outlet sealed them: a journal speaks of them all, or a seal's journal grew from another's."""
    witnesses = _witnesses(exhibits)
    for _, journal in of_kind(exhibits, Journal):
        of = {witness.roundup for _, witness in witnesses}
        yield {roundup for roundup in of if any(entry.speaks_of(roundup) for entry in journal.entries)}
    for _, seal in of_kind(exhibits, Seal):
        if seal.growth and seal.witness.journal and growth_holds(seal.growth, seal.witness.journal):
            for _, other in witnesses:
                if other.journal is not None and is_same_head(other.journal, seal.growth.earlier):
                    yield {seal.witness.roundup, other.roundup}


def _witnesses(exhibits: Sequence[Exhibit]) -> list[tuple[str, Witness]]:
    return [
        *((name, seal.witness) for name, seal in of_kind(exhibits, Seal)),
        *of_kind(exhibits, Witness),
    ]


def _begins_alike(of: str, one: Journal, other: Journal) -> Iterator[Check]:
    """Two exports of one outlet: the longer has all of the shorter."""
    if not one.entries or not other.entries or one.entries[0].outlet != other.entries[0].outlet:
        return
    shorter, longer = sorted((one.entries, other.entries), key=len)
    differs = next((was for was, now in zip(shorter, longer, strict=False) if was.digest != now.digest), None)
    if differs is None:
        sentence = (
            f"Both have the same first {several(len(shorter), 'entry')}; the later adds {len(longer) - len(shorter)}."
        )
        yield agrees(Rule.GROWN, of, sentence)
    else:
        yield disagrees(Rule.GROWN, of, f"They part at entry {differs.number}: one of the two was rewritten.")
