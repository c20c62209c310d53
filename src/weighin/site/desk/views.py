"""The list of an outlet's round-ups, and the page of each."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from weighin.record.values import DisplayRight
from weighin.sealing.documents import encode_journal
from weighin.site import clock
from weighin.site.desk import commands, queries
from weighin.site.desk.forms import RightForm
from weighin.site.policy import may_edit, may_own, member_of
from weighin.site.store.door import record_of
from weighin.site.store.journal import entries_of, first_break
from weighin.site.store.scoped import own_roundup


@require_safe
def roundups(request: HttpRequest) -> HttpResponse:
    """Everything that this outlet has read, or what has the words that were looked for."""
    member = member_of(request)
    words = request.GET.get("words", "").strip()[:200]
    page, listed = queries.roundups_of(member.outlet, request.GET.get("page", "1"), words=words, now=clock.now())
    shown = {"page": page, "listed": listed, "words": words, "may_edit": may_edit(member)}
    return render(request, "desk/roundups.html", shown)


@require_safe
def roundup(request: HttpRequest, roundup: str) -> HttpResponse:
    """One round-up: its state, what differs from what readers see, what to look at, what was done."""
    member = member_of(request)
    row = own_roundup(member, roundup)
    shown = {
        "listed": queries.listed(row, now=clock.now()),
        "record": record_of(row),
        "journal": queries.journal_of_roundup(row),
        "right_form": RightForm(initial={"right": row.display_right}),
        "may_edit": may_edit(member),
    }
    return render(request, "desk/roundup.html", shown)


@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    """What was done in this outlet, by whom; on request, whether anything in it was tampered with."""
    member = member_of(request)
    page, told = queries.journal_of(member.outlet, request.GET.get("page", "1"))
    shown = {"page": page, "journal": told, "is_checked": "check" in request.GET, "may_export": may_own(member)}
    if shown["is_checked"]:
        shown["broken"] = first_break(member.outlet)
    return render(request, "desk/journal.html", shown)


@require_safe
def journal_file(request: HttpRequest) -> HttpResponse:
    """The whole journal as JSON Lines, for an auditor and `weighin verify`."""
    content = encode_journal(entries_of(member_of(request).outlet))
    named = {"Content-Disposition": 'attachment; filename="journal.jsonl"'}
    return HttpResponse(content, content_type="application/jsonl", headers=named)


@require_POST
def state_right(request: HttpRequest, roundup: str) -> HttpResponse:
    """State the display right."""
    member = member_of(request)
    row = own_roundup(member, roundup)
    form = RightForm(request.POST)
    if form.is_valid():
        commands.state_right(row, DisplayRight(form.cleaned_data["right"]), by=member, now=clock.now())
        messages.success(request, "The right is stated. Readers see the change once you publish it.")
    else:
        messages.error(request, "Choose one of the three rights.")
    return redirect("desk:roundup", roundup=row.public_id)
