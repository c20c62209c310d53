"""Writing to some of the panel, and everything that was written to one person."""

from http import HTTPStatus

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from weighin.asking.life import Stage
from weighin.asking.sifting import read_sieve
from weighin.errors import InTheWay, NotAccepted
from weighin.site import clock
from weighin.site.languages import ENGLISH
from weighin.site.mail.letters import LONGEST_SUBJECT
from weighin.site.mail.messages import NAME, write_messages
from weighin.site.mail.texts import Written
from weighin.site.policy import member_of
from weighin.site.sentences import sentence
from weighin.site.store.letters import DEADLINE, LINK
from weighin.site.store.lives import stage_now
from weighin.site.store.models import AskedRoundup
from weighin.site.store.scoped import own_asked, panelist_on
from weighin.site.store.sifted import panel_through
from weighin.site.store.standings import standing_in, with_traces


class MessageForm(forms.Form):
    """To whom, and what."""

    to = forms.MultipleChoiceField(
        label="To",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one panelist."},
    )
    subject = forms.CharField(label="Subject", max_length=LONGEST_SUBJECT)
    text = forms.CharField(
        label="Text",
        widget=forms.Textarea(attrs={"rows": 14}),
        max_length=50_000,
        strip=False,
        initial=f"Dear {NAME},\n\n\n\n{LINK}\n",
        help_text=f"{NAME}, {LINK} and {DEADLINE} are put in for each. The drafts can be changed one by one.",
    )

    language = forms.ChoiceField(
        label="In which language",
        choices=settings.LANGUAGES,
        initial=ENGLISH,
        required=False,
        help_text="Yours, as you wrote it: nothing is translated. The deadline is written in it, and a screen reader speaks it.",
    )

    def __init__(self, *given: object, asked: AskedRoundup, **more: object) -> None:
        super().__init__(*given, **more)  # type: ignore[arg-type]
        is_closed = stage_now(asked, clock.now()) is Stage.CLOSED
        panel = with_traces(asked.panel.exclude(address="").select_related("asked", "asked__outlet"))
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            (one.public_id, f"{one.name}, {one.address} – {standing_in(one, is_closed=is_closed).value}")
            for one in panel
        ]


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, asked: str) -> HttpResponse:
    """Write to some of the panel: a draft to each. Those who were ticked or found on the board are ticked here."""
    member = member_of(request)
    row = own_asked(member, asked)
    is_writing = request.method == "POST" and request.POST.get("do") != "choose"
    initial = {} if is_writing else {"to": _chosen(request, row)}
    form = MessageForm(request.POST if is_writing else None, initial=initial, asked=row)
    if form.is_valid():
        chosen = row.panel.filter(public_id__in=form.cleaned_data["to"]).select_related("asked", "asked__outlet")
        written = Written(
            form.cleaned_data["subject"], form.cleaned_data["text"], language=form.cleaned_data["language"] or ENGLISH
        )
        try:
            number = write_messages(row, list(chosen), written, by=member, now=clock.now())
        except (InTheWay, NotAccepted) as error:
            form.add_error(None, sentence(error))
        else:
            told = "letter is a draft" if number == 1 else "letters are drafts"
            messages.success(request, f"{number} {told} now: read them, then send them off.")
            return redirect("outbox:letters", asked=row.public_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    ticked = form["to"].value() or []
    return render(request, "outbox/write.html", {"asked": row, "form": form, "ticked": len(ticked)}, status=status)


def _chosen(request: HttpRequest, asked: AskedRoundup) -> list[str]:
    if request.method == "POST":
        return request.POST.getlist("to")
    sieve = read_sieve(request.GET.dict())
    if sieve.is_open:
        return []
    is_closed = stage_now(asked, clock.now()) is Stage.CLOSED
    return [panelist.public_id for panelist, _ in panel_through(asked, sieve, is_closed=is_closed)]


@require_safe
def person(request: HttpRequest, asked: str, panelist: str) -> HttpResponse:
    """Everything that was written to one person, the last first."""
    row = own_asked(member_of(request), asked)
    seated = panelist_on(row, panelist)
    shown = {"asked": row, "panelist": seated, "letters": seated.letters.order_by("-written_at", "-pk")}
    return render(request, "outbox/person.html", shown)
