"""Pages of what is done between a panel's answers. None of them shows anything of a round that is open, nor whose a proposal or a pseudonym is."""

from http import HTTPStatus

import msgspec
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weighin.asking.answers import Answers, GivenAnswer
from weighin.asking.form import answers_from, field_names, fields_from
from weighin.asking.life import Stage
from weighin.asking.sheet import sheet_of
from weighin.errors import InTheWay, NotAccepted
from weighin.publishing.panel.words import judgement_in_words
from weighin.record.judgements import Judgement
from weighin.record.protocols import Facilitated
from weighin.record.rounds import Fate
from weighin.site import clock
from weighin.site.facilitating import commands
from weighin.site.facilitating.forms import AgreedForm, DecisionForm, FacilitatorForm, WithholdForm
from weighin.site.mail.texts import zone_of_roundup
from weighin.site.moments import moment_in_field
from weighin.site.policy import may_edit, member_of
from weighin.site.security import with_own_script
from weighin.site.sentences import sentence
from weighin.site.store.discussions import discussion_of, is_discussed, may_contribute
from weighin.site.store.lives import stage_now
from weighin.site.store.models import AskedQuestion, AskedRoundup, Contribution, GroupJudgement
from weighin.site.store.proposals import ProposalShown, proposals_in
from weighin.site.store.protocols import protocol_of
from weighin.site.store.questions import questions_of, scale_of
from weighin.site.store.scoped import own_asked
from weighin.site.store.versions import answers_of, counted_versions

LONGEST_FIELD = 10_000  # characters of a number, or of a few


@require_safe
def proposals(request: HttpRequest, asked: str) -> HttpResponse:
    """What the panel proposed, and what becomes of each; before the close of round 0 nobody sees that."""
    return _proposals(request, own_asked(member_of(request), asked))


@require_POST
def decide(request: HttpRequest, asked: str) -> HttpResponse:
    """Say what becomes of one proposal."""
    member = member_of(request)
    row = own_asked(member, asked)
    form = DecisionForm(request.POST, questions=list(row.questions.all()))
    proposal = next((one for one in _proposals_to_see(row) if one.key == request.POST.get("key")), None)
    if proposal is None:
        raise Http404
    if form.is_valid():
        decision = commands.Decision(
            fate=Fate(form.cleaned_data["fate"]),
            question=row.questions.filter(public_id=form.cleaned_data["question"]).first(),
            because=form.cleaned_data["because"].strip(),
        )
        try:
            commands.decide_proposal(row, proposal, decision, by=member, now=clock.now())
        except (InTheWay, NotAccepted) as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, "Decided.")
            return redirect("facilitating:proposals", asked=row.public_id)
    return _proposals(request, row, typed=form)


@require_safe
def discussion(request: HttpRequest, asked: str) -> HttpResponse:
    """The discussion as the panel reads it."""
    return _discussion(request, own_asked(member_of(request), asked))


@require_POST
def say(request: HttpRequest, asked: str) -> HttpResponse:
    """Say something in the discussion, as its facilitator."""
    member = member_of(request)
    row = own_asked(member, asked)
    question = get_object_or_404(AskedQuestion, asked=row, public_id=request.POST.get("question", ""))
    form = FacilitatorForm(request.POST, auto_id=f"{question.public_id}-%s")
    if form.is_valid():
        try:
            commands.contribute_as_facilitator(row, question, form.cleaned_data["text"], by=member, now=clock.now())
        except InTheWay as error:
            form.add_error(None, sentence(error))
        else:
            address = reverse("facilitating:discussion", kwargs={"asked": row.public_id})
            return redirect(f"{address}#{question.public_id}")
    return _discussion(request, row, typed=form)


@require_POST
def withhold(request: HttpRequest, asked: str, contribution: str) -> HttpResponse:
    """Take a contribution out of sight."""
    member = member_of(request)
    row = own_asked(member, asked)
    found = get_object_or_404(Contribution, asked=row, public_id=contribution)
    form = WithholdForm(request.POST)
    if form.is_valid():
        try:
            commands.withhold(found, form.cleaned_data["because"].strip(), by=member, now=clock.now())
        except NotAccepted as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, "Withheld. The panel reads that it was, and why.")
    else:
        messages.error(request, "Not withheld: say why, in at most 500 characters.")
    return redirect("facilitating:discussion", asked=row.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def agreed(request: HttpRequest, asked: str, question: str) -> HttpResponse:
    """What the group agreed on, beside what each had judged alone."""
    member = member_of(request)
    row = own_asked(member, asked)
    found = get_object_or_404(AskedQuestion, public_id=question, asked=row)
    if not isinstance(protocol_of(row), Facilitated) or stage_now(row, clock.now()) is not Stage.CLOSED:
        raise Http404
    put = tuple(
        msgspec.structs.replace(one, asks_prose=False) for one in questions_of(row) if one.identifier == found.public_id
    )
    before = GroupJudgement.objects.filter(question=found).first()
    if request.method != "POST":
        form = AgreedForm(initial=_agreed_fields(row, before), asked=row)
        return _agreed(request, row, found, form=form, sheet=sheet_of(put, _typed_before(found, before)))
    typed = {name: request.POST.get(name, "")[:LONGEST_FIELD] for name in field_names(put)}
    understood = answers_from(typed, put)
    flaws = [flaw for flaw in understood.flaws if flaw.question]
    form = AgreedForm(request.POST, asked=row)
    judgement = understood.answers.given[0].judgement
    if form.is_valid() and not flaws and judgement is not None:
        try:
            commands.enter_group_judgement(
                found,
                judgement,
                rationale=form.cleaned_data["rationale"].strip(),
                agreed_at=form.cleaned_data["agreed_at"],
                by=member,
                now=clock.now(),
            )
        except (InTheWay, NotAccepted) as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, "Kept. It goes into the record, beside the judgements that were given alone.")
            return redirect("board:roundup", asked=row.public_id)
    elif judgement is None and not flaws:
        form.add_error(None, "Enter what the group agreed on.")
    sheet = sheet_of(put, typed, flaws=flaws)
    return _agreed(request, row, found, form=form, sheet=sheet, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _proposals_to_see(asked: AskedRoundup) -> list[ProposalShown]:
    if asked.round == 0 and stage_now(asked, clock.now()) is not Stage.CLOSED:
        raise Http404
    return proposals_in(asked)


def _proposals(request: HttpRequest, asked: AskedRoundup, *, typed: DecisionForm | None = None) -> HttpResponse:
    shown, questions = _proposals_to_see(asked), list(asked.questions.all())
    told = {
        "asked": asked,
        "proposals": [(one, _decision_form(one, questions, typed)) for one in shown],
        "may_decide": may_edit(member_of(request)) and asked.round == 0,
        "undecided": sum(one.decided is None for one in shown),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if typed is not None else HTTPStatus.OK
    return render(request, "facilitating/proposals.html", told, status=status)


def _discussion(request: HttpRequest, asked: AskedRoundup, *, typed: FacilitatorForm | None = None) -> HttpResponse:
    if not is_discussed(asked):
        raise Http404
    at = typed.data.get("question") if typed else ""
    questions = [
        {
            "discussed": one,
            "estimates": [
                (estimate, judgement_in_words(estimate.judgement, one.scale) if estimate.judgement else "")
                for estimate in one.estimates
            ],
            "form": typed
            if typed is not None and one.question.public_id == at
            else FacilitatorForm(initial={"question": one.question.public_id}, auto_id=f"{one.question.public_id}-%s"),
        }
        for one in discussion_of(asked)
    ]
    told = {
        "asked": asked,
        "questions": questions,
        "may_edit": may_edit(member_of(request)),
        "may_contribute": may_contribute(asked, stage_now(asked, clock.now())),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if typed is not None else HTTPStatus.OK
    return render(request, "facilitating/discussion.html", told, status=status)


def _decision_form(one: ProposalShown, questions: list[AskedQuestion], typed: DecisionForm | None) -> DecisionForm:
    if typed is not None and typed.data.get("key") == one.key:
        typed.auto_id = f"{one.key}-%s"
        return typed
    initial = {"key": one.key, "fate": Fate.KEPT.value}
    if one.decided:
        chosen = one.decided.question.public_id if one.decided.question else ""
        initial |= {"fate": one.decided.fate, "question": chosen, "because": one.decided.because}
    return DecisionForm(initial=initial, questions=questions, auto_id=f"{one.key}-%s")


def _agreed(
    request: HttpRequest,
    asked: AskedRoundup,
    question: AskedQuestion,
    *,
    form: AgreedForm,
    sheet: object,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    scale = scale_of(question)
    alone = []
    for version in counted_versions(asked).values():
        given = answers_of(version).to(question.public_id)
        if given is not None and given.judgement is not None:
            alone.append(judgement_in_words(given.judgement, scale))
    told = {
        "asked": asked,
        "question": question,
        "form": form,
        "sheet": sheet,
        "alone": sorted(alone),
        "has_scale": scale,
    }
    return with_own_script(render(request, "facilitating/agreed.html", told, status=status))


def _agreed_fields(asked: AskedRoundup, before: GroupJudgement | None) -> dict[str, str]:
    if before is None:
        return {}
    return {"rationale": before.rationale, "agreed_at": moment_in_field(before.agreed_at, zone_of_roundup(asked))}


def _typed_before(question: AskedQuestion, before: GroupJudgement | None) -> dict[str, str]:
    if before is None:
        return {}
    judgement = msgspec.json.decode(before.content, type=Judgement)
    given = Answers(given=(GivenAnswer(question=question.public_id, judgement=judgement),))
    return fields_from(given, questions_of(question.asked))
