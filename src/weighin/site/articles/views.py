"""Reading an article in, the review beside its source, and what is corrected there."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from msgspec import Struct

from weighin.errors import BadSource, DoesNotFit, NotARoundup
from weighin.publishing.wording import counted
from weighin.site import clock
from weighin.site.articles import commands, queries
from weighin.site.articles.correcting import CorrectionForm, Subject, forms_for
from weighin.site.articles.forms import ReadForm
from weighin.site.articles.review import review_of
from weighin.site.policy import may_edit, member_of
from weighin.site.sentences import sentence
from weighin.site.store.models import Correction, Member, Roundup
from weighin.site.store.scoped import own_roundup


class Opened(Struct, frozen=True):
    """The piece that is being corrected: its lasting name, the forms for it, and which of them is unfolded."""

    piece: str
    forms: tuple[CorrectionForm, ...]
    unfolded: str


@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest) -> HttpResponse:
    """Paste, upload or give an address. What cannot be read is said at its field; what was typed stays."""
    member = member_of(request)
    if request.method != "POST":
        return render(request, "articles/read.html", {"form": ReadForm()})
    form, status = ReadForm(request.POST, request.FILES), HTTPStatus.UNPROCESSABLE_ENTITY
    reasons: tuple[str, ...] = ()
    if form.is_valid():
        try:
            kept = commands.read_article(form.given(), may_connect=settings.MAY_FETCH_FROM, by=member, now=clock.now())
        except NotARoundup as refusal:
            reasons = refusal.reasons
        except BadSource as error:
            form.add_error(form.way, sentence(error.reason))
            status = HTTPStatus(error.http_status)
        else:
            return _to_what_was_read(request, kept.roundup, is_new=kept.is_new)
    return render(request, "articles/read.html", {"form": form, "reasons": reasons}, status=status)


@require_safe
def review(request: HttpRequest, roundup: str) -> HttpResponse:
    """Source and record side by side; `?at=` names the piece whose forms are open."""
    member = member_of(request)
    row = own_roundup(member, roundup)
    piece = request.GET.get("at", "")
    opened = None
    if piece and may_edit(member):
        subject = Subject(queries.state_of(row), piece)
        try:
            forms = tuple(form(subject, seen=queries.version_of(row)) for form in forms_for(subject))
            opened = Opened(piece, forms, forms[0].kind if forms else "")
        except DoesNotFit as error:
            messages.warning(request, sentence(error))
    return _page(request, member, row, opened)


@require_POST
def correct(request: HttpRequest, roundup: str, kind: str) -> HttpResponse:
    """Make one correction. What does not fit is said in its form; what was typed stays."""
    member = member_of(request)
    row = own_roundup(member, roundup)
    subject = Subject(queries.state_of(row), request.POST.get("piece", ""))
    try:
        kinds = forms_for(subject)
    except DoesNotFit as error:
        messages.error(request, f"Not corrected: {error}.")
        return _page(request, member, row, None, status=HTTPStatus.CONFLICT)
    chosen = next((form for form in kinds if form.kind == kind), None)
    if chosen is None:
        raise Http404
    form = chosen(subject, request.POST)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        try:
            made = commands.make_correction(
                row, form.correction(), seen=form.cleaned_data["seen"], by=member, now=clock.now()
            )
        except commands.ChangedMeanwhile as error:
            form.add_error(None, _changed(error))
            status = HTTPStatus.CONFLICT
        except DoesNotFit as error:
            form.add_error(None, sentence(error.reason))
        else:
            messages.success(request, f"{made.summary}.")
            return redirect(_address(row, subject.name))
    seen = queries.version_of(row)
    forms = tuple(form.showing(seen) if one is chosen else one(subject, seen=seen) for one in kinds)
    return _page(request, member, row, Opened(subject.name, forms, kind), status=status)


@require_POST
def take_back(request: HttpRequest, roundup: str, number: int) -> HttpResponse:
    """Take a correction back."""
    member = member_of(request)
    row = own_roundup(member, roundup)
    seen = request.POST.get("seen", "")
    try:
        misfits = commands.take_back_correction(
            row, number, seen=int(seen) if seen.isdecimal() else -1, by=member, now=clock.now()
        )
    except commands.ChangedMeanwhile as error:
        messages.error(request, _changed(error))
    except Correction.DoesNotExist:
        messages.error(request, "That correction does not stand any more; there is nothing to take back.")
    else:
        messages.success(request, f"Correction {number} is taken back.")
        for misfit in misfits:
            messages.warning(
                request, f"Correction {misfit.number} does not fit any more and changes nothing: {misfit.reason}."
            )
    return redirect(f"{reverse('articles:review', kwargs={'roundup': row.public_id})}#corrections")


def _page(
    request: HttpRequest, member: Member, row: Roundup, opened: Opened | None, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    row.refresh_from_db(fields=["record_digest", "state", "title"])
    state = queries.state_of(row)
    shown = {
        "roundup": row,
        "review": review_of(
            state,
            show=opened.piece if opened else request.GET.get("show", ""),
            number=int(part) if (part := request.GET.get("part", "")).isdecimal() and len(part) < 6 else 1,
        ),
        "opened": opened,
        "corrections": queries.corrections_of(row, state),
        "seen": queries.version_of(row),
        "differs": queries.differs_from_what_readers_see(row, now=clock.now()),
        "may_edit": may_edit(member),
        "here": reverse("articles:review", kwargs={"roundup": row.public_id}),
    }
    return render(request, "articles/review.html", shown, status=status)


def _to_what_was_read(request: HttpRequest, row: Roundup, *, is_new: bool) -> HttpResponse:
    if is_new:
        found = (
            counted(row.panelists, "expert"),
            counted(row.questions, "question"),
            counted(row.answers, "answer"),
            counted(row.forecasts, "forecast"),
        )
        messages.success(request, f"Read: {', '.join(found)}. Only members see it until it is published.")
    else:
        messages.info(
            request,
            f"This was read before, by {row.read_by} on {row.read_at:%d %B %Y}. Here it is; nothing was changed.",
        )
    return redirect("articles:review", roundup=row.public_id)


def _address(row: Roundup, piece: str) -> str:
    return f"{reverse('articles:review', kwargs={'roundup': row.public_id})}?show={piece}#{piece}"


def _changed(error: commands.ChangedMeanwhile) -> str:
    last = f" The last correction is {error.last.made_by}’s: {error.last.summary}." if error.last else ""
    return f"This round-up was corrected meanwhile, and nothing of yours was done.{last} What you typed is kept: look at it and send it again."
