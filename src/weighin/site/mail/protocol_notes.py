"""Dated notes on the protocol: what is changed of its rules after the first round was opened, or decided against them, with why; to everybody."""

import datetime as dt

from weighin.errors import InTheWay, NotAccepted
from weighin.record.protocols import Protocol
from weighin.site.mail import texts
from weighin.site.mail.letters import write_letter
from weighin.site.store.journal import enter
from weighin.site.store.models import AskedRoundup, Event, LetterKind, Member, ProtocolNote
from weighin.site.store.protocols import encode_protocol
from weighin.site.store.seals import seal_row

LONGEST_NOTE = 4000  # characters


def write_note(held: AskedRoundup, text: str, protocol: Protocol, *, by: Member, now: dt.datetime) -> ProtocolNote:
    """Note a change, in the transaction that holds the round-up's row: the panel reads it on the form, and letters that say so are drafts.

    `protocol` is what holds from now on; the same as before where the note is on something that was decided against the rules.

    Raises:
        InTheWay: the round-up is a draft, or sealed.
        NotAccepted: the note says nothing, or too much.
    """
    if held.opened_at is None or seal_row(held) is not None:
        msg = "a note is for a round-up that was opened and is not sealed"
        raise InTheWay(msg)
    said = text.strip()
    if not said or len(said) > LONGEST_NOTE:
        msg = f"a note says why, in at most {LONGEST_NOTE:,} characters"
        raise NotAccepted(msg)
    number = held.protocol_notes.count() + 1
    note = ProtocolNote.objects.create(
        asked=held, number=number, text=said, protocol=encode_protocol(protocol), by=by, at=now
    )
    about: dict[str, str | int] = {"note": number, "protocol": note.protocol}
    enter(Event.PROTOCOL_NOTED, outlet=held.outlet, by=by, now=now, asked=held, about=about)
    for panelist in held.panel.filter(declined_at__isnull=True, erased_at__isnull=True).exclude(address=""):
        panelist.asked = held
        write_letter(LetterKind.MESSAGE, panelist, texts.protocol_note(panelist, said), by=by, now=now)
    return note
