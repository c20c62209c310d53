"""Templates on the desk: what there is to begin from, beginning, keeping a round-up as one, deleting one."""

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weighin.asking.ready_made import READY_MADE, ready_made_of
from weighin.errors import InTheWay, NotAccepted
from weighin.site import clock
from weighin.site.drafting import beginning
from weighin.site.policy import member_of
from weighin.site.sentences import sentence
from weighin.site.store.models import AskedRoundup, Member
from weighin.site.store.scoped import own_asked

BEGUN = "This is a draft of your own now. Begin with its texts; the page of the round-up says what is still missing."


class TemplateForm(forms.Form):
    """Under which name it is kept."""

    name = forms.CharField(label="Name", max_length=300, help_text="As it will stand in the list of templates.")


@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    """Ready-made ones, and the outlet's own."""
    own = beginning.templates_of(member_of(request).outlet)
    return render(request, "drafting/templates.html", {"ready": READY_MADE, "own": own})


@require_POST
def use(request: HttpRequest) -> HttpResponse:
    """Begin a draft from one."""
    member = member_of(request)
    ready = ready_made_of(request.POST.get("ready", ""))
    if ready is not None:
        draft = beginning.begin_from_ready_made(ready, by=member, now=clock.now())
    else:
        draft = beginning.begin_from(_own(member, request.POST.get("template", "")), by=member, now=clock.now())
    messages.success(request, BEGUN)
    return redirect("drafting:draft", asked=draft.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest, asked: str) -> HttpResponse:
    """Ask for a name, and keep texts, rules and questions under it."""
    member = member_of(request)
    row = own_asked(member, asked)
    form = TemplateForm(request.POST) if request.method == "POST" else TemplateForm(initial={"name": row.title})
    if request.method == "POST" and form.is_valid():
        try:
            beginning.save_as_template(row, form.cleaned_data["name"], by=member, now=clock.now())
        except (InTheWay, NotAccepted) as error:
            form.add_error("name", sentence(error))
        else:
            messages.success(request, "Kept as a template. Nobody of the panel is in it.")
            return redirect("drafting:templates")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "drafting/template.html", {"asked": row, "form": form}, status=status)


@require_POST
def delete(request: HttpRequest) -> HttpResponse:
    """Delete one of the outlet's own."""
    member = member_of(request)
    template = _own(member, request.POST.get("template", ""))
    beginning.delete_template(template, by=member, now=clock.now())
    messages.success(request, f"“{template.title}” is deleted. What was begun from it stays.")
    return redirect("drafting:templates")


def _own(member: Member, public_id: str) -> AskedRoundup:
    if "\0" in public_id:
        raise Http404
    return get_object_or_404(beginning.templates_of(member.outlet), public_id=public_id)
