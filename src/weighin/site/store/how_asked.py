"""How a round-up was asked, for its record: counted from the rows after the seal."""

import datetime as dt
from collections.abc import Sequence
from functools import partial

from msgspec import UNSET

from weighin.asking.attributions import is_named
from weighin.asking.life import closes_at
from weighin.asking.policies import Approval, Attribution
from weighin.record.asking import Asking, Invited, Outcome, SealedRoot
from weighin.record.values import Moment
from weighin.site.store.attributions import all_are_named, attribution_of, stands_loose
from weighin.site.store.lives import life_of
from weighin.site.store.models import AnswerVersion, AskedPanelist, AskedRoundup, Seal
from weighin.site.store.rounds_held import answered_before, first_opened_at, rounds_of
from weighin.site.store.truths import sealed_seeds
from weighin.site.store.versions import counted_versions, submitted_versions


def asking_of(asked: AskedRoundup, seal: Seal) -> Asking:
    """The rules, times and numbers of a sealed round-up. Where somebody is not named, times are told to the day; only who is named is listed."""
    tells_times = all_are_named(asked)
    before, counted, submitted = answered_before(asked), counted_versions(asked), submitted_versions(asked)
    panel = [
        (
            panelist,
            _outcome_of(
                panelist,
                counted.get(panelist.pk),
                has_submitted=panelist.pk in submitted,
                answered_before=panelist.pk in before,
            ),
        )
        for panelist in asked.panel.select_related("asked", "asked__outlet")
        if panelist.erased_at is None or (stands_loose(panelist) and panelist.pk in counted)
    ]  # of who was erased, nothing is said, not even that they kept silent; but what is nobody's stays, and is counted
    outcomes = [outcome for _, outcome in panel]
    closed = closes_at(life_of(asked))
    if asked.opened_at is None or asked.deadline is None or closed is None:
        msg = "what is sealed was open, and had a deadline"
        raise ValueError(msg)
    answered = outcomes.count(Outcome.ANSWERED) + outcomes.count(Outcome.ANSWERED_LATE)
    return Asking(
        opened=_moment(first_opened_at(asked), to_the_second=tells_times),
        deadline=_moment(asked.deadline, to_the_second=tells_times),
        closed=_moment(closed, to_the_second=tells_times),
        sealed=_moment(seal.sealed_at, to_the_second=tells_times),
        attribution=Attribution(asked.attribution),
        approval=Approval(asked.approval),
        asked=len(panel),
        in_time=outcomes.count(Outcome.ANSWERED),
        late_taken=outcomes.count(Outcome.ANSWERED_LATE),
        late_left_out=outcomes.count(Outcome.CAME_TOO_LATE),
        declined=outcomes.count(Outcome.DECLINED),
        silent=outcomes.count(Outcome.DID_NOT_ANSWER),
        left=outcomes.count(Outcome.LEFT),
        rounds=rounds_of(asked, answered=answered, told=partial(_moment, to_the_second=tells_times)),
        withheld=_withheld(asked, panel),
        seal=SealedRoot(root=seal.root, size=seal.size, seeds=len(sealed_seeds(asked)) or UNSET),
        invited=tuple(
            Invited(name=panelist.name, affiliation=panelist.affiliation, outcome=outcome)
            for panelist, outcome in panel
            if asked.publishes_panel and is_named(attribution_of(panelist))
        ),
    )


def _withheld(asked: AskedRoundup, panel: Sequence[tuple[AskedPanelist, Outcome]]) -> int:
    """How many answered and are not in the record: too few to be hidden among each other."""
    answered = (Outcome.ANSWERED, Outcome.ANSWERED_LATE)
    loose = [panelist for panelist, outcome in panel if outcome in answered and stands_loose(panelist)]
    return 0 if asked.loose.exists() else len(loose)


def _outcome_of(
    panelist: AskedPanelist, counted: AnswerVersion | None, *, has_submitted: bool, answered_before: bool
) -> Outcome:
    """What came of asking them, once it is sealed. `answered_before`: in a round before the last."""
    if counted is not None:
        return Outcome.ANSWERED if counted.on_time else Outcome.ANSWERED_LATE
    if has_submitted:
        return Outcome.CAME_TOO_LATE
    if answered_before:
        return Outcome.LEFT
    return Outcome.DECLINED if panelist.declined_at is not None else Outcome.DID_NOT_ANSWER


def _moment(when: dt.datetime, *, to_the_second: bool) -> Moment:
    there = when.astimezone(dt.UTC)
    return Moment(day=there.date(), at=there.replace(microsecond=0) if to_the_second else None)
