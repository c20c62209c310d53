"""What a record itself tells of its seal, against the seals and witnesses that were brought."""

from collections.abc import Iterator, Sequence

from weighin.record.record import Record
from weighin.sealing.checks.values import Check, Exhibit, Rule, agrees, disagrees, not_checked, of_kind, several
from weighin.sealing.seal import Seal, Witness


def check_told(exhibits: Sequence[Exhibit]) -> Iterator[Check]:
    """Each record that names a root: one of the witnesses has it, and the seal says the same of what was edited."""
    witnesses = [
        *((name, seal.witness) for name, seal in of_kind(exhibits, Seal)),
        *of_kind(exhibits, Witness),
    ]
    for name, record in of_kind(exhibits, Record):
        if record.asking is None or record.asking.seal is None:
            continue
        told = record.asking.seal
        own = [of for of, witness in witnesses if (witness.root, witness.size) == (told.root, told.size)]
        if own:
            sentence = (
                f"The record names the root {told.root[:16]}… over {several(told.size, 'leaf')}, as the witness does."
            )
            yield agrees(Rule.TOLD, f"{name} and {', '.join(own)}", sentence)
        elif witnesses:
            names = ", ".join(of for of, _ in witnesses)
            sentence = f"The record names another root ({told.root[:16]}… over {several(told.size, 'leaf')}): it is not the record of this seal, or one of the two was changed."
            yield disagrees(Rule.TOLD, f"{name} and {names}", sentence)
        for seal_name, seal in seals_of(record, exhibits):
            edited = {one.answer for one in record.asking.edited}
            if seal.witness.root != told.root or edited == set(seal.edited):
                continue
            if not seal.edited:
                sentence = "The seal names no edit, as it was fixed at the close; the seal that was published with the record names them. Bring that one."
                yield not_checked(Rule.TOLD, f"{name} and {seal_name}", sentence)
            else:
                sentence = "The record and the seal do not name the same answers as edited."
                yield disagrees(Rule.TOLD, f"{name} and {seal_name}", sentence)


def seals_of(record: Record, exhibits: Sequence[Exhibit]) -> list[tuple[str, Seal]]:
    """The seals that a record is compared with: where it names its root and a seal has it, that one; else all."""
    seals = of_kind(exhibits, Seal)
    told = record.asking.seal if record.asking else None
    own = [(name, seal) for name, seal in seals if told and seal.witness.root == told.root]
    return own or seals
