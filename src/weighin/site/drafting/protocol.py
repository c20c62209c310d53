"""The protocol of a round-up that was opened: as it was fixed, with every note, and changing a rule by a further one."""

import datetime as dt
from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from weighin.asking.life import Stage
from weighin.errors import InTheWay, NotAccepted
from weighin.record.protocols import Protocol, first_round, most_rounds
from weighin.site import clock
from weighin.site.drafting.protocol_form import ProtocolForm, protocol_fields
from weighin.site.mail.protocol_notes import LONGEST_NOTE, write_note
from weighin.site.mail.protocol_texts import protocol_told
from weighin.site.mail.texts import zone_named
from weighin.site.policy import member_of
from weighin.site.sentences import sentence
from weighin.site.store.lives import stage_now
from weighin.site.store.locks import locked_asked
from weighin.site.store.models import AskedRoundup, Member, ProtocolNote
from weighin.site.store.protocols import decode_protocol, protocol_of
from weighin.site.store.scoped import own_asked


class NoteForm(forms.Form):
    """Why a rule is changed."""

    text = forms.CharField(
        label="What is changed, and why",
        help_text="The panel reads it on the form, with its date; a letter to each is a draft. It stands in the record.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_NOTE,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def protocol(request: HttpRequest, asked: str) -> HttpResponse:
    """What was fixed and what was noted since; a note with the rules as they hold from now on."""
    member = member_of(request)
    row = own_asked(member, asked)
    if stage_now(row, clock.now()) is Stage.DRAFT:
        raise Http404
    is_sent = request.method == "POST"
    rules = ProtocolForm(request.POST if is_sent else None, initial=protocol_fields(protocol_of(row)))
    note = NoteForm(request.POST if is_sent else None)
    if is_sent and rules.is_valid() & note.is_valid():
        try:
            change_protocol(row, rules.cleaned_data["protocol"], note.cleaned_data["text"], by=member, now=clock.now())
        except (InTheWay, NotAccepted) as error:
            note.add_error(None, sentence(error))
        else:
            messages.success(request, "Noted. Letters that tell the panel are drafts: read them, then send them off.")
            return redirect("drafting:protocol", asked=row.public_id)
    shown = {
        "asked": row,
        "fixed": protocol_told(decode_protocol(row.protocol)),
        "opened_at": getattr(row.ended_rounds.first(), "opened_at", row.opened_at),
        "notes": row.protocol_notes.select_related("by"),
        "zone": zone_named(row.time_zone),
        "form": note,
        "rules": rules.shown_in_parts(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if rules.errors or note.errors else HTTPStatus.OK
    return render(request, "drafting/protocol.html", shown, status=status)


@transaction.atomic
def change_protocol(asked: AskedRoundup, new: Protocol, text: str, *, by: Member, now: dt.datetime) -> ProtocolNote:
    """Let other rules hold from now on, with a note that says why.

    Raises:
        InTheWay: another protocol, which would not be the one that the panel was told; or fewer rounds than there were.
        NotAccepted: nothing is changed, or the note says nothing.
    """
    held = locked_asked(asked.pk)
    old = protocol_of(held)
    if type(new) is not type(old) or first_round(new) != first_round(old):
        msg = "the panel was told another protocol; its rules can be changed, not the protocol itself"
        raise InTheWay(msg)
    if new == old:
        msg = "no rule is changed by this; what stands is what held before"
        raise NotAccepted(msg)
    if most_rounds(new) < held.round:
        msg = f"this is round {held.round} already"
        raise InTheWay(msg)
    return write_note(held, text, new, by=by, now=now)
