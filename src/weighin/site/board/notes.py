"""A panelist on the board: where they stand, what can be done, and what editors note about them for one another."""

import datetime as dt
from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from weighin.asking.life import Stage
from weighin.errors import InTheWay
from weighin.site import clock
from weighin.site.board.forms import ExtensionForm
from weighin.site.mail.texts import zone_named
from weighin.site.policy import may_edit, member_of
from weighin.site.sentences import sentence
from weighin.site.store.journal import enter
from weighin.site.store.lives import deadline_of, stage_now
from weighin.site.store.locks import locked_panelist
from weighin.site.store.models import AskedPanelist, Event, Member, Note
from weighin.site.store.scoped import own_asked, panelist_on
from weighin.site.store.seals import seal_row
from weighin.site.store.standings import standing_in, with_traces

MOST_NOTES = 200  # about one panelist


class NoteForm(forms.Form):
    """What is noted."""

    text = forms.CharField(
        label="A note for the editors",
        help_text="Panelists do not see notes. Whoever asks what is kept about them is given them.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def panelist(request: HttpRequest, asked: str, panelist: str) -> HttpResponse:
    """Everything of one panelist in one place. A POST adds a note."""
    member = member_of(request)
    row = own_asked(member, asked)
    seated = panelist_on(row, panelist)
    is_noting = request.method == "POST" and may_edit(member)
    form = NoteForm(request.POST if is_noting else None)
    if is_noting and form.is_valid():
        try:
            add_note(seated, form.cleaned_data["text"], by=member, now=clock.now())
        except InTheWay as error:
            form.add_error("text", sentence(error))
        else:
            messages.success(request, "Noted.")
            return redirect("board:panelist", asked=row.public_id, panelist=seated.public_id)
    stage = stage_now(row, clock.now())
    with_standing = with_traces(row.panel.filter(pk=seated.pk)).get()
    shown = {
        "asked": row,
        "panelist": seated,
        "stage": stage.value,
        "standing": standing_in(with_standing, is_closed=stage is Stage.CLOSED).value,
        "deadline": deadline_of(seated),
        "zone": zone_named(row.time_zone),
        "notes": seated.notes.select_related("by"),
        "form": form,
        "extension_form": ExtensionForm(asked=row),
        "is_sealed": seal_row(row) is not None,
        "may_edit": may_edit(member),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "board/panelist.html", shown, status=status)


@require_POST
def remove(request: HttpRequest, asked: str, panelist: str, number: int) -> HttpResponse:
    """Take a note away."""
    member = member_of(request)
    row = own_asked(member, asked)
    seated = panelist_on(row, panelist)
    remove_note(get_object_or_404(Note, panelist=seated, number=number), by=member, now=clock.now())
    messages.success(request, "The note is gone.")
    return redirect("board:panelist", asked=row.public_id, panelist=seated.public_id)


@transaction.atomic
def add_note(seated: AskedPanelist, text: str, *, by: Member, now: dt.datetime) -> Note:
    """Note something about a panelist. The journal tells that, not what.

    Raises:
        InTheWay: there are very many already, or the panelist was erased.
    """
    held = locked_panelist(seated)
    if held.erased_at is not None:
        msg = "everything about this person was erased; nothing is noted of them any more"
        raise InTheWay(msg)
    last = held.notes.order_by("-number").first()
    if held.notes.count() >= MOST_NOTES:
        msg = f"there are {MOST_NOTES} notes about {held.name} already; take some away"
        raise InTheWay(msg)
    made = Note.objects.create(panelist=held, number=last.number + 1 if last else 1, text=text, by=by, at=now)
    about: dict[str, str | int] = {"panelist": held.public_id, "note": made.number}
    enter(Event.NOTED, outlet=held.asked.outlet, by=by, now=now, asked=held.asked, about=about)
    return made


@transaction.atomic
def remove_note(note: Note, *, by: Member, now: dt.datetime) -> None:
    """Take a note away for good."""
    asked = note.panelist.asked
    about: dict[str, str | int] = {"panelist": note.panelist.public_id, "note": note.number}
    note.delete()
    enter(Event.NOTE_REMOVED, outlet=asked.outlet, by=by, now=now, asked=asked, about=about)
