"""Where panelists stand, from their rows: which times there are, never what was written."""

from django.db.models import Exists, F, OuterRef, QuerySet

from weighin.asking.standing import Standing, Traces, standing_of
from weighin.site.store.models import (
    AnswerVersion,
    AskedPanelist,
    IncomingMail,
    Letter,
    LetterKind,
    LetterState,
    MailKind,
)


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
        bounces=Exists(_standing_bounces().filter(panelist=OuterRef("pk"))),
    )


def standing_in(panelist: AskedPanelist, *, is_closed: bool) -> Standing:
    """Where a panelist stands who was found by `with_traces`."""
    traces = Traces(
        invited_at=panelist.invited_at,
        invitation_failed=panelist.failed,  # type: ignore[attr-defined]  # annotated
        address_bounces=bounces(panelist),
        started_at=panelist.started_at,
        declined_at=panelist.declined_at,
        submitted_in_time=panelist.in_time,  # type: ignore[attr-defined]  # annotated
        submitted_late=panelist.late,  # type: ignore[attr-defined]  # annotated
    )
    return standing_of(traces, is_closed=is_closed)


def bounces(panelist: AskedPanelist) -> bool:
    """Whether letters to the address of a panelist come back who was found by `with_traces`."""
    return bool(panelist.bounces)  # type: ignore[attr-defined]  # annotated


def has_bounced(panelist: AskedPanelist) -> bool:
    """Whether letters to the address that they have now came back for good. Another address, or an editor who sets the bounce aside, ends it."""
    return _standing_bounces().filter(panelist=panelist).exists()


def _standing_bounces() -> QuerySet[IncomingMail]:
    bounces = IncomingMail.objects.filter(kind=MailKind.BOUNCE, settled_at__isnull=True)
    return bounces.filter(letter__to_address=F("panelist__address"))
