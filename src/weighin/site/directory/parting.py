"""What is done with a whole person: two rows made one, all of it handed over, all of it erased."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from weighin.errors import NotAccepted
from weighin.site import clock
from weighin.site.directory.erasure import erase_expert, seats_of_person
from weighin.site.directory.export import export_expert
from weighin.site.directory.merging import merge_experts, panels_of_both
from weighin.site.policy import member_of
from weighin.site.store.directory import experts_with
from weighin.site.store.scoped import own_expert

MOST_OFFERED = 30


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, expert: str) -> HttpResponse:
    """Choose the other row, look at both, make them one."""
    member = member_of(request)
    row = own_expert(member, expert)
    chosen = request.POST.get("other") or request.GET.get("other", "")
    other = own_expert(member, chosen) if chosen else None
    status = HTTPStatus.OK
    if request.method == "POST" and other is not None:
        try:
            merged = merge_experts(row, other, by=member, now=clock.now())
        except NotAccepted as error:
            messages.error(request, f"{error}.")
            status = HTTPStatus.UNPROCESSABLE_ENTITY
        else:
            messages.success(request, f"{other.name} and {row.name} are one now. {merged.moved} panels moved.")
            return redirect("directory:expert", expert=row.public_id)
    words = request.GET.get("words", row.name.split()[-1]).strip()[:200]
    shown = {
        "expert": row,
        "other": other,
        "twice": panels_of_both(row, other) if other else [],
        "words": words,
        "offered": experts_with(row.outlet, words).exclude(pk=row.pk)[:MOST_OFFERED],
    }
    return render(request, "directory/merge.html", shown, status=status)


@require_POST
def export(request: HttpRequest, expert: str) -> HttpResponse:
    """Everything about one person as a file. By POST, because that it was made is entered in the journal."""
    member = member_of(request)
    content = export_expert(own_expert(member, expert), by=member, now=clock.now())
    named = {"Content-Disposition": f'attachment; filename="person-{expert}.json"'}
    return HttpResponse(content, content_type="application/json", headers=named)


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, expert: str) -> HttpResponse:
    """Ask, and erase. The name has to be typed: it cannot be taken back."""
    member = member_of(request)
    row = own_expert(member, expert)
    is_named = request.POST.get("name", "").strip() == row.name
    if request.method == "POST" and is_named:
        erased = erase_expert(row, by=member, now=clock.now())
        return render(request, "directory/erased.html", {"erased": erased})
    shown = {
        "expert": row,
        "seats": seats_of_person(row).select_related("asked", "asked__roundup"),
        "is_misnamed": request.method == "POST",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(request, "directory/erase.html", shown, status=status)
