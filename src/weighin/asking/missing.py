"""What is still missing before a round-up can open."""

import datetime as dt

from msgspec import Struct

from weighin.asking.seeds import PlannedSeed, missing_of_seeds, worth_knowing_of_seeds

LEAST_TIME = dt.timedelta(minutes=10)  # between opening and deadline: less is a slip of the pen


class Readiness(Struct, frozen=True, kw_only=True):
    """What of a draft the question of whether it can open hangs on."""

    questions: int
    panelists: int
    unreachable: tuple[str, ...] = ()  # names of panelists without a mail address
    deadline: dt.datetime | None = None
    seeds: tuple[PlannedSeed, ...] = ()


def missing_before_opening(draft: Readiness, *, now: dt.datetime) -> tuple[str, ...]:
    """What keeps it from opening, each in a sentence that says what to do; nothing where it can open."""
    found = []
    if not draft.questions:
        found.append("There is no question yet: add at least one.")
    if not draft.panelists:
        found.append("There is nobody on the panel yet: add at least one panelist.")
    if draft.deadline is None:
        found.append("There is no deadline yet: set one.")
    elif draft.deadline < now + LEAST_TIME:
        found.append("The deadline is over, or so near that nobody could answer: set a later one.")
    return (*found, *missing_of_seeds(draft.seeds))


def worth_knowing_before_opening(draft: Readiness) -> tuple[str, ...]:
    """What does not keep it from opening and is worth a look."""
    found = list(worth_knowing_of_seeds(draft.seeds))
    if draft.unreachable:
        names = ", ".join(draft.unreachable)
        found.insert(
            0,
            f"Without a mail address, so that no letter reaches them: {names}. You can hand them their link yourself.",
        )
    return tuple(found)
