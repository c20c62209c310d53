"""Templates: what a round-up can begin from. Ready-made ones come with Weigh-In, others are an outlet's own; none has a panel."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet

from weighin.asking.ready_made import ReadyMade
from weighin.errors import InTheWay, NotAccepted
from weighin.site.drafting.commands import AskedFor, add_question, draft_roundup
from weighin.site.drafting.copying import copied
from weighin.site.drafting.seeding import KnownValue, mark_seed
from weighin.site.store.journal import enter
from weighin.site.store.models import AskedRoundup, Event, Member, Outlet, Purpose
from weighin.site.store.protocols import encode_protocol

MOST = 100  # of one outlet: more is a list that nobody reads


def templates_of(outlet: Outlet) -> QuerySet[AskedRoundup]:
    """An outlet's own templates, by name."""
    own = AskedRoundup.of_every_purpose.filter(outlet=outlet, purpose=Purpose.TEMPLATE)
    return own.select_related("drafted_by").prefetch_related("questions").order_by("title", "pk")


@transaction.atomic
def save_as_template(asked: AskedRoundup, name: str, *, by: Member, now: dt.datetime) -> AskedRoundup:
    """Keep texts, rules and questions of a round-up of any stage under a name; nobody of its panel, no deadline.

    Raises:
        NotAccepted: there is a template of that name, or the name is none.
        InTheWay: there are too many already.
    """
    Outlet.objects.select_for_update().get(pk=by.outlet_id)  # of two at once with one name the second is told
    named = " ".join(name.split())
    if not named:
        msg = "a template has a name"
        raise NotAccepted(msg)
    own = templates_of(by.outlet)
    if own.filter(title__iexact=named).exists():
        msg = f"there is a template “{named}” already; choose another name, or delete that one"
        raise NotAccepted(msg)
    if own.count() >= MOST:
        msg = f"there are {MOST} templates already; delete one that nobody uses"
        raise InTheWay(msg)
    saved = copied(asked, by=by, now=now, purpose=Purpose.TEMPLATE, title=named)
    about: dict[str, str | int] = {"template": saved.public_id}
    enter(Event.TEMPLATE_SAVED, outlet=by.outlet, by=by, now=now, asked=asked, about=about)
    return saved


@transaction.atomic
def begin_from(template: AskedRoundup, *, by: Member, now: dt.datetime) -> AskedRoundup:
    """Begin a draft with what one of the outlet's own templates has."""
    draft = copied(template, by=by, now=now)
    about: dict[str, str | int] = {"template": template.public_id}
    enter(Event.DRAFTED, outlet=by.outlet, by=by, now=now, asked=draft, about=about)
    return draft


@transaction.atomic
def begin_from_ready_made(ready: ReadyMade, *, by: Member, now: dt.datetime) -> AskedRoundup:
    """Begin a draft with what a template that comes with Weigh-In has."""
    columns = {
        "title": ready.title,
        "standfirst": ready.standfirst,
        "introduction": ready.introduction,
        "note_to_panel": ready.note_to_panel,
        "attribution": ready.attribution.value,
        "approval": ready.approval.value,
        "protocol": encode_protocol(ready.protocol),
        "reminders": ",".join(map(str, ready.reminders)),
    }
    draft = draft_roundup(columns, by=by, now=now)
    for one in ready.questions:
        asked_for = AskedFor(
            text=one.text, asks_prose=one.asks_prose, words_wanted=one.words_wanted, scale=one.scale, terms=one.terms
        )
        question = add_question(draft, asked_for, by=by, now=now)
        if one.is_seed:
            mark_seed(question, KnownValue(), by=by, now=now)
    return draft


@transaction.atomic
def delete_template(template: AskedRoundup, *, by: Member, now: dt.datetime) -> None:
    """Delete one of the outlet's own; what was begun from it stays."""
    about: dict[str, str | int] = {"template": template.public_id}
    template.delete()
    enter(Event.TEMPLATE_DELETED, outlet=by.outlet, by=by, now=now, about=about)
