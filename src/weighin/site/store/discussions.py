"""The discussion between two estimates: everybody's first estimate and what was said since, under pseudonyms."""

import secrets
from collections.abc import Iterable

from msgspec import Struct

from weighin.asking.life import Stage
from weighin.asking.pseudonyms import pseudonyms
from weighin.record.judgements import Judgement, Scale
from weighin.record.protocols import Idea
from weighin.site.store.models import AskedPanelist, AskedQuestion, AskedRoundup, Contribution, Pseudonym
from weighin.site.store.protocols import protocol_of
from weighin.site.store.questions import scale_of
from weighin.site.store.versions import answers_of, counted_in_ended

_BY_CHANCE = secrets.SystemRandom()
BEFORE = 1  # the round whose estimates are discussed


class Estimate(Struct, frozen=True, kw_only=True):
    """What somebody gave alone, under a pseudonym."""

    pseudonym: str
    judgement: Judgement | None
    prose: str
    is_own: bool = False


class Said(Struct, frozen=True, kw_only=True):
    """A contribution. `speaker` is empty for a facilitator; what is withheld has no text."""

    row: Contribution
    speaker: str
    text: str
    is_own: bool = False


class Discussed(Struct, frozen=True, kw_only=True):
    """One question in the discussion."""

    question: AskedQuestion
    scale: Scale | None
    estimates: tuple[Estimate, ...]
    said: tuple[Said, ...]


def is_discussed(asked: AskedRoundup) -> bool:
    """Whether there is a discussion: by its protocol, after the first estimates."""
    return asked.round > BEFORE and isinstance(protocol_of(asked), Idea)


def may_contribute(asked: AskedRoundup, stage: Stage) -> bool:
    """Whether something can be said: while the round is open in which everybody estimates again."""
    return stage is Stage.OPEN and is_discussed(asked)


def draw_pseudonyms(asked: AskedRoundup, panelists: Iterable[AskedPanelist]) -> None:
    """Give a pseudonym by lot to each of them who has none, in the transaction that opens the discussion or the mouth."""
    without = [one for one in panelists if not Pseudonym.objects.filter(panelist=one).exists()]
    taken = frozenset(Pseudonym.objects.filter(asked=asked).values_list("name", flat=True))
    order = list(range(len(without)))
    _BY_CHANCE.shuffle(order)
    names = pseudonyms(order, taken=taken)
    _BY_CHANCE.shuffle(without)  # the order of the rows says nothing either
    Pseudonym.objects.bulk_create(
        Pseudonym(panelist=panelist, asked=asked, name=name) for panelist, name in zip(without, names, strict=True)
    )


def discussion_of(asked: AskedRoundup, reader: AskedPanelist | None = None) -> list[Discussed]:
    """Every question with the first estimates and what was said, as `reader` sees it: one's own is marked. Nobody's name is in it."""
    names = dict(Pseudonym.objects.filter(asked=asked).values_list("panelist", "name"))
    own = reader.pk if reader else None
    versions = counted_in_ended(asked, BEFORE)
    said = list(asked.contributions.order_by("at", "pk"))
    shown = []
    for question in asked.questions.all():
        estimates = [
            Estimate(pseudonym=names[key], judgement=given.judgement, prose=given.prose, is_own=key == own)
            for key, version in versions.items()
            if key in names and (given := answers_of(version).to(question.public_id)) and not given.is_silent
        ]
        shown.append(
            Discussed(
                question=question,
                scale=scale_of(question),
                estimates=tuple(sorted(estimates, key=lambda one: one.pseudonym)),
                said=tuple(_said(row, names, own) for row in said if row.question_id == question.pk),
            )
        )
    return shown


def _said(row: Contribution, names: dict[int, str], own: int | None) -> Said:
    return Said(
        row=row,
        speaker=names.get(row.panelist_id, "") if row.panelist_id else "",
        text="" if row.withheld_at else row.text,
        is_own=row.panelist_id is not None and row.panelist_id == own,
    )
