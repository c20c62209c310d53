"""What stands beside a question in a later round: one's own answer of the round before, and the group's."""

from collections.abc import Sequence

from django.utils.translation import gettext
from msgspec import Struct

from weighin.asking.answers import Asked
from weighin.asking.judged import judgement_said
from weighin.record.protocols import LEAST_SHOWN
from weighin.site.languages import written
from weighin.site.reply.drawing import Drawn, drawn
from weighin.site.store.feedback import group_shown_to, own_before, reasons_in
from weighin.site.store.models import AskedPanelist
from weighin.site.store.versions import answers_of
from weighin.weighing.delphi.feedback import Given, distributions_of
from weighin.weighing.delphi.positions import points_on_a_line


class Beside(Struct, frozen=True, kw_only=True):
    """One question. `judged`: how many gave a judgement; `is_too_few`: fewer than may be shown."""

    own_judgement: str
    own_prose: str
    judged: int
    is_too_few: bool
    pictures: tuple[Drawn, ...]
    reasons: tuple[str, ...] = ()


def beside_questions(panelist: AskedPanelist, questions: Sequence[Asked]) -> dict[str, Beside]:
    """By question, where the protocol shows the group to this panelist now; nothing else."""
    shown = group_shown_to(panelist)
    if shown is None:
        return {}
    before = own_before(panelist)
    own = answers_of(before) if before else None
    reasons = reasons_in(shown.versions)
    found = {}
    for question in questions:
        given = own.to(question.identifier) if own else None
        judgement = given.judgement if given else None
        of_group = [
            Given(judgement=one.judgement)
            for answers in shown.answers.values()
            if (one := answers.to(question.identifier)) and one.judgement
        ]
        pictures: tuple[Drawn, ...] = ()
        if question.scale is not None:
            points = points_on_a_line([judgement], question.scale).tolist()[0] if judgement else []
            pictures = tuple(
                drawn(one, question.scale, own=points[place] if place < len(points) else None)
                for place, one in enumerate(distributions_of(of_group, question.scale))
            )
        found[question.identifier] = Beside(
            own_judgement=judgement_said(judgement, question.scale, say=gettext, write=written) if judgement else "",
            own_prose=given.prose if given else "",
            judged=len(of_group),
            is_too_few=question.scale is not None and len(of_group) < LEAST_SHOWN,
            pictures=pictures,
            reasons=tuple(
                reason.shown
                for reason in reasons.get(question.identifier, ())
                if reason.shown and reason.version.panelist_id != panelist.pk
            ),
        )
    return found
