"""A panelist after the close: what was submitted, what became of it, a say in that where the policy gives one, and what proves it."""

from http import HTTPStatus

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from weighin.asking.answers import MOST_CHARACTERS
from weighin.asking.life import Stage
from weighin.asking.policies import Approval
from weighin.errors import InTheWay
from weighin.sealing.seal import proof_for
from weighin.site import clock
from weighin.site.policy import leads_nowhere, panelist_of
from weighin.site.reply import commands, queries
from weighin.site.reply.commands import Decision
from weighin.site.reply.private import private
from weighin.site.store.attributions import stands_loose
from weighin.site.store.lives import stage_now
from weighin.site.store.models import AnswerVersion, AskedPanelist, AskedQuestion
from weighin.site.store.opened import sealed_versions, submission_of
from weighin.site.store.seals import seal_document
from weighin.site.store.versions import counted_version, submitted_version


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def afterwards(request: HttpRequest, token: str) -> HttpResponse:
    """What was submitted beside what it reads as now; approving, objecting, or reporting an error of fact."""
    panelist = panelist_of(request)
    if stage_now(panelist.asked, clock.now()) is not Stage.CLOSED:
        return redirect("reply:form", token=token)
    notice = ""
    if request.method == "POST":
        try:
            _decide(request, panelist)
        except InTheWay as error:
            notice = gettext(str(error))
        else:
            return redirect("reply:afterwards", token=token)
    sealed = seal_document(panelist.asked)
    version = counted_version(panelist)
    leaves = sealed_versions(panelist, sealed) if sealed else []
    approval = Approval(panelist.asked.approval)
    shown = {
        "panelist": panelist,
        "token": token,
        "notice": notice,
        "version": version or submitted_version(panelist) or next(reversed(leaves), None),
        "is_cut_loose": sealed is not None and stands_loose(panelist),
        "is_counted": version is not None or bool(leaves),
        "answers": queries.answers_afterwards(panelist, version, now=clock.now()) if version and version.nonce else [],
        "is_shown": approval is not Approval.NOT_SHOWN,
        "approves": approval is Approval.APPROVES,
        "seal": sealed.witness if sealed else None,
        "submissions": sealed.witness.size - len(sealed.seeds or ()) if sealed else 0,
        "leaves": leaves,
    }
    status = HTTPStatus.CONFLICT if notice else HTTPStatus.OK
    return private(render(request, "reply/afterwards.html", shown, status=status))


@require_safe
def submission(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001 - the middleware has looked it up
    """The panelist's own copy of what was submitted, with its receipt; of an earlier round with `?round=1`."""
    panelist = panelist_of(request)
    version = _sealed(request, panelist) if "round" in request.GET else submitted_version(panelist)
    version = version or _sealed(request, panelist)
    if version is None or not version.nonce:
        return leads_nowhere(request)
    return _file(submission_of(version), "submission.json")


@require_safe
def proof(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001 - the same
    """That what was submitted is sealed; of an earlier round with `?round=1`."""
    panelist = panelist_of(request)
    sealed, version = seal_document(panelist.asked), _sealed(request, panelist)
    if sealed is None or version is None:
        return leads_nowhere(request)
    return _file(proof_for(sealed, version.commitment), "proof.json")


def _sealed(request: HttpRequest, panelist: AskedPanelist) -> AnswerVersion | None:
    """What is sealed of the round that is asked for; of the last that the panelist answered in, where none is."""
    sealed = seal_document(panelist.asked)
    found = sealed_versions(panelist, sealed) if sealed else []
    asked_for = request.GET.get("round")
    return next((one for one in reversed(found) if asked_for in {None, str(one.round)}), None)


@require_safe
def witness(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001 - the same
    """The root over all that was submitted, as everybody gets it."""
    sealed = seal_document(panelist_of(request).asked)
    return _file(sealed.witness, "witness.json") if sealed else leads_nowhere(request)


def _decide(request: HttpRequest, panelist: AskedPanelist) -> None:
    number = request.POST.get("number", "")
    question = AskedQuestion.objects.filter(public_id=request.POST.get("question", ""), asked=panelist.asked).first()
    decision = next((one for one in Decision if one.value == request.POST.get("do")), None)
    if question is None or decision is None or not number.isdecimal() or len(number) > 9:
        raise InTheWay(commands.EDIT_IS_GONE)
    commands.decide_edit(
        panelist=panelist,
        question=question,
        number=int(number),
        decision=decision,
        remark=request.POST.get("remark", "")[:MOST_CHARACTERS].strip(),
        now=clock.now(),
    )


def _file(document: msgspec.Struct, name: str) -> HttpResponse:
    content = msgspec.json.format(msgspec.json.encode(document), indent=2)
    response = HttpResponse(content, content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return private(response)
