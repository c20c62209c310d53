"""Under what a panelist's answers stand, from the rows."""

from weighin.asking.attributions import against_policies, is_cut_loose, is_named, stricter
from weighin.asking.policies import Approval, Attribution
from weighin.record.protocols import OneRound
from weighin.site.store.asked import AskedPanelist, AskedRoundup
from weighin.site.store.protocols import protocol_of


def attribution_of(panelist: AskedPanelist) -> Attribution:
    """The round-up's, or the panelist's own where that is stricter."""
    own = Attribution(panelist.attribution) if panelist.attribution else None
    return stricter(Attribution(panelist.asked.attribution), own)


def stands_loose(panelist: AskedPanelist) -> bool:
    """Whether what ties the answers to this panelist is destroyed at the seal."""
    return is_cut_loose(attribution_of(panelist))


def conflicts_of(asked: AskedRoundup) -> tuple[str, ...]:
    """What of the round-up's rules cannot be held together with what somebody on the panel is promised."""
    has_rounds = not isinstance(protocol_of(asked), OneRound)
    promised = {Attribution(asked.attribution), *map(attribution_of, asked.panel.select_related("asked"))}
    approval = Approval(asked.approval)
    found = (against_policies(attribution, approval, has_rounds=has_rounds) for attribution in promised)
    return tuple(conflict for conflicts in found for conflict in conflicts)


def all_are_named(asked: AskedRoundup) -> bool:
    """Whether every panelist's answers stand under a name, so that times point to nobody who does not."""
    own = asked.panel.exclude(attribution__in=["", Attribution.ON_THE_RECORD.value])
    return is_named(Attribution(asked.attribution)) and not own.exists()
