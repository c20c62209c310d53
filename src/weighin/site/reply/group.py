"""What stands beside a question in a later round: one's own answer of the round before, and the group's."""

from collections.abc import Sequence

from django.utils.translation import gettext
from msgspec import Struct

from weighin.asking.answers import Asked, GivenAnswer
from weighin.asking.judged import judgement_said
from weighin.site.languages import written
from weighin.site.reply.drawing import Drawn, drawn
from weighin.site.store.feedback import Judged, OnQuestion, group_shown_to, own_before
from weighin.site.store.models import AskedPanelist
from weighin.site.store.versions import answers_of, submitted_version
from weighin.weighing.delphi.feedback import Given, distributions_of
from weighin.weighing.delphi.positions import points_on_a_line


class Beside(Struct, frozen=True, kw_only=True):
    """One question.

    Attributes:
        own_judgement, own_prose: one's own answer of the round before, or in a real-time Delphi as it stands.
        is_too_few: a judgement is asked for, and fewer gave one than may be shown.
        pictures: the group's distribution; left: that of those who left since the first round, as they answered then.
        reasons: those of others, without names.
    """

    own_judgement: str
    own_prose: str
    is_too_few: bool
    pictures: tuple[Drawn, ...]
    left: tuple[Drawn, ...]
    reasons: tuple[str, ...]


def beside_questions(panelist: AskedPanelist, questions: Sequence[Asked]) -> dict[str, Beside]:
    """By question, where the protocol shows the group to this panelist now; nothing else."""
    shown = group_shown_to(panelist)
    if shown is None:
        return {}
    before = own_before(panelist) or submitted_version(panelist)
    own = answers_of(before) if before else None
    return {
        question.identifier: _beside(
            panelist,
            question,
            shown.get(question.identifier, OnQuestion()),
            own.to(question.identifier) if own else None,
        )
        for question in questions
    }


def _beside(panelist: AskedPanelist, question: Asked, group: OnQuestion, given: GivenAnswer | None) -> Beside:
    scale, judgement = question.scale, given.judgement if given else None
    pictures: tuple[Drawn, ...] = ()
    left: tuple[Drawn, ...] = ()
    if scale is not None:
        points = points_on_a_line([judgement], scale).tolist()[0] if judgement else []
        pictures = tuple(
            drawn(one, scale, own=points[place] if place < len(points) else None)
            for place, one in enumerate(distributions_of(_given(group.judged), scale, groups=group.groups))
        )
        left = tuple(drawn(one, scale, own=None) for one in distributions_of(_given(group.left), scale))
    return Beside(
        own_judgement=judgement_said(judgement, scale, say=gettext, write=written) if judgement else "",
        own_prose=given.prose if given else "",
        is_too_few=scale is not None and not pictures,
        pictures=pictures,
        left=left,
        reasons=tuple(one.shown for one in group.reasons if one.shown and one.version.panelist_id != panelist.pk),
    )


def _given(judged: Sequence[Judged]) -> list[Given]:
    return [Given(judgement=one.judgement, group=one.group) for one in judged]
