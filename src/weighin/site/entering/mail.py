"""A letter that came in: what it is, without its words; opened, with them, beside the questions; and what an editor makes of it."""

from collections.abc import Callable
from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from weighin.asking.form import answers_from, field_names
from weighin.asking.said import fields_said
from weighin.asking.sheet import sheet_of
from weighin.errors import InTheWay, NotAccepted
from weighin.site import clock
from weighin.site.entering import letters as commands
from weighin.site.entering.forms import LONGEST_REPLY
from weighin.site.mail.texts import zone_named
from weighin.site.policy import member_of
from weighin.site.sentences import sentence
from weighin.site.store.incoming import FROM_PEOPLE
from weighin.site.store.letters_in import came_in_time, mail_on
from weighin.site.store.models import AskedPanelist, IncomingMail, Wish
from weighin.site.store.questions import questions_of
from weighin.site.store.scoped import own_asked, panelist_on


class RequestForm(forms.Form):
    """What of a letter is a question to the editors."""

    wish = forms.ChoiceField(
        label="It asks for",
        choices=[
            (Wish.MORE_TIME.value, "More time"),
            (Wish.MEANING.value, "What a question means"),
            (Wish.OTHER.value, "Something else"),
        ],
        initial=Wish.OTHER.value,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label="In these words",
        help_text="Everybody at the outlet sees them on the board: leave out what answers a question.",
        max_length=commands.LONGEST_REQUEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        strip=False,
    )


class AddressForm(forms.Form):
    """Another address for a panelist."""

    address = forms.EmailField(label="Mail address", max_length=254)


Deed = Callable[[HttpRequest, IncomingMail], HttpResponse]


@require_http_methods(["GET", "HEAD", "POST"])
def mail(request: HttpRequest, asked: str, mail: str) -> HttpResponse:
    """What came, without its words; a button opens it. Opening is a deed with an entry in the journal, so that no GET does it."""
    found = mail_on(own_asked(member_of(request), asked), mail)
    deeds: dict[str, Deed] = {"open": _opened, "enter": _entered, "ask": _asked, "aside": _set_aside, "file": _as_file}
    deed = deeds.get(request.POST.get("do", "")) if request.method == "POST" else None
    return deed(request, found) if deed else _about(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest, asked: str, panelist: str) -> HttpResponse:
    """Give a panelist another address, where letters to the one that they have come back."""
    member = member_of(request)
    seated = panelist_on(own_asked(member, asked), panelist)
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            commands.change_address(seated, form.cleaned_data["address"], by=member, now=clock.now())
        except (InTheWay, NotAccepted) as error:
            form.add_error("address", sentence(error))
        else:
            messages.success(request, f"{seated.name} has another address. An invitation to it is a draft.")
            return redirect("board:roundup", asked=seated.asked.public_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    shown = {"asked": seated.asked, "panelist": seated, "form": form}
    return render(request, "entering/address.html", shown, status=status)


def private(response: HttpResponse) -> HttpResponse:
    """Kept by no browser and nothing in between."""
    response.headers["Cache-Control"] = "no-store"
    return response


def file_of(mail: IncomingMail) -> HttpResponse:
    """A letter as a file to be saved, never shown in the browser."""
    response = HttpResponse(bytes(mail.content or b""), content_type="message/rfc822")
    response.headers["Content-Disposition"] = f'attachment; filename="{mail.public_id}.eml"'
    return private(response)


def _about(request: HttpRequest, mail: IncomingMail, *, notice: str = "", status: int = HTTPStatus.OK) -> HttpResponse:
    seated = _panelist(mail)
    shown = {
        "asked": seated.asked,
        "panelist": seated,
        "mail": mail,
        "zone": zone_named(seated.asked.time_zone),
        "is_from_people": mail.kind in FROM_PEOPLE,
        "is_in_time": came_in_time(mail),
        "notice": notice,
    }
    return private(render(request, "entering/mail.html", shown, status=status))


def _opened(request: HttpRequest, mail: IncomingMail) -> HttpResponse:
    try:
        opened = commands.open_mail(mail, by=member_of(request), now=clock.now())
    except InTheWay as error:
        return _about(request, mail, notice=sentence(error), status=HTTPStatus.CONFLICT)
    contents = commands.contents_of(opened)
    questions = questions_of(_panelist(opened).asked)
    return _beside(request, opened, contents, fields_said(contents.answers, questions))


def _entered(request: HttpRequest, mail: IncomingMail) -> HttpResponse:
    seated = _panelist(mail)
    questions = questions_of(seated.asked)
    typed = {name: request.POST.get(name, "")[:LONGEST_REPLY] for name in field_names(questions)}
    understood = answers_from(typed, questions)
    notice, status = [flaw.reason for flaw in understood.flaws if not flaw.question], HTTPStatus.UNPROCESSABLE_ENTITY
    if not understood.flaws:
        try:
            commands.enter_mail(mail, understood.answers, by=member_of(request), now=clock.now())
        except (InTheWay, NotAccepted) as error:
            notice, status = [str(error)], HTTPStatus(error.http_status)
        else:
            told = "A receipt is on its way to them." if seated.address else "They have no address: tell them."
            messages.success(request, f"Entered for {seated.name}. {told}")
            return redirect("board:roundup", asked=seated.asked.public_id)
    return _again(request, mail, typed, understood.flaws, notice=notice, status=status)


def _asked(request: HttpRequest, mail: IncomingMail) -> HttpResponse:
    form = RequestForm(request.POST)
    notice: list[str] = []
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        wish, text = Wish(form.cleaned_data["wish"]), form.cleaned_data["text"].replace("\r\n", "\n")
        try:
            commands.put_on_board(mail, wish, text, by=member_of(request), now=clock.now())
        except (InTheWay, NotAccepted) as error:
            notice, status = [str(error)], HTTPStatus(error.http_status)
        else:
            messages.success(request, "It is on the board, among what panelists ask.")
            return redirect("board:roundup", asked=_panelist(mail).asked.public_id)
    return _again(request, mail, None, (), notice=notice, status=status, form=form)


def _set_aside(request: HttpRequest, mail: IncomingMail) -> HttpResponse:
    commands.set_aside(mail, by=member_of(request), now=clock.now())
    messages.success(request, "Set aside. Nobody was written to, and the letter stays in the mailbox.")
    return redirect("board:roundup", asked=_panelist(mail).asked.public_id)


def _as_file(request: HttpRequest, mail: IncomingMail) -> HttpResponse:
    try:
        return file_of(commands.open_mail(mail, by=member_of(request), now=clock.now()))
    except InTheWay as error:
        return _about(request, mail, notice=sentence(error), status=HTTPStatus.CONFLICT)


def _again(
    request: HttpRequest,
    mail: IncomingMail,
    typed: dict[str, str] | None,
    flaws: object,
    *,
    notice: list[str],
    status: HTTPStatus,
    form: RequestForm | None = None,
) -> HttpResponse:
    """The opened letter once more with what was typed, where it may still be seen."""
    try:
        opened = commands.open_mail(mail, by=member_of(request), now=clock.now())
    except InTheWay as error:
        return _about(request, mail, notice=sentence(error), status=HTTPStatus.CONFLICT)
    contents = commands.contents_of(opened)
    questions = questions_of(_panelist(opened).asked)
    fields = typed if typed is not None else fields_said(contents.answers, questions)
    return _beside(request, opened, contents, fields, flaws=flaws, notice=notice, status=status, form=form)


def _beside(
    request: HttpRequest,
    mail: IncomingMail,
    contents: commands.Opened,
    fields: object,
    *,
    flaws: object = (),
    notice: list[str] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
    form: RequestForm | None = None,
) -> HttpResponse:
    seated = _panelist(mail)
    shown = {
        "asked": seated.asked,
        "panelist": seated,
        "mail": mail,
        "zone": zone_named(seated.asked.time_zone),
        "is_from_people": mail.kind in FROM_PEOPLE,
        "is_in_time": came_in_time(mail),
        "contents": contents,
        "found": sum(map(bool, contents.answers)),
        "sheet": sheet_of(questions_of(seated.asked), fields, flaws=flaws),  # type: ignore[arg-type]  # handed on as they came
        "notice": notice or [],
        "form": form or RequestForm(initial={"text": "\n\n".join(contents.rest)[: commands.LONGEST_REQUEST]}),
    }
    return private(render(request, "entering/opened.html", shown, status=status))


def _panelist(mail: IncomingMail) -> AskedPanelist:
    if mail.panelist is None:
        msg = "a letter of a round-up has a panelist"
        raise ValueError(msg)
    return mail.panelist
