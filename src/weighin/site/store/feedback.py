"""What a panelist may see of the group: nothing that is not in a round that has ended, or that the protocol shows as it stands.

Each view is computed at the request. Who gave what goes no further than the key of a row, which is left behind before anything is shown.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping

from msgspec import Struct

from weighin.asking.answers import GivenAnswer
from weighin.asking.as_it_stands import Step, as_it_stands, batches_of, left_by
from weighin.asking.groups import groups_that_may_be_told
from weighin.asking.rounds import Feedback, feedback_in
from weighin.record.judgements import Judgement
from weighin.record.protocols import Delphi, Protocol, RealTimeDelphi
from weighin.site.store.models import AnswerVersion, AskedPanelist, AskedRoundup, ClearedReason
from weighin.site.store.protocols import protocol_of
from weighin.site.store.versions import answers_of, counted_in_ended, submitted_version

Versions = Mapping[int, AnswerVersion]  # by the key of the panelist


class Judged(Struct, frozen=True, kw_only=True):
    """A judgement in the group."""

    panelist: int
    group: str
    judgement: Judgement


class Reason(Struct, frozen=True, kw_only=True):
    """What somebody gave for a reason, by a key that tells nobody who. `shown` is what the panel sees of it; empty where it is withheld."""

    key: str
    version: AnswerVersion
    text: str
    shown: str

    @property
    def is_withheld(self) -> bool:
        """The panel does not see it."""
        return not self.shown

    @property
    def is_redacted(self) -> bool:
        """The panel sees other words."""
        return bool(self.shown) and self.shown != self.text


class OnQuestion(Struct, frozen=True, kw_only=True):
    """The group on one question. `groups`: those whose cells may be told. `left`: judgements of the first round whose authors have left since."""

    judged: tuple[Judged, ...] = ()
    groups: frozenset[str] = frozenset()
    left: tuple[Judged, ...] = ()
    reasons: tuple[Reason, ...] = ()


def own_before(panelist: AskedPanelist) -> AnswerVersion | None:
    """What counts of the last round that has ended and in which they answered; None where there is none."""
    counted = AnswerVersion.objects.filter(
        counted_in_round__panelist=panelist, counted_in_round__ended_round__number__gt=0, withdrawn_at__isnull=True
    )
    return counted.order_by("-round").first()


def group_shown_to(panelist: AskedPanelist) -> dict[str, OnQuestion] | None:
    """By question: the group as the panelist may see it now; None where the protocol shows nothing, or not yet."""
    asked = panelist.asked
    protocol = protocol_of(asked)
    match feedback_in(protocol, asked.round):
        case Feedback.LAST_ROUND:
            return _of_ended_rounds(asked, by_group=_by_group(protocol))
        case Feedback.AFTER_OWN if submitted_version(panelist) is not None:
            return _as_it_stands(asked, by_group=_by_group(protocol))
    return None


def reasons_in(versions: Iterable[AnswerVersion]) -> dict[str, tuple[Reason, ...]]:
    """By question: the prose of the answers and why they were kept or revised, as the editors cleared them.

    In an order that says nothing: by a hash of each receipt's nonce, which only its author has.
    """
    chosen = list(versions)
    cleared = {
        (one.version_id, one.question.public_id): one.text
        for one in ClearedReason.objects.filter(version__in=chosen).select_related("question")
    }
    found: dict[str, list[Reason]] = {}
    for version in chosen:
        for given in answers_of(version).given:
            text = _reason_in(given)
            if text and version.nonce:
                digest = hashlib.sha256(bytes(version.nonce) + given.question.encode()).hexdigest()
                shown = cleared.get((version.pk, given.question), text)
                reason = Reason(key=digest[:24], version=version, text=text, shown=shown)
                found.setdefault(given.question, []).append(reason)
    return {question: tuple(sorted(reasons, key=lambda one: one.key)) for question, reasons in found.items()}


def _of_ended_rounds(asked: AskedRoundup, *, by_group: bool) -> dict[str, OnQuestion]:
    rounds = [_judged_in(counted_in_ended(asked, number)) for number in range(1, asked.round)]
    reasons = reasons_in(counted_in_ended(asked, asked.round - 1).values())
    found = {}
    for question in asked.questions.values_list("public_id", flat=True):
        judged = [judgements.get(question, ()) for judgements in rounds]
        left = left_by([frozenset(one.panelist for one in of_round) for of_round in judged])
        found[question] = OnQuestion(
            judged=judged[-1],
            groups=groups_that_may_be_told([one.group for one in judged[-1]]) if by_group else frozenset(),
            left=tuple(one for one in judged[0] if one.panelist in left),
            reasons=reasons.get(question, ()),
        )
    return found


def _judged_in(versions: Versions) -> dict[str, tuple[Judged, ...]]:
    found: dict[str, list[Judged]] = {}
    for key, version in versions.items():
        for given in answers_of(version).given:
            if given.judgement is not None:
                one = Judged(panelist=key, group=version.panelist.group, judgement=given.judgement)
                found.setdefault(given.question, []).append(one)
    return {question: tuple(judged) for question, judged in found.items()}


def _as_it_stands(asked: AskedRoundup, *, by_group: bool) -> dict[str, OnQuestion]:
    groups = dict(asked.panel.values_list("pk", "group"))
    batches = batches_of(groups, by_group=by_group)
    moments = _moments_of(asked)
    last = dict(moments)  # of each panelist
    standing = {panelist for panelist, version in last.items() if version is not None}
    given = {version.pk: answers_of(version) for _, version in moments if version is not None}
    found = {}
    for question in asked.questions.values_list("public_id", flat=True):
        judgements: list[Step[Judgement]] = []
        words: list[Step[AnswerVersion]] = []
        for panelist, version in moments:
            one = given[version.pk].to(question) if version is not None else None
            judgements.append(Step(panelist, one.judgement if one else None))
            words.append(Step(panelist, version if one and _reason_in(one) else None))
        judged = tuple(
            Judged(panelist=panelist, group=batches[panelist], judgement=judgement)
            for panelist, judgement in as_it_stands(judgements, batches).items()
        )
        told = [version for key, version in as_it_stands(words, batches).items() if key in standing]
        found[question] = OnQuestion(
            judged=judged,
            groups=groups_that_may_be_told([one.group for one in judged]),
            reasons=reasons_in(told).get(question, ()),
        )
    return found


def _moments_of(asked: AskedRoundup) -> list[tuple[int, AnswerVersion | None]]:
    """Who submitted what in time in this round, or took it back, in the order of time."""
    versions = AnswerVersion.objects.filter(panelist__asked=asked, round=asked.round, is_submitted=True, on_time=True)
    moments: list[tuple[dt.datetime, int, int, AnswerVersion | None]] = []
    for version in versions:
        moments.append((version.kept_at, version.pk, version.panelist_id, version))
        if version.withdrawn_at is not None:
            moments.append((version.withdrawn_at, version.pk, version.panelist_id, None))
    moments.sort(key=lambda one: (one[0], one[3] is not None, one[1]))
    return [(panelist, version) for _, _, panelist, version in moments]


def _reason_in(given: GivenAnswer) -> str:
    return "\n\n".join(filter(None, (given.prose.strip(), given.because.strip())))


def _by_group(protocol: Protocol) -> bool:
    return isinstance(protocol, Delphi | RealTimeDelphi) and protocol.by_group
