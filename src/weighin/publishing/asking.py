"""How a round-up was asked, in sentences: times, numbers, rules, edits, the seal."""

import datetime as dt
from collections.abc import Iterator
from urllib.parse import urlsplit

from weighin.publishing.rounds import rounds_in_sentences
from weighin.publishing.wording import clean, counted, moment_in_words
from weighin.record.asking import Approval, Asking, Attribution, Editing, Outcome, Way
from weighin.record.public import PublicAnswer, PublicRecord
from weighin.record.values import Moment
from weighin.sealing.stamps import Stamp, StampKind

ATTRIBUTION = {
    Attribution.ON_THE_RECORD: "Answers are on the record: they stand under name and affiliation.",
    Attribution.AFFILIATION_ONLY: "Answers stand under affiliations, without names; the editors know who wrote what. Times are told to the day.",
    Attribution.ANONYMOUS_TO_READERS: "Readers are not told who answered; the editors know who wrote what. Times are told to the day.",
    Attribution.ANONYMOUS_TO_PANELISTS: "Neither readers nor other panelists are told who answered; the editors know who wrote what. Times are told to the day.",
    Attribution.ANONYMOUS_TO_EDITORS: "Nobody knows who wrote what, the editors neither: what tied answers to people was destroyed when they were sealed. Times are told to the day.",
}
APPROVAL = {
    Approval.APPROVES: "Panelists saw what was edited and approved it before it was published.",
    Approval.SHOWN: "Panelists were shown what was edited and could report errors of fact.",
    Approval.NOT_SHOWN: "Edited texts were not sent to panelists for approval.",
}
EDITING = {
    Editing.SHORTENED: "Edited for length",
    Editing.PUNCTUATED: "Punctuation edited",
    Editing.REWORDED: "Edited",
}
LATE = "Came late"
ENTERED = {Way.MAIL: "Came by mail", Way.OTHERWISE: "Told to an editor"}
HAD_IT_BEEN = {
    Approval.APPROVES: "Had anything been, panelists would have been asked to approve it.",
    Approval.SHOWN: "Had anything been, panelists would have been shown it and could have reported errors of fact.",
    Approval.NOT_SHOWN: "Had anything been, it would not have been sent to panelists for approval.",
}
UNEDITED = "Nothing was edited: every answer stands word for word as it was submitted."


def asked_in_sentences(record: PublicRecord) -> Iterator[str]:
    """All of it but the seal, in the order in which it happened; nothing of what was read, not asked."""
    if record.asking is not None:
        unnamed = sum(not panelist.is_named for panelist in record.panel)
        yield from asking_in_sentences(record.asking, record.outlet, unnamed=unnamed)


def asking_in_sentences(asking: Asking, outlet: str, *, unnamed: int = 0) -> Iterator[str]:
    """The same from its parts. `unnamed`: how many of the panel do not stand under a name."""
    who = clean(outlet) or "The outlet"
    yield f"{who} asked {counted(asking.asked, 'person', 'people')} on {moment_in_words(asking.opened)}, for answers until {moment_in_words(asking.deadline)}."
    if _when(asking.closed) > _when(asking.deadline):
        yield f"Some were given more time; the last until {moment_in_words(asking.closed)}."
    elif _when(asking.closed) < _when(asking.deadline):
        yield f"It was closed before that, on {moment_in_words(asking.closed)}."
    if asking.rounds:
        yield from rounds_in_sentences(asking.rounds)
    yield _numbers(asking)
    if asking.entered:
        yield _entered([one.way for one in asking.entered])
    yield ATTRIBUTION[asking.attribution]
    if asking.attribution is Attribution.ON_THE_RECORD and unnamed:
        yield f"{counted(unnamed, 'panelist')} answered without a name, as they were told before."
    if asking.withheld:
        yield f"What {counted(asking.withheld, 'person', 'people')} answered is not shown: so few were to be anonymous to the editors too that it would have told who they are."
    yield from _editing(asking)


def marks_of(asking: Asking | None, answer: PublicAnswer) -> tuple[str, ...]:
    """What is to be said at an answer: that it came late, that it was edited."""
    if asking is None:
        return ()
    editing = asking.editing_of(answer.identifier)
    late = (LATE,) if set(answer.panelists) & set(asking.late) else ()
    ways = [way for who in answer.panelists if (way := asking.way_of(who))]
    return (*late, *(ENTERED[way] for way in dict.fromkeys(ways)), *((EDITING[editing],) if editing else ()))


def outcome_in_words(outcome: Outcome) -> str:
    """`Answered`."""
    return outcome.value.capitalize()


def outcomes_counted(asking: Asking) -> list[tuple[str, int]]:
    """Of those who were asked, how many of each outcome, in the order of the outcomes."""
    told = [one.outcome for one in asking.invited]
    return [(outcome.value, told.count(outcome)) for outcome in Outcome if outcome in told]


def sealed_in_words(asking: Asking) -> str:
    """The sentence before the root."""
    if asking.seal is None:
        return ""
    size = counted(asking.seal.submissions, "submission was", "submissions were")
    if asking.seal.seeds:
        truths = counted(asking.seal.seeds, "true value of a seed question", "true values of seed questions")
        size = f"{counted(asking.seal.submissions, 'submission')} and {truths} were"
    return (
        f"{size} sealed on {moment_in_words(asking.sealed)}, before anything was edited or published, under this root:"
    )


def stamp_in_words(stamp: Stamp, asking: Asking) -> str:
    """Who says from outside when the witness was there. Where times are told to the day, so is this one."""
    services = ", ".join(clean(urlsplit(service).hostname or service) for service in stamp.services)
    if stamp.kind is StampKind.OPENTIMESTAMPS:
        where = f"leads to Bitcoin block {stamp.block}" if stamp.block is not None else "waits for its Bitcoin block"
        return f"OpenTimestamps ({services}): the proof {where}"
    when = stamp.at.astimezone(dt.UTC) if stamp.at else None
    told = moment_in_words(Moment(day=when.date(), at=when if asking.sealed.at else None)) if when else "a time"
    return f"{services} signed that it was there on {told}"


def _numbers(asking: Asking) -> str:
    parts = [f"{asking.in_time} answered in time"]
    if asking.late_taken:
        parts.append(f"{asking.late_taken} answered late, which was accepted")
    if asking.late_left_out:
        parts.append(
            f"{asking.late_left_out} came too late and {'is' if asking.late_left_out == 1 else 'are'} not here"
        )
    if asking.left:
        parts.append(f"{asking.left} answered in an earlier round and not in the last")
    if asking.declined:
        parts.append(f"{asking.declined} declined")
    if asking.silent:
        parts.append(f"{asking.silent} did not answer")
    return f"{', '.join(parts[:-1])} and {parts[-1]}." if len(parts) > 1 else f"{parts[0]}."


def _entered(ways: list[Way]) -> str:
    told = [
        (ways.count(Way.MAIL), "by mail"),
        (ways.count(Way.OTHERWISE), "in some other way, as over a telephone"),
    ]
    came = " and ".join(f"{number} answered {how}" for number, how in told if number)
    return f"Of these, {came}; an editor entered what they said into the form, and each got a receipt of it."


def _editing(asking: Asking) -> Iterator[str]:
    kinds = [one.editing for one in asking.edited]
    if not kinds:
        yield f"{UNEDITED} {HAD_IT_BEEN[asking.approval]}"
        return
    if number := kinds.count(Editing.SHORTENED):
        yield f"{counted(number, 'answer was', 'answers were')} edited for length: words were cut and nothing else was changed."
    if number := kinds.count(Editing.REWORDED):
        yield f"{counted(number, 'answer was', 'answers were')} edited beyond that."
    if number := kinds.count(Editing.PUNCTUATED):
        yield f"In {counted(number, 'answer')} punctuation alone was edited."
    yield APPROVAL[asking.approval]


def _when(moment: Moment) -> tuple[object, ...]:
    return (moment.day, moment.at or moment.day)
