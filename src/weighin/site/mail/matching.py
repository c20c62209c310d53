"""Whose a letter that came in is: by the panelist's own address for replies, or by the Message-ID of a letter of ours. Never by its sender's address.

Both stand in the letters to that panelist and nowhere else, and neither can be guessed; a sender's address anybody can write.
"""

from msgspec import Struct

from weighin.reading.incoming.look import Came
from weighin.site.store.models import AskedPanelist, Letter, LetterState, MatchedBy, Outlet, Purpose
from weighin.site.store.reply_addresses import panelist_of_address

WENT_OUT = (LetterState.SENT, LetterState.PERHAPS_SENT, LetterState.SENDING)


class Whose(Struct, frozen=True, kw_only=True):
    """Whose it is: which outlet's, which panelist's, about which letter, by what that is known.

    `leaves_no_trace`: it is for somebody whose name and words are erased, or answers a test; nothing of it is kept.
    """

    outlet: Outlet | None = None
    panelist: AskedPanelist | None = None
    letter: Letter | None = None
    matched_by: MatchedBy = MatchedBy.NOTHING
    leaves_no_trace: bool = False


def whose(came: Came) -> Whose:
    """Whose a letter is. What went to the addresses of two panelists is nobody's, and an editor says whose."""
    letter = _letter_named(came)
    seats = {seat.pk: seat for to in came.recipients if (seat := panelist_of_address(to))}
    if len(seats) > 1:
        outlets = {seat.asked.outlet_id: seat.asked.outlet for seat in seats.values()}
        return Whose(outlet=next(iter(outlets.values())) if len(outlets) == 1 else None)
    if seats:
        [panelist] = seats.values()
        about = letter if letter and letter.panelist_id == panelist.pk else None
        return _of(panelist, about, MatchedBy.REPLY_ADDRESS)
    if letter is None:
        return Whose(outlet=_only_outlet())
    if letter.panelist is None:  # it went to a member
        return Whose(outlet=letter.outlet, letter=letter, matched_by=MatchedBy.LETTER)
    return _of(letter.panelist, letter, MatchedBy.LETTER)


def _of(panelist: AskedPanelist, letter: Letter | None, matched_by: MatchedBy) -> Whose:
    return Whose(
        outlet=panelist.asked.outlet,
        panelist=panelist,
        letter=letter,
        matched_by=matched_by,
        leaves_no_trace=panelist.erased_at is not None or panelist.asked.purpose != Purpose.ROUNDUP,
    )


def _letter_named(came: Came) -> Letter | None:
    """The first of our letters that it names and that went out."""
    rows = Letter.objects.filter(message_id__in=came.named, state__in=WENT_OUT)
    found = {letter.message_id: letter for letter in rows.select_related("outlet", "panelist__asked__outlet")}
    return next((found[name] for name in came.named if name in found), None)


def _only_outlet() -> Outlet | None:
    """Where one outlet works here, what fits nobody can only be for it; of several nobody is shown it."""
    outlets = Outlet.objects.all()[:2]
    return outlets[0] if len(outlets) == 1 else None
