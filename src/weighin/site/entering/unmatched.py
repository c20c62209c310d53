"""Mail that fits nobody: a list, one opened, whose it is said by an editor."""

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from weighin.errors import InTheWay
from weighin.site import clock
from weighin.site.entering import letters as commands
from weighin.site.entering.mail import file_of, private
from weighin.site.mail.collecting import MOST_UNMATCHED
from weighin.site.policy import member_of
from weighin.site.sentences import sentence
from weighin.site.store.letters_in import inbox_now, unmatched_mail, unmatched_of
from weighin.site.store.models import AskedPanelist, IncomingMail, Outlet, Purpose

A_PAGE = 50
MOST_OFFERED = 1000


class WhoseForm(forms.Form):
    """Whose letter it is."""

    panelist = forms.ChoiceField(
        label="It is from", error_messages={"required": "Choose somebody.", "invalid_choice": "Choose somebody."}
    )

    def __init__(self, *given: object, outlet: Outlet, **more: object) -> None:
        super().__init__(*given, **more)  # type: ignore[arg-type]
        self.panel = AskedPanelist.objects.filter(
            asked__outlet=outlet, asked__opened_at__isnull=False, asked__purpose=Purpose.ROUNDUP
        )
        self.panel = self.panel.filter(erased_at__isnull=True, asked__seal__isnull=True).select_related("asked__outlet")
        offered = self.panel.order_by("-asked__opened_at", "name", "pk")[:MOST_OFFERED]
        listed = [(one.public_id, f"{one.name} – {one.asked.title}") for one in offered]
        self.fields["panelist"].choices = [("", "Choose …"), *listed]  # type: ignore[attr-defined]

    def chosen(self) -> AskedPanelist:
        """Who was chosen."""
        return self.panel.get(public_id=self.cleaned_data["panelist"])


@require_safe
def unmatched(request: HttpRequest) -> HttpResponse:
    """What came and fits nobody on a panel, the last first; and how the mailbox stands."""
    outlet = member_of(request).outlet
    page = Paginator(unmatched_mail(outlet), A_PAGE).get_page(request.GET.get("page", "1"))
    shown = {"page": page, "inbox": inbox_now(), "is_full": page.paginator.count >= MOST_UNMATCHED}
    return private(render(request, "entering/unmatched.html", shown))


@require_http_methods(["GET", "HEAD", "POST"])
def unmatched_letter(request: HttpRequest, mail: str) -> HttpResponse:
    """One of them, without its words; a button opens it."""
    member = member_of(request)
    found = unmatched_of(member, mail)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    now = clock.now()
    if do == "aside":
        commands.set_aside(found, by=member, now=now)
        messages.success(request, "Set aside. It stays in the mailbox.")
        return redirect("entering:unmatched")
    if do in {"open", "file"}:
        try:
            opened = commands.open_mail(found, by=member, now=now)
        except InTheWay as error:
            return _shown(request, found, notice=sentence(error), status=HTTPStatus.CONFLICT)
        return file_of(opened) if do == "file" else _shown(request, opened, contents=commands.contents_of(opened))
    form = WhoseForm(request.POST if do == "assign" else None, outlet=member.outlet)
    if form.is_valid():
        try:
            given = commands.assign_mail(found, form.chosen(), by=member, now=now)
        except InTheWay as error:
            return _shown(request, found, notice=sentence(error), status=HTTPStatus.CONFLICT)
        messages.success(request, f"It is from {given.panelist}, as you say.")
        return redirect("entering:mail", asked=given.panelist.asked.public_id, mail=given.public_id)  # type: ignore[union-attr]  # it was given just now
    return _shown(request, found, form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK)


def _shown(
    request: HttpRequest,
    mail: IncomingMail,
    *,
    contents: commands.Opened | None = None,
    form: WhoseForm | None = None,
    notice: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    shown = {
        "mail": mail,
        "contents": contents,
        "form": form or WhoseForm(outlet=mail.outlet),
        "notice": notice,
    }
    return private(render(request, "entering/unmatched_letter.html", shown, status=status))
