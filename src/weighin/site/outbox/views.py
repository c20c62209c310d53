"""Reading, changing and sending off letters."""

from email.message import EmailMessage
from http import HTTPStatus

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from msgspec import Struct

from weighin.errors import NotAccepted
from weighin.site import clock
from weighin.site.environment import MAILBOX
from weighin.site.languages import ENGLISH
from weighin.site.mail import letters as commands
from weighin.site.mail.mailbox import letters_in
from weighin.site.policy import may_edit, may_own, member_of
from weighin.site.store.models import AskedRoundup, Letter, LetterKind, LetterState, LinkPurpose
from weighin.site.store.scoped import own_asked

MOST_SHOWN = 200


class LetterForm(forms.Form):
    """A letter's words."""

    subject = forms.CharField(label="Subject", max_length=commands.LONGEST_SUBJECT)
    text = forms.CharField(label="Text", widget=forms.Textarea(attrs={"rows": 18}), max_length=50_000, strip=False)


class Opened(Struct, frozen=True):
    """A letter out of the mailbox, to be read."""

    to: str
    subject: str
    at: str
    text: str
    language: str
    attachments: tuple[str, ...]


@require_safe
def letters(request: HttpRequest, asked: str) -> HttpResponse:
    """Drafts first, then everything else, the last first."""
    member = member_of(request)
    row = own_asked(member, asked)
    drafts = row.letters.filter(state=LetterState.DRAFT).select_related("panelist")
    others = row.letters.exclude(state=LetterState.DRAFT).select_related("panelist").order_by("-written_at", "-pk")
    shown = {
        "asked": row,
        "drafts": drafts,
        "others": others[:MOST_SHOWN],
        "may_edit": may_edit(member),
        "has_server": settings.MAIL_SERVER is not None,
        "is_mailbox": settings.MAIL_SERVER == MAILBOX,
    }
    return render(request, "outbox/letters.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, asked: str, letter: str) -> HttpResponse:
    """One letter: a draft to change, or what went out."""
    member = member_of(request)
    row = own_asked(member, asked)
    found = _letter(row, letter)
    is_changing = request.method == "POST" and may_edit(member)
    form = (
        LetterForm(request.POST) if is_changing else LetterForm(initial={"subject": found.subject, "text": found.text})
    )
    if is_changing and form.is_valid():
        try:
            commands.change_letter(
                found, subject=form.cleaned_data["subject"], text=form.cleaned_data["text"], by=member
            )
        except NotAccepted as error:
            form.add_error(None, f"{error}.")
        else:
            messages.success(request, "Saved. It is still a draft.")
            return redirect("outbox:letters", asked=row.public_id)
    for field in form.fields.values():
        field.widget.attrs["lang"] = found.language
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    shown = {"asked": row, "letter": found, "form": form, "may_edit": may_edit(member)}
    return render(request, "outbox/letter.html", shown, status=status)


@require_POST
def send(request: HttpRequest, asked: str) -> HttpResponse:
    """Send off the drafts that were ticked; the page before says how many go to whom."""
    member = member_of(request)
    row = own_asked(member, asked)
    chosen = row.letters.filter(state=LetterState.DRAFT, public_id__in=request.POST.getlist("letter"))
    if "confirmed" not in request.POST:
        return render(request, "outbox/send.html", {"asked": row, "chosen": chosen.select_related("panelist")})
    try:
        number = commands.send_off(list(chosen), asked=row, by=member, now=clock.now())
    except NotAccepted as error:
        messages.error(request, f"{error}.")
        return redirect("outbox:letters", asked=row.public_id)
    messages.success(request, f"{number} {'letter is' if number == 1 else 'letters are'} on the way.")
    return redirect("outbox:letters", asked=row.public_id)


@require_POST
def discard(request: HttpRequest, asked: str, letter: str) -> HttpResponse:
    """Drop a draft."""
    row = own_asked(member_of(request), asked)
    if commands.discard([_letter(row, letter)]):
        messages.success(request, "Discarded.")
    return redirect("outbox:letters", asked=row.public_id)


@require_POST
def again(request: HttpRequest, asked: str, letter: str) -> HttpResponse:
    """Send once more what failed, or was perhaps sent."""
    member = member_of(request)
    row = own_asked(member, asked)
    try:
        commands.send_again(_letter(row, letter), by=member, now=clock.now())
    except NotAccepted as error:
        messages.error(request, f"{error}.")
    else:
        messages.success(request, "It is on the way once more.")
    return redirect("outbox:letters", asked=row.public_id)


@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """What went out, links and receipts included, where letters go into a folder instead of a mail server: in the demo. Not for viewers."""
    if settings.MAIL_SERVER != MAILBOX:
        raise Http404
    member = member_of(request)
    theirs = ~Q(kind=LetterKind.MEMBER)
    theirs |= Q(sign_in_link__member=member)  # a colleague's would let one in as them
    theirs |= Q(kind=LetterKind.MEMBER, sign_in_link__isnull=True, to_address__iexact=member.address)
    if may_own(member):
        theirs |= Q(sign_in_link__purpose=LinkPurpose.INVITATION)
    own = set(Letter.objects.filter(theirs, outlet=member.outlet).values_list("message_id", flat=True))
    found = [_opened(one) for one in letters_in(settings.MAILBOX_FOLDER) if str(one["Message-ID"]) in own]
    return render(request, "outbox/mailbox.html", {"letters": found[:MOST_SHOWN]})


def _opened(message: EmailMessage) -> Opened:
    body = message.get_body(("plain",))
    return Opened(
        to=str(message["To"]),
        subject=str(message["Subject"]),
        at=str(message["Date"]),
        text=body.get_content() if body else "",
        language=str(message["Content-Language"] or ENGLISH),
        attachments=tuple(str(part.get_filename()) for part in message.iter_attachments()),
    )


def _letter(asked: AskedRoundup, public_id: str) -> Letter:
    return get_object_or_404(Letter.objects.select_related("panelist"), public_id=public_id, asked=asked)
