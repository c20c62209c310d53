"""The panel by its seed questions, once the record is made: what was true, how everybody did, and the decision maker by that."""

from collections.abc import Iterator, Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from msgspec import Struct

from weighin.publishing.panel import View, views_of
from weighin.publishing.panel.weights import seed_section, weighted_panel
from weighin.publishing.seeds import aside_in_words, seed_in_words
from weighin.record.disclosure import Audience, disclose
from weighin.record.public import PublicRecord
from weighin.site.policy import member_of
from weighin.site.store.door import record_of
from weighin.site.store.scoped import own_asked

BY_WEIGHT, BY_EQUAL = "pool (performance weights)", "pool (equal weights, mixture)"


class KnownAnswer(Struct, frozen=True):
    """A seed question with what is told of it."""

    number: int
    text: str
    known: str
    aside: str


class Decided(Struct, frozen=True):
    """One number of the decision maker: of a level or an option of a question, by performance and with equal weights."""

    number: int
    text: str
    part: str
    by_weight: float | str
    by_equal: float | str


@require_safe
def seeds(request: HttpRequest, asked: str) -> HttpResponse:
    """Not there before the seal, like everything that is sealed."""
    row = own_asked(member_of(request), asked)
    if row.roundup is None:
        raise Http404
    record = disclose(record_of(row.roundup), Audience.EDITORS)
    weighted = weighted_panel(record)
    section = seed_section(record, weighted)
    if section is None:
        raise Http404
    shown = {
        "asked": row,
        "section": section,
        "known": list(_known(record)),
        "decided": list(_decided(record, views_of(record, weighted))) if weighted else [],
        "warnings": weighted.warnings if weighted else (),
    }
    return render(request, "board/seeds.html", shown)


def _known(record: PublicRecord) -> Iterator[KnownAnswer]:
    for number, question in enumerate(record.questions, start=1):
        if question.seed:
            told = seed_in_words(question.seed, question.scale)
            yield KnownAnswer(number, question.text, told, aside_in_words(question.seed))


def _decided(record: PublicRecord, views: Mapping[str, View]) -> Iterator[Decided]:
    for number, question in enumerate(record.questions, start=1):
        measures = views[question.identifier].measures if question.identifier in views else ()
        equal = {one.part: one.value for one in measures if one.measure == BY_EQUAL}
        for one in measures:
            if one.measure == BY_WEIGHT:
                yield Decided(number, question.text, one.part, _short(one.value), _short(equal.get(one.part, "")))


def _short(value: float | str) -> float | str:
    return f"{value:.4g}" if isinstance(value, float) else value
