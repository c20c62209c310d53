"""What panelists are told of the protocol: what they will see of others, what others will see of them, and when it ends. On the form and in letters."""

from collections.abc import Iterator

from django.utils.translation import gettext

from weighin.record.protocols import (
    LEAST_SHOWN,
    Delphi,
    Facilitated,
    Idea,
    OneRound,
    Protocol,
    RealTimeDelphi,
    StoppingRule,
)
from weighin.site.languages import written

PER_CENT = 100


def protocol_told(protocol: Protocol) -> tuple[str, ...]:
    """The protocol in plain sentences, in the language that holds; nothing for one round."""
    return tuple(filter(None, _told(protocol)))


def _told(protocol: Protocol) -> Iterator[str]:
    match protocol:
        case OneRound():
            pass
        case Delphi():
            yield gettext(
                "This is a Delphi: you are asked in up to %(most)s rounds. In each round you answer alone."
            ) % {"most": protocol.stopping.most_rounds}
            yield gettext(
                "From the second round on you see, beside your own answer of the round before, how the group answered and the reasons that it gave, and you keep your answer or revise it."
            )
            yield _of_oneself()
            yield _groups(protocol.by_group)
            yield stopping_told(protocol.stopping)
        case RealTimeDelphi():
            yield gettext(
                "This is a real-time Delphi: once you have submitted your answers, you see how the group answers and the reasons that it gives, and you can revise yours until the deadline."
            )
            yield _of_oneself()
            yield gettext(
                "What is shown of the group changes only when several have answered, so that nobody sees which answer was yours."
            )
            yield _groups(protocol.by_group)
        case Idea():
            yield gettext(
                "You are asked twice. First you estimate alone; then you see everybody’s estimates under pseudonyms, discuss them, and estimate again."
            )
        case Facilitated():
            yield gettext(
                "First you judge alone. Then there is a meeting in which the group agrees on one distribution, which is kept beside what each gave alone."
            )
    if protocol.large_move is not None:
        yield gettext("If you change an answer by a good deal, you are asked to say why.")


def _of_oneself() -> str:
    told = gettext(
        "The others on the panel see your answer only as part of the group, and what you write for a reason without your name. Fewer than %(least)s answers are never shown."
    )
    return told % {"least": LEAST_SHOWN}


def _groups(by_group: bool) -> str:
    return (
        gettext("Answers are also shown by group of stakeholders, where a group is large enough.") if by_group else ""
    )


def stopping_told(rule: StoppingRule) -> str:
    """When there is no further round."""
    named = {"most": rule.most_rounds, "share": written((rule.when_kept or 0) * PER_CENT)}
    if rule.at_consensus and rule.when_kept is not None:
        return (
            gettext(
                "There is no further round once the panel agrees on every question that asks for a judgement, or once on each of them %(share)s %% keep what they gave; and none after round %(most)s in any case."
            )
            % named
        )
    if rule.at_consensus:
        return (
            gettext(
                "There is no further round once the panel agrees on every question that asks for a judgement, and none after round %(most)s in any case."
            )
            % named
        )
    if rule.when_kept is not None:
        return (
            gettext(
                "There is no further round once, on every question that asks for a judgement, %(share)s %% keep what they gave; and none after round %(most)s in any case."
            )
            % named
        )
    return gettext("There are %(most)s rounds.") % named
