"""Where panelists stand, from their rows: which times there are, never what was written."""

from django.db.models import Exists, OuterRef, QuerySet

from weighin.asking.standing import Standing, Traces, standing_of
from weighin.site.store.models import AnswerVersion, AskedPanelist, Letter, LetterKind, LetterState


def with_traces(panelists: QuerySet[AskedPanelist]) -> QuerySet[AskedPanelist]:
    """The same panelists, each with what `standing_in` looks at."""
    standing = AnswerVersion.objects.filter(
        panelist=OuterRef("pk"), round=OuterRef("asked__round"), is_submitted=True, withdrawn_at__isnull=True
    )
    failed = Letter.objects.filter(
        panelist=OuterRef("pk"), kind=LetterKind.INVITATION, state__in=[LetterState.FAILED, LetterState.PERHAPS_SENT]
    )
    return panelists.annotate(
        in_time=Exists(standing.filter(on_time=True)),
        late=Exists(standing.filter(on_time=False)),
        failed=Exists(failed),
    )


def standing_in(panelist: AskedPanelist, *, is_closed: bool) -> Standing:
    """Where a panelist stands who was found by `with_traces`."""
    traces = Traces(
        invited_at=panelist.invited_at,
        invitation_failed=panelist.failed,  # type: ignore[attr-defined]  # annotated
        started_at=panelist.started_at,
        declined_at=panelist.declined_at,
        submitted_in_time=panelist.in_time,  # type: ignore[attr-defined]  # annotated
        submitted_late=panelist.late,  # type: ignore[attr-defined]  # annotated
    )
    return standing_of(traces, is_closed=is_closed)
